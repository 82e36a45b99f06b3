"""A market path, checked by plain loops over what it prints."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from hanse.partners.market_path.path_weights import PARTS
from hanse.partners.market_path.ring_limits import TIE

if TYPE_CHECKING:
    from hanse.partners.market_path.path import MarketPath, PathMarket

__all__ = ["path_holds"]


def path_holds(path: MarketPath) -> bool:
    """Return whether rings, scores, places, next steps and changes are what loops give."""
    weights = [getattr(path.weights, part) for part in PARTS]
    if not all(_ring(path, one) == one.ring for one in path.markets):
        return False
    for one in path.markets:
        score = _score(one, weights)
        if math.isnan(score) != math.isnan(one.score) or abs(score - one.score) > TIE:
            return False
    places = _places(path, weights)
    if any(one.rank != places.get(one.market, 0) for one in path.markets):
        return False
    if _next(path, places) != (path.next_in_ring, path.next_in_reach):
        return False
    if any(bool(one.leap) != _is_leap(path, one) for one in path.markets):
        return False
    return _changes_hold(path, weights, places)


def _changes_hold(path: MarketPath, weights: list[float], places: dict[str, int]) -> bool:
    """Return whether the changes of weights and the ranges of places are right."""
    ranges = {code: [place, place] for code, place in places.items()}
    for change in path.changes:
        other = list(weights)
        other[PARTS.index(change.part)] *= change.factor
        new = _places(path, other)
        moved = {code for code in places if new[code] != places[code]}
        told = dict(zip(change.moved, change.places, strict=True))
        if set(told) != moved or any(new[code] != place for code, place in told.items()):
            return False
        if _next(path, new) != (change.next_in_ring, change.next_in_reach):
            return False
        for code, place in new.items():
            ranges[code] = [min(ranges[code][0], place), max(ranges[code][1], place)]
    return all(
        [one.best_rank, one.worst_rank] == ranges.get(one.market, [0, 0]) for one in path.markets
    )


def _is_leap(path: MarketPath, one: PathMarket) -> bool:
    """Return whether an open market is far and justified."""
    if one.status != "open" or not path.rule.is_far(one.ring, path.frontier):
        return False
    with_ties = one.ties >= path.rule.ties
    if math.isnan(one.ties):
        with_ties = one.level not in ("", "outsider")
    return with_ties or one.complementarity >= path.rule.complementarity


def _ring(path: MarketPath, one: PathMarket) -> int:
    """Return the first ring whose limit is not passed."""
    for number, limit in enumerate(path.limits, start=1):
        if one.distance <= limit + TIE:
            return number
    return len(path.limits) + 1


def _score(one: PathMarket, weights: list[float]) -> float:
    """Return the weighted mean of the known parts."""
    total = known = 0.0
    for part, weight in zip(one.parts, weights, strict=True):
        if not math.isnan(part):
            total += weight * part
            known += weight
    return total / known if known > 0 else math.nan


def _places(path: MarketPath, weights: list[float]) -> dict[str, int]:
    """Return the place of each open market with a score, counting pair by pair."""
    scores = {one.market: _score(one, weights) for one in path.markets if one.status == "open"}
    known = {code: score for code, score in scores.items() if not math.isnan(score)}
    found = {}
    for code, score in known.items():
        found[code] = 1
        for other in known.values():
            if other > score + TIE:
                found[code] += 1
    return found


def _next(path: MarketPath, places: dict[str, int]) -> tuple[str, str]:
    """Return the next step in the nearest open ring and in reach."""
    ring = {one.market: one.ring for one in path.markets}
    if not places:
        return "", ""
    nearest = min(ring[code] for code in places)
    chosen = []
    for furthest in (nearest, max(nearest, path.reach)):
        best = ""
        for code in sorted(places):
            if ring[code] <= furthest and (not best or places[code] < places[best]):
                best = code
        chosen.append(best)
    return chosen[0], chosen[1]
