"""The map of a product space: circles with their labels below, and the lines between."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hanse.plot.ink import DEVIANT, QUIET, TYPICAL
from hanse.plot.lettering import text_width
from hanse.plot.quantities import show_in
from hanse.plot.space_layout import apart, places, spanning_tree
from hanse.plot.strokes import HALO, hover, line
from hanse.plot.svg import element
from hanse.plot.text_block import Line, clamped, stacked, tall

__all__ = ["MARGIN", "WIDTH", "Link", "Node", "SpaceMap", "link_mark", "node_mark"]

WIDTH, MARGIN = 980.0, 16.0
LABEL, SIZE, LARGEST, SMALLEST, RING = 122.0, 11.5, 19.0, 5.5, 5.0
LOW, HIGH = 230.0, 1100.0
EDGE, TREE = "#b9c3cd", "#6d7b89"


class Node(NamedTuple):
    """One product of the product space.

    Attributes
    ----------
    name : str
        As readers see it; no two have the same.
    is_present : bool
        Whether the region has it; what it has not is a candidate.
    size : float
        What the area stands for, such as RCA or a share; from 0, NaN where unknown.
    front : int
        Of a candidate, from 1; 0 for none.
    words : str
        More about it, shown where the pointer rests.
    """

    name: str
    is_present: bool
    size: float = math.nan
    front: int = 0
    words: str = ""


class Link(NamedTuple):
    """The proximity of two products, in [0, 1]."""

    one: str
    other: str
    proximity: float


@dataclass(frozen=True)
class SpaceMap:
    """Products with the lines that are drawn between them."""

    nodes: Sequence[Node]
    links: Mapping[tuple[int, int], float]
    cut: float
    tree: Sequence[tuple[int, int]]
    more: Sequence[tuple[int, int]]
    n_more_left: int

    @classmethod
    def of(
        cls, nodes: Sequence[Node], links: Mapping[tuple[int, int], float], cut: float
    ) -> SpaceMap:
        """Return the map of these products: the spanning tree, and what else reaches the cut."""
        inner = {pair: phi for pair, phi in links.items() if pair[1] < len(nodes) and phi > 0}
        tree = spanning_tree(len(nodes), [(*pair, phi) for pair, phi in inner.items()])
        more = [pair for pair, phi in inner.items() if phi >= cut and pair not in set(tree)]
        more.sort(key=lambda pair: (-inner[pair], pair))
        most = 2 * len(nodes)
        return cls(nodes, inner, cut, tree, more[:most], max(0, len(more) - most))

    def radius(self, size: float) -> float:
        """Return the radius: the area is as the size, none smaller than a readable dot."""
        most = max((one.size for one in self.nodes if one.size > 0), default=0.0)
        share = size / most if most > 0 and size > 0 else 0.0
        return max(SMALLEST, LARGEST * math.sqrt(share))

    def round_sizes(self) -> list[float]:
        """Return two round sizes for the key."""
        most = max((one.size for one in self.nodes if one.size > 0), default=0.0)
        if most <= 0:
            return []
        power = 10.0 ** math.floor(math.log10(most))
        top = max(one * power for one in (1, 2, 5) if one * power <= most)
        return [top, top / 4]

    def carriers(self, at: int) -> list[tuple[int, float]]:
        """Return what a candidate is linked with and the region has, the nearest first."""
        found = []
        for pair in [*self.tree, *self.more]:
            if at in pair:
                to = pair[0] if pair[1] == at else pair[1]
                if self.nodes[to].is_present:
                    found.append((to, self.links[pair]))
        return sorted(found, key=lambda one: (-one[1], one[0]))

    @cached_property
    def labels(self) -> list[list[Line]]:
        """The labels, wrapped."""
        return [
            clamped(one.name, width=LABEL, size=SIZE, most=5, is_bold=one.is_present)
            for one in self.nodes
        ]

    @cached_property
    def boxes(self) -> NDArray[np.float64]:
        """Width and height of each circle with its label, shape (n, 2)."""
        sizes = []
        for one, lines in zip(self.nodes, self.labels, strict=True):
            wide = max(text_width(x.words, size=SIZE, is_bold=x.is_bold) for x in lines)
            across = 2 * (self.radius(one.size) + RING)
            sizes.append((max(wide, across) + 10, across + tall(lines) + 12))
        return np.array(sizes, dtype=np.float64)

    @cached_property
    def height(self) -> float:
        """Height of the map: room for all labels, and for a grid of them if need be."""
        wide, high = (float(one) for one in self.boxes.max(axis=0))
        rows = math.ceil(len(self.nodes) / max(1, int((WIDTH - 2 * MARGIN) // wide)))
        area = float(self.boxes.prod(axis=1).sum()) * 3.4 / (WIDTH - 2 * MARGIN)
        return max(min(max(area, LOW), HIGH), rows * high * 1.05)

    @cached_property
    def middles(self) -> NDArray[np.float64]:
        """Middles of the boxes in pixels from the map's corner, shape (n, 2)."""
        at = places(len(self.nodes), self.tree, self.more)
        span = np.ptp(at, axis=0)
        share = np.where(span > 1e-6, (at - at.min(axis=0)) / np.where(span > 1e-6, span, 1), 0.5)
        inner, room = WIDTH - 2 * MARGIN, self.boxes.max(axis=0)
        wanted = room / 2 + share * (np.array([inner, self.height]) - room)
        return apart(np.round(wanted), self.boxes, width=inner, height=self.height)

    @cached_property
    def is_above(self) -> list[bool]:
        """Whether the label stands above its circle: where fewer lines run than below."""
        runs = [0] * len(self.nodes)
        for pair in [*self.tree, *self.more]:
            for one, other in (pair, pair[::-1]):
                right, down = (float(x) for x in self.middles[other] - self.middles[one])
                if abs(down) > 0.4 * abs(right):
                    runs[one] += 1 if down > 0 else -1
        return [one > 0 for one in runs]

    def circle(self, at: int, top: float) -> tuple[float, float, float]:
        """Return the middle and the radius of a product's circle."""
        x, y = (float(one) for one in self.middles[at])
        r = self.radius(self.nodes[at].size)
        off = float(self.boxes[at, 1]) / 2 - r - RING - 3
        return MARGIN + x, top + y + (off if self.is_above[at] else -off), r

    def drawn(self, top: float, size_label: str, size_unit: str) -> list[str]:
        """Return the lines, the circles and the labels."""
        parts = []
        for pairs, is_tree in ((self.more, False), (self.tree, True)):
            for one, other in pairs:
                (x1, y1, _), (x2, y2, _) = self.circle(one, top), self.circle(other, top)
                said = f"{self.nodes[one].name} and {self.nodes[other].name}: proximity "
                mark = link_mark(x1, y1, x2, y2, is_tree=is_tree)
                parts.append(hover(f"{said}{self.links[one, other]:.2f}", mark))
        labels = [part for at in range(len(self.nodes)) for part in self._label(at, top)]
        for at, node in enumerate(self.nodes):
            known = "" if math.isnan(node.size) else f"{size_label} {show_in(node.size, size_unit)}"
            front = f"front {node.front}" if node.front and not node.is_present else ""
            has = "has it" if node.is_present else "could have it"
            said = ", ".join(word for word in (has, front, known, node.words) if word)
            labels.append(hover(f"{node.name}: {said}", *node_mark(node, *self.circle(at, top))))
        return [*parts, *labels]

    def _label(self, at: int, top: float) -> list[str]:
        """Return a label, read on any lines that run below it."""
        (x, y, r), lines = self.circle(at, top), self.labels[at]
        off = r + RING + 3 + tall(lines) / 2
        middle = y - off if self.is_above[at] else y + off
        wide = max(text_width(one.words, size=SIZE, is_bold=one.is_bold) for one in lines)
        place = {"x": x - wide / 2 - 2, "y": middle - tall(lines) / 2}
        size = {"width": wide + 4, "height": tall(lines)}
        ground = element("rect", **place, **size, fill="#ffffff", fill_opacity=0.78)
        words = stacked(lines, x, middle, anchor="middle")
        return [ground, element("g", *words, **HALO)]


def node_mark(node: Node, x: float, y: float, r: float) -> list[str]:
    """Return a full circle for what is there, a hollow one ringed by its front for a candidate."""
    at = {"cx": x, "cy": y}
    if node.is_present:
        return [element("circle", **at, r=r, fill=TYPICAL, stroke="#ffffff", stroke_width=1.2)]
    if node.front == 1:
        ring = element("circle", **at, r=r + 3.4, fill="#ffffff", stroke=DEVIANT, stroke_width=1.5)
        return [ring, element("circle", **at, r=r, fill="#ffffff", stroke=DEVIANT, stroke_width=2)]
    ink, dash = (DEVIANT, "") if node.front == 2 else (QUIET, "2.5 2")
    dashes: dict[str, str | float] = {"stroke_dasharray": dash} if dash and node.front else {}
    paint: dict[str, str | float] = {"stroke": ink, "stroke_width": 1.8, "fill": "#ffffff"}
    return [element("circle", **at, r=r, **paint, **dashes)]


def link_mark(x1: float, y1: float, x2: float, y2: float, *, is_tree: bool) -> str:
    """Return the line of a proximity: thick for the tree."""
    if is_tree:
        return line(x1, y1, x2, y2, TREE, weight=2.2)
    return line(x1, y1, x2, y2, EDGE, weight=1.1)
