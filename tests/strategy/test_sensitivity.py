"""Single changes of ratings, ranges, and the form of an advice."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles.strategy import CATALOGUE_IDS, CRITERIA, SCALES, problem_of
from tests.oracles.strategy import single_changes as oracle_changes
from tests.strategy.rated_options import criterion, rated

from hanse.errors import InputError, LimitReached
from hanse.result import answer_from_dict
from hanse.strategy.catalogue import Rating
from hanse.strategy.catalogue_reader import read_catalogue
from hanse.strategy.rule import Chooser, Chosen
from hanse.strategy.sensitivity.form import is_of_form, keeps_form
from hanse.strategy.sensitivity.range_readings import range_readings
from hanse.strategy.sensitivity.single_changes import single_changes

CATALOGUE = read_catalogue()
STRATEGIES = ("cost", "differentiation")
FOUND = {name: single_changes(CATALOGUE, name) for name in STRATEGIES}


def name_of(option):
    return CATALOGUE.option(option).name


@pytest.mark.parametrize(
    ("strategy", "n", "same", "form"), [("cost", 22, 12, 20), ("differentiation", 15, 9, 11)]
)
def test_the_form_survives_as_many_single_changes_as_were_measured(strategy, n, same, form):
    found = FOUND[strategy]
    assert (found.n, found.n_same, found.n_form) == (n, same, form)
    assert found.radius == 1
    assert found.verify()


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_every_change_agrees_with_the_oracle(strategy):
    expected = oracle_changes(problem_of(strategy))
    for one, other in zip(FOUND[strategy].changes, expected, strict=True):
        scale = SCALES[other.criterion]
        assert (one.option, one.criterion) == (CATALOGUE_IDS[other.option], other.criterion)
        assert scale.index(one.after) == scale.index(one.before) + other.shift
        mixtures = {tuple(CATALOGUE_IDS[p] for p in m) for m in other.choice.mixtures}
        assert set(one.advised) == mixtures
        assert one.is_fallback == other.choice.is_fallback
        assert one.is_same == other.is_same
        assert one.keeps_form == other.keeps_form


def test_the_critical_ratings_of_cost_are_those_of_exporting_and_captive_offshoring():
    named = [(one.option, one.criterion, one.after) for one in FOUND["cost"].critical]
    assert named == [("cost-exporting", "lock_in", "+/–"), ("captive-lower", "feasibility", "MF")]
    assert all(
        ("outsourcing-materials",) in one.advised and ("outsourcing-processing",) in one.advised
        for one in FOUND["cost"].critical
    )


def test_differentiation_hangs_on_the_feasibility_of_outsourcing_higher_functions():
    critical = FOUND["differentiation"].critical
    assert [(one.option, one.criterion, one.after) for one in critical] == [
        ("niche-exporting", "lock_in", "+/–"),
        ("upgrading-exporting", "lock_in", "+/–"),
        ("outsourcing-higher", "feasibility", "LF"),
        ("captive-higher", "feasibility", "MF"),
    ]
    only = critical[2]
    assert only.advised == (("niche-exporting",), ("upgrading-exporting",))
    assert only.is_fallback
    assert only.sentence == (
        f"If {name_of('outsourcing-higher')} were rated LF (less feasible) instead of MF"
        " (moderately feasible) on 'feasible for SMEs', nothing would meet every criterion; the"
        f" best that is feasible would be {name_of('niche-exporting')}, or"
        f" {name_of('upgrading-exporting')}, and lock-in is not avoided."
    )


def test_a_change_by_hand_says_what_would_be_advised_too():
    found = single_changes(rated({"a": (2, 1, 2), "b": (0, 2, 2)}), "go")
    raised = next(one for one in found.changes if (one.option, one.after) == ("b", "mid"))
    assert raised.sentence == (
        "If B were rated mid (half so) instead of low (not so) on 'ease', B would be advised too."
    )
    assert not raised.keeps_form
    assert not raised.is_same


def test_a_change_by_hand_says_what_the_advice_becomes():
    # a (2, 1, 2) alone passes; with reach at 2 it dominates nothing else and stays the advice
    found = single_changes(rated({"a": (2, 1, 2), "b": (2, 0, 2)}), "go")
    said = {(c.option, c.criterion, c.after): c for c in found.changes}
    same = said["a", "reach", "high"]
    assert same.sentence.endswith("the advice would be the same.")
    assert same.is_same
    assert same.keeps_form
    lowered = said["a", "reach", "low"]
    assert lowered.advised == (("a",), ("b",))
    assert lowered.is_fallback
    assert not lowered.keeps_form


def test_a_smaller_advice_keeps_its_form():
    # a and b tie; with b half as easy only a is left
    found = single_changes(rated({"a": (2, 1, 2), "b": (2, 1, 2)}), "go")
    one = next(c for c in found.changes if (c.option, c.criterion) == ("b", "ease"))
    assert one.advised == (("a",),)
    assert one.keeps_form
    assert not one.is_same
    assert one.sentence.endswith("the advice would be A.")


def test_where_nothing_is_feasible_any_more_the_sentence_says_so():
    found = single_changes(rated({"a": (1, 1, 1)}), "go")
    one = next(c for c in found.changes if (c.criterion, c.after) == ("ease", "low"))
    assert one.advised == ()
    assert one.sentence.endswith("no option would be feasible.")
    assert not one.keeps_form


def test_an_advice_that_was_only_the_best_feasible_keeps_its_form_as_such():
    found = single_changes(rated({"a": (2, 0, 2)}), "go")
    said = {(c.criterion, c.after): c for c in found.changes}
    assert found.is_fallback
    assert said["ease", "mid"].is_same
    raised = said["reach", "mid"]
    assert raised.keeps_form
    assert not raised.is_same


def test_the_radius_is_two_where_only_two_steps_break_the_form():
    # a at (2, 2, 2) falls through the screen only when one level falls twice
    found = single_changes(rated({"a": (2, 2, 2)}), "go")
    assert found.n == found.n_form == 3
    assert found.radius == 2
    assert found.radius_text == "2"


def test_the_radius_is_more_than_two_where_no_two_steps_break_the_form():
    longer = ("low", "mid", "high", "top")
    criteria = (criterion("ease", "feasibility", "hardest", longer[:3]),)
    found = single_changes(rated({"a": (2,), "b": (2,)}, criteria=criteria), "go")
    assert found.radius is None
    assert found.radius_text == "more than 2"
    assert "Steps that break the form, at least: more than 2." in str(found)


def test_two_ratings_of_one_option_can_break_the_form_together():
    # nothing is feasible until a is raised on both criteria of feasibility
    criteria = tuple(criterion(name, "feasibility", "hardest") for name in ("means", "skill"))
    found = single_changes(rated({"a": (0, 0)}, criteria=criteria), "go")
    assert found.advised == ()
    assert all(one.keeps_form for one in found.changes)
    assert found.radius == 2


def test_the_same_mixture_as_only_the_best_feasible_breaks_the_form():
    found = single_changes(rated({"a": (2, 1, 2)}), "go")
    lowered = next(one for one in found.changes if (one.criterion, one.after) == ("reach", "low"))
    assert lowered.advised == found.advised == (("a",),)
    assert lowered.is_fallback
    assert not lowered.keeps_form
    assert lowered.sentence.endswith(
        "nothing would meet every criterion; the best that is feasible would be A, and reach is"
        " missed."
    )


def test_without_a_rated_option_there_is_nothing_to_change():
    found = single_changes(rated({"a": (None, 1, 1)}), "go")
    assert (found.n, found.advised, found.radius) == (0, (), None)
    assert found.verify()


def test_sides_of_criteria_are_not_changed():
    assert {one.criterion for one in FOUND["cost"].changes} == set(CRITERIA)


def test_the_frame_has_a_row_for_each_change():
    frame = FOUND["cost"].to_frame()
    assert list(frame.columns) == [
        "option",
        "criterion",
        "before",
        "after",
        "advised",
        "is_fallback",
        "is_same",
        "keeps_form",
    ]
    assert len(frame) == 22
    assert int(frame["keeps_form"].sum()) == 20
    assert frame["advised"][0] == "outsourcing-materials; outsourcing-processing"


def test_the_answer_prints_counts_and_critical_ratings():
    lines = str(FOUND["cost"]).splitlines()
    assert lines[:4] == [
        "Strategy 'cost': 22 changes of one rating by one level.",
        "The advice is the same in 12 of 22.",
        "It keeps its form in 20 of 22.",
        "Steps that break the form, at least: 1.",
    ]
    assert lines[4:] == [one.sentence for one in FOUND["cost"].critical]


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_the_answer_comes_back_from_a_dictionary(strategy):
    assert answer_from_dict(FOUND[strategy].to_dict()) == FOUND[strategy]


def test_a_wrong_answer_is_found_by_verify():
    from dataclasses import replace

    found = FOUND["cost"]
    wrong = replace(found.changes[0], advised=(("captive-lower",),))
    assert not replace(found, changes=(wrong, *found.changes[1:])).verify()


def test_an_unknown_strategy_is_an_error_with_the_choices():
    with pytest.raises(InputError) as caught:
        single_changes(CATALOGUE, "costs")
    assert str(caught.value) == (
        "there is no strategy 'costs'. Did you mean 'cost'? There are: cost, differentiation."
    )


@given(st.lists(st.tuples(*[st.integers(0, 2)] * 3), min_size=1, max_size=4))
@settings(max_examples=30, deadline=None)
def test_for_any_ratings_the_answer_verifies_and_the_same_advice_keeps_its_form(table):
    catalogue = rated({f"o{i}": row for i, row in enumerate(table)})
    found = single_changes(catalogue, "go")
    assert found.verify()
    assert all(one.keeps_form for one in found.changes if one.is_same)
    assert found.n_same <= found.n_form
    assert (found.radius == 1) == bool(found.critical)
    assert found.n == sum((place > 0) + (place < 2) for row in table for place in row)


# The form


def test_a_union_of_advised_mixtures_is_of_the_form():
    advised = [("a", "c"), ("b", "c")]
    assert is_of_form(("a", "b", "c"), advised)
    assert not is_of_form(("a", "b", "c", "d"), advised)
    assert not is_of_form(("a", "b"), advised)
    assert not is_of_form(("a",), [])


def test_an_empty_advice_keeps_only_an_empty_form():
    nothing = Chosen((), True)
    assert keeps_form(nothing, nothing)
    assert not keeps_form(nothing, Chosen((("a",),), True))
    assert not keeps_form(Chosen((("a",),), True), nothing)


# Ranges


def test_both_readings_of_captive_offshoring_give_proposition_2():
    readings = range_readings(CATALOGUE, "differentiation")
    assert [one.levels for one in readings] == [
        (("captive-higher", "core", "+/–"),),
        (("captive-higher", "core", "+"),),
    ]
    assert all(one.is_same for one in readings)
    assert [one.is_catalogue for one in readings] == [True, False]
    assert all(one.advised == FOUND["differentiation"].advised for one in readings)
    assert readings[1].sentence == (
        f"Reading {name_of('captive-higher')} as + on 'protect and develop core competencies'"
        " gives the same advice."
    )


def test_without_ranges_on_screened_criteria_there_are_no_readings():
    assert range_readings(CATALOGUE, "cost") == ()


def test_two_ranges_are_read_in_every_way():
    catalogue = rated({"a": (1, 1, 1), "b": (1, 1, 1)}).with_ratings(
        [Rating("a", "reach", "mid", "low", "high"), Rating("b", "core", "mid", "mid", "high")]
    )
    readings = range_readings(catalogue, "go")
    assert len(readings) == 6
    assert sum(one.is_catalogue for one in readings) == 1
    assert readings[-1].levels == (("a", "reach", "high"), ("b", "core", "high"))
    assert readings[-1].advised == (("a", "b"),)
    assert readings[-1].sentence == (
        "Reading A as high on 'reach' and B as high on 'core' gives A together with B."
    )


def test_a_reading_under_which_nothing_is_feasible_says_so():
    catalogue = rated({"a": (1, 1, 1)}).with_ratings([Rating("a", "ease", "mid", "low", "mid")])
    assert range_readings(catalogue, "go")[0].sentence.endswith("gives nothing.")


def test_too_many_readings_are_refused_with_their_number():
    levels = {f"o{i}": (1, 1, 1) for i in range(8)}
    catalogue = rated(levels).with_ratings(
        [Rating(name, "reach", "mid", "low", "high") for name in levels]
    )
    with pytest.raises(LimitReached) as caught:
        range_readings(catalogue, "go")
    assert str(caught.value) == (
        "too many ratings of strategy 'go' are ranges for all readings (6,561 readings, at most"
        " 4,096). Decide some of the ranges in the catalogue."
    )


def test_the_chooser_is_not_asked_about_options_that_are_unrated():
    assert "reshoring" not in Chooser.of(CATALOGUE, "cost").parts
    assert "reshoring" not in {one.option for one in FOUND["cost"].changes}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda made: replace(made, changes=made.changes[1:]),
        lambda made: replace(made, changes=()),
        lambda made: replace(made, advised=(("reshoring",),)),
        lambda made: replace(made, is_fallback=not made.is_fallback),
        lambda made: replace(made, radius=2),
        lambda made: _spoilt(made, keeps_form=not made.changes[0].keeps_form),
        lambda made: _spoilt(made, is_same=not made.changes[0].is_same),
        lambda made: _spoilt(made, advised=(("reshoring",),)),
        lambda made: _spoilt(made, before="HF"),
    ],
)
@pytest.mark.parametrize("strategy", ["cost", "differentiation"])
def test_a_sensitivity_in_which_anything_is_wrong_is_not_verified(strategy, spoil):
    made = single_changes(read_catalogue(), strategy)
    assert made.verify()
    assert not spoil(made).verify() or spoil(made) == made


def _spoilt(made, **changed):
    return replace(made, changes=(replace(made.changes[0], **changed), *made.changes[1:]))
