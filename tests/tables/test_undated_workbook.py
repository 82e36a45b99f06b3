"""Workbooks without the time at which they were saved."""

from __future__ import annotations

import datetime
import io
import zipfile

import openpyxl
import pytest

from hanse.tables.undated_workbook import undated


def saved(day: int) -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "Norrhamn"
    book.properties.created = datetime.datetime(2025, 3, day)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_saved_on_two_days_is_the_same_file():
    assert saved(1) != saved(2)
    assert undated(saved(1)) == undated(saved(2))


def test_parts_and_cells_stay():
    data = saved(1)
    parts = [zipfile.ZipFile(io.BytesIO(one)).namelist() for one in (data, undated(data))]
    assert parts[0] == parts[1]
    assert openpyxl.load_workbook(io.BytesIO(undated(data))).worksheets[0]["A1"].value == "Norrhamn"


def test_bytes_that_are_no_workbook_are_refused():
    with pytest.raises(zipfile.BadZipFile):
        undated(b"a,b\n1,2\n")
