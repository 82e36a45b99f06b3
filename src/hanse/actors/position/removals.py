"""What breaks if an actor leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.actors.position.betweenness import EXACT
from hanse.actors.position.bridge import Ways, ways_abroad
from hanse.actors.position.cuts import Cuts, cuts
from hanse.actors.position.market_links import links_of, markets_of
from hanse.actors.position.market_rule import LEVELS, Links, MarketRule
from hanse.actors.position.network import Network, network_of
from hanse.actors.position.reach import mean_growth
from hanse.actors.position.removal_words import removals_text
from hanse.actors.sides import GAPS, members, own_firms
from hanse.actors.tables import ActorLog
from hanse.actors.ties import Ties
from hanse.errors import InputError
from hanse.result import Answer, Record

__all__ = ["MarketFall", "Removal", "Removals", "removals"]

_FIRMS = 192
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class MarketFall(Record, kind="actor-market-fall"):
    """The position in a market that falls if an actor leaves."""

    market: str
    before: str
    after: str


@dataclass(frozen=True)
class Removal(Record, kind="actor-removal"):
    """What breaks if one actor leaves.

    Attributes
    ----------
    id, name : str
        The actor.
    firms_cut : int
        Other firms of the cluster that reached somebody abroad and then reach nobody.
    pairs_cut : int
        Connected pairs of another firm and another actor abroad that are then cut.
    share : float
        Share of the shortest firm-abroad ways that run through it; NaN without such a way.
    growth : float
        By how many ties the ways that are left grow on average; NaN where none is left.
    falls : tuple of MarketFall
        Markets in which the cluster's position falls.
    gap_ties : tuple of int, length 7
        Ties lost across each of the seven gaps.
    ties : int
        All ties lost.
    pieces : int
        Parts into which its part of the network falls; 1 where the rest hangs together.
    """

    id: str
    name: str
    firms_cut: int
    pairs_cut: int
    share: float
    growth: float
    falls: tuple[MarketFall, ...]
    gap_ties: tuple[int, ...]
    ties: int
    pieces: int


@dataclass(frozen=True, eq=False)
class Removals(Answer, kind="actor-removals"):
    """What breaks if an actor leaves, the worst first.

    Attributes
    ----------
    day : int
        The day of the ties.
    actors, firms, reaching : int
        Actors that are there, firms of the cluster among them, firms that reach somebody abroad.
    rows : tuple of Removal
        By firms cut off, markets in which the position falls, pairs cut, share of ways, and ties.
    notes : tuple of str
        How it was measured.
    """

    day: int
    actors: int
    firms: int
    reaching: int
    rows: tuple[Removal, ...]
    notes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __str__(self) -> str:
        return removals_text(self)

    def to_frame(self) -> Any:
        """Return one row for each actor.

        Columns: ``id name firms_cut pairs_cut share growth markets_falling gap_firms gap_research
        gap_education gap_capital gap_public gap_clusters gap_global ties pieces``; markets as codes
        parted by ``;``, gaps as ties lost.
        """
        import pandas as pd

        rows = self.rows
        names = ("id", "name", "firms_cut", "pairs_cut", "share", "growth")
        columns: dict[str, Any] = {name: [getattr(row, name) for row in rows] for name in names}
        columns["markets_falling"] = [";".join(one.market for one in row.falls) for row in rows]
        for at, gap in enumerate(GAPS):
            columns[f"gap_{gap.key}"] = [row.gap_ties[at] for row in rows]
        return pd.DataFrame(
            {**columns, "ties": [row.ties for row in rows], "pieces": [row.pieces for row in rows]}
        )


def removals(
    log: ActorLog,
    ties: Ties,
    *,
    most: int = 20,
    rule: MarketRule | None = None,
    seed: int = 0,
) -> Removals:
    """Return what breaks if an actor leaves, for those with whom most breaks.

    Firms cut off, pairs cut, ties and parts are found for every actor, the markets that fall for
    every one of up to 2,000 actors (else for the candidates by the rest), and the growth of ways
    for those that are listed.

    Parameters
    ----------
    log : ActorLog
        The actors.
    ties : Ties
        Made from the same log.
    most : int, from 1
        How many to list. Actors with whom nothing breaks but their own ties are not listed.
    rule : MarketRule, optional
        When a position in a market is which.
    seed : int
        Of the firms that are drawn in a network of more than 2,000 actors: 200 for the share of
        ways, 192 for their growth.

    Raises
    ------
    InputError
        If the ties are of another log or ``most`` is below 1.

    Examples
    --------
    >>> from hanse.actors.ties import _example, ties
    >>> log = _example()
    >>> len(removals(log, ties(log)))
    0
    """
    if most < 1:
        raise InputError(f"most is {most}", where="removals", mend="Give a whole number from 1.")
    network = network_of(log, ties, "removals")
    cut = cuts(network.matrix, network.firms, network.abroad)
    ways = ways_abroad(network, seed=seed)
    ranked = _ranked(cut, ways, network)
    pool = ranked if len(network) <= EXACT else ranked[: 5 * most]
    falls = _falls(network, rule or MarketRule(), pool)
    pool = sorted(pool, key=lambda at: (-int(cut.firms[at]), -len(falls.get(at, ()))))
    breaks = np.nan_to_num(ways.share) + cut.firms + cut.pairs
    chosen = np.array([at for at in pool if breaks[at] > 0 or at in falls][:most], dtype=np.int64)
    firms = _drawn(np.flatnonzero(network.firms), len(network), seed)
    growth = mean_growth(network.matrix, firms, np.flatnonzero(network.abroad), chosen)
    rows = _rows(network, chosen, cut, ways, growth, falls)
    notes = () if len(firms) == int(network.firms.sum()) else (_drawn_note(ways, len(firms)),)
    return Removals(
        ties.day, len(network), int(network.firms.sum()), _reaching(network), rows, notes
    )


def _rows(
    network: Network,
    chosen: Whole,
    cut: Cuts,
    ways: Ways,
    growth: list[float],
    falls: dict[int, tuple[MarketFall, ...]],
) -> tuple[Removal, ...]:
    """Return what breaks with each of the actors that are listed."""
    gaps = _gap_ties(network, chosen)
    degrees = np.diff(network.matrix.indptr)
    return tuple(
        Removal(
            id=network.ids[at],
            name=network.names[at],
            firms_cut=int(cut.firms[at]),
            pairs_cut=int(cut.pairs[at]),
            share=float(ways.share[at]),
            growth=growth[k],
            falls=falls.get(at, ()),
            gap_ties=gaps[k],
            ties=int(degrees[at]),
            pieces=int(cut.pieces[at]),
        )
        for k, at in enumerate(chosen.tolist())
    )


def _ranked(cut: Cuts, ways: Ways, network: Network) -> list[int]:
    """Return all actors by firms cut off, pairs cut, share of ways, and ties."""
    degrees = np.diff(network.matrix.indptr)
    keys = (-degrees, -np.nan_to_num(ways.share), -cut.pairs, -cut.firms)
    return [int(at) for at in np.lexsort(keys)]


def _falls(
    network: Network, rule: MarketRule, pool: list[int]
) -> dict[int, tuple[MarketFall, ...]]:
    """Return the markets in which the position falls if one of the pool leaves."""
    found: dict[int, list[MarketFall]] = {}
    asked = set(pool)
    markets = markets_of(network)
    for code, links in zip(markets, links_of(network, markets), strict=True):
        before = rule.level(links)
        for at in sorted(asked & set(np.union1d(links.ours, links.theirs).tolist())):
            after = _level_without(links, rule, at)
            if after < before:
                fall = MarketFall(code, LEVELS[before], LEVELS[after])
                found.setdefault(at, []).append(fall)
    return {at: tuple(falls) for at, falls in found.items()}


def _level_without(links: Links, rule: MarketRule, actor: int) -> int:
    """Return the level in a market if an actor leaves."""
    return rule.level(links.without(actor))


def _gap_ties(network: Network, chosen: Whole) -> list[tuple[int, ...]]:
    """Return the ties that each of some actors has across each gap."""
    firms = own_firms(network.log)[network.places]
    rows = network.matrix[chosen]
    found = []
    for one in GAPS:
        others = members(network.log, one)[network.places]
        to_firms, to_others = rows @ firms.astype(float), rows @ others.astype(float)
        both = rows @ (firms & others).astype(float)
        count = np.where(firms[chosen], to_others, 0) + np.where(others[chosen], to_firms, 0)
        count -= np.where(firms[chosen] & others[chosen], both, 0)
        found.append(count.astype(np.int64).tolist())
    return list(zip(*found, strict=True))


def _drawn(firms: Whole, n: int, seed: int) -> Whole:
    """Return the firms whose ways are followed."""
    if n <= EXACT or len(firms) <= _FIRMS:
        return firms
    return np.sort(np.random.default_rng(seed).choice(firms, _FIRMS, replace=False))


def _drawn_note(ways: Ways, firms: int) -> str:
    """Return what was drawn at random."""
    return (
        f"Shares of ways are from {ways.firms:,} firms and their growth from {firms:,}, drawn at "
        "random; the rest is of all."
    )


def _reaching(network: Network) -> int:
    """Return how many firms reach somebody abroad."""
    from scipy.sparse.csgraph import connected_components

    label = connected_components(network.matrix, directed=False)[1]
    ends = np.unique(label[network.abroad])
    return int(np.isin(label[network.firms], ends).sum())
