"""Distances between countries over the globe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.tables.countries.codes import country
from hanse.tables.countries.facts import Country

__all__ = ["EARTH_RADIUS", "distance_matrix", "great_circle", "weighted_distance"]

EARTH_RADIUS = 6371.0088
"""Mean radius of the earth in km (IUGG)."""

_ROWS = 512  # cities of a block, so that no block takes more than 20 MB


def great_circle(
    lat1: npt.ArrayLike, lon1: npt.ArrayLike, lat2: npt.ArrayLike, lon2: npt.ArrayLike
) -> npt.NDArray[np.float64]:
    r"""Return the great-circle distance in km on a globe of radius 6371.0088 km.

    .. math:: d = 2R \arcsin \sqrt{\sin^2\tfrac{\phi_1-\phi_2}{2}
       + \cos\phi_1 \cos\phi_2 \sin^2\tfrac{\lambda_1-\lambda_2}{2}}

    Parameters
    ----------
    lat1, lon1, lat2, lon2 : array of float
        Degrees, north and east positive; any shapes that go together.

    Returns
    -------
    ndarray of float64
        From 0 to half the circumference (20,015 km), NaN where a coordinate is. A globe is up to
        0.5% off the ellipsoid.

    Raises
    ------
    InputError
        If a latitude is not between −90 and 90.

    Examples
    --------
    >>> float(great_circle(59.3294, 18.0687, 39.9075, 116.3972).round(1))
    6707.5
    """
    for name, given in (("lat1", lat1), ("lat2", lat2)):
        wrong = np.abs(np.asarray(given, dtype=np.float64)) > 90
        if wrong.any():
            found = np.asarray(given, dtype=np.float64)[wrong].flat[0]
            raise InputError(f"{name} is {found:g}", mend="Give latitudes from -90 to 90 degrees.")
    a, b = np.radians(lat1), np.radians(lat2)
    turn = np.radians(lon1) - np.radians(lon2)
    half = np.sin((a - b) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(turn / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS * np.arcsin(np.sqrt(np.minimum(half, 1.0))))


def weighted_distance(one: str, other: str) -> float:
    r"""Return the distance in km between two countries, weighted with where people live.

    .. math:: d_{ij} = \sum_k \frac{p_k}{p_i} \sum_l \frac{p_l}{p_j} d_{kl}

    over the listed cities k of the one and l of the other country, with great-circle distances
    d_kl; θ = 1 in the source.

    Parameters
    ----------
    one, other : str
        Codes or names of countries.

    Returns
    -------
    float
        km; 0 from a country to itself (distances within a country are not asked for), NaN if one
        of them has no city in the list.

    References
    ----------
    Mayer, T. & Zignago, S. (2011). Notes on CEPII's distances measures: the GeoDist database.
    CEPII Working Paper 2011-25, p. 11.

    Examples
    --------
    >>> 400 < weighted_distance("SWE", "DNK") < 500
    True
    """
    return float(distance_matrix([one, other])[0, 1])


def distance_matrix(
    codes: Sequence[str], *, kind: Literal["weighted", "capitals"] = "weighted"
) -> npt.NDArray[np.float64]:
    """Return the distances in km between countries.

    Parameters
    ----------
    codes : sequence of str, length n
        Codes or names of countries.
    kind : {"weighted", "capitals"}
        `weighted_distance`, or the great-circle distance of the capitals.

    Returns
    -------
    ndarray of float64, shape (n, n)
        Symmetric, 0 on the diagonal; rows and columns of a country without cities, or without a
        capital, are NaN (its diagonal is 0).

    Raises
    ------
    InputError
        If a country is not known, or there is no such kind.

    Examples
    --------
    >>> distance_matrix(["SWE", "CHN"], kind="capitals").round().tolist()
    [[0.0, 6707.0], [6707.0, 0.0]]
    """
    if kind not in ("weighted", "capitals"):
        raise InputError(f"kind is {kind!r}", mend="Choose weighted or capitals.")
    chosen = [country(code) for code in codes]
    if kind == "capitals":
        latitude = np.array([one.capital_latitude for one in chosen])
        longitude = np.array([one.capital_longitude for one in chosen])
        found = great_circle(latitude[:, None], longitude[:, None], latitude, longitude)
    else:
        found = _weighted(chosen)
    same = np.array([one.iso3 for one in chosen])
    found[same[:, None] == same] = 0.0
    return found


def _weighted(chosen: Sequence[Country]) -> npt.NDArray[np.float64]:
    """Return the weighted distances, some cities against all at a time."""
    found = np.full((len(chosen), len(chosen)), np.nan)
    with_cities = [i for i, one in enumerate(chosen) if sum(c.population for c in one.cities) > 0]
    if not with_cities:
        return found
    groups = [chosen[i].cities for i in with_cities]
    cities = [city for group in groups for city in group]
    share = np.concatenate([_shares([city.population for city in group]) for group in groups])
    first = np.cumsum([0, *(len(group) for group in groups[:-1])])
    points = _points([city.latitude for city in cities], [city.longitude for city in cities])
    sums = np.empty((len(cities), len(groups)))
    for start in range(0, len(cities), _ROWS):
        rows = slice(start, start + _ROWS)
        half = np.clip((1 - points[rows] @ points.T) / 2, 0.0, 1.0)  # of the chord, squared
        weighted = np.arcsin(np.sqrt(half)) * share
        sums[rows] = np.add.reduceat(weighted, first, axis=1)
    means = 2 * EARTH_RADIUS * np.add.reduceat(sums * share[:, None], first, axis=0)
    found[np.ix_(with_cities, with_cities)] = (means + means.T) / 2
    return found


def _shares(people: Sequence[float]) -> npt.NDArray[np.float64]:
    """Return the shares of cities in the population of all of them."""
    counts = np.asarray(people, dtype=np.float64)
    return np.asarray(counts / counts.sum())


def _points(latitude: Sequence[float], longitude: Sequence[float]) -> npt.NDArray[np.float64]:
    """Return places on the unit globe, shape (n, 3)."""
    lat, lon = np.radians(latitude), np.radians(longitude)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=-1)
