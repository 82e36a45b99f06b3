import numpy as np
import pytest

from hanse.errors import InputError
from hanse.qca.calibration import Crisp
from hanse.result import answer_from_dict


def test_a_value_at_the_threshold_is_in():
    assert Crisp(3).fit([1, 3, 5]).apply([2.999, 3, 5]).tolist() == [0, 1, 1]


def test_a_threshold_may_come_from_the_data():
    method = Crisp("median").fit([1, 2, 10])
    assert method.anchors == (("threshold", 2.0),)
    assert method.anchors_text() == ("below 2", "", "from 2")
    assert method.describe() == "Crisp set: in from 2 (median) on, out below."
    assert answer_from_dict(method.to_dict()) == method


@pytest.mark.parametrize("at", [1, 10])
def test_a_threshold_may_be_the_smallest_or_largest_value(at):
    assert Crisp(at).fit([1, 2, 10]).threshold == at


def test_a_threshold_outside_the_values_is_an_error():
    with pytest.raises(InputError) as caught:
        Crisp(10.5).fit([1, 2, 10], where="set X")
    assert str(caught.value) == (
        "set X: the threshold 10.50 lies outside the values, which run from 1.00 to 10.00. Every "
        "case would be on one side of it: give a threshold within them."
    )


def test_nothing_leads_back_from_a_crisp_membership():
    assert np.isnan(Crisp(3).inverse([0, 0.5, 1])).all()
    assert np.shape(Crisp(3).inverse(1)) == ()
