"""The legend of a map: marks with words, in rows that wrap."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from hanse.plot.ink import LINE, TEXT
from hanse.plot.lettering import shorten, text_width
from hanse.plot.svg import element
from hanse.plot.text_block import Line, stacked

__all__ = ["Entry", "circle", "entries", "halo", "hatch", "swatch"]

SIZE, ROW, GAP, WORDS_GAP = 11.5, 20.0, 20.0, 6.0


class Entry(NamedTuple):
    """A mark, drawn around (0, 0), with its width and its words."""

    mark: str
    width: float
    words: str
    height: float = 0.0


def entries(
    found: Sequence[Entry], *, left: float, top: float, width: float
) -> tuple[list[str], float]:
    """Return the entries of a legend in rows, and where they end.

    Examples
    --------
    >>> parts, bottom = entries([swatch("#082042", "near")], left=0, top=10, width=200)
    >>> len(parts), bottom
    (2, 30.0)
    """
    parts: list[str] = []
    rows: list[list[tuple[float, Entry]]] = []
    x = left
    for one in found:
        words = shorten(one.words, width=width - one.width - WORDS_GAP, size=SIZE)
        room = one.width + WORDS_GAP + text_width(words, size=SIZE)
        if not rows or x + room > left + width:
            rows.append([])
            x = left
        rows[-1].append((x, one._replace(words=words)))
        x += room + GAP
    for row in rows:
        high = max(ROW, *(one.height + 4 for _, one in row))
        middle = top + high / 2
        for x, one in row:
            move = f"translate({x + one.width / 2:.1f} {middle:.1f})"
            parts.append(element("g", one.mark, transform=move))
            parts += stacked([Line(one.words, SIZE)], x + one.width + WORDS_GAP, middle, fill=TEXT)
        top += high
    return parts, top


def swatch(fill: str, words: str, *, stroke: str = LINE) -> Entry:
    """Return the entry of an area."""
    mark = element(
        "rect", x=-11, y=-6.5, width=22, height=13, fill=fill, stroke=stroke, stroke_width=0.6
    )
    return Entry(mark, 22, words)


def circle(
    radius: float, fill: str, words: str, *, stroke: str = TEXT, dashes: str = "none"
) -> Entry:
    """Return the entry of a round mark."""
    mark = element(
        "circle", r=radius, fill=fill, stroke=stroke, stroke_width=1.2, stroke_dasharray=dashes
    )
    return Entry(mark, 2 * radius, words, 2 * radius)


def hatch(name: str, *, scale: float = 1.0) -> str:
    """Return the definition of the hatching of areas without a value, called by ``name``."""
    ground = element("rect", width=5, height=5, fill="#f8f8f6")
    line = element("path", d="M-1 6L6 -1M-1 1L1 -1M4 6L6 4", stroke="#b9bcbe", stroke_width=0.9)
    size: dict[str, str | float] = {"width": 5, "height": 5, "patternUnits": "userSpaceOnUse"}
    turned = f"scale({scale:g})"
    return element(
        "defs", element("pattern", ground, line, id=name, patternTransform=turned, **size)
    )


def halo(
    words: str, x: float, y: float, *, size: float, fill: str = TEXT, is_bold: bool = True
) -> str:
    """Return one line of text with a white edge, to be read on any ground."""
    edge: dict[str, str | float] = {"stroke": "#ffffff", "stroke_width": 2.6}
    weight: dict[str, str | float] = {"font_weight": "bold"} if is_bold else {}
    paint: dict[str, str | float] = {"paint_order": "stroke", "stroke_linejoin": "round"}
    return element(
        "text", escape(words), x=x, y=y, font_size=size, fill=fill, **edge, **paint, **weight
    )
