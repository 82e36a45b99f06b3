"""Why somebody has no meeting, and who is available when: cases by hand."""

import numpy as np
import pandas as pd
from tests.partners.meetings.made_events import event_of

from hanse.partners.meetings import Event, replan, schedule
from hanse.partners.meetings.problem import problem_of

SLOTS = {
    "slot": ["S1", "S2", "S3"],
    "start": ["2025-05-01 09:00", "2025-05-01 09:30", "2025-05-01 10:00"],
    "end": ["2025-05-01 09:20", "2025-05-01 09:50", "2025-05-01 10:20"],
}


def fair(pairs, n, s, **more):
    return schedule(event_of(pairs, [1.0] * len(pairs), np.ones((n, s)), **more))


def timed(slots, people, *, zone="Europe/Stockholm"):
    asked = pd.DataFrame({"from": ["A"], "to": ["B"]})
    frames = pd.DataFrame(slots), pd.DataFrame(people)
    return Event.from_frames(*frames, asked, name="Fair", as_of="2025-04-01", zone=zone)


def test_whoever_was_to_meet_somebody_who_cancelled_is_told_so():
    mended = replan(fair([(0, 2), (1, 2), (1, 3)], 4, 2), participants=["P2"])
    assert mended.after.without == {
        "P0": "the one they were to meet cancelled",
        "P2": "cancelled",
    }
    assert "Without a meeting: P0 (the one they were to meet cancelled)." in str(mended.after)


def test_whoever_was_to_meet_several_who_cancelled_is_told_so():
    mended = replan(fair([(0, 1), (0, 2), (3, 1)], 4, 3), participants=["P1", "P2"])
    assert mended.after.without["P0"] == "all 2 they were to meet cancelled"


def test_partners_that_are_left_out_for_other_reasons_are_named():
    available = [[1, 1], [0, 0], [1, 1], [1, 1]]
    before = schedule(event_of([(0, 1), (0, 2), (3, 2)], [1.0] * 3, available))
    mended = replan(before, participants=["P2"])
    assert mended.after.without == {
        "P0": "nobody they were to meet can come: P1 (available in no slot) and P2 (cancelled)",
        "P1": "available in no slot",
        "P2": "cancelled",
        "P3": "the one they were to meet cancelled",
    }
    alone = schedule(event_of([(0, 1)], [1.0], [[1], [0]]))
    assert alone.without["P0"] == "P1: available in no slot"


def test_who_shares_no_slot_with_those_that_can_come_is_told_of_the_others_too():
    available = [[1, 0], [0, 1], [1, 1]]
    before = schedule(event_of([(0, 1), (0, 2)], [1.0] * 2, available))
    mended = replan(before, participants=["P2"])
    assert mended.after.without["P0"] == (
        "1 of 2 partners cannot come, and no slot is shared with the others"
    )
    apart = schedule(event_of([(0, 1), (0, 2)], [1.0] * 2, [[1, 0], [0, 1], [0, 1]]))
    assert apart.without["P0"] == "shares no slot with any of the 2 partners"


def test_a_meeting_that_stands_counts_towards_the_most_that_somebody_wants():
    event = event_of(
        [(0, 1), (0, 2), (3, 4)], [2.0, 1.0, 1.0], np.ones((5, 3)), most=[1, *[-1] * 4]
    )
    before = schedule(event)
    left = problem_of(event, before.slot)
    assert left.most.tolist()[0] == 0
    assert not left.feasible[1]
    for effort in ("quick", "normal"):
        mended = replan(before, participants=["P3"], effort=effort)
        assert [one[:2] for one in mended.after.meetings] == [("P0", "P1")]
        assert mended.after.reasons[1] == "P0 has the most meetings it wants (1)"
        assert mended.after.faults() == ()
    two = event_of([(0, 1), (0, 2), (3, 4)], [2.0, 1.0, 1.0], np.ones((5, 3)), most=[2, *[-1] * 4])
    assert problem_of(two, np.array([0, -1, -1])).most[0] == 1


def test_days_are_those_of_the_events_own_zone():
    """19:30 in New York is 23:30 UTC, 20:30 is 00:30 UTC of the next day."""
    slots = {
        "slot": ["S1", "S2", "S3"],
        "start": ["2025-05-01 19:30", "2025-05-01 20:30", "2025-05-02 09:00"],
        "end": ["2025-05-01 19:50", "2025-05-01 20:50", "2025-05-02 09:20"],
    }
    people = {"participant": ["A", "B"], "available": "all"}
    event = timed(slots, people, zone="America/New_York")
    assert np.diff(event.starts).tolist() == [3600, 45000]
    assert (event.days() - event.days()[0]).tolist() == [0, 0, 1]
    utc = [int(second) // 86400 for second in event.starts]
    assert [one - utc[0] for one in utc] == [0, 1, 1]


def test_waiting_is_counted_over_midnight_of_another_zone_but_not_over_the_own():
    slots = {
        "slot": ["S1", "S2", "S3"],
        "start": ["2025-05-01 19:30", "2025-05-01 20:00", "2025-05-01 20:30"],
        "end": ["2025-05-01 19:50", "2025-05-01 20:20", "2025-05-01 20:50"],
    }
    people = pd.DataFrame({"participant": ["A", "B", "C"], "available": ["all", "S1", "S3"]})
    asked = pd.DataFrame({"from": ["A", "A"], "to": ["B", "C"]})
    for zone, waits in (("America/New_York", 1), ("Etc/GMT-4", 1)):
        frames = pd.DataFrame(slots), people, asked
        event = Event.from_frames(*frames, name="Fair", as_of="2025-04-01", zone=zone)
        assert schedule(event).idle.tolist() == [waits, 0, 0]
    late = {
        "slot": ["S1", "S2", "S3"],
        "start": ["2025-05-01 23:00", "2025-05-01 23:30", "2025-05-02 00:10"],
        "end": ["2025-05-01 23:20", "2025-05-01 23:50", "2025-05-02 00:30"],
    }
    frames = pd.DataFrame(late), people, asked
    event = Event.from_frames(*frames, name="Fair", as_of="2025-04-01", zone="America/New_York")
    assert schedule(event).idle.tolist() == [0, 0, 0]


def test_a_slot_that_ends_after_the_hours_is_not_available():
    for hours, available in (
        ("09:00-09:50", [True, True, False]),
        ("09:00-09:49", [True, False, False]),
        ("09:01-10:20", [False, True, True]),
        ("09:00-09:20;10:00-10:19", [True, False, False]),
    ):
        people = {"participant": ["A", "B"], "available": "all", "hours": [hours, ""]}
        assert timed(SLOTS, people).available[0].tolist() == available
