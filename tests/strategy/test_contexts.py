"""The firm's answers: the map of contexts, each question's weight, and what nobody knows."""

import itertools
import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles.strategy import (
    CATALOGUE_IDS,
    CRITERIA,
    SCALES,
    all_contexts,
    chosen,
    over_completions,
    problem_of,
)
from tests.oracles.strategy import advice as oracle_advice
from tests.oracles.strategy import in_context as oracle_in_context
from tests.strategy.rated_options import criterion, rated

from hanse.result import answer_from_dict
from hanse.strategy.advice import advise
from hanse.strategy.answers import Answers, parse_answers
from hanse.strategy.catalogue import Moderator, Question, Rating
from hanse.strategy.catalogue_reader import read_catalogue
from hanse.strategy.context import in_context
from hanse.strategy.evaluate import evaluate
from hanse.strategy.mixtures import mixture_text

GOLDEN = Path(__file__).parents[1] / "golden" / "strategy-contexts.json"
CONTEXTS = json.loads(GOLDEN.read_text(encoding="utf-8"))
CATALOGUE = read_catalogue()
STRATEGIES = ("cost", "differentiation")
CASES = [(context, strategy) for context in CONTEXTS for strategy in STRATEGIES]
OPEN = {one.id: tuple(one.choices) for one in CATALOGUE.questions if one.is_open}
ASKED = {one.id: tuple(one.choices) for one in CATALOGUE.questions if not one.is_open}
MOVING = {
    name: choices for name, choices in ASKED.items() if name not in ("strategy", "initiative")
}

PLAIN = {
    "strategy": "differentiation",
    "size": "small",
    "innovator": "yes",
    "product_complexity": "low",
    "process_complexity": "low",
    "supplier_capability": "moderate",
    "standardised": "no",
    "technology": "high",
    "craft": "no",
    "initiative": "yes",
}
"""A small innovator in a high-technology industry; only sides of lock-in move for it."""


def advice_of(**answers):
    return advise(CATALOGUE, Answers(answers))


def mixtures_of(advice):
    """Return what is returned by strategy, whatever the completion."""
    return {(o.strategy, mixture) for o in advice.outcomes for mixture in o.mixtures}


def named(mixtures):
    """Return the oracle's mixtures by the catalogue's names."""
    return frozenset(tuple(CATALOGUE_IDS[part] for part in mixture) for mixture in mixtures)


def choices_of(advice):
    """Return each outcome with the share of completions that lead to it."""
    return {
        (o.strategy, frozenset(o.mixtures), o.is_fallback): Fraction(o.n, o.of)
        for o in advice.outcomes
    }


def expected_choices(strategies, known, unknown):
    """Return the same from the oracle, completion by completion."""
    total = 1
    for values in unknown.values():
        total *= len(values)
    counts = over_completions(strategies, known, unknown)
    return {
        (strategy, named(choice.mixtures), choice.is_fallback): Fraction(n, total)
        for (strategy, choice), n in counts.items()
    }


def name_of_case(case):
    context, strategy = case
    return "-".join([strategy, *context["answers"].values()])


# The 32 contexts


@pytest.mark.parametrize("case", CASES, ids=name_of_case)
def test_each_context_gets_the_golden_advice_with_what_it_misses(case):
    context, strategy = case
    rated, _ = in_context(CATALOGUE, context["answers"])
    found = evaluate(rated, strategy)
    expected = context[strategy]
    assert [mixture_text(mixture) for mixture in found.advised] == expected["advised"]
    assert found.is_fallback == expected["is_fallback"]
    missed = {mixture_text(m): list(found.verdict(m).misses) for m in found.advised}
    assert {text: misses for text, misses in missed.items() if misses} == expected["misses"]
    assert found.verify()


@pytest.mark.parametrize("case", CASES, ids=name_of_case)
def test_each_context_gets_one_outcome_with_a_reason_for_every_option(case):
    context, strategy = case
    found = advice_of(strategy=strategy, craft="no", initiative="yes", **context["answers"])
    (outcome,) = found.outcomes
    assert (outcome.n, outcome.of, found.deciding) == (1, 1, ())
    assert [mixture_text(mixture) for mixture in outcome.mixtures] == context[strategy]["advised"]
    assert outcome.mixtures == outcome.evaluation.advised
    assert all(verdict.why for verdict in outcome.evaluation.verdicts)
    assert answer_from_dict(found.to_dict()) == found


def test_the_golden_file_has_each_of_the_32_contexts_once():
    assert [one["answers"] for one in CONTEXTS] == list(all_contexts())
    assert len({json.dumps(one["answers"]) for one in CONTEXTS}) == 32


# Each question by itself

ABLE = {"strategy": "cost", "supplier_capability": "high"}
COMPLEX = {"strategy": "cost", "product_complexity": "high"}
WEIGHTS = [
    ("strategy", {}, "differentiation", "cost", "advice"),
    ("size", {}, "small", "medium", "advice"),
    ("size", {"strategy": "cost"}, "small", "medium", "advice"),
    ("innovator", {}, "yes", "no", "advice"),
    ("product_complexity", ABLE, "low", "high", "advice"),
    ("process_complexity", ABLE, "low", "high", "advice"),
    ("supplier_capability", COMPLEX, "moderate", "high", "advice"),
    ("standardised", {}, "no", "yes", "caveats"),
    ("technology", {}, "high", "low", "advice"),
    ("craft", {"strategy": "cost"}, "no", "yes", "caveats"),
    ("initiative", {}, "yes", "no", "caveats"),
]


@pytest.mark.parametrize(("question", "firm", "before", "after", "what"), WEIGHTS, ids=str)
def test_a_firm_is_advised_otherwise_when_one_answer_alone_differs(
    question, firm, before, after, what
):
    one = advice_of(**{**PLAIN, **firm, question: before})
    other = advice_of(**{**PLAIN, **firm, question: after})
    assert one.caveats != other.caveats
    assert (mixtures_of(one) != mixtures_of(other)) == (what == "advice")


def test_each_of_the_ten_questions_has_a_firm_for_which_it_matters():
    assert list(dict.fromkeys(question for question, *_ in WEIGHTS)) == list(ASKED)


def caveats_with(advice, *words):
    return [one for one in advice.caveats if all(word in one for word in words)]


def test_standardised_elements_take_the_leak_of_outsourcing_away():
    before, after = advice_of(**PLAIN), advice_of(**{**PLAIN, "standardised": "yes"})
    name = CATALOGUE.option("outsourcing-higher").name
    leak = (name[1:], "core competencies", "at +/–", "relies on")
    assert caveats_with(before, *leak)
    assert not caveats_with(after, *leak)
    assert caveats_with(after, "core competencies' is moved from +/– to +", "the source says so")


def test_craft_is_told_though_exporting_alone_is_not_returned_anyway():
    found = advice_of(**{**PLAIN, "strategy": "cost", "craft": "yes"})
    assert caveats_with(found, "craft", "from + to +/–", "between the lines")


def test_a_reactive_firm_is_told_that_it_first_needs_a_partner_of_its_own():
    assert caveats_with(
        advice_of(**{**PLAIN, "initiative": "no"}), "own initiative", "(section 3.1)"
    )
    assert not caveats_with(advice_of(**PLAIN), "own initiative")


def test_a_low_innovator_is_left_with_exporting_that_does_not_avoid_lock_in():
    found = advice_of(**{**PLAIN, "innovator": "no"})
    (outcome,) = found.outcomes
    assert outcome.is_fallback
    assert outcome.mixtures == (("niche-exporting",), ("upgrading-exporting",))
    assert caveats_with(found, "lock-in is not avoided")


def test_the_answers_that_would_change_the_advice_are_named():
    found = {(one.question, one.after): one for one in advice_of(**PLAIN).changes}
    assert set(found) == {("size", "medium"), ("innovator", "no"), ("technology", "low")}
    assert found["size", "medium"].lost == ()
    assert {parts[1] for parts in found["size", "medium"].gained} == {"captive-higher"}
    assert found["innovator", "no"].is_fallback


# Stage, age and location


@pytest.mark.parametrize(
    ("question", "value"), [(q, value) for q, values in OPEN.items() for value in values]
)
def test_stage_age_and_location_change_nothing_and_the_advice_says_why(question, value):
    for strategy, size in itertools.product(STRATEGIES, ("small", "medium")):
        firm = {**PLAIN, "strategy": strategy, "size": size}
        without, found = advice_of(**firm), advice_of(**firm, **{question: value})
        assert choices_of(found) == choices_of(without)
        assert [o.evaluation for o in found.outcomes] == [o.evaluation for o in without.outcomes]
        assert [o.shifts for o in found.outcomes] == [o.shifts for o in without.outcomes]
        assert found.changes == without.changes
        added = [one for one in found.caveats if one not in without.caveats]
        assert len(added) == 1
        assert "gives no direction" in added[0]
        assert "7.3" in added[0]


def test_open_questions_without_an_answer_are_neither_unknown_nor_deciding():
    found = advice_of(**PLAIN)
    assert found.deciding == ()
    assert not set(OPEN) & set(found.answers.unknown(CATALOGUE))


# A user's hypothesis

HYPOTHESIS = Moderator(
    id="mine",
    name="a declining cluster",
    status="hypothesis",
    when={"cluster_stage": ("declining",)},
    options=("captive-higher",),
    criteria=("feasibility",),
    shift=1,
    says="Partners abroad buy into such clusters.",
)


def test_a_hypothesis_moves_the_rating_and_is_marked_as_the_users_own():
    firm = {**PLAIN, "cluster_stage": "declining"}
    found = advise(CATALOGUE, Answers(firm, hypotheses=(HYPOTHESIS,)))
    (outcome,) = found.outcomes
    (shift,) = outcome.shifts
    assert (shift.option, shift.criterion, shift.before, shift.after, shift.status) == (
        "captive-higher",
        "feasibility",
        "LF",
        "MF",
        "hypothesis",
    )
    assert ("niche-exporting", "captive-higher") in outcome.mixtures
    assert ("niche-exporting", "captive-higher") not in advice_of(**firm).outcomes[0].mixtures
    assert caveats_with(found, "a declining cluster", "your own hypothesis", "Partners abroad")
    assert not caveats_with(found, "gives no direction")


def test_a_hypothesis_that_does_not_hold_moves_nothing():
    firm = {**PLAIN, "cluster_stage": "growing"}
    found = advise(CATALOGUE, Answers(firm, hypotheses=(HYPOTHESIS,)))
    assert choices_of(found) == choices_of(advice_of(**firm))
    assert found.outcomes[0].shifts == ()


def test_a_hypothesis_makes_an_open_question_one_that_can_decide():
    found = advise(CATALOGUE, Answers(PLAIN, hypotheses=(HYPOTHESIS,)))
    assert found.deciding == ("cluster_stage",)
    assert {o.of for o in found.outcomes} == {4}
    assert {o.n for o in found.outcomes} == {1, 3}


def test_a_hypothesis_in_an_answers_file_has_no_other_status():
    table = {
        "answers": {"cluster_stage": "declining"},
        "hypotheses": [
            {
                "when": {"cluster_stage": "declining"},
                "options": ["captive-higher"],
                "criteria": ["feasibility"],
                "shift": 1,
                "reason": "seen elsewhere",
            }
        ],
    }
    (one,) = parse_answers(table, CATALOGUE, file="answers.toml").hypotheses
    assert (one.status, one.shift, one.says) == ("hypothesis", 1, "seen elsewhere")
    assert one.holds({"cluster_stage": "declining"})


# Against the oracle: ratings, completions, deciding questions, changes


@st.composite
def known_answers(draw, asked=MOVING):
    """Draw an answer or "do not know" for each question that moves ratings."""
    drawn = {name: draw(st.sampled_from((None, *choices))) for name, choices in asked.items()}
    return {name: value for name, value in drawn.items() if value is not None}


@settings(max_examples=200, deadline=None)
@given(known_answers())
def test_ratings_in_context_are_those_of_the_oracle(known):
    rated, shifts = in_context(CATALOGUE, known)
    for strategy in STRATEGIES:
        moved = oracle_in_context(problem_of(strategy), known).ratings
        for code, row in moved.items():
            levels = [rated.rating(CATALOGUE_IDS[code], criterion).level for criterion in CRITERIA]
            assert levels == [SCALES[c][place] for c, place in zip(CRITERIA, row, strict=True)]
    for one in shifts:
        assert one.before == CATALOGUE.rating(one.option, one.criterion).level
        assert one.after == rated.rating(one.option, one.criterion).level


def test_the_order_of_moderators_does_not_matter():
    backwards = replace(CATALOGUE, moderators=CATALOGUE.moderators[::-1])
    for context in all_contexts():
        one, _ = in_context(CATALOGUE, context)
        other, _ = in_context(backwards, context)
        assert all(one.rating(r.option, r.criterion) == r for r in other.ratings)


def test_opposite_shifts_cancel_before_the_scale_ends_them():
    rated, shifts = in_context(CATALOGUE, {"size": "medium", "innovator": "no"})
    assert rated.rating("captive-higher", "feasibility").level == "LF"
    cell = [
        one for one in shifts if (one.option, one.criterion) == ("captive-higher", "feasibility")
    ]
    assert [(one.by, one.before, one.after) for one in cell] == [(1, "LF", "LF"), (-1, "LF", "LF")]


@settings(max_examples=60, deadline=None)
@given(known_answers(), st.sampled_from((None, *STRATEGIES)))
def test_do_not_know_gives_the_advice_over_all_completions(known, strategy):
    unknown = {name: choices for name, choices in MOVING.items() if name not in known}
    values = {**known, **({"strategy": strategy} if strategy else {})}
    found = advise(CATALOGUE, Answers(values))
    judged = (strategy,) if strategy else STRATEGIES
    assert choices_of(found) == expected_choices(judged, known, unknown)
    for outcome in found.outcomes:
        assert values.items() <= outcome.answers.items()
        assert outcome.evaluation.advised == outcome.mixtures
        again = oracle_advice(outcome.strategy, dict(outcome.answers))
        assert named(again.mixtures) == frozenset(outcome.mixtures)


@settings(max_examples=40, deadline=None)
@given(known_answers(), st.sampled_from(STRATEGIES))
def test_a_question_decides_where_two_completions_differ_in_it_alone(known, strategy):
    unknown = {name: choices for name, choices in MOVING.items() if name not in known}
    deciding = {
        name
        for name in unknown
        for values in itertools.product(*(unknown[q] for q in unknown if q != name))
        if len(
            {
                oracle_advice(strategy, {**known, **dict(zip(rest, values, strict=True)), name: v})
                for rest in [[q for q in unknown if q != name]]
                for v in unknown[name]
            }
        )
        > 1
    }
    found = advise(CATALOGUE, Answers({**known, "strategy": strategy}))
    assert set(found.deciding) == deciding
    assert found.is_certain == (not deciding)


@settings(max_examples=40, deadline=None)
@given(known_answers(), st.sampled_from(STRATEGIES))
def test_the_changes_are_the_answers_that_alter_the_set_of_advices(known, strategy):
    unknown = {name: choices for name, choices in MOVING.items() if name not in known}
    now = set(over_completions([strategy], known, unknown))
    expected = {
        (question, after)
        for question, before in known.items()
        for after in MOVING[question]
        if after != before
        and set(over_completions([strategy], {**known, question: after}, unknown)) != now
    }
    found = advise(CATALOGUE, Answers({**known, "strategy": strategy}))
    assert {(one.question, one.after) for one in found.changes} == expected
    for one in found.changes:
        assert one.before == known[one.question]
        other = {**known, one.question: one.after}
        after = set().union(*(c.mixtures for _, c in over_completions([strategy], other, unknown)))
        before = set().union(*(choice.mixtures for _, choice in now))
        assert frozenset(one.advised) == named(after)
        assert frozenset(one.gained) == named(after - before)
        assert frozenset(one.lost) == named(before - after)


def test_a_firm_that_knows_nothing_gets_every_strategy():
    found = advise(CATALOGUE, Answers({}))
    assert found.strategies == STRATEGIES
    assert found.deciding[0] == "strategy"
    assert "standardised" not in found.deciding
    assert chosen(problem_of("cost")).mixtures


def test_an_option_that_a_moderator_names_twice_moves_once():
    twice = Moderator(
        *("mine", "mine", "hypothesis", {"size": ("small",)}),
        *(("captive-lower", "captive-lower"), ("feasibility",), 1),
    )
    rated, shifts = in_context(read_catalogue(), {"size": "small"}, hypotheses=[twice])
    assert rated.rating("captive-lower", "feasibility").level == "MF"
    assert len(shifts) == 1


@pytest.mark.parametrize(
    ("ends", "by", "moved"),
    [
        (("l0", "l1", "l3"), 1, ("l1", "l2", "l4")),
        (("l2", "l3", "l4"), 1, ("l3", "l4", "l4")),
        (("l0", "l1", "l3"), -1, ("l0", "l0", "l2")),
        (("l0", "l4", "l4"), 1, ("l1", "l4", "l4")),
    ],
)
def test_both_ends_of_a_range_move_and_stop_at_the_ends_of_the_scale(ends, by, moved):
    paper = read_catalogue()
    levels = tuple(f"l{n}" for n in range(5))
    criteria = tuple(
        replace(one, levels=levels, words=levels) if one.id == "core" else one
        for one in paper.criteria
    )
    lower, level, upper = ends
    ranged = Rating("captive-lower", "core", level, lower, upper, source="here")
    catalogue = replace(paper, criteria=criteria).with_ratings([ranged])
    idea = Moderator(
        "mine", "mine", "hypothesis", {"size": ("small",)}, ("captive-lower",), ("core",), by
    )
    found = in_context(catalogue, {"size": "small"}, hypotheses=[idea])[0]
    rating = found.rating("captive-lower", "core")
    assert (rating.lower, rating.level, rating.upper) == moved


# Simple work, other scales, and what is kept of several completions


@pytest.mark.parametrize(
    ("question", "option", "other"),
    [
        ("product_complexity", "outsourcing-materials", "outsourcing-processing"),
        ("process_complexity", "outsourcing-processing", "outsourcing-materials"),
    ],
)
def test_simple_work_with_moderate_suppliers_lowers_the_side_of_new_knowledge_alone(
    question, option, other
):
    answers = {question: "low", "supplier_capability": "moderate"}
    rated_here, shifts = in_context(CATALOGUE, answers)
    assert [(one.option, one.criterion, one.by) for one in shifts] == [
        (option, "lock_in_intangible", -1)
    ]
    assert rated_here.rating(option, "lock_in_intangible").level == "–"
    for key in itertools.product((option, other), ("lock_in", "core", "feasibility")):
        assert rated_here.rating(*key) == CATALOGUE.rating(*key)
    assert evaluate(rated_here, "cost").advised == evaluate(CATALOGUE, "cost").advised
    for less in ({question: "low"}, {**answers, "supplier_capability": "high"}):
        assert in_context(CATALOGUE, less)[1] == ()


FOUR = ("none", "some", "much", "all")


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("shift", [-1, 1])
def test_a_moderator_moves_a_scale_of_four_levels_by_one_and_stops_at_its_ends(place, shift):
    criteria = (
        criterion("ease", "feasibility", "hardest"),
        replace(criterion("reach"), levels=FOUR, words=FOUR),
    )
    small = rated({"a": (2, place)}, criteria=criteria)
    moves = Moderator("m", "m", "stated", {"q": ("yes",)}, ("a",), ("reach",), shift)
    small = replace(small, moderators=(moves,))
    moved, (one,) = in_context(small, {"q": "yes"})
    after = FOUR[min(3, max(0, place + shift))]
    assert (one.before, one.after) == (FOUR[place], after)
    rating = moved.rating("a", "reach")
    assert (rating.level, rating.lower, rating.upper) == (after, after, after)


@pytest.mark.parametrize("values", [("yes", "no"), ("no", "yes")])
def test_of_the_completions_that_lead_to_an_advice_the_one_that_moves_least_is_shown(values):
    small = replace(
        rated({"a": (2, 1, 1)}),
        questions=(Question("q", "Is it?", dict(zip(values, values, strict=True))),),
        moderators=(Moderator("m", "m", "stated", {"q": ("yes",)}, ("a",), ("core",), 1),),
    )
    (outcome,) = advise(small, Answers({})).outcomes
    assert (outcome.n, outcome.of, outcome.mixtures) == (2, 2, (("a",),))
    assert (outcome.answers, outcome.shifts) == ({"q": "no"}, ())
    assert outcome.evaluation.catalogue.rating("a", "core").level == "mid"


def test_a_change_falls_back_only_where_every_completion_does():
    known = {name: value for name, value in PLAIN.items() if name != "innovator"}
    found = {(one.question, one.after): one for one in advice_of(**known).changes}
    assert set(found) == {("size", "medium"), ("technology", "low")}
    assert not found["size", "medium"].is_fallback
    assert found["technology", "low"].is_fallback
    assert not any(one.was_fallback for one in found.values())


def test_a_change_leaves_the_fallback_only_where_no_completion_falls_back():
    known = {name: value for name, value in PLAIN.items() if name != "innovator"}
    (change,) = advice_of(**{**known, "technology": "low"}).changes
    assert (change.question, change.after) == ("technology", "high")
    assert not change.is_fallback
    assert not change.was_fallback
    (whole,) = advice_of(**{**PLAIN, "technology": "low"}).changes
    assert (whole.question, whole.after, whole.was_fallback) == ("technology", "high", True)
