"""Random errors of ratings: against the exact shares, and what the shares must obey."""

from itertools import product
from math import prod, sqrt

import pytest
from tests.strategy.rated_options import rated

from hanse.errors import InputError
from hanse.result import answer_from_dict
from hanse.strategy.catalogue_reader import read_catalogue
from hanse.strategy.rule import Chooser
from hanse.strategy.sensitivity.form import is_of_form, keeps_form
from hanse.strategy.sensitivity.random_errors import random_errors

CATALOGUE = read_catalogue()


def exact(catalogue, strategy, chance):
    """Return the three shares by adding up the chances of every table of ratings."""
    chooser = Chooser.of(catalogue, strategy)
    before = chooser.choose()
    n = len(chooser.criteria)
    cells = [(place, len(chooser.criteria[j].levels) - 1) for row in chooser.levels
             for j, place in enumerate(row)]  # fmt: skip
    outcomes = []
    for place, top in cells:
        near = [other for other in (place - 1, place + 1) if 0 <= other <= top]
        outcomes.append([(place, 1 - chance), *((one, chance / len(near)) for one in near)])
    shares = [0.0, 0.0, 0.0]
    for drawn in product(*outcomes):
        weight = prod(p for _, p in drawn)
        flat = [place for place, _ in drawn]
        table = [tuple(flat[i : i + n]) for i in range(0, len(flat), n)]
        found = chooser.choose(table)
        may = before.is_fallback or not found.is_fallback
        fates = (
            found == before,
            keeps_form(found, before),
            may and any(is_of_form(one, before.mixtures) for one in found.mixtures),
        )
        shares = [share + weight * is_so for share, is_so in zip(shares, fates, strict=True)]
    return shares


@pytest.mark.parametrize("chance", [0.1, 0.5])
def test_shares_are_within_their_error_of_the_exact_ones(chance):
    catalogue = rated({"a": (2, 1, 2), "b": (1, 2, 1), "c": (0, 2, 1)})
    one = random_errors(catalogue, "go", chances=[chance], draws=20_000, seed=3).shares[0]
    for share, error, true in zip(
        (one.same, one.form, one.some),
        (one.error_same, one.error_form, one.error_some),
        exact(catalogue, "go", chance),
        strict=True,
    ):
        assert share == pytest.approx(true, abs=4 * error)


def test_differentiation_is_within_its_error_of_the_exact_shares():
    one = random_errors(CATALOGUE, "differentiation", chances=[0.1]).shares[0]
    same, form, some = exact(CATALOGUE, "differentiation", 0.1)
    assert one.same == pytest.approx(same, abs=4 * one.error_same)
    assert one.form == pytest.approx(form, abs=4 * one.error_form)
    assert one.some == pytest.approx(some, abs=4 * one.error_some)


def test_one_option_by_hand():
    # one option at (2, 2, 2) falls to 1 on a criterion and passes all the same
    found = random_errors(rated({"a": (2, 2, 2)}), "go", chances=[1.0], draws=50)
    assert (found.shares[0].same, found.shares[0].error_same) == (1.0, 0.0)
    # at (1, 2, 2) ease errs downwards half of the time and then nothing is feasible
    half = random_errors(rated({"a": (1, 2, 2)}), "go", chances=[1.0], draws=10_000).shares[0]
    assert half.form == pytest.approx(0.5, abs=4 * half.error_form)
    assert half.error_form == sqrt(half.form * (1 - half.form) / 10_000)
    assert half.tables == 2


@pytest.mark.parametrize("strategy", CATALOGUE.strategies)
def test_without_a_chance_of_error_nothing_changes(strategy):
    one = random_errors(CATALOGUE, strategy, chances=[0], draws=20).shares[0]
    assert (one.same, one.form, one.some, one.tables) == (1.0, 1.0, 1.0, 1)


@pytest.mark.parametrize("strategy", CATALOGUE.strategies)
def test_the_same_advice_implies_its_form_and_that_some_of_it_is_left(strategy):
    for one in random_errors(CATALOGUE, strategy, draws=1000).shares:
        assert one.same <= one.form <= one.some


def test_more_errors_leave_less_of_the_paper():
    shares = random_errors(CATALOGUE, "cost").shares
    assert [one.chance for one in shares] == [0.05, 0.1, 0.2]
    assert shares[0].form > shares[1].form > shares[2].form
    assert shares[0].tables < shares[1].tables < shares[2].tables


def test_proposition_2_is_the_more_fragile_one():
    pairs = zip(
        random_errors(CATALOGUE, "cost").shares,
        random_errors(CATALOGUE, "differentiation").shares,
        strict=True,
    )
    assert all(cost.form > differentiation.form for cost, differentiation in pairs)


def test_what_is_drawn_for_one_chance_does_not_depend_on_the_others():
    alone = random_errors(CATALOGUE, "cost", chances=[0.2], draws=300).shares[0]
    assert alone == random_errors(CATALOGUE, "cost", draws=300).shares[2]


def test_the_seed_decides_on_the_draws():
    first = random_errors(CATALOGUE, "cost", draws=500, seed=7)
    assert first == random_errors(CATALOGUE, "cost", draws=500, seed=7)
    assert first.shares != random_errors(CATALOGUE, "cost", draws=500, seed=8).shares


def test_without_a_rated_option_nothing_can_err():
    one = random_errors(rated({"a": (None, 1, 1)}), "go", draws=5).shares[0]
    assert (one.same, one.form, one.some) == (1.0, 1.0, 0.0)


def test_the_answer_prints_shares_with_their_errors():
    found = random_errors(CATALOGUE, "cost", chances=[0], draws=10)
    assert str(found).splitlines() == [
        "Strategy 'cost': ratings a level off at random, 10 draws (seed 1).",
        "chance    same advice    form kept      some of the form",
        "   0 %  100.0 % ± 0.0  100.0 % ± 0.0  100.0 % ± 0.0",
    ]


def test_the_frame_has_a_row_for_each_chance():
    frame = random_errors(CATALOGUE, "cost", draws=10).to_frame()
    assert list(frame["chance"]) == [0.05, 0.1, 0.2]
    assert list(frame.columns)[1:4] == ["same", "form", "some"]


def test_the_answer_comes_back_from_a_dictionary():
    found = random_errors(CATALOGUE, "cost", draws=10)
    assert answer_from_dict(found.to_dict()) == found


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"chances": [0.1, 1.2]}, "chance is 1.2. Give numbers from 0 to 1."),
        ({"chances": [float("nan")]}, "chance is nan. Give numbers from 0 to 1."),
        ({"draws": 0}, "draws is 0. Give a whole number from 1."),
        ({"seed": -1}, "seed is -1. Give a whole number from 0."),
    ],
)
def test_choices_that_cannot_be_are_errors(choices, said):
    with pytest.raises(InputError) as caught:
        random_errors(CATALOGUE, "cost", **choices)
    assert str(caught.value) == said
