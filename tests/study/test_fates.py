"""What becomes of a path under a robustness setting, each answer worked out by hand."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from hanse.qca.expression import parse_expression
from hanse.study.fates import FATES, fate_of_path

LEVELS = {"A": 0, "B": 0, "C": 0, "M": 3}


def term(text: str, levels):
    literals = () if text == "1" else parse_expression(text, list(levels), list(levels.values()))[0]
    return SimpleNamespace(literals=literals)


def solution(*models: str, levels=LEVELS):
    made = [
        SimpleNamespace(terms=[term(one, levels) for one in model.split(" + ")])
        for model in models
        if model
    ]
    return SimpleNamespace(models=made)


BY_HAND = [
    ("A*B", ("A*B + C",), "same"),
    ("A*B", ("B*A",), "same"),
    ("A*B", ("C", "A*B + C"), "same"),
    ("A*B", ("A*B*C",), "narrower"),
    ("A*B", ("A",), "wider"),
    ("A*B", ("A + A*B*~C",), "narrower and wider"),
    ("A*B", ("A*B*C", "B"), "narrower and wider"),
    ("A*B", ("A*~B",), "gone"),
    ("A*B", ("~A*B + A*~B*C",), "gone"),
    ("A*B", ("",), "gone"),
    ("A*B", ("1",), "wider"),
    # A*B*C lies in C, A*B*~C in none
    ("A*B", ("~A*B + C",), "in part"),
    # A*B*C lies in B*C, A*B*~C in A*~C
    ("A*B", ("B*C + A*~C",), "split"),
    ("A*B", ("A*B*C + A*~C",), "split"),
    # each half stands in another model, and no model has both
    ("A*B", ("B*C", "A*~C"), "in part"),
    ("A*B", ("B*C", "A*~C + B*C"), "split"),
    ("A*B", ("A*B*C", "A*~C"), "narrower"),
    ("A", ("M[0] + M[1] + M[2]*B", ""), "in part"),
    ("A", ("M[0] + M[1] + M[2]",), "split"),
    ("1", ("A + ~A*B + ~A*~B",), "split"),
    ("M[1,2]", ("M[1]",), "narrower"),
    ("M[1,2]", ("M[1] + M[2]",), "split"),
    ("M[1]", ("M[1,2]*A",), "in part"),
    ("A*M[1]", ("M[1,2]",), "wider"),
    ("A*M[1]", ("A*M[0]",), "gone"),
]


@pytest.mark.parametrize(("path", "models", "fate"), BY_HAND)
def test_the_fate_of_a_path_is_what_a_reader_would_say(path, models, fate):
    assert fate_of_path(term(path, LEVELS), solution(*models), LEVELS) == fate


OTHERS = [
    # C is dropped
    ("A*B", ("A*B",), {"A": 0, "B": 0}, "same"),
    ("A*B*C", ("A*B",), {"A": 0, "B": 0}, "wider"),
    ("A*C", ("A*B + A*~B",), {"A": 0, "B": 0}, "split"),
    ("A*C", ("~A",), {"A": 0, "B": 0}, "gone"),
    # D is added
    ("A*B", ("A*B*D",), {"A": 0, "B": 0, "D": 0}, "narrower"),
    ("A*B", ("A*D + B*~D",), {"A": 0, "B": 0, "D": 0}, "split"),
    # A set with other values is another condition, and A alone says nothing of them
    ("A", ("A[1]",), {"A": 3}, "in part"),
    ("M[1]", ("M[1]",), {"M": 4}, "in part"),
    ("M[1]", ("M[1]",), {"M": 3, "D": 0}, "same"),
]


@pytest.mark.parametrize(("path", "models", "levels", "fate"), OTHERS)
def test_with_other_conditions_a_path_leaves_open_what_it_does_not_name(path, models, levels, fate):
    found = solution(*models, levels=levels)
    assert fate_of_path(term(path, LEVELS), found, LEVELS, levels) == fate


def test_each_fate_is_explained_in_the_report():
    fates = {fate for _, _, fate in BY_HAND} | {fate for *_, fate in OTHERS}
    assert len(fates) == 7
    assert all(f"*{fate}*:" in FATES.replace("Same", "same") for fate in fates)
