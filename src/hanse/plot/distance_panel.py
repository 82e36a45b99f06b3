"""One window of a map of distances: countries in the colour of their class, dots and names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from hanse.plot.distance_values import Distances, called
from hanse.plot.ink import DEVIANT, LINE, QUIET, TEXT
from hanse.plot.lettering import shorten, text_width
from hanse.plot.map_classes import Classes
from hanse.plot.map_labels import Spot, place_names, write_names
from hanse.plot.map_window import TENTHS, Shape, Window
from hanse.plot.svg import element
from hanse.tables.countries import countries

__all__ = ["DOT", "NEAR", "OTHER", "Paint", "panel"]

LABEL_SIZE, LABEL_ROOM = 10.5, 150.0
LARGE = 1.2  # times the room of its name: the country on which the name stands
SEA, COAST = "#f4f8fb", "#ffffff"
NEAR, OTHER = "#a5c9df", "#e2e5e5"
HOLLOW = {"fill": "#ffffff", "stroke": QUIET}
DOT, DOT_BELOW = 2.5, 9.0  # a country of fewer square pixels is a dot


class Paint(NamedTuple):
    """The colours of the classes, and the pattern of areas without a value.

    ``is_near`` tells the named countries from all others instead of the classes.
    """

    classes: Classes
    none: str
    is_near: bool = False

    def fill(self, code: str, found: Distances) -> str:
        """Return the colour of a country that is not home."""
        if self.is_near:
            return NEAR if code in found.named else OTHER
        return self.classes.fill(found.values[code]) if code in found.values else self.none


def panel(window: Window, found: Distances, paint: Paint, named: Sequence[str]) -> list[str]:
    """Return sea, countries, dots and the names of home and of the countries to be named."""
    numbers = {countries()[code].number or code: code for code in countries()}
    shapes = window.shapes()
    areas, dots = [], []
    for shape in shapes:
        code = numbers.get(shape.land.number, "")
        fill, words = _look(code, shape, found, paint)
        tip = element("title", escape(words))
        if shape.area >= DOT_BELOW and shape.path:
            areas.append(element("path", tip, d=shape.path, fill=fill, fill_rule="evenodd"))
        elif code and window.shows(shape.at, margin=DOT + 1):
            ink, fill = (
                (QUIET, "#ffffff") if code not in (found.home, *found.values) else (TEXT, fill)
            )
            x, y = shape.at
            dots.append(element("circle", tip, cx=x, cy=y, r=DOT, fill=fill, stroke=ink))
    sea = element("path", d=window.sea(), fill=SEA, stroke="#d5dde3", stroke_width=8)
    land = element("g", *areas, stroke=COAST, stroke_width=4.5, stroke_linejoin="round")
    parts = [element("g", sea, land, transform=TENTHS)]
    if window.centre is not None:
        left, top, right, bottom = window.box
        frame: dict[str, str | float] = {"fill": "none", "stroke": LINE, "stroke_width": 1}
        parts.append(
            element("rect", x=left, y=top, width=right - left, height=bottom - top, **frame)
        )
    parts += [element("g", *dots, stroke_width=0.6)] if dots else []
    by_code = {numbers.get(one.land.number, ""): one for one in shapes}
    return [*parts, *_names(window, found, by_code, named)]


def _look(code: str, shape: Shape, found: Distances, paint: Paint) -> tuple[str, str]:
    """Return the fill of a country and what the pointer shows."""
    if not code:
        return paint.fill(code, found), shape.land.name
    if code == found.home:
        return DEVIANT, f"{called(code)}: home"
    if code not in found.values:
        return paint.fill(code, found), f"{called(code)}: no value"
    rank = f"{found.rank(code)} of {len(found.values)}"
    return paint.fill(code, found), f"{called(code)}: {found.show(code)} ({rank})"


def _names(
    window: Window, found: Distances, shapes: Mapping[str, Shape], named: Sequence[str]
) -> list[str]:
    """Return the names of home and of the ranked countries, where they find room."""
    spots = []
    for code in (found.home, *named):
        if code not in shapes:
            continue
        shape, is_home = shapes[code], code == found.home
        words = called(code) if is_home else f"{found.rank(code)} {called(code)}"
        words = shorten(words, width=LABEL_ROOM, size=LABEL_SIZE)
        room = text_width(words, size=LABEL_SIZE, is_bold=True) * LABEL_SIZE
        is_large = shape.area > LARGE * room
        ink = DEVIANT if is_home and not is_large else TEXT
        spots.append(Spot(*shape.at, words, 0.5 if is_large else DOT, is_large, ink))
    placed = place_names(spots, area=window.box, size=LABEL_SIZE)
    return write_names(spots, placed, size=LABEL_SIZE)
