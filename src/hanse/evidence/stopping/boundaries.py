"""How many records of a random sample must be screened, whenever one looks at it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np

__all__ = ["Boundaries", "as_fraction", "boundaries", "fewest_missed", "log_choose", "log_comb"]

_TOLERANCE = 1e-9  # relative, when a chance is compared with the risk


@dataclass(frozen=True)
class Boundaries:
    """The boundaries of a sequential test, for 0, 1, … relevant records in the sample.

    Attributes
    ----------
    needed : tuple of int
        Records of the sample that must be screened before one may stop with that many relevant.
    spent : tuple of float
        Chance to have stopped too early with fewer, where the pool holds the least number that
        breaks the recall with that many; the risk less this is what the last look may take.
    log_ways : tuple of float
        Logarithm of the ways in which k relevant records can stand in front of the boundary of
        k - 1 so that one has not stopped before.
    """

    needed: tuple[int, ...]
    spent: tuple[float, ...]
    log_ways: tuple[float, ...]


def as_fraction(share: float) -> Fraction:
    """Return a share as it is written: 0.95 is 19/20.

    Examples
    --------
    >>> as_fraction(0.95)
    Fraction(19, 20)
    """
    return Fraction(str(float(share)))


def log_choose(n: Any, k: Any) -> Any:
    """Return the logarithm of the binomial coefficient, -inf where there is no way."""
    from scipy.special import gammaln

    n, k = np.asarray(n, dtype=np.float64), np.asarray(k, dtype=np.float64)
    fits = (k >= 0) & (k <= n)
    n, k = np.where(fits, n, 0.0), np.where(fits, k, 0.0)
    return np.where(fits, gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1), -np.inf)


def log_comb(n: int, k: int) -> float:
    """Return the logarithm of one binomial coefficient, -inf where there is no way.

    Examples
    --------
    >>> round(math.exp(log_comb(5, 2))), log_comb(2, 5)
    (10, -inf)
    """
    if not 0 <= k <= n:
        return -math.inf
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def fewest_missed(found: int, recall: float) -> int:
    """Return the least number of records missed that puts the recall below its target.

    Parameters
    ----------
    found : int, from 0
        Relevant records found.
    recall : float, above 0, at most 1
        The target.

    Examples
    --------
    >>> fewest_missed(45, 0.95), fewest_missed(0, 0.95)
    (3, 1)
    """
    return math.floor(found / as_fraction(recall)) - found + 1


@lru_cache(maxsize=4096)
def boundaries(pool: int, found: int, recall: float, risk: float, finds: int) -> Boundaries:
    r"""Return how many records must be screened for 0, 1, …, ``finds`` relevant ones among them.

    A pool of U records holds an unknown number m of relevant ones and is screened in random order.
    With r found before and k found in the sample, the recall is missed where
    :math:`m \ge m_k`, the least number with :math:`r + k < \rho (r + m_k)`. One stops at the first
    n with :math:`n \ge b_k`. The bₖ are the least, in turn, for which

    .. math:: P_{m_k}(\text{stop with } 0, 1, \dots \text{ or } k \text{ relevant}) \le \alpha .

    The chance to stop with i is :math:`q_i \binom{U - b_i}{m - i} / \binom{U}{m}`, with the
    ways :math:`q_i = \binom{b_{i-1}}{i} - \sum_{j<i} q_j \binom{b_{i-1} - b_j}{i - j}` in which i
    records stand in front of the boundary before without having ended it.

    As mₖ grows with k and more relevant records only come earlier, the chance to stop
    below the recall is at most α for every m, and wherever and how often one looks. With k = 0 this
    is the plain hypergeometric test: looking again and again costs only those who find something.

    Parameters
    ----------
    pool : int, from 0
        U: records that the sample is drawn from.
    found : int, from 0
        r: relevant records found before.
    recall : float, above 0, at most 1
        ρ: the target.
    risk : float, above 0, below 1
        α: chance to stop too early that is accepted. Chances are compared with it to nine digits.
    finds : int, from 0
        Relevant records found in the sample.

    Examples
    --------
    With 45 found, 3 missed would be too many. None of 3 stands among 631 of 1,000 drawn at random
    with a chance of 5 %:

    >>> boundaries(1000, 45, 0.95, 0.05, 2).needed
    (631, 768, 818)
    """
    size = finds + 1
    needed = np.zeros(size, dtype=np.int64)
    spent, ways = np.zeros(size), np.zeros(size)
    share, least = as_fraction(recall), 0
    for k in range(size):
        missed = math.floor((found + k) / share) - found + 1
        ways[k] = _log_ways(least, k, needed[:k], ways[:k])
        if missed <= pool:
            early = log_choose(pool - needed[:k], missed - np.arange(k))
            spent[k] = np.exp(ways[:k] + early - log_comb(pool, missed)).sum()
            free = risk * (1 + _TOLERANCE) - float(spent[k])
            least = _least(pool, missed, k, float(ways[k]), free, least)
        needed[k] = least
    return Boundaries(tuple(needed.tolist()), tuple(spent.tolist()), tuple(ways.tolist()))


def stopping_chance(pool: int, missed: int, finds: int, log_ways: float, at: int) -> float:
    """Return the chance to stop with that many relevant records if the boundary stands there."""
    log = log_ways + log_comb(pool - at, missed - finds) - log_comb(pool, missed)
    return math.exp(log)


def _log_ways(last: int, finds: int, needed: Any, ways: Any) -> float:
    """Return the logarithm of q: ways to find that many in front of the last boundary."""
    if not finds:
        return 0.0
    if last < finds:
        return -math.inf
    every = log_comb(last, finds)
    stopped = np.exp(ways + log_choose(last - needed, finds - np.arange(finds)) - every)
    rest = 1 - float(stopped.sum())
    return every + math.log(rest) if rest > 0 else -math.inf


def _least(pool: int, missed: int, finds: int, log_ways: float, free: float, low: int) -> int:
    """Return the first boundary from a place on whose chance is no more than what is free."""
    high = pool
    while low < high:
        middle = (low + high) // 2
        if stopping_chance(pool, missed, finds, log_ways, middle) <= free:
            high = middle
        else:
            low = middle + 1
    return low
