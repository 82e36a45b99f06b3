"""The part of the world that a map shows: from degrees to pixels, and the borders as SVG paths."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hanse.plot.labels import Box
from hanse.plot.projection import azimuthal, equal_earth
from hanse.plot.world_outline import Land, world_outline

__all__ = ["TENTHS", "Shape", "Window", "region_window", "wide_apart", "world_window"]

MIDDLE, SOUTH, NORTH = 11.0, -58.0, 84.0  # the world is cut in the Bering Strait
WIDEST = 45.0  # degrees from the centre up to which a window shows a part of the world
BEHIND = 150.0  # rings that reach so far from the centre lie on the other side of the earth
LEAST_SPAN, MARGIN = 900.0, 0.14  # kilometres; share of the span left free at each side
FLATTEST, STEEPEST = 1.75, 1.0  # width over height
LEAST_AREA = 0.6  # square pixels of a ring that is drawn
TENTHS = "scale(.1)"  # paths are written in whole tenths of a pixel

Corners = NDArray[np.float64]


@dataclass(frozen=True)
class Shape:
    """The visible part of one country.

    Parameters
    ----------
    land : Land
        The country.
    path : str
        Its borders in tenths of a pixel, for the ``d`` of a path; empty where nothing is seen.
    area : float
        Square pixels that are seen.
    at : (float, float)
        The pixel of the place well inside the country.
    largest : array of float, (n, 2)
        Corners of the largest visible ring in pixels; without rows where there is none.
    """

    land: Land
    path: str
    area: float
    at: tuple[float, float]
    largest: Corners


@dataclass(frozen=True)
class Window:
    """A box of pixels and what of the plane it shows.

    Parameters
    ----------
    box : Box
        The pixels.
    centre : (float, float) or None
        Latitude and longitude of the middle of an azimuthal map; None for the world.
    west, north : float
        Kilometres of the plane at the left and upper edge.
    scale : float
        Pixels a kilometre.
    """

    box: Box
    centre: tuple[float, float] | None
    west: float
    north: float
    scale: float

    def pixels(self, latitude: ArrayLike, longitude: ArrayLike) -> Corners:
        """Return the pixels of places, shape (n, 2)."""
        if self.centre is None:  # each place lies on the map once, whatever its turn
            west = MIDDLE - 180
            longitude = (np.asarray(longitude, dtype=np.float64) - west) % 360 + west
        return self._at(latitude, longitude)

    def _at(self, latitude: ArrayLike, longitude: ArrayLike) -> Corners:
        """Return the pixels of places whose longitudes go on beyond the edge of the map."""
        if self.centre is None:
            x, y = equal_earth(latitude, longitude, centre=MIDDLE)
        else:
            x, y = azimuthal(latitude, longitude, centre=self.centre)
        across = self.box.left + (x - self.west) * self.scale
        down = self.box.top + (self.north - y) * self.scale
        return np.column_stack([np.atleast_1d(across), np.atleast_1d(down)])

    def shows(self, pixel: tuple[float, float], *, margin: float = 0.0) -> bool:
        """Whether a pixel lies in the box, at least ``margin`` pixels from its edge."""
        (x, y), (left, top, right, bottom) = pixel, self.box
        is_across = left + margin < x < right - margin
        return is_across and top + margin < y < bottom - margin

    def shapes(self) -> tuple[Shape, ...]:
        """Return every country as far as it is seen, by number."""
        lands = world_outline("world" if self.centre is None else "regions").values()
        return tuple(self._shape(land) for land in lands)

    def sea(self) -> str:
        """Return the path of what lies under the countries: the globe, or the box."""
        if self.centre is not None:
            return _path([np.array(_corners(self.box))])
        steps = np.linspace(SOUTH, NORTH, 72)
        east = self._at(steps, np.full(72, MIDDLE + 180.0))
        west = self._at(steps[::-1], np.full(72, MIDDLE - 180.0))
        return _path([np.vstack([east, west])])

    def _shape(self, land: Land) -> Shape:
        """Return one country as far as it is seen."""
        rings = [one for ring in land.rings for one in [self._seen(ring)] if len(one) > 2]
        areas = [_area(one) for one in rings]
        drawn = [one for one, area in zip(rings, areas, strict=True) if area >= LEAST_AREA]
        largest = rings[int(np.argmax(areas))] if rings else np.empty((0, 2))
        x, y = self.pixels(land.latitude, land.longitude)[0].tolist()
        return Shape(land, _path(drawn), sum(areas), (x, y), largest)

    def _seen(self, ring: Corners) -> Corners:
        """Return a ring in pixels, cut to the box."""
        empty = np.empty((0, 2))
        if self.centre is not None and _angles(self.centre, ring).max() > BEHIND:
            return empty
        corners = self._at(ring[:, 1], ring[:, 0])
        if self.centre is None:
            return corners
        low, high = corners.min(axis=0), corners.max(axis=0)
        left, top, right, bottom = self.box
        if low[0] > right or high[0] < left or low[1] > bottom or high[1] < top:
            return empty
        for axis, bound, sign in ((0, left, -1), (0, right, 1), (1, top, -1), (1, bottom, 1)):
            if len(corners):
                corners = _cut(corners, axis, bound, sign)
        return corners


def world_window(*, left: float, top: float, width: float) -> Window:
    """Return the window that shows the world, without Antarctica, at a width.

    Examples
    --------
    >>> window = world_window(left=0, top=0, width=948)
    >>> round(window.box.bottom)
    415
    """
    half = float(equal_earth(0.0, 180.0)[0])
    low, high = (float(equal_earth(one, 0.0)[1]) for one in (SOUTH, NORTH))
    scale = width / (2 * half)
    box = Box(left, top, left + width, top + (high - low) * scale)
    return Window(box, None, -half, high, scale)


def wide_apart(latitude: ArrayLike, longitude: ArrayLike) -> bool:
    """Whether places lie too far apart for a part of the world: over 45 degrees from their middle.

    Examples
    --------
    >>> wide_apart([59, 48], [18, 2]), wide_apart([59, -34], [18, -71])
    (False, True)
    """
    centre = _middle(latitude, longitude)
    if centre is None:
        return True
    return bool(_angles(centre, np.column_stack([longitude, latitude])).max() > WIDEST)


def region_window(
    latitude: ArrayLike,
    longitude: ArrayLike,
    *,
    left: float,
    top: float,
    most: tuple[float, float],
    shape: float | None = None,
) -> Window:
    """Return the window around places, with a margin, no larger than ``most`` pixels.

    Parameters
    ----------
    latitude, longitude : array of float
        Degrees, at least one place, not ``wide_apart``.
    left, top : float
        Pixels of the upper left corner.
    most : (float, float)
        Largest width and height in pixels.
    shape : float, optional
        Width over height; by default as the places ask for it, from 1 to 1.75.

    Returns
    -------
    Window
        At least 900 km wide or high, so that one place is seen with its surroundings.
    """
    centre = _middle(latitude, longitude) or (0.0, 0.0)
    x, y = azimuthal(latitude, longitude, centre=centre)
    x, y = np.atleast_1d(x), np.atleast_1d(y)
    span = max(float(np.ptp(x)), float(np.ptp(y)), LEAST_SPAN)
    wide = (float(np.ptp(x)) + 2 * MARGIN * span) or span
    high = (float(np.ptp(y)) + 2 * MARGIN * span) or span
    wide, high = max(wide, LEAST_SPAN), max(high, LEAST_SPAN)
    shape = min(FLATTEST, max(STEEPEST, wide / high)) if shape is None else shape
    width = min(most[0], most[1] * shape)
    scale = min(width / wide, width / shape / high)
    box = Box(left, top, left + width, top + width / shape)
    west = float(x.min() + x.max()) / 2 - width / scale / 2
    north = float(y.min() + y.max()) / 2 + width / shape / scale / 2
    return Window(box, centre, west, north, scale)


def _middle(latitude: ArrayLike, longitude: ArrayLike) -> tuple[float, float] | None:
    """Return the middle of places on the globe; None where they cancel out."""
    up, along = np.radians(np.atleast_1d(latitude)), np.radians(np.atleast_1d(longitude))
    x = float((np.cos(up) * np.cos(along)).mean())
    y = float((np.cos(up) * np.sin(along)).mean())
    z = float(np.sin(up).mean())
    if math.hypot(x, y, z) < 0.1:
        return None
    found = math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
    return round(found[0], 2), round(found[1], 2)


def _angles(centre: tuple[float, float], ring: Corners) -> NDArray[np.float64]:
    """Return how many degrees the corners of a ring lie from a centre."""
    up, along = np.radians(ring[:, 1]), np.radians(ring[:, 0] - centre[1])
    middle = math.radians(centre[0])
    cosine = math.sin(middle) * np.sin(up) + math.cos(middle) * np.cos(up) * np.cos(along)
    return np.asarray(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def _cut(ring: Corners, axis: int, bound: float, sign: int) -> Corners:
    """Return the part of a ring on one side of a line (Sutherland and Hodgman 1974)."""
    beyond = sign * (ring[:, axis] - bound)
    then, next_beyond = np.roll(ring, -1, axis=0), np.roll(beyond, -1)
    is_inside = beyond <= 0
    is_crossing = is_inside != np.roll(is_inside, -1)
    gap = np.where(is_crossing, beyond - next_beyond, 1.0)
    crossing = ring + (beyond / gap)[:, None] * (then - ring)
    both = np.stack([ring, crossing], axis=1).reshape(-1, 2)
    is_kept = np.column_stack([is_inside, is_crossing]).ravel()
    return np.asarray(both[is_kept], dtype=np.float64)


def _area(ring: Corners) -> float:
    """Return the square pixels that a ring encloses."""
    x, y = ring[:, 0], ring[:, 1]
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2


def _corners(box: Box) -> list[tuple[float, float]]:
    """Return the corners of a box in order."""
    left, top, right, bottom = box
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _path(rings: Sequence[Corners]) -> str:
    """Return rings as one path in whole tenths of a pixel, by steps."""
    parts = []
    for ring in rings:
        whole = np.rint(ring * 10).astype(np.int64)
        steps = np.diff(whole, axis=0)
        steps = steps[(steps != 0).any(axis=1)]
        if len(steps) > 1:
            numbers = "".join(f"{value:+d}" for value in steps.ravel().tolist())
            parts.append(f"M{whole[0, 0]} {whole[0, 1]}l{numbers.replace('+', ' ').lstrip()}z")
    return "".join(parts)
