"""Every wrong cell is told with file, row and column, the first ten together."""

import numpy as np
import openpyxl
import pandas as pd
import pytest
from tests.tables.mapping.firm_files import FIRMS, POLISH, POLISH_MAPPING, rows

from hanse.errors import InputError
from hanse.tables.mapping import Field, Schema, read_mapped
from hanse.tables.mapping.labels import read_labels
from hanse.tables.mapping.problems import Problems
from hanse.tables.mapping.rules import ColumnRule


def refusal(file, text, mapping=None, schema=FIRMS):
    with pytest.raises(InputError) as error:
        read_mapped(file(text, "f.csv"), schema, mapping)
    return str(error.value)


CELLS = "Correct the cells, or leave them empty if the value is not known."


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"employees": [-5]}, f"f.csv, row 2, column employees: -5 is negative. {CELLS}"),
        (
            {"sales": [1, -2, -3, 4, -0.5]},
            "f.csv, row 3, column sales: -2 is negative; so is -3 in row 4, -0.5 in row 6. "
            f"{CELLS}",
        ),
        (
            {"export_share": [0.5, 1.7]},
            "f.csv, row 3, column export_share: 1.7 is above 1. "
            'Write unit = "%" in the mapping if the column holds percentages.',
        ),
        ({"export_share": [-0.1]}, f"f.csv, row 2, column export_share: -0.1 is negative. {CELLS}"),
        (
            {"employees": ["2e6"]},
            f"f.csv, row 2, column employees: 2000000 is above 1000000. {CELLS}",
        ),
        ({"distance": [-1]}, f"f.csv, row 2, column distance: -1 is negative. {CELLS}"),
        (
            {"direct_exporter": ["yess"]},
            "f.csv, row 2, column direct_exporter: 'yess' is neither yes nor no. Did you mean "
            "'yes'? Yes is yes, no is no: correct the cell, or write yes = [\"...\"] or "
            'no = ["..."] for the column; if it means not known, add it to missing = [...] below '
            "[file].",
        ),
        (
            {"country": ["Swedn", "SE", "Swedn"]},
            "f.csv, rows 2 and 4, column country: there is no country 'Swedn'. Did you mean "
            "Sweden (SWE)? Give an English name or a code of ISO 3166-1, such as SWE, SE or 752.",
        ),
        (
            {"sales": ["€ 5"]},
            "f.csv, row 2, column sales: '€ 5' is no number. Take the currency sign out of the "
            "cells and into the name of the column.",
        ),
        (
            {"sales": ["unknown"]},
            "f.csv, row 2, column sales: 'unknown' is no number. Correct the cell, or leave it "
            "empty if the value is not known. If it means that the number is not known, add it to "
            "missing below [file].",
        ),
        (
            {"sales": ["1e999"]},
            "f.csv, row 2, column sales: '1e999' is no finite number. The number is too large; use "
            "another unit.",
        ),
        (
            {"employees": ["5%"]},
            "f.csv, column employees: the cells carry a per cent sign, which does not go with a "
            "count. See that the mapping names the right column.",
        ),
        (
            {"export_share": ["5%", "0.2"]},
            "f.csv, row 2, column export_share: '5%' carries a per cent sign, '0.2' in row 3 does "
            "not. Write the sign behind every number of the column, or behind none.",
        ),
    ],
)
def test_a_wrong_cell_is_told_with_its_place(file, columns, said):
    assert refusal(file, rows(**columns)) == said


@pytest.mark.parametrize(
    ("year", "what"),
    [
        ("2019.5", "'2019.5' is no year. Write a whole number, such as 2019."),
        ("FY19", "'FY19' is no year. Write a whole number, such as 2019."),
        ("2019-12-31", "'2019-12-31' is no year. Write a whole number, such as 2019."),
        ("2.019", "'2.019' is no year. Write a whole number, such as 2019."),
        ("19", "year 19 is not between 1800 and 2100. Correct the cell."),
        ("2101", "year 2101 is not between 1800 and 2100. Correct the cell."),
        ("", "no year. Every row needs one: fill the cells or take the rows out."),
    ],
)
def test_a_year_is_a_whole_number_of_our_times(file, year, what):
    text = f"cluster,firm,year,sales\nc,a,2020,1\nc,b,{year},1\n"
    assert refusal(file, text) == f"f.csv, row 3, column year: {what}"


def test_a_value_of_all_rows_is_told_once(file):
    columns = {"year": {"value": "FY19"}, "export_share": {"value": 12}}
    text = "cluster,firm,sales\nc,a,1\nc,b,2\n"
    assert refusal(file, text, {"columns": columns}) == (
        "f.csv: 2 problems:\n"
        "  - f.csv, row 2, column year (value in the mapping): 'FY19' is no year. Write a whole "
        "number, such as 2019.\n"
        "  - f.csv, row 2, column export_share (value in the mapping): 12 is above 1. "
        'Write unit = "%" in the mapping if the column holds percentages.'
    )


def test_bounds_of_a_field_of_years_hold(file):
    schema = Schema("s", (Field("year", "year", low=2000, high=2010), Field("n", "count")))
    assert refusal(file, "year,n\n2011,1\n", schema=schema) == (
        "f.csv, row 2, column year: year 2011 is not between 2000 and 2010. Correct the cell."
    )


def test_a_percentage_above_a_hundred_is_told_as_it_stands(file):
    mapping = {"columns": {"export_share": {"unit": "%"}}}
    assert refusal(file, rows(export_share=[100, 170, 180]), mapping) == (
        f"f.csv, row 3, column export_share: 170 is above 100; so is 180 in row 4. {CELLS}"
    )


def test_shares_with_a_sign_do_not_go_with_the_unit_share(file):
    mapping = {"columns": {"export_share": {"unit": "share"}}}
    assert refusal(file, rows(export_share=["17%"]), mapping) == (
        "f.csv, column export_share: the cells carry a per cent sign, which does not go with "
        'unit = "share". Write unit = "%" in the mapping.'
    )


def test_empty_keys_are_told_with_their_rows(file):
    text = "cluster,firm,year,sales\nc,,2020,1\nc,b,2020,1\nc,,2021,1\n"
    assert refusal(file, text) == (
        "f.csv, rows 2 and 4, column firm: no firm. Every row needs one: fill the cells or take "
        "the rows out."
    )


def test_a_country_that_is_needed_is_never_empty(file):
    schema = Schema("s", (Field("land", "country", needed=True), Field("n", "count")))
    assert refusal(file, "land,n\n,1\n", schema=schema).startswith("f.csv, row 2, column land: no")


def test_a_text_without_a_code_is_told_with_the_nearest(file):
    mapping = {"columns": {"modes": {"codes": {"exp": "export", "agt": "agent"}}}}
    assert refusal(file, rows(modes=["exp", "expp"]), mapping) == (
        "f.csv, row 3, column modes: 'expp' has no code. Did you mean 'exp'? There are: exp, agt. "
        'Add it to codes, or write others = "keep".'
    )


def test_rows_with_the_same_keys_are_told(file):
    text = "cluster,firm,year,sales\nc,a,2020,1\nc,b,2020,1\nc,a,2020,2\n"
    assert refusal(file, text) == (
        "f.csv: the same cluster, firm and year twice: rows 2 and 4 (c, a, 2020). Leave one row "
        "for each, or name the key that tells them apart."
    )


def test_parts_above_their_wholes_are_told_with_their_rows(file):
    text = rows(sales=[5, "", 7, 1], foreign_sales=[6, 9, 7.0000000001, 2])
    assert refusal(file, text) == (
        "f.csv, columns foreign_sales and sales: foreign_sales is above sales in 2 rows: row 2 (6 "
        "above 5), row 5 (2 above 1). Correct the cells, or see that both columns are stated in "
        "their right unit."
    )


def test_a_decimal_comma_that_was_not_stated_is_found_or_told(file):
    stated = {"file": {"decimal": "."}}
    text = "cluster;firm;year;sales\nc;a;2020;1,5\n"
    assert refusal(file, text, stated) == (
        "f.csv, row 2, column sales: '1,5' is no number. If the decimal sign of the file is "
        '",", write decimal = "," below [file].'
    )
    both = "cluster;firm;year;sales\nc;a;2020;1,5\nc;b;2020;1.5\n"
    assert refusal(file, both) == (
        "f.csv, row 2, column sales: '1,5' needs a decimal comma, but '1.5' in f.csv, row 3, "
        'column sales needs a decimal point. Say which is meant: decimal = "." or decimal = "," '
        "below [file] of the mapping."
    )
    neither = "cluster\tfirm\tyear\tsales\nc\ta\t2020\t1,234\n"
    assert refusal(file, neither) == (
        "f.csv, row 2, column sales: '1,234' may be 1234 or 1.234, and nothing in the file "
        'decides. Say which is meant: decimal = "." or decimal = "," below [file] of the mapping.'
    )


def test_wrong_cells_of_all_columns_are_told_together(file):
    text = POLISH.replace("2019", "FY19").replace(";tak;", ";moze;").replace("NA;-", "XQ;-")
    text = text.replace("A1;Nowak;2020", "A9;Nowak;2020")
    said = refusal(file, text, file(POLISH_MAPPING, "m.toml"))
    assert said.startswith("f.csv: 4 problems:\n  - f.csv, row 3, column Klaster: 'A9' has no code")
    for what in ("row 2, column Rok: 'FY19'", "row 4, column Kraj:", "'moze' is neither"):
        assert what in said


def test_more_than_ten_problems_are_counted(file):
    text = rows(sales=[f"x{i}" for i in range(15)], employees=["-1"] * 15)
    said = refusal(file, text)
    assert said.startswith("f.csv: 12 problems:\n")
    assert said.endswith("\n  - and 2 more")
    assert "'x9' is no number" in said
    assert "'x10'" not in said
    text = rows(sales=[f"x{i}" for i in range(12)], employees=[f"y{i}" for i in range(2)] * 6)
    assert "and 3 more" in refusal(file, text)
    schema = Schema("s", (Field("n", "count"),))
    said = refusal(file, "n;m\n" + "-1;0\n" * 13, schema=schema)
    assert said.endswith(f"-1 in row 10, -1 in row 11 and 3 more. {CELLS}")


def test_texts_beyond_ten_are_counted_with_their_cells(file):
    schema = Schema("s", (Field("n", "count"),))
    cells = [f"x{i}" for i in range(12)] + ["x11"]
    with pytest.raises(InputError) as error:
        read_mapped(file("n;m\n" + "".join(f"{one};0\n" for one in cells), "f.csv"), schema)
    assert str(error.value).endswith("\n  - and 1 more")


def test_a_column_of_ten_wrong_texts_is_given_up(file):
    said = refusal(file, rows(country=[f"Nowhere{i}" for i in range(10)]))
    assert said.startswith("f.csv: 10 problems:\n")
    schema = Schema("s", (Field("land", "country"), Field("n", "count")))
    problems = Problems("f.csv")
    lines = np.arange(2, 13, dtype=np.int32)
    cells = pd.Series([f"Nowhere{i}" for i in range(11)])
    read_labels(
        cells,
        schema.field("land"),
        ColumnRule(),
        column="land",
        lines=lines,
        missing=(),
        may_be_empty=True,
        problems=problems,
    )
    assert len(problems.found) == 11
    assert str(problems.found[-1]) == (
        "f.csv, column land: 1 other text not looked at. See that it is the right column."
    )


def test_cells_of_a_workbook_are_told_with_their_sheet(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Firms"
    book.active.append(["cluster", "firm", "year", "employees"])
    book.active.append(["c", "f", 2019.5, -3])
    book.save(tmp_path / "f.xlsx")
    with pytest.raises(InputError) as error:
        read_mapped(tmp_path / "f.xlsx", FIRMS)
    assert str(error.value) == (
        "f.xlsx, sheet Firms: 2 problems:\n"
        "  - f.xlsx, sheet Firms, row 2, column year: '2019.5' is no year. Write a whole number, "
        "such as 2019.\n"
        f"  - f.xlsx, sheet Firms, row 2, column employees: -3 is negative. {CELLS}"
    )
