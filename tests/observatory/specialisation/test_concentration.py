"""Herfindahl, Gini and Ellison-Glaeser: by hand, against definitions, and their bounds."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from tests.observatory.specialisation.made_tables import counts, long, same, table
from tests.oracles.specialisation import gamma, gini_by_pairs, gini_of_units

from hanse.errors import InputError
from hanse.observatory.specialisation import (
    ellison_glaeser,
    gini,
    herfindahl,
    plant_herfindahl,
    regional_table,
)
from hanse.result import answer_from_dict


def test_herfindahl_by_hand():
    found = herfindahl(table([[30, 70], [50, 50]]))
    assert found.values == pytest.approx([0.58, 0.5])
    assert found.columns["equivalent"][1] == pytest.approx(2)
    assert herfindahl(table([[30, 70], [10, 0]]), of="industry").names == ("1", "2")
    assert herfindahl(table([[30, 70], [50, 50]]), industries=("2",)).values.tolist() == [1, 1]


@settings(deadline=None)
@given(counts(1))
def test_herfindahl_is_between_one_over_n_and_one(drawn):
    values = herfindahl(table(drawn)).values
    assert ((values >= 1 / len(drawn[0]) - 1e-12) & (values <= 1 + 1e-12)).all()


def test_hidden_cells_are_left_out_and_counted():
    found = herfindahl(table([[30, 70, 100], [5, 5, 5]], firms=[[2, 9, 9], [2, 2, 2]]))
    assert found.values[0] == pytest.approx((70**2 + 100**2) / 170**2)
    assert found.columns["hidden"].tolist() == [1, 3]
    assert found.reasons == ("", "no employment in the cells that are shown")
    assert math.isnan(found.value("B"))
    assert "4 cells left out that are hidden." in str(found)


def test_gini_by_hand():
    assert gini(table([[1], [3]])).value("1") == 0.25
    assert gini(table([[1], [3]]), correction="n/(n-1)").value("1") == 0.5
    assert gini(table([[1, 10], [3, 30]]), against="totals").values == pytest.approx([0, 0])
    assert gini(table([[0], [0], [5]])).value("1") == pytest.approx(2 / 3)


@settings(deadline=None)
@given(counts(1, most=9))
def test_gini_is_half_the_relative_mean_difference(drawn):
    made = table(drawn)
    if len(drawn) == 1:
        assert np.isnan(gini(made).values).all()
        assert gini(made).reasons[0] == "nothing to compare in the regions that are shown"
        return
    totals = [sum(row) for row in drawn]
    for i, column in enumerate(zip(*drawn, strict=True)):
        assert gini(made).values[i] == pytest.approx(gini_by_pairs(column), abs=1e-12)
        located = gini(made, against="totals").values[i]
        assert located == pytest.approx(gini_of_units(column, totals), abs=1e-12)


def test_choices_of_gini_are_checked():
    with pytest.raises(InputError, match="gini: there is no comparison 'mean'"):
        gini(table([[1]]), against="mean")
    with pytest.raises(InputError, match="gini: there is no correction 'n'"):
        gini(table([[1]]), correction="n")
    with pytest.raises(InputError, match="holds against equal shares only"):
        gini(table([[1]]), against="totals", correction="n/(n-1)")
    with pytest.raises(InputError, match="herfindahl: there is no side of the table 'country'"):
        herfindahl(table([[1]]), of="country")


def test_ellison_glaeser_by_hand():
    made = table([[80, 20], [20, 80]])
    found = ellison_glaeser(made, plants={"1": 0.1, "2": 0.0})
    assert found.columns["G"] == pytest.approx([0.18, 0.18])
    assert found.values == pytest.approx([(0.18 - 0.05) / (0.5 * 0.9), 0.36])


def test_plants_of_equal_size_stand_in_where_only_their_number_is_known():
    made = table([[80, 20], [20, 80]], firms=[[8, 4], [4, 8]])
    found = ellison_glaeser(made)
    expected = 0.8**2 / 8 + 0.2**2 / 4
    assert found.columns["H"] == pytest.approx([expected, expected])
    assert found.value("1") == pytest.approx(gamma([80, 20], [100, 100], expected))
    assert "a lower bound, so that gamma is an upper one" in found.notes[-1]


@settings(deadline=None)
@given(counts(1))
def test_gamma_is_what_its_definition_says(drawn):
    made = table(drawn)
    plants = dict.fromkeys(made.industries, 0.2)
    found = ellison_glaeser(made, plants=plants)
    totals = [sum(row) for row in drawn]
    for i, column in enumerate(zip(*drawn, strict=True)):
        if len(drawn) == 1:
            assert found.reasons[i] == "one region has all"
        else:
            assert found.values[i] == pytest.approx(gamma(column, totals, 0.2), abs=1e-9)


def test_gamma_of_one_plant_is_not_defined():
    found = ellison_glaeser(table([[5, 3], [0, 3]]), plants={"1": 1.0, "2": 0.5})
    assert found.reasons == ("its only plant has all", "")
    assert math.isnan(found.value("1"))


def test_the_sizes_of_plants_are_needed_and_checked():
    bare = regional_table(long([("A", "1", 5), ("B", "1", 5)]))
    with pytest.raises(InputError, match=r"the sizes of plants are not known. Give plants="):
        ellison_glaeser(bare)
    with pytest.raises(InputError, match="there is no plant Herfindahl of industry '1'"):
        ellison_glaeser(bare, plants={"2": 0.1})
    with pytest.raises(InputError, match=r"the plant Herfindahl of 1 is 2. Give a number"):
        ellison_glaeser(bare, plants={"1": 2})
    empty = table([[0], [0]])
    with pytest.raises(InputError, match="the totals of all regions are needed"):
        ellison_glaeser(empty, plants={"1": 0.1})


def test_plant_herfindahl_by_hand():
    rows = [("p", "1", 30), ("q", "1", 70), ("r", "2", 0)]
    data = long(rows, ("plant", "industry", "jobs"), ("plant", "industry"))
    found = plant_herfindahl(data, industry="industry", size="jobs")
    assert found["1"] == pytest.approx(0.58)
    assert math.isnan(found["2"])


def test_concentration_prints_tidies_and_comes_back():
    for found in (
        herfindahl(table([[30, 70], [50, 50]])),
        gini(table([[30, 70], [50, 50]])),
        ellison_glaeser(table([[30, 70], [50, 50]])),
    ):
        assert str(found).startswith(f"Highest {found.measure} of 2")
        assert list(found.to_frame())[:2] == [found.of, found.measure]
        same(answer_from_dict(found.to_dict()), found)
    with pytest.raises(InputError, match="there is no region 'C'"):
        herfindahl(table([[30, 70], [50, 50]])).value("C")
