"""The paper's propositions out of its tables, by a rule that knows none of its options."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from tests.oracles.strategy import (
    CATALOGUE_IDS,
    SCALES,
    all_contexts,
    judged,
    problem_of,
)
from tests.oracles.strategy import in_context as oracle_in_context
from tests.oracles.strategy import single_changes as oracle_changes

import hanse.strategy.rule
from hanse.strategy.catalogue_reader import read_catalogue
from hanse.strategy.context import in_context
from hanse.strategy.evaluate import evaluate
from hanse.strategy.propositions import propositions
from hanse.strategy.sensitivity.single_changes import single_changes

CATALOGUE = read_catalogue()
STRATEGIES = ("cost", "differentiation")
ENGINE = Path(hanse.strategy.rule.__file__).parent
PROPOSITION_1 = (("outsourcing-materials",), ("outsourcing-processing",))
PROPOSITION_2 = (
    ("niche-exporting", "outsourcing-higher"),
    ("upgrading-exporting", "outsourcing-higher"),
)


def with_level(option, criterion, level, catalogue=CATALOGUE):
    old = catalogue.rating(option, criterion)
    return catalogue.with_ratings([replace(old, level=level, lower=level, upper=level)])


def in_ids(mixture):
    return tuple(CATALOGUE_IDS[part] for part in mixture)


def test_proposition_1_comes_out_of_table_2_over_all_mixtures():
    found = evaluate(CATALOGUE, "cost")
    assert found.advised == PROPOSITION_1
    assert not found.is_fallback
    assert found.verify()


def test_proposition_2_comes_out_of_table_3_over_all_mixtures():
    found = evaluate(CATALOGUE, "differentiation")
    assert found.advised == PROPOSITION_2
    assert not found.is_fallback
    assert found.verify()


@pytest.mark.parametrize("reading", ["+/–", "+"])
def test_both_readings_of_captive_offshoring_give_proposition_2(reading):
    read = with_level("captive-higher", "core", reading)
    assert evaluate(read, "differentiation").advised == PROPOSITION_2


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_the_verdict_on_every_mixture_is_that_of_the_oracle(strategy):
    found = {v.parts: v.status for v in evaluate(CATALOGUE, strategy).verdicts}
    expected = {in_ids(m): status for m, status in judged(problem_of(strategy)).items()}
    assert found == {**expected, ("reshoring",): "unrated"}


def test_45_of_63_cost_mixtures_are_refused_for_replicative_relocation():
    verdicts = [v for v in evaluate(CATALOGUE, "cost").verdicts if v.status != "unrated"]
    refused = [v for v in verdicts if v.status == "refused"]
    assert (len(verdicts), len(refused)) == (63, 45)
    assert all("replicative relocation" in v.why for v in refused)


def test_3_of_15_differentiation_mixtures_are_refused_for_want_of_a_base_option():
    verdicts = [v for v in evaluate(CATALOGUE, "differentiation").verdicts if v.status != "unrated"]
    refused = [v for v in verdicts if v.status == "refused"]
    assert len(verdicts) == 15
    assert [v.parts for v in refused] == [
        ("outsourcing-higher",),
        ("captive-higher",),
        ("outsourcing-higher", "captive-higher"),
    ]
    assert all("supplementary" in v.why for v in refused)


def test_exporting_falls_for_lock_in_and_captive_offshoring_for_feasibility_as_in_5_3():
    found = evaluate(CATALOGUE, "cost")
    assert found.verdict(("cost-exporting",)).misses == ("lock_in",)
    assert found.verdict(("captive-lower",)).misses == ("feasibility",)
    assert found.verdict(("replicative-captive",)).misses == ("feasibility", "core")
    assert "lock-in" in found.verdict(("cost-exporting",)).why


def test_captive_offshoring_falls_for_feasibility_in_every_mixture_as_in_6_3():
    found = evaluate(CATALOGUE, "differentiation")
    with_captive = [v for v in found.verdicts if "captive-higher" in v.parts and v.profile]
    assert len(with_captive) == 6
    assert all((v.status, v.misses) == ("fails", ("feasibility",)) for v in with_captive)


def test_reshoring_is_neither_advised_nor_refused():
    for strategy in STRATEGIES:
        found = evaluate(CATALOGUE, strategy).verdict(("reshoring",))
        assert (found.status, found.profile, found.misses) == ("unrated", (), ())
        assert "neither advised nor refused" in found.why


def test_all_eight_propositions_follow_from_the_ratings():
    found = propositions(CATALOGUE)
    assert [one.proposition for one in found] == ["1", "1a", "1b", "1c", "2", "2a", "2b", "2c"]
    assert all(one.holds and one.sentence and one.ratings for one in found)


BREAKING = [
    ("1", "captive-lower", "feasibility", "MF"),
    ("1a", "outsourcing-materials", "core", "+/–"),
    ("1b", "outsourcing-processing", "lock_in_intangible", "+"),
    ("1c", "outsourcing-materials", "lock_in_intangible", "+"),
    ("2", "outsourcing-higher", "feasibility", "LF"),
    ("2a", "niche-exporting", "core", "+/–"),
    ("2b", "outsourcing-higher", "lock_in", "+/–"),
    ("2c", "outsourcing-higher", "core", "+"),
]


@pytest.mark.parametrize(("number", "option", "criterion", "level"), BREAKING)
def test_each_proposition_fails_once_a_rating_that_it_needs_is_another(
    number, option, criterion, level
):
    found = {one.proposition: one for one in propositions(with_level(option, criterion, level))}
    assert not found[number].holds
    before = {one.proposition: one for one in propositions(CATALOGUE)}
    assert found[number].sentence != before[number].sentence


@pytest.mark.parametrize(
    ("strategy", "n", "same", "form"), [("cost", 22, 12, 20), ("differentiation", 15, 9, 11)]
)
def test_so_many_single_changes_keep_the_form_of_the_proposition(strategy, n, same, form):
    found = single_changes(CATALOGUE, strategy)
    assert (found.n, found.n_same, found.n_form) == (n, same, form)
    assert found.verify()


def test_the_ratings_that_break_the_form_are_named():
    critical = {
        strategy: [
            (c.option, c.criterion, c.after) for c in single_changes(CATALOGUE, strategy).critical
        ]
        for strategy in STRATEGIES
    }
    assert critical == {
        "cost": [("cost-exporting", "lock_in", "+/–"), ("captive-lower", "feasibility", "MF")],
        "differentiation": [
            ("niche-exporting", "lock_in", "+/–"),
            ("upgrading-exporting", "lock_in", "+/–"),
            ("outsourcing-higher", "feasibility", "LF"),
            ("captive-higher", "feasibility", "MF"),
        ],
    }


def test_only_the_feasibility_of_outsourcing_takes_proposition_2_away_altogether():
    changes = single_changes(CATALOGUE, "differentiation").critical
    gone = [c for c in changes if not set(PROPOSITION_2) & set(c.advised)]
    assert [(c.option, c.criterion, c.is_fallback) for c in gone] == [
        ("outsourcing-higher", "feasibility", True)
    ]


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_every_single_change_is_that_of_the_oracle_in_every_context(strategy):
    scale = {name: list(levels) for name, levels in SCALES.items()}
    for context in ({}, *all_contexts()):
        problem = oracle_in_context(problem_of(strategy), context)
        rated, _ = in_context(CATALOGUE, context)
        found = {
            (c.option, c.criterion, scale[c.criterion].index(c.after)): (
                frozenset(c.advised),
                c.is_fallback,
                c.is_same,
                c.keeps_form,
            )
            for c in single_changes(rated, strategy).changes
        }
        expected = {}
        for c in oracle_changes(problem):
            before = problem.ratings[c.option][list(SCALES).index(c.criterion)]
            assert before is not None
            expected[CATALOGUE_IDS[c.option], c.criterion, before + c.shift] = (
                frozenset(in_ids(mixture) for mixture in c.choice.mixtures),
                c.choice.is_fallback,
                c.is_same,
                c.keeps_form,
            )
        assert found == expected


def test_the_statuses_add_up_as_the_oracle_counts_them():
    found = Counter(v.status for v in evaluate(CATALOGUE, "cost").verdicts)
    assert found == {"advised": 2, "needless": 4, "fails": 12, "refused": 45, "unrated": 1}


def without_documentation(text):
    """Return source without docstrings and comments, where examples may name options."""
    return re.sub(r'""".*?"""|#[^\n]*', "", text, flags=re.DOTALL)


@pytest.mark.parametrize("name", sorted(path.name for path in ENGINE.glob("*.py")))
def test_no_module_of_the_engine_names_an_option_of_the_paper(name):
    code = without_documentation((ENGINE / name).read_text(encoding="utf-8"))
    ids = [one.id for one in CATALOGUE.options if one.id != "reshoring"]
    assert [one for one in ids if one in code] == []


@pytest.mark.parametrize("status", ["advised", "fails", "needless", "dominated", "refused"])
@pytest.mark.parametrize("strategy", STRATEGIES)
def test_an_evaluation_with_a_forged_status_does_not_verify(strategy, status):
    found = evaluate(CATALOGUE, strategy)
    for i, verdict in enumerate(found.verdicts):
        if verdict.status != status:
            beaten_by = found.advised[0] if status in ("needless", "dominated") else ()
            assert not forged(found, i, status=status, beaten_by=beaten_by).verify()


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_an_evaluation_with_a_verdict_too_few_or_too_many_does_not_verify(strategy):
    found = evaluate(CATALOGUE, strategy)
    for i, verdict in enumerate(found.verdicts):
        others = (*found.verdicts[:i], *found.verdicts[i + 1 :])
        assert not replace(found, verdicts=others).verify()
        assert not replace(found, verdicts=(*found.verdicts, verdict)).verify()


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_an_evaluation_with_a_forged_profile_miss_beater_or_fallback_does_not_verify(strategy):
    found = evaluate(CATALOGUE, strategy)
    assert not replace(found, is_fallback=True).verify()
    for i, verdict in enumerate(found.verdicts):
        if verdict.profile:
            upside_down = ("HF" if verdict.profile[0] == "LF" else "LF", *verdict.profile[1:])
            assert not forged(found, i, profile=upside_down).verify()
            other = () if verdict.misses else ("core",)
            assert not forged(found, i, misses=other).verify()
            other = () if verdict.beaten_by else found.advised[0]
            assert not forged(found, i, beaten_by=other).verify()


def forged(found, i, **changes):
    """Return the evaluation with one verdict changed."""
    changed = replace(found.verdicts[i], **changes)
    return replace(found, verdicts=(*found.verdicts[:i], changed, *found.verdicts[i + 1 :]))


LESS = [one for one in CATALOGUE.propositions if one.claim == "less"]


def with_moderators(change):
    return replace(CATALOGUE, moderators=tuple(map(change, CATALOGUE.moderators)))


@pytest.mark.parametrize("claimed", LESS, ids=lambda one: one.id)
@pytest.mark.parametrize(
    "changed",
    [{"shift": -1}, {"shift": 0}, {"criteria": ("feasibility",)}, {"options": ()}],
    ids=str,
)
def test_less_than_fully_follows_only_where_a_moderator_would_raise_it(claimed, changed):
    other = with_moderators(lambda m: replace(m, **changed) if m.id in claimed.raised_by else m)
    found = {one.proposition: one.holds for one in propositions(other)}
    assert not found[claimed.id]
    assert all(found[one.id] for one in CATALOGUE.propositions if one.claim != "less")


@pytest.mark.parametrize("claimed", LESS, ids=lambda one: one.id)
def test_less_than_fully_needs_a_rising_moderator_for_each_of_its_options(claimed):
    for option in claimed.options:
        other = with_moderators(
            lambda m, gone=option: replace(
                m, options=tuple(one for one in m.options if one != gone)
            )
        )
        found = {one.proposition: one.holds for one in propositions(other)}
        assert not found[claimed.id]
