"""Minimal hitting sets, and the prime implicants that avoid the negative rows."""

import random
from itertools import combinations

import numpy as np
import pytest
from tests.qca.oracle_comparison import plain
from tests.qca.plain_search import slice_implicants

from hanse.errors import LimitReached
from hanse.qca import implicants as module
from hanse.qca.cubes import as_cubes
from hanse.qca.implicants import minimal_hitting_sets, prime_implicants_avoiding


def hitting_sets_by_trial(edges, k):
    """Try every set of k members, smallest first."""
    found = []
    for size in range(k + 1):
        for chosen in combinations(range(k), size):
            word = sum(1 << j for j in chosen)
            hits_all = all(word & edge for edge in edges)
            if hits_all and not any(smaller & word == smaller for smaller in found):
                found.append(word)
    return set(found)


def hitting_sets(edges, **more):
    return minimal_hitting_sets(np.array(edges, dtype=np.uint64), **more).tolist()


def test_minimal_hitting_sets_equal_those_found_by_trying_every_set():
    rng = random.Random(7)
    for _ in range(600):
        k = rng.randint(1, 8)
        edges = [
            rng.randrange(0 if rng.random() < 0.02 else 1, 1 << k)
            for _ in range(rng.randint(0, 10))
        ]
        found = hitting_sets(edges)
        assert len(set(found)) == len(found)
        assert set(found) == hitting_sets_by_trial(edges, k)


def test_without_edges_the_empty_set_hits_all():
    assert hitting_sets([]) == [0]


def test_an_empty_edge_cannot_be_hit():
    assert hitting_sets([0b1, 0]) == []


def test_the_sixty_fourth_member_is_a_member():
    assert sorted(hitting_sets([1 << 63, 0b11])) == [(1 << 63) | 1, (1 << 63) | 2]


def test_a_row_that_differs_from_each_negative_in_one_condition_has_one_implicant():
    positive = as_cubes([[1, 0, 1]], 3)
    negatives = as_cubes([[0, 0, 1], [1, 1, 1], [1, 0, 0]], 3)
    assert prime_implicants_avoiding(positive, negatives).tolist() == [[1, 0, 1]]


def test_implicants_are_listed_with_fewest_literals_first():
    positive = as_cubes([[1, 1, 1, 1, 1]], 5)
    negatives = as_cubes([[0, 0, 1, 1, 1], [0, 1, 0, 1, 1], [0, 1, 1, 0, 1], [0, 1, 1, 1, 0]], 5)
    found = prime_implicants_avoiding(positive, negatives).tolist()
    assert found == [[1, -1, -1, -1, -1], [-1, 1, 1, 1, 1]]


def test_without_negative_rows_the_one_implicant_is_free_everywhere():
    found = prime_implicants_avoiding(as_cubes([[1, 0], [0, 1]], 2), as_cubes([], 2))
    assert found.tolist() == [[-1, -1]]


def test_without_positive_rows_there_is_no_implicant():
    found = prime_implicants_avoiding(as_cubes([], 3), as_cubes([[1, 0, 1]], 3))
    assert found.shape == (0, 3)


def test_implicants_of_multi_value_rows_equal_a_plain_search():
    rng = random.Random(11)
    for _ in range(60):
        levels = tuple(rng.choice((2, 3, 4)) for _ in range(rng.randint(1, 4)))
        rows = [tuple(rng.randrange(level) for level in levels) for _ in range(8)]
        positives, negatives = set(rows[:3]), set(rows[3:]) - set(rows[:3])
        others = set(np.ndindex(levels)) - positives - negatives
        sides = (as_cubes(sorted(side), len(levels)) for side in (positives, negatives))
        found = prime_implicants_avoiding(*sides)
        assert set(plain(found)) == slice_implicants(levels, positives, others)


def test_sixty_four_conditions_are_solved():
    positive = as_cubes([[1] * 64], 64)
    negatives = as_cubes([[0] * 32 + [1] * 32, [1] * 32 + [0] * 32], 64)
    found = prime_implicants_avoiding(positive, negatives)
    assert len(found) == 32 * 32
    assert {tuple(half) for half in (found == 1).reshape(-1, 2, 32).sum(axis=2).tolist()} == {
        (1, 1)
    }


def test_sixty_five_conditions_are_refused_with_the_bound():
    with pytest.raises(LimitReached, match=r"65 conditions, at most 64\). Name fewer conditions"):
        prime_implicants_avoiding(as_cubes([[1] * 65], 65), as_cubes([[0] * 65], 65))


def test_too_many_hitting_sets_are_refused_with_their_number_and_what_to_do():
    edges = [0b11 << 2 * i for i in range(6)]
    with pytest.raises(LimitReached) as caught:
        hitting_sets(edges, most=31)
    assert str(caught.value) == (
        "the prime implicants cannot be listed (more than 31 for one row after 5 of 6 negative "
        "rows). Use fewer conditions, or a higher frequency cut-off."
    )
    assert len(hitting_sets(edges, most=64)) == 64


def test_the_bound_of_hitting_sets_is_two_million():
    assert module.MOST_IMPLICANTS == 2_000_000
