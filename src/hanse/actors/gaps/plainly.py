"""The figures of the gaps once more, by plain loops over pairs and episodes."""

from __future__ import annotations

import math
from collections.abc import Sequence

from hanse.actors.gaps.measure import GapFigures
from hanse.actors.sides import GAPS, members, own_firms
from hanse.actors.strength import TieRule, reaches
from hanse.actors.tables import EXCHANGES, ActorLog

__all__ = ["counted_right"]


def counted_right(
    log: ActorLog, rule: TieRule, day: int, figures: Sequence[GapFigures], is_complete: bool
) -> bool:
    """Return whether figures are what loops count; estimates only where all is logged."""
    tied = _tied(log, rule, day)
    here = [_is_here(log, i, day) for i in range(len(log.actors))]
    firms = [i for i, own in enumerate(own_firms(log)) if own and here[i]]
    for one, found in zip(GAPS, figures, strict=True):
        others = [i for i, own in enumerate(members(log, one)) if own and here[i]]
        pairs = {frozenset((i, j)) for i in firms for j in others if i != j}
        degree = {i: sum(frozenset((i, j)) in tied for j in others if i != j) for i in firms}
        ties = sum(pair in tied for pair in pairs)
        if (len(firms), len(others), len(pairs)) != (found.n_firms, found.n_others, found.pairs):
            return False
        if ties != found.ties:
            return False
        if not (is_complete and pairs):
            continue
        reached = sum(one > 0 for one in degree.values()) / len(firms)
        own = (ties / len(pairs), sum(degree.values()) / len(firms), reached)
        shown = (found.density.value, found.mean_degree.value, found.firms_reached.value)
        if not all(math.isclose(a, b, abs_tol=1e-9) for a, b in zip(own, shown, strict=True)):
            return False
    return True


def _tied(log: ActorLog, rule: TieRule, day: int) -> set[frozenset[int]]:
    """Return the pairs whose strength is enough or whose relationship is stated."""
    episodes, strength = log.episodes, dict[frozenset[int], float]()
    starts, weights = episodes.starts.tolist(), rule.weights or {}
    for e, when in enumerate(episodes.days.tolist()):
        party = episodes.party[starts[e] : starts[e + 1]].tolist()
        if when > day:
            continue
        bits = int(episodes.kinds[e])
        own = [weights.get(kind, 1.0) for k, kind in enumerate(EXCHANGES) if bits >> k & 1]
        worth = max(own, default=1.0) * 0.5 ** ((day - when) / rule.half_life)
        for at, i in enumerate(party):
            for j in party[at + 1 :]:
                pair = frozenset((i, j))
                strength[pair] = strength.get(pair, 0.0) + worth / (len(party) - 1)
    tied = {pair for pair, own in strength.items() if reaches(own, rule.least)}
    if log.relationships is not None:
        told = log.relationships
        for a, b, start, end, state in zip(
            told.a.tolist(), told.b.tolist(), told.start, told.end, told.states, strict=True
        ):
            runs = state == "active" and (end == 0 or end >= day)
            if start <= day and (runs or (state == "ended" and end > day)):
                tied.add(frozenset((a, b)))
    return tied


def _is_here(log: ActorLog, i: int, day: int) -> bool:
    """Return whether an actor is there on a day."""
    since, until = int(log.actors.since[i]), int(log.actors.until[i])
    return (since == 0 or since <= day) and (until == 0 or until >= day)
