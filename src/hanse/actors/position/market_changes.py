"""Positions in markets over time, and who moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.actors.position.market_positions import market_positions
from hanse.actors.position.market_rule import LEVELS, MarketRule
from hanse.actors.tables import ActorLog
from hanse.actors.ties import TieRule, ties
from hanse.errors import InputError
from hanse.messages import columns_text, message, plural
from hanse.result import Answer
from hanse.tables.countries import country_name

__all__ = ["MarketChanges", "checked_days", "market_positions_over_time"]


@dataclass(frozen=True, eq=False)
class MarketChanges(Answer, kind="actor-market-changes"):
    """Levels of the cluster and of its firms in each market on several days.

    Attributes
    ----------
    days : tuple of int, length d
        Ordinals, rising.
    markets : tuple of str, length m
        Alpha-3 codes, sorted.
    rule : MarketRule
        When a position is which.
    level : ndarray of int64, shape (d, m)
        Place in `LEVELS` of the cluster.
    firms : tuple of str, length f
        Ids of the cluster's firms that are there on any of the days, in the order of the log.
    firm_level : ndarray of int64, shape (d, f, m)
        Place in `LEVELS` of each firm; -1 on a day on which it is not there.
    """

    days: tuple[int, ...]
    markets: tuple[str, ...]
    rule: MarketRule
    level: npt.NDArray[np.int64]
    firms: tuple[str, ...]
    firm_level: npt.NDArray[np.int64]

    def __post_init__(self) -> None:
        d, m = len(self.days), len(self.markets)
        for name, shape in (("level", (d, m)), ("firm_level", (d, len(self.firms), m))):
            made = np.array(getattr(self, name), dtype=np.int64).reshape(shape)
            made.setflags(write=False)
            object.__setattr__(self, name, made)

    def moved(self) -> tuple[tuple[int, str, str, str], ...]:
        """Return every move of the cluster: (day, market, level before, level after)."""
        days, columns = np.nonzero(np.diff(self.level, axis=0))
        return tuple(
            (
                self.days[at + 1],
                self.markets[j],
                LEVELS[int(self.level[at, j])],
                LEVELS[int(self.level[at + 1, j])],
            )
            for at, j in zip(days.tolist(), columns.tolist(), strict=True)
        )

    def moved_firms(self) -> tuple[tuple[int, str, str, str, str], ...]:
        """Return every move of a firm: (day, firm, market, level before, level after).

        A firm that comes or leaves between two days does not move.
        """
        before, after = self.firm_level[:-1], self.firm_level[1:]
        steps = np.nonzero(self._steps())
        return tuple(
            (
                self.days[at + 1],
                self.firms[i],
                self.markets[j],
                LEVELS[int(before[at, i, j])],
                LEVELS[int(after[at, i, j])],
            )
            for at, i, j in zip(*(one.tolist() for one in steps), strict=True)
        )

    def _steps(self) -> npt.NDArray[np.int64]:
        """Return by how many levels each firm moved, shape (d - 1, f, m)."""
        before, after = self.firm_level[:-1], self.firm_level[1:]
        return np.where((before >= 0) & (after >= 0), after - before, 0)

    def __str__(self) -> str:
        header = ["market", *(date.fromordinal(day).isoformat() for day in self.days)]
        lines = [
            [country_name(market), *(LEVELS[int(one)] for one in self.level[:, j])]
            for j, market in enumerate(self.markets)
        ]
        steps = self._steps()
        last = message(
            "{moves} of the cluster between the days. Positions of single firms in single markets: "
            "{up:,} rose, {down:,} fell.",
            moves=plural(len(self.moved()), "move"), up=int((steps > 0).sum()),
            down=int((steps < 0).sum()))  # fmt: skip
        table = columns_text(header, lines, left=range(len(header)))
        return "\n".join([table, last, self.rule.words()])

    def to_frame(self) -> Any:
        """Return one row for each day and market.

        Columns: ``day market level firms_outsider firms_contact firms_connected firms_insider
        firms_rose firms_fell``, the last two against the day before (missing on the first).
        """
        import pandas as pd

        m, steps = len(self.markets), self._steps()
        none = np.full((1, m), np.nan)
        rose, fell = (np.vstack([none, (sign * steps > 0).sum(axis=1)]).ravel() for sign in (1, -1))
        held = {
            f"firms_{one}": (self.firm_level == k).sum(axis=1).ravel()
            for k, one in enumerate(LEVELS)
        }
        return pd.DataFrame(
            {
                "day": [date.fromordinal(day) for day in self.days for _ in range(m)],
                "market": list(self.markets) * len(self.days),
                "level": [LEVELS[int(one)] for one in self.level.ravel()],
                **held,
                "firms_rose": rose,
                "firms_fell": fell,
            }
        )


def market_positions_over_time(
    log: ActorLog,
    days: Sequence[int],
    *,
    tie_rule: TieRule | None = None,
    markets: Sequence[str] | None = None,
    rule: MarketRule | None = None,
) -> MarketChanges:
    """Return the positions in markets on several days.

    Parameters
    ----------
    log : ActorLog
        Actors and episodes; only those up to a day count for it.
    days : sequence of int, at least one
        Ordinals, rising.
    tie_rule : TieRule, optional
        How episodes become ties.
    markets : sequence of str, optional
        By default all foreign countries of actors in the log.
    rule : MarketRule, optional
        When a position is which.

    Raises
    ------
    InputError
        If there is no day or they do not rise.

    Examples
    --------
    >>> from hanse.actors.ties import _example
    >>> found = market_positions_over_time(_example(), [737900, 738000], markets=["FIN"])
    >>> found.moved()
    ()
    """
    asked = checked_days(days, "market positions over time")
    codes = markets
    if codes is None:
        known = set(log.actors.countries) - {"", log.home}
        codes = sorted(known)
    found = [
        market_positions(log, ties(log, tie_rule, day=day), markets=codes, rule=rule)
        for day in asked
    ]
    names = tuple(sorted(codes))
    known = {firm for one in found for firm in one.firms}
    firms = tuple(firm for firm in log.actors.ids if firm in known)
    place = {firm: at for at, firm in enumerate(firms)}
    level = np.zeros((len(asked), len(names)), dtype=np.int64)
    of_firms = np.full((len(asked), len(firms), len(names)), -1, dtype=np.int64)
    for at, one in enumerate(found):
        columns = [names.index(row.market) for row in one.rows]
        level[at, columns] = [LEVELS.index(row.level) for row in one.rows]
        rows = np.array([place[firm] for firm in one.firms], dtype=np.int64)
        of_firms[at][np.ix_(rows, np.array(columns, dtype=np.int64))] = one.firm_level
    return MarketChanges(asked, names, rule or MarketRule(), level, firms, of_firms)


def checked_days(days: Sequence[int], where: str) -> tuple[int, ...]:
    """Return days as they are; raise where there is none or they do not rise."""
    asked = tuple(int(day) for day in days)
    if not asked or any(one >= two for one, two in pairwise(asked)):
        raise InputError(
            "the days do not rise" if asked else "there is no day",
            where=where,
            mend="Give one or more days, each later than the one before.",
        )
    return asked
