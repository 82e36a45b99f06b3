import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanse.plot.projection import EARTH_RADIUS, azimuthal, equal_earth

degrees = {"latitude": st.floats(-85, 85), "longitude": st.floats(-175, 175)}


def scale_of_area(project, latitude, longitude):
    """Area on the plane over area on the globe, by the corners of a tiny square."""
    step = 1e-4
    x, y = project(
        [latitude, latitude, latitude + step, latitude - step],
        [longitude + step, longitude - step, longitude, longitude],
    )
    across = (x[0] - x[1]) * (y[2] - y[3]) - (x[2] - x[3]) * (y[0] - y[1])
    globe = EARTH_RADIUS**2 * np.radians(2 * step) ** 2 * np.cos(np.radians(latitude))
    return across / globe


def test_equal_earth_at_hand_checked_points():
    # On the equator θ = 0, so x = λ · 2√3 / (3 · 1.340264): at 180° 2.706630 radii, by hand.
    # At the pole sin θ = √3/2, θ = π/3 = 1.047198, and
    # y = 1.047198 · (1.340264 - 0.081106 · 1.096623 + 1.318800 · (0.000893 + 0.003796 · 1.096623))
    #   = 1.047198 · (1.340264 - 0.088943 + 0.006667) = 1.317363.
    x, y = equal_earth([0, 90, 0], [180, 0, 0])
    assert x / EARTH_RADIUS == pytest.approx([2.706630, 0, 0], abs=1e-6)
    assert y / EARTH_RADIUS == pytest.approx([0, 1.317363, 0], abs=1e-6)


def test_equal_earth_has_the_area_of_the_globe():
    # Twice the integral of half the width at a height, over the height, by the trapezium rule.
    latitude = np.linspace(-90, 90, 20_001)
    x, y = equal_earth(latitude, 180.0)
    assert np.trapezoid(2 * x, y) == pytest.approx(4 * np.pi * EARTH_RADIUS**2, rel=1e-5)


def test_azimuthal_at_hand_checked_points():
    # A quarter of the globe away lies at 2 sin 45° = √2 radii in the true direction; 60° at 1.
    x, y = azimuthal([0, 90, 60, -60], [90, 0, 0, 0], centre=(0, 0))
    assert x / EARTH_RADIUS == pytest.approx([np.sqrt(2), 0, 0, 0], abs=1e-9)
    assert y / EARTH_RADIUS == pytest.approx([0, np.sqrt(2), 1, -1], abs=1e-9)


def test_the_point_opposite_the_centre_has_no_place():
    x, y = azimuthal(-52, -170, centre=(52, 10))
    assert np.isnan(x)
    assert np.isnan(y)


def test_what_is_not_known_stays_unknown():
    for x, y in (equal_earth(np.nan, 10), azimuthal(np.nan, 10, centre=(0, 0))):
        assert np.isnan(x)
        assert np.isnan(y)


@given(**degrees)
def test_equal_earth_keeps_areas(latitude, longitude):
    assert scale_of_area(equal_earth, latitude, longitude) == pytest.approx(1, rel=1e-5)


@given(**degrees, up=st.floats(-80, 80), along=st.floats(-180, 180))
def test_azimuthal_keeps_areas(latitude, longitude, up, along):
    def project(latitudes, longitudes):
        return azimuthal(latitudes, longitudes, centre=(up, along))

    x, y = project(latitude, longitude)
    if np.hypot(x, y) < 1.9 * EARTH_RADIUS:  # beyond, rounding outweighs the tiny square
        assert scale_of_area(project, latitude, longitude) == pytest.approx(1, rel=1e-4)


@given(**degrees)
def test_a_turn_around_the_globe_changes_nothing_around_a_centre(latitude, longitude):
    one = azimuthal(latitude, longitude, centre=(10, 170))
    two = azimuthal(latitude, longitude + 360, centre=(10, 170))
    assert np.allclose(one, two, atol=1e-3)


def test_the_centre_of_the_world_may_be_moved():
    assert equal_earth(30, 50, centre=11)[0] == pytest.approx(equal_earth(30, 39)[0])
