"""Episodes, relationships and how their sides rate them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from hanse.actors import tables_frames as frames
from hanse.actors.tables_arrays import Floats, Whole, freeze
from hanse.actors.tables_words import ATMOSPHERE, EXCHANGES, STATES, counted, span_text
from hanse.result import Answer

__all__ = ["Atmosphere", "Episodes", "Relationships"]


@dataclass(frozen=True, eq=False)
class Episodes(Answer, kind="actor-episodes"):
    """Who worked with whom on which day.

    Parameters
    ----------
    ids : tuple of str, length n
        Name of each; two are never equal.
    days : ndarray of int64, shape (n,)
        When.
    starts : ndarray of int64, shape (n + 1,)
        The parties of episode ``e`` are ``party[starts[e]:starts[e + 1]]``, two or more.
    party : ndarray of int64
        Places of actors.
    kinds : ndarray of int64, shape (n,)
        Bit ``k`` is set for the kind of exchange ``EXCHANGES[k]``; at least one is.
    initiator : ndarray of int64, shape (n,)
        Place of the actor that began it, one of the parties; -1 where not known.
    outcomes, activities : tuple of str
        What came of it; the bridging activity (`Activities.ids`) that it was part of. Empty: none.
    notes : tuple of str
        Free text; may name persons.
    """

    ids: tuple[str, ...]
    days: Whole
    starts: Whole
    party: Whole
    kinds: Whole
    initiator: Whole
    outcomes: tuple[str, ...]
    activities: tuple[str, ...]
    notes: tuple[str, ...]

    def __post_init__(self) -> None:
        names = ("days", "starts", "party", "kinds", "initiator")
        freeze(self, **dict.fromkeys(names, np.int64))

    def __len__(self) -> int:
        return len(self.ids)

    def to_frame(self) -> Any:
        """Return one row for each episode, without notes.

        Columns: episode, date, parties (places of actors, apart by semicolons), kind, initiator (a
        place, -1 for none), outcome, activity. `ActorLog.to_frame` has ids in place of places.
        """
        return frames.episodes_frame(self)

    def __str__(self) -> str:
        kinds = [name for bit, name in enumerate(EXCHANGES) for _ in range(self._count(bit))]
        noun = ("episode", "episodes")
        return counted(len(self), noun, "kind", kinds, EXCHANGES, span_text(self.days))

    def _count(self, bit: int) -> int:
        """Return how many episodes are of a kind."""
        return int((self.kinds >> bit & 1).sum())


@dataclass(frozen=True, eq=False)
class Relationships(Answer, kind="actor-relationships"):
    """Lasting ties that somebody states, and the environment of each.

    Parameters
    ----------
    a, b : ndarray of int64, shape (n,)
        The two parties; a pair stands once.
    start, end : ndarray of int64, shape (n,)
        Days; an end of 0 is open.
    states : tuple of str
        One of `STATES`.
    adaptations : tuple of tuples of str
        What either side adapted: product, process, planning, ...
    institutions : tuple of tuples of str
        What institutionalises it: agreement, contract, joint project, shared staff, ...; empty for
        nothing.
    markets : tuple of str
        Alpha-3 code of the market that it serves; empty where not known.
    dynamism, internationalisation : ndarray of float64, shape (n,), 1 to 7
        Of the market, and of the tie; NaN where not rated.
    chain : tuple of str
        What b is to a, one of `CHAIN_POSITIONS`; empty where not known.
    """

    a: Whole
    b: Whole
    start: Whole
    end: Whole
    states: tuple[str, ...]
    adaptations: tuple[tuple[str, ...], ...]
    institutions: tuple[tuple[str, ...], ...]
    markets: tuple[str, ...]
    dynamism: Floats
    internationalisation: Floats
    chain: tuple[str, ...]

    def __post_init__(self) -> None:
        freeze(self, **dict.fromkeys(("a", "b", "start", "end"), np.int64))
        freeze(self, dynamism=np.float64, internationalisation=np.float64)

    def __len__(self) -> int:
        return len(self.states)

    def to_frame(self) -> Any:
        """Return one row for each relationship.

        Columns: party_a, party_b (places of actors), start, end, state, adaptations, institutions,
        market, dynamism, internationalisation, chain.
        """
        return frames.relationships_frame(self)

    def __str__(self) -> str:
        noun = ("relationship", "relationships")
        return counted(len(self), noun, "state", self.states, STATES)


@dataclass(frozen=True, eq=False)
class Atmosphere(Answer, kind="actor-atmosphere"):
    """How one side rates a relationship on a day.

    Parameters
    ----------
    days, rater, other : ndarray of int64, shape (n,)
        When, who rates, and the other side.
    ratings : ndarray of float64, shape (n, 6), 1 to 7
        In the order of `ATMOSPHERE`; NaN where not rated. Power is how strongly the rater
        depends on the other side.
    """

    days: Whole
    rater: Whole
    other: Whole
    ratings: Floats

    def __post_init__(self) -> None:
        ratings = np.asarray(self.ratings, dtype=np.float64).reshape(-1, len(ATMOSPHERE))
        object.__setattr__(self, "ratings", ratings)
        freeze(self, **dict.fromkeys(("days", "rater", "other"), np.int64), ratings=np.float64)

    def __len__(self) -> int:
        return len(self.days)

    def to_frame(self) -> Any:
        """Return one row for each rating: date, rater, other (places) and the six aspects."""
        return frames.atmosphere_frame(self, ATMOSPHERE)

    def __str__(self) -> str:
        given = (~np.isnan(self.ratings)).sum(axis=0).tolist()
        aspects = [one for one, n in zip(ATMOSPHERE, given, strict=True) for _ in range(n)]
        noun = ("rating of a relationship", "ratings of relationships")
        return counted(len(self), noun, "rated", aspects, ATMOSPHERE, span_text(self.days))
