"""A comparison computed again: plain loops over profile and library, without arrays."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from hanse.evidence.library.cluster import BARRIERS, DRIVERS, ReviewedCluster
from hanse.evidence.library.likeness import country_items
from hanse.evidence.library.words import general_words, key_words

if TYPE_CHECKING:
    from hanse.evidence.library.alike import AlikeCluster, AlikeClusters
    from hanse.evidence.library.profile import ClusterProfile, LikenessWeights

__all__ = ["alike_holds"]

_NEAR = 1e-9


def alike_holds(found: AlikeClusters) -> bool:
    """Return whether every score, coverage and rank follows from the profile and the library.

    Scores are computed again item by item, ranks by counting the clusters that stand before one;
    each cluster must be an entry, excluded, or without anything to compare.
    """
    named = [one.cluster for one in found.entries]
    if sorted([*named, *found.excluded, *found.not_compared]) != sorted(
        one.cluster for one in found.library.clusters
    ):
        return False
    if any(first.is_thin and not after.is_thin for first, after in pairwise(found.entries)):
        return False
    plain = {
        one.cluster: _scored(found.profile, one, found.weights)
        for one in found.library.clusters
        if one.cluster not in found.excluded
    }
    if any(not math.isnan(plain[name][0]) for name in found.not_compared):
        return False
    return all(_entry_holds(found, one, plain) for one in found.entries)


def _entry_holds(
    found: AlikeClusters, entry: AlikeCluster, plain: dict[str, tuple[float, float]]
) -> bool:
    """Return whether an entry has the score, coverage and ranks that follow."""
    score, coverage = plain[entry.cluster]
    if abs(score - entry.score) > _NEAR or abs(coverage - entry.coverage) > _NEAR:
        return False
    if entry.is_thin != (round(coverage, 12) < found.least_coverage):
        return False
    ranks = [_rank(entry.cluster, plain, found.least_coverage)]
    if ranks[0] != entry.rank:
        return False
    for part in ("industry", "country", "activity", "drivers", "barriers"):
        for factor in (0.5, 1.5):
            moved = {
                one.cluster: _scored(found.profile, one, found.weights.times(part, factor))
                for one in found.library.clusters
                if one.cluster in plain
            }
            ranks.append(_rank(entry.cluster, moved, found.least_coverage))
    return (entry.rank_best, entry.rank_worst) == (min(ranks), max(ranks))


def _rank(name: str, plain: dict[str, tuple[float, float]], least: float) -> int:
    """Return one more than the clusters that stand before one."""
    own = _place(plain[name], least)
    rank, is_before = 1, True
    for other, both in plain.items():
        if other == name:
            is_before = False
        elif not math.isnan(both[0]):
            place = _place(both, least)
            rank += place < own or (place == own and is_before)
    return rank


def _place(both: tuple[float, float], least: float) -> tuple[bool, float]:
    """Return what a cluster is ordered by."""
    return round(both[1], 12) < least, -round(both[0], 12)


def _scored(
    profile: ClusterProfile, cluster: ReviewedCluster, weights: LikenessWeights
) -> tuple[float, float]:
    """Return score and coverage of one cluster, item by item."""
    gained = known = total = 0.0
    for part, values in _items(profile, cluster).items():
        for value in values:
            weight = getattr(weights, part) / len(values)
            total += weight
            if not math.isnan(value):
                known += weight
                gained += weight * value
    return (gained / known if known > 0 else math.nan), known / total


def _items(profile: ClusterProfile, cluster: ReviewedCluster) -> dict[str, list[float]]:
    """Return the values of the items of each part."""
    own, theirs = key_words(profile.product), key_words(cluster.product)
    words = math.nan
    if own and theirs:
        shared = sum(word in theirs for word in own)
        words = shared / min(len(own), len(theirs))
        general = any(general_words().issuperset(text) for text in (own, theirs))
        if general and not shared and _same(profile.industry, cluster.industry) != 0:
            words = math.nan
    return {
        "industry": [_same(profile.industry, cluster.industry), words],
        "country": list(country_items(profile.country, cluster.country).values()),
        "activity": [_same(profile.activity, cluster.activity)],
        "drivers": [_same(getattr(profile, n), getattr(cluster, n)) for n in DRIVERS],
        "barriers": [_same(getattr(profile, n), getattr(cluster, n)) for n in BARRIERS],
    }


def _same(one: str, other: str) -> float:
    """Return 1 or 0, NaN where one is not known."""
    is_known = {one, other}.isdisjoint({"", "unknown"})
    return (1.0 if one == other else 0.0) if is_known else math.nan
