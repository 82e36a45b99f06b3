"""P-values of draws at random, as readers see them."""

from __future__ import annotations

import math

__all__ = ["p_text"]


def p_text(p: float, least: float) -> str:
    """Return a p-value with three digits; where it is the least that the draws can give, as such.

    With n draws p cannot fall below about 1/n, so that one at this floor only says *at most*.

    Parameters
    ----------
    p : float
        0 to 1; NaN gives a dash.
    least : float
        What p is where no draw is as far out as what was seen.

    Examples
    --------
    >>> p_text(0.04, 0.002), p_text(0.002, 0.002), p_text(math.nan, 0.002)
    ('0.040', '≤ 0.002', '–')
    """
    if math.isnan(p):
        return "–"
    if p <= least * (1 + 1e-9):
        return f"≤ {least:.{_digits(least)}f}"
    return f"{p:.{_digits(p)}f}"


def _digits(p: float) -> int:
    """Return how many digits show a number above 0: three, more where it is smaller."""
    return max(3, math.ceil(-math.log10(p)))
