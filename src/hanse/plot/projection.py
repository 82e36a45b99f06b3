"""From latitude and longitude to a plane on which equal areas stay equal.

Equal Earth shows the whole world without enlarging the north; the azimuthal projection shows a part
of it around its centre, where it is true in every direction.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["EARTH_RADIUS", "azimuthal", "equal_earth"]

EARTH_RADIUS = 6371.0088  # kilometres, mean radius
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
ROOT = np.sqrt(3.0) / 2

Plane = tuple[NDArray[np.float64], NDArray[np.float64]]


def equal_earth(latitude: ArrayLike, longitude: ArrayLike, *, centre: float = 0.0) -> Plane:
    r"""Project onto the plane of Equal Earth.

    With :math:`\sin\theta = \tfrac{\sqrt 3}{2}\sin\varphi` and
    :math:`P(\theta) = A_1\theta + A_2\theta^3 + A_3\theta^7 + A_4\theta^9`,

    .. math:: x = \frac{2\sqrt 3}{3}\,\frac{\lambda\cos\theta}{P'(\theta)}, \qquad y = P(\theta)

    times the radius of the earth.

    Parameters
    ----------
    latitude, longitude : array of float
        Degrees, of shapes that fit each other; latitudes from -90 to 90. Longitudes count as they
        are, so that an area which crosses the antimeridian may go on beyond 180.
    centre : float
        Longitude in the middle of the map.

    Returns
    -------
    x, y : array of float
        Kilometres east and north of the middle; NaN where an input is.

    References
    ----------
    Šavrič, Patterson and Jenny (2018), "The Equal Earth map projection", International Journal of
    Geographical Information Science 33(3), 454-465, equations 4 to 8.

    Examples
    --------
    >>> x, y = equal_earth([0, 90], [180, 0])
    >>> x.round().tolist(), y.round().tolist()
    ([17244.0, 0.0], [0.0, 8393.0])
    """
    up = np.radians(np.asarray(latitude, dtype=np.float64))
    along = np.radians(np.asarray(longitude, dtype=np.float64) - centre)
    theta = np.arcsin(ROOT * np.sin(up))
    square = theta * theta
    sixth = square**3
    y = theta * (A1 + A2 * square + sixth * (A3 + A4 * square))
    slope = A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)
    x = along * np.cos(theta) / (ROOT * slope)
    return EARTH_RADIUS * x, EARTH_RADIUS * np.broadcast_to(y, x.shape)


def azimuthal(latitude: ArrayLike, longitude: ArrayLike, *, centre: tuple[float, float]) -> Plane:
    r"""Project onto Lambert's azimuthal equal-area plane around a centre.

    With :math:`c` the angle from the centre, a point lies at the distance :math:`2\sin(c/2)` from
    the middle in its true direction, times the radius of the earth.

    Parameters
    ----------
    latitude, longitude : array of float
        Degrees, of shapes that fit each other.
    centre : (float, float)
        Latitude and longitude of the middle of the map.

    Returns
    -------
    x, y : array of float
        Kilometres east and north of the middle; NaN where an input is, and for the point opposite
        the centre, which has no direction.

    References
    ----------
    Snyder (1987), Map Projections: A Working Manual, USGS Professional Paper 1395, p. 185,
    equations 24-2 to 24-4.

    Examples
    --------
    >>> x, y = azimuthal([0, 0, 90, 0], [0, 90, 0, 180], centre=(0, 0))
    >>> x.round().tolist(), y.round().tolist()
    ([0.0, 9010.0, 0.0, nan], [0.0, 0.0, 9010.0, nan])
    """
    up = np.radians(np.asarray(latitude, dtype=np.float64))
    along = np.radians(np.asarray(longitude, dtype=np.float64) - centre[1])
    middle = np.radians(centre[0])
    cosine = np.sin(middle) * np.sin(up) + np.cos(middle) * np.cos(up) * np.cos(along)
    is_opposite = 1 + cosine < 1e-12
    stretch = EARTH_RADIUS * np.sqrt(2 / np.where(is_opposite, np.nan, 1 + cosine))
    x = stretch * np.cos(up) * np.sin(along)
    y = stretch * (np.cos(middle) * np.sin(up) - np.sin(middle) * np.cos(up) * np.cos(along))
    return x, y
