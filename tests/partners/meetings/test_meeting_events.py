"""Reading an event: what is read, what is merged, and the text of each error."""

import numpy as np
import pandas as pd
import pytest

from hanse.errors import InputError
from hanse.partners.meetings import Event, read_event, schedule
from hanse.partners.meetings.zones import day_of, hours_of, instant

SLOTS = {
    "slot": ["S1", "S2"],
    "start": ["2025-05-01 09:00", "2025-05-01 09:30"],
    "end": ["2025-05-01 09:20", "2025-05-01 09:50"],
}
PEOPLE = {"participant": ["A", "B", "C"], "available": ["all", "all", "S2"]}
REQUESTS = {"from": ["A", "B"], "to": ["C", "C"], "value": [2.0, 1.0]}


def event(slots=None, people=None, requests=None, fixed=None, **more):
    frames = [
        pd.DataFrame(SLOTS | (slots or {})),
        pd.DataFrame(PEOPLE | (people or {})),
        pd.DataFrame(REQUESTS if requests is None else requests),
    ]
    held = None if fixed is None else pd.DataFrame(fixed)
    given = {"name": "Fair", "as_of": "2025-04-01", "zone": "Europe/Stockholm"} | more
    return Event.from_frames(*frames, held, **given)


def said(**more):
    with pytest.raises(InputError) as caught:
        event(**more)
    return str(caught.value)


def test_frames_become_places_and_seconds():
    made = event()
    assert made.slots == ("S1", "S2")
    assert made.starts.tolist() == [instant("2025-05-01T07:00Z", "UTC"), made.starts[0] + 1800]
    assert made.available.tolist() == [[True, True], [True, True], [False, True]]
    assert (made.first.tolist(), made.second.tolist()) == ([0, 1], [2, 2])
    assert made.tables.tolist() == [-1, -1]
    assert made.as_of == day_of("2025-04-01")


def test_slots_are_put_in_the_order_of_time():
    made = event(
        slots={"slot": ["late", "early"], "start": SLOTS["start"][::-1], "end": SLOTS["end"][::-1]},
        people={"available": ["all", "all", "late"]},
    )
    assert made.slots == ("early", "late")
    assert made.available[2].tolist() == [False, True]


def test_files_are_read_by_a_mapping(tmp_path):
    pd.DataFrame(SLOTS).rename(columns={"slot": "Zeit"}).to_csv(tmp_path / "zeiten.csv")
    pd.DataFrame(PEOPLE).to_csv(tmp_path / "participants.csv", index=False)
    pd.DataFrame(REQUESTS).to_csv(tmp_path / "requests.csv", index=False)
    made = read_event(
        tmp_path,
        name="Fair",
        as_of="2025-04-01",
        files={"slots": "zeiten.csv"},
        mappings={"slots": {"columns": {"slot": "Zeit"}}},
        tables=3,
    )
    assert made.slots == ("S1", "S2")
    assert made.tables.tolist() == [3, 3]


def test_all_that_is_wrong_in_all_files_is_told_together(tmp_path):
    pd.DataFrame(SLOTS).assign(tables=[0, 1]).to_csv(tmp_path / "slots.csv", index=False)
    pd.DataFrame(PEOPLE).assign(zone="Mars").to_csv(tmp_path / "participants.csv", index=False)
    pd.DataFrame(REQUESTS).assign(value=-1).to_csv(tmp_path / "requests.csv", index=False)
    with pytest.raises(InputError) as caught:
        read_event(tmp_path, name="Fair", as_of="2025-04-01")
    text = str(caught.value)
    assert text.startswith("6 problems:")
    assert "slots.csv, row 2, column tables: tables is 0. Give a whole number from 1" in text
    assert "participants.csv, row 4, column zone: there is no time zone 'Mars'" in text
    assert "requests.csv, row 3, column value: value is -1. Give a number from 0." in text


def test_an_unknown_table_of_an_event_is_refused(tmp_path):
    with pytest.raises(InputError, match="there is no table 'people' of an event"):
        read_event(tmp_path, name="Fair", as_of="2025-04-01", files={"people": "x.csv"})


def test_a_missing_column_is_told_with_those_that_are_there():
    with pytest.raises(InputError, match=r"frame of requests: there is no column 'to'\."):
        event(requests={"from": ["A"]})


def test_an_unknown_participant_is_told_with_the_nearest():
    text = said(
        people={"participant": ["Anna", "Bo", "Cy"]}, requests={"from": ["Ana"], "to": ["Cy"]}
    )
    assert text == (
        "frame of requests, row 1, column from: there is no participant 'Ana'. Did you mean "
        "'Anna'? There are: Anna, Bo, Cy."
    )


def test_a_request_to_oneself_is_refused():
    text = said(requests={"from": ["A"], "to": ["A"]})
    assert text == (
        "frame of requests, row 1, column to: 'A' is to meet itself. Correct from or to."
    )


def test_an_unknown_state_is_told():
    text = said(requests={"from": ["A"], "to": ["B"], "state": ["acepted"]})
    assert "there is no state 'acepted'. Did you mean 'accepted'?" in text


def test_a_pair_that_stands_twice_or_reversed_is_counted_once_and_told():
    made = event(requests={"from": ["A", "C", "A"], "to": ["C", "A", "C"], "value": [1, 5, 2]})
    assert made.values.tolist() == [5.0]
    assert made.notes[0] == (
        "Requests of the same pair are counted once with their highest value: A and C."
    )


def test_requests_that_are_not_accepted_are_counted_and_named():
    made = event(
        requests={
            "from": ["A", "B", "A", "C"],
            "to": ["C", "C", "B", "A"],
            "state": ["accepted", "refused", "", "open"],
        }
    )
    assert made.n_requests == 1
    assert made.set_aside == ("B → C (refused)", "A → B (open)")
    assert "2 requests are not scheduled: 1 open and 1 refused." in made.notes
    assert "Not scheduled: B → C (refused) and A → B (open)." in str(schedule(made))


def test_a_slot_that_ends_before_its_start_is_told():
    text = said(slots={"end": ["2025-05-01 08:00", "2025-05-01 09:50"]})
    assert text == (
        "frame of slots, row 1, column end: slot 'S1' ends before its start. Correct start or end."
    )


def test_slots_that_overlap_are_told_with_both_rows():
    text = said(slots={"end": ["2025-05-01 09:40", "2025-05-01 09:50"]})
    assert "row 2, column start: slot 'S2' begins before 'S1' ends" in text
    assert "the other is in row 1" in text


def test_a_time_that_the_clocks_skip_or_show_twice_is_told():
    for day, what in (("2025-03-30 02:30", "does not exist"), ("2025-10-26 02:30", "stands twice")):
        with pytest.raises(InputError, match=f"{what} in Europe/Stockholm: the clocks"):
            instant(day, "Europe/Stockholm")


@pytest.mark.parametrize(
    ("text", "what"), [("soon", "is no date with a time"), ("2025-05-01", "has no time of day")]
)
def test_a_text_that_is_no_time_is_told(text, what):
    with pytest.raises(InputError, match=what):
        instant(text, "UTC")


def test_hours_that_are_none_are_told():
    for text in ("8-20", "20:00-08:00", "08:70-09:00"):
        with pytest.raises(InputError, match="are no hours of a day"):
            hours_of(text)


def test_a_day_that_is_none_is_told():
    with pytest.raises(InputError, match="as_of: 'soon' is no day"):
        event(as_of="soon")


def test_tables_of_no_number_are_told():
    with pytest.raises(InputError, match="Fair: tables is 0"):
        event(tables=0)
    assert "tables is 1.5" in said(slots={"tables": [1.5, 2]})


def test_no_slot_at_all_is_told():
    empty = pd.DataFrame({name: [] for name in SLOTS})
    with pytest.raises(InputError, match="there is no slot"):
        Event.from_frames(
            empty, pd.DataFrame(PEOPLE), pd.DataFrame(REQUESTS), name="Fair", as_of="2025-04-01"
        )


def test_hours_count_in_the_own_zone_on_the_day_the_clocks_change():
    """09:00 in Stockholm is 07:00 UTC on 30 March 2025 and was 08:00 UTC the day before."""
    made = event(
        slots={
            "start": ["2025-03-29 09:00", "2025-03-30 09:00"],
            "end": ["2025-03-29 09:20", "2025-03-30 09:20"],
        },
        people={"available": "all", "zone": ["UTC", "UTC", ""], "hours": ["08:00-20:00", "", ""]},
    )
    assert made.available[0].tolist() == [True, False]


def test_breaks_are_slots_or_hours():
    made = event(people={"available": "all", "breaks": ["S1", "09:15-09:25", "09:20-09:30"]})
    assert made.available.tolist() == [[False, True], [False, True], [True, True]]


def test_whoever_has_no_slot_is_left_out_with_the_reason_and_the_others_meet():
    made = event(
        people={
            "participant": ["A", "B", "C", "D", "E"],
            "available": ["all", "", "S2", "all", "S1"],
            "hours": ["", "", "", "12:00-13:00", ""],
            "breaks": ["", "", "", "", "S1"],
        },
        requests={"from": ["A", "B", "D", "E"], "to": ["C", "C", "A", "A"]},
    )
    assert made.left_out == {
        "B": "available in no slot",
        "D": "no slot lies within the own hours",
        "E": "breaks cover every slot",
    }
    found = schedule(made)
    assert found.n_meetings == 1
    assert found.without == made.left_out
    assert "Without a meeting: B (available in no slot)." in str(found)
    assert ("B", "C", 1.0, "B: available in no slot") in [
        (*sorted(one[:2]), *one[2:]) for one in found.unmet
    ]


def test_more_requests_than_slots_are_told_and_still_scheduled():
    made = event()
    assert made.notes == (
        "1 of 3 participants have more accepted requests than slots: not all of them can be met.",
    )
    found = schedule(made)
    assert found.value == 2.0
    assert found.without == {"B": "C meets others in the 1 slot in which both are available"}


def test_meetings_confirmed_earlier_stand():
    made = event(
        people={"available": "all"},
        fixed={"from": ["C"], "to": ["A"], "slot": ["S2"], "table": [2]},
        tables=2,
    )
    found = schedule(made)
    assert [tuple(one) for one in found.meetings] == [
        ("B", "C", "S1", 1, 1.0),
        ("A", "C", "S2", 2, 2.0),
    ]
    assert found.verify()


def test_a_confirmed_meeting_without_a_request_is_added_with_value_zero():
    made = event(people={"available": "all"}, fixed={"from": ["A"], "to": ["B"], "slot": ["S1"]})
    assert made.values.tolist() == [2.0, 1.0, 0.0]
    assert "Confirmed earlier without an accepted request, value 0: A and B." in made.notes


@pytest.mark.parametrize(
    ("fixed", "what"),
    [
        ({"from": ["A"], "to": ["C"], "slot": ["S1"]}, "'C' is not available in slot 'S1'"),
        ({"from": ["A"], "to": ["C"], "slot": ["S9"]}, "there is no slot 'S9'"),
        (
            {"from": ["A", "B"], "to": ["C", "C"], "slot": ["S2", "S2"]},
            "'C' meets another in slot 'S2' (row 1)",
        ),
        (
            {"from": ["A", "C"], "to": ["C", "A"], "slot": ["S2", "S2"]},
            "this pair meets in row 1 already",
        ),
        (
            {"from": ["A"], "to": ["C"], "slot": ["S2"], "table": [7]},
            "table 7 in slot 'S2', which has 1 table",
        ),
    ],
)
def test_confirmed_meetings_that_break_a_rule_are_told(fixed, what):
    assert what in said(fixed=fixed, tables=1)


def test_an_event_comes_back_from_its_dictionary_and_shows_no_address():
    made = event(people={"email": ["a@example.org", "", ""]})
    again = Event.from_dict(made.to_dict())
    assert str(again) == str(made)
    assert np.array_equal(again.available, made.available)
    assert "example.org" not in str(made) + made.to_frame().to_csv()
    assert made.to_frame().columns.tolist() == [
        "first",
        "second",
        "value",
        "fixed_slot",
        "fixed_table",
    ]


def test_an_event_without_requests_is_scheduled_to_nothing():
    made = event(requests={"from": [], "to": []})
    found = schedule(made)
    assert (found.n_meetings, found.value, found.bound, found.gap) == (0, 0.0, 0.0, 0.0)
    assert set(found.without.values()) == {"no accepted request"}
    assert found.verify()
    assert str(found)
    assert len(found.to_frame()) == 0
