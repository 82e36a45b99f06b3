"""Deferred acceptance: one side proposes, the other holds the best and rejects the rest.

Gale and Shapley, "College Admissions and the Stability of Marriage", American Mathematical Monthly
69 (1962), 9–15; with hosts proposing, Roth, Journal of Political Economy 92 (1984), 991–1016.
"""

from __future__ import annotations

from collections.abc import Mapping

from hanse.partners.matching.preferences import Preferences

__all__ = ["host_proposing", "visitor_proposing"]

Pairs = tuple[tuple[str, str], ...]


def visitor_proposing(made: Preferences, places: Mapping[str, int]) -> tuple[Pairs, int]:
    """Return the stable matching that is best for every visitor, and the number of proposals.

    Each visitor asks the hosts on its list in order; a host holds the best that asked, as many as
    it has places, and lets the others go on.
    """
    after = dict.fromkeys(made.visitors, 0)
    held: dict[str, list[str]] = {host: [] for host in made.hosts}
    free = list(reversed(made.visitors))
    proposals = 0
    lists = dict(zip(made.visitors, made.visitor_lists, strict=True))
    while free:
        visitor = free.pop()
        if after[visitor] == len(lists[visitor]):
            continue
        host = lists[visitor][after[visitor]]
        after[visitor] += 1
        proposals += 1
        ranks = made.host_ranks[host]
        if visitor not in ranks:
            free.append(visitor)
            continue
        held[host].append(visitor)
        if len(held[host]) > places[host]:
            worst = max(held[host], key=ranks.__getitem__)
            held[host].remove(worst)
            free.append(worst)
    return _pairs(made, {visitor: host for host, own in held.items() for visitor in own}), proposals


def host_proposing(made: Preferences, places: Mapping[str, int]) -> tuple[Pairs, int]:
    """Return the stable matching that is best for every host, and the number of proposals.

    Each host offers its places down its list; a visitor holds the best offer and rejects others.
    """
    after = dict.fromkeys(made.hosts, 0)
    filled = dict.fromkeys(made.hosts, 0)
    held: dict[str, str] = {}
    lists = dict(zip(made.hosts, made.host_lists, strict=True))
    free = list(reversed(made.hosts))
    proposals = 0
    while free:
        host = free.pop()
        while filled[host] < places[host] and after[host] < len(lists[host]):
            visitor = lists[host][after[host]]
            after[host] += 1
            proposals += 1
            ranks = made.visitor_ranks[visitor]
            own = held.get(visitor)
            if host not in ranks or (own is not None and ranks[own] < ranks[host]):
                continue
            held[visitor] = host
            filled[host] += 1
            if own is not None:
                filled[own] -= 1
                free.append(own)
    return _pairs(made, held), proposals


def _pairs(made: Preferences, hosts: Mapping[str, str]) -> Pairs:
    """Return the pairs in the order of the visitors."""
    return tuple((visitor, hosts[visitor]) for visitor in made.visitors if visitor in hosts)
