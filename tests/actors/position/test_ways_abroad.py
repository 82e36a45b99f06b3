"""What runs through whom on the way abroad, and what breaks if an actor leaves."""

import math
import sys

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.actors.position.made_networks import DAY, array_of, graphs, log_of, ties_of
from tests.oracles import actor_positions as oracle

from hanse.actors.position import (
    LEVELS,
    MarketRule,
    bridge,
    bridge_over_time,
    cuts,
    market_positions,
    removals,
)
from hanse.actors.position.bridge import ways_abroad
from hanse.actors.position.network import network_of
from hanse.actors.position.reach import mean_growth
from hanse.actors.position.removal_words import removal_reason
from hanse.actors.sides import GAPS
from hanse.actors.ties import TieRule
from hanse.errors import InputError
from hanse.result import answer_from_dict

KINDS = ("firm", "org", "DEU", "research", "FIN")
STAR = log_of(["org", "firm", "firm", "firm", "DEU", "FIN"], [(0, k) for k in range(1, 6)])


def refused(call, *given, **choices):
    with pytest.raises(InputError) as caught:
        call(*given, **choices)
    return str(caught.value)


def made(graph, seed):
    rng = np.random.default_rng(seed)
    kinds = rng.choice(KINDS, len(graph), p=[0.4, 0.1, 0.2, 0.2, 0.1]).tolist()
    return log_of(kinds, list(graph.edges))


def sides(log):
    network = network_of(log, ties_of(log), "test")
    return np.flatnonzero(network.firms).tolist(), np.flatnonzero(network.abroad).tolist()


def same(one, two):
    return one == two or (math.isnan(one) and math.isnan(two)) or abs(one - two) < 1e-9


@settings(max_examples=60, deadline=None)
@given(graphs(most=9), st.integers(0, 999))
def test_share_of_ways_through_everybody_equals_listing_all_paths(graph, seed):
    log = made(graph, seed)
    firms, abroad = sides(log)
    ways = ways_abroad(network_of(log, ties_of(log), "test"))
    for at in graph:
        known, _ = oracle.through(graph, firms, abroad, at)
        assert same(ways.share[at], known)
    far = dict(nx.all_pairs_shortest_path_length(graph))
    lengths = [far[s][t] for s in firms for t in abroad if t in far[s]]
    assert ways.pairs == len(lengths)
    assert ways.direct == lengths.count(1)
    assert same(ways.distance, np.mean(lengths) if lengths else math.nan)


@settings(max_examples=60, deadline=None)
@given(graphs(most=11), st.integers(0, 999))
def test_what_breaks_equals_taking_the_actor_out(graph, seed):
    log = made(graph, seed)
    firms, abroad = sides(log)
    n = len(graph)
    masks = [np.isin(np.arange(n), one) for one in (firms, abroad)]
    found = cuts(array_of(graph), *masks)
    everybody = np.arange(n)
    growth = mean_growth(array_of(graph), np.array(firms, int), np.array(abroad, int), everybody)
    for at in graph:
        known = oracle.removal(graph, firms, abroad, at)
        assert found.firms[at] == known["firms"]
        assert found.pairs[at] == known["pairs"]
        assert found.pieces[at] == known["pieces"]
        assert same(growth[at], known["growth"])


@settings(max_examples=40, deadline=None)
@given(graphs(most=9), st.integers(0, 999))
def test_markets_that_fall_are_those_that_fall_when_the_actor_is_gone(graph, seed):
    log = made(graph, seed)
    kinds = [one.split("-")[0] for one in log.actors.ids]
    rule = MarketRule(relationships=0, largest_share=0.7)
    before = market_positions(log, ties_of(log), markets=["DEU", "FIN"], rule=rule)
    found = {row.id: row for row in removals(log, ties_of(log), most=99, rule=rule).rows}
    for at, own in enumerate(log.actors.ids):
        gone = log_of(kinds, list(graph.edges), until=[DAY - 1 if at == i else 0 for i in graph])
        after = market_positions(gone, ties_of(gone), markets=["DEU", "FIN"], rule=rule)
        known = {
            (market, before.level(market), after.level(market))
            for market in ("DEU", "FIN")
            if LEVELS.index(after.level(market)) < LEVELS.index(before.level(market))
        }
        falls = found[own].falls if own in found else ()
        assert {(one.market, one.before, one.after) for one in falls} == known


def test_more_than_sixty_four_firms_are_walked_in_batches():
    graph = nx.gnm_random_graph(150, 400, seed=2)
    firms, abroad = list(range(100)), list(range(140, 150))
    for at in (3, 120, 145):
        found = mean_growth(array_of(graph), np.array(firms), np.array(abroad), np.array([at]))
        assert found[0] == pytest.approx(oracle.removal(graph, firms, abroad, at)["growth"])


def test_a_star_hangs_on_its_organisation():
    found = bridge(STAR, ties_of(STAR))
    assert (found.actor, found.share, found.pairs, found.direct) == ("org-0", 1.0, 6, 0)
    assert str(found).splitlines() == [
        "100 % of the shortest ways from firms to actors abroad run through org-0 on 2021-07-29.",
        "Of 6 pairs of a firm and an actor abroad 6 are connected, 0 by a tie of their own; the "
        "way is 2.0 ties long on average.",
        "",
        "who bridges  share of paths",
        "org-0                100.0%",
    ]
    lost = removals(STAR, ties_of(STAR))
    first = lost.rows[0]
    assert (first.id, first.firms_cut, first.pairs_cut, first.pieces) == ("org-0", 3, 6, 5)
    assert math.isnan(first.growth)
    assert [(one.market, one.before, one.after) for one in first.falls] == [
        ("DEU", "contact", "outsider"),
        ("FIN", "contact", "outsider"),
    ]
    assert removal_reason(first) == (
        "If org-0 leaves: 3 firms lose their only way abroad; the cluster falls in Germany from "
        "contact to outsider and Finland from contact to outsider; 6 pairs of a firm and an actor "
        "abroad are cut off."
    )
    assert lost.reaching == 3
    assert [row.id for row in lost.rows[1:]] == ["DEU-4", "FIN-5"]


def test_in_a_large_network_firms_are_drawn_and_that_is_said(monkeypatch):
    for module in ("bridge", "removals"):
        found = sys.modules[f"hanse.actors.position.{module}"]
        monkeypatch.setattr(found, "EXACT", 10)
    n = 230
    log = log_of(
        ["org", *["firm"] * n, "DEU", "FIN"], [(0, k) for k in range(1, n + 3)] + [(1, n + 1)]
    )
    found = removals(log, ties_of(log), most=3)
    assert found.notes == (
        "Shares of ways are from 200 firms and their growth from 192, drawn at random; the rest is "
        "of all.",
    )
    assert (found.rows[0].id, found.rows[0].firms_cut) == ("org-0", n - 1)
    assert found.rows[0].pairs_cut == 2 * n - 1
    again = removals(log, ties_of(log), most=3)
    assert again.to_dict() == found.to_dict()


def test_ties_lost_are_counted_across_each_gap():
    log = log_of(["firm", "firm", "research", "DEU"], [(0, 1), (0, 2), (0, 3), (1, 2)])
    row = next(row for row in removals(log, ties_of(log)).rows if row.id == "firm-0")
    assert dict(zip((one.key for one in GAPS), row.gap_ties, strict=True)) == {
        "firms": 1, "research": 1, "education": 0, "capital": 0, "public": 0, "clusters": 0,
        "global": 1,
    }  # fmt: skip
    assert (row.ties, row.firms_cut, row.pairs_cut) == (3, 1, 1)


def test_another_actor_can_be_asked_for_and_a_missing_one_is_told():
    log = log_of(["firm", "firm", "DEU"], [(0, 1), (1, 2)])
    assert bridge(log, ties_of(log)).actor == ""
    assert "no organisation of the cluster" in str(bridge(log, ties_of(log)))
    assert bridge(log, ties_of(log), actor="firm-1").share == 1.0
    assert refused(bridge, log, ties_of(log), actor="firm-9").startswith(
        "bridge: there is no actor 'firm-9'. Did you mean"
    )
    gone = log_of(["firm", "firm", "DEU"], [(0, 1), (1, 2)], until=[0, DAY - 5, 0])
    assert refused(bridge, gone, ties_of(gone), actor="firm-1") == (
        "bridge: firm-1 is not there on the day, or several have that name. "
        "Name an actor by its id, on a day between its first and its last."
    )
    assert refused(bridge, log, ties_of(log), sources=1) == (
        "bridge: sources is 1. Give a number from 2, or None."
    )
    assert refused(removals, log, ties_of(log), most=0) == (
        "removals: most is 0. Give a whole number from 1."
    )
    assert refused(bridge, log, ties_of(STAR)) == (
        "bridge: the ties are among 6 actors, the log has 3. "
        "Make the ties from this log: ties(log)."
    )


def dated(kinds, pairs, days):
    from dataclasses import replace

    log = log_of(kinds, pairs)
    return replace(log, episodes=replace(log.episodes, days=np.array(days)))


def test_a_fall_with_ties_of_their_own_is_a_success():
    pairs = [(0, 1), (0, 2), (0, 3), (1, 3), (2, 3)]
    log = dated(["org", "firm", "firm", "DEU"], pairs, [DAY - 300] * 3 + [DAY] * 2)
    found = bridge_over_time(log, [DAY - 200, DAY])
    assert [row.share for row in found.rows] == [1.0, 0.0]
    assert found.change == (
        "From 100 % to 0 % of the ways through org-0. A success, not a loss: 2 more pairs of a "
        "firm and an actor abroad are tied directly; 2 firms have such a tie, 0 on the first day."
    )
    assert [row.firms_tied for row in found.rows] == [0, 2]
    assert found.to_frame()["firms_tied"].tolist() == [0, 2]
    assert found.change in str(found)


def test_a_fall_because_ways_are_gone_is_no_success():
    kinds = ["org", "firm", "firm", "DEU", "FIN"]
    pairs = [(0, 1), (0, 2), (0, 3), (0, 4), (1, 3), (0, 1), (0, 3)]
    log = dated(kinds, pairs, [DAY - 2000] * 4 + [DAY] * 3)
    found = bridge_over_time(log, [DAY - 1900, DAY], rule=TieRule(half_life=200.0))
    assert found.rows[0].share == 1.0
    assert found.rows[1].share == 0.0
    assert found.change.endswith("3 pairs are no longer connected: ways were lost, not replaced.")
    rising = bridge_over_time(
        dated(kinds, [(1, 3), (0, 1), (0, 4)], [DAY - 300, DAY, DAY]), [DAY - 200, DAY]
    )
    assert rising.change.endswith("Firms depend on it more than before.")
    steady = bridge_over_time(STAR, [DAY, DAY + 1])
    assert steady.change.endswith("No change that can be told.")
    none = bridge_over_time(STAR, [DAY - 1, DAY])
    assert none.change.startswith("The two days cannot be compared")


def test_days_must_rise():
    mend = "Give one or more days, each later than the one before."
    assert refused(bridge_over_time, STAR, []) == f"bridge over time: there is no day. {mend}"
    assert refused(bridge_over_time, STAR, [5, 5]) == (
        f"bridge over time: the days do not rise. {mend}"
    )


def test_a_bridge_that_was_not_there_yet_has_no_share_on_that_day():
    from dataclasses import replace

    since = np.array([DAY - 10, 0, 0, 0, 0, 0])
    log = replace(STAR, actors=replace(STAR.actors, since=since))
    found = bridge_over_time(log, [DAY - 20, DAY])
    assert [row.actor for row in found.rows] == ["", "org-0"]


def test_shares_from_some_firms_lie_within_their_error():
    graph = nx.barabasi_albert_graph(120, 2, seed=5)
    log = log_of(["org"] + ["firm"] * 80 + ["DEU"] * 39, list(graph.edges))
    network = network_of(log, ties_of(log), "test")
    known = ways_abroad(network)
    assert not known.error.any()
    top = np.argsort(-known.share)[:5]
    drawn = [ways_abroad(network, sources=20, seed=seed) for seed in range(60)]
    values = np.array([one.share[top] for one in drawn])
    errors = np.array([one.error[top] for one in drawn])
    np.testing.assert_allclose(values.mean(axis=0), known.share[top], rtol=0.05)
    np.testing.assert_allclose(values.std(axis=0), errors.mean(axis=0), rtol=0.35)
    assert "Looked at 20 of 80 firms, drawn at random." in str(
        bridge(log, ties_of(log), sources=20)
    )


@pytest.mark.parametrize("kinds", [[], ["firm"], ["DEU"], ["org", "firm"]])
def test_without_ties_nothing_bridges_and_nothing_breaks(kinds):
    log = log_of(kinds, [])
    found = bridge(log, ties_of(log))
    assert math.isnan(found.share)
    assert found.ids == ()
    assert str(found)
    lost = removals(log, ties_of(log))
    assert len(lost) == 0
    assert "Nothing breaks" in str(lost)
    assert len(lost.to_frame()) == 0


def test_answers_come_back_from_their_dictionaries():
    for answer in (
        bridge(STAR, ties_of(STAR)),
        removals(STAR, ties_of(STAR)),
        bridge_over_time(STAR, [DAY - 1, DAY]),
    ):
        again = answer_from_dict(answer.to_dict())
        assert again.to_dict() == answer.to_dict()
        assert str(again) == str(answer)
        assert answer.to_frame().equals(again.to_frame())


def test_firms_with_a_tie_abroad_are_counted_once_and_all_of_them():
    kinds = ["org", "firm", "firm", "firm", "DEU", "FIN"]
    log = log_of(kinds, [(1, 4), (1, 5), (2, 4), (0, 4), (0, 3)])
    assert bridge(log, ties_of(log)).firms_tied == 2
    assert bridge(log, ties_of(log), sources=2).firms_tied == 2
    assert bridge(log, ties_of(log)).direct == 3


def test_one_more_pair_and_one_firm_are_told_in_the_singular():
    pairs = [(0, 1), (0, 2), (0, 3), (1, 3)]
    log = dated(["org", "firm", "firm", "DEU"], pairs, [DAY - 300] * 3 + [DAY])
    assert bridge_over_time(log, [DAY - 200, DAY]).change.endswith(
        "1 more pair of a firm and an actor abroad is tied directly; 1 firm has such a tie, 0 on "
        "the first day."
    )


def test_what_breaks_is_told_in_the_right_number():
    # a firm whose one neighbour leaves: one way, one pair, one tie
    log = log_of(["firm", "firm", "DEU"], [(0, 1), (1, 2)])
    row = next(row for row in removals(log, ties_of(log)).rows if row.id == "firm-1")
    assert removal_reason(row).endswith(
        "1 pair of a firm and an actor abroad is cut off; 1 tie firm to firm is lost."
    )
    # a ring of five: without firm-1 the way of firm-0 to DEU-2 is three ties, not two
    log = log_of(["firm", "firm", "DEU", "research", "research"],
                 [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0)])  # fmt: skip
    row = next(row for row in removals(log, ties_of(log)).rows if row.id == "firm-1")
    assert "; the remaining ways become 1.0 ties longer on average; " in removal_reason(row)


def test_with_equal_cuts_a_market_that_falls_weighs_more_than_pairs():
    # firm-1 depends on the organisation, through which the cluster is in Estonia; firm-3 on a home
    # partner that knows more abroad, but is none of ours
    kinds = ["org", "firm", "EST", "firm", "research", "DEU", "DEU", "FIN"]
    log = log_of(kinds, [(0, 1), (0, 2), (3, 4), (4, 5), (4, 6), (4, 7)])
    rows = {row.id: row for row in removals(log, ties_of(log)).rows}
    ours, partner = rows["org-0"], rows["research-4"]
    assert (ours.firms_cut, len(ours.falls), ours.pairs_cut) == (1, 1, 1)
    assert (partner.firms_cut, len(partner.falls), partner.pairs_cut) == (1, 0, 3)
    order = list(rows)
    assert order.index("org-0") < order.index("research-4")
