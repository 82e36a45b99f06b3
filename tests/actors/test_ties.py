"""Ties from episodes: worked by hand, against double loops, and the text of errors."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.actors.gaps.networks_by_hand import (
    DAY,
    FIRM,
    actors_of,
    episodes_of,
    log_of,
    random_log,
    small_log,
    stated,
)
from tests.oracles import actor_gaps as oracle

from hanse.actors.ties import RelationshipRule, TieRule, Ties, present, ties
from hanse.errors import InputError


def test_an_episode_counts_half_after_each_half_life():
    log = log_of(actors_of(FIRM, FIRM), episodes_of((0, (0, 1)), (100, (0, 1)), (200, (1, 0))))
    found = ties(log, TieRule(half_life=100.0))
    assert found.strength.tolist() == [1.75]
    assert (found.first[0], found.last[0], found.episodes[0]) == (DAY - 200, DAY, 3)


def test_each_party_of_a_larger_episode_gets_its_weight_in_all():
    log = log_of(actors_of(*[FIRM] * 4), episodes_of((0, (3, 1, 2, 0))))
    found = ties(log)
    assert found.pairs().tolist() == [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]
    assert found.strength == pytest.approx(np.full(6, 1 / 3))
    assert found.matrix(weighted=True).sum(axis=0) == pytest.approx(np.ones(4))


def test_one_episode_two_half_lives_ago_is_just_a_tie():
    actors = actors_of(FIRM, FIRM, FIRM)
    found = ties(log_of(actors, episodes_of((1096, (0, 1)), (1097, (1, 2)))))
    assert found.is_tie.tolist() == [True, False]


def test_an_episode_of_several_kinds_has_the_largest_weight():
    log = log_of(
        actors_of(FIRM, FIRM), episodes_of((0, (0, 1), ("social", "product")), (0, (0, 1)))
    )
    found = ties(log, TieRule(weights={"product": 3.0, "social": 0.5}))
    assert found.strength.tolist() == [3.5]
    assert found.to_frame(log.actors.ids)["kinds"].tolist() == ["product;social"]


def test_later_episodes_do_not_count():
    log = small_log()
    assert ties(log, day=DAY - 500).pairs().tolist() == []
    assert len(ties(log, day=DAY - 4000)) == 0
    assert ties(log, day=DAY - 300).pairs().tolist() == [[1, 4]]


def test_ties_of_actors_that_are_not_there_do_not_count():
    until = np.array([0, DAY - 1, 0, 0, 0, 0, 0])
    since = np.array([0, 0, DAY + 1, 0, 0, 0, 0])
    log = small_log(until=until, since=since)
    assert present(log.actors, DAY).tolist() == [True, False, False, True, True, True, True]
    assert ties(log).pairs().tolist() == [[0, 4], [4, 5]]
    assert len(ties(log)) == 6
    assert ties(log, day=DAY - 1).pairs().tolist() == [[0, 1], [0, 4], [1, 4], [4, 5]]


def test_a_relationship_lasts_and_repeats_or_is_stated():
    actors = actors_of(*[FIRM] * 8)
    met = episodes_of(
        *[(age, (0, 1)) for age in (0, 200, 400)],
        *[(age, (0, 2)) for age in (0, 400)],
        *[(age, (0, 3)) for age in (0, 1, 2)],
        (0, (0, 4)),
        (0, (0, 5)),
        (5000, (0, 6)),
    )
    told = stated(
        (4, 0, 10, None, "dormant", ("contract",)),
        (0, 5, 10, None, "dormant", ()),
        (6, 0, 10, None, "active", ()),
        (0, 7, 10, None, "planned", ("contract",)),
    )
    found = ties(log_of(actors, met, told))
    assert found.is_tie.tolist() == [True] * 6 + [False]
    assert found.is_relationship.tolist() == [True, False, False, True, False, True, False]
    assert found.is_stated.tolist() == [False] * 5 + [True, False]
    plain = TieRule(relationship=RelationshipRule(institutionalised=False))
    assert not ties(log_of(actors, met, told), plain).is_relationship[3]
    assert found.matrix(weighted=True)[0, 6] == 0.25


def test_a_relationship_that_ended_counts_before_its_end():
    actors = actors_of(FIRM, FIRM)
    log = log_of(actors, episodes_of(), stated((0, 1, 500, 100, "ended", ())))
    assert [len(ties(log, day=DAY - age).pairs()) for age in (600, 300, 100, 0)] == [0, 1, 0, 0]
    found = ties(log, day=DAY - 300)
    assert (found.first[0], found.episodes[0]) == (DAY - 500, 0)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), age=st.integers(0, 1500))
def test_ties_equal_double_loops(seed, age):
    log = random_log(np.random.default_rng(seed))
    rule = TieRule(half_life=400.0, weights={"financial": 2.0, "social": 0.5}, least=0.3)
    found = ties(log, rule, day=DAY - age)
    slow = oracle.strengths(log, rule, DAY - age)
    pairs = list(zip(found.a.tolist(), found.b.tolist(), strict=True))
    assert pairs == sorted(pairs)
    met = found.episodes > 0
    assert {pair for pair, one in zip(pairs, met, strict=True) if one} == set(slow)
    for i, pair in enumerate(pairs):
        if met[i]:
            assert found.strength[i] == pytest.approx(slow[pair][0], rel=1e-12)
            own = [found.episodes[i], found.first[i], found.last[i], found.kinds[i]]
            assert own == slow[pair][1:]
    sets = [
        {pair for pair, one in zip(pairs, mask, strict=True) if one}
        for mask in (found.is_tie, found.is_relationship, found.is_stated)
    ]
    assert tuple(sets) == oracle.tie_kinds(log, rule, DAY - age)


def test_the_matrix_is_symmetric_and_has_no_diagonal():
    found = ties(small_log())
    matrix = found.matrix().toarray()
    assert (matrix == matrix.T).all()
    assert np.trace(matrix) == 0
    assert matrix.sum() == 2 * len(found.pairs())


def test_nothing_gives_no_ties():
    for actors in (actors_of(), actors_of(FIRM)):
        found = ties(log_of(actors, episodes_of()))
        assert len(found) == 0
        assert found.matrix().shape == (len(actors), len(actors))
        assert found.to_frame().empty
        assert "ties" in str(found)


def test_ties_tell_themselves_and_come_back_from_a_file():
    log = small_log()
    found = ties(log)
    assert str(found).splitlines()[0] == "Ties among 7 actors on 2021-07-29"
    assert "ties                                         5" in str(found)
    again = Ties.from_dict(found.to_dict())
    assert str(again) == str(found)
    assert again.pairs().tolist() == found.pairs().tolist()
    frame = found.to_frame(log.actors.ids)
    assert frame["a"].tolist()[:2] == ["a0", "a0"]
    assert str(frame["last"].iloc[0].date()) == "2021-07-29"


@pytest.mark.parametrize(
    ("settings_", "text"),
    [
        ({"half_life": 0.0}, "rule of ties: half_life is 0.0. Give a number of days above 0."),
        ({"least": -1.0}, "rule of ties: least is -1.0. Give a number above 0."),
        ({"least": float("nan")}, "rule of ties: least is nan. Give a number above 0."),
        (
            {"weights": {"socal": 1.0}},
            "rule of ties: there is no kind of exchange 'socal'. Did you mean 'social'? There are: "
            "product, information, financial, social.",
        ),
        (
            {"weights": {"social": 0.0}},
            "rule of ties: the weight of 'social' is 0.0. Give one above 0.",
        ),
    ],
)
def test_a_rule_out_of_range_is_told(settings_, text):
    with pytest.raises(InputError) as told:
        TieRule(**settings_)
    assert str(told.value) == text


@pytest.mark.parametrize(
    ("settings_", "text"),
    [
        ({"days": -1}, "rule of relationships: days is -1. Give a number from 0."),
        ({"episodes": 0}, "rule of relationships: episodes is 0. Give a number from 1."),
    ],
)
def test_a_rule_of_relationships_out_of_range_is_told(settings_, text):
    with pytest.raises(InputError) as told:
        RelationshipRule(**settings_)
    assert str(told.value) == text


def test_a_tie_with_oneself_is_told():
    with pytest.raises(InputError) as told:
        ties(log_of(actors_of(FIRM, FIRM), episodes_of((0, (0, 1)), (0, (1, 1)))))
    assert str(told.value) == "episode 'e1': an actor stands twice. Name each party once."
    with pytest.raises(InputError) as told:
        ties(log_of(actors_of(FIRM), episodes_of(), stated((0, 0, 1, None, "active", ()))))
    assert str(told.value) == (
        "relationship 1: an actor has a relationship with itself. Name two actors."
    )


def test_exactly_as_many_days_as_the_rule_asks_for_are_enough():
    actors = actors_of(FIRM, FIRM, FIRM)
    met = episodes_of(
        *[(age, (0, 1)) for age in (0, 100, 365)], *[(age, (0, 2)) for age in (0, 100, 364)]
    )
    assert RelationshipRule() == RelationshipRule(days=365, episodes=3)
    assert ties(log_of(actors, met)).is_relationship.tolist() == [True, False]


def test_on_the_day_of_its_end_an_active_relationship_still_is_and_an_ended_one_is_not():
    actors = actors_of(FIRM, FIRM)
    for state, there in (("active", [1, 1, 0]), ("ended", [1, 0, 0])):
        log = log_of(actors, episodes_of(), stated((0, 1, 500, 100, state, ())))
        found = [ties(log, day=DAY - age) for age in (101, 100, 99)]
        assert [int(one.is_stated.sum()) for one in found] == there
        assert [len(one.pairs()) for one in found] == there
    log = log_of(actors, episodes_of(), stated((0, 1, 500, None, "active", ())))
    assert [len(ties(log, day=DAY - age).pairs()) for age in (501, 500)] == [0, 1]
