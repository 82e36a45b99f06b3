from xml.etree import ElementTree as ET

import pytest

from hanse.errors import InputError
from hanse.plot import share_bars
from hanse.plot.share_bars import NOW, PLANNED

SVG = "{http://www.w3.org/2000/svg}"


def chart(**more):
    names, now = ["exporting", "outsourcing", "reshoring"], [0.7, 0.004, float("nan")]
    choices = {"planned": [0.35, 0.2, 0.0], "title": "Firms"}
    return share_bars(names, now, **{**choices, **more})


def texts(picture):
    return [node.text or "" for node in ET.fromstring(picture.svg).iter(f"{SVG}text")]


def bars(picture, paint):
    found = ET.fromstring(picture.svg).iter(f"{SVG}rect")
    return [
        float(one.get("width"))
        for one in found
        if one.get("fill") == paint["fill"] and one.get("width") != "22"
    ]


def test_bars_are_as_long_as_their_shares():
    assert bars(chart(), NOW)[0] == pytest.approx(2 * bars(chart(), PLANNED)[0])


def test_numbers_stand_at_the_bars_and_a_little_is_not_nothing():
    assert {"70 %", "<1 %", "–", "35 %", "20 %", "0 %"} <= set(texts(chart()))


def test_undefined_and_empty_shares_have_no_bar():
    assert len(bars(chart(), NOW)) == 2
    assert len(bars(chart(), PLANNED)) == 2


def test_the_words_say_every_share():
    assert chart().alt == (
        "Firms: share of firms. exporting: now 70 %, planned 35 %; outsourcing: now <1 %, "
        "planned 20 %; reshoring: now –, planned 0 %."
    )


def test_without_plans_there_is_one_bar_and_no_key():
    picture = chart(planned=None)
    assert bars(picture, PLANNED) == []
    assert "planned" not in texts(picture)


def test_no_options_give_the_axis_alone():
    picture = share_bars([], [], [], title="T")
    assert "Share of firms" in texts(picture)
    assert picture.alt == "T: share of firms."


def test_long_names_wrap_on_a_page():
    name = "offshore outsourcing of higher value-adding functions " * 4
    picture = share_bars([name], [1.0], title=name)
    assert float(ET.fromstring(picture.svg).get("width")) <= 900


def test_equal_names_and_control_characters_are_drawn():
    picture = share_bars(["a\x00", "a"], [0.1, 0.2], title="T\x1b", note="n\x02")
    assert texts(picture).count("a") == 2
    assert "\x00" not in picture.svg + picture.alt


def test_the_same_input_gives_the_same_bytes():
    assert chart().svg == chart().svg


@pytest.mark.parametrize("planned", [[0.1], [[0.1, 0.2, 0.3]]])
def test_lists_of_different_length_are_refused(planned):
    with pytest.raises(InputError, match="a chart of shares got lists of different length"):
        chart(planned=planned)


def test_shares_in_per_cent_are_refused():
    with pytest.raises(InputError, match=r"share 70 is outside 0 to 1\. Give"):
        share_bars(["a"], [70], title="T")
