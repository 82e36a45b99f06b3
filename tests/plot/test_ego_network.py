import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plot.drawn_text import cut_off, marks, overlapping, texts

from hanse.errors import InputError
from hanse.plot.actor_marks import LOOKS, SIDES
from hanse.plot.ego_network import MOST_ALTERS, Alter, ego_network
from hanse.plot.ink import DEVIANT, LINE, TEXT

ALTERS = [
    Alter("Oslo Port", "abroad", 4.0, is_relationship=True),
    Alter("Alder", "firm", 1.0),
    Alter("Seed Fund", "capital", is_missing=True),
]


def drawn(alters=ALTERS, links=(("Oslo Port", "Alder"),), **more):
    return ego_network("Hub", alters, links, **{"side": "firm", "title": "Around Hub", **more})


def test_a_missing_tie_is_an_empty_seat_with_a_dotted_line():
    picture = drawn()
    assert len(marks(picture, "line", stroke=DEVIANT, stroke_dasharray="2 5")) == 2  # and the key
    assert len(marks(picture, "path", fill="#ffffff", stroke=LOOKS["capital"][0])) == 1
    assert "Missing: Seed Fund (capital)." in picture.alt


def test_the_line_is_as_wide_as_the_tie_is_strong_and_dark_for_a_relationship():
    picture = drawn()
    assert len(marks(picture, "line", stroke=TEXT, stroke_width="5")) == 1
    assert len(marks(picture, "line", stroke=LINE, stroke_width="3")) == 1 + 1  # and the key


def test_ties_among_those_around_are_drawn_once():
    assert len(marks(drawn(), "line", stroke="#d3dae0")) == 1 + 1
    assert len(marks(drawn(links=()), "line", stroke="#d3dae0")) == 0


def test_the_words_say_with_whom_the_actor_is_tied():
    assert drawn().alt == (
        "Around Hub. Hub is tied with 2 actors: Oslo Port (abroad) and Alder (firm). "
        "Missing: Seed Fund (capital)."
    )


def test_an_actor_without_any_tie_stands_alone_and_the_picture_says_so():
    assert "No tie is alive." in texts(drawn([], ()))
    assert "tied with 0 actors." in drawn([], ()).alt


def test_those_beyond_the_most_are_counted():
    many = [Alter(f"Firm {at}", "firm") for at in range(MOST_ALTERS + 2)]
    assert f"Not drawn: 2 actors of {MOST_ALTERS + 2}." in texts(drawn(many, ()))


@pytest.mark.parametrize(
    ("alters", "links", "words"),
    [
        ([*ALTERS, ALTERS[0]], (), "two actors 'Oslo Port'"),
        ([Alter("Hub", "firm")], (), "two actors 'Hub'"),
        ([Alter("A", "firm", -1)], (), "strength of 'A' is -1"),
        ([Alter("A", "firm", float("nan"))], (), "strength of 'A' is nan"),
        (ALTERS, (("Oslo Prt", "Alder"),), "Did you mean 'Oslo Port'"),
    ],
)
def test_what_cannot_be_drawn_is_refused(alters, links, words):
    with pytest.raises(InputError, match=words):
        drawn(alters, links)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(SIDES), st.floats(0, 9), st.booleans()), min_size=1, max_size=36
    )
)
def test_no_words_lie_on_each_other_or_outside(found):
    alters = [
        Alter(f"International machinery of precision {at}", side, strength, is_missing=gone)
        for at, (side, strength, gone) in enumerate(found)
    ]
    picture = drawn(alters, ())
    assert cut_off(picture) == []
    assert [pair for pair in overlapping(picture) if "Hub" not in pair] == []


def test_the_same_input_gives_the_same_bytes():
    assert drawn().svg == drawn().svg
