"""The gaps of a cluster as a radar: the log beside the survey, what is missing drawn missing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from hanse.errors import InputError
from hanse.messages import join_names
from hanse.plot.ink import DEVIANT, GRID, LINE, QUIET, TEXT, TYPICAL
from hanse.plot.legend_row import Sample, legend_row
from hanse.plot.names import slug
from hanse.plot.picture import Picture
from hanse.plot.strokes import HALO, diamond, line, path
from hanse.plot.svg import drawing, element
from hanse.plot.text_block import Line, clamped, one_line, stacked, tall

__all__ = ["GapSpoke", "gap_radar"]

WIDTH, MARGIN, RADIUS, ROOM = 760.0, 16.0, 168.0, 66.0
SIDE = 190.0  # width of the words beside a spoke
HOLE = 0.12  # share of the radius that stands for no gap at all
RINGS = (0.0, 0.25, 0.5, 0.75, 1.0)


class GapSpoke(NamedTuple):
    """One gap.

    Attributes
    ----------
    label : str
        What it is called.
    log : float
        Gap in the log from 0 (closed) to 1 (no tie at all); NaN where it is not measured.
    survey : float
        Importance less present interaction as a share of the widest that can be, 0 to 1; NaN where
        it is not measured or suppressed.
    low, high : float
        Interval of the gap in the log; NaN where there is none.
    is_outward : bool
        Whether it leads abroad.
    missing : str
        Why a measure is missing, for the words of the picture.
    """

    label: str
    log: float
    survey: float
    low: float = math.nan
    high: float = math.nan
    is_outward: bool = False
    missing: str = ""


def gap_radar(spokes: Sequence[GapSpoke], *, title: str, note: str = "", name: str = "") -> Picture:
    """Draw gaps as spokes: the farther out, the wider the gap.

    Full points and a full line are the log, with the interval as a bar on the spoke; diamonds and
    a dashed line are the survey. A measure that is missing breaks its line and stands as a hollow
    mark beyond the rim, so that nobody takes it for a closed gap.

    Parameters
    ----------
    spokes : sequence of GapSpoke
        From 3 to 12, clockwise from above.
    title, note : str
        Above and below the radar.
    name : str
        Name of the figure's file; made from the title where it is empty.

    Returns
    -------
    Picture
        760 wide.

    Raises
    ------
    InputError
        If there are fewer than 3 or more than 12 gaps, two have one label, or a value lies outside
        0 to 1.

    Examples
    --------
    >>> nan = math.nan
    >>> spokes = [GapSpoke("firms", 0.2, 0.1), GapSpoke("capital", 0.8, 0.6),
    ...           GapSpoke("global", nan, 0.5, missing="no actor abroad")]
    >>> gap_radar(spokes, title="North").alt
    'North. Log: capital 80 %, firms 20 %; not measured: global. Survey: capital 60 %, global 50 %,
    firms 10 %.'
    """
    read = _checked(spokes)
    title, note = one_line(title), one_line(note)
    titles = clamped(title, width=WIDTH - 2 * MARGIN, size=15, most=3, is_bold=True)
    parts = stacked(titles, MARGIN, 14 + tall(titles) / 2)
    key, y = legend_row(_samples(read), MARGIN, 22 + tall(titles), width=WIDTH - 2 * MARGIN)
    middle = (WIDTH / 2, y + ROOM + RADIUS)
    parts += [*key, *_grid(read, middle), *_measures(read, middle), *_labels(read, middle)]
    y = middle[1] + RADIUS + ROOM
    foot = clamped(note, width=WIDTH - 2 * MARGIN, size=11, most=5) if note else []
    parts += stacked(foot, MARGIN, y + tall(foot) / 2, fill=QUIET)
    alt = _alt(title, read)
    svg = drawing(parts, width=WIDTH, height=y + tall(foot) + 10, title=title, alt=alt)
    return Picture(name=name or f"gap-radar-{slug(title)}", title=title, alt=alt, svg=svg)


def _checked(spokes: Sequence[GapSpoke]) -> list[GapSpoke]:
    """Return the gaps with clean words, refused where they do not fit."""
    where = "gap radar"
    if not 3 <= len(spokes) <= 12:
        raise InputError(f"{len(spokes)} gaps", where=where, mend="Give 3 to 12.")
    read = [
        one._replace(label=one_line(one.label), missing=one_line(one.missing)) for one in spokes
    ]
    seen: set[str] = set()
    for one in read:
        if one.label in seen:
            raise InputError(f"there are two gaps '{one.label}'", where=where)
        seen.add(one.label)
        for what in ("log", "survey", "low", "high"):
            value = getattr(one, what)
            if not (math.isnan(value) or 0 <= value <= 1):
                raise InputError(
                    f"{what} of '{one.label}' is {value:g}", where=where, mend="Give 0 to 1 or NaN."
                )
    return read


def _at(middle: tuple[float, float], n: int, at: int, share: float) -> tuple[float, float]:
    """Return the place on a spoke; share 0 lies on the inner ring, 1 on the rim."""
    angle = 2 * math.pi * at / n - math.pi / 2
    away = RADIUS * (HOLE + (1 - HOLE) * share)
    return middle[0] + away * math.cos(angle), middle[1] + away * math.sin(angle)


def _grid(read: Sequence[GapSpoke], middle: tuple[float, float]) -> list[str]:
    """Return rings and spokes; a spoke of which nothing is known is dashed."""
    n = len(read)
    parts = []
    for share in RINGS:
        ring = [_at(middle, n, at, share) for at in range(n)]
        ink = GRID if share < 1 else LINE
        parts.append(element("path", d=f"{path(ring)}Z", fill="none", stroke=ink))
    for at, one in enumerate(read):
        is_known = not (math.isnan(one.log) and math.isnan(one.survey))
        ends = (*_at(middle, n, at, 0), *_at(middle, n, at, 1))
        parts.append(line(*ends, GRID if is_known else LINE, dash="" if is_known else "2 4"))
    for share in RINGS:
        x, y = _at(middle, n, 0, share)
        words = stacked([Line(f"{100 * share:.0f} %", 9.5)], x + 5, y + 7, fill=QUIET)
        parts.append(element("g", *words, **HALO))
    return parts


def _measures(read: Sequence[GapSpoke], middle: tuple[float, float]) -> list[str]:
    """Return both measures: lines between neighbours that are known, intervals, marks."""
    n = len(read)
    parts: list[str] = []
    for what, ink, dash in (("survey", DEVIANT, "6 4"), ("log", TYPICAL, "")):
        values = [getattr(one, what) for one in read]
        for at, to in pairwise([*range(n), 0]):
            if not math.isnan(values[at]) and not math.isnan(values[to]):
                ends = (*_at(middle, n, at, values[at]), *_at(middle, n, to, values[to]))
                parts.append(line(*ends, ink, weight=2, dash=dash))
    for at, one in enumerate(read):
        if not math.isnan(one.low) and not math.isnan(one.high):
            ends = (*_at(middle, n, at, one.low), *_at(middle, n, at, one.high))
            x1, y1, x2, y2 = ends
            look: dict[str, str | float] = {"stroke": TYPICAL, "stroke_width": 6}
            parts.append(element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke_opacity=0.35, **look))
        parts += _marks(one, middle, n, at)
    return parts


def _marks(one: GapSpoke, middle: tuple[float, float], n: int, at: int) -> list[str]:
    """Return the marks of a gap, hollow and beyond the rim where a measure is missing."""
    parts = []
    for what, step in (("log", 0.06), ("survey", 0.13)):
        value = getattr(one, what)
        is_missing = math.isnan(value)
        x, y = _at(middle, n, at, 1 + step if is_missing else value)
        said = "not measured" if is_missing else f"{100 * value:.0f} %"
        tip = element("title", f"{what}: {said}")
        parts.append(_mark(what, x, y, is_missing=is_missing, tip=tip))
    return parts


def _mark(what: str, x: float, y: float, *, is_missing: bool, tip: str = "") -> str:
    """Return the mark of a measure."""
    ink = TYPICAL if what == "log" else DEVIANT
    look: dict[str, str | float] = {
        "fill": "#ffffff" if is_missing else ink,
        "stroke": ink,
        "stroke_width": 1.4,
    }
    if is_missing:
        look["stroke_dasharray"] = "2 2"
    if what == "log":
        return element("circle", *([tip] if tip else []), cx=x, cy=y, r=5, **look)
    return element("path", *([tip] if tip else []), d=diamond(x, y, 6), **look)


def _labels(read: Sequence[GapSpoke], middle: tuple[float, float]) -> list[str]:
    """Return the names of the gaps with their values, outside the rim."""
    n = len(read)
    parts: list[str] = []
    for at, one in enumerate(read):
        x, y = _at(middle, n, at, 1.24)
        side = x - middle[0]
        anchor = "middle" if abs(side) < 12 else "start" if side > 0 else "end"
        room = min(SIDE, WIDTH - MARGIN - x if anchor == "start" else x - MARGIN)
        head = clamped(one.label, width=room if anchor != "middle" else SIDE, size=12, most=2)
        lines = [words._replace(is_bold=True) for words in head]
        values = " · ".join(
            f"{what} {'–' if math.isnan(value) else f'{100 * value:.0f} %'}"
            for what, value in (("log", one.log), ("survey", one.survey))
        )
        lines.append(Line(values, 10.5))
        above = y < middle[1] - RADIUS
        place = y - tall(lines) / 2 + 8 if above else y
        parts += stacked(lines, x, place, anchor=anchor, fill=TEXT)
    return parts


def _samples(read: Sequence[GapSpoke]) -> list[Sample]:
    """Return the key: marks in use and the direction."""

    def drawn(what: str, dash: str, *, is_missing: bool = False) -> Sample:
        ink = TYPICAL if what == "log" else DEVIANT
        words = {"log": "log of interactions", "survey": "survey of firms"}[what]
        if is_missing:
            return Sample(
                lambda x, y: [_mark(what, x + 8, y, is_missing=True)], 16, f"{words}: not measured"
            )
        return Sample(
            lambda x, y: [
                line(x, y, x + 30, y, ink, weight=2, dash=dash),
                _mark(what, x + 15, y, is_missing=False),
            ],
            30,
            words,
        )

    found = [drawn("log", ""), drawn("survey", "6 4")]
    if any(one.high - one.low > 0 for one in read):
        size: dict[str, str | float] = {"width": 26, "height": 6, "fill": TYPICAL}
        found.append(
            Sample(
                lambda x, y: [element("rect", x=x, y=y - 3, fill_opacity=0.35, **size)],
                26,
                "95 % interval of the log",
            )
        )
    for what in ("log", "survey"):
        if any(math.isnan(getattr(one, what)) for one in read):
            found.append(drawn(what, "", is_missing=True))
    return found


def _alt(title: str, read: Sequence[GapSpoke]) -> str:
    """Return the radar in words: each measure from the widest gap on, and what is missing."""
    said = []
    for what in ("log", "survey"):
        known = [one for one in read if not math.isnan(getattr(one, what))]
        known.sort(key=lambda one: -getattr(one, what))
        listed = ", ".join(f"{one.label} {100 * getattr(one, what):.0f} %" for one in known)
        gone = [one.label for one in read if math.isnan(getattr(one, what))]
        words = "; ".join(
            [
                *([listed] if listed else []),
                *([f"not measured: {join_names(gone)}"] if gone else []),
            ]
        )
        said.append(f"{what.capitalize()}: {words}.")
    return " ".join([f"{title}.", *said])
