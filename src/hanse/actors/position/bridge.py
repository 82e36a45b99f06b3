"""How much of the way from firms to actors abroad runs through one actor."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.actors.position.betweenness import EXACT
from hanse.actors.position.bridge_words import bridge_text
from hanse.actors.position.network import Network, network_of
from hanse.actors.position.shortest_paths import path_sums
from hanse.actors.tables import ActorLog
from hanse.actors.ties import Ties
from hanse.errors import InputError
from hanse.result import Answer

__all__ = ["Bridge", "Ways", "bridge", "bridge_of", "ways_abroad"]

_FIRMS = 200
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Ways:
    """Shortest paths from firms of the cluster to actors abroad.

    Attributes
    ----------
    share : ndarray of float64, shape (n,)
        Share of the paths of connected pairs (that the actor is not part of) through each actor;
        NaN where there is no such pair.
    error : ndarray of float64, shape (n,)
        Its standard error from looking at some firms only; 0 where all were.
    pairs, direct : float
        Connected pairs, and pairs with a tie of their own; estimated where firms were drawn.
    distance : float
        Mean number of ties between connected pairs; NaN without one.
    firms : int
        Firms that were looked at.
    """

    share: Floats
    error: Floats
    pairs: float
    direct: float
    distance: float
    firms: int


@dataclass(frozen=True, eq=False)
class Bridge(Answer, kind="actor-bridge"):
    """The dependence of the firms' ways abroad on one actor, and who else bridges.

    Attributes
    ----------
    day : int
        The day of the ties.
    actor, name : str
        Id and name of the actor; empty where the cluster has no organisation in the log.
    share, error : float
        Share of the shortest firm-abroad paths that run through it, its standard error (0 where
        all firms were looked at); NaN without a connected pair or without the actor.
    firms, abroad : int
        Firms of the cluster and actors abroad that are there.
    looked_at : int
        Firms whose paths were looked at.
    pairs, direct : float
        Pairs firm-abroad that are connected, and those with a tie of their own.
    distance : float
        Mean number of ties between connected pairs; NaN without one.
    firms_tied : int
        Firms with a tie of their own to an actor abroad, of all firms.
    ids, names : tuple of str
        Everybody through whom paths run, by falling share.
    shares, errors : ndarray of float64
        Of each of them.
    """

    day: int
    actor: str
    name: str
    share: float
    error: float
    firms: int
    abroad: int
    looked_at: int
    pairs: float
    direct: float
    distance: float
    firms_tied: int
    ids: tuple[str, ...]
    names: tuple[str, ...]
    shares: Floats
    errors: Floats

    def __str__(self) -> str:
        return bridge_text(self)

    def to_frame(self) -> Any:
        """Return one row for each actor that bridges: ``id name share error``."""
        import pandas as pd

        return pd.DataFrame(
            {
                "id": list(self.ids),
                "name": list(self.names),
                "share": self.shares.copy(),
                "error": self.errors.copy(),
            }
        )


def bridge(
    log: ActorLog,
    ties: Ties,
    *,
    actor: str | None = None,
    sources: int | None = None,
    seed: int = 0,
) -> Bridge:
    """Return how much of the firms' way abroad runs through one actor.

    share_v = Σ σ_st(v) / σ_st over the connected pairs of a firm s of the cluster and an actor t
    abroad, both other than v, divided by their number: σ_st are the shortest paths (fewest ties),
    σ_st(v) those through v. It is 1 where no firm has another shortest way, and falls as firms tie
    themselves to actors abroad.

    Parameters
    ----------
    log : ActorLog
        The actors.
    ties : Ties
        Made from the same log.
    actor : str, optional
        Id, or a name that only one has. By default the cluster's organisation; of several the one
        with the largest share.
    sources : int, from 2, optional
        How many firms are looked at, drawn without replacement; by default all of up to 2,000
        actors in all, else 200.
    seed : int
        Of the draw.

    Raises
    ------
    InputError
        If the ties are of another log, the actor is unknown or not there, or fewer than two sources
        are asked for.

    Notes
    -----
    Source: Freeman (1977) for shares of paths, Brandes (2001) for the sums; with firms as sources
    and actors abroad as targets: betweenness of subsets (Brandes 2008, Social Networks 30).

    Examples
    --------
    >>> from hanse.actors.ties import _example, ties
    >>> log = _example()
    >>> bridge(log, ties(log)).pairs
    0.0
    """
    network = network_of(log, ties, "bridge")
    ways = ways_abroad(network, sources=sources, seed=seed)
    at = _actor(network, actor, ways.share)
    return bridge_of(network, ties.day, ways, at)


def bridge_of(network: Network, day: int, ways: Ways, at: int) -> Bridge:
    """Return the answer for the actor at a place, -1 for none."""
    order = np.argsort(-np.nan_to_num(ways.share), kind="stable")
    order = order[np.nan_to_num(ways.share[order]) > 0]
    return Bridge(
        day=day,
        actor=network.ids[at] if at >= 0 else "",
        name=network.names[at] if at >= 0 else "",
        share=float(ways.share[at]) if at >= 0 else math.nan,
        error=float(ways.error[at]) if at >= 0 else math.nan,
        firms=int(network.firms.sum()),
        abroad=int(network.abroad.sum()),
        looked_at=ways.firms,
        pairs=ways.pairs,
        direct=ways.direct,
        distance=ways.distance,
        firms_tied=int((network.matrix[network.firms] @ network.abroad.astype(float) > 0).sum()),
        ids=tuple(network.ids[one] for one in order.tolist()),
        names=tuple(network.names[one] for one in order.tolist()),
        shares=ways.share[order],
        errors=ways.error[order],
    )


def ways_abroad(network: Network, *, sources: int | None = None, seed: int = 0) -> Ways:
    """Return the shortest paths from firms to actors abroad, through everybody.

    With k of F firms the share is the ratio of two sums over firms, and its error
    sqrt((1 − k / F) / k) times the standard deviation of (sum through v − share · pairs), divided
    by the mean number of pairs of a firm (Cochran 1977, p. 155).
    """
    if sources is not None and sources < 2:
        raise InputError(
            f"sources is {sources}", where="bridge", mend="Give a number from 2, or None."
        )
    firms = np.flatnonzero(network.firms)
    n, all_firms = len(network), len(firms)
    asked = (all_firms if n <= EXACT else _FIRMS) if sources is None else sources
    if asked < all_firms:
        firms = np.sort(np.random.default_rng(seed).choice(firms, asked, replace=False))
    x, c, xx, xc, cc = (np.zeros(n) for _ in range(5))
    pairs = direct = far = 0.0
    for sums in path_sums(network.matrix, firms, network.abroad):
        met = (sums.distance > 0) & network.abroad[:, None]
        count = met.sum(axis=0)[None, :] - met.astype(np.float64)
        count[sums.sources, np.arange(len(sums.sources))] = 0.0
        xx += np.einsum("ij,ij->i", sums.through, sums.through)
        xc += np.einsum("ij,ij->i", sums.through, count)
        cc += np.einsum("ij,ij->i", count, count)
        x += sums.through.sum(axis=1)
        c += count.sum(axis=1)
        pairs += int(met.sum())
        direct += int((met & (sums.distance == 1)).sum())
        far += int(sums.distance[met].sum())
    share = np.divide(x, c, out=np.full(n, np.nan), where=c > 0)
    k, scale = len(firms), all_firms / max(len(firms), 1)
    error = np.zeros(n)
    if k < all_firms:
        spread = np.sqrt(np.maximum(xx - 2 * share * xc + share**2 * cc, 0) / (k - 1))
        error = spread * np.sqrt((1 - k / all_firms) / k) / (c / k)
    mean = far / pairs if pairs else math.nan
    return Ways(share, error, pairs * scale, direct * scale, mean, k)


def _actor(network: Network, actor: str | None, share: Floats) -> int:
    """Return the place of the actor asked for, -1 where the cluster has no organisation."""
    if actor is not None:
        return network.place(actor, "bridge")
    own = np.flatnonzero(network.organisations)
    if not own.size:
        return -1
    return int(own[np.argmax(np.nan_to_num(share[own], nan=-1.0))])
