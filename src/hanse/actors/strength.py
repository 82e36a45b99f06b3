"""How episodes become strength: the rule, and what each episode adds to each pair."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.actors.tables import EXCHANGES, Actors, Episodes
from hanse.errors import InputError, unknown_name
from hanse.result import Record

__all__ = ["RelationshipRule", "Shares", "TieRule", "pair_shares", "present", "reaches"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

TOLERANCE = 1e-12


@dataclass(frozen=True)
class RelationshipRule(Record, kind="actor-relationship-rule"):
    """When episodes are a relationship: lasting and repeated, or institutionalised.

    Attributes
    ----------
    days : int
        From the first to the last episode at least (lasting); from 0.
    episodes : int
        Episodes at least (repeated); from 1.
    institutionalised : bool
        Whether a stated institution (an agreement, a contract, ...) is enough by itself to make a
        tie a relationship, also where the relationship is stated as dormant.
    """

    days: int = 365
    episodes: int = 3
    institutionalised: bool = True

    def __post_init__(self) -> None:
        where = "rule of relationships"
        if self.days < 0:
            raise InputError(f"days is {self.days}", where=where, mend="Give a number from 0.")
        if self.episodes < 1:
            raise InputError(
                f"episodes is {self.episodes}", where=where, mend="Give a number from 1."
            )


@dataclass(frozen=True)
class TieRule(Record, kind="actor-tie-rule"):
    """How episodes become strength, and strength a tie.

    Attributes
    ----------
    half_life : float
        Days after which an episode counts half, above 0; 12 to 24 months in the field.
    weights : mapping of str to float
        Weight of each kind of exchange, above 0; an episode of several kinds has the largest, a
        kind that is not named weighs 1.
    least : float
        A tie has at least this strength, above 0; the default is one episode between two parties
        two half-lives ago.
    relationship : RelationshipRule
        When a tie is a relationship.

    Raises
    ------
    InputError
        If a number is out of range, or a kind of exchange is unknown (with the nearest).
    """

    half_life: float = 548.0
    weights: Mapping[str, float] | None = None
    least: float = 0.25
    relationship: RelationshipRule = RelationshipRule()

    def __post_init__(self) -> None:
        where = "rule of ties"
        for name, value in (("half_life", self.half_life), ("least", self.least)):
            if not (math.isfinite(value) and value > 0):
                unit = " of days" if name == "half_life" else ""
                raise InputError(
                    f"{name} is {value}", where=where, mend=f"Give a number{unit} above 0."
                )
        for kind, weight in (self.weights or {}).items():
            if kind not in EXCHANGES:
                raise unknown_name("kind of exchange", kind, EXCHANGES, where=where)
            if not (math.isfinite(weight) and weight > 0):
                raise InputError(
                    f"the weight of '{kind}' is {weight}", where=where, mend="Give one above 0."
                )

    def weight_of(self, kinds: Whole) -> Floats:
        """Return the weight of episodes by the bits of their kinds; 1 where none is set."""
        own = [float((self.weights or {}).get(kind, 1.0)) for kind in EXCHANGES]
        table = np.ones(1 << len(EXCHANGES))
        for bits in range(1, len(table)):
            table[bits] = max(w for k, w in enumerate(own) if bits >> k & 1)
        return table[kinds]


@dataclass(frozen=True, eq=False)
class Shares:
    """What each episode gives to each pair of its parties, sorted by pair and day.

    Attributes
    ----------
    a, b : ndarray of int64, shape (m,)
        Pairs with an episode up to the day, a < b, in this order.
    starts : ndarray of int64, shape (m + 1,)
        Episodes of pair ``i`` stand from ``starts[i]`` to ``starts[i + 1]``.
    episode, weight : ndarray, shape (s,)
        Which episode, and what it adds to the strength of the pair on the day.
    """

    a: Whole
    b: Whole
    starts: Whole
    episode: Whole
    weight: Floats


def reaches(strength: Any, least: float) -> Any:
    """Return whether strengths are at least ``least``, up to a relative error of 1e-12."""
    return strength >= least * (1 - TOLERANCE)


def present(actors: Actors, day: int) -> Mask:
    """Return which actors are there on a day, shape (n,): from ``since`` to ``until``."""
    came = (actors.since == 0) | (actors.since <= day)
    stays = (actors.until == 0) | (actors.until >= day)
    return np.asarray(came & stays)


def pair_shares(episodes: Episodes, n: int, rule: TieRule, day: int) -> Shares:
    """Return what the episodes up to a day add to the strength of each pair.

    An episode of k parties adds its weight times 1 / (k - 1) to each of its k (k - 1) / 2 pairs, so
    that each party gets its weight in all (Newman 2001, *Physical Review E* 64, 016132), times
    2 ** (-age / half-life).

    Raises
    ------
    InputError
        If an actor stands twice in an episode.
    """
    size = np.diff(episodes.starts)
    own = rule.weight_of(episodes.kinds) * np.exp2(-(day - episodes.days) / rule.half_life)
    first, second, which = [], [], []
    for k in np.unique(size[(episodes.days <= day) & (size > 1)]).tolist():
        rows = np.flatnonzero((size == k) & (episodes.days <= day))
        party = episodes.party[episodes.starts[rows][:, None] + np.arange(k)]
        i, j = np.triu_indices(k, 1)
        first.append(party[:, i].ravel())
        second.append(party[:, j].ravel())
        which.append(np.repeat(rows, len(i)))
    none = np.zeros(0, dtype=np.int64)
    a, b, episode = (np.concatenate([none, *each]) for each in (first, second, which))
    if (a == b).any():
        e = int(episode[np.argmax(a == b)])
        raise InputError(
            "an actor stands twice",
            where=f"episode '{episodes.ids[e]}'",
            mend="Name each party once.",
        )
    key = np.minimum(a, b) * n + np.maximum(a, b)
    order = np.lexsort((episode, episodes.days[episode], key))
    key, episode = key[order], episode[order]
    at = np.flatnonzero(np.diff(key, prepend=-1))
    weight = own[episode] / (size[episode] - 1)
    return Shares(key[at] // n, key[at] % n, np.append(at, len(key)), episode, weight)
