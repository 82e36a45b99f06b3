"""Stated relationships on a day: their states, which are on paper only, which are not stated."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.actors.sides import GAPS, members, own_firms
from hanse.actors.tables import ActorLog, Relationships
from hanse.actors.ties import Ties
from hanse.result import Record

__all__ = ["GapRelationships", "NamedTie", "RatedEnvironment", "by_gap", "rated", "state_on"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class RatedEnvironment(Record, kind="actor-environment-rated"):
    """How relationships are rated in one part of their environment.

    Attributes
    ----------
    name : str
        ``dynamism`` of the market, or ``internationalisation`` of the tie.
    n : int
        Relationships that are rated.
    mean, low, high : float
        Mean, least and largest, 1 to 7; NaN where none is rated.
    """

    name: str
    n: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class NamedTie(Record, kind="actor-relationship-named"):
    """Two actors, and what there is between them.

    Attributes
    ----------
    one, other : str
        Ids.
    one_name, other_name : str
        What readers see.
    episodes : int
        Up to the day.
    strength : float
        As `hanse.actors.ties.Ties` has it.
    since, last : int
        Days: of the stated start or else the first episode; of the last episode. 0 for none.
    """

    one: str
    other: str
    one_name: str
    other_name: str
    episodes: int
    strength: float
    since: int
    last: int


@dataclass(frozen=True)
class GapRelationships(Record, kind="actor-relationships-gap"):
    """Relationships of firms of the cluster with one kind of other side.

    Attributes
    ----------
    gap : str
        Its key.
    active, institutionalised, on_paper, unstated : int
        Stated as active on the day; of these with an institution, and on paper only; those that the
        rule calls a relationship and nobody states.
    """

    gap: str
    active: int
    institutionalised: int
    on_paper: int
    unstated: int


def state_on(told: Relationships, row: int, day: int) -> str:
    """Return the state of a relationship on a day, empty where it had not begun.

    One that is called ended was active before its day of end, and one called active or dormant has
    ended after it.
    """
    state, end = told.states[row], int(told.end[row])
    if state == "planned":
        return state
    if told.start[row] > day:
        return ""
    if state == "ended":
        return "active" if end > day else state
    return "ended" if 0 < end < day else state


def rated(name: str, values: Floats) -> RatedEnvironment:
    """Return number, mean and range of ratings."""
    known = values[~np.isnan(values)]
    if not known.size:
        return RatedEnvironment(name, 0, math.nan, math.nan, math.nan)
    return RatedEnvironment(
        name, len(known), float(known.mean()), float(known.min()), float(known.max())
    )


def by_gap(
    log: ActorLog, ties: Ties, active: Whole, held: Whole, on_paper: Whole, unstated: Whole
) -> tuple[GapRelationships, ...]:
    """Return how many pairs of each sort lie across each gap.

    Parameters
    ----------
    log, ties : ActorLog, Ties
        Who stands on which side, and the pairs.
    active, held, on_paper, unstated : ndarray of int64
        Places of pairs among those of the ties.
    """
    own = own_firms(log)
    found = []
    for one in GAPS:
        others = members(log, one)
        across = (own[ties.a] & others[ties.b]) | (own[ties.b] & others[ties.a])
        counts = [int(across[places].sum()) for places in (active, held, on_paper, unstated)]
        found.append(GapRelationships(one.key, *counts))
    return tuple(found)
