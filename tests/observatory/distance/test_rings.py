"""Rings of markets."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.observatory.distance.made_parts import line, part

from hanse.errors import InputError
from hanse.observatory.distance import PartTable, Rings, default_parts, distance_index, rings


def markets(*places):
    """Return the markets of HOM at places on a line."""
    codes = ("HOM", *(f"M{at:02d}" for at in range(len(places))))
    return distance_index(PartTable(codes, {"x": part(line(0, *places))}), {"x": 1}).from_("HOM")


def test_natural_breaks_fall_into_the_gaps():
    found = rings(markets(1, 2, 3, 20, 21, 50), 3)
    assert found.ring.tolist() == [1, 1, 1, 2, 2, 3]
    assert found.of(2) == ("M03", "M04")
    assert found.of(4) == ()


def test_quantiles_have_as_many_markets_each():
    found = rings(markets(1, 2, 3, 20, 21, 50), 3, by="quantiles")
    assert found.ring.tolist() == [1, 1, 2, 2, 3, 3]


def test_markets_at_the_same_distance_are_in_one_ring():
    assert rings(markets(1, 5, 5, 5), 2, by="quantiles").ring.tolist() == [1, 1, 1, 1]
    assert rings(markets(1, 1, 5, 5), 2, by="quantiles").ring.tolist() == [1, 1, 2, 2]
    assert rings(markets(1, 5, 5, 5), 2).ring.tolist() == [1, 2, 2, 2]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(4, 9), st.integers(2, 4))
def test_no_other_breaks_have_smaller_squares(seed, m, n):
    found = rings(markets(*np.random.default_rng(seed).uniform(1, 9, m)), n)

    def squares(pieces):
        return sum(((one - one.mean()) ** 2).sum() for one in pieces)

    best = min(
        squares(np.split(found.index, cuts)) for cuts in itertools.combinations(range(1, m), n - 1)
    )
    own = [found.index[found.ring == number] for number in range(1, n + 1)]
    assert all(len(one) for one in own)
    assert (np.diff(found.ring) >= 0).all()
    assert squares(own) == pytest.approx(best, abs=1e-9)


def test_markets_without_index_are_left_out():
    x = line(0, 1, 2, 9)
    x[0, 3] = x[3, 0] = np.nan
    made = distance_index(PartTable(("AAA", "BBB", "CCC", "DDD"), {"x": part(x)}), {"x": 1})
    found = rings(made.from_("AAA"), 2)
    assert found.left_out == ("DDD",)
    assert "Left out: DDD" in str(found)
    assert found.to_frame()["ring"].tolist() == [1, 2]


def test_the_nordic_countries_are_in_the_first_ring_of_sweden():
    found = rings(distance_index(default_parts()).from_("SWE"), 4)
    assert {"DNK", "NOR", "FIN"} <= set(found.of(1))
    assert not {"CHN", "CHL"} & set(found.of(1))
    assert str(Rings.from_dict(found.to_dict())) == str(found)


@pytest.mark.parametrize(
    ("n", "by", "text"),
    [
        (1, "breaks", "rings: 1 rings of 3 different distances. Give a whole number from 2 to 3."),
        (4, "breaks", "rings: 4 rings of 3 different distances. Give a whole number from 2 to 3."),
        (2, "breks", "rings: there is no way 'breks'. Did you mean 'breaks'? There are: breaks, "),
    ],
)
def test_errors_say_what_is_wrong(n, by, text):
    with pytest.raises(InputError) as error:
        rings(markets(1, 2, 3, 3), n, by=by)
    assert str(error.value).startswith(text)
