"""The marks of a map of clusters: size, colour, edge, names and the legend of all that."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from itertools import pairwise

from hanse.messages import plural
from hanse.plot.cluster_spots import Cluster
from hanse.plot.ink import DEVIANT, QUIET, TEXT, TYPICAL
from hanse.plot.labels import Box
from hanse.plot.lettering import shorten
from hanse.plot.map_classes import Classes
from hanse.plot.map_ground import SCALE_ROOM, country_names, ground, scale_bar
from hanse.plot.map_labels import Spot, overlap, place_names, write_names
from hanse.plot.map_legend import Entry, circle, entries
from hanse.plot.map_window import Window
from hanse.plot.numbers import show_raw
from hanse.plot.quantities import show_in
from hanse.plot.svg import element
from hanse.plot.text_block import Line, clamped, stacked, tall

__all__ = ["Marks"]

MARGIN = 16.0
LABEL_SIZE, LABEL_ROOM, NAMED = 11, 170.0, 2
RADIUS, SMALLEST, LARGEST = 5.5, 3.0, 17.0
SAME, ROOM = 2.0, 60.0  # pixels up to which places are the same; that a name may need
IN_A_ROW = 3
TURN = 2.39996  # the golden angle, which packs marks around a place
DASHES = "2.5 2"


class Marks:
    """How clusters are drawn in a window.

    Parameters
    ----------
    window : Window
        Where they lie.
    classes : Classes or None
        Colours of their values; None where there are no values.
    is_sized : bool
        Whether sizes are shown.
    legends : (str, str)
        What values and sizes are called.
    """

    def __init__(
        self, window: Window, classes: Classes | None, is_sized: bool, legends: tuple[str, str]
    ) -> None:
        self.window, self.classes, self.is_sized, self.legends = window, classes, is_sized, legends
        self.largest = 0.0
        self.unnamed = 0

    def marks(self, clusters: Sequence[Cluster]) -> list[str]:
        """Return the ground, the marks and their names."""
        self.largest = max([one.size for one in clusters if one.size > 0], default=0.0)
        groups = self._groups(clusters)
        spots = [self._spot(group) for group in groups]
        order = sorted(range(len(spots)), key=lambda at: (spots[at].fill != DEVIANT, at))
        spots, groups = [spots[at] for at in order], [groups[at] for at in order]
        left, top, right, bottom = self.window.box
        inner = Box(left + 3, top + 3, right - 3, bottom - 3)
        corner = self._corner(spots)
        placed = place_names(spots, area=inner, size=LABEL_SIZE, taken=[corner])
        self.unnamed = sum(one is None for one in placed)
        marked = [Box(x - r, y - r, x + r, y + r) for x, y, _, r, *_ in spots]
        taken = [*marked, corner, *(one.box for one in placed if one is not None)]
        shapes = self.window.shapes()
        circles = [
            (radius, mark)
            for group in groups
            for one, x, y in group
            for radius, mark in [(self.radius(one), self._mark(one, x, y))]
        ]
        return [
            *ground(self.window, shapes),
            *country_names(self.window, shapes, taken),
            *scale_bar(self.window, corner),
            *(mark for _, mark in sorted(circles, key=lambda one: -one[0])),
            *write_names(spots, placed, size=LABEL_SIZE),
        ]

    def radius(self, one: Cluster) -> float:
        """Return the radius of a mark: its area grows with the size."""
        if not self.is_sized or math.isnan(one.size) or not self.largest:
            return RADIUS
        return max(SMALLEST, LARGEST * math.sqrt(one.size / self.largest))

    def fill(self, one: Cluster) -> str:
        """Return the colour of a mark, white where its value is hidden."""
        if self.classes is None:
            return TYPICAL
        return "#ffffff" if math.isnan(one.value) else self.classes.fill(one.value)

    def _groups(self, clusters: Sequence[Cluster]) -> list[list[tuple[Cluster, float, float]]]:
        """Return the clusters by place, with the pixels of their marks side by side."""
        latitude, longitude = (
            [one.latitude for one in clusters],
            [one.longitude for one in clusters],
        )
        pixels = self.window.pixels(latitude, longitude).tolist() if clusters else []
        found: list[tuple[float, float, list[Cluster]]] = []
        for one, (x, y) in zip(clusters, pixels, strict=True):
            near = [at for at in found if math.hypot(at[0] - x, at[1] - y) < SAME]
            if near:
                near[0][2].append(one)
            else:
                found.append((x, y, [one]))
        groups = []
        for x, y, group in found:
            radii = [self.radius(one) for one in group]
            steps = _row(radii) if len(group) <= IN_A_ROW else _turn(radii)
            groups.append(
                [(one, x + dx, y + dy) for one, (dx, dy) in zip(group, steps, strict=True)]
            )
        return groups

    def _spot(self, group: Sequence[tuple[Cluster, float, float]]) -> Spot:
        """Return the common label of clusters at one place."""
        first = sorted(group, key=lambda one: not one[0].is_home)
        words = [shorten(one.name, width=LABEL_ROOM, size=LABEL_SIZE) for one, _, _ in first]
        said = ", ".join(words[:NAMED])
        said += f" and {len(words) - NAMED} more" if len(words) > NAMED else ""
        x = sum(one[1] for one in group) / len(group)
        y = sum(one[2] for one in group) / len(group)
        reach = max(math.hypot(a - x, b - y) + self.radius(one) for one, a, b in group)
        is_home = any(one.is_home for one, _, _ in group)
        fill = DEVIANT if is_home else TEXT
        return Spot(x, y, said, reach + (3.5 if is_home else 0.5), False, fill)

    def _mark(self, one: Cluster, x: float, y: float) -> str:
        """Return the mark of a cluster with what the pointer shows."""
        said = [one.name]
        if self.classes is not None:
            shown = "not shown" if math.isnan(one.value) else show_raw(one.value)
            said.append(f"{self.legends[0]} {shown}")
        if self.is_sized:
            shown = "not shown" if math.isnan(one.size) else show_raw(one.size)
            said.append(f"{self.legends[1]} {shown}")
        tip = element("title", escape(": ".join([said[0], "; ".join(said[1:])]).removesuffix(": ")))
        radius = self.radius(one)
        edge: dict[str, str | float] = {"stroke": TEXT, "stroke_width": 1.1}
        if self.is_sized and math.isnan(one.size):
            edge["stroke_dasharray"] = DASHES
        if self.classes is None and "stroke_dasharray" not in edge:
            edge["stroke"] = "#ffffff"
        mark = element("circle", tip, cx=x, cy=y, r=radius, fill=self.fill(one), **edge)
        if not one.is_home:
            return mark
        ring: dict[str, str | float] = {"stroke": DEVIANT, "stroke_width": 2.4, "fill": "none"}
        return mark + element("circle", cx=x, cy=y, r=radius + 2.6, **ring)

    def _corner(self, spots: Sequence[Spot]) -> Box:
        """Return the corner of the window with the fewest marks, where the scale stands."""
        left, top, right, bottom = self.window.box
        wide, high = SCALE_ROOM
        corners = [
            Box(left + 4, bottom - high - 4, left + wide + 4, bottom - 4),
            Box(right - wide - 4, bottom - high - 4, right - 4, bottom - 4),
            Box(left + 4, top + 4, left + wide + 4, top + high + 4),
            Box(right - wide - 4, top + 4, right - 4, top + high + 4),
        ]
        counts = [
            sum(
                overlap(box, Box(one.x - ROOM, one.y - ROOM, one.x + ROOM, one.y + ROOM))
                for one in spots
            )
            for box in corners
        ]
        return corners[counts.index(min(counts))]

    def legend(self, clusters: Sequence[Cluster], *, width: float) -> tuple[list[str], float]:
        """Return what colours, sizes and edges mean, and where the legend ends."""
        y = self.window.box.bottom + 8
        parts: list[str] = []
        for head, marks in self._keys(clusters):
            if head:
                lines = clamped(head, width=width, size=12, most=2, is_bold=True)
                parts += stacked(lines, MARGIN, y + 3 + tall(lines) / 2)
                y += tall(lines) + 5
            rows, y = entries(marks, left=MARGIN, top=y, width=width)
            parts += rows
        if self.unnamed:
            words = f"{plural(self.unnamed, 'name')} left out for want of room."
            parts += stacked([Line(words, 11)], MARGIN, y + 10, fill=QUIET)
            y += 18
        return parts, y

    def _keys(self, clusters: Sequence[Cluster]) -> list[tuple[str, list[Entry]]]:
        """Return the headings of the legend with their marks."""
        keys: list[tuple[str, list[Entry]]] = []
        if self.classes is not None:
            known = [one.value for one in clusters if not math.isnan(one.value)]
            pairs = zip(self.classes.fills, self.classes.words(), strict=True) if known else ()
            marks = [circle(RADIUS, fill, words) for fill, words in pairs]
            n_hidden = len(clusters) - len(known)
            marks += [circle(RADIUS, "#ffffff", f"not shown ({n_hidden})")] if n_hidden else []
            keys.append((self.legends[0], marks))
        if self.is_sized:
            fill = TYPICAL if self.classes is None else "#d4dade"
            rounds = _rounds(self.largest)
            marks = [
                circle(LARGEST * math.sqrt(one / self.largest), fill, show_in(one, ""))
                for one in rounds
            ]
            n_hidden = sum(math.isnan(one.size) for one in clusters)
            words = f"not shown ({n_hidden})"
            marks += [circle(RADIUS, fill, words, dashes=DASHES)] if n_hidden else []
            keys.append((self.legends[1], marks))
        homes = [one.name for one in clusters if one.is_home]
        if homes:
            ring = element("circle", r=RADIUS + 2.6, fill="none", stroke=DEVIANT, stroke_width=2.4)
            keys.append(("", [Entry(ring, 2 * RADIUS + 6, homes[0], 2 * RADIUS + 6)]))
        return keys


def _row(radii: Sequence[float]) -> list[tuple[float, float]]:
    """Return the steps from a place at which marks stand side by side."""
    ends = [0.0]
    for one in radii:
        ends.append(ends[-1] + 2 * one + 1)
    middle = ends[-1] / 2
    return [((low + high) / 2 - middle, 0.0) for low, high in pairwise(ends)]


def _turn(radii: Sequence[float]) -> list[tuple[float, float]]:
    """Return the steps from a place at which marks stand packed around it."""
    away = [1.3 * max(radii) * math.sqrt(at) for at in range(len(radii))]
    return [(one * math.cos(at * TURN), one * math.sin(at * TURN)) for at, one in enumerate(away)]


def _rounds(largest: float) -> list[float]:
    """Return three round sizes for the legend, the first the largest size in one digit."""
    if not largest:
        return []
    top = float(f"{largest:.0e}")
    return [top, _below(top / 2), _below(top / 10)]


def _below(size: float) -> float:
    """Return the largest of 1, 2 and 5 times a power of ten that is no larger than a size."""
    power = math.floor(math.log10(size) + 1e-9)
    most = size * (1 + 1e-9)
    steps = (float(f"{one}e{power}") for one in (5, 2, 1))
    return next(one for one in steps if one <= most)
