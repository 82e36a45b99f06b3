"""The truth table as a picture: its rows by consistency, against the cut-off."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from hanse.errors import InputError
from hanse.messages import plural
from hanse.plot.ink import DEVIANT, FAINT, GRID, LINE, QUIET, TEXT, TYPICAL
from hanse.plot.lettering import shorten, text_width
from hanse.plot.names import slug
from hanse.plot.numbers import show_number
from hanse.plot.picture import Picture
from hanse.plot.svg import drawing, element, text

__all__ = ["truth_table_chart"]

BAR_WIDTH, ROW, LABEL_MOST = 340.0, 22.0, 260.0
MARGIN, SIZE, TOP = 16.0, 12, 62.0
INKS = {"1": (TYPICAL, "counted as sufficient"), "0": (FAINT, "not sufficient")}
OTHER_INK = ("#d9dee3", "contradictory or undecided")


def truth_table_chart(
    rows: Sequence[str],
    consistency: ArrayLike,
    frequency: Sequence[int],
    out: Sequence[str],
    *,
    cut: float,
    title: str,
    pri: ArrayLike | None = None,
    most_rows: int = 40,
    name: str = "",
) -> Picture:
    """Draw the observed rows of a truth table as bars of consistency, the highest first.

    A gap in the bars is where a cut-off does least harm; a bar that ends just beside the line is a
    row whose coding hangs on the cut-off.

    Parameters
    ----------
    rows : sequence of str
        Label of each row, such as ``"ISC*~Pat*AK"``.
    consistency : array of float in [0, 1]
        Consistency of each row; NaN is undefined and comes last.
    frequency : sequence of int
        Number of cases of each row.
    out : sequence of str
        How each row is coded: ``"1"``, ``"0"``, ``"C"`` or ``"?"``.
    cut : float
        The consistency cut-off, drawn as a line.
    title : str
        Shown above the chart.
    pri : array of float, optional
        PRI of each row, drawn as a tick on its bar.
    most_rows : int
        No more rows than this are drawn; how many are left out is said below.
    name : str
        Name of the figure's file; made from the title where it is empty.

    Returns
    -------
    Picture
        Without rows the axis alone.

    Raises
    ------
    InputError
        If the lengths differ.

    Examples
    --------
    >>> picture = truth_table_chart(["A*B", "A*~B"], [0.7, 0.9], [3, 5], ["0", "1"], cut=0.8,
    ...                             title="Rows")
    >>> picture.alt
    'Truth-table rows by consistency, cut-off 0.800. A*~B: 0.900, 5 cases, out 1; A*B: 0.700, 3
    cases, out 0. 2 of 2 rows shown.'
    """
    values = np.asarray(consistency, dtype=np.float64)
    ticks = np.full(values.shape, np.nan) if pri is None else np.asarray(pri, dtype=np.float64)
    if not len(rows) == values.size == len(frequency) == len(out) == ticks.size:
        raise InputError("a truth-table chart got lists of different length")
    keys = np.where(np.isnan(values), np.inf, -values)
    order = np.argsort(keys, kind="stable")[:most_rows].tolist()
    room = max([60.0, *(text_width(rows[at], size=SIZE) for at in order)])
    left = MARGIN + min(LABEL_MOST, room) + 10
    bottom = TOP + ROW * len(order) + 4
    parts = [text(title, MARGIN, 26, size=15, is_bold=True), *_axis(left, bottom)]
    for place, at in enumerate(order):
        y = TOP + ROW * place
        label = shorten(rows[at], width=LABEL_MOST, size=SIZE)
        parts.append(text(label, left - 10, y + 15, size=SIZE, anchor="end"))
        parts += _bar(left, y, float(values[at]), frequency[at], out[at], float(ticks[at]))
    parts += _cut(left, bottom, cut)
    parts += _legend(left, bottom, out, pri is not None, len(rows) - len(order))
    said = [_row_said(rows[at], float(values[at]), frequency[at], out[at]) for at in order]
    alt = (
        f"Truth-table rows by consistency, cut-off {show_number(float(cut))}. {'; '.join(said)}. "
        f"{len(order)} of {plural(len(rows), 'row')} shown."
    )
    width = max(left + BAR_WIDTH + 100, text_width(title, size=15, is_bold=True) + 2 * MARGIN)
    svg = drawing(parts, width=width, height=bottom + 92, title=title, alt=alt)
    return Picture(name=name or f"truth-table-{slug(title)}", title=title, alt=alt, svg=svg)


def _row_said(row: str, value: float, n: int, out: str) -> str:
    """Return one row in words."""
    return f"{row}: {show_number(value)}, {plural(n, 'case')}, out {out}"


def _axis(left: float, bottom: float) -> list[str]:
    """Return the axis of consistency with light lines at each quarter."""
    parts = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = left + share * BAR_WIDTH
        parts.append(
            element("line", x1=x, y1=TOP - 4, x2=x, y2=bottom, stroke=GRID, stroke_width=1)
        )
        parts.append(text(f"{share:g}", x, bottom + 16, size=11, anchor="middle"))
    parts.append(text("Consistency", left + BAR_WIDTH / 2, bottom + 36, size=SIZE, anchor="middle"))
    return parts


def _bar(left: float, y: float, value: float, n: int, out: str, pri: float) -> list[str]:
    """Return one row's bar, its tick of PRI, and its numbers."""
    length = 0.0 if np.isnan(value) else value * BAR_WIDTH
    ink = INKS.get(out, OTHER_INK)[0]
    outline = QUIET if out not in INKS else ink
    parts = [
        element(
            "rect",
            x=left,
            y=y + 3,
            width=length,
            height=ROW - 7,
            fill=ink,
            stroke=outline,
            stroke_width=1,
        )
    ]
    if not np.isnan(pri):
        x = left + pri * BAR_WIDTH
        for weight, stroke in ((4.5, "#ffffff"), (2, TEXT)):
            parts.append(
                element(
                    "line", x1=x, y1=y + 1, x2=x, y2=y + ROW - 2, stroke=stroke, stroke_width=weight
                )
            )
    words = f"{show_number(value)} (n = {n})"
    parts.append(text(words, left + BAR_WIDTH + 10, y + 15, size=SIZE))
    return parts


def _cut(left: float, bottom: float, cut: float) -> list[str]:
    """Return the line of the cut-off with its number."""
    x = left + cut * BAR_WIDTH
    line = element(
        "line",
        x1=x,
        y1=TOP - 6,
        x2=x,
        y2=bottom,
        stroke=DEVIANT,
        stroke_width=1.6,
        stroke_dasharray="5 3",
    )
    words = f"cut-off {show_number(float(cut), digits=2)}"
    return [line, text(words, x, TOP - 11, size=11, anchor="middle", fill=DEVIANT)]


def _legend(
    left: float, bottom: float, out: Sequence[str], has_pri: bool, n_left_out: int
) -> list[str]:
    """Return what the bars mean, and how many rows are not drawn."""
    kinds = dict.fromkeys(INKS.get(one, OTHER_INK) for one in sorted(set(out), reverse=True))
    parts, x, y = [], MARGIN, bottom + 62
    for ink, words in kinds:
        parts.append(
            element(
                "rect", x=x, y=y - 10, width=14, height=12, fill=ink, stroke=LINE, stroke_width=1
            )
        )
        parts.append(text(words, x + 20, y, size=SIZE, fill=QUIET))
        x += 20 + text_width(words, size=SIZE) + 18
    if has_pri:
        parts.append(
            element("line", x1=x + 4, y1=y - 11, x2=x + 4, y2=y + 3, stroke=TEXT, stroke_width=2)
        )
        parts.append(text("PRI", x + 12, y, size=SIZE, fill=QUIET))
    if n_left_out > 0:
        words = f"{plural(n_left_out, 'row')} with lower consistency not drawn"
        parts.append(text(words, MARGIN, y + 20, size=SIZE, fill=QUIET))
    return parts
