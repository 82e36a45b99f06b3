"""Rank correlations, plain and with other numbers held constant."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["partial_spearman", "spearman"]

Floats = npt.NDArray[np.float64]
_FLAT = 1e-9  # residuals below this share of the ranks' deviation are none


def spearman(x: Floats, y: Floats) -> float:
    """Return the rank correlation of Spearman; equal values share the mean of their ranks.

    Parameters
    ----------
    x, y : ndarray of float64, shape (n,)
        Without NaN.

    Returns
    -------
    float
        −1 to 1; NaN with fewer than three values, or where all of one are equal.

    Examples
    --------
    >>> spearman(np.array([1.0, 2.0, 5.0]), np.array([3.0, 2.0, 0.0]))
    -1.0
    """
    return partial_spearman(x, y, ())


def partial_spearman(x: Floats, y: Floats, held: tuple[Floats, ...]) -> float:
    """Return the correlation of the ranks of two numbers, the ranks of others held constant.

    Both are regressed (least squares, in ranks) on the others, and the residuals correlated.

    Parameters
    ----------
    x, y : ndarray of float64, shape (n,)
        Without NaN.
    held : tuple of ndarray of float64, shape (n,)
        What is held constant.

    Returns
    -------
    float
        −1 to 1; NaN with fewer than three values more than are held, or where nothing is left of
        one.

    Examples
    --------
    >>> size = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
    >>> partial_spearman(size, size, (size,))
    nan
    """
    from scipy.stats import rankdata

    n = len(x)
    if n < 3 + len(held):
        return float("nan")
    design = np.column_stack([np.ones(n), *(rankdata(one) for one in held)])
    left = []
    for numbers in (x, y):
        ranks = rankdata(numbers)
        fitted = design @ np.linalg.lstsq(design, ranks, rcond=None)[0]
        rest = ranks - fitted
        if np.sqrt((rest**2).mean()) <= _FLAT * n:
            return float("nan")
        left.append(rest)
    product = float(left[0] @ left[1])
    size = float(np.sqrt((left[0] @ left[0]) * (left[1] @ left[1])))
    return float(np.clip(product / size, -1.0, 1.0))
