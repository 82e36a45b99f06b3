"""Percentiles: by hand, against a count one by one, and what must always hold."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.oracles import benchmark as oracle

from hanse.errors import InputError
from hanse.observatory.benchmark import percentile, quartiles
from hanse.observatory.benchmark.percentile import place_among

WHOLE = st.integers(-20, 20)
LISTS = st.lists(WHOLE, min_size=1, max_size=30)
DIRECTIONS = st.sampled_from(["higher", "lower", "none"])


def test_a_case_by_hand():
    # below 5: 1 and 2; ties: one; above: 9. (2 + 0.5) / 4 = 62.5%; lower better: (1 + 0.5) / 4.
    assert percentile(5, [1, 2, 5, 9]) == 62.5
    assert percentile(5, [1, 2, 5, 9], direction="lower") == 37.5
    assert percentile(5, [1, 2, 5, 9], direction="none") == 62.5
    assert percentile(10, [1, 2]) == 100
    assert percentile(0, [1, 2]) == 0


def test_a_place_by_hand():
    # better than 5: 9; the same: one; with a value: four
    assert place_among(5, [1, 2, 5, 9, math.nan]) == (1, 1, 4)
    assert place_among(5, [1, 2, 5, 9], direction="lower") == (2, 1, 4)
    assert place_among(math.nan, [1, 2]) == (0, 0, 0)


def test_without_a_value_or_a_peer_there_is_none():
    assert math.isnan(percentile(math.nan, [1, 2]))
    assert math.isnan(percentile(1, []))
    assert math.isnan(percentile(1, [math.nan]))


def test_values_that_differ_by_rounding_only_are_the_same():
    assert percentile(0.1 + 0.2, [0.3]) == 50
    assert percentile(0.0, [0.0]) == 50
    assert percentile(0.0, [1e-300]) == 0


def test_quartiles_by_hand():
    # 1 2 3 4: a quarter of the way from place 0 to place 3 is 0.75: 1 + 0.75
    assert quartiles([4, 1, 3, 2, math.nan]) == (1.75, 2.5, 3.25)
    assert all(math.isnan(one) for one in quartiles([1, 2, 3]))


def test_an_unknown_direction_is_told():
    with pytest.raises(InputError, match=r"there is no direction 'high'\. Did you mean 'higher'"):
        percentile(1, [2], direction="high")


@given(WHOLE, LISTS, DIRECTIONS)
def test_it_is_what_counting_one_by_one_gives(own, peers, direction):
    assert percentile(own, peers, direction=direction) == pytest.approx(
        oracle.percentile(own, peers, direction)
    )
    assert place_among(own, peers, direction=direction)[0] + 1 == oracle.rank(own, peers, direction)


@given(WHOLE, WHOLE, LISTS)
def test_raising_the_own_value_never_lowers_the_percentile(one, other, peers):
    low, high = sorted([one, other])
    assert percentile(low, peers) <= percentile(high, peers)
    assert percentile(low, peers, direction="lower") >= percentile(high, peers, direction="lower")


@given(st.lists(WHOLE, min_size=2, max_size=20), DIRECTIONS)
def test_the_mean_over_units_that_are_each_others_peers_is_fifty(values, direction):
    each = [
        percentile(own, values[:at] + values[at + 1 :], direction=direction)
        for at, own in enumerate(values)
    ]
    assert np.mean(each) == pytest.approx(50)


@given(WHOLE, LISTS, DIRECTIONS)
def test_an_increasing_transform_changes_nothing(own, peers, direction):
    moved = [math.exp(peer / 10) for peer in peers]
    assert percentile(math.exp(own / 10), moved, direction=direction) == percentile(
        own, peers, direction=direction
    )


@given(WHOLE, LISTS)
def test_both_directions_sum_to_a_hundred(own, peers):
    assert percentile(own, peers) + percentile(own, peers, direction="lower") == pytest.approx(100)


@given(WHOLE, st.integers(1, 9))
def test_where_all_are_tied_it_is_fifty(own, n):
    assert percentile(own, [own] * n) == 50
