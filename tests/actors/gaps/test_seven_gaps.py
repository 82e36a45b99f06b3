"""The seven gaps: worked by hand, against loops and all permutations, empty sides, errors."""

import math
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.actors.gaps.networks_by_hand import (
    ABROAD,
    DAY,
    FIRM,
    UNIVERSITY,
    actors_of,
    episodes_of,
    log_of,
    random_log,
    small_log,
    stated,
)
from tests.oracles import actor_gaps as oracle

from hanse.actors.gaps import Logged, SevenGaps, gaps_over_time, seven_gaps, year_ends
from hanse.actors.gaps.external import external_index
from hanse.actors.gaps.network import network_on, side_of
from hanse.actors.sides import GAPS
from hanse.actors.ties import TieRule
from hanse.errors import InputError


def test_density_degree_and_reach_are_what_is_counted_by_hand():
    gaps = seven_gaps(small_log(), targets={"research": 0.5, "firms": 0.1})
    firms, research, abroad = gaps.of("firms"), gaps.of("2"), gaps.of("firm to global")
    assert (firms.n_firms, firms.pairs, firms.ties) == (4, 6, 1)
    assert firms.density.text(4) == "0.1667"
    assert firms.mean_degree.value == 0.5
    assert firms.firms_reached.value == 0.5
    assert firms.gap.value == 0.0
    assert (research.n_others, research.pairs, research.ties) == (2, 8, 2)
    assert (research.density.value, research.density.low, research.density.high) == (0.25,) * 3
    assert research.gap.value == pytest.approx(0.5)
    assert research.mean_degree.value == 0.5
    assert (abroad.pairs, abroad.ties, abroad.firms_reached.value) == (4, 1, 0.25)
    assert math.isnan(abroad.gap.value)
    assert abroad.is_exogenous
    assert [one.number for one in gaps.endogenous] == [1, 2, 3, 4, 5, 6]
    assert [one.number for one in gaps.exogenous] == [7]
    assert gaps.verify(small_log())


def test_a_gap_whose_other_side_is_empty_says_so():
    gaps = seven_gaps(small_log())
    capital = gaps.of("capital")
    assert math.isnan(capital.density.value)
    assert math.isnan(capital.firms_reached.value)
    assert math.isnan(capital.mean_degree.value)
    assert "Firm to capital: There is no provider of capital on the list." in str(gaps)
    nobody = seven_gaps(log_of(actors_of(), episodes_of()))
    assert nobody.of("firms").why_missing == "There is no firm of the cluster on the list."
    assert nobody.verify(log_of(actors_of(), episodes_of()))
    alone = seven_gaps(log_of(actors_of(FIRM, UNIVERSITY), episodes_of()))
    assert alone.of("firms").why_missing == "There is one firm of the cluster only on the list."
    assert alone.of("research").density.value == 0.0
    assert math.isnan(alone.of("research").external.index.value)


def test_an_actor_on_both_sides_is_not_paired_with_itself_and_pairs_count_once():
    both = ("firm+research", "SWE", "own")
    log = log_of(actors_of(both, both, FIRM), episodes_of((0, (0, 1)), (0, (0, 2))))
    research = seven_gaps(log).of("research")
    assert (research.pairs, research.ties) == (3, 2)
    assert research.mean_degree.value == pytest.approx(3 / 3)
    assert research.firms_reached.value == 1.0
    assert seven_gaps(log).verify(log)


def test_actors_that_are_not_there_count_on_no_side():
    until = np.array([0, 0, 0, 0, 0, DAY - 1, 0])
    research = seven_gaps(small_log(until=until)).of("research")
    assert (research.n_others, research.pairs) == (1, 4)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_figures_equal_plain_loops(seed):
    log = random_log(np.random.default_rng(seed))
    rule = TieRule(half_life=400.0)
    assert seven_gaps(log, rule, permutations=0).verify(log)
    assert seven_gaps(log, rule, logged=Logged(0.8), permutations=0).verify(log)
    assert seven_gaps(log, rule, day=DAY - 300, permutations=0).verify(log)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_estimates_lie_in_their_intervals_and_above_what_was_seen(seed):
    log = random_log(np.random.default_rng(seed))
    for one in seven_gaps(log, logged=Logged(0.8, 0.04), permutations=0).figures:
        if one.pairs:
            assert one.ties / one.pairs <= one.density.low + 1e-12
        for each in (one.density, one.mean_degree, one.firms_reached, one.external.index):
            assert math.isnan(each.value) or each.low <= each.value + 1e-12 <= each.high + 2e-12


def test_one_episode_of_one_tie_stands_for_more():
    log = log_of(actors_of(FIRM, *[UNIVERSITY] * 20), episodes_of((0, (0, 1)), (0, (0, 2))))
    research = seven_gaps(log, logged=Logged(0.8), permutations=0).of("research")
    assert research.density.value == pytest.approx(2.5 / 20)
    assert (research.density.low, research.density.high) == (0.1, 5 / 20)
    assert research.firms_reached.value == 1.0


def test_a_stated_tie_is_certain():
    log = log_of(actors_of(FIRM, UNIVERSITY), episodes_of(), stated((0, 1, 9, None, "active", ())))
    research = seven_gaps(log, logged=Logged(0.8), permutations=0).of("research")
    assert (research.density.low, research.density.value, research.density.high) == (1, 1, 1)
    assert research.firms_reached.low == 1.0
    assert research.relationships == 1.0


def test_the_share_of_firms_is_right_on_average_over_all_logs():
    """A firm with two partners by one episode of three, another by a light and a heavy one."""
    rule, p = TieRule(half_life=1000.0), 0.7
    actors = actors_of(FIRM, FIRM, FIRM, UNIVERSITY, UNIVERSITY)
    every = [
        (0, (0, 3, 4)),
        (100, (0, 3)),
        (0, (1, 4)),
        (2500, (1, 4)),
        (2500, (2, 3)),
        (2600, (2, 3)),
    ]
    total = reached = 0.0
    for bits in range(1 << len(every)):
        kept = [one for e, one in enumerate(every) if bits >> e & 1]
        chance = p ** len(kept) * (1 - p) ** (len(every) - len(kept))
        network = network_on(log_of(actors, episodes_of(*kept)), rule, DAY, Logged(p))
        side = side_of(network, GAPS[1])
        total += chance * network.pair_values()[side.of_pair > 0].sum()
        reached += chance * _firms_estimate(network, side)
    truth = seven_gaps(log_of(actors, episodes_of(*every)), rule, permutations=0).of("research")
    assert total == pytest.approx(truth.ties)
    assert reached == pytest.approx(truth.firms_reached.value * 3)


def _firms_estimate(network, side):
    from hanse.actors.gaps.reached import _firms_reached

    return _firms_reached(network, side, network.estimates[0])[1]


def test_the_variance_is_never_below_that_over_all_logs():
    """Also where an episode of three parties makes two ties at once."""
    p = 0.7
    actors = actors_of(FIRM, FIRM, UNIVERSITY, UNIVERSITY)
    every = [(0, (0, 2, 3)), (0, (0, 2)), (0, (1, 3)), (5, (1, 2)), (9, (1, 2))]
    values, variances, chances = [], [], []
    for bits in range(1 << len(every)):
        kept = [one for e, one in enumerate(every) if bits >> e & 1]
        chances.append(p ** len(kept) * (1 - p) ** (len(every) - len(kept)))
        network = network_on(log_of(actors, episodes_of(*kept)), TieRule(), DAY, Logged(p))
        across = side_of(network, GAPS[1]).of_pair > 0
        values.append(network.pair_values()[across].sum())
        rows = network.moves() * across[network.at][network.estimates[0].pair]
        variances.append(network.variance(rows, network.shares.episode)[0])
    mean = np.dot(chances, values)
    exact = np.dot(chances, (np.array(values) - mean) ** 2)
    assert mean == pytest.approx(4.0)
    assert exact <= np.dot(chances, variances) <= 2 * exact


def test_an_audited_share_makes_intervals_wider():
    from benchmarks.actor_recovery import draw

    log = draw(3).log
    known = seven_gaps(log, logged=Logged(0.8), permutations=0)
    audited = seven_gaps(log, logged=Logged(0.8, 0.04, 100, 80), permutations=0)
    for one, other in zip(known.figures, audited.figures, strict=True):
        assert one.density.value == other.density.value
        assert one.density.high <= other.density.high
    assert known.of("public").density.high < audited.of("public").density.high


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_external_and_internal_ties_equal_loops(seed):
    log = random_log(np.random.default_rng(seed))
    network = network_on(log, TieRule(), DAY, Logged())
    pairs = [tuple(one) for one in network.ties.pairs().tolist()]
    gaps = seven_gaps(log, permutations=0)
    for one in gaps.figures[1:]:
        side = side_of(network, GAPS[one.number - 1])
        group, others = (set(np.flatnonzero(mask).tolist()) for mask in (side.firms, side.others))
        external, internal, index = oracle.external_internal(pairs, group, others)
        assert (one.external.external, one.external.internal) == (external, internal)
        assert one.external.index.value == pytest.approx(index, nan_ok=True)


def test_the_index_equals_networkx_on_the_whole_network():
    log = random_log(np.random.default_rng(4), n=16, episodes=60)
    network = network_on(log, TieRule(), DAY, Logged())
    graph = nx.Graph(network.ties.pairs().tolist())
    firms = set(np.flatnonzero(network.firms).tolist())
    external = nx.cut_size(graph, firms & set(graph))
    internal = graph.subgraph(firms).number_of_edges()
    found = seven_gaps(log, permutations=0).of("firms").external
    assert found.observed == pytest.approx((external - internal) / (external + internal))


def test_the_permutation_test_is_that_over_all_labels():
    """Seven actors, three of them in the group: 35 ways of dealing the labels out."""
    actors = actors_of(FIRM, FIRM, FIRM, *[UNIVERSITY] * 4)
    edges = [(0, 1), (0, 2), (1, 2), (2, 3), (3, 4)]
    log = log_of(actors, episodes_of(*[(0, one) for one in edges]))
    network = network_on(log, TieRule(), DAY, Logged())
    group = network.firms
    found = external_index(
        network,
        group,
        ~group,
        names=("firms", "others"),
        permutations=20_000,
        rng=np.random.default_rng(0),
    )
    every = [
        oracle.external_internal(edges, set(one), set(range(7)))[2]
        for one in combinations(range(7), 3)
    ]
    every = np.array([one for one in every if not math.isnan(one)])
    assert found.observed == pytest.approx((1 - 3) / 4)
    assert found.expected == pytest.approx(every.mean(), abs=0.02)
    exact = (abs(every - every.mean()) >= abs(found.observed - every.mean()) - 1e-9).mean()
    assert found.p_value == pytest.approx(exact, abs=0.02)


def test_peers_give_the_target_where_none_is_set():
    gaps = seven_gaps(
        small_log(),
        peers={"research": [0.5, 0.2, 0.5], "global": [0.0], "firms": [0.9]},
        targets={"firms": 1 / 3},
        permutations=0,
    )
    assert (gaps.of("research").target, gaps.of("research").target_from) == (0.5, "peers")
    assert (gaps.of("firms").target_from, gaps.of("firms").gap.value) == ("target", 0.5)
    assert math.isnan(gaps.of("global").target)


def test_gaps_tell_themselves_and_come_back_from_a_file():
    gaps = seven_gaps(small_log(), targets={"7": 0.5}, logged=Logged(0.9), permutations=99)
    assert "Endogenous gaps" in str(gaps)
    assert "Exogenous gaps\ngap" in str(gaps)
    assert str(SevenGaps.from_dict(gaps.to_dict())) == str(gaps)
    frame = gaps.to_frame()
    assert frame["kind"].tolist() == ["endogenous"] * 6 + ["exogenous"]
    assert str(seven_gaps(small_log(), permutations=99)) == str(
        seven_gaps(small_log(), permutations=99)
    )
    assert "complete" not in frame.columns
    assert "Every episode is taken to be logged" in str(seven_gaps(small_log(), permutations=0))
    assert "no gap has a value" in str(seven_gaps(small_log(), permutations=0))


@pytest.mark.parametrize(
    ("settings_", "text"),
    [
        (
            {"targets": {"globl": 0.1}},
            "targets: there is no gap 'globl'. Did you mean 'global'? There are: firms, research, "
            "education, capital, public, clusters, global.",
        ),
        (
            {"targets": {"global": 0.0}},
            "targets, gap 'global': the density is 0. Give a share above 0 and up to 1.",
        ),
        (
            {"peers": {"global": [0.1, 1.5]}},
            "peers, gap 'global': the density is 1.5. Give a share from 0 to 1.",
        ),
        ({"permutations": -1}, "seven gaps: permutations is -1. Give a number from 0."),
    ],
)
def test_settings_out_of_range_are_told(settings_, text):
    with pytest.raises(InputError) as told:
        seven_gaps(small_log(), **settings_)
    assert str(told.value) == text


def test_over_time_each_day_is_as_if_asked_alone():
    log = small_log(since=np.array([0, 0, 0, DAY - 100, 0, 0, 0]))
    moved = gaps_over_time(log, [DAY, DAY - 300], permutations=0)
    assert [one.day for one in moved.days] == [DAY - 300, DAY]
    assert [one.of("firms").n_firms for one in moved.days] == [3, 4]
    for one in moved.days:
        assert str(one) == str(seven_gaps(log, day=one.day, permutations=0))
    change = moved.change("firms").density
    assert (change.value, change.low, change.high) == pytest.approx((1 / 6,) * 3)
    assert not moved.change("firms").is_clear  # all is taken to be logged: there is no interval
    assert math.isnan(moved.change("capital").density.value)
    assert "0.1667*" not in str(moved)
    assert str(type(moved).from_dict(moved.to_dict())) == str(moved)
    assert len(moved.to_frame()) == 14


def test_year_ends_run_from_the_first_episode_to_the_day_of_the_log():
    from datetime import date

    log = log_of(actors_of(FIRM, FIRM), episodes_of((600, (0, 1))))
    ends = [date.fromordinal(one).isoformat() for one in year_ends(log)]
    assert ends == ["2019-12-31", "2020-12-31", "2021-07-29"]
    assert year_ends(log_of(actors_of(FIRM), episodes_of())) == (DAY,)
    assert gaps_over_time(log, permutations=0).days[-1].day == DAY


def test_a_change_carries_the_uncertainty_of_both_ends():
    actors = actors_of(FIRM, FIRM, *[ABROAD] * 10)
    log = log_of(actors, episodes_of((2000, (0, 2)), (2000, (1, 3)), (0, (0, 4))))
    found = gaps_over_time(log, [DAY - 1900, DAY], logged=Logged(0.8), permutations=0)
    change = found.change("global").density
    assert change.value == pytest.approx(-1.25 / 20)
    assert change.low < 0 < change.high
    assert not found.change("global").is_clear
    audited = gaps_over_time(log, [DAY - 1900, DAY], logged=Logged(0.8, 0.05), permutations=0)
    assert audited.change("global").density.high > change.high


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ([], "gaps over time: there is no day. Name one day or more."),
        ([DAY, DAY], "gaps over time: a day stands twice. Name each day once."),
        (
            [DAY + 1],
            "gaps over time: 2021-07-30 lies after the log's own day. Name days up to 2021-07-29.",
        ),
    ],
)
def test_days_that_cannot_be_are_told(days, text):
    with pytest.raises(InputError) as told:
        gaps_over_time(small_log(), days)
    assert str(told.value) == text


def test_the_p_value_counts_the_network_itself_among_the_draws(monkeypatch):
    # three ties inside the group, one to the others: -1/2. Of four draws with ties (mean 0) two
    # are as far from their mean; the fifth has no tie and is none: (1 + 2) / (1 + 4)
    from hanse.actors.gaps import external

    monkeypatch.setattr(
        external, "_dealt", lambda *given: np.array([-0.5, 0.5, 0.0, 0.0, math.nan])
    )
    actors = actors_of(FIRM, FIRM, FIRM, UNIVERSITY)
    log = log_of(actors, episodes_of(*[(0, one) for one in ((0, 1), (0, 2), (1, 2), (2, 3))]))
    network = network_on(log, TieRule(), DAY, Logged())
    found = external_index(
        *(network, network.firms, ~network.firms),
        names=("firms", "others"), permutations=5, rng=np.random.default_rng(0),
    )  # fmt: skip
    assert (found.observed, found.expected, found.p_value) == (-0.5, 0.0, 0.6)
    assert found.p_said == "0.600"


def test_the_least_p_that_the_draws_can_give_is_told_as_at_most():
    # two groups of ten that know only each other: one of 92,378 deals is as far out
    actors = actors_of(*[FIRM] * 10, *[UNIVERSITY] * 10)
    met = [(0, (i + k, j + k)) for k in (0, 10) for i in range(10) for j in range(i)]
    gaps = seven_gaps(log_of(actors, episodes_of(*met)), permutations=99)
    assert gaps.of("research").external.p_value == 1 / 100
    row = next(line for line in str(gaps).splitlines() if line.startswith("2 firm to research"))
    assert row
    assert str(gaps).count("≤ 0.010") == 2  # to research, and of gap 1 to everybody else
    assert seven_gaps(small_log(), permutations=0).of("firms").external.p_said == "–"


def test_where_nothing_changes_the_change_is_nothing_within_two_ties():
    # both ends rest on the same episodes: their uncertainty is not added up
    firms, abroad = 10, 20
    actors = actors_of(*[FIRM] * firms, *[ABROAD] * abroad)
    met = [(30, (i, firms + j)) for i in range(firms) for j in range(abroad) if (i + j) % 3 == 0]
    log, rule = log_of(actors, episodes_of(*met)), TieRule(half_life=1e9)
    found = gaps_over_time(log, [DAY - 10, DAY], rule=rule, logged=Logged(0.8), permutations=0)
    change, pairs = found.change("global").density, firms * abroad
    assert change.value == pytest.approx(0, abs=1e-9)
    assert change.low == pytest.approx(-change.high)
    assert 0 < change.high < 2 / pairs
    alone = found.days[-1].of("global").density
    assert alone.high - alone.low > 4 * change.high
    assert not found.change("global").is_clear
    grown = gaps_over_time(log, [DAY - 40, DAY], rule=rule, logged=Logged(0.8), permutations=0)
    assert grown.change("global").is_clear
    assert "*" in next(one for one in str(grown).splitlines() if one.startswith("7 firm"))
