"""What each format says, field by field, worked out by hand."""

import pytest
from tests.evidence.records.samples import SAMPLES

from hanse.evidence.records import BibliographicRecord, read_records, write_csv_records


def one(text, at=0):
    return read_records(text.encode()).records[at].record


def ris(*lines):
    return one("\n".join(["TY  - JOUR", *lines, "ER  - "]))


def test_the_first_record_of_ris_is_this():
    assert one(SAMPLES["ris"]) == BibliographicRecord(
        type="journal-article",
        title="Alphaword clusters in Region X",
        authors=("Doe, Ana", "Röe, Bo"),
        year=2021,
        container="Journal of Examples",
        volume="4",
        issue="2",
        pages="10-29",
        doi="10.5555/abc.1",
        issn=("1234-5678",),
        abstract="We study the export of clusters in two lines.",
        keywords=("clusters", "SMEs"),
    )


def test_the_first_entry_of_bibtex_is_this():
    assert one(SAMPLES["bibtex"]) == BibliographicRecord(
        type="journal-article",
        title="Alphaword Clusters in Region X",
        authors=("Doe, A.", "Röe, B."),
        year=2021,
        date="2021 Jan",
        container="J. Ex.",
        volume="4",
        pages="10-29",
        doi="10.5555/abc.1",
        issn=("12345678",),
        keywords=("clusters", "SMEs"),
        cited_by=5,
        database="Scopus",
        extra=(("key", "Doe 2021"),),
    )


def test_the_first_record_of_pubmed_is_this():
    assert one(SAMPLES["medline"]) == BibliographicRecord(
        type="journal-article",
        title="Alphaword clusters in Region X.",
        authors=("Doe, Ana", "Röe, Bo"),
        year=2021,
        date="2021 Mar",
        container="Journal of examples",
        pages="10-29",
        doi="10.5555/abc.1",
        pmid="99999991",
        accession="99999991",
        issn=("1234-5678",),
        abstract="We study the export of clusters in two lines.",
        language="eng",
        database="PubMed",
        keywords=("Industry", "clusters"),
        notes=("Retracted Publication",),
        extra=(("OWN", "NLM"), ("STAT", "MEDLINE"), ("AU", "Doe A"), ("AU", "Röe B")),
    )


def test_the_first_record_of_web_of_science_is_this():
    assert one(SAMPLES["wos-text"]) == BibliographicRecord(
        type="journal-article",
        title="Alphaword clusters in Region X",
        authors=("Doe, Ana", "Röe, Bo"),
        year=2021,
        date="MAR",
        container="JOURNAL OF EXAMPLES",
        volume="4",
        issue="2",
        pages="10-29",
        doi="10.5555/abc.1",
        accession="WOS:000000000000001",
        issn=("1234-5678",),
        abstract="We study the export of clusters in two lines.",
        language="English",
        database="Web of Science",
        keywords=("clusters", "SMEs", "EXPORT"),
        references=("Smith J, 2001, J EX, V1, P2", "Roe B, 2002, J EX, V2, P3"),
        cited_by=7,
        extra=(("AU", "Doe, A"), ("AU", "Röe, B"), ("DT", "Article")),
    )


def test_the_first_row_of_scopus_is_this():
    assert one(SAMPLES["scopus-csv"]) == BibliographicRecord(
        type="journal-article",
        title="Alphaword clusters, in Region X",
        authors=("Doe, Ana", "Röe, Bo"),
        year=2021,
        container="J. Ex.",
        volume="4",
        pages="10-29",
        doi="10.5555/abc.1",
        accession="2-s2.0-1",
        abstract='We study "export" in two lines.',
        database="Scopus",
        keywords=("clusters", "SMEs"),
        references=("Smith J., Title, (2001)", "Roe B., Other, (2002)"),
        cited_by=5,
        extra=(("Authors", "Doe A.; Röe B."),),
    )
    assert one(SAMPLES["scopus-csv"], 1).abstract == ""


def test_the_first_record_of_endnote_is_this():
    assert one(SAMPLES["endnote-xml"]) == BibliographicRecord(
        type="journal-article",
        title="Alphaword clusters",
        authors=("Doe, Ana", "Röe, Bo"),
        year=2021,
        container="Journal of Examples",
        volume="4",
        pages="10-29",
        doi="10.5555/abc.1",
        keywords=("clusters", "SMEs & firms"),
        extra=(("rec-number", "1"),),
    )


def test_types_are_those_of_the_sources():
    types = {
        kind: [found.record.type for found in read_records(text.encode()).records]
        for kind, text in SAMPLES.items()
    }
    assert types["ris"] == ["journal-article", "book", "chapter", "thesis", "report"]
    assert types["bibtex"] == ["journal-article", "book", "chapter", "thesis", "other"]
    assert types["medline"] == ["journal-article", "erratum", "journal-article", "", ""]
    assert types["wos-text"][2:4] == ["conference-paper", "erratum"]
    assert types["scopus-csv"][3:] == ["erratum", "conference-paper"]


@pytest.mark.parametrize(
    ("lines", "name", "value"),
    [
        (["T1  - A"], "title", "A"),
        (["CT  - A"], "title", "A"),
        (["BT  - Book", "TI  - A"], "container", "Book"),
        (["J2  - Short", "JF  - Full", "TI  - A"], "container", "Full"),
        (["JO  - J"], "container", "J"),
        (["A1  - Doe, A", "AU  - Roe, B"], "authors", ("Doe, A", "Roe, B")),
        (["Y1  - 2014/08/29/"], "date", "2014/08/29"),
        (["Y1  - 2014//"], "date", ""),
        (["N2  - Text"], "abstract", "Text"),
        (["L2  - https://example.org"], "url", "https://example.org"),
        (["M1  - 3"], "issue", "3"),
        (["M1  - (Doe A.) Department of Examples, Lübeck"], "issue", ""),
        (["IS  - 2", "M1  - 3"], "issue", "2"),
        (["DO  - https://doi.org/10.5555/ABC.1"], "doi", "10.5555/abc.1"),
        (["U2  - L37"], "accession", "L37"),
        (["ID  - 1", "AN  - 2"], "accession", "2"),
        (["KW  - a, b, c"], "keywords", ("a", "b", "c")),
        (["KW  - industry, small"], "keywords", ("industry, small",)),
        (["KW  - a; b", "KW  - c"], "keywords", ("a; b", "c")),
        (["SN  - 0894-9867, 0894-9867"], "issn", ("0894-9867",)),
        (["SN  - 3161484100 (ISBN)"], "isbn", ("3161484100",)),
        (["SP  - No", "EP  - Specified"], "pages", ""),
        (["SP  - 152-160"], "pages", "152-160"),
        (["SP  - 152-160", "EP  - 160"], "pages", "152-160"),
        (["M3  - Erratum"], "type", "erratum"),
        (["M3  - Retracted"], "notes", ("Retracted Publication",)),
        (["N1  - References: A (2001);", "B (2002);"], "references", ("A (2001)", "B (2002)")),
        (["DB  - Scopus", "C2  - 31234567"], "pmid", "31234567"),
        (["TI  - A", "", "TI  - B"], "extra", (("TI", "B"),)),
        (["Q7  - odd"], "extra", (("Q7", "odd"),)),
        (["AB  - one", "CD - positive cells"], "abstract", "one CD - positive cells"),
        (
            ["AB  - one", "T2-weighted images", "IL-6 levels"],
            "abstract",
            "one T2-weighted images IL-6 levels",
        ),
    ],
)
def test_tags_of_ris_have_their_fields(lines, name, value):
    assert getattr(ris(*lines), name) == value


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"R{\"o}e", "Röe"),
        (r"Garc{\'\i}a", "García"),
        (r"\v{S}koda", "Škoda"),
        (r"50\% of R\&D", "50% of R&D"),
        ("50% of R&D", "50% of R&D"),
        ("costs $5 and $6 {GDP}", "costs $5 and $6 GDP"),
        ("costs of $5 million {GDP}", "costs of $5 million GDP"),
        ("$x_{1}$ {Y}", "$x_{1}$ Y"),
        (r"C:\temp\x", r"C:\temp\x"),
        (r"\emph{very} {\ss}", "very ß"),
    ],
)
def test_latex_becomes_signs_and_nothing_is_lost(written, read):
    assert one(f"@article{{a, title={{{written}}}}}\n").title == read


def test_names_of_bibtex_have_the_family_first():
    text = (
        "@article{a, author={Ludwig van Beethoven and {World Bank and Co} and Doe, A and others}}"
    )
    found = one(text)
    assert found.authors == ("van Beethoven, Ludwig", "World Bank and Co", "Doe, A")
    assert ("author", "and others") in found.extra


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Doe, Ana; Roe, Bo", ("Doe, Ana", "Roe, Bo")),
        ("Liu R., Adler D.G.", ("Liu R.", "Adler D.G.")),
        ("Doe, Ana", ("Doe, Ana",)),
        ("['Marx, Karl', 'Lindgren, Astrid']", ("Marx, Karl", "Lindgren, Astrid")),
        ("Ana Doe and Bo Roe", ("Ana Doe", "Bo Roe")),
    ],
)
def test_names_in_one_cell_are_told_apart(cell, names):
    assert one(f'title,authors,year\nA,"{cell}",2021\n').authors == names


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_tables_are_read_whatever_separates_their_columns(sign):
    found = one(f"Title{sign}Year{sign}DOI\nExport{sign}2021{sign}10.5555/a.1\n")
    assert (found.title, found.year, found.doi) == ("Export", 2021, "10.5555/a.1")


def test_a_record_becomes_a_dictionary_and_comes_back():
    from hanse.result import answer_from_dict

    made = one(SAMPLES["wos-text"])
    assert BibliographicRecord.from_dict(made.to_dict()) == made
    assert answer_from_dict(made.to_dict()) == made
    found = read_records(SAMPLES["ris"].encode())
    assert answer_from_dict(found.to_dict()) == found


def test_our_own_table_has_the_fields_as_columns():
    made = write_csv_records([BibliographicRecord(authors=("A; B", "C"), abstract=" x")])
    assert made.startswith("id,type,title,translated_title,authors,")
    assert '"\\[""A; B"",""C""]"' in made
    assert '"\\"" x"""' in made


def test_rispy_reads_the_same_titles_where_nothing_is_damaged():
    import rispy

    theirs = [found.get("title") or found["primary_title"] for found in rispy.loads(SAMPLES["ris"])]
    ours = [found.record.title for found in read_records(SAMPLES["ris"].encode()).records]
    assert ours == theirs
