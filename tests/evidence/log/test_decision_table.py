import pytest
from tests.evidence.log.made_logs import FT, TA, Writing, r

from hanse.errors import InputError
from hanse.evidence.log import decision_table


@pytest.fixture
def state():
    w = Writing()
    w.imported(5)
    w("required", stage=TA, value="2")
    w.says("BL", 1, "include")
    w.says("AK", 1, "exclude")
    w.says("AK", 3, "unsure")
    w.says("AK", 4, "include")
    w("withdrawn", "AK", record=r(4), stage=TA)
    w("withdrawn", "AK", record=r(1), stage=TA)
    w.says("AK", 1, "include")
    w.says("BL", 5, "include")
    w("merged", record=r(5), other=r(2), value="doi")
    return w.state


def test_rows_are_records_and_columns_people(state):
    made = decision_table(state, TA)
    assert made.records == (r(1), r(2), r(3))
    assert made.persons == ("BL", "AK")
    assert made.values == (("include", "include"), ("include", ""), ("", "unsure"))
    assert made.to_frame().loc[r(3), "AK"] == "unsure"


def test_first_decisions_are_those_before_two_people_talked(state):
    made = decision_table(state, TA, which="first")
    assert made.records == (r(1), r(2), r(3), r(4))
    assert made.values[0] == ("include", "exclude")
    assert made.values[3] == ("", "include")


def test_no_decisions_make_an_empty_table(state):
    assert decision_table(state, FT) == ((), (), ())
    assert decision_table(state, FT).to_frame().shape == (0, 0)


def test_an_unknown_choice_is_named(state):
    with pytest.raises(InputError, match="no choice 'last'"):
        decision_table(state, TA, which="last")
