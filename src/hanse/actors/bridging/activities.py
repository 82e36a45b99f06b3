"""Bridging activities: which gaps each touched, and what changed afterwards."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.actors.bridging.across import Across, across
from hanse.actors.bridging.comparison import PairChange, Permuted, changes, permuted
from hanse.actors.bridging.effects import ActivityEffect, ActivityEffects
from hanse.actors.bridging.taking_part import Activity, activities_of, without_episodes
from hanse.actors.sides import GAPS, Gap, gap
from hanse.actors.strength import present
from hanse.actors.tables import ActorLog
from hanse.actors.ties import TieRule, Ties, ties
from hanse.errors import InputError
from hanse.messages import message, plural

__all__ = ["activity_effects"]

Mask = npt.NDArray[np.bool_]


def activity_effects(
    log: ActorLog,
    rule: TieRule | None = None,
    *,
    window: int = 365,
    including: bool = False,
    permutations: int = 999,
    confidence: float = 0.95,
    seed: int = 0,
) -> ActivityEffects:
    r"""Return for each bridging activity which gaps it touched and what changed there.

    An activity touches a gap where a firm and an actor of the other side both took part: as
    participants or as parties of its episodes. Their pairs are looked at on the day before it
    began and ``window`` days after its last day, beside all other pairs across the same gap:

    .. math:: \Delta = \frac{A_1 - B_1}{N_1} - \frac{A_0 - B_0}{N_0}

    with N pairs, B of them tied before and A after, 1 for pairs of whom both took part. Only actors
    that are there on both days count.

    Parameters
    ----------
    log : ActorLog
        With its activities.
    rule : TieRule, optional
        What a tie is.
    window : int, from 0, days
        How long after the last day to look.
    including : bool
        Whether the episodes of the activity itself count as ties. By default they do not: to have
        been at the same meeting is not what the meeting was for.
    permutations : int, from 99
        Draws of who took part.
    confidence : float, between 0 and 1
        Of the range that chance alone gives.
    seed : int, from 0
        Of the draws; each activity and gap has its own, so that a further activity leaves the
        results of the others as they are.

    Returns
    -------
    ActivityEffects
        One row for each activity and gap that it was meant to bridge or touched. An activity whose
        window runs beyond the day of the log is not judged; its row says from which day it can be.

    Raises
    ------
    InputError
        If the log has no activities, an activity has no first day, ends before it begins or names
        an unknown gap, or a setting cannot be used.

    Notes
    -----
    It is no proof of cause: those who come to an activity may be those about to work together
    anyway.
    """
    _check(window, permutations, confidence, seed)
    if log.activities is None:
        raise InputError(
            "the log has no bridging activities",
            where="activity effects",
            mend="Read a table of activities into the log.",
        )
    told = activities_of(log, log.activities)
    everybody = np.ones(len(log.actors), dtype=bool)
    both = [across(log, one, everybody) for one in GAPS]
    rows: list[ActivityEffect] = []
    least = 2 / (1 + permutations)
    for at, activity in enumerate(told):
        meant = _meant(activity)
        found, judged = _ties(log, activity, rule or TieRule(), window, including)
        here = _there(log, activity, judged)
        meanwhile = _running(told, at, judged)
        for one, everywhere in zip(GAPS, both, strict=True):
            sides = everywhere.among(here)
            if one.key not in meant and not sides.among(activity.took_part).pairs:
                continue
            own = np.random.default_rng([seed, *activity.id.encode(), one.number])
            drawn = {"permutations": permutations, "confidence": confidence, "rng": own}
            numbers = _numbers(found, sides, activity.took_part, drawn)
            row = _effect(activity, one, judged, sides, meanwhile, meant, numbers)
            rows.append(replace(row, least_p=least) if row.state == "judged" else row)
    return ActivityEffects(
        *(window, including, permutations, confidence, log.as_of, tuple(rows)),
        notes=_notes(log, {one.id for one in told}),
    )


def _check(window: int, permutations: int, confidence: float, seed: int) -> None:
    """Raise where a setting cannot be used."""
    where = "activity effects"
    if window < 0:
        raise InputError(f"window is {window} days", where=where, mend="Give a number from 0.")
    if permutations < 99:
        raise InputError(
            f"permutations is {permutations}", where=where, mend="Give a whole number from 99."
        )
    if not 0 < confidence < 1:
        raise InputError(
            f"confidence is {confidence}", where=where, mend="Give a number between 0 and 1."
        )
    if seed < 0:
        raise InputError(f"seed is {seed}", where=where, mend="Give a whole number from 0.")


def _meant(activity: Activity) -> tuple[str, ...]:
    """Return the keys of the gaps an activity was meant to bridge."""
    where = f"activity '{activity.id}'"
    if activity.start < 1:
        raise InputError("there is no first day", where=where, mend="Give the day it began.")
    if activity.end < activity.start:
        raise InputError("it ends before it begins", where=where, mend="Mend one of the two days.")
    return tuple(gap(key, where=where).key for key in activity.meant)


def _ties(
    log: ActorLog, activity: Activity, rule: TieRule, window: int, including: bool
) -> tuple[tuple[Ties, Ties] | None, int]:
    """Return the ties before and after, None where it is too early, and the day of judgement."""
    judged = activity.end + window
    if judged > log.as_of:
        return None, judged
    seen = log if including else without_episodes(log, activity.own)
    first, last = ties(seen, rule, day=activity.start - 1), ties(seen, rule, day=judged)
    return (first, last), judged


def _there(log: ActorLog, activity: Activity, judged: int) -> Mask:
    """Return who is there before the activity and when it is judged, or today if that is later."""
    return present(log.actors, activity.start - 1) & present(log.actors, min(judged, log.as_of))


def _running(told: tuple[Activity, ...], at: int, judged: int) -> int:
    """Return how many other activities ran between the start and the day of judgement."""
    one = told[at]
    others = [other for place, other in enumerate(told) if place != at]
    return sum(other.start <= judged and other.end >= one.start for other in others)


def _numbers(
    found: tuple[Ties, Ties] | None, sides: Across, took_part: Mask, drawn: dict[str, Any]
) -> tuple[PairChange, PairChange, Permuted] | None:
    """Return both groups of pairs and what chance gives; None where it is too early."""
    if found is None:
        return None
    inside, outside, moved = changes(*found, sides, took_part)
    return inside, outside, permuted(moved, sides, took_part, (inside, outside), **drawn)


def _effect(
    activity: Activity,
    one: Gap,
    judged: int,
    sides: Across,
    meanwhile: int,
    meant: tuple[str, ...],
    numbers: tuple[PairChange, PairChange, Permuted] | None,
) -> ActivityEffect:
    """Return the row of one activity and gap."""
    touched = sides.among(activity.took_part)
    nothing = PairChange(0, 0, 0, 0)
    unknown = Permuted(math.nan, math.nan, math.nan)
    inside, outside, chance = numbers or (nothing, nothing, unknown)
    return ActivityEffect(
        *(activity.id, activity.name, one.key, activity.start, activity.end, judged),
        *(one.key in meant, touched.pairs > 0, _state(numbers is None, touched.pairs, sides.pairs)),
        *(int(touched.firms.sum()), int(touched.others.sum()), touched.pairs),
        *(inside.before, inside.after, inside.new, inside.kept),
        *(outside.pairs, outside.before, outside.after, outside.new, outside.kept),
        difference=inside.change - outside.change,
        chance_low=chance.low,
        chance_high=chance.high,
        p=chance.p,
        meanwhile=meanwhile,
    )


def _state(is_early: bool, touched: int, pairs: int) -> str:
    """Return what can be said of an activity and a gap."""
    if is_early:
        return "too early"
    if not touched:
        return "no pair"
    return "nobody to compare" if touched == pairs else "judged"


def _notes(log: ActorLog, known: set[str]) -> tuple[str, ...]:
    """Return what was found in the log beside the rows."""
    strange = [name for name in log.episodes.activities if name and name not in known]
    if not strange:
        return ()
    said = message(
        "Of activities that are not in the table there are {n}, which count as any other.",
        n=plural(len(strange), "episode"),
    )
    return (said,)
