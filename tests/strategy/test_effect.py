"""What the firms' choices do to the cluster: by hand, against the oracle, properties, errors."""

import json
import re
import time
from dataclasses import replace
from math import exp, log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles.strategy_effect import one_draw, simulated

from hanse.errors import InputError
from hanse.strategy.catalogue import Rating
from hanse.strategy.catalogue_reader import read_catalogue
from hanse.strategy.effect.model import checked_scenarios, pulls, steps
from hanse.strategy.effect.orderings import share_text
from hanse.strategy.effect.priors import PRIORS, changed_priors, draw
from hanse.strategy.effect.simulation import ILLUSTRATION, Scenario, Simulation, simulate

CATALOGUE = read_catalogue()
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "strategy-effect.md"
MIXTURE = "niche-exporting + outsourcing-higher"
SCENARIOS = [
    Scenario("export", {"cost-exporting": 0.4}),
    Scenario("outsourcing", {"outsourcing-materials": 0.3, "outsourcing-processing": 0.2}),
    Scenario("captive", {"captive-lower": 1}),
    Scenario("replicative", {"replicative-outsourcing": 0.5, "replicative-captive": 0.5}),
    Scenario("mixture", {MIXTURE: 0.4, "niche-exporting": 0.1}),
    Scenario("range", {"upgrading-exporting + captive-higher": 0.7}),
    Scenario("unrated", {"reshoring": 0.3}),
    Scenario("everything", {one.id: 0.1 for one in CATALOGUE.options if one.role == "base"}),
]

FIXED = {
    "adoption_midpoint": 0,
    "adoption_speed": log(3),  # adoption 0.5 after one year, 0.8 after two
    "middle_level": 0.5,
    "protection": 0.25,
    "selective_share": 0.5,
    "replicative_share": 1,
    "spill_over": 0.5,
    "reach_speed": 0.5,
    "tie_loss": 0.5,
    "renewal": 0.5,
    "own_learning": 0.02,
    "shared_learning": 0.05,
    "openness": 2,
    "obsolescence": 0.03,
    "leakage": 0.1,
    "thinning_loss": 0.1,
    "critical_mass": 0.95,
}


def by_hand(shares, years, measure):
    known = {name: (value, value) for name, value in FIXED.items()}
    made = simulate(CATALOGUE, [Scenario("S", shares)], years=years, draws=1, priors=known)
    return made.band("S", measure)[1]


def paths(scenarios, *, draws=60, seed=1, years=20, catalogue=CATALOGUE, priors=None):
    """Return scenarios × draws × measures × years."""
    drawn = draw(catalogue, changed_priors(priors), draws=draws, seed=seed)
    made = checked_scenarios(catalogue, scenarios)
    return np.stack([np.stack(one) for one in steps(pulls(catalogue, made, drawn), drawn, years)])


def test_two_years_of_outsourcing_worked_by_hand():
    shares = {"outsourcing-materials": 0.8}
    # year 1: adoption 0.5, opening 0.2, target 0.2 + 0.8 * 0.5 * 0.2 = 0.28
    assert by_hand(shares, 1, "lock_in") == pytest.approx(1 - 0.14)
    assert by_hand(shares, 1, "network") == pytest.approx(1 - 0.5 * 0.2)
    assert by_hand(shares, 1, "core") == pytest.approx(exp(0.02 + 0.05 * 0.4 - 0.03))
    # year 2: adoption 0.8, opening 0.32, target 0.32 + 0.68 * 0.5 * 0.9 * 0.32 = 0.41792
    assert by_hand(shares, 2, "lock_in") == pytest.approx(1 - 0.27896)
    assert by_hand(shares, 2, "network") == pytest.approx(0.9 - 0.054 + 0.007)
    growth = 0.02 + 0.05 * 0.64 * (1 + 2 * 0.9 * 0.14) - 0.03 - 0.1 * 0.05 / 0.95
    assert by_hand(shares, 2, "core") == pytest.approx(exp(0.01 + growth))


def test_a_year_of_replicative_relocation_worked_by_hand():
    shares = {"replicative-captive": 1}
    assert by_hand(shares, 1, "core") == pytest.approx(exp(0.02 * 0.5 - 0.03 - 0.1 * 0.5))
    assert by_hand(shares, 1, "network") == pytest.approx(1 - 0.5 * 0.5)


def test_a_mixture_leaks_what_its_weaker_part_leaks():
    protected = 0.25 * 1 + 0.75 * 0.5
    growth = 0.02 + 0.05 * 0.5 * protected - 0.03 - 0.1 * 0.5 * (1 - protected)
    assert by_hand({MIXTURE: 1}, 1, "core") == pytest.approx(exp(growth))
    assert by_hand({MIXTURE: 1}, 1, "lock_in") == pytest.approx(1 - 0.5 * (0.5 + 0.5 * 0.5 * 0.5))


@pytest.mark.parametrize("seed", [1, 7, 20260])
def test_the_simulation_is_that_of_the_oracle_in_every_draw_and_year(seed):
    found = paths(SCENARIOS, draws=25, seed=seed)
    drawn = draw(CATALOGUE, PRIORS, draws=25, seed=seed)
    for i, scenario in enumerate(checked_scenarios(CATALOGUE, SCENARIOS)):
        for d in range(25):
            told = simulated(CATALOGUE, dict(scenario.shares), one_draw(drawn, d), 20)
            expected = [[year.lock_in, year.core, year.network] for year in told]
            np.testing.assert_allclose(found[:, :, i, d], expected, rtol=1e-12, atol=1e-12)


def test_a_catalogue_can_say_that_a_mixture_is_as_good_as_its_hardest_part():
    criteria = tuple(replace(one, mixture="hardest") for one in CATALOGUE.criteria)
    hardest = replace(CATALOGUE, criteria=criteria)
    drawn = draw(hardest, PRIORS, draws=10)
    found = paths([Scenario("S", {MIXTURE: 0.6})], catalogue=hardest, draws=10)
    assert (found[:, 0] == 1).all()
    for d in range(10):
        told = simulated(hardest, {MIXTURE: 0.6}, one_draw(drawn, d), 20)
        np.testing.assert_allclose(found[:, 1, 1, d], [year.core for year in told], rtol=1e-12)


def test_the_bands_are_quantiles_of_the_draws():
    made = simulate(CATALOGUE, SCENARIOS, draws=60)
    expected = np.quantile(paths(SCENARIOS), [0.05, 0.5, 0.95], axis=-1)
    np.testing.assert_array_equal(made.bands, expected.transpose(3, 2, 1, 0))
    assert made.band("captive", "network", 3) == tuple(expected[:, 3, 2, 3])


def test_without_strategy_lock_in_and_network_stay_as_they_are():
    found = paths([])
    assert (found[:, [0, 2]] == 1).all()


def test_a_share_of_nothing_is_the_baseline_exactly():
    found = paths([Scenario("zero", {"replicative-captive": 0, MIXTURE: 0}), Scenario("empty")])
    assert (found[:, :, 1] == found[:, :, 0]).all()
    assert (found[:, :, 2] == found[:, :, 0]).all()


def test_options_with_the_same_ratings_and_relocation_do_the_same():
    found = paths(
        [
            Scenario("a", {"outsourcing-materials": 0.4}),
            Scenario("b", {"outsourcing-processing": 0.4}),
        ]
    )
    assert (found[:, :, 1] == found[:, :, 2]).all()


shares_of_three = st.lists(st.floats(0, 1), min_size=3, max_size=3).map(
    lambda own: [one / max(1.0, sum(own)) * 0.999 for one in own]
)


@settings(max_examples=25, deadline=None)
@given(shares=shares_of_three, option=st.sampled_from(["cost-exporting", "outsourcing-materials"]))
def test_a_better_rating_on_lock_in_never_gives_more_lock_in(shares, option):
    names = ["cost-exporting", "outsourcing-materials", "replicative-outsourcing"]
    scenario = Scenario("S", dict(zip(names, shares, strict=True)))
    before = None
    for level in ("–", "+/–", "+"):
        rated = CATALOGUE.with_ratings([Rating(option, "lock_in", level)])
        lock_in = paths([scenario], catalogue=rated, draws=40)[:, 0, 1]
        assert before is None or (lock_in <= before + 1e-12).all()
        before = lock_in


@settings(max_examples=25, deadline=None)
@given(shares=shares_of_three)
def test_a_better_rating_on_the_core_never_gives_less_core(shares):
    names = ["captive-lower", "niche-exporting", "replicative-captive"]
    scenario = Scenario("S", dict(zip(names, shares, strict=True)))
    cores = [
        paths(
            [scenario],
            draws=40,
            catalogue=CATALOGUE.with_ratings([Rating(names[0], "core", level)]),
        )[:, 1, 1]
        for level in ("–", "+/–", "+")
    ]
    assert (cores[0] <= cores[1] + 1e-12).all()
    assert (cores[1] <= cores[2] + 1e-12).all()


@settings(max_examples=20, deadline=None)
@given(less=st.floats(0, 1), more=st.floats(0, 1))
def test_more_replicative_relocation_never_leaves_more_core_or_network(less, more):
    less, more = sorted((less, more))
    found = paths(
        [
            Scenario(name, {"replicative-outsourcing": own})
            for name, own in (("l", less), ("m", more))
        ]
    )
    assert (found[:, 1:, 2] <= found[:, 1:, 1] + 1e-12).all()


@pytest.mark.parametrize("end", ["least", "most"])
@pytest.mark.parametrize("prior", [one.name for one in PRIORS])
def test_everything_stays_in_bounds_at_the_bounds_of_every_prior(prior, end):
    value = getattr(next(one for one in PRIORS if one.name == prior), end)
    found = paths(SCENARIOS, years=100, draws=20, priors={prior: (value, value)})
    assert np.isfinite(found).all()
    assert (found >= 0).all()
    assert (found[:, [0, 2]] <= 1 + 1e-12).all()


def test_everything_stays_finite_when_all_unknowns_are_at_their_bounds():
    for end in ("least", "most"):
        extreme = {one.name: (getattr(one, end),) * 2 for one in PRIORS}
        assert np.isfinite(paths(SCENARIOS, years=100, draws=2, priors=extreme)).all()


def test_scenarios_do_not_change_each_other():
    alone = simulate(CATALOGUE, SCENARIOS[:1], draws=50)
    beside = simulate(CATALOGUE, SCENARIOS, draws=50)
    assert (alone.bands == beside.bands[:2]).all()


def test_the_same_seed_gives_the_same_bytes_and_another_one_others():
    made = [
        json.dumps(simulate(CATALOGUE, SCENARIOS, draws=50, seed=s).to_dict()) for s in (5, 5, 6)
    ]
    assert made[0] == made[1]
    assert made[0] != made[2]


def test_an_answer_survives_its_dictionary():
    made = simulate(CATALOGUE, SCENARIOS[:3], draws=50, priors={"leakage": (0.05, 0.06)})
    again = Simulation.from_dict(json.loads(json.dumps(made.to_dict())))
    assert again.to_dict() == made.to_dict()
    assert again.orderings == made.orderings
    assert str(again) == str(made)
    assert again.verify()


def test_verify_finds_a_changed_ordering_and_a_changed_band():
    made = simulate(CATALOGUE, SCENARIOS[:3], draws=50)
    assert made.verify()
    wrong = replace(made.orderings[1], lower=0.5)
    assert not replace(made, orderings=(wrong, *made.orderings[1:])).verify()
    bands = made.bands.copy()
    bands[0, 0, 3] = 0.9
    assert not replace(made, bands=bands).verify()


def test_each_outlook_is_what_the_draws_say():
    made = simulate(CATALOGUE, SCENARIOS, draws=60)
    found = paths(SCENARIOS)
    for i, one in enumerate(made.outlooks):
        core = found[-1, 1, i]
        assert one.core_lost == (core < 1).mean()
        assert one.core_below_baseline == (core < found[-1, 1, 0]).mean()
        assert one.trough == tuple(np.quantile(found[:, 2, i].min(axis=0), [0.05, 0.5, 0.95]))
        assert one.trough_year == np.median(found[:, 2, i], axis=1).argmin()
        assert one.core == made.band(one.scenario, "core")
        assert one.lock_in == made.band(one.scenario, "lock_in")
        assert one.network == made.band(one.scenario, "network")


def test_suppliers_are_lost_first_and_renew_themselves_later():
    made = simulate(CATALOGUE, SCENARIOS, draws=500)
    one = next(one for one in made.outlooks if one.scenario == "captive")
    assert 0 < one.trough_year < 20
    assert one.trough[1] < one.network[1] <= 1


def test_the_baseline_is_always_there_and_alone_where_nothing_is_asked():
    made = simulate(CATALOGUE, [], draws=10)
    assert made.names == ("no strategy",)
    assert made.orderings == ()
    assert made.years == tuple(range(21))


def test_the_answer_says_that_it_is_an_illustration():
    made = simulate(CATALOGUE, SCENARIOS[:2], draws=20)
    assert made.to_dict()["label"] == ILLUSTRATION
    assert "illustration and not a forecast" in str(made)


def test_the_printed_answer_tells_certain_from_undecided():
    made = simulate(
        CATALOGUE,
        [Scenario("export", {"niche-exporting": 0.4}), Scenario("both", {MIXTURE: 0.4})],
        draws=500,
    )
    text = str(made)
    assert "Holds in every draw (7 of 9):" in text
    assert "Not decided by the ratings (2 of 9):" in text
    assert "- The ratings do not decide how the stock of core competencies ends" in text
    assert "no strategy  1.00 [1.00, 1.00]" in text


def test_the_frame_is_tidy():
    frame = simulate(CATALOGUE, SCENARIOS[:1], draws=20, years=5).to_frame()
    assert list(frame.columns) == ["scenario", "measure", "year", "low", "median", "high"]
    assert len(frame) == 2 * 3 * 6


def test_eight_scenarios_take_well_under_a_second():
    simulate(CATALOGUE, SCENARIOS, draws=10)
    start = time.process_time()
    simulate(CATALOGUE, SCENARIOS)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("scenario", "text"),
    [
        (Scenario(" ", {}), "scenarios: a scenario has no name. Name it."),
        (Scenario("No Strategy"), "scenario 'No Strategy': the name is that of the baseline"),
        (
            Scenario("S", {"cost-exporting": 1.2}),
            "scenario 'S': the share of 'cost-exporting' is 1.2",
        ),
        (Scenario("S", {"cost-exporting": -0.1}), "Give a number from 0 to 1."),
        (Scenario("S", {"cost-exporting": float("nan")}), "the share of 'cost-exporting' is nan"),
        (Scenario("S", {"cost-exporting": True}), "the share of 'cost-exporting' is True"),
        (
            Scenario("S", {"cost-exporting": 0.6, "captive-lower": 0.5}),
            "scenario 'S': the shares add up to 1.1. They are shares of all firms",
        ),
        (Scenario("S", {"cost-exportin": 0.6}), "Did you mean 'cost-exporting'?"),
        (Scenario("S", {"outsourcing-higher": 0.6}), "supplementary and must join a base option"),
        (
            Scenario("S", {"cost-exporting + replicative-captive": 0.6}),
            "scenario 'S': 'cost-exporting + replicative-captive' cannot be one mixture",
        ),
        (
            Scenario("S", {MIXTURE: 0.3, "outsourcing-higher+niche-exporting": 0.3}),
            f"scenario 'S': '{MIXTURE}' is named twice. Add the shares.",
        ),
    ],
)
def test_a_scenario_that_cannot_be_is_an_error(scenario, text):
    with pytest.raises(InputError) as caught:
        simulate(CATALOGUE, [scenario], draws=5)
    assert text in str(caught.value)


def test_a_name_taken_twice_is_an_error():
    with pytest.raises(InputError, match="scenario 'S': the name is taken twice"):
        simulate(CATALOGUE, [Scenario("S"), Scenario("S")])


def test_shares_that_add_up_to_one_by_rounding_are_accepted():
    thirds = dict.fromkeys(("cost-exporting", "captive-lower", "reshoring"), 1 / 3)
    simulate(CATALOGUE, [Scenario("S", thirds | {"niche-exporting": 1e-10})], draws=5)


@pytest.mark.parametrize(
    ("choices", "text"),
    [
        ({"years": 0}, "simulation: years is 0. Give a whole number from 1 to 100."),
        ({"years": 101}, "years is 101"),
        ({"years": 2.0}, "years is 2.0"),
        ({"draws": 0}, "simulation: draws is 0. Give a whole number from 1."),
        ({"seed": -1}, "simulation: seed is -1. Give a whole number from 0."),
        ({"seed": True}, "seed is True"),
    ],
)
def test_a_number_that_cannot_be_is_an_error(choices, text):
    with pytest.raises(InputError) as caught:
        simulate(CATALOGUE, [], **choices)
    assert text in str(caught.value)


def test_what_was_not_simulated_is_an_error():
    made = simulate(CATALOGUE, SCENARIOS[:1], draws=5)
    with pytest.raises(InputError, match=r"no scenario 'exprt'\. Did you mean 'export'"):
        made.band("exprt", "core")
    with pytest.raises(InputError, match=r"no measure 'cor'\. Did you mean 'core'"):
        made.band("export", "cor")
    with pytest.raises(InputError, match=r"there is no year 21\. Years: 0 to 20\."):
        made.band("export", "core", 21)
    with pytest.raises(InputError, match="no ordering of 'export' and 'x' on 'core'"):
        made.ordering("export", "x", "core")


def test_a_relocation_that_is_not_known_is_an_error():
    options = tuple(replace(one, relocation="partial") for one in CATALOGUE.options)
    with pytest.raises(InputError, match="option cost-exporting: there is no relocation 'partial'"):
        simulate(replace(CATALOGUE, options=options), SCENARIOS[:1])


def test_a_catalogue_without_the_two_objectives_is_an_error():
    criteria = tuple(one for one in CATALOGUE.criteria if one.id != "core")
    with pytest.raises(InputError, match="simulation: there is no criterion 'core'"):
        simulate(replace(CATALOGUE, criteria=criteria), [])


def shown(band):
    return f"{band[1]:.2f} [{band[0]:.2f}, {band[2]:.2f}]"


def test_the_table_of_the_docs_is_what_comes_out():
    rows = re.findall(
        r"^\| (no strategy|`[a-z +-]+`) \| (.*\[.*) \|$", PAGE.read_text("utf-8"), re.M
    )
    names = [name.strip("`") for name, _ in rows]
    assert len(names) == 9
    made = simulate(CATALOGUE, [Scenario(name, {name: 0.4}) for name in names[1:]])
    for (_, cells), one in zip(rows, made.outlooks, strict=True):
        bands = [shown(band) for band in (one.lock_in, one.core, one.trough)]
        shares = [share_text(own) for own in (one.core_lost, one.core_below_baseline)]
        assert cells.split(" | ") == bands + shares


def _moved_band(made):
    bands = made.bands.copy()
    bands[1, 1, -1] = bands[1, 1, -1] + 0.1
    return replace(made, bands=bands)


@pytest.mark.parametrize(
    "spoil",
    [
        _moved_band,
        lambda made: replace(made, orderings=made.orderings[1:]),
        lambda made: replace(made, outlooks=()),
        lambda made: _spoilt(made, core_lost=0.123),
        lambda made: _spoilt(made, core_below_baseline=0.123),
        lambda made: _spoilt(made, core=(0.0, 0.0, 0.0)),
        lambda made: _spoilt(made, trough_year=0),
    ],
)
def test_a_simulation_in_which_anything_is_wrong_is_not_verified(spoil):
    choices = [Scenario("a", {"outsourcing-materials": 0.4})]
    made = simulate(read_catalogue(), choices, draws=101)
    assert made.verify()
    assert not spoil(made).verify()


def _spoilt(made, **changed):
    return replace(made, outlooks=(made.outlooks[0], replace(made.outlooks[1], **changed)))
