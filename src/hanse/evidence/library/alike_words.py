"""The sentences of a comparison: like in what, unlike in what, not known, and what was done."""

from __future__ import annotations

import math
from collections.abc import Sequence

from hanse.evidence.library.cluster import BARRIERS, DRIVERS, ReviewedCluster
from hanse.evidence.library.likeness import ITEMS
from hanse.evidence.library.profile import PARTS, ClusterProfile
from hanse.messages import capital, join_names, message
from hanse.tables.countries import country, country_name

__all__ = ["comparison_text", "deeds_text", "unstated"]

_LIKE, _UNLIKE = 2 / 3, 1 / 3
_MOST = 20


def comparison_text(
    profile: ClusterProfile, cluster: ReviewedCluster, values: Sequence[float]
) -> str:
    """Return in what a cluster is like a profile, in what not, and what is not known of it.

    An item counts as like from two thirds, as unlike up to one third, and as partly like between.
    What the profile itself does not state is left out here; see `unstated`.
    """
    like, partly, unlike, silent = [], [], [], []
    same_country = bool(profile.country) and profile.country == cluster.country
    if same_country:
        like.append(f"country ({country_name(cluster.country)})")
    for (part, item), value in zip(ITEMS, values, strict=True):
        if same_country and part == "country":
            continue
        if math.isnan(value):
            if (part, item) not in _silent_items(profile):
                silent.append((part, item))
        elif value >= _LIKE:
            like.append(_said(item, profile, cluster, is_like=True))
        elif value > _UNLIKE:
            partly.append(_said(item, profile, cluster, is_like=False))
        else:
            unlike.append(_said(item, profile, cluster, is_like=False))
    parts = [
        message("like yours in {what}", what=join_names(like, most=_MOST)) if like else "",
        message("partly in {what}", what=join_names(partly, most=_MOST)) if partly else "",
        message("unlike in {what}", what=join_names(unlike, most=_MOST)) if unlike else "",
        message("not known of it: {what}", what=_gathered(silent)) if silent else "",
    ]
    return f"{capital('; '.join(part for part in parts if part))}."


def deeds_text(cluster: ReviewedCluster) -> str:
    """Return what is known of what a cluster did: activity, drivers, upgrading, who leads, result.

    Examples
    --------
    >>> from hanse.evidence.library import cluster_library
    >>> deeds_text(cluster_library().cluster("GH-MET"))
    'Not exporting; without collaboration in the cluster, knowledge from outside or research and
    upgrading.'
    """
    has = [DRIVERS[name] for name in cluster.drivers]
    lacks = [label for name, label in DRIVERS.items() if cluster.flag(name) == "no"]
    shown = [cluster.activity if cluster.activity != "unknown" else "activity abroad not known"]
    if has:
        shown.append(f"with {join_names(has)}")
    if lacks:
        shown.append(f"without {join_names(lacks)}")
    if cluster.led_by != "unknown":
        shown.append(f"led by {cluster.led_by}")
    if cluster.performance != "unknown":
        shown.append(f"performance {cluster.performance}")
    if len(shown) == 1:
        shown.append("nothing else is known")
    return f"{capital('; '.join(shown))}."


def unstated(profile: ClusterProfile) -> str:
    """Return what a profile does not state, empty where it states everything."""
    return _gathered(sorted(_silent_items(profile), key=ITEMS.index))


def _silent_items(profile: ClusterProfile) -> set[tuple[str, str]]:
    """Return the items that a profile does not state."""
    stated = {"group": bool(profile.industry), "words": bool(profile.product)}
    stated |= dict.fromkeys(PARTS["country"], bool(profile.country))
    for name in ("activity", *DRIVERS, *BARRIERS):
        stated[name] = getattr(profile, name) != "unknown"
    return {(part, item) for part, item in ITEMS if not stated[item]}


def _gathered(items: Sequence[tuple[str, str]]) -> str:
    """Return items as a list in words, a part of which all are there by its own name."""
    shown = []
    for part, all_items in PARTS.items():
        own = [item for of, item in items if of == part]
        if own and len(own) == len(all_items):
            shown.append(part)
        else:
            shown += [_LABELS[item] for item in own]
    return join_names(shown, most=_MOST)


_LABELS = {
    "group": "group of industries",
    "words": "product",
    "border": "border",
    "region": "region",
    "income": "income per head",
    "language": "language",
    "activity": "activity",
    **DRIVERS,
    **BARRIERS,
}


def _said(item: str, profile: ClusterProfile, cluster: ReviewedCluster, *, is_like: bool) -> str:
    """Return an item with what both have."""
    label = _LABELS[item]
    if item in ("border", "income", "language"):
        return label
    if item == "region":
        own, theirs = country(profile.country).subregion, country(cluster.country).subregion
        return f"region ({theirs if is_like else f'{theirs} where yours is {own}'})"
    name = {"group": "industry", "words": "product"}.get(item, item)
    theirs, own = getattr(cluster, name), getattr(profile, name)
    if is_like:
        return f"{label} ({f'both {theirs}' if theirs in ('yes', 'no') else theirs})"
    return f"{label} ({theirs} where yours is {own})"
