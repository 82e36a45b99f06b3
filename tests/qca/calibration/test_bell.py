import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanse.errors import InputError
from hanse.qca.calibration import Bell
from hanse.result import answer_from_dict

BELL = Bell(0, 2, 4, 6, 10, 12)


def test_memberships_worked_by_hand_on_both_sides():
    values = [-1, 0, 1, 2, 3, 4, 5, 6, 8, 10, 11, 12, 13]
    expected = [0, 0, 0.25, 0.5, 0.75, 1, 1, 1, 0.75, 0.5, 0.25, 0, 0]
    assert BELL.apply(values).tolist() == expected


def test_exponents_bend_both_sides_alike():
    found = Bell(0, 2, 4, 6, 8, 10, below=2, above=0.5).apply([1, 9, 3, 7])
    assert found == pytest.approx([0.125, 0.125, 1 - 0.5 * 0.5**0.5, 1 - 0.5 * 0.5**0.5])


def test_the_top_may_be_a_point():
    assert Bell(0, 1, 2, 2, 3, 4).apply([1, 2, 3]).tolist() == [0.5, 1, 0.5]


@given(st.floats(-5, 20))
def test_a_symmetric_bell_does_not_change_in_the_mirror(x):
    bell = Bell(-4, -3, -1, 1, 3, 4)
    assert bell.apply([x]) == pytest.approx(bell.apply([-x]))


@given(st.floats(0.01, 1), st.sampled_from([0.0, 0.001]))
def test_the_inverse_is_the_raw_value_on_the_left_side(membership, nudge):
    bell = Bell(0, 2, 4, 6, 10, 12, nudge=nudge)
    raw = bell.inverse([membership])
    assert raw[0] <= 4
    assert bell.apply(raw)[0] == pytest.approx(membership)


def test_the_inverse_of_the_ends_and_of_what_is_no_membership():
    assert BELL.inverse([0, 1]).tolist() == [0, 4]
    assert np.isnan(BELL.inverse([-0.1, 1.1])).all()


def test_it_fits_says_itself_and_comes_back():
    method = Bell("min", 2, 4, 6, 10, "max", nudge=0.001).fit([0, 12])
    assert method.apply([5, 11]).tolist() == [1, 0.251]
    assert method.anchors_text() == ("0; 12", "2; 10", "4 to 6")
    assert method.describe() == (
        "Bell-shaped calibration: fully out up to 0 (minimum) and from 12 (maximum), crossover at "
        "2 and 10, fully in from 4 to 6, with exponents of 1 below and 1 above the crossover; "
        "0.001 is added to memberships below 1."
    )
    assert [label for label, _ in method.anchors][:3] == ["out left", "crossover left", "full left"]
    assert answer_from_dict(method.to_dict()) == method


@pytest.mark.parametrize(
    "anchors",
    [(0, 2, 2, 6, 10, 12), (0, 0, 4, 6, 10, 12), (0, 2, 7, 6, 10, 12), (6, 5, 4, 3, 2, 1)],
)
def test_anchors_that_do_not_ascend_are_named(anchors):
    with pytest.raises(InputError) as caught:
        Bell(*anchors).fit([1], where="set X")
    listed = ", ".join(str(one) for one in anchors)
    assert str(caught.value) == (
        f"set X: the anchors of the bell are {listed}. They must ascend from the left to the "
        "right; only the two middle ones, both of full, may be equal."
    )
