import math
from itertools import pairwise
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from hanse.errors import InputError
from hanse.plot.cluster_map import cluster_map
from hanse.plot.cluster_spots import Place
from hanse.plot.ink import DEVIANT
from hanse.plot.labels import Box
from hanse.plot.lettering import text_width
from hanse.plot.map_classes import classes_of, ramp
from hanse.plot.map_labels import Spot, overlap, place_names
from hanse.plot.map_window import region_window, wide_apart, world_window

SVG = "{http://www.w3.org/2000/svg}"
SWEDEN = [
    ("Gnosjö", 57.36, 13.74),
    ("Kista", 59.40, 17.94),
    ("Lund", 55.70, 13.19),
    ("Luleå", 65.58, 22.15),
]
FAR = [("Austin", 30.3, -97.7), ("Kista", 59.4, 17.9), ("Bengaluru", 12.97, 77.6)]


def texts(picture):
    return [node.text or "" for node in ET.fromstring(picture.svg).iter(f"{SVG}text")]


def marks(picture):
    """The circles of clusters by what the pointer shows over them."""
    found = {}
    for one in ET.fromstring(picture.svg).iter(f"{SVG}circle"):
        tip = one.find(f"{SVG}title")
        if tip is not None:
            found[tip.text] = one
    return found


def place_of(one):
    return float(one.get("cx")), float(one.get("cy"))


def test_every_cluster_has_a_mark_and_a_name():
    picture = cluster_map(SWEDEN, title="Four clusters")
    assert set(marks(picture)) == {"Gnosjö", "Kista", "Lund", "Luleå"}
    assert {"Gnosjö", "Kista", "Lund", "Luleå", "Four clusters"} <= set(texts(picture))
    assert picture.alt == "Four clusters: map of 4 clusters: Gnosjö, Kista, Lund and Luleå."


def test_north_is_up_and_east_is_right():
    found = {name: place_of(one) for name, one in marks(cluster_map(SWEDEN, title="T")).items()}
    assert found["Luleå"][1] < found["Kista"][1] < found["Gnosjö"][1] < found["Lund"][1]
    assert found["Lund"][0] < found["Gnosjö"][0] < found["Kista"][0] < found["Luleå"][0]


def test_a_region_shows_countries_a_scale_and_no_more_than_it_needs():
    picture = cluster_map(SWEDEN, title="T")
    assert {"Norway", "Finland", "200 km"} <= set(texts(picture))
    root = ET.fromstring(picture.svg)
    assert float(root.get("width")) <= 980
    names = {one.text for one in root.iter(f"{SVG}title")}
    assert "Estonia" in names
    assert "Brazil" not in names


def test_the_scale_is_true():
    # Gnosjö and Kista lie 337 km apart on the globe (great circle, by hand from their degrees).
    picture = cluster_map(SWEDEN, title="T")
    one, two = (place_of(marks(picture)[name]) for name in ("Gnosjö", "Kista"))
    bar = next(
        node
        for node in ET.fromstring(picture.svg).iter(f"{SVG}path")
        if "v4h" in (node.get("d") or "")
    )
    length = float(bar.get("d").split("h")[1].split("v")[0])
    up = math.radians(59.40 - 57.36)
    across = math.radians(17.94 - 13.74)
    half = math.sin(up / 2) ** 2 + math.cos(math.radians(59.40)) * math.cos(math.radians(57.36)) * (
        math.sin(across / 2) ** 2
    )
    km = 2 * 6371.0088 * math.asin(math.sqrt(half))
    assert math.dist(one, two) / length * 200 == pytest.approx(km, rel=0.01)


def test_clusters_on_several_continents_are_shown_on_the_world():
    picture = cluster_map(FAR, title="T")
    root = ET.fromstring(picture.svg)
    assert float(root.get("width")) == 980
    assert "Brazil" in {one.text for one in root.iter(f"{SVG}title")}
    assert not [one for one in texts(picture) if one.endswith(" km")]


def test_a_window_reaches_across_the_antimeridian():
    picture = cluster_map([("Suva", -18.1, 178.4), ("Apia", -13.8, -171.7)], title="T")
    found = {name: place_of(one) for name, one in marks(picture).items()}
    assert found["Suva"][0] < found["Apia"][0]
    assert float(ET.fromstring(picture.svg).get("width")) < 980


def test_one_cluster_lies_in_the_middle_of_its_surroundings():
    picture = cluster_map(SWEDEN[:1], title="T")
    assert place_of(marks(picture)["Gnosjö"])[0] == pytest.approx(326, abs=1)
    assert "Denmark" in texts(picture)


def test_no_clusters_give_the_world_alone():
    picture = cluster_map([], title="T")
    assert picture.alt == "T: map of 0 clusters."
    assert marks(picture) == {}


def test_clusters_at_one_place_stand_side_by_side_under_one_label():
    places = [("A", 52.5, 13.4), ("B", 52.5, 13.4), ("C", 48.0, 11.0)]
    picture = cluster_map(places, title="T")
    one, two = (place_of(marks(picture)[name]) for name in "AB")
    assert math.dist(one, two) >= 2 * 5.5
    assert "A, B" in texts(picture)


@pytest.mark.parametrize("n", [2, 3, 4, 9, 20])
def test_no_mark_hides_another_at_the_same_place(n):
    picture = cluster_map([(f"C{at}", 48.0, 9.0) for at in range(n)], title="T")
    found = [place_of(one) for one in marks(picture).values()]
    assert len(found) == n
    gaps = [math.dist(one, two) for at, one in enumerate(found) for two in found[:at]]
    assert min(gaps) > 5.5


def test_colour_tells_the_class_and_hidden_values_are_hollow():
    values = {"Gnosjö": 0.1, "Kista": 0.9, "Lund": math.nan}
    picture = cluster_map(SWEDEN, title="T", values=values, legend="Share of exporters")
    found = marks(picture)
    assert found["Gnosjö: Share of exporters 0.1"].get("fill") == ramp(2)[0]
    assert found["Kista: Share of exporters 0.9"].get("fill") == ramp(2)[1]
    assert found["Lund: Share of exporters not shown"].get("fill") == "#ffffff"
    assert found["Luleå: Share of exporters not shown"].get("fill") == "#ffffff"
    assert {"Share of exporters", "under 0.5", "0.5 or more", "not shown (2)"} <= set(
        texts(picture)
    )
    assert picture.alt == (
        "T: map of 4 clusters. Share of exporters: highest Kista 0.9; Gnosjö 0.1; "
        "not shown for 2 clusters."
    )


def test_the_area_of_a_mark_grows_with_the_size():
    sizes = {"Gnosjö": 400, "Kista": 100, "Lund": math.nan, "Luleå": 300}
    picture = cluster_map(SWEDEN, title="T", sizes=sizes, size_legend="Firms")
    found = {tip.split(":")[0]: one for tip, one in marks(picture).items()}
    assert float(found["Gnosjö"].get("r")) == pytest.approx(2 * float(found["Kista"].get("r")))
    assert found["Lund"].get("stroke-dasharray")
    assert {"Firms", "400", "200", "20", "not shown (1)"} <= set(texts(picture))
    assert "largest Gnosjö 400; Luleå 300; Kista 100; not shown for 1 cluster." in picture.alt


@pytest.mark.parametrize(
    ("largest", "shown"),
    [
        (47e6, ["50 million", "20 million", "5 million"]),
        (96e6, ["100 million", "50 million", "10 million"]),
        (3.2e9, ["3 billion", "1 billion", "200 million"]),
        (68_000, ["70,000", "20,000", "5000"]),
        (0.13, ["0.1", "0.05", "0.01"]),
    ],
)
def test_the_circles_of_the_legend_reach_to_the_largest_size(largest, shown):
    picture = cluster_map(SWEDEN[:2], title="T", sizes={"Gnosjö": largest, "Kista": largest / 3})
    found = texts(picture)
    assert found[found.index("size") + 1 :] == shown


def test_large_bounds_of_classes_are_written_with_words():
    values = {"Gnosjö": 1e6, "Kista": 47e6}
    picture = cluster_map(SWEDEN, title="T", values=values)
    assert {"under 24 million", "24 million or more"} <= set(texts(picture))
    near = classes_of([], breaks=[12_340_001, 12_340_002]).words()
    assert near[0] == "under 12,340,001"


def test_sizes_of_nothing_are_drawn_too():
    picture = cluster_map(SWEDEN[:2], title="T", sizes={"Gnosjö": 0, "Kista": 0})
    assert len(marks(picture)) == 2


def test_the_own_cluster_stands_out():
    picture = cluster_map(SWEDEN, title="T", home="Kista")
    name = next(one for one in ET.fromstring(picture.svg).iter(f"{SVG}text") if one.text == "Kista")
    assert name.get("fill") == DEVIANT
    assert f'stroke="{DEVIANT}"' in picture.svg
    assert picture.alt.endswith("Own cluster: Kista.")


def test_labels_never_overlap_marks_or_labels():
    rng = np.random.default_rng(5)
    spots = [
        Spot(float(x), float(y), f"Cluster {at}", 6.0)
        for at, (x, y) in enumerate(rng.uniform(50, 450, (40, 2)))
    ]
    area = Box(0, 0, 500, 500)
    placed = place_names(spots, area=area, size=11)
    boxes = [one.box for one in placed if one is not None]
    assert len(boxes) > 30
    assert not [1 for at, one in enumerate(boxes) for two in boxes[:at] if overlap(one, two)]
    wide = max(text_width(one.words, size=11) for one in spots)
    assert all(one.right - one.left <= wide * 1.2 for one in boxes)


def test_names_without_room_are_counted():
    places = [(f"A long name of a cluster {at}", 48 + at // 12, 9 + at % 12) for at in range(144)]
    picture = cluster_map(places, title="T")
    assert [one for one in texts(picture) if one.endswith("left out for want of room.")]


def test_a_name_inside_a_larger_mark_is_led_out_of_it():
    spots = [Spot(100, 100, "Large", 20), Spot(105, 103, "Small", 4)]
    large, small = place_names(spots, area=Box(0, 0, 300, 200), size=11)
    assert small.leader[:2] == (105, 103)
    assert not overlap(small.box, Box(80, 80, 120, 120))
    assert not overlap(small.box, large.box)


def test_strange_names_are_drawn():
    picture = cluster_map([("<A & B>\x00\n", 50, 10), ("x" * 300, 51, 10)], title="T\x1b <b>")
    assert "<A & B>" in texts(picture)
    assert "\x00" not in picture.svg


def test_the_same_input_gives_the_same_bytes_and_a_small_file():
    places = [(f"C{at}", 36 + at % 25, -9 + at) for at in range(40)]
    one, two = (cluster_map(places, title="T").svg for _ in range(2))
    assert one == two
    assert len(one.encode()) < 350_000


@pytest.mark.parametrize("places", [SWEDEN, FAR])
def test_pictures_can_be_made(places):
    places = [Place(*one) for one in places]
    assert cluster_map(places, title="T").png(scale=0.5)[1:4] == b"PNG"


def test_places_off_the_globe_are_told_together():
    places = [("A", 95, 10), ("B", 10, 10), ("C", 10, math.nan), ("D", 10, -181)]
    with pytest.raises(InputError) as error:
        cluster_map(places, title="T")
    assert str(error.value) == (
        "cluster map: 3 places off the globe: 'A' at 95, 10; 'C' at 10, nan; 'D' at 10, -181. "
        "Give degrees: latitude from -90 to 90, then longitude from -180 to 180."
    )


def test_a_shared_name_is_refused():
    with pytest.raises(InputError) as error:
        cluster_map([("A", 1, 2), ("A", 3, 4)], title="T")
    assert str(error.value) == (
        "cluster map: several clusters are called 'A'. Give each cluster a name of its own."
    )


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (
            {"home": "Kissta"},
            "cluster map, home: there is no cluster 'Kissta'. Did you mean 'Kista'? "
            "There are: Gnosjö, Kista, Lund, Luleå.",
        ),
        (
            {"values": {"Lule": 1}},
            "cluster map, values: there is no cluster 'Lule'. Did you mean 'Luleå'? "
            "There are: Gnosjö, Kista, Lund, Luleå.",
        ),
        (
            {"sizes": {"Lund": -1}},
            "cluster map: the size of 'Lund' is -1. "
            "Give a finite number, a size from 0, or NaN where it is hidden.",
        ),
        (
            {"values": {"Lund": math.inf}},
            "cluster map: the value of 'Lund' is inf. "
            "Give a finite number, a size from 0, or NaN where it is hidden.",
        ),
        (
            {"values": {"Lund": 1}, "breaks": [2, 1]},
            "classes of a map: the breaks are 2, 1. "
            "Give at most eight numbers, each larger than the one before.",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_its_name(more, words):
    with pytest.raises(InputError) as error:
        cluster_map(SWEDEN, title="T", **more)
    assert str(error.value) == words


def test_windows_hold_their_places():
    rng = np.random.default_rng(2)
    for _ in range(50):
        latitude = rng.uniform(-60, 75) + rng.uniform(-12, 12, 6)
        longitude = rng.uniform(-180, 180) + rng.uniform(-15, 15, 6)
        assert not wide_apart(latitude, longitude)
        window = region_window(latitude, longitude, left=10, top=20, most=(948, 620))
        for x, y in window.pixels(latitude, longitude).tolist():
            assert window.shows((x, y))
        assert window.box.right <= 958
        assert window.box.bottom <= 640


def test_no_shape_leaves_its_window():
    window = region_window([40, 55], [0, 20], left=10, top=10, most=(900, 600))
    for shape in window.shapes():
        if len(shape.largest):
            assert shape.largest[:, 0].min() >= window.box.left - 1e-6
            assert shape.largest[:, 1].max() <= window.box.bottom + 1e-6


def test_what_lies_on_the_other_side_of_the_earth_is_not_drawn():
    window = region_window([40.4], [-3.7], left=0, top=0, most=(900, 600))
    drawn = {shape.land.name for shape in window.shapes() if shape.path}
    assert "Spain" in drawn
    assert "New Zealand" not in drawn


def test_the_whole_world_lies_in_its_window():
    window = world_window(left=16, top=30, width=948)
    for shape in window.shapes():
        if len(shape.largest):
            assert shape.largest[:, 0].min() > window.box.left - 3
            assert shape.largest[:, 0].max() < window.box.right + 3
    assert window.pixels([0, 0], [-170, 190]) == pytest.approx(window.pixels([0, 0], [190, -170]))


def test_classes_hold_about_equally_many_and_keep_close_values_apart():
    assert classes_of(range(1, 61), most=6).breaks == (11, 21, 30, 40, 50)
    near = classes_of([0.98101, 0.98102, 0.98103, 0.98104], most=4)
    assert [near.of(one) for one in (0.98101, 0.98102, 0.98103, 0.98104)] == [0, 1, 2, 3]
    assert classes_of([3, 3, math.nan]).words() == ["all values"]
    assert classes_of([]).breaks == ()


def test_each_colour_is_darker_than_the_one_before_in_grey_too():
    for n in range(2, 10):
        grey = [
            0.299 * int(one[1:3], 16) + 0.587 * int(one[3:5], 16) + 0.114 * int(one[5:], 16)
            for one in ramp(n)
        ]
        assert all(a - b > 15 for a, b in pairwise(grey))
