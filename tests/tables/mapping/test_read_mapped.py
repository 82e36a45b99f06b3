"""Users' own files come under our names, with their units, codes and decimal signs."""

import gzip
import json
import math
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tables.mapping.firm_files import FIRMS, MONEY, POLISH, POLISH_MAPPING, rows

from hanse.errors import InputError
from hanse.result import answer_from_dict
from hanse.tables.mapping import Field, MappedTable, Schema, header_of, read_mapped


@pytest.fixture
def polish(file):
    return read_mapped(file(POLISH, "firmy.csv"), FIRMS, file(POLISH_MAPPING, "firmy.toml"))


def column(mapped, name):
    key = mapped.table.key(name)
    return [key.labels[code] for code in key.codes.tolist()]


def test_a_polish_file_with_decimal_commas_comes_under_our_names(polish):
    assert column(polish, "cluster") == ["Automotive", "Automotive", "Boats"]
    assert column(polish, "year") == ["2019", "2020", "2020"]
    # 1.000,5 thousand is 1,000,500 and 2.000 thousand is 2,000,000
    np.testing.assert_array_equal(polish.table.value("sales"), [1_000_500, 2_000_000, math.nan])
    np.testing.assert_array_equal(
        polish.table.value("foreign_sales"), [250_000, math.nan, math.nan]
    )
    np.testing.assert_array_equal(polish.table.value("export_share"), [0.25, 0.3, math.nan])
    np.testing.assert_array_equal(polish.table.value("direct_exporter"), [1, 0, math.nan])
    assert list(polish.table.keys) == ["cluster", "firm", "year", "country"]
    assert len(polish) == 3


def test_namibia_is_a_country_even_where_na_means_not_known(file):
    text = POLISH_MAPPING.replace('["k.A."]', '["k.A.", "NA", "na"]')
    mapped = read_mapped(file(POLISH), FIRMS, file(text, "m.toml"))
    assert column(mapped, "country") == ["POL", "POL", "NAM"]


def test_a_country_that_is_not_needed_may_be_empty_and_two_names_of_one_merge(file):
    found = read_mapped(file(rows(country=["SE", "", "Sweden", "swe"])), FIRMS)
    assert column(found, "country") == ["SWE", "", "SWE", "SWE"]
    assert found.table.key("country").labels == ("", "SWE")


def test_a_country_that_may_be_empty_can_name_a_row(file):
    fields = (Field("body", "key"), Field("country", "country"), Field("n", "count"))
    schema = Schema("bodies", fields, unique=("body", "country"))
    mapped = read_mapped(file("body,country,n\na,,1\na,SE,2\n"), schema)
    assert column(mapped, "country") == ["", "SWE"]
    with pytest.raises(InputError, match="the same body and country twice: rows 2 and 3"):
        read_mapped(file("body,country,n\na,,1\na,,2\n"), schema)


def test_it_says_columns_units_factors_money_and_notes(polish):
    assert str(polish) == (
        "firmy.csv, read as firms: 3 rows\n"
        "field            from                 unit          times  missing\n"
        "cluster          Klaster\n"
        "firm             Firma\n"
        "year             Rok\n"
        "country          Kraj\n"
        "sales            Sprzedaz             thousand PLN   1000        1\n"
        "foreign_sales    Eksport              thousand PLN   1000        2\n"
        "export_share     Eksport %            %              0.01        1\n"
        "direct_exporter  Eksport bezposredni                             1\n"
        "Money is in PLN at the prices of each year, as the file states it.\n"
        "Encoding is utf-8.\n"
        "Columns are separated by semicolon.\n"
        "Decimal sign is ','.\n"
        "Columns not used: Uwagi."
    )


def test_the_frame_has_keys_as_texts_and_numbers(polish):
    frame = polish.to_frame()
    assert list(frame.columns) == [*polish.table.keys, *polish.table.values]
    assert frame["cluster"].tolist() == ["Automotive", "Automotive", "Boats"]
    assert frame["sales"].tolist()[:2] == [1_000_500, 2_000_000]


def test_the_record_comes_back_from_json(file):
    mapped = read_mapped(file(POLISH), FIRMS, file(POLISH_MAPPING + MONEY, "m.toml"))
    data = json.loads(json.dumps(mapped.to_dict(), allow_nan=False))
    for back in (MappedTable.from_dict(data), answer_from_dict(data)):
        assert back.to_dict() == mapped.to_dict()
        assert str(back) == str(mapped)
        assert back.schema == mapped.schema
        assert back.money == mapped.money
        assert back.columns == mapped.columns
        assert back.to_frame().equals(mapped.to_frame())


def test_a_record_of_another_kind_is_refused(polish):
    with pytest.raises(InputError, match=r"kind 'x', schema 1 is not 'mapped-table', schema 1"):
        MappedTable.from_dict({**polish.to_dict(), "kind": "x"})


def test_a_table_without_money_has_no_basis(file):
    mapped = read_mapped(file(rows(employees=[3])), FIRMS)
    assert mapped.money is None
    assert MappedTable.from_dict(mapped.to_dict()).money is None


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter_and_packed_files_give_the_same(file, delimiter):
    text = rows(sales=["5", "", "7.5"], employees=[1, 2, 3])
    expected = read_mapped(file(text), FIRMS).to_frame()
    changed = text.replace(",", delimiter)
    assert read_mapped(file(changed, "a.txt"), FIRMS).to_frame().equals(expected)
    packed = file(gzip.compress(changed.encode()), "b.csv.gz")
    assert read_mapped(packed, FIRMS).to_frame().equals(expected)


def test_columns_apart_by_spaces_go_through_the_careful_reader(file):
    text = "cluster firm year sales\nc  f1 2020 5\nc f2   2020 NA\n"
    mapped = read_mapped(file(text, "a.txt"), FIRMS)
    np.testing.assert_array_equal(mapped.table.value("sales"), [5, math.nan])


def test_a_workbook_gives_numbers_percentages_and_codes_with_zeros(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["notes"])
    book.active.append(["none"])
    sheet = book.create_sheet("Data")
    sheet.append(
        ["Cluster", "Firm", "Year", "Country", "Sales", "export share", "Direct exporter", "Modes"]
    )
    sheet.append([1, 7, 2019, "NA", 1.5, 0.25, True, "export"])
    sheet.append([1, 7, 2020.0, "NA", "2,5", 0.3, False])
    for line in (2, 3):
        sheet.cell(line, 2).number_format = "000"
        sheet.cell(line, 6).number_format = "0.0%"
    book.save(tmp_path / "firms.xlsx")
    for decimal in ({}, {"decimal": ","}):
        if not decimal:
            sheet.cell(3, 5).value = 2.5
            book.save(tmp_path / "firms.xlsx")
        mapping = {
            "file": {"sheet": "Data", **decimal},
            "columns": {"sales": {"unit": "million EUR"}},
        }
        mapped = read_mapped(tmp_path / "firms.xlsx", FIRMS, mapping)
        assert column(mapped, "firm") == ["007", "007"]
        assert column(mapped, "country") == ["NAM", "NAM"]
        assert column(mapped, "modes") == ["export", ""]
        assert mapped.table.value("sales").tolist() == [1.5e6, 2.5e6]
        assert mapped.table.value("export_share").tolist() == [0.25, 0.3]
        assert mapped.table.value("direct_exporter").tolist() == [1, 0]
        assert mapped.columns["export_share"].unit == "%"
        assert mapped.table.file == "firms.xlsx, sheet Data"
        sheet.cell(3, 5).value = "2,5"
        book.save(tmp_path / "firms.xlsx")


def test_without_a_mapping_names_are_ours_but_for_case_and_spaces(file):
    text = "Cluster,FIRM,year,Foreign sales,foreign-sales\nc,f,2020,1,2\n"
    mapped = read_mapped(file(text), FIRMS)
    assert list(mapped.table.keys) == ["cluster", "firm", "year"]
    assert mapped.columns["cluster"].column == "Cluster"
    assert mapped.notes[-1] == "Columns not used: Foreign sales and foreign-sales."


def test_a_field_that_the_mapping_does_not_name_is_read_from_its_own_column(file):
    mapping = {"columns": {"sales": {"unit": "thousand EUR"}, "modes": "employees"}}
    mapped = read_mapped(file(rows(sales=[2], employees=[3])), FIRMS, mapping)
    assert mapped.table.value("sales").tolist() == [2000]
    assert column(mapped, "modes") == ["3"]
    assert "employees" not in mapped.table.values  # its column is taken


def test_one_value_may_hold_for_all_rows(file):
    columns = {
        "year": {"value": 2024},
        "cluster": {"value": "Boats"},
        "country": {"value": "PL"},
        "direct_exporter": {"value": True},
        "export_share": {"value": "12.5", "unit": "%"},
    }
    mapped = read_mapped(file("firm,sales\na,1\nb,2\n"), FIRMS, {"columns": columns})
    assert column(mapped, "year") == ["2024", "2024"]
    assert column(mapped, "country") == ["POL", "POL"]
    assert mapped.table.value("direct_exporter").tolist() == [1, 1]
    assert mapped.table.value("export_share").tolist() == [0.125, 0.125]
    assert "year             '2024' in all rows" in str(mapped)


def test_a_column_may_serve_two_fields_where_that_is_meant(file):
    mapping = {"columns": {"cluster": {"column": "firm", "shared": True}, "firm": "firm"}}
    mapped = read_mapped(file(rows(sales=[1])), FIRMS, mapping)
    assert column(mapped, "cluster") == column(mapped, "firm") == ["f0"]


def test_years_may_be_written_as_programs_write_them(file):
    text = "cluster;firm;year;sales\nc;a;2019.0;1,5\nc;b;2020,0;1\nc;c; 2021 ;1\n"
    assert column(read_mapped(file(text), FIRMS), "year") == ["2019", "2020", "2021"]


def test_flags_have_usual_words_and_those_of_the_mapping_come_first(file):
    cells = ["yes", "FALSE", "1", "0", "n", "Y", ""]
    mapped = read_mapped(file(rows(direct_exporter=cells)), FIRMS)
    np.testing.assert_array_equal(
        mapped.table.value("direct_exporter"), [1, 0, 1, 0, 0, 1, math.nan]
    )
    mapping = {"columns": {"direct_exporter": {"yes": ["X"], "no": ["", "-", 1]}}}
    cells = ["x", "", "-", "1", "k.A.", "no"]
    mapped = read_mapped(
        file(rows(direct_exporter=cells)), FIRMS, {**mapping, "file": {"missing": ["k.A."]}}
    )
    np.testing.assert_array_equal(mapped.table.value("direct_exporter"), [1, 0, 0, 0, math.nan, 0])


def test_missing_texts_count_in_numbers_texts_and_flags(file):
    text = rows(employees=["99", "4"], modes=["99", "export;agent"], direct_exporter=["99", "1"])
    mapped = read_mapped(file(text), FIRMS, {"file": {"missing": [99]}})
    np.testing.assert_array_equal(mapped.table.value("employees"), [math.nan, 4])
    np.testing.assert_array_equal(mapped.table.value("direct_exporter"), [math.nan, 1])
    assert column(mapped, "modes") == ["", "export;agent"]


def test_codes_translate_texts_and_others_may_stay(file):
    codes = {"columns": {"modes": {"codes": {"1": "export", "": "none"}, "others": "keep"}}}
    mapped = read_mapped(file(rows(modes=["1", "", "agent"])), FIRMS, codes)
    assert column(mapped, "modes") == ["export", "none", "agent"]


@pytest.mark.parametrize(
    ("said", "expected", "unit"),
    [
        ({"unit": "thousand EUR"}, 2000, "thousand EUR"),
        ({"unit": "EUR thousands"}, 2000, "EUR thousands"),
        ({"unit": "million EUR"}, 2e6, "million EUR"),
        ({"unit": "billion", "currency": "EUR"}, 2e9, "billion"),
        ({"unit": "1000 EUR"}, 2000, "1000 EUR"),
        ({"factor": 1000, "currency": "EUR"}, 2000, ""),
        ({"unit": "EUR", "factor": 0.5}, 1, "EUR"),
        ({"currency": "EUR"}, 2, ""),
    ],
)
def test_units_of_money_are_words_and_a_currency(file, said, expected, unit):
    mapped = read_mapped(file(rows(sales=[2])), FIRMS, {"columns": {"sales": said}})
    assert mapped.table.value("sales").tolist() == [expected]
    assert mapped.columns["sales"].currency == "EUR"
    assert mapped.columns["sales"].unit == unit
    assert mapped.money.currency == "EUR"


def test_units_of_numbers_may_have_a_number_word(file):
    columns = {"distance": {"unit": "thousand km"}, "employees": {"unit": "thousand"}}
    mapped = read_mapped(
        file(rows(distance=["1.5"], employees=["0.2"])), FIRMS, {"columns": columns}
    )
    assert mapped.table.value("distance").tolist() == [1500]
    assert mapped.table.value("employees").tolist() == [200]
    assert read_mapped(file(rows(distance=[5])), FIRMS).columns["distance"].unit == "km"


def test_the_unit_of_a_field_holds_where_the_mapping_states_none(file):
    schema = Schema("s", (Field("a", "key"), Field("b", "money", unit="thousand EUR")))
    mapped = read_mapped(file("a,b\nx,2\n"), schema)
    assert mapped.table.value("b").tolist() == [2000]
    assert mapped.money.currency == "EUR"
    stated = {"columns": {"b": {"unit": "million"}}}
    mapped = read_mapped(file("a,b\nx,2\n"), schema, stated)
    assert mapped.table.value("b").tolist() == [2e6]
    assert mapped.money.currency == "EUR"


def test_a_currency_or_a_factor_stated_alone_puts_the_number_word_of_the_field_away(file):
    schema = Schema("s", (Field("a", "key"), Field("b", "money", unit="thousand EUR")))
    mapped = read_mapped(file("a,b\nx,2\n"), schema, {"columns": {"b": {"currency": "PLN"}}})
    assert mapped.table.value("b").tolist() == [2]
    assert mapped.money.currency == "PLN"
    mapped = read_mapped(file("a,b\nx,2\n"), schema, {"columns": {"b": {"factor": 10}}})
    assert mapped.table.value("b").tolist() == [20]
    assert mapped.money.currency == "EUR"
    assert "b      b     EUR      10        0" in str(mapped)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.decimals(-(10**6), 10**6, places=3), min_size=1, max_size=20))
def test_points_commas_and_thousands_write_the_same_numbers(numbers):
    schema = Schema("s", (Field("a", "key"), Field("b", "number")))
    expected = [float(one) for one in numbers]
    for decimal, grouping in ((".", ""), (",", ""), (".", ","), (",", "."), (",", " ")):
        cells = [f"{one:,}".replace(",", "_").replace(".", decimal) for one in numbers]
        lines = [f"x;{one.replace('_', grouping)}" for one in cells]
        with TemporaryDirectory() as folder:
            path = Path(folder, "n.csv")
            path.write_text("\n".join(["a;b", *lines]), encoding="utf-8")
            mapped = read_mapped(path, schema, {"file": {"decimal": decimal}})
        assert mapped.table.value("b").tolist() == expected


def test_a_per_cent_sign_in_the_cells_says_the_unit(file):
    mapped = read_mapped(file(rows(export_share=["12.5 %", "", "100%"])), FIRMS)
    np.testing.assert_array_equal(mapped.table.value("export_share"), [0.125, math.nan, 1])
    stated = {"columns": {"export_share": {"unit": "per cent"}}}
    mapped = read_mapped(file(rows(export_share=["12.5 %"])), FIRMS, stated)
    assert mapped.table.value("export_share").tolist() == [0.125]
    mapped = read_mapped(file(rows(distance=["5 %"])), FIRMS)
    assert "Column 'distance': numbers before the per cent sign are read." in mapped.notes


def test_low_of_minus_infinity_lets_money_be_negative(file):
    schema = Schema("s", (Field("a", "key"), Field("b", "money", low=-math.inf, unit="EUR")))
    mapped = read_mapped(file("a,b\nx,-2\n"), schema)
    assert mapped.table.value("b").tolist() == [-2]
    back = MappedTable.from_dict(json.loads(json.dumps(mapped.to_dict())))
    assert back.schema.field("b").low == -math.inf


def test_the_decimal_sign_can_be_stated(file):
    text = "cluster;firm;year;sales\nc;a;2019;1.234\n"
    mapped = read_mapped(file(text), FIRMS, {"file": {"decimal": ","}})
    assert mapped.table.value("sales").tolist() == [1234]
    mapped = read_mapped(file(text), FIRMS, {"file": {"decimal": "."}})
    assert mapped.table.value("sales").tolist() == [1.234]


def test_a_german_file_in_the_encoding_of_old_programs(file):
    text = "Cluster;Firma;Jahr;Umsätze\nSchiffbau;Müller;2020;1.234,5\n"
    columns = {"firm": "Firma", "year": "Jahr", "sales": {"column": "Umsätze", "unit": "EUR"}}
    path = file(text, "firmen.csv", encoding="cp1252")
    mapped = read_mapped(path, FIRMS, {"columns": columns})
    assert column(mapped, "firm") == ["Müller"]
    assert mapped.table.value("sales").tolist() == [1234.5]
    stated = {"columns": columns, "file": {"encoding": "cp1252", "delimiter": ";"}}
    assert read_mapped(path, FIRMS, stated).to_frame().equals(mapped.to_frame())
    assert header_of(path) == ("Cluster", "Firma", "Jahr", "Umsätze")


def test_two_hundred_thousand_rows_are_read(file):
    n = 200_000
    lines = [f"c{i % 9};f{i // 5};{2015 + i % 5};{i},5;{i % 101},0" for i in range(n)]
    text = "\n".join(["cluster;firm;year;sales;export_share", *lines]) + "\n"
    columns = {"sales": {"unit": "thousand EUR"}, "export_share": {"unit": "%"}}
    mapped = read_mapped(file(text), FIRMS, {"columns": columns})
    assert len(mapped) == n
    np.testing.assert_array_equal(mapped.table.value("sales"), (np.arange(n) + 0.5) * 1000)
    np.testing.assert_array_equal(mapped.table.value("export_share"), np.arange(n) % 101 / 100)
