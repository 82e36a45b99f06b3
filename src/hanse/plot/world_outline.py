"""The bundled outline of the world: the borders of countries by their ISO numbers.

``world/SOURCES.md`` says where it comes from and what was changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from hanse.errors import unknown_name

__all__ = ["DETAILS", "Land", "world_outline"]

DETAILS = ("world", "regions")


@dataclass(frozen=True, eq=False)
class Land:
    """One country of the outline.

    Parameters
    ----------
    number : str
        Three digits of ISO 3166-1; ``XKX`` for Kosovo and ``siachen`` for a glacier without owner.
    name : str
        English name.
    latitude, longitude : float
        A place well inside the largest part of the country, degrees; longitudes from -169 to 191.
    rings : tuple of array of float, each (n, 2)
        Longitude and latitude of the corners of each border, open, in degrees; empty for places
        that are known by their position only.
    """

    number: str
    name: str
    latitude: float
    longitude: float
    rings: tuple[NDArray[np.float64], ...]


@cache
def world_outline(detail: str = "world") -> Mapping[str, Land]:
    """Return the countries of the world by ISO number, sorted.

    Parameters
    ----------
    detail : {"world", "regions"}
        Borders for a map of the whole world, or finer ones for a part of it.

    Raises
    ------
    InputError
        If there is no such detail.

    Examples
    --------
    >>> sweden = world_outline()["752"]
    >>> sweden.name, len(world_outline())
    ('Sweden', 250)
    """
    if detail not in DETAILS:
        raise unknown_name("detail", detail, DETAILS, where="outline of the world")
    text = (files("hanse.plot") / "world" / f"{detail}.json").read_text(encoding="utf-8")
    lands = {
        number: Land(
            number,
            one["name"],
            latitude=one["at"][0],
            longitude=one["at"][1],
            rings=tuple(_ring(flat) for flat in one["rings"]),
        )
        for number, one in json.loads(text).items()
    }
    return MappingProxyType(lands)


def _ring(flat: list[int]) -> NDArray[np.float64]:
    """Return the corners of a ring from its first corner and the steps in 0.01 degrees."""
    corners = np.cumsum(np.array(flat, dtype=np.int64).reshape(-1, 2), axis=0) / 100
    corners.flags.writeable = False
    return corners
