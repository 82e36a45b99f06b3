"""The field of the bubbles: its scales, its axes, and the bubbles with their names."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from hanse.plot.bubble_labels import Circle, names_beside
from hanse.plot.ink import DEVIANT, GRID, LINE, QUIET, TEXT, TYPICAL, ZONE
from hanse.plot.labels import Box, Placed
from hanse.plot.lettering import text_width
from hanse.plot.numbers import show_raw
from hanse.plot.quantities import nearby_scale, show_in
from hanse.plot.scales import RawScale
from hanse.plot.strokes import HALO, hover, line, star
from hanse.plot.svg import element, text
from hanse.plot.text_block import LEADING, Line, clamped, stacked, tall

__all__ = ["MARGIN", "WIDTH", "Bubble", "Field", "paint", "stars_row"]

WIDTH, MARGIN = 980.0, 16.0
LEFT, RIGHT, HIGH = 78.0, 956.0, 470.0
LARGEST, SMALLEST, NAME, NAME_SIZE, STAR = 32.0, 3.0, 160.0, 11.5, 4.6
FILLS = ("#ffffff", "#d3e2f0", "#8fb5d8", "#3f78b0", "#12355b")
EDGE, CUT_INK = "#2c4a68", "#9a3412"


class Bubble(NamedTuple):
    """One industry or cluster of a region.

    Attributes
    ----------
    name : str
        As readers see it.
    quotient : float
        Location quotient, from 0.
    growth : float
        Per year, as a part of one: 0.03 is 3 % per year.
    size : float
        Jobs, or whatever the area stands for; from 0.
    stars : float
        Whole number from 0 to 4; NaN where stars are not defined.
    why : str
        Why the quotient, growth or size is NaN; what has a reason is listed, not drawn.
    is_hidden : bool
        Whether the numbers may not be shown: counted, neither drawn nor named.
    """

    name: str
    quotient: float
    growth: float
    size: float
    stars: float = math.nan
    why: str = ""
    is_hidden: bool = False


@dataclass(frozen=True)
class Field:
    """Where the bubbles lie, the most important first."""

    bubbles: Sequence[Bubble]
    cut: float
    top: float
    most_names: int
    size_unit: str

    @cached_property
    def largest(self) -> float:
        """Radius of the largest bubble: smaller where there are many."""
        return min(LARGEST, max(9.0, 170.0 / math.sqrt(max(len(self.bubbles), 1))))

    @cached_property
    def bottom(self) -> float:
        """Where the field ends."""
        return self.top + HIGH

    @cached_property
    def limits(self) -> tuple[float, float]:
        """Lowest and highest logarithm of a quotient; 1 and the cut always lie between."""
        logs = [math.log10(one) for one in (*(b.quotient for b in self.bubbles), 1.0, self.cut)]
        low, high = min(logs), max(logs)
        more = max(0.0, (0.5 - (high - low)) / 2)
        return low - more, high + more

    @cached_property
    def growth(self) -> RawScale:
        """The scale of growth, with 0 on it."""
        pad = self.largest + 6
        every = np.array([*(one.growth for one in self.bubbles), 0.0])
        if np.ptp(every) < 0.02:
            middle = float(every.min() + every.max()) / 2
            return RawScale(middle - 0.02, middle + 0.02, int(HIGH - 2 * pad))
        return nearby_scale(every, width=int(HIGH - 2 * pad), unit="")

    def radius(self, size: float) -> float:
        """Return the radius: the area is as the size, none smaller than three pixels."""
        most = max((one.size for one in self.bubbles), default=0.0)
        share = size / most if most > 0 else 0.0
        return max(SMALLEST, self.largest * math.sqrt(share))

    def across(self, quotient: float) -> float:
        """Return the pixel of a quotient."""
        low, high = self.limits
        pad = self.largest + 6
        share = (math.log10(quotient) - low) / (high - low)
        return LEFT + pad + share * (RIGHT - LEFT - 2 * pad)

    def down(self, growth: float) -> float:
        """Return the pixel of a growth."""
        return self.bottom - self.largest - 6 - self.growth.pixel(growth)

    @cached_property
    def circles(self) -> list[Circle]:
        """The bubbles in pixels."""
        return [
            Circle(self.across(one.quotient), self.down(one.growth), self.radius(one.size))
            for one in self.bubbles
        ]

    @cached_property
    def names(self) -> list[list[Line]]:
        """The names, wrapped."""
        return [clamped(one.name, width=NAME, size=NAME_SIZE, most=3) for one in self.bubbles]

    @cached_property
    def placed(self) -> tuple[Placed | None, ...]:
        """Where the names stand; None where there is no room or none was wanted."""
        sizes: list[tuple[float, float] | None] = []
        for at, lines in enumerate(self.names):
            wide = max(text_width(one.words, size=NAME_SIZE) for one in lines)
            n_stars = _whole(self.bubbles[at].stars)
            size = (max(wide, 2.3 * STAR * n_stars) + 4, tall(lines) + (12 if n_stars else 0))
            sizes.append(size if at < self.most_names else None)
        upright = [self.across(one) for one in (1.0, self.cut)]
        level = self.down(0.0)
        avoided = [Box(x - 1, self.top, x + 1, self.bottom) for x in upright]
        avoided.append(Box(LEFT, level - 1, RIGHT, level + 1))
        area = Box(LEFT, self.top, RIGHT, self.bottom)
        return names_beside(self.circles, sizes, area=area, avoided=avoided)

    def drawn(self) -> list[str]:
        """Return the field with everything in it."""
        order = sorted(range(len(self.bubbles)), key=lambda at: (-self.circles[at].radius, at))
        marks = [self._bubble(at) for at in order]
        names = [part for at in range(len(self.bubbles)) for part in self._name(at)]
        return [*self._axes(), *marks, *names]

    def _axes(self) -> list[str]:
        """Return the zone of the specialised, the grid with its numbers, and the marked lines."""
        at_cut, size = self.across(self.cut), {"y": self.top, "height": HIGH}
        parts = [element("rect", x=at_cut, width=RIGHT - at_cut, fill=ZONE, **size)]
        for value in self.growth.ticks():
            y = self.down(value)
            ink = LINE if value == 0 else GRID
            parts.append(line(LEFT, y, RIGHT, y, ink, weight=1.4 if value == 0 else 1.0))
            words = show_in(value, "share", is_axis=True)
            parts.append(text(words, LEFT - 8, y + 4, size=11, anchor="end", fill=QUIET))
        for value in self._quotient_ticks():
            x = self.across(value)
            parts.append(line(x, self.bottom, x, self.bottom + 5, LINE))
            words = show_raw(value)
            parts.append(text(words, x, self.bottom + 18, size=11, anchor="middle", fill=QUIET))
        parts.append(line(LEFT, self.bottom, RIGHT, self.bottom, LINE))
        x = self.across(1.0)
        start = self.top - (2 if self.cut != 1 else 18)
        parts.append(line(x, start, x, self.bottom, TEXT, weight=1.2))
        if self.cut != 1:
            parts.append(_above("1: as overall", x, self.top - 6, TEXT))
            start = self.top - 18
            parts.append(line(at_cut, start, at_cut, self.bottom, DEVIANT, weight=1.4, dash="6 4"))
        words = f"specialised from {show_raw(self.cut)} →"
        parts.append(_above(words, at_cut, self.top - 22, CUT_INK))
        return [*parts, *self._axis_names()]

    def _axis_names(self) -> list[str]:
        """Return what the axes are."""
        bent = " (log scale)" if self.growth.is_bent else ""
        y, middle = (self.top + self.bottom) / 2, (LEFT + RIGHT) / 2
        turned = element(
            "g",
            text(f"growth a year{bent}", 0, 0, size=12, anchor="middle"),
            transform=f"translate(26 {y:.2f}) rotate(-90)",
        )
        below = "location quotient (log scale)"
        return [turned, text(below, middle, self.bottom + 36, size=12, anchor="middle")]

    def _quotient_ticks(self) -> list[float]:
        """Return round quotients with room beside each other, 1 always."""
        first, last = math.floor(self.limits[0]) - 1, math.ceil(self.limits[1]) + 1
        powers = range(first, last + 1)
        wanted = [1.0, *(10.0**p for p in powers), *(2 * 10.0**p for p in powers)]
        wanted += [5 * 10.0**p for p in powers]
        chosen: list[float] = []
        for value in wanted:
            x = self.across(value)
            if LEFT + 4 <= x <= RIGHT - 4 and all(abs(x - self.across(c)) >= 46 for c in chosen):
                chosen.append(value)
        return sorted(chosen)

    def _bubble(self, at: int) -> str:
        """Return one bubble; its numbers show where the pointer rests."""
        one, circle = self.bubbles[at], self.circles[at]
        known = "stars not defined" if math.isnan(one.stars) else f"stars {one.stars:.0f}"
        said = f"{one.name}: quotient {show_raw(one.quotient)}, "
        said += f"{show_in(one.growth, 'share a year')}, {show_in(one.size, self.size_unit)}, "
        mark = element("circle", cx=circle.x, cy=circle.y, r=circle.radius, **paint(one.stars))
        return hover(said + known, mark)

    def _name(self, at: int) -> list[str]:
        """Return the name of one bubble with its stars, and the line that leads to it."""
        found = self.placed[at]
        if found is None:
            return []
        box, parts = found.box, []
        if found.leader:
            parts.append(line(*found.leader, LINE, weight=0.9))
        lines = self.names[at]
        is_left = box.right <= self.circles[at].x
        x, anchor = (box.right - 2, "end") if is_left else (box.left + 2, "start")
        words = stacked(lines, x, box.top + tall(lines) / 2, anchor=anchor)
        parts.append(element("g", *words, **HALO))
        n_stars = _whole(self.bubbles[at].stars)
        y = box.top + tall(lines) + 0.5 * LEADING * STAR + 2
        start = x - 2.3 * STAR * n_stars if is_left else x
        return [*parts, *stars_row(n_stars, start, y)]


def _above(words: str, x: float, y: float, ink: str) -> str:
    """Return words over a line of the field, moved where they would be cut off."""
    half = text_width(words, size=11) / 2
    at = min(max(x, MARGIN + half), WIDTH - MARGIN - half)
    return text(words, at, y, size=11, anchor="middle", fill=ink)


def stars_row(n: int, x: float, y: float) -> list[str]:
    """Return so many stars from ``x`` rightwards."""
    return [
        element("path", d=star(x + STAR * (1 + 2.3 * at), y, STAR), fill=TYPICAL) for at in range(n)
    ]


def paint(stars: float) -> dict[str, str | float]:
    """Return how a bubble with so many stars is filled: the darker, the more."""
    if math.isnan(stars):
        return {"fill": "#ffffff", "fill_opacity": 0.6, "stroke": QUIET, "stroke_dasharray": "2 2"}
    return {"fill": FILLS[int(stars)], "fill_opacity": 0.88, "stroke": EDGE, "stroke_width": 1.1}


def _whole(stars: float) -> int:
    """Return how many stars are drawn."""
    return 0 if math.isnan(stars) else int(stars)
