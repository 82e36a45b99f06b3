"""Necessity of each condition and its negation, worked by hand."""

import math

import pytest
from tests.qca.fuzzy_sets import sets_of_columns
from tests.qca.worked_example import five_cases

from hanse.qca import necessity


def by_name(table):
    return {one.condition: one for one in table.conditions}


def test_each_condition_is_followed_by_its_negation():
    found = necessity(five_cases(), "Y")
    assert [one.condition for one in found.conditions] == ["A", "~A", "B", "~B"]
    assert found.outcome == "Y"


def test_numbers_worked_by_hand():
    found = by_name(necessity(five_cases(), "Y"))["A"]
    # min(A, Y): .8 .4 .2 .5 .7 = 2.6; Y = 3.1; A = 3.1; 1 - A = 1.9; 1 - min = 2.4
    assert found.consistency == pytest.approx(2.6 / 3.1)
    assert found.coverage == pytest.approx(2.6 / 3.1)
    assert found.ron == pytest.approx(1.9 / 2.4)


def test_those_that_reach_the_threshold_are_named():
    found = necessity(five_cases(), "Y", consistency=0.83)
    assert [one.condition for one in found.necessary] == ["A", "B"]
    assert [one.condition for one in found.conditions if one.passes] == ["A", "B"]
    assert necessity(five_cases(), "Y", consistency=0.99).necessary == ()


def test_a_threshold_that_is_met_exactly_is_reached():
    sets = sets_of_columns({"A": [0.9, 0.0], "Y": [1.0, 0.0]})
    assert by_name(necessity(sets, "Y", consistency=0.9))["A"].passes


def test_the_negated_outcome_is_another_outcome():
    found = by_name(necessity(five_cases(), "~Y"))["A"]
    # 1 - Y: .1 .6 .7 .2 .3 = 1.9; min with A: .1 .6 .2 .2 .3 = 1.4
    assert found.consistency == pytest.approx(1.4 / 1.9)
    assert found.coverage == pytest.approx(1.4 / 3.1)


def test_each_value_of_a_multi_value_condition_is_measured():
    columns = {"M": [0, 1, 2, 2], "Y": [0, 1, 1, 1]}
    found = necessity(sets_of_columns(columns, levels={"M": 3}), "Y")
    assert [one.condition for one in found.conditions] == ["M[0]", "M[1]", "M[2]"]
    assert by_name(found)["M[2]"].consistency == pytest.approx(2 / 3)
    assert by_name(found)["M[2]"].coverage == 1


def test_only_the_conditions_named_are_measured_in_their_order():
    found = necessity(five_cases(C=[1, 0, 1, 0, 1]), "Y", conditions=["C", "A"])
    assert [one.condition for one in found.conditions] == ["C", "~C", "A", "~A"]


def test_an_outcome_that_no_case_has_makes_necessity_undefined():
    found = by_name(necessity(sets_of_columns({"A": [0.4, 0.2], "Y": [0.0, 0.0]}), "Y"))["A"]
    assert math.isnan(found.consistency)
    assert (found.coverage, found.passes) == (0, False)


def test_a_condition_that_all_cases_have_is_necessary_and_trivial():
    found = by_name(necessity(sets_of_columns({"A": [1.0, 1.0], "Y": [0.6, 0.3]}), "Y"))["A"]
    assert (found.consistency, found.ron) == (1, 0)
