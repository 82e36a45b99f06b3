"""The seven gaps over time, and whether they closed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from hanse.actors.gaps.logged import Logged
from hanse.actors.gaps.measure import GapFigures, guessed_variance
from hanse.actors.gaps.network import Network, Side, network_on, side_of
from hanse.actors.gaps.seven import SevenGaps, seven_gaps
from hanse.actors.gaps.unseen import Estimate, difference_interval
from hanse.actors.sides import GAPS, Gap, gap
from hanse.actors.strength import TieRule
from hanse.actors.tables import ActorLog
from hanse.errors import InputError
from hanse.messages import columns_text, message
from hanse.result import Answer, Record

__all__ = ["GapChange", "GapsOverTime", "gaps_over_time", "year_ends"]


@dataclass(frozen=True)
class GapChange(Record, kind="actor-gap-change"):
    """What changed across one gap from the first to the last day.

    Attributes
    ----------
    key : str
        The gap.
    density : Estimate
        Density on the last day minus that on the first; NaN where one of them is not defined.
    """

    key: str
    density: Estimate

    @property
    def is_clear(self) -> bool:
        """Whether the interval of the change leaves out 0; never without an interval."""
        has_width = self.density.low < self.density.high
        return has_width and (self.density.low > 0 or self.density.high < 0)


@dataclass(frozen=True, eq=False)
class GapsOverTime(Answer, kind="actor-gaps-over-time"):
    """The seven gaps on several days.

    Attributes
    ----------
    days : tuple of SevenGaps
        From the first day to the last.
    changes : tuple of GapChange, length 7
        From the first to the last.
    """

    days: tuple[SevenGaps, ...]
    changes: tuple[GapChange, ...]

    def change(self, key: str) -> GapChange:
        """Return the change of a gap by its key, number or label; another text is an error."""
        return self.changes[gap(key).number - 1]

    def __str__(self) -> str:
        dates = [date.fromordinal(one.day).isoformat() for one in self.days]
        header = ["gap", *dates, "change"]
        parts: list[str] = [message("Density of ties across the seven gaps")]
        for title, is_exogenous in (("Endogenous", False), ("Exogenous", True)):
            chosen = [one for one in GAPS if one.is_exogenous == is_exogenous]
            lines = [self._line(one) for one in chosen]
            parts += [f"{title} gaps", columns_text(header, lines, left=[0])]
        said = message(
            "Actors count on the days on which they are there. * the interval of the change leaves "
            "out 0. {logged}",
            logged=self.days[0].logged,
        )
        return "\n".join([*parts, said])

    def _line(self, one: Gap) -> list[str]:
        """Return the line of a gap."""
        change = self.change(one.key)
        mark = "*" if change.is_clear else ""
        densities = [day.of(one.key).density.text(4) for day in self.days]
        return [f"{one.number} {one.label}", *densities, change.density.text(4) + mark]

    def to_frame(self) -> Any:
        """Return one row for each day and gap.

        Columns: ``day`` (a date), those of `SevenGaps.to_frame`, then ``change change_low
        change_high`` of density from the first day to the last, the same on each day.
        """
        import pandas as pd

        frames = []
        for one in self.days:
            frame = one.to_frame()
            frame.insert(0, "day", pd.Timestamp(date.fromordinal(one.day)))
            for name in ("value", "low", "high"):
                column = "change" if name == "value" else f"change_{name}"
                frame[column] = [getattr(each.density, name) for each in self.changes]
            frames.append(frame)
        return pd.concat(frames, ignore_index=True)


def year_ends(log: ActorLog) -> tuple[int, ...]:
    """Return the last day of each year with episodes behind it, and the log's own day.

    Without episodes it is the log's own day alone.
    """
    last = log.as_of
    known = log.episodes.days[log.episodes.days <= last]
    if not len(known):
        return (last,)
    years = range(date.fromordinal(int(known.min())).year, date.fromordinal(last).year + 1)
    ends = [date(year, 12, 31).toordinal() for year in years]
    return (*(one for one in ends if one < last), last)


def gaps_over_time(
    log: ActorLog,
    days: Sequence[int] | None = None,
    *,
    rule: TieRule | None = None,
    logged: Logged | None = None,
    targets: Mapping[str, float] | None = None,
    peers: Mapping[str, Sequence[float]] | None = None,
    seed: int = 0,
    permutations: int = 999,
) -> GapsOverTime:
    """Measure the seven gaps on several days.

    The same episodes stand behind both ends of a change, so its variance is that of the difference:
    what each logged episode moves in the density of the last day minus what it moves in that of
    the first (`Network.variance`). To it comes that of one unseen tie (`difference_interval`), so
    that a change from nothing to nothing is not certain.

    Parameters
    ----------
    log : ActorLog
        Actors and episodes.
    days : sequence of int, optional
        Ordinals, none after the log's own day; by default `year_ends`.
    rule, logged, targets, peers, seed, permutations
        As `seven_gaps` takes them; the same on all days.

    Raises
    ------
    InputError
        If there is no day, one is given twice or one lies after the log's own.
    """
    chosen = tuple(sorted(year_ends(log) if days is None else days))
    where = "gaps over time"
    if not chosen:
        raise InputError("there is no day", where=where, mend="Name one day or more.")
    if len(set(chosen)) < len(chosen):
        raise InputError("a day stands twice", where=where, mend="Name each day once.")
    if chosen[-1] > log.as_of:
        late, own = (date.fromordinal(one).isoformat() for one in (chosen[-1], log.as_of))
        raise InputError(
            f"{late} lies after the log's own day", where=where, mend=f"Name days up to {own}."
        )
    rule, logged = rule or TieRule(), logged or Logged()
    found = tuple(
        seven_gaps(
            log,
            rule,
            logged=logged,
            targets=targets,
            peers=peers,
            day=day,
            seed=seed,
            permutations=permutations,
        )
        for day in chosen
    )
    ends = [network_on(log, rule, day, logged) for day in (chosen[0], chosen[-1])]
    changes = [_change(one, ends, (found[0].of(one.key), found[-1].of(one.key))) for one in GAPS]
    return GapsOverTime(found, tuple(changes))


def _change(one: Gap, ends: list[Network], figures: tuple[GapFigures, GapFigures]) -> GapChange:
    """Return how the density of a gap changed."""
    before, after = (each.density.value for each in figures)
    if math.isnan(before) or math.isnan(after):
        return GapChange(one.key, Estimate())
    change, share = after - before, ends[0].logged.share
    if ends[0].logged.is_complete or ends[0].ties.day == ends[1].ties.day:
        return GapChange(one.key, Estimate(change, change, change))
    moved, guessed, slope, least = np.zeros(max(ends[0].n_episodes, 1)), 0.0, 0.0, 0.0
    for sign, network in zip((-1.0, 1.0), ends, strict=True):
        side = side_of(network, one)
        weight = (side.of_pair > 0) / side.pairs
        rows = network.moves() * weight[network.at][network.estimates[0].pair]
        np.add.at(moved, network.shares.episode, sign * rows)
        guessed += guessed_variance(network, weight)
        slope += sign * _slope(network, side)
        least = max(least, 1 / side.pairs)
    variance, unit = ends[0].variance(moved, np.arange(len(moved)))
    variance += guessed + slope**2
    low, high = difference_interval(change, variance, unit=max(unit, least), share=share)
    return GapChange(one.key, Estimate(change, low, high))


def _slope(network: Network, side: Side) -> float:
    """Return how far a standard error of the audited share moves the density; 0 if it is known."""
    if len(network.bounds) == 1:
        return 0.0
    low, high = (network.pair_values(k)[side.of_pair > 0].sum() for k in (1, 2))
    return float((low - high) / 2 / side.pairs)
