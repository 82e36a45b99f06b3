from hypothesis import given
from hypothesis import strategies as st

from hanse.plot.lettering import shorten, text_width, wrap


def test_wide_letters_are_wider_than_narrow_ones():
    assert text_width("WWW", size=10) > text_width("iii", size=10)


def test_accents_do_not_make_a_letter_wider():
    assert text_width("é", size=10) == text_width("e", size=10)


def test_chinese_letters_take_a_full_square():
    assert text_width("温州", size=10) == 20


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=60))
def test_wrapping_loses_no_letter_and_no_line_is_too_wide(words):
    lines = wrap(words, width=60, size=12)
    assert "".join("".join(lines).split()) == "".join(words.split())
    assert all(len(one) == 1 or text_width(one, size=12) <= 60 for one in lines)


def test_expressions_wrap_after_their_signs():
    assert wrap("ISC*Pat*VC*~HC", width=60, size=12) == ["ISC*Pat*", "VC*~HC"]


def test_a_long_name_is_shortened_with_an_ellipsis():
    short = shorten("A very long name of a cluster", width=60, size=10)
    assert short.endswith("…")
    assert text_width(short, size=10) <= 60
