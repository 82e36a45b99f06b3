"""Names on a map: on a country where it is large enough, else beside its mark."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from hanse.plot.ink import TEXT
from hanse.plot.labels import Box, Placed, place_labels
from hanse.plot.lettering import text_width
from hanse.plot.map_legend import halo
from hanse.plot.svg import element

__all__ = ["Spot", "overlap", "place_names", "write_names"]

HEIGHT, PAD, STRIP = 1.15, 2.0, 4.0


class Spot(NamedTuple):
    """A mark with a name.

    ``radius`` is that of the mark; ``is_centred`` asks for the name on the point itself first.
    """

    x: float
    y: float
    words: str
    radius: float
    is_centred: bool = False
    fill: str = TEXT


def place_names(
    spots: Sequence[Spot], *, area: Box, size: float, taken: Sequence[Box] = ()
) -> list[Placed | None]:
    """Find a place for each name, in the given order, or none where there is no room.

    Examples
    --------
    >>> spots = [Spot(50, 50, "Kalmar", 5), Spot(50, 52, "Växjö", 5)]
    >>> [one is not None for one in place_names(spots, area=Box(0, 0, 200, 100), size=10)]
    [True, True]
    """
    marks = [_around(one) for one in spots]
    found: list[Placed | None] = []
    written: list[Box] = []
    for at, one in enumerate(spots):
        others = [*marks[:at], *marks[at + 1 :], *taken, *written]
        wide = text_width(one.words, size=size, is_bold=True) + 2 * PAD
        placed = _on(one, wide, size * HEIGHT, area, others) if one.is_centred else None
        if placed is None and one.words:
            placed = _beside(one, (wide, size * HEIGHT), area, others)
        if placed is None and one.words:
            placed = _off_marks(one, (wide, size * HEIGHT), area, marks, [*taken, *written])
        if placed is not None:
            written += [placed.box, *_strip(placed)]
        found.append(placed)
    return found


def write_names(
    spots: Sequence[Spot], placed: Sequence[Placed | None], *, size: float
) -> list[str]:
    """Return the names that found a place, with a line to the mark where they stand off it."""
    lines, names = [], []
    for one, at in zip(spots, placed, strict=True):
        if at is None:
            continue
        if at.leader:
            ends = dict(zip(("x1", "y1", "x2", "y2"), at.leader, strict=True))
            lines.append(element("line", **ends, stroke="#ffffff", stroke_width=2.4))
            lines.append(element("line", **ends, stroke=TEXT, stroke_width=0.8))
        baseline = (at.box.top + at.box.bottom) / 2 + 0.35 * size
        names.append(halo(one.words, at.box.left + PAD, baseline, size=size, fill=one.fill))
    return [*lines, *names]


def overlap(one: Box, two: Box) -> bool:
    """Whether two boxes share an inner point.

    Examples
    --------
    >>> overlap(Box(0, 0, 2, 2), Box(1, 1, 3, 3)), overlap(Box(0, 0, 2, 2), Box(2, 0, 3, 3))
    (True, False)
    """
    is_across = one.left < two.right and two.left < one.right
    return is_across and one.top < two.bottom and two.top < one.bottom


def _around(spot: Spot) -> Box:
    """Return the box of a mark."""
    return Box(
        spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius
    )


def _on(spot: Spot, wide: float, high: float, area: Box, others: Sequence[Box]) -> Placed | None:
    """Return the place of a name on its own point, if it is free."""
    box = Box(spot.x - wide / 2, spot.y - high / 2, spot.x + wide / 2, spot.y + high / 2)
    is_inside = area.left <= box.left and box.right <= area.right
    is_inside = is_inside and area.top <= box.top and box.bottom <= area.bottom
    is_free = not any(overlap(box, other) for other in others)
    return Placed(box) if is_inside and is_free else None


def _beside(
    spot: Spot, size: tuple[float, float], area: Box, others: Sequence[Box]
) -> Placed | None:
    """Return the place of a name beside its mark, if one is free."""
    (placed,) = place_labels(
        [(spot.x, spot.y)], [size], area=area, taken=others, radius=spot.radius
    )
    return placed


def _off_marks(
    spot: Spot,
    size: tuple[float, float],
    area: Box,
    marks: Sequence[Box],
    others: Sequence[Box],
) -> Placed | None:
    """Return the place of a name beside the larger marks that its own mark lies in."""
    own = _around(spot)
    around = [one for one in marks if overlap(one, own)]
    away = max(
        max(abs(spot.x - one.left), abs(one.right - spot.x), abs(spot.y - one.top))
        for one in around
    )
    rest = [one for one in marks if one not in around]
    placed = _beside(spot._replace(radius=away), size, area, [*rest, *others])
    if placed is None:
        return None
    box = placed.box
    near_x = min(max(spot.x, box.left), box.right)
    near_y = min(max(spot.y, box.top), box.bottom)
    return Placed(box, (spot.x, spot.y, near_x, near_y))


def _strip(placed: Placed) -> list[Box]:
    """Return small boxes along the line from a name to its mark."""
    if placed.leader is None:
        return []
    x1, y1, x2, y2 = placed.leader
    n = max(2, math.ceil(math.hypot(x2 - x1, y2 - y1) / STRIP))
    steps = [(x1 + (x2 - x1) * at / n, y1 + (y2 - y1) * at / n) for at in range(n)]
    return [Box(x - 1, y - 1, x + 1, y + 1) for x, y in steps]
