"""Levels as people and papers type them."""

import pytest

from hanse.errors import InputError
from hanse.strategy.catalogue import Criterion
from hanse.strategy.levels import level_range, read_level

CORE = Criterion("core", "core", "objective", ("–", "+/–", "+"), ("not met", "met in part", "met"))
EASE = Criterion(
    "ease", "ease", "feasibility", ("LF", "MF", "HF"), ("less feasible", "moderate", "high")
)
MINUS_SIGNS = {
    "hyphen-minus": "\u002d",
    "hyphen": "\u2010",
    "non-breaking hyphen": "\u2011",
    "figure dash": "\u2012",
    "en dash": "\u2013",
    "em dash": "\u2014",
    "horizontal bar": "\u2015",
    "minus": "\u2212",
    "small hyphen-minus": "\ufe63",
    "full-width hyphen-minus": "\uff0d",
}


@pytest.mark.parametrize("sign", MINUS_SIGNS.values(), ids=list(MINUS_SIGNS))
@pytest.mark.parametrize("frame", ["{}", " {} ", "({})"])
def test_every_minus_sign_is_the_worst_level(sign, frame):
    assert read_level(frame.format(sign), CORE) == "–"


@pytest.mark.parametrize("sign", MINUS_SIGNS.values(), ids=list(MINUS_SIGNS))
@pytest.mark.parametrize(
    "frame", ["+/{}", "+,{}", "+, {}", "+{}", "{}/+", "{},+", "+ / {}", "(+/{})"]
)
def test_every_spelling_of_the_partial_level_is_read(sign, frame):
    assert read_level(frame.format(sign), CORE) == "+/–"


def test_the_plus_minus_sign_is_the_partial_level():
    assert read_level("±", CORE) == "+/–"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("+", "+"),
        (" + ", "+"),
        ("(+)", "+"),
        ("Met", "+"),
        ("NOT MET", "–"),
        ("met  in part", "+/–"),
    ],
)
def test_labels_and_words_are_read_in_any_case(text, level):
    assert read_level(text, CORE) == level


@pytest.mark.parametrize(("text", "level"), [("hf", "HF"), ("Mf ", "MF"), ("less feasible", "LF")])
def test_letters_are_read_in_any_case(text, level):
    assert read_level(text, EASE) == level


@pytest.mark.parametrize("text", ["", "++", "HF", "0", "met?", "unrated", "--"])
def test_what_is_no_level_is_told_with_those_that_there_are(text):
    with pytest.raises(InputError) as error:
        read_level(text, CORE, where="a.toml, row 3")
    assert str(error.value) == (
        f"a.toml, row 3: there is no level '{text}' of core. There are: –, +/–, +."
    )


def test_a_range_comes_back_as_labels():
    assert level_range("-", "+,-", CORE) == ("–", "+/–")
    assert level_range("mf", "MF", EASE) == ("MF", "MF")


def test_a_range_the_wrong_way_round_is_told():
    with pytest.raises(InputError) as error:
        level_range("+", "-", CORE, where="row 2")
    assert str(error.value) == (
        "row 2: the range of core goes from + down to –. Write the worse level as lower."
    )


@pytest.mark.parametrize(("lower", "upper"), [("x", "+"), ("+", "x")])
def test_an_end_of_a_range_that_is_no_level_is_told(lower, upper):
    with pytest.raises(InputError, match="row 2: there is no level 'x' of core"):
        level_range(lower, upper, CORE, where="row 2")


def test_levels_have_places_from_the_worst_and_words():
    assert [CORE.place(level) for level in CORE.levels] == [0, 1, 2]
    assert CORE.word("+/–") == "met in part"
    with pytest.raises(InputError, match=r"criterion core: there is no level '-'\. There are: –,"):
        CORE.place("-")


def test_levels_join_by_the_best_or_the_hardest_part():
    assert CORE.joined(["–", "+", "+/–"]) == "+"
    hardest = Criterion("e", "e", "feasibility", ("LF", "MF", "HF"), ("a", "b", "c"), "", "hardest")
    assert hardest.joined(["MF", "HF", "LF"]) == "LF"
    assert hardest.joined(["HF"]) == "HF"


def test_a_label_goes_before_a_word():
    turned = Criterion("t", "t", "objective", ("low", "high"), ("high", "low"))
    assert [read_level(text, turned) for text in ("low", "high")] == ["low", "high"]
