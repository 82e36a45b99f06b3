"""Where the cluster and its firms are insiders, by hand and by trying all choices of ties."""

import math
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.actors.position.made_networks import DAY, graphs, log_of, ties_of

from hanse.actors.position import (
    LEVELS,
    MarketRule,
    independent_links,
    market_positions,
    market_positions_over_time,
)
from hanse.actors.position.market_links import firm_links, markets_of
from hanse.actors.position.network import network_of
from hanse.actors.ties import TieRule
from hanse.errors import InputError
from hanse.result import answer_from_dict

OURS = ["org", "firm", "firm", "firm", "firm"]
LOG = log_of(
    [*OURS, "research", "DEU", "DEU", "DEU", "FIN", "FIN", "CHN", "CHL", "EST"],
    [
        *[(1, 6), (2, 7), (3, 8), (0, 6)],  # Germany: three ties of their own, one more
        *[(0, 9), (0, 10)],  # Finland: two ties, both the organisation's
        *[(0, 11), (4, 11)],  # China: two of ours know the same
        *[(5, 12), (0, 5)],  # Chile: only a home partner
        *[(0, 1), (0, 2), (6, 7)],
    ],
    relationships=[(1, 6)],
)


def refused(call, *given, **choices):
    with pytest.raises(InputError) as caught:
        call(*given, **choices)
    return str(caught.value)


def row_of(found, market):
    return next(row for row in found.rows if row.market == market)


def test_the_four_levels_by_hand():
    found = market_positions(LOG, ties_of(LOG))
    assert [(row.market, row.level) for row in found.rows] == [
        ("DEU", "insider"),
        ("CHN", "contact"),
        ("FIN", "contact"),
        ("CHL", "outsider"),
        ("EST", "outsider"),
    ]
    deu = row_of(found, "DEU")
    assert (deu.ties, deu.ours, deu.theirs, deu.independent, deu.relationships) == (4, 4, 3, 3, 1)
    assert (deu.actors, deu.among, deu.core) == (3, 1, 2)
    assert deu.dependence == 0.5
    assert deu.depends_on == "DEU-6"
    fin = row_of(found, "FIN")
    assert (fin.independent, fin.dependence, fin.depends_on) == (1, 1.0, "org-0")
    assert row_of(found, "CHL").through == 1
    assert row_of(found, "EST").through == 0
    assert math.isnan(row_of(found, "EST").dependence)
    assert row_of(found, "EST").depends_on == ""


def test_reasons_say_what_a_position_rests_on_and_what_lacks():
    found = market_positions(LOG, ties_of(LOG))
    assert found.reason("DEU") == (
        "Germany: insider; 4 ties between 4 of ours and 3 of theirs, 3 of them sharing no actor, "
        "1 relationship."
    )
    assert found.reason("FIN") == (
        "Finland: contact; 2 ties between 1 of ours and 2 of theirs, 1 of them sharing no actor, "
        "no relationship. To the next level lacks: 1 more tie by actors that have none there yet."
    )
    assert found.reason("CHL") == (
        "Chile: outsider; no tie to the 1 actor known there. 1 home partner could open the door."
    )
    strict = MarketRule(insider=3, relationships=2, largest_share=0.4)
    text = market_positions(LOG, ties_of(LOG), rule=strict).reason("DEU")
    assert text.endswith(
        "To the next level lacks: 1 more relationship and ties that do not hang on DEU-6 (now 50 % "
        "do)."
    )


def test_thresholds_are_parameters():
    levels = {
        rule: market_positions(LOG, ties_of(LOG), rule=rule).level("DEU")
        for rule in (
            MarketRule(),
            MarketRule(relationships=2),
            MarketRule(largest_share=0.5),
            MarketRule(largest_share=0.49),
            MarketRule(insider=4),
            MarketRule(connected=4, insider=4),
        )
    }
    assert list(levels.values()) == [
        "insider", "connected", "insider", "connected", "connected", "contact",
    ]  # fmt: skip


def test_firms_are_placed_by_their_own_ties_and_by_bridges():
    found = market_positions(LOG, ties_of(LOG))
    assert found.firms == ("firm-1", "firm-2", "firm-3", "firm-4")
    levels = {firm: found.level("DEU", firm=firm) for firm in found.firms}
    # The organisation, which firm-1 and firm-2 know, knows DEU-6; so does firm-1 itself.
    assert levels == {
        "firm-1": "contact",
        "firm-2": "connected",
        "firm-3": "contact",
        "firm-4": "outsider",
    }
    assert found.level("FIN", firm="firm-1") == "contact"
    assert found.level("FIN", firm="firm-3") == "outsider"
    assert row_of(found, "DEU").firms == (1, 2, 1, 0)
    assert sum(row_of(found, "CHL").firms) == 4
    rule = MarketRule()
    own, bridges, lasting = (
        np.array(one) for one in ([3, 3, 2, 0, 1], [0, 9, 0, 9, 0], [1, 0, 2, 0, 1])
    )
    assert [LEVELS[at] for at in rule.firm_levels(own, bridges, lasting)] == [
        "insider", "connected", "connected", "contact", "contact",
    ]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(graphs(most=10), st.integers(0, 999))
def test_ties_and_bridges_of_firms_equal_looking_at_each_neighbour(graph, seed):
    rng = np.random.default_rng(seed)
    kinds = rng.choice(["firm", "org", "DEU", "FIN", "research"], len(graph)).tolist()
    log = log_of(kinds, list(graph.edges))
    network = network_of(log, ties_of(log), "test")
    markets = markets_of(network)
    found = firm_links(network, markets)
    for k, firm in enumerate(at for at in graph if kinds[at] == "firm"):
        for j, market in enumerate(markets):
            there = {at for at in graph if kinds[at] == market}
            known = set(graph[firm]) & there
            by = [at for at in set(graph[firm]) - there if (set(graph[at]) & there) - known]
            assert (found.own[k, j], found.bridges[k, j]) == (len(known), len(by))


@settings(max_examples=80, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 4), st.integers(10, 14)), max_size=9))
def test_independent_links_equal_trying_all_choices(links):
    links = sorted(links)
    best = max(
        k
        for k in range(6)
        for some in combinations(links, k)
        if len({a for a, _ in some}) == len({b for _, b in some}) == k
    )
    ours, theirs = (np.array([link[side] for link in links], dtype=int) for side in (0, 1))
    assert independent_links(ours, theirs) == best
    actors = sorted({*ours.tolist(), *theirs.tolist()})
    fewest = min(
        len(gone)
        for k in range(len(actors) + 1)
        for gone in combinations(actors, k)
        if all(a in gone or b in gone for a, b in links)
    )
    assert best == fewest


def test_a_market_that_is_asked_for_and_unknown_has_outsiders():
    found = market_positions(LOG, ties_of(LOG), markets=["USA"])
    assert found.level("USA") == "outsider"
    assert row_of(found, "USA").actors == 0
    assert found.reason("USA") == "United States: outsider; no tie to anybody known there."


def test_what_is_no_market_is_told():
    mend = "Give each foreign country once, as its ISO code of three letters, such as FIN."
    for markets, what in [
        (["SWE"], "SWE is home"),
        (["Finland", "fi"], "Finland and fi is no code"),
        (["FIN", "FIN"], "a market stands twice: FIN and FIN"),
    ]:
        text = refused(market_positions, LOG, ties_of(LOG), markets=markets)
        assert text == f"market positions: {what}. {mend}"
    found = market_positions(LOG, ties_of(LOG))
    assert "there is no market 'USA'" in refused(found.level, "USA")
    assert "there is no firm 'firm-9'" in refused(found.level, "DEU", firm="firm-9")
    assert refused(MarketRule, connected=3, insider=2) == (
        "market rule: connected is 3, insider 2, relationships 1. "
        "Give 1 or more, insider not below connected, relationships from 0."
    )
    assert refused(MarketRule, largest_share=0) == (
        "market rule: largest_share is 0. Give a share above 0, up to 1."
    )


def test_levels_over_time_and_who_moved():
    days = [DAY - 900, DAY - 900, DAY, DAY]
    log = log_of(["org", "firm", "firm", "DEU", "DEU"], [(0, 3), (0, 1), (1, 3), (2, 4)])
    log = replace(log, episodes=replace(log.episodes, days=np.array(days)))
    found = market_positions_over_time(
        log, [DAY - 1000, DAY - 800, DAY], tie_rule=TieRule(half_life=2000.0)
    )
    assert found.level.ravel().tolist() == [0, 1, 2]
    assert found.moved() == (
        (DAY - 800, "DEU", "outsider", "contact"),
        (DAY, "DEU", "contact", "connected"),
    )
    assert found.firms == ("firm-1", "firm-2")
    assert found.firm_level[:, :, 0].tolist() == [[0, 0], [1, 0], [1, 1]]
    assert found.moved_firms() == (
        (DAY - 800, "firm-1", "DEU", "outsider", "contact"),
        (DAY, "firm-2", "DEU", "outsider", "contact"),
    )
    frame = found.to_frame()
    assert frame["firms_contact"].tolist() == [0, 1, 2]
    assert frame["firms_rose"].tolist()[1:] == [1, 1]
    assert frame["firms_fell"].tolist()[1:] == [0, 0]
    assert "2 moves of the cluster between the days." in str(found)
    assert "2 rose, 0 fell" in str(found)
    again = answer_from_dict(found.to_dict())
    assert again.to_frame().equals(found.to_frame())
    assert str(again) == str(found)


@pytest.mark.parametrize("kinds", [[], ["firm"], ["DEU"], ["firm", "DEU"]])
def test_without_ties_everybody_is_an_outsider(kinds):
    log = log_of(kinds, [])
    found = market_positions(log, ties_of(log))
    assert [row.level for row in found.rows] == ["outsider"] * kinds.count("DEU")
    assert not found.firm_level.any()
    assert str(found)
    assert len(found.firms_frame()) == (kinds == ["firm", "DEU"])
    over = market_positions_over_time(log, [DAY - 1, DAY])
    assert over.moved() == ()
    assert len(over.to_frame()) == 2 * kinds.count("DEU")
    assert str(over)


def test_a_firm_that_comes_later_does_not_rise_by_coming():
    since = np.array([0, DAY - 5, 0])
    log = log_of(["firm", "firm", "DEU"], [(1, 2)])
    log = replace(log, actors=replace(log.actors, since=since))
    found = market_positions_over_time(log, [DAY - 9, DAY])
    assert found.firm_level[:, :, 0].tolist() == [[0, -1], [0, 1]]
    assert found.moved_firms() == ()
    assert found.moved() == ((DAY, "DEU", "outsider", "contact"),)


def test_the_answer_comes_back_and_prints_the_rule_and_its_limit():
    found = market_positions(LOG, ties_of(LOG))
    again = answer_from_dict(found.to_dict())
    assert str(again) == str(found)
    assert again.to_frame().equals(found.to_frame())
    text = str(found)
    assert "Contact: a tie. Connected: at least 2 ties that share no actor." in text
    assert "ties among actors abroad are seldom in it" in text


def test_where_too_few_are_known_the_next_tie_is_to_somebody_new():
    log = log_of(["org", "firm", "firm", "DEU", "FIN", "FIN"], [(1, 3), (0, 4), (0, 5)])
    found = market_positions(log, ties_of(log))
    assert found.reason("DEU").endswith(
        "To the next level lacks: 1 more tie, to an actor of the market that is not yet on the "
        "list."
    )
    # in Finland two are known, which is as many as there must be
    assert found.reason("FIN").endswith("lacks: 1 more tie by actors that have none there yet.")
    wide = MarketRule(connected=3, insider=3)
    found = market_positions(log, ties_of(log), rule=wide)
    assert found.reason("DEU").endswith(
        "lacks: 2 more ties, to actors of the market that are not yet on the list."
    )
    assert found.reason("FIN").endswith(
        "lacks: 2 more ties by actors that have none there yet, 1 of them to an actor of the "
        "market that is not yet on the list."
    )


def test_home_partners_are_others_than_ours_that_know_both_sides():
    kinds = ["org", "firm", "DEU", "research", "research", "research"]
    both = [(3, 0), (3, 2)]
    log = log_of(kinds, [(0, 1), (1, 2), (0, 2), *both, (4, 2), (5, 1)])
    assert row_of(market_positions(log, ties_of(log)), "DEU").through == 1
    log = log_of(kinds, [(0, 1), (1, 2), (0, 2)])
    assert row_of(market_positions(log, ties_of(log)), "DEU").through == 0
