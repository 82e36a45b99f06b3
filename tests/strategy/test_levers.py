"""Levers count firms whose advice changes with one answer, and the fit of what they use."""

from __future__ import annotations

import json
import random
import time

import pytest

from hanse.errors import InputError
from hanse.strategy import read_catalogue
from hanse.strategy.context import in_context
from hanse.strategy.evaluate import evaluate
from hanse.strategy.firms.contexts import FirmContexts
from hanse.strategy.firms.levers import MOVABLE, Levers, levers
from hanse.strategy.firms.read import Firm, Firms
from hanse.strategy.rule import Chooser

CATALOGUE = read_catalogue()
GOODS = {"product_complexity": "high", "process_complexity": "low"}
USED = {
    "cost": [(), ("cost-exporting",), ("outsourcing-materials",), ("captive-lower",)],
    "differentiation": [(), ("niche-exporting",), ("niche-exporting", "outsourcing-higher")],
}


def firm(name: str, strategy: str, option: tuple[str, ...] = (), **answers: str) -> Firm:
    return Firm(name, strategy, option, answers={"strategy": strategy, **answers})


def drawn(n: int, seed: int) -> Firms:
    """Return firms with drawn answers, some of them not known."""
    rng = random.Random(seed)
    made = []
    for i in range(n):
        answers = {
            one.id: rng.choice(list(one.choices))
            for one in CATALOGUE.questions
            if rng.random() < 0.8
        }
        strategy = answers.get("strategy", "")
        option = rng.choice(USED.get(strategy, [(), ("reshoring",)]))
        made.append(Firm(f"F{i}", strategy, option, answers=answers))
    return Firms(tuple(made))


def test_capable_suppliers_change_the_advice_only_where_the_goods_are_complex():
    firms = (
        firm("complex", "cost", **GOODS, supplier_capability="moderate"),
        firm("simple", "cost", product_complexity="low", supplier_capability="moderate"),
        firm("there", "cost", **GOODS, supplier_capability="high"),
        firm("open", "cost", **GOODS),
        firm("other", "differentiation", **GOODS, supplier_capability="moderate"),
    )
    found = levers(Firms(firms), CATALOGUE).lever("supplier_capability")
    assert found.firms == ("complex",)
    assert (found.n, found.n_there, found.n_elsewhere, found.n_unknown) == (1, 1, 3, 1)
    (move,) = found.moves
    assert move.before == (("outsourcing-materials",), ("outsourcing-processing",))
    assert move.after == (("outsourcing-materials",),)
    goods, process = (CATALOGUE.option(*one).name for one in move.before)
    assert move.sentence == f"1 firm (cost): from '{goods}' or '{process}' to '{goods}'."


def test_a_low_innovator_would_reach_what_it_misses():
    one = firm("A", "differentiation", innovator="no", size="small", technology="high")
    (move,) = levers(Firms((one,)), CATALOGUE).lever("innovator").moves
    assert move.before_is_fallback
    assert not move.after_is_fallback
    assert "(only feasible: lock-in is not avoided)" in move.sentence
    assert all("outsourcing-higher" in mixture for mixture in move.after)


def test_standardised_elements_leave_the_advice_and_ease_it():
    firms = (
        firm("leaks", "differentiation", standardised="no"),
        firm("low", "differentiation", standardised="no", innovator="no"),
        firm("cost", "cost", standardised="no"),
    )
    found = levers(Firms(firms), CATALOGUE).lever("standardised")
    assert found.n == 0
    assert found.eased == ("leaks",)


def test_an_answer_that_is_not_known_moves_nothing_and_is_counted():
    full = {one.id: next(iter(one.choices)) for one in CATALOGUE.questions}
    firms = (firm("open", "differentiation"), Firm("full", "cost", answers=full), Firm("lost"))
    found = levers(Firms(firms), CATALOGUE)
    assert (found.n, found.n_incomplete, found.n_without_strategy) == (3, 1, 1)
    assert [one.n for one in found.levers] == [0, 0, 0]
    assert "1 firm left a question open; it moves nothing." in str(found)
    assert "1 firm without a known strategy: not advised." in str(found)


def test_open_questions_of_the_paper_are_not_missed():
    asked = [one for one in CATALOGUE.questions if not one.is_open and one.id != "initiative"]
    one = Firm("A", "cost", answers={q.id: next(iter(q.choices)) for q in asked})
    assert levers(Firms((one,)), CATALOGUE).n_incomplete == 0


@pytest.mark.parametrize("seed", range(3))
def test_levers_are_what_advising_each_firm_twice_gives(seed):
    firms = drawn(60, seed)

    def chosen(answers):
        rated, _ = in_context(CATALOGUE, answers)
        return Chooser.of(rated, answers["strategy"]).choose()

    found = levers(firms, CATALOGUE)
    for question, to in MOVABLE.items():
        asked = [one for one in firms.firms if one.strategy and question in one.answers]
        expected = {
            one.name
            for one in asked
            if chosen(one.answers) != chosen({**one.answers, question: to})
        }
        assert set(found.lever(question).firms) == expected
        assert not expected & set(found.lever(question).eased)


@pytest.mark.parametrize("seed", range(3))
def test_the_fit_is_the_verdict_of_an_evaluation_in_the_own_context(seed):
    firms = drawn(60, seed)
    found = levers(firms, CATALOGUE)
    fits = {name: one for one in found.fits for name in one.firms}
    assert set(fits) == {one.name for one in firms.firms}
    for one in firms.firms:
        if not one.option:
            assert fits[one.name].status == "no option"
        elif not one.strategy:
            assert fits[one.name].status == "not known"
        else:
            rated, _ = in_context(CATALOGUE, one.answers)
            verdict = evaluate(rated, one.strategy).verdict(one.option)
            assert (fits[one.name].status, fits[one.name].why) == (verdict.status, verdict.why)


def test_what_no_evaluation_judges_is_said_by_its_reason():
    firms = (
        firm("A", "cost", ("niche-exporting",)),
        firm("B", "cost", ("reshoring",)),
        firm("C", "cost", ("cost-exporting", "reshoring")),
        Firm("D", option=("reshoring",)),
        firm("E", "cost"),
    )
    fits = {one.firms: (one.status, one.why) for one in levers(Firms(firms), CATALOGUE).fits}
    assert fits == {
        ("A",): (
            "another strategy",
            f"{CATALOGUE.option('niche-exporting').name} does not serve strategy cost",
        ),
        ("B",): ("unrated", "reshoring is not rated"),
        ("C",): ("unrated", "reshoring is not rated"),
        ("D",): ("not known", "the strategy is not known"),
        ("E",): ("no option", "no option is in use"),
    }


def test_fits_are_counted_by_verdict():
    firms = (
        firm("A", "cost", ("outsourcing-materials",)),
        firm("B", "cost", ("outsourcing-materials",)),
        firm("C", "cost", ("captive-lower",)),
        firm("D", "cost", ("captive-lower",), size="medium"),
    )
    found = levers(Firms(firms), CATALOGUE)
    assert found.fit_counts == {"advised": 3, "fails": 1}
    assert found.fits[0].firms == ("A", "B")
    (failed,) = (one for one in found.fits if one.status == "fails")
    assert failed.why == "it is less feasible for SMEs"


def test_the_levers_of_the_user_replace_those_of_the_engine():
    one = firm("A", "cost", size="small")
    found = levers(Firms((one,)), CATALOGUE, movable={"size": "medium", "firm_age": "new"})
    assert [lever.question for lever in found.levers] == ["size", "firm_age"]
    assert found.lever("size").firms == ("A",)
    assert ("captive-lower",) in found.lever("size").moves[0].after
    assert found.lever("firm_age").n_unknown == 1


def test_another_strategy_can_be_a_lever():
    found = levers(
        Firms((firm("A", "cost"),)), CATALOGUE, movable={"strategy": "differentiation"}
    ).lever("strategy")
    assert found.firms == ("A",)
    assert found.moves[0].strategy == "cost"
    assert found.moves[0].after[0] == ("niche-exporting", "outsourcing-higher")


def test_a_catalogue_that_does_not_ask_a_question_has_no_such_lever():
    from dataclasses import replace

    own = replace(CATALOGUE, questions=(CATALOGUE.question("standardised"),))
    assert [one.question for one in levers(Firms(()), own).levers] == ["standardised"]


@pytest.mark.parametrize(
    ("movable", "said"),
    [
        (
            {"suplier_capability": "high"},
            r"levers: there is no question 'suplier_capability'\. Did you mean 'supplier_cap",
        ),
        (
            {"supplier_capability": "hi"},
            r"levers, question supplier_capability: there is no answer 'hi'\. .*high, moderate",
        ),
    ],
)
def test_a_lever_that_does_not_exist_is_refused(movable, said):
    with pytest.raises(InputError, match=said):
        levers(Firms(()), CATALOGUE, movable=movable)


def test_an_unknown_lever_is_refused():
    with pytest.raises(InputError, match=r"levers: there is no lever 'size'\. There are: "):
        levers(Firms(()), CATALOGUE).lever("size")


def test_an_unknown_strategy_is_refused():
    with pytest.raises(InputError, match=r"there is no strategy 'costs'"):
        levers(Firms((firm("A", "costs", innovator="no"),)), CATALOGUE)


def test_contexts_with_the_same_moderators_are_evaluated_once():
    contexts = FirmContexts(CATALOGUE)
    answers = {"strategy": "cost", "product_complexity": "low"}
    for more in ({}, {"location": "developed"}, {"process_complexity": "low"}):
        contexts.chosen("cost", {**answers, **more})
    assert len(contexts) == 1
    contexts.chosen("cost", {**answers, "size": "medium"})
    assert len(contexts) == 2


def test_ten_thousand_firms_take_seconds_at_most():
    firms = drawn(10_000, 3)
    start = time.process_time()
    found = levers(firms, CATALOGUE)
    assert time.process_time() - start < 5
    assert found.n == 10_000


def test_the_answer_prints_levers_changes_and_fit():
    firms = (firm("A", "cost", ("cost-exporting",), **GOODS, supplier_capability="moderate"),)
    lines = str(levers(Firms(firms), CATALOGUE)).splitlines()
    assert lines[0] == "Levers, 1 firm"
    assert lines[2].split() == ["supplier_capability", "→", "high", "1", "0", "1", "0", "0"]
    assert lines[5].startswith("supplier_capability: 1 firm (cost): from 'offshore")
    assert lines[6:9] == [
        "What firms use, in their own context",
        "verdict  firms  share",
        "fails        1  100 %",
    ]


def test_without_firms_there_is_an_empty_answer():
    found = levers(Firms(()), CATALOGUE)
    assert found.fit_counts == {}
    assert str(found).startswith("Levers, 0 firms")
    assert found.to_frame().empty


def test_levers_become_frames_and_survive_json():
    found = levers(drawn(40, 5), CATALOGUE)
    frame = found.to_frame()
    assert len(frame) == sum(one.n for one in found.levers)
    assert list(frame.columns) == [
        *("question", "to", "firm", "strategy", "before", "after"),
        *("before_is_fallback", "after_is_fallback"),
    ]
    assert len(found.fit_frame()) == 40
    again = Levers.from_dict(json.loads(json.dumps(found.to_dict())))
    assert again == found
    assert str(again) == str(found)


def test_a_question_that_moves_options_of_another_strategy_alone_may_stay_open():
    catalogue = read_catalogue()
    cost = ("size", "product_complexity", "process_complexity", "supplier_capability", "craft")
    known = {name: next(iter(catalogue.question(name).choices)) for name in cost}
    full = Firm("A", strategy="cost", answers={"strategy": "cost", **known})
    answers = {name: value for name, value in full.answers.items() if name != "craft"}
    open_ = Firm("B", strategy="cost", answers=answers)
    assert levers(Firms((full,)), catalogue).n_incomplete == 0
    assert levers(Firms((full, open_)), catalogue).n_incomplete == 1
