"""What the example review finds: real references, made-up records, and the truth about each."""

from __future__ import annotations

import csv
import random
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path

from tools.evidence_example import noise

from hanse.evidence.duplicates import find_duplicates
from hanse.evidence.records import BibliographicRecord

FOLDER = Path(__file__).parent
SEED = 2025
CRITERION = {
    "clusters at home only": "E3",
    "export of single firms": "E1",
    "clusters abroad in rich countries": "E2",
    "essays, editorials and reviews": "E4",
}


@dataclass(frozen=True)
class Paper:
    """A publication and what a faultless reviewer would say of it.

    ``title`` and ``full`` are ``"include"``, a criterion, or at full text ``"missing"``;
    ``is_doubtful`` says that the first wording of E3 lets one read it in two ways.
    """

    key: str
    record: BibliographicRecord
    is_made_up: bool
    title: str
    full: str = ""
    is_doubtful: bool = False
    topic: str = ""
    paper: str = ""


@dataclass(frozen=True)
class Pool:
    """All publications by key, and the entries of the reference lists with the key of each."""

    papers: dict[str, Paper]
    cited: tuple[tuple[str, Paper], ...]
    update: tuple[Paper, ...] = field(default=())


def pool() -> Pool:
    """Return everything that there is to be found."""
    cited = references()
    papers = dict(reversed(cited))
    papers = {key: papers[key] for key in dict.fromkeys(key for key, _ in cited)}
    rows = rows_of(FOLDER / "noise.csv")
    for row in rows:
        paper = made_up(row)
        papers[paper.key] = paper
    for row in rows_of(FOLDER / "planted.csv"):
        paper = replace(made_up(row), title=row["truth"])
        papers[paper.key] = replace(paper, full="missing" if paper.title == "include" else "")
    return Pool(papers, tuple(cited), tuple(update_papers({row["title"] for row in rows})))


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def references() -> list[tuple[str, Paper]]:
    """Return every entry of the five reference lists with the key of its publication."""
    judged = {row["reference"]: row for row in rows_of(FOLDER / "judged.csv")}
    rows = rows_of(FOLDER / "references.csv")
    records = {row["reference"]: replace(record_of(row), id=row["reference"]) for row in rows}
    first = {one: one for one in records}
    for group in find_duplicates(list(records.values())).groups:
        first |= dict.fromkeys(group, min(group, key=list(records).index))
    found = []
    for row in rows:
        key = first[row["reference"]]
        group = [one for one in records if first[one] == key and one in judged]
        said = judged[group[0]] if group else {"title": "E1", "full": "", "reads": ""}
        paper = Paper(
            row["reference"],
            replace(records[row["reference"]], id=""),
            False,
            said["title"],
            said["full"],
            bool(said["reads"]),
            paper=row["paper"],
        )
        found.append((key, paper))
    return found


def record_of(row: dict[str, str]) -> BibliographicRecord:
    """Return the record of a row; keywords of references are words of the title and left out."""
    is_made_up = row["paper"] == "made-up"
    is_article = is_made_up and row["type"] == "journal-article"
    return BibliographicRecord(
        type=row["type"],
        title=row["title"],
        authors=items(row["authors"]),
        editors=items(row["editors"]),
        year=int(row["year"]) if row["year"] else None,
        container=row["container"],
        volume=row["volume"],
        issue=row["issue"],
        pages=row["pages"],
        publisher=row["publisher"],
        place=row["place"],
        doi=row["doi"] or (f"10.5555/{row['reference'].lower()}" if is_article else ""),
        url=row["url"],
        abstract=row["abstract"],
        keywords=items(row["keywords"]) if is_made_up else (),
        notes=("made up",) if is_made_up else (),
    )


def items(cell: str) -> tuple[str, ...]:
    """Return the items of a cell."""
    return tuple(cell.split("; ")) if cell else ()


def made_up(row: dict[str, str]) -> Paper:
    """Return a made-up publication; what is on another subject is no cluster of firms."""
    fits = row["kind"] == "fits"
    title = "include" if fits else CRITERION.get(row["topic"], "E1")
    is_doubtful = title == "E3" or (fits and "not export" in row["title"])
    full = "missing" if fits else ""
    record = record_of(row)
    return Paper(row["reference"], record, True, title, full, is_doubtful, row["topic"])


def update_papers(known: set[str]) -> list[Paper]:
    """Return the twelve made-up publications that only the update finds."""
    grammar = tomllib.loads((FOLDER / "noise.toml").read_text(encoding="utf-8"))
    wanted = {"fits": 3, "excluded": 4, "near": 5}
    found = []
    for row in noise.records(grammar, random.Random(SEED)):
        if row["title"] in known or not wanted[row["kind"]]:
            continue
        wanted[row["kind"]] -= 1
        number = len(found) + 1
        row |= {"reference": f"UP-{number:03d}", "year": "2025"}
        found.append(made_up(row))
    return found
