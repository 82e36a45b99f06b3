from xml.etree import ElementTree as ET

import numpy as np
import pytest

from hanse.errors import InputError
from hanse.plot import Picture, xy_plot

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ["Lyon", "Ulm <script>", "Graz & Co", "Łódź", "Torino"]
X = [0.9, 0.8, 0.7, 0.2, 0.5]
Y = [0.95, 0.2, 0.9, 0.9, 0.8]


def plot(**more) -> Picture:
    choices = {"title": "ISC*~HC", "x_label": "ISC*~HC", "y_label": "CI", "consistency": 0.912}
    return xy_plot(X, Y, NAMES, **{**choices, "coverage": 0.4, **more})


def texts(picture: Picture) -> list[str]:
    return [node.text or "" for node in ET.fromstring(picture.svg).iter(f"{SVG}text")]


def test_every_case_is_named_where_there_is_room():
    assert set(NAMES) <= set(texts(plot()))


def test_fit_stands_under_the_title():
    assert "Consistency 0.912 · coverage 0.400 · 5 cases" in texts(plot())


def test_undefined_fit_is_a_dash_and_no_fit_is_left_out():
    assert "Consistency –" in " ".join(texts(plot(consistency=float("nan"))))
    assert "5 cases" in texts(plot(consistency=None, coverage=None))


def test_the_words_name_deviant_cases_and_count_labels():
    alt = plot().alt
    assert "Deviant: Ulm <script>." in alt
    assert "5 of 5 cases labelled." in alt


def test_every_mark_tells_its_case_to_the_pointer():
    root = ET.fromstring(plot().svg)
    tips = [node.text for node in root.iter(f"{SVG}title")]
    assert "Ulm <script>: 0.800, 0.200 (deviant)" in tips
    assert len(tips) == 1 + len(NAMES)


def test_deviant_cases_have_a_shape_of_their_own():
    root = ET.fromstring(plot().svg)
    paths = {node[0].text: node.get("d") for node in root.iter(f"{SVG}path") if len(node)}
    assert paths["Ulm <script>: 0.800, 0.200 (deviant)"] not in {
        shape for tip, shape in paths.items() if "(deviant)" not in tip
    }


def test_the_same_input_gives_the_same_bytes():
    assert plot().svg == plot().svg


def test_nothing_refers_outside_the_drawing():
    svg = plot().svg
    assert "url(" not in svg
    assert "href" not in svg
    assert " id=" not in svg


def test_three_hundred_cases_get_at_most_the_labels_asked_for_and_deviant_ones_first():
    rng = np.random.default_rng(1)
    x, y = rng.uniform(size=300), rng.uniform(size=300)
    names = [f"Case {at:03d}" for at in range(300)]
    picture = xy_plot(x, y, names, title="T", x_label="X", y_label="Y", most_labels=15)
    named = [one for one in texts(picture) if one.startswith("Case ")]
    assert len(named) == 15
    assert all(x[int(one[5:])] > 0.5 > y[int(one[5:])] for one in named)
    assert "15 of 300 cases labelled." in picture.alt


def test_crisp_cases_that_share_a_corner_share_a_mark():
    picture = xy_plot([1, 1, 1, 0], [1, 1, 1, 0], list("abcd"), title="T", x_label="", y_label="")
    assert "a, b and 1 more" in texts(picture)


def test_no_cases_give_an_empty_plot():
    picture = xy_plot([], [], [], title="T", x_label="X", y_label="Y")
    assert "0 of 0 cases labelled." in picture.alt
    assert "0 cases" in texts(picture)


def test_necessity_has_its_deviant_cases_above_the_diagonal():
    assert "Deviant: Łódź." in plot(relation="necessary").alt


@pytest.mark.parametrize(
    ("x", "more", "says"),
    [
        ([0.1], {}, "1 x, 5 y and 5 cases"),
        ([0.1, 0.2, 0.3, 0.4, 1.2], {}, r"outside \[0, 1\]"),
        (X, {"relation": "causal"}, "Say sufficient or necessary"),
    ],
)
def test_wrong_input_is_refused(x, more, says):
    with pytest.raises(InputError, match=says):
        xy_plot(x, Y, NAMES, title="T", x_label="X", y_label="Y", **more)


def test_it_becomes_a_png():
    assert plot().png().startswith(b"\x89PNG")


def test_signs_that_xml_forbids_do_not_break_the_drawing():
    picture = xy_plot([0.9], [0.8], ["Ly\x0bon"], title="T\x00", x_label="X", y_label="Y")
    assert ET.fromstring(picture.svg).get("role") == "img"
