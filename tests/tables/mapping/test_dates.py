"""Days come from ISO texts, sheets and frames; whether day or month is first is never guessed."""

import datetime

import openpyxl
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanse.errors import InputError
from hanse.tables.mapping import Field, MappedTable, Schema, mapping_text, read_mapped
from hanse.tables.mapping.dates import FORMATS, date_label, date_order
from hanse.tables.mapping.not_usable import NotUsable
from hanse.tables.mapping.problems import Problems
from hanse.tables.mapping.reader import gather_mapped

SCHEMA = Schema("log", (Field("day", "date", needed=True), Field("until", "date")))


def read(tmp_path, cells, mapping=None):
    path = tmp_path / "log.csv"
    rows = ["day;place", *(f"{cell};Gavle" for cell in cells)]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return read_mapped(path, SCHEMA, mapping)


def days(table):
    key = table.table.keys["day"]
    return [key.labels[code] for code in key.codes]


def refusal(tmp_path, cells, mapping=None):
    with pytest.raises(InputError) as error:
        read(tmp_path, cells, mapping)
    return str(error.value)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["2024-03-01", "2024-3-1"], ["2024-03-01", "2024-03-01"]),
        (["2024/03/01", "20240301"], ["2024-03-01", "2024-03-01"]),
        (["2024-03-01 00:00:00", "2024-03-01T10:15:00Z"], ["2024-03-01", "2024-03-01"]),
        (["1.3.2024", "01. 03. 2024"], ["2024-03-01", "2024-03-01"]),
        (["01/03/2024", "13/03/2024"], ["2024-03-01", "2024-03-13"]),
        (["01/03/2024", "03/13/2024"], ["2024-01-03", "2024-03-13"]),
        (["3-3-2024"], ["2024-03-03"]),
        (["29.2.2024"], ["2024-02-29"]),
    ],
)
def test_days_become_iso_texts(tmp_path, cells, expected):
    assert days(read(tmp_path, cells)) == expected


def test_a_stated_format_decides(tmp_path):
    for told, expected in (("day first", "2024-03-01"), ("month first", "2024-01-03")):
        mapping = {"columns": {"day": {"column": "day", "format": told}}}
        assert days(read(tmp_path, ["1/3/2024"], mapping)) == [expected]


SAY = (
    'Write the days as 2024-03-01, or say which comes first: format = "day first" or '
    'format = "month first" for the column.'
)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            ["01/03/2024", "02/04/2024"],
            "log.csv, column day: '01/03/2024' may be two days, and no cell tells which comes "
            f"first. {SAY}",
        ),
        (
            ["13/03/2024", "03/13/2024"],
            "log.csv, column day: '13/03/2024' has the day first, '03/13/2024' the month. Write "
            "all days in one way. Write it as 2024-03-01.",
        ),
        (
            ["2024-03-01", "2023-02-29"],
            "log.csv, row 3, column day: '2023-02-29' is no day of the calendar. Correct the cell.",
        ),
        (
            ["2024"],
            "log.csv, row 2, column day: '2024' is no date. Give a full date, such as 2024-01-01.",
        ),
        (
            ["2024-05"],
            "log.csv, row 2, column day: '2024-05' is no date. Give a full date, such as "
            "2024-01-01.",
        ),
        (
            ["45352"],
            "log.csv, row 2, column day: '45352' is no date. If it is the number of a day in a "
            "spreadsheet, give the cells a date format. Write it as 2024-03-01.",
        ),
        (
            ["1.3.24"],
            "log.csv, row 2, column day: '1.3.24' is no date. Write it as 2024-03-01.",
        ),
        (
            ["2204-03-01"],
            "log.csv, row 2, column day: year 2204 is not between 1800 and 2100. Correct the cell.",
        ),
        (
            ["2024-03-01", "NA"],
            "log.csv, row 3, column day: no day. Every row needs one: fill the cells or take the "
            "rows out.",
        ),
    ],
)
def test_what_is_no_day_is_told_with_its_place(tmp_path, cells, said):
    assert refusal(tmp_path, cells) == said


def test_only_dates_have_a_format_and_only_two(tmp_path):
    mapping = {"columns": {"day": {"column": "day", "format": "dd.mm"}}}
    assert refusal(tmp_path, ["2024-03-01"], mapping) == (
        "mapping, [columns.day]: there is no format of dates 'dd.mm'. There are: day first, month "
        "first."
    )
    mapping = {"columns": {"day": {"column": "day", "codes": {"a": "b"}}}}
    assert "a field of kind date has no codes. It can have column, value, shared and format" in (
        refusal(tmp_path, ["2024-03-01"], mapping)
    )


def test_days_that_are_not_needed_may_be_empty(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text("day,until\n2024-03-01,\n2024-03-02,-\n2024-03-03,2024-04-01\n")
    key = read_mapped(path, SCHEMA).table.keys["until"]
    assert [key.labels[code] for code in key.codes] == ["", "", "2024-04-01"]


def test_the_bounds_of_a_field_are_years(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text("day;place\n1999-01-01;Gavle\n")
    schema = Schema("log", (Field("day", "date", low=2000, high=2030),))
    with pytest.raises(InputError, match="year 1999 is not between 2000 and 2030"):
        read_mapped(path, schema)


def test_days_of_a_sheet_and_of_frames_are_days(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["day"],
        [datetime.datetime(2024, 3, 1)],
        [datetime.date(2024, 3, 2)],
        ["3.3.2024"],
    ):
        sheet.append(row)
    book.save(tmp_path / "log.xlsx")
    expected = ["2024-03-01", "2024-03-02", "2024-03-03"]
    assert days(read_mapped(tmp_path / "log.xlsx", SCHEMA)) == expected
    stamps = [datetime.datetime(2024, 3, day) for day in (1, 2, 3)]
    for frame in (
        pd.DataFrame({"day": pd.to_datetime(stamps)}),
        pl.DataFrame({"day": stamps}),
        pl.DataFrame({"day": [one.date() for one in stamps]}),
        pd.DataFrame({"day": expected}),
    ):
        table, problems = gather_mapped(frame, SCHEMA)
        problems.tell()
        assert days(table) == expected


def test_missing_days_of_a_frame_are_empty():
    frame = pd.DataFrame({"day": ["2024-03-01"] * 3, "until": [pd.NaT, None, pd.NA]})
    table, problems = gather_mapped(frame, SCHEMA)
    problems.tell()
    assert table.table.keys["until"].labels == ("",)


def test_a_mapping_to_start_from_shows_the_format():
    assert '# format = "day first"' in mapping_text(SCHEMA, ["day"])


def test_a_table_with_days_comes_back(tmp_path):
    table = read(tmp_path, ["2024-03-01"])
    assert days(MappedTable.from_dict(table.to_dict())) == ["2024-03-01"]


def test_codes_of_a_list_are_those_of_each_part(tmp_path):
    schema = Schema("a", (Field("roles", "key", is_list=True),))
    path = tmp_path / "a.csv"
    path.write_text("roles,place\nUni,a\nFirma;Uni,b\n")
    codes = {"Firma": "firm", "Uni": "research; education"}
    mapping = {"columns": {"roles": {"column": "roles", "codes": codes}}}
    key = read_mapped(path, schema, mapping).table.keys["roles"]
    assert [key.labels[code] for code in key.codes] == [
        "research; education",
        "firm; research; education",
    ]
    path.write_text("roles,place\nFirma;Bank,a\n")
    with pytest.raises(InputError, match="'Bank' has no code"):
        read_mapped(path, schema, mapping)


@given(st.dates(datetime.date(1800, 1, 1), datetime.date(2100, 12, 31)))
def test_every_day_is_read_back_in_every_way_of_writing(day):
    assert date_label(day.isoformat()) == day.isoformat()
    assert date_label(f"{day.day}.{day.month}.{day.year}", FORMATS[0]) == day.isoformat()
    assert date_label(f"{day.month}/{day.day}/{day.year}", FORMATS[1]) == day.isoformat()


@given(st.text(max_size=12))
def test_whatever_a_cell_holds_is_a_day_or_refused(text):
    date_order([text], "day", Problems("f.csv"))
    try:
        read = date_label(text)
    except NotUsable:
        return
    assert datetime.date.fromisoformat(read).isoformat() == read


def test_flags_with_empty_cells_as_programs_write_them_are_flags(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("outward,place\n1.0,a\n0.0,b\n,c\n")
    table = read_mapped(path, Schema("a", (Field("outward", "flag"),))).table
    assert table.value("outward").tolist()[:2] == [1, 0]
