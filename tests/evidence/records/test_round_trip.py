"""What is written reads back equal, whatever stands in the fields."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.records.strategies import records

from hanse.evidence.records import (
    FIELDS,
    BibliographicRecord,
    read_csv_records,
    read_records,
    write_bibtex,
    write_csv_records,
    write_ris,
)

WRITERS = {"ris": write_ris, "bibtex": write_bibtex, "csv": write_csv_records}


def read_back(text, kind):
    found = read_records(text.encode("utf-8"))
    assert found.formats == (kind,)
    assert found.rejected == ()
    assert found.starts == len(found.records)
    return [one.record for one in found.records]


@pytest.mark.parametrize("kind", WRITERS)
@given(made=st.lists(records, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_records_read_back_equal(kind, made):
    assert read_back(WRITERS[kind](made), kind) == made


@given(made=st.lists(records, max_size=4))
@settings(max_examples=150, deadline=None)
def test_our_own_table_reads_back_equal_by_its_quick_way(made):
    assert read_csv_records(write_csv_records(made)) == tuple(made)


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("name", FIELDS)
def test_every_field_reads_back_from_plain_and_from_awkward_values(kind, name):
    empty = BibliographicRecord()
    is_list, is_number = isinstance(getattr(empty, name), tuple), name in ("year", "cited_by")
    for text in ("Plain words", "two\nlines", 'a;b, {c} \\d "e" %$#&_~ – 😀', " blanks ", "\ud800"):
        if name == "extra":
            value = (("key", text), ("AD", text), (text, text))
        elif is_number:
            value = 2021
        else:
            value = (text, text + "x") if is_list else text
        made = BibliographicRecord(**{name: value})
        want = BibliographicRecord(
            **{name: _with_replacement(value) if "\ud800" in text else value}
        )
        assert read_back(WRITERS[kind]([made]), kind) == [want]


def _with_replacement(value):
    if isinstance(value, str):
        return value.replace("\ud800", "\ufffd")
    return tuple(_with_replacement(one) for one in value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("kind", ["ris", "bibtex"])
def test_a_change_made_in_another_program_holds_against_the_exact_value(kind):
    made = BibliographicRecord(title="Export\nclusters", year=2021, id="R000001", abstract="a\nb")
    text = WRITERS[kind]([made]).replace("Export clusters", "Export of clusters")
    found = read_back(text, kind)[0]
    assert found.title == "Export of clusters"
    assert (found.id, found.abstract) == ("R000001", "a\nb")


@pytest.mark.parametrize("kind", ["ris", "bibtex"])
def test_what_stands_in_our_tag_but_is_not_ours_is_kept(kind):
    text = {"ris": "TY  - JOUR\nTI  - A\nZZ  - their own\nER  -\n"}.get(
        kind, "@article{a, title={A}, hanse={their own}}\n"
    )
    found = read_back(text, kind)[0]
    assert "their own" in dict(found.extra).values()


def test_ris_is_what_other_programs_read():
    import rispy

    made = BibliographicRecord(
        type="journal-article",
        title="Export clusters",
        authors=("Doe, Ana", "Roe, Bo"),
        year=2021,
        pages="10-29",
        doi="10.5555/abc.1",
        keywords=("clusters", "SMEs"),
    )
    found = rispy.loads(write_ris([made]))[0]
    assert found["title"] == "Export clusters"
    assert found["authors"] == ["Doe, Ana", "Roe, Bo"]
    assert (found["start_page"], found["end_page"]) == ("10", "29")
    assert "ZZ  - " not in write_ris([made])


def test_bibtex_is_what_other_programs_read():
    import bibtexparser

    made = BibliographicRecord(
        type="journal-article", title="R&D {in} 50% of clusters", authors=("Röe, Bo",), year=2021
    )
    entry = bibtexparser.parse_string(write_bibtex([made, made])).entries
    assert [one.key for one in entry] == ["record1", "record2"]
    assert entry[0]["title"] == r"R\&D \{in\} 50\% of clusters"


def test_a_first_cell_that_looks_like_the_start_of_ris_stays_a_cell():
    made = [BibliographicRecord(title="A"), BibliographicRecord(id="TY  -", title="B")]
    assert read_back(write_csv_records(made), "csv") == made
