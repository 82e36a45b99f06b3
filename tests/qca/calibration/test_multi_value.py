import numpy as np
import pytest

from hanse.errors import InputError
from hanse.qca.calibration import MultiValue
from hanse.result import answer_from_dict


def test_the_level_is_the_number_of_thresholds_reached():
    method = MultiValue(10, 20).fit([5, 25])
    assert method.apply([5, 10, 19.9, 20, 25]).tolist() == [0, 1, 1, 2, 2]
    assert method.levels == 3


def test_a_list_is_as_good_as_several_arguments():
    for same in (
        MultiValue([10, 20]),
        MultiValue(thresholds=(10, 20)),
        MultiValue(np.array([10, 20])),
    ):
        assert same == MultiValue(10, 20)


def test_thresholds_may_come_from_the_data():
    method = MultiValue("p25", "median").fit([0, 1, 2, 3, 4])
    assert method.anchors == (("threshold 1", 1.0), ("threshold 2", 2.0))
    assert method.anchors_text() == ("", "1; 2", "")
    assert method.describe() == (
        "Multi-value condition with 3 values: the next higher value from 1 (percentile 25) and 2 "
        "(median) on."
    )
    assert answer_from_dict(method.to_dict()) == method


def test_thresholds_that_do_not_ascend_are_an_error():
    with pytest.raises(InputError) as caught:
        MultiValue(20, 10).fit([5, 25], where="set X")
    assert str(caught.value) == (
        "set X: the thresholds are 20, 10. They must ascend, and no two may be equal."
    )


def test_a_threshold_outside_the_values_is_an_error():
    with pytest.raises(InputError, match="set X: the threshold 30 lies outside the values, which"):
        MultiValue(10, 30).fit([5, 25], where="set X")


def test_a_single_threshold_may_be_a_word():
    assert MultiValue("median").fit([1, 2, 9]).thresholds == (2.0,)


def test_no_threshold_is_an_error():
    with pytest.raises(InputError, match="there are no thresholds"):
        MultiValue()


def test_a_threshold_that_is_no_number_is_an_error():
    with pytest.raises(InputError, match="the anchor threshold 2 is 'mean'"):
        MultiValue(1, "mean")


def test_nothing_leads_back_from_a_level():
    assert np.isnan(MultiValue(3).inverse([0, 1])).all()
