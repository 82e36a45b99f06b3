"""One panel of scenarios: axes, bands, medians, and names at the ends of the lines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hanse.plot.ink import GRID, LINE, QUIET, TEXT
from hanse.plot.lettering import text_width
from hanse.plot.numbers import show_raw
from hanse.plot.scales import RawScale
from hanse.plot.strokes import line, path, runs
from hanse.plot.svg import element, text
from hanse.plot.text_block import Line, clamped, stacked, tall

__all__ = [
    "GAP",
    "LABEL_WIDTH",
    "LEADER",
    "LEFT",
    "SIZE",
    "WHISKER",
    "Panel",
    "Scenario",
    "Shade",
    "spread",
]

LEFT, LABEL_WIDTH, GAP, SIZE, WHISKER, LEADER = 66.0, 222.0, 5.0, 11.5, 9.0, 20.0


class Scenario(NamedTuple):
    """One scenario of one measure, a value for each year."""

    measure: str
    scenario: str
    low: NDArray[np.float64]
    median: NDArray[np.float64]
    high: NDArray[np.float64]

    def last(self, otherwise: float) -> float:
        """Return the last median that there is."""
        kept = self.median[np.isfinite(self.median)]
        return float(kept[-1]) if kept.size else otherwise


class Shade(NamedTuple):
    """How a scenario is drawn."""

    ink: str
    dash: str


class Panel(NamedTuple):
    """One panel: its scales and its place."""

    years: NDArray[np.float64]
    low: float
    high: float
    top: float
    height: float
    right: float

    def across(self, year: float) -> float:
        """Return the pixel of a year."""
        first, last = float(self.years[0]), float(self.years[-1])
        share = (year - first) / (last - first) if last > first else 1.0
        return LEFT + share * (self.right - LEFT)

    def down(self, value: float) -> float:
        """Return the pixel of a value."""
        return self.top + (self.high - value) / (self.high - self.low) * self.height

    def year_ticks(self) -> list[float]:
        """Return round years for ticks."""
        if self.years.size < 2:
            return [float(one) for one in self.years]
        first, last = float(self.years[0]), float(self.years[-1])
        return RawScale(first, last, int(self.right - LEFT)).ticks()

    def axes(self, measure: str, y_label: str) -> list[str]:
        """Return the panel's name, its grid and its numbers."""
        right, bottom = self.right, self.top + self.height
        names = clamped(measure, width=(self.right - LEFT), size=13, most=1, is_bold=True)
        parts = stacked(names, LEFT, self.top - 12)
        used = text_width(names[0].words, size=13, is_bold=True) + 14
        units = clamped(y_label, width=self.right + LABEL_WIDTH - LEFT - used, size=SIZE, most=1)
        parts += stacked(units, LEFT + used, self.top - 11, fill=QUIET)
        for value in RawScale(self.low, self.high, int(self.height * 3.4)).ticks():
            y = self.down(value)
            parts.append(line(LEFT, y, right, y, GRID))
            parts.append(text(show_raw(value), LEFT - 8, y + 4, size=SIZE, anchor="end"))
        for value in self.year_ticks():
            at = self.across(value)
            parts.append(line(at, bottom, at, bottom + 4, LINE))
            parts.append(text(f"{value:g}", at, bottom + 16, size=SIZE, anchor="middle"))
        return [*parts, line(LEFT, bottom, right, bottom, LINE)]

    def baseline(self, value: float) -> str:
        """Return the horizontal line that the scenarios are held against."""
        y = self.down(value)
        return line(LEFT, y, self.right, y, TEXT, weight=1.3, dash="1 3")

    def lines(
        self, members: Sequence[Scenario], shades: Sequence[Shade], labels: Sequence[list[Line]]
    ) -> list[str]:
        """Return the bands, the medians, the bars of the last year and the names."""
        parts = [
            self.area(one, shade, max(0.04, 0.12 - 0.01 * len(members)))
            for one, shade in zip(members, shades, strict=True)
        ]
        for one, shade in zip(members, shades, strict=True):
            parts.append(self.median(one, shade))
        wanted = [self.down(one.last(self.low)) for one in members]
        places = spread(
            wanted, [tall(one) + GAP for one in labels], self.top, self.top + self.height
        )
        ranks = {
            at: rank for rank, at in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__))
        }
        edge = self.right + 4 + len(members) * WHISKER
        for at, (one, shade) in enumerate(zip(members, shades, strict=True)):
            x = self.right + 8 + ranks[at] * WHISKER
            parts += self.whisker(one, shade, x)
            if np.isfinite(one.median).any():
                ends = [(x + 5, wanted[at]), (edge, wanted[at]), (edge + LEADER - 4, places[at])]
                paint: dict[str, str | float] = {
                    "fill": "none",
                    "stroke": shade.ink,
                    "stroke_width": 0.7,
                }
                parts.append(element("path", d=path(ends), **paint))
            parts += stacked(labels[at], edge + LEADER, places[at], fill=shade.ink)
        return parts

    def area(self, one: Scenario, shade: Shade, ink: float) -> str:
        """Return the band, a path for each run of years without gaps."""
        d = ""
        for run in runs(np.isfinite(one.low) & np.isfinite(one.high)):
            xs = [self.across(float(self.years[at])) for at in run]
            upper = [self.down(float(one.high[at])) for at in run]
            lower = [self.down(float(one.low[at])) for at in run]
            d += (
                path([*zip(xs, upper, strict=True), *zip(xs[::-1], lower[::-1], strict=True)]) + "z"
            )
        return element("path", d=d, fill=shade.ink, fill_opacity=ink)

    def median(self, one: Scenario, shade: Shade) -> str:
        """Return the line of the medians."""
        d = ""
        for run in runs(np.isfinite(one.median)):
            d += path(
                [
                    (self.across(float(self.years[at])), self.down(float(one.median[at])))
                    for at in run
                ]
            )
        dash: dict[str, str] = {"stroke_dasharray": shade.dash} if shade.dash else {}
        return element("path", d=d, fill="none", stroke=shade.ink, stroke_width=2.2, **dash)

    def whisker(self, one: Scenario, shade: Shade, x: float) -> list[str]:
        """Return the bar that spans the band in the last year, with a dot at the median."""
        parts = []
        low, median, high = (float(part[-1]) for part in (one.low, one.median, one.high))
        if math.isfinite(low) and math.isfinite(high):
            parts.append(line(x, self.down(low), x, self.down(high), shade.ink, weight=2.0))
        if math.isfinite(median):
            parts.append(element("circle", cx=x, cy=self.down(median), r=3.2, fill=shade.ink))
        return parts


def spread(
    wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float
) -> list[float]:
    """Return middles for labels of some height: near where they are wanted, none on another.

    Parameters
    ----------
    wanted : sequence of float
        Where the middle of each label would best lie.
    heights : sequence of float
        Height of each label.
    top, bottom : float
        Between these the labels lie as long as there is room.

    Examples
    --------
    >>> spread([10.0, 12.0, 90.0], [20.0, 20.0, 20.0], 0.0, 100.0)
    [10.0, 30.0, 90.0]
    """
    order = sorted(range(len(wanted)), key=lambda at: (wanted[at], at))
    clusters: list[tuple[list[int], float]] = []
    for at in order:
        members, start = [at], wanted[at] - heights[at] / 2
        start = _inside(start, heights[at], top, bottom)
        while clusters and clusters[-1][1] + _high(clusters[-1][0], heights) > start:
            members = [*clusters.pop()[0], *members]
            start = _start(members, wanted, heights)
            start = _inside(start, _high(members, heights), top, bottom)
        clusters.append((members, start))
    places = [0.0] * len(wanted)
    for members, start in clusters:
        y = start
        for at in members:
            places[at] = y + heights[at] / 2
            y += heights[at]
    return places


def _start(members: Sequence[int], wanted: Sequence[float], heights: Sequence[float]) -> float:
    """Return the top of a stack of labels that lie as near as they can to where they belong."""
    offset, total = 0.0, 0.0
    for at in members:
        total += wanted[at] - heights[at] / 2 - offset
        offset += heights[at]
    return total / len(members)


def _high(members: Sequence[int], heights: Sequence[float]) -> float:
    """Return the height of a stack of labels."""
    return sum(heights[at] for at in members)


def _inside(start: float, height: float, top: float, bottom: float) -> float:
    """Return the top of a stack moved between the bounds, the upper bound first."""
    return max(top, min(start, bottom - height))
