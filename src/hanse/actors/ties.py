"""Ties and their strength from episodes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.actors.strength import (
    RelationshipRule,
    Shares,
    TieRule,
    pair_shares,
    present,
    reaches,
)
from hanse.actors.tables import EXCHANGES, ActorLog, Actors, Episodes, Relationships
from hanse.errors import InputError
from hanse.messages import columns_text, plural
from hanse.result import Answer

__all__ = [
    "RelationshipRule",
    "Shares",
    "TieRule",
    "Ties",
    "pair_shares",
    "present",
    "reaches",
    "ties",
]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Ties(Answer, kind="actor-ties"):
    """Every pair of actors that ever had an episode or states a relationship, on one day.

    Attributes
    ----------
    rule : TieRule
        How strength was made.
    n : int
        Actors.
    day : int
        The day; later episodes do not count.
    a, b : ndarray of int64, shape (m,)
        Pairs, a < b, in this order.
    strength : ndarray of float64, shape (m,)
        Sum over their episodes of weight, times 1 / (parties - 1), times 2 ** (-age / half-life).
    episodes : ndarray of int64, shape (m,)
        How many.
    first, last : ndarray of int64, shape (m,)
        Days of the first and last episode (without episodes: of the stated start); 0 if none.
    kinds : ndarray of int64, shape (m,)
        Bits of `EXCHANGES`.
    is_tie : ndarray of bool, shape (m,)
        Strength at least `least`, or a stated relationship that is active on the day; both actors
        are there on the day.
    is_relationship : ndarray of bool, shape (m,)
        Ties that the rule calls a relationship, and stated active ones.
    is_stated : ndarray of bool, shape (m,)
        Stated active relationships of actors that are there.
    """

    rule: TieRule
    n: int
    day: int
    a: Whole
    b: Whole
    strength: Floats
    episodes: Whole
    first: Whole
    last: Whole
    kinds: Whole
    is_tie: Mask
    is_relationship: Mask
    is_stated: Mask

    def __post_init__(self) -> None:
        for name in ("a", "b", "episodes", "first", "last", "kinds"):
            object.__setattr__(self, name, np.asarray(getattr(self, name), dtype=np.int64))
        object.__setattr__(self, "strength", np.asarray(self.strength, dtype=np.float64))
        for name in ("is_tie", "is_relationship", "is_stated"):
            object.__setattr__(self, name, np.asarray(getattr(self, name), dtype=bool))

    def __len__(self) -> int:
        return len(self.a)

    def pairs(self) -> Whole:
        """Return the pairs that are ties, shape (t, 2)."""
        return np.stack([self.a[self.is_tie], self.b[self.is_tie]], axis=1)

    def matrix(self, *, weighted: bool = False) -> Any:
        """Return the symmetric sparse matrix (scipy CSR, shape (n, n)) of the ties.

        Entries are 1, or the strength where it is weighted (a stated tie weaker than ``least`` has
        ``least``, so that it does not vanish).
        """
        from scipy.sparse import coo_array

        a, b = self.a[self.is_tie], self.b[self.is_tie]
        values = np.ones(len(a))
        if weighted:
            values = np.maximum(self.strength[self.is_tie], self.rule.least)
        at = (np.concatenate([a, b]), np.concatenate([b, a]))
        return coo_array((np.tile(values, 2), at), shape=(self.n, self.n)).tocsr()

    def __str__(self) -> str:
        found, lasting = int(self.is_tie.sum()), int(self.is_relationship.sum())
        rule = self.rule
        lines = [
            ["pairs that ever met or state a relationship", f"{len(self):,}"],
            ["ties", f"{found:,}"],
            ["of them relationships", f"{lasting:,}"],
            ["of them stated", f"{int(self.is_stated.sum()):,}"],
            ["ties that faded", f"{int((~self.is_tie & (self.episodes > 0)).sum()):,}"],
        ]
        day = date.fromordinal(self.day).isoformat()
        head = f"Ties among {plural(self.n, 'actor')} on {day}"
        how = (
            f"A tie: strength of at least {rule.least:g}; an episode counts half after "
            f"{rule.half_life:g} days. A relationship: "
            f"{plural(rule.relationship.episodes, 'episode')} over "
            f"{plural(rule.relationship.days, 'day')}, or a stated one."
        )
        return "\n".join([head, columns_text(["", "n"], lines, left=[0]), how])

    def to_frame(self, ids: Sequence[str] | None = None) -> Any:
        """Return one row for each pair, with places of actors or, where given, their ids.

        Columns: ``a b strength episodes first last kinds is_tie is_relationship is_stated``; days
        as dates (missing where there is none), kinds as words parted by ``;``.
        """
        import pandas as pd

        words = [
            ";".join(kind for k, kind in enumerate(EXCHANGES) if bits >> k & 1)
            for bits in range(1 << len(EXCHANGES))
        ]
        named = (lambda places: [ids[i] for i in places.tolist()]) if ids is not None else list
        columns = {
            "a": named(self.a),
            "b": named(self.b),
            "strength": self.strength,
            "episodes": self.episodes,
            "first": _dates(self.first),
            "last": _dates(self.last),
            "kinds": [words[bits] for bits in self.kinds.tolist()],
            "is_tie": self.is_tie,
            "is_relationship": self.is_relationship,
            "is_stated": self.is_stated,
        }
        return pd.DataFrame(columns)


def ties(log: ActorLog, rule: TieRule | None = None, *, day: int | None = None) -> Ties:
    """Return the ties of a log on a day, by default the log's own.

    The strength of a pair is Σ w · 2^(−age / half-life) / (k − 1) over its episodes up to the day,
    with w the weight of the kind of exchange and k the number of parties. A tie is a relationship
    where it is lasting and repeated, or institutionalised (`RelationshipRule`).

    Parameters
    ----------
    log : ActorLog
        Actors, episodes and, where there are any, stated relationships.
    rule : TieRule, optional
        Half-life, weights and the least strength.
    day : int, optional
        An ordinal. Later episodes do not count. An actor that left before the day or comes after it
        is not there: its pairs are listed and are no ties.

    Returns
    -------
    Ties
        Without episodes and relationships it has no pairs.

    Raises
    ------
    InputError
        If an actor stands twice in an episode or a relationship.

    Notes
    -----
    A relationship is stated as active on the day where it has begun, has not ended and is called
    active. One that is called ended counts before its day of end, so that the past does not lose
    those that ended since; one that is called dormant or planned never counts as active.

    Examples
    --------
    >>> from hanse.actors.ties import _example
    >>> found = ties(_example(), TieRule(half_life=100.0))
    >>> found.pairs().tolist(), found.strength.tolist()
    ([[0, 1]], [1.5])
    """
    rule = rule or TieRule()
    day = log.as_of if day is None else day
    n = len(log.actors)
    shares = pair_shares(log.episodes, n, rule, day)
    stated = _stated(log.relationships, n, day)
    keys = np.union1d(shares.a * n + shares.b, stated[0])
    m, met = len(keys), np.searchsorted(keys, shares.a * n + shares.b)
    said = np.searchsorted(keys, stated[0])
    strength, kinds = np.zeros(m), np.zeros(m, dtype=np.int64)
    count, first, last = (np.zeros(m, dtype=np.int64) for _ in range(3))
    first[said] = last[said] = stated[3]
    if len(shares.a):
        begin = shares.starts[:-1]
        strength[met] = np.add.reduceat(shares.weight, begin)
        kinds[met] = np.bitwise_or.reduceat(log.episodes.kinds[shares.episode], begin)
        count[met] = np.diff(shares.starts)
        first[met] = log.episodes.days[shares.episode[begin]]
        last[met] = log.episodes.days[shares.episode[shares.starts[1:] - 1]]
    a, b = keys // max(n, 1), keys % max(n, 1)
    here = present(log.actors, day)
    there = here[a] & here[b]
    active, institution = np.zeros(m, dtype=bool), np.zeros(m, dtype=bool)
    active[said], institution[said] = stated[1], stated[2]
    is_stated = active & there
    is_tie = (reaches(strength, rule.least) | active) & there
    asked = rule.relationship
    lasting = (last - first >= asked.days) & (count >= asked.episodes)
    held = lasting | (institution & asked.institutionalised)
    is_relationship = (is_tie & held) | is_stated
    return Ties(
        rule, n, day, a, b, strength, count, first, last, kinds, is_tie, is_relationship, is_stated
    )


def _stated(told: Relationships | None, n: int, day: int) -> tuple[Whole, Mask, Mask, Whole]:
    """Return pairs (a n + b), which are active, which have an institution, and since when."""
    if told is None or not len(told):
        none = np.zeros(0, dtype=np.int64)
        return none, none.astype(bool), none.astype(bool), none
    if (told.a == told.b).any():
        row = int(np.argmax(told.a == told.b))
        raise InputError(
            "an actor has a relationship with itself",
            where=f"relationship {row + 1}",
            mend="Name two actors.",
        )
    state = np.array(told.states)
    runs = (told.end == 0) | (told.end >= day)
    active = runs & ((state == "active") | ((state == "ended") & (told.end > day)))
    held = np.array([bool(own) for own in told.institutions], dtype=bool)
    held &= active | (runs & (state == "dormant"))
    begun = told.start <= day
    key = (np.minimum(told.a, told.b) * n + np.maximum(told.a, told.b))[begun]
    keys, at = np.unique(key, return_inverse=True)
    is_active, has, start = np.zeros(len(keys), bool), np.zeros(len(keys), bool), keys * 0
    np.logical_or.at(is_active, at, active[begun])
    np.logical_or.at(has, at, held[begun])
    np.maximum.at(start, at, told.start[begun])
    return keys, is_active, has, start


def _dates(days: Whole) -> Any:
    """Return ordinals as dates, missing where they are 0."""
    moments = np.datetime64("1970-01-01") + (days - 719163).astype("timedelta64[D]")
    return np.where(days > 0, moments, np.datetime64("NaT"))


def _example() -> ActorLog:
    """Return a log of two actors that met today and 100 days ago."""
    two, whole, unknown = ("A", "B"), np.zeros(2, dtype=np.int64), np.full(2, np.nan)
    empty, lists, firms = ("", ""), ((), ()), (("firm",), ("firm",))
    numbers = (unknown, unknown, unknown, unknown, unknown, unknown)
    home = ("SWE", "SWE")
    actors = Actors(
        two, two, firms, empty, empty, home, lists, *numbers, whole, whole, empty, empty
    )
    days, ones = np.array([737900, 738000]), np.ones(2, dtype=np.int64)
    party, starts = np.array([0, 1, 0, 1]), np.array([0, 2, 4])
    met = Episodes(two, days, starts, party, ones, -ones, empty, empty, empty)
    return ActorLog(actors, met, "", "SWE", 738000)
