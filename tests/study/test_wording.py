"""Sets, paths and numbers in plain words."""

from __future__ import annotations

import math
from types import SimpleNamespace

import pandas as pd
import pytest

from hanse.qca import AsIs, calibrate
from hanse.qca.expression import parse_expression
from hanse.study.wording import (
    calibration_warnings,
    in_words,
    label_of,
    named,
    percent,
    sentence_of_path,
    two,
    what_is_explained,
)

FRAME = pd.DataFrame(
    {
        "id": ["n", "s", "e"],
        "F": [0.2, 0.7, 0.9],
        "C": [1, 0, 1],
        "M": [0, 1, 2],
        "Y": [0.1, 0.8, 1],
    }
)
SETS = calibrate(FRAME, {"F": AsIs(), "C": AsIs(), "M": AsIs(levels=3), "Y": AsIs()}, id="id")


def words(text: str) -> str:
    literals = parse_expression(text, SETS.names, SETS.levels)[0]
    return in_words(SETS, SimpleNamespace(literals=literals))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("F", "high F"),
        ("~F", "without high F"),
        ("C", "C"),
        ("~C", "without C"),
        ("F*C", "high F and C"),
        ("~F*~C", "without high F or C"),
        ("F*~C", "high F, without C"),
        ("M[1]", "M = 1"),
        ("M[0,2]*~F", "M = 0 or 2, without high F"),
        ("~M[0]*C", "C and M = 1 or 2"),
    ],
)
def test_a_path_says_what_is_there_and_what_is_not(path, said):
    assert words(path) == said


def test_a_path_without_conditions_holds_whatever_they_are():
    assert in_words(SETS, SimpleNamespace(literals=())) == "whatever the conditions"


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("Y", "high Y"),
        ("~Y", "the absence of high Y"),
        ("C", "C"),
        ("~C", "the absence of C"),
        ("M[2]", "M = 2"),
        ("M[1,2]", "M = 1 or 2"),
        ("~M[1,2]", "M other than 1 or 2"),
    ],
)
def test_an_outcome_is_told_in_words(outcome, said):
    assert what_is_explained(SETS, outcome) == said


def test_a_label_stands_for_a_name_where_there_is_one():
    named_table = calibrate(
        SETS.cases.with_meta("F", label="foreign sales"), {"F": AsIs(), "C": AsIs()}
    )
    assert (label_of(named_table, "F"), label_of(named_table, "C")) == ("foreign sales", "C")


def test_undefined_numbers_are_a_dash():
    assert (two(math.nan), percent(math.nan)) == ("–", "–")


def test_numbers_are_rounded_only_for_the_reader():
    assert (two(0.8149), percent(0.596)) == ("0.81", "60\N{NO-BREAK SPACE}%")


def test_six_names_are_shown_and_the_rest_counted():
    assert named(list("ABCDEFGH")) == "A, B, C, D, E, F and 2 more"
    assert named(["a*b"]) == r"a\*b"


def path(cases: tuple[str, ...], deviant: tuple[str, ...]):
    return SimpleNamespace(
        expression="F*C",
        literals=parse_expression("F*C", SETS.names, SETS.levels)[0],
        consistency=0.85,
        raw_coverage=0.37,
        unique_coverage=math.nan,
        cases=cases,
        deviant=deviant,
    )


def test_a_path_is_told_with_its_strength_and_its_cases():
    said = sentence_of_path(SETS, path(("n", "s", "e"), ("s",))).replace("\N{NO-BREAK SPACE}", " ")
    assert said == (
        "`F*C`: high F and C. Consistency 0.85, covers 37 % of the outcome (– by this path alone). "
        "Cases: n and e; against it: s."
    )


def test_a_path_whose_cases_all_deviate_has_no_case_with_the_outcome():
    said = sentence_of_path(SETS, path(("s",), ("s",)))
    assert said.endswith("Cases: no case with the outcome; against it: s.")


def test_a_case_at_0_5_in_the_outcome_is_not_listed_with_a_path():
    said = sentence_of_path(SETS, path(("n", "s", "e"), ("s",)), ("e",))
    assert said.endswith("Cases: n; against it: s.")


def test_sets_without_variation_are_one_warning():
    frame = FRAME.assign(F=1.0, C=1.0, Y=[0.5, 0.8, 1])
    sets = calibrate(frame, {"F": AsIs(), "C": AsIs(), "Y": AsIs()}, id="id")
    first, second = calibration_warnings(sets)
    assert first == "F and C: no variation, the value is 1 for every case."
    assert second.startswith("Y: 1 case has a membership of exactly 0.5, neither in nor out")
