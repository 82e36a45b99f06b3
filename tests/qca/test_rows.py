"""Cases in rows, and the fit of rows by each way of summing, against loops over cases."""

import random

import numpy as np
import pytest
from tests.oracles import truth_table as oracle

from hanse.qca import rows as module
from hanse.qca.cubes import as_cubes
from hanse.qca.fit import ratio
from hanse.qca.rows import (
    corner_memberships,
    observed_rows,
    row_fits,
    term_memberships,
)


def drawn_cases(rng, n, level_choices=(0,)):
    """Return levels, and memberships with some of exactly 0, 0.5 and 1."""
    levels = [rng.choice(level_choices) for _ in range(rng.randint(1, 4))]
    steps = rng.choice([2, 4, 10, 100])
    values = [
        [rng.randrange(v) if v else rng.randint(0, steps) / steps for v in levels] for _ in range(n)
    ]
    y = np.array([rng.randint(0, steps) / steps for _ in range(n)])
    columns = np.array(values, dtype=float).T
    corners = [corner_memberships(c, v) for c, v in zip(columns, levels, strict=True)]
    return tuple(v or 2 for v in levels), values, corners, y


def assert_fits(fits, rows, theirs):
    """Compare sums over cases, as consistency and PRI, with the oracle's rows."""
    for i, row in enumerate(rows):
        total, shared, against = fits.total[i], fits.shared[i], fits.against[i]
        expected = theirs[tuple(row)]
        assert ratio(shared, total) == pytest.approx(expected.consistency, abs=1e-12, nan_ok=True)
        if abs(total - against) > 1e-9:
            pri = ratio(shared - against, total - against)
            assert pri == pytest.approx(expected.pri, abs=1e-9)


@pytest.mark.parametrize("level_choices", [(0,), (0, 3), (3, 4)])
@pytest.mark.parametrize(
    ("most", "block"),
    [(0, module.BLOCK), (module.MOST_CUBES, module.BLOCK), (module.MOST_CUBES, 7)],
)
def test_fits_of_all_rows_equal_loops_over_cases(level_choices, most, block, monkeypatch):
    monkeypatch.setattr(module, "MOST_CUBES", most)
    monkeypatch.setattr(module, "BLOCK", block)
    rng = random.Random(2)
    for _ in range(60):
        levels, values, corners, y = drawn_cases(rng, rng.randint(1, 400), level_choices)
        rows = as_cubes(list(np.ndindex(levels)), len(levels))
        theirs = oracle.truth_table(values[:60], y[:60], levels)
        part = [corner[:60] for corner in corners]
        assert_fits(row_fits(part, rows, y[:60]), rows.tolist(), theirs)


def test_both_ways_of_summing_agree_on_many_cases(monkeypatch):
    rng = np.random.default_rng(3)
    values = rng.integers(0, 101, (5000, 5)) / 100
    y = rng.integers(0, 101, 5000) / 100
    corners = [corner_memberships(column, 0) for column in values.T]
    rows = as_cubes(list(np.ndindex((2,) * 5)), 5)
    found = []
    for most in (0, module.MOST_CUBES):
        monkeypatch.setattr(module, "MOST_CUBES", most)
        found.append(row_fits(corners, rows, y))
    for name in ("total", "shared", "against"):
        assert getattr(found[0], name) == pytest.approx(getattr(found[1], name), rel=1e-12)


@pytest.mark.parametrize("most", [0, module.MOST_CUBES])
def test_a_row_that_no_case_has_a_part_in_sums_to_exactly_nothing(most, monkeypatch):
    monkeypatch.setattr(module, "MOST_CUBES", most)
    corners = [corner_memberships(np.array([1.0, 1.0, 0.3]), 0) for _ in range(2)]
    fits = row_fits(corners, as_cubes([[0, 0], [1, 1]], 2), np.array([0.1, 0.7, 0.0]))
    assert fits.total.tolist()[0] == pytest.approx(0.7)
    crisp = [corner_memberships(np.array([1.0, 1.0, 0.0]), 0) for _ in range(2)]
    fits = row_fits(crisp, as_cubes([[0, 1]], 2), np.array([0.1, 0.7, 0.4]))
    assert (fits.total[0], fits.shared[0], fits.against[0]) == (0, 0, 0)


@pytest.mark.parametrize("most", [0, module.MOST_CUBES])
def test_a_row_inside_the_outcome_shares_exactly_all_of_itself(most, monkeypatch):
    monkeypatch.setattr(module, "MOST_CUBES", most)
    rng = np.random.default_rng(5)
    values = rng.integers(0, 101, (300, 3)) / 100
    corners = [corner_memberships(column, 0) for column in values.T]
    rows = as_cubes([[1, 1, 1]], 3)
    y = np.maximum(values.min(axis=1), rng.integers(0, 101, 300) / 100)
    fits = row_fits(corners, rows, y)
    assert fits.total[0] == fits.shared[0]


def test_a_case_belongs_to_the_row_in_which_it_is_above_one_half():
    rng = random.Random(4)
    for _ in range(150):
        levels, values, corners, _ = drawn_cases(rng, rng.randint(1, 12), (0, 0, 3))
        rows, members, nowhere = observed_rows(corners)
        home = [oracle.row_of_case(case, levels) for case in values]
        found = {
            int(case): tuple(row)
            for row, cases in zip(rows.tolist(), members, strict=True)
            for case in cases
        }
        assert found == {i: row for i, row in enumerate(home) if row is not None}
        assert nowhere.tolist() == [i for i, row in enumerate(home) if row is None]
        assert rows.tolist() == sorted(rows.tolist())


def test_a_case_at_exactly_one_half_belongs_to_no_row():
    corners = [
        corner_memberships(np.array([0.5, 0.51, 0.49]), 0),
        corner_memberships(np.ones(3), 0),
    ]
    rows, cases, nowhere = observed_rows(corners)
    assert (rows.tolist(), [c.tolist() for c in cases]) == ([[0, 1], [1, 1]], [[2], [1]])
    assert nowhere.tolist() == [0]


def test_cases_that_are_all_undecided_make_no_row():
    rows, cases, nowhere = observed_rows([corner_memberships(np.array([0.5, 0.5]), 0)])
    assert (rows.shape, cases, nowhere.tolist()) == ((0, 1), [], [0, 1])


def test_the_membership_in_a_term_is_its_least_literal():
    rng = random.Random(6)
    for _ in range(60):
        levels, values, corners, _ = drawn_cases(rng, 5, (0, 3))
        cubes = [tuple(rng.choice([None, *range(v)]) for v in levels) for _ in range(4)]
        listed = [[-1 if v is None else v for v in cube] for cube in cubes]
        found = term_memberships(corners, as_cubes(listed, len(levels)))
        for i, case in enumerate(values):
            theirs = [oracle.term_membership(case, cube, levels) for cube in cubes]
            assert found[i] == pytest.approx(theirs, abs=1e-15)
