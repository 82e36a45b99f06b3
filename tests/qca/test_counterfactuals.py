"""Directional expectations and the easy counterfactuals that they allow."""

import numpy as np
import pytest
from tests.qca.row_tables import table_of_rows

from hanse.errors import InputError
from hanse.qca import minimize
from hanse.qca.counterfactuals import Reducer, expected_values
from hanse.qca.cubes import as_cubes

NAMES, LEVELS = ["A", "B", "M"], [0, 0, 3]
ONE_OF_THREE = ({(1, 1, 0)}, {(0, 0, 0), (0, 1, 1), (0, 1, 0)})


def intermediate(expectations):
    """Minimise A*B*~C, whose parsimonious solution is A."""
    solutions = minimize(table_of_rows(*ONE_OF_THREE, (2, 2, 2)), expectations=expectations)
    (conservative,), (parsimonious,) = solutions.conservative.models, solutions.parsimonious.models
    assert (conservative.expression, parsimonious.expression) == ("A*B*~C", "A")
    (model,) = solutions.intermediate.models
    return model


@pytest.mark.parametrize(
    ("expectations", "expression", "counterfactuals"),
    [
        ({}, "A*B*~C", ()),
        ({"A": "present", "B": "present", "C": "absent"}, "A*B*~C", ()),
        ({"C": "present"}, "A*B", ((1, 1, -1),)),
        ({"B": "absent"}, "A*~C", ((1, -1, 0),)),
        ({"B": "absent", "C": "present"}, "A", ((1, -1, -1),)),
        ({"A": "absent"}, "A*B*~C", ()),
        ({"C": 1}, "A*B", ((1, 1, -1),)),
        ({"C": [0, 1]}, "A*B*~C", ()),
    ],
)
def test_a_literal_against_its_expectation_goes_unless_the_parsimonious_term_has_it(
    expectations, expression, counterfactuals
):
    model = intermediate(expectations)
    assert (model.expression, model.counterfactuals) == (expression, counterfactuals)
    assert model.verify()


def test_no_expectation_and_an_expectation_of_all_values_keep_the_literal():
    assert expected_values({"M": [0, 2]}, NAMES, LEVELS) == (None, None, frozenset({0, 2}))
    assert expected_values({}, NAMES, LEVELS) == (None, None, None)


def test_words_are_values_of_a_fuzzy_condition():
    found = expected_values({"A": "present", "B": "absent"}, NAMES, LEVELS)
    assert found == (frozenset({1}), frozenset({0}), None)


@pytest.mark.parametrize(
    ("expectations", "error"),
    [
        (
            {"a": 1},
            "expectations: there is no condition 'a'. Did you mean 'A'? There are: A, B, M.",
        ),
        (
            {"A": "yes"},
            'expectations: the expectation on A is \'yes\'. Give "present" or "absent".',
        ),
        ({"A": 2}, 'expectations: the expectation on A is 2. Give "present" or "absent".'),
        ({"A": []}, 'expectations: the expectation on A is []. Give "present" or "absent".'),
        (
            {"M": "present"},
            "expectations: the expectation on M is 'present'. Give values from 0 to 2.",
        ),
        ({"M": [1, 3]}, "expectations: the expectation on M is [1, 3]. Give values from 0 to 2."),
    ],
)
def test_what_is_no_expectation_is_refused_with_what_to_give(expectations, error):
    with pytest.raises(InputError) as caught:
        expected_values(expectations, NAMES, LEVELS)
    assert str(caught.value) == error


def test_a_conservative_term_in_no_parsimonious_term_gives_no_counterfactual():
    expected = expected_values({"A": "absent", "B": "absent"}, ["A", "B"], [0, 0])
    inside, outside = as_cubes([[1, 1]], 2), as_cubes([[0, -1]], 2)
    assert Reducer(expected, inside, outside).counterfactuals(inside, outside) == ()


def test_a_reduced_term_that_lies_in_another_is_not_kept():
    expected = expected_values({"B": "absent", "C": "absent"}, ["A", "B", "C"], [0, 0, 0])
    conservative = as_cubes([[1, 1, 1]], 3)
    parsimonious = as_cubes([[1, -1, -1], [1, 1, -1]], 3)
    reducer = Reducer(expected, conservative, parsimonious)
    assert reducer.counterfactuals(conservative, parsimonious) == ((1, -1, -1),)
    assert reducer.counterfactuals(conservative, parsimonious[1:]) == ((1, 1, -1),)


def test_expectations_that_nothing_follows_are_refused_before_the_work():
    with pytest.raises(InputError, match="there is no condition 'Z'"):
        minimize(table_of_rows(*ONE_OF_THREE, (2, 2, 2)), expectations={"Z": "present"})


@pytest.mark.parametrize("expectation", [1.0, None, True, "here", [], [2], 2])
def test_an_expectation_that_is_none_of_the_choices_is_refused(expectation):
    with pytest.raises(InputError, match=r'the expectation on A is .* Give "present" or "absent"'):
        expected_values({"A": expectation}, ["A"], [0])


def test_a_value_from_numpy_is_a_value():
    assert expected_values({"A": np.int64(1)}, ["A"], [0]) == (frozenset({1}),)
