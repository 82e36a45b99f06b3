"""Orderings of scenarios, draw by draw."""

from dataclasses import replace

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
        rests = "reshoring" in (one.first, one.second)
        assert one.unrated == (("reshoring",) if rests else ())
        assert one.is_certain == (not rests and 300 in (lower, equal, 300 - lower - equal))
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


# Options that are not rated


def unrated_ordering(differences, **unrated) -> Ordering:
    values = np.array([[2 + one for one in differences], [2.0] * len(differences)])
    open_ = {("core", name): names for name, names in unrated.items()}
    (found,) = orderings_of(["A", "B"], {"core": values}, open_)
    return found


@pytest.mark.parametrize("scenario", ["A", "B"])
@pytest.mark.parametrize("differences", [(0.5, 0.1), (-0.5, -0.1), (0.0, 0.0)], ids=str)
def test_an_ordering_that_rests_on_an_unrated_option_is_never_certain(scenario, differences):
    found = unrated_ordering(differences, **{scenario: ("reshoring",)})
    assert 1 in (found.lower, found.equal, found.higher)
    assert (found.relation, found.is_certain) == ("undecided", False)
    assert found.unrated == ("reshoring",)
    assert found.sentence == (
        "Nothing can be said on how the stock of core competencies ends with 'A' against 'B', for "
        "reshoring is not rated."
    )
    assert Ordering.from_dict(found.to_dict()) == found


def test_an_unrated_option_of_both_scenarios_is_named_once():
    found = unrated_ordering((0.5,), A=("x", "y"), B=("y",))
    assert found.unrated == ("x", "y")


def test_an_unrated_option_of_another_scenario_or_measure_leaves_an_ordering_certain():
    values = {"core": np.array([[3.0], [2.0], [1.0]]), "lock_in": np.array([[3.0], [2.0], [1.0]])}
    found = orderings_of(["A", "B", "C"], values, {("core", "C"): ("x",)})
    assert [(one.measure, one.first, one.second, one.is_certain) for one in found] == [
        ("lock_in", "A", "B", True),
        ("lock_in", "A", "C", True),
        ("lock_in", "B", "C", True),
        ("core", "A", "B", True),
        ("core", "A", "C", False),
        ("core", "B", "C", False),
    ]


def test_an_option_rated_on_lock_in_alone_leaves_only_the_core_open():
    ratings = [
        one
        for one in CATALOGUE.ratings
        if (one.option, one.criterion) != ("cost-exporting", "core")
    ]
    part = replace(CATALOGUE, ratings=tuple(ratings))
    made = simulate(part, [Scenario("export", {"cost-exporting": 0.4})], draws=20)
    name = CATALOGUE.option("cost-exporting").name
    assert {one.measure: one.unrated for one in made.orderings} == {
        "lock_in": (),
        "core": (name,),
        "network": (),
    }
    assert made.ordering("no strategy", "export", "lock_in").relation == "equal"
    assert made.ordering("no strategy", "export", "core") in made.undecided


def test_an_unrated_part_of_a_mixture_counts_and_an_option_of_no_firm_does_not():
    scenarios = [
        Scenario("part", {"cost-exporting + reshoring": 0.1}),
        Scenario("nobody", {"reshoring": 0.0}),
    ]
    made = simulate(CATALOGUE, scenarios, draws=20)
    assert made.ordering("no strategy", "part", "lock_in").unrated == ("reshoring",)
    assert made.ordering("no strategy", "nobody", "lock_in").unrated == ()
    assert made.ordering("no strategy", "nobody", "lock_in").relation == "equal"


def test_one_draw_is_told_as_the_only_one():
    assert ordering(0.5).sentence == (
        "The stock of core competencies ends higher with 'A' than with 'B' in the only draw, by "
        "0.50 in the median."
    )
    assert ordering(0.0).sentence == (
        "The stock of core competencies ends the same with 'A' as with 'B' in the only draw."
    )
