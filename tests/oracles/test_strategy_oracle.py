"""The strategy oracle against the paper's propositions, and against mixtures worked by hand."""

import json
from collections import Counter
from pathlib import Path

import pytest
from tests.oracles.strategy import (
    TABLE_2,
    TABLE_3,
    TABLE_3_BY_THE_TEXT,
    Choice,
    Problem,
    advice,
    all_contexts,
    all_mixtures,
    chosen,
    combined,
    cost_problem,
    differentiation_problem,
    dominates,
    golden,
    in_context,
    is_refused,
    is_union,
    judged,
    missed,
    over_completions,
    problem_of,
    single_changes,
)

GOLDEN = Path(__file__).parents[1] / "golden" / "strategy-contexts.json"
STRATEGIES = ("cost", "differentiation")
PROPOSITION_1 = frozenset({("C1",), ("C2",)})
PROPOSITION_2 = frozenset({("D0", "D2"), ("D1", "D2")})
EXPORTING_ALONE = frozenset({("D0",), ("D1",)})


def test_a_mixture_is_as_feasible_as_its_hardest_part_and_as_good_as_its_best_part_elsewhere():
    assert combined(("D0", "D2"), differentiation_problem()) == (1, 2, 2)
    assert combined(("C0", "C3"), cost_problem()) == (0, 2, 2)
    assert combined(("C0", "C1", "C2"), cost_problem()) == (2, 1, 2)


def test_a_profile_dominates_only_where_it_is_nowhere_worse_and_somewhere_better():
    assert dominates((2, 1, 2), (1, 1, 2))
    assert not dominates((2, 1, 2), (2, 1, 2))
    assert not dominates((2, 1, 2), (1, 2, 2))


def test_replicative_relocation_refuses_45_of_63_cost_mixtures():
    problem = cost_problem()
    mixtures = list(all_mixtures(TABLE_2))
    refused = {mixture for mixture in mixtures if is_refused(mixture, problem)}
    assert (len(mixtures), len(refused)) == (63, 45)
    by_hand = {m for m in mixtures if set(m) & {"C4", "C5"} and set(m) - {"C4", "C5"}}
    assert refused == by_hand


def test_options_that_cannot_stand_alone_refuse_3_of_15_differentiation_mixtures():
    mixtures = list(all_mixtures(TABLE_3))
    refused = [m for m in mixtures if is_refused(m, differentiation_problem())]
    assert len(mixtures) == 15
    assert refused == [("D2",), ("D3",), ("D2", "D3")]


def test_the_cost_table_gives_proposition_1():
    assert chosen(cost_problem()) == Choice(PROPOSITION_1, is_fallback=False)


@pytest.mark.parametrize("table", [TABLE_3, TABLE_3_BY_THE_TEXT], ids=["table", "text"])
def test_both_readings_of_captive_offshoring_give_proposition_2(table):
    assert chosen(differentiation_problem(table)) == Choice(PROPOSITION_2, is_fallback=False)


def test_what_became_of_every_mixture_adds_up():
    assert Counter(judged(cost_problem()).values()) == {
        "refused": 45,
        "fails": 12,
        "needless": 4,
        "advised": 2,
    }
    assert Counter(judged(differentiation_problem()).values()) == {
        "refused": 3,
        "fails": 9,
        "needless": 1,
        "advised": 2,
    }


def test_whether_core_is_that_of_the_best_or_the_hardest_part_does_not_decide():
    for strategy, expected in zip(STRATEGIES, (PROPOSITION_1, PROPOSITION_2), strict=True):
        problem = problem_of(strategy)._replace(hardest=(True, False, True))
        assert chosen(problem).mixtures == expected


def test_20_of_22_single_changes_keep_the_form_of_proposition_1():
    changes = single_changes(cost_problem())
    broken = [(c.option, c.criterion, c.shift) for c in changes if not c.keeps_form]
    assert (len(changes), sum(c.is_same for c in changes)) == (22, 12)
    assert broken == [("C0", "lock_in", 1), ("C3", "feasibility", 1)]


def test_11_of_15_single_changes_keep_the_form_of_proposition_2():
    changes = single_changes(differentiation_problem())
    broken = {(c.option, c.criterion, c.shift): c.choice for c in changes if not c.keeps_form}
    assert (len(changes), sum(c.is_same for c in changes)) == (15, 9)
    assert list(broken) == [
        ("D0", "lock_in", 1),
        ("D1", "lock_in", 1),
        ("D2", "feasibility", -1),
        ("D3", "feasibility", 1),
    ]
    assert broken["D2", "feasibility", -1] == Choice(EXPORTING_ALONE, is_fallback=True)
    others = [choice for cell, choice in broken.items() if cell[0] != "D2"]
    assert all(choice.mixtures > PROPOSITION_2 for choice in others)


def test_a_mixture_keeps_the_form_only_as_a_union_of_whole_mixtures():
    assert is_union(("D0", "D1", "D2"), PROPOSITION_2)
    assert not is_union(("D0",), PROPOSITION_2)
    assert not is_union(("D0", "D2", "D3"), PROPOSITION_2)


def test_where_nothing_meets_all_criteria_the_best_feasible_ones_are_left():
    problem = in_context(differentiation_problem(), {"innovator": "no"})
    assert chosen(problem) == Choice(EXPORTING_ALONE, is_fallback=True)
    assert [missed(mixture, problem) for mixture in (("D0",), ("D1",))] == [["lock_in"]] * 2


def test_where_nothing_is_feasible_nothing_is_advised():
    problem = Problem({"a": (0, 2, 2), "b": (0, 1, 2)})
    assert chosen(problem) == Choice(frozenset(), is_fallback=True)


def test_an_option_without_a_rating_is_neither_advised_nor_dropped():
    problem = Problem({"a": (2, 2, 2), "b": (2, None, 2)})
    assert judged(problem) == {("a",): "advised", ("b",): "unrated", ("a", "b"): "unrated"}


def test_shifts_are_summed_first_and_held_inside_the_scale_after():
    context = {"size": "medium", "innovator": "no", "technology": "low"}
    moved = in_context(differentiation_problem(), context).ratings
    assert [moved[one][0] for one in TABLE_3] == [2, 2, 0, 0]
    one_up_one_down = {"size": "medium", "innovator": "no"}
    assert in_context(differentiation_problem(), one_up_one_down).ratings["D3"][0] == 0


def test_what_is_not_answered_moves_nothing():
    for strategy in STRATEGIES:
        assert in_context(problem_of(strategy), {}) == problem_of(strategy)


def test_complexity_moves_a_rating_only_together_with_capable_suppliers():
    able = {"supplier_capability": "high"}
    assert advice("cost", {"product_complexity": "high"}).mixtures == PROPOSITION_1
    assert advice("cost", able).mixtures == PROPOSITION_1
    assert advice("cost", {**able, "product_complexity": "high"}).mixtures == {("C1",)}
    assert advice("cost", {**able, "process_complexity": "high"}).mixtures == {("C2",)}


def test_the_advice_over_completions_counts_each_completion_once():
    counts = over_completions(["differentiation"], {}, {"innovator": ("yes", "no")})
    assert counts == {
        ("differentiation", Choice(PROPOSITION_2, is_fallback=False)): 1,
        ("differentiation", Choice(EXPORTING_ALONE, is_fallback=True)): 1,
    }


def test_all_32_contexts_differ_and_give_an_advice():
    contexts = list(all_contexts())
    assert len({tuple(context.items()) for context in contexts}) == 32
    assert all(advice(strategy, c).mixtures for c in contexts for strategy in STRATEGIES)


def test_the_map_of_contexts_is_the_one_that_the_rule_gives():
    counts = Counter(
        (strategy, advice(strategy, context))
        for context in all_contexts()
        for strategy in STRATEGIES
    )
    both_carriers = PROPOSITION_2 | {("D0", "D3"), ("D1", "D3")}
    assert counts == {
        ("cost", Choice(PROPOSITION_1, is_fallback=False)): 24,
        ("cost", Choice(PROPOSITION_1 | {("C3",)}, is_fallback=False)): 8,
        ("differentiation", Choice(PROPOSITION_2, is_fallback=False)): 4,
        ("differentiation", Choice(both_carriers, is_fallback=False)): 4,
        ("differentiation", Choice(EXPORTING_ALONE, is_fallback=True)): 24,
    }


def test_the_golden_file_holds_what_the_oracle_derives():
    assert json.loads(GOLDEN.read_text(encoding="utf-8")) == golden()
