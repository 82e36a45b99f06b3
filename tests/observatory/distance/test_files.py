"""Files as their publishers write them."""

import math

import numpy as np
import pytest
from tests.observatory.distance.made_parts import SHARED

from hanse.errors import InputError
from hanse.observatory.distance import (
    Gravity,
    default_parts,
    distance_index,
    kogut_singh,
    log_ratio,
    mahalanobis,
    per_head,
    read_cepii,
    read_governance,
    read_gravity,
    read_world_bank,
)
from hanse.observatory.distance.panels import WGI

CEPII = "iso_o,iso_d,contig,comlang_off,comlang_ethno,colony,comcol,curcol,col45,smctry,dist,distw"
GRAVITY = "iso_o,iso_d,distw,gdp_o,gdp_d,rta,flow,contig,comlang_off,comcur"


def written(folder, header, *rows):
    path = folder / "table.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def test_ties_become_distances_and_old_codes_those_of_today(tmp_path):
    path = written(
        tmp_path,
        CEPII,
        "ROM,NAM,0,0,1,0,0,0,0,0,7000,7100",
        "NAM,ROM,0,0,1,0,0,0,0,0,7000,7100",
        "NAM,NAM,0,1,1,0,0,0,0,0,300,350",
        "SCG,ROM,1,0,0,0,0,0,0,0,400,",
    )
    found = read_cepii(path)
    assert found.countries == ("NAM", "ROU")
    assert found.value("cepii_distance_km", "ROU", "NAM") == 7100
    assert found.value("cepii_log_distance", "ROU", "NAM") == pytest.approx(math.log(7100))
    assert found.value("cepii_border", "ROU", "NAM") == 1
    assert found.value("cepii_spoken_language", "ROU", "NAM") == 0
    assert found.value("cepii_distance_km", "NAM", "NAM") == 0
    assert found.notes == (
        "Left out, because they are countries no more: SCG (Serbia and Montenegro, dissolved in "
        "2006).",
    )
    assert read_cepii(path, distance="dist").value("cepii_distance_km", "ROU", "NAM") == 7000


def test_a_pair_known_one_way_only_is_said(tmp_path):
    found = read_cepii(written(tmp_path, CEPII, "SWE,DNK,0,0,0,0,0,0,0,0,400,450"))
    assert math.isnan(found.value("cepii_border", "DNK", "SWE"))
    assert not found.part("cepii_border").is_symmetric
    assert "There and back differ, or only one of them is known" in found.notes[-1]


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (
            ["SWE,DNK,2,0,0,0,0,0,0,0,400,450"],
            "table.csv, column contig: contig is not 0 or 1: row 2: 2. Correct the cells",
        ),
        (
            ["SWE,DNK,0,0,0,0,0,0,0,0,400,450", "SWE,DNK,0,0,0,0,0,0,0,0,400,450"],
            "table.csv: the same iso_o and iso_d twice: rows 2 and 3 (SWE, DNK). Leave one row for "
            "each, or name the key that tells them apart.",
        ),
        (
            ["SWE,DNK,0,0,0,0,0,0,0,0,400,-450"],
            "table.csv, column distw: distw is not above 0: row 2: -450. Correct the cells, or "
            "leave them empty if the value is not known.",
        ),
    ],
)
def test_wrong_rows_of_bilateral_files_are_told(tmp_path, rows, text):
    with pytest.raises(InputError) as error:
        read_cepii(written(tmp_path, CEPII, *rows))
    assert str(error.value).startswith(text)


def test_unknown_columns_codes_and_choices_are_told_with_the_nearest(tmp_path):
    with pytest.raises(InputError, match=r"read_cepii: there is no distance 'distv'. Did you mean"):
        read_cepii("nowhere.csv", distance="distv")
    with pytest.raises(InputError, match=r"there is no column 'distcap'. Did you mean 'dist'"):
        read_cepii(written(tmp_path, CEPII, "SWE,DNK,0,0,0,0,0,0,0,0,1,1"), distance="distcap")
    with pytest.raises(InputError, match=r"1 label of 'iso_d' is no country: 'SVE' \(row 2"):
        read_cepii(written(tmp_path, CEPII, "SWE,SVE,0,0,0,0,0,0,0,0,1,1"))


def test_gravity_data_give_parts_and_flows(tmp_path):
    path = written(
        tmp_path,
        GRAVITY,
        "SWE,DNK,450,400,300,1,12.5,0,0,0",
        "DNK,SWE,450,300,400,1,9,0,0,0",
        "SWE,SWE,100,400,400,0,50,0,1,1",
    )
    found = read_gravity(path, year=2006)
    assert found.year == "2006"
    assert found.flows.n == 2
    frame = found.to_frame().set_index(["origin", "destination"])
    assert frame.loc[("SWE", "DNK")].tolist() == [12.5, 400.0, 300.0]
    assert found.parts.value("gravity_trade_agreement", "SWE", "DNK") == 0
    assert found.parts.value("gravity_currency", "SWE", "DNK") == 1
    assert list(read_gravity(path, has_gdp=False).flows.values) == ["flow"]
    assert Gravity.from_dict(found.to_dict()).to_dict() == found.to_dict()
    assert str(found).startswith("Gravity data 2006\ntable.csv: 2 rows")


def test_gravity_data_of_several_years_need_a_year(tmp_path):
    path = written(
        tmp_path,
        f"year,{GRAVITY}",
        "2005,SWE,DNK,450,400,300,1,12,0,0,0",
        "2006,SWE,DNK,450,400,300,1,13,0,0,0",
    )
    with pytest.raises(InputError) as error:
        read_gravity(path)
    assert str(error.value) == (
        "table.csv: 2 years, 2005 to 2006, cannot be mixed. Choose one of them: year=..."
    )
    assert read_gravity(path, year=2006).flows.value("flow").tolist() == [13.0]


def test_a_negative_flow_is_told(tmp_path):
    path = written(tmp_path, GRAVITY, "SWE,DNK,450,400,300,1,-1,0,0,0")
    with pytest.raises(InputError, match=r"table.csv, column flow: flow is negative in 1 row"):
        read_gravity(path)


def test_groups_of_countries_are_left_out_of_a_world_bank_panel(tmp_path):
    path = written(
        tmp_path,
        "Country Name,Country Code,Year,Value",
        "Sweden,SWE,2018,1",
        "Sweden,SWE,2019,2",
        "World,WLD,2019,9",
        "European Union,EUU,2019,8",
    )
    found = read_world_bank(path, indicator="gdp", year="2019", unit="USD")
    assert found.values.tolist() == [[2.0]]
    assert dict(found.units) == {"gdp": "USD"}
    assert found.notes == ("Left out, because they are groups of countries: 2 codes, EUU and WLD.",)
    with pytest.raises(InputError, match="2 years, 2018 to 2019, cannot be mixed"):
        read_world_bank(path, indicator="gdp")


def test_namibia_is_read_from_its_code_of_two_letters(tmp_path):
    header = ",".join(["iso2", "country", "year", *WGI])
    path = written(tmp_path, header, "NA,Namibia,2019,1,2,3,4,5,6", "SE,Sweden,2019,1,1,1,1,1,")
    found = read_governance(path, code="iso2")
    assert found.countries == ("NAM", "SWE")
    assert found.values[0].tolist() == [1, 2, 3, 4, 5, 6]
    assert np.isnan(found.values[1, 5])
    assert read_governance(path, code="country").countries == ("NAM", "SWE")


def test_a_year_of_governance_without_values_is_an_error(tmp_path):
    path = written(tmp_path, ",".join(["iso3", "year", *WGI]), "SWE,2019,,,,,,")
    with pytest.raises(InputError) as error:
        read_governance(path)
    assert str(error.value) == "table.csv: no value in 1 row of 2019"


if SHARED.exists():
    DATA = SHARED / "data"

    def test_the_distances_of_cepii_are_those_stated_and_ours_are_near_them():
        theirs = read_cepii(DATA / "bilateral-distances" / "dist_cepii.csv.gz")
        assert len(theirs.countries) == 222  # 224 without ANT and SCG
        for code, km in {"DNK": 450, "NOR": 503, "DEU": 929, "CHN": 7277, "AUS": 15385}.items():
            assert round(theirs.value("cepii_distance_km", "SWE", code)) == km
        both = default_parts().with_parts(theirs)
        ours, other = (both.part(x).values for x in ("distance_km", "cepii_distance_km"))
        known = ~np.isnan(ours) & ~np.isnan(other) & ~np.eye(len(ours), dtype=bool)
        apart = np.abs(ours[known] / other[known] - 1)
        assert known.sum() == 46_872
        assert np.median(apart) < 0.003
        assert np.quantile(apart, 0.9) < 0.016
        same = both.part("border").values == both.part("cepii_border").values
        assert same[known].mean() > 0.998

    def test_an_index_of_cepii_and_governance_covers_what_they_cover():
        parts = default_parts().with_parts(
            read_cepii(DATA / "bilateral-distances" / "dist_cepii.csv.gz")
        )
        governance = read_governance(DATA / "countries" / "wgi_panel_1996_2019.csv", year=2019)
        both = parts.with_parts(mahalanobis(governance, group="administrative"))
        weights = {"cepii_log_distance": 2, "cepii_spoken_language": 1, "mahalanobis": 1}
        index = distance_index(both, weights, home="SWE")
        found = index.from_()
        assert found.verify()
        assert found.missing("SRB") == ("cepii_log_distance", "cepii_spoken_language")
        assert "SRB" in index.incomplete

    def test_governance_of_2019_gives_both_distances():
        found = read_governance(DATA / "countries" / "wgi_panel_1996_2019.csv", year=2019)
        assert "NAM" in found.countries
        close = mahalanobis(found)
        facts = close.part("mahalanobis").facts
        assert facts["rank"] == 6
        assert 100 < facts["condition"] < 150
        squared = kogut_singh(found)
        for table, name in ((close, "mahalanobis"), (squared, "kogut_singh")):
            assert table.value(name, "SWE", "DNK") < table.value(name, "SWE", "CHN")
        with pytest.raises(InputError, match="cannot be mixed"):
            read_governance(DATA / "countries" / "wgi_panel_1996_2019.csv")

    def test_income_from_two_panels_goes_with_the_default_economic_distance():
        gdp = read_world_bank(
            DATA / "countries" / "gdp_panel_worldbank.csv", indicator="gdp", year=2019, unit="USD"
        )
        people = read_world_bank(
            DATA / "countries" / "population_panel_worldbank.csv", indicator="people", year=2019
        )
        assert len(gdp.countries) == 209
        assert "CHI" in gdp.notes[0]
        income = log_ratio(per_head(gdp, people), "gdp_per_head", name="income")
        both = default_parts().with_parts(income)
        ours, theirs = (both.part(x).values for x in ("economic_distance", "income"))
        known = ~np.isnan(ours) & ~np.isnan(theirs) & ~np.eye(len(ours), dtype=bool)
        # Not equal: purchasing-power parity against exchange rates, and other years.
        assert np.corrcoef(ours[known], theirs[known])[0, 1] > 0.85
