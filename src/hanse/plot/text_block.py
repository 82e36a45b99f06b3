"""Blocks of text: lines wrapped to a width and stacked around a height."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hanse.plot.ink import TEXT
from hanse.plot.lettering import text_width, wrap
from hanse.plot.svg import text, xml_safe

__all__ = ["Line", "clamped", "one_line", "stacked", "tall"]

LEADING = 1.2


class Line(NamedTuple):
    """One line of a block of text."""

    words: str
    size: float
    is_bold: bool = False


def one_line(words: str) -> str:
    r"""Return words as one line without control characters.

    Examples
    --------
    >>> one_line(" niche\x00 \n exporting")
    'niche exporting'
    """
    return " ".join(xml_safe(words).split())


def clamped(
    words: str, *, width: float, size: float, most: int, is_bold: bool = False
) -> list[Line]:
    """Return text wrapped to a width, with an ellipsis where it has more lines than ``most``.

    Examples
    --------
    >>> [one.words for one in clamped("one two three", width=22, size=10, most=2)]
    ['one', 'two…']
    """
    lines = wrap(words, width=width, size=size, is_bold=is_bold)
    if len(lines) > most:
        kept = lines[most - 1]
        while kept and text_width(f"{kept}…", size=size, is_bold=is_bold) > width:
            kept = kept[:-1]
        lines = [*lines[: most - 1], f"{kept.rstrip()}…"]
    return [Line(one, size, is_bold) for one in lines]


def stacked(
    lines: Sequence[Line], x: float, middle: float, *, anchor: str = "start", fill: str = TEXT
) -> list[str]:
    """Return lines of text stacked around a height."""
    y = middle - tall(lines) / 2
    parts = []
    for words, size, is_bold in lines:
        y += LEADING * size
        baseline = y - 0.24 * size
        parts.append(text(words, x, baseline, size=size, anchor=anchor, is_bold=is_bold, fill=fill))
    return [part for part, line in zip(parts, lines, strict=True) if line.words]


def tall(lines: Sequence[Line]) -> float:
    """Return the height of stacked lines."""
    return sum(LEADING * line.size for line in lines)
