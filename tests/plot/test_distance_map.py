import math
from xml.etree import ElementTree as ET

import pytest

from hanse.errors import InputError
from hanse.plot.distance_map import distance_map
from hanse.plot.distance_panel import NEAR
from hanse.plot.ink import DEVIANT
from hanse.plot.map_classes import ramp
from hanse.tables.countries import countries, great_circle

SVG = "{http://www.w3.org/2000/svg}"
FEW = {"NOR": 417, "FIN": 396, "DNK": 522, "JPN": 8171, "SGP": 9600, "BRA": math.nan}


def from_capital(home):
    one = countries()[home]
    start = one.capital_latitude, one.capital_longitude
    return {
        code: float(great_circle(*start, two.capital_latitude, two.capital_longitude))
        for code, two in countries().items()
    }


def few(**more):
    choices = {"home": "SWE", "title": "From Sweden", "unit": "km", "nearest": 3}
    return distance_map(FEW, **{**choices, **more})


def texts(picture):
    return [node.text or "" for node in ET.fromstring(picture.svg).iter(f"{SVG}text")]


def areas(picture, kind="path"):
    """The marks of the world map by what the pointer shows."""
    found = {}
    for one in ET.fromstring(picture.svg).iter(f"{SVG}{kind}"):
        tip = one.find(f"{SVG}title")
        if tip is not None:
            found.setdefault(tip.text, one)
    return found


def test_near_is_dark_far_is_light_home_stands_out_and_the_unknown_is_hatched():
    found = areas(few(breaks=[400, 1000], name="d"))
    light, medium, dark = ramp(3)
    assert found["Finland: 396 km (1 of 5)"].get("fill") == dark
    assert found["Norway: 417 km (2 of 5)"].get("fill") == medium
    assert found["Japan: 8171 km (4 of 5)"].get("fill") == light
    assert found["Sweden: home"].get("fill") == DEVIANT
    assert found["Brazil: no value"].get("fill") == "url(#d-none)"


def test_small_countries_are_dots():
    dots = areas(few(), "circle")
    assert dots["Singapore: 9600 km (5 of 5)"].get("fill") == ramp(5)[0]
    assert dots["Malta: no value"].get("fill") == "#ffffff"
    assert "Norway: 417 km (2 of 5)" not in dots


def test_every_country_is_there_once():
    picture = distance_map(from_capital("SWE"), home="SWE", title="T", nearest=0)
    tips = [
        tip.text.split(":")[0]
        for kind in ("path", "circle")
        for one in ET.fromstring(picture.svg).iter(f"{SVG}{kind}")
        for tip in [one.find(f"{SVG}title")]
        if tip is not None
    ]
    names = {one.name for code, one in countries().items() if code != "ATA"}
    assert names - set(tips) == set()
    assert len(tips) == len(set(tips))


def test_the_legend_counts_each_class():
    found = texts(few(breaks=[400, 1000]))
    assert "Distance from Sweden (km); number of countries in brackets" in found
    assert {"under 400 (1)", "400 to under 1000 (2)", "1000 or more (2)"} <= set(found)
    assert {"home: Sweden", "no value (243)"} <= set(found)


def test_the_words_tell_the_nearest_five_and_the_farthest():
    assert few().alt == (
        "From Sweden: distance of 5 countries from Sweden in km. Nearest: Finland 396; Norway 417; "
        "Denmark 522; Japan 8171; Singapore 9600. Farthest: Singapore 9600. "
        "No value: 243 countries."
    )


def test_the_nearest_are_ranked_on_a_map_of_the_surroundings_and_in_a_list():
    picture = few()
    found = texts(picture)
    assert {"1 Finland", "2 Norway", "3 Denmark", "Nearest markets", "396 km"} <= set(found)
    assert "Around Sweden: the 3 nearest markets in blue" in found
    assert picture.svg.count(f'fill="{NEAR}"') == 3


def test_where_the_nearest_lie_far_apart_they_are_named_on_the_world():
    picture = distance_map({"JPN": 1, "BRA": 2, "ZAF": 3}, home="CAN", title="T", nearest=3)
    found = texts(picture)
    assert not [one for one in found if one.startswith("Around")]
    assert {"1 Japan", "2 Brazil", "3 South Africa", "1.00"} <= set(found)


def test_marked_countries_are_named_with_their_rank():
    found = texts(few(marked=["Japan", "SE", "BRA"]))
    assert "4 Japan" in found
    assert "Nearest and selected markets" in found
    assert "Brazil" not in found  # it has no value
    assert "Around Sweden: the nearest and the named markets in blue" in found


def some(n):
    return {
        code: at - 7.3 for at, code in enumerate(["NOR", "FIN", "DNK", *["US", "JP", "BR"]][:n])
    }


def test_classes_of_an_index_are_called_by_their_order():
    found = texts(distance_map(some(6), home="SWE", title="T"))
    names = ("nearest", "second", "third", "fourth", "fifth", "farthest")
    assert {f"{one} sixth (1)" for one in names} <= set(found)
    two = texts(distance_map(some(2), home="SWE", title="T"))
    assert {"nearest half (1)", "farthest half (1)"} <= set(two)
    assert "all values (1)" in texts(distance_map(some(1), home="SWE", title="T"))


@pytest.mark.parametrize(
    ("values", "more", "words"),
    [
        (some(2), {"unit": "km"}, "under −6.8 (1)"),
        (some(6), {"breaks": [-3]}, "under −3 (5)"),
        # 1 and 5 countries are no halves
        ({**dict.fromkeys(some(6), 1), "NOR": 0}, {}, "under 1 (1)"),
    ],
)
def test_bounds_stay_where_they_have_a_unit_or_were_given_or_part_unevenly(values, more, words):
    assert words in texts(distance_map(values, home="SWE", title="T", **more))


def test_equal_distances_share_a_rank():
    picture = distance_map({"NOR": 1, "FIN": 1, "DNK": 2}, home="SWE", title="T")
    assert {"1 Finland", "1 Norway", "3 Denmark"} <= set(texts(picture))


def test_countries_may_be_named_by_any_code():
    one = distance_map({"NOR": 1, "FIN": 2}, home="SWE", title="T")
    two = distance_map({"578": 1, "Finland": 2}, home="se", title="T")
    assert one.svg == two.svg


def test_home_has_no_distance_of_its_own():
    one = distance_map({"NOR": 1}, home="SWE", title="T")
    two = distance_map({"NOR": 1, "SWE": 0}, home="SWE", title="T")
    assert one.svg == two.svg


def test_kosovo_has_a_value_though_it_has_no_number():
    assert "Kosovo: 5.00 (1 of 1)" in areas(distance_map({"XKX": 5}, home="SWE", title="T"))


@pytest.mark.parametrize("values", [{}, {"NOR": math.nan}])
def test_without_values_the_world_is_hatched(values):
    picture = distance_map(values, home="SWE", title="T")
    assert picture.alt == ("T: distance of 0 countries from Sweden. No value: 248 countries.")
    assert "Nearest markets" not in texts(picture)


def test_points_of_an_index_have_decimals():
    values = {"NOR": 0.21, "FIN": 0.5, "DNK": -0.1}
    picture = distance_map(values, home="SWE", title="T", measure="cultural distance")
    assert {"0.21", "0.50", "−0.10"} <= set(texts(picture))
    assert "Cultural distance from Sweden; number of countries in brackets" in texts(picture)


@pytest.mark.parametrize("home", ["SWE", "CHL", "FJI", "NZL", "USA"])
def test_pictures_of_all_countries_stay_small_and_narrow(home):
    picture = distance_map(from_capital(home), home=home, title="T", unit="km")
    assert len(picture.svg.encode()) < 350_000
    assert float(ET.fromstring(picture.svg).get("width")) == 980
    assert countries()[home].name in texts(picture)


def test_fiji_sees_its_neighbours_on_both_sides_of_the_antimeridian():
    picture = distance_map(from_capital("FJI"), home="FJI", title="T", unit="km", nearest=8)
    assert {"1 Tonga", "3 Vanuatu", "5 Samoa"} <= set(texts(picture))


def test_the_same_input_gives_the_same_bytes():
    assert few().svg == few().svg
    assert few().png(scale=0.5) == few().png(scale=0.5)


def test_long_and_strange_words_are_drawn():
    picture = few(title="Far & <near> " * 30, note="Note\x00 " * 60, measure="m" * 200, unit="<u>")
    assert "\x00" not in picture.svg
    assert float(ET.fromstring(picture.svg).get("width")) == 980


@pytest.mark.parametrize(
    ("values", "more", "words"),
    [
        (
            {"NOR": 1, "Norway": 2},
            {},
            "distance map: Norway is given twice, the second time as 'Norway'. "
            "Give each country once.",
        ),
        (
            {"NOR": math.inf},
            {},
            "distance map: the distance of 'NOR' is infinite. "
            "Give a number, or NaN where there is none.",
        ),
        ({"NOR": 1}, {"nearest": -1}, "distance map: nearest is -1. Give 0 or more."),
        (
            {"NOR": 1},
            {"breaks": [1, math.nan]},
            "classes of a map: the breaks are 1, nan. "
            "Give at most eight numbers, each larger than the one before.",
        ),
    ],
)
def test_what_does_not_fit_is_refused(values, more, words):
    with pytest.raises(InputError) as error:
        distance_map(values, **{"home": "SWE", "title": "T", **more})
    assert str(error.value) == words


@pytest.mark.parametrize("more", [{"home": "Swedn"}, {"marked": ["Swedn"]}, {"values": "Swedn"}])
def test_an_unknown_country_is_told_with_the_nearest(more):
    given = {"NOR": 1, **({"Swedn": 2} if "values" in more else {})}
    choices = {"home": "SWE", **{key: one for key, one in more.items() if key != "values"}}
    with pytest.raises(InputError, match=r"distance map.*Swedn.*Sweden"):
        distance_map(given, title="T", **choices)
