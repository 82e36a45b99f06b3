"""After a cancellation: fewest changes, against every schedule of small events."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles.meeting_schedule import best_replan
from tests.partners.meetings.made_events import event_of

from hanse.errors import InputError
from hanse.partners.meetings import Replan, replan, schedule
from hanse.partners.meetings.faults import faults_of
from hanse.partners.meetings.making_room import with_chains
from hanse.partners.meetings.problem import problem_of
from hanse.partners.meetings.seating import seated


def fair(pairs, n, s, **more):
    return schedule(event_of(pairs, [1.0] * len(pairs), np.ones((n, s)), **more))


def test_nothing_changes_where_nothing_needs_to():
    before = fair([(0, 2), (1, 2)], 3, 2)
    mended = replan(before)
    assert len(mended.kept) == 2
    assert mended.told == ()
    assert mended.after.slot.tolist() == before.slot.tolist()
    assert mended.after.sequence.tolist() == [0, 0]


def test_whoever_cancels_drops_only_own_meetings_and_partners_are_told():
    before = fair([(0, 2), (1, 2), (1, 3)], 4, 2)
    mended = replan(before, participants=["P0"])
    assert [one[:2] for one in mended.dropped] == [("P0", "P2")]
    assert mended.dropped[0][3] == "P0: cancelled"
    assert len(mended.kept) == 2
    assert mended.told == ("P2",)
    assert mended.after.without["P0"] == "cancelled"
    assert mended.verify()


def test_a_freed_slot_goes_to_a_request_that_was_not_met():
    before = schedule(event_of([(0, 2), (1, 2)], [2.0, 1.0], np.ones((3, 1))))
    mended = replan(before, participants=["P0"])
    assert [one[:2] for one in mended.new] == [("P1", "P2")]
    assert mended.told == ("P1", "P2")


def test_the_meetings_of_a_lost_slot_move_where_there_is_room():
    before = fair([(0, 2), (1, 3)], 4, 3)
    lost = before.meetings[0].slot
    mended = replan(before, slots=[lost])
    moved = [one for one in before.meetings if one.slot == lost]
    assert len(mended.moved) == len(moved)
    assert not mended.dropped
    assert all(one.from_slot == lost != one.to_slot for one in mended.moved)
    assert mended.after.sequence.tolist() == [
        int(one.slot == lost) for one in sorted(before.meetings)
    ]


def test_another_meeting_moves_to_make_room_for_one_that_would_fall():
    """P0 meets P2 in S0 only; P1 meets P2 in S1 and could in S0 or S2 as well."""
    available = [[1, 1, 0], [1, 1, 1], [1, 1, 1]]
    before = schedule(event_of([(0, 2), (1, 2)], [1.0, 1.0], available, fixed=[0, 1]))
    mended = replan(before, absent={"P0": ["S0"]})
    assert {(one.first, one.from_slot, one.to_slot) for one in mended.moved} in (
        {("P0", "S0", "S1"), ("P1", "S1", "S0")},
        {("P0", "S0", "S1"), ("P1", "S1", "S2")},
    )
    assert mended.is_exact


def test_fewer_tables_move_or_drop_the_surplus_and_others_keep_their_table():
    before = fair([(0, 2), (1, 3)], 4, 1, tables=[2])
    mended = replan(before, tables={"S0": 1})
    assert len(mended.dropped) == 1
    assert len(mended.kept) + len(mended.reseated) == 1
    assert mended.dropped[0][3].startswith("all tables are taken")
    assert mended.verify()


def test_new_requests_are_added_from_tuples_and_from_a_frame():
    before = fair([(0, 2)], 4, 2)
    asked = [("P1", "P2", 4.0), ("P2", "P0", 7.0)]
    frame = pd.DataFrame(asked, columns=["from", "to", "value"])
    for requests in (asked, frame):
        mended = replan(before, requests=requests)
        assert [one[:2] for one in mended.new] == [("P1", "P2")]
        assert mended.after.value == 11.0
        assert len(mended.kept) == 1


def test_what_is_unknown_is_told_together():
    before = fair([(0, 2)], 3, 2)
    with pytest.raises(InputError) as caught:
        replan(
            before,
            participants=["P9"],
            absent={"P1": ["S7"]},
            slots=["S8"],
            tables={"S0": 0},
            requests=[("P0", "P7", 1.0)],
        )
    text = str(caught.value)
    assert text.startswith("replan: 5 problems:")
    assert "replan: there is no participant 'P9'" in text
    assert "tables of slot 'S0' is 0. Give a whole number from 1; name a slot without" in text
    assert "new requests, row 1, column to: there is no participant 'P7'" in text
    with pytest.raises(InputError, match="a new request is"):
        replan(before, requests=[("P0", "P1")])
    with pytest.raises(InputError, match="there is no effort"):
        replan(before, effort="fast")


def test_a_called_off_meeting_that_comes_back_is_a_further_change_of_the_same():
    before = fair([(0, 1)], 2, 2)
    off = replan(before, absent={"P0": ["S0", "S1"]}).after
    assert (off.slot.tolist(), off.sequence.tolist()) == ([-1], [1])
    assert off.was_slot.tolist() == [int(before.slot[0])]
    again = replan(off).after
    assert again.sequence.tolist() == [1]
    assert again.was_slot.tolist() == off.was_slot.tolist()


def test_a_replan_prints_its_changes_and_comes_back_from_its_dictionary():
    before = fair([(0, 2), (1, 2), (1, 3)], 4, 2)
    mended = replan(before, participants=["P0"])
    text = str(mended)
    assert "2 meetings kept, 0 moved, 0 at another table, 1 dropped, 0 new." in text
    assert "To be told: P2." in text
    assert mended.to_frame()["change"].tolist() == ["kept", "kept", "dropped"]
    assert str(Replan.from_dict(mended.to_dict())) == text


def changed(seed):
    """Return a small event, a change of it, and what the change leaves."""
    rng = np.random.default_rng(seed)
    n, s = int(rng.integers(3, 8)), int(rng.integers(2, 4))
    half = max(1, n // 2)
    able = [
        (i, j) for i in range(n) for j in range(i + 1, n) if i < half <= j or rng.random() < 0.2
    ]
    pairs = [able[q] for q in rng.permutation(len(able))[: int(rng.integers(2, 7))]]
    values = rng.integers(0, 6, len(pairs)).astype(float).tolist()
    available = rng.random((n, s)) < 0.85
    tables = [-1] * s if rng.random() < 0.5 else [2] * s
    left, limits, change = available.copy(), list(tables), {}
    which, i, k = rng.random(), int(rng.integers(n)), int(rng.integers(s))
    if which < 0.3:
        change["participants"] = [f"P{i}"]
        left[i] = False
    if 0.2 < which < 0.6:
        change["slots"] = [f"S{k}"]
        left[:, k] = False
    if 0.5 < which < 0.8:
        change["absent"] = {f"P{i}": [f"S{k}"]}
        left[i, k] = False
    if which > 0.6:
        change["tables"] = {f"S{k}": 1}
        limits[k] = 1
    before = schedule(event_of(pairs, values, available, tables=tables))
    return before, change, (pairs, values, left, [-1] * n, limits)


@pytest.mark.parametrize("effort", ["normal", "quick"])
@given(seed=st.integers(0, 100_000))
@settings(max_examples=30, deadline=None)
def test_small_replans_change_as_little_as_every_schedule_allows(effort, seed):
    before, change, parts = changed(seed)
    kept, moved, value = best_replan(*parts, before.slot.tolist())
    mended = replan(before, effort=effort, **change)
    n_kept = len(mended.kept) + len(mended.moved) + len(mended.reseated)
    assert mended.verify()
    assert mended.is_exact or effort == "quick"
    assert n_kept <= kept
    if mended.is_fewest:
        assert (n_kept, len(mended.moved)) == (kept, moved)
    if mended.is_exact:
        assert mended.after.value == pytest.approx(value)


def test_a_larger_event_is_replanned_with_proof():
    rng = np.random.default_rng(4)
    pairs = [(i, j) for i in range(40) for j in range(40, 60) if rng.random() < 0.5]
    event = event_of(pairs, rng.integers(1, 9, len(pairs)), rng.random((60, 10)) < 0.8)
    mended = replan(schedule(event), participants=["P3", "P41"], slots=["S2"])
    assert mended.verify()
    assert mended.is_fewest


@given(seed=st.integers(0, 100_000))
@settings(max_examples=40, deadline=None)
def test_chains_keep_more_meetings_and_break_no_rule(seed):
    before, change, parts = changed(seed)
    event = replan(before, **change).after.event
    confirmed = np.concatenate([before.slot, np.full(event.n_requests - len(before.slot), -1)])
    problem = problem_of(event)
    stays = (confirmed >= 0) & problem.able[np.arange(len(confirmed)), np.maximum(confirmed, 0)]
    for s, most in enumerate(problem.tables.tolist()):
        stays[np.flatnonzero(stays & (confirmed == s))[most:]] = False
    slot = np.where(stays, confirmed, -1)
    only = replace(problem, wanted=confirmed >= 0)
    after = with_chains(only, slot, confirmed)
    assert not faults_of(event, after, seated(event, after, np.zeros_like(after)))
    assert not (after[slot >= 0] < 0).any()
    assert (after >= 0).sum() <= best_replan(*parts, before.slot.tolist())[0]


def test_a_chain_makes_room():
    """P0 and P2 are free in different slots; P2 and P1 change theirs."""
    event = event_of([(0, 2), (1, 2)], [1, 1], [[1, 0], [1, 1], [1, 1]])
    found = with_chains(problem_of(event), np.array([-1, 0]), np.array([1, 0]))
    assert found.tolist() == [0, 1]
