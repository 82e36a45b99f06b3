"""Truth-table rows: which row each case belongs to, and how sufficient each row is.

The membership of a case in a row is the minimum over its conditions. A case belongs to the one row
in which its membership is strictly above 0.5; at exactly 0.5 in some condition it belongs to none.
The fit of a row uses all cases. Where most of the 2^k rows are observed, all memberships are built
by *prefix doubling* in blocks of cases that stay in the cache; otherwise only the observed rows are.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from hanse.qca.cubes import Cubes
from hanse.qca.fit import Array

__all__ = ["RowFits", "corner_memberships", "observed_rows", "row_fits", "term_memberships"]

BLOCK = 256
MOST_DOUBLED = 4096


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
    return np.column_stack([1.0 - values, values])


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
    size = 1
    for corner in corners:
        size *= corner.shape[1]
    if size <= min(MOST_DOUBLED, 4 * max(len(rows), 1)):
        sums = _sums_by_doubling(corners, y, size)
        numbers = np.zeros(len(rows), dtype=np.int64)
        for j, corner in enumerate(corners):
            numbers = numbers * corner.shape[1] + rows[:, j]
        return RowFits(*(part[numbers] for part in sums))
    return RowFits(*_sums_by_row(corners, rows, y))


def _sums_by_doubling(corners: list[Array], y: Array, size: int) -> tuple[Array, Array, Array]:
    """Sum over all rows there could be, in blocks of cases."""
    total, shared, against = np.zeros(size), np.zeros(size), np.zeros(size)
    for start in range(0, len(y), BLOCK):
        part = slice(start, start + BLOCK)
        members = corners[0][part]
        for corner in corners[1:]:
            grown = np.minimum(members[:, :, None], corner[part][:, None, :])
            members = grown.reshape(len(members), -1)
        total += members.sum(axis=0)
        np.minimum(members, y[part, None], out=members)
        shared += members.sum(axis=0)
        np.minimum(members, 1.0 - y[part, None], out=members)
        against += members.sum(axis=0)
    return total, shared, against


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
