import numpy as np
import pytest

from hanse.errors import InputError
from hanse.plot.quantities import nearby_scale, numbers, one_number, show_in


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (0.5, "share", "50 %"),
        (0.0996, "share", "10 %"),
        (0.031, "share (0 to 1)", "3.1 %"),
        (-0.0312, "share a year", "−3.1 % a year"),
        (0.0001, "share", "<0.1 %"),
        (-0.0001, "share", ">−0.1 %"),
        (0.0, "share", "0 %"),
        (12.0, "percent", "12 %"),
        (7.0, "markets", "7 markets"),
        (1.0, "markets", "1 market"),
        (1.0, "countries", "1 country"),
        (1.0, "km", "1 km"),
        (0.4567, "of the measure", "0.4567"),
        (12.0, "money of the stated currency and price year", "12"),
        (-2.5e6, "SEK", "−2.5 million SEK"),
        (2.5e6, "million SEK", "2,500,000 million SEK"),
        (3e9, "", "3 billion"),
        (4e12, "", "4 trillion"),
        (5e16, "", "5e+16"),
        (float("nan"), "share", "–"),
    ],
)
def test_numbers_stand_in_their_unit(value, unit, shown):
    assert show_in(value, unit) == shown


def test_along_an_axis_only_the_per_cent_sign_stays():
    assert show_in(0.025, "share a year", is_axis=True) == "2.5 %"
    assert show_in(20.0, "markets", is_axis=True) == "20"


@pytest.mark.parametrize("value", [0.0, 0.3, 1.0])
def test_the_scale_of_equal_shares_runs_from_nothing_to_all(value):
    scale = nearby_scale(np.full(5, value), width=100, unit="share")
    assert (scale.low, scale.high) == (0.0, 1.0)


def test_growth_below_nothing_stays_on_the_scale():
    scale = nearby_scale(np.array([-0.2, 0.1]), width=100, unit="share a year")
    assert scale.low < -0.2


def test_amounts_begin_no_lower_than_nothing():
    assert nearby_scale(np.array([0.0, 0.0]), width=100, unit="firms").low == 0


def test_no_values_give_a_scale_from_nothing_to_one():
    scale = nearby_scale(np.array([float("nan")]), width=100, unit="firms")
    assert (scale.low, scale.high) == (0.0, 1.0)


def test_what_is_no_number_is_refused():
    with pytest.raises(InputError, match=r"bubble 'A': size is nan\. Give a number\."):
        one_number(float("nan"), "size", where="bubble 'A'")
    with pytest.raises(InputError, match=r"peers holds an infinite number\. Give NaN"):
        numbers([float("inf")], "peers", where="strip")
