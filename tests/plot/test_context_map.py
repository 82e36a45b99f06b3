import itertools
from xml.etree import ElementTree as ET

import pytest

from hanse.errors import InputError
from hanse.plot import context_map
from hanse.plot.context_map import INKS, LACKING

SVG = "{http://www.w3.org/2000/svg}"
LEGEND = {"A": "export and outsource", "B": "invest abroad", "C": "export alone"}
ROWS = [list(one) for one in itertools.product(["small", "medium"], ["low tech", "high tech"])]
COLUMNS = [
    list(one)
    for one in itertools.product(
        ["innovator", "other"], ["simple", "complex"], ["standard", "special"]
    )
]


def chart(**more):
    choices = {"title": "Advice", "legend": LEGEND, "lacking": ["C"], "here": (1, 2)}
    cells = [list("AAABCCCC"), list("AAAACCCC"), list("BBBBCCAC"), list("BBBBAAAA")]
    return context_map(ROWS, COLUMNS, cells, **{**choices, **more})


def texts(picture):
    return [node.text or "" for node in ET.fromstring(picture.svg).iter(f"{SVG}text")]


def frames(picture):
    found = ET.fromstring(picture.svg).iter(f"{SVG}rect")
    return [node for node in found if node.get("stroke-width") == "3.2"]


def test_all_contexts_carry_their_letter():
    found = texts(chart())
    assert [found.count(key) for key in "ABC"] == [12 + 1, 9 + 1, 11 + 1]


def test_the_legend_explains_each_letter_and_counts_it():
    assert {"export and outsource (12 of 32)", "invest abroad (9 of 32)"} <= set(texts(chart()))


def test_equal_neighbours_of_a_header_are_drawn_once():
    found = texts(chart())
    assert [found.count(one) for one in ("innovator", "simple", "standard")] == [1, 2, 4]
    assert [found.count(one) for one in ("small", "high tech")] == [1, 2]


def test_the_cell_of_this_firm_is_framed():
    assert len(frames(chart())) == 2  # in the map and in the legend
    assert "This firm: A in small, high tech, innovator, complex, standard." in chart().alt
    assert "this firm" in texts(chart())


def test_missing_answers_frame_several_cells():
    picture = chart(here=[(1, 2), (0, 3)])
    assert len(frames(picture)) == 3
    assert "This firm: B in small, low tech, innovator, complex, special; A in" in picture.alt


def test_nobody_is_framed_without_a_firm():
    assert frames(chart(here=None)) == []
    assert "This firm" not in chart(here=None).alt


def test_the_questions_stand_beside_the_answers():
    heads = {"row_heads": ["size", "industry"], "column_heads": ["innovator", "goods", "parts"]}
    assert {"size", "industry", "innovator", "goods", "parts"} <= set(texts(chart(**heads)))


def test_the_words_list_the_contexts_of_each_advice():
    picture = context_map([["a"]], [["b"], ["c"]], [["A", ""]], title="T", legend=LEGEND)
    assert picture.alt.startswith("T: 2 contexts. A, export and outsource: 1 of 2: a, b.")
    assert "no advice (1 of 2)" in texts(picture)


def test_a_small_map_and_a_large_one_fit_a_page():
    small = context_map([["a"], ["b"]], [["c"], ["d"]], [["A", "B"]] * 2, title="T", legend=LEGEND)
    for picture in (small, chart()):
        assert float(ET.fromstring(picture.svg).get("width")) <= 900


def test_letters_can_be_read_on_their_colours():
    from tests.plot.test_option_grid import contrast

    assert min(contrast(*one) for one in (*INKS, LACKING)) >= 4.5


def test_more_letters_than_colours_are_drawn():
    legend = {key: key for key in "ABCDEFGHIJ"}
    picture = context_map(
        [["r"]], [[one] for one in legend], [list(legend)], title="T", legend=legend
    )
    assert "J (1 of 10)" in texts(picture)


def test_no_contexts_give_the_legend_alone():
    picture = context_map([], [], [], title="T", legend=LEGEND)
    assert "invest abroad (0 of 0)" in texts(picture)


def test_equal_labels_and_control_characters_are_drawn():
    picture = context_map(
        [["a\x00", "x"], ["a", "x"]], [["b"]], [["A"]] * 2, title="T\x1b", legend=LEGEND
    )
    assert texts(picture).count("a") == 1
    assert "\x00" not in picture.svg + picture.alt


def test_the_same_input_gives_the_same_bytes():
    assert chart().svg == chart().svg


@pytest.mark.parametrize(
    ("rows", "cells", "more"),
    [
        ([["a"], ["b"]], [["A"]], {}),
        ([["a"]], [["A", "B"]], {}),
        ([["a"], ["b", "c"]], [["A"], ["A"]], {}),
        ([["a"]], [["A"]], {"row_heads": ["one", "two"]}),
    ],
)
def test_lists_of_different_length_are_refused(rows, cells, more):
    with pytest.raises(InputError, match="a context map got lists of different length"):
        context_map(rows, [["x"]], cells, title="T", legend=LEGEND, **more)


def test_a_letter_outside_the_legend_is_refused():
    with pytest.raises(InputError, match="context map: there is no advice 'D'"):
        context_map([["a"]], [["b"]], [["D"]], title="T", legend=LEGEND)


def test_a_firm_outside_the_map_is_refused():
    with pytest.raises(InputError, match="row 4, column 0 is outside the 4 × 8 contexts"):
        chart(here=(4, 0))
