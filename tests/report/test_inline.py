import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanse.report.inline import literal, pieces, plain


@pytest.mark.parametrize(
    "text",
    [
        "ISC*Pat*VC*~HC",
        "A*B + C*D",
        "~A*B*C + A*~B",
        "A * B * C",
        "2 ** 3 ** 4",
        "a*",
        "(A+B)*(C+D)*(E)",
        "A[1]*B[2]*C[0,1]",
        "`",
        "**",
    ],
)
def test_stars_of_expressions_are_no_styles(text):
    assert pieces(text) == [("", text)]


def test_bold_may_hold_an_expression():
    assert pieces("**ISC*Pat*~HC**") == [("bold", "ISC*Pat*~HC")]


def test_styles_may_stand_beside_punctuation():
    assert pieces("(*a*, **b**.)") == [
        ("", "("),
        ("italic", "a"),
        ("", ", "),
        ("bold", "b"),
        ("", ".)"),
    ]


def test_code_keeps_its_stars():
    assert pieces("`A*B*C`") == [("code", "A*B*C")]


@given(st.text(max_size=80))
def test_literal_text_is_shown_as_it_is(text):
    assert plain(literal(text)) == text
    assert all(style == "" for style, _ in pieces(literal(text)))


@given(st.text(alphabet="a *`\\b~[](", max_size=40))
def test_any_text_can_be_read(text):
    assert isinstance(plain(text), str)
