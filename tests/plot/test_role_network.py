import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plot.drawn_text import cut_off, overlapping, root, texts, titles

from hanse.errors import InputError
from hanse.plot.actor_marks import SIDES
from hanse.plot.role_network import MOST_MEMBERS, OF_EACH, Member, role_network

MEMBERS = [
    Member("Hub", "cluster organisation", is_named=True),
    Member("Alder", "firm"),
    Member("Basalt", "firm"),
    Member("Oslo Port", "abroad", is_named=True),
]
TIES = [("Hub", "Alder"), ("Hub", "Basalt"), ("Oslo Port", "Hub")]


def drawn(members=MEMBERS, ties=TIES, **more):
    return role_network(members, ties, **{"title": "North", **more})


def place(picture, name):
    """Return the middle of a circle by the words it shows."""
    for one in root(picture).iter("{http://www.w3.org/2000/svg}circle"):
        tip = one.find("{http://www.w3.org/2000/svg}title")
        if tip is not None and (tip.text or "").startswith(f"{name} ("):
            return float(one.get("cx")), float(one.get("cy")), float(one.get("r"))
    raise AssertionError(name)


def test_the_better_connected_stand_nearer_the_middle():
    members = [Member(f"F{at}", "firm") for at in range(5)]
    ties = [("F0", "F1"), ("F0", "F2"), ("F0", "F3"), ("F1", "F2")]
    picture = drawn(members, ties)
    rim = max(
        root(picture).iter("{http://www.w3.org/2000/svg}circle"),
        key=lambda one: float(one.get("r")),
    )
    x, y = float(rim.get("cx")), float(rim.get("cy"))
    spots = [place(picture, f"F{at}") for at in range(5)]
    away = [math.hypot(spot[0] - x, spot[1] - y) for spot in spots]
    assert away[0] == min(away)
    assert away[4] == max(away)


def test_a_tie_that_is_given_twice_counts_once():
    assert "Hub (3 ties)" in drawn(ties=[*TIES, ("Alder", "Hub")]).alt


def test_the_words_count_sides_and_name_those_who_are_named():
    assert drawn().alt == (
        "North: 4 actors and 3 ties. firm 2; cluster organisation 1; abroad 1. Named: Hub (3 ties) "
        "and Oslo Port (1 tie)."
    )
    assert {"Hub", "Oslo Port", "firm (2)"} <= set(texts(drawn()))


def test_where_there_are_too_many_each_side_keeps_its_best_and_the_rest_is_counted():
    firms = [Member(f"F{at}", "firm") for at in range(300)]
    far = [Member(f"A{at}", "abroad") for at in range(10)]
    ties = [(f"F{at}", f"F{at + 1}") for at in range(299)]
    picture = drawn([*firms, *far], ties)
    assert f"Not drawn: {310 - MOST_MEMBERS} actors of 310;" in " ".join(texts(picture))
    assert sum(one.startswith("A") for one in titles(picture)) == 10
    assert OF_EACH >= 10


@pytest.mark.parametrize(
    ("members", "ties", "words"),
    [
        ([], [], "there are no actors"),
        ([*MEMBERS, MEMBERS[0]], [], "two actors 'Hub'"),
        (MEMBERS, [("Hub", "Aldr")], "Did you mean 'Alder'"),
        (MEMBERS, [("Hub", "Hub")], "'Hub' is tied with itself"),
    ],
)
def test_what_cannot_be_drawn_is_refused(members, ties, words):
    with pytest.raises(InputError, match=words):
        drawn(members, ties)


def test_no_more_than_a_readable_number_is_drawn():
    with pytest.raises(InputError, match="most is 161"):
        drawn(most=161)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(SIDES), st.booleans()), min_size=1, max_size=60),
    st.randoms(use_true_random=False),
)
def test_names_lie_neither_on_each_other_nor_outside(found, chance):
    members = [
        Member(f"Machinery of {at}", side, is_named=named) for at, (side, named) in enumerate(found)
    ]
    pairs = [tuple(chance.sample(members, 2)) for _ in range(40)] if len(members) > 1 else []
    picture = drawn(members, [(a.name, b.name) for a, b in pairs])
    assert cut_off(picture) == []
    named = {one.name for one in members if one.is_named}
    assert [pair for pair in overlapping(picture) if set(pair) <= named] == []


def test_the_same_input_gives_the_same_bytes():
    assert drawn().svg == drawn().svg
