"""Core and peripheral conditions: nesting of terms, not mere occurrence."""

import numpy as np
from tests.qca.row_tables import table_of_rows

from hanse.qca import minimize
from hanse.qca.core import CoreFinder
from hanse.qca.cubes import as_cubes

NAMES = ["A", "B", "C"]


def cores(terms, *models):
    finder = CoreFinder(NAMES, [as_cubes(model, 3) for model in models])
    return finder.cores(terms, range(1, len(models) + 1))


def test_the_literals_of_the_parsimonious_term_around_a_term_are_core():
    assert cores([(1, 0, 1)], [[1, -1, -1]]) == ((("A",),),)


def test_a_condition_of_a_parsimonious_term_elsewhere_is_peripheral():
    assert cores([(1, 1, -1)], [[1, -1, -1], [-1, 1, 1]]) == ((("A",),),)


def test_a_term_in_two_parsimonious_terms_has_the_core_of_both():
    assert cores([(1, 1, 0)], [[1, -1, -1], [-1, 1, -1]]) == ((("A", "B"),),)


def test_a_term_in_several_together_but_in_none_alone_has_no_core():
    assert cores([(1, -1, -1)], [[1, 1, -1], [1, 0, -1]]) == (((),),)


def test_each_parsimonious_model_gives_its_own_core():
    assert cores([(1, 1, -1)], [[1, -1, -1]], [[-1, 1, -1]]) == ((("A",),), (("B",),))


def test_the_order_of_the_table_is_kept():
    finder = CoreFinder(["Z", "A"], [np.array([[1, 0]], np.int8)])
    assert finder.cores([(1, 0)], [1]) == ((("Z", "A"),),)


def test_an_intermediate_model_has_a_core_under_each_of_its_pairs():
    negatives = {(0, 0, 1, 1, 1), (0, 1, 0, 1, 1), (0, 1, 1, 0, 1), (0, 1, 1, 1, 0)}
    solutions = minimize(table_of_rows({(1, 1, 1, 1, 1)}, negatives, (2,) * 5))
    (model,) = solutions.intermediate.models
    assert model.pairs == ((1, 1), (1, 2))
    assert model.cores == ((("A",),), (("B", "C", "D", "E"),))


def test_conservative_and_parsimonious_models_have_neither_pairs_nor_cores():
    solutions = minimize(table_of_rows({(1, 1)}, {(0, 0)}, (2, 2)))
    for solution in (solutions.conservative, solutions.parsimonious):
        assert {(m.pairs, m.cores, m.counterfactuals) for m in solution.models} == {((), (), ())}
