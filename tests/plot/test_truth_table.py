from xml.etree import ElementTree as ET

import pytest

from hanse.errors import InputError
from hanse.plot import truth_table_chart

SVG = "{http://www.w3.org/2000/svg}"


def chart(**more):
    rows, values = ["A*B", "A*~B", "~A*B", "~A*~B"], [0.5, 0.9, float("nan"), 0.78]
    choices = {"cut": 0.8, "title": "Rows of CI", "pri": [0.2, 0.7, float("nan"), 0.5]}
    return truth_table_chart(
        rows, values, [3, 1, 2, 4], ["0", "1", "?", "C"], **{**choices, **more}
    )


def texts(picture):
    return [node.text or "" for node in ET.fromstring(picture.svg).iter(f"{SVG}text")]


def test_rows_stand_by_consistency_and_undefined_ones_last():
    found = texts(chart())
    places = [found.index(one) for one in ("A*~B", "~A*~B", "A*B", "~A*B")]
    assert places == sorted(places)


def test_rows_left_out_are_counted():
    picture = chart(most_rows=1)
    assert "3 rows with lower consistency not drawn" in texts(picture)
    assert "1 of 4 rows shown." in picture.alt


def test_the_cut_off_and_the_codes_are_explained():
    found = texts(chart())
    assert {"cut-off 0.80", "counted as sufficient", "not sufficient", "PRI"} <= set(found)


def test_the_same_input_gives_the_same_bytes():
    assert chart().svg == chart().svg


def test_no_rows_give_an_empty_chart():
    assert "0 of 0 rows shown." in truth_table_chart([], [], [], [], cut=0.8, title="T").alt


def test_lists_of_different_length_are_refused():
    with pytest.raises(InputError, match="different length"):
        truth_table_chart(["A"], [0.1, 0.2], [1], ["0"], cut=0.8, title="T")
