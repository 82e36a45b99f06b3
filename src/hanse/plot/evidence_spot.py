"""The marks of an evidence map: circles parted by direction, and gaps."""

from __future__ import annotations

import math
from typing import NamedTuple

from hanse.messages import plural
from hanse.plot.ink import DEVIANT, LINE, QUIET, TYPICAL
from hanse.plot.legend_row import Sample
from hanse.plot.svg import element
from hanse.plot.text_block import Line, stacked

__all__ = ["MapSpot", "direction_samples", "gap_mark", "spot_mark", "spot_said"]

PALE = "#b9cfe4"
#: sign, words, fill and outline of each direction
LOOKS = {
    "supports": ("+", "supports", TYPICAL, TYPICAL),
    "opposes": ("−", "opposes", DEVIANT, DEVIANT),
    "mixed": ("±", "mixed", PALE, TYPICAL),
    "none": ("○", "no effect seen", "#ffffff", QUIET),
}


class MapSpot(NamedTuple):
    """The studies of one cell of an evidence map.

    Attributes
    ----------
    row, column : str
        Where it stands.
    supports, opposes, mixed, none : int
        Studies by direction, each study once.
    words : str
        Who they are, shown where the pointer rests.
    """

    row: str
    column: str
    supports: int = 0
    opposes: int = 0
    mixed: int = 0
    none: int = 0
    words: str = ""

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Studies by direction in the order of the key."""
        return self.supports, self.opposes, self.mixed, self.none

    @property
    def n(self) -> int:
        """All its studies."""
        return sum(self.counts)

    @property
    def signs(self) -> str:
        """The numbers with their signs, such as ``2 (+)  1 (−)``; empty without a study."""
        return "  ".join(self.signed)

    @property
    def signed(self) -> tuple[str, ...]:
        """Each number above 0 with its sign, such as ``2 (+)``."""
        looks = zip(LOOKS.values(), self.counts, strict=True)
        return tuple(f"{count} ({look[0]})" for look, count in looks if count)


def spot_said(spot: MapSpot) -> str:
    """Return a cell in words.

    Examples
    --------
    >>> spot_said(MapSpot("a", "b", supports=2, none=1))
    '3 studies (2 support, 1 sees no effect)'
    """
    verbs = (
        ("supports", "support"),
        ("opposes", "oppose"),
        ("is mixed", "are mixed"),
        ("sees no effect", "see no effect"),
    )
    pairs = zip(verbs, spot.counts, strict=True)
    said = [f"{n} {verb[0] if n == 1 else verb[1]}" for verb, n in pairs if n]
    return f"{plural(spot.n, 'study', 'studies')} ({', '.join(said)})"


def spot_mark(spot: MapSpot, x: float, y: float, r: float) -> list[str]:
    """Return a circle with a sector for each direction, clockwise from the top."""
    parts, start = [], 0.0
    for (_, _, fill, stroke), count in zip(LOOKS.values(), spot.counts, strict=True):
        share = count / spot.n
        paint: dict[str, str | float] = {"fill": fill, "stroke": stroke, "stroke_width": 1.2}
        if share == 1:
            parts.append(element("circle", cx=x, cy=y, r=r, **paint))
        elif count:
            parts.append(element("path", d=_sector(x, y, r, start, start + share), **paint))
        start += share
    return parts


def gap_mark(x: float, y: float, rank: int) -> list[str]:
    """Return a dashed square, with the rank of the gap where it has one."""
    box = element(
        "rect",
        x=x - 8,
        y=y - 8,
        width=16,
        height=16,
        fill="none",
        stroke=QUIET if rank else LINE,
        stroke_width=1.6 if rank else 1.0,
        stroke_dasharray="2.5 2.5",
    )
    return [box, *(stacked([Line(str(rank), 10.5, True)], x, y, anchor="middle") if rank else [])]


def direction_samples() -> list[Sample]:
    """Return the key: directions, and what a gap looks like."""
    found = []
    for at, (sign, words, _, _) in enumerate(LOOKS.values()):
        one, two, three, four = (int(at == other) for other in range(4))
        spot = MapSpot("", "", one, two, three, four)
        found.append(
            Sample(
                lambda x, y, spot=spot: spot_mark(spot, x + 7, y, 6.5),  # type: ignore[misc]
                14,
                f"({sign}) {words}",
            )
        )
    found.append(Sample(lambda x, y: gap_mark(x + 8, y, 0), 16, "no study"))
    found.append(Sample(lambda x, y: gap_mark(x + 8, y, 1), 16, "empty; number = rank of the gap"))
    return found


def _sector(x: float, y: float, r: float, start: float, end: float) -> str:
    """Return the path of a sector; shares of the circle run clockwise from the top."""
    first, last = (2 * math.pi * one - math.pi / 2 for one in (start, end))
    x1, y1 = x + r * math.cos(first), y + r * math.sin(first)
    x2, y2 = x + r * math.cos(last), y + r * math.sin(last)
    large = int(end - start > 0.5)
    return f"M{x:.2f},{y:.2f}L{x1:.2f},{y1:.2f}A{r:.2f},{r:.2f} 0 {large} 1 {x2:.2f},{y2:.2f}z"
