import numpy as np
import pytest

from hanse.errors import InputError
from hanse.qca.calibration import AsIs
from hanse.result import answer_from_dict


def test_memberships_stay_as_they_are():
    method = AsIs().fit([0, 0.5, 1])
    assert method.apply([0, 0.5, 1]).tolist() == [0, 0.5, 1]
    assert method.inverse([0, 0.5, 1]).tolist() == [0, 0.5, 1]
    assert method.anchors == ()
    assert method.anchors_text() == ("0", "0.5", "1")
    assert method.describe() == "Already calibrated: memberships as given."


def test_a_nudge_moves_cases_away_from_the_middle():
    method = AsIs(nudge=0.001)
    assert method.apply([0, 0.5, 1]).tolist() == [0.001, 0.501, 1]
    assert method.inverse([0.501])[0] == pytest.approx(0.5)


def test_levels_stay_as_they_are():
    method = AsIs(levels=3).fit([0, 2, 1])
    assert method.apply([0, 2, 1]).tolist() == [0, 2, 1]
    assert method.inverse([2]).tolist() == [2]
    assert (method.levels, AsIs().levels) == (3, 0)
    assert method.anchors_text() == ("", "as given", "")
    assert method.describe() == "Multi-value condition with 3 values, as given."
    assert answer_from_dict(method.to_dict()) == method


def test_the_array_given_is_not_shared():
    given = np.array([0.1, 0.2])
    AsIs().apply(given)[0] = 9
    assert given[0] == 0.1


@pytest.mark.parametrize("bad", [-0.01, 1.2])
def test_a_value_outside_the_range_of_memberships_is_refused(bad):
    with pytest.raises(InputError) as caught:
        AsIs().fit([0, bad], where="set X")
    assert str(caught.value) == (
        f"set X, value 2: the membership {bad:g} lies outside 0 to 1. Mend the cell, or calibrate "
        "the column with anchors."
    )


@pytest.mark.parametrize("bad", [-1, 3, 0.5])
def test_a_value_that_is_no_level_is_refused(bad):
    with pytest.raises(InputError, match=r"is not one of the whole numbers 0 to 2\. Mend"):
        AsIs(levels=3).fit([0, 1, bad])


def test_a_missing_membership_is_refused():
    with pytest.raises(InputError, match="value 1: the value nan is not a number"):
        AsIs().fit([float("nan")])


@pytest.mark.parametrize("levels", [1, -2, 2.5, True])
def test_a_number_of_levels_below_two_is_an_error(levels):
    with pytest.raises(InputError, match="levels is"):
        AsIs(levels=levels)


def test_levels_take_no_nudge():
    with pytest.raises(InputError, match="A nudge is added to memberships only"):
        AsIs(levels=3, nudge=0.001)
