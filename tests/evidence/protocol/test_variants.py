"""Forms of search terms: the list by hand, and what holds for every word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.protocol.variant_words import FORMS, expected

from hanse.evidence.protocol.variants import MOST_FORMS, stem_variants, variants


def test_the_list_by_hand_has_at_least_120_words():
    assert len(FORMS) >= 120


@pytest.mark.parametrize("word", FORMS)
def test_a_word_has_exactly_the_forms_listed_by_hand(word):
    assert set(variants(word)) == expected(FORMS[word])


@pytest.mark.parametrize("word", FORMS)
def test_the_term_stands_first_and_every_form_once(word):
    found = variants(word)
    assert found[0] == word
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("word", FORMS)
def test_forms_of_forms_are_forms_of_the_term(word):
    found = set(variants(word))
    assert {form for one in found for form in variants(one)} == found


@given(st.text(alphabet="abceilmnorstuyz", min_size=1, max_size=12))
@settings(max_examples=300, deadline=None)
def test_any_letters_keep_the_rules(word):
    found = variants(word)
    assert found[0] == word
    assert len(set(found)) == len(found) <= MOST_FORMS
    assert {form for one in found for form in variants(one)} == set(found)


@given(st.lists(st.sampled_from(sorted(FORMS)), min_size=1, max_size=3).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_phrases_keep_the_rules(phrase):
    found = variants(phrase)
    assert found[0] == phrase
    assert len(set(found)) == len(found) <= MOST_FORMS
    if len(found) < MOST_FORMS:
        assert {form for one in found for form in variants(one)} == set(found)


def test_blanks_in_a_term_become_single():
    assert variants(" industrial \t district ")[0] == "industrial district"


def test_stems_take_the_other_spelling_and_no_plural():
    assert stem_variants("cluster") == ("cluster",)
    assert stem_variants("organis") == ("organis", "organiz")
    assert stem_variants("internationaliz") == ("internationaliz", "internationalis")
    assert stem_variants("labour") == ("labour", "labor")
    assert stem_variants("advis") == ("advis",)
    assert stem_variants("enterpris") == ("enterpris",)
    assert stem_variants("analys") == ("analys", "analyz")
    assert stem_variants("labour organis")[1] == "labor organis"
