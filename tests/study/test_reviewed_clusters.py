"""The reviewed clusters: the table is the coding, and the report says what the gaps mean."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from hanse.evidence import agreement, read_coding
from hanse.report.inline import plain
from hanse.study import open_study
from hanse.study.cases import load_cases
from hanse.study.qca_opening import opening_blocks
from hanse.study.qca_section import run_analysis
from hanse.study.robustness import robustness_said, run_variants
from hanse.study.settings import read_cases_settings, read_sets, read_variants

EXAMPLE = Path(__file__).parents[2] / "examples" / "reviewed-clusters"
CONDITIONS = ("MNC", "PUB", "COL", "NET", "KNO", "UPG")


def quiet(step: str, done: int, of: int) -> None:
    """Take progress and say nothing."""


@pytest.fixture(scope="module")
def study():
    return open_study(EXAMPLE)


@pytest.fixture(scope="module")
def strict(study):
    return run_analysis(study, progress=quiet)


@pytest.fixture(scope="module")
def outcomes(study, strict):
    sets = read_sets(study.tables["sets"])
    cases = load_cases(str(study.folder), read_cases_settings(study.tables["cases"]))
    variants = read_variants(study.tables["robustness"], sets)
    return run_variants(cases, sets, strict[1], variants, missing="drop", progress=quiet)


@pytest.fixture(scope="module")
def codings():
    return [read_coding(EXAMPLE / "coding" / f"coding_{coder}.csv") for coder in "ab"]


def table() -> dict[str, dict[str, str]]:
    with (EXAMPLE / "clusters.csv").open(encoding="utf-8", newline="") as file:
        return {line["code"]: line for line in csv.DictReader(file)}


def test_every_cell_of_the_table_is_the_value_of_the_coding(codings):
    rows = table()
    assert {cell.case for cell in codings[0]} == set(rows)
    assert all(rows[cell.case][cell.condition] == cell.value for cell in codings[0])


def test_every_known_value_has_a_place_and_a_paraphrase(codings):
    for cell in (*codings[0], *codings[1]):
        if cell.value == "unknown":
            assert cell.paraphrase == ""
        else:
            assert cell.value in ("0", "1")
            assert cell.place
            assert len(cell.paraphrase) > 10


def test_every_row_of_the_chapter_s_table_is_covered():
    with (EXAMPLE / "coding" / "cases.csv").open(encoding="utf-8", newline="") as file:
        rows = [int(n) for line in csv.DictReader(file) for n in line["table1_rows"].split(";")]
    assert set(rows) == set(range(1, 16))


def test_the_two_codings_cover_the_same_cells_and_their_agreement_is_reported(codings):
    first, second = ({(c.case, c.condition): c.value for c in coding} for coding in codings)
    assert list(first) == list(second)
    found = agreement(list(first.values()), list(second.values()))
    assert (found.n, found.observed, found.kappa) == (184, 1.0, 1.0)


def test_the_strict_run_keeps_two_clusters_and_names_the_others(strict):
    analysis, _ = strict
    assert set(analysis.sets.cases.cases) == {
        "Malaysia: electronics (Penang)",
        "Chile: salmon (Los Lagos)",
    }
    assert len({case for case, _, _ in analysis.sets.dropped}) == 21
    assert analysis.filled == ()


def test_with_nothing_to_contradict_the_strict_parsimonious_solution_is_always_true(strict):
    side, negation = strict[0].sides
    assert side.solutions.parsimonious.models[0].expression == "1"
    assert side.solutions.conservative.models[0].expression == "*".join(CONDITIONS)
    assert "No row passes for ~EXP" in negation.solutions.dead_end


def test_not_reported_as_absent_is_a_choice_that_names_every_cell(outcomes):
    found = next(one for one in outcomes if one.variant.name == "not reported = 0")
    analysis = found.analysis
    unknown = [
        (row["cluster"], name)
        for row in table().values()
        for name in CONDITIONS
        if row[name] == "unknown"
    ]
    assert sorted((case, name) for case, name, _ in analysis.filled) == sorted(unknown)
    assert len(analysis.sets.cases.cases) == 22
    assert [case for case, _, _ in analysis.sets.dropped] == ["Mexico: footwear (León)"]


def test_both_readings_stand_side_by_side_on_the_first_page(strict, outcomes):
    said = " ".join(robustness_said(strict[0], outcomes, strict[1]))
    assert "not reported = 0** (22 of 22 cases judged" in said
    assert "strict, COL and KNO only** (7 of 7 cases judged" in said


def test_collaboration_and_knowledge_cannot_be_told_apart(outcomes):
    found = next(one for one in outcomes if one.variant.name == "strict, COL and KNO only")
    parsimonious = found.analysis.sides[0].solutions.parsimonious
    assert {model.expression for model in parsimonious.models} == {"COL", "KNO"}


def test_the_first_page_of_the_strict_run_claims_no_coverage(strict):
    said = [plain(t) for b in opening_blocks(*strict) for t in getattr(b, "items", ())]
    (path,) = [text for text in said if text.startswith("MNC*PUB*COL*NET*KNO*UPG: ")]
    assert "All 2 analysed cases share it: " in path
    assert "%" not in path


def test_the_note_on_the_coding_says_where_codes_and_the_unused_variable_are_explained(study):
    assert {cell["BAR"] for cell in table().values()} == {"1", "unknown"}
    assert not any(
        all(row[name] != "unknown" for name in (*CONDITIONS, "BAR")) for row in table().values()
    )
    note = study.tables["coding"]["note"]
    assert "coding/cases.csv" in note
    assert "BAR" in note
