"""The boundaries of the sequential test: against every subset, and under chance."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles.stopping import (
    chance_by_steps,
    chance_to_stop_short,
    hypergeometric_cdf,
    least_boundaries,
)

from hanse.evidence.stopping import RandomSample, boundaries, play_rule
from hanse.evidence.stopping.boundaries import fewest_missed, log_choose

CASES = [
    (pool, found, recall, risk)
    for pool in (0, 1, 4, 7, 9)
    for found in (0, 1, 7, 19, 40)
    for recall in (0.5, 0.8, 0.95, 1.0)
    for risk in (0.05, 0.2, 0.4)
]


def test_boundaries_are_the_least_that_every_subset_allows():
    for pool, found, recall, risk in CASES:
        exact = Fraction(str(recall)), Fraction(str(risk))
        assert boundaries(pool, found, recall, risk, pool).needed == least_boundaries(
            pool, found, *exact
        )


def test_no_number_of_relevant_records_makes_one_stop_short_more_often_than_the_risk():
    for pool, found, recall, risk in CASES:
        needed = boundaries(pool, found, recall, risk, pool).needed
        for relevant in range(pool + 1):
            chance = chance_to_stop_short(pool, found, relevant, Fraction(str(recall)), needed)
            assert chance <= Fraction(str(risk))


@pytest.mark.parametrize(
    ("pool", "found", "recall", "risk"),
    [(60, 45, 0.95, 0.05), (60, 12, 0.8, 0.2), (40, 90, 0.95, 0.3), (50, 3, 0.5, 0.1)],
)
def test_boundaries_of_larger_pools_use_the_risk_and_no_more(pool, found, recall, risk):
    """At the least number that breaks the recall; one record earlier would be too many."""
    exact, allowed = Fraction(str(recall)), Fraction(str(risk))
    needed = boundaries(pool, found, recall, risk, 6).needed
    for k in range(7):
        least = fewest_missed(found + k, recall) + k
        if least > pool:
            continue
        front = list(needed[: k + 1])
        assert chance_by_steps(pool, found, least, exact, front) <= allowed
        if k and front[k] == front[k - 1]:
            continue
        front[k] -= 1
        assert chance_by_steps(pool, found, least, exact, front) > allowed
    for relevant in range(0, pool + 1, 3):
        assert chance_by_steps(pool, found, relevant, exact, needed) <= allowed


def test_both_slow_ways_give_the_same_chance():
    needed = boundaries(12, 20, 0.9, 0.3, 4).needed
    for relevant in range(6):
        numbers = 12, 20, relevant, Fraction(9, 10), needed
        assert chance_to_stop_short(*numbers) == chance_by_steps(*numbers)


def test_the_first_boundary_is_the_plain_hypergeometric_test():
    first = boundaries(1_000, 45, 0.95, 0.05, 0).needed[0]
    alpha = Fraction(1, 20)
    assert hypergeometric_cdf(0, 1_000, 3, first) <= alpha < hypergeometric_cdf(0, 1_000, 3, 630)
    assert first == 631


def test_looking_again_costs_those_who_find_something():
    one, two = boundaries(1_000, 45, 0.95, 0.05, 1).needed
    looked_once = next(n for n in range(1_001) if hypergeometric_cdf(1, 1_000, 4, n) <= 0.05)
    assert (one, looked_once, two) == (631, 751, 768)


@given(
    st.integers(0, 3_000),
    st.integers(0, 400),
    st.sampled_from([0.8, 0.9, 0.95, 0.99, 1.0]),
    st.sampled_from([0.01, 0.05, 0.2]),
)
@settings(max_examples=60, deadline=None)
def test_boundaries_never_fall_and_never_leave_the_pool(pool, found, recall, risk):
    needed = boundaries(pool, found, recall, risk, 6).needed
    assert list(needed) == sorted(needed)
    assert 0 <= needed[0] <= needed[-1] <= pool
    assert boundaries(pool, found, recall, risk, 3).needed == needed[:4]


def test_a_full_recall_needs_nearly_the_whole_pool():
    assert boundaries(1_000, 45, 1.0, 0.05, 0).needed == (950,)


def test_a_pool_too_small_to_break_the_recall_needs_nothing():
    assert boundaries(2, 45, 0.95, 0.05, 0).needed == (0,)
    assert boundaries(0, 0, 0.95, 0.05, 0).needed == (0,)


def test_fewest_missed_by_hand():
    assert [fewest_missed(found, 0.95) for found in (0, 18, 19, 37, 38)] == [1, 1, 2, 2, 3]
    assert fewest_missed(19, 1.0) == 1


def test_log_choose_has_no_way_outside_the_triangle():
    with np.errstate(all="raise"):
        got = np.exp(log_choose([5, 5, 5, 0], [2, -1, 6, 0]))
    assert got == pytest.approx([10, 0, 0, 1])


@pytest.mark.parametrize("left", [3, 5])
def test_under_chance_the_recall_is_missed_no_more_often_than_allowed(left):
    """45 found at once, then so many of 800 that the recall is broken: the worst for the rule."""
    labels = np.zeros(845, dtype=bool)
    labels[:45] = True
    rng, runs = np.random.default_rng(left), 1_200
    labels[845 - left :] = True
    played = [play_rule(RandomSample(), labels, rng=rng) for _ in range(runs)]
    missed = sum(one.recall < 0.95 for one in played)
    assert missed <= runs * 0.05 + 3 * np.sqrt(runs * 0.05 * 0.95)
    if left == 3:  # nothing is wasted: the risk is used
        assert missed >= runs * 0.05 - 4 * np.sqrt(runs * 0.05 * 0.95)
