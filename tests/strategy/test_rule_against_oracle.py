"""The rule against its slow twin, on catalogues that no paper wrote."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles.strategy import Problem, all_mixtures, chosen, combined, judged

from hanse.errors import LimitReached
from hanse.result import answer_from_dict
from hanse.strategy.catalogue import Catalogue, Criterion, Exclusion, Option, Rating
from hanse.strategy.evaluate import evaluate
from hanse.strategy.rule import Chooser

KINDS = ("none", "selective", "replicative", "return")
STRATEGY = "any"


@st.composite
def problems(draw, *, unrated=True):
    """Draw a table of ratings with all that the rule can meet, and the places its scales have."""
    n_criteria = draw(st.integers(2, 4))
    n_levels = draw(st.lists(st.integers(2, 4), min_size=n_criteria, max_size=n_criteria))
    names = [f"o{i}" for i in range(draw(st.integers(2, 6)))]
    cells = [st.integers(0, n - 1) for n in n_levels]
    if unrated:
        cells = [st.one_of(cell, cell, cell, cell, cell, st.none()) for cell in cells]
    flags = st.lists(st.booleans(), min_size=n_criteria, max_size=n_criteria)
    pairs = [frozenset(pair) for pair in itertools.combinations(names, 2)]
    problem = Problem(
        ratings={name: tuple(draw(cell) for cell in cells) for name in names},
        hardest=tuple(draw(flags)),
        feasibility=tuple(draw(flags)),
        supplementary=frozenset(name for name in names if draw(st.integers(0, 3)) == 0),
        relocation=tuple((name, draw(st.sampled_from(KINDS))) for name in names),
        closed=draw(st.frozensets(st.sampled_from(KINDS[1:]), max_size=2)),
        excluded=draw(st.frozensets(st.sampled_from(pairs), max_size=2)),
    )
    return problem, tuple(n_levels)


def catalogue_of(problem: Problem, n_levels: tuple[int, ...], names=None) -> Catalogue:
    """Return the same table as a catalogue; ``names`` sets the order of the options."""
    names = list(names or problem.ratings)
    kinds = dict(problem.relocation)
    criteria = [
        Criterion(
            id=f"c{i}",
            label=f"criterion {i}",
            role="feasibility" if problem.feasibility[i] else "objective",
            levels=tuple(f"level {place}" for place in range(n)),
            words=tuple(f"word {place}" for place in range(n)),
            mixture="hardest" if problem.hardest[i] else "best",
        )
        for i, n in enumerate(n_levels)
    ]
    side = Criterion("side", "a side", "objective", ("bad", "good"), ("bad", "good"), part_of="c0")
    options = [
        Option(
            id=name,
            name=f"option {name}",
            strategies=(STRATEGY,),
            governance="exporting",
            relocation=kinds.get(name, "none"),
            role="supplementary" if name in problem.supplementary else "base",
            excludes=tuple(
                other for other in sorted(problem.ratings) if named_by(name, other, problem)
            ),
        )
        for name in names
    ]
    ratings = [
        Rating(name, f"c{i}", None if place is None else f"level {place}", source="drawn")
        for name in names
        for i, place in enumerate(problem.ratings[name])
    ]
    ratings += [Rating(name, "side", "bad") for name in names]
    return Catalogue(
        id="drawn",
        title="Drawn",
        criteria=(*criteria, side),
        options=tuple(options),
        ratings=tuple(ratings),
        exclusions=tuple(Exclusion(kind, f"{kind} parts") for kind in sorted(problem.closed)),
    )


def named_by(name: str, other: str, problem: Problem) -> bool:
    """Whether the first option of an excluded pair names the second, as one of them does."""
    return frozenset((name, other)) in problem.excluded and name > other


def as_sets(mixtures):
    return {frozenset(mixture) for mixture in mixtures}


@settings(max_examples=300, deadline=None)
@given(problems())
def test_every_verdict_is_that_of_the_oracle(drawn):
    problem, n_levels = drawn
    found = evaluate(catalogue_of(problem, n_levels), STRATEGY)
    expected = judged(problem)
    rated = {m: word for m, word in expected.items() if word != "unrated" or len(m) == 1}
    assert {verdict.parts: verdict.status for verdict in found.verdicts} == rated
    assert len(found.verdicts) == len(rated)
    choice = chosen(problem)
    assert (frozenset(found.advised), found.is_fallback) == (choice.mixtures, choice.is_fallback)


@settings(max_examples=150, deadline=None)
@given(problems())
def test_profiles_misses_and_the_mixture_that_beats_are_true(drawn):
    problem, n_levels = drawn
    found = evaluate(catalogue_of(problem, n_levels), STRATEGY)
    for verdict in found.verdicts:
        profile = combined(verdict.parts, problem)
        if verdict.status in ("refused", "unrated"):
            assert (verdict.profile, verdict.misses, verdict.beaten_by) == ((), (), ())
            continue
        assert profile is not None
        assert verdict.profile == tuple(f"level {place}" for place in profile)
        assert verdict.misses == tuple(f"c{i}" for i, place in enumerate(profile) if place == 0)
        if verdict.status in ("dominated", "needless"):
            beater = combined(verdict.beaten_by, problem)
            assert beater is not None
            assert all(ours >= theirs for ours, theirs in zip(beater, profile, strict=True))
            assert (beater == profile) == (verdict.status == "needless")
            assert verdict.beaten_by in found.advised
        else:
            assert verdict.beaten_by == ()


@settings(max_examples=150, deadline=None)
@given(problems())
def test_an_evaluation_verifies_itself_says_why_and_comes_back_from_its_dictionary(drawn):
    problem, n_levels = drawn
    found = evaluate(catalogue_of(problem, n_levels), STRATEGY)
    assert found.verify()
    assert all(verdict.why for verdict in found.verdicts)
    assert answer_from_dict(found.to_dict()) == found
    frame = found.to_frame()
    assert list(frame["status"]) == [verdict.status for verdict in found.verdicts]
    assert str(found)


@settings(max_examples=100, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_options_changes_nothing(drawn, shuffler: random.Random):
    problem, n_levels = drawn
    names = list(problem.ratings)
    shuffler.shuffle(names)
    one = evaluate(catalogue_of(problem, n_levels), STRATEGY)
    other = evaluate(catalogue_of(problem, n_levels, names), STRATEGY)
    statuses = [{frozenset(v.parts): v.status for v in found.verdicts} for found in (one, other)]
    assert statuses[0] == statuses[1]


@settings(max_examples=150, deadline=None)
@given(problems(), st.data())
def test_an_option_that_another_outdoes_takes_no_advice_away_and_reaches_nothing_new(drawn, data):
    problem, n_levels = drawn
    model = data.draw(st.sampled_from(sorted(problem.ratings)))
    row = problem.ratings[model]
    worse = tuple(None if n is None else data.draw(st.integers(0, n)) for n in row)
    kinds = dict(problem.relocation)
    bans = {(pair - {model}) | {"late"} for pair in problem.excluded if model in pair}
    wider = problem._replace(
        ratings={**problem.ratings, "late": worse},
        supplementary=problem.supplementary
        | ({"late"} if model in problem.supplementary else set()),
        relocation=(*problem.relocation, ("late", kinds[model])),
        excluded=problem.excluded | bans,
    )
    before = evaluate(catalogue_of(problem, n_levels), STRATEGY)
    after = evaluate(catalogue_of(wider, n_levels), STRATEGY)
    assert as_sets(before.advised) <= as_sets(after.advised)
    assert {combined(m, wider) for m in after.advised} == {
        combined(m, problem) for m in before.advised
    }


def test_an_outdone_option_can_tie_inside_a_mixture_though_never_alone():
    problem = Problem(
        {"hard": (1, 2, 1), "good": (2, 1, 2), "late": (1, 1, 2)}, hardest=(True, False, False)
    )
    found = evaluate(catalogue_of(problem, (3, 3, 3)), STRATEGY)
    assert set(found.advised) == {("good",), ("hard", "good"), ("hard", "late")}
    assert found.verdict(("late",)).status == "dominated"


@settings(max_examples=100, deadline=None)
@given(problems(unrated=False), st.data())
def test_a_chooser_judges_other_ratings_of_the_same_options_as_the_oracle_does(drawn, data):
    problem, n_levels = drawn
    chooser = Chooser.of(catalogue_of(problem, n_levels), STRATEGY)
    rows = tuple(tuple(data.draw(st.integers(0, n - 1)) for n in n_levels) for _ in problem.ratings)
    changed = problem._replace(ratings=dict(zip(problem.ratings, rows, strict=True)))
    found, expected = chooser.choose(rows), chosen(changed)
    assert (frozenset(found.mixtures), found.is_fallback) == (
        expected.mixtures,
        expected.is_fallback,
    )
    assert chooser.parts == tuple(problem.ratings)
    assert chooser.levels == tuple(problem.ratings.values())


def test_a_side_of_a_criterion_is_never_screened():
    problem = Problem({"a": (1, 1, 1)})
    found = evaluate(catalogue_of(problem, (2, 2, 2)), STRATEGY)
    assert found.catalogue.rating("a", "side").level == "bad"
    assert found.advised == (("a",),)


def test_without_a_feasible_option_nothing_is_advised_and_the_answer_says_so():
    problem = Problem({"a": (0, 1, 1), "b": (0, 1, 0)})
    found = evaluate(catalogue_of(problem, (2, 2, 2)), STRATEGY)
    assert (found.advised, found.is_fallback) == ((), True)
    assert {verdict.status for verdict in found.verdicts} == {"fails"}
    assert "No option is feasible" in str(found)


def test_without_a_rated_option_every_verdict_is_unrated():
    problem = Problem({"a": (None, 1, 1), "b": (1, None, None)})
    found = evaluate(catalogue_of(problem, (2, 2, 2)), STRATEGY)
    assert [(v.parts, v.status) for v in found.verdicts] == [
        (("a",), "unrated"),
        (("b",), "unrated"),
    ]
    assert found.verify()


def test_each_mixture_of_the_rated_options_has_one_verdict_fewest_parts_first():
    problem = Problem({"a": (1, 1, 1), "b": (1, 1, 0), "c": (0, 1, 1)})
    found = evaluate(catalogue_of(problem, (2, 2, 2)), STRATEGY)
    assert [verdict.parts for verdict in found.verdicts] == list(all_mixtures("abc"))


def test_more_than_sixteen_rated_options_are_too_many_for_all_mixtures():
    problem = Problem(
        {f"o{i:02}": (1, 1, 1) for i in range(17)},
        relocation=tuple((f"o{i:02}", "none") for i in range(17)),
    )
    with pytest.raises(LimitReached, match="17 options, at most 16"):
        evaluate(catalogue_of(problem, (2, 2, 2)), STRATEGY)
