"""Entries in waves against distance, with the case of the source."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles import market_path as oracle
from tests.partners.market_path.future_position_x import case
from tests.partners.market_path.made_markets import made

from hanse.errors import InputError
from hanse.partners.market_path import (
    FLAGS,
    Complement,
    LeapRule,
    OwnMarket,
    WaveReport,
    usual_markets,
    wave_agreement,
    waves,
)
from hanse.tables.countries import countries

UNITED_NATIONS = tuple(code for code, one in countries().items() if one.is_un_member)


def flagged(report):
    return {flag: set(report.of(flag)) for flag in FLAGS[1:] if report.of(flag)}


SOURCE = {"leap led by ties": {"CHN", "CHL"}, "late for its distance": {"GBR"}}


@pytest.mark.parametrize(
    "among", [None, usual_markets(), UNITED_NATIONS], ids=["all", "usual", "members"]
)
@pytest.mark.parametrize("rule", [LeapRule(), LeapRule(far="frontier")], ids=["ring", "frontier"])
def test_china_and_chile_are_leaps_led_by_ties_and_the_united_kingdom_is_late(among, rule):
    report = waves(case(), among=among, rule=rule)
    assert flagged(report) == SOURCE
    assert len(report.of("in order")) == 13
    assert report.agreement.n == 16
    assert report.agreement.spearman == pytest.approx(0.908, abs=0.001)
    assert report.agreement.kendall == pytest.approx(0.80, abs=0.01)
    assert report.agreement.spearman_p <= 0.001
    assert report.verify()


@pytest.mark.parametrize("among", [None, usual_markets()], ids=["all", "usual"])
def test_without_ties_the_same_rules_flag_no_leap(among):
    report = waves(case(with_ties=False), among=among)
    assert report.leaps == ()
    assert set(report.of("far without a tie on record")) == {"CHN", "CHL"}
    assert report.of("late for its distance") == ("GBR",)


def test_the_places_of_the_source_among_all_markets():
    report = waves(case())
    rank = {one.market: one.distance_rank for one in report.entries}
    assert (rank["GBR"], rank["CHN"], rank["CHL"]) == (34, 177, 189)
    assert {one.ring for one in report.entries if one.wave < 3} == {1}
    assert {one.market for one in report.entries if one.ring == 2} == {"UKR", "RUS", "USA"}


def test_where_the_flags_of_the_source_do_not_hold():
    # With four rings the third holds the neighbours further east and the United States, and the
    # United Kingdom is in the second with Italy and France: not late.
    four = waves(case(), rings=4)
    assert flagged(four) == {"leap led by ties": {"UKR", "RUS", "USA", "CHN", "CHL"}}
    assert flagged(waves(case(), rings=4, rule=LeapRule(far="frontier"))) == {
        "leap led by ties": {"CHN", "CHL"}
    }
    # By the logarithm of the distance in km alone the United States are as far as Chile, and
    # Ukraine and Russia are near, and so late too.
    assert flagged(waves(case(log_km_only=True))) == {
        "leap led by ties": {"USA", "CHN", "CHL"},
        "late for its distance": {"GBR", "UKR", "RUS"},
    }
    # Two rings have none that is far.
    assert flagged(waves(case(), rings=2)) == {"late for its distance": {"GBR"}}


def test_from_poland_and_chile_the_flags_follow_their_distances():
    poland = waves(case(home="POL"))
    assert flagged(poland) == {
        "leap led by ties": {"USA", "CHN", "CHL"},
        "late for its distance": {"UKR", "RUS"},
    }
    assert poland.agreement.spearman < waves(case()).agreement.spearman
    chile = waves(case(home="CHL"))
    assert {one.ring for one in chile.entries} == {3}
    assert set(chile.leaps) == {"CHN", "USA", "GBR", "RUS", "UKR"}
    assert len(chile.of("far without a tie on record")) == 10
    assert chile.agreement.spearman < 0
    assert poland.verify()
    assert chile.verify()


def test_complementarity_leads_where_there_is_no_tie_and_ties_come_first():
    own = [OwnMarket("NOR", 1), OwnMarket("CHN", 2, tie="office"), OwnMarket("CHL", 2)]
    fits = [Complement("CHN", 0.9), Complement("CHL", 0.7, "copper")]
    report = waves(made(own=own, complements=fits))
    assert report.entry("CHN").flag == "leap led by ties"
    assert report.entry("CHL").flag == "leap led by complementarity"
    assert report.entry("CHL").reason == "copper (0.70)"
    text = str(report)
    assert "Chile (CHL), wave 2, ring 3: leap led by complementarity, copper (0.70)." in text
    assert "A tie on record is no proof that it came before the entry." in text
    assert report.verify()


def test_a_leap_does_not_open_its_ring_for_the_rule_of_the_frontier():
    own = [OwnMarket("NOR", 1), OwnMarket("CHN", 1, tie="office"), OwnMarket("DEU", 2)]
    report = waves(made(own=[*own, OwnMarket("CHL", 3)]), rule=LeapRule(far="frontier"))
    flags = {one.market: one.flag for one in report.entries}
    assert flags == {
        "NOR": "in order",
        "CHN": "leap led by ties",
        "DEU": "in order",
        "CHL": "in order",
    }
    assert report.verify()


def test_years_are_waves_in_their_order_and_blocked_markets_are_history():
    own = [OwnMarket("NOR", year=1999), OwnMarket("DEU", year=2003), OwnMarket("DNK", year=2010)]
    report = waves(made(own=own, blocked={"DEU": "a decision"}))
    assert [one.wave for one in report.entries] == [1, 2, 3]
    assert report.entry("DNK").flag == "late for its distance"
    assert waves(made(own=own), late=3).of("late for its distance") == ()


def test_entered_markets_without_a_distance_are_listed():
    own = [OwnMarket("NOR", 1), OwnMarket("JPN", 1)]
    report = waves(made(own=own, lacking="list"))
    assert report.without_distance == ("JPN",)
    assert "Without a distance, not judged: Japan." in str(report)
    assert math.isnan(report.agreement.spearman)
    assert "no rank correlation is defined" in str(report)
    assert report.verify()


def test_a_report_comes_back_from_its_dictionary():
    report = waves(case())
    assert str(WaveReport.from_dict(report.to_dict())) == str(report)
    frame = report.to_frame()
    assert frame["flag"].tolist() == [one.flag for one in report.entries]
    wrong = dataclasses.replace(report.entries[0], flag="late for its distance")
    assert not dataclasses.replace(report, entries=(wrong, *report.entries[1:])).verify()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 9)), min_size=3, max_size=6))
def test_rank_correlations_and_their_p_equal_scipy_and_all_orders(rows):
    from scipy.stats import kendalltau, spearmanr

    x, y = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    found = wave_agreement(x, y)
    if len(set(x)) == 1 or len(set(y)) == 1:
        assert math.isnan(found.spearman)
        return
    assert found.is_exact
    assert found.spearman == pytest.approx(spearmanr(x, y).statistic)
    assert found.kendall == pytest.approx(kendalltau(x, y).statistic)
    for p, measure in ((found.spearman_p, spearmanr), (found.kendall_p, kendalltau)):
        expected = oracle.permutation_p(x, y, lambda a, b, m=measure: m(a, b).statistic)
        assert p == pytest.approx(expected)


def test_drawn_orders_come_near_to_all_orders_and_depend_on_the_seed_alone():
    rng = np.random.default_rng(1)
    x, y = rng.integers(1, 4, 9).astype(float), rng.random(9)
    drawn = wave_agreement(x, y, draws=20_000, seed=3)
    assert drawn == wave_agreement(x, y, draws=20_000, seed=3)
    assert not drawn.is_exact
    from scipy.stats import permutation_test, spearmanr

    exact = permutation_test(
        (x,),
        lambda one: spearmanr(one, y).statistic,
        permutation_type="pairings",
        n_resamples=4000,
        rng=np.random.default_rng(2),
    )
    assert drawn.spearman_p == pytest.approx(exact.pvalue, abs=0.04)


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (
            lambda: waves(made(own=[])),
            "waves: no market has been entered. "
            "Give a wave or a year of the markets that were entered.",
        ),
        (lambda: waves(case(), late=0), "waves: late is 0. Give a whole number from 1."),
        (lambda: waves(case(), draws=0), "waves: draws is 0. Give a whole number from 1."),
        (
            lambda: waves(case()).of("late"),
            "waves: there is no flag 'late'. There are: in order, leap led by ties, leap led by "
            "complementarity, far without a tie on record, late for its distance.",
        ),
    ],
)
def test_errors_of_waves_say_what_is_wrong(call, text):
    with pytest.raises(InputError) as error:
        call()
    assert str(error.value) == text


def test_one_entered_market_has_a_flag_and_no_correlation():
    report = waves(made({"NOR": 1.0, "DEU": 2.0, "CHN": 9.0}, own=[OwnMarket("CHN", 1)]))
    assert [one.flag for one in report.entries] == ["far without a tie on record"]
