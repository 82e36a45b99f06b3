"""The random-sample check of recall: exact bounds, sizes, and the cost of the next point."""

import math
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles.stopping import hypergeometric_cdf, most_missed

from hanse.errors import InputError
from hanse.evidence.stopping import (
    History,
    NextPoint,
    RecallCheck,
    next_point,
    recall_check,
    sample_size_for,
)


def test_bounds_are_those_of_enumeration():
    for pool in range(11):
        for size in range(pool + 1):
            for k in range(size + 1):
                found = recall_check(7, pool, size, k)
                most = most_missed(pool, size, k, Fraction(1, 20))
                assert found.missed_at_most == most - k
                assert found.recall_at_least == (7 + k) / (7 + most)
                assert found.low == (7 + k) / (7 + most_missed(pool, size, k, Fraction(1, 40)))
                assert found.verify()
                assert found.low <= found.recall_at_least <= found.high <= 1
                assert not found.recall < found.low
                assert not found.recall > found.high


def test_the_lower_bound_holds_in_95_of_100_samples_whatever_is_missed():
    pool, size = 60, 25
    for missed in range(pool + 1):
        chance = Fraction(0)
        for k in range(min(missed, size) + 1):
            check = recall_check(40, pool, size, k) if k <= size else None
            holds = check.missed_at_most + k >= missed
            if missed - k > pool - size:
                continue
            weight = Fraction(
                math.comb(missed, k) * math.comb(pool - missed, size - k), math.comb(pool, size)
            )
            chance += weight * holds
        assert chance >= Fraction(95, 100)


def test_a_case_by_hand():
    """98 found; none of 300 of 900: C(893, 300)/C(900, 300) is .058, with 8 it is .038."""
    found = recall_check(98, 900, 300, 0)
    assert hypergeometric_cdf(0, 900, 7, 300) > 0.05 >= hypergeometric_cdf(0, 900, 8, 300)
    assert found.missed_at_most == 7
    assert found.recall_at_least == 98 / 105
    assert (found.missed, found.recall, found.high) == (0.0, 1.0, 1.0)
    assert recall_check(98, 900, 300, 3).missed == 6.0
    assert recall_check(98, 900, 300, 3).recall == 101 / 107


def test_without_a_sample_nothing_is_bounded():
    found = recall_check(10, 90, 0, 0)
    assert found.missed_at_most == 90
    assert found.recall_at_least == 0.1
    assert math.isnan(found.recall)
    assert math.isnan(found.missed)


def test_a_sample_of_all_leaves_nothing_open():
    found = recall_check(10, 90, 90, 4)
    assert (found.missed, found.missed_at_most, found.recall_at_least) == (0.0, 0, 1.0)
    assert str(found) == (
        "90 of 90 unscreened records drawn at random, 4 relevant. "
        "All 14 relevant records are found."
    )
    nobody = recall_check(0, 5, 5, 0)
    assert math.isnan(nobody.recall_at_least)
    assert str(nobody).endswith("there is no recall.")


def test_a_wrong_bound_is_noticed():
    found = recall_check(98, 900, 300, 2)
    assert found.verify()
    for step in (-1, 1):
        assert not replace(found, missed_at_most=found.missed_at_most + step).verify()


def test_a_check_tidies_and_comes_back():
    found = recall_check(98, 900, 300, 2, confidence=0.9)
    assert RecallCheck.from_dict(found.to_dict()) == found
    assert found.to_frame()["missed_at_most"].tolist() == [found.missed_at_most]
    assert "With 90 % confidence" in str(found)


@given(
    st.integers(0, 300),
    st.integers(0, 400),
    st.sampled_from([0.8, 0.9, 0.95, 1.0]),
    st.integers(0, 3),
)
@settings(max_examples=80, deadline=None)
def test_a_sample_size_is_the_least_that_proves_the_recall(found, pool, recall, expected):
    expected = min(expected, pool)
    size = sample_size_for(found, pool, recall=recall, expected=expected)

    def proves(n):
        bound = recall_check(found, pool, n, expected).recall_at_least
        return math.isnan(bound) or bound >= recall - 1e-12

    assert size >= expected
    assert size == pool or proves(size)
    assert size == expected or not proves(size - 1)


def test_numbers_out_of_range_are_refused():
    for numbers, said in (
        ((-1, 5, 2, 0), "n_found is -1. Give a whole number from 0."),
        ((1, -5, 2, 0), "n_unscreened is -5. Give a whole number from 0."),
        ((1, 5, 6, 0), "sample_size is 6. Give a whole number from 0 to 5."),
        ((1, 5, 2, 3), "found_in_sample is 3. Give a whole number from 0 to 2."),
    ):
        with pytest.raises(InputError) as caught:
            recall_check(*numbers)
        assert str(caught.value) == said
    with pytest.raises(InputError, match="confidence is 95"):
        recall_check(1, 5, 2, 0, confidence=95)
    with pytest.raises(InputError, match=r"expected is 9\. Give a whole number from 0 to 5\."):
        sample_size_for(1, 5, expected=9)


def test_the_cost_of_the_next_point_by_hand():
    """The last 5 finds came in 50 records, one in 10; a point of 200 found is 2 records."""
    history = History(9_000, (True,) * 196 + (*(False,) * 9, True) * 5 + (False,) * 0)
    found = next_point(history)
    assert (found.finds, found.stretch, found.found) == (5, 50, 201)
    assert found.records == pytest.approx(20.1)
    assert found.low < found.records < found.high
    later = next_point(History(9_000, history.included + (False,) * 50))
    assert later.records == pytest.approx(40.2)


def test_the_interval_of_the_cost_is_garwoods():
    from scipy.stats import poisson

    history = History(900, (True,) * 95 + (*(False,) * 19, True) * 5)
    found = next_point(history)
    low, high = (found.found / 100 / cost for cost in (found.high, found.low))
    assert poisson.sf(4, low * 100) == pytest.approx(0.025)
    assert poisson.cdf(5, high * 100) == pytest.approx(0.025)


def test_fewer_finds_than_asked_are_all_taken():
    found = next_point(History(90, (False, True, False, True)), finds=5)
    assert (found.finds, found.stretch) == (2, 4)
    with pytest.raises(InputError, match=r"finds is 0\. Look at one relevant record at least\."):
        next_point(History(90, (True,)), finds=0)


def test_nothing_found_has_no_cost():
    found = next_point(History(90, (False,) * 9))
    assert math.isnan(found.records)
    assert str(found) == "No relevant record is found yet: nothing says what the next one costs."
    assert np.isnan(NextPoint.from_dict(found.to_dict()).records)
    assert found.to_frame()["found"].tolist() == [0]
