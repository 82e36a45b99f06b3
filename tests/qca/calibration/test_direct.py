import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanse.errors import InputError
from hanse.qca.calibration import Direct
from hanse.result import answer_from_dict

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)
GAPS = st.floats(1e-3, 1e6)


@st.composite
def anchor_triples(draw):
    out, first, second = draw(NUMBERS), draw(GAPS), draw(GAPS)
    triple = (out, out + first, out + first + second)
    return triple if draw(st.booleans()) else triple[::-1]


def test_memberships_worked_by_hand():
    # ln 19 = 2.944439 at full; half way from crossover to full the log odds are half of it.
    method = Direct(2, 4, 8)
    half = 1 / (1 + math.exp(-math.log(19) / 2))
    assert method.apply([2, 3, 4, 6, 8]) == pytest.approx([0.05, 1 - half, 0.5, half, 0.95])


def test_another_membership_at_the_anchors():
    assert Direct(2, 4, 8, idm=0.9).apply([2, 8]) == pytest.approx([0.1, 0.9])


@given(anchor_triples())
def test_the_anchors_have_their_memberships(anchors):
    found = Direct(*anchors).apply(anchors)
    assert found[1] == 0.5
    assert found[[0, 2]] == pytest.approx([0.05, 0.95], rel=1e-9)


@given(anchor_triples(), st.lists(NUMBERS, min_size=2, max_size=30))
def test_membership_never_falls_towards_full(anchors, values):
    rising = np.sort(values) if anchors[2] > anchors[0] else np.sort(values)[::-1]
    assert (np.diff(Direct(*anchors).apply(rising)) >= 0).all()


@given(anchor_triples(), st.lists(NUMBERS, min_size=1, max_size=30))
def test_a_falling_set_is_one_minus_the_rising_one(anchors, values):
    found = Direct(*anchors[::-1]).apply(values)
    assert found == pytest.approx(1 - Direct(*anchors).apply(values), abs=1e-12)


@given(anchor_triples(), st.floats(-1.9, 1.9), st.sampled_from([0.0, 0.001]))
def test_the_inverse_leads_back_to_the_raw_value(anchors, position, nudge):
    out, crossover, full = anchors
    span = full - crossover if position >= 0 else crossover - out
    raw = crossover + position * span
    method = Direct(*anchors, nudge=nudge)
    scale = abs(full - out) + abs(crossover)
    assert method.inverse(method.apply([raw]))[0] == pytest.approx(raw, abs=1e-8 * scale)


@given(
    st.lists(st.integers(-1000, 1000), min_size=2, max_size=20),
    st.integers(1, 50),
    st.integers(-500, 500),
)
def test_a_change_of_unit_changes_no_membership(values, factor, shift):
    method = Direct(-3.0, 1.0, 7.0)
    moved = Direct(*(a * factor + shift for a in (-3.0, 1.0, 7.0)))
    raw = np.array(values, dtype=float)
    assert moved.apply(raw * factor + shift) == pytest.approx(method.apply(raw), abs=1e-9)


def test_values_far_away_reach_the_ends_without_a_warning():
    method = Direct(0, 1e-300, 2e-300)
    assert method.apply([-1e308, 1e308]).tolist() == [0.0, 1.0]


def test_nothing_is_snapped_to_the_ends():
    found = Direct(0, 1, 2).apply([-4, 6])
    assert 0 < found[0] < 1e-4
    assert 1 - 1e-4 < found[1] < 1


def test_the_nudge_is_added_below_one_and_capped():
    plain = Direct(2, 4, 6).apply([2, 4, 6, 40])
    found = Direct(2, 4, 6, nudge=0.001).apply([2, 4, 6, 40])
    assert found.tolist() == np.minimum(plain + 0.001, 1).tolist()


def test_the_inverse_is_undefined_where_no_value_has_the_membership():
    assert np.isnan(Direct(2, 4, 6).inverse([0, 1, -0.1, 1.1])).all()
    assert np.isnan(Direct(2, 4, 6, nudge=0.001).inverse([0, 0.0005, 0.001])).all()


def test_with_a_nudge_full_membership_is_reached_at_a_raw_value():
    method = Direct(2, 4, 6, nudge=0.001)
    raw = float(method.inverse([1.0])[0])
    assert Direct(2, 4, 6).apply([raw])[0] == pytest.approx(0.999)


def test_fitting_puts_numbers_in_the_place_of_words_and_remembers_them():
    method = Direct("min", "median", "p75").fit([1, 2, 3, 7, 9])
    assert method == Direct(1.0, 3.0, 7.0, asked=("min", "median", "p75"))
    assert method.fit([50, 60, 70]) == method


def test_the_method_says_itself():
    method = Direct("min", 4, "p75", nudge=0.001)
    assert method.fit([1.5, 2, 3, 7, 9]).describe() == (
        "Direct method: fully out at 1.50 (minimum), crossover at 4.00, fully in at 7.00 "
        "(percentile 75), with memberships of 0.05 and 0.95 at the outer anchors; 0.001 is added "
        "to memberships below 1."
    )
    assert method.anchors_text() == ("minimum", "4", "percentile 75")
    assert Direct(62.25, 142, 298.5).anchors_text() == ("62.25", "142.00", "298.50")


def test_it_comes_back_from_its_dictionary():
    for method in (Direct("min", 4, "p75", nudge=0.001), Direct(1, 2.5, 3).fit([1, 2])):
        assert answer_from_dict(method.to_dict()) == method


def test_anchors_out_of_order_are_named_with_the_set():
    with pytest.raises(InputError) as caught:
        Direct(2, 8, 6).fit([1, 2], where="set VC")
    assert str(caught.value) == (
        "set VC: the anchors are out of order: out 2, crossover 8, full 6. The crossover must lie "
        "strictly between out and full (out may be the larger of them)."
    )


def test_equal_anchors_that_came_from_the_data_say_where_they_come_from():
    with pytest.raises(InputError) as caught:
        Direct("min", "median", "max").fit([0, 0, 0, 5], where="set Pat")
    assert str(caught.value) == (
        "set Pat: the anchors are equal: out 0 (minimum), crossover 0 (median), full 5 (maximum). "
        "The crossover must lie strictly between out and full (out may be the larger of them). "
        "Too many cases share a value for these anchors: give numbers."
    )


@pytest.mark.parametrize("idm", [0.5, 1.0, 1.2, float("nan")])
def test_a_membership_at_full_outside_its_range_is_an_error(idm):
    with pytest.raises(InputError, match=r"which is not between 0\.5 and 1"):
        Direct(1, 2, 3, idm=idm)


def test_words_need_data_before_they_calibrate():
    with pytest.raises(InputError, match=r"the anchor 'min' has no number yet\. Call fit"):
        Direct("min", 2, 3).apply([1])


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_value_that_is_no_number_is_refused_with_its_place(bad):
    with pytest.raises(InputError, match=r"set VC, value 2: the value (nan|inf) is not a number"):
        Direct(1, 2, 3).fit([1, bad], where="set VC")


def test_no_values_are_an_error():
    with pytest.raises(InputError, match="set VC: there are no values to calibrate"):
        Direct(1, 2, 3).fit([], where="set VC")
