import numpy as np
import pytest

from hanse.errors import InputError
from hanse.plot.quantities import least_span, nearby_scale, numbers, one_number, show_in


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (0.5, "share", "50 %"),
        (0.0996, "share", "10 %"),
        (0.031, "share (0 to 1)", "3.1 %"),
        (-0.0312, "share a year", "−3.1 % a year"),
        (0.0001, "share", "<0.1 %"),
        (-0.0001, "share", "about 0 %"),
        (-0.0001, "share a year", "about 0 % a year"),
        (0.6345948, "share", "63 %"),  # 63.45948, not 63.5 first
        (0.0994, "share", "9.9 %"),
        (-0.39, "share", "−39 %"),
        (0.0, "share", "0 %"),
        (12.0, "percent", "12 %"),
        (7.0, "markets", "7 markets"),
        (1.0, "markets", "1 market"),
        (1.0, "countries", "1 country"),
        (1.0, "km", "1 km"),
        (0.4567, "of the measure", "0.457"),
        (12.0, "money of the stated currency and price year", "12"),
        (-2.5e6, "SEK", "−2.5 million SEK"),
        (0.7839, "index", "0.784"),
        (870.7, "km", "871 km"),
        (999.6, "km", "1,000 km"),
        (-999.6, "km", "−1,000 km"),
        (1760.4, "km", "1,760 km"),
        (1760.4, "ratio", "1760"),
        (48231.7, "firms", "48,232 firms"),
        (300.0, "firms", "300 firms"),
        (12.346, "million SEK", "12.3 million SEK"),
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


def test_along_an_axis_numbers_keep_the_digits_that_tell_them_apart():
    shown = [show_in(one, "km", is_axis=True) for one in (100.2, 100.4, 100.6)]
    assert shown == ["100.2", "100.4", "100.6"]


@pytest.mark.parametrize(
    ("values", "unit", "ends"),
    [
        ([0.512, 0.513], "share", (0.4875, 0.5375)),
        ([0.001, 0.002], "share", (0.0, 0.05)),
        ([0.998, 0.999], "share", (0.95, 1.0)),
        ([-0.001, 0.001], "share a year", (-0.025, 0.025)),
        ([51.2, 51.3], "percent", (48.75, 53.75)),
        ([199.0, 200.0], "firms", (194.5, 204.5)),
        ([0.1, 0.5], "share", (0.088, 0.512)),  # wide enough: 3 % more at both ends
    ],
)
def test_a_scale_spans_no_less_than_was_asked(values, unit, ends):
    every = np.array(values)
    scale = nearby_scale(every, width=100, unit=unit, least=least_span(every, unit))
    assert (scale.low, scale.high) == pytest.approx(ends)


def test_nothing_known_asks_for_no_span():
    assert least_span(np.array([float("nan")]), "firms") == 0


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
