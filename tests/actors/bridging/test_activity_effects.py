"""Bridging activities: gaps meant and touched, ties before and after, and what chance gives."""

import math

import numpy as np
import pytest
from tests.actors.bridging.made_actors import TODAY, activities, actors, log_of, random_log, stated
from tests.oracles import actor_bridging as oracle

from hanse.actors.bridging import activity_effects
from hanse.actors.bridging.across import across
from hanse.actors.bridging.comparison import PairChange, permuted
from hanse.actors.bridging.taking_part import activities_of, without_episodes
from hanse.actors.sides import gap, members, own_firms
from hanse.actors.strength import present
from hanse.actors.ties import TieRule, ties
from hanse.errors import InputError
from hanse.result import answer_from_dict

WHO = actors(A="firm", B="firm", D="firm", C="capital", E="capital", R="research")


def made(log, **more):
    found = activity_effects(log, **more)
    assert answer_from_dict(found.to_dict()).to_dict() == found.to_dict()
    assert found.verify()
    return found


def fair(met, *, gaps="capital", took_part="A C E", start=500, end=480, **more):
    told = activities(WHO, ("fair", start, end, gaps, took_part))
    return log_of(WHO, met, activities=told, **more)


def row(log, key="capital", **more):
    return next(one for one in made(log, **more).effects if one.gap == key)


def test_a_case_by_hand():
    # A, C and E came, B by an episode of the fair: pairs A-C A-E B-C B-E took part, D-C D-E not.
    # The day before: A-C and D-E met 600 days ago. On the day of judgement (115 days ago) A-C and
    # D-E have gone (2 ** (-485 / 100)) and A-E is new by an episode 130 days ago.
    met = [(600, "A C"), (600, "D E"), (490, "B E", "fair"), (130, "A E")]
    one = row(fair(met), rule=TieRule(half_life=100.0))
    assert (one.firms, one.others, one.pairs, one.other_pairs) == (2, 2, 4, 2)
    assert (one.before, one.after, one.new, one.kept) == (1, 1, 1, 0)
    assert (one.other_before, one.other_after, one.other_new, one.other_kept) == (1, 0, 0, 0)
    assert one.change == 0
    assert one.other_change == -0.5
    assert one.difference == pytest.approx(0.5)
    assert (one.is_meant, one.is_touched, one.state) == (True, True, "judged")
    assert (one.start, one.end, one.judged) == (TODAY - 500, TODAY - 480, TODAY - 115)


def test_the_days_of_before_and_after_are_the_day_before_and_the_end_of_the_window():
    always = TieRule(half_life=1e9)
    assert row(fair([(501, "A C")]), rule=always).before == 1
    assert row(fair([(500, "A C")]), rule=always).before == 0
    assert row(fair([(115, "A C")]), rule=always).after == 1
    assert row(fair([(114, "A C")]), rule=always).after == 0
    assert row(fair([(114, "A C")]), rule=always, window=366).after == 1


def test_the_activity_itself_is_no_tie_unless_asked_for():
    log = fair([(490, "A C", "fair")])
    assert row(log).after == 0
    assert row(log, including=True).after == 1
    assert "own episodes do not count as ties" in str(made(log))
    assert "own episodes count as ties" in str(made(log, including=True))


def test_what_was_meant_and_what_was_touched_are_told_apart():
    found = made(fair([], gaps="research public", took_part="A B C"))
    rows = {one.gap: (one.is_meant, one.is_touched, one.state) for one in found.effects}
    assert rows == {
        "firms": (False, True, "judged"),
        "capital": (False, True, "judged"),
        "research": (True, False, "no pair"),
        "public": (True, False, "no pair"),
    }
    says = [one.says for one in found.effects if one.gap == "research"]
    assert says == [
        "Activity fair was meant for the gap firm to research, but no pair of both sides took part."
    ]


def test_an_activity_whose_window_runs_on_is_not_judged_yet():
    one = row(fair([], start=30, end=None))
    assert (one.state, one.judged) == ("too early", TODAY + 335)
    assert math.isnan(one.difference)
    assert math.isnan(one.p)
    assert math.isnan(one.change)
    assert one.says == "Activity fair, firm to capital: can be judged from 2022-06-29."
    assert "from 2022-06-29" in str(made(fair([], start=30, end=None)))
    assert row(fair([], start=365, end=None)).state == "judged"


def test_where_everybody_took_part_there_is_nobody_to_compare():
    one = row(fair([(130, "A C")], took_part="A B D C E"))
    assert (one.state, one.pairs, one.after) == ("nobody to compare", 6, 1)
    assert math.isnan(one.difference)
    assert math.isnan(one.p)
    assert one.says.endswith("All pairs took part, so there are none to compare.")


def test_who_came_later_or_left_is_in_no_pair():
    log = fair([])
    late = type(WHO)(**{**vars(WHO), "since": np.array([TODAY - 490, 0, 0, 0, 0, 0])})
    gone = type(WHO)(**{**vars(WHO), "until": np.array([0, 0, 0, 0, TODAY - 200, 0])})
    assert row(type(log)(**{**vars(log), "actors": late})).pairs == 0
    assert row(type(log)(**{**vars(log), "actors": gone})).pairs == 1


def test_a_stated_relationship_counts_from_its_first_day():
    log = fair([], relationships=stated(WHO, ("A", "C"), since=TODAY - 300))
    one = row(log)
    assert (one.before, one.after, one.new) == (0, 1, 1)


def test_nothing_that_changed_has_no_difference_and_p_of_one():
    one = row(fair([]))
    assert (one.difference, one.chance_low, one.chance_high, one.p) == (0, 0, 0, 1)


def test_the_words_say_that_it_is_no_proof():
    found = made(fair([(130, "A E")], took_part="A C E"))
    assert "A difference is no proof of cause" in str(found)
    one = next(one for one in found.effects if one.gap == "capital")
    assert one.says.startswith(
        "Activity fair, firm to capital: of 2 pairs that took part 0 had a tie before and 1 after "
        "(1 new, 0 kept). The share changed by +50.0 points, by +0.0 where not both took part: "
        "difference +50.0, by chance alone"
    )


def test_other_activities_in_the_meantime_are_counted():
    told = activities(
        WHO,
        ("fair", 900, 880, "capital", "A C"),
        ("trip", 600, None, "capital", "B C"),
        ("late", 100, None, "capital", "B C"),
    )
    found = made(log_of(WHO, [], activities=told))
    assert [one.meanwhile for one in found.effects if one.gap == "capital"] == [1, 0, 0]


def test_a_log_without_any_effect_says_so():
    told = activities(WHO, ("fair", 900, 880, "", "A"))
    log = log_of(WHO, [(3, "A B", "fete")], activities=told)
    assert str(made(log)) == (
        "No activity was meant for a gap or touched one.\nOf activities that are not in the table "
        "there are 1 episode, which count as any other."
    )
    empty = activities(actors())
    assert made(log_of(actors(), [], activities=empty)).effects == ()


@pytest.mark.parametrize("including", [False, True])
@pytest.mark.parametrize("seed", range(8))
def test_counting_pairs_one_by_one_gives_the_same(seed, including):
    log = random_log(seed)
    for one in made(log, permutations=99, including=including).effects:
        if one.state == "too early":
            continue
        told = activities_of(log, log.activities)
        activity = next(each for each in told if each.id == one.activity)
        rows = [k for k, name in enumerate(log.episodes.activities) if name == one.activity]
        parties = [
            log.episodes.party[log.episodes.starts[k] : log.episodes.starts[k + 1]] for k in rows
        ]
        place = log.activities.ids.index(one.activity)
        took_part = set(log.activities.participants[place]) | {
            int(p) for own in parties for p in own
        }
        assert set(np.flatnonzero(activity.took_part).tolist()) == took_part
        seen = log if including else without_episodes(log, activity.own)
        before = oracle.tied_pairs(ties(seen, day=one.start - 1))
        after = oracle.tied_pairs(ties(seen, day=one.judged))
        days = one.start - 1, one.judged
        pairs = oracle.pairs_across(
            log, one.gap, lambda who, days=days: all(oracle.is_there(log, who, d) for d in days)
        )
        inside, outside = oracle.changed(pairs, before, after, took_part)
        assert (one.pairs, one.before, one.after, one.kept) == inside
        assert (one.other_pairs, one.other_before, one.other_after, one.other_kept) == outside
        if one.state == "judged":
            slow = oracle.difference(pairs, before, after, took_part)
            assert one.difference == pytest.approx(slow)


@pytest.mark.parametrize(
    ("seed", "key"), [(1, "firms"), (3, "capital"), (4, "research"), (10, "global")]
)
def test_chance_is_that_of_trying_everybody_who_could_have_come(seed, key):
    log = random_log(seed, n=11, episodes=40, spread=900)
    day, rule = TODAY - 500, TieRule(half_life=300.0)
    before, after = ties(log, rule, day=day), ties(log, rule)
    there = present(log.actors, day) & present(log.actors, TODAY)
    sides = across(log, gap(key), there)
    firms, others = own_firms(log) & there, members(log, gap(key)) & there
    kinds = [np.flatnonzero(k).tolist() for k in (firms & ~others, others & ~firms, firms & others)]
    took_part = frozenset(who for kind in kinds for who in kind[: (len(kind) + 1) // 2])
    mask = np.isin(np.arange(11), list(took_part))
    from hanse.actors.bridging.comparison import changes

    inside, outside, moved = changes(before, after, sides, mask)
    assert len(moved)
    chance = permuted(
        moved,
        sides,
        mask,
        (inside, outside),
        permutations=8000,
        confidence=0.9,
        rng=np.random.default_rng(5),
    )
    pairs = oracle.pairs_across(log, key, lambda who: there[who])
    tied = oracle.tied_pairs(before), oracle.tied_pairs(after)
    every = np.array(oracle.every_difference(pairs, *tied, took_part, kinds))
    seen = oracle.difference(pairs, *tied, took_part)
    assert inside.change - outside.change == pytest.approx(seen)
    tail = min((every >= seen - 1e-9).mean(), (every <= seen + 1e-9).mean())
    assert chance.p == pytest.approx(min(1, 2 * tail), abs=0.03)
    # the ends of the range lie within the steps of the exact one
    for end, share in ((chance.low, 0.05), (chance.high, 0.95)):
        assert np.quantile(every, max(0, share - 0.03)) - 1e-9 <= end
        assert end <= np.quantile(every, min(1, share + 0.03)) + 1e-9


def test_a_fair_that_did_nothing_rarely_seems_to_have_and_one_that_did_is_seen():
    assert oracle.share_of_alarms(range(40), 0.0) <= 0.125
    assert oracle.share_of_alarms(range(20), 0.4) >= 0.8


def test_the_mean_of_chance_is_nothing():
    log = random_log(4, n=12, episodes=60, spread=900)
    before, after = ties(log, day=TODAY - 500), ties(log)
    sides = across(log, gap("firms"), np.ones(12, dtype=bool))
    firms = np.flatnonzero(sides.firms).tolist()
    pairs = oracle.pairs_across(log, "firms", lambda who: True)
    tied = oracle.tied_pairs(before), oracle.tied_pairs(after)
    every = oracle.every_difference(pairs, *tied, frozenset(firms[:3]), [firms])
    assert np.mean(every) == pytest.approx(0, abs=1e-12)


def test_the_seed_alone_decides_and_a_further_activity_changes_no_other_row():
    log = random_log(2)
    assert made(log).to_dict() == made(log).to_dict()
    one = made(log).of("fair")
    told = log.activities
    fewer = activities(log.actors, ("fair", 900, 880, "firms capital", ""))
    fewer = type(told)(**{**vars(fewer), "participants": told.participants[:1]})
    other = made(type(log)(**{**vars(log), "activities": fewer})).of("fair")
    assert [each.p for each in one] == [each.p for each in other]


def test_more_pairs_than_fit_at_once_are_drawn_in_parts(monkeypatch):
    from hanse.actors.bridging import comparison

    log = random_log(2)
    monkeypatch.setattr(comparison, "CHUNK", 500)
    for one in made(log, permutations=99).judged:
        assert one.chance_low <= one.chance_high
        assert 0 < one.p <= 1


def test_a_change_without_pairs_is_not_a_number():
    assert math.isnan(PairChange(0, 0, 0, 0).change)


def test_the_frame_has_dates():
    frame = made(fair([(130, "A E")])).to_frame()
    assert str(frame.loc[0, "judged"]) == "2021-04-05"
    nothing = made(log_of(actors(), [], activities=activities(actors())))
    assert nothing.to_frame().columns.tolist() == frame.columns.tolist()


def test_verifying_finds_a_number_that_does_not_fit():
    found = made(fair([(130, "A E")]))
    one = found.judged[0]
    for change in ({"difference": 0.9}, {"after": one.after + 1}):
        wrong = type(one)(**{**vars(one), **change})
        assert not type(found)(**{**vars(found), "effects": (wrong,)}).verify()


def refusal(log, **more):
    with pytest.raises(InputError) as caught:
        activity_effects(log, **more)
    return str(caught.value)


def test_errors_say_what_to_do():
    assert refusal(log_of(WHO, [])) == (
        "activity effects: the log has no bridging activities. Read a table of activities into "
        "the log."
    )
    log = fair([])
    assert refusal(log, window=-1) == "activity effects: window is -1 days. Give a number from 0."
    assert refusal(log, permutations=9) == (
        "activity effects: permutations is 9. Give a whole number from 99."
    )
    assert refusal(log, confidence=1) == (
        "activity effects: confidence is 1. Give a number between 0 and 1."
    )
    assert refusal(log, seed=-1) == "activity effects: seed is -1. Give a whole number from 0."
    assert refusal(fair([], gaps="capitol")).startswith(
        "activity 'fair': there is no gap 'capitol'. Did you mean 'capital'?"
    )
    assert refusal(fair([], start=400, end=480)) == (
        "activity 'fair': it ends before it begins. Mend one of the two days."
    )
    assert refusal(fair([], start=TODAY, end=480)) == (
        "activity 'fair': there is no first day. Give the day it began."
    )


def test_an_activity_that_began_earlier_counts_while_it_still_runs():
    for end, running in ((901, 0), (900, 1), (890, 1)):
        told = activities(
            WHO, ("long", 1200, end, "capital", "A C"), ("fair", 900, 880, "capital", "B C")
        )
        found = made(log_of(WHO, [], activities=told))
        assert [one.meanwhile for one in found.of("fair")] == [running]
    # and one that begins on the day of judgement, 515 days ago, but not one a day later
    for start, running in ((515, 1), (514, 0)):
        told = activities(
            WHO, ("fair", 900, 880, "capital", "A C"), ("next", start, None, "capital", "B C")
        )
        found = made(log_of(WHO, [], activities=told))
        assert [one.meanwhile for one in found.of("fair")] == [running]


def test_the_least_p_that_the_draws_can_give_is_told_as_at_most():
    # ten firms and ten banks came and all their pairs are new: no other draw comes near
    names = [f"{kind}{k}" for kind in "FC" for k in range(20)]
    who = actors(**{name: "firm" if name[0] == "F" else "capital" for name in names})
    came = [name for name in names if int(name[1:]) < 10]
    met = [(130, f"F{i} C{j}") for i in range(10) for j in range(10)]
    told = activities(who, ("fair", 500, 480, "capital", " ".join(came)))
    one = row(log_of(who, met, activities=told), permutations=199)
    assert one.p == one.least_p == 2 / 200
    assert one.says.endswith(", p ≤ 0.010.")
    assert "≤ 0.010" in str(made(log_of(who, met, activities=told), permutations=199))
    assert row(fair([])).says.endswith(", p = 1.000.")
    assert math.isnan(row(fair([], start=30, end=None)).least_p)
