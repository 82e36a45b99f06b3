"""The dependence on a bridge over time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hanse.actors.position.bridge import Bridge, bridge, bridge_of, ways_abroad
from hanse.actors.position.bridge_words import bridge_change
from hanse.actors.position.market_changes import checked_days
from hanse.actors.position.network import network_of
from hanse.actors.tables import ActorLog
from hanse.actors.ties import TieRule, ties
from hanse.messages import columns_text
from hanse.result import Answer

__all__ = ["BridgeOverTime", "bridge_over_time"]


@dataclass(frozen=True, eq=False)
class BridgeOverTime(Answer, kind="actor-bridge-over-time"):
    """The same bridge on several days.

    Attributes
    ----------
    rows : tuple of Bridge
        One for each day, rising.
    """

    rows: tuple[Bridge, ...]

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def change(self) -> str:
        """What the change from the first to the last day means, in a sentence."""
        return bridge_change(self.rows[0], self.rows[-1])

    def __str__(self) -> str:
        lines = [
            [
                date.fromordinal(row.day).isoformat(),
                row.name or "–",
                "–" if math.isnan(row.share) else f"{row.share:.1%}",
                *(f"{number:,.0f}" for number in (row.pairs, row.direct)),
                "–" if math.isnan(row.distance) else f"{row.distance:.2f}",
            ]
            for row in self.rows
        ]
        header = [
            "day",
            "bridge",
            "share of paths",
            "pairs connected",
            "by own tie",
            "ties between",
        ]
        table = columns_text(header, lines, left=[0, 1])
        return table if len(self.rows) < 2 else f"{table}\n{self.change}"

    def to_frame(self) -> Any:
        """Return one row a day: ``day id name share error pairs direct distance firms_tied``."""
        import pandas as pd

        return pd.DataFrame(
            {
                "day": [date.fromordinal(row.day) for row in self.rows],
                "id": [row.actor for row in self.rows],
                **{
                    name: [getattr(row, name) for row in self.rows]
                    for name in (
                        "name",
                        "share",
                        "error",
                        "pairs",
                        "direct",
                        "distance",
                        "firms_tied",
                    )
                },
            }
        )


def bridge_over_time(
    log: ActorLog,
    days: Sequence[int],
    *,
    actor: str | None = None,
    rule: TieRule | None = None,
    sources: int | None = None,
    seed: int = 0,
) -> BridgeOverTime:
    """Return the dependence on a bridge on several days.

    Parameters
    ----------
    log, actor, sources, seed
        As `bridge` takes them. Without an actor it is the organisation with the largest share on
        the last day, on all days; a day on which the actor is not there has no share.
    days : sequence of int, at least one
        Ordinals, rising.
    rule : TieRule, optional
        How episodes become ties.

    Raises
    ------
    InputError
        As `bridge` does, and if there is no day or they do not rise.

    Examples
    --------
    >>> from hanse.actors.ties import _example
    >>> len(bridge_over_time(_example(), [737900, 738000]))
    2
    """
    asked = checked_days(days, "bridge over time")
    last = bridge(log, ties(log, rule, day=asked[-1]), actor=actor, sources=sources, seed=seed)
    rows = [last]
    for day in reversed(asked[:-1]):
        network = network_of(log, ties(log, rule, day=day), "bridge over time")
        ways = ways_abroad(network, sources=sources, seed=seed)
        there = last.actor in network.ids
        rows.append(bridge_of(network, day, ways, network.ids.index(last.actor) if there else -1))
    return BridgeOverTime(tuple(reversed(rows)))
