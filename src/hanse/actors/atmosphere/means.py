"""Mean ratings by aspect and kind of the other side, hidden where they would tell of a few."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.actors.atmosphere.disclosure import may_show
from hanse.actors.atmosphere.ratings import LastRatings
from hanse.actors.sides import GAPS, members, own_firms
from hanse.actors.tables import ATMOSPHERE, ActorLog
from hanse.messages import message
from hanse.result import Record

__all__ = ["GROUPS", "AtmosphereMean", "group_label", "means_of", "mixed_pairs"]

Mask = npt.NDArray[np.bool_]

GROUPS = ("all", "own firms", *(one.key for one in GAPS), "others")
"""Everybody's ratings; those by firms of the cluster; of these the ones of each kind of side."""

_LABELS = {
    "all": "all ratings",
    "own firms": "by firms of the cluster",
    "others": "of others at home",
} | {one.key: f"of {one.others}" for one in GAPS}


@dataclass(frozen=True)
class AtmosphereMean(Record, kind="actor-atmosphere-mean"):
    """How a group of ratings is in one aspect.

    Attributes
    ----------
    group : str
        One of `GROUPS`: *all*; *own firms* as raters; these by the key of the gap on whose other
        side the rated actor stands; *others*, on the other side of none, such as the cluster
        organisation.
    aspect : str
        One of `ATMOSPHERE`.
    ratings, raters, mean : float
        Last ratings, by how many actors, and their mean, 1 to 7; NaN where hidden.
    reason : str
        Why nothing is shown; empty where it is.
    """

    group: str
    aspect: str
    ratings: float
    raters: float
    mean: float
    reason: str

    @property
    def is_shown(self) -> bool:
        """Whether there is something to show."""
        return not self.reason


def group_label(group: str) -> str:
    """Return a group as readers see it.

    Examples
    --------
    >>> group_label("capital")
    'of providers of capital'
    """
    return _LABELS[group]


def mixed_pairs(log: ActorLog, last: LastRatings) -> Mask:
    """Return the ratings by firms of the cluster of a side that is none and rates them too."""
    own = own_firms(log)
    return np.asarray(own[last.rater] & ~own[last.other] & (last.back >= 0))


def means_of(
    log: ActorLog, last: LastRatings, *, least: int
) -> tuple[tuple[AtmosphereMean, ...], tuple[bool, ...]]:
    """Return the means of each group, aspect by aspect, and where firm less other can be shown.

    Everybody's mean is kept first, then the groups with most raters, then the mean over all firms
    of the cluster, then how much firms rate above the other side.
    """
    masks = _groups(log, last)
    mixed = mixed_pairs(log, last)
    found, differs = [], []
    for column, aspect in enumerate(ATMOSPHERE):
        values = last.values[:, column]
        given = ~np.isnan(values)
        own = {name: mask & given for name, mask in masks.items()}
        both = mixed & given & given[last.back] if len(last) else mixed
        raters = {name: len(set(last.rater[mask].tolist())) for name, mask in own.items()}
        kinds = sorted(GROUPS[2:], key=lambda name: -raters[name])
        order = ["all", *kinds, "own firms"]
        less = both.astype(float)
        less[last.back[both]] -= 1.0
        sums = np.array([*(own[name].astype(float) for name in order), less])
        shown = may_show(sums, last.rater, least)
        is_shown = dict(zip(order, shown.tolist(), strict=False))
        differs.append(bool(shown[-1]))
        for name in GROUPS:
            chosen = values[own[name]]
            reason = _reason(raters[name], is_shown[name], least)
            numbers = (math.nan,) * 3
            if not reason:
                numbers = float(len(chosen)), float(raters[name]), float(chosen.mean())
            found.append(AtmosphereMean(name, aspect, *numbers, reason))
    return tuple(found), tuple(differs)


def _groups(log: ActorLog, last: LastRatings) -> Mapping[str, Mask]:
    """Return which ratings are of each group."""
    own = own_firms(log)[last.rater]
    kinds = {one.key: members(log, one)[last.other] for one in GAPS}
    anywhere = np.any(list(kinds.values()), axis=0)
    groups = {"all": np.ones(len(last), dtype=bool), "own firms": own}
    groups |= {key: own & mask for key, mask in kinds.items()}
    return groups | {"others": own & ~anywhere}


def _reason(raters: int, is_shown: bool, least: int) -> str:
    """Return why a mean is hidden, empty where it is shown."""
    if is_shown:
        return ""
    if not raters:
        return message("not rated")
    if raters < least:
        return message("fewer than {least} raters", least=least)
    return message("with the others it would tell what a few raters say")
