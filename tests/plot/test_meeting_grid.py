import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plot.drawn_text import cut_off, marks, overlapping, texts, titles

from hanse.errors import InputError
from hanse.plot.meeting_grid import AWAY, MET, MOST_ROWS, GridMeeting, meeting_grid

SLOTS = ["Tue 09:00", "Tue 09:30"]
MEETINGS = [GridMeeting("Alder", SLOTS[0], "Oslo Port", "3")]


def drawn(participants=("Alder", "Basalt"), slots=SLOTS, meetings=MEETINGS, **more):
    return meeting_grid(participants, slots, meetings, **{"title": "Partner day", **more})


def test_each_meeting_stands_in_its_cell_with_the_table_where_the_pointer_rests():
    picture = drawn()
    assert len(marks(picture, "rect", fill=MET)) == 1 + 1  # and the key
    assert "Alder, Tue 09:00: Oslo Port, table 3" in titles(picture)
    assert "Oslo Port" in texts(picture)


def test_who_is_not_available_is_grey():
    picture = drawn(away={"Basalt": [SLOTS[1], "another day"]})
    assert len(marks(picture, "rect", fill=AWAY)) == 1 + 1
    assert "not available" in texts(picture)


def test_who_has_no_meeting_is_named():
    assert drawn().alt == (
        "Partner day: 1 meeting of 2 participants in 2 slots. Alder: Tue 09:00 Oslo Port. "
        "Without a meeting: Basalt."
    )


def test_rows_beyond_the_most_are_counted():
    many = [f"Firm {at}" for at in range(MOST_ROWS + 3)]
    assert "Not drawn: 3 participants." in texts(drawn(many, meetings=[]))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"participants": []}, "0 participants"),
        ({"slots": []}, "0 slots"),
        ({"slots": [f"{at}" for at in range(25)], "meetings": []}, "25 slots"),
        ({"participants": ["Alder", "Alder"]}, "two participants are called Alder"),
        ({"meetings": [GridMeeting("Aldr", SLOTS[0], "X")]}, "Did you mean 'Alder'"),
        ({"meetings": [GridMeeting("Alder", "Tue 9:00", "X")]}, "Did you mean 'Tue 09:00'"),
        ({"meetings": [*MEETINGS, *MEETINGS]}, "two meetings at Tue 09:00"),
    ],
)
def test_what_cannot_be_drawn_is_refused(given, words):
    with pytest.raises(InputError, match=words):
        drawn(**given)


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 24), st.integers(1, 20))
def test_no_words_lie_outside_or_on_each_other(n_slots, n_rows):
    slots = [f"Tuesday {9 + at // 2:02d}:{30 * (at % 2):02d}" for at in range(n_slots)]
    rows = [f"International machinery of precision {at}" for at in range(n_rows)]
    meetings = [GridMeeting(one, slots[0], f"A partner of great length {one}") for one in rows]
    picture = drawn(rows, slots, meetings)
    assert cut_off(picture) == []
    assert overlapping(picture) == []


def test_the_same_input_gives_the_same_bytes():
    assert drawn().svg == drawn().svg
