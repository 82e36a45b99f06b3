import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanse.errors import InputError
from hanse.qca.calibration import Power
from hanse.result import answer_from_dict


def test_straight_lines_worked_by_hand():
    assert Power(0, 10, 30).apply([-1, 0, 5, 10, 20, 30, 31]).tolist() == [
        0,
        0,
        0.25,
        0.5,
        0.75,
        1,
        1,
    ]


def test_exponents_bend_the_memberships_below_and_above_the_crossover():
    # 0.5 * 0.5 ** 2 and 1 - 0.5 * 0.25 ** 0.5
    found = Power(0, 10, 30, below=2, above=0.5).apply([5, 25])
    assert found == pytest.approx([0.125, 0.75])


def test_a_falling_set_keeps_its_exponents_with_the_memberships():
    rising = Power(0, 10, 30, below=2, above=0.5).apply([5, 25])
    falling = Power(0, -10, -30, below=2, above=0.5).apply([-5, -25])
    assert falling == pytest.approx(rising)


@given(
    st.sampled_from([(0, 10, 30), (30, 10, 0)]),
    st.floats(0.2, 4),
    st.floats(0.2, 4),
    st.floats(0.01, 0.99),
    st.sampled_from([0.0, 0.001]),
)
def test_the_inverse_leads_to_the_membership(anchors, below, above, membership, nudge):
    method = Power(*anchors, below=below, above=above, nudge=nudge)
    raw = method.inverse([membership])
    assert method.apply(raw)[0] == pytest.approx(membership, abs=1e-9)


def test_the_ends_lead_to_the_outer_anchors():
    assert Power(0, 10, 30).inverse([0, 1]).tolist() == [0, 30]
    assert np.isnan(Power(0, 10, 30).inverse([-0.1, 1.1])).all()


def test_it_fits_says_itself_and_comes_back():
    method = Power("min", 2, "max", nudge=0.01).fit([1, 3])
    assert method.anchors == (("out", 1.0), ("crossover", 2.0), ("full", 3.0))
    assert method.anchors_text() == ("1", "2", "3")
    assert method.describe() == (
        "Direct method with power curves (exponent 1 below and 1 above the crossover): fully out "
        "up to 1 (minimum), crossover at 2, fully in from 3 (maximum); 0.01 is added to "
        "memberships below 1."
    )
    assert answer_from_dict(method.to_dict()) == method


@pytest.mark.parametrize("exponent", [0, -1, float("inf"), float("nan")])
def test_an_exponent_must_be_above_zero(exponent):
    with pytest.raises(InputError, match="the exponent above is"):
        Power(0, 1, 2, above=exponent)


def test_anchors_out_of_order_are_an_error():
    with pytest.raises(InputError, match="set X: the anchors are out of order: out 0, crossover 5"):
        Power(0, 5, 2).fit([1], where="set X")
