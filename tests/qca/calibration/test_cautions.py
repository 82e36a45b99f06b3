import numpy as np
import pytest

from hanse.qca.calibration import AsIs, Direct, MultiValue
from hanse.qca.calibration.cautions import set_warnings

CASES = tuple(f"T{i}" for i in range(1, 11))


def said(method, raw):
    array = np.array(raw, dtype=float)
    return set_warnings("X", method, array, method.apply(array), CASES)


def test_cases_at_exactly_one_half_are_named():
    raw = [0.5, 0.5, 0.1, 0.2, 0.9, 0.8, 0.7, 0.3, 0.6, 0.4]
    assert said(AsIs(), raw) == (
        "X: 2 cases have a membership of exactly 0.5, neither in nor out of the set: T1 and T2. "
        "In a condition that means no truth-table row, in an outcome it counts for neither side. "
        "Move the crossover or add a nudge.",
    )
    assert said(AsIs(nudge=0.001), raw) == ()


@pytest.mark.parametrize(("side", "low", "high"), [("above", 0.1, 0.9), ("below", 0.9, 0.1)])
def test_more_than_four_fifths_on_one_side_are_skewed(side, low, high):
    assert said(AsIs(), [low] + [high] * 9) == (f"X: skewed, 9 of 10 cases (90 %) lie {side} 0.5.",)
    assert said(AsIs(), [low] * 2 + [high] * 8) == ()


def test_a_multi_value_condition_is_skewed_where_one_value_prevails():
    assert said(AsIs(levels=3), [0] + [2] * 9) == (
        "X: skewed, 9 of 10 cases (90 %) have the value 2.",
    )
    assert said(AsIs(levels=3), [0, 1] + [2] * 8) == ()


def test_a_set_without_variation_is_said_once():
    assert said(AsIs(), [1] * 10) == ("X: no variation, the value is 1 for every case.",)
    assert said(MultiValue(3), [5] * 10) == (
        "X: no variation, the value is 1 for every case.",
        "X: the anchor threshold 1, 3, lies below the smallest value, 5.",
    )
    assert len(said(AsIs(), [0.5] * 10)) == 2


def test_anchors_outside_the_data_are_named():
    raw = [1.67, 2, 3, 3, 3, 5, 5, 5, 5.5, 6]
    assert said(Direct(1, 4, 7), raw) == (
        "X: the anchor out, 1.00, lies below the smallest value, 1.67.",
        "X: the anchor full, 7, lies above the largest value, 6.",
    )


def test_a_warning_can_be_translated():
    (warning,) = said(AsIs(), [1] * 10)
    template = "{set}: no variation, the value is {value} for every case."
    assert warning.translated({template: "{set}: immer {value}."}) == "X: immer 1."
