import math
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plot.drawn_text import cut_off, marks, overlapping, root, texts, titles

from hanse.errors import InputError
from hanse.plot.bubble_field import FILLS
from hanse.plot.bubble_labels import Circle, names_beside
from hanse.plot.labels import Box
from hanse.plot.specialisation_bubbles import MOST_BUBBLES, Bubble, specialisation_bubbles

NAN = float("nan")
LONG = "Промышленность & приборостроение точной механики, номер"


def field(*points, **more):
    return specialisation_bubbles(points, **{"title": "North", **more})


def bubble(drawn, name):
    """Return x, y and radius of the bubble whose hover title begins with the name."""
    for group in root(drawn).iter():
        inside = list(group)
        if len(inside) == 2 and (inside[0].text or "").startswith(f"{name}: quotient"):
            return tuple(float(inside[1].get(key)) for key in ("cx", "cy", "r"))
    return None


def test_the_area_of_a_bubble_is_as_its_size():
    drawn = field(Bubble("A", 1, 0.1, 400, 1), Bubble("B", 2, 0.1, 100, 1))
    assert bubble(drawn, "A")[2] == pytest.approx(2 * bubble(drawn, "B")[2], abs=0.02)


def test_quotients_lie_on_a_logarithmic_scale():
    drawn = field(*(Bubble(f"Q{q:g}", q, 0.1, 1, 1) for q in (0.25, 1, 4)))
    low, one, high = (bubble(drawn, name)[0] for name in ("Q0.25", "Q1", "Q4"))
    assert one - low == pytest.approx(high - one, abs=0.02)


def test_faster_growth_lies_higher():
    drawn = field(Bubble("Up", 1, 0.1, 1, 1), Bubble("Down", 1, -0.1, 1, 1))
    assert bubble(drawn, "Up")[1] < bubble(drawn, "Down")[1]


def test_one_and_the_cut_are_marked():
    drawn = field(Bubble("A", 2, 0.1, 1, 1), cut=1.25)
    assert {"1: as overall", "specialised from 1.25 →", "1"} <= set(texts(drawn))
    assert "1: as overall" not in texts(field(Bubble("A", 2, 0.1, 1, 1), cut=1))


def test_more_stars_are_darker_and_drawn_as_stars():
    drawn = field(*(Bubble(f"S{n}", 1 + n, 0.1, 9, n) for n in range(5)))
    assert all(len(marks(drawn, "circle", fill=fill)) >= 2 for fill in FILLS)
    stars = [one for one in marks(drawn, "path") if one.get("d").count("L") == 9]
    assert len(stars) == 2 * (1 + 2 + 3 + 4)  # under the names, and in the key
    assert "no star" in texts(drawn)


def test_undefined_stars_have_a_dotted_edge():
    drawn = field(Bubble("A", 1, 0.1, 1))
    assert len(marks(drawn, "circle", stroke_dasharray="2 2")) == 2
    assert "stars not defined" in texts(drawn)


def test_hidden_cells_are_counted_and_neither_drawn_nor_named():
    drawn = field(Bubble("A", 1, 0.1, 1, 1), Bubble("Secret", 3, 0.1, 5, 1, is_hidden=True))
    assert "Hidden, neither drawn nor named: 1." in texts(drawn)
    assert "Secret" not in drawn.svg
    assert drawn.alt.endswith("1 hidden.")


def test_what_is_not_defined_is_listed_with_the_reason_and_not_drawn():
    drawn = field(
        Bubble("A", 1, 0.1, 1, 1),
        Bubble("New", 2, NAN, 5, why="no jobs in 2018"),
        Bubble("Coal", 0, 0.1, 5),
    )
    assert "Not drawn: New (no jobs in 2018) and Coal (quotient 0)." in texts(drawn)
    assert bubble(drawn, "New") is None
    assert bubble(drawn, "Coal") is None
    assert drawn.alt.endswith("Not drawn: New (no jobs in 2018) and Coal (quotient 0).")


def test_the_words_say_who_is_specialised_and_who_grows():
    drawn = field(
        Bubble("Metal", 2, 0.03, 400, 3),
        Bubble("Wood", 1.5, -0.02, 90, 1),
        Bubble("Food", 0.5, 0.001, 900),
        cut=1.25,
    )
    assert drawn.alt == (
        "North: 3 drawn, specialised from a location quotient of 1.25. Specialised and growing: "
        "Metal (quotient 2, 3.0 % a year, 400 jobs, 3 stars). Specialised and not growing: Wood "
        "(quotient 1.5, −2.0 % a year, 90 jobs, 1 star). Not specialised and growing: Food "
        "(quotient 0.5, 0.1 % a year, 900 jobs, stars not defined)."
    )


def test_names_go_first_to_those_with_most_stars():
    points = [Bubble(f"Name {n}", 1 + n / 10, 0.1, 10 * n, n % 4) for n in range(8)]
    drawn = field(*points, most_names=2)
    assert {one for one in texts(drawn) if one.startswith("Name")} == {"Name 7", "Name 3"}
    assert "Without a label: Name 6, Name 2, Name 5, Name 1, Name 4, Name 0." in texts(drawn)
    assert any(
        one.startswith("Name 1: quotient 1.1, 10 % a year, 10 jobs") for one in titles(drawn)
    )


def test_more_than_eight_without_a_label_are_counted():
    points = [Bubble(f"{n}", 1 + n / 10, 0.1, 10 * n, 1) for n in range(11)]
    assert "9 bubbles are drawn without a label." in texts(field(*points, most_names=2))
    assert "Without a label: 7, 6, 5, 4, 3, 2, 1, 0." in texts(field(*points[:10], most_names=2))
    assert not [one for one in texts(field(*points[:1])) if "without" in one.lower()]


def nasty(n):
    return [
        Bubble(
            f"{LONG} {at}",
            10.0 ** ((at * 37 % 50) / 10 - 2.5),
            40.0 if at == 0 else (at * 29 % 41 - 20) / 100,
            10.0 ** (at * 17 % 7),
            at % 5,
        )
        for at in range(n)
    ]


@pytest.mark.parametrize(
    "points",
    [
        nasty(1),
        nasty(20),
        nasty(150),
        [Bubble(f"Same {at}", 1, 0.02, 10, 2) for at in range(30)],
        [Bubble("Nothing", 1, 0, 0)],
        [Bubble("Far below", 0.0001, -0.9, 1, 0)],
    ],
)
@pytest.mark.parametrize("cut", [0.0002, 1.0, 3000.0])
def test_no_words_overlap_or_are_cut_off(points, cut):
    drawn = field(*points, cut=cut, title=LONG * 4, note=LONG * 5)
    assert overlapping(drawn) == []
    assert cut_off(drawn) == []
    assert float(root(drawn).get("width")) <= 980


def test_bubbles_lie_inside_the_field():
    drawn = field(*nasty(100))
    for circle in marks(drawn, "circle", fill_opacity="0.88"):
        x, r = float(circle.get("cx")), float(circle.get("r"))
        assert x - r >= 0
        assert x + r <= 960


@settings(max_examples=60, deadline=None)
@given(
    circles=st.lists(
        st.builds(Circle, st.floats(0, 300), st.floats(0, 300), st.floats(2, 40)), max_size=20
    ),
    width=st.floats(8, 90),
)
def test_names_lie_on_no_circle_and_on_no_other_name(circles, width):
    area = Box(0, 0, 300, 300)
    placed = names_beside(circles, [(width, 14.0)] * len(circles), area=area)
    found = [one.box for one in placed if one is not None]
    for one, other in combinations(found, 2):
        across = min(one.right, other.right) - max(one.left, other.left)
        assert across <= 0 or min(one.bottom, other.bottom) - max(one.top, other.top) <= 0
    for box in found:
        assert area.left <= box.left
        assert box.right <= area.right
        for x, y, radius in circles:
            near = min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)
            assert math.dist(near, (x, y)) >= radius


def test_nothing_to_draw_leaves_the_field_empty_with_the_reasons():
    drawn = field(Bubble("New", NAN, NAN, NAN, why="no jobs"))
    assert "Not drawn: New (no jobs)." in texts(drawn)
    assert "location quotient (log scale)" in texts(drawn)


def test_the_same_input_gives_the_same_bytes():
    assert field(*nasty(40)).svg == field(*nasty(40)).svg


def test_the_picture_can_be_a_png():
    assert field(*nasty(3)).png(scale=0.5)[1:4] == b"PNG"


@pytest.mark.parametrize(
    ("point", "words"),
    [
        (Bubble("A", NAN, 0, 1), "quotient is nan. Give a number, or say in 'why' there is none."),
        (Bubble("A", 1, NAN, 1), "growth is nan"),
        (Bubble("A", 1, 0, math.inf), "size is inf"),
        (Bubble("A", -1, 0, 1), "quotient is -1. Give a number from 0."),
        (Bubble("A", 1, 0, -5), "size is -5"),
        (Bubble("A", 1, 0, 1, 2.5), "2.5 stars. Give a whole number from 0 to 4, or NaN."),
        (Bubble("A", 1, 0, 1, 5), "5 stars"),
    ],
)
def test_numbers_that_cannot_be_are_refused_with_the_name(point, words):
    with pytest.raises(InputError) as caught:
        field(point)
    assert words in str(caught.value)
    assert "specialisation bubbles, 'A'" in str(caught.value)


def test_no_points_too_many_and_a_cut_of_nothing_are_refused():
    with pytest.raises(InputError, match="there are no points"):
        field()
    with pytest.raises(InputError, match=r"301 points, and 300 have room\. Draw the largest"):
        field(*[Bubble("A", 1, 0, 1)] * (MOST_BUBBLES + 1))
    with pytest.raises(InputError, match="the cut 0 is not above 0"):
        field(Bubble("A", 1, 0, 1), cut=0)
