r"""How far a market's rank moves when the weights move by half.

Every weight is multiplied by 0.5, 1 and 1.5, in all combinations. Whether one market is nearer than
another for *every* weight between half and one and a half, not only for these, is decided exactly
where both have the same parts: the difference of their distances has the sign of
:math:`\sum_d w_d \delta_d`, which is linear in the weights, so that its ends are

.. math:: \sum_d w_d \delta_d \pm \tfrac{1}{2} \sum_d w_d |\delta_d|.
"""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt

from hanse.errors import LimitReached

__all__ = ["FACTORS", "TIE", "rank_ranges", "ranks", "surely"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FACTORS = (0.5, 1.0, 1.5)
"""What weights are multiplied with."""

TIE = 1e-9
"""Distances that differ by no more are equal: in units of the index, standard deviations."""

_CELLS = 2_000_000  # of a block of combinations × markets


def ranks(distances: Floats) -> Ints:
    """Return the rank of each distance along the last axis: 1 + how many are nearer.

    Parameters
    ----------
    distances : ndarray of float64, shape (..., m)
        NaN has rank 0.

    Returns
    -------
    ndarray of int64, shape (..., m)
        Equal distances (see `TIE`) have the same rank.

    Examples
    --------
    >>> ranks(np.array([0.5, 0.1, 0.5, np.nan, 0.9])).tolist()
    [2, 1, 2, 0, 4]
    """
    order = np.argsort(distances, axis=-1, kind="stable")
    sorted_up = np.take_along_axis(distances, order, axis=-1)
    steps = np.diff(sorted_up, axis=-1) > TIE
    first = np.ones((*distances.shape[:-1], min(1, distances.shape[-1])), dtype=bool)
    begins = np.concatenate([first, steps], axis=-1)
    places = np.where(begins, np.arange(1, distances.shape[-1] + 1), 0)
    made = np.zeros(distances.shape, dtype=np.int64)
    np.put_along_axis(made, order, np.maximum.accumulate(places, axis=-1), axis=-1)
    return np.where(np.isnan(distances), 0, made)


def rank_ranges(z: Floats, weights: Floats, *, most_parts: int = 10) -> tuple[Ints, Ints]:
    """Return the lowest and the highest rank of each market over all combinations of weights.

    Parameters
    ----------
    z : ndarray of float64, shape (m, d)
        Standardised parts of each market; NaN is left out, the other weights renormalised.
    weights : ndarray of float64, shape (d,)
        Above 0.
    most_parts : int
        At most so many parts, because there are 3 to the power of d combinations.

    Returns
    -------
    tuple of two ndarray of int64, shape (m,)
        0 for a market without any part.

    Raises
    ------
    LimitReached
        If there are more parts.

    Examples
    --------
    >>> near, far = rank_ranges(np.array([[0.0, 1.0], [0.9, 0.0]]), np.array([1.0, 1.0]))
    >>> near.tolist(), far.tolist()
    ([1, 1], [2, 2])
    """
    m, d = z.shape
    if d > most_parts:
        raise LimitReached(
            "the rank ranges cannot be found",
            size=f"{d} parts give {3**d:,} combinations of weights against {3**most_parts:,}",
            knob="Give most_parts, or weights for fewer parts.",
        )
    combinations = np.array(list(itertools.product(FACTORS, repeat=d))) * weights
    known = (~np.isnan(z)).astype(np.float64)
    filled = np.where(np.isnan(z), 0.0, z)
    low, high = np.full(m, m + 1), np.zeros(m, dtype=np.int64)
    step = max(1, _CELLS // max(1, m))
    for start in range(0, len(combinations), step):
        some = combinations[start : start + step]
        with np.errstate(invalid="ignore"):
            found = ranks((some @ filled.T) / (some @ known.T))
        low = np.minimum(low, found.min(axis=0))
        high = np.maximum(high, found.max(axis=0))
    return low.astype(np.int64), high


def surely(z: Floats, weights: Floats) -> tuple[Ints, Ints, Ints]:
    """Return how many markets are nearer, and farther, whatever the weights within the half.

    Parameters
    ----------
    z : ndarray of float64, shape (m, d)
        Standardised parts of each market, NaN where one is missing.
    weights : ndarray of float64, shape (d,)
        Above 0.

    Returns
    -------
    tuple of three ndarray of int64, shape (m,)
        Markets surely nearer, surely farther, and not compared because other parts are known of
        them; markets without any part are not counted.

    Examples
    --------
    >>> nearer, farther, left = surely(np.array([[0.0, 0.0], [1.0, 1.0]]), np.array([1.0, 1.0]))
    >>> nearer.tolist(), farther.tolist(), left.tolist()
    ([0, 1], [1, 0], [0, 0])
    """
    known = ~np.isnan(z)
    some = known.any(axis=1)
    filled = np.where(known, z, 0.0)
    m = len(z)
    nearer, farther, left = (np.zeros(m, dtype=np.int64) for _ in range(3))
    for i in np.flatnonzero(some).tolist():
        alike = (known == known[i]).all(axis=1) & some
        alike[i] = False
        size = weights @ known[i]
        weighted = (filled - filled[i]) * weights / size
        middle, half = weighted.sum(axis=1), np.abs(weighted).sum(axis=1) / 2
        # Within the half the total of weights grows to at most 1.5 of `size`: twice the tie keeps
        # what is sure from being a tie in any rank.
        nearer[i] = int((alike & (middle + half < -2 * TIE)).sum())
        farther[i] = int((alike & (middle - half > 2 * TIE)).sum())
        left[i] = int(some.sum() - 1 - alike.sum())
    return nearer, farther, left
