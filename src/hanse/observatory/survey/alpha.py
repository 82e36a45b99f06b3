"""Cronbach's alpha with its interval, and how each item goes with the others.

Sources: Cronbach (1951), Coefficient alpha and the internal structure of tests, *Psychometrika*
16(3), 297–334; interval: Feldt (1965), The approximate sampling distribution of Kuder-Richardson
reliability coefficient twenty, *Psychometrika* 30(3), 357–370.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

__all__ = ["alpha_interval", "cronbach_alpha", "item_rest"]

Numbers = npt.NDArray[np.float64]


def cronbach_alpha(answers: Numbers) -> tuple[float, str]:
    """Return Cronbach's alpha, and why it is undefined where it is.

    alpha = k / (k − 1) · (1 − sum of the variances of the items / variance of their sum), with
    sample variances.

    Parameters
    ----------
    answers : array, shape (n_respondents, n_items)
        Complete answers, reversed items already turned.

    Returns
    -------
    alpha : float
        At most 1, possibly below 0; NaN for one item, fewer than two respondents, or a sum that
        does not vary.
    why : str
        The reason of NaN, else empty.

    Examples
    --------
    >>> cronbach_alpha(np.array([[1.0, 2.0], [2.0, 2.0], [3.0, 5.0]]))
    (0.8571428571428572, '')
    >>> cronbach_alpha(np.array([[1.0], [2.0]]))
    (nan, 'a single item has no alpha')
    """
    n, k = answers.shape
    if k < 2:
        return math.nan, "a single item has no alpha"
    if n < 2:
        return math.nan, f"{n} complete respondents, two are needed"
    if _is_constant(answers.sum(axis=1)):
        return math.nan, "the sum of the items does not vary"
    of_items = math.fsum(answers.var(axis=0, ddof=1))
    of_sum = float(answers.sum(axis=1).var(ddof=1))
    return k / (k - 1) * (1 - of_items / of_sum), ""


def alpha_interval(alpha: float, n: int, k: int, confidence: float) -> tuple[float, float]:
    """Return the confidence interval of alpha.

    (1 − alpha) / (1 − its estimate) follows F with n − 1 and (n − 1)(k − 1) degrees of freedom,
    so the limits are 1 − (1 − estimate) · F at (1 ± confidence) / 2 (Feldt 1965).

    Parameters
    ----------
    alpha : float
        The estimate.
    n, k : int
        Complete respondents and items.
    confidence : float
        In (0, 1).

    Returns
    -------
    (float, float)
        NaN where alpha is undefined.

    Examples
    --------
    >>> low, high = alpha_interval(0.98, 34, 3, 0.95)
    >>> round(low, 3), round(high, 3)
    (0.965, 0.989)
    """
    if math.isnan(alpha):
        return math.nan, math.nan
    from scipy.stats import f

    freedom = (n - 1, (n - 1) * (k - 1))
    low = 1 - (1 - alpha) * float(f.ppf((1 + confidence) / 2, *freedom))
    high = 1 - (1 - alpha) * float(f.ppf((1 - confidence) / 2, *freedom))
    return low, high


def item_rest(answers: Numbers, item: int) -> tuple[float, str]:
    """Return the correlation of an item with the sum of the others, and why it is undefined.

    Parameters
    ----------
    answers : array, shape (n_respondents, n_items)
        Complete answers, reversed items already turned.
    item : int
        The item, from 0.

    Returns
    -------
    correlation : float
        Pearson's, in [−1, 1]; the item is not part of the sum (the corrected form). NaN for a
        single item, fewer than two respondents, or where one of the two does not vary.
    why : str
        The reason of NaN, else empty.

    Examples
    --------
    >>> correlation, why = item_rest(np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 7.0]]), 0)
    >>> round(correlation, 4), why
    (0.9934, '')
    """
    n, k = answers.shape
    if k < 2:
        return math.nan, "there are no other items"
    if n < 2:
        return math.nan, f"{n} complete respondents, two are needed"
    own = answers[:, item]
    rest = np.delete(answers, item, axis=1).sum(axis=1)
    if _is_constant(own):
        return math.nan, "everybody answers alike"
    if _is_constant(rest):
        return math.nan, "the sum of the other items does not vary"
    first, second = own - own.mean(), rest - rest.mean()
    scale = math.sqrt(float(first @ first)) * math.sqrt(float(second @ second))
    return min(1.0, max(-1.0, float(first @ second) / scale)), ""


def _is_constant(values: Numbers) -> bool:
    """Return whether all values are the same."""
    return bool((values == values[0]).all())
