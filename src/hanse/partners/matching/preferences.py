"""Preferences: whom each visitor and each host would take, the best first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names, message, plural
from hanse.partners.search import PartnerScores
from hanse.result import Record
from hanse.tables.long_table import LongTable

__all__ = ["SIDES", "Preferences", "preferences", "preferences_from_scores"]

SIDES = ("visitors", "hosts")
Lists = tuple[tuple[str, ...], ...]
_SHOWN = 5
_DIGITS = 12  # values that differ by less are tied


@dataclass(frozen=True)
class Preferences(Record, kind="partner-preferences"):
    """Whom each side would take, the best first; who is not on a list is not acceptable.

    Attributes
    ----------
    visitors, hosts : tuple of str
        Who looks for a place, and who has places.
    visitor_lists, host_lists : tuple of tuples of str
        Hosts that each visitor would take, and visitors that each host would take.
    ties : tuple of str
        Which equal values stood behind the order of a list, in words.
    ties_by : str
        How equal values were ordered; empty where there were none.
    """

    visitors: tuple[str, ...]
    hosts: tuple[str, ...]
    visitor_lists: Lists
    host_lists: Lists
    ties: tuple[str, ...] = ()
    ties_by: str = ""

    @cached_property
    def visitor_ranks(self) -> Mapping[str, Mapping[str, int]]:
        """Visitor → host → place on its list, from 1."""
        return _ranks(self.visitors, self.visitor_lists)

    @cached_property
    def host_ranks(self) -> Mapping[str, Mapping[str, int]]:
        """Host → visitor → place on its list, from 1."""
        return _ranks(self.hosts, self.host_lists)

    @property
    def one_sided(self) -> tuple[tuple[str, str], ...]:
        """Pairs (visitor, host) of which only one side would take the other."""
        found = [
            (visitor, host)
            for visitor, own in self.visitor_ranks.items()
            for host in own
            if visitor not in self.host_ranks[host]
        ]
        found += [
            (visitor, host)
            for host, own in self.host_ranks.items()
            for visitor in own
            if host not in self.visitor_ranks[visitor]
        ]
        return tuple(sorted(found))


def _ranks(names: Sequence[str], lists: Lists) -> dict[str, dict[str, int]]:
    """Return the place of each name on each list."""
    return {
        name: {other: place for place, other in enumerate(own, start=1)}
        for name, own in zip(names, lists, strict=True)
    }


def preferences(
    visitors: Mapping[str, Sequence[str]], hosts: Mapping[str, Sequence[str]]
) -> Preferences:
    """Return preferences from ranked lists.

    Parameters
    ----------
    visitors : mapping of str to sequence of str
        Visitor → the hosts that it would take, the best first.
    hosts : mapping of str to sequence of str
        Host → the visitors that it would take, the best first.

    Raises
    ------
    InputError
        If a list names somebody unknown (with the nearest), one of its own side, or somebody
        twice, or if a name is that of a visitor and of a host.

    Examples
    --------
    >>> made = preferences({"Ada": ["Lund"], "Bo": ["Lund"]}, {"Lund": ["Bo", "Ada"]})
    >>> made.host_ranks["Lund"]["Bo"]
    1
    """
    both = sorted(set(visitors) & set(hosts))
    if both:
        raise InputError(
            f"{join_names(both)} is a visitor and a host", mend="Give each side names of its own."
        )
    pairs = (("visitor", visitors, "host", hosts), ("host", hosts, "visitor", visitors))
    for kind, own, other_kind, others in pairs:
        for name, chosen in own.items():
            for problem in list_problems(chosen, kind, own, other_kind, others, f"{kind} {name}"):
                raise problem
    return Preferences(
        tuple(visitors),
        tuple(hosts),
        tuple(tuple(own) for own in visitors.values()),
        tuple(tuple(own) for own in hosts.values()),
    )


def list_problems(
    chosen: Sequence[str],
    kind: str,
    own: Mapping[str, object],
    other_kind: str,
    others: Mapping[str, object],
    where: str,
) -> list[InputError]:
    """Return what is wrong with one ranked list.

    Parameters
    ----------
    chosen : sequence of str
        The list.
    kind, other_kind : str
        ``"visitor"`` or ``"host"``: whose list it is, and whom it should name.
    own, others : mapping of str
        The names of both sides.
    where : str
        The place, for the errors.
    """
    problems = []
    for name, n in Counter(chosen).items():
        if name in own and name not in others:
            problems.append(
                InputError(
                    f"'{name}' is a {kind} itself", where=where, mend=f"Name only {other_kind}s."
                )
            )
        elif name not in others:
            problems.append(unknown_name(other_kind, name, others, where=where))
        elif n > 1:
            problems.append(
                InputError(f"'{name}' stands twice", where=where, mend="Leave its better place.")
            )
    return problems


def preferences_from_scores(
    scores: PartnerScores | LongTable, *, lot: int | None = None
) -> Preferences:
    """Return preferences by what a search, or a table of values, says.

    Parameters
    ----------
    scores : PartnerScores or LongTable
        A search whose seekers are the visitors and whose candidates are the hosts: visitors rank
        by their directed score s_ij, hosts by s_ji; only proposed pairs are acceptable, so search
        with ``most`` as the number of hosts if all shall be. Or a table with the keys ``visitor``
        and ``host`` and the values ``for_visitor`` and ``for_host``; an empty value means that
        this side would not take the other.
    lot : int, optional
        Seed of a lot that orders equal values. By default they go by name, which favours names
        early in the alphabet.

    Raises
    ------
    InputError
        If somebody seeks and may be proposed, or a pair stands twice.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({
    ...     "visitor": ["Ada", "Bo"], "host": ["Lund", "Lund"], "for_visitor": [0.5, 0.5],
    ...     "for_host": [0.7, 0.7],
    ... })
    >>> values = ["for_visitor", "for_host"]
    >>> table = LongTable.from_frame(frame, keys=["visitor", "host"], values=values)
    >>> made = preferences_from_scores(table)
    >>> made.host_lists, made.ties
    ((('Ada', 'Bo'),), ('Lund: Ada and Bo',))
    """
    if isinstance(scores, LongTable):
        scores.unique(["visitor", "host"])
        left, right = scores.key("visitor"), scores.key("host")
        visitors, hosts = left.labels, right.labels
        pairs = zip(left.codes.tolist(), right.codes.tolist(), strict=True)
        named = [(visitors[a], hosts[b]) for a, b in pairs]
        there, back = scores.value("for_visitor").tolist(), scores.value("for_host").tolist()
    else:
        ids = scores.profiles.ids
        visitors = tuple(ids[at] for at in scores.seekers.tolist())
        hosts = tuple(ids[at] for at in scores.candidates.tolist())
        pairs = zip(scores.seeker.tolist(), scores.candidate.tolist(), strict=True)
        named = [(ids[a], ids[b]) for a, b in pairs]
        there, back = scores.there.tolist(), scores.back.tolist()
    both = sorted(set(visitors) & set(hosts))
    if both:
        raise InputError(
            f"{join_names(both)} is a visitor and a host",
            mend="Search with seekers and candidates that have nobody in common.",
        )
    order = _order([*visitors, *hosts], lot)
    ties: list[str] = []
    by_visitor = _lists(visitors, named, there, order, ties)
    by_host = _lists(hosts, [(b, a) for a, b in named], back, order, ties)
    said = "by name" if lot is None else message("by lot (seed {lot})", lot=lot)
    return Preferences(visitors, hosts, by_visitor, by_host, tuple(ties), said if ties else "")


def _order(names: Sequence[str], lot: int | None) -> dict[str, int]:
    """Return the place of each name among equal ones."""
    ordered = sorted(names)
    if lot is None:
        return {name: at for at, name in enumerate(ordered)}
    drawn = np.random.default_rng(lot).permutation(len(ordered)).tolist()
    return dict(zip(ordered, drawn, strict=True))


def _lists(
    names: Sequence[str],
    pairs: Sequence[tuple[str, str]],
    values: Sequence[float],
    order: Mapping[str, int],
    ties: list[str],
) -> Lists:
    """Return the lists of one side, the highest value first; ties are remembered."""
    own: dict[str, list[tuple[float, int, str]]] = {name: [] for name in names}
    for (name, other), value in zip(pairs, values, strict=True):
        if not np.isnan(value):
            own[name].append((-round(value, _DIGITS), order[other], other))
    for name, found in own.items():
        found.sort()
        groups: dict[float, list[str]] = {}
        for value, _, other in found:
            groups.setdefault(value, []).append(other)
        ties += [f"{name}: {join_names(one)}" for one in groups.values() if len(one) > 1]
    return tuple(tuple(other for _, _, other in found) for found in own.values())


def one_sided_sentence(made: Preferences) -> str:
    """Return the sentence on pairs that only one side would take; empty where there is none."""
    n = len(made.one_sided)
    if not n:
        return ""
    said = "{pairs} of which only one side would take the other; they cannot be matched."
    return message(said, pairs=plural(n, "pair"))


def ties_sentence(made: Preferences) -> str:
    """Return the sentence on equal values and how they were ordered; empty where there is none."""
    if not made.ties:
        return ""
    more = f" and {len(made.ties) - _SHOWN:,} more" if len(made.ties) > _SHOWN else ""
    names = "; ".join(made.ties[:_SHOWN]) + more
    return message("Equal values were put in order {how}: {names}.", how=made.ties_by, names=names)
