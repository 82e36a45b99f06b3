import importlib.util
import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from hanse.errors import InputError
from hanse.plot.projection import equal_earth
from hanse.plot.world_outline import DETAILS, world_outline
from hanse.tables.countries import countries

ROOT = Path(__file__).parents[2]


def tool():
    spec = importlib.util.spec_from_file_location("outline", ROOT / "tools" / "world_outline.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def holds(land, latitude, longitude):
    """Whether a place lies in a country: a ray from it crosses its borders oddly often."""
    n = 0
    for ring in land.rings:
        for (x1, y1), (x2, y2) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
            if (y1 > latitude) != (y2 > latitude):
                n += longitude < x1 + (latitude - y1) * (x2 - x1) / (y2 - y1)
    return n % 2 == 1


def area(land):
    total = 0.0
    for ring in land.rings:
        x, y = equal_earth(ring[:, 1], ring[:, 0])
        total -= (x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2
    return total


@pytest.mark.parametrize("detail", DETAILS)
def test_every_country_is_there_but_antarctica(detail):
    numbers = {one.number or code for code, one in countries().items()}
    assert numbers - set(world_outline(detail)) == {"010"}
    assert set(world_outline(detail)) - numbers == {"siachen"}


@pytest.mark.parametrize(("detail", "most"), [("world", 150_000), ("regions", 300_000)])
def test_the_files_stay_small(detail, most):
    data = (files("hanse.plot") / "world" / f"{detail}.json").read_bytes()
    assert len(data) < most


def test_the_source_and_both_licences_are_told():
    folder = files("hanse.plot") / "world"
    text = (folder / "SOURCES.md").read_text(encoding="utf-8")
    assert "Source" in text
    assert "Licence" in text
    assert "public domain" in text
    licence = (folder / "LICENSE-world-atlas.txt").read_text(encoding="utf-8")
    assert "Permission to use, copy, modify" in licence


@pytest.mark.parametrize("detail", DETAILS)
def test_no_country_is_cut_at_the_antimeridian(detail):
    for land in world_outline(detail).values():
        for ring in land.rings:
            assert len(ring) >= 3
            assert np.ptp(ring[:, 0]) < 165
            assert ring[:, 0].min() > -170
            assert ring[:, 0].max() < 192
            assert np.abs(ring[:, 1]).max() < 84


def test_russia_reaches_across_180_degrees_in_one_piece():
    largest = max(world_outline()["643"].rings, key=len)
    assert largest[:, 0].min() < 40
    assert largest[:, 0].max() > 189


def test_places_lie_in_their_countries():
    lands = world_outline("regions")
    places = {
        "752": (59.3, 17.6),
        "276": (52.3, 13.2),
        "242": (-17.8, 178.0),
        "840": (40.0, -100.0),
        "804": (45.3, 34.4),  # Crimea
        "706": (9.6, 44.1),  # Hargeisa
        "196": (35.25, 33.5),  # north of Cyprus
        "254": (4.0, -53.0),
        "744": (78.5, 17.0),
        "426": (-29.5, 28.2),
    }
    for number, (latitude, longitude) in places.items():
        assert holds(lands[number], latitude, longitude), number
    assert not holds(lands["710"], -29.5, 28.2)  # Lesotho is a hole in South Africa
    assert not holds(lands["643"], 45.3, 34.4)
    assert not holds(lands["250"], 4.0, -53.0)


def test_positions_lie_inside():
    lands = world_outline("regions").values()
    inside = [holds(one, one.latitude, one.longitude) for one in lands if len(one.rings)]
    assert sum(inside) > 0.97 * len(inside)


@pytest.mark.parametrize(("detail", "error"), [("world", 0.06), ("regions", 0.04)])
def test_large_countries_have_about_their_area(detail, error):
    lands = world_outline(detail)
    for code in ("ROU", "POL", "DEU", "MLI", "BOL", "MNG"):  # hardly any islands or lakes
        one = countries()[code]
        assert area(lands[one.number]) == pytest.approx(one.area_km2, rel=error), code


def test_neighbours_share_their_border_point_by_point():
    lands = world_outline("regions")
    sweden, norway = (
        {tuple(one) for ring in lands[n].rings for one in ring} for n in ("752", "578")
    )
    assert len(sweden & norway) > 20


def test_rings_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        world_outline()["752"].rings[0][0, 0] = 1.0


def test_an_unknown_detail_is_told_with_the_choices():
    with pytest.raises(InputError) as error:
        world_outline("region")
    assert str(error.value) == (
        "outline of the world: there is no detail 'region'. Did you mean 'regions'? "
        "There are: world, regions."
    )


def test_two_areas_of_one_country_lose_the_border_between_them():
    # The squares a b c d and, on its right, e f with the side b shared: the outer loop is left.
    assert tool().dissolved([[0, 1, 2], [~1, 3, 4]]) == [[0, 3, 4, 2]]
    assert tool().dissolved([[0], [1]]) == [[0], [1]]


def test_a_corner_of_a_small_triangle_goes_and_the_ends_stay():
    arc = np.array([[0.0, 0.0], [1.0, 0.01], [2.0, 0.0], [2.0, 2.0]])
    assert tool().simplified(arc, 0.05).tolist() == [[0, 0], [2, 0], [2, 2]]
    assert len(tool().simplified(arc, 0.001)) == 4


def test_the_tool_writes_the_same_bytes_from_a_package(tmp_path):
    # A square island of one degree, and one across the antimeridian, at 1:50m; three at 1:10m.
    def atlas(*numbers):
        def ring(x):
            return [[x, 0], [10, 0], [0, 10], [-10, 0], [0, -10]]

        arcs = [ring(1795 if number == "242" else 10 * at) for at, number in enumerate(numbers)]
        shapes = [
            {"type": "Polygon", "id": number, "arcs": [[at]], "properties": {"name": number}}
            for at, number in enumerate(numbers)
        ]
        transform = {"scale": [0.1, 0.1], "translate": [0, 0]}
        geometries = {"countries": {"geometries": shapes}}
        return json.dumps({"arcs": arcs, "objects": geometries, "transform": transform})

    (tmp_path / "countries-50m.json").write_text(atlas("752", "242"), encoding="utf-8")
    (tmp_path / "countries-10m.json").write_text(atlas("292", "798", "581"), encoding="utf-8")
    written = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        tool().main(tmp_path, tmp_path / name)
        written.append((tmp_path / name / "regions.json").read_bytes())
    assert written[0] == written[1]
    found = json.loads(written[0])
    assert found["752"] == {
        "name": "752",
        "at": [0.5, 0.5],
        "rings": [[0, 0, 100, 0, 0, 100, -100, 0]],
    }
    assert found["242"]["rings"][0][0] == 17950
    assert found["772"]["rings"] == []
