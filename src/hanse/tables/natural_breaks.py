r"""Natural breaks: values in so many classes that each lies near the mean of its class.

.. math:: \min \sum_k \sum_{i \in k} (x_i - \bar x_k)^2

over all ways to cut the sorted values into n pieces, found exactly by the best cut of every
beginning of the row (Fisher 1958, *Journal of the American Statistical Association* 53, pp.
789-798).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["equal_groups", "natural_breaks"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def equal_groups(values: Floats, *, tie: float = 0.0) -> Ints:
    """Return the number of each value among the different ones, from 0.

    Parameters
    ----------
    values : ndarray of float64, shape (m,)
        Ascending, without NaN.
    tie : float
        A value that is above the one before it by no more is equal to it.

    Returns
    -------
    ndarray of int64, shape (m,)
        Ascending; empty where there is no value.

    Examples
    --------
    >>> equal_groups(np.array([1.0, 1.0, 2.0, 5.0])).tolist()
    [0, 0, 1, 2]
    """
    if not values.size:
        return np.zeros(0, dtype=np.int64)
    return np.cumsum(np.concatenate([[0], np.diff(values) > tie])).astype(np.int64)


def natural_breaks(values: Floats, groups: Ints, n: int) -> Ints:
    """Return the class of each value, from 0, so that the squares within classes are least.

    Parameters
    ----------
    values : ndarray of float64, shape (m,)
        Ascending, without NaN.
    groups : ndarray of int64, shape (m,)
        From `equal_groups`: values of one group are never parted.
    n : int
        How many classes, from 1 to the number of groups. Of several cuts that are equally good
        one is taken, the same for the same values.

    Returns
    -------
    ndarray of int64, shape (m,)
        Ascending from 0 to n − 1, every class with at least one value.

    Examples
    --------
    >>> values = np.array([1.0, 2.0, 20.0, 21.0, 50.0])
    >>> natural_breaks(values, equal_groups(values), 3).tolist()
    [0, 0, 1, 1, 2]
    """
    counts = np.bincount(groups).astype(np.float64)
    means = np.bincount(groups, weights=values) / counts
    sizes = np.concatenate([[0.0], np.cumsum(counts)])
    sums = np.concatenate([[0.0], np.cumsum(counts * means)])
    squares = np.concatenate([[0.0], np.cumsum(counts * means**2)])
    m = len(means)
    best = np.full((n + 1, m + 1), np.inf)
    begins = np.zeros((n + 1, m + 1), dtype=np.int64)
    best[0, 0] = 0.0
    for k in range(1, n + 1):
        for end in range(k, m + 1):
            start = np.arange(k - 1, end)
            total = sums[end] - sums[start]
            within = squares[end] - squares[start] - total**2 / (sizes[end] - sizes[start])
            costs = best[k - 1, start] + within
            at = int(np.argmin(costs))
            best[k, end], begins[k, end] = costs[at], start[at]
    made = np.zeros(m, dtype=np.int64)
    end = m
    for k in range(n, 0, -1):
        start_at = int(begins[k, end])
        made[start_at:end] = k - 1
        end = start_at
    return np.asarray(made[groups], dtype=np.int64)
