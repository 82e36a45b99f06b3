"""The path into markets: what exists, the next step, leaps, and how sure the ranking is."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import Any

from hanse.errors import unknown_name
from hanse.messages import columns_text, join_names, plural
from hanse.partners.market_path.path_check import path_holds
from hanse.partners.market_path.path_weights import PARTS, LeapRule, PathWeights
from hanse.partners.market_path.path_words import (
    leaps_said,
    links_said,
    next_step_said,
    set_apart_said,
    weights_said,
)
from hanse.result import Answer, Record
from hanse.tables.countries import country_name

__all__ = ["MarketPath", "PathMarket", "WeightChange"]

_SHOWN = 15


@dataclass(frozen=True)
class PathMarket(Record, kind="partners-path-market"):
    """One market of a path.

    Attributes
    ----------
    market : str
        Code.
    status : str
        ``"open"``, ``"entered"``, ``"blocked"`` or ``"aside"`` (not asked for); only open ones have
        a rank.
    ring : int
        1 is the nearest.
    distance : float
        As the table has it.
    attraction, nearness, closeness, complementarity : float
        The parts of the score: attraction and distance (its sign turned) in standard deviations,
        own ties 0 to 1, complementarity 0 to 1; NaN where not known, and attraction and nearness
        where they have no weight.
    score : float
        NaN where no part is known.
    rank, best_rank, worst_rank : int
        The place among open markets, and its range when each weight is halved or raised by half;
        0 for those that are not open or have no score.
    wave, year : int
        When it was entered; 0 where it is not known.
    ties, relationships : float
        How many there are; NaN where it is not known.
    level, tie, hotspot, blocked : str
        Position, what the ties are, which specialisation complements ours, why it is closed.
    missing : tuple of str
        The parts with a weight that are not known; the others count for them.
    leap : str
        Why it is a leap, in words; empty if it is none.
    """

    market: str
    status: str
    ring: int
    distance: float
    attraction: float = math.nan
    nearness: float = math.nan
    closeness: float = math.nan
    complementarity: float = math.nan
    score: float = math.nan
    rank: int = 0
    best_rank: int = 0
    worst_rank: int = 0
    wave: int = 0
    year: int = 0
    ties: float = math.nan
    relationships: float = math.nan
    level: str = ""
    tie: str = ""
    hotspot: str = ""
    blocked: str = ""
    missing: tuple[str, ...] = ()
    leap: str = ""

    @property
    def parts(self) -> tuple[float, float, float, float]:
        """The parts of the score in the order of `PARTS`."""
        return self.attraction, self.nearness, self.closeness, self.complementarity


@dataclass(frozen=True)
class WeightChange(Record, kind="partners-weight-change"):
    """What happens to the ranking when one weight changes.

    Attributes
    ----------
    part : str
        Whose weight.
    factor : float
        0.5 or 1.5.
    moved : tuple of str
        The open markets whose place changes, from the best of before.
    places : tuple of int
        Their new places.
    next_in_ring, next_in_reach : str
        The next steps with that weight.
    """

    part: str
    factor: float
    moved: tuple[str, ...]
    places: tuple[int, ...]
    next_in_ring: str
    next_in_reach: str


@dataclass(frozen=True, eq=False)
class MarketPath(Answer, kind="partners-market-path"):
    """The path of a home into markets; made by `market_path`.

    Attributes
    ----------
    home : str
        Code of the country.
    by : str
        ``"breaks"`` or ``"limits"``.
    limits : tuple of float
        The farthest distance of each ring but the last.
    weights : PathWeights
        Of the parts of the score.
    rule : LeapRule
        What is far, and what justifies a leap.
    frontier : int
        The furthest ring that was entered without a leap; 0 where none is.
    reach : int
        The furthest ring of the next step.
    markets : tuple of PathMarket
        All with a distance: the open ones from the best, then the entered ones in their order,
        then the blocked ones.
    without_distance : tuple of str
        Named markets that have none, and so no ring and no rank.
    blocked_without_distance : mapping of str to str
        Those of them that are blocked, with the reason.
    next_in_ring : str
        The best open market of the nearest ring that still has one; empty if there is none.
    next_in_reach : str
        The best open market of all rings in reach.
    changes : tuple of WeightChange
        Each weight halved and raised by half; parts that no market has are left out.
    notes : tuple of str
        What is to be known of the tables.
    """

    home: str
    by: str
    limits: tuple[float, ...]
    weights: PathWeights
    rule: LeapRule
    frontier: int
    reach: int
    markets: tuple[PathMarket, ...]
    without_distance: tuple[str, ...]
    blocked_without_distance: dict[str, str]
    next_in_ring: str
    next_in_reach: str
    changes: tuple[WeightChange, ...]
    notes: tuple[str, ...] = ()

    def market(self, code: str) -> PathMarket:
        """Return a market by its code; one that is not there is an error."""
        found = {one.market: one for one in self.markets}
        if code not in found:
            raise unknown_name("market", code, found, where="market path")
        return found[code]

    def of(self, status: str) -> tuple[PathMarket, ...]:
        """Return the open, entered, blocked or aside markets."""
        return tuple(one for one in self.markets if one.status == status)

    def ring(self, number: int) -> tuple[PathMarket, ...]:
        """Return the markets of a ring from near to far."""
        here = [one for one in self.markets if one.ring == number]
        return tuple(sorted(here, key=lambda one: (one.distance, one.market)))

    @property
    def leaps(self) -> tuple[PathMarket, ...]:
        """The open far markets that ties or complementarity justify, from the best."""
        return tuple(one for one in self.of("open") if one.leap)

    def verify(self) -> bool:
        """Return whether plain loops give the same rings, scores, places, steps and leaps."""
        return path_holds(self)

    def to_frame(self) -> Any:
        """Return one row for each market, those without a distance last.

        Columns: ``home market name status ring distance attraction nearness closeness
        complementarity score rank best_rank worst_rank wave year ties relationships level tie
        hotspot blocked missing leap next_step``.
        """
        import pandas as pd

        rows = [
            {one.name: getattr(row, one.name) for one in fields(PathMarket)} for row in self.markets
        ]
        frame = pd.DataFrame(rows, columns=[one.name for one in fields(PathMarket)])
        frame["missing"] = ["; ".join(one.missing) for one in self.markets]
        frame["next_step"] = frame["market"].isin([self.next_in_ring, self.next_in_reach])
        apart = pd.DataFrame({"market": list(self.without_distance)})
        apart["status"] = "without distance"
        apart["blocked"] = [
            self.blocked_without_distance.get(code, "") for code in self.without_distance
        ]
        frame = pd.concat([frame, apart], ignore_index=True) if len(apart) else frame
        frame.insert(0, "home", self.home)
        frame.insert(2, "name", [country_name(code) for code in frame["market"]])
        return frame

    def changes_frame(self) -> Any:
        """Return one row for each changed weight and market that moves.

        Columns: ``part factor market rank new_rank``.
        """
        import pandas as pd

        rank = {one.market: one.rank for one in self.markets}
        rows = [
            [one.part, one.factor, code, rank[code], place]
            for one in self.changes
            for code, place in zip(one.moved, one.places, strict=True)
        ]
        return pd.DataFrame(rows, columns=["part", "factor", "market", "rank", "new_rank"])

    def __str__(self) -> str:
        rings = [len(self.ring(number)) for number in range(1, len(self.limits) + 2)]
        way = "natural breaks" if self.by == "breaks" else "given limits"
        head = [
            f"Market path from {country_name(self.home)}: "
            f"{join_names([f'{one:,}' for one in rings])} markets in {plural(len(rings), 'ring')} "
            f"({way})",
            "Weights: " + ", ".join(f"{part} {getattr(self.weights, part):g}" for part in PARTS),
            str(self.rule),
        ]
        header = ["rank", "range", "market", "ring", "score", *PARTS, "leap"]
        table = columns_text(header, [self._line(one) for one in self._shown()], left=[2, 9])
        rest = len(self.of("open")) - len(self._shown())
        more = [f"and {plural(rest, 'open market')} more: to_frame()"] if rest > 0 else []
        said = [
            *links_said(self),
            *next_step_said(self),
            *leaps_said(self),
            *set_apart_said(self),
            *weights_said(self),
        ]
        return "\n".join([*head, table, *more, *said, *self.notes])

    def _shown(self) -> list[PathMarket]:
        """Return the open markets that are printed: the best, the next steps and the leaps."""
        asked = {self.next_in_ring, self.next_in_reach, *(one.market for one in self.leaps[:5])}
        return [one for at, one in enumerate(self.of("open")) if at < _SHOWN or one.market in asked]

    def _line(self, one: PathMarket) -> list[str]:
        """Return the cells of a market."""
        numbers = [f"{x:+.2f}" if not math.isnan(x) else "–" for x in one.parts]
        places = f"{one.best_rank}–{one.worst_rank}" if one.rank else "–"
        score = f"{one.score:+.2f}" if one.rank else "–"
        rank = str(one.rank) if one.rank else "–"
        return [rank, places, one.market, str(one.ring), score, *numbers, one.leap]
