import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanse.errors import InputError
from hanse.qca.calibration import Indirect
from hanse.qca.calibration.fractional import fit_curve, predict_curve
from hanse.result import answer_from_dict

VALUES = np.array([1.0, 2, 3, 5, 7, 9, 12, 15, 18, 22, 30, 45])


def quasi_likelihood(x, share, fitted):
    return float(np.sum(share * np.log(fitted) + (1 - share) * np.log(1 - fitted)))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(-0.02, 0.02), min_size=5, max_size=5))
def test_no_curve_near_the_fitted_one_is_more_likely(moves):
    share = np.searchsorted([4, 10, 20], VALUES) / 3 * 0.8 + 0.1
    coefficients, scale = fit_curve(VALUES, share)
    best = quasi_likelihood(VALUES, share, predict_curve(VALUES, coefficients, scale))
    moved = tuple(c + m for c, m in zip(coefficients, moves, strict=True))
    other = quasi_likelihood(VALUES, share, predict_curve(VALUES, moved, scale))
    assert other <= best + 1e-7


def test_the_likelihood_equations_hold_at_the_fitted_curve():
    share = np.searchsorted([4, 10, 20], VALUES) / 3 * 0.8 + 0.1
    residual = share - predict_curve(VALUES, *fit_curve(VALUES, share))
    terms = [np.ones_like(VALUES), np.log(VALUES), np.sqrt(VALUES), VALUES, VALUES**2]
    assert [float(term @ residual) for term in terms] == pytest.approx([0] * 5, abs=1e-2)


def test_groups_are_cut_above_each_threshold_and_thirds_are_rounded_to_three_decimals():
    # Three distinct values: the curve passes through the mean of each group exactly.
    method = Indirect([1, 2, 3]).fit([1, 2, 2, 3])
    assert method.apply([2, 3]) == pytest.approx([0.333, 0.667], abs=1e-6)


def test_a_single_threshold_gives_a_step():
    found = Indirect([10]).fit(VALUES).apply(VALUES)
    assert found == pytest.approx((VALUES > 10).astype(float), abs=1e-4)


def test_zero_is_allowed_and_a_negative_value_is_not():
    assert np.isfinite(Indirect([2]).fit([0, 1, 3, 4]).apply([0])).all()
    with pytest.raises(InputError) as caught:
        Indirect([2]).fit([1, -3, 4], where="set X")
    assert str(caught.value) == (
        "set X, value 2: the value -3 is negative, which the indirect method cannot take. Its "
        "curve has the logarithm of the values: add a constant to the column, or use another "
        "method."
    )
    assert np.isnan(Indirect([2]).fit([1, 4]).apply([-1])).all()


@settings(deadline=None)
@given(st.floats(0.02, 0.98), st.sampled_from([0.0, 0.001]))
def test_the_inverse_has_the_membership_and_is_undefined_outside_the_data(membership, nudge):
    method = Indirect([4, 10, 20], nudge=nudge).fit(VALUES)
    raw = method.inverse(membership)
    if np.isnan(raw):
        reached = method.apply(np.linspace(1, 45, 500))
        assert membership < reached.min() or membership > reached.max()
    else:
        assert 1 <= raw <= 45
        assert method.apply(raw) == pytest.approx(membership, abs=1e-6)


def test_the_inverse_takes_the_smallest_of_several_raw_values():
    valley = Indirect([4, 10, 20]).fit(VALUES)
    hump = valley.__class__(
        thresholds=(1.0,),
        coefficients=(-3.0, 0.0, 0.0, 16.0, -16.0),
        scale=10.0,
        low=0.0,
        high=10.0,
    )
    at = float(hump.inverse(0.6))
    assert at < 5
    assert hump.apply([at, 10 - at]) == pytest.approx([0.6, 0.6])


def test_the_inverse_of_the_membership_at_the_lower_end_is_the_lower_end():
    flat = Indirect((1.0,), coefficients=(0.0, 0.0, 0.0, 0.0, 0.0), scale=1.0, low=2.0, high=3.0)
    assert float(flat.inverse(0.5)) == 2.0


def test_a_change_of_unit_changes_no_membership():
    other = Indirect([4000, 10000, 20000]).fit(VALUES * 1000)
    expected = Indirect([4, 10, 20]).fit(VALUES).apply(VALUES)
    assert other.apply(VALUES * 1000) == pytest.approx(expected, abs=1e-8)


def test_it_fits_says_itself_and_comes_back():
    method = Indirect(["p25", 10], nudge=0.001).fit(VALUES)
    assert method.anchors == (("threshold 1", 4.5), ("threshold 2", 10.0))
    assert method.anchors_text() == ("", "4.50; 10.00", "")
    assert method.describe() == (
        "Indirect method: groups cut at 4.50 (percentile 25) and 10.00, smoothed by a fractional "
        "logit regression on log x, √x, x and x²; 0.001 is added to memberships below 1."
    )
    assert answer_from_dict(method.to_dict()) == method


def test_thresholds_that_separate_nothing_are_an_error():
    with pytest.raises(InputError) as caught:
        Indirect([50, 60]).fit(VALUES, where="set X")
    assert str(caught.value) == (
        "set X: all values fall into one group of the thresholds 50, 60. Give thresholds that lie "
        "between the smallest and the largest value."
    )


def test_it_needs_data_before_it_calibrates():
    with pytest.raises(InputError, match="the curve of the indirect method is not fitted yet"):
        Indirect([2]).apply([1])
