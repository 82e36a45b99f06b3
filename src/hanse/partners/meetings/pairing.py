"""The best meetings of one slot: an assignment, with as many as there are tables."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

__all__ = ["best_across", "best_within"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


def best_across(worth: Floats, tables: int) -> tuple[Whole, Whole]:
    """Return the pairs between two sides with the greatest total worth.

    Parameters
    ----------
    worth : ndarray of float64, shape (n, m)
        Of each pair; 0 where they cannot meet.
    tables : int
        The most pairs.

    Returns
    -------
    rows, columns : ndarray of int64
        The pairs with a worth above 0. The answer is exact: with fewer tables than pairs, places
        to stay out are added so that exactly that many pairs remain.

    Examples
    --------
    >>> rows, columns = best_across(np.array([[3.0, 2.0], [2.0, 0.0]]), 2)
    >>> rows.tolist(), columns.tolist()
    ([0, 1], [1, 0])
    >>> rows, columns = best_across(np.array([[3.0, 2.0], [2.0, 0.0]]), 1)
    >>> rows.tolist(), columns.tolist()
    ([0], [0])
    """
    from scipy.optimize import linear_sum_assignment

    rows = np.flatnonzero(worth.any(axis=1))
    columns = np.flatnonzero(worth.any(axis=0))
    kept = worth[np.ix_(rows, columns)]
    i, j = linear_sum_assignment(kept, maximize=True)
    real = kept[i, j] > 0
    if int(real.sum()) > tables:
        n, m = kept.shape
        wide = np.zeros((n + m - tables, n + m - tables))
        wide[:n, :m] = kept
        wide[n:, m:] = -(float(kept.sum()) + 1.0)
        i, j = linear_sum_assignment(wide, maximize=True)
        inside = (i < n) & (j < m)
        i, j = i[inside], j[inside]
        real = kept[i, j] > 0
    return rows[i[real]], columns[j[real]]


def best_within(worth: Floats, tables: int) -> tuple[Whole, Whole]:
    """Return good pairs among participants of one kind.

    An assignment of everyone to another is best as a whole and falls into cycles; of each the best
    pairs are kept, which loses at most one pair where a cycle is odd.

    Parameters
    ----------
    worth : ndarray of float64, shape (n, n)
        Of each pair, symmetric; 0 where they cannot meet.
    tables : int
        The most pairs; a price on each pair is raised until they suffice.

    Returns
    -------
    one, other : ndarray of int64
        The pairs.
    """
    pairs = _of_cycles(worth)
    low, high = 0.0, float(worth.max(initial=0.0))
    best = _heaviest(pairs, worth, tables)
    if len(pairs) > tables:
        for _ in range(8):
            price = (low + high) / 2
            pairs = _of_cycles(np.maximum(worth - price, 0.0))
            low, high = (price, high) if len(pairs) > tables else (low, price)
            kept = _heaviest(pairs, worth, tables)
            best = max(best, kept, key=lambda found: sum(worth[i, j] for i, j in found))
    made = np.array(best, dtype=np.int64).reshape(-1, 2)
    return made[:, 0], made[:, 1]


def _heaviest(pairs: list[tuple[int, int]], worth: Floats, tables: int) -> list[tuple[int, int]]:
    """Return the pairs of greatest worth, as many as there are tables."""
    return sorted(pairs, key=lambda pair: (-worth[pair], pair))[:tables]


def _of_cycles(worth: Floats) -> list[tuple[int, int]]:
    """Return the best pairs of the cycles of an assignment of everyone to another."""
    from scipy.optimize import linear_sum_assignment

    follow = linear_sum_assignment(worth, maximize=True)[1]
    seen = np.zeros(len(worth), dtype=bool)
    found = []
    for begin in range(len(worth)):
        walk = []
        node = begin
        while not seen[node]:
            seen[node] = True
            walk.append(node)
            node = int(follow[node])
        if len(walk) > 1:
            found += _of_cycle(walk, worth)
    return found


def _of_cycle(walk: list[int], worth: Floats) -> list[tuple[int, int]]:
    """Return the best pairs of neighbours of a cycle: its last step is left out, or its first."""
    open_walk = _of_path(walk, worth)
    turned = _of_path([*walk[1:], walk[0]], worth) if len(walk) > 2 else []
    total = [sum(worth[i, j] for i, j in one) for one in (open_walk, turned)]
    return open_walk if total[0] >= total[1] else turned


def _of_path(walk: list[int], worth: Floats) -> list[tuple[int, int]]:
    """Return the best pairs of neighbours of a path."""
    best: list[tuple[float, list[tuple[int, int]]]] = [(0.0, []), (0.0, [])]
    for i, j in pairwise(walk):
        w = float(worth[i, j])
        with_it = (best[-2][0] + w, [*best[-2][1], (i, j)])
        best.append(with_it if w > 0 and with_it[0] > best[-1][0] else best[-1])
    return best[-1][1]
