"""One strip of a benchmark: the peers on the indicator's own scale, and the cluster among them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hanse.plot.ink import GRID, LINE, QUIET, TEXT, TYPICAL
from hanse.plot.lettering import text_width
from hanse.plot.quantities import nearby_scale, show_in
from hanse.plot.scales import RawScale
from hanse.plot.strokes import diamond, hover, line, path
from hanse.plot.svg import element, text
from hanse.plot.text_block import Line, clamped, stacked, tall

__all__ = ["DIRECTIONS", "MARGIN", "WIDTH", "Row", "Strip", "band", "first_mark", "own_mark"]

DIRECTIONS = ("higher", "lower", "none")
WIDTH, MARGIN = 980.0, 16.0
NAME, LEFT, LONG = 232.0, 264.0, 404
VALUE, VALUE_ROOM, STANDING = 688.0, 178.0, 878.0
HALF, NAMED = 9.0, 60
FEWEST = 4  # peers with a value, for a median and quartiles
BAND, BAND_NONE, PEER = "#cfdeed", "#e2e2e2", "#4a5663"


class Strip(NamedTuple):
    """One indicator of a cluster and of its peers.

    Attributes
    ----------
    indicator : str
        Its name as readers see it.
    group : str
        The heading it stands under: depth, breadth, inward, dynamics, growth, upgrading or any
        other.
    unit : str
        Of all numbers of the strip; those of a ``"share"`` are parts of one, shown in per cent.
    value : float
        The cluster's; NaN where ``why`` says why there is none.
    peers : sequence of float
        The peers' values without the cluster's; NaN for a peer without one. None where they may
        not be shown.
    direction : {"higher", "lower", "none"}
        Which end is better.
    percentile : float
        Of the cluster among its peers, 0 to 100, as it was worked out; NaN for none.
    rank, of : int
        Its place and among how many, itself counted; 0 for none.
    is_tied : bool
        Whether it shares this place.
    first : float
        The cluster's value in the first year; NaN for none.
    first_year : str
        That year.
    why : str
        Why there is no value, such as ``"hidden: fewer than 3 firms"``.
    peer_names : sequence of str
        Names of the peers, shown where the pointer rests; as many as ``peers``, or none.
    """

    indicator: str
    group: str
    unit: str
    value: float
    peers: Sequence[float]
    direction: str = "higher"
    percentile: float = math.nan
    rank: int = 0
    of: int = 0
    is_tied: bool = False
    first: float = math.nan
    first_year: str = ""
    why: str = ""
    peer_names: Sequence[str] = ()

    @property
    def standing(self) -> tuple[str, ...]:
        """Percentile and rank as they are shown."""
        found = () if math.isnan(self.percentile) else (f"p{self.percentile:.0f}",)
        shared = "=" if self.is_tied else ""
        return (*found, *((f"{self.rank}{shared} of {self.of}",) if self.rank else ()))


@dataclass(frozen=True)
class Row:
    """A strip with its scale and the room that it takes."""

    strip: Strip
    values: NDArray[np.float64]

    @cached_property
    def peers(self) -> NDArray[np.float64]:
        """The peers that have a value, the smallest first."""
        return np.sort(self.values[np.isfinite(self.values)])

    @cached_property
    def median(self) -> float:
        """The peers' median; NaN for fewer than four."""
        return float(np.median(self.peers)) if self.peers.size >= FEWEST else math.nan

    @cached_property
    def scale(self) -> RawScale:
        """The indicator's own scale."""
        every = np.concatenate([self.peers, [self.strip.value, self.strip.first]])
        return nearby_scale(every, width=LONG, unit=self.strip.unit)

    @cached_property
    def names(self) -> list[Line]:
        """The indicator's name, and what is to be known of its scale."""
        lines = clamped(self.strip.indicator, width=NAME, size=13, most=3)
        hints = {"lower": "lower is better, axis reversed", "none": "neither end is better"}
        said = [hints.get(self.strip.direction, ""), "log scale" if self.scale.is_bent else ""]
        hint = " · ".join(one for one in said if one)
        return [*lines, *([Line(hint, 11)] if hint else [])]

    @cached_property
    def height(self) -> float:
        """Height of the row."""
        return max(52.0, tall(self.names) + 12, tall(self.figures) + 12)

    @cached_property
    def figures(self) -> list[Line]:
        """The value in its unit and that of the first year, or why there is none."""
        strip = self.strip
        if math.isnan(strip.value):
            return clamped(strip.why, width=WIDTH - MARGIN - VALUE, size=12, most=3)
        own = show_in(strip.value, strip.unit)
        lines = clamped(own, width=VALUE_ROOM, size=13, most=2, is_bold=True)
        if math.isfinite(strip.first):
            then = f"{strip.first_year}: {show_in(strip.first, strip.unit)}"
            lines += clamped(then, width=VALUE_ROOM, size=11, most=2)
        return lines

    def across(self, value: float) -> float:
        """Return the pixel of a value: better lies to the right."""
        at = self.scale.pixel(value)
        return LEFT + (LONG - at if self.strip.direction == "lower" else at)

    def drawn(self, top: float) -> list[str]:
        """Return the row: its name, the strip, and the figures at the right."""
        middle = top + self.height / 2
        y = middle - 6
        tone = _Tone.of(self.strip.direction)
        fill = QUIET if math.isnan(self.strip.value) else TEXT
        return [
            *stacked(self.names, MARGIN, middle),
            line(LEFT - HALF, y, LEFT + LONG + HALF, y, GRID, weight=1.4),
            *self._axis(y),
            *self._peers(y, tone),
            *self._own(y, tone),
            *stacked(self.figures, VALUE, middle, fill=fill),
            *self._standing(middle),
        ]

    def _axis(self, y: float) -> list[str]:
        """Return the numbers under the strip that have room beside each other."""
        parts: list[str] = []
        if not (self.peers.size or math.isfinite(self.strip.value)):
            return parts
        free = LEFT - HALF
        for value in sorted(self.scale.ticks(), key=self.across):
            words, x = show_in(value, self.strip.unit, is_axis=True), self.across(value)
            half = text_width(words, size=10.5) / 2
            at = min(max(x, LEFT - HALF + half), LEFT + LONG + HALF - half)
            if at - half >= free:
                parts.append(line(x, y + 11, x, y + 15, LINE))
                parts.append(text(words, at, y + 26, size=10.5, anchor="middle", fill=QUIET))
                free = at + half + 10
        return parts

    def _peers(self, y: float, tone: _Tone) -> list[str]:
        """Return the band between the quartiles, a tick for each peer, and the median."""
        strip = self.strip
        parts: list[str] = []
        if self.peers.size >= FEWEST:
            low, high = (float(one) for one in np.quantile(self.peers, [0.25, 0.75]))
            left, right = sorted((self.across(low), self.across(high)))
            said = f"Middle half of the peers: {show_in(low, strip.unit)} to "
            parts.append(
                hover(said + show_in(high, strip.unit), band(left, right, y, fill=tone.band))
            )
        if self.peers.size <= NAMED:
            for at, value in enumerate(self.values.tolist()):
                if math.isfinite(value):
                    who = f"{strip.peer_names[at]}: " if strip.peer_names else "Peer: "
                    parts.append(
                        hover(who + show_in(value, strip.unit), _tick(self.across(value), y))
                    )
        else:
            xs = [self.across(value) for value in self.peers.tolist()]
            d = "".join(f"M{x:.2f},{y - 5:.2f}v10" for x in xs)
            ticks = element("path", d=d, stroke=PEER, stroke_width=1.1, stroke_opacity=0.4)
            parts.append(hover(f"{self.peers.size:,} peers", ticks))
        if math.isfinite(self.median):
            x = self.across(self.median)
            mark = line(x, y - 12, x, y + 12, TEXT, weight=2.4)
            parts.append(hover(f"Median of the peers: {show_in(self.median, strip.unit)}", mark))
        return parts

    def _own(self, y: float, tone: _Tone) -> list[str]:
        """Return the cluster's mark, where it was, and the way between."""
        strip = self.strip
        parts: list[str] = []
        if math.isnan(strip.value):
            return parts
        x = self.across(strip.value)
        if math.isfinite(strip.first):
            before = self.across(strip.first)
            parts += _arrow(before, x, y, tone.ink)
            said = f"{strip.first_year}: {show_in(strip.first, strip.unit)}"
            parts.append(hover(said, first_mark(before, y, ink=tone.ink)))
        own = ", ".join([show_in(strip.value, strip.unit), *strip.standing])
        return [
            *parts,
            hover(f"{strip.indicator}: {own}", own_mark(x, y, direction=strip.direction)),
        ]

    def _standing(self, middle: float) -> list[str]:
        """Return percentile and rank."""
        if math.isnan(self.strip.value):
            return []
        words = self.strip.standing or (("no peers",) if not self.peers.size else ("–",))
        first = Line(words[0], 14 if self.strip.standing else 11.5, bool(self.strip.standing))
        rest = [Line(one, 11.5) for one in words[1:]]
        return stacked([first, *rest], STANDING, middle)


class _Tone(NamedTuple):
    """Colours of a strip."""

    ink: str
    band: str

    @classmethod
    def of(cls, direction: str) -> _Tone:
        """Return the colours of strips with this direction."""
        return cls(QUIET, BAND_NONE) if direction == "none" else cls(TYPICAL, BAND)


def own_mark(x: float, y: float, *, direction: str) -> str:
    """Return the cluster's mark: a dot, or a diamond where neither end is better."""
    edge: dict[str, str | float] = {"stroke": "#ffffff", "stroke_width": 1.6}
    if direction == "none":
        return element("path", d=diamond(x, y, 8.6), fill=QUIET, **edge)
    return element("circle", cx=x, cy=y, r=7.4, fill=TYPICAL, **edge)


def first_mark(x: float, y: float, *, ink: str) -> str:
    """Return the pale mark of the first year."""
    return element("circle", cx=x, cy=y, r=4.8, fill="#ffffff", stroke=ink, stroke_width=1.5)


def band(left: float, right: float, y: float, *, fill: str) -> str:
    """Return the band of the middle half, never thinner than two pixels."""
    wide = max(right - left, 2.0)
    return element("rect", x=(left + right - wide) / 2, y=y - 9, width=wide, height=18, fill=fill)


def _tick(x: float, y: float) -> str:
    """Return the tick of one peer."""
    return element(
        "line", x1=x, y1=y - 5, x2=x, y2=y + 5, stroke=PEER, stroke_width=1.3, stroke_opacity=0.75
    )


def _arrow(start: float, end: float, y: float, ink: str) -> list[str]:
    """Return the arrow from the first year to the last, none where the marks touch."""
    if abs(end - start) < 22:
        return []
    to = 1.0 if end > start else -1.0
    tip, tail = end - to * 9.5, start + to * 5.5
    head = path([(tip, y), (tip - to * 6, y - 4), (tip - to * 6, y + 4)]) + "z"
    return [line(tail, y, tip - to * 5, y, ink, weight=1.8), element("path", d=head, fill=ink)]
