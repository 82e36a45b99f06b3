"""Ties as they would be if every episode were logged: signed thinning, pair by pair."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.actors.strength import Shares, reaches

__all__ = ["Thinned", "signed_sum", "thinned"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

EXACT = 3


@dataclass(frozen=True, eq=False)
class Thinned:
    """Estimates for pairs and what each episode moves in them.

    Attributes
    ----------
    share : float
        Share p of the episodes that is logged.
    pair : ndarray of int64, shape (s,)
        Pair of each row of `Shares.episode`.
    heavy : ndarray of bool, shape (s,)
        Whether that episode makes a tie by itself.
    n_heavy : ndarray of int64, shape (m,)
        Such episodes of each pair.
    light : ndarray of float64, shape (m,)
        Estimate of whether the other episodes alone make a tie.
    loss : ndarray of float64, shape (s,)
        ``light`` minus what it is without that episode; 0 where it is heavy.
    guess : ndarray of float64, shape (m,)
        Variance of what was not seen, where ``light`` is a probability; 0 elsewhere.
    """

    share: float
    pair: Whole
    heavy: Mask
    n_heavy: Whole
    light: Floats
    loss: Floats
    guess: Floats

    @property
    def turn(self) -> float:
        """What an episode that is left out multiplies a weight with: -(1 - p) / p."""
        return -(1 - self.share) / self.share

    @cached_property
    def is_tie(self) -> Floats:
        """Estimate of whether a pair is a tie: 1 - (-(1 - p) / p)^heavy (1 - light)."""
        return 1 - self.turn**self.n_heavy * (1 - self.light)

    @cached_property
    def move(self) -> Floats:
        """The estimate minus what it is without that episode, shape (s,)."""
        before = self.turn ** np.maximum(self.n_heavy - 1, 0)
        own = (before * (1 - self.light))[self.pair] / self.share
        rest = (self.turn**self.n_heavy)[self.pair] * self.loss
        return np.where(self.heavy, own, rest)


def thinned(shares: Shares, least: float, share: float) -> Thinned:
    """Estimate which pairs are ties when each episode is logged with probability ``share``.

    Let g(D) be 1 where the episodes D of a pair reach ``least`` and B those that are logged. Then
    Σ_{D ⊆ B} g(D) (1/p)^|D| (-(1-p)/p)^(|B|-|D|) has the expectation g(A) for every set A of
    true episodes: it inverts the thinning, and says nothing of how active anybody is. With
    episodes that make a tie by themselves ("heavy", h of them) it is
    1 - (-(1-p)/p)^h (1 - ĝ), ĝ the same sum over the other, "light", episodes.

    Up to three light episodes that sum is taken exactly. With more of them its terms grow like
    ((2-p)/p)^n with changing sign: unbiased, and useless in a single network. There ĝ is 1 where
    the light episodes reach ``least`` and otherwise the probability that the missing ones fill
    the rest: their number is negative binomial with n and p, each as strong as the pair's own (n
    counted as (Σw)²/Σw²). Of a pair with light episodes of which none was logged nothing is seen.
    """
    m = len(shares.a)
    pair = np.repeat(np.arange(m), np.diff(shares.starts))
    heavy = np.asarray(reaches(shares.weight, least))
    n_heavy = np.bincount(pair[heavy], minlength=m)
    light, loss, guess = np.zeros(m), np.zeros(len(pair)), np.zeros(m)
    rows = np.flatnonzero(~heavy)
    own, weight = pair[rows], shares.weight[rows]
    count = np.bincount(own, minlength=m)
    total = np.bincount(own, weights=weight, minlength=m)
    square = np.bincount(own, weights=weight**2, minlength=m)
    many = count > EXACT
    light[many] = _filled(count, total, square, least, share)[many]
    guess[many] = (light * (1 - light))[many]
    without = _filled((count[own] - 1), total[own] - weight, square[own] - weight**2, least, share)
    loss[rows] = light[own] - without
    begin = np.cumsum(count) - count
    for k in range(1, EXACT + 2):
        some = np.flatnonzero(count == k)
        at = begin[some][:, None] + np.arange(k)
        table = weight[at]
        if k <= EXACT:
            light[some] = signed_sum(table, least, share)
        for j in range(k):
            rest = signed_sum(np.delete(table, j, axis=1), least, share)
            loss[rows[at[:, j]]] = light[some] - rest
    guess *= ((1 - share) / share) ** (2 * n_heavy)
    return Thinned(share, pair, heavy, n_heavy, light, loss, guess)


def signed_sum(weights: Floats, least: float, share: float) -> Floats:
    """Return Σ_{D ⊆ B} g(D) (1/p)^|D| (-(1-p)/p)^(|B|-|D|) for each row of weights.

    Parameters
    ----------
    weights : ndarray of float64, shape (m, k)
        What the k logged episodes of each pair weigh; work and sign changes grow like 2^k.
    least, share : float
        Least strength of a tie; probability p that an episode is logged.

    Examples
    --------
    One episode that is a tie by itself, logged with 0.8, stands for 1.25 ties; with the unseen
    ones, which stand for none, that is 1 on average.

    >>> signed_sum(np.array([[1.0]]), 0.25, 0.8)
    array([1.25])
    """
    found = np.zeros(len(weights))
    k = weights.shape[1]
    for chosen in product((False, True), repeat=k):
        size = sum(chosen)
        factor = (1 / share) ** size * (-(1 - share) / share) ** (k - size)
        found += factor * reaches(weights[:, np.array(chosen, dtype=bool)].sum(axis=1), least)
    return found


def _filled(count: Whole, total: Any, square: Any, least: float, share: float) -> Floats:
    """Return how probable it is that episodes that were not logged fill a pair to a tie."""
    from scipy.special import betainc

    found = np.asarray(reaches(total, least)).astype(np.float64)
    open_ = np.flatnonzero((found == 0) & (count > 0) & (total > 0))
    if share == 1 or not len(open_):
        return found
    size = total[open_] ** 2 / square[open_]
    wanted = (least / total[open_] - 1) * size
    found[open_] = betainc(wanted, size, 1 - share)
    return found
