"""Names of columns: what they suggest, and the names of sets made of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanse.qca.expression import valid_name
from hanse.study.start_names import is_code_name, is_share_name, outcome_score, set_names


def test_names_of_sets_can_stand_in_expressions_and_no_two_are_alike():
    columns = ["A*B", "A B", "a_b", "2nd", "%", "Pat", "pat", "x" * 50, "y" * 30 + " " + "z" * 30]
    names = list(set_names(columns).values())
    assert names[:7] == ["A_B_2", "A_B_3", "a_b", "_2nd", "column_5", "Pat", "pat_2"]
    assert names[7:] == ["x" * 50, "y" * 30]


@given(st.lists(st.text(max_size=60), unique=True))
def test_any_columns_get_valid_names_that_differ_in_any_case(columns):
    names = list(set_names(columns).values())
    assert all(map(valid_name, names))
    assert len({name.casefold() for name in names}) == len(columns)


def test_the_nearer_a_name_is_to_an_outcome_the_higher_its_score():
    names = [
        "OUT",
        "exportShare",
        "Internationalisation",
        "CI",
        "foreign_sales",
        "exports",
        "FOREIGN",
    ]
    assert [outcome_score(name) for name in names] == [4, 3, 3, 2, 2, 1, 0]


@pytest.mark.parametrize("name", ["cbsa_code", "ID", "lead_naics3", "year", "Postcode"])
def test_codes_are_known_by_their_names(name):
    assert is_code_name(name)


@pytest.mark.parametrize("name", ["IND", "founding year", "idea", "unicode"])
def test_names_that_only_look_like_codes_are_none(name):
    assert not is_code_name(name)


@pytest.mark.parametrize("name", ["export_share_2017", "patents per 1000", "sales (%)"])
def test_shares_are_known_by_their_names(name):
    assert is_share_name(name)
