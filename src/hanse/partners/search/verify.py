"""The entries of a search checked one by one, without matrices."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from hanse.partners.search.choices import PARTS

if TYPE_CHECKING:
    from hanse.partners.search.partner_scores import PartnerScores

__all__ = ["entries_hold"]

_NEAR = 1e-9


def entries_hold(scores: PartnerScores) -> bool:
    """Return whether the entries of a search have the scores that their parts and profiles give.

    Complementarity and similarity are computed anew from the sets of tags, the means from the
    parts; own clusters, exclusions and languages are looked at again, and no list holds somebody
    twice or is out of order.
    """
    lists: dict[int, list[tuple[int, float]]] = {}
    for at in range(len(scores)):
        i, j = int(scores.seeker[at]), int(scores.candidate[at])
        lists.setdefault(i, []).append((j, float(scores.ranked[at])))
        if i == j or _is_barred(scores, i, j) or not _has_its_scores(scores, at, i, j):
            return False
    return all(
        len({one for one, _ in own}) == len(own) <= scores.most
        and all(first[1] >= after[1] for first, after in pairwise(own))
        for own in lists.values()
    )


def _is_barred(scores: PartnerScores, i: int, j: int) -> bool:
    """Return whether one of the plain filters bars a pair."""
    one, filters = scores.profiles, scores.filters
    spoken = set(one.languages[i]), set(one.languages[j])
    apart = bool(spoken[0] and spoken[1] and not spoken[0] & spoken[1])
    excluded = any(
        {one.ids[b], one.clusters[b] or None} & set(one.excludes[a]) for a, b in ((i, j), (j, i))
    )
    same = bool(one.clusters[i]) and one.clusters[i] == one.clusters[j]
    return (
        (filters.language and apart)
        or (filters.exclusions and excluded)
        or (filters.own_cluster and same)
        or bool(one.stale(filters.stale_after)[j])
    )


def _has_its_scores(scores: PartnerScores, at: int, i: int, j: int) -> bool:
    """Return whether the scores of an entry follow from the profiles and its parts."""
    means = []
    for parts, a, b in ((scores.parts_there[at], i, j), (scores.parts_back[at], j, i)):
        values = dict(zip(PARTS, parts.tolist(), strict=True))
        if not (
            _same(values["complementarity"], _complementarity(scores, a, b))
            and _same(values["similarity"], _similarity(scores, a, b))
        ):
            return False
        known = {part: m for part, m in values.items() if not math.isnan(m)}
        total = sum(scores.weights.of(part) for part in known)
        means.append(sum(scores.weights.of(part) * m for part, m in known.items()) / total)
    both = 2 * means[0] * means[1] / (means[0] + means[1])
    found = scores.there[at], scores.back[at], scores.score[at]
    return all(_same(float(a), b) for a, b in zip(found, [*means, both], strict=True))


def _complementarity(scores: PartnerScores, a: int, b: int) -> float:
    """Return the share of the wants of a that b offers, rare tags counting more."""
    wants, offers = scores.profiles.wants[a], scores.blocks.offers[b]
    if not wants:
        return math.nan
    n = len(scores.profiles)
    weights = {tag: math.log(1 + n / max(scores.blocks.n_offering.get(tag, 0), 1)) for tag in wants}
    return sum(weights[tag] for tag in wants if tag in offers) / sum(weights.values())


def _similarity(scores: PartnerScores, a: int, b: int) -> float:
    """Return how alike the technologies of two profiles are."""
    left, right = (set(scores.profiles.technologies[one]) for one in (a, b))
    if not (left and right):
        return math.nan
    both = len(left & right)
    if scores.similarity == "jaccard":
        return both / len(left | right)
    return both / math.sqrt(len(left) * len(right))


def _same(a: float, b: float) -> bool:
    """Return whether two numbers are the same, both unknown included."""
    return (math.isnan(a) and math.isnan(b)) or abs(a - b) <= _NEAR
