"""Answers that nobody knows: what decides, and the fewest answers that settle the advice."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategy.rated_options import CRITERIA, rated

from hanse.errors import LimitReached
from hanse.strategy.advice import advise
from hanse.strategy.answers import Answers
from hanse.strategy.catalogue import Catalogue, Moderator, Question
from hanse.strategy.catalogue_reader import read_catalogue
from hanse.strategy.completions import Completed, as_answered, completed, relevant_questions
from hanse.strategy.rule import Chosen

PAPER = read_catalogue()
A, B, C = (Chosen(((name,),), False) for name in "abc")


@st.composite
def tables(draw):
    """Draw an advice for every completion of up to three questions."""
    sizes = draw(st.lists(st.integers(2, 3), min_size=0, max_size=3))
    unknown = tuple(f"q{i}" for i in range(len(sizes)))
    ways = list(product(*[[f"v{j}" for j in range(n)] for n in sizes]))
    advice = draw(st.lists(st.sampled_from([A, B, C]), min_size=len(ways), max_size=len(ways)))
    return Completed("go", unknown, dict(zip(ways, advice, strict=True)))


def brute_deciding(table):
    """Return the questions in which two completions with different advice differ alone."""
    ways = list(table.chosen)
    pairs = [
        [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        for a, b in combinations(ways, 2)
        if table.chosen[a] != table.chosen[b]
    ]
    return {table.unknown[places[0]] for places in pairs if len(places) == 1}


def brute_sufficient(table, chosen):
    """Return every minimal partial answer all of whose completions lead to an advice."""
    ways = list(table.chosen)
    sizes = [sorted({way[i] for way in ways}) for i in range(len(table.unknown))]
    good = []
    for partial in product(*[[None, *values] for values in sizes]):
        fits = [
            way for way in ways if all(p in (None, w) for p, w in zip(partial, way, strict=True))
        ]
        if all(table.chosen[way] == chosen for way in fits):
            pairs = zip(table.unknown, partial, strict=True)
            good.append(frozenset((q, v) for q, v in pairs if v is not None))
    return {one for one in good if not any(other < one for other in good)}


@given(tables())
def test_a_question_decides_where_it_alone_can_change_the_advice(table):
    assert set(table.deciding()) == brute_deciding(table)


@given(tables(), st.sampled_from([A, B, C]))
def test_the_conditions_are_all_minimal_answers_that_settle_the_advice(table, chosen):
    found = [frozenset(one) for one in table.sufficient(chosen)]
    assert len(found) == len(set(found))
    assert set(found) == brute_sufficient(table, chosen)


@given(tables())
def test_the_conditions_cover_every_way_to_that_advice_and_no_other(table):
    for chosen in set(table.chosen.values()):
        conditions = table.sufficient(chosen)
        covered = [
            way
            for way in table.chosen
            if any(set(one) <= set(zip(table.unknown, way, strict=True)) for one in conditions)
        ]
        assert covered == table.values_of(chosen)


def test_where_all_is_known_there_is_one_way_and_nothing_decides():
    table = completed(
        PAPER, Answers({one.id: next(iter(one.choices)) for one in PAPER.questions}), "cost"
    )
    assert list(table.chosen) == [()]
    assert table.deciding() == ()
    assert table.sufficient(table.chosen[()]) == ((),)
    assert table.sufficient(A) == ()


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_the_conditions_of_the_papers_catalogue_hold_in_every_completion(data):
    known = {
        one.id: data.draw(st.sampled_from([None, *one.choices]), label=one.id)
        for one in PAPER.questions
        if one.id != "strategy"
    }
    answers = Answers({k: v for k, v in known.items() if v is not None})
    strategy = data.draw(st.sampled_from(PAPER.strategies))
    table = completed(PAPER, answers, strategy)
    assert set(table.deciding()) == brute_deciding(table)
    for chosen in set(table.chosen.values()):
        for condition in table.sufficient(chosen):
            given_too = Answers({**answers.values, **dict(condition)})
            assert set(completed(PAPER, given_too, strategy).chosen.values()) == {chosen}


def test_only_questions_that_can_move_a_rating_of_the_strategy_matter():
    assert relevant_questions(PAPER, Answers({}), "cost") == (
        "size",
        "product_complexity",
        "process_complexity",
        "supplier_capability",
        "craft",
    )
    assert relevant_questions(PAPER, Answers({}), "differentiation") == (
        "size",
        "innovator",
        "standardised",
        "technology",
    )


def test_open_answers_move_nothing_where_the_firm_is_judged_as_answered():
    found = as_answered(PAPER, Answers({}), "differentiation")
    assert found.mixtures == (
        ("niche-exporting", "outsourcing-higher"),
        ("upgrading-exporting", "outsourcing-higher"),
    )
    assert not found.is_fallback


def many_questions(n):
    """Return a catalogue with n questions of three answers that each move a rating."""
    small = rated({"a": (1, 1, 1), "b": (2, 2, 2)}, criteria=CRITERIA)
    questions = tuple(
        Question(f"q{i}", f"Question {i}?", {"x": "x", "y": "y", "z": "z"}) for i in range(n)
    )
    moderators = tuple(
        Moderator(f"m{i}", f"m{i}", "stated", {f"q{i}": ("x",)}, ("a",), ("reach",), 1)
        for i in range(n)
    )
    return Catalogue(
        "many",
        "Many",
        small.criteria,
        small.options,
        small.ratings,
        questions=questions,
        moderators=moderators,
    )


def test_too_many_completions_are_refused_with_what_to_do():
    with pytest.raises(LimitReached) as error:
        advise(many_questions(10), Answers({}))
    assert str(error.value) == (
        "too many ways to complete the answers (59,049 ways, at most 20,000). "
        "Answer more questions."
    )


def test_one_answer_more_brings_the_completions_within_the_limit():
    found = completed(many_questions(10), Answers({"q0": "x", "q1": "y"}), "go")
    assert len(found.chosen) == 3**8
    assert found.deciding() == ()
