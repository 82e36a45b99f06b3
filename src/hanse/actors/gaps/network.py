"""A log on one day, ready for measuring gaps: pairs, estimates, who is there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.actors.gaps.logged import Logged
from hanse.actors.gaps.thinning import Thinned, thinned
from hanse.actors.sides import Gap, members, own_firms
from hanse.actors.strength import Shares, TieRule, pair_shares, present
from hanse.actors.tables import ActorLog
from hanse.actors.ties import Ties, ties

__all__ = ["Network", "Side", "network_on", "side_of"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Network:
    """The ties of a log on a day, and what is needed to judge what was not logged.

    Attributes
    ----------
    ties : Ties
        All pairs.
    shares : Shares
        Episodes of pairs with any, in the order of pairs.
    at : ndarray of int64
        Row in `ties` of each pair of ``shares``.
    here, firms : ndarray of bool, shape (n,)
        Actors that are there on the day, and the firms of the cluster among them.
    logged : Logged
        What share of the episodes is logged.
    bounds : tuple of float
        The share, and where it is not known for certain the shares one standard error around it.
    estimates : tuple of Thinned
        For each of ``bounds``.
    """

    log: ActorLog
    ties: Ties
    shares: Shares
    at: Whole
    here: Mask
    firms: Mask
    logged: Logged
    bounds: tuple[float, ...]
    estimates: tuple[Thinned, ...]

    @property
    def n_episodes(self) -> int:
        """Episodes of the whole log."""
        return len(self.log.episodes)

    def pair_values(self, which: int = 0) -> Floats:
        """Return the estimate of each pair of `ties`: 1 for certain where it is stated."""
        found = np.zeros(len(self.ties))
        found[self.at] = self.estimates[which].is_tie
        found[self.ties.is_stated] = 1.0
        return found

    def moves(self) -> Floats:
        """Return what each row of ``shares`` moves in its pair's estimate; 0 where it is stated."""
        found = self.estimates[0]
        return np.where(self.ties.is_stated[self.at][found.pair], 0.0, found.move)

    def variance(self, rows: Floats, episode: Whole) -> tuple[float, float]:
        """Return the variance of a sum from what each logged episode moves in it, and its unit.

        With Δ_e what the sum loses without episode e, q Σ_e Δ_e² over the logged episodes has
        the expectation p q Σ E[Δ_e²] over all episodes, which is never below the variance (Efron
        and Stein 1981, *Annals of Statistics* 9, 586), also where episodes of many parties move
        many pairs at once. The unit is how much comes or goes together: p (Σ Δ_e⁴ / Σ Δ_e²)^½,
        which for a count is 1 where every tie hangs on an episode of its own.
        """
        moved = np.bincount(episode, weights=rows, minlength=1)
        share, square = self.logged.share, float((moved**2).sum())
        unit = share * float(np.sqrt((moved**4).sum() / square)) if square else 0.0
        return (1 - share) * square, unit


@dataclass(frozen=True, eq=False)
class Side:
    """One gap on one day.

    Attributes
    ----------
    firms, others : ndarray of bool, shape (n,)
        The two sides, only actors that are there.
    of_pair : ndarray of int64, shape (m,)
        How many firms of each pair of `Ties` reach across the gap by it: 0, 1 or 2.
    pairs, reaches : int
        Pairs across the gap, and the sum of ``of_pair`` over all of them, tied or not.
    """

    firms: Mask
    others: Mask
    of_pair: Whole
    pairs: int
    reaches: int


def network_on(log: ActorLog, rule: TieRule, day: int, logged: Logged) -> Network:
    """Return the network of a log on a day."""
    found = ties(log, rule, day=day)
    n = len(log.actors)
    shares = pair_shares(log.episodes, n, rule, day)
    at = np.searchsorted(found.a * n + found.b, shares.a * n + shares.b)
    bounds: tuple[float, ...] = (logged.share,)
    if logged.error:
        spread = logged.error
        bounds += (max(logged.share - spread, 0.5), min(logged.share + spread, 1.0))
    estimates = tuple(thinned(shares, rule.least, share) for share in bounds)
    here = present(log.actors, day)
    firms = own_firms(log) & here
    return Network(log, found, shares, at, here, firms, logged, bounds, estimates)


def side_of(network: Network, one: Gap) -> Side:
    """Return the sides of a gap.

    A pair counts once, and nobody is paired with itself: with n firms, m others and s actors that
    are both there are n m - s - s (s - 1) / 2 pairs, which within the firms is n (n - 1) / 2.
    """
    firms, others = network.firms, members(network.log, one) & network.here
    a, b = network.ties.a, network.ties.b
    of_pair = (firms[a] & others[b]).astype(np.int64) + (firms[b] & others[a])
    n, m, both = int(firms.sum()), int(others.sum()), int((firms & others).sum())
    reached = n * m - both
    return Side(firms, others, of_pair, reached - both * (both - 1) // 2, reached)
