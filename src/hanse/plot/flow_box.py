"""Boxes of a flow diagram: lines of text in a frame, as high as they need, and arrows between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hanse.plot.ink import LINE, TEXT, TYPICAL
from hanse.plot.lettering import wrap
from hanse.plot.strokes import path
from hanse.plot.svg import element, text
from hanse.plot.text_block import LEADING, one_line

__all__ = ["SIZE", "FlowBox", "arrow", "flow_box", "framed"]

SIZE, PAD, INDENT = 12.0, 8.0, 10.0
_NO_BREAK = "\u00a0"


class _Line(NamedTuple):
    """One line of a box."""

    words: str
    indent: float
    is_bold: bool


class FlowBox(NamedTuple):
    """A box that knows its lines and its height, not yet its place."""

    lines: tuple[_Line, ...]
    width: float
    is_open: bool = False

    @property
    def height(self) -> float:
        """How high the box is."""
        return 2 * PAD + LEADING * SIZE * len(self.lines)


def flow_box(
    head: str,
    inside: Sequence[tuple[str, int]] = (),
    *,
    width: float,
    is_open: bool = False,
) -> FlowBox:
    """Return a box with a bold head and lines below, all wrapped to its width.

    Parameters
    ----------
    head : str
        The head.
    inside : sequence of (str, int)
        Lines with how far each is set in, from 0.
    width : float
        Width of the box in pixels.
    is_open : bool
        Whether what it counts is not settled yet: its frame is dashed.

    Examples
    --------
    >>> box = flow_box("Records excluded (n = 2)", [("Not a cluster (n = 2)", 1)], width=200)
    >>> [one.words for one in box.lines], round(box.height, 1)
    (['Records excluded (n = 2)', 'Not a cluster (n = 2)'], 44.8)
    """
    lines: list[_Line] = []
    for words, depth, is_bold in ((head, 0, True), *((one, n, False) for one, n in inside)):
        indent = INDENT * depth
        room = width - 2 * PAD - indent
        wrapped = wrap(_kept(words), width=room, size=SIZE, is_bold=is_bold)
        lines += [_Line(one.replace(_NO_BREAK, " "), indent, is_bold) for one in wrapped]
    return FlowBox(tuple(lines), width, is_open)


def _kept(words: str) -> str:
    """Return words on one line, with a number at their end that does not break."""
    head, mark, number = one_line(words).rpartition(" (n = ")
    return f"{head} (n{_NO_BREAK}={_NO_BREAK}{number}" if mark else number


def framed(box: FlowBox, x: float, y: float) -> list[str]:
    """Return a box drawn with its upper left corner at a place."""
    dash: dict[str, str] = {"stroke_dasharray": "5 3"} if box.is_open else {}
    frame = element(
        "rect",
        x=x,
        y=y,
        width=box.width,
        height=box.height,
        fill="#ffffff",
        stroke=LINE if box.is_open else TYPICAL,
        stroke_width=1.2,
        **dash,
    )
    parts, baseline = [frame], y + PAD
    for line in box.lines:
        baseline += LEADING * SIZE
        at = baseline - 0.3 * SIZE
        left = x + PAD + line.indent
        parts.append(text(line.words, left, at, size=SIZE, is_bold=line.is_bold, fill=TEXT))
    return parts


def arrow(*points: tuple[float, float]) -> str:
    """Return an arrow along straight pieces, with its tip at the last point.

    Examples
    --------
    >>> arrow((0, 0), (20, 0)).count("<path")
    2
    """
    (x1, y1), (x2, y2) = points[-2:]
    across = 1 if x2 > x1 else -1 if x2 < x1 else 0
    down = 1 if y2 > y1 else -1 if y2 < y1 else 0
    back, half = 8.0, 4.0
    base = (x2 - across * back, y2 - down * back)
    corners = [
        (x2, y2),
        (base[0] - down * half, base[1] - across * half),
        (base[0] + down * half, base[1] + across * half),
    ]
    shaft = element(
        "path", d=path([*points[:-1], base]), fill="none", stroke=TEXT, stroke_width=1.2
    )
    return shaft + element("path", d=path(corners) + "Z", fill=TEXT)
