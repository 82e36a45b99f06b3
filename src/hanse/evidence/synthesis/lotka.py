"""Lotka's law: how many authors have one record, two, three and so on."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hanse.messages import plural
from hanse.result import Answer

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["LotkaFit", "lotka_fit"]

_MOST, _TESTED_FROM = 60.0, 36


@dataclass(frozen=True)
class LotkaFit(Answer, kind="evidence-lotka"):
    """The law fitted to counts: the share of authors with x records is *x⁻ⁿ / ζ(n)*.

    Parameters
    ----------
    counts : tuple of (int, int)
        Records, and how many authors have as many.
    exponent : float
        The n of the law; NaN where it is undefined.
    distance : float
        Largest difference between observed and expected cumulated shares (Kolmogorov-Smirnov).
    limit : float
        1.63 / √(authors): a larger distance contradicts the law at 1 %. It holds from 36 authors
        on; as the exponent is fitted to the same counts, the test is lenient.
    reason : str
        Why the exponent is undefined; empty where it is not.
    """

    counts: tuple[tuple[int, int], ...]
    exponent: float
    distance: float
    limit: float
    reason: str

    @property
    def fits(self) -> bool | None:
        """Whether the counts do not contradict the law; None where that cannot be told."""
        n = sum(authors for _, authors in self.counts)
        return None if self.reason or n < _TESTED_FROM else self.distance <= self.limit

    def __str__(self) -> str:
        if self.reason:
            return f"Lotka: undefined, {self.reason}."
        n = sum(authors for _, authors in self.counts)
        said = f"Lotka: n = {self.exponent:.2f} by maximum likelihood ({plural(n, 'author')}); "
        if self.fits is None:
            return f"{said}too few for a test, which needs {_TESTED_FROM}."
        return (
            f"{said}distance {self.distance:.2f} against {self.limit:.2f} at 1 %: "
            f"{'fits' if self.fits else 'does not fit'}."
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each number of records: authors, and authors expected."""
        import pandas as pd

        n = sum(authors for _, authors in self.counts)
        rows = [[x, authors, n * _share(x, self.exponent)] for x, authors in self.counts]
        return pd.DataFrame(rows, columns=["records", "authors", "expected"])


def lotka_fit(records: Sequence[int]) -> LotkaFit:
    """Return Lotka's law fitted to the numbers of records of authors.

    The exponent solves *−ζ′(n)/ζ(n) = mean of ln x*: the maximum of the likelihood.

    Parameters
    ----------
    records : sequence of int
        For each author the number of records, from 1.

    Returns
    -------
    LotkaFit
        Undefined, with the reason, where there is no author or all have one record (the likelihood
        then rises without end), or the mean is so large that no exponent above 1 gives it.

    Notes
    -----
    Source: Lotka (1926), Journal of the Washington Academy of Sciences 16, pp. 317-323; fitting as
    Nicholls (1987), Journal of the American Society for Information Science 38, pp. 443-445; the
    test as Pao (1985), Information Processing & Management 21, pp. 305-320.

    Examples
    --------
    >>> print(lotka_fit([1] * 60 + [2] * 15 + [3] * 7 + [4] * 4 + [6] * 2))
    Lotka: n = 2.44 by maximum likelihood (88 authors); distance 0.05 against 0.17 at 1 %: fits.
    >>> print(lotka_fit([1, 1, 1]))
    Lotka: undefined, every author has one record.
    """
    counted = tuple(sorted(Counter(records).items()))
    n = len(records)
    reason = ""
    if not n:
        reason = "there are no authors"
    elif counted[-1][0] == 1:
        reason = "every author has one record"
    exponent = math.nan if reason else _exponent(sum(math.log(x) for x in records) / n)
    if not reason and math.isnan(exponent):
        reason = "the authors have too many records for an exponent above 1"
    if reason:
        return LotkaFit(counted, math.nan, math.nan, math.nan, reason)
    distance = _distance(counted, n, exponent)
    return LotkaFit(counted, exponent, distance, 1.63 / math.sqrt(n), "")


def _exponent(mean_log: float) -> float:
    """Return the exponent at which the law expects this mean of ln x."""
    from scipy.optimize import brentq

    def excess(exponent: float) -> float:
        return float(_mean_log(exponent) - mean_log)

    if excess(1.01) < 0 or excess(_MOST) > 0:
        return math.nan
    return float(brentq(excess, 1.01, _MOST, xtol=1e-12))


def _mean_log(exponent: float) -> float:
    """Return the mean of ln x under the law: −ζ′/ζ, summed with a tail by Euler and Maclaurin."""
    import numpy as np

    x = np.arange(1, 2001, dtype=np.float64)
    weight = x**-exponent
    last, s = 2001.0, exponent - 1
    log_last = math.log(last)
    tail = last**-s / s + 0.5 * last**-exponent + exponent * last ** (-exponent - 1) / 12
    slope = (1 - exponent * log_last) * last ** (-exponent - 1)
    log_tail = last**-s * (log_last / s + 1 / s**2) + 0.5 * log_last * last**-exponent - slope / 12
    top = float((weight * np.log(x)).sum()) + log_tail
    return float(top / (float(weight.sum()) + tail))


def _share(x: int, exponent: float) -> float:
    """Return the share of authors that the law expects with x records."""
    from scipy.special import zeta

    return math.nan if math.isnan(exponent) else float(x**-exponent / zeta(exponent))


def _distance(counted: Sequence[tuple[int, int]], n: int, exponent: float) -> float:
    """Return the largest difference of cumulated shares: it lies at a number or just before one."""
    from scipy.special import zeta

    seen = largest = 0.0
    for x, authors in counted:
        before = 1 - float(zeta(exponent, x) / zeta(exponent))
        largest = max(largest, abs(seen - before))
        seen += authors / n
        largest = max(largest, abs(seen - before - _share(x, exponent)))
    return largest
