"""Weighing methods beside the rule: formulas, where they differ and why, and for which weights."""

from dataclasses import replace
from itertools import pairwise
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategy.rated_options import CRITERIA, criterion, rated

from hanse.errors import InputError, LimitReached
from hanse.result import answer_from_dict
from hanse.strategy.catalogue import Catalogue
from hanse.strategy.catalogue_reader import read_catalogue
from hanse.strategy.rule import Chooser
from hanse.strategy.sensitivity.comparison import METHODS, SCOPES, compare_methods
from hanse.strategy.sensitivity.rank_reversal import reversals
from hanse.strategy.sensitivity.weighing_scores import is_above, scorers
from hanse.strategy.sensitivity.weight_share import weights_share

CATALOGUE = read_catalogue()
COST = compare_methods(CATALOGUE, "cost")
DIFFERENTIATION = compare_methods(CATALOGUE, "differentiation")
EXPORTING = (("niche-exporting",), ("upgrading-exporting",))
MIXTURES = (
    ("niche-exporting", "outsourcing-higher"),
    ("upgrading-exporting", "outsourcing-higher"),
)


def name_of(*mixture):
    return CATALOGUE.mixture_name(mixture)


# The methods by their formulas, criterion by criterion


def spread(column):
    low, high = min(column), max(column)
    return [(one - low) / (high - low) if high > low else 0.0 for one in column]


def as_vector(column):
    length = sqrt(sum(one * one for one in column))
    return [one / length if length else 0.0 for one in column]


def transposed(rows):
    return list(zip(*rows, strict=True))


def weighted_sum(rows, weights):
    columns = transposed([spread(column) for column in transposed(rows)])
    return [sum(w * one for w, one in zip(weights, row, strict=True)) for row in columns]


def topsis(rows, weights, normal):
    columns = [
        [w * one for one in normal(column)]
        for w, column in zip(weights, transposed(rows), strict=True)
    ]
    best, worst = [max(column) for column in columns], [min(column) for column in columns]
    scores = []
    for row in transposed(columns):
        to_best = sqrt(sum((a - b) ** 2 for a, b in zip(row, best, strict=True)))
        to_worst = sqrt(sum((a - b) ** 2 for a, b in zip(row, worst, strict=True)))
        scores.append(to_worst / (to_worst + to_best))
    return scores


def net_flows(rows, weights):
    def preference(one, other):
        return sum(w for w, a, b in zip(weights, one, other, strict=True) if a > b)

    return [
        sum(preference(one, other) - preference(other, one) for other in rows) / (len(rows) - 1)
        for one in rows
    ]


FORMULAS = {
    "TOPSIS": lambda rows, weights: topsis(rows, weights, spread),
    "TOPSIS with vectors": lambda rows, weights: topsis(rows, weights, as_vector),
    "PROMETHEE II": net_flows,
    "weighted sum": weighted_sum,
}


def order(scores):
    """Return for each pair which is above, so that scores that differ by a shift are the same."""
    return [[is_above(one, other) for other in scores] for one in scores]


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("found", [COST, DIFFERENTIATION], ids=["cost", "differentiation"])
def test_scores_are_those_of_the_formulas(found, method, scope):
    ranking = found.ranking(method, scope)
    chooser = Chooser.of(CATALOGUE, found.strategy)
    own = dict(zip(chooser.parts, chooser.levels, strict=True))
    rows = []
    for mixture in ranking.mixtures:
        profiles = transposed([own[part] for part in mixture])
        rows.append([min(profiles[0]), max(profiles[1]), max(profiles[2])])
    expected = FORMULAS[method](rows, [1 / 3] * 3)
    assert ranking.scores == pytest.approx(expected, abs=1e-12)


tables = st.lists(st.tuples(*[st.integers(0, 2)] * 3), min_size=2, max_size=6)


@given(tables, st.tuples(*[st.integers(1, 5)] * 3))
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("method", METHODS)
def test_any_table_is_ordered_as_by_the_formulas(method, rows, weights):
    shares = [one / sum(weights) for one in weights]
    found = scorers()[method](rows, np.array(shares))
    if all(row == rows[0] for row in rows):
        assert found == (0.0,) * len(rows)
    else:
        assert order(found) == order(FORMULAS[method](rows, shares))


def test_weighted_sum_by_hand():
    # exporting (2, 0, 2) against outsourcing (1, 2, 1) of higher functions, each brought to 0..1
    rows = [(2, 0, 2), (1, 2, 1)]
    assert scorers()["weighted sum"](rows, np.array([0.5, 0.25, 0.25])) == (0.75, 0.25)


@pytest.mark.parametrize("method", METHODS)
def test_a_criterion_on_which_all_are_alike_moves_no_rank(method):
    score = scorers()[method]
    with_it = score([(2, 0, 1), (1, 0, 2)], np.array([0.3, 0.4, 0.3]))
    without = score([(2, 1), (1, 2)], np.array([0.5, 0.5]))
    assert with_it == pytest.approx(without)
    assert not np.isnan(with_it).any()


@pytest.mark.parametrize("method", METHODS)
def test_alternatives_that_nothing_tells_apart_are_tied(method):
    score = scorers()[method]
    assert score([(1, 1), (1, 1)], np.array([0.5, 0.5])) == (0.0, 0.0)
    assert score([(1, 2)], np.array([0.5, 0.5])) == (0.0,)
    assert score([], np.array([0.5, 0.5])) == ()
    assert score([(1, 2), (1, 0)], np.array([1.0, 0.0])) == (0.0, 0.0)


# What they rank first


@pytest.mark.parametrize("method", METHODS)
def test_on_single_cost_options_all_agree_with_proposition_1(method):
    assert COST.ranking(method, "single options").agrees
    assert COST.ranking(method, "single options").why == ()


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("scope", "n"), [("mixtures of two", 5), ("all mixtures", 6)])
def test_cost_mixtures_tie_with_those_that_only_add_parts(method, scope, n):
    ranking = COST.ranking(method, scope)
    assert len(ranking.first) == n
    assert set(COST.advised) < set(ranking.first)
    assert not ranking.agrees
    assert len(ranking.why) == 1
    assert ranking.why[0].startswith(
        "Tied with what is advised by adding parts without need: "
        + name_of("cost-exporting", "outsourcing-materials")
    )
    assert ranking.why[0].endswith("or 1 other.") == (n == 6)


@pytest.mark.parametrize("method", ["weighted sum", "TOPSIS", "PROMETHEE II"])
def test_on_single_differentiation_options_exporting_comes_first_with_lock_in(method):
    ranking = DIFFERENTIATION.ranking(method, "single options")
    assert ranking.first == EXPORTING
    assert not ranking.agrees
    names = f"{name_of('niche-exporting')}, or {name_of('upgrading-exporting')}"
    assert ranking.why[1] == (
        f"First although lock-in is not avoided, because other criteria make up for it: {names}."
    )
    assert ranking.why[0].startswith("Not among what is ranked: " + name_of(*MIXTURES[0]))


def test_with_vectors_a_supplementary_option_comes_first_alone():
    ranking = DIFFERENTIATION.ranking("TOPSIS with vectors", "single options")
    assert ranking.first == (("outsourcing-higher",),)
    assert "is supplementary and must join a base option" in ranking.why[1]


@pytest.mark.parametrize("method", METHODS)
def test_with_mixtures_of_two_all_agree_with_proposition_2(method):
    ranking = DIFFERENTIATION.ranking(method, "mixtures of two")
    assert ranking.agrees
    assert ranking.first == MIXTURES


def test_topsis_with_vectors_flips_to_exporting_once_all_mixtures_are_added():
    ranking = DIFFERENTIATION.ranking("TOPSIS with vectors", "all mixtures")
    assert ranking.first == (*EXPORTING, ("niche-exporting", "upgrading-exporting"))
    assert "lock-in is not avoided" in ranking.why[0]
    turned = DIFFERENTIATION.reversals
    assert [(one.method, one.before, one.after) for one in turned] == [
        ("TOPSIS with vectors", "mixtures of two", "all mixtures")
    ]
    assert turned[0].above == MIXTURES[0]
    assert turned[0].below == EXPORTING[0]
    assert turned[0].sentence == (
        f"TOPSIS with vectors ranks {name_of(*MIXTURES[0])} above {name_of('niche-exporting')}"
        " among mixtures of two, and below it among all mixtures (9 pairs turned round)."
    )


@pytest.mark.parametrize("found", [COST, DIFFERENTIATION], ids=["cost", "differentiation"])
def test_pairs_turned_round_are_those_found_one_by_one(found):
    for one in found.reversals:
        old, new = (found.ranking(one.method, scope) for scope in (one.before, one.after))
        first = dict(zip(old.mixtures, old.scores, strict=True))
        second = dict(zip(new.mixtures, new.scores, strict=True))
        turned = [
            (a, b)
            for a in first
            for b in first
            if first[a] > first[b] + 1e-9 and second[b] > second[a] + 1e-9
        ]
        assert len(turned) == one.n
        assert (one.above, one.below) in turned


def test_ties_are_not_turned_round():
    scores = {("a",): 1.0, ("b",): 0.5}
    tied = {("a",): 0.5, ("b",): 0.5}
    catalogue = rated({"a": (1, 1, 1), "b": (1, 1, 1)})
    assert reversals(catalogue, "x", [("one", scores), ("two", tied), ("three", scores)]) == ()


def test_a_heavy_objective_brings_infeasible_options_first():
    weights = {"feasibility": 1, "lock_in": 3, "core": 0}
    found = compare_methods(CATALOGUE, "cost", weights=weights)
    ranking = found.ranking("weighted sum", "single options")
    assert found.weights == {"feasibility": 0.25, "lock_in": 0.75, "core": 0.0}
    assert ranking.first == (("captive-lower",), ("replicative-captive",))
    assert ranking.why == (
        "First although it is less feasible for SMEs, because other criteria make up for it:"
        f" {name_of('captive-lower')}.",
        "First although it is less feasible for SMEs and core competencies are not protected,"
        f" because other criteria make up for it: {name_of('replicative-captive')}.",
        "First although something is as good everywhere and better on a criterion without weight:"
        f" {name_of('replicative-captive')}.",
    )


def test_a_method_chooses_among_what_the_rule_leaves_side_by_side():
    found = compare_methods(
        rated({"a": (2, 1, 1), "b": (1, 2, 1)}), "go", weights={"ease": 3, "reach": 1, "core": 1}
    )
    ranking = found.ranking("weighted sum", "single options")
    assert ranking.first == (("a",),)
    assert ranking.why == ("Advised as well, and ranked lower because levels are weighed: B.",)


def test_where_the_rule_returns_nothing_a_ranking_still_has_a_first():
    found = compare_methods(rated({"a": (0, 1, 1), "b": (0, 2, 1)}), "go")
    ranking = found.ranking("TOPSIS", "single options")
    assert ranking.first == (("b",),)
    assert ranking.why[-1] == "The rule returns nothing; a ranking always has a first."
    assert str(found).startswith("Strategy 'go': the rule advises nothing.")


def test_without_a_rated_option_every_ranking_is_empty_and_agrees():
    found = compare_methods(rated({"a": (None, 1, 1)}), "go")
    assert all(one.mixtures == () and one.first == () and one.agrees for one in found.rankings)
    assert found.reversals == ()


def test_alternatives_are_only_added_from_scope_to_scope():
    for found, counts in ((COST, (6, 13, 18)), (DIFFERENTIATION, (4, 9, 14))):
        rankings = [found.ranking("TOPSIS", scope) for scope in SCOPES]
        assert tuple(len(one.mixtures) for one in rankings) == counts
        for one, more in pairwise(rankings):
            assert set(one.mixtures) < set(more.mixtures)


def test_the_comparison_prints_methods_that_do_the_same_together():
    lines = str(DIFFERENTIATION).splitlines()
    assert lines[1] == (
        "single options, weighted sum, TOPSIS and PROMETHEE II:"
        " niche-exporting; upgrading-exporting"
    )
    assert (
        "mixtures of two, weighted sum, TOPSIS, TOPSIS with vectors and PROMETHEE II: the same"
        in lines
    )
    assert lines[-1] == DIFFERENTIATION.reversals[0].sentence


def test_the_frame_has_a_row_for_each_score():
    frame = COST.to_frame()
    assert len(frame) == len(METHODS) * (6 + 13 + 18)
    assert list(frame.columns) == [
        "scope",
        "method",
        "mixture",
        "score",
        "is_first",
        "is_advised",
    ]
    assert int(frame["is_advised"].sum()) == 2 * len(METHODS) * 3


@pytest.mark.parametrize("found", [COST, DIFFERENTIATION], ids=["cost", "differentiation"])
def test_the_comparison_comes_back_from_a_dictionary(found):
    assert answer_from_dict(found.to_dict()) == found


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ({"feasibility": 1, "lock_in": 1}, "weights: there is no weight for core."),
        ({"feasability": 1}, "weights: there is no criterion 'feasability'. Did you mean"),
        ({"lock_in_tangible": 1}, "weights: there is no criterion 'lock_in_tangible'."),
        ({"core": -1}, "weights: core is -1. Give a number from 0."),
        ({"core": float("nan")}, "weights: core is nan. Give a number from 0."),
        ({"feasibility": 0, "lock_in": 0, "core": 0}, "weights: all are 0. Give one criterion a"),
    ],
)
def test_weights_that_cannot_be_are_errors(weights, said):
    with pytest.raises(InputError) as caught:
        compare_methods(CATALOGUE, "cost", weights=weights)
    assert str(caught.value).startswith(said)


def test_an_unknown_method_or_scope_is_an_error_with_the_choices():
    with pytest.raises(InputError, match="there is no method 'topsis'"):
        COST.ranking("topsis", "single options")
    with pytest.raises(InputError, match="there is no scope 'single'"):
        COST.ranking("TOPSIS", "single")


def test_without_pymcdm_the_error_names_the_extra(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pymcdm", None)
    monkeypatch.setitem(sys.modules, "pymcdm.methods", None)
    with pytest.raises(InputError) as caught:
        compare_methods(CATALOGUE, "cost")
    assert str(caught.value) == (
        "pymcdm is not installed, which the comparison of methods needs."
        " Install the extra mcda: pip install 'hanse[mcda]'."
    )


def test_too_many_alternatives_are_refused_with_their_number():
    with pytest.raises(LimitReached) as caught:
        compare_methods(rated({f"o{i}": (1, 1, 1) for i in range(11)}), "go")
    assert str(caught.value) == (
        "too many mixtures of strategy 'go' for a comparison of methods (2,047 alternatives, at"
        " most 2,000). Leave options out of a copy of the catalogue."
    )


# For which weights


def test_a_weighted_sum_returns_both_propositions_for_a_third_of_all_weights():
    # cost holds where 2 w(feasibility) > w(lock-in), differentiation where 2 w(lock-in) >
    # w(feasibility): of the ratio of two weights, up to 1/2, from 1/2 to 2 and from 2 are a third
    found = weights_share(CATALOGUE)
    assert found.shares["cost"] == pytest.approx(2 / 3, abs=4 * found.error(2 / 3))
    assert found.shares["differentiation"] == pytest.approx(2 / 3, abs=4 * found.error(2 / 3))
    assert found.together == pytest.approx(1 / 3, abs=4 * found.error(1 / 3))
    assert found.advised["differentiation"] == MIXTURES


def one_by_one(catalogue, strategy, weights):
    """Return for each row of weights whether the weighted sum agrees, mixture by mixture."""
    chooser = Chooser.of(catalogue, strategy)
    profiles = {chooser.mixture(mask): own for mask, own in chooser.profiles().items()}
    advised = set(chooser.choose().mixtures)
    agree = []
    for row in weights:
        scores = {
            one: sum(
                w * place / (len(c.levels) - 1)
                for w, place, c in zip(row, own, chooser.criteria, strict=True)
            )
            for one, own in profiles.items()
        }
        first = [one for one in scores if scores[one] >= max(scores.values()) - 1e-9]
        simple = {
            one
            for one in first
            if not any(profiles[o] == profiles[one] and len(o) < len(one) for o in first)
        }
        agree.append(simple == advised)
    return agree


@given(st.lists(st.tuples(*[st.integers(0, 2)] * 3), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_shares_of_weights_are_those_counted_mixture_by_mixture(table):
    catalogue = rated({f"o{i}": row for i, row in enumerate(table)})
    found = weights_share(catalogue, draws=20, seed=5)
    weights = np.random.default_rng(5).dirichlet(np.ones(3), size=20)
    agree = one_by_one(catalogue, "go", weights)
    assert found.shares["go"] == sum(agree) / 20
    assert found.together == found.shares["go"]


def test_levels_of_scales_of_different_length_are_brought_to_one_length():
    criteria = (CRITERIA[0], criterion("reach", levels=("low", "high")))
    # a (2, 1) of at most (2, 1) is best on both whatever they weigh
    found = weights_share(rated({"a": (2, 1), "b": (1, 1)}, criteria=criteria), draws=50)
    assert found.shares == {"go": 1.0}


def test_a_strategy_without_a_rated_option_agrees_for_all_weights():
    found = weights_share(rated({"a": (None, 1, 1)}), draws=10)
    assert (found.shares["go"], found.together) == (1.0, 1.0)


def test_the_share_of_weights_prints_its_error():
    assert str(weights_share(rated({"a": (1, 1, 1)}), draws=10)).splitlines() == [
        "Weighted sum, 10 draws of weights (seed 1): share with the rule's advice",
        "  go: 100.0 % ± 0.0",
        "  all at once: 100.0 % ± 0.0",
    ]


def test_the_share_of_weights_has_a_frame_and_comes_back_from_a_dictionary():
    found = weights_share(CATALOGUE, draws=100)
    frame = found.to_frame()
    assert list(frame["strategy"]) == ["cost", "differentiation", "all at once"]
    assert list(frame["share"]) == [*found.shares.values(), found.together]
    assert answer_from_dict(found.to_dict()) == found


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"draws": 0}, "draws is 0. Give a whole number from 1."),
        ({"seed": -2}, "seed is -2. Give a whole number from 0."),
    ],
)
def test_draws_and_seeds_that_cannot_be_are_errors(choices, said):
    with pytest.raises(InputError) as caught:
        weights_share(CATALOGUE, **choices)
    assert str(caught.value) == said


def test_a_catalogue_without_a_strategy_is_an_error():
    empty = replace(CATALOGUE, options=(), ratings=())
    assert isinstance(empty, Catalogue)
    with pytest.raises(InputError, match="there is no strategy"):
        weights_share(empty)


def test_a_scale_of_four_levels_weighs_no_more_than_one_of_three():
    criteria = (
        CRITERIA[0],
        replace(criterion("reach"), levels=("0", "1", "2", "3"), words=("0", "1", "2", "3")),
    )
    # a scores w/2 + (1 - w)/3 and x, which cannot be carried out, 1 - w: a is first from w = 4/7 on
    catalogue = rated({"a": (1, 1), "x": (0, 3)}, criteria=criteria)
    found = weights_share(catalogue, draws=4000, seed=7)
    weights = np.random.default_rng(7).dirichlet(np.ones(2), size=4000)
    assert found.advised["go"] == (("a",),)
    assert found.shares["go"] == (weights[:, 0] > 4 / 7).mean()
    assert found.shares["go"] == pytest.approx(3 / 7, abs=0.03)


@given(st.lists(st.tuples(*[st.integers(0, n - 1) for n in (3, 4, 2)]), min_size=1, max_size=4))
@settings(max_examples=30, deadline=None)
def test_shares_of_weights_on_unlike_scales_are_those_counted_mixture_by_mixture(table):
    criteria = tuple(
        replace(one, levels=names, words=names)
        for one, names in zip(CRITERIA, (tuple("012"), tuple("0123"), tuple("01")), strict=True)
    )
    catalogue = rated({f"o{i}": row for i, row in enumerate(table)}, criteria=criteria)
    found = weights_share(catalogue, draws=20, seed=5)
    weights = np.random.default_rng(5).dirichlet(np.ones(3), size=20)
    assert found.shares["go"] == sum(one_by_one(catalogue, "go", weights)) / 20
