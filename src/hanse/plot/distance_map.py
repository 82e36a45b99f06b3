"""The world by distance from home: which markets are near, which are far."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from hanse.errors import InputError
from hanse.messages import capital, plural
from hanse.plot.distance_panel import DOT, Paint, panel
from hanse.plot.distance_values import Distances, called
from hanse.plot.ink import DEVIANT, QUIET
from hanse.plot.lettering import shorten, text_width
from hanse.plot.map_classes import Classes, classes_of
from hanse.plot.map_legend import circle, entries, hatch, swatch
from hanse.plot.map_window import Window, region_window, wide_apart, world_window
from hanse.plot.names import slug
from hanse.plot.picture import Picture
from hanse.plot.svg import drawing
from hanse.plot.text_block import Line, clamped, one_line, stacked, tall
from hanse.plot.world_outline import world_outline
from hanse.tables.countries import countries

__all__ = ["distance_map"]

MARGIN, WIDTH, TITLE_SIZE = 16.0, 948.0, 15
NEAR_MOST = (580.0, 330.0)  # largest map of the surroundings
COLUMN, LIST_ROW = 330.0, 17.0
ORDER = ("second", "third", "fourth", "fifth")
PARTS = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth"}


def distance_map(
    values: Mapping[str, float],
    *,
    home: str,
    title: str,
    unit: str = "",
    measure: str = "distance",
    note: str = "",
    nearest: int = 10,
    marked: Sequence[str] = (),
    breaks: Sequence[float] | None = None,
    name: str = "",
) -> Picture:
    """Draw the countries of the world by their distance from home.

    Parameters
    ----------
    values : mapping of str to float
        Distance of each country, by its code (alpha-3, alpha-2 or numeric) or name; any finite
        unit. NaN is no value, and so is a country that is not given. A value of home is left out.
    home : str
        The country from which distances are measured.
    title : str
        Shown above the map.
    unit : str
        Unit of the distances, such as ``"km"``; empty for points of an index, whose classes are
        called by their order ("nearest sixth") where they hold about equally many countries.
    measure : str
        What is measured, as the legend calls it, such as ``"cultural distance"``.
    note : str
        Shown below the map.
    nearest : int
        How many of the nearest countries are named and ranked, from 0.
    marked : sequence of str
        Countries that are named besides, with their rank.
    breaks : sequence of float, optional
        Bounds of the classes; six quantile classes with round bounds otherwise.
    name : str
        Name of the figure's file; made from the title where it is empty.

    Returns
    -------
    Picture
        980 wide, Equal Earth projection without Antarctica. Dark is near. Countries without a value
        are hatched; those smaller than a few pixels are dots.

    Raises
    ------
    InputError
        If a country is unknown or given twice, a value is infinite, ``nearest`` is negative, or
        the breaks do not rise.

    Examples
    --------
    >>> picture = distance_map({"NOR": 418, "FIN": 396, "JPN": 8171}, home="SWE", unit="km",
    ...                        title="From Sweden", nearest=2)
    >>> picture.alt
    'From Sweden: distance of 3 countries from Sweden in km. Nearest: Finland 396; Norway 418;
    Japan 8171. Farthest: Japan 8171. No value: 245 countries.'
    """
    if nearest < 0:
        raise InputError(f"nearest is {nearest}", where="distance map", mend="Give 0 or more.")
    title, note = one_line(title), one_line(note)
    picture = name or f"distances-{slug(title)}"
    found = Distances.read(values, home, marked, nearest, one_line(unit), one_line(measure))
    classes = classes_of(list(found.values.values()), breaks=breaks, dark_is_low=True)
    none = f"{picture}-none"
    paint = Paint(classes, f"url(#{none})")
    titles = clamped(title, width=WIDTH, size=TITLE_SIZE, most=4, is_bold=True)
    window = world_window(left=MARGIN, top=24 + tall(titles), width=WIDTH)
    parts = [hatch(none, scale=10), hatch(f"{none}-key")]
    parts += stacked(titles, MARGIN, 14 + tall(titles) / 2)
    words = classes.words() if found.unit or breaks is not None else _parts(found, classes)
    legend, y = _legend(window, found, classes, words, f"url(#{none}-key)")
    near, bottom = _near(found, paint, y + 10)
    parts += panel(window, found, paint, found.marked if near else found.named)
    listed, low = _list(found, y + 10, near)
    y = max(y, bottom, low)
    lines = clamped(note, width=WIDTH, size=11, most=4) if note else []
    parts += [*legend, *near, *listed]
    parts += stacked(lines, MARGIN, y + 8 + tall(lines) / 2, fill=QUIET)
    size = {"width": WIDTH + 2 * MARGIN, "height": y + tall(lines) + 18}
    alt = found.words(title)
    return Picture(picture, title, alt, drawing(parts, **size, title=title, alt=alt))


def _legend(
    window: Window, found: Distances, classes: Classes, words: Sequence[str], none: str
) -> tuple[list[str], float]:
    """Return the classes with the number of their countries, and where the legend ends."""
    unit = f" ({found.unit})" if found.unit else ""
    head = (
        f"{capital(found.measure)} from {called(found.home)}{unit}; number of countries in brackets"
    )
    top = window.box.bottom + 12
    lines = clamped(head, width=WIDTH, size=12, most=2, is_bold=True)
    parts = stacked(lines, MARGIN, top + tall(lines) / 2)
    held = [classes.of(one) for one in found.values.values()]
    marks = [
        swatch(fill, f"{said} ({held.count(at)})")
        for at, (fill, said) in enumerate(zip(classes.fills, words, strict=True))
        if found.values
    ]
    marks += [swatch(DEVIANT, f"home: {called(found.home)}")]
    marks += [swatch(none, f"no value ({found.missing})")] if found.missing else []
    middle = classes.fills[len(classes.fills) // 2]
    marks += [circle(DOT, middle, "small country")]
    marks += [circle(DOT, "#ffffff", "the same without a value")] if found.missing else []
    rows, y = entries(marks, left=MARGIN, top=top + tall(lines) + 4, width=WIDTH)
    return [*parts, *rows], y


def _parts(found: Distances, classes: Classes) -> list[str]:
    """Return the classes of an index by their order; their bounds where they are no equal parts."""
    n = len(classes.fills)
    held = [classes.of(one) for one in found.values.values()]
    mean = len(held) / n
    is_even = all(0.5 * mean <= held.count(at) <= 1.5 * mean for at in range(n))
    if not is_even or n not in PARTS:
        return classes.words()
    return [f"{('nearest', *ORDER[: n - 2], 'farthest')[at]} {PARTS[n]}" for at in range(n)]


def _near(found: Distances, paint: Paint, y: float) -> tuple[list[str], float]:
    """Return a map of home and its nearest countries, nothing where they lie far apart."""
    outline = world_outline()
    numbers = [countries()[code].number or code for code in (found.home, *found.nearest)]
    lands = [outline[one] for one in numbers if one in outline]
    latitude, longitude = [one.latitude for one in lands], [one.longitude for one in lands]
    if len(lands) < 2 or wide_apart(latitude, longitude):
        return [], y
    shape = NEAR_MOST[0] / NEAR_MOST[1]
    window = region_window(
        latitude, longitude, left=MARGIN, top=y + 24, most=NEAR_MOST, shape=shape
    )
    counted = plural(len(found.nearest), "nearest market")
    those = "nearest and the named markets" if found.marked else counted.removeprefix("1 ")
    words = f"Around {called(found.home)}: the {those} in blue"
    head = stacked([Line(words, 12, True)], MARGIN, y + 12)
    drawn = panel(window, found, paint._replace(is_near=True), found.named)
    return [*head, *drawn], window.box.bottom


def _list(found: Distances, y: float, near: Sequence[str]) -> tuple[list[str], float]:
    """Return the named countries in columns with rank and distance, and where they end."""
    if not found.named:
        return [], y
    left = MARGIN + (NEAR_MOST[0] + 28 if near else 0.0)
    n_rows = 16 if near else max(5, math.ceil(len(found.named) / 3))
    n_columns = math.ceil(len(found.named) / n_rows)
    width = min(COLUMN, (MARGIN + WIDTH - left) / n_columns)
    head = "Nearest and selected markets" if found.marked else "Nearest markets"
    parts = stacked([Line(head, 12, True)], left, y + 12)
    for at, code in enumerate(found.named):
        x = left + at // n_rows * width
        middle = y + 24 + LIST_ROW * (at % n_rows + 0.5)
        shown = found.show(code)
        room = width - 56 - text_width(shown, size=11.5)
        parts += stacked([Line(str(found.rank(code)), 11.5)], x + 20, middle, anchor="end")
        words = shorten(called(code), width=room, size=11.5)
        parts += stacked([Line(words, 11.5)], x + 27, middle)
        parts += stacked([Line(shown, 11.5)], x + width - 20, middle, anchor="end", fill=QUIET)
    return parts, y + 26 + LIST_ROW * min(n_rows, len(found.named))
