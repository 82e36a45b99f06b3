"""The township study gives every printed digit and every solution of the paper it follows.

The expected values stand in Lu et al. (2024), Tables 1 to 4, and in the README beside the data.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hanse.report.inline import plain
from hanse.study import open_study
from hanse.study.cases import load_cases
from hanse.study.qca_opening import opening_blocks
from hanse.study.qca_section import run_analysis
from hanse.study.robustness import robustness_blocks, robustness_said, run_variants
from hanse.study.settings import read_cases_settings, read_sets, read_variants

EXAMPLE = Path(__file__).parents[2] / "examples" / "township"
CONDITIONS = ["ISC", "Pat", "AK", "VC", "HC"]


def quiet(step: str, done: int, of: int) -> None:
    """Take progress and say nothing."""


@pytest.fixture(scope="module")
def study():
    return open_study(EXAMPLE)


@pytest.fixture(scope="module")
def analysis(study):
    return run_analysis(study, progress=quiet)[0]


@pytest.fixture(scope="module")
def settings(study):
    return run_analysis(study, progress=quiet)[1]


@pytest.fixture(scope="module")
def outcomes(study, settings):
    sets = read_sets(study.tables["sets"])
    cases = load_cases(str(study.folder), read_cases_settings(study.tables["cases"]))
    variants = read_variants(study.tables["robustness"], sets)
    return run_variants(cases, sets, settings, variants, missing="refuse", progress=quiet)


def paths(model) -> set[str]:
    return {term.expression for term in model.terms}


def sets_of_paths(solution) -> list[set[str]]:
    return [paths(model) for model in solution.models]


def product(text: str) -> str:
    order = {name: i for i, name in enumerate(CONDITIONS)}
    return "*".join(sorted(text.split("*"), key=lambda part: order[part.strip("~")]))


def models(*texts: str) -> list[set[str]]:
    return [{product(term) for term in text.split(" + ")} for text in texts]


DESCRIPTIVES = {
    # set: out, crossover, full, mean, SD, min, max
    "CI": ("2.86", "23.14", "70.71", "28.90", "21.41", "2.86", "70.71"),
    "ISC": ("0.33", "1.40", "3.00", "1.43", "0.63", "0.33", "3.00"),
    "Pat": ("9.58", "15.35", "38.10", "28.70", "34.48", "2.88", "180.30"),
    "AK": ("0.00", "4.18", "12.76", "4.40", "2.93", "0.00", "12.76"),
    "VC": ("2.00", "4.00", "6.00", "5.08", "1.42", "1.67", "7.00"),
    "HC": ("62.25", "142.00", "298.50", "311.71", "491.06", "25.00", "2580.00"),
}


@pytest.mark.parametrize("name", DESCRIPTIVES)
def test_table_1_has_every_printed_digit(analysis, name):
    one = next(d for d in analysis.sets.descriptives() if d["set"] == name)
    found = [*one["anchors"].values(), one["mean"], one["sd"], one["min"], one["max"]]
    assert tuple(f"{value:.2f}" for value in found) == DESCRIPTIVES[name]


NECESSITY = {
    "ISC": ("0.716", "0.711"),
    "~ISC": ("0.584", "0.526"),
    "Pat": ("0.661", "0.631"),
    "~Pat": ("0.501", "0.469"),
    "AK": ("0.661", "0.697"),
    "~AK": ("0.653", "0.559"),
    "VC": ("0.796", "0.519"),
    "~VC": ("0.460", "0.787"),
    "HC": ("0.534", "0.512"),
    "~HC": ("0.638", "0.594"),
}


@pytest.mark.parametrize("name", NECESSITY)
def test_table_2_has_every_printed_digit(analysis, name):
    found = next(c for c in analysis.sides[0].necessity.conditions if c.condition == name)
    assert (f"{found.consistency:.3f}", f"{found.coverage:.3f}") == NECESSITY[name]


CONSERVATIVE = {
    "CI": {
        "ISC*Pat*VC*~HC": ("0.37", "0.22", "0.85"),
        "~ISC*Pat*AK*VC*HC": ("0.24", "0.07", "0.88"),
        "ISC*~Pat*AK*VC*HC": ("0.21", "0.03", "0.87"),
        "ISC*~Pat*~AK*~VC*HC": ("0.19", "0.03", "0.97"),
        "solution": ("0.59", "0.81"),
    },
    "~CI": {
        "~ISC*~Pat*VC": ("0.47", "0.10", "0.88"),
        "~Pat*AK*VC*~HC": ("0.20", "0.03", "0.95"),
        "~Pat*~AK*VC*HC": ("0.33", "0.04", "0.89"),
        "~ISC*~AK*VC*HC": ("0.41", "0.11", "0.90"),
        "solution": ("0.65", "0.86"),
    },
}


@pytest.mark.parametrize("outcome", CONSERVATIVE)
def test_tables_3_and_4_have_every_printed_digit(analysis, outcome):
    side = next(side for side in analysis.sides if side.outcome == outcome)
    solution = side.solutions.conservative
    assert solution.n_models == 1
    model = solution.models[0]
    found = {
        t.expression: (f"{t.raw_coverage:.2f}", f"{t.unique_coverage:.2f}", f"{t.consistency:.2f}")
        for t in model.terms
    }
    found["solution"] = (f"{model.coverage:.2f}", f"{model.consistency:.2f}")
    assert found == CONSERVATIVE[outcome]


def test_the_parsimonious_solution_shows_both_models_and_one_for_the_negation(analysis):
    first, second = (side.solutions.parsimonious for side in analysis.sides)
    shared = "~ISC*Pat*AK*HC + ISC*~Pat*AK*HC + ISC*Pat*~HC"
    expected = models(f"{shared} + ISC*~Pat*~VC*HC", f"{shared} + ~Pat*~AK*~VC*HC")
    assert first.n_models == 2
    assert sorted(map(sorted, sets_of_paths(first))) == sorted(map(sorted, expected))
    assert second.n_models == 1
    assert sets_of_paths(second) == models("~ISC*~Pat*VC + ~Pat*VC*~HC + ~AK*VC*HC")


def test_each_parsimonious_model_has_its_intermediate_model(analysis):
    side = analysis.sides[0]
    found = {}
    for model in side.solutions.intermediate.models:
        ((conservative, parsimonious),) = model.pairs
        assert conservative == 1
        key = (
            "P2"
            if "~Pat*~AK*~VC*HC" in paths(side.solutions.parsimonious.models[parsimonious - 1])
            else "P1"
        )
        found[key] = paths(model)
    assert found == {
        "P1": models("ISC*~Pat*AK*HC + ISC*Pat*VC*~HC + ISC*~Pat*~VC*HC + ~ISC*Pat*AK*VC*HC")[0],
        "P2": paths(side.solutions.conservative.models[0]),
    }


def test_core_conditions_are_those_of_the_parsimonious_path_around_each_path(analysis):
    solution = analysis.sides[0].solutions.intermediate
    model = next(m for m in solution.models if "ISC*~Pat*AK*VC*HC" in paths(m))
    cores = dict(zip((t.expression for t in model.terms), model.cores[0], strict=True))
    assert cores == {
        "ISC*Pat*VC*~HC": ("ISC", "Pat", "HC"),
        "~ISC*Pat*AK*VC*HC": ("ISC", "Pat", "AK", "HC"),
        "ISC*~Pat*AK*VC*HC": ("ISC", "Pat", "AK", "HC"),
        "ISC*~Pat*~AK*~VC*HC": ("Pat", "AK", "VC", "HC"),
    }


ROBUSTNESS = {
    "PRI 0.70": "ISC*Pat*AK*VC*~HC + ISC*~Pat*~AK*~VC*HC",
    "frequency 2": "ISC*Pat*VC*~HC + ISC*~Pat*AK*VC*HC",
    "other anchors": (
        "ISC*Pat*VC*~HC + ISC*~AK*~VC*HC + ISC*~Pat*AK*VC*HC + ISC*~Pat*~AK*~VC + ~ISC*Pat*AK*VC*HC"
    ),
}


@pytest.mark.parametrize("name", ROBUSTNESS)
def test_the_robustness_tests_of_the_paper_come_out_as_it_reports_them(outcomes, name):
    found = next(one for one in outcomes if one.variant.name == name)
    solution = found.analysis.sides[0].solutions.conservative
    assert sets_of_paths(solution) == models(ROBUSTNESS[name])


def test_an_anchor_below_the_smallest_value_is_a_warning_and_no_error(outcomes):
    found = next(one for one in outcomes if one.variant.name == "other anchors")
    assert any("VC" in text and "1" in text for text in found.analysis.sets.warnings)


def test_that_warning_stands_under_its_setting_in_the_report_and_in_the_result(
    analysis, outcomes, settings
):
    blocks, _, results = robustness_blocks(analysis, outcomes, settings)
    said = [plain(text) for block in blocks for text in _texts(block)]
    warning = "VC: the anchor out, 1.00, lies below the smallest value, 1.67."
    assert f"Warning: {warning}" in said
    result = {one["name"]: one for one in results}
    assert result["other anchors"]["warnings"] == [warning]
    assert result["PRI 0.70"]["warnings"] == []
    assert result["other anchors"]["changes"] == (
        "ISC, Pat, AK, HC: direct, p25 / p50 / p75, nudge 0.001; VC: direct, 1 / 4 / 7, nudge 0.001"
    )


def test_frequency_2_judges_22_of_34_cases_and_warns(analysis, outcomes, settings):
    _, _, results = robustness_blocks(analysis, outcomes, settings)
    result = next(one for one in results if one["name"] == "frequency 2")
    assert {side["cases_judged"] for side in result["qca"].values()} == {22}
    assert sum(text.startswith("Only 22 of 34 cases") for text in result["warnings"]) == 2
    said = " ".join(robustness_said(analysis, outcomes, settings))
    assert "**frequency 2** (22 of 34 cases judged; 2 warnings under Robustness):" in said
    assert "**PRI 0.70** (34 of 34 cases judged):" in said


def test_a_path_that_three_paths_cover_together_is_split_and_not_gone(analysis, outcomes, settings):
    _, (sheet,), _ = robustness_blocks(analysis, outcomes, settings)
    fates = {
        (solution, path): fate
        for outcome, solution, setting, path, fate in sheet.rows
        if (outcome, setting) == ("~CI", "other anchors")
    }
    assert fates["conservative", "~ISC*~Pat*VC"] == "split"


def test_every_listed_model_passes_its_own_check(analysis, outcomes):
    for one in (analysis, *(outcome.analysis for outcome in outcomes)):
        for side in one.sides:
            for name in ("conservative", "parsimonious", "intermediate"):
                assert all(model.verify() for model in side.solutions.of_type(name).models)


FINDINGS = [
    r"2 models of the intermediate solution are minimal, and the data cannot choose",
    r"ISC\*Pat\*VC\*~HC: .*Township 04, Township 10, Township 16, Township 21 and Township 31",
    r"1 case lies on a path of the first model but below 0\.5 in the outcome: Township 23",
    r"No single condition is necessary at 0\.90",
    r"ISC\*Pat\*VC\*~HC stays the same under 2 of 3 robustness settings; narrower under PRI 0\.70",
]


@pytest.mark.parametrize("finding", FINDINGS)
def test_the_five_planted_findings_stand_in_the_sentences_of_the_report(
    analysis, outcomes, settings, finding
):
    blocks = opening_blocks(analysis, settings)
    said = [plain(text) for block in blocks for text in _texts(block)]
    said += [plain(text) for text in robustness_said(analysis, outcomes, settings)]
    assert any(re.search(finding, text) for text in said), "\n".join(said)


def test_the_first_page_names_the_case_against_a_path_and_stays_short(analysis, settings):
    said = [plain(text) for block in opening_blocks(analysis, settings) for text in _texts(block)]
    assert any(
        text.endswith("Cases: Township 20; against it: Township 23.")
        for text in said
        if text.startswith("ISC*~Pat*AK*VC*HC: ")
    )
    assert sum(len(text.split()) for text in said) < 650


def _texts(block) -> list[str]:
    return list(getattr(block, "items", ())) or [getattr(block, "text", "")]


def test_the_readme_of_the_example_lists_five_planted_findings():
    text = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    listed = text.split("## Planted findings")[1]
    assert len(re.findall(r"^\d\. ", listed, flags=re.MULTILINE)) == 5


def test_the_data_are_labelled_as_fictitious(study):
    assert "fictitious" in study.about.caution
