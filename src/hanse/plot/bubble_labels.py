"""Names beside circles of any size: greedy, in the given order, the same every time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hanse.plot.labels import Box, Placed

__all__ = ["Circle", "names_beside"]

GAPS = (2.0, 6.0, 12.0, 20.0, 32.0, 48.0, 70.0, 96.0)  # from the circle's edge to the name
CLOSE = 20.0  # up to here a name looks for a place off the lines of the drawing
LEADER_FROM = 6.0
DIRECTIONS = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
SAMPLES = 12
Floats = NDArray[np.float64]


class Circle(NamedTuple):
    """A circle in pixels."""

    x: float
    y: float
    radius: float


def names_beside(
    circles: Sequence[Circle],
    sizes: Sequence[tuple[float, float] | None],
    *,
    area: Box,
    avoided: Sequence[Box] = (),
) -> tuple[Placed | None, ...]:
    """Find a place for the name of each circle, or none.

    A name lies inside the area, on no circle, on no other name and on no leader line; a leader line
    crosses no name and no circle but its own. Circles come first whose names matter most. Unlike
    :func:`hanse.plot.labels.place_labels`, whose points are all of one size, circles differ.

    Parameters
    ----------
    circles : sequence of Circle
        Most important first.
    sizes : sequence of (float, float) or None
        Width and height of each name; None for a circle without one.
    area : Box
        Where names may stand.
    avoided : sequence of Box
        Lines of the drawing, which a name near its circle covers only where it must.

    Returns
    -------
    tuple of Placed or None
        In the order of the circles; None where there was no room.

    Examples
    --------
    >>> found = names_beside([Circle(50, 50, 10)], [(20, 10)], area=Box(0, 0, 100, 100))
    >>> found[0].box
    Box(left=62.0, top=45.0, right=82.0, bottom=55.0)
    """
    crowd = _Crowd(area, np.array(circles, dtype=np.float64).reshape(-1, 3), [], [])
    placed: list[Placed | None] = []
    for at, (circle, size) in enumerate(zip(circles, sizes, strict=True)):
        found = None
        if size is not None:
            close = [gap for gap in GAPS if gap <= CLOSE]
            found = crowd.first_free(at, circle, size, close, avoided)
            found = found or crowd.first_free(at, circle, size, GAPS, ())
        if found is not None:
            crowd.boxes.append(found.box)
            crowd.trails.extend(_trail(found.leader))
        placed.append(found)
    return tuple(placed)


class _Crowd(NamedTuple):
    """What a name must keep off: the area's edge, circles, names and leader lines."""

    area: Box
    circles: Floats
    boxes: list[Box]
    trails: list[tuple[float, float]]

    def first_free(
        self,
        at: int,
        circle: Circle,
        size: tuple[float, float],
        gaps: Sequence[float],
        avoided: Sequence[Box],
    ) -> Placed | None:
        """Return the nearest place that is free, with its leader line."""
        for gap in gaps:
            for direction in DIRECTIONS:
                box = _beside(circle, size, gap, direction)
                if any(_overlap(box, one) for one in avoided) or not self.is_free(box):
                    continue
                if gap < LEADER_FROM:
                    return Placed(box)
                leader = _leader(circle, box)
                if not self.is_crossed(_trail(leader), at):
                    return Placed(box, leader)
        return None

    def is_free(self, box: Box) -> bool:
        """Whether a name could stand here."""
        area = self.area
        is_inside = area.left <= box.left and box.right <= area.right
        if not (is_inside and area.top <= box.top and box.bottom <= area.bottom):
            return False
        if _is_on_circle(box, self.circles) or any(_overlap(box, one) for one in self.boxes):
            return False
        return not any(_holds(box, point) for point in self.trails)

    def is_crossed(self, points: Sequence[tuple[float, float]], at: int) -> bool:
        """Whether a leader line of the circle at this place crosses a name or another circle."""
        others = np.delete(self.circles, at, axis=0)
        is_through = any(_holds(one, point) for one in self.boxes for point in points)
        return is_through or _is_in_circle(points, others)


def _beside(
    circle: Circle, size: tuple[float, float], gap: float, direction: tuple[int, int]
) -> Box:
    """Return the box of a name that lies in the direction of its circle."""
    (x, y, radius), (width, height), (right, down) = circle, size, direction
    away = (radius + gap) * (math.sqrt(0.5) if right and down else 1.0)
    left = x + right * (away + width / 2) - width / 2
    top = y + down * (away + height / 2) - height / 2
    return Box(left, top, left + width, top + height)


def _leader(circle: Circle, box: Box) -> tuple[float, float, float, float]:
    """Return the line from the circle's edge to the nearest place on the box's edge."""
    x, y, radius = circle
    near_x, near_y = min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)
    share = (radius + 1) / math.hypot(near_x - x, near_y - y)
    return (x + (near_x - x) * share, y + (near_y - y) * share, near_x, near_y)


def _trail(leader: tuple[float, float, float, float] | None) -> list[tuple[float, float]]:
    """Return points along a leader line, short of the name it leads to."""
    if leader is None:
        return []
    x1, y1, x2, y2 = leader
    steps = [at / SAMPLES for at in range(SAMPLES)]
    return [(x1 + (x2 - x1) * one, y1 + (y2 - y1) * one) for one in steps]


def _is_on_circle(box: Box, circles: Floats) -> bool:
    """Whether the box touches any of the circles."""
    x, y, radius = circles.T
    near_x, near_y = np.clip(x, box.left, box.right), np.clip(y, box.top, box.bottom)
    return bool((np.hypot(near_x - x, near_y - y) < radius + 0.5).any())


def _is_in_circle(points: Sequence[tuple[float, float]], circles: Floats) -> bool:
    """Whether any of the points lies in any of the circles."""
    px, py = np.array(points, dtype=np.float64).T
    x, y, radius = circles.T
    return bool((np.hypot(px[:, None] - x, py[:, None] - y) < radius + 1).any())


def _overlap(one: Box, other: Box) -> bool:
    """Whether two boxes come closer than two pixels."""
    is_across = one.left < other.right + 2 and other.left < one.right + 2
    return is_across and one.top < other.bottom + 1 and other.top < one.bottom + 1


def _holds(box: Box, point: tuple[float, float]) -> bool:
    """Whether the box holds the point."""
    return box.left <= point[0] <= box.right and box.top <= point[1] <= box.bottom
