"""What is said about files that cannot be read, or only in part."""

import pytest
from tests.evidence.records.samples import SAMPLES

from hanse.errors import InputError
from hanse.evidence.records import (
    RecordFile,
    read_csv_records,
    read_records,
    write_csv_records,
)

RIS = SAMPLES["ris"]


def said(data, **more):
    with pytest.raises(InputError) as caught:
        read_records(data if isinstance(data, bytes) else data.encode(), name="a.ris", **more)
    return str(caught.value)


def read(text):
    return read_records(text.encode(), name="a.ris")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", "a.ris: the file is empty. Export it again; look if the search found any."),
        (b"\xef\xbb\xbf \r\n", "a.ris: the file is empty."),
        (b"%PDF-1.7 x", "looks like a PDF document, not like records. Export the records again as"),
        (b"PK\x03\x04 xl/workbook.xml", "looks like an Excel workbook, not like records. Save it"),
        (b"PK\x03\x04 other", "looks like a zip archive, not like records. Unpack it"),
        (b"\x1f\x8bxx", "looks like a file packed with gzip"),
        (bytes(range(256)) * 4, "looks like a binary file, not like records"),
        (
            b"<!DOCTYPE html><html><head><title>Sign in - Base</title></head></html>",
            "looks like a web page, titled 'Sign in - Base', not like records. Perhaps the page of "
            "the login was saved. Log in and export again.",
        ),
        (
            b"<?xml version='1.0'?><PubmedArticleSet><PubmedArticle/></PubmedArticleSet>",
            "looks like XML of another kind (PubmedArticleSet), not like an export of EndNote. "
            "Export from PubMed as .nbib",
        ),
        (b"Dear colleague,\nhere it is.", "no records are recognised; it begins with 'Dear coll"),
        (b"1;2;3\n4;5;6\n", "tables whose first row names columns such as Title, Authors and Year"),
        (b"title,year\n", "looks like CSV, but no record begins in it. Export it again"),
    ],
)
def test_what_is_no_export_is_named_and_what_to_do_is_said(data, text):
    assert text in said(data)


def test_a_format_that_is_not_the_files_is_refused():
    assert said(SAMPLES["bibtex"], format="ris") == (
        "a.ris: looks like BibTeX, not like RIS. Leave the format out, or name it 'bibtex'."
    )
    with pytest.raises(InputError, match=r"there is no format 'riss'. Did you mean 'ris'"):
        read_records(RIS.encode(), format="riss")
    assert read_records(SAMPLES["scopus-csv"].encode(), format="csv").starts == 5


def test_a_name_that_says_another_format_is_remarked_and_the_content_decides():
    found = read_records(SAMPLES["bibtex"].encode(), name="scopus.ris")
    assert found.formats == ("bibtex",)
    assert found.warnings[0] == (
        "line 1: the name ends in .ris, but the content is BibTeX; it was read as that"
    )


def test_a_missing_file_is_named_with_the_nearest(tmp_path):
    (tmp_path / "scopus.ris").write_text(RIS, encoding="utf-8")
    assert read_records(tmp_path / "scopus.ris").name == "scopus.ris"
    with pytest.raises(
        InputError, match=r"there is no file 'scopus.rsi'. Did you mean 'scopus.ris'"
    ):
        read_records(tmp_path / "scopus.rsi")
    with pytest.raises(InputError, match="is a folder, not a file"):
        read_records(tmp_path)


def test_a_file_cut_off_within_a_record_keeps_what_is_left_and_says_so():
    found = read("TY  - JOUR\nTI  - A\nER  - \nTY  - JOUR\nTI  - B\nAB  - We st")
    assert [one.record.abstract for one in found.records] == ["", "We st"]
    assert found.warnings == (
        "line 4: the record is cut off (no end mark ER before the end); its last field may be too",
    )


def test_a_file_cut_off_behind_a_start_rejects_the_empty_rest():
    found = read("TY  - JOUR\nTI  - A\nER  - \nTY  - JO")
    assert len(found.records) == 1
    assert (found.rejected[0].line, found.rejected[0].reason) == (
        4,
        "cut off: the file ends behind its first line",
    )
    assert found.rejected[0].text == "TY - JO"


def test_records_without_an_end_or_a_start_are_kept_with_a_warning():
    found = read("TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\nER  - \nAU  - Doe\nTI  - C\nER  - \n")
    assert [one.record.title for one in found.records] == ["A", "B", "C"]
    assert found.records[2].record.authors == ("Doe",)
    assert found.warnings == (
        "line 1: the record has no end mark (ER); it ends where the next begins",
        "line 6: the first line of a record (TY) is missing",
    )


def test_records_without_a_title_are_kept_with_a_warning():
    found = read("TY  - JOUR\nER  - \nTY  - JOUR\nAU  - Doe\nER  - \n")
    assert len(found.records) == 2
    assert found.warnings == (
        "line 1: a record without a title",
        "line 3: a record without a title",
    )


def test_duplicate_keys_and_keys_with_blanks_are_kept():
    text = "@article{Doe 2021, title={A}}\n@article{Doe 2021, title={B}}\n@article{title={C}}\n"
    found = read(text)
    assert [one.record.title for one in found.records] == ["A", "B", "C"]
    assert "line 2: the key 'Doe 2021' is that of line 1 too" in found.warnings
    assert "line 3: the entry has no key" in found.warnings


def test_an_entry_whose_brace_is_open_is_rejected_and_the_next_is_read():
    found = read("@article{a, title={A\n@article{b, title={B}}\n@book{c, title={C},\n year 20}\n")
    assert [one.record.title for one in found.records] == ["B"]
    assert [(one.line, one.reason) for one in found.rejected] == [
        (1, "its braces or quotes are not closed"),
        (3, "there is no = behind the field 'year 20'"),
    ]
    assert found.rejected[0].text == "@article{a, title={A"


def test_remains_of_an_entry_without_a_beginning_are_rejected():
    found = read("@article{a, title={A}}\n\n  title={B},\n  year={2020},\n}\n")
    assert [(one.line, one.reason) for one in found.rejected] == [
        (3, "the beginning of an entry is missing")
    ]
    assert found.starts == 2


def test_rows_of_another_length_are_rejected_and_a_last_short_one_is_kept():
    found = read("title,year,doi\nA,2021,\nB,2020,x,y,z\nC\nD,2019")
    assert [one.record.title for one in found.records] == ["A", "D"]
    assert [(one.line, one.reason) for one in found.rejected] == [
        (3, "5 cells where the header has 3"),
        (4, "1 cell where the header has 3"),
    ]
    assert found.warnings[-1] == "line 5: the record is cut off: 2 cells where the header has 3"


def test_a_quote_that_is_not_closed_swallows_no_row():
    found = read('title,year\n"A,2021\nB,2020\n"C",2019\n')
    assert [one.record.title for one in found.records] == ['"A', "B", "C"]


def test_endnote_that_is_cut_off_or_broken_is_rejected_with_its_line():
    whole = "<xml><records>\n<record><titles><title>A</title></titles></record>\n"
    found = read(whole + "<record><titles><title>B & C</title></titles></record>\n<record><ti")
    assert len(found.records) == 1
    assert found.rejected[0].reason.startswith("it is no XML: ")
    assert (found.rejected[1].line, found.rejected[1].reason) == (
        4,
        "cut off: the file ends within it",
    )


def test_entities_of_an_xml_file_are_never_put_in(tmp_path):
    (tmp_path / "secret").write_text("hidden words", encoding="utf-8")
    text = (
        f'<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY x SYSTEM "{tmp_path}/secret">]>'
        "<xml><records><record><titles><title>A &x;</title></titles></record></records></xml>"
    )
    found = read(text)
    assert "hidden words" not in repr(found)
    assert len(found.records) + len(found.rejected) == 1
    assert "the entities that the file defines are not used" in found.warnings[1]


def test_a_control_character_is_taken_out_with_a_warning():
    found = read("TY  - JOUR\nTI  - A\x00B\nER  - \n")
    assert found.records[0].record.title == "AB"
    assert found.warnings == ("line 2: 1 control character taken out, such as NUL",)


def test_lines_in_another_encoding_are_read_and_named():
    data = "TY  - JOUR\nTI  - Größe\nAU  - ".encode() + "Röe".encode("cp1252") + b"\nER  - \n"
    found = read_records(data)
    assert (found.encoding, found.records[0].record.authors) == ("utf-8 and cp1252", ("Röe",))
    assert found.warnings == ("line 3: 1 line not in UTF-8, read as cp1252",)


def test_lines_outside_of_records_are_reported():
    found = read("Provider: Ovid\n\nTY  - JOUR\nTI  - A\nER  - \nLink to text\n")
    assert found.warnings == ("line 1: 2 lines belong to no record, first 'Provider: Ovid'",)


def test_a_second_title_and_a_year_that_is_none_are_remarked():
    found = read("TY  - JOUR\nTI  - A\nTI  - B\nPY  - soon\nER  - \n")
    assert found.warnings == (
        "line 1: 'soon' (PY) is no year",
        "line 1: a second title, kept in extra; perhaps two records in one",
    )


def test_a_lost_record_stops_the_import():
    found = read(RIS)
    lost = RecordFile(
        name="a.ris",
        formats=found.formats,
        encoding="utf-8",
        records=found.records[1:],
        rejected=(),
        warnings=(),
        starts=5,
    )
    with pytest.raises(InputError) as caught:
        lost.check()
    assert str(caught.value).startswith(
        "a.ris: 5 records begin in the file, but 4 were read and 0 refused. Nothing was imported"
    )


def test_a_reader_that_loses_a_record_is_caught(monkeypatch):
    from hanse.evidence.records import reader

    whole = reader.read_ris

    def careless(lines, first_line):
        found = whole(lines, first_line)
        del found.kept[2]
        return found

    monkeypatch.setattr(reader, "read_ris", careless)
    assert "5 records begin in the file, but 4 were read and 0 refused" in said(RIS)


def test_a_file_says_in_sentences_what_was_read():
    found = read("TY  - JOUR\nTI  - A\nER  - \n@article{a, title={A\n")
    assert str(found).split("\n") == [
        "a.ris: 2 records in RIS and BibTeX, utf-8; 1 read, 1 rejected.",
        "Rejected:",
        "  line 4: its braces or quotes are not closed (@article{a, title={A)",
    ]
    many = read("TY  - JOUR\nER  - \n" * 12)
    assert str(many).endswith("  and 2 more")


def test_a_damaged_table_of_our_own_is_refused_with_its_line(tmp_path):
    text = write_csv_records([one.record for one in read(RIS).records])
    assert len(read_csv_records(text)) == 5
    lines = text.split("\n")
    with pytest.raises(InputError, match=r"line 3: the row is damaged \(28 cells where .* 29\)"):
        read_csv_records("\n".join([*lines[:2], lines[2].replace(",", "", 1), *lines[3:]]))
    with pytest.raises(InputError, match="line 2: the row is damaged"):
        read_csv_records(text.replace(",2021,", ",soon,", 1))
    with pytest.raises(InputError, match="the columns are not those of a table of records"):
        read_csv_records("title,year\nA,2021\n")
    with pytest.raises(InputError, match="cannot be read: No such file"):
        read_csv_records(tmp_path / "none.csv")
    (tmp_path / "records.csv").write_text(text, encoding="utf-8")
    assert read_csv_records(tmp_path / "records.csv") == read_csv_records(text)


def test_tags_behind_the_end_of_a_record_are_kept_with_it():
    found = read("TY  - JOUR\nTI  - A\nER  - \nNL  - J Ex\n\n2.\nTY  - JOUR\nTI  - B\nER  - \n")
    assert found.records[0].record.extra == (("NL", "J Ex"),)
    assert found.warnings == (
        "line 4: tags behind the end of a record are kept with it",
        "line 6: 1 line belongs to no record, first '2.'",
    )


@pytest.mark.parametrize("header", ["2.", "<2>", "Record #2 of 9"])
def test_numbers_of_records_are_no_part_of_a_record_without_an_end(header):
    found = read(f"TY  - JOUR\nTI  - A\n\n{header}\nTY  - JOUR\nTI  - B\nER  - \n")
    assert [one.record.title for one in found.records] == ["A", "B"]


def test_what_looks_like_another_format_within_a_record_is_a_part_of_it():
    abstract = "seen\nTY  - JOUR\nPMID- 1\nPT J\n"
    found = read(f"@article{{a, title={{A}}, abstract={{{abstract}}}}}\n@book{{b, title={{B}}}}\n")
    assert [one.record.title for one in found.records] == ["A", "B"]
    found = read(f'title,abstract\nA,"{abstract}"\nB,\n')
    assert [one.record.title for one in found.records] == ["A", "B"]


def test_a_byte_that_no_encoding_has_is_shown_and_not_dropped():
    found = read_records(b"TY  - JOUR\nTI  - A\x81B\nER  - \n")
    assert found.records[0].record.title == "A\ufffdB"


def test_quotes_mean_nothing_in_the_table_of_web_of_science():
    head = "PT\tAU\tTI\tPY\tUT"
    found = read(f'{head}\nJ\tDoe, A\t"Open\t2021\tWOS:1\nJ\tRoe, B\t"Whole"\t2020\tWOS:2\n')
    assert [one.record.title for one in found.records] == ['"Open', '"Whole"']


def test_remains_of_a_record_of_endnote_at_the_end_are_rejected():
    whole = "<records><record><titles><title>A</title></titles></record>\n"
    found = read(whole + "<titles><title>B</title></titles>\n")
    assert len(found.records) == 1
    assert [one.reason for one in found.rejected] == ["the beginning of a record is missing"]
