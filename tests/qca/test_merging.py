"""Merging rows, and adding cubes that have become allowed, against a plain search."""

import random

import numpy as np
import pytest
from tests.qca.oracle_comparison import plain
from tests.qca.plain_search import slice_implicants, slice_of

from hanse.errors import LimitReached
from hanse.qca.consensus import MOST_BINARY, from_words, to_words
from hanse.qca.cubes import as_cubes
from hanse.qca.merging import merge_rows, merge_sets_of_values, merge_with_cubes


def drawn(rng, level_choices, most):
    """Return levels, some rows, and some cubes."""
    levels = tuple(rng.choice(level_choices) for _ in range(rng.randint(1, most)))
    rows = {tuple(rng.randrange(v) for v in levels) for _ in range(rng.randint(0, 9))}
    cubes = [
        tuple(rng.randrange(v) if rng.random() < 0.6 else -1 for v in levels)
        for _ in range(rng.randint(0, 4))
    ]
    return levels, rows, cubes


def rows_of_cubes(cubes, levels):
    """Return every row that lies in one of the cubes."""
    inside = np.zeros(levels, dtype=bool)
    for cube in cubes:
        inside[slice_of(tuple(None if v == -1 else v for v in cube))] = True
    return set(map(tuple, np.argwhere(inside).tolist()))


def search(levels, rows):
    return slice_implicants(levels, rows, set())


@pytest.mark.parametrize(("level_choices", "most"), [((2,), 5), ((2, 3), 4), ((3, 4), 3)])
def test_merged_rows_are_all_prime_implicants_of_the_rows(level_choices, most):
    rng = random.Random(3)
    for _ in range(120):
        levels, rows, _ = drawn(rng, level_choices, most)
        found = merge_rows(as_cubes(sorted(rows), len(levels)), levels)
        assert len(set(plain(found))) == len(found)
        assert set(plain(found)) == search(levels, rows)


@pytest.mark.parametrize(("level_choices", "most"), [((2,), 5), ((2, 3), 4), ((3, 4), 3)])
def test_added_cubes_give_all_prime_implicants_of_the_union(level_choices, most):
    rng = random.Random(5)
    for _ in range(120):
        levels, rows, cubes = drawn(rng, level_choices, most)
        k = len(levels)
        merged = merge_rows(as_cubes(sorted(rows), k), levels)
        theirs = search(levels, rows | rows_of_cubes(cubes, levels))
        for merge in (merge_with_cubes, merge_sets_of_values):
            found = merge(merged, as_cubes(cubes, k), levels)
            assert len(set(plain(found))) == len(found)
            assert set(plain(found)) == theirs


def test_three_values_merge_only_together():
    two = as_cubes([[0, 1], [1, 1]], 2)
    assert merge_rows(two, (3, 2)).tolist() == [[1, 1], [0, 1]]
    assert merge_with_cubes(two, as_cubes([[2, 1]], 2), (3, 2)).tolist() == [[-1, 1]]


def test_nothing_merges_into_nothing():
    none = as_cubes([], 3)
    assert merge_rows(none, (2, 2, 2)).shape == (0, 3)
    assert merge_with_cubes(none, none, (2, 2, 2)).shape == (0, 3)
    assert merge_sets_of_values(none, none, (2, 3, 2)).shape == (0, 3)


def test_more_conditions_than_fit_a_word_go_the_other_way():
    k = MOST_BINARY + 1
    row = as_cubes([[1] * k], k)
    twin = row.copy()
    twin[0, 4] = 0
    found = merge_with_cubes(row, twin, (2,) * k)
    assert found.tolist() == [[1] * 4 + [-1] + [1] * (k - 5)]


@pytest.mark.parametrize("k", [1, 7, MOST_BINARY])
def test_words_give_the_cubes_back(k):
    cubes = np.random.default_rng(k).integers(-1, 2, (50, k)).astype(np.int8)
    assert np.array_equal(from_words(to_words(cubes), k), cubes)


def test_a_large_counterfactual_stays_one_cube_at_thirty_two_conditions():
    row = as_cubes([[1] * 32], 32)
    wide = as_cubes([[1] + [-1] * 31], 32)
    assert merge_with_cubes(row, wide, (2,) * 32).tolist() == wide.tolist()


def test_too_many_merged_cubes_are_refused():
    rows = as_cubes(list(np.ndindex((2,) * 4)), 4)
    with pytest.raises(
        LimitReached, match=r"the rows cannot be merged \(more than 20 cubes of one"
    ):
        merge_rows(rows, (2,) * 4, most=20)


@pytest.mark.parametrize("merge", [merge_with_cubes, merge_sets_of_values])
def test_too_many_added_cubes_are_refused_with_what_to_do(merge):
    cubes = as_cubes(1 - 2 * np.eye(5, dtype=np.int8), 5)
    with pytest.raises(LimitReached) as caught:
        merge(as_cubes([], 5), cubes, (2,) * 5, most=3)
    assert str(caught.value) == (
        "the easy counterfactuals cannot be merged exactly (more than 3 cubes). Use fewer "
        "conditions or fewer directional expectations."
    )
