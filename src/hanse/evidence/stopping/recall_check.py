"""A random sample of what was not screened: how much can have been missed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from hanse.errors import InputError
from hanse.evidence.stopping.boundaries import as_fraction, fewest_missed
from hanse.evidence.stopping.one_row import one_row
from hanse.evidence.stopping.stop_check import check_share, share_text
from hanse.messages import plural
from hanse.result import Answer

__all__ = ["RecallCheck", "least_missed", "most_missed", "recall_check", "sample_size_for"]

_TOLERANCE = 1e-9  # relative, when a chance is compared with the risk


@dataclass(frozen=True)
class RecallCheck(Answer, kind="screening-recall-check"):
    """What a random sample of the unscreened records says of the recall.

    Recall is that after the check: what the sample found counts as found.

    Attributes
    ----------
    n_found : int
        Relevant records found before the sample.
    n_unscreened : int
        Records not screened before the sample.
    sample_size, found_in_sample : int
        Records drawn, and relevant ones among them.
    confidence : float, above 0, below 1
        Of the bounds.
    missed : float
        Relevant records still missed, as many as the share in the sample lets expect.
    missed_at_most : int
        Upper bound of these, one-sided.
    recall : float, 0 to 1
        The recall that goes with ``missed``; NaN where nothing relevant is known.
    recall_at_least : float, 0 to 1
        Lower bound of the recall, one-sided; NaN where nothing relevant can be there.
    low, high : float, 0 to 1
        Two-sided interval of the recall, each side with half of the risk.
    """

    n_found: int
    n_unscreened: int
    sample_size: int
    found_in_sample: int
    confidence: float
    missed: float
    missed_at_most: int
    recall: float
    recall_at_least: float
    low: float
    high: float

    def verify(self) -> bool:
        """Check the bound by sums of binomial coefficients in whole numbers."""
        held, most = self.found_in_sample, self.missed_at_most + self.found_in_sample
        top = self.n_unscreened - self.sample_size + held
        within = _chance(self, most) > self._risk
        return within and (most == top or _chance(self, most + 1) <= self._risk)

    @property
    def _risk(self) -> float:
        return float(1 - as_fraction(self.confidence)) * (1 + _TOLERANCE)

    def to_frame(self) -> Any:
        """Return one row with all numbers."""
        return one_row(self)

    def __str__(self) -> str:
        found = self.n_found + self.found_in_sample
        drawn = (
            f"{self.sample_size:,} of {plural(self.n_unscreened, 'unscreened record')} "
            f"drawn at random, {self.found_in_sample:,} relevant."
        )
        if math.isnan(self.recall_at_least):
            return f"{drawn} No relevant record is known, and none is left: there is no recall."
        sure = share_text(self.confidence)
        if not self.missed_at_most:
            return f"{drawn} All {plural(found, 'relevant record')} are found."
        return (
            f"{drawn} With {sure} confidence at most {self.missed_at_most:,} are still missed: "
            f"of the relevant records {self.recall_at_least:.1%} or more are found "
            f"({found:,}; {sure} interval {self.low:.1%} to {self.high:.1%})."
        )


def recall_check(
    n_found: int,
    n_unscreened: int,
    sample_size: int,
    found_in_sample: int,
    confidence: float = 0.95,
) -> RecallCheck:
    r"""Return what a random sample of unscreened records says of the recall, exactly.

    With U unscreened, n drawn and k relevant among them, m of U are relevant at most:

    .. math:: \max \{ m : P(X \le k) > \alpha \}, \quad X \sim \text{Hypergeometric}(U, m, n)

    the bound of Clopper and Pearson for a finite pool. The recall after the check is
    :math:`(r + k) / (r + m)`.

    Parameters
    ----------
    n_found : int, from 0
        r: relevant records found before the sample.
    n_unscreened : int, from 0
        U: records that were not screened before the sample.
    sample_size : int, 0 to U
        n: records drawn at random and screened, all of them; the size set beforehand. Who looks
        after each record and stops at a good moment needs the rule `RandomSample` instead.
    found_in_sample : int, 0 to n
        k.
    confidence : float, above 0, below 1
        Of each bound, and of the interval from low to high.

    Returns
    -------
    RecallCheck
        Without a sample nothing bounds what is missed: all unscreened may be relevant. Where
        nothing was found and nothing can be left, recall is not defined (NaN).

    Raises
    ------
    InputError
        If a number is out of its range.

    Examples
    --------
    >>> print(recall_check(98, 900, 300, 0))
    300 of 900 unscreened records drawn at random, 0 relevant. With 95 % confidence at most 7 are
    still missed: of the relevant records 93.3% or more are found (98; 95 % interval 91.6% to
    100.0%).
    """
    _check_numbers(n_found, n_unscreened, sample_size, found_in_sample)
    check_share("confidence", confidence)
    risk = float(1 - as_fraction(confidence))
    given = (n_unscreened, sample_size, found_in_sample)
    found = n_found + found_in_sample
    most = most_missed(*given, risk)
    widest, fewest = most_missed(*given, risk / 2), least_missed(*given, risk / 2)
    share = found_in_sample / sample_size if sample_size else math.nan
    missed = share * (n_unscreened - sample_size) if n_unscreened > sample_size else 0.0

    def recall(relevant: float) -> float:
        return found / (n_found + relevant) if n_found + relevant > 0 else math.nan

    return RecallCheck(
        n_found,
        *given,
        confidence,
        missed,
        most - found_in_sample,
        recall(missed + found_in_sample),
        recall(most),
        recall(widest),
        recall(fewest),
    )


def most_missed(unscreened: int, sample_size: int, found: int, risk: float) -> int:
    """Return the most relevant records that the unscreened can hold, those of the sample included.

    The largest number with which so few in the sample have a chance above the risk.

    Examples
    --------
    >>> most_missed(900, 300, 0, 0.05), most_missed(10, 10, 3, 0.05)
    (7, 3)
    """
    from scipy.stats import hypergeom

    low, high = found, unscreened - sample_size + found
    while low < high:
        middle = (low + high + 1) // 2
        chance = hypergeom.cdf(found, unscreened, middle, sample_size)
        if chance > risk * (1 + _TOLERANCE):
            low = middle
        else:
            high = middle - 1
    return low


def least_missed(unscreened: int, sample_size: int, found: int, risk: float) -> int:
    """Return the fewest relevant records that the unscreened can hold, those found included.

    Examples
    --------
    >>> least_missed(900, 300, 4, 0.05), least_missed(900, 300, 0, 0.05)
    (6, 0)
    """
    from scipy.stats import hypergeom

    low, high = found, unscreened - sample_size + found
    while low < high:
        middle = (low + high) // 2
        if hypergeom.sf(found - 1, unscreened, middle, sample_size) > risk * (1 + _TOLERANCE):
            high = middle
        else:
            low = middle + 1
    return low


def sample_size_for(
    n_found: int,
    n_unscreened: int,
    *,
    recall: float = 0.95,
    confidence: float = 0.95,
    expected: int = 0,
) -> int:
    """Return how many unscreened records to draw to prove a recall.

    Parameters
    ----------
    n_found, n_unscreened : int, from 0
        Relevant records found, and records not screened.
    recall : float, above 0, at most 1
        To be proven.
    confidence : float, above 0, below 1
        Of the proof, one-sided, looked at once.
    expected : int, from 0
        Relevant records that the sample is allowed to hold.

    Returns
    -------
    int
        The least size for which `recall_check` with so many in the sample gives at least this
        recall. All unscreened where no smaller one does; 0 where nothing can break the recall.

    Raises
    ------
    InputError
        If a number is out of its range.

    Examples
    --------
    >>> sample_size_for(98, 900), sample_size_for(98, 900, expected=1)
    (353, 468)
    """
    _check_numbers(n_found, n_unscreened, 0, 0)
    check_share("recall", recall, whole=True)
    check_share("confidence", confidence)
    if not 0 <= expected <= n_unscreened:
        raise InputError(
            f"expected is {expected}", mend=f"Give a whole number from 0 to {n_unscreened:,}."
        )
    from scipy.stats import hypergeom

    risk = float(1 - as_fraction(confidence)) * (1 + _TOLERANCE)
    bad = fewest_missed(n_found + expected, recall) + expected
    low, high = expected, n_unscreened
    while low < high:
        middle = (low + high) // 2
        if bad > n_unscreened or hypergeom.cdf(expected, n_unscreened, bad, middle) <= risk:
            high = middle
        else:
            low = middle + 1
    return low


def _check_numbers(found: int, unscreened: int, size: int, in_sample: int) -> None:
    """Refuse counts that cannot be."""
    for name, value, most in (
        ("n_found", found, None),
        ("n_unscreened", unscreened, None),
        ("sample_size", size, unscreened),
        ("found_in_sample", in_sample, size),
    ):
        if value < 0 or (most is not None and value > most):
            room = "from 0" if most is None else f"from 0 to {most:,}"
            raise InputError(f"{name} is {value:,}", mend=f"Give a whole number {room}.")


def _chance(check: RecallCheck, relevant: int) -> float:
    """Return the chance of so few in the sample, by sums in whole numbers."""
    from math import comb

    pool, n = check.n_unscreened, check.sample_size
    ways = sum(
        comb(relevant, k) * comb(pool - relevant, n - k) for k in range(check.found_in_sample + 1)
    )
    return ways / comb(pool, n)
