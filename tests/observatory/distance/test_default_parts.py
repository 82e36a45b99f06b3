"""The parts that come with the installation, and their formulas by hand."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.observatory.distance.made_parts import SHARED

from hanse.errors import InputError
from hanse.observatory.distance import (
    GROUPS,
    STAGES,
    administrative_distance,
    default_parts,
    language_distance,
)
from hanse.observatory.distance.language import main_language, relatedness_of, talk_probability
from hanse.tables.countries import (
    Country,
    Language,
    blocs,
    countries,
    country,
    great_circle,
    weighted_distance,
)


def made(code, *languages, blocs=(), currency="XXX"):
    listed = tuple(Language(*one) for one in languages)
    return Country(
        "", code, "", code, "", "", languages=listed, blocs=tuple(blocs), currency=currency
    )


def test_two_bilingual_countries_talk_as_melitz_and_toubal_say():
    # Products 0.5 × 0.4 = 0.2 and 0.6 × 0.5 = 0.3: 0.3 + (0.5 − 0.3)(1 − 0.3) = 0.44.
    a = made("AAA", ("x", "", 50.0), ("y", "", 60.0))
    b = made("BBB", ("x", "", 40.0), ("y", "", 50.0))
    assert talk_probability([a, b])[0, 1] == pytest.approx(0.44)


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=1, max_size=6),
)
def test_the_probability_to_talk_lies_between_the_largest_product_and_their_sum(shares):
    a = made("AAA", *[(str(i), "", one) for i, (one, _) in enumerate(shares)])
    b = made("BBB", *[(str(i), "", one) for i, (_, one) in enumerate(shares)])
    products = [x * y / 10_000 for x, y in shares]
    found = talk_probability([a, b])[0, 1]
    assert max(products) - 1e-12 <= found <= min(1.0, sum(products)) + 1e-12


def test_languages_are_as_related_as_the_steps_of_their_paths():
    swedish = Language("sv", "", 0, groups=("ine", "gem", "gmq"))
    german = Language("de", "", 0, groups=("ine", "gem", "gmw"))
    polish = Language("pl", "", 0, groups=("ine", "sla"))
    basque = Language("eu", "", 0)
    assert relatedness_of(swedish, swedish) == 1
    assert relatedness_of(swedish, german) == pytest.approx(math.sqrt(2 / 4))
    assert relatedness_of(swedish, polish) == pytest.approx(math.sqrt(1 / 4))  # the longer path
    assert relatedness_of(swedish, basque) == 0
    assert relatedness_of(basque, basque) == 1


def test_language_distance_is_half_talking_and_half_relation():
    a = made("AAA", ("sv", "", 90.0, "official", ("ine", "gem", "gmq")), ("en", "", 80.0))
    b = made("BBB", ("de", "", 95.0, "official", ("ine", "gem", "gmw")), ("en", "", 60.0))
    # 1 − 0.8 × 0.6 = 0.52; 1 − √½ = 0.292893; half of each.
    assert language_distance([a, b])[0, 1] == pytest.approx(0.26 + (1 - math.sqrt(0.5)) / 2)


def test_the_main_language_is_the_official_one_that_most_use():
    a = made("AAA", ("en", "", 99.0), ("x", "", 40.0, "official"), ("y", "", 60.0, "official"))
    assert main_language(a).code == "y"
    assert main_language(made("BBB", ("en", "", 99.0), ("z", "", 1.0))).code == "en"
    assert main_language(made("CCC")) is None


def test_a_country_without_languages_has_no_language_distance():
    a, b = made("AAA"), made("BBB", ("en", "", 99.0))
    assert np.isnan(language_distance([a, b])[0, 1])
    assert language_distance([a, b])[0, 0] == 0


def test_administrative_distance_takes_the_deepest_bloc_and_a_quarter_for_the_currency():
    a = made("AAA", blocs=("EU", "SCHENGEN"), currency="EUR")
    b = made("BBB", blocs=("EU", "SCHENGEN"), currency="SEK")
    c = made("CCC", blocs=("SCHENGEN", "NEW"), currency="EUR")
    d = made("DDD", blocs=("NEW",), currency="USD")
    e = made("EEE", currency="")
    found = administrative_distance([a, b, c, d, e])
    assert found[0, :4].tolist() == [0.0, 0.25, 0.5, 1.0]  # 1−¾, 1−¼−¼, nothing in common
    assert found[2, 3] == 0.75  # a bloc without a stage is an association
    assert np.isnan(found[4, :4]).all()
    assert administrative_distance([c, d], stages={"NEW": 0.75})[0, 1] == 0.25


def test_a_stage_beyond_a_common_market_is_refused():
    with pytest.raises(InputError) as error:
        administrative_distance([], stages={"EU": 1.0})
    assert str(error.value) == "stages: the stage of EU is 1. Give 0 to 0.75."


def test_every_bloc_has_a_stage():
    assert set(STAGES) == set(blocs())


def test_every_country_with_coordinates_has_a_distance_to_every_other():
    parts = default_parts()
    placed = [code for code, one in countries().items() if not math.isnan(one.latitude)]
    assert len(placed) > 240
    there = parts.of_countries(placed)
    assert not np.isnan(there.part("distance_km").values).any()
    assert not np.isnan(there.part("log_distance").values).any()
    without = set(parts.countries) - set(placed)
    assert set(parts.part("distance_km").absent) == without
    assert any("Without distance_km" in note for note in parts.notes)


def test_each_part_has_group_unit_source_and_formula():
    for part in default_parts(["SWE", "DEU"]).parts.values():
        assert part.group in GROUPS
        assert part.unit
        assert part.source
        assert part.formula


def test_the_distance_is_the_weighted_one_and_its_logarithm():
    parts = default_parts(["Sweden", "DK"])
    assert parts.countries == ("DNK", "SWE")
    km = parts.value("distance_km", "DNK", "SWE")
    assert km == pytest.approx(weighted_distance("SWE", "DNK"))
    assert parts.value("log_distance", "DNK", "SWE") == pytest.approx(math.log(km))


def test_a_country_without_people_in_cities_is_measured_from_its_capital(monkeypatch):
    known = dict(countries())
    known["MCO"] = dataclasses.replace(known["MCO"], cities=())
    known["SMR"] = dataclasses.replace(known["SMR"], cities=())
    for name in ("codes", "bundled"):
        monkeypatch.setattr(f"hanse.tables.countries.{name}.countries", lambda: known)
    parts = default_parts(["MCO", "SMR", "FRA"])
    a, b, c = known["MCO"], known["SMR"], known["FRA"]
    here = a.capital_latitude, a.capital_longitude
    straight = great_circle(*here, b.capital_latitude, b.capital_longitude)
    assert parts.value("distance_km", "MCO", "SMR") == pytest.approx(float(straight))
    people = sum(city.population for city in c.cities)
    mean = sum(
        city.population * float(great_circle(*here, city.latitude, city.longitude))
        for city in c.cities
    )
    assert parts.value("distance_km", "FRA", "MCO") == pytest.approx(mean / people)
    assert parts.notes == (
        "Of MCO and SMR no cities with people are known: distances are those of one place.",
    )


def test_neighbours_and_official_languages_are_facts_of_both():
    parts = default_parts(["SWE", "FIN", "DNK", "AUT", "DEU"])
    assert parts.value("border", "SWE", "FIN") == 0
    assert parts.value("border", "SWE", "DNK") == 1
    assert parts.value("official_language", "SWE", "FIN") == 0
    assert parts.value("official_language", "AUT", "DEU") == 0
    assert parts.value("official_language", "SWE", "DEU") == 1


def test_economic_distance_is_the_logarithm_of_the_ratio():
    a, b = country("SWE"), country("IND")
    ratio = (a.gdp_ppp / a.population) / (b.gdp_ppp / b.population)
    found = default_parts(["SWE", "IND"]).value("economic_distance", "IND", "SWE")
    assert found == pytest.approx(abs(math.log(ratio)))


def test_what_is_missing_has_a_reason():
    parts = default_parts(["SWE", "ATA"])
    assert parts.reason("distance_km", "SWE", "ATA") == "ATA: no coordinates"
    assert parts.reason("economic_distance", "ATA", "SWE") == (
        "ATA: no gross domestic product per head"
    )


def test_unknown_countries_and_countries_twice_are_errors():
    with pytest.raises(InputError, match=r"there is no country 'Sweeden'\. Did you mean Sweden"):
        default_parts(["Sweeden"])
    with pytest.raises(InputError, match="twice among the countries: SWE"):
        default_parts(["Sweden", "SWE"])


if SHARED.exists():
    STATED = {  # km from SWE, computed from CEPII GeoDist
        "DNK": 450,
        "NOR": 503,
        "EST": 595,
        "FIN": 605,
        "DEU": 929,
        "GBR": 1293,
        "UKR": 1617,
        "RUS": 2082,
        "CHN": 7277,
        "USA": 7441,
        "CHL": 12956,
        "AUS": 15385,
    }

    def test_distances_from_sweden_are_near_those_stated_for_the_case():
        parts = default_parts(["SWE", *STATED])
        for code, km in STATED.items():
            assert parts.value("distance_km", "SWE", code) == pytest.approx(km, rel=0.06)
