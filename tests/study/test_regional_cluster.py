"""The report of examples/regional-cluster says what is planted there, in the right order."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tools.regional_cluster import files

from hanse.report.inline import plain
from hanse.study.run import run_study

EXAMPLE = Path(__file__).parents[2] / "examples" / "regional-cluster"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return run_study(EXAMPLE, tmp_path_factory.mktemp("regional") / "out")


def sentences(blocks):
    """Yield every sentence of paragraphs, lists and notices, those within details too."""
    for block in blocks:
        for text in (getattr(block, "text", ""), *getattr(block, "items", ())):
            if text:
                yield plain(text)
        yield from sentences(getattr(block, "blocks", ()))


@pytest.fixture(scope="module")
def said(run):
    return "\n".join(sentences(run.document.blocks))


@pytest.fixture(scope="module")
def tables(run):
    return {block.title: block for block in run.document.blocks if type(block).__name__ == "Table"}


def test_the_files_of_the_example_are_what_the_seed_makes():
    for name, text in files().items():
        assert (EXAMPLE / name).read_text(encoding="utf-8") == text, name


def test_the_first_page_answers_in_the_order_of_the_questions(run):
    heads = [getattr(block, "text", "") for block in run.document.blocks]
    order = [
        "The seven gaps",
        "Who bridges, and what hangs on whom",
        "Where we are insiders",
        "Where to go next, and why",
        "Whom to meet, and when",
    ]
    places = [heads.index(one) for one in order]
    assert places == sorted(places)
    assert places[-1] < heads.index("Actors and gaps")


def test_capital_is_missing_and_missed(said, tables):
    assert "firm to capital 65 % (61–65)" in said
    assert "The log shows few ties to providers of capital, and firms miss them." in said
    row = next(row for row in tables["The seven gaps from the log"].rows if "capital" in row[0])
    assert (row[3], round(row[4], 1), row[6]) == (28, 1.8, 5.0)
    both = next(row for row in tables["Two measures of each gap"].rows if "capital" in row[0])
    assert (round(both[3], 2), both[5]) == (3.32, 1)


def test_two_measures_disagree_in_both_directions(said, tables):
    assert (
        "Two measures disagree. Firms miss interaction with education organisations, though the "
        "log shows enough ties" in said
    )
    assert (
        "Two measures disagree. The log shows few ties to actors of other clusters, but firms do "
        "not miss them." in said
    )
    assert "The target is met across firm to research, firm to education and firm to public" in said
    rows = {row[0][2:]: row for row in tables["Two measures of each gap"].rows}
    assert round(rows["firm to education"][3], 2) == 3.21
    assert round(rows["firm to other clusters"][3], 2) == 0.02
    assert "firm to other clusters 78 % (74–78)" in said


def test_one_activity_worked_and_one_did_not(said, tables):
    assert (
        "After Investor days 2023 there were 14 new ties across firm to capital among 84 pairs "
        "that took part" in said
    )
    assert "p ≤ 0.002" in said
    assert (
        "No change that is clear among 4 comparisons across the gap that was meant: Study trip to "
        "Milan (firm to global: 0 new of 42 pairs, p = 1.000); Student projects 2022" in said
    )
    rows = tables["What changed after bridging activities"].rows
    fair = next(row for row in rows if row[0] == "Fair in Brussels" and row[1] == "firm to global")
    assert fair[-2] == "from 2026-10-16"


def test_the_bridge_is_used_less_as_a_success(said):
    assert "From 99 % to 87 % of the ways through Position Norrhamn." in said
    assert "105 more pairs of a firm and an actor abroad are tied directly" in said


def test_fourteen_firms_hang_on_one(said):
    assert "If Iris Games leaves: 14 firms lose their only way abroad" in said
    assert "Chile from contact to outsider" in said


def test_the_cluster_is_an_insider_near_home_and_lost_a_neighbour(said):
    assert "insider in Norway, Germany, Denmark and Finland;" in said
    assert "Lower than on 31 December 2020: Latvia (connected → outsider)." in said
    assert "China (Position Norrhamn carries 80 % of 5 ties)" in said


def test_the_netherlands_are_next_and_australia_is_a_leap(said):
    assert "Next step: Netherlands (NLD)" in said
    assert "first whichever weight is halved or raised by half" in said
    assert "Leap: Australia (AUS, ring 3" in said
    assert "led by complementarity: health and sports data in Melbourne" in said
    assert "Of these entries leap led by ties: China and Chile." in said
    assert "Of these entries late for its distance: United Kingdom." in said
    assert "Blocked, not ranked: Russia (decision of the board of March 2022)." in said


def test_two_guests_have_no_meeting_and_one_cancellation_moves_few(said):
    assert "Bodo Air Navigation (no slot in which both are available)" in said
    assert "Loire Digital Cluster (no accepted request)" in said
    assert "After Bremen Space Services cancelled, 169 of 180 confirmed meetings stay" in said


def test_the_unlogged_is_told_by_the_audit(said):
    assert "80.5 % of all episodes are taken to be logged: an audit found 121 of 150." in said


def test_nothing_personal_is_in_any_file_of_the_results(run):
    for path in run.out.rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert "@example.org" not in text.replace("@meetings.hanse", "")
            assert not re.search(r"\bPerson \d+\b", text)
            assert not re.search(r"\bFirm \d+\b", text), path.name  # respondents of the survey


def test_days_in_tables_are_plain_days(run):
    text = (run.out / "tables" / "gaps.csv").read_text(encoding="utf-8")
    assert "2020-12-31,1,firms," in text
    for path in (run.out / "tables").glob("*.csv"):
        assert " 00:00:00" not in path.read_text(encoding="utf-8"), path.name


def test_each_participant_with_a_meeting_has_a_calendar(run):
    result = json.loads((run.out / "result.json").read_text(encoding="utf-8"))
    met = {one[side] for one in result["partners"]["meetings"]["meetings"] for side in
           ("first", "second")}  # fmt: skip
    names = {path.stem for path in (run.out / "calendars").iterdir()}
    assert names >= {one.lower() for one in met}
    assert {f"calendars/{name}.ics" for name in names} <= set(result["files"])


def test_the_result_holds_the_answers(run):
    result = run.result
    assert [one["key"] for one in result["actors"]["gaps"]["figures"]] == [
        "firms", "research", "education", "capital", "public", "clusters", "global"
    ]  # fmt: skip
    assert result["partners"]["markets"]["next_in_ring"] == "NLD"
    assert result["partners"]["markets"]["leaps"] == ["AUS"]
    assert result["partners"]["meetings"]["gap_percent"] <= 1


def test_the_same_study_gives_the_same_bytes(run, tmp_path):
    again = run_study(EXAMPLE, tmp_path / "out")
    for path in run.out.rglob("*"):
        if path.is_file():
            assert (again.out / path.relative_to(run.out)).read_bytes() == path.read_bytes()
