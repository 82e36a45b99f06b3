"""Orderings of scenarios, draw by draw."""

import numpy as np
import pytest

from hanse.strategy.catalogue_reader import read_catalogue
from hanse.strategy.effect.model import MEASURES, checked_scenarios, pulls, steps
from hanse.strategy.effect.orderings import Ordering, orderings_of, share_text
from hanse.strategy.effect.priors import PRIORS, draw
from hanse.strategy.effect.simulation import Scenario, simulate

CATALOGUE = read_catalogue()


def ordering(*differences: float) -> Ordering:
    values = np.array([[2 + one for one in differences], [2.0] * len(differences)])
    (found,) = orderings_of(["A", "B"], {"core": values})
    return found


def test_an_ordering_of_every_draw_is_certain():
    found = ordering(0.5, 0.1, 0.3)
    assert (found.lower, found.equal, found.higher) == (0, 0, 1)
    assert found.relation == "higher"
    assert found.sentence == (
        "The stock of core competencies ends higher with 'A' than with 'B' in all 3 draws, "
        "by 0.30 in the median."
    )


def test_one_draw_that_disagrees_leaves_it_undecided():
    found = ordering(-0.5, 0.1, 0.3, 0.4)
    assert found.relation == "undecided"
    assert found.sentence == (
        "The ratings do not decide how the stock of core competencies ends with 'A' against 'B': "
        "lower in 25 % and higher in 75 % of 4 draws."
    )


def test_one_draw_that_ties_leaves_a_strict_ordering_undecided():
    found = ordering(0.0, -0.1, -0.2, -0.3)
    assert found.relation == "undecided"
    assert "lower in 75 % and the same in 25 % of 4 draws" in found.sentence


def test_differences_up_to_the_tolerance_are_ties():
    assert ordering(9e-13, -9e-13).relation == "equal"
    assert ordering(2e-12, 3e-12).relation == "higher"
    assert ordering(0.0, 0.0).sentence == (
        "The stock of core competencies ends the same with 'A' as with 'B' in all 2 draws."
    )


def test_all_three_shares_are_told():
    assert "lower in 33 %, the same in 33 % and higher in 33 %" in ordering(-1, 0, 1).sentence


def test_a_tiny_certain_difference_is_not_shown_as_nothing():
    assert "by less than 0.01 in the median" in ordering(0.001, 0.002).sentence


@pytest.mark.parametrize(("share", "text"), [(0, "0 %"), (1, "100 %"), (0.005, "under 1 %")])
def test_shares_are_never_rounded_to_none_or_all(share, text):
    assert share_text(share) == text


def test_the_difference_is_that_of_the_draws():
    assert ordering(0.0, 1.0, 2.0).difference == pytest.approx((0.1, 1.0, 1.9))


def test_one_scenario_has_no_ordering():
    assert orderings_of(["A"], {"core": np.ones((1, 3))}) == ()


def test_an_ordering_survives_its_dictionary():
    found = ordering(-1, 0, 1)
    assert Ordering.from_dict(found.to_dict()) == found


SCENARIOS = [
    Scenario("export", {"cost-exporting": 0.4}),
    Scenario("outsourcing", {"outsourcing-materials": 0.4}),
    Scenario("captive", {"captive-lower": 0.4}),
    Scenario("replicative", {"replicative-outsourcing": 0.4}),
    Scenario("niche", {"niche-exporting": 0.4}),
    Scenario("mixture", {"niche-exporting + outsourcing-higher": 0.4}),
    Scenario("reshoring", {"reshoring": 0.2}),
]


@pytest.mark.parametrize("seed", [1, 2])
def test_every_ordering_is_recounted_from_the_raw_draws(seed):
    made = simulate(CATALOGUE, SCENARIOS, draws=300, seed=seed)
    drawn = draw(CATALOGUE, PRIORS, draws=300, seed=seed)
    checked = checked_scenarios(CATALOGUE, SCENARIOS)
    *_, last = steps(pulls(CATALOGUE, checked, drawn), drawn, 20)
    names = [one.name for one in checked]
    seen = 0
    for one in made.orderings:
        values = last[MEASURES.index(one.measure)]
        first, second = values[names.index(one.first)], values[names.index(one.second)]
        lower = equal = 0
        for a, b in zip(first.tolist(), second.tolist(), strict=True):
            equal += abs(a - b) <= 1e-12
            lower += a < b - 1e-12
        assert (one.lower, one.equal) == (lower / 300, equal / 300)
        assert one.is_certain == (300 in (lower, equal, 300 - lower - equal))
        seen += 1
    assert seen == 3 * 8 * 7 // 2
    assert set(made.certain) | set(made.undecided) == set(made.orderings)


def test_the_orderings_of_the_paper_hold_in_all_draws():
    made = simulate(CATALOGUE, SCENARIOS)

    def relation(first, second, measure):
        one = made.ordering(first, second, measure)
        assert (one.first, one.second) == (first, second)
        return one.relation

    assert relation("outsourcing", "captive", "lock_in") == "higher"
    assert relation("export", "outsourcing", "lock_in") == "higher"
    assert relation("no strategy", "export", "lock_in") == "equal"
    assert relation("niche", "mixture", "lock_in") == "higher"
    assert relation("no strategy", "export", "core") == "lower"
    assert relation("export", "outsourcing", "core") == "lower"
    assert relation("no strategy", "replicative", "core") == "higher"
    assert relation("outsourcing", "replicative", "core") == "higher"
    assert relation("outsourcing", "replicative", "network") == "higher"
    assert relation("niche", "mixture", "core") == "undecided"


def outsourcing_by_all_against_exporting(priors):
    scenarios = [
        Scenario("export", {"cost-exporting": 1}),
        Scenario("outsourcing", {"outsourcing-materials": 1}),
    ]
    made = simulate(CATALOGUE, scenarios, priors=priors, draws=2000)
    return made.ordering("export", "outsourcing", "core").relation


def test_the_loss_of_suppliers_can_undo_the_gain_of_outsourcing_where_all_of_them_matter():
    assert outsourcing_by_all_against_exporting({}) == "lower"
    whole = {"tie_loss": (0.9, 1), "selective_share": (0.4, 0.4), "critical_mass": (0.95, 1)}
    assert outsourcing_by_all_against_exporting(whole) == "undecided"


def mixture_above_exporting(weight):
    scenarios = [Scenario("alone", {"niche-exporting": 0.4}), SCENARIOS[5]]
    made = simulate(CATALOGUE, scenarios, priors={"protection": weight} if weight else None)
    return made.ordering("alone", "mixture", "core").lower


def test_mixture_against_exporting_hangs_on_how_far_the_protecting_part_protects():
    assert mixture_above_exporting(None) == pytest.approx(0.35, abs=0.01)
    assert mixture_above_exporting((1, 1)) == 1
    assert 0 < mixture_above_exporting((0, 0)) < 0.1
