"""What a robustness setting changes, what becomes of the paths, and what its answer warns of."""

from __future__ import annotations

import tomllib

import pytest
from tests.study.small_study import FUZZY, analysed, quiet, study_text, texts, write_study

from hanse.qca.calibration import AsIs, Crisp, Direct, MultiValue
from hanse.study import open_study, run_study
from hanse.study.cases import load_cases
from hanse.study.robustness import robustness_blocks, robustness_said, run_variants
from hanse.study.settings import read_cases_settings, read_sets, read_variants
from hanse.study.variant_words import in_short, what_changes

MORE = """
[qca.expectations]
C = "present"
[qca.negated]
consistency = 0.7
pri = 0.4
[[robustness]]
name = "strict"
consistency = 0.95
[[robustness]]
name = "frequency"
frequency = 2
[[robustness]]
name = "anchors"
[robustness.sets.A]
anchors = [0.2, 0.6, 0.8]
[[robustness]]
name = "two conditions"
conditions = ["A", "B"]
[[robustness]]
name = "nothing"
[[robustness]]
name = "dropped"
missing = "drop"
"""


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    toml = study_text(qca="pri = 0.5", more=MORE)
    folder = write_study(tmp_path_factory.mktemp("robustness"), toml, FUZZY)
    study = open_study(folder)
    analysis, settings = analysed(folder)
    sets = read_sets(study.tables["sets"])
    cases = load_cases(str(folder), read_cases_settings(study.tables["cases"]))
    variants = read_variants(study.tables["robustness"], sets)
    found = run_variants(cases, sets, settings, variants, missing="refuse", progress=quiet)
    return analysis, settings, {one.variant.name: one for one in found}


def cuts(analysis) -> list[tuple[int, float, float]]:
    return [(s.table.frequency, s.table.consistency, s.table.pri) for s in analysis.sides]


def test_a_setting_that_changes_nothing_gives_the_same_answers(ran):
    analysis, _, outcomes = ran
    for mine, other in zip(analysis.sides, outcomes["nothing"].analysis.sides, strict=True):
        assert mine.solutions.to_dict() == other.solutions.to_dict()


def test_a_cut_off_changes_and_all_else_stays(ran):
    analysis, _, outcomes = ran
    assert cuts(analysis) == [(1, 0.8, 0.5), (1, 0.7, 0.4)]
    assert cuts(outcomes["frequency"].analysis) == [(2, 0.8, 0.5), (2, 0.7, 0.4)]
    assert outcomes["frequency"].analysis.sets == analysis.sets


def test_a_calibration_changes_and_all_else_stays(ran):
    analysis, _, outcomes = ran
    changed = outcomes["anchors"].analysis
    assert cuts(changed) == cuts(analysis)
    for name in "BCY":
        assert (changed.sets.column(name) == analysis.sets.column(name)).all()
    assert (changed.sets.column("A") != analysis.sets.column("A")).any()


def test_fewer_conditions_leave_out_the_expectations_on_the_others(ran):
    analysis, _, outcomes = ran
    side = outcomes["two conditions"].analysis.sides[0]
    assert side.table.conditions == ("A", "B")
    assert dict(side.solutions.expectations) == {}
    assert list(analysis.sides[0].solutions.expectations) == ["C"]


def test_what_a_setting_changes_is_told_in_words(ran):
    analysis, settings, outcomes = ran
    _, _, results = robustness_blocks(analysis, tuple(outcomes.values()), settings)
    changes = {one["name"]: one["changes"] for one in results}
    assert changes["frequency"] == "frequency cut-off 2"
    assert changes["two conditions"] == "conditions A, B"
    assert changes["nothing"] == "nothing"
    assert changes["dropped"] == "cases with missing cells are left out"
    assert changes["anchors"] == "A: direct, 0.2 / 0.6 / 0.8"
    assert changes["strict"] == "consistency cut-off 0.95"


def test_the_first_page_groups_the_settings_by_what_they_do(ran):
    analysis, settings, outcomes = ran
    said = robustness_said(analysis, tuple(outcomes.values()), settings)
    path = analysis.sides[0].solutions.intermediate.models[0].terms[0]
    assert said[0].startswith(f"`{path.expression}` stays the same under ")
    assert "of 6 robustness settings; " in said[0]
    assert sum(line.startswith("**") for line in said) == 6


def test_one_setting_is_told_without_counting(ran):
    analysis, settings, outcomes = ran
    said = robustness_said(analysis, (outcomes["nothing"],), settings)
    assert said[0].endswith("stays the same under the robustness setting.")
    assert robustness_said(analysis, (), settings) == []


def test_a_study_without_settings_has_no_part_on_robustness(ran):
    analysis, settings, _ = ran
    assert robustness_blocks(analysis, (), settings) == ((), (), [])


def setting_of(tmp_path, more: str, table: str = FUZZY):
    """Return the one setting of a small study: its blocks, its result, the first page."""
    folder = write_study(tmp_path / "one", study_text(qca="pri = 0.5", more=more), table)
    study = open_study(folder)
    analysis, settings = analysed(folder)
    sets = read_sets(study.tables["sets"])
    cases = load_cases(str(folder), read_cases_settings(study.tables["cases"]))
    variants = read_variants(study.tables["robustness"], sets)
    found = run_variants(cases, sets, settings, variants, missing="refuse", progress=quiet)
    blocks, _, (result,) = robustness_blocks(analysis, found, settings)
    said = [text for block in blocks for text in texts(block)]
    return said, result, robustness_said(analysis, found, settings)[-1]


def test_the_warnings_of_a_setting_stand_under_it_and_are_counted_on_the_first_page(tmp_path):
    more = """[[robustness]]
name = "shifted"
[robustness.sets.A]
anchors = [0.05, 0.7, 0.8]
"""
    said, result, first = setting_of(tmp_path, more)
    half, below = result["warnings"]
    assert "membership of exactly 0.5" in half
    assert ": East." in half
    assert below == "A: the anchor out, 0.05, lies below the smallest value, 0.10."
    assert [line for line in said if line.startswith("Warning")] == [
        f"Warning: {text}" for text in result["warnings"]
    ]
    assert "(7 of 8 cases judged; 2 warnings under Robustness):" in first


def test_a_setting_without_warnings_says_nothing_of_them(tmp_path):
    said, result, first = setting_of(tmp_path, '[[robustness]]\nname = "nothing"\n')
    assert result["warnings"] == []
    assert not any("Warning" in line for line in said)
    assert "(8 of 8 cases judged):" in first


def test_cases_that_a_setting_drops_are_a_warning_with_their_names(tmp_path):
    table = FUZZY.replace("Plain,0.6", "Plain,")
    more = '[[robustness]]\nname = "left out"\nmissing = "drop"\n'
    folder = write_study(tmp_path / "two", study_text(cases='missing = "drop"', more=more), table)
    run = run_study(folder, tmp_path / "out")
    (result,) = run.result["robustness"]
    assert result["warnings"] == ["1 case is left out for 1 missing cell: Plain."]


def test_few_cases_in_judged_rows_are_a_warning_for_each_outcome(tmp_path):
    said, result, first = setting_of(tmp_path, '[[robustness]]\nname = "two"\nfrequency = 2\n')
    judged = {name: side["cases_judged"] for name, side in result["qca"].items()}
    assert judged == {"Y": 2, "~Y": 2}
    for name in ("Y", "~Y"):
        assert (
            f"Only 2 of 8 cases are in rows that were judged for {name}; the paths rest on them "
            "alone. The others are in rows with fewer than 2 cases."
        ) in result["warnings"]
    assert "(2 of 8 cases judged; 2 warnings under Robustness):" in first
    assert sum(line.startswith("Warning: Only 2 of 8 cases") for line in said) == 2


def test_a_setting_that_drops_conditions_says_that_wider_is_no_finding(tmp_path):
    more = '[[robustness]]\nname = "fewer"\nconditions = ["A", "B"]\n'
    said, _, _ = setting_of(tmp_path, more)
    (line,) = (one for one in said if one.startswith("Changes: conditions A, B."))
    assert "Without C no path can name it: where a path did, wider is so by construction" in line


def test_a_setting_with_all_conditions_says_nothing_of_wider_by_construction(tmp_path):
    said, _, _ = setting_of(tmp_path, '[[robustness]]\nname = "strict"\nconsistency = 0.9\n')
    assert not any("by construction" in line for line in said)
    assert "Changes: consistency cut-off 0.9." in said


def test_sets_with_the_same_calibration_are_named_together():
    text = '[[robustness]]\nname = "other"\n'
    for name, anchors in {"A": '["p25", "p50", "p75"]', "B": "[1, 4, 7]"}.items():
        text += f"[robustness.sets.{name}]\nanchors = {anchors}\n"
    text += '[robustness.sets.C]\nanchors = ["p25", "p50", "p75"]\n'
    sets = dict.fromkeys("ABC")
    (variant,) = read_variants(tomllib.loads(text)["robustness"], sets)
    assert what_changes(variant) == "A, C: direct, p25 / p50 / p75; B: direct, 1 / 4 / 7"


SHORT = [
    (Direct(1, 4, 7, nudge=0.001), "direct, 1 / 4 / 7, nudge 0.001"),
    (Direct(0.9999999, "median", "max", idm=0.9), "direct, 0.9999999 / median / max, idm 0.9"),
    (Crisp("median"), "crisp, median"),
    (MultiValue(10, 20), "multi-value, 10 / 20, 3 values"),
    (AsIs(), "as-is"),
]


@pytest.mark.parametrize(("method", "said"), SHORT)
def test_a_calibration_is_told_in_short_without_losing_a_setting(method, said):
    assert in_short(method) == said
