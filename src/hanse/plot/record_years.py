"""Records by year: bars of what was found, and within them what is included."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from hanse.errors import InputError
from hanse.messages import plural
from hanse.plot.ink import GRID, LINE, QUIET, TYPICAL
from hanse.plot.legend_row import Sample, legend_row
from hanse.plot.lettering import text_width
from hanse.plot.names import slug
from hanse.plot.numbers import show_number
from hanse.plot.picture import Picture
from hanse.plot.strokes import hover, line
from hanse.plot.svg import drawing, element, text
from hanse.plot.text_block import clamped, one_line, stacked, tall
from hanse.plot.whole_ticks import whole_ticks

__all__ = ["record_years"]

WIDTH, MARGIN, LEFT, HIGH = 900.0, 16.0, 54.0, 220.0
INNER = WIDTH - 2 * MARGIN
FOUND, INCLUDED = "#b9cfe4", TYPICAL


def record_years(
    years: Sequence[int],
    found: Sequence[int],
    included: Sequence[int] = (),
    *,
    title: str,
    found_label: str = "found",
    included_label: str = "included",
    undated: int = 0,
    note: str = "",
    name: str = "",
) -> Picture:
    """Draw how many records are of each year, and how many of them are included.

    Parameters
    ----------
    years : sequence of int
        Rising; years between the first and the last that are not given have no record.
    found, included : sequence of int
        Records of each year; nothing draws one kind of bar.
    title : str
        Shown above the bars.
    found_label, included_label : str
        What the bars are called.
    undated : int
        Records without a year, told below.
    note : str
        Shown below.
    name : str
        Name of the figure's file; made from the title where it is empty.

    Returns
    -------
    Picture
        900 wide. Without years the axis alone.

    Raises
    ------
    InputError
        If the lengths differ, years do not rise, a number is negative, more records are included
        than found, or the years span more than 250.

    Examples
    --------
    >>> print(record_years([1999, 2001], [4, 2], [1, 2], title="Records").alt)
    Records: 6 found from 1999 to 2001, most in 1999 (4); 3 included, most in 2001 (2).
    """
    title, note = one_line(title), one_line(note)
    rows = _rows(years, found, included)
    has_included = len(included) > 0
    titles = clamped(title, width=INNER, size=15, most=4, is_bold=True)
    parts = stacked(titles, MARGIN, 14 + tall(titles) / 2)
    labels = [one_line(found_label), one_line(included_label)]
    y = 22 + tall(titles)
    if has_included:
        samples = [
            Sample(lambda x, y, fill=fill: [_block(x, y, fill)], 16, words)  # type: ignore[misc]
            for fill, words in zip((FOUND, INCLUDED), labels, strict=True)
        ]
        key, y = legend_row(samples, MARGIN, y, width=INNER)
        parts += key
    parts += _bars(rows, y + 26, labels if has_included else labels[:1])
    y += 26 + HIGH + 34
    notes = [note] if note else []
    notes += [f"Without a year: {plural(undated, 'record')}."] if undated else []
    for words in notes:
        lines = clamped(words, width=INNER, size=11, most=4)
        parts += stacked(lines, MARGIN, y + tall(lines) / 2, fill=QUIET)
        y += tall(lines) + 3
    alt = _alt(title, rows, labels if has_included else labels[:1], undated)
    svg = drawing(parts, width=WIDTH, height=y + 8, title=title, alt=alt)
    return Picture(name=name or f"years-{slug(title)}", title=title, alt=alt, svg=svg)


def _rows(
    years: Sequence[int], found: Sequence[int], included: Sequence[int]
) -> list[tuple[int, int, int]]:
    """Return year, found and included for every year from the first to the last."""
    where = "records by year"
    inner = list(included) if len(included) else [0] * len(years)
    if not len(years) == len(found) == len(inner):
        raise InputError("the lists have different lengths", where=where)
    if any(b <= a for a, b in pairwise(years)):
        raise InputError("the years do not rise", where=where, mend="Sort them, each once.")
    if len(years) and years[-1] - years[0] > 250:
        mend = "Check the first and the last."
        raise InputError(f"the years run from {years[0]} to {years[-1]}", where=where, mend=mend)
    given = {}
    for year, n, m in zip(years, found, inner, strict=True):
        if min(n, m) < 0 or m > n:
            raise InputError(f"{m} included of {n} found", where=f"{where}, {year}")
        given[int(year)] = (int(n), int(m))
    every = range(int(years[0]), int(years[-1]) + 1) if len(years) else range(0)
    return [(year, *given.get(year, (0, 0))) for year in every]


def _bars(rows: Sequence[tuple[int, int, int]], top: float, labels: Sequence[str]) -> list[str]:
    """Return the axes, the bars and the numbers that have room."""
    bottom, left, right = top + HIGH, MARGIN + LEFT, WIDTH - MARGIN
    most = max((n for _, n, _ in rows), default=0)
    ticks = whole_ticks(most)
    high = HIGH / max(ticks[-1], 1)
    parts = []
    for tick in ticks:
        y = bottom - tick * high
        parts.append(line(left, y, right, y, LINE if tick == 0 else GRID))
        parts.append(text(show_number(tick), left - 8, y + 4, size=11, anchor="end", fill=QUIET))
    parts.append(text("Records", MARGIN, top - 12, size=11.5))
    step = (right - left) / max(len(rows), 1)
    wide = min(step * 0.76, 46.0)
    every = math.ceil(38 / step) if rows else 1
    is_both = len(labels) > 1
    shown = [f"{m}/{n}" if is_both and m else str(n) for _, n, m in rows]
    has_room = all(text_width(one, size=10.5) + 3 <= step for one in shown)
    for at, (year, n, m) in enumerate(rows):
        x = left + (at + 0.5) * step
        said = f"{year}: {n} {labels[0]}" + (f", {m} {labels[1]}" if is_both else "")
        bar = {"x": x - wide / 2, "width": wide}
        boxes = [element("rect", **bar, y=bottom - n * high, height=n * high, fill=FOUND)]
        boxes += [element("rect", **bar, y=bottom - m * high, height=m * high, fill=INCLUDED)] * (
            m > 0
        )
        parts += [hover(said, *boxes)] * (n > 0)
        if has_room and n:
            parts.append(text(shown[at], x, bottom - n * high - 4, size=10.5, anchor="middle"))
        if (year - rows[0][0]) % every == 0:
            parts.append(text(str(year), x, bottom + 17, size=11, anchor="middle", fill=QUIET))
    return parts


def _block(x: float, y: float, fill: str) -> str:
    """Return a sample of the key."""
    return element("rect", x=x, y=y - 7, width=16, height=14, fill=fill)


def _alt(
    title: str, rows: Sequence[tuple[int, int, int]], labels: Sequence[str], undated: int
) -> str:
    """Return the bars in words."""
    if not rows:
        return f"{title}: no records with a year."
    said = []
    for at, label in enumerate(labels, start=1):
        total = sum(row[at] for row in rows)
        peak = max(rows, key=lambda row: (row[at], -row[0]))
        span = f" from {rows[0][0]} to {rows[-1][0]}" if at == 1 and len(rows) > 1 else ""
        most = f", most in {peak[0]} ({peak[at]})" if total and len(rows) > 1 else ""
        said.append(f"{total:,} {label}{span}{most}")
    without = f" {plural(undated, 'record')} without a year." if undated else ""
    return f"{title}: {'; '.join(said)}.{without}"
