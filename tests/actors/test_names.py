"""Names of organisations are compared without what varies in writing them."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from hanse.actors.names import folded_name, look_alikes


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Sandvikens Stål AB", "sandvikens stal"),
        ("SANDVIKENS STÅL AB (publ)", "sandvikens stal"),
        ("AB Volvo", "volvo"),
        ("Oy Nokia Ab", "nokia"),
        ("Ørsted A/S", "orsted"),
        ("Huta Katowice S.A.", "huta katowice"),
        ("Drewno Sp. z o.o.", "drewno"),
        ("Škoda, s.r.o.", "skoda"),
        ("Straßen-Bau GmbH & Co. KG", "strassen bau"),
        ("O'Neil & Sons Ltd.", "oneil sons"),
        ("Łódź Łąka", "lodz laka"),
        ("株式会社 日立", "株式会社 日立"),
        ("Zoo of Kolmården", "zoo of kolmarden"),
        ("AB", "ab"),
        ("GmbH & Co. KG", "gmbh co kg"),
        ("", ""),
        ("—", ""),
    ],
)
def test_case_accents_punctuation_and_legal_forms_do_not_count(written, folded):
    assert folded_name(written) == folded


@given(st.text(max_size=30))
@settings(max_examples=200)
def test_folding_twice_changes_nothing_in_case_and_signs(text):
    once = folded_name(text)
    assert once == once.strip()
    assert "  " not in once
    assert folded_name(text + "   ") == once


def test_equal_folded_names_are_fully_alike():
    assert look_alikes(["Acme AB", "ACME Ltd"], ["SWE", "SWE"]) == [(0, 1, 100.0)]


def test_the_likeness_of_a_missing_letter_is_by_hand():
    # "chalmers" 8 letters, "chalmrs" 7: 7 in common, 2 * 7 / 15
    [(i, j, near)] = look_alikes(["Chalmers", "Chalmrs"], ["", ""])
    assert (i, j) == (0, 1)
    assert near == pytest.approx(100 * 14 / 15)


def test_words_in_another_order_are_alike():
    names = ["University of Gavle", "Gavle, University of", "Other"]
    assert look_alikes(names, ["SWE"] * 3) == [(0, 1, 100.0)]


def test_names_of_two_countries_are_never_alike_and_an_unknown_country_goes_with_all():
    assert look_alikes(["Acme", "Acme", "Acme"], ["SWE", "DEU", ""]) == [
        (0, 2, 100.0),
        (1, 2, 100.0),
    ]


def test_names_with_other_digits_are_never_alike():
    names = ["Fictitious company 101", "Fictitious company 102"]
    assert look_alikes(names, ["SWE", "SWE"]) == []


def test_names_without_letters_are_like_none():
    assert look_alikes(["", "", "—"], ["", "", ""]) == []
    assert look_alikes([], []) == []


def test_blocks_lose_no_pair_that_shares_an_end():
    rng = np.random.default_rng(3)
    stems = ["".join(rng.choice(list("abcdeo"), 12)) for _ in range(120)]
    names = stems + [stem[:5] + stem[6:] for stem in stems[:60]]
    found = {(i, j) for i, j, _ in look_alikes(names, [""] * len(names))}
    slow = {
        (i, j)
        for i in range(len(names))
        for j in range(i + 1, len(names))
        if fuzz.ratio(names[i], names[j]) >= 92
        and (names[i][:3] == names[j][:3] or names[i][-3:] == names[j][-3:])
    }
    assert found == slow
    assert len(found) >= 60


def test_many_names_take_seconds_even_if_all_begin_alike():
    rng = np.random.default_rng(1)
    words = np.array(["".join(rng.choice(list("abcdefghijklmnoprstuv"), 7)) for _ in range(400)])
    names = [f"Uni {a} {b}" for a, b in words[rng.integers(0, 400, (4_000, 2))]]
    start = time.process_time()
    look_alikes(names, ["SWE"] * len(names))
    assert time.process_time() - start < 5
