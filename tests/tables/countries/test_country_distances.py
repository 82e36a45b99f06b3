"""Distances: great circles, capitals, and weighted with where people live."""

import math
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanse.errors import InputError
from hanse.tables.countries import (
    countries,
    country,
    distance_matrix,
    great_circle,
    weighted_distance,
)
from hanse.tables.countries.facts import City, Country
from hanse.tables.countries.geography import EARTH_RADIUS, _weighted

DEGREE = math.pi / 180 * EARTH_RADIUS  # km of a degree of a great circle, 111.195

places = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
codes = st.sampled_from([code for code, one in countries().items() if one.cities])


def test_a_quarter_of_the_equator_and_the_way_between_the_poles():
    assert float(great_circle(0, 0, 0, 90)) == pytest.approx(90 * DEGREE)
    assert float(great_circle(90, 12, -90, -50)) == pytest.approx(180 * DEGREE)
    assert float(great_circle(0, 179, 0, -179)) == pytest.approx(2 * DEGREE)
    # At 60 degrees north, cos 60 = 1/2: between lon 0 and 180 the way over the pole is 60 degrees.
    assert float(great_circle(60, 0, 60, 180)) == pytest.approx(60 * DEGREE)


def test_arrays_and_gaps_go_through():
    found = great_circle([[0.0], [1.0]], 0.0, [0.0, math.nan, 2.0], 0.0)
    assert found.shape == (2, 3)
    assert found[0, 0] == 0
    assert np.isnan(found[:, 1]).all()
    assert found[1, 2] == pytest.approx(DEGREE)


def test_a_latitude_beyond_the_pole_is_an_error():
    with pytest.raises(InputError, match=r"lat2 is 95\. Give latitudes from -90 to 90 degrees"):
        great_circle(0, 0, [1, 95], 0)


@given(places, places, places)
def test_great_circles_are_a_metric(a, b, c):
    ab, ba = float(great_circle(*a, *b)), float(great_circle(*b, *a))
    assert ab == pytest.approx(ba)
    assert 0 <= ab <= 180 * DEGREE + 1e-6
    assert ab <= float(great_circle(*a, *c)) + float(great_circle(*c, *b)) + 1e-3


def invented(code, *cities):
    own = tuple(City(code, people, 0.0, longitude) for people, longitude in cities)
    return Country(code[:2], code, "", code, "Asia", "Eastern Asia", cities=own)


def test_weighted_distance_by_hand():
    # All on the equator, where degrees add up. A: 3 persons at 0, 1 at 4 degrees, mean 1 degree.
    # B: 1 at 10, 1 at 20 degrees, mean 15. The weighted distance is 15 - 1 = 14 degrees.
    # C stands between the cities of A, at 2 degrees: 3/4 * 2 + 1/4 * 2 = 2 degrees.
    a = invented("AAA", (3, 0.0), (1, 4.0))
    b = invented("BBB", (1, 10.0), (1, 20.0))
    c = invented("CCC", (7, 2.0))
    empty = invented("DDD")
    found = _weighted([a, b, c, empty]) / DEGREE
    assert found[0, 1] == pytest.approx(14)
    assert found[0, 2] == pytest.approx(2)
    assert found[1, 2] == pytest.approx(13)
    assert np.isnan(found[3]).all()
    assert np.isnan(found[:, 3]).all()
    assert np.isnan(_weighted([empty])).all()


def slow(one, other):
    """Return the weighted distance as its formula reads."""
    ours, theirs = country(one).cities, country(other).cities
    pairs = [(k, m) for k in ours for m in theirs]
    weight = sum(k.population * m.population for k, m in pairs)
    total = sum(
        k.population
        * m.population
        * float(great_circle(k.latitude, k.longitude, m.latitude, m.longitude))
        for k, m in pairs
    )
    return total / weight


@pytest.mark.parametrize(
    ("one", "other"), [("SWE", "CHN"), ("NLD", "BEL"), ("NZL", "ESP"), ("VAT", "ITA")]
)
def test_the_matrix_is_what_the_formula_says(one, other):
    assert weighted_distance(one, other) == pytest.approx(slow(one, other), rel=1e-9)


@given(codes, codes, codes)
def test_weighted_distances_are_symmetric_and_zero_to_oneself(a, b, c):
    found = distance_matrix([a, b, c])
    np.testing.assert_array_equal(found, found.T)
    assert (np.diag(found) == 0).all()
    assert (found >= 0).all()
    assert found[0, 1] == pytest.approx(weighted_distance(b, a), rel=1e-9)


def test_names_serve_as_codes_and_a_country_twice_is_at_zero():
    found = distance_matrix(["Sweden", "SE", "DNK"])
    assert found[0, 1] == 0
    assert found[0, 2] == found[1, 2] == pytest.approx(weighted_distance("SWE", "DNK"))


def test_capitals_are_great_circles():
    found = distance_matrix(["SWE", "CHN", "ATA"], kind="capitals")
    a, b = country("SWE"), country("CHN")
    there = (b.capital_latitude, b.capital_longitude)
    way = great_circle(a.capital_latitude, a.capital_longitude, *there)
    assert found[0, 1] == found[1, 0] == pytest.approx(float(way))
    assert np.isnan(found[2, :2]).all()
    assert found[2, 2] == 0


def test_a_country_without_cities_has_no_distance():
    assert math.isnan(weighted_distance("SWE", "BVT"))
    assert weighted_distance("BVT", "BVT") == 0


def test_unknown_kinds_and_countries_are_errors():
    with pytest.raises(InputError, match=r"kind is 'main'\. Choose weighted or capitals"):
        distance_matrix(["SWE"], kind="main")
    with pytest.raises(InputError, match="no country 'Swedn'"):
        distance_matrix(["SWE", "Swedn"])
    assert distance_matrix([]).shape == (0, 0)


def test_all_countries_take_seconds_at_most():
    start = time.perf_counter()
    assert distance_matrix(list(countries())).shape == (250, 250)
    assert time.perf_counter() - start < 5
