r"""Rhythm: how evenly over the years new markets are entered.

.. math:: CV_t = \sqrt{\tfrac1k \sum_{s} (x_s - \bar x)^2} \; / \; \bar x

over the *k* years from the second to *t*, with *x_s* the number of countries in which there are
sales for the first time in the panel. 0 is perfectly regular. Vermeulen and Barkema (2002),
*Strategic Management Journal* 23(7), have the idea that irregular expansion costs profit, and
measure it as a kurtosis; what is taken here is the coefficient of variation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Rhythm", "rhythm"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Rhythm:
    """Rhythm of units, one row for each unit and one column for each year of the panel.

    Attributes
    ----------
    value : ndarray, shape (units, years)
        The coefficient of variation up to the year, from 0.
    entries : ndarray, shape (units, years)
        Countries entered in the year; NaN in the first known year and where it is not known.
    short, gap, none : ndarray of bool, shape (units, years)
        Why a value is missing: fewer than three years, a year between is not known, no entries.
    """

    value: Floats
    entries: Floats
    short: Marks
    gap: Marks
    none: Marks


def rhythm(unit: Ints, year: Ints, country: Ints, *, known: Marks, countries: int) -> Rhythm:
    """Measure the rhythm from the markets in which units have sales.

    Parameters
    ----------
    unit, year, country : ndarray of int64, shape (rows,)
        Where and when there are sales above 0; rows may repeat.
    known : ndarray of bool, shape (units, years)
        In which years the markets of a unit are known.
    countries : int
        Number of countries.

    Examples
    --------
    One market in the first year, then 3, 1 and 2 new ones: mean 2, standard deviation √(2/3).

    >>> year, country = np.array([0, 1, 1, 1, 2, 3, 3]), np.arange(7)
    >>> made = rhythm(np.zeros(7, int), year, country, known=np.ones((1, 4), bool), countries=7)
    >>> made.entries, made.value.round(3)
    (array([[nan,  3.,  1.,  2.]]), array([[ nan,  nan, 0.5  , 0.408]]))
    """
    units, years = known.shape
    flat, place = np.unique(unit * countries + country, return_inverse=True)
    first = np.full(len(flat), years, dtype=np.int64)
    np.minimum.at(first, place, year)
    entered = np.bincount(flat // max(countries, 1) * years + first, minlength=units * years)
    entered = entered[: units * years].reshape(units, years)

    column = np.arange(years)
    start = np.where(known.any(axis=1), known.argmax(axis=1), years)[:, None]
    counted = column > start
    x = np.where(counted, entered, 0).astype(np.int64)
    k = np.maximum(column - start, 0)
    total, squares = np.cumsum(x, axis=1), np.cumsum(x * x, axis=1)
    unbroken = np.cumsum(known & (column >= start), axis=1) == column - start + 1
    short = unbroken & (k < 2)
    gap = known & ~unbroken
    none = unbroken & (k >= 2) & (total == 0)
    value = np.full((units, years), np.nan)
    fine = unbroken & (k >= 2) & (total > 0)
    value[fine] = np.sqrt((k * squares - total * total)[fine]) / total[fine]
    entries = np.where(counted & unbroken, entered, np.nan)
    return Rhythm(value, entries, short, gap, none)
