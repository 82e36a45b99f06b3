import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanse.plot.scales import RawScale, raw_scale


def test_a_long_tail_bends_the_scale_at_the_median():
    scale = raw_scale(np.array([1.0, 2, 3, 4, 1000]), [], width=500)
    assert scale.is_bent
    assert scale.bend == 3


def test_fifty_times_the_median_is_not_yet_a_long_tail():
    assert not raw_scale(np.array([1.0, 1, 1, 50]), [], width=500).is_bent


def test_equal_values_still_have_an_axis():
    scale = raw_scale(np.array([3.0, 3.0]), [], width=100)
    assert scale.low < 3 < scale.high


def test_nothing_to_show_gives_zero_to_one():
    assert raw_scale(np.array([]), [], width=100) == RawScale(0.0, 1.0, 100)


@pytest.mark.parametrize("bend", [0.0, 5.0])
def test_the_ends_of_the_axis_are_its_first_and_last_pixel(bend):
    scale = RawScale(-10, 9000, 300, bend)
    assert scale.pixel(-10) == pytest.approx(0)
    assert scale.pixel(9000) == pytest.approx(300)


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.booleans())
def test_ticks_lie_on_the_axis_in_order(low, span, is_bent):
    scale = RawScale(low, low + span, 500, 1.0 if is_bent else 0.0)
    ticks = scale.ticks()
    assert ticks == sorted(ticks)
    slack = 1e-6 * (abs(low) + span)
    assert all(low - slack <= one <= low + span + slack for one in ticks)
