"""Truth-table rows: which row each case belongs to, and how sufficient each row is.

The membership of a case in a row is the minimum over its conditions. A case belongs to the one row
in which its membership is strictly above 0.5; at exactly 0.5 in some condition it belongs to none.
The fit of a row uses all cases.

Cases times rows are far too many memberships where both are many; the sums over cases are then made
without them. Say a case belongs to row r, and d_1 <= ... <= d_k are its memberships in the other
value of each condition, all at most 0.5. Its membership in a row that differs from r in some
conditions is the least d among these. So it is at least d_l in exactly the rows that agree with r
in the conditions of d_1 ... d_(l-1): in a *cube*. Each case adds the step d_l - d_(l-1) to that
cube, for each l, and at the end every cube hands its sum to its rows, condition by condition. This
costs n k and the number of cubes, 3^k, where the memberships cost n 2^k.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from hanse.qca.cubes import Cubes
from hanse.qca.fit import Array

__all__ = ["RowFits", "corner_memberships", "observed_rows", "row_fits", "term_memberships"]

BLOCK = 8192
MOST_CUBES = 5_000_000


@dataclass(frozen=True)
class RowFits:
    """Sums over cases for each row: its memberships, those shared with y, and with y and not-y."""

    total: Array
    shared: Array
    against: Array


def corner_memberships(values: Array, levels: int) -> Array:
    """Return the membership of each case in each value of one condition.

    Parameters
    ----------
    values : array of shape (n_cases,)
        Memberships, or the values of a multi-value condition.
    levels : int
        0 for a fuzzy or crisp condition.

    Returns
    -------
    array of shape (n_cases, max(levels, 2))
        For a fuzzy condition absent and present; for a multi-value one 0 or 1 for each value.

    Examples
    --------
    >>> corner_memberships(np.array([0.25]), 0), corner_memberships(np.array([2.0]), 3)
    (array([[0.75, 0.25]]), array([[0., 0., 1.]]))
    """
    if levels:
        inside: Array = (values[:, None] == np.arange(levels)[None, :]).astype(np.float64)
        return inside
    return np.stack([1.0 - values, values]).T


def observed_rows(corners: list[Array]) -> tuple[Cubes, list[NDArray[np.intp]], NDArray[np.intp]]:
    """Assign cases to rows.

    Parameters
    ----------
    corners : list of arrays of shape (n_cases, levels)
        The memberships of `corner_memberships`, one array for each condition.

    Returns
    -------
    rows : array of shape (n_rows, k)
        The rows with at least one case, in the order of their numbers.
    cases : list of arrays
        The cases of each row.
    nowhere : array
        The cases that belong to no row.

    Examples
    --------
    >>> observed_rows([np.array([[0.2, 0.8], [0.5, 0.5], [0.9, 0.1]])])
    (array([[0],
           [1]], dtype=int8), [array([2]), array([0])], array([1]))
    """
    values = np.column_stack([corner.argmax(axis=1) for corner in corners]).astype(np.int8)
    clear = np.all([corner.max(axis=1) > 0.5 for corner in corners], axis=0)
    members = np.flatnonzero(clear)
    if not len(members):
        return values[:0], [], np.flatnonzero(~clear)
    lines = np.ascontiguousarray(values[members])
    keys = lines.view(np.dtype((np.void, lines.shape[1]))).ravel()
    _, first, group = np.unique(keys, return_index=True, return_inverse=True)
    order = np.argsort(group, kind="stable")
    bounds = np.searchsorted(group[order], np.arange(len(first) + 1))
    cases = [members[order[a:b]] for a, b in pairwise(bounds)]
    return lines[first], cases, np.flatnonzero(~clear)


def row_fits(corners: list[Array], rows: Cubes, y: Array) -> RowFits:
    """Sum memberships over cases for each row.

    Parameters
    ----------
    corners : list of arrays of shape (n_cases, levels)
        Memberships in each value of each condition.
    rows : array of shape (n_rows, k)
        The rows wanted.
    y : array of shape (n_cases,)
        Memberships in the outcome.

    Returns
    -------
    RowFits
        Arrays of shape (n_rows,).
    """
    sizes = [corner.shape[1] for corner in corners]
    n_cubes = math.prod(size + 1 for size in sizes)
    if n_cubes <= min(MOST_CUBES, len(rows) * len(y)):
        numbers = np.ravel_multi_index(tuple(rows.T), sizes)
        return RowFits(*(part[numbers] for part in _sums_by_cube(corners, y, sizes)))
    return RowFits(*_sums_by_row(corners, rows, y))


def _sums_by_cube(corners: list[Array], y: Array, sizes: list[int]) -> tuple[Array, Array, Array]:
    """Sum over all rows there could be, the steps of each case first into cubes.

    A step is parted where it crosses min(y, 1 - y) and y, so that a difference of two sums is
    exactly 0 where no case makes it otherwise.
    """
    n_cubes = math.prod(size + 1 for size in sizes)
    sums = np.zeros((3, n_cubes))
    step = max(BLOCK, n_cubes // 16)
    for start in range(0, len(y), step):
        part = slice(start, start + step)
        heights, cubes = _steps([corner[part] for corner in corners], sizes)
        whole = y[part, None]
        half = np.minimum(whole, 1.0 - whole)
        against, gained = np.minimum(heights, half), np.clip(heights, half, whole)
        lost = np.maximum(heights, whole)
        for i, clipped in enumerate((against, gained, lost)):
            sums[i] += np.bincount(cubes, np.diff(clipped).ravel(), n_cubes)
    low, middle, high = (_handed_down(line, sizes) for line in sums)
    shared = low + middle
    return shared + high, shared, low


def _steps(corners: list[Array], sizes: list[int]) -> tuple[Array, NDArray[np.int64]]:
    """Return the heights of the steps of each case, from 0 up, and the cube of each step.

    A cube is numbered like a row whose conditions have one value more, the last being *free*. The
    last step leads from the largest d to the membership in the case's own row.
    """
    places = np.cumprod([1, *(size + 1 for size in sizes[:0:-1])])[::-1]
    other = np.column_stack([corner.min(axis=1) for corner in corners])
    fixing = np.column_stack([corner.argmax(axis=1) for corner in corners]) - np.array(sizes)
    order = other.argsort(axis=1, kind="stable")
    own = np.min([corner.max(axis=1) for corner in corners], axis=0)
    ranked = np.take_along_axis(other, order, axis=1)
    heights = np.column_stack([np.zeros(len(own)), ranked, own])
    cubes = np.full((len(own), len(sizes) + 1), int(places @ np.array(sizes)))
    cubes[:, 1:] += np.take_along_axis(fixing * places, order, axis=1).cumsum(axis=1)
    return heights, cubes.ravel()


def _handed_down(sums: Array, sizes: list[int]) -> Array:
    """Return the sum of each row: those of all cubes that it lies in."""
    for size in sizes:
        lines = sums.reshape(size + 1, -1)
        sums = (lines[:-1] + lines[-1]).T
    return sums.reshape(-1)


def _sums_by_row(corners: list[Array], rows: Cubes, y: Array) -> tuple[Array, Array, Array]:
    """Sum over the rows named, a few rows at a time."""
    step = max(1, 2_000_000 // max(len(y), 1))
    sums: list[list[Array]] = [[], [], []]
    for start in range(0, len(rows), step):
        members = term_memberships(corners, rows[start : start + step])
        sums[0].append(members.sum(axis=0))
        np.minimum(members, y[:, None], out=members)
        sums[1].append(members.sum(axis=0))
        np.minimum(members, 1.0 - y[:, None], out=members)
        sums[2].append(members.sum(axis=0))
    total, shared, against = (np.concatenate([*part, np.empty(0)]) for part in sums)
    return total, shared, against


def term_memberships(corners: list[Array], cubes: Cubes) -> Array:
    """Return the membership of each case in each cube: the minimum over its literals.

    Returns
    -------
    array of shape (n_cases, n_cubes)
        1 for a cube without literals.

    Examples
    --------
    >>> corners = [np.array([[0.2, 0.8]]), np.array([[0.7, 0.3]])]
    >>> term_memberships(corners, np.array([[1, 0], [1, -1], [-1, -1]], np.int8))
    array([[0.7, 0.8, 1. ]])
    """
    n = len(corners[0]) if corners else 0
    members = np.ones((n, len(cubes)))
    for j, corner in enumerate(corners):
        column = cubes[:, j]
        fixed = np.flatnonzero(column >= 0)
        members[:, fixed] = np.minimum(members[:, fixed], corner[:, column[fixed]])
    return members
