"""Marks of actors: a colour and a shape for each side, so that they differ in grey as well."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from hanse.plot.ink import LINE
from hanse.plot.legend_row import Sample
from hanse.plot.strokes import diamond, path, star
from hanse.plot.svg import element

__all__ = ["SIDES", "actor_mark", "side_samples"]

#: side → fill and shape
LOOKS: dict[str, tuple[str, str]] = {
    "firm": ("#1f4e79", "circle"),
    "research": ("#6a9fc8", "square"),
    "education": ("#a8cbe2", "square"),
    "capital": ("#c2410c", "diamond"),
    "public body": ("#6b7280", "triangle"),
    "civil society": ("#c7ccd1", "triangle"),
    "other cluster": ("#0f766e", "pentagon"),
    "cluster organisation": ("#1c2733", "star"),
    "owner": ("#8a949e", "triangle"),
    "funder": ("#f0a77f", "diamond"),
    "abroad": ("#7a5ba6", "hexagon"),
}
SIDES = tuple(LOOKS)
_CORNERS = {
    "triangle": ((0, -1.15), (1.1, 0.85), (-1.1, 0.85)),
    "pentagon": ((0, -1.1), (1.05, -0.34), (0.65, 0.89), (-0.65, 0.89), (-1.05, -0.34)),
    "hexagon": ((0, -1.1), (0.95, -0.55), (0.95, 0.55), (0, 1.1), (-0.95, 0.55), (-0.95, -0.55)),
}


def actor_mark(
    side: str, x: float, y: float, radius: float, *, words: str = "", is_missing: bool = False
) -> str:
    """Return the mark of an actor; one that is missing is hollow and dashed.

    Parameters
    ----------
    side : str
        One of `SIDES`; another is drawn as a grey circle.
    x, y, radius : float
        Pixels.
    words : str
        Shown where the pointer rests.
    is_missing : bool
        Whether there is no tie with it.

    Examples
    --------
    >>> actor_mark("firm", 5, 5, 3)
    '<circle cx="5" cy="5" r="3" fill="#1f4e79" stroke="#ffffff" stroke-width="1"/>'
    """
    ink, shape = LOOKS.get(side, (LINE, "circle"))
    look: dict[str, str | float] = {"fill": ink, "stroke": "#ffffff", "stroke_width": 1}
    if is_missing:
        look = {"fill": "#ffffff", "stroke": ink, "stroke_width": 1.4, "stroke_dasharray": "3 2"}
    tip = [element("title", escape(words))] if words else []
    if shape == "circle":
        return element("circle", *tip, cx=x, cy=y, r=radius, **look)
    if shape == "square":
        size = {"x": x - 0.9 * radius, "y": y - 0.9 * radius}
        return element("rect", *tip, **size, width=1.8 * radius, height=1.8 * radius, **look)
    if shape == "star":
        return element("path", *tip, d=star(x, y, 1.5 * radius), **look)
    if shape == "diamond":
        return element("path", *tip, d=diamond(x, y, 1.25 * radius), **look)
    corners = [(x + radius * across, y + radius * down) for across, down in _CORNERS[shape]]
    return element("path", *tip, d=path(corners) + "z", **look)


def side_samples(sides: Sequence[str]) -> list[Sample]:
    """Return the key of the sides that are drawn, in the order of `SIDES`."""
    known = [one for one in SIDES if one in sides]
    known += sorted({one for one in sides if one not in SIDES})
    return [
        Sample(lambda x, y, one=one: [actor_mark(one, x + 7, y, 5.5)], 14, one)  # type: ignore[misc]
        for one in known
    ]
