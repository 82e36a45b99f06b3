"""Sheets of workbooks."""

import datetime

import numpy as np
import openpyxl
import pytest

from hanse.errors import InputError
from hanse.tables import read_cases


@pytest.fixture
def book(tmp_path):
    """Return a function that writes sheets of rows, changes them, and returns the path."""

    def made(sheets, change=None):
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for title, rows in sheets.items():
            sheet = workbook.create_sheet(title)
            for row in rows:
                sheet.append(row)
        if change:
            change(workbook)
        path = tmp_path / "towns.xlsx"
        workbook.save(path)
        return path

    return made


ROWS = [["town", "CI", "Pat"], ["A", 1.5, 1234], ["B", 2, 0.125]]


def test_a_sheet_is_read_with_its_rows(book):
    table = read_cases(book({"Data": ROWS}))
    assert table.cases == ("A", "B")
    assert table.numeric("Pat").tolist() == [1234, 0.125]
    assert table.place(1, "Pat") == "towns.xlsx, sheet Data, row 3, column Pat"


def test_the_first_row_that_is_not_empty_is_the_header_wherever_the_table_begins(book):
    rows = [[], [], [None, *ROWS[0]], [None, *ROWS[1]], [], [None, *ROWS[2]]]
    table = read_cases(book({"Data": rows}))
    assert table.names == ("CI", "Pat")
    assert table.lines == (4, 6)


def test_a_sheet_is_chosen_by_name(book):
    path = book({"Notes": [["hello"]], "Data": ROWS})
    assert read_cases(path, sheet="Data").sheet == "Data"


def test_an_unknown_sheet_is_refused_with_the_sheets_there_are(book):
    with pytest.raises(InputError) as error:
        read_cases(book({"Notes": [["hello"]], "Data": ROWS}), sheet="Dta")
    assert str(error.value) == (
        "towns.xlsx: there is no sheet 'Dta'. Did you mean 'Data'? There are: Notes, Data."
    )


def test_empty_sheets_are_passed_over_and_the_others_are_said(book):
    table = read_cases(book({"Empty": [], "Data": ROWS, "More": ROWS}))
    assert table.sheet == "Data"
    assert "Other sheets not read: Empty and More." in table.notes


def test_an_empty_workbook_and_an_empty_sheet_are_refused(book):
    with pytest.raises(InputError, match=r"towns\.xlsx: every sheet is empty"):
        read_cases(book({"Data": []}))
    with pytest.raises(InputError, match=r"towns\.xlsx, sheet Empty: the sheet is empty"):
        read_cases(book({"Data": ROWS, "Empty": []}), sheet="Empty")


def test_a_sheet_with_a_header_alone_is_refused_with_the_other_sheets(book):
    with pytest.raises(InputError) as error:
        read_cases(book({"Head": ROWS[:1], "Data": ROWS}))
    assert str(error.value) == (
        "towns.xlsx, sheet Head: there is a header but no row below it. Add a row for each case, "
        'or name another sheet (Data): sheet = "..." (hanse.toml, Python), --sheet (hanse new).'
    )
    with pytest.raises(InputError, match=r"no row below it\. Add a row for each case\.$"):
        read_cases(book({"Head": ROWS[:1]}))


def test_error_values_and_markers_are_missing(book):
    rows = [["town", "CI"], ["A", "#N/A"], ["B", "#DIV/0!"], ["C", ".."], ["D", None], ["E", 1]]
    table = read_cases(book({"Data": rows}))
    assert table.missing == (
        ("A", "CI", "#N/A"), ("B", "CI", "#DIV/0!"), ("C", "CI", ".."), ("D", "CI", ""),
    )  # fmt: skip


def test_a_percentage_is_read_as_it_is_shown(book):
    def shown(workbook):
        for row, value in ((2, 0.07), (3, 1.125)):
            cell = workbook["Data"].cell(row, 2, value)
            cell.number_format = "0.0%"

    column = read_cases(book({"Data": ROWS}, shown)).column("CI")
    assert column.values.tolist() == [7, 112.5]
    assert column.unit == "%"


def test_percentages_among_plain_numbers_are_refused(book):
    def shown(workbook):
        workbook["Data"]["B2"].number_format = "0%"

    with pytest.raises(InputError, match=r"'150%' carries a per cent sign, '2' in row 3 does not"):
        read_cases(book({"Data": ROWS}, shown))


def test_numeric_ids_are_read_as_they_are_shown(book):
    def shown(workbook):
        workbook["Data"]["A3"].number_format = "000"

    rows = [["code", "CI"], [1, 1], [7, 1]]
    assert read_cases(book({"Data": rows}, shown)).cases == ("1", "007")


def test_true_and_false_are_1_and_0(book):
    rows = [["town", "CI"], ["A", True], ["B", False]]
    assert read_cases(book({"Data": rows})).numeric("CI").tolist() == [1, 0]


def test_a_date_is_no_number(book):
    rows = [["town", "CI"], ["A", 1.5], ["B", datetime.datetime(2024, 2, 1)], ["C", 2.5]]
    table = read_cases(book({"Data": rows}))
    with pytest.raises(InputError) as error:
        table.numeric("CI")
    assert str(error.value) == (
        "towns.xlsx, sheet Data, row 3, column CI: '2024-02-01' is no number. "
        "A date is no number: format the cells as numbers and type them again."
    )


def test_a_number_typed_as_text_is_read(book):
    rows = [["town", "CI"], ["A", "1,5"], ["B", 2.25], ["C", "1.234,5"]]
    assert read_cases(book({"Data": rows})).numeric("CI").tolist() == [1.5, 2.25, 1234.5]


def test_cells_merged_downwards_have_their_value_in_each_row(book):
    def merge(workbook):
        workbook["Data"].merge_cells("B2:B3")

    table = read_cases(book({"Data": ROWS}, merge))
    assert table.numeric("CI").tolist() == [1.5, 1.5]
    assert "Merged cells read with their value in each row: B2:B3." in table.notes


def test_formulas_that_were_never_calculated_are_refused(book):
    rows = [["town", "CI"], ["A", "=1+1"], ["B", 2]]
    with pytest.raises(InputError) as error:
        read_cases(book({"Data": rows}))
    assert str(error.value).startswith(
        "towns.xlsx, sheet Data: the formula in cell B2 has no stored value. Open the workbook"
    )


def test_formulas_count_with_their_stored_value(book, monkeypatch):
    path = book({"Data": [["town", "CI"], ["A", 2]]})
    import io
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b"<v>2</v>", b"<f>1+1</f><v>2</v>")
            new.writestr(name, content)
    path.write_bytes(packed.getvalue())
    assert read_cases(path).numeric("CI").tolist() == [2]


def test_duplicate_and_empty_names_are_refused(book):
    with pytest.raises(InputError, match=r"sheet Data, row 1: the name 'CI' stands over columns 2"):
        read_cases(book({"Data": [["town", "CI", "CI"], ["A", 1, 2]]}))
    with pytest.raises(InputError, match=r"sheet Data, row 1: column 2 has no name"):
        read_cases(book({"Data": [["town", None, "CI"], ["A", 1, 2]]}))


def test_a_damaged_workbook_is_refused(book, file):
    content = book({"Data": ROWS}).read_bytes()
    damaged = content.replace(b"<", b"")[: len(content) // 2] + b"xl/workbook.xml"
    with pytest.raises(InputError, match="the workbook cannot be opened"):
        read_cases(file(damaged, "bad.xlsx"))


def test_a_workbook_named_csv_is_refused(book, file):
    with pytest.raises(InputError, match=r"is named \.csv but is an Excel workbook\. Rename it"):
        read_cases(file(book({"Data": ROWS}).read_bytes(), "towns.csv"))


def test_a_workbook_has_no_delimiter(book):
    with pytest.raises(InputError, match="a workbook has no delimiter"):
        read_cases(book({"Data": ROWS}), delimiter=";")


def test_a_workbook_and_its_csv_hold_the_same(book, file):
    table = read_cases(book({"Data": ROWS}))
    same = read_cases(file("town,CI,Pat\nA,1.5,1234\nB,2,0.125\n"))
    assert table.cases == same.cases
    assert all(np.array_equal(table.numeric(n), same.numeric(n)) for n in table.names)
