"""What becomes of a path under a robustness setting, and what a setting changes."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from tests.study.small_study import FUZZY, analysed, quiet, study_text, write_study

from hanse.qca.expression import parse_expression
from hanse.study import open_study
from hanse.study.cases import load_cases
from hanse.study.robustness import fate_of_path, robustness_blocks, robustness_said, run_variants
from hanse.study.settings import read_cases_settings, read_sets, read_variants

NAMES, LEVELS = ["A", "B", "C", "M"], [0, 0, 0, 3]


def term(text: str):
    literals = () if text == "1" else parse_expression(text, NAMES, LEVELS)[0]
    return SimpleNamespace(literals=literals)


def solution(*models: str):
    made = [
        SimpleNamespace(terms=[term(one) for one in model.split(" + ")])
        for model in models
        if model
    ]
    return SimpleNamespace(models=made)


FATES = [
    ("A*B", ("A*B + C",), "same"),
    ("A*B", ("B*A",), "same"),
    ("A*B", ("C", "A*B + C"), "same"),
    ("A*B", ("A*B*C",), "narrower"),
    ("A*B", ("A",), "wider"),
    ("A*B", ("A + A*B*~C",), "narrower and wider"),
    ("A*B", ("A*~B",), "gone"),
    ("A*B", ("~A*B + C",), "gone"),
    ("A*B", ("",), "gone"),
    ("A*B", ("1",), "wider"),
    ("M[1,2]", ("M[1]",), "narrower"),
    ("M[1]", ("M[1,2]*A",), "gone"),
    ("A*M[1]", ("M[1,2]",), "wider"),
    ("A*M[1]", ("A*M[0]",), "gone"),
]


@pytest.mark.parametrize(("path", "models", "fate"), FATES)
def test_the_fate_of_a_path_is_what_a_reader_would_say(path, models, fate):
    assert fate_of_path(term(path), solution(*models)) == fate


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
    assert changes["anchors"].startswith("A: Direct method: fully out at 0.20")


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
