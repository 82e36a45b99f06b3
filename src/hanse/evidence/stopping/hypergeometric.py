"""The ranked records as if they had been drawn at random: Callaghan and Müller-Hansen's test."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.evidence.stopping.boundaries import as_fraction
from hanse.evidence.stopping.history import History
from hanse.evidence.stopping.stop_check import StopCheck, check_share, said_of_all, share_text
from hanse.result import Record

__all__ = ["Hypergeometric", "ranked_p_value"]

Whole = npt.NDArray[np.int64]
_ASSUMES = (
    "It assumes that each ranked record is at least as likely to be relevant as one drawn at "
    "random from what is left, and takes the best of many looks: where relevant records stand last "
    "or a theme has not been met, the confidence is not real. A random sample holds there too."
)


@dataclass(frozen=True)
class Hypergeometric(Record, kind="stopping-hypergeometric"):
    """Stop when the last stretch of the ranking has too few relevant records to have missed more.

    Attributes
    ----------
    recall : float, above 0, at most 1
        The target: relevant records found over all relevant records of the stage.
    confidence : float, above 0, below 1
        Nominal, see what the check assumes.

    Notes
    -----
    Callaghan and Müller-Hansen (2020), *Systematic Reviews* 9:273: the test on ranked records.

    Examples
    --------
    >>> from hanse.evidence.stopping import History
    >>> Hypergeometric().check(History(1000, (True,) * 45 + (False,) * 700)).stop
    True
    """

    recall: float = 0.95
    confidence: float = 0.95

    def __post_init__(self) -> None:
        check_share("recall", self.recall, whole=True)
        check_share("confidence", self.confidence)

    @property
    def words(self) -> str:
        """The rule in words."""
        return (
            f"hypergeometric test of the ranked records, recall {share_text(self.recall)}, "
            f"confidence {share_text(self.confidence)}"
        )

    @property
    def risk(self) -> float:
        """One less the confidence."""
        return float(1 - as_fraction(self.confidence))

    def check(self, history: History) -> StopCheck:
        """Say whether to stop."""
        if history.screened == history.n_records:
            return said_of_all(self.words, history, self.recall, self.confidence)
        included = np.array(history.included, dtype=bool)
        p = ranked_p_value(included, history.n_records, self.recall)
        stop = p < self.risk
        bound = _bound(included, history.n_records, self.risk)
        more = None if stop else self._more(included, history.n_records)
        share = share_text(self.recall)
        after = "" if more is None else f"; {more:,} more without a relevant one would do"
        says = (
            f"Stop: p = {p:.3g}; {share} or more of all relevant records are taken as found "
            f"({history.found:,})."
            if stop
            else f"Go on: p = {p:.3g}, below {self.risk:.3g} is asked{after}."
        )
        counts = (history.n_records, history.screened, history.found, self.recall, self.confidence)
        reached = bound if history.found else math.nan
        step: Any = "stop" if stop else "rank"
        todo = 0 if stop else more
        return StopCheck(self.words, stop, step, *counts, p, reached, todo, says, _ASSUMES)

    def _more(self, included: npt.NDArray[np.bool_], n_records: int) -> int:
        """Return how many irrelevant records more would end it: p falls with each of them."""
        low, high = 1, n_records - len(included)
        while low < high:
            middle = (low + high) // 2
            longer = np.concatenate([included, np.zeros(middle, dtype=bool)])
            if ranked_p_value(longer, n_records, self.recall) < self.risk:
                high = middle
            else:
                low = middle + 1
        return low


def ranked_p_value(included: npt.NDArray[np.bool_], n_records: int, recall: float) -> float:
    r"""Return the least p over all last stretches of what was screened.

    A stretch of n records with c relevant ones is taken as drawn at random from the N - s + n
    records that were there before it (s screened of N). With r found in all, the recall is missed
    if these held :math:`K = \lfloor r / \rho \rfloor - (r - c) + 1` relevant ones or more:

    .. math:: p = \min_n P(X \le c), \quad X \sim \text{Hypergeometric}(N - s + n, K, n)

    For each c the longest stretch has the least p, so that only those right after a relevant record
    and the whole of what was screened are looked at.

    Parameters
    ----------
    included : ndarray of bool, shape (s,)
        Labels in the order of screening.
    n_records : int, from s
        N.
    recall : float, above 0, at most 1
        ρ.

    Returns
    -------
    float
        1 where nothing is screened; 0 where so few are left that the recall cannot be missed.
    """
    c, n, urn = _stretches(included, n_records)
    found = int(included.sum())
    missed = math.floor(found / as_fraction(recall)) - found + 1
    return _least_p(c, n, c + missed, urn)


def _stretches(included: npt.NDArray[np.bool_], n_records: int) -> tuple[Whole, Whole, Whole]:
    """Return relevant records, length and urn of the longest stretches."""
    s = len(included)
    starts = np.concatenate([[0], np.flatnonzero(included) + 1]).astype(np.int64)
    starts = np.unique(starts[starts < s]) if s else starts[:0]
    found = np.concatenate([[0], np.cumsum(included)]).astype(np.int64)
    c = found[-1] - found[starts]
    return c, s - starts, n_records - starts


def _least_p(c: Any, n: Any, relevant: Any, urn: Any) -> float:
    """Return the least p of some stretches."""
    from scipy.stats import hypergeom

    if not len(c):
        return 1.0
    if (relevant > urn).any():
        return 0.0
    return float(min(1.0, hypergeom.cdf(c, urn, relevant, n).min()))


def _bound(included: npt.NDArray[np.bool_], n_records: int, risk: float) -> float:
    """Return the highest recall that the same test would take as reached; NaN without a find."""
    found = int(included.sum())
    c, n, urn = _stretches(included, n_records)
    low, high = 0, n_records - len(included)
    while low < high:  # the most missed that is not refuted
        middle = (low + high + 1) // 2
        if _least_p(c, n, c + middle, urn) < risk:
            high = middle - 1
        else:
            low = middle
    return found / (found + low) if found else math.nan
