"""Mixtures: how they are written, and which options go together."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanse.errors import InputError
from hanse.strategy.catalogue import Exclusion
from hanse.strategy.catalogue_reader import read_catalogue
from hanse.strategy.mixtures import (
    all_mixtures,
    checked_mixture,
    mixture_text,
    parse_mixture,
    refusal,
)

CATALOGUE = read_catalogue()
IDS = [one.id for one in CATALOGUE.options]


@given(st.lists(st.sampled_from(IDS), min_size=1))
def test_a_mixture_comes_back_from_its_text_in_the_order_of_the_catalogue(parts):
    expected = tuple(one for one in IDS if one in parts)
    assert parse_mixture(mixture_text(parts), CATALOGUE) == expected
    assert parse_mixture(mixture_text(expected[::-1]), CATALOGUE) == expected


def test_a_mixture_may_be_written_by_the_names_of_its_options():
    found = parse_mixture("offshore outsourcing of higher functions+Niche Exporting", CATALOGUE)
    assert found == ("niche-exporting", "outsourcing-higher")


@pytest.mark.parametrize("text", ["", " ", "niche-exporting +", "+", "a ++ b"])
def test_a_text_with_an_empty_part_is_no_mixture(text):
    with pytest.raises(InputError) as error:
        parse_mixture(text, CATALOGUE, where="firms.csv, row 2")
    assert str(error.value) == (
        f"firms.csv, row 2: '{text}' is no mixture. Write: option + option."
    )


def test_an_unknown_option_of_a_mixture_is_told_with_the_nearest_one():
    with pytest.raises(InputError) as error:
        parse_mixture("niche-exporting + outsourcing-higer", CATALOGUE, where="row 2")
    assert "row 2: there is no option 'outsourcing-higer'. " in str(error.value)
    assert "Did you mean 'outsourcing-higher'? There are: cost-exporting," in str(error.value)


@given(st.integers(0, 6))
def test_there_are_all_mixtures_once_fewest_parts_first(n):
    found = list(all_mixtures([str(i) for i in range(n)]))
    assert len(set(found)) == len(found) == 2**n - 1
    assert [len(one) for one in found] == sorted(len(one) for one in found)


# ---- what goes together ------------------------------------------------------------------------


@pytest.mark.parametrize("mixture", [("niche-exporting",), ("niche-exporting", "captive-higher")])
def test_options_that_go_together_are_not_refused(mixture):
    assert refusal(mixture, CATALOGUE) == ""
    assert checked_mixture(mixture[::-1], CATALOGUE) == mixture


def test_a_supplementary_option_alone_is_refused():
    assert refusal(("outsourcing-higher",), CATALOGUE) == (
        "offshore outsourcing of higher functions is supplementary and must join a base option"
    )


def test_two_supplementary_options_alone_are_refused():
    assert refusal(("outsourcing-higher", "captive-higher"), CATALOGUE) == (
        "offshore outsourcing of higher functions and captive offshoring of higher functions "
        "are supplementary and must join a base option"
    )


def test_replicative_relocation_joins_nothing_that_keeps_the_chain_at_home():
    why = CATALOGUE.exclusions[0].reason
    assert refusal(("cost-exporting", "replicative-captive"), CATALOGUE) == why
    both = ("replicative-outsourcing", "replicative-captive")
    assert refusal(both, CATALOGUE) == ""


@pytest.mark.parametrize("order", [("niche-exporting", "upgrading-exporting"), ()])
def test_options_exclude_each_other_whichever_of_them_says_so(order):
    named = "niche-exporting" if order else "upgrading-exporting"
    other = "upgrading-exporting" if order else "niche-exporting"
    options = tuple(
        replace(one, excludes=(other,)) if one.id == named else one for one in CATALOGUE.options
    )
    changed = replace(CATALOGUE, options=options)
    names = {one: CATALOGUE.option(one).name for one in (named, other)}
    assert refusal(("niche-exporting", "upgrading-exporting"), changed) == (
        f"{names[named]} excludes {names[other]}"
    )


def test_the_first_exclusion_gives_the_reason():
    more = replace(CATALOGUE, exclusions=(Exclusion("none", "first"), *CATALOGUE.exclusions))
    assert refusal(("cost-exporting", "replicative-captive"), more) == "first"


@pytest.mark.parametrize(
    ("mixture", "said"),
    [
        ((), "considered: there is no option. Name options of one strategy."),
        (
            ("cost-exporting", "niche-exporting"),
            "considered: cost-exporting and niche-exporting serve no common strategy. "
            "Name options of one strategy.",
        ),
        (
            ("outsourcing-higher",),
            "considered: 'outsourcing-higher' cannot be one mixture: offshore outsourcing of "
            "higher functions is supplementary and must join a base option. "
            "Name options that go together.",
        ),
    ],
)
def test_an_impossible_mixture_is_told_with_the_reason(mixture, said):
    with pytest.raises(InputError) as error:
        checked_mixture(mixture, CATALOGUE, where="considered")
    assert str(error.value) == said
