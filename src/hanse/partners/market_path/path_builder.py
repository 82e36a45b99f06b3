"""From the table of markets to the path."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.partners.market_path.market_scores import (
    combined_attraction,
    market_parts,
    market_scores,
    score_ranks,
)
from hanse.partners.market_path.market_table import Complement, MarketTable, OwnMarket
from hanse.partners.market_path.path import MarketPath, PathMarket, WeightChange
from hanse.partners.market_path.path_weights import PARTS, LeapRule, PathWeights
from hanse.partners.market_path.path_words import justification
from hanse.partners.market_path.ring_limits import ring_limits, ring_of
from hanse.tables.countries import country_code

__all__ = ["FACTORS", "home_distances", "market_path"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FACTORS = (0.5, 1.5)
"""What each weight is multiplied with."""

_ORDER = ("open", "entered", "blocked", "aside")


def market_path(
    table: MarketTable,
    *,
    home: str | None = None,
    weights: PathWeights | None = None,
    rings: int | Sequence[float] = 3,
    rule: LeapRule | None = None,
    among: Collection[str] | None = None,
    attraction_weights: Mapping[str, float] | None = None,
    logs: Sequence[str] = (),
    elsewhere: float | None = None,
    ranked: Collection[str] | None = None,
) -> MarketPath:
    """Find the path into markets: what exists, the next step, and leaps.

    Rings, means and standard deviations are taken over all markets with a distance, entered and
    blocked ones too, so that neither an entry nor a block moves another market. Open markets are
    ranked.

    Parameters
    ----------
    table : MarketTable
        From `market_table` or `read_market_table`.
    home : str, optional
        The country that markets are seen from; by default that of the table.
    weights : PathWeights, optional
        Of attraction, distance, ties and complementarity; by default 1, 1, 1 and 0.5.
    rings : int or sequence of float
        How many rings by natural breaks, or the farthest distance of each ring but the last.
    rule : LeapRule, optional
        Which markets are far, and what justifies going there; by default from ring 3 on, with one
        tie or a complementarity of 0.5.
    among : collection of str, optional
        Codes of the markets that are looked at; by default all.
    attraction_weights : mapping of str to float, optional
        Of the columns of attraction; by default all count the same.
    logs : sequence of str
        Columns of attraction whose logarithm is taken.
    elsewhere : float, optional
        Complementarity of the markets that are not listed, 0 to 1. By default it is not known and
        the other parts count for it: then a low known value may place a market below one of which
        none is known. Give 0 where the list holds all that there is.
    ranked : collection of str, optional
        Codes of the open markets that compete for a place, such as those whose attraction is known;
        the others have their ring and stand aside. By default all.

    Returns
    -------
    MarketPath
        A part that is not known of a market is left out and the other weights count for it, which
        is told. Within reach are open markets that are not far, up to the ring after the furthest
        one that has been entered without a leap, and always the nearest ring with an open market.

    Raises
    ------
    InputError
        If there is no such home, it has fewer different distances than rings, or a part with a
        weight is the same for all markets.

    References
    ----------
    Johanson, J. & Vahlne, J.-E. (2009). The Uppsala internationalization process model revisited.
    *Journal of International Business Studies* 40, pp. 1411-1431: nearness and network positions.

    Examples
    --------
    >>> import pandas as pd
    >>> from hanse.partners.market_path import OwnMarket, market_table
    >>> places = {"NOR": 1.0, "DNK": 1.2, "DEU": 3.0, "POL": 3.5, "CHN": 9.0, "CHL": 9.5}
    >>> frame = pd.DataFrame(
    ...     {"origin": "SWE", "destination": list(places), "distance": list(places.values())}
    ... )
    >>> own = [OwnMarket("NOR", wave=1), OwnMarket("CHN", tie="sister city Zhuhai")]
    >>> path = market_path(market_table(frame, home="SWE", own=own))
    >>> path.next_in_ring, [(one.market, one.leap) for one in path.leaps]
    ('DNK', [('CHN', 'led by ties: sister city Zhuhai')])
    """
    chosen, ruled = weights or PathWeights(), rule or LeapRule()
    at, distances = home_distances(table, home, among)
    limits = ring_limits(np.array(list(distances.values())), rings)
    attraction = np.full(len(distances), np.nan)
    if chosen.attraction > 0:
        attraction = combined_attraction(table, list(distances), attraction_weights, logs)
    parts = market_parts(table, distances, attraction, chosen, elsewhere)
    rows = _rows(table, distances, limits, ranked)
    frontier = ruled.frontier([one.ring for one in rows if one.status == "entered"])
    rows = [_with_leap(one, table, ruled, frontier) for one in rows]
    near = [k for k in range(1, frontier + 2) if not ruled.is_far(k, frontier)]
    ranking = _Ranking(rows, parts, chosen, max(near, default=1))
    apart = _apart(table, at, distances, among)
    steps = ranking.next_steps(ranking.ranks)
    by = "breaks" if isinstance(rings, (int, np.integer)) else "limits"
    return MarketPath(
        *(at, by, limits, chosen, ruled, frontier),
        reach=max(ranking.reach, ranking.nearest_ring),
        markets=ranking.rows(),
        without_distance=apart,
        blocked_without_distance={c: why for c, why in table.blocked.items() if c in apart},
        next_in_ring=steps[0],
        next_in_reach=steps[1],
        changes=ranking.changes,
        notes=table.notes,
    )


def _apart(
    table: MarketTable, home: str, distances: Mapping[str, float], among: Collection[str] | None
) -> tuple[str, ...]:
    """Return the named markets that have no distance."""
    gone = [code for code in table.named if code not in distances and code != home]
    return tuple(code for code in gone if among is None or code in set(among))


def home_distances(
    table: MarketTable, home: str | None, among: Collection[str] | None
) -> tuple[str, dict[str, float]]:
    """Return the code of home and the distance of each market that is looked at.

    Raises
    ------
    InputError
        If home is no origin, is among the own markets, or ``among`` names none with a distance.
    """
    at = table.home if home is None else country_code(home, where="home")
    if at in {one.market for one in table.own}:
        mend = "Take it out of the own markets."
        raise InputError(f"home {at} is among the markets", where="market path", mend=mend)
    if at not in table.distances.key("origin").labels:
        raise unknown_name("origin", at, table.distances.key("origin").labels, where="distances")
    distances = table.distances_from(at)
    if among is not None:
        asked = set(among)
        distances = {code: value for code, value in distances.items() if code in asked}
    if not distances:
        mend = "Give distances, or other markets in among."
        raise InputError(f"no market has a distance from {at}", where="market path", mend=mend)
    return at, distances


def _rows(
    table: MarketTable,
    distances: Mapping[str, float],
    limits: Sequence[float],
    ranked: Collection[str] | None,
) -> list[PathMarket]:
    """Return the markets with what is known of them, before they are ranked."""
    own = {one.market: one for one in table.own}
    fits = {one.market: one for one in table.complements}
    made = []
    for code, distance in distances.items():
        ours = own.get(code, OwnMarket(code))
        competes = ranked is None or code in ranked
        status = "entered" if ours.is_entered else "open" if competes else "aside"
        made.append(
            PathMarket(
                market=code,
                status="blocked" if code in table.blocked else status,
                ring=ring_of(distance, limits),
                distance=distance,
                wave=ours.wave,
                year=ours.year,
                ties=ours.tie_count,
                relationships=ours.relationships,
                level=ours.level,
                tie=ours.tie,
                hotspot=fits[code].hotspot if code in fits else "",
                blocked=table.blocked.get(code, ""),
            )
        )
    return made


def _with_leap(one: PathMarket, table: MarketTable, rule: LeapRule, frontier: int) -> PathMarket:
    """Return the market with the reason for a leap, if it is open, far and justified."""
    if one.status != "open" or not rule.is_far(one.ring, frontier):
        return one
    own: OwnMarket | None = next((o for o in table.own if o.market == one.market), None)
    fit: Complement | None = next((c for c in table.complements if c.market == one.market), None)
    return replace(one, leap=justification(own, fit, rule))


class _Ranking:
    """The open markets ranked, and ranked again with other weights."""

    def __init__(
        self, rows: Sequence[PathMarket], parts: Floats, weights: PathWeights, reach: int
    ) -> None:
        self.markets, self.parts, self.weights, self.reach = rows, parts, weights, reach
        self.is_open = np.array([one.status == "open" for one in rows], dtype=bool)
        self.ring = np.array([one.ring for one in rows], dtype=np.int64)
        self.scores = market_scores(parts, weights.array)
        self.ranks = self._ranked(weights.array)
        open_rings = self.ring[self.ranks > 0]
        self.nearest_ring = int(open_rings.min()) if open_rings.size else 0
        self.ranges = [self.ranks, self.ranks]
        self.changes = tuple(
            self._change(at, factor)
            for at in np.flatnonzero(weights.array * ~np.isnan(parts).all(axis=0)).tolist()
            for factor in FACTORS
        )

    def _ranked(self, weights: Floats) -> Ints:
        """Return the place of each open market with these weights, 0 for others."""
        return score_ranks(np.where(self.is_open, market_scores(self.parts, weights), np.nan))

    def next_steps(self, ranks: Ints) -> tuple[str, str]:
        """Return the best market of the nearest ring with an open one, and of those in reach."""
        chosen = []
        for furthest in (self.nearest_ring, max(self.reach, self.nearest_ring)):
            here = np.flatnonzero((ranks > 0) & (self.ring <= furthest)).tolist()
            best = min(here, key=lambda at: (ranks[at], self.markets[at].market), default=-1)
            chosen.append(self.markets[best].market if best >= 0 else "")
        return chosen[0], chosen[1]

    def _change(self, at: int, factor: float) -> WeightChange:
        """Return what moves when a weight is multiplied."""
        other = self.weights.array
        other[at] *= factor
        ranks = self._ranked(other)
        self.ranges = [np.minimum(self.ranges[0], ranks), np.maximum(self.ranges[1], ranks)]
        moved = np.flatnonzero(ranks != self.ranks).tolist()
        moved.sort(key=lambda i: (self.ranks[i], self.markets[i].market))
        names = tuple(self.markets[i].market for i in moved)
        places = tuple(int(ranks[i]) for i in moved)
        return WeightChange(PARTS[at], factor, names, places, *self.next_steps(ranks))

    def rows(self) -> tuple[PathMarket, ...]:
        """Return the markets with their parts, scores and places, in the order of a path."""
        made = []
        for at, one in enumerate(self.markets):
            attraction, nearness, close, fit = self.parts[at].tolist()
            gone = np.isnan(self.parts[at]) & (self.weights.array > 0)
            made.append(
                replace(
                    one,
                    attraction=attraction,
                    nearness=nearness,
                    closeness=close,
                    complementarity=fit,
                    score=float(self.scores[at]),
                    rank=int(self.ranks[at]),
                    best_rank=int(self.ranges[0][at]),
                    worst_rank=int(self.ranges[1][at]),
                    missing=tuple(PARTS[k] for k in np.flatnonzero(gone).tolist()),
                )
            )
        return tuple(sorted(made, key=_place))


def _place(one: PathMarket) -> tuple[int, float, float, str]:
    """Return where a market stands in a path."""
    when = one.wave or one.year
    by = (one.rank or math.inf) if one.status == "open" else when
    return _ORDER.index(one.status), by, one.distance, one.market
