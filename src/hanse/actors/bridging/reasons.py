"""Why a missing tie is proposed, in words: who stands alone, who knows both, what they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from hanse.actors.sides import Gap
from hanse.actors.tables import Actors
from hanse.actors.ties import Ties
from hanse.messages import join_names, message, plural

__all__ = ["Introducer", "PairHistory", "reason"]


@dataclass(frozen=True)
class Introducer:
    """Who can introduce two actors to each other.

    Attributes
    ----------
    actor : int
        Its place; -1 where nobody knows both.
    common : int
        How many know both.
    is_organisation : bool
        Whether it is the cluster organisation.
    """

    actor: int
    common: int
    is_organisation: bool


class PairHistory:
    """What the ties say of any two actors."""

    def __init__(self, actors: Actors, found: Ties) -> None:
        self.actors, self.found = actors, found
        self.key = found.a * max(found.n, 1) + found.b
        self.near: Any = found.matrix(weighted=True)
        self.is_organisation = actors.has_role("cluster organisation")

    def introducer(self, one: int, two: int) -> Introducer:
        """Return whose ties to both are the strongest by their product; of equal ones the first."""
        know = [self.near[[who]] for who in (one, two)]
        both, first, second = np.intersect1d(
            know[0].indices, know[1].indices, assume_unique=True, return_indices=True
        )
        if not len(both):
            return Introducer(-1, 0, False)
        strength = know[0].data[first] * know[1].data[second]
        best = int(both[np.argmax(strength)])
        return Introducer(best, len(both), bool(self.is_organisation[best]))

    def row(self, one: int, two: int) -> int:
        """Return the row of a pair in the ties, -1 where they never met."""
        wanted = min(one, two) * self.found.n + max(one, two)
        at = int(np.searchsorted(self.key, wanted))
        return at if at < len(self.key) and self.key[at] == wanted else -1

    def met(self, one: int, two: int) -> str:
        """Return how often two actors met and since when."""
        at = self.row(one, two)
        count = int(self.found.episodes[at]) if at >= 0 else 0
        if not count:
            return message("a stated relationship")
        year = _year(int(self.found.first[at]))
        if count == 1:
            return message("1 episode in {year}", year=year)
        return message("{n:,} episodes since {year}", n=count, year=year)


def reason(
    history: PairHistory,
    one: Gap,
    pair: tuple[int, int],
    ties_of: tuple[int, int],
    parts: Mapping[str, float],
    via: Introducer,
) -> str:
    """Return why a tie between a firm and another actor is proposed.

    Parameters
    ----------
    history : PairHistory
        What the ties say.
    one : Gap
        The gap that the pair would bridge.
    pair, ties_of : pairs of int
        The places of both, and how many ties across the gap they have.
    parts : mapping of str to float
        The parts of the score.
    via : Introducer
        Who knows both.
    """
    names = history.actors.names
    firm, other = names[pair[0]], names[pair[1]]
    said = [_reach(one, firm, other, ties_of)]
    if via.actor >= 0:
        said.append(_introduction(history, pair, via))
    if parts["fit"] > 0:
        shared = _shared(history.actors, pair)
        said.append(
            message("Both work with {technologies}.", technologies=join_names(shared, most=3))
        )
    if parts["lapsed"] > 0:
        at = history.row(*pair)
        said.append(
            message(
                "They had {episodes}, the last in {year}: a tie to revive.",
                episodes=plural(int(history.found.episodes[at]), "episode"),
                year=_year(int(history.found.last[at])),
            )
        )
    return " ".join(said)


def _reach(one: Gap, firm: str, other: str, ties_of: tuple[int, int]) -> str:
    """Return how many ties across the gap there are already."""
    if one.number == 1:
        return message(
            "{firm} has {own} to {others}, {other} has {its}.",
            firm=firm,
            own=_ties(ties_of[0]),
            others=one.others,
            other=other,
            its=_ties(ties_of[1]),
        )
    return message(
        "{firm} has {own} to {others}; {other} has {its} to firms of the cluster.",
        firm=firm,
        own=_ties(ties_of[0]),
        others=one.others,
        other=other,
        its=_ties(ties_of[1]),
    )


def _introduction(history: PairHistory, pair: tuple[int, int], via: Introducer) -> str:
    """Return who can introduce them, and what that rests on."""
    names = history.actors.names
    mark = message(", the cluster organisation,") if via.is_organisation else ""
    said = message(
        "{via}{mark} knows both ({first} with {firm}, {second} with {other}).",
        via=names[via.actor],
        mark=mark,
        first=history.met(pair[0], via.actor),
        firm=names[pair[0]],
        second=history.met(via.actor, pair[1]),
        other=names[pair[1]],
    )
    if via.common < 2:
        return said
    more = via.common - 1
    return f"{said} " + message(
        "{others} {know} both, too.",
        others=plural(more, "other"),
        know="knows" if more == 1 else "know",
    )


def _ties(n: int) -> str:
    """Return a number of ties in words."""
    return plural(n, "tie") if n else "no tie"


def _shared(actors: Actors, pair: tuple[int, int]) -> list[str]:
    """Return the technologies of the first that the second works with too."""
    theirs = {name.casefold() for name in actors.technologies[pair[1]]}
    own = {name.casefold(): name for name in actors.technologies[pair[0]]}
    return [own[name] for name in sorted(own) if name in theirs]


def _year(day: int) -> str:
    """Return the year of an ordinal."""
    return str(date.fromordinal(day).year)
