"""The clusters of a map: read, checked, and said in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names, plural
from hanse.plot.numbers import show_raw
from hanse.plot.text_block import one_line

__all__ = ["Cluster", "Place", "read_clusters", "words_of"]

WHERE = "cluster map"
TOLD, SAID = 10, 3


class Place(NamedTuple):
    """Where a cluster lies: degrees, north and east positive."""

    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Cluster:
    """A cluster on a map; NaN where its value or size is hidden or not known."""

    name: str
    latitude: float
    longitude: float
    value: float = math.nan
    size: float = math.nan
    is_home: bool = False


def read_clusters(
    places: Sequence[Place | tuple[str, float, float]],
    *,
    values: Mapping[str, float] | None,
    sizes: Mapping[str, float] | None,
    home: str,
) -> list[Cluster]:
    """Return the clusters with their values, refused where something does not fit.

    Raises
    ------
    InputError
        For places off the globe (all told together), names that are shared or unknown, sizes below
        0 and infinite numbers.

    Examples
    --------
    >>> places = [("Gnosjö", 57.36, 13.74)]
    >>> read_clusters(places, values={"Gnosjö": 2}, sizes=None, home="")[0].value
    2.0
    """
    every = [Place(*one) for one in places]
    _check_places(every)
    names = [one.name for one in every]
    for kind, given in (("value", values or {}), ("size", sizes or {})):
        for name, number in given.items():
            if name not in names:
                raise unknown_name("cluster", name, names, where=f"{WHERE}, {kind}s")
            if math.isinf(number) or (kind == "size" and number < 0):
                raise InputError(
                    f"the {kind} of '{name}' is {number:g}",
                    where=WHERE,
                    mend="Give a finite number, a size from 0, or NaN where it is hidden.",
                )
    if home and home not in names:
        raise unknown_name("cluster", home, names, where=f"{WHERE}, home")
    return [
        Cluster(
            one_line(one.name),
            float(one.latitude),
            float(one.longitude),
            float((values or {}).get(one.name, math.nan)),
            float((sizes or {}).get(one.name, math.nan)),
            is_home=bool(home) and one.name == home,
        )
        for one in every
    ]


def _check_places(places: Sequence[Place]) -> None:
    """Refuse places off the globe and names that are shared."""
    wrong = [
        f"'{one.name}' at {one.latitude:g}, {one.longitude:g}"
        for one in places
        if not (-90 <= one.latitude <= 90 and -180 <= one.longitude <= 180)
    ]
    if wrong:
        more = f" and {len(wrong) - TOLD} more" if len(wrong) > TOLD else ""
        raise InputError(
            f"{plural(len(wrong), 'place')} off the globe: {'; '.join(wrong[:TOLD])}{more}",
            where=WHERE,
            mend="Give degrees: latitude from -90 to 90, then longitude from -180 to 180.",
        )
    names = [one.name for one in places]
    shared = list(dict.fromkeys(name for name in names if names.count(name) > 1))
    if shared:
        raise InputError(
            f"several clusters are called {join_names([f'{one!r}' for one in shared])}",
            where=WHERE,
            mend="Give each cluster a name of its own.",
        )


def words_of(title: str, clusters: Sequence[Cluster], legend: str, size_legend: str) -> str:
    """Return the map in words; legends are empty where values or sizes are not shown."""
    said = [f"{title}: map of {plural(len(clusters), 'cluster')}."]
    if clusters and not legend and not size_legend:
        said = [f"{said[0][:-1]}: {join_names([one.name for one in clusters])}."]
    for words, values, (top, bottom) in (
        (legend, [one.value for one in clusters], ("highest", "lowest")),
        (size_legend, [one.size for one in clusters], ("largest", "smallest")),
    ):
        if not words:
            continue
        known = [(-value, one.name) for value, one in zip(values, clusters, strict=True)]
        ranked = sorted(one for one in known if not math.isnan(one[0]))
        shown = "; ".join(f"{name} {show_raw(-value)}" for value, name in ranked[:SAID])
        low = f"; {bottom} {ranked[-1][1]} {show_raw(-ranked[-1][0])}" if len(ranked) > SAID else ""
        n_hidden = len(clusters) - len(ranked)
        hidden = f"; not shown for {plural(n_hidden, 'cluster')}" if n_hidden else ""
        said.append(f"{words}: {top} {shown or 'unknown'}{low}{hidden}.")
    homes = [one.name for one in clusters if one.is_home]
    return " ".join([*said, *(f"Own cluster: {one}." for one in homes)])
