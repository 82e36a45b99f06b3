"""Strokes: lines, paths with gaps, and marks that say what they are when pointed at."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from hanse.plot.svg import element

__all__ = ["HALO", "diamond", "hover", "line", "path", "runs", "star"]

HALO: dict[str, str | float] = {
    "paint_order": "stroke",
    "stroke": "#ffffff",
    "stroke_width": 3.0,
    "stroke_opacity": 0.85,
    "stroke_linejoin": "round",
}
"""Attributes of a group of words that are to be read on lines."""
_POINTS = [math.radians(36 * at - 90) for at in range(10)]
_STAR = [
    (math.cos(one) * size, math.sin(one) * size)
    for one, size in zip(_POINTS, (1.0, 0.382) * 5, strict=True)
]


def line(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    ink: str,
    *,
    weight: float = 1.0,
    dash: str = "",
) -> str:
    """Return a straight line.

    Examples
    --------
    >>> line(0, 1, 2, 1, "#000000")
    '<line x1="0" y1="1" x2="2" y2="1" stroke="#000000" stroke-width="1"/>'
    """
    dashes: dict[str, str] = {"stroke_dasharray": dash} if dash else {}
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=ink, stroke_width=weight, **dashes)


def path(points: Sequence[tuple[float, float]]) -> str:
    """Return what a path through points is drawn by.

    Examples
    --------
    >>> path([(0, 0), (1, 2.5)])
    'M0.00,0.00L1.00,2.50'
    """
    return "M" + "L".join(f"{x:.2f},{y:.2f}" for x, y in points)


def diamond(x: float, y: float, half: float) -> str:
    """Return what a square that stands on its corner is drawn by.

    Examples
    --------
    >>> diamond(0, 0, 1)
    'M-1.00,0.00L0.00,-1.00L1.00,0.00L0.00,1.00z'
    """
    return path([(x - half, y), (x, y - half), (x + half, y), (x, y + half)]) + "z"


def star(x: float, y: float, radius: float) -> str:
    """Return what a star of five points is drawn by.

    Examples
    --------
    >>> star(0, 0, 10)[:13]
    'M0.00,-10.00L'
    """
    return path([(x + radius * across, y + radius * down) for across, down in _STAR]) + "z"


def hover(words: str, *parts: str) -> str:
    """Return parts as one group whose words are shown where the pointer rests on it.

    Examples
    --------
    >>> hover("A & B", "<path/>")
    '<g><title>A &amp; B</title><path/></g>'
    """
    return element("g", element("title", escape(words)), *parts)


def runs(is_there: NDArray[np.bool_]) -> list[list[int]]:
    """Return the places that are there, in runs without gaps.

    Examples
    --------
    >>> runs(np.array([True, True, False, True]))
    [[0, 1], [3]]
    """
    found: list[list[int]] = []
    for at in np.flatnonzero(is_there).tolist():
        if found and found[-1][-1] == at - 1:
            found[-1].append(at)
        else:
            found.append([at])
    return found
