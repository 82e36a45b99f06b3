r"""How far the values of one group tend to be greater than those of another.

The probability of superiority is

.. math:: A = \frac{1}{n m}\sum_{i,j}\left([x_i > y_j] + \tfrac12 [x_i = y_j]\right)

for values :math:`x` and :math:`y` of the two groups. Whether it differs from one half is tested
after Mann and Whitney, and several tests are adjusted after Holm.

Sources: Vargha and Delaney (2000), A critique and improvement of the CL common language effect size
statistics of McGraw and Wong, *Journal of Educational and Behavioral Statistics* 25(2), 101–132;
Mann and Whitney (1947), *Annals of Mathematical Statistics* 18(1), 50–60; Holm (1979),
*Scandinavian Journal of Statistics* 6(2), 65–70.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["Values", "holm", "mann_whitney", "superiority"]

Values = npt.NDArray[np.float64]


def superiority(first: Values, second: Values) -> float:
    """Return the share of pairs in which the first value is greater, ties half.

    Parameters
    ----------
    first, second : array, shape (n,) and (m,)
        Values without NaN.

    Returns
    -------
    float
        In [0, 1]; NaN where one is empty.

    Examples
    --------
    >>> superiority(np.array([1.0, 2.0]), np.array([1.0, 0.0]))
    0.875
    """
    if not (len(first) and len(second)):
        return math.nan
    ordered = np.sort(second)
    below = np.searchsorted(ordered, first, side="left")
    up_to = np.searchsorted(ordered, first, side="right")
    return float((below + up_to).sum() / (2 * len(first) * len(second)))


def holm(p: Sequence[float]) -> tuple[float, ...]:
    """Return p adjusted for several tests, NaN where there was no test.

    Examples
    --------
    >>> holm([0.04, 0.01, float("nan"), 0.03])
    (0.06, 0.03, nan, 0.06)
    """
    made = sorted((value, i) for i, value in enumerate(p) if not math.isnan(value))
    adjusted = [math.nan] * len(p)
    least = 0.0
    for place, (value, i) in enumerate(made):
        least = max(least, min(1.0, (len(made) - place) * value))
        adjusted[i] = least
    return tuple(adjusted)


def mann_whitney(x: Values, y: Values) -> float:
    """Return the two-sided p of the test that neither side tends to be greater.

    Parameters
    ----------
    x, y : array, shape (n,) and (m,)
        Values without NaN, at least one of each.

    Returns
    -------
    float
        Exact up to 8 values on a side without ties, else normal with corrections for ties and
        continuity; 1 where all values are the same.

    Examples
    --------
    >>> round(mann_whitney(np.array([1.0, 2.0, 3.0]), np.array([4.0, 5.0, 6.0])), 3)
    0.1
    """
    if x.min() == x.max() == y.min() == y.max():
        return 1.0
    from scipy.stats import mannwhitneyu

    return float(mannwhitneyu(x, y, alternative="two-sided").pvalue)
