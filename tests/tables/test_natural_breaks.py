"""Natural breaks against all cuts there are."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanse.tables.natural_breaks import equal_groups, natural_breaks


def squares(pieces):
    return sum(sum((one - sum(piece) / len(piece)) ** 2 for one in piece) for piece in pieces)


def least_squares(values, n):
    """Return the least sum of squares over all cuts that part no equal values."""
    different = sorted(set(values))
    found = []
    for cuts in itertools.combinations(range(1, len(different)), n - 1):
        ends = [0, *cuts, len(different)]
        classes = [set(different[a:b]) for a, b in itertools.pairwise(ends)]
        found.append(squares([[x for x in values if x in one] for one in classes]))
    return min(found)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(-9, 9), min_size=1, max_size=9), st.integers(1, 4))
def test_no_other_cut_has_smaller_squares(values, n):
    values = sorted(float(one) for one in values)
    n = min(n, len(set(values)))
    made = natural_breaks(np.array(values), equal_groups(np.array(values)), n).tolist()
    assert sorted(set(made)) == list(range(n))
    assert made == sorted(made)
    pieces = [[x for x, k in zip(values, made, strict=True) if k == one] for one in range(n)]
    assert squares(pieces) == pytest.approx(least_squares(values, n), abs=1e-9)
    for x, y in itertools.pairwise(range(len(values))):
        assert values[x] != values[y] or made[x] == made[y]


def test_values_that_differ_by_a_tie_are_one_group():
    assert equal_groups(np.array([1.0, 1.1, 3.0]), tie=0.2).tolist() == [0, 0, 1]
    assert equal_groups(np.zeros(0)).tolist() == []


def test_one_class_holds_all_and_as_many_classes_as_values_part_all():
    values = np.array([1.0, 4.0, 9.0])
    groups = equal_groups(values)
    assert natural_breaks(values, groups, 1).tolist() == [0, 0, 0]
    assert natural_breaks(values, groups, 3).tolist() == [0, 1, 2]
