"""Stable matching for exclusive places: visitors and hosts, firms and mentors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from hanse.errors import unknown_name
from hanse.messages import columns_text, join_names, message, plural
from hanse.partners.matching.capacity import places_of
from hanse.partners.matching.deferred_acceptance import host_proposing, visitor_proposing
from hanse.partners.matching.preferences import (
    SIDES,
    Preferences,
    one_sided_sentence,
    ties_sentence,
)
from hanse.result import Answer

__all__ = ["Matching", "stable_matching"]

_SHOWN = 30


@dataclass(frozen=True)
class Matching(Answer, kind="partner-matching"):
    """Who gets which place.

    Made by `stable_matching`.

    Attributes
    ----------
    preferences : Preferences
        Whom each would take.
    places : mapping of str to int
        Host → number of places.
    proposer : str
        The side that proposed: of all stable matchings this one is best for each of that side and
        worst for each of the other.
    pairs : tuple of pairs of str
        (visitor, host), in the order of the visitors.
    proposals : int
        How many proposals were made.
    """

    preferences: Preferences
    places: Mapping[str, int]
    proposer: str
    pairs: tuple[tuple[str, str], ...]
    proposals: int

    def __len__(self) -> int:
        return len(self.pairs)

    @cached_property
    def host_of(self) -> Mapping[str, str]:
        """Visitor → its host; who has none is not in it."""
        return dict(self.pairs)

    @cached_property
    def visitors_of(self) -> Mapping[str, tuple[str, ...]]:
        """Host → its visitors, the one it prefers first."""
        own: dict[str, list[str]] = {host: [] for host in self.preferences.hosts}
        for visitor, host in self.pairs:
            own[host].append(visitor)
        ranks = self.preferences.host_ranks
        return {host: tuple(sorted(got, key=ranks[host].__getitem__)) for host, got in own.items()}

    def blocking_pairs(self) -> tuple[tuple[str, str], ...]:
        """Return the pairs that would rather have each other than what they got.

        A visitor and a host that would take each other block a matching if the visitor has no
        place or prefers this host, and the host has a place left or prefers this visitor to one it
        has. Looked for pair by pair; none in a stable matching.
        """
        found = []
        for visitor, wishes in self.preferences.visitor_ranks.items():
            for host in wishes:
                ranks = self.preferences.host_ranks[host]
                if visitor not in ranks:
                    continue
                own = self.host_of.get(visitor)
                visitor_moves = own is None or wishes[host] < wishes[own]
                got = self.visitors_of[host]
                host_moves = len(got) < self.places[host] or any(
                    ranks[visitor] < ranks[one] for one in got
                )
                if visitor_moves and host_moves:
                    found.append((visitor, host))
        return tuple(found)

    def verify(self) -> bool:
        """Return whether everyone got what it would take, within the places, and no pair blocks."""
        visitors = [visitor for visitor, _ in self.pairs]
        return (
            len(set(visitors)) == len(visitors)
            and all(len(got) <= self.places[host] for host, got in self.visitors_of.items())
            and all(
                host in self.preferences.visitor_ranks[visitor]
                and visitor in self.preferences.host_ranks[host]
                for visitor, host in self.pairs
            )
            and not self.blocking_pairs()
        )

    @property
    def unmatched(self) -> tuple[tuple[str, str], ...]:
        """The visitors without a place, each with the reason."""
        return tuple(
            (visitor, self._why_unmatched(visitor))
            for visitor in self.preferences.visitors
            if visitor not in self.host_of
        )

    def _why_unmatched(self, visitor: str) -> str:
        """Return why a visitor has no place."""
        wishes = list(self.preferences.visitor_ranks[visitor])
        if not wishes:
            return message("would take no host")
        willing = [host for host in wishes if visitor in self.preferences.host_ranks[host]]
        if not willing:
            said = "none of the hosts it would take would take it: {hosts}"
            return message(said, hosts=join_names(wishes))
        open_ones = [host for host in willing if self.places[host]]
        if not open_ones:
            return message("there are no places at {hosts}", hosts=join_names(willing))
        said = "all places at {hosts} went to visitors preferred there"
        return message(said, hosts=join_names(open_ones))

    @property
    def unfilled(self) -> tuple[tuple[str, int, str], ...]:
        """The hosts with places left: name, how many, and the reason."""
        found = []
        for host, got in self.visitors_of.items():
            left = self.places[host] - len(got)
            if left:
                ranks = self.preferences.host_ranks[host]
                mutual = [one for one in ranks if host in self.preferences.visitor_ranks[one]]
                why = message("no visitor that it would take would take it")
                if len(mutual) > len(got):
                    why = message("the other visitors that it would take have a place they prefer")
                elif got:
                    why = message("it has every visitor that both sides would take")
                found.append((host, left, why))
        return tuple(found)

    @cached_property
    def other_side(self) -> Matching:
        """The stable matching with the other side proposing."""
        other = SIDES[1 - SIDES.index(self.proposer)]
        return _matched(self.preferences, self.places, other)

    @property
    def gains(self) -> Mapping[str, tuple[str, ...]]:
        """Who is better off than with the other side proposing.

        ``visitors`` and ``hosts`` → names; only those of the side that proposes are, and every
        stable matching fills the same places of each host (Roth 1984).
        """
        other = self.other_side
        wishes, ranks = self.preferences.visitor_ranks, self.preferences.host_ranks
        better = [
            visitor
            for visitor, host in self.pairs
            if wishes[visitor][host] < wishes[visitor][other.host_of[visitor]]
        ]
        hosts = [
            host
            for host, got in self.visitors_of.items()
            if _places(ranks[host], got) < _places(ranks[host], other.visitors_of[host])
        ]
        return {"visitors": tuple(better), "hosts": tuple(hosts)}

    @property
    def sides_sentence(self) -> str:
        """What it matters which side proposes."""
        other = self.other_side
        if other.pairs == self.pairs:
            return message("With the other side proposing the matching is the same: it is the only "
                           "stable one.")  # fmt: skip
        names = self.gains[self.proposer]
        said = (
            "{proposer} propose: better off for it than if {other} did: {gain}; worse off: {loss}. "
            "The same visitors have places either way."
        )
        return message(
            said,
            proposer=self.proposer.capitalize(),
            other=other.proposer,
            gain=join_names(list(names)),
            loss=join_names(list(other.gains[other.proposer])),
        )

    def to_frame(self) -> Any:
        """Return one row for each visitor.

        ``visitor host visitor_rank host_rank other_host reason``: the place of the host on the
        visitor's list and the other way round, the host with the other side proposing, and why
        there is no place. Ranks are missing where there is none.
        """
        import pandas as pd

        reasons = dict(self.unmatched)
        rows = []
        for visitor in self.preferences.visitors:
            host = self.host_of.get(visitor, "")
            wish = self.preferences.visitor_ranks[visitor].get(host, float("nan"))
            rank = self.preferences.host_ranks[host][visitor] if host else float("nan")
            other = self.other_side.host_of.get(visitor, "")
            rows.append([visitor, host, wish, rank, other, reasons.get(visitor, "")])
        names = ["visitor", "host", "visitor_rank", "host_rank", "other_host", "reason"]
        return pd.DataFrame(rows, columns=names)

    def _line(self, visitor: str, host: str) -> list[str]:
        """Return a pair and how either side ranks the other."""
        wish = self.preferences.visitor_ranks[visitor][host]
        return [visitor, host, f"{wish}", f"{self.preferences.host_ranks[host][visitor]}"]

    def __str__(self) -> str:
        n, made = len(self.preferences.visitors), self.preferences
        head = (
            f"{plural(n, 'visitor')}, {plural(len(made.hosts), 'host')} with "
            f"{plural(sum(self.places.values()), 'place')}, {self.proposer} propose: "
            f"{len(self.pairs):,} matched"
        )
        lines = [self._line(visitor, host) for visitor, host in self.pairs]
        header = ["visitor", "host", "its wish", "host's wish"]
        table = _first(columns_text(header, lines, left=[0, 1]).split("\n")) if lines else []
        rest = _first([f"{name} has no place: {why}." for name, why in self.unmatched])
        rest += _first(
            [f"{host} has {plural(n, 'place')} left: {why}." for host, n, why in self.unfilled]
        )
        n_blocking = len(self.blocking_pairs())
        rest.append(
            "No pair would rather have each other." if not n_blocking else
            f"{plural(n_blocking, 'pair')} would rather have each other."
        )  # fmt: skip
        if not n_blocking:
            rest.append(self.sides_sentence)
        rest += [one for one in (one_sided_sentence(made), ties_sentence(made)) if one]
        return "\n".join([head, *table, *rest])


def _first(lines: list[str]) -> list[str]:
    """Return the first lines and how many more there are; the frame has all."""
    more = [f"and {len(lines) - _SHOWN:,} more"] if len(lines) > _SHOWN else []
    return [*lines[:_SHOWN], *more]


def _places(ranks: Mapping[str, int], got: tuple[str, ...]) -> list[int]:
    """Return the places of a host's visitors on its list, the best first."""
    return [ranks[one] for one in got]


def stable_matching(
    preferences: Preferences,
    capacities: Mapping[str, int] | int,
    *,
    proposer: Literal["visitors", "hosts"] = "visitors",
) -> Matching:
    """Give each visitor at most one place, so that no pair would rather have each other.

    Deferred acceptance (Gale and Shapley 1962), with hosts of several places and lists that may be
    short. Of all stable matchings the proposing side gets, each of it, the best that it has in
    any. Who has a place does not hang on the side that proposes (Roth 1984).

    Parameters
    ----------
    preferences : Preferences
        Whom each would take; see `preferences`, `preferences_from_scores`, `read_preferences`.
    capacities : mapping of str to int, or int
        Host → number of places, from 0; one number for all.
    proposer : {"visitors", "hosts"}
        The side that proposes. A visitor cannot gain by a false list where visitors propose.

    Returns
    -------
    Matching
        Visitors without a place and hosts with places left are named with the reason.

    Raises
    ------
    InputError
        If the side is unknown, or a number of places is missing, negative or not whole.

    Examples
    --------
    >>> from hanse.partners.matching import preferences
    >>> made = preferences(
    ...     {"Ada": ["Lund", "Kiel"], "Bo": ["Kiel", "Lund"]},
    ...     {"Lund": ["Bo", "Ada"], "Kiel": ["Ada", "Bo"]},
    ... )
    >>> stable_matching(made, 1).pairs
    (('Ada', 'Lund'), ('Bo', 'Kiel'))
    >>> stable_matching(made, 1, proposer="hosts").pairs
    (('Ada', 'Kiel'), ('Bo', 'Lund'))
    """
    if proposer not in SIDES:
        raise unknown_name("side", proposer, SIDES, where="proposer")
    return _matched(preferences, places_of(preferences.hosts, capacities), proposer)


def _matched(made: Preferences, places: Mapping[str, int], proposer: str) -> Matching:
    """Return the matching with one side proposing."""
    ask = visitor_proposing if proposer == "visitors" else host_proposing
    pairs, proposals = ask(made, places)
    return Matching(made, places, proposer, pairs, proposals)
