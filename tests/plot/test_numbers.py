import math

import pytest

from hanse.plot.numbers import show_number, show_raw


@pytest.mark.parametrize("value", [None, math.nan, math.inf, -math.inf])
def test_undefined_numbers_are_a_dash(value):
    assert show_number(value) == "–"


def test_whole_numbers_have_no_decimals_and_years_no_comma():
    assert [show_number(one) for one in (3, 2024, 10_000)] == ["3", "2024", "10,000"]


def test_zero_has_no_sign():
    assert show_number(-0.0) == "0.000"
    assert show_number(-0.0004) == "0.000"


def test_raw_numbers_keep_four_digits():
    assert show_raw(0.0) == "0"
    assert show_raw(12.3456) == "12.35"
    assert show_raw(1234.5) == "1234"
    assert show_raw(math.nan) == "–"
