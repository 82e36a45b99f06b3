from xml.etree import ElementTree as ET

import pytest

from hanse.errors import InputError
from hanse.plot import ChartColumn, Picture, configuration_chart
from hanse.plot.configuration import CORE, PERIPHERAL

SVG = "{http://www.w3.org/2000/svg}"
PATHS = [
    ChartColumn("1a", "Family <1>", ("core-present", "core-absent", ""), (0.91, 0.4)),
    ChartColumn("2", "Family 2", ("present", "absent", "core:1,2"), (0.88, None)),
    ChartColumn("1b", "Family <1>", ("core-present", "", "value:0"), (0.9, 0.3)),
]


def chart(paths=PATHS, **more) -> Picture:
    choices = {
        "title": "Paths",
        "fit_rows": ["Consistency", "Coverage"],
        "footer": [("Solution coverage", ("0.70", "0.20"))],
    }
    return configuration_chart(paths, ["ISC", "HC & more", "Type"], **{**choices, **more})


def texts(picture: Picture) -> list[str]:
    return [node.text or "" for node in ET.fromstring(picture.svg).iter(f"{SVG}text")]


def test_everything_that_was_given_is_drawn():
    found = texts(chart())
    for words in ("Family <1>", "Family 2", "1a", "1b", "2", "ISC", "HC & more", "0.910", "–"):
        assert words in found
    assert {"Solution coverage", "0.70", "0.20", "1,2", "0"} <= set(found)


def test_paths_of_one_family_stand_together():
    found = texts(chart())
    assert found.index("1a") < found.index("1b") < found.index("2")


def test_core_circles_are_large_and_peripheral_ones_small():
    root = ET.fromstring(chart().svg)
    radii = [float(node.get("r")) for node in root.iter(f"{SVG}circle")]
    assert radii.count(CORE) == 3
    assert radii.count(PERIPHERAL) == 2


def test_the_words_say_what_each_path_holds():
    alt = chart().alt
    assert "Family <1>, path 1a: core present ISC, core absent HC & more; Consistency 0.910" in alt
    assert "core value 1 or 2 Type" in alt


def test_many_paths_are_counted_in_the_words_and_all_drawn():
    paths = [ChartColumn(f"P{at}", "", ("present", "", "")) for at in range(40)]
    picture = chart(paths, fit_rows=[], footer=[])
    assert "And 28 more." in picture.alt
    assert {f"P{at}" for at in range(40)} <= set(texts(picture))


def test_long_labels_wrap_inside_the_chart():
    title = "A very long title of a configuration chart " * 3
    paths = [ChartColumn("1", "A family with quite a long name", ("present", "", ""))]
    picture = configuration_chart(
        paths, ["A condition whose label is far too long for one line", "B", "C"], title=title
    )
    root = ET.fromstring(picture.svg)
    assert "A condition whose label is far" in " ".join(texts(picture))
    assert float(root.get("width")) < 500
    lowest = max(float(node.get("y")) for node in root.iter(f"{SVG}text"))
    assert lowest < float(root.get("height"))


def test_a_chart_without_paths_shows_its_conditions():
    assert "ISC" in texts(chart([], fit_rows=[], footer=[]))


def test_the_same_input_gives_the_same_bytes():
    assert chart().svg == chart().svg
    assert chart().png() == chart().png()


def test_marks_that_do_not_fit_are_refused():
    with pytest.raises(InputError, match="path 1: 1 marks for 3 conditions"):
        chart([ChartColumn("1", "", ("present",))], fit_rows=[], footer=[])
