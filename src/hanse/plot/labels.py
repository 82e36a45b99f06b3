"""Labels beside points, without overlap: greedy, in the given order, the same every time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Box", "Placed", "place_labels"]

GAPS = (2.0, 8.0, 16.0, 27.0, 42.0, 60.0)  # from the point's edge to the label, nearest first
CLOSE = 16.0  # up to here a label looks for a place off the lines of the drawing
LEADER_FROM = 8.0  # labels at least this far away get a line to their point
STEP = 3.0  # a leader line is checked every so many pixels
DIRECTIONS = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))


Line = tuple[float, float, float, float]


class Box(NamedTuple):
    """A rectangle in pixels; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Placed:
    """A label that found a place.

    Parameters
    ----------
    box : Box
        Where the text stands.
    leader : tuple of float or None
        The line from the point to the text as ``(x1, y1, x2, y2)``, None for a label at its point.
    """

    box: Box
    leader: Line | None = None


def place_labels(
    points: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float] | None],
    *,
    area: Box,
    taken: Sequence[Box] = (),
    avoided: Sequence[Line] = (),
    radius: float = 4.0,
    most: int = 40,
) -> tuple[Placed | None, ...]:
    """Find a place for the label of each point, or none.

    Points come first who matter most. A label lies inside the area, on no point, on no other
    label, on no leader line and on nothing that is taken; a leader line crosses none of these
    either. Near its point a label also keeps off the lines to be avoided, where it can.

    Parameters
    ----------
    points : sequence of (float, float)
        Pixels, most important first.
    sizes : sequence of (float, float) or None
        Width and height of each label; None for a point without one.
    area : Box
        Where labels may stand.
    taken : sequence of Box
        What else must stay free.
    avoided : sequence of (float, float, float, float)
        Lines of the drawing, which a label crosses only where there is no better place.
    radius : float
        Half the size of a point's mark.
    most : int
        No more labels than this.

    Returns
    -------
    tuple of Placed or None
        In the order of the points; None where there was no room.

    Examples
    --------
    >>> area = Box(0, 0, 100, 100)
    >>> found = place_labels([(50, 50), (52, 50)], [(30, 10), (30, 10)], area=area)
    >>> [one.box.left for one in found]
    [56.0, 16.0]
    """
    marks = [Box(x - radius, y - radius, x + radius, y + radius) for x, y in points]
    blocked = _array([*marks, *taken])
    lines = np.vstack([_array([]), *(_along(one) for one in avoided)])
    labels, leaders = _array([]), _array([])
    placed: list[Placed | None] = []
    for point, size in zip(points, sizes, strict=True):
        found = None
        if size is not None and sum(one is not None for one in placed) < most:
            others = (blocked, labels, leaders)
            choices = _choices(point, size, radius, area)
            close = [one for one in choices if one[0] <= CLOSE]
            found = _first_free(close, point, radius, (*others, lines), others)
            found = found or _first_free(choices, point, radius, others, others)
        if found is not None:
            labels = np.vstack([labels, _array([found.box])])
            leaders = np.vstack([leaders, _along(found.leader)])
        placed.append(found)
    return tuple(placed)


def _choices(
    point: tuple[float, float], size: tuple[float, float], radius: float, area: Box
) -> list[tuple[float, Box]]:
    """Return the places beside a point with their gap, nearest first, none outside the area."""
    every = [(gap, _beside(point, size, radius + gap, to)) for gap in GAPS for to in DIRECTIONS]
    return [(gap, box) for gap, box in every if _is_inside(box, area)]


def _first_free(
    choices: Sequence[tuple[float, Box]],
    point: tuple[float, float],
    radius: float,
    others: tuple[NDArray[np.float64], ...],
    off_leader: tuple[NDArray[np.float64], ...],
) -> Placed | None:
    """Return the first place that is free of the others and whose leader crosses nothing."""
    boxes = _array([box for _, box in choices])
    is_taken = np.zeros(len(choices), dtype=bool)
    for found in others:
        is_taken |= _overlaps(boxes, found)
    for at in np.flatnonzero(~is_taken).tolist():
        gap, box = choices[at]
        if gap < LEADER_FROM:
            return Placed(box)
        leader = _leader(point, box, radius)
        along = _along(leader)
        if not any(_overlaps(along, found).any() for found in off_leader):
            return Placed(box, leader)
    return None


def _beside(
    point: tuple[float, float],
    size: tuple[float, float],
    away: float,
    direction: tuple[int, int],
) -> Box:
    """Return the box of a label that lies in the direction, its near edge ``away`` pixels off."""
    (x, y), (width, height), (right, down) = point, size, direction
    if right and down:
        away *= math.sqrt(0.5)
    middle_x = x + right * (away + width / 2)
    middle_y = y + down * (away + height / 2)
    return Box(
        middle_x - width / 2, middle_y - height / 2, middle_x + width / 2, middle_y + height / 2
    )


def _leader(point: tuple[float, float], box: Box, radius: float) -> Line:
    """Return the line from the edge of the point's mark to the nearest place on the box's edge."""
    (x, y), away = point, radius * math.sqrt(2) + 1.5
    near_x = min(max(x, box.left), box.right)
    near_y = min(max(y, box.top), box.bottom)
    share = away / math.hypot(near_x - x, near_y - y)
    return (x + (near_x - x) * share, y + (near_y - y) * share, near_x, near_y)


def _along(leader: Line | None) -> NDArray[np.float64]:
    """Return small boxes along a leader line, short of the label it leads to."""
    if leader is None:
        return _array([])
    x1, y1, x2, y2 = leader
    n = max(2, math.ceil(math.hypot(x2 - x1, y2 - y1) / STEP))
    share = np.arange(n) / n
    x, y = x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
    return np.column_stack([x - 1, y - 1, x + 1, y + 1])


def _is_inside(box: Box, area: Box) -> bool:
    """Whether the box lies in the area."""
    is_across = area.left <= box.left and box.right <= area.right
    return is_across and area.top <= box.top and box.bottom <= area.bottom


def _overlaps(some: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether each of the boxes shares an inner point with any of the others."""
    one, two = some[:, None, :], others[None, :, :]
    is_across = (one[..., 0] < two[..., 2]) & (two[..., 0] < one[..., 2])
    is_along = (one[..., 1] < two[..., 3]) & (two[..., 1] < one[..., 3])
    return np.asarray((is_across & is_along).any(axis=1))


def _array(boxes: Sequence[Box]) -> NDArray[np.float64]:
    """Return boxes as rows of left, top, right, bottom."""
    return np.array(boxes, dtype=np.float64).reshape(-1, 4)
