from xml.etree import ElementTree as ET

import pytest

from hanse.errors import InputError
from hanse.plot import necessity_plot

SVG = "{http://www.w3.org/2000/svg}"


def plot(**more):
    values = [0.93, 0.9 - 1e-12, float("nan"), 0.4], [0.7, 0.3, 0.2, 0.6]
    choices = {"outcome": "CI", "title": "Necessary for CI"}
    return necessity_plot(["ISC", "Pat", "AK", "~ISC"], *values, **{**choices, **more})


def texts(picture):
    return [node.text or "" for node in ET.fromstring(picture.svg).iter(f"{SVG}text")]


def test_conditions_are_named_and_undefined_ones_left_out():
    found = texts(plot())
    assert {"ISC", "Pat", "~ISC"} <= set(found)
    assert "AK" not in found


def test_the_threshold_is_compared_as_everywhere():
    assert "At or above the threshold of 0.900: ISC and Pat." in plot().alt


def test_none_above_the_threshold_is_said():
    assert "threshold of 0.990: none." in plot(threshold=0.99).alt


def test_no_conditions_give_empty_axes():
    assert "0 conditions" in necessity_plot([], [], [], outcome="CI", title="T").alt


def test_the_same_input_gives_the_same_bytes():
    assert plot().svg == plot().svg


def test_lists_of_different_length_are_refused():
    with pytest.raises(InputError, match="different length"):
        necessity_plot(["A"], [0.1, 0.2], [0.1], outcome="CI", title="T")
