"""Signed thinning: unbiased on average over all logs, close where it has to guess."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles import actor_gaps as oracle

from hanse.actors.gaps.thinning import signed_sum, thinned
from hanse.actors.strength import Shares

LEAST = 0.25


def shares_of(*pairs):
    """Make pairs from the weights of their episodes, each episode of its own."""
    sizes = [len(one) for one in pairs]
    m, s = len(pairs), sum(sizes)
    weights = np.array([w for one in pairs for w in one], dtype=float)
    a = np.arange(m)
    return Shares(a, a + m, np.cumsum([0, *sizes]), np.arange(s), weights)


def estimate(weights, p):
    return float(thinned(shares_of(weights), LEAST, p).is_tie[0]) if weights else 0.0


def test_where_any_episode_makes_a_tie_it_is_one_minus_a_power():
    found = thinned(shares_of([1.0], [1.0, 0.5], [1.0, 1.0, 1.0]), LEAST, 0.8).is_tie
    assert found == pytest.approx([1.25, 1 - 0.0625, 1 + 0.25**3])


@settings(max_examples=60, deadline=None)
@given(
    weights=st.lists(st.sampled_from([0.05, 0.1, 0.13, 0.2, 0.25, 0.7, 1.0]), max_size=6),
    p=st.sampled_from([0.55, 0.7, 0.8, 0.95, 1.0]),
)
def test_the_signed_sum_is_right_on_average_over_all_logs(weights, p):
    truth = float(sum(weights) >= LEAST * (1 - 1e-12))

    def by_table(own):
        return float(signed_sum(np.array([own]).reshape(1, len(own)), LEAST, p)[0])

    assert oracle.expectation(by_table, weights, p) == pytest.approx(truth, abs=1e-9)
    assert by_table(weights) == pytest.approx(oracle.signed(weights, LEAST, p), abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(
    heavy=st.lists(st.sampled_from([0.25, 0.6, 1.0]), max_size=4),
    light=st.lists(st.sampled_from([0.03, 0.1, 0.13, 0.2]), max_size=3),
    p=st.sampled_from([0.6, 0.8, 0.95]),
)
def test_the_estimate_is_unbiased_with_up_to_three_light_episodes(heavy, light, p):
    truth = float(sum(heavy) + sum(light) >= LEAST * (1 - 1e-12))
    mean = oracle.expectation(lambda own: estimate(own, p), heavy + light, p)
    assert mean == pytest.approx(truth, abs=1e-9)


@pytest.mark.parametrize("p", [0.6, 0.8, 0.95])
def test_guesses_lie_between_no_and_yes_and_grow_with_strength(p):
    rows = [[w] * 8 for w in np.linspace(0.001, 0.06, 60)]
    found = thinned(shares_of(*rows), LEAST, p)
    assert (np.diff(found.light) >= 0).all()
    assert found.light[0] < 1e-6
    assert found.light[-1] == 1.0
    assert found.guess.max() <= 0.25


def test_on_average_over_strengths_guesses_are_close_to_the_truth():
    """Among pairs of ten to forty light episodes, spread evenly in strength around the least."""
    rng = np.random.default_rng(1)
    truth, kept = [], []
    for _ in range(4000):
        n = int(rng.integers(10, 41))
        weights = rng.uniform(0.3, 1.0, n)
        weights *= LEAST * rng.uniform(0.3, 2.0) / weights.sum()
        truth.append(weights.sum() >= LEAST)
        kept.append(weights[rng.random(n) < 0.8].tolist())
    found = thinned(shares_of(*kept), LEAST, 0.8).is_tie
    seen = np.array([sum(own) >= LEAST for own in kept])
    assert abs(found.mean() - np.mean(truth)) < 0.02
    assert np.mean(truth) - seen.mean() > 0.05


@settings(max_examples=40, deadline=None)
@given(
    weights=st.lists(st.sampled_from([0.03, 0.1, 0.13, 0.2, 0.6]), min_size=1, max_size=8),
    p=st.sampled_from([0.6, 0.8, 1.0]),
)
def test_what_an_episode_moves_is_the_estimate_with_and_without_it(weights, p):
    moved = thinned(shares_of(weights), LEAST, p).move
    for e in range(len(weights)):
        without = estimate(weights[:e] + weights[e + 1 :], p)
        assert moved[e] == pytest.approx(estimate(weights, p) - without, abs=1e-9)


def test_with_every_episode_logged_nothing_is_estimated():
    found = thinned(shares_of([1.0], [0.1], [0.1] * 3, [0.01] * 30, [0.01] * 20), LEAST, 1.0)
    assert found.is_tie.tolist() == [1.0, 0.0, 1.0, 1.0, 0.0]
    assert found.guess.tolist() == [0.0] * 5


def test_no_pairs_give_no_estimates():
    assert thinned(shares_of(), LEAST, 0.8).is_tie.tolist() == []
