"""Rings of markets on a map: near to far, the links that exist, the next step and the leaps."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from hanse.errors import InputError, unknown_name
from hanse.messages import capital, join_names
from hanse.plot.distance_values import called
from hanse.plot.ink import DEVIANT, LINE, QUIET, TEXT
from hanse.plot.map_classes import ramp
from hanse.plot.map_labels import Spot, place_names, write_names
from hanse.plot.map_legend import Entry, entries, swatch
from hanse.plot.map_window import (
    TENTHS,
    Shape,
    Window,
    region_window,
    wide_apart,
    world_window,
)
from hanse.plot.names import slug
from hanse.plot.picture import Picture
from hanse.plot.strokes import diamond, star
from hanse.plot.svg import drawing, element
from hanse.plot.text_block import Line, clamped, one_line, stacked, tall
from hanse.plot.world_outline import world_outline
from hanse.tables.countries import countries, country_code

__all__ = ["LEVELS", "RingMarket", "market_rings"]

WIDTH, MARGIN = 948.0, 16.0
NEAR_MOST = (600.0, 380.0)
SEA, NONE = "#f4f8fb", "#e9ecec"
LEVELS = ("outsider", "contact", "connected", "insider")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
SIZE, DOT, DOT_BELOW = 10.5, 3.0, 9.0
MARK = 5.0


class RingMarket(NamedTuple):
    """One market.

    Attributes
    ----------
    country : str
        Code or name.
    ring : int
        1 for the nearest, up to 6; 0 where no distance is known.
    level : str
        One of ``outsider``, ``contact``, ``connected``, ``insider``; empty where nothing is known.
    is_next : bool
        Whether it is the next step.
    is_leap : bool
        Whether it is far and justified by a tie or a complementary specialisation.
    is_lost : bool
        Whether it was entered and no tie is alive.
    is_closed : bool
        Whether a decision or sanctions close it.
    """

    country: str
    ring: int
    level: str = ""
    is_next: bool = False
    is_leap: bool = False
    is_lost: bool = False
    is_closed: bool = False


class _Read(NamedTuple):
    """What is drawn: home, the markets by code and the number of rings."""

    home: str
    markets: dict[str, RingMarket]
    n: int

    @property
    def fills(self) -> list[str]:
        """Colours of the rings, dark is near."""
        return list(reversed(ramp(self.n))) if self.n else []

    @property
    def marked(self) -> list[str]:
        """Codes of the markets with a mark: a link, a step, a leap, a link lost, a closed one."""
        return [
            code
            for code, one in self.markets.items()
            if one.is_next or one.is_leap or one.is_lost or one.is_closed or one.level in LEVELS[1:]
        ]


def market_rings(
    markets: Sequence[RingMarket], *, home: str, title: str, note: str = "", name: str = ""
) -> Picture:
    """Draw the markets of a home country by ring, with what links exist and where to go next.

    Parameters
    ----------
    markets : sequence of RingMarket
        Every market that was looked at; others are grey.
    home : str
        The country that they are seen from.
    title, note : str
        Above and below the map.
    name : str
        Name of the figure's file; made from the title where it is empty.

    Returns
    -------
    Picture
        980 wide, Equal Earth projection without Antarctica, with a larger map of the markets around
        home where marks are crowded there. Dark is near.

    Raises
    ------
    InputError
        If a country is unknown or given twice, a ring is negative or above 6, or a level unknown.

    Examples
    --------
    >>> market_rings([RingMarket("NOR", 1, "insider"), RingMarket("POL", 1, is_next=True),
    ...               RingMarket("CHL", 3, "contact", is_leap=True)], home="SWE",
    ...              title="From Sweden").alt
    'From Sweden: 3 markets in 3 rings around Sweden. Insider: Norway. Contact: Chile. Next step:
    Poland. Leaps: Chile.'
    """
    read = _read(markets, home)
    title, note = one_line(title), one_line(note)
    titles = clamped(title, width=WIDTH, size=15, most=4, is_bold=True)
    window = world_window(left=MARGIN, top=24 + tall(titles), width=WIDTH)
    parts = stacked(titles, MARGIN, 14 + tall(titles) / 2)
    key, y = entries(_legend(read), left=MARGIN, top=window.box.bottom + 8, width=WIDTH)
    near = _near_window(read, y + 36)
    inside = _inside(read, near)
    far = [code for code in read.marked if code not in inside]
    parts += _panel(window, read, far)
    listed, low = _lists(read, y + 12, left=MARGIN + (NEAR_MOST[0] + 28 if near else 0))
    y = max(y, near.box.bottom if near else 0.0, low)
    lines = clamped(note, width=WIDTH, size=11, most=4) if note else []
    if near is not None:
        parts += stacked([Line(f"Around {called(read.home)}", 12, True)], MARGIN, near.box.top - 12)
        parts += _panel(near, read, inside)
    parts += [*key, *listed]
    parts += stacked(lines, MARGIN, y + 10 + tall(lines) / 2, fill=QUIET)
    alt = _alt(title, read)
    size = {"width": WIDTH + 2 * MARGIN, "height": y + tall(lines) + 20}
    svg = drawing(parts, **size, title=title, alt=alt)
    return Picture(name or f"market-rings-{slug(title)}", title, alt, svg)


def _read(markets: Sequence[RingMarket], home: str) -> _Read:
    """Return the markets by code, refused where one does not fit."""
    where = "rings of markets"
    start = country_code(home, where=f"{where}, home")
    found: dict[str, RingMarket] = {}
    for one in markets:
        code = country_code(one.country, where=where)
        if code in found:
            raise InputError(f"{called(code)} is given twice", where=where)
        if not 0 <= one.ring <= len(ORDINALS):
            raise InputError(
                f"ring of {called(code)} is {one.ring}", where=where, mend="Give 0 to 6."
            )
        if one.level and one.level not in LEVELS:
            raise unknown_name("level", one.level, LEVELS, where=f"{where}, {called(code)}")
        if code != start:
            found[code] = one
    return _Read(start, found, max((one.ring for one in found.values()), default=0))


def _fill(read: _Read, code: str) -> str:
    """Return the colour of a country."""
    if code == read.home:
        return DEVIANT
    one = read.markets.get(code)
    return NONE if one is None or not one.ring else read.fills[one.ring - 1]


def _words(read: _Read, code: str, fallback: str) -> str:
    """Return what the pointer shows."""
    one = read.markets.get(code)
    if code == read.home:
        return f"{called(code)}: home"
    if one is None:
        return fallback
    parts = [f"ring {one.ring}" if one.ring else "no distance", one.level]
    parts += ["next step" if one.is_next else "", "leap" if one.is_leap else ""]
    parts += ["entered, no tie is alive" if one.is_lost else "", "closed" if one.is_closed else ""]
    return f"{called(code)}: {', '.join(part for part in parts if part)}"


def _panel(window: Window, read: _Read, marked: Sequence[str]) -> list[str]:
    """Return sea, countries, marks and their names in one window."""
    numbers = {countries()[code].number or code: code for code in countries()}
    areas, dots = [], []
    by_code: dict[str, Shape] = {}
    for shape in window.shapes():
        code = numbers.get(shape.land.number, "")
        by_code[code] = shape
        tip = element("title", escape(_words(read, code, shape.land.name)))
        if shape.area >= DOT_BELOW and shape.path:
            fill = _fill(read, code)
            areas.append(element("path", tip, d=shape.path, fill=fill, fill_rule="evenodd"))
        elif code in read.markets and window.shows(shape.at, margin=DOT + 1):
            x, y = shape.at
            look: dict[str, str | float] = {"fill": _fill(read, code), "stroke": QUIET}
            dots.append(element("circle", tip, cx=x, cy=y, r=DOT - 0.5, **look))
    sea = element("path", d=window.sea(), fill=SEA, stroke="#d5dde3", stroke_width=8)
    land = element("g", *areas, stroke="#ffffff", stroke_width=4.5, stroke_linejoin="round")
    parts = [element("g", sea, land, transform=TENTHS)]
    if window.centre is not None:
        left, top, right, bottom = window.box
        size = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        parts.append(element("rect", **size, fill="none", stroke=LINE))
    parts += [element("g", *dots, stroke_width=0.6)] if dots else []
    seen = [code for code in marked if code in by_code and window.shows(by_code[code].at, margin=6)]
    for code in seen:
        parts.append(_market_mark(read.markets[code], *by_code[code].at))
    spots = [
        Spot(*by_code[code].at, called(code), MARK + 2)
        for code in (read.home, *seen)
        if code in by_code and window.shows(by_code[code].at, margin=6)
    ]
    return [*parts, *write_names(spots, place_names(spots, area=window.box, size=SIZE), size=SIZE)]


def _market_mark(one: RingMarket, x: float, y: float) -> str:
    """Return the mark of a market: its level; on a square for the next step, a star for a leap."""
    back = ""
    if one.is_next:
        back = element("path", d=diamond(x, y, 10), fill="#ffffff", stroke=DEVIANT, stroke_width=2)
    elif one.is_leap:
        back = element("path", d=star(x, y, 13), fill="#ffffff", stroke=DEVIANT, stroke_width=2)
    look: dict[str, str | float] = {"stroke": TEXT, "stroke_width": 1.4}
    if one.is_closed:
        cross = f"M{x - 5:.1f},{y - 5:.1f}l10,10m0,-10l-10,10"
        under = element("path", d=cross, fill="none", stroke="#ffffff", stroke_width=5)
        return under + element("path", d=cross, fill="none", stroke=DEVIANT, stroke_width=2.4)
    if one.level not in LEVELS[1:]:
        if one.is_lost:
            back += element("circle", cx=x, cy=y, r=MARK + 1.4, fill="#ffffff")
            back += element(
                "circle", cx=x, cy=y, r=MARK, fill="#ffffff", stroke_dasharray="2 2", **look
            )
        return back
    fill = {"contact": "#ffffff", "connected": "#9fb3c4", "insider": TEXT}[one.level]
    halo = element("circle", cx=x, cy=y, r=MARK + 1.4, fill="#ffffff")
    return element("g", back, halo, element("circle", cx=x, cy=y, r=MARK, fill=fill, **look))


def _legend(read: _Read) -> list[Entry]:
    """Return the key: rings with their number of markets, levels, next step, leaps."""
    held = [one.ring for one in read.markets.values()]
    found = [
        swatch(fill, f"{ORDINALS[at]} ring ({held.count(at + 1)})")
        for at, fill in enumerate(read.fills)
    ]
    found.append(swatch(DEVIANT, f"home: {called(read.home)}"))
    used = {one.level for one in read.markets.values()}
    for level in LEVELS[1:]:
        if level in used:
            mark = _market_mark(RingMarket("", 1, level), 0, 0)
            found.append(Entry(mark, 14, level, 14))
    if any(one.is_next for one in read.markets.values()):
        found.append(
            Entry(_market_mark(RingMarket("", 1, is_next=True), 0, 0), 20, "next step", 20)
        )
    if any(one.is_leap for one in read.markets.values()):
        found.append(Entry(_market_mark(RingMarket("", 1, is_leap=True), 0, 0), 24, "leap", 24))
    if any(one.is_lost for one in read.markets.values()):
        mark = _market_mark(RingMarket("", 1, is_lost=True), 0, 0)
        found.append(Entry(mark, 14, "entered, no tie is alive", 14))
    if any(one.is_closed for one in read.markets.values()):
        mark = _market_mark(RingMarket("", 1, is_closed=True), 0, 0)
        found.append(Entry(mark, 14, "closed", 14))
    if len([one for one in read.markets.values() if one.ring]) < len(countries()) - 1:
        found.append(swatch(NONE, "not looked at"))
    return found


def _near_window(read: _Read, y: float) -> Window | None:
    """Return the larger map around home, None where few marks are near or they lie far apart."""
    outline = world_outline()
    codes = [read.home, *(code for code in read.marked if read.markets[code].ring == 1)]
    numbers = [countries()[code].number or code for code in codes]
    lands = [outline[number] for number in numbers if number in outline]
    latitude, longitude = [one.latitude for one in lands], [one.longitude for one in lands]
    if len(lands) < 3 or wide_apart(latitude, longitude):
        return None
    shape = NEAR_MOST[0] / NEAR_MOST[1]
    return region_window(latitude, longitude, left=MARGIN, top=y, most=NEAR_MOST, shape=shape)


def _inside(read: _Read, near: Window | None) -> list[str]:
    """Return the marked markets that the larger map shows."""
    if near is None:
        return []
    numbers = {code: countries()[code].number or code for code in read.marked}
    places = {shape.land.number: shape.at for shape in near.shapes()}
    return [
        code
        for code, number in numbers.items()
        if number in places and near.shows(places[number], margin=6)
    ]


def _lists(read: _Read, y: float, *, left: float) -> tuple[list[str], float]:
    """Return the marked markets in words, by what they are."""
    room = MARGIN + WIDTH - left
    parts: list[str] = []
    for head, names in _groups(read):
        lines = [Line(capital(head), 12, True)]
        lines += clamped(join_names(names, most=40), width=room, size=11.5, most=6)
        parts += stacked(lines, left, y + tall(lines) / 2)
        y += tall(lines) + 8
    return parts, y


def _groups(read: _Read) -> list[tuple[str, list[str]]]:
    """Return the names of the markets of each level, the next step and the leaps."""
    found = [
        (level, [called(code) for code, one in read.markets.items() if one.level == level])
        for level in reversed(LEVELS[1:])
    ]
    found.append(("next step", [called(c) for c, one in read.markets.items() if one.is_next]))
    found.append(("leaps", [called(c) for c, one in read.markets.items() if one.is_leap]))
    lost = [called(c) for c, one in read.markets.items() if one.is_lost]
    found.append(("entered, no tie is alive", lost))
    found.append(("closed", [called(c) for c, one in read.markets.items() if one.is_closed]))
    return [(head, names) for head, names in found if names]


def _alt(title: str, read: _Read) -> str:
    """Return the map in words."""
    n = len(read.markets)
    counted = f"{n} market{'' if n == 1 else 's'}"
    said = [f"{title}: {counted} in {read.n} rings around {called(read.home)}."]
    said += [f"{capital(head)}: {join_names(names, most=40)}." for head, names in _groups(read)]
    return " ".join(said)
