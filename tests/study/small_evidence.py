"""A small review with everything a report speaks of, made through the library in a second."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tests.evidence.review.made_review import PROTOCOL, at, record, write_export

from hanse.evidence.review import (
    Review,
    freeze_protocol,
    import_export,
    judge_pair,
    log_search,
    merge_duplicates,
    new_review,
    note_full_text,
    open_review,
    publish,
    resolve,
    undo_merge,
)
from hanse.evidence.review.folder import Entry
from hanse.evidence.sheets import Sheet, sheet

FRAME, APPRAISAL = "cluster-internationalisation", "appraisal-case-study"
SHEETS = f"""
[[sheets]]
id = "{FRAME}"
purpose = "coding"
coders = 2

[[sheets]]
id = "{APPRAISAL}"
purpose = "appraisal"
"""
SETTINGS = """\
[study]
title = "Clusters abroad"
as_of = "2026-04-30"

[evidence]
review = "."

[evidence.map]
countries = ["Ghana", "Peru", "Vietnam"]

[evidence.like]
product = "shoes"
country = "Ghana"
activity = "exporting"
n = 3
"""
FIRST, SECOND = "title-abstract", "full-text"
INCLUDED = ("R000001", "R000003", "R000005")
CODED = {
    ("R000001", "Accra shoes"): ("GHA", "textile"),
    ("R000003", "Lima salmon"): ("PER", "agro"),
    ("R000005", "Quito mangoes"): ("PER", "agro"),
}
"""Cluster, country and industry of each coded row."""


def write_small(folder: Path) -> Path:
    """Write the study and return its folder."""
    review = _searched(folder)
    _screened(review)
    review = _amended(review)
    _assessed(review)
    publish(review, version="2026", person="cai", at=later(1))
    _updated(review)
    write_coding(folder)
    (folder / "hanse.toml").write_text(SETTINGS, encoding="utf-8")
    return folder


def later(minute: int) -> str:
    """Return a time after the first round."""
    return f"2026-04-01T10:{minute:02d}:00"


def _searched(folder: Path) -> Review:
    """Freeze, search, import and merge; undo one merge and say of a pair that it is distinct."""
    new_review(folder, title="Clusters abroad")
    (folder / "protocol.toml").write_text(PROTOCOL + SHEETS, encoding="utf-8")
    review, _ = freeze_protocol(open_review(folder), because="start", person="ann", at=at(0))
    first = write_export(folder.parent, "scopus.ris", [record(i) for i in range(10)])
    lists = [record(0, accession="", doi=""), record(1, accession=""), record(50, accession="")]
    second = write_export(folder.parent, "lists.ris", lists)
    log_search(review, source="scopus", hits=12, day="2026-03-01", person="ann", at=at(1))
    import_export(review, first, source="scopus", person="ann", at=at(2))
    import_export(review, second, source="lists", person="ann", at=at(3))
    merge_duplicates(review, at=at(4))
    undo_merge(review, "R000012", why="another edition", person="ben", at=at(5))
    judge_pair(review, "R000002", "R000012", is_same=True, why="looked", person="ann", at=at(6))
    return review


def decide(review: Review, who: str, record: str, stage: str, value: str, why: str = "") -> None:
    """Write one decision."""
    when = max(review.state.at, at(7))
    review.commit([Entry("decided", record, "order", stage, value, why)], person=who, at=when)


def _screened(review: Review) -> None:
    """Decide on every record by two people, who differ on two and settle one of them."""
    for number, one in enumerate(review.state.standing[:6]):
        is_in = number % 2 == 0
        for who in ("ann", "ben"):
            other = one == "R000002" and who == "ben"
            yes = is_in or other
            decide(review, who, one, FIRST, "include" if yes else "exclude", "" if yes else "E1")
    resolve(review, "R000002", stage=FIRST, value="exclude", reason="E1", person="cai", at=at(20))


def _amended(review: Review) -> Review:
    """Reword a criterion, freeze, and screen the rest but for one record."""
    path = review.folder / "protocol.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("No industrial cluster", "No cluster of firms"), encoding="utf-8", newline=""
    )
    review, _ = freeze_protocol(
        open_review(review.folder), because="E1 was unclear", person="ann", at=at(21)
    )
    for number, one in enumerate(review.state.standing[6:]):
        for who in ("ann", "ben"):
            yes = number % 2 == 0
            decide(review, who, one, FIRST, "include" if yes else "exclude", "" if yes else "E1")
    return review


def _assessed(review: Review) -> None:
    """Get the full texts but one, include three and exclude the others."""
    for one in review.state.sought:
        if one == "R000007":
            note_full_text(review, one, missing="no library has it", person="ann", at=at(30))
            continue
        note_full_text(review, one, found=f"texts/{one}.pdf", person="ann", at=at(31))
    for one in review.state.retrieved:
        is_in = one in INCLUDED
        decide(review, "ann", one, SECOND, "include" if is_in else "exclude", "" if is_in else "E2")


def _updated(review: Review) -> None:
    """Search again: one record is new, one changed, one retracted and one damaged."""
    again = [
        record(0),
        record(2, title="RETRACTED: Exporting clusters of knives in Penang, case 2"),
        record(4, pages="4-99"),
        record(20),
    ]
    path = write_export(review.folder.parent, "scopus-2.ris", again)
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\nTY  - JO", encoding="utf-8")
    log_search(review, source="scopus", hits=5, day="2026-04-01", person="ann", at=later(2))
    import_export(review, path, source="scopus", person="ann", at=later(3))
    merge_duplicates(review, at=later(4))


def filled(asked: Sheet, person: str, rows: dict[tuple[str, str], dict[str, str]]) -> str:
    """Return a sheet as a person filled it in."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, asked.columns, restval="", lineterminator="\n")
    writer.writeheader()
    for (name, part), answers in rows.items():
        head = {"sheet": asked.id, "version": asked.version, "person": person, "record": name}
        if asked.part:
            head[asked.part] = part
        writer.writerow({**head, **answers})
    return stream.getvalue()


def answers_of(unit: tuple[str, str], **more: str) -> dict[str, str]:
    """Return the answers of a cluster: what is required is unknown, but for what is given."""
    asked = sheet(FRAME)
    country, industry = CODED[unit]
    made = {
        one.id: "unknown"
        for one in asked.fields
        if one.required == "always" and one.type == "yes-no-unknown"
    }
    made |= {"product": unit[1], "country": country, "industry": industry}
    made |= {"lead": "not-reported", "abroad": "unknown", "performance": "unknown"}
    return made | {key.replace("__", "."): value for key, value in more.items()}


def yes(field: str, effect: str, value: str = "yes", place: str = "p. 5") -> dict[str, str]:
    """Return an answer on a mechanism with its effect and place."""
    return {
        field: value,
        f"{field}.place": place,
        f"{field}.paraphrase": f"{field} as told",
        f"{field}.direction": effect,
    }


def codings() -> dict[str, dict[tuple[str, str], dict[str, str]]]:
    """Return what two people coded; they differ on networks abroad of one cluster."""
    first, second, third = CODED
    both = {
        first: answers_of(first, **yes("multinationals", "favours")),
        second: answers_of(second, **yes("multinationals", "hinders")),
        third: answers_of(third, **yes("barrier_market", "hinders")),
    }
    ann = {**both, second: {**both[second], **yes("network_abroad", "favours")}}
    return {"ann": ann, "ben": both}


def write_coding(folder: Path) -> None:
    """Write the sheets of two coders, and an appraisal by one."""
    (folder / "coding").mkdir(exist_ok=True)
    for who, rows in codings().items():
        text = filled(sheet(FRAME), who, rows)
        (folder / "coding" / f"{FRAME}.{who}.csv").write_text(text, encoding="utf-8")
    asked = sheet(APPRAISAL)
    items = [one.id for one in asked.fields if one.type == "judgement"]
    judged = {(one, ""): dict.fromkeys(items, "yes") for one in INCLUDED[:2]}
    judged[INCLUDED[1], ""][items[0]] = "no"
    text = filled(asked, "ann", judged)
    (folder / "coding" / f"{APPRAISAL}.ann.csv").write_text(text, encoding="utf-8")
