"""Opening files: what is no table is refused with what it is."""

import gzip
import hashlib
import io
import zipfile

import pytest

from hanse.errors import InputError
from hanse.tables import read_cases


def test_the_hash_is_of_the_bytes_on_the_disk(file):
    packed = gzip.compress(b"town,CI\nA,1\n")
    assert read_cases(file(packed, "a.csv.gz")).sha256 == hashlib.sha256(packed).hexdigest()


def test_a_missing_file_is_refused_with_the_nearest_name(file, tmp_path):
    file("town,CI\nA,1\n", "township.csv")
    file("", "other.xlsx")
    with pytest.raises(InputError) as error:
        read_cases(tmp_path / "townshp.csv")
    assert str(error.value) == (
        f"{tmp_path / 'townshp.csv'}: there is no file 'townshp.csv'. Did you mean 'township.csv'? "
        "There are: other.xlsx, township.csv."
    )


def test_a_missing_file_in_a_folder_without_tables_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"there is no such file\. Its folder holds"):
        read_cases(tmp_path / "a.csv")


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(InputError, match="there is no folder"):
        read_cases(tmp_path / "no" / "a.csv")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"is a folder, not a file\. Name a file in it\."):
        read_cases(tmp_path)


@pytest.mark.parametrize("content", [b"", b" \n\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_refused(file, content):
    with pytest.raises(InputError, match="the file is empty"):
        read_cases(file(content))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"%PDF-1.4 ...", "PDF document, which cannot be read. Save it as .csv or .xlsx."),
        ("a.csv", b"%PDF-1.4 ...", "is a PDF document"),
        ("a.xls", b"\xd0\xcf\x11\xe0rest", r"is an old Office file \(.xls or .doc\)"),
        ("a.xls", b"town\tCI\nA\t1\n", "is an old Excel file"),
        ("a.csv", b"<!DOCTYPE html><html>", "is a web page or an XML file"),
        ("a.json", b"[1, 2]", "is a JSON file"),
        ("a.csv", b"a\x00b\x01\x02", "is a binary file"),
        ("a.foo", b"town,CI\nA,1\n", "has the unknown suffix '.foo'. Readable are .csv, .tsv"),
        ("a.xlsx", b"town,CI\nA,1\n", "is named .xlsx but is not an Excel workbook"),
        ("a.csv.gz", b"town,CI\nA,1\n", "is named .gz but is not packed with gzip"),
        ("a.csv.gz", gzip.compress(b"town,CI\nA,1\n")[:-9], "is packed with gzip but damaged"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_by_what_it_is(file, name, content, said):
    with pytest.raises(InputError, match=said):
        read_cases(file(content, name))


def test_a_zip_archive_is_refused(file):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", "town,CI")
    with pytest.raises(InputError, match="is a zip archive"):
        read_cases(file(packed.getvalue(), "a.zip"))


def test_a_file_without_a_suffix_is_read_as_text(file):
    assert read_cases(file("town,CI\nA,1\n", "towns")).cases == ("A",)


def test_a_sheet_of_a_text_file_is_refused(file):
    with pytest.raises(InputError, match="a text file has no sheet 'Data'"):
        read_cases(file("town,CI\nA,1\n"), sheet="Data")
