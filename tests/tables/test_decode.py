"""Encodings."""

import codecs

import pytest

from hanse.errors import InputError
from hanse.tables import read_cases

TEXT = "town;Anteil\nLübeck;1,5\nŁódź;2,5\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_recognised_with_and_without_its_mark(file, encoding):
    table = read_cases(file(TEXT, encoding=encoding))
    assert table.cases == ("Lübeck", "Łódź")
    assert table.id_name == "town"


def test_big_endian_is_recognised_by_its_mark(file):
    assert read_cases(file(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"))).id_name == "town"


def test_what_is_not_utf_8_is_read_as_cp1252_and_said(file):
    table = read_cases(file("town;€\nMálaga – Süd;1\n", encoding="cp1252"))
    assert table.cases == ("Málaga – Süd",)
    assert table.names == ("€",)
    assert "Encoding is cp1252, because the bytes are not UTF-8." in table.notes


def test_the_encoding_can_be_told(file):
    assert read_cases(file(TEXT, encoding="cp1250"), encoding="cp1250").cases[1] == "Łódź"


def test_a_byte_that_does_not_fit_is_refused_with_its_row(file):
    with pytest.raises(InputError) as error:
        read_cases(file(b"town,CI\nA,1\n\x81,2\n"))
    assert str(error.value) == (
        "towns.csv, row 3: a byte that is not cp1252 stands here. "
        'Save the file as UTF-8, or name its encoding: encoding = "..." (hanse.toml, Python), '
        "--encoding (hanse new)."
    )


def test_an_unknown_encoding_is_refused(file):
    with pytest.raises(InputError, match=r"there is no encoding 'utf-9'\. Common ones are"):
        read_cases(file(TEXT), encoding="utf-9")
