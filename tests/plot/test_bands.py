import itertools
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanse.errors import InputError
from hanse.plot import Band, bands
from hanse.plot.band_panel import spread
from hanse.plot.bands import GREY, INKS

SVG = "{http://www.w3.org/2000/svg}"
YEARS = np.arange(21)


def band(measure, scenario, end, width=0.1):
    middle = np.linspace(0.5, end, 21)
    return Band(measure, scenario, middle - width, middle, middle + width)


def chart(series=None, **more):
    if series is None:
        ends = {"no strategy": 0.3, "exporting": 0.31, "outsourcing": 0.7}
        series = [band(one, key, end) for one in ("lock-in", "core") for key, end in ends.items()]
    choices = {"title": "Effect", "y_label": "index", "baseline": 0.5, "reference": "no strategy"}
    return bands(YEARS, series, **{**choices, **more})


def nodes(picture, kind="text"):
    return list(ET.fromstring(picture.svg).iter(f"{SVG}{kind}"))


def texts(picture):
    return [node.text or "" for node in nodes(picture)]


def test_each_measure_has_a_panel_and_each_line_its_name():
    found = texts(chart())
    assert [found.count(one) for one in ("lock-in", "core", "exporting")] == [1, 1, 2]


def test_the_picture_says_that_it_is_no_forecast():
    assert "illustration, not a forecast" in texts(chart())
    assert chart().alt.startswith("Effect (illustration, not a forecast).")


def test_the_words_say_where_each_median_ends():
    assert "exporting from 0.50 to 0.31 (0.21 to 0.41)" in chart().alt
    assert "Horizontal line at 0.5: today." in chart().alt


def test_a_scenario_has_one_colour_in_all_panels_and_the_reference_is_grey():
    colours = {}
    for node in nodes(chart()):
        colours.setdefault(node.text, set()).add(node.get("fill"))
    assert colours["no strategy"] == {GREY.ink}
    assert colours["exporting"] == {INKS[0]}
    assert colours["outsourcing"] == {INKS[1]}


def test_names_at_the_ends_do_not_overlap():
    eight = [band("lock-in", f"scenario {at}", 0.5) for at in range(8)]
    heights = [float(one.get("y")) for one in nodes(chart(eight)) if "scenario" in one.text]
    gaps = np.diff(sorted(heights))
    assert (gaps >= 11.5).all()


def test_years_without_a_value_leave_a_gap():
    middle = np.where(YEARS == 10, np.nan, 0.5)
    series = [Band("m", "s", middle, middle, middle)]
    lines = [one for one in nodes(chart(series), "path") if one.get("stroke-width") == "2.2"]
    assert lines[0].get("d").count("M") == 2


def test_a_scenario_without_values_is_named_as_undefined():
    nothing = np.full(21, np.nan)
    picture = chart([Band("m", "s", nothing, nothing, nothing)])
    assert "s (undefined)" in texts(picture)
    assert "s from – to – (– to –)" in picture.alt


def test_names_can_be_read_on_white():
    from tests.plot.test_option_grid import contrast

    assert min(contrast(one, "#ffffff") for one in (*INKS, GREY.ink)) >= 4.5


def test_no_scenarios_and_a_single_year_are_drawn():
    assert texts(bands([], [], title="T", y_label="u"))[0] == "T"
    assert "2025" in texts(bands([2025], [("m", "s", [1], [2], [3])], title="T", y_label="u"))


def test_equal_names_and_control_characters_are_drawn():
    picture = chart([band("m\x00", "s\x1b", 0.2), band("m", "s", 0.9)])
    named = [one for one in nodes(picture) if one.text == "s"]
    assert {one.get("fill") for one in named} == set(INKS[:2])
    assert "\x00" not in picture.svg + picture.alt


def test_the_same_input_gives_the_same_bytes():
    assert chart().svg == chart().svg


def test_lists_of_different_length_are_refused():
    with pytest.raises(InputError, match="a chart of bands got lists of different length"):
        bands([0, 1], [("m", "s", [1], [1], [1])], title="T", y_label="u")


def test_years_that_do_not_rise_are_refused():
    with pytest.raises(InputError, match="the years of a chart of bands do not rise"):
        bands([1, 0], [], title="T", y_label="u")


def test_more_scenarios_than_can_be_told_apart_are_refused():
    nine = [band("lock-in", f"s{at}", 0.5) for at in range(9)]
    with pytest.raises(InputError, match="lock-in: 9 scenarios in one panel; 8 can be told apart"):
        chart(nine)


@given(
    st.lists(st.tuples(st.floats(0, 300), st.floats(8, 40)), max_size=8),
)
def test_spread_labels_never_overlap_and_stay_inside(labels):
    wanted, heights = [one[0] for one in labels], [one[1] for one in labels]
    bottom = max(300.0, sum(heights))
    found = spread(wanted, heights, 0.0, bottom)
    edges = sorted((y - h / 2, y + h / 2) for y, h in zip(found, heights, strict=True))
    assert all(one[1] <= two[0] + 1e-6 for one, two in itertools.pairwise(edges))
    assert all(one[0] >= -1e-6 and one[1] <= bottom + 1e-6 for one in edges)


def test_each_panel_has_a_scale_of_its_own_where_that_is_asked():
    small = Band("share", "one", [0.1, 0.2], [0.2, 0.3], [0.3, 0.4])
    large = Band("index", "one", [10, 20], [20, 30], [30, 40])
    shared = bands([0, 1], [small, large], title="T", y_label="y")
    apart = bands([0, 1], [small, large], title="T", y_label="y", is_one_scale=False)
    assert (shared.svg.count(">40<"), apart.svg.count(">40<")) == (2, 1)
    assert (shared.svg.count(">0.3<"), apart.svg.count(">0.3<")) == (0, 1)
    assert apart.alt == shared.alt
