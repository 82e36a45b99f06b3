import numpy as np
import pytest

from hanse.errors import InputError
from hanse.qca.calibration.nudge import check_nudge, nudged, unnudged


def test_the_constant_is_added_below_one_and_capped_at_one():
    given = np.array([0.0, 0.5, 0.9995, 1.0])
    assert nudged(given, 0.001).tolist() == [0.001, 0.501, 1.0, 1.0]


def test_without_a_nudge_nothing_changes():
    given = np.array([0.0, 0.25, 1.0])
    assert nudged(given, 0.0).tolist() == given.tolist()
    assert unnudged(given, 0.0).tolist() == given.tolist()


def test_a_membership_below_the_nudge_or_above_one_comes_from_nowhere():
    assert np.isnan(unnudged([0.0005, -0.1, 1.1], 0.001)).all()


@pytest.mark.parametrize("wrong", [-0.001, 0.11, float("nan")])
def test_a_nudge_outside_its_range_is_an_error(wrong):
    with pytest.raises(InputError, match=r"nudge is .*, which lies outside 0 to 0.1. The usual"):
        check_nudge(wrong)


@pytest.mark.parametrize("wrong", ["0.001", True])
def test_a_nudge_that_is_no_number_is_an_error(wrong):
    with pytest.raises(InputError, match="not a number"):
        check_nudge(wrong)
