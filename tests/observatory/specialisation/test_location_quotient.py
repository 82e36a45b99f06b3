"""Location quotients: by hand, against the definition, and where they are not defined."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from tests.observatory.specialisation.made_tables import counts, long, same, table
from tests.oracles.specialisation import location_quotient

from hanse.errors import InputError
from hanse.observatory.specialisation import location_quotients, regional_table
from hanse.result import answer_from_dict


def test_a_case_by_hand():
    found = location_quotients(table([[30, 70], [10, 90]]), k=100)
    assert found.lq == pytest.approx(np.array([[1.5, 0.875], [0.5, 1.125]]))
    assert found.symmetric[0] == pytest.approx([0.2, -1 / 15])
    assert found.share[0].tolist() == [0.3, 0.7]
    assert found.shrunken_share[0] == pytest.approx([50 / 200, 150 / 200])
    assert found.shrunken_lq[0] == pytest.approx([1.25, 0.9375])
    assert found.of("A", "1") == pytest.approx(1.5)


@settings(deadline=None)
@given(counts())
def test_every_cell_is_what_its_definition_says(drawn):
    found = location_quotients(table(drawn), k=0)
    places = range(len(drawn[0]))
    expected = [[location_quotient(drawn, r, i) for i in places] for r in range(len(drawn))]
    np.testing.assert_allclose(found.lq, expected, rtol=1e-12)
    np.testing.assert_allclose(found.shrunken_lq, expected, rtol=1e-12)


@settings(deadline=None)
@given(counts(1))
def test_the_weighted_mean_is_one_and_the_order_of_regions_does_not_matter(drawn):
    found = location_quotients(table(drawn))
    assert found.verify()
    turned = location_quotients(table(drawn[::-1]))
    np.testing.assert_allclose(turned.lq[::-1], found.lq, rtol=1e-12)


@settings(deadline=None)
@given(counts(1))
def test_shrinking_goes_towards_one_and_never_past_it(drawn):
    plain = location_quotients(table(drawn))
    shrunk = location_quotients(table(drawn), k=50).shrunken_lq
    assert (np.abs(shrunk - 1) <= np.abs(plain.lq - 1) + 1e-12).all()
    assert ((shrunk - 1) * (plain.lq - 1) >= -1e-12).all()


@settings(deadline=None)
@given(counts(1))
def test_a_region_twice_as_large_has_the_same_shares(drawn):
    doubled = [[2 * n for n in drawn[0]], *drawn[1:]]
    np.testing.assert_allclose(
        location_quotients(table(doubled)).share[0], location_quotients(table(drawn)).share[0]
    )


def test_an_answer_that_was_changed_does_not_verify():
    made = table([[30, 70], [10, 90]])
    wrong = replace(made, industry_totals=made.industry_totals + 1)
    assert not location_quotients(wrong).verify()


def test_what_is_not_defined_has_a_reason():
    made = table([[0, 0, 0], [5, 0, 7]], firms=[[0, 0, 0], [9, 0, 2]])
    frame = location_quotients(made).to_frame()
    assert frame["lq"].isna().tolist() == [True, True, True, False, True, True]
    assert frame["reason"].tolist() == [
        "the region has no employment",
        "the region has no employment",
        "the region has no employment",
        "",
        "the industry has no employment in the base, or its total is not shown",
        "fewer than 3 firms",
    ]
    assert frame["share"].isna()[5]
    assert frame["shrunken_share"].isna().tolist() == frame["lq"].isna().tolist()


def test_national_totals_change_the_base():
    data = long([("A", "1", 5), ("A", "2", 5)])
    found = location_quotients(regional_table(data, national={"1": 100, "2": 300, "3": 600}))
    assert found.lq[0] == pytest.approx([5, 0.5 / 0.3])
    assert found.verify()


def test_k_is_a_number_from_zero():
    for k in (-1, np.inf, np.nan):
        with pytest.raises(InputError, match=r"k is .*Give a number from 0"):
            location_quotients(table([[1]]), k=k)


def test_it_prints_the_highest_and_comes_back():
    found = location_quotients(table([[30, 70], [10, 90]]), k=100)
    assert str(found).splitlines()[:3] == [
        "Highest of 4 location quotients (base: all listed regions)",
        "region  industry  employment  share    LQ  symmetric  shrunken LQ",
        "A       1                 30  0.300  1.50       0.20         1.25",
    ]
    same(answer_from_dict(found.to_dict()), found)
    assert len(found.to_frame()) == 4


def test_a_region_whose_total_is_hidden_does_not_stop_the_check_of_the_others():
    made = table([[30, 70], [10, 90], [2, 0]], firms=[[9, 9], [9, 9], [1, 0]])
    found = location_quotients(made)
    assert np.isnan(made.region_totals[2])
    assert found.verify()
    wrong = replace(made, industry_totals=made.industry_totals * 2)
    assert not location_quotients(wrong).verify()
