"""The unknowns of the simulation: ranges, draws, levels."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hanse.errors import InputError
from hanse.strategy.catalogue_reader import read_catalogue
from hanse.strategy.effect.priors import PRIORS, Prior, changed_priors, draw

CATALOGUE = read_catalogue()
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "strategy-effect.md"


def test_every_prior_lies_within_its_bounds_and_says_what_it_means_and_why():
    assert len({one.name for one in PRIORS}) == len({one.symbol for one in PRIORS}) == len(PRIORS)
    for one in PRIORS:
        assert one.least <= one.low < one.high <= one.most
        assert one.meaning
        assert one.reason
        assert Prior.from_dict(one.to_dict()) == one


def test_the_docs_list_every_prior_with_its_range_meaning_and_reason():
    text = PAGE.read_text(encoding="utf-8")
    for one in PRIORS:
        row = f"| {one.symbol} | `{one.name}` | {one.low:g} to {one.high:g} | {one.meaning} | "
        assert f"{row}{one.reason} |" in text, one.name


def test_draws_lie_in_their_ranges_and_fill_them():
    drawn = draw(CATALOGUE, PRIORS, draws=2000)
    for one in PRIORS:
        if one.name in drawn.values:
            values, width = drawn.values[one.name], one.high - one.low
            assert values.min() >= one.low
            assert values.max() <= one.high
            assert values.mean() == pytest.approx((one.low + one.high) / 2, abs=0.05 * width)


def test_a_replaced_range_is_used_and_leaves_the_other_draws_alone():
    before = draw(CATALOGUE, PRIORS, draws=20)
    after = draw(CATALOGUE, changed_priors({"leakage": (0.5, 0.6)}), draws=20)
    assert (after.values["leakage"] >= 0.5).all()
    for name in set(before.values) - {"leakage"}:
        assert (before.values[name] == after.values[name]).all()
    assert all((before.places[key] == after.places[key]).all() for key in before.places)


def test_more_draws_begin_with_the_same_ones():
    few, many = (draw(CATALOGUE, PRIORS, draws=n) for n in (10, 50))
    assert (few.values["openness"] == many.values["openness"][:10]).all()
    assert (few.levels["core"] == many.levels["core"][:, :10]).all()


def test_levels_run_from_nought_to_one_with_the_middle_drawn_between():
    for criterion in ("lock_in", "core"):
        worst, middle, best = draw(CATALOGUE, PRIORS, draws=500).levels[criterion]
        assert (worst == 0).all()
        assert (best == 1).all()
        assert middle.min() >= 0.25
        assert middle.max() <= 0.75
    drawn = draw(CATALOGUE, PRIORS, draws=500)
    assert (drawn.levels["lock_in"][1] != drawn.levels["core"][1]).all()


def with_levels(levels):
    criteria = tuple(
        replace(one, levels=levels, words=levels) if one.id == "core" else one
        for one in CATALOGUE.criteria
    )
    return replace(CATALOGUE, criteria=criteria)


def test_several_levels_between_are_sorted_draws():
    numbers = draw(with_levels(tuple("abcde")), PRIORS, draws=500).levels["core"]
    assert numbers.shape == (5, 500)
    assert (np.diff(numbers, axis=0) > 0).all()
    assert numbers[1].mean() == pytest.approx(0.25, abs=0.03)
    assert (numbers[[0, -1]] == [[0], [1]]).all()


def test_two_levels_and_one_level_have_no_draw_between():
    assert draw(with_levels(("a", "b")), PRIORS, draws=2).levels["core"].tolist() == [
        [0, 0],
        [1, 1],
    ]
    assert draw(with_levels(("a",)), PRIORS, draws=2).levels["core"].tolist() == [[1, 1]]


def test_a_rating_that_is_a_range_lies_between_its_ends():
    drawn = draw(CATALOGUE, PRIORS, draws=200)
    number = drawn.number(CATALOGUE, "captive-higher", "core")
    assert (number >= drawn.levels["core"][1]).all()
    assert (number <= 1).all()
    assert len(set(number.tolist())) == 200


def test_an_unrated_option_can_be_anything():
    drawn = draw(CATALOGUE, PRIORS, draws=500)
    number = drawn.number(CATALOGUE, "reshoring", "core")
    assert number.min() < 0.05
    assert number.max() > 0.95
    other = draw(CATALOGUE, changed_priors({"unrated": (0.2, 0.3)}), draws=500)
    narrow = other.number(CATALOGUE, "reshoring", "core")
    assert narrow.min() >= 0.2
    assert narrow.max() <= 0.3


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"leakag": (0, 1)}, "priors: there is no prior 'leakag'. Did you mean 'leakage'?"),
        ({"leakage": (0.2, 0.1)}, "prior leakage: low 0.2 is above high 0.1. Swap them."),
        (
            {"leakage": (0.2, 1.5)},
            "prior leakage: 0.2 to 1.5 leaves its bounds. Stay within 0 and 1.",
        ),
        ({"critical_mass": (0, 0.5)}, "Stay within 0.01 and 1."),
        ({"leakage": 0.2}, "prior leakage: 0.2 is no range. Give the low and the high end"),
        ({"leakage": (0.2,)}, "is no range"),
        ({"leakage": (0.1, float("nan"))}, "is no range"),
        ({"leakage": "01"}, "'01' is no range"),
    ],
)
def test_a_prior_that_cannot_be_used_is_an_error(changes, text):
    with pytest.raises(InputError) as caught:
        changed_priors(changes)
    assert text in str(caught.value)
