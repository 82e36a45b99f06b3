"""A mapping file to start from guesses the columns and can be read back."""

import tomllib

import pytest
from tests.tables.mapping.firm_files import FIRMS, POLISH

from hanse.errors import InputError
from hanse.tables.mapping import Field, Schema, header_of, mapping_text, read_mapped

HEADER = ["Cluster name", "Firm", "Years", "Größe", "sales abroad", "Sales 2020", 'a "b"']


def test_columns_are_guessed_by_their_names_and_labels():
    read = tomllib.loads(mapping_text(FIRMS, HEADER))
    assert read["columns"] == {
        "cluster": {"column": "Cluster name"},
        "firm": {"column": "Firm"},
        "year": {"column": "Years"},
        "sales": {"column": "Sales 2020"},
        "foreign_sales": {"column": "sales abroad"},
    }


def test_columns_that_no_field_takes_are_listed():
    text = mapping_text(FIRMS, HEADER)
    assert text.endswith('# Columns of the file that no field takes:\n# - Größe\n# - a "b"\n')
    assert "take" not in mapping_text(Schema("s", (Field("a", "key"),)), ["a"]).split("[file]")[1]


def test_what_was_not_guessed_is_open_where_it_is_needed(file):
    path = file(POLISH.replace("Rok", "Okres"), "firmy.csv")
    text = mapping_text(FIRMS, header_of(path))
    assert tomllib.loads(text)["columns"]["cluster"] == {"column": "Klaster"}
    assert tomllib.loads(text)["columns"]["year"] == {"column": "?"}
    assert 'column = "?"  # not guessed: name the column' in text
    with pytest.raises(InputError, match=r"\[columns.year\]: firmy.csv has no column '\?'"):
        read_mapped(path, FIRMS, file(text, "m.toml"))


def test_the_mapping_of_a_file_with_our_names_reads_it(file):
    names = [name for name in FIRMS.names if name not in ("country", "modes")]
    cells = {"year": "2020", "direct_exporter": "yes", "export_share": "0.5"}
    text = ",".join(names) + "\n" + ",".join(cells.get(name, "1") for name in names) + "\n"
    path = file(text)
    mapped = read_mapped(path, FIRMS, file(mapping_text(FIRMS, header_of(path)), "m.toml"))
    assert mapped.to_frame().equals(read_mapped(path, FIRMS).to_frame())


def test_every_commented_line_can_be_taken_in():
    text = mapping_text(FIRMS, ["cluster"])
    lines = [line.removeprefix("# ") for line in text.splitlines() if " = " in line or "[" in line]
    made = "\n".join(line for line in lines if not line.startswith("file ="))
    made = made.replace('value = "2024"', "# ")
    read = tomllib.loads(made)
    assert set(read) == {"file", "columns", "currency", "deflator"}
    assert set(read["columns"]) == set(FIRMS.names)


def test_odd_names_of_fields_and_columns_are_quoted():
    schema = Schema("s", (Field("größe des Betriebs", "count"),))
    read = tomllib.loads(mapping_text(schema, ['Größe "des" \x7f Betriebs']))
    assert read["columns"]["größe des Betriebs"]["column"] == 'Größe "des" \x7f Betriebs'


@pytest.mark.parametrize(
    "header",
    [
        ["Cluster", "Unternehmen", "Jahr", "Umsatz (Tsd. EUR)", "Auslandsumsatz", "Beschäftigte"],
        ["Klaster", "Firma", "Rok", "Przychody [tys. zł]", "Eksport", "Zatrudnienie"],
        ["kluster", "företag", "år", "omsättning_tkr", "utlandsförsäljning_tkr", "anställda"],
        ["Grappe", "Entreprise", "Année", "Chiffre d'affaires", "Exportations", "Effectif"],
        ["Cluster", "Empresa", "Año", "Ventas", "Exportaciones", "Empleados"],
    ],
)
def test_usual_names_in_five_languages_are_known(header):
    read = tomllib.loads(mapping_text(FIRMS, header))["columns"]
    fields = ("cluster", "firm", "year", "sales", "foreign_sales", "employees")
    assert {name: one["column"] for name, one in read.items()} == dict(
        zip(fields, header, strict=True)
    )


def test_a_weak_guess_is_left_open():
    read = tomllib.loads(mapping_text(FIRMS, ["kluster", "former", "år"]))["columns"]
    assert read["firm"] == {"column": "?"}
    assert read.keys() == {"cluster", "firm", "year"}


def test_a_column_of_percentages_gets_its_unit_and_is_no_sum():
    read = tomllib.loads(mapping_text(FIRMS, ["Eksport", "Eksport %"]))["columns"]
    assert read["export_share"] == {"column": "Eksport %", "unit": "%"}
    assert read["foreign_sales"] == {"column": "Eksport"}
    assert "sales" not in read
