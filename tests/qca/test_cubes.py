"""Cubes: covering, order, numbers, words."""

import random

import numpy as np
from tests.oracles import minimiser as oracle
from tests.oracles.r_records import row_number as oracle_number

from hanse.qca.cubes import (
    as_cubes,
    covers,
    distinct,
    is_within,
    literals_of,
    row_number,
    row_patterns,
    sort_key,
)
from hanse.qca.expression import product

LEVELS = (2, 3, 2)


def test_a_cube_covers_the_rows_that_the_oracle_says():
    rows, cubes = oracle.all_rows(LEVELS), oracle.all_cubes(LEVELS)
    listed = as_cubes([[-1 if v is None else v for v in cube] for cube in cubes], 3)
    inside = covers(listed, as_cubes(rows, 3))
    patterns = row_patterns(listed, as_cubes(rows, 3))
    for i, cube in enumerate(cubes):
        assert inside[i].tolist() == [oracle.covers(cube, row) for row in rows]
        assert patterns[i] == sum(1 << r for r in range(len(rows)) if inside[i, r])


def test_a_cube_lies_within_the_cubes_that_the_oracle_says():
    cubes = oracle.all_cubes(LEVELS)
    listed = as_cubes([[-1 if v is None else v for v in cube] for cube in cubes], 3)
    for i, small in enumerate(cubes):
        found = [is_within(listed[i], large) for large in listed]
        assert found == [oracle.is_inside(small, large) for large in cubes]
        assert covers(listed, listed[i : i + 1])[:, 0].tolist() == found


def test_more_rows_than_a_machine_word_has_bits_make_one_integer():
    rows = as_cubes([[i % 2] for i in range(150)], 1)
    (pattern,) = row_patterns(as_cubes([[1]], 1), rows)
    assert pattern == sum(1 << i for i in range(1, 150, 2))


def test_rows_are_numbered_with_the_first_condition_most_significant():
    numbers = [row_number(row, LEVELS) for row in oracle.all_rows(LEVELS)]
    assert numbers == list(range(1, 13))
    assert numbers == [oracle_number(row, LEVELS) for row in oracle.all_rows(LEVELS)]


def test_the_number_of_a_row_of_seventy_conditions_is_exact():
    assert row_number([1] * 70, [2] * 70) == 2**70


def test_cubes_are_listed_once_with_fewest_literals_first():
    given = as_cubes([[1, 1, -1], [0, -1, -1], [1, -1, -1], [1, 1, -1], [-1, -1, -1]], 3)
    assert distinct(given).tolist() == [[-1, -1, -1], [1, -1, -1], [0, -1, -1], [1, 1, -1]]


def test_the_order_does_not_depend_on_the_order_given():
    rng = random.Random(1)
    cubes = [[rng.randint(-1, 1) for _ in range(4)] for _ in range(30)]
    once = distinct(as_cubes(cubes, 4))
    rng.shuffle(cubes)
    assert np.array_equal(distinct(as_cubes(cubes, 4)), once)
    keys = [sort_key(cube) for cube in once]
    assert keys == sorted(keys)


def test_literals_carry_brackets_only_in_multi_value_conditions():
    cube = np.array([0, 2, -1], np.int8)
    assert product(literals_of(cube, ["A", "M", "B"], [0, 3, 0])) == "~A*M[2]"
    assert product(literals_of(cube, ["A", "M", "B"], [2, 3, 0])) == "A[0]*M[2]"


def test_no_rows_keep_their_width():
    assert as_cubes([], 4).shape == (0, 4)
    assert distinct(as_cubes([], 4)).shape == (0, 4)
    assert row_patterns(as_cubes([], 4), as_cubes([], 4)) == []
