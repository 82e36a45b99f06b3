"""A rating as a box: its colour, its label and its word say the same thing."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.plot.ink import DEVIANT, LINE, QUIET, TEXT, TYPICAL
from hanse.plot.lettering import text_width
from hanse.plot.svg import element
from hanse.plot.text_block import Line, clamped, stacked, tall

__all__ = ["Cell", "level_ink", "rating_box", "rating_height", "rating_said"]

Cell = Sequence[tuple[float, str, str]]
"""A rating: nothing where unrated, one level, or the lowest and the highest of a range. A level is
its place as a share of the scale (0 the worst, 1 the best), its label and what it means."""

LABEL_SIZE, WORD_SIZE, STRIP, CORNER = 14, 10.5, 24.0, 6.0
WORST, WORST_TEXT, BEST, LOW, HIGH = "#fde6d8", "#7a2a08", TYPICAL, "#dce9f5", "#85b0d9"
NOT_RATED = "not rated"


def level_ink(place: float) -> tuple[str, str]:
    """Return the fill and the text colour of a level; their contrast is at least 4.5 to 1.

    Parameters
    ----------
    place : float in [0, 1]
        0 for the worst level of the scale, 1 for the best.

    Examples
    --------
    >>> level_ink(0.0), level_ink(0.5), level_ink(1.0)
    (('#fde6d8', '#7a2a08'), ('#b0cce7', '#1c2733'), ('#1f4e79', '#ffffff'))
    """
    if place <= 0:
        return WORST, WORST_TEXT
    if place >= 1:
        return BEST, "#ffffff"
    ends = [(int(LOW[at : at + 2], 16), int(HIGH[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * place):02x}" for a, b in ends), TEXT


def _words(cell: Cell, width: float) -> list[Line]:
    """Return what stands below the label of a cell."""
    words = list(dict.fromkeys(one[2] for one in cell if one[2]))
    said = [f"up to {one}" if at else one for at, one in enumerate(words)]
    most = 3 if len(said) == 1 else 2
    wrapped = [clamped(one, width=width - 6, size=WORD_SIZE, most=most) for one in said]
    return [line for lines in wrapped for line in lines]


def rating_height(cell: Cell, width: float) -> float:
    """Return the height that a rating's box needs.

    Examples
    --------
    >>> rating_height([(1.0, "HF", "highly feasible")], 100.0), rating_height([], 100.0)
    (42.6, 26.0)
    """
    return STRIP + 6 + tall(_words(cell, width)) if cell else 26.0


def rating_box(cell: Cell, x: float, y: float, width: float, height: float) -> list[str]:
    """Return a rating: a box in the colour of its level with the label and what it means.

    Examples
    --------
    >>> rating_box([(0.0, "LF", "")], 0, 0, 60, 30)[1]
    '<text x="30" y="20.04" font-size="14" text-anchor="middle" fill="#7a2a08"
    font-weight="bold">LF</text>'
    """
    shape: dict[str, float] = {"x": x, "y": y, "width": width, "height": height, "rx": CORNER}
    middle = y + height / 2
    if not cell:
        return [*_hatched(x, y, width, height), *_pill(NOT_RATED, x + width / 2, middle)]
    if len(cell) == 2:
        return _range(cell, x, y, width, height)
    (place, label, _) = cell[0]
    fill, ink = level_ink(place)
    lines = [Line(label, LABEL_SIZE, True)] if label else []
    lines += _words(cell, width)
    edge: dict[str, str | float] = {"stroke": DEVIANT if place <= 0 else fill, "stroke_width": 1.6}
    return [
        element("rect", **shape, fill=fill, **edge),
        *stacked(lines, x + width / 2, middle, anchor="middle", fill=ink),
    ]


def _range(cell: Cell, x: float, y: float, width: float, height: float) -> list[str]:
    """Return a range: a strip in the colours of both ends, the words below it on white."""
    half, high = width / 2, STRIP
    down = high - CORNER
    left = f"M{x + half:.2f},{y:.2f}h{CORNER - half:.2f}a6,6 0 0 0 -6,6v{down:.2f}h{half:.2f}z"
    right = f"M{x + half:.2f},{y:.2f}h{half - CORNER:.2f}a6,6 0 0 1 6,6v{down:.2f}h{-half:.2f}z"
    inks = [level_ink(one[0]) for one in cell]
    edge = DEVIANT if cell[0][0] <= 0 else TYPICAL
    shape: dict[str, float] = {"x": x, "y": y, "width": width, "height": height, "rx": CORNER}
    parts = [
        element("rect", **shape, fill="#ffffff"),
        element("path", d=left, fill=inks[0][0]),
        element("path", d=right, fill=inks[1][0]),
        element("rect", **shape, fill="none", stroke=edge, stroke_width=1.6),
        element("line", x1=x, y1=y + high, x2=x + width, y2=y + high, stroke=edge, stroke_width=1),
    ]
    aside = min(half / 2, 7 + (half - 7) / 2)
    for side, (_, label, _), (_, ink) in zip((-1, 1), cell, inks, strict=True):
        at, size = x + half + side * (aside + 3), LABEL_SIZE - 1
        parts += stacked([Line(label, size, True)], at, y + high / 2, anchor="middle", fill=ink)
    parts += _pill("to", x + half, y + high / 2, size=9.5)
    below = y + high + (height - high) / 2
    return [*parts, *stacked(_words(cell, width), x + half, below, anchor="middle")]


def _hatched(x: float, y: float, width: float, height: float) -> list[str]:
    """Return a box filled with slanted lines."""
    strokes, step = [], 7.0
    for at in range(1, int((width + height) / step) + 1):
        along = at * step
        from_x, from_y = min(along, width), max(0.0, along - width)
        to_x, to_y = max(0.0, along - height), min(along, height)
        strokes.append(f"M{x + from_x:.2f},{y + from_y:.2f}L{x + to_x:.2f},{y + to_y:.2f}")
    box: dict[str, float] = {"x": x, "y": y, "width": width, "height": height}
    return [
        element("rect", **box, fill="#ffffff", stroke=LINE, stroke_width=1, stroke_dasharray="3 3"),
        element("path", d="".join(strokes), fill="none", stroke="#d3d9de", stroke_width=1),
    ]


def _pill(words: str, x: float, middle: float, *, size: float = WORD_SIZE) -> list[str]:
    """Return words on a white ground, for places where the ground is not plain."""
    width = text_width(words, size=size) + 8
    top, high = middle - size * 0.75, size * 1.5
    ground = element(
        "rect", x=x - width / 2, y=top, width=width, height=high, rx=high / 2, fill="#ffffff"
    )
    return [ground, *stacked([Line(words, size)], x, middle, anchor="middle", fill=QUIET)]


def rating_said(cell: Cell) -> str:
    """Return a rating in words.

    Examples
    --------
    >>> rating_said([(0.0, "–", "not met"), (1.0, "+", "met")]), rating_said([])
    ('– (not met) to + (met)', 'not rated')
    """
    said = [f"{label} ({words})" if words and label else label or words for _, label, words in cell]
    return " to ".join(said) or NOT_RATED
