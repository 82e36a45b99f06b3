"""The quiet ground of a map: sea, land, names of countries and a scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from hanse.plot.ink import LINE, QUIET
from hanse.plot.labels import Box
from hanse.plot.lettering import text_width
from hanse.plot.map_labels import overlap
from hanse.plot.map_window import TENTHS, Shape, Window
from hanse.plot.svg import element, text

__all__ = ["SCALE_ROOM", "country_names", "framed", "ground", "scale_bar"]

SEA, LAND, BORDER, NAME = "#f0f5f8", "#dfe3e3", "#ffffff", "#7b858d"
NAME_SIZE, SCALE_MOST = 10.0, 110.0
SCALE_ROOM = (SCALE_MOST + 16, 26.0)
LEAST_SHARE = 0.004  # of the window that a country covers whose name is written


def ground(window: Window, shapes: Sequence[Shape]) -> list[str]:
    """Return sea and land, each country with its name for the pointer."""
    sea = element("path", d=window.sea(), fill=SEA, stroke="#d5dde3", stroke_width=8)
    lands = [
        element("path", element("title", escape(one.land.name)), d=one.path)
        for one in shapes
        if one.path
    ]
    look: dict[str, str | float] = {"fill": LAND, "fill_rule": "evenodd", "stroke": BORDER}
    land = element("g", *lands, stroke_width=6, stroke_linejoin="round", **look)
    return [element("g", sea, land, transform=TENTHS), *framed(window)]


def framed(window: Window) -> list[str]:
    """Return the frame of a part of the world; the whole world has none."""
    if window.centre is None:
        return []
    left, top, right, bottom = window.box
    size = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    return [element("rect", **size, fill="none", stroke=LINE, stroke_width=1)]


def country_names(window: Window, shapes: Sequence[Shape], taken: Sequence[Box]) -> list[str]:
    """Return the names of the countries that are large in a part of the world, where there is room.

    A name stands inside its country; where that is taken, it is left out.
    """
    if window.centre is None:
        return []
    left, top, right, bottom = window.box
    least = LEAST_SHARE * (right - left) * (bottom - top)
    written: list[Box] = []
    parts = []
    for one in sorted(shapes, key=lambda shape: -shape.area):
        if one.area < least:
            break
        wide = text_width(one.land.name, size=NAME_SIZE) + 6
        for x, y in _inside(one, window):
            box = Box(x - wide / 2, y - 8, x + wide / 2, y + 5)
            is_seen = left + 2 < box.left and box.right < right - 2
            is_seen = is_seen and top + 2 < box.top and box.bottom < bottom - 2
            if is_seen and not any(overlap(box, other) for other in [*taken, *written]):
                written.append(box)
                said = text(one.land.name, x, y + 2, size=NAME_SIZE, anchor="middle", fill=NAME)
                parts.append(said)
                break
    return parts


def _inside(shape: Shape, window: Window) -> list[tuple[float, float]]:
    """Return places inside the visible part of a country, the best first."""
    ring = shape.largest
    low, high, n = ring[:, 1].min(), ring[:, 1].max(), 12
    found = []
    for down in range(1, n):
        y = float(low + (high - low) * down / n)
        crossings = _crossings(ring, y)
        for start, end in zip(crossings[::2], crossings[1::2], strict=False):
            found.append((start - end, ((start + end) / 2, y)))
    own = [shape.at] if window.shows(shape.at) else []
    return [*own, *(place for _, place in sorted(found)[:6])]


def _crossings(ring: NDArray[np.float64], y: float) -> list[float]:
    """Return where a level line crosses a ring, from left to right."""
    x1, y1 = ring[:, 0], ring[:, 1]
    x2, y2 = np.roll(x1, -1), np.roll(y1, -1)
    is_crossing = (y1 > y) != (y2 > y)
    share = (y - y1[is_crossing]) / (y2 - y1)[is_crossing]
    found: list[float] = np.sort(x1[is_crossing] + share * (x2 - x1)[is_crossing]).tolist()
    return found


def scale_bar(window: Window, corner: Box) -> list[str]:
    """Return a bar of a round number of kilometres, true in the middle of the map."""
    if window.centre is None:
        return []
    most = SCALE_MOST / window.scale
    power = 10.0 ** math.floor(math.log10(most))
    length = next(power * one for one in (5, 2, 1) if power * one <= most)
    x, y, wide = corner.left + 8, corner.bottom - 6, length * window.scale
    bar = element("path", d=f"M{x:.1f} {y - 4:.1f}v4h{wide:.1f}v-4", fill="none", stroke=QUIET)
    return [bar, text(f"{length:,.0f} km", x, y - 8, size=10, fill=QUIET)]
