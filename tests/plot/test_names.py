import re

from hypothesis import given
from hypothesis import strategies as st

from hanse.plot.names import slug


@given(st.text(max_size=300))
def test_a_name_is_safe_in_every_file_system(text):
    name = slug(text)
    assert re.fullmatch(r"[A-Za-z0-9-]+", name)
    assert len(name) <= 72


def test_negation_stays_visible():
    assert slug("A*~B") != slug("A*B")


def test_long_texts_that_differ_at_the_end_keep_different_names():
    assert slug("x" * 100 + "a") != slug("x" * 100 + "b")


def test_a_text_without_latin_letters_gets_a_fingerprint():
    assert slug("温州") != slug("义乌")
