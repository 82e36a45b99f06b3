"""Expressions as people write them, in and out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanse.errors import InputError
from hanse.qca.expression import (
    Literal,
    SetName,
    parse_expression,
    parse_set,
    product,
    valid_name,
)

NAMES, LEVELS = ("A", "Bc", "M_1", "Größe"), (0, 0, 3, 4)


@st.composite
def expressions(draw):
    """Draw a sum of products in the order of the table."""
    terms = []
    for _ in range(draw(st.integers(1, 4))):
        chosen = draw(st.lists(st.integers(0, 3), min_size=1, unique=True))
        literals = []
        for j in sorted(chosen):
            if LEVELS[j]:
                values = st.sets(st.integers(0, LEVELS[j] - 1), min_size=1)
                literals.append(Literal(NAMES[j], tuple(sorted(draw(values))), True))
            else:
                literals.append(Literal(NAMES[j], (draw(st.integers(0, 1)),)))
        terms.append(tuple(literals))
    return tuple(terms)


@settings(deadline=None, max_examples=100, derandomize=True)
@given(expressions())
def test_what_is_printed_is_read_back(terms):
    assert parse_expression(" + ".join(map(product, terms)), NAMES, LEVELS) == terms


def read(text):
    return [product(term) for term in parse_expression(text, NAMES, LEVELS)]


def test_literals_come_in_the_order_of_the_table():
    assert read("M_1[2]*~Bc * A+~A") == ["A*~Bc*M_1[2]", "~A"]


def test_the_negation_of_values_is_all_other_values():
    assert read("~M_1[1]") == ["M_1[0,2]"]
    assert read("M_1[2, 0,2]") == ["M_1[0,2]"]


def test_a_product_without_literals_is_always_true():
    assert product(()) == "1"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (
            "A*bc",
            "here: there is no condition 'bc'. Did you mean 'Bc'? There are: A, Bc, M_1, Größe.",
        ),
        ("A*~A", "here: 'A' stands twice in 'A*~A'"),
        ("M_1", "here: 'M_1' needs values of M_1 in brackets. They run from 0 to 2."),
        ("M_1[3]", "here: 'M_1[3]' needs values of M_1 in brackets. They run from 0 to 2."),
        (
            "A[1]",
            "here: 'A[1]' has values, but A is not a multi-value condition. Write A or ~A.",
        ),
        ("A + ", "here: ' ' is not a set name. Write NAME, ~NAME or NAME[1,2]."),
        ("A-Bc", "here: 'A-Bc' is not a set name. Write NAME, ~NAME or NAME[1,2]."),
        ("", "here: '' is not a set name. Write NAME, ~NAME or NAME[1,2]."),
    ],
)
def test_errors_name_the_place_and_what_to_write(text, error):
    with pytest.raises(InputError) as caught:
        parse_expression(text, NAMES, LEVELS, where="here")
    assert str(caught.value) == error


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CI", SetName("CI")),
        (" ~ CI ", SetName("CI", negated=True)),
        ("Y[1, 2]", SetName("Y", values=(1, 2))),
        ("~Y[0]", SetName("Y", negated=True, values=(0,))),
    ],
)
def test_set_names_are_read_and_printed(text, found):
    assert parse_set(text) == found
    assert parse_set(str(found)) == found


def test_the_negation_of_a_negation_is_the_set():
    assert str(parse_set("~Y[1]").negation()) == "Y[1]"
    assert parse_set("CI").negation().negation() == parse_set("CI")


@pytest.mark.parametrize("text", ["1A", "A+B", "A*B", "", "A[", "A[]", "~", "A[x]", "A B"])
def test_what_is_no_set_name_is_refused(text):
    with pytest.raises(InputError, match="is not a set name"):
        parse_set(text)
    assert not valid_name(text)


def test_the_product_without_conditions_is_read_back():
    assert parse_expression("1", ["A"], [0]) == ((),)


def test_a_negation_that_leaves_no_value_is_refused():
    with pytest.raises(InputError, match="leaves no value of M"):
        parse_expression("~M[0,1,2]", ["M"], [3])
