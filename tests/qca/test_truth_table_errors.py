"""What cannot make a truth table is refused with the place and what to do."""

import pytest
from tests.qca.fuzzy_sets import sets_of_columns
from tests.qca.worked_example import five_cases

from hanse.errors import InputError
from hanse.qca import build_truth_table, necessity


def refused(outcome, **choices):
    with pytest.raises(InputError) as caught:
        build_truth_table(five_cases(), outcome, **choices)
    return str(caught.value)


def test_an_unknown_outcome_is_named_with_the_nearest_set():
    assert refused("y") == "outcome: there is no set 'y'. Did you mean 'Y'? There are: A, B, Y."


def test_an_unknown_condition_is_named_with_the_nearest_set():
    error = refused("Y", conditions=["A", "b"])
    assert error == "conditions: there is no set 'b'. Did you mean 'B'? There are: A, B, Y."


def test_the_outcome_among_the_conditions_is_refused():
    assert refused("~Y", conditions=["A", "Y"]) == (
        "conditions: the outcome 'Y' is among the conditions. Take it out: a set cannot explain "
        "itself."
    )


def test_a_condition_that_stands_twice_is_refused():
    error = refused("Y", conditions=["A", "B", "A"])
    assert error == "conditions: 'A' stands twice. Name it once."


def test_no_condition_is_refused():
    assert refused("Y", conditions=[]) == "conditions: there is no condition. Name at least one."
    with pytest.raises(InputError, match="there is no condition"):
        build_truth_table(sets_of_columns({"Y": [1, 0]}), "Y")


@pytest.mark.parametrize("frequency", [0, -1, 1.5, True, "2"])
def test_a_frequency_that_is_no_number_of_cases_is_refused(frequency):
    error = refused("Y", frequency=frequency)
    assert error == f"frequency is {frequency!r}. Give a whole number from 1."


@pytest.mark.parametrize("cut", [-0.01, 1.01, float("nan")])
@pytest.mark.parametrize("name", ["consistency", "pri"])
def test_a_cut_off_out_of_range_is_refused(name, cut):
    assert refused("Y", **{name: cut}) == f"{name} is {cut}. Give a number from 0 to 1."


def test_an_outcome_that_is_no_set_name_is_refused():
    error = refused("A+B")
    assert error == "outcome: 'A+B' is not a set name. Write NAME, ~NAME or NAME[1,2]."


def test_values_of_a_fuzzy_outcome_are_refused():
    error = refused("Y[1]")
    assert error == "outcome 'Y[1]': Y is not a multi-value set. Write Y or ~Y."


@pytest.mark.parametrize("outcome", ["M", "~M", "M[3]"])
def test_a_multi_value_outcome_needs_values_that_exist(outcome):
    sets = sets_of_columns({"A": [1, 0, 0], "M": [0, 1, 2]}, levels={"M": 3})
    with pytest.raises(InputError) as caught:
        build_truth_table(sets, outcome)
    assert str(caught.value) == (
        f"outcome '{outcome}': the outcome M has the values 0 to 2. Name those that count, such "
        "as M[2]."
    )


def test_necessity_refuses_the_same_names_and_a_threshold_out_of_range():
    with pytest.raises(InputError, match="the outcome 'Y' is among the conditions"):
        necessity(five_cases(), "Y", conditions=["Y"])
    with pytest.raises(InputError, match=r"there is no set 'b'\. Did you mean 'B'\?"):
        necessity(five_cases(), "Y", conditions=["b"])
    with pytest.raises(InputError, match=r"consistency is 1\.5\. Give a number from 0 to 1"):
        necessity(five_cases(), "Y", consistency=1.5)


@pytest.mark.parametrize("frequency", [None, "x", float("nan"), float("inf"), 1.5, True, 0])
def test_a_frequency_that_is_no_whole_number_is_refused(frequency):
    with pytest.raises(InputError, match=r"frequency is .* Give a whole number from 1"):
        build_truth_table(five_cases(), "Y", frequency=frequency)


@pytest.mark.parametrize("cut", [None, "0.8", float("nan"), 1.2])
def test_a_cut_off_that_is_no_share_is_refused(cut):
    with pytest.raises(InputError, match=r"consistency is .* Give a number from 0 to 1"):
        build_truth_table(five_cases(), "Y", consistency=cut)


def test_a_text_in_the_place_of_the_list_of_conditions_is_refused():
    with pytest.raises(InputError, match=r"conditions is the text 'AB'"):
        build_truth_table(five_cases(), "Y", conditions="AB")
