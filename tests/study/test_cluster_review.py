"""The report of examples/cluster-review says what is planted there, in the right order."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.study.small_study import files_of

from hanse.report.inline import plain
from hanse.study.run import run_study

EXAMPLE = Path(__file__).parents[2] / "examples" / "cluster-review"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    before = files_of(EXAMPLE)
    found = run_study(EXAMPLE, tmp_path_factory.mktemp("review") / "out")
    assert files_of(EXAMPLE) == before
    return found


def blocks_of(blocks):
    """Yield every block, those within details too."""
    for block in blocks:
        yield block
        yield from blocks_of(getattr(block, "blocks", ()))


@pytest.fixture(scope="module")
def said(run):
    texts = [
        plain(text)
        for block in blocks_of(run.document.blocks)
        for text in (getattr(block, "text", ""), *getattr(block, "items", ()))
    ]
    return "\n".join(texts).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture(scope="module")
def tables(run):
    found = (block for block in blocks_of(run.document.blocks) if hasattr(block, "rows"))
    return {block.title: block for block in found}


def sheet(run, name: str) -> list[dict[str, str]]:
    """Return the rows of a file of tables/."""
    with (run.out / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_first_page_answers_in_the_order_of_the_questions(run):
    heads = [getattr(block, "text", "") for block in run.document.blocks]
    order = [
        "What was asked",
        "What was found, and left out and why",
        "How far reviewers agreed, and how sure the stop is",
        "What the studies say",
        "Where evidence is missing",
        "Which known clusters are like yours",
    ]
    places = [heads.index(one) for one in order]
    assert places == sorted(places)
    assert places[-1] < heads.index("The systematic review")


def test_a_file_broke_off_and_a_hit_is_missing(said, tables):
    assert "Web of Science showed 259 hits; 257 records and 1 damaged one are here." in said
    rows = {row[0]: row[4:] for row in tables["Sources, and what came from them"].rows}
    assert rows["Web of Science"] == (259, 257, 1, 1)
    assert sum(row[-1] for row in rows.values()) == 1
    damaged = tables["Records that could not be read; they stand in no box"].rows
    assert [row[:2] for row in damaged] == [("wos.txt", "line 4171")]


def test_duplicates_are_told_with_who_says_so(said, tables):
    assert (
        "Merged with another record: 608 by rules, 36 as their source gave them before and 4 by "
        "hand." in said
    )
    assert "R000107 and R000488 are two" in said
    assert "parted again by Ann, made-up reviewer A: two issues of one newsletter" in said
    assert "are two: two works, read side by side" in said
    links = tables["Records that belong together and were not merged"].rows
    assert {row[1] for row in links} >= {"part", "version", "same-study"}


def test_one_criterion_is_behind_most_conflicts(said, tables):
    assert "E3 stands behind 18 of 25 conflicts; 13 of these went on to full text." in said
    assert "The one conflict was over E5; the record was left out." in said
    heads = [one.name for one in tables["Criteria behind conflicts at title and abstract"].columns]
    assert heads[-1] == "went on"
    note = tables["Criteria behind conflicts at title and abstract"].note
    assert note == ("E3 was worded anew in version 2. Reviewers read E1 differently: word it anew.")
    assert tables["Criteria behind conflicts at full text"].note == ""
    assert (
        "The words of E3 changed with version 2: 7 records left out by it under the old words at "
        "title and abstract were not looked at again." in said
    )
    versions = tables["Versions of the protocol"].rows
    assert "E3: text from 'Not about internationalisation' to" in versions[1][3]


def test_agreement_is_better_after_the_criterion_is_sharper(said, run):
    assert (
        "85 % under version 1 of the protocol (Cohen's kappa 0.66, 0.52 to 0.80) and 98 % under "
        "version 2 (Cohen's kappa 0.81, 0.67 to 0.95), but of other records, so the difference "
        "alone proves nothing." in said
    )
    rows = sheet(run, "review_agreement")
    kappa = {
        row["version"]: (int(row["records"]), round(float(row["value"]), 2))
        for row in rows
        if row["stage"] == "title-abstract" and row["coefficient"] == "Cohen's kappa"
    }
    assert kappa["1"] == (120, 0.66)
    assert kappa["2"] == (358, 0.81)


def test_the_stop_says_what_it_proves_and_what_was_not_screened(said):
    assert (
        "Screening was stopped on 2025-02-11: 116 of 336 records were screened in random order, 0 "
        "relevant; 220 were not screened. Of what reviewers would pass at title and abstract among "
        "the 696 records of that screening, 90 % or more was found (56; at most 6 missed), with "
        "95 % confidence. It says nothing of the included studies themselves, nor of records "
        "imported since." in said
    )
    assert "Stop: " not in said
    assert "It rests on the random order alone, not on the ranking" in said


def test_fifteen_studies_are_included_and_the_rest_has_a_reason(said, run):
    assert (
        "15 reports of 15 studies included out of 1,356 records found: 648 were repeats, 220 not "
        "screened (stopping rule), 420 left out at title and abstract, 25 not to be had as full "
        "text, 16 left out at full text and 12 still open; left out at both stages most often as: "
        in said
    )
    assert 1356 - 648 - 220 - 420 - 25 - 16 - 12 == 15
    assert "No evidence on a cluster (42); reviewers name different reasons (25)." in said
    assert "25 full texts could not be got: made-up record: there is no text (22) and " in said
    assert (
        "Full texts: 58 were sought, 25 were not to be had, 31 were read and 16 were left" in said
    )
    included = sheet(run, "review_included")
    assert len(included) == 15
    assert not any("made-up" in row["source"].casefold() for row in included)
    assert all(row["people"] and row["lines"] for row in included)


def test_the_report_says_where_nothing_is_known(said, tables):
    assert "7 of 15 included studies say what a mechanism does to work abroad" in said
    assert (
        "167 of 182 cells of the evidence map hold no finding on effect; in 33 of them a report "
        "tells that the mechanism is there or not, but not what it does; the empty cells with most "
        "evidence beside them are: multinational presence × Chile;" in said
    )
    assert "most often network with actors abroad (4 studies say it helps);" in said
    assert "Whose coding this map rests on: see the caution at the top." in said
    told = [row[3] for row in tables["Evidence table"].rows]
    assert "no effect on work abroad coded" in told
    assert "nothing coded" not in told
    rows = {row[0]: row[1:] for row in tables["What is told to be there, by country"].rows}
    silent = "Brazil, Ghana, Indonesia, Kenya, Mexico, Pakistan, Romania, South Africa"
    assert rows["public agencies"][2] == silent
    assert rows["collaboration in the cluster"][1] == "Ghana, Kenya"
    assert "Clusters of Brazil and Indonesia were coded, and no mechanism is told to be" in said
    single = next(one for one in said.split("\n") if one.startswith("15 cells: "))
    for country in ("Chile", "Malaysia", "Peru"):
        assert f"public agencies × {country} (" in single


def test_the_update_is_told_as_new_changed_and_retracted(said, tables):
    assert (
        "Import I13 from Scopus holds 48 records: 36 were there before, 12 are new. Still to be "
        "screened: 10; by past decisions the first to look at is R001355 Why the software cluster "
        "of developing Sudmark does not export." in said
    )
    assert "is retracted; it stands at: not retrieved." in said
    assert "The review is not finished: 10 records to be screened and 2 records of which" in said
    rows = tables["New, changed and retracted records of the last import"].rows
    changed = [row[0] for row in rows if row[0].startswith("changed")]
    assert changed == ["changed: volume, issue", "changed: pages", "changed: type, notes"]
    assert [row[2][:7] for row in rows if row[0].startswith("retracted")] == ["R000311"]


def test_the_cluster_most_alike_stays_first_whatever_weight_changes(said):
    assert (
        "these are most like Made-up fruit growers: Peru: mangoes (Piura) (likeness 0.93, compared "
        "on 80 % of the weight);" in said
    )
    assert "the first stays first when any one weight is halved or raised by half" in said


def test_searches_are_told_from_the_first_day_to_the_last(said):
    assert "searched between 2025-01-09 and 2025-11-10; only Scopus was searched again." in said


def test_the_years_hold_every_record_that_is_no_duplicate(run):
    assert sum(int(row["found"]) for row in sheet(run, "literature_years")) == 1356 - 648


def test_the_result_holds_no_stop_where_nobody_ranks(run):
    found = run.result["evidence"]
    assert found["stages"]["title-abstract"]["stop"]["stop"]
    assert found["stages"]["full-text"]["stop"] is None
    assert found["status"]["included_retracted"] == []
    assert found["status"]["all_retracted"] == ["R000311"]


def test_key_words_say_of_how_many_records_they_are(said):
    assert (
        "Of all reports included at title and abstract: 22 of 58 have key words, 0 of them are "
        "included." in said
    )


def test_appraisals_are_counted_in_a_sentence(said, tables):
    assert "appraised: 11 with some doubt, 3 to be relied on and 1 with serious doubt." in said
    assert "no critical item in doubt" in [
        row[2] for row in tables["Appraisal of each report"].rows
    ]


def test_every_box_has_as_many_records_behind_it_as_it_says(run):
    for row in sheet(run, "review_prisma"):
        if row["box"] != "Records carried over from the earlier version":
            assert len([one for one in row["records"].split("; ") if one]) == int(row["n"])
