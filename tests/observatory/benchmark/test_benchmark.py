"""Benchmarks: percentiles, ranks and quartiles of peers, and what makes them unsure."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.observatory.benchmark.made_observations import NAN, names, observed, of_values
from tests.oracles import benchmark as oracle

from hanse.errors import InputError
from hanse.observatory.benchmark import benchmark, choose_peers
from hanse.observatory.indicators import indicators
from hanse.observatory.observations import Observations
from hanse.result import answer_from_dict

ELEVEN = [k / 10 for k in range(11)]


def of(values, unit="C0", **more):
    """Return the only standing of a unit among all others."""
    kept = {key: more.pop(key) for key in ("n", "indicator") if key in more}
    found = benchmark(of_values(values, **kept), unit, peers=names(values), **more)
    assert len(found.standings) == 1
    assert found.verify()
    return found.standings[0]


def refusal(*given, **choices):
    with pytest.raises(InputError) as caught:
        benchmark(*given, **choices)
    return str(caught.value)


def test_a_case_by_hand():
    # C8 has 0.8; of its ten peers 0.0 to 0.7 are below: 80%. Two are better: third of eleven. The
    # peers 0 .1 .2 .3 .4 .5 .6 .7 .9 1: quartiles at places 2.25, 4.5 and 6.75 from 0: 0.2 + 0.025,
    # 0.4 + 0.05, 0.6 + 0.075.
    one = of(ELEVEN, "C8")
    assert one.percentile == pytest.approx(80)
    assert one.rank_text == "3 of 11"
    quarters = [one.lower_quartile, one.median, one.upper_quartile]
    assert quarters == pytest.approx([0.225, 0.45, 0.675])
    assert (one.peers, one.with_value, one.coverage) == (10, 10, 1.0)
    assert one.warnings == ()
    assert one.reason == ""


def test_lower_is_better_where_the_catalogue_says_so():
    # years to the first foreign sale: C8 has 8, only 9 and 10 are slower, 2 of 10
    one = of(range(11), "C8", indicator="speed_median")
    assert one.percentile == pytest.approx(20)
    assert one.rank_text == "9 of 11"


def test_where_neither_end_is_better_it_is_a_position():
    found = benchmark(of_values(ELEVEN, indicator="import_share_mean"), "C8", peers=names(ELEVEN))
    assert found.standings[0].is_position_only
    assert found.standings[0].percentile == pytest.approx(80)
    assert "* neither end is better: the percentile is a position only" in str(found)


def test_shared_ranks_are_marked():
    one = of([0.5, 0.5, 0.9, *[0.1] * 8])
    assert one.rank_text == "2= of 11"
    assert one.tied == 1
    assert one.percentile == pytest.approx(85)


def test_few_peers_give_a_rank_and_no_percentile():
    one = of(ELEVEN[:9], "C6")
    assert math.isnan(one.percentile)
    assert one.rank_text == "3 of 9"
    assert one.reason == "8 peers with a value, fewer than 10: the rank stands alone"
    assert of(ELEVEN[:9], "C6", least=8).percentile == 75


def test_quartiles_and_values_of_fewer_than_four_peers_are_not_shown():
    found = benchmark(of_values(ELEVEN[:4]), "C0", peers=names(ELEVEN[:4]), least=1)
    one = found.standings[0]
    assert math.isnan(one.median)
    assert one.peer_names == ()
    assert found.peers_frame().empty
    assert one.percentile == 0
    assert of(ELEVEN[:5], "C0").peer_names == ("C1", "C2", "C3", "C4")


def test_hidden_values_of_peers_are_nowhere():
    values = [0.5, None, 0.1, 0.2, 0.3, 0.4]
    found = benchmark(of_values(values), "C0", peers=names(values), least=1)
    one = found.standings[0]
    assert one.peer_names == ("C2", "C3", "C4", "C5")
    assert one.missing == "fewer than 3 firms (1)"
    assert one.coverage == 0.8
    assert "C1" not in found.peers_frame()["peer"].tolist()


def test_low_coverage_is_warned_about_with_its_reasons():
    values = [0.5, *[None] * 4, *[0.1] * 6]
    one = of(values, least=1)
    assert one.warnings == ("Only 6 of 10 peers have a value: fewer than 3 firms (4).",)
    assert of(values, least=1, coverage=0.6).warnings == ()


def test_peers_without_a_row_count_as_chosen():
    made = observed({2019: {"C0": 0.1, "C1": 0.2}, 2020: {"C0": 0.1}})
    one = benchmark(made, "C0", peers=["C1"], least=1).standing("exporter_share", 2020)
    assert (one.peers, one.with_value) == (1, 0)
    assert one.reason == "no peer has a value"
    assert one.missing == "no observation (1)"
    assert one.rank_text == ""


def test_no_peers_give_a_reason():
    one = of([0.5])
    assert one.reason == "no peers"
    assert math.isnan(one.percentile)
    assert math.isnan(one.coverage)


def test_a_hidden_own_value_gives_its_reason_and_the_peers_stay():
    one = of([None, *ELEVEN], n=2)
    assert one.reason == "no own value: fewer than 3 firms"
    assert math.isnan(one.percentile)
    assert one.rank_text == ""
    assert one.median == 0.5
    assert not any("own value" in text for text in one.warnings)


def test_small_numbers_behind_values_are_warned_about():
    own = of(ELEVEN, n={"C0": 4})
    assert own.warnings[0] == "The own value rests on 4 firms."
    peers = of(ELEVEN, n={"C1": 3, "C2": 4, "C3": 4})
    assert peers.warnings[0] == "The values of 3 of 10 peers rest on fewer than 5 firms."
    assert of(ELEVEN, n={"C1": 4, "C2": 4}).warnings[:-1] == ()
    assert of(ELEVEN, n={"C0": 4}, firms=4).warnings == own.warnings[1:]
    assert of(ELEVEN, n=NAN).warnings == ()


def test_very_different_numbers_of_firms_are_warned_about():
    assert of(ELEVEN, n={"C0": 10, "C1": 50}).warnings == (
        "The values compared rest on 10 to 50 firms.",
    )
    assert of(ELEVEN, n={"C0": 11, "C1": 50}).warnings == ()


PANEL = {
    2018: {"K": 0.5, "A": 0.1, "B": 0.2, "C": 0.9},
    2019: {"K": 0.5, "A": 0.1, "B": 0.2, "D": 0.9},
    2020: {"K": 0.5, "A": 0.1, "B": 0.6, "D": 0.3, "E": 0.4},
}


def test_a_change_of_peers_is_told_and_a_constant_group_stands_beside():
    # A and B have a value in 2018 and 2020; C only in 2018, D and E only in 2020.
    # 2018: 2 of 3 below; of A, B both. 2020: A, D, E of 4; of A, B one.
    found = benchmark(observed(PANEL), "K", peers=list("ABCDE"), least=1)
    assert [one.percentile for one in found.standings] == pytest.approx([200 / 3, 200 / 3, 75])
    assert [one.constant for one in found.standings] == pytest.approx([100, 100, 50])
    assert [one.constant_peers for one in found.standings] == [2, 2, 2]
    told = "2 of 5 peers have a value in both 2018 and 2020, 1 only in the first of these years"
    assert told in found.composition["exporter_share"]
    assert "2 only in the last." in str(found)
    few = benchmark(observed(PANEL), "K", peers=list("ABCDE"), least=3)
    assert np.isnan([one.constant for one in few.standings]).all()


def test_years_can_be_chosen_and_stand_in_order():
    found = benchmark(observed(PANEL), "K", peers=list("ABCDE"), years=[2020, "2018"])
    assert found.years == ("2018", "2020")
    one_year = benchmark(observed(PANEL), "K", peers=list("ABCDE"), years=[2019])
    assert one_year.composition == {}
    assert one_year.standings[0].constant_peers == 0


def test_indicators_stand_in_the_order_of_the_catalogue():
    made = Observations.joined(
        [of_values(ELEVEN, indicator=id) for id in ("speed_median", "export_share_mean")]
    )
    found = benchmark(made, "C0", peers=names(ELEVEN))
    assert list(found.entries) == ["export_share_mean", "speed_median"]
    chosen = benchmark(made, "C0", peers=names(ELEVEN), indicators=["speed_median"])
    assert list(chosen.entries) == ["speed_median"]


def test_own_indicators_need_a_catalogue():
    made = of_values(ELEVEN, indicator="fairs")
    said = refusal(made, "C0", peers=names(ELEVEN))
    assert "there is no indicator in the catalogue 'fairs'" in said
    catalogue = {**indicators(), "fairs": indicators()["missions"]}
    assert benchmark(made, "C0", peers=names(ELEVEN), catalogue=catalogue).years == ("2020",)
    two = Observations.joined([made, of_values(ELEVEN, indicator="trips")])
    said = refusal(two, "C0", peers=names(ELEVEN))
    assert "indicators that are not in the catalogue: fairs and trips. Define them" in said


def test_peers_that_were_chosen_elsewhere_fit_one_unit_only():
    peers = choose_peers(names(ELEVEN), "C1")
    assert len(benchmark(of_values(ELEVEN), "C1", peers=peers).peers) == 10
    assert "the peers are those of C1, not of C0" in refusal(of_values(ELEVEN), "C0", peers=peers)


def test_levels_are_never_mixed():
    made = Observations.joined(
        [of_values(ELEVEN), of_values([0.9] * 11, level="firm", indicator="export_share")]
    )
    found = benchmark(made, "C0", peers=names(ELEVEN), level="firm")
    assert list(found.entries) == ["export_share"]
    assert found.standings[0].percentile == 50


def test_unknown_names_are_told_with_the_nearest():
    made = of_values(ELEVEN)
    assert "there is no unit 'C99'" in refusal(made, "C99", peers=["C1"])
    assert "there is no unit 'D1'. Did you mean 'C1'?" in refusal(made, "C0", peers=["D1"])
    assert "there is no level 'clusters'" in refusal(made, "C0", peers=["C1"], level="clusters")
    assert "there is no indicator 'exporters'" in refusal(
        made, "C0", peers=["C1"], indicators=["exporters"]
    )
    assert "there is no year '2021'" in refusal(made, "C0", peers=["C1"], years=[2021])
    found = benchmark(made, "C0", peers=names(ELEVEN))
    with pytest.raises(InputError, match="there is no indicator 'rca'"):
        found.standing("rca", 2020)
    with pytest.raises(InputError, match="there is no year '2019'"):
        found.standing("exporter_share", 2019)


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"least": 0}, "least is 0. Give a number from 1."),
        ({"coverage": 70}, "coverage is 70. Give a share from 0 to 1."),
        ({"firms": -1}, "firms is -1. Give a number from 0."),
    ],
)
def test_limits_out_of_range_are_told(choice, said):
    assert said in refusal(of_values(ELEVEN), "C0", peers=["C1"], **choice)


def test_the_text_has_every_number_with_what_makes_it_unsure():
    values = [0.5, None, *ELEVEN[:8]]
    found = benchmark(of_values(values, notes=["prices of 2015"]), "C0", peers=names(values))
    assert str(found).splitlines() == [
        "C0 among 9 peers. Peers of C0: those named.",
        "indicator           year  value  percentile     rank  median of peers   peers",
        "Share of exporters  2020  0.500           –  3= of 9            0.350  8 of 9",
        "Share of exporters, 2020: no percentile, 8 peers with a value, fewer than 10: the rank "
        "stands alone.",
        "prices of 2015",
    ]


def test_the_frame_has_the_card_beside_every_number():
    frame = benchmark(observed(PANEL), "K", peers=list("ABCDE"), least=1).to_frame()
    assert frame.loc[0, "name"] == "Share of exporters"
    assert frame.loc[0, "formula"] == "(1 / n) sum_f is_exporter_f"
    assert frame["rank"].tolist() == ["2 of 4", "2 of 4", "2 of 5"]
    assert frame["percentile"].notna().all()


def test_it_comes_back_from_its_dictionary():
    found = benchmark(observed(PANEL, notes=["n"]), "K", peers=list("ABCDE"), least=1)
    again = answer_from_dict(found.to_dict())
    assert str(again) == str(found)
    assert again.to_frame().equals(found.to_frame())
    assert again.peers_frame().equals(found.peers_frame())
    assert again.verify()


def test_verify_refuses_a_percentile_that_was_changed():
    import dataclasses

    found = benchmark(of_values(ELEVEN), "C8", peers=names(ELEVEN))
    wrong = dataclasses.replace(found.standings[0], percentile=81.0)
    assert not dataclasses.replace(found, standings=(wrong,)).verify()
    wrong = dataclasses.replace(found.standings[0], rank=4)
    assert not dataclasses.replace(found, standings=(wrong,)).verify()


@settings(deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=2, max_size=15))
def test_every_standing_is_what_a_double_loop_gives(values):
    made = of_values(values, indicator="modes_in_use")
    known = [math.nan if value is None else float(value) for value in values]
    for at in range(len(values)):
        one = benchmark(made, f"C{at}", peers=names(values), least=1).standings[0]
        others = [x for k, x in enumerate(known) if k != at and not math.isnan(x)]
        assert one.percentile == pytest.approx(oracle.percentile(known[at], others), nan_ok=True)
        if others and not math.isnan(known[at]):
            assert one.rank == oracle.rank(known[at], others)


@settings(deadline=None)
@given(st.lists(st.integers(0, 9), min_size=11, max_size=14))
def test_percentiles_of_all_units_among_each_other_average_fifty(values):
    made = of_values(values, indicator="modes_in_use")
    each = [
        benchmark(made, name, peers=names(values)).standings[0].percentile for name in names(values)
    ]
    assert np.mean(each) == pytest.approx(50)
