"""The lists of the best: who stands on them, and how evenly the places are spread."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hanse.partners.search.choices import Newcomers
from hanse.partners.search.profiles import Profiles

__all__ = ["best", "gini", "novelty", "ordering", "spread_lists"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
_GROUPS = 64
_DIGITS = 12  # scores that differ by less are one score: both were summed in another order


def ordering(scores: Floats) -> Floats:
    """Return scores as they are compared: to twelve digits after the point."""
    return np.round(scores, _DIGITS)


def best(scores: Floats, most: int) -> tuple[Whole, Whole]:
    """Return row and column of the best cells above 0 of each row, the best first.

    Of equal ones those further left come first.

    Parameters
    ----------
    scores : ndarray of float64, shape (b, m)
        As `ordering` returns them; 0 or NaN is never taken.
    most : int
        How many of each row at most.
    """
    scores = np.nan_to_num(scores, nan=0.0)
    n = scores.shape[1]
    if n > most:
        least = np.partition(scores, n - most, axis=1)[:, n - most, None]
        kept = scores > least
        equal = scores == least
        free = most - kept.sum(axis=1, keepdims=True)
        kept |= equal & (np.cumsum(equal, axis=1, dtype=np.int32) <= free)
        kept &= scores > 0
    else:
        kept = scores > 0
    rows, columns = np.nonzero(kept)
    order = np.lexsort((columns, -scores[rows, columns], rows))
    return rows[order], columns[order]


def novelty(profiles: Profiles, newcomers: Newcomers) -> Floats:
    """Return how new each profile is, 0 to 1; see `Newcomers`."""
    age = (profiles.as_of - profiles.since) / newcomers.days
    by_age = np.where(profiles.since > 0, 1 - age, 0.0)
    by_meetings = np.nan_to_num(1 - profiles.meetings / newcomers.meetings, nan=0.0)
    return np.clip(np.maximum(by_age, by_meetings), 0.0, 1.0)


def spread_lists(
    rows: Whole, columns: Whole, scores: Floats, turns: Whole, *, most: int, load: float
) -> npt.NDArray[np.bool_]:
    r"""Choose at most ``most`` of the entries of each row so that no column takes all.

    Rows choose one entry at a time, in their turn and in the next round the other way round. Each
    takes the best that it has left, by the score over :math:`1 + \ell \max(c - f, 0) / f` with c
    the rows that have the column by now and the fair share f = places over columns. Where there
    are more than 64 rows they choose in 64 groups.

    Parameters
    ----------
    rows, columns, scores : ndarray, shape (k,)
        Entries as `best` orders them, scores above 0.
    turns : ndarray of int64, shape (k,)
        Turn of the row of each entry; the lowest chooses first.
    most : int
        Places of each row.
    load : float
        ℓ, from 0.

    Returns
    -------
    ndarray of bool, shape (k,)
        Which entries are chosen.
    """
    chosen = np.zeros(len(rows), dtype=bool)
    if not len(rows):
        return chosen
    _, starts, inverse = np.unique(rows, return_index=True, return_inverse=True)
    place = np.arange(len(rows)) - starts[inverse]
    shape = len(starts), int(place.max()) + 1
    grid, entry = np.zeros(shape), np.zeros(shape, dtype=np.int64)
    grid[inverse, place], entry[inverse, place] = scores, np.arange(len(rows))
    names, column = np.unique(columns, return_inverse=True)
    taken = np.zeros(len(names))
    n_places = min(most, shape[1])
    fair = n_places * shape[0] / len(names)
    groups = np.array_split(np.argsort(turns[starts], kind="stable"), min(shape[0], _GROUPS))
    for turn in range(n_places):
        for group in groups if turn % 2 == 0 else groups[::-1]:
            held = 1 + load * np.maximum(taken[column[entry[group]]] - fair, 0.0) / fair
            at = np.argmax(ordering(grid[group] / held), axis=1)
            some = grid[group, at] > 0
            own, picked = group[some], at[some]
            chosen[entry[own, picked]] = True
            grid[own, picked] = 0.0
            taken += np.bincount(column[entry[own, picked]], minlength=len(names))
    return chosen


def gini(counts: npt.NDArray[np.floating] | Whole) -> float:
    r"""Return how unevenly places are spread: 0 for evenly, towards 1 where one takes all.

    .. math:: G = \sum_k (2k - n - 1)\, x_k \Big/ n \sum_k x_k

    with the counts in ascending order, those of 0 among them. NaN where there is no place.

    Examples
    --------
    >>> gini(np.array([1, 1, 1])), gini(np.array([0, 0, 3]))
    (0.0, 0.6666666666666666)
    """
    n, total = len(counts), float(np.sum(counts))
    if not total:
        return float("nan")
    ranks = 2.0 * np.arange(1, n + 1) - n - 1
    return float(ranks @ np.sort(counts) / (n * total))
