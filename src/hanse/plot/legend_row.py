"""The key of a picture: samples with their words, from left to right in as many lines as needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from hanse.plot.lettering import text_width
from hanse.plot.text_block import clamped, stacked, tall

__all__ = ["Sample", "legend_row"]

SIZE, GAP, LEAST = 11.5, 20.0, 22.0


class Sample(NamedTuple):
    """One entry of a key.

    Attributes
    ----------
    draw : function of (x, y)
        Returns the sample, drawn from ``x`` rightwards around the height ``y``.
    width, height : float
        Room that the sample takes.
    words : str
        What it means.
    """

    draw: Callable[[float, float], list[str]]
    width: float
    words: str
    height: float = LEAST


def legend_row(
    samples: Sequence[Sample], x: float, y: float, *, width: float
) -> tuple[list[str], float]:
    """Return the key and the height at which it ends.

    Examples
    --------
    >>> legend_row([Sample(lambda x, y: [], 10, "peers")], 0, 0, width=200)[1]
    22.0
    """
    lines: list[list[tuple[Sample, float]]] = [[]]
    at = 0.0
    for one in samples:
        wide = one.width + 7 + min(text_width(one.words, size=SIZE), width - one.width - 7)
        if lines[-1] and at + wide > width:
            lines.append([])
            at = 0.0
        lines[-1].append((one, at))
        at += wide + GAP
    parts: list[str] = []
    for entries in lines:
        blocks = [
            clamped(one.words, width=width - one.width - 7, size=SIZE, most=3) for one, _ in entries
        ]
        high = max([LEAST, *(one.height for one, _ in entries), *(tall(one) for one in blocks)])
        for (one, left), words in zip(entries, blocks, strict=True):
            parts += one.draw(x + left, y + high / 2)
            parts += stacked(words, x + left + one.width + 7, y + high / 2)
        y += high
    return parts, y
