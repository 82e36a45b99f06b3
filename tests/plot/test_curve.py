from xml.etree import ElementTree as ET

import numpy as np
import pytest

from hanse.errors import InputError
from hanse.plot import Picture, calibration_curve

SVG = "{http://www.w3.org/2000/svg}"


def curve(raw, membership, **more) -> Picture:
    names = [f"Case {at}" for at in range(len(raw))]
    choices = {"name": "CI", "unit": "% of sales", "title": "Level", "curve_x": raw}
    return calibration_curve(raw, membership, names, **{**choices, "curve_y": membership, **more})


def texts(picture: Picture) -> list[str]:
    return [node.text or "" for node in ET.fromstring(picture.svg).iter(f"{SVG}text")]


def test_anchors_are_named_with_their_raw_values():
    anchors = [("out", 1.0), ("crossover", 5.25), ("full", 12000.0)]
    found = texts(curve([1.0, 5.25, 12000.0], [0.05, 0.5, 0.95], anchors=anchors))
    assert {"out 1", "crossover 5.25", "full 12,000"} <= set(found)


def test_cases_at_exactly_one_half_are_named():
    picture = curve([1.0, 5, 9], [0.05, 0.5, 0.95])
    assert "Case 1 = 0.5" in texts(picture)
    assert "Exactly 0.5: Case 1." in picture.alt


def test_a_long_tail_gets_a_logarithmic_axis_that_says_so():
    assert "CI (% of sales) – logarithmic scale, linear near 0" in texts(
        curve([1.0, 2, 3, 900], [0.1, 0.4, 0.6, 1])
    )
    assert "CI (% of sales)" in texts(curve([1.0, 2, 3, 9], [0.1, 0.4, 0.6, 1]))


def test_cases_without_a_value_are_counted():
    picture = curve([1.0, np.nan, 9], [0.1, np.nan, 0.9])
    assert "2 cases from 1 to 9, 1 without a value" in texts(picture)


def test_values_of_a_multi_value_set_have_whole_ticks_and_no_half():
    picture = curve([1.0, 5, 9], [0, 1, 2], anchors=[("1 from", 3.0), ("2 from", 7.0)])
    assert "Value of CI" in texts(picture)
    assert "0.5" not in texts(picture)


@pytest.mark.parametrize("raw", [[], [4.0], [4.0, 4.0], [-5.0, -3.0]])
def test_few_equal_or_negative_values_still_give_a_curve(raw):
    picture = curve(raw, [0.25] * len(raw))
    assert ET.fromstring(picture.svg).get("role") == "img"


def test_close_anchors_stand_above_each_other():
    picture = curve([0.0, 100.0], [0, 1], anchors=[("out", 50.0), ("crossover", 50.5)])
    root = ET.fromstring(picture.svg)
    heights = {node.text: node.get("transform") for node in root.iter(f"{SVG}text") if node.text}
    lower, upper = heights["out 50"], heights["crossover 50.5"]
    assert lower.split(",")[1] != upper.split(",")[1]


def test_the_same_input_gives_the_same_bytes():
    one, other = (curve([1.0, 5, 9], [0.05, 0.5, 0.95]) for _ in range(2))
    assert one.svg == other.svg


def test_lists_of_different_length_are_refused():
    with pytest.raises(InputError, match="2 raw values, 1 memberships and 2 cases"):
        curve([1.0, 2.0], [0.5], curve_x=[], curve_y=[])
