"""Shares of firms by option, as bars: today, and as the firms plan."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hanse.errors import InputError
from hanse.plot.ink import GRID, LINE, QUIET, TEXT, TYPICAL
from hanse.plot.lettering import text_width
from hanse.plot.names import slug
from hanse.plot.numbers import UNDEFINED, show_number
from hanse.plot.picture import Picture
from hanse.plot.svg import drawing, element, text
from hanse.plot.text_block import Line, clamped, one_line, stacked, tall

__all__ = ["share_bars"]

MARGIN, NAME_MOST, BAR_MOST, NUMBER_ROOM = 16.0, 300.0, 420.0, 84.0
SIZE, TITLE_SIZE, BAR, PAD = 12.5, 15, 15.0, 7.0
NOW = {"fill": "#b9cfe4", "stroke": "#6f93b5"}
PLANNED = {"fill": TYPICAL, "stroke": TYPICAL}


def share_bars(
    names: Sequence[str],
    now: ArrayLike,
    planned: ArrayLike | None = None,
    *,
    title: str,
    now_label: str = "now",
    planned_label: str = "planned",
    note: str = "",
    name: str = "",
) -> Picture:
    """Draw the share of firms that follow each option, now and as planned.

    Parameters
    ----------
    names : sequence of str
        The options, in the order in which they are drawn.
    now : array of float in [0, 1]
        Share of firms for each option; NaN is undefined and has no bar.
    planned : array of float in [0, 1], optional
        The same as the firms plan it; a second, darker bar.
    title : str
        Shown above the bars.
    now_label, planned_label : str
        What the two bars are called.
    note : str
        Shown below the bars, such as the number of firms.
    name : str
        Name of the figure's file; made from the title where it is empty.

    Returns
    -------
    Picture
        At most 900 wide. Without names the axis alone.

    Raises
    ------
    InputError
        If the lengths differ or a share lies outside 0 to 1.

    Examples
    --------
    >>> share_bars(["export", "outsource"], [0.7, 0.1], [0.5, 0.3], title="Firms").alt
    'Firms: share of firms. export: now 70 %, planned 50 %; outsource: now 10 %, planned 30 %.'
    """
    title, note = one_line(title), one_line(note)
    kinds = [_Kind(one_line(now_label), _shares(now), NOW)]
    if planned is not None:
        kinds.append(_Kind(one_line(planned_label), _shares(planned), PLANNED))
    if any(kind.shares.shape != (len(names),) for kind in kinds):
        raise InputError("a chart of shares got lists of different length")
    names = [one_line(one) for one in names]
    blocks = [clamped(one, width=NAME_MOST, size=SIZE, most=3) for one in names]
    widest = [text_width(line.words, size=SIZE) for lines in blocks for line in lines]
    left = MARGIN + max([80.0, *widest]) + 12
    total = left + BAR_MOST + NUMBER_ROOM
    titles = clamped(title, width=total - 2 * MARGIN, size=TITLE_SIZE, most=4, is_bold=True)
    parts, y = _rows(blocks, kinds, left, 24 + tall(titles))
    lines = clamped(note, width=total - 2 * MARGIN, size=11, most=3) if note else []
    parts += stacked(titles, MARGIN, 14 + tall(titles) / 2)
    parts += stacked(lines, MARGIN, y + tall(lines) / 2, fill=QUIET)
    alt = f"{title}: share of firms. {'; '.join(_said(names, kinds))}".strip().rstrip(".") + "."
    size = {"width": total, "height": y + tall(lines) + 12}
    svg = drawing(parts, **size, title=title, alt=alt)
    return Picture(name=name or f"shares-{slug(title)}", title=title, alt=alt, svg=svg)


class _Kind(NamedTuple):
    """One set of bars."""

    label: str
    shares: NDArray[np.float64]
    paint: dict[str, str]


def _shares(values: ArrayLike) -> NDArray[np.float64]:
    """Return shares as an array, refused where one is none."""
    shares = np.asarray(values, dtype=np.float64)
    outside = shares[(shares < 0) | (shares > 1)]
    if outside.size:
        raise InputError(
            f"the share {outside.flat[0]:g} is outside 0 to 1",
            where="chart of shares",
            mend="Give shares of firms, such as 0.25 for a quarter.",
        )
    return shares


def _rows(
    blocks: Sequence[list[Line]], kinds: Sequence[_Kind], left: float, y: float
) -> tuple[list[str], float]:
    """Return the options with their bars, the axis below, and where it ends."""
    parts: list[str] = []
    if len(kinds) > 1:
        parts += _legend(kinds, left, y)
        y += 24
    top = _top(kinds)
    tops = [y + 4]
    for lines in blocks:
        tops.append(tops[-1] + 2 * PAD + max(tall(lines), BAR * len(kinds)))
    parts += _axis(left, tops[0] - 4, tops[-1], top)
    for at, lines in enumerate(blocks):
        middle = (tops[at] + tops[at + 1]) / 2
        parts += stacked(lines, left - 10, middle, anchor="end")
        for rank, kind in enumerate(kinds):
            place = middle + BAR * (rank - len(kinds) / 2)
            parts += _bar(kind, float(kind.shares[at]), left, place, top)
    return parts, tops[-1] + 42


def _top(kinds: Sequence[_Kind]) -> float:
    """Return where the axis ends: the next tenth above the largest share."""
    every = np.concatenate([kind.shares for kind in kinds])
    kept = every[np.isfinite(every)]
    largest = float(kept.max()) if kept.size else 1.0
    return min(1.0, max(0.1, math.ceil(largest * 10 - 1e-9) / 10))


def _axis(left: float, y: float, bottom: float, top: float) -> list[str]:
    """Return the lines at round shares with their numbers."""
    parts = []
    tenths = round(top * 10)
    step = 1 if tenths <= 5 else 2
    for at in range(0, tenths + 1, step):
        x = left + at / 10 / top * BAR_MOST
        ink = LINE if at == 0 else GRID
        parts.append(element("line", x1=x, y1=y, x2=x, y2=bottom, stroke=ink, stroke_width=1))
        parts.append(text(f"{at * 10} %", x, bottom + 16, size=11, anchor="middle", fill=QUIET))
    middle = left + BAR_MOST / 2
    return [*parts, text("Share of firms", middle, bottom + 34, size=12, anchor="middle")]


def _bar(kind: _Kind, share: float, left: float, y: float, top: float) -> list[str]:
    """Return one bar with its number at the end."""
    length = 0.0 if math.isnan(share) else share / top * BAR_MOST
    parts = []
    if length > 0:
        parts.append(element("rect", x=left, y=y + 1, width=length, height=BAR - 2, **kind.paint))
    words = Line(_percent(share), 11.5, kind.paint["fill"] == TYPICAL)
    return [*parts, *stacked([words], left + length + 6, y + BAR / 2, fill=TEXT)]


def _percent(share: float) -> str:
    """Return a share in per cent; a little is not nothing."""
    if math.isnan(share):
        return UNDEFINED
    return "<1 %" if 0 < share < 0.005 else f"{show_number(share * 100, digits=0)} %"


def _legend(kinds: Sequence[_Kind], x: float, y: float) -> list[str]:
    """Return what the bars are."""
    parts = []
    for kind in kinds:
        parts.append(element("rect", x=x, y=y + 2, width=22, height=BAR - 3, **kind.paint))
        parts += stacked([Line(kind.label, 12)], x + 28, y + 8)
        x += 28 + text_width(kind.label, size=12) + 22
    return parts


def _said(names: Sequence[str], kinds: Sequence[_Kind]) -> list[str]:
    """Return each option in words."""
    said = []
    for at, label in enumerate(names):
        shares = [f"{kind.label} {_percent(float(kind.shares[at]))}" for kind in kinds]
        said.append(f"{label}: {', '.join(shares)}")
    return said
