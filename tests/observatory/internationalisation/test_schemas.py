"""The four files as users have them: read by a mapping, measured, and reported."""

import pytest
from tests.observatory.internationalisation.made_panels import value

from hanse.errors import InputError
from hanse.observatory.internationalisation import (
    FIRMS,
    INITIATIVES,
    MARKETS,
    ORGANISATIONS,
    cluster_degree,
    firm_degree,
    initiative_degree,
    levels,
    organisation_degree,
)
from hanse.tables.mapping import read_mapped

FIRM_FILE = """kluster;firma;ar;oms;utland;direkt;agande;former
Kista;A;2020;1000;500;ja;12,5;export;
Kista;B;2020;2000;400;nej;0;
Kista;C;2020;1000;300;ja;;none
"""
COLUMNS = {
    "cluster": "kluster",
    "firm": "firma",
    "year": "ar",
    "sales": {"column": "oms", "unit": "thousand SEK"},
    "foreign_sales": {"column": "utland", "unit": "thousand SEK"},
    "direct_exporter": {"column": "direkt", "yes": ["ja"], "no": ["nej"]},
    "foreign_ownership": {"column": "agande", "unit": "%"},
    "modes": "former",
}


def written(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def firms_of(folder):
    text = FIRM_FILE.replace("export;\n", "export\n")
    return read_mapped(written(folder, "firms.csv", text), FIRMS, {"columns": COLUMNS})


def test_a_file_under_other_names_is_measured(tmp_path):
    mapped = firms_of(tmp_path)
    markets = written(
        tmp_path, "m.csv", "firm,year,country,sales\nA,2020,NO,500000\nB,2020,Chile,400000\n"
    )
    found = read_mapped(markets, MARKETS)
    made = firm_degree(mapped.table, found.table, home="Sweden", money=mapped.money)
    assert value(made, "export_share", "A") == (0.5, "")
    assert value(made, "modes", "B")[1] == "not given"
    assert value(made, "foreign_ownership", "A")[0] == 0.125
    assert value(made, "markets", "C")[1] == "markets not given"
    assert any("SEK" in note for note in made.notes)
    clusters = cluster_degree(mapped.table, found.table, home="SWE", money=mapped.money)
    assert value(clusters, "export_share_weighted")[0] == pytest.approx(0.3)
    assert value(clusters, "foreign_sales")[0] == pytest.approx(1_200_000)


def test_a_part_above_its_whole_is_told_by_the_reader(tmp_path):
    text = "cluster,firm,year,sales,foreign_sales\nKista,A,2020,10,12\n"
    with pytest.raises(InputError, match="foreign_sales"):
        read_mapped(written(tmp_path, "firms.csv", text), FIRMS)


def test_value_added_may_be_negative(tmp_path):
    text = "cluster,firm,year,value_added\nKista,A,2020,-12\n"
    mapped = read_mapped(written(tmp_path, "firms.csv", text), FIRMS)
    assert mapped.table.value("value_added").tolist() == [-12]


def test_organisations_and_initiatives_may_lack_countries(tmp_path):
    text = "organisation,cluster,year,country,kind,number\nHub,Kista,2020,,agreement,2\n"
    text += "Hub,Kista,2020,NA,mission,1\n"
    ties = read_mapped(written(tmp_path, "o.csv", text), ORGANISATIONS)
    made = organisation_degree(ties.table)
    assert value(made, "agreements")[0] == 2
    assert value(made, "partner_countries")[0] == 1  # Namibia
    text = "initiative,year,cluster,country,firms,budget\nGo,2020,Kista,,3,90\n"
    reached = read_mapped(written(tmp_path, "i.csv", text), INITIATIVES)
    firms = firms_of(tmp_path).table
    found = initiative_degree(reached.table, firms)
    assert value(found, "participation")[0] == 1
    assert value(found, "budget_per_firm")[0] == 30
    linked = levels(firms, ties.table, reached.table)
    assert linked.notes == ()
