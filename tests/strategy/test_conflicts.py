"""Ratings are held against measures; only what many firms show counts as a conflict."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanse.errors import InputError
from hanse.strategy import read_catalogue
from hanse.strategy.firms.approaches import Approach
from hanse.strategy.firms.conflicts import CAUTION, STATUSES, Conflicts, conflicts
from hanse.strategy.firms.read import Firm, Firms
from hanse.strategy.firms.superiority import holm, mann_whitney, superiority

CATALOGUE = read_catalogue()
EXPORT, CAPTIVE = ("cost-exporting",), ("captive-lower",)


def firms_with(values: dict[tuple[str, ...], list[float]], measure: str = "investment") -> Firms:
    made = [
        Firm(f"{'+'.join(option)} {i}", option=option, measures={measure: float(value)})
        for option, numbers in values.items()
        for i, value in enumerate(numbers)
    ]
    return Firms(tuple(made))


def double_loop(x, y) -> float:
    wins = sum(1.0 if a > b else 0.5 if a == b else 0.0 for a in x for b in y)
    return wins / (len(x) * len(y))


small = st.lists(st.integers(0, 6).map(float), min_size=1, max_size=12)


@given(small, small)
@settings(max_examples=150, deadline=None)
def test_superiority_is_what_a_double_loop_counts(x, y):
    found = superiority(np.array(x), np.array(y))
    assert found == double_loop(x, y)
    assert found + superiority(np.array(y), np.array(x)) == pytest.approx(1.0)
    assert found == pytest.approx(superiority(-np.array(y), -np.array(x)))


def test_superiority_without_values_is_undefined():
    assert math.isnan(superiority(np.array([]), np.array([1.0])))
    assert math.isnan(superiority(np.array([1.0]), np.array([])))


@given(small, small)
@settings(max_examples=60, deadline=None)
def test_the_test_does_not_depend_on_which_group_is_first_nor_on_the_unit(x, y):
    one, other = np.array(x), np.array(y)
    p = mann_whitney(one, other)
    assert 0 < p <= 1
    assert mann_whitney(other, one) == pytest.approx(p)
    assert mann_whitney(2 * one, 2 * other) == pytest.approx(p)
    assert mann_whitney(-one, -other) == pytest.approx(p)


def test_p_is_that_of_all_arrangements_where_there_are_few_firms():
    from itertools import combinations

    x, y = [1.0, 4.0, 6.0, 7.0], [2.0, 3.0, 5.0, 8.0, 9.0]
    pool = sorted(x + y)
    gaps = [
        abs(double_loop(side, [v for v in pool if v not in side]) - 0.5)
        for side in combinations(pool, 4)
    ]
    own = abs(double_loop(x, y) - 0.5)
    expected = sum(gap >= own - 1e-12 for gap in gaps) / len(gaps)
    assert mann_whitney(np.array(x), np.array(y)) == pytest.approx(expected)


def test_values_that_are_all_the_same_have_p_1():
    assert mann_whitney(np.full(9, 3.0), np.full(7, 3.0)) == 1.0


def test_holm_is_worked_by_hand():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx((0.03, 0.06, 0.06, 0.02))
    assert holm([0.9, 0.6]) == (1.0, 1.0)
    assert holm([]) == ()
    assert math.isnan(holm([math.nan, 0.02])[0])
    assert holm([math.nan, 0.02])[1] == 0.02


@given(st.lists(st.floats(0, 1), max_size=12))
@settings(deadline=None)
def test_holm_rejects_what_the_stepwise_procedure_rejects(p):
    order = sorted(range(len(p)), key=lambda i: p[i])
    rejected = set()
    for step, i in enumerate(order):
        if (len(p) - step) * p[i] > 0.05:
            break
        rejected.add(i)
    assert {i for i, value in enumerate(holm(p)) if value <= 0.05} == rejected


def test_more_investment_where_less_is_expected_is_a_conflict():
    found = conflicts(firms_with({EXPORT: range(20, 30), CAPTIVE: range(10)}), CATALOGUE)
    (one,) = found.pairs
    assert (one.criterion, one.measure, one.status) == ("feasibility", "investment", "conflict")
    assert (one.higher, one.lower) == (EXPORT, CAPTIVE)
    assert (one.higher_level, one.lower_level) == ("HF", "LF")
    assert (one.superiority, one.higher_median, one.lower_median) == (0.0, 24.5, 4.5)
    assert one.p == one.p_holm < 0.001
    higher, lower = (CATALOGUE.option(one).name for one in (*EXPORT, *CAPTIVE))
    assert one.sentence == (
        f"{higher.capitalize()} is rated more feasible than {lower}, yet firms that use it "
        "invested more (median 24.5 against 4.5; 100 % of all pairs of firms show it; "
        "10 and 10 firms)."
    )
    assert found.conflicts == found.of("conflict") == (one,)
    assert found.counts == {"conflict": 1, "agrees": 0, "not decided": 0, "too few firms": 0}


def test_less_investment_agrees_with_a_better_feasibility():
    (one,) = conflicts(firms_with({EXPORT: range(10), CAPTIVE: range(20, 30)}), CATALOGUE).pairs
    assert (one.status, one.superiority) == ("agrees", 1.0)
    assert "and firms that use it invested less (median 4.5 against 24.5;" in one.sentence


def test_more_patents_agree_with_a_better_objective_and_fewer_oppose_it():
    firms = firms_with({EXPORT: range(10), CAPTIVE: range(20, 30)}, "patents")
    (one,) = conflicts(firms, CATALOGUE).pairs
    assert (one.criterion, one.higher, one.status) == ("lock_in", CAPTIVE, "agrees")
    assert "is rated better on 'avoid lock-in' than" in one.sentence
    assert "hold more patents" in one.sentence
    turned = firms_with({CAPTIVE: range(10), EXPORT: range(20, 30)}, "patents")
    (other,) = conflicts(turned, CATALOGUE).pairs
    assert (other.status, other.superiority) == ("conflict", 0.0)
    assert "yet firms that use it hold fewer patents" in other.sentence


def test_a_difference_that_chance_could_make_is_not_decided():
    firms = firms_with({EXPORT: [1, 2, 3, 4, 9], CAPTIVE: [2, 3, 4, 5, 6]})
    (one,) = conflicts(firms, CATALOGUE).pairs
    assert one.status == "not decided"
    assert "by investment the firms do not decide it (median 3 against 4; 5 and 5 firms)" in (
        one.sentence
    )


def test_too_few_firms_are_not_tested_and_do_not_weaken_other_tests():
    values = {EXPORT: range(20, 30), CAPTIVE: range(10), ("replicative-outsourcing",): [1, 2, 3, 4]}
    found = conflicts(firms_with(values), CATALOGUE)
    few = found.of("too few firms")
    assert len(few) == 2
    assert all(math.isnan(one.p) and math.isnan(one.p_holm) for one in few)
    assert few[0].sentence.endswith(
        "10 and 4 firms with known investment are too few to tell, 5 on each side are needed."
    )
    (one,) = found.conflicts
    assert one.p_holm == one.p
    assert "Holm over 1 test)" in found.rule


def test_a_group_without_any_known_value_is_too_small():
    firms = firms_with({EXPORT: range(9), CAPTIVE: [math.nan] * 8})
    (one,) = conflicts(firms, CATALOGUE).pairs
    assert (one.status, one.lower_n) == ("too few firms", 0)
    assert math.isnan(one.superiority)
    assert "9 and 0 firms with known investment" in one.sentence


def test_constant_measures_are_not_decided():
    (one,) = conflicts(firms_with({EXPORT: [1] * 9, CAPTIVE: [1] * 9}), CATALOGUE).pairs
    assert (one.p, one.superiority, one.status) == (1.0, 0.5, "not decided")
    (two,) = conflicts(firms_with({EXPORT: [2] * 9, CAPTIVE: [1] * 9}), CATALOGUE).pairs
    assert two.status == "conflict"


def test_only_mixtures_of_one_strategy_at_different_levels_are_compared():
    values = {
        EXPORT: range(6),
        ("outsourcing-materials",): range(6),
        ("niche-exporting", "outsourcing-higher"): range(6),
        (): range(6),
        ("reshoring",): range(6),
    }
    found = conflicts(firms_with(values), CATALOGUE)
    assert found.pairs == ()
    assert found.unrated == (("reshoring",),)
    assert "Without a rating and not compared on it: reshoring." in str(found)


def test_a_mixture_is_compared_at_its_own_level_in_any_order_of_its_parts():
    values = {("outsourcing-higher", "niche-exporting"): range(6), ("niche-exporting",): range(6)}
    (one,) = conflicts(firms_with(values), CATALOGUE).pairs
    assert one.lower == ("niche-exporting", "outsourcing-higher")
    assert (one.lower_level, one.lower_n) == ("MF", 6)


def test_holm_counts_every_test_that_was_made():
    rng = np.random.default_rng(6)
    names = ["cost-exporting", "outsourcing-materials", "captive-lower", "replicative-captive"]
    made = [
        Firm(f"{name} {i}", option=(name,), measures=dict(zip("ab", rng.random(2), strict=True)))
        for name in names
        for i in range(12)
    ]
    approaches = [Approach("a", "core", 1), Approach("b", "core", 1), Approach("a", "lock_in", -1)]
    found = conflicts(Firms(tuple(made)), CATALOGUE, approaches=approaches)
    p = [one.p for one in found.pairs]
    assert [one.p_holm for one in found.pairs] == list(holm(p))
    assert len(found.pairs) == 3 + 3 + 5
    values = {
        (name, m): [one.measures[m] for one in made if one.option == (name,)]
        for name in names
        for m in "ab"
    }
    for one in found.pairs:
        sides = [values[side[0], one.measure] for side in (one.higher, one.lower)]
        expected = double_loop(*sides)
        own = 1 - expected if one.criterion == "lock_in" else expected
        assert one.superiority == pytest.approx(own)
        assert math.isnan(one.p) is False


def test_a_measure_of_the_user_has_plain_words():
    firms = firms_with({EXPORT: range(20, 30), CAPTIVE: range(10)}, "staff")
    (one,) = conflicts(firms, CATALOGUE, approaches=[Approach("staff", "feasibility", -1)]).pairs
    assert "yet firms that use it have more staff (" in one.sentence


def test_a_catalogue_without_a_criterion_of_the_paper_compares_the_rest():
    own = replace(
        CATALOGUE,
        criteria=tuple(one for one in CATALOGUE.criteria if one.id != "feasibility"),
    )
    assert conflicts(firms_with({EXPORT: range(6), CAPTIVE: range(6)}), own).pairs == ()


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"significance": 0}, r"significance is 0\. Give a number between 0 and 1, such as 0\.05"),
        ({"least": 0}, r"least is 0\. Give a whole number of firms from 1"),
        (
            {"approaches": [Approach("patents", "feasibility", 1)]},
            r"approaches: there is no measure 'patents'\. There are: investment\.",
        ),
        (
            {"approaches": [Approach("investment", "feasible", 1)]},
            r"approaches: there is no criterion 'feasible'\. Did you mean 'feasibility'",
        ),
        (
            {"approaches": [Approach("investment", "feasibility", 0)]},
            r"approaches: the sign of investment for feasibility is 0\. Give 1 where more is",
        ),
    ],
)
def test_choices_that_cannot_be_are_refused(choices, said):
    with pytest.raises(InputError, match=said):
        conflicts(firms_with({EXPORT: [1], CAPTIVE: [2]}), CATALOGUE, **choices)


def test_firms_without_a_measure_are_refused():
    with pytest.raises(InputError, match=r"the firms have no measure\. Add at least one"):
        conflicts(Firms((Firm("A", option=EXPORT),)), CATALOGUE)


def test_an_unknown_status_is_refused():
    found = conflicts(firms_with({EXPORT: [1], CAPTIVE: [2]}), CATALOGUE)
    with pytest.raises(InputError, match=r"conflicts: there is no status 'agree'\. Did you mean"):
        found.of("agree")


def test_the_answer_prints_conflicts_with_the_rule_and_a_caution():
    text = str(conflicts(firms_with({EXPORT: range(20, 30), CAPTIVE: range(10)}), CATALOGUE))
    lines = text.splitlines()
    assert lines[0] == "Ratings against measures"
    assert lines[2].split() == ["conflict", "1"]
    assert " is rated more feasible than " in lines[6]
    assert lines[-1] == CAUTION
    calm = str(conflicts(firms_with({EXPORT: [1], CAPTIVE: [2]}), CATALOGUE))
    assert "No conflict is certain." in calm


def test_conflicts_become_a_frame_and_survive_json():
    found = conflicts(firms_with({EXPORT: range(6), CAPTIVE: [1, 2]}), CATALOGUE)
    frame = found.to_frame()
    assert list(frame["higher"]) == ["cost-exporting"]
    assert set(frame["status"]) <= set(STATUSES)
    assert list(frame.columns)[:4] == ["criterion", "measure", "higher", "lower"]
    again = Conflicts.from_dict(json.loads(json.dumps(found.to_dict())))
    assert again.to_dict() == found.to_dict()
    assert str(again) == str(found)
