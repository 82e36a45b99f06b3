"""Codes: whatever a file calls a country, it gets one code or an error that says why not."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanse.errors import InputError
from hanse.result import answer_from_dict
from hanse.tables.countries import countries, country, country_code, country_key
from hanse.tables.long_table import LongTable, read_long

ALL = sorted(countries())

NAMES = {
    "USA": "USA U.S.A. US us United_States America 840 united_states_of_america",
    "GBR": "UK GB Great_Britain United_Kingdom u.k. 826 England",
    "KOR": "South_Korea Republic_of_Korea Korea,_Rep. KR 410 Korea_(Republic_of)",
    "PRK": "North_Korea DPRK",
    "RUS": "Russia Russian_Federation",
    "CZE": "Czech_Republic Czechia",
    "TUR": "Türkiye Turkey Turkiye TÜRKİYE",
    "CIV": "Ivory_Coast Côte_d’Ivoire Cote_d'Ivoire Cote_d_Ivoire",
    "VNM": "Viet_Nam Vietnam",
    "TWN": "Taiwan Chinese_Taipei TW",
    "BIH": "Bosnia Bosnia_and_Herzegovina Bosnia_&_Herzegovina Bosnia-Herzegovina",
    "AFG": "4 04 004 0004 AF",
    "NAM": "NA na Namibia 516",
    "GRC": "EL GR Greece",
    "XKX": "XK Kosovo UNK XKK KSV",
    "COD": "ZAR DR_Congo Zaire Congo_-_Kinshasa Congo,_Dem._Rep.",
    "COG": "Congo-Brazzaville Republic_of_the_Congo",
    "ROU": "ROM Romania",
    "TLS": "TMP East_Timor Timor-Leste",
    "PSE": "PAL Palestine",
    "MKD": "Macedonia North_Macedonia",
    "SWZ": "Swaziland Eswatini",
    "CPV": "Cabo_Verde Cape_Verde",
    "CUW": "Curacao Curaçao",
    "LCA": "St._Lucia St_Lucia Saint_Lucia",
    "GMB": "The_Gambia Gambia Gambia,_The",
}
KNOWN = [(text.replace("_", " "), code) for code, line in NAMES.items() for text in line.split()]


@pytest.mark.parametrize(("text", "code"), KNOWN)
def test_names_in_use_have_their_code(text, code):
    assert country_code(text) == code


@pytest.mark.parametrize("code", ALL)
def test_each_code_and_name_of_a_country_leads_back_to_it(code):
    one = countries()[code]
    texts = [one.iso2, one.iso3, one.name]
    if one.number:
        texts += [one.number, str(int(one.number)), f"0{one.number}"]
    assert {country_code(text) for text in texts} == {code}


@given(st.sampled_from(ALL), st.sampled_from([str.upper, str.lower, str.title]), st.booleans())
def test_case_and_blanks_do_not_count(code, case, padded):
    name = case(countries()[code].name)
    assert country_code(f"  {name}\t" if padded else name) == code


def test_there_are_the_entries_of_the_standard_and_kosovo():
    assert len(ALL) == 250
    assert all(len(one.iso2) == 2 and len(one.iso3) == 3 for one in countries().values())
    numbers = [one.number for one in countries().values() if one.iso3 != "XKX"]
    assert all(len(number) == 3 and number.isdigit() for number in numbers)
    assert len(set(numbers)) == 249
    assert len({one.iso2 for one in countries().values()}) == 250
    assert countries()["XKX"].number == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Congo", "two of that name. Give 'COD' (Democratic Republic of the Congo) or 'COG' ("),
        ("Korea", "two of that name. Give 'KOR' (South Korea) or 'PRK' (North Korea)."),
        ("YUG", "Yugoslavia split into several countries. Give 'BIH'"),
        ("SCG", "Serbia and Montenegro split in 2006. Give 'MNE' (Montenegro) or 'SRB' (Serbia)."),
        ("Soviet Union", "split in 1991. Give 'ARM' (Armenia), "),
        ("CSK", "Czechoslovakia split in 1993. Give 'CZE' (Czechia) or 'SVK' (Slovakia)."),
        ("Netherlands Antilles", "were dissolved in 2010"),
        ("ddr", "joined another state in 1990. Give 'DEU' (Germany)."),
        ("CS", "Czechoslovakia and Serbia and Montenegro had that code"),
    ],
)
def test_a_text_that_names_no_single_country_is_an_error_that_says_why(text, said):
    with pytest.raises(InputError) as error:
        country_code(text)
    assert str(error.value).startswith(f"'{text}' does not name one country of today: ")
    assert said in str(error.value)


def test_an_unknown_name_is_an_error_with_the_nearest():
    with pytest.raises(InputError) as error:
        country("Swedn", where="plan.csv, row 3")
    assert str(error.value) == (
        "plan.csv, row 3: there is no country 'Swedn'. Did you mean Sweden (SWE)? Give an English "
        "name or a code of ISO 3166-1, such as SWE, SE or 752."
    )


@pytest.mark.parametrize("text", ["", " ", "999", "000", "World", "EU", "-", "²"])
def test_what_is_near_nothing_is_an_error_without_a_guess(text):
    with pytest.raises(InputError, match=r"^there is no country .*\. Give an English name"):
        country_code(text)


def made(labels, **more):
    frame = pd.DataFrame({"partner": labels, "sales": [float(i) for i in range(len(labels))]})
    return LongTable.from_frame(frame.assign(**more), keys=["partner", *more], values=["sales"])


def test_a_key_of_countries_gets_codes_and_labels_of_one_country_merge():
    table = made(["UK", "Sweden", "GBR", "NA"], firm=["a", "b", "c", "d"])
    coded = country_key(table, "partner")
    assert coded.keys["partner"].labels == ("GBR", "NAM", "SWE")
    assert coded.keys["partner"].codes.tolist() == [0, 2, 0, 1]
    assert coded.totals("partner", "sales").tolist() == [2.0, 3.0, 1.0]
    assert coded.keys["firm"] is table.keys["firm"]
    assert coded.notes == ("partner: 'GBR' and 'UK' are one country, GBR",)
    assert table.keys["partner"].labels == ("GBR", "NA", "Sweden", "UK")
    assert country_key(coded, "partner").keys["partner"].labels == ("GBR", "NAM", "SWE")


def test_a_file_keeps_its_name_and_rows(file):
    path = file("land,sales\n040,1\nNA,2\n752,3\n")
    coded = country_key(read_long(path, keys=["land"], values=["sales"]), "land")
    assert coded.keys["land"].labels == ("AUT", "NAM", "SWE")
    assert coded.file == "towns.csv"
    assert coded.lines.tolist() == [2, 3, 4]


def test_all_labels_that_are_no_country_are_told_together_with_their_first_rows(file):
    path = file("land,sales\nSweden,1\nSwedn,2\nCongo,3\nSwedn,4\nWorld,5\n")
    with pytest.raises(InputError) as error:
        country_key(read_long(path, keys=["land"], values=["sales"]), "land")
    assert str(error.value) == (
        "towns.csv: 3 labels of 'land' are no country: 'Congo' (row 4; there are two of that name: "
        "COD, COG); 'Swedn' (row 3; perhaps Sweden (SWE)); 'World' (row 6). Give English names or "
        "codes of ISO 3166-1; leave out rows of groups of countries."
    )


def test_more_than_ten_wrong_labels_are_counted():
    with pytest.raises(InputError, match=r"12 labels of 'partner' are no .*; and 2 more\. Give"):
        country_key(made([f"Zone {i}" for i in range(12)]), "partner")


def test_one_wrong_label_is_told_as_one():
    with pytest.raises(InputError, match=r"frame: 1 label of 'partner' is no country: 'World' \("):
        country_key(made(["World"]), "partner")


def test_empty_labels_stay_where_that_is_asked_for():
    keys = {"partner": "partner"}
    table = LongTable.from_frame(
        pd.DataFrame({"partner": ["SE", "x"], "n": 1.0}), keys=keys, values=["n"]
    )
    key = table.keys["partner"]
    empty = type(key)(key.name, key.codes, ("SE", ""))
    table = LongTable({"partner": empty}, table.values)
    assert country_key(table, "partner", empty="keep").keys["partner"].labels == ("", "SWE")
    with pytest.raises(InputError, match="is no country: ''"):
        country_key(table, "partner")
    with pytest.raises(InputError, match=r"empty is 'drop'\. Choose refuse or keep"):
        country_key(table, "partner", empty="drop")


def test_a_key_that_is_not_there_is_an_error_with_the_nearest():
    with pytest.raises(InputError, match=r"no key 'partnr'\. Did you mean 'partner'"):
        country_key(made(["SE"]), "partnr")


@pytest.mark.parametrize("code", ["SWE", "NAM", "XKX", "ATA"])
def test_a_country_survives_its_dictionary(code):
    one = country(code)
    back = answer_from_dict(one.to_dict())
    assert back.to_dict() == one.to_dict()
    assert back.cities == one.cities
    assert back.missing == one.missing
