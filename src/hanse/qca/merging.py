"""Prime implicants when only the listed rows and cubes may be covered.

Rows are merged level by level as Quine and McCluskey do: cubes that agree in all but one condition,
and there take every value it has, become one cube without that condition. Counterfactuals arrive as
cubes and stay cubes: they are added to the closed set of prime implicants by *iterated consensus*
(Quine 1955; Brown 2003, *Boolean Reasoning*, ch. 3), here over sets of values so that multi-value
conditions go the same way. Nothing is listed row by row, so the cost does not depend on 2^k.
"""

from __future__ import annotations

from itertools import product as combinations_of

import numpy as np
from numpy.typing import NDArray

from hanse.errors import LimitReached
from hanse.qca.consensus import (
    MOST_BINARY,
    close_under_consensus,
    from_words,
    to_words,
)
from hanse.qca.cubes import FREE, Cubes, covers, distinct

__all__ = ["MOST_CUBES", "merge_rows", "merge_sets_of_values", "merge_with_cubes"]

MOST_CUBES = 1_000_000
Sets = NDArray[np.bool_]


def merge_rows(rows: Cubes, levels: tuple[int, ...], *, most: int = MOST_CUBES) -> Cubes:
    """Return all prime implicants of a set of rows, nothing else being allowed.

    Parameters
    ----------
    rows : array of shape (n_rows, k)
        The rows.
    levels : tuple of int
        Number of values of each condition, at least 2.
    most : int
        Bound on the number of cubes of one level.

    Returns
    -------
    array of shape (n_implicants, k)
        Every largest cube that consists of the rows alone.

    Raises
    ------
    LimitReached
        If a level has more than ``most`` cubes.

    Examples
    --------
    >>> merge_rows(np.array([[1, 1], [1, 0], [0, 0]], np.int8), (2, 2)).tolist()
    [[1, -1], [-1, 0]]
    """
    current: Cubes = np.unique(rows, axis=0) if len(rows) else rows
    primes = []
    while len(current):
        used = np.zeros(len(current), dtype=bool)
        merged = []
        for j, level in enumerate(levels):
            members, larger = _merge_along(current, j, level)
            used[members] = True
            merged.append(larger)
        primes.append(current[~used])
        current = np.unique(np.concatenate(merged), axis=0)
        if len(current) > most:
            raise LimitReached(
                "the rows cannot be merged",
                size=f"more than {most:,} cubes of one size",
                knob="Use fewer conditions.",
            )
    return distinct(np.concatenate(primes)) if primes else rows


def _merge_along(cubes: Cubes, j: int, level: int) -> tuple[NDArray[np.intp], Cubes]:
    """Return the cubes that merge along one condition, and what they become."""
    fixed = np.flatnonzero(cubes[:, j] != FREE)
    if not len(fixed):
        return fixed, cubes[:0]
    freed = cubes[fixed].copy()
    freed[:, j] = FREE
    larger, group, count = np.unique(freed, axis=0, return_inverse=True, return_counts=True)
    complete = count == level
    return fixed[complete[group.ravel()]], larger[complete]


def merge_with_cubes(
    primes: Cubes, more: Cubes, levels: tuple[int, ...], *, most: int = 20_000
) -> Cubes:
    """Return all prime implicants after more cubes have become allowed.

    Parameters
    ----------
    primes : array of shape (n, k)
        All prime implicants of what was allowed before.
    more : array of shape (m, k)
        Cubes that are allowed now.
    levels : tuple of int
        Number of values of each condition.
    most : int
        Bound on the number of cubes held.

    Returns
    -------
    array of shape (n_implicants, k)
        All prime implicants of the union.

    Raises
    ------
    LimitReached
        If more than ``most`` cubes are needed.

    Examples
    --------
    >>> merge_with_cubes(np.array([[1, 1]], np.int8), np.array([[0, 1]], np.int8), (2, 2)).tolist()
    [[-1, 1]]
    """
    if len(levels) <= MOST_BINARY and max(levels) == 2:
        words = close_under_consensus(to_words(primes), to_words(more), len(levels), most=most)
        if words is None:
            raise _too_many(most)
        return distinct(from_words(words, len(levels)))
    return merge_sets_of_values(primes, more, levels, most=most)


def merge_sets_of_values(
    primes: Cubes, more: Cubes, levels: tuple[int, ...], *, most: int = 20_000
) -> Cubes:
    """Do what `merge_with_cubes` does for any number of values, one column for each value.

    Parameters, returns and errors are those of `merge_with_cubes`.
    """
    offsets = np.concatenate([[0], np.cumsum(levels)])
    closed = _as_sets(primes, offsets)
    waiting = list(_as_sets(more, offsets))
    while waiting:
        new = waiting.pop()
        if len(closed) and np.any(np.all(closed | ~new, axis=1)):
            continue
        closed = closed[~np.all(new | ~closed, axis=1)] if len(closed) else closed
        waiting.extend(_consensus(new, closed, offsets))
        closed = np.concatenate([closed, new[None, :]])
        if len(closed) > most:
            raise _too_many(most)
    return _largest(_as_values(closed, offsets))


def _too_many(most: int) -> LimitReached:
    """Return the error for more cubes than are held."""
    return LimitReached(
        "the easy counterfactuals cannot be merged exactly",
        size=f"more than {most:,} cubes",
        knob="Use fewer conditions or fewer directional expectations.",
    )


def _as_sets(cubes: Cubes, offsets: NDArray[np.int64]) -> Sets:
    """Return cubes as sets of allowed values, one column for each value of each condition."""
    made = np.empty((len(cubes), int(offsets[-1])), dtype=bool)
    for j in range(cubes.shape[1]):
        values = np.arange(offsets[j + 1] - offsets[j])
        column = cubes[:, j][:, None]
        made[:, offsets[j] : offsets[j + 1]] = (column == FREE) | (column == values)
    return made


def _consensus(new: NDArray[np.bool_], closed: Sets, offsets: NDArray[np.int64]) -> list[Sets]:
    """Return the cubes that bridge the new cube and each other one along one condition."""
    if not len(closed):
        return []
    shared = closed & new
    empty = ~np.logical_or.reduceat(shared, offsets[:-1], axis=1)
    distance = empty.sum(axis=1)
    bridges = []
    for j in range(len(offsets) - 1):
        part = slice(int(offsets[j]), int(offsets[j + 1]))
        wide = part.stop - part.start > 2
        near = (distance == 1) & empty[:, j]
        if wide:
            near |= distance == 0
        if not near.any():
            continue
        made = shared[near]
        made[:, part] = closed[near][:, part] | new[part]
        bridges.extend(made)
    return bridges


def _as_values(sets: Sets, offsets: NDArray[np.int64]) -> Cubes:
    """Return the cubes with one value or none in each condition that lie in the sets of values."""
    cubes: list[tuple[int, ...]] = []
    for line in sets:
        choices = []
        for j in range(len(offsets) - 1):
            part = line[offsets[j] : offsets[j + 1]]
            choices.append([FREE] if part.all() else np.flatnonzero(part).tolist())
        cubes.extend(combinations_of(*choices))
    return np.array(cubes, dtype=np.int8).reshape(-1, len(offsets) - 1)


def _largest(cubes: Cubes) -> Cubes:
    """Return the cubes that lie in no other one."""
    once = distinct(cubes)
    inside = covers(once, once)
    np.fill_diagonal(inside, False)
    return once[~inside.any(axis=0)]
