import itertools
from xml.etree import ElementTree as ET

import pytest

from hanse.errors import InputError
from hanse.plot import option_grid
from hanse.plot.rating_box import level_ink

SVG = "{http://www.w3.org/2000/svg}"
GOOD, HALF, BAD = (1.0, "HF", "highly feasible"), (0.5, "+/–", "in part"), (0.0, "–", "not met")


def grid(**more):
    rows = ["niche exporting", "outsourcing", "reshoring"]
    cells = [[[GOOD], [BAD]], [[HALF], [BAD, GOOD]], [[], []]]
    status = ["falls: lock-in is not avoided", "advised", "not rated"]
    choices = {"title": "Ways abroad", "status": status}
    return option_grid(rows, ["feasible", "avoid lock-in"], cells, **{**choices, **more})


def nodes(picture):
    return list(ET.fromstring(picture.svg).iter(f"{SVG}text"))


def texts(picture):
    return [node.text or "" for node in nodes(picture)]


def luminance(colour):
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares]
    return sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def test_every_level_is_coloured_and_worded():
    found = texts(grid())
    assert {"HF", "highly feasible", "+/–", "in part", "–", "not met"} <= set(found)


def test_options_that_are_not_rated_say_so():
    assert texts(grid()).count("not rated") == 3  # two cells and the status
    assert "reshoring: feasible not rated, avoid lock-in not rated; not rated." in grid().alt


def test_a_range_shows_both_ends():
    assert {"to", "not met", "up to highly feasible"} <= set(texts(grid()))
    assert "avoid lock-in – (not met) to HF (highly feasible); advised." in grid().alt


@pytest.mark.parametrize("place", [0, 0.01, 0.25, 0.5, 0.75, 0.99, 1])
def test_words_on_every_level_can_be_read(place):
    assert contrast(*level_ink(place)) >= 4.5


def test_levels_keep_their_order_in_grey():
    shades = [luminance(level_ink(at / 4)[0]) for at in range(5)]
    assert all(one > two + 0.05 for one, two in itertools.pairwise(shades[1:]))
    shades = [luminance(level_ink(at / 2)[0]) for at in range(3)]
    assert all(one > two + 0.2 for one, two in itertools.pairwise(shades))


def bold(picture):
    return [node.text for node in nodes(picture) if node.get("font-weight") == "bold"]


def test_only_advised_options_are_bold():
    assert "outsourcing" in bold(grid())
    assert "niche exporting" not in bold(grid())
    assert "niche exporting" in bold(grid(advised=[True, False, False]))


def test_a_grid_without_status_has_no_last_column():
    found = texts(grid(status=[]))
    assert "Result" not in found
    assert "advised" not in found


def test_no_options_give_the_head_alone():
    picture = option_grid([], ["feasible"], [], title="T")
    assert {"Option", "feasible", "There is no option to show."} <= set(texts(picture))
    assert picture.alt == "T: 0 options by 1 criterion."


def test_long_names_wrap_on_a_page():
    name = "offshore outsourcing of higher value-adding functions " * 2
    cells = [[[GOOD]] * 5]
    picture = option_grid([name], ["a rather long criterion"] * 5, cells, title=name, status=[name])
    assert float(ET.fromstring(picture.svg).get("width")) <= 900
    assert "offshore outsourcing of higher" in texts(picture)


def test_equal_names_and_control_characters_are_drawn():
    picture = option_grid(["a\x00b", "a\nb"], ["c", "c"], [[[GOOD], []]] * 2, title="T\x1b")
    assert {"ab", "a b"} <= set(texts(picture))
    assert texts(picture).count("c") == 2
    assert "\x00" not in picture.alt + picture.title + picture.svg


def test_the_same_input_gives_the_same_bytes():
    assert grid().svg == grid().svg
    assert grid().png() == grid().png()


@pytest.mark.parametrize(
    "more", [{"status": ["advised"]}, {"advised": [True]}, {"status": ["a"] * 4}]
)
def test_lists_of_different_length_are_refused(more):
    with pytest.raises(InputError, match="an option grid got lists of different length"):
        grid(**more)


def test_rows_of_different_length_are_refused():
    with pytest.raises(InputError, match="different length"):
        option_grid(["a"], ["c", "d"], [[[GOOD]]], title="T")


def test_places_outside_the_scale_are_refused():
    with pytest.raises(InputError, match=r"option grid, a, c: the place 1\.5 is outside 0 to 1"):
        option_grid(["a"], ["c"], [[[(1.5, "+", "")]]], title="T")


def test_three_levels_in_a_cell_are_refused():
    with pytest.raises(InputError, match=r"3 levels in one cell\. Give none, one, or two"):
        option_grid(["a"], ["c"], [[[GOOD] * 3]], title="T")
