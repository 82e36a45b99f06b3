"""One panel of a trend: the cluster's line, the peers' median and band, and marked gaps."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hanse.plot.band_panel import spread
from hanse.plot.ink import DEVIANT, GRID, LINE, QUIET, TEXT, TYPICAL
from hanse.plot.quantities import PER_CENT, is_share, is_worded, least_span, nearby_scale, show_in
from hanse.plot.scales import RawScale
from hanse.plot.strokes import hover, line, path, runs
from hanse.plot.svg import element, text
from hanse.plot.text_block import Line, clamped, stacked, tall

__all__ = ["COLUMN", "Panel", "Trend", "gap_mark", "median_line", "own_line", "peers_band"]

COLUMN, HEAD, LEFT, LONG, HIGH, LAST = 316.0, 300.0, 64.0, 172.0, 100.0, 72.0
TICK_ROOM, DOTS_TO, VALUE_SIZE = 38.0, 15, 12.5
BAND = "#d9e0e7"
Floats = NDArray[np.float64]


class Trend(NamedTuple):
    """One indicator of a cluster and of its peers over the years.

    Attributes
    ----------
    indicator : str
        Its name as readers see it.
    group : str
        The heading it stands under: depth, breadth, inward, dynamics, growth, upgrading or any
        other.
    unit : str
        Of all numbers; those of a ``"share"`` are parts of one, shown in per cent.
    years : sequence of int or str
        Rising whole numbers.
    values : array of float, one for each year
        The cluster's; NaN is a gap.
    low, median, high : array of float, one for each year, or empty
        The peers' quartiles and their median; NaN is a gap.
    reasons : sequence of str, one for each year, or empty
        Why a value is missing or hidden.
    """

    indicator: str
    group: str
    unit: str
    years: Sequence[int | str]
    values: ArrayLike
    low: ArrayLike = ()
    median: ArrayLike = ()
    high: ArrayLike = ()
    reasons: Sequence[str] = ()


@dataclass(frozen=True)
class Panel:
    """A trend that was read, with its scale."""

    indicator: str
    group: str
    unit: str
    years: tuple[int, ...]
    values: Floats
    low: Floats
    median: Floats
    high: Floats
    reasons: tuple[str, ...]
    first: int
    last: int

    @cached_property
    def scale(self) -> RawScale:
        """The indicator's own scale, wide enough that what hardly moves is drawn level."""
        every = np.concatenate([self.values, self.low, self.median, self.high])
        least = least_span(every, self.unit)
        return nearby_scale(every, width=int(HIGH), unit=self.unit, least=least)

    @cached_property
    def known(self) -> list[int]:
        """Places of the years in which the cluster has a value."""
        return [int(at) for at in np.flatnonzero(np.isfinite(self.values))]

    @cached_property
    def head(self) -> list[Line]:
        """The indicator's name and what is to be known of its scale."""
        lines = clamped(self.indicator, width=HEAD, size=12.5, most=3, is_bold=True)
        said = [self.unit.removeprefix("share").strip() if is_share(self.unit) else self.unit]
        said.append("log scale" if self.scale.is_bent else "")
        if not self.known:
            reasons = list(dict.fromkeys(one for one in self.reasons if one))
            said.append(f"no value ({'; '.join(reasons)})" if reasons else "no value")
        words = " · ".join(one for one in said if one)
        return [*lines, *(clamped(words, width=HEAD, size=11, most=3) if words else [])]

    @property
    def height(self) -> float:
        """Height of the panel under its head."""
        return HIGH + 40

    def across(self, at: int, x: float) -> float:
        """Return the pixel of a year by its place."""
        return self._year(self.years[at], x)

    def _year(self, year: int, x: float) -> float:
        span = self.last - self.first
        return x + LEFT + ((year - self.first) / span if span else 0.5) * LONG

    def drawn(self, x: float, top: float) -> list[str]:
        """Return the panel under its head, its left edge at ``x``."""
        top += 8
        if not np.isfinite([*self.values, *self.low, *self.median, *self.high]).any():
            return self._years(x, top)
        return [
            *self._axes(x, top),
            *self._years(x, top),
            *self._peers(x, top),
            *self._own(x, top),
            *self._last(x, top),
        ]

    def _down(self, value: float, top: float) -> float:
        return top + HIGH - self.scale.pixel(value)

    def _axes(self, x: float, top: float) -> list[str]:
        """Return the level lines with their numbers."""
        scale, parts, said = self.scale, [], set()
        for value in RawScale(scale.low, scale.high, int(HIGH * 3.4), scale.bend).ticks():
            y = self._down(value, top)
            words = show_in(value, self.unit, is_axis=True)
            if words in said:
                continue
            said.add(words)
            parts.append(line(x + LEFT - 4, y, x + LEFT + LONG + 4, y, GRID))
            parts += stacked(
                clamped(words, width=LEFT - 8, size=10.5, most=2),
                x + LEFT - 8,
                y,
                anchor="end",
                fill=QUIET,
            )
        return parts

    def _years(self, x: float, top: float) -> list[str]:
        """Return the axis of the years and the marks of gaps."""
        y = top + HIGH + 6
        parts = [line(x + LEFT - 4, y, x + LEFT + LONG + 4, y, LINE)]
        span = self.last - self.first
        steps = (step for power in (1, 10, 100, 1000) for step in (power, 2 * power, 5 * power))
        step = next((one for one in steps if LONG * one >= TICK_ROOM * span), max(span, 1))
        for year in range(self.last, self.first - 1, -step):
            at = self._year(year, x)
            parts.append(line(at, y, at, y + 4, LINE))
            parts.append(text(str(year), at, y + 16, size=10.5, anchor="middle", fill=QUIET))
        for at, value in enumerate(self.values.tolist()):
            if math.isnan(value):
                why = (self.reasons[at] if self.reasons else "") or "no value"
                parts.append(hover(f"{self.years[at]}: {why}", gap_mark(self.across(at, x), y)))
        return parts

    def _peers(self, x: float, top: float) -> list[str]:
        """Return the peers' band and median, a path for each run of years without gaps."""
        parts = []
        for run in runs(np.isfinite(self.low) & np.isfinite(self.high)):
            upper = [(self.across(at, x), self._down(float(self.high[at]), top)) for at in run]
            lower = [(self.across(at, x), self._down(float(self.low[at]), top)) for at in run]
            if len(run) == 1:
                (at, above), (_, below) = upper[0], lower[0]
                upper, lower = (
                    [(at - 3, above), (at + 3, above)],
                    [(at - 3, below), (at + 3, below)],
                )
            parts.append(peers_band([*upper, *lower[::-1]]))
        points = [
            [(self.across(at, x), self._down(float(self.median[at]), top)) for at in run]
            for run in runs(np.isfinite(self.median))
        ]
        marks = [median_line(one if len(one) > 1 else _dash(*one[0])) for one in points]
        if marks:
            shown = [
                f"{year} {show_in(value, self.unit)}"
                for year, value in zip(self.years, self.median.tolist(), strict=True)
                if math.isfinite(value)
            ]
            parts.append(hover(f"Median of the peers: {', '.join(shown)}", *marks))
        return parts

    def _own(self, x: float, top: float) -> list[str]:
        """Return the cluster's line and its dots."""
        parts = []
        for run in runs(np.isfinite(self.values)):
            points = [(self.across(at, x), self._down(float(self.values[at]), top)) for at in run]
            if len(run) > 1:
                parts.append(own_line(points))
            for at, point in zip(run, points, strict=True):
                is_last = at == self.known[-1]
                if is_last or len(run) == 1 or len(self.years) <= DOTS_TO:
                    said = f"{self.years[at]}: {show_in(float(self.values[at]), self.unit)}"
                    parts.append(hover(said, _dot(*point, 4.2 if is_last else 2.7)))
        return parts

    def _last(self, x: float, top: float) -> list[str]:
        """Return the last values at the right: the cluster's, and the peers' median."""
        blocks: list[tuple[float, list[Line], str]] = []
        for values, size, ink in ((self.values, VALUE_SIZE, TEXT), (self.median, 11.0, QUIET)):
            known = np.flatnonzero(np.isfinite(values))
            if known.size:
                at, is_own = int(known[-1]), values is self.values
                words = show_in(float(values[at]), self._short, is_axis=is_worded(self.unit))
                lines = clamped(words, width=LAST, size=size, most=2, is_bold=is_own)
                if self.years[at] != self.last:
                    lines.append(Line(f"in {self.years[at]}", 10))
                blocks.append((self._down(float(values[at]), top), lines, ink))
        heights = [tall(lines) + 1 for _, lines, _ in blocks]
        places = spread([y for y, _, _ in blocks], heights, top - 8, top + HIGH + 8)
        parts = []
        for (_, lines, ink), y in zip(blocks, places, strict=True):
            parts += stacked(lines, x + LEFT + LONG + 9, y, fill=ink)
        return parts

    @property
    def _short(self) -> str:
        """The unit of the numbers at the right, where there is little room."""
        if is_share(self.unit):
            return "share"
        return self.unit if is_worded(self.unit) or self.unit in PER_CENT else ""


def peers_band(points: Sequence[tuple[float, float]]) -> str:
    """Return the band between the peers' quartiles."""
    return element("path", d=f"{path(points)}z", fill=BAND)


def median_line(points: Sequence[tuple[float, float]]) -> str:
    """Return the line of the peers' median."""
    paint: dict[str, str | float] = {"stroke_width": 1.7, "stroke_dasharray": "5 3"}
    return element("path", d=path(points), fill="none", stroke=QUIET, **paint)


def own_line(points: Sequence[tuple[float, float]]) -> str:
    """Return the cluster's line."""
    joint: dict[str, str | float] = {"stroke_width": 2.4, "stroke_linejoin": "round"}
    return element("path", d=path(points), fill="none", stroke=TYPICAL, **joint)


def gap_mark(x: float, y: float) -> str:
    """Return the cross on the axis at a year without a value."""
    d = f"M{x - 3.2:.2f},{y - 3.2:.2f}l6.4,6.4M{x - 3.2:.2f},{y + 3.2:.2f}l6.4,-6.4"
    return element("path", d=d, fill="none", stroke=DEVIANT, stroke_width=1.7)


def _dot(x: float, y: float, r: float) -> str:
    """Return a dot of the cluster's line."""
    return element("circle", cx=x, cy=y, r=r, fill=TYPICAL, stroke="#ffffff", stroke_width=0.9)


def _dash(x: float, y: float) -> list[tuple[float, float]]:
    """Return a short level line for a year that stands alone."""
    return [(x - 5, y), (x + 5, y)]
