"""The report of a review: in the order of the questions, with every count followed back."""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path

import pytest
from tests.evidence.review.made_review import PROTOCOL, at
from tests.study.regional_copy import cell, content, toml, words
from tests.study.small_evidence import SETTINGS, later, write_small

from hanse.evidence.log import read_log, replay
from hanse.evidence.review import (
    end_screening,
    freeze_protocol,
    log_search,
    new_review,
    open_review,
)
from hanse.report.inline import plain
from hanse.study import run_study
from hanse.study.evidence_trail import box_records

ORDER = [
    "What was asked",
    "What was found, and left out and why",
    "How far reviewers agreed, and how sure the stop is",
    "What the studies say",
    "Where evidence is missing",
    "Which known clusters are like yours",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_small(tmp_path_factory.mktemp("evidence") / "study")


@pytest.fixture(scope="module")
def run(folder, tmp_path_factory):
    return run_study(folder, tmp_path_factory.mktemp("out") / "out")


@pytest.fixture(scope="module")
def said(run):
    return words(run)


@pytest.fixture
def study(folder, tmp_path):
    return Path(shutil.copytree(folder, tmp_path / "study"))


def table(run, name: str) -> list[dict[str, str]]:
    """Return the rows of a file of tables/."""
    with (run.out / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def opening_of(run) -> list[str]:
    """Return the statements of the first page."""
    blocks = run.document.blocks
    last = next(at for at, one in enumerate(blocks) if getattr(one, "anchor", "") == "evidence")
    items = [item for one in blocks[:last] for item in getattr(one, "items", ())]
    return [plain(one) for one in items]


def headings(run, level: int) -> list[str]:
    return [one.text for one in run.document.blocks if getattr(one, "level", 0) == level]


def test_the_first_page_and_the_section_answer_in_the_order_of_the_questions(run):
    assert [one for one in headings(run, 3) if one in ORDER] == ORDER
    assert [one for one in headings(run, 2) if one in ORDER] == ORDER


def test_the_first_page_has_about_ten_sentences(run):
    text = " ".join(opening_of(run))
    text = re.sub(r"\d\.\d", "0", text)
    assert len(re.findall(r"[.?](?:\s|$)", text)) <= 11


def test_the_first_page_says_what_was_found_agreed_and_is_missing(run):
    opening = "\n".join(opening_of(run))
    for one in (
        "Which features help clusters abroad? Looked for in Scopus and Reference lists, "
        "searched between 2026-03-01 and 2026-04-01.",
        "3 reports of 3 studies included out of 17 records found: 5 were repeats, 5 left out at "
        "title and abstract, 1 not to be had as full text, 2 left out at full text and 1 still "
        "open; left out at both stages most often as: No cluster of firms (5); No empirical "
        "evidence (2).",
        "The review is not finished: 1 record to be screened.",
        "An included report was retracted, to be decided on again: Author2 and Second 2002 "
        "(R000003).",
        "agreed on 91\N{NO-BREAK SPACE}% of 11 records in what each said first",
        "Cohen's kappa 0.81, 0.47 to 1.00",
        "83\N{NO-BREAK SPACE}% under version 1 of the protocol (Cohen's kappa ",
        "100\N{NO-BREAK SPACE}% under version 2 (Cohen's kappa ",
        "Screening at title and abstract goes on: 11 of 12 records are settled.",
        "3 of 3 included studies say what a mechanism does to work abroad, most often "
        "multinational presence (1 study says it helps and 1 that it hinders)",
        "studies contradict each other on multinational presence.",
        "39 of 42 cells of the evidence map hold no finding on effect; the empty cells with most "
        "evidence beside them are: external market barrier × Ghana; multinational presence",
        "Of 23 known clusters these are most like your cluster: Mexico: footwear (León) (likeness ",
    ):
        assert one in opening


def test_searches_stand_against_what_came(run, said):
    tables = {one.title: one for one in run.document.blocks if hasattr(one, "rows")}
    rows = tables["Sources, and what came from them"].rows
    day = "2026-04-01".replace("-", "\N{NON-BREAKING HYPHEN}")
    assert rows[0] == ("Scopus", "database", 1, day, 17, 14, 1, 2)
    assert rows[1] == ("Reference lists", "citations", 3, "no search noted", None, 3, 0, None)
    assert "To be searched: Reference lists (never searched)." in said
    assert "E1 was unclear: criterion E1: text from 'No industrial cluster' to 'No clust" in said


def test_what_was_left_out_is_said_with_its_reason(said):
    for one in (
        "scopus-2.ris line 54 cut off: the file ends behind its first line",
        "Merged with another record: 1 by rules, 3 as their source gave them before and 1 by hand.",
        "R000012 was merged into R000002 and parted again by Ben Dahl: another edition (line 23).",
        "1 full text could not be got: no library has it (1).",
        "Import I03 from Scopus holds 4 records: 3 were there before, 1 is new. Still to be "
        "screened: 1",
        "R000003 RETRACTED: Exporting clusters of knives in Penang, case 2 is retracted; it stands "
        "at: included.",
        "Version 2026 of the review included 3 reports of 3 studies; since then 0 reports came in",
    ):
        assert one in said


def test_agreement_conflicts_and_stop_are_told(said):
    for one in (
        "The one conflict was over E1",
        "At full text 5 records had a decision, and none was judged by two people",
        "The protocol asks for a recall of 95 % with 95 % confidence.",
        "It rests on the random order alone",
        "At full text 5 of 6 reports are settled; 1 could not be got, and 0 are open.",
    ):
        assert one in said


def test_studies_are_named_by_theme_and_gaps_by_cell(run, said):
    tables = {one.title: one for one in run.document.blocks if hasattr(one, "rows")}
    rows = {row[0]: row[1:] for row in tables["Themes and the studies that speak of them"].rows}
    assert rows["multinational presence"] == (
        *("favour", 2, "Author0 and Second 2000", "Author2 and Second 2002", "", ""),
    )
    assert rows["external market barrier"][:3] == ("hinder", 1, "Author4 and Second 2004")
    assert "No finding at all by country: Vietnam." in said
    assert "3 cells: multinational presence × Ghana (Author0 and Second 2000)" in said
    assert "1 answer not counted as a finding: coders differ, and nobody settled it." in said
    assert "2 of 3 included reports appraised: 2 to be relied on." in said


def test_the_records_behind_every_box_are_as_many_as_the_box_says(run, folder):
    rows = table(run, "review_prisma")
    assert {row["box"] for row in rows} >= {"Records identified", "Reports included"}
    for row in rows:
        named = [one for one in row["records"].split("; ") if one]
        if row["box"] != "Records carried over from the earlier version":
            assert len(named) == int(row["n"]), row["box"]
    state = open_review(folder).state
    assert {one for key, own in box_records(state).items() for one in own} == set(state.records)


def test_every_line_named_for_a_record_is_an_event_on_it(run, folder):
    log = read_log(folder / "events.csv")
    state = replay(log)
    rows = table(run, "review_included")
    assert [row["record"] for row in rows] == list(state.included)
    for row in rows:
        members = set(state.members(row["record"]))
        numbers = [int(one) - 1 for one in row["lines"].split("; ")]
        by_number = {one.number: one for one in log.events}
        events = [by_number[one] for one in numbers]
        assert all({one.record, one.other} & members for one in events)
        assert {one.person for one in events} == set(row["people"].split("; "))
        own = [one.number for one in log.events if one.record in members]
        assert set(own) <= set(numbers)
        assert "Ann Berg include" in row["screening"]


def test_every_exclusion_names_its_criterion_people_and_lines(run, folder):
    state = open_review(folder).state
    rows = {row["record"]: row for row in table(run, "review_exclusions")}
    out = [one for one in state.records if state.position(one).startswith("excluded")]
    assert set(rows) == set(out)
    settled = rows["R000002"]
    assert (settled["criterion"], settled["in_words"]) == ("E1", "No cluster of firms")
    assert settled["people"] == "ann; ben; cai"
    assert settled["lines"] == "28; 29; 38"


def test_every_record_stands_in_the_table_of_records(run, folder):
    rows = table(run, "review_records")
    state = open_review(folder).state
    assert [row["record"] for row in rows] == list(state.records)
    assert [row["position"] for row in rows] == [state.position(one) for one in state.records]


def test_conflicts_name_who_said_what_and_who_settled_it(run):
    rows = table(run, "review_conflicts")
    assert [(row["person"], row["does"], row["value"]) for row in rows] == [
        ("ann", "decides", "exclude"),
        ("ben", "decides", "include"),
        ("cai", "settles", "exclude"),
    ]
    assert {row["state"] for row in rows} == {"settled"}


def test_files_of_the_review_are_hashed(run):
    names = [key for key in run.result["versions"] if key.startswith("SHA-256 of ")]
    for one in ("protocol.toml", "events.csv", "protocol/1.toml", "imports/I01/records.csv"):
        assert f"SHA-256 of {one}" in names
    assert any("coding/" in one for one in names)


def test_the_result_holds_the_same_numbers(run):
    found = json.loads((run.out / "result.json").read_text(encoding="utf-8"))["evidence"]
    assert found["included"] == ["R000001", "R000003", "R000005"]
    assert found["prisma"]["total_reports"] == 3
    assert not found["is_complete"]
    assert round(found["stages"]["title-abstract"]["observed"], 3) == 0.909
    assert [one["version"] for one in found["stages"]["title-abstract"]["by_version"]] == [1, 2]
    assert len(found["gaps"]) == 39
    assert found["alike"][0]["cluster"] == "MX-FTW"
    assert found["protocol"] == {"version": 2, "not_frozen": []}


def test_two_runs_give_the_same_bytes(folder, run, tmp_path):
    again = run_study(folder, tmp_path / "again")
    for one in ("report.html", "result.json"):
        assert (again.out / one).read_bytes() == (run.out / one).read_bytes()


def test_a_review_of_which_nothing_is_imported_says_so(tmp_path):
    new_review(tmp_path / "study", title="Clusters abroad")
    run = run_study(tmp_path / "study", tmp_path / "out")
    said = words(run)
    for one in (
        "Nothing was imported yet.",
        "No version of the protocol was frozen",
        "Nothing was decided yet.",
        "Nothing is included yet.",
        "There are no findings to map yet.",
    ):
        assert one in said


def test_a_review_that_was_searched_and_nothing_else_can_be_reported(tmp_path):
    study = tmp_path / "study"
    new_review(study, title="Clusters abroad")
    (study / "protocol.toml").write_text(PROTOCOL, encoding="utf-8")
    review, _ = freeze_protocol(open_review(study), because="start", person="ann", at=at(0))
    log_search(review, source="scopus", hits=7, day="2026-03-01", person="ann", at=at(1))
    said = words(run_study(study, tmp_path / "out"))
    assert "Scopus database 1 2026-03-01 7 0 0 7" in said.replace("\N{NON-BREAKING HYPHEN}", "-")


def test_a_stopped_screening_says_by_whom_and_what_is_left(study, tmp_path):
    review = open_review(study)
    end_screening(review, because="no time left", person="cai", at=later(10))
    run = run_study(study, tmp_path / "out")
    opening = "\n".join(opening_of(run))
    assert "Screening was stopped on 2026-04-01: no time left; The rule said: " in opening
    assert "1 was not screened." in opening
    assert "by Cai Holm, by the rule 'by hand': no time left." in words(run)


def test_kinds_can_be_the_columns_of_the_map(study, tmp_path):
    toml('countries = ["Ghana", "Peru", "Vietnam"]', 'columns = "kind"\nkinds = ["agro", "wood"]')(
        study
    )
    content("hanse.toml", (study / "hanse.toml").read_text().replace('"wood"', '"textile"'))(study)
    said = words(run_study(study, tmp_path / "out"))
    assert "multinational presence × textiles, clothing, leather, footwear" in said


def test_without_a_country_a_finding_stands_under_not_reported(study, tmp_path):
    review = study / "coding"
    for one in review.glob("cluster-*.csv"):
        cell(f"coding/{one.name}", 2, "country", "")(study)
    said = words(run_study(study, tmp_path / "out"))
    assert "country not reported; textiles, clothing, leather, footwear" in said


def test_names_in_a_review_cannot_break_the_report(study, tmp_path):
    path = study / "hanse.toml"
    path.write_text(SETTINGS + 'name = "A*B* <b>`x`</b>"\n', encoding="utf-8")
    said = words(run_study(study, tmp_path / "out"))
    assert "most like A*B* <b>`x`</b>:" in said
