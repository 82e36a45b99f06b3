"""Codings in long form are read cell by cell, and a damaged file is named with its line."""

from __future__ import annotations

import pytest

from hanse.errors import InputError
from hanse.evidence import CodedCell, read_coding

HEAD = "case,condition,value,place,paraphrase\n"


def written(folder, text: str, encoding: str = "utf-8"):
    path = folder / "coding.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_cells_come_in_the_order_of_the_file(tmp_path):
    found = read_coding(written(tmp_path, HEAD + 'N,MNC,1,"p. 3, l. 2", Leads. \nN,PUB,0,,\n'))
    assert found == (
        CodedCell("N", "MNC", "1", "p. 3, l. 2", "Leads."),
        CodedCell("N", "PUB", "0", "", ""),
    )


def test_a_byte_order_mark_and_line_breaks_of_windows_are_read(tmp_path):
    text = "\ufeff" + HEAD.replace("\n", "\r\n") + 'Köln,MNC,1,p. 3,"two\r\nlines"\r\n'
    (cell,) = read_coding(written(tmp_path, text))
    assert (cell.case, cell.paraphrase) == ("Köln", "two\r\nlines")


def test_columns_may_stand_in_any_order_and_others_are_passed_over(tmp_path):
    text = "value,case,who,place,condition,paraphrase\n1,N,me,p. 3,MNC,Leads.\n"
    assert read_coding(written(tmp_path, text)) == (CodedCell("N", "MNC", "1", "p. 3", "Leads."),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", r"coding\.csv: there is no column 'case'\. There are: none"),
        (HEAD.replace("value", "vale"), r"there is no column 'value'\. Did you mean 'vale'\?"),
        (HEAD + "N,MNC,1\n", r"coding\.csv, line 2: the line is short\. Give all five columns"),
        (HEAD + "N,MNC,1,,\nS,MNC,1,,\nN,MNC,0,,\n", r"line 4: N, MNC is coded twice\. Keep one"),
    ],
)
def test_a_damaged_file_is_named_with_its_line(tmp_path, text, said):
    with pytest.raises(InputError, match=said):
        read_coding(written(tmp_path, text))


def test_a_file_that_is_not_utf_8_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"coding\.csv: not UTF-8\. Save the file as UTF-8"):
        read_coding(written(tmp_path, HEAD + "Köln,MNC,1,,\n", "cp1252"))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match=r"there is no file 'other\.csv'"):
        read_coding(tmp_path / "other.csv")


def test_a_cell_survives_json():
    cell = CodedCell("N", "MNC", "1", "p. 3", "Leads.")
    assert CodedCell.from_dict(cell.to_dict()) == cell
