"""Calendar files, read back; plans in local time; the day the clocks change."""

import datetime

import icalendar
import numpy as np
import pandas as pd
import pytest
from tests.partners.meetings.made_events import event_of

from hanse.errors import InputError
from hanse.partners.meetings import Event, calendar, calendars, plan_of, replan, schedule


def entries(text):
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def over_the_change():
    """Return a schedule with a meeting before and one after the clocks go forward."""
    slots = pd.DataFrame(
        {
            "slot": ["S1", "S2"],
            "start": ["2025-03-29 09:00", "2025-03-30 09:00"],
            "end": ["2025-03-29 09:20", "2025-03-30 09:20"],
            "place": ["Hall", "online"],
            "tables": [4, None],
        }
    )
    people = pd.DataFrame(
        {
            "participant": ["A", "B", "C"],
            "name": ["Åsa", "Bo", "Cy"],
            "organisation": ["Alfa AB", "", "Cy"],
            "zone": ["", "America/New_York", ""],
            "available": ["all", "S1", "S2"],
            "email": ["asa@example.org", "", ""],
        }
    )
    asked = pd.DataFrame({"from": ["A", "A"], "to": ["B", "C"]})
    event = Event.from_frames(
        slots, people, asked, name="Fair", as_of="2025-03-01", zone="Europe/Stockholm"
    )
    return schedule(event)


def test_times_are_right_on_both_sides_of_the_change_of_clocks():
    found = entries(calendar(over_the_change(), "A"))
    starts = [one.decoded("dtstart") for one in found]
    assert starts == [
        datetime.datetime(2025, 3, 29, 8, 0, tzinfo=datetime.UTC),
        datetime.datetime(2025, 3, 30, 7, 0, tzinfo=datetime.UTC),
    ]
    ends = [one.decoded("dtend") - start for one, start in zip(found, starts, strict=True)]
    assert ends == [datetime.timedelta(minutes=20)] * 2


def test_an_entry_names_the_other_side_and_the_place_and_the_day_of_the_data():
    first, second = entries(calendar(over_the_change(), "A"))
    assert (str(first["summary"]), str(first["location"])) == ("Fair: Bo", "Hall, table 1")
    assert (str(second["summary"]), str(second["location"])) == ("Fair: Cy", "online")
    assert first.decoded("dtstamp") == datetime.datetime(2025, 3, 1, tzinfo=datetime.UTC)
    assert (int(first["sequence"]), str(first["status"])) == (0, "CONFIRMED")
    assert str(entries(calendar(over_the_change(), "B"))[0]["summary"]) == "Fair: Åsa (Alfa AB)"


def test_both_sides_have_the_same_uid_and_meetings_have_different_ones():
    found = over_the_change()
    own, other = entries(calendar(found, "A")), entries(calendar(found, "B"))
    assert str(own[0]["uid"]) == str(other[0]["uid"]) != str(own[1]["uid"])


def test_addresses_are_in_a_file_only_if_asked_for():
    found = over_the_change()
    assert "example.org" not in calendar(found, "A")
    entry = entries(calendar(found, "A", with_emails=True))[0]
    assert str(entry["attendee"]) == "mailto:asa@example.org"
    assert entry["attendee"].params["CN"] == "Åsa"


def test_a_replan_raises_the_sequence_and_cancels_under_the_same_uid():
    event = event_of([(0, 2), (1, 2)], [1.0, 1.0], np.ones((3, 3)), fixed=[0, 1])
    before = schedule(event)
    old = {str(one["summary"]): one for one in entries(calendar(before, "P2"))}
    mended = replan(before, participants=["P0"], slots=["S1"]).after
    now = {str(one["summary"]): one for one in entries(calendar(mended, "P2"))}
    gone, moved = now["Fair: Name 0 (Firm 0)"], now["Fair: Name 1 (Firm 1)"]
    assert (str(gone["status"]), int(gone["sequence"])) == ("CANCELLED", 1)
    assert gone.decoded("dtstart") == old["Fair: Name 0 (Firm 0)"].decoded("dtstart")
    assert (str(moved["status"]), int(moved["sequence"])) == ("CONFIRMED", 1)
    assert moved.decoded("dtstart") != old["Fair: Name 1 (Firm 1)"].decoded("dtstart")
    for name in old:
        assert str(old[name]["uid"]) == str(now[name]["uid"])


def test_a_calendar_without_meetings_has_no_entry():
    found = schedule(event_of([], [], np.ones((2, 1))))
    assert entries(calendar(found, "P0")) == []


def test_an_unknown_participant_is_told():
    for ask in (calendar, plan_of):
        with pytest.raises(InputError, match="there is no participant 'D'"):
            ask(over_the_change(), "D")


def test_a_file_is_written_for_everyone_with_a_meeting(tmp_path):
    found = schedule(event_of([(0, 2)], [1.0], np.ones((3, 1))))
    written = calendars(found, tmp_path / "ics")
    assert [path.name for path in written] == ["p0.ics", "p2.ics"]
    assert written[0].read_bytes().decode() == calendar(found, "P0")
    assert sorted(path.name for path in (tmp_path / "ics").iterdir()) == ["p0.ics", "p2.ics"]
    assert calendars(found, tmp_path / "ics", participants=["P1"]) == ()


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    found = schedule(event_of([(0, 1)], [1.0], np.ones((2, 1))))
    with pytest.raises(InputError, match="the folder cannot be made"):
        calendars(found, tmp_path / "no" / "ics")


def test_a_plan_shows_local_time_with_summer_time_of_each_place():
    """New York has put its clocks forward three weeks before Stockholm does."""
    found = over_the_change()
    assert plan_of(found, "B").starts == ("2025-03-29T04:00:00-04:00",)
    own = plan_of(found, "A")
    assert own.starts == ("2025-03-29T09:00:00+01:00", "2025-03-30T09:00:00+02:00")
    assert str(own) == (
        "Fair: A, 2 meetings (times of Europe/Stockholm).\n"
        "day         time         slot  with  organisation  place   table\n"
        "2025-03-29  09:00–09:20  S1    Bo                  Hall        1\n"
        "2025-03-30  09:00–09:20  S2    Cy    Cy            online"
    )
    assert own.to_frame()["table"].tolist() == [1, 0]


def test_a_plan_names_what_is_not_met():
    found = schedule(event_of([(0, 2), (1, 2)], [3.0, 1.0], np.ones((3, 1))))
    assert "Not met: Name 2 (P2 meets others in the 1 slot" in str(plan_of(found, "P1"))
