"""Stated relationships: states, what is on paper only, and what nobody states."""

import math
from dataclasses import replace

import pytest
from tests.actors.atmosphere.made_ratings import rated_log
from tests.actors.made_log import day, small_log
from tests.oracles import actor_atmosphere as oracle

from hanse.actors.atmosphere import relationships_report
from hanse.actors.ties import RelationshipRule, TieRule, ties
from hanse.errors import InputError
from hanse.result import answer_from_dict

ROWS = {
    "party_a": ["f1", "f2", "f3", "f4", "f5"],
    "party_b": ["uni", "abroad", "lab", "fund", "uni"],
    "start": ["2020-12-31", "2022-12-31", "2019-01-01", "2021-01-01", "2025-06-01"],
    "end": ["", "", "2023-01-01", "", ""],
    "state": ["active", "active", "ended", "dormant", "planned"],
    "institutions": ["agreement; contract", "", "", "agreement", ""],
    "adaptations": ["", "product", "", "", ""],
    "market": ["", "DEU", "", "", ""],
    "dynamism": [None, 5, None, 2, None],
    "internationalisation": [None, 6, None, None, None],
    "chain": ["", "customer", "", "", ""],
}


def made(log, rule=None, **choices):
    found = relationships_report(log, ties(log, rule), **choices)
    assert answer_from_dict(found.to_dict()).to_dict() == found.to_dict()
    assert str(found)
    assert len(found.to_frame())
    return found


def test_numbers_by_hand_are_of_those_that_are_active():
    found = made(rated_log(relationships=ROWS))
    assert dict(found.states) == {"planned": 1, "active": 2, "dormant": 1, "ended": 1}
    assert (found.active, found.institutionalised, found.adapted) == (2, 1, 1)
    assert dict(found.institutions) == {"agreement": 1, "contract": 1}
    assert (dict(found.markets), dict(found.chain)) == ({"DEU": 1}, {"customer": 1})
    one = found.environment[0]
    assert (one.name, one.n, one.mean, one.low, one.high) == ("dynamism", 1, 5.0, 5.0, 5.0)
    assert found.age == pytest.approx((1461 + 731) / 2 / 365.25)
    assert found.gaps[-1].active == found.gaps[1].active == found.gaps[2].active == 1
    assert "Germany 1" in str(found)


def test_active_without_an_episode_in_two_half_lives_is_on_paper_only():
    log = rated_log(relationships=ROWS, met="2024-06-01")
    age = log.as_of - day("2024-06-01")
    assert made(log, TieRule(half_life=age / 2)).on_paper == ()
    found = made(log, TieRule(half_life=age / 2 - 1))
    assert [(one.one, one.other) for one in found.on_paper] == [("f1", "uni"), ("f2", "abroad")]
    assert "Active on paper only, without an episode in 211 days: F1 with Uni" in str(found)


def test_repeated_ties_that_nobody_states_are_candidates_and_a_planned_one_is_none():
    rule = TieRule(relationship=RelationshipRule(days=0, episodes=1))
    found = made(rated_log(relationships=ROWS), rule)
    assert found.relationships == 55
    assert found.unstated == 55 - 4  # the ended one goes on and nobody states it
    assert len(found.candidates) == 10
    assert found.candidates[0].since == day("2024-06-01")


def test_an_ended_one_was_active_before_its_end():
    log = rated_log(relationships=ROWS)
    then = day("2022-01-01")
    found = relationships_report(log, ties(log, day=then), day=then)
    assert dict(found.states) == {"planned": 1, "active": 2, "dormant": 1, "ended": 0}
    assert found.later == 1
    assert "1 of them begins later: in no number." in str(found)


@pytest.mark.parametrize("when", ["2021-06-01", "2022-01-01", "2024-12-31"])
@pytest.mark.parametrize("half_life", [40.0, 106.0, 548.0])
def test_named_pairs_are_those_of_plain_loops(when, half_life):
    for log in (rated_log(relationships=ROWS), small_log()):
        rule = TieRule(half_life=half_life, relationship=RelationshipRule(days=0, episodes=1))
        known = ties(log, rule, day=day(when))
        found = relationships_report(log, known)
        named = {frozenset((one.one, one.other)) for one in found.on_paper}
        assert named == set(oracle.on_paper(log, known, day(when)))
        assert found.unstated == len(oracle.not_stated(log, known, day(when)))


def test_without_stated_ones_every_relationship_is_unstated():
    found = made(replace(small_log(), relationships=None))
    assert (found.stated, found.active, found.on_paper) == (0, 0, ())
    assert math.isnan(found.age)
    assert [(one.one, one.other) for one in found.candidates] == [("granite", "birch")]


def test_ties_of_another_day_or_log_are_an_error():
    log = small_log()
    with pytest.raises(InputError, match="and not of day 1"):
        relationships_report(log, ties(log), day=1)
    with pytest.raises(InputError, match="the ties are of 11 actors and the log has 13"):
        relationships_report(log, ties(rated_log()))
