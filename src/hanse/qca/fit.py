r"""Parameters of fit: how far one fuzzy set is a subset or a superset of another.

For memberships :math:`x` (condition or term) and :math:`y` (outcome), sums over cases:

- sufficiency: consistency :math:`\sum\min(x,y)/\sum x`, coverage :math:`\sum\min(x,y)/\sum y`,
  PRI :math:`(\sum\min(x,y)-\sum\min(x,y,1-y))/(\sum x-\sum\min(x,y,1-y))`;
- necessity: consistency :math:`\sum\min(x,y)/\sum y`, coverage :math:`\sum\min(x,y)/\sum x`,
  relevance (RoN) :math:`\sum(1-x)/\sum(1-\min(x,y))`.

Sources: Ragin (2008), *Redesigning Social Inquiry*, ch. 3; Schneider and Wagemann (2012),
*Set-Theoretic Methods*, ch. 5 and 9. 0/0 is NaN: undefined, never a small number.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "TOLERANCE",
    "Necessity",
    "Sufficiency",
    "necessity_fit",
    "reaches",
    "sufficiency_fit",
    "unique_coverages",
]

Array = NDArray[np.float64]

TOLERANCE = 2.0**-26
"""Slack of a cut-off, the square root of double precision (1.49e-8), as in the R package QCA."""


def reaches(value: float, cut: float) -> bool:
    """Return whether a value reaches a cut-off; NaN never does.

    Examples
    --------
    >>> reaches(0.8 - 1e-12, 0.8), reaches(0.79, 0.8), reaches(float("nan"), 0.0)
    (True, False, False)
    """
    return bool(value >= cut - TOLERANCE)


@dataclass(frozen=True)
class Sufficiency:
    """Fit of "x is sufficient for y"; each number is in [0, 1] or NaN."""

    consistency: float
    pri: float
    coverage: float


@dataclass(frozen=True)
class Necessity:
    """Fit of "x is necessary for y"; each number is in [0, 1] or NaN."""

    consistency: float
    coverage: float
    ron: float


def ratio(numerator: float, denominator: float) -> float:
    """Return the quotient, NaN where the denominator is 0."""
    return float(numerator) / float(denominator) if denominator != 0 else float("nan")


def sufficiency_fit(x: Array, y: Array) -> Sufficiency:
    """Return consistency, PRI and coverage of x as sufficient for y.

    Parameters
    ----------
    x, y : array of shape (n_cases,)
        Memberships in [0, 1].

    Returns
    -------
    Sufficiency
        Consistency and PRI are NaN where x is empty, coverage where y is.

    Examples
    --------
    >>> sufficiency_fit(np.array([0.2, 0.8]), np.array([0.4, 0.6]))
    Sufficiency(consistency=0.8, pri=0.5, coverage=0.8)
    """
    both = np.minimum(x, y)
    shared, against = both.sum(), np.minimum(both, 1.0 - y).sum()
    return Sufficiency(
        consistency=ratio(shared, x.sum()),
        pri=ratio(shared - against, x.sum() - against),
        coverage=ratio(shared, y.sum()),
    )


def necessity_fit(x: Array, y: Array) -> Necessity:
    """Return consistency, coverage and relevance of x as necessary for y.

    Parameters
    ----------
    x, y : array of shape (n_cases,)
        Memberships in [0, 1].

    Returns
    -------
    Necessity
        RoN is NaN where x and y are both full for every case.

    Examples
    --------
    >>> necessity_fit(np.array([1.0, 0.5]), np.array([0.5, 0.5]))
    Necessity(consistency=1.0, coverage=0.6666666666666666, ron=0.5)
    """
    both = np.minimum(x, y)
    return Necessity(
        consistency=ratio(both.sum(), y.sum()),
        coverage=ratio(both.sum(), x.sum()),
        ron=ratio((1.0 - x).sum(), (1.0 - both).sum()),
    )


def unique_coverages(terms: Array, y: Array) -> Array:
    """Return what each term alone adds to the coverage of the union.

    Parameters
    ----------
    terms : array of shape (n_cases, n_terms)
        Memberships in the terms.
    y : array of shape (n_cases,)
        Memberships in the outcome.

    Returns
    -------
    array of shape (n_terms,)
        Coverage of all terms less that of all others; a single term has its raw coverage.

    Examples
    --------
    >>> unique_coverages(np.array([[1.0, 0.0], [1.0, 1.0]]), np.array([1.0, 1.0]))
    array([0.5, 0. ])
    """
    total = y.sum()
    if total == 0:
        return np.full(terms.shape[1], np.nan)
    all_covered = np.minimum(terms.max(axis=1), y).sum()
    alone = np.empty(terms.shape[1])
    for i in range(terms.shape[1]):
        others = np.delete(terms, i, axis=1)
        rest = np.minimum(others.max(axis=1), y).sum() if others.shape[1] else 0.0
        alone[i] = max(all_covered - rest, 0.0) / total
    return alone
