"""Both sides of a relationship beside each other, and which relationships are strained."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.actors.atmosphere.means import mixed_pairs
from hanse.actors.atmosphere.ratings import LastRatings
from hanse.actors.tables import ATMOSPHERE, ActorLog
from hanse.messages import Message, join_names, message
from hanse.result import Record

__all__ = [
    "CONFLICT",
    "TRUST",
    "PairApart",
    "SidesApart",
    "StrainedPair",
    "pairs_apart",
    "sides_apart",
    "strained_pairs",
]

Mask = npt.NDArray[np.bool_]

CONFLICT, TRUST = 5.0, 3.0
"""A relationship is strained where a side rates conflict at least 5 and trust at most 3."""


@dataclass(frozen=True)
class SidesApart(Record, kind="actor-atmosphere-sides"):
    """How far the two sides of relationships are apart in one aspect.

    Attributes
    ----------
    aspect : str
        One of `ATMOSPHERE`.
    pairs, distance : float
        Pairs in which both sides rate it, and the mean of how many points they differ, without
        sign; NaN where hidden.
    mixed, difference : float
        Pairs of a firm of the cluster and a side that is none, and the mean of the firm's rating
        less the other side's, -6 to 6; NaN where hidden.
    reason, mixed_reason : str
        Why there is none; empty where there is.
    """

    aspect: str
    pairs: float
    distance: float
    mixed: float
    difference: float
    reason: str
    mixed_reason: str


@dataclass(frozen=True)
class PairApart(Record, kind="actor-atmosphere-pair"):
    """Two sides that rate an aspect of their relationship far apart.

    Attributes
    ----------
    one, other : str
        Ids; the one whose rating is higher first.
    one_name, other_name : str
        What readers see.
    aspect : str
        One of `ATMOSPHERE`; in *power* the first depends more on the second.
    difference : float
        Points, above 0, at most 6. The ratings themselves are not told.
    """

    one: str
    other: str
    one_name: str
    other_name: str
    aspect: str
    difference: float

    @property
    def says(self) -> Message:
        """The pair as a sentence without its full stop."""
        said = "{one} rates {aspect} {points:g} points above {other}"
        if self.aspect == ATMOSPHERE[0]:
            said = "{one} depends {points:g} points more on {other} than the other way round"
        return message(
            said,
            one=self.one_name,
            other=self.other_name,
            aspect=self.aspect,
            points=round(self.difference, 2),
        )


@dataclass(frozen=True)
class StrainedPair(Record, kind="actor-atmosphere-strained"):
    """A relationship with much conflict and little trust, as a side rates it.

    Attributes
    ----------
    one, other : str
        Ids.
    one_name, other_name : str
        What readers see.
    by : tuple of str
        Names of those who rate it so: one of them or both.
    """

    one: str
    other: str
    one_name: str
    other_name: str
    by: tuple[str, ...]

    @property
    def says(self) -> Message:
        """The pair as words."""
        who = message("both") if len(self.by) == 2 else join_names(self.by)
        return message(
            "{one} and {other} ({who})", one=self.one_name, other=self.other_name, who=who
        )


def sides_apart(
    log: ActorLog, last: LastRatings, *, apart: float, least: int, differs: tuple[bool, ...]
) -> tuple[SidesApart, ...]:
    """Return for each aspect how far both sides are apart.

    Pairs from ``apart`` on are named with their difference. A mean is therefore hidden too where
    the pairs that are not named have raters, but fewer than ``least``.
    """
    firms = mixed_pairs(log, last)
    found = []
    for column, aspect in enumerate(ATMOSPHERE):
        difference = _differences(last, column)
        rated = ~np.isnan(difference)
        means = []
        for mask, value, is_safe in (
            (rated & (last.rater < last.other), np.abs(difference), True),
            (rated & firms, difference, differs[column]),
        ):
            near = mask & (np.abs(difference) < apart)
            reason = _reason(last, mask, near, least, is_safe=is_safe)
            told = (
                (math.nan, math.nan) if reason else (float(mask.sum()), float(value[mask].mean()))
            )
            means.append((*told, reason))
        (pairs, distance, reason), (mixed, less, why) = means
        found.append(SidesApart(aspect, pairs, distance, mixed, less, reason, why))
    return tuple(found)


def pairs_apart(log: ActorLog, last: LastRatings, *, apart: float) -> tuple[PairApart, ...]:
    """Return whose ratings differ by ``apart`` points or more, the widest first."""
    ids, names = log.actors.ids, log.actors.names
    found = []
    for column, aspect in enumerate(ATMOSPHERE):
        difference = _differences(last, column)
        for at in np.flatnonzero(difference >= apart).tolist():
            one, other = int(last.rater[at]), int(last.other[at])
            pair = ids[one], ids[other], names[one], names[other]
            found.append((one, other, PairApart(*pair, aspect, float(difference[at]))))
    found.sort(key=lambda row: (-row[2].difference, min(row[:2]), max(row[:2])))
    return tuple(row[2] for row in found)


def strained_pairs(log: ActorLog, last: LastRatings) -> tuple[StrainedPair, ...]:
    """Return the pairs of which a side rates conflict high and trust low, by their places."""
    ids, names = log.actors.ids, log.actors.names
    conflict, trust = (last.values[:, ATMOSPHERE.index(one)] for one in ("conflict", "trust"))
    raters: dict[tuple[int, int], list[int]] = {}
    for at in np.flatnonzero((conflict >= CONFLICT) & (trust <= TRUST)).tolist():
        rater, other = int(last.rater[at]), int(last.other[at])
        raters.setdefault((min(rater, other), max(rater, other)), []).append(rater)
    return tuple(
        StrainedPair(ids[a], ids[b], names[a], names[b], tuple(names[who] for who in sorted(by)))
        for (a, b), by in sorted(raters.items())
    )


def _differences(last: LastRatings, column: int) -> npt.NDArray[np.float64]:
    """Return each rating less the one of the other side, NaN where one is not there."""
    values = last.values[:, column]
    if not len(values):
        return values
    return np.where(last.back >= 0, values - values[last.back], np.nan)


def _reason(last: LastRatings, mask: Mask, near: Mask, least: int, *, is_safe: bool) -> str:
    """Return why a mean over pairs is hidden, empty where it is shown."""
    raters, rest = (_sides(last, one) for one in (mask, near))
    if not raters:
        return message("not rated by both sides")
    if raters < least:
        return message("fewer than {least} raters", least=least)
    if not is_safe or 0 < rest < least:
        return message("with the others it would tell what a few raters say")
    return ""


def _sides(last: LastRatings, mask: Mask) -> int:
    """Return how many actors are a side of some pairs."""
    return len({*last.rater[mask].tolist(), *last.other[mask].tolist()})
