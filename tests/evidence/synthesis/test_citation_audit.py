from pathlib import Path

import pytest

from hanse.evidence.records import BibliographicRecord
from hanse.evidence.synthesis import (
    CitationAudit,
    citation_audit,
    citations_in,
    parted_text,
    read_reference,
)

PAPERS = Path(__file__).parents[3].parent / "shared" / "papers"
LISTED = [
    "Lu, W., & Liu, J. (2014). Made up.",
    "Nadvi, K. (1999). Made up.",
    "Nadvi, K., & Schmitz, H. (1999). Made up.",
    "Sonobe, T., Akoten, J. E., & Otsuka, K. (2011). Made up.",
    "Rasiah, R., & Vinanchiarachi, J. (2013). Made up.",
    "OECD. (2007a). Made up.",
    "OECD. (2007b). Made up otherwise.",
    "Pérez-Alemán, P. (2005). Made up.",
]


def read(text):
    return [(one.authors, one.year, one.letter, one.is_et_al) for one in citations_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("as Nadvi (1999) says", [(("Nadvi",), 1999, "", False)]),
        ("However, Nadvi and Schmitz (1999)", [(("Nadvi", "Schmitz"), 1999, "", False)]),
        ("In Sonobe et al.'s (2011) study", [(("Sonobe",), 2011, "", True)]),
        ("OECD's data (2013) on firms", [(("OECD",), 2013, "", False)]),
        (
            "(Dib, Da Rocha, & Da Silva, 2010; Yunus Ali, 2009)",
            [(("Dib", "Da Rocha", "Da Silva"), 2010, "", False), (("Yunus Ali",), 2009, "", False)],
        ),
        (
            "(see Johanson & Vahlne, 1977, 2009a, b; cf. OECD, 2013, p. 4)",
            [
                (("Johanson", "Vahlne"), 1977, "", False),
                (("Johanson", "Vahlne"), 2009, "a", False),
                (("Johanson", "Vahlne"), 2009, "b", False),
                (("OECD",), 2013, "", False),
            ],
        ),
        ("Mejri and Umemoto (2010, p. 168)", [(("Mejri", "Umemoto"), 2010, "", False)]),
        ("(Más-Verdú et al. 2012)", [(("Más-Verdú",), 2012, "", True)]),
        (
            "Martínez, Belso-Martínez, and Más-Verdú (2012)",
            [(("Martínez", "Belso-Martínez", "Más-Verdú"), 2012, "", False)],
        ),
        ("(J. Doe, 2001)", [(("Doe",), 2001, "", False)]),
        ("(March, 1991)", [(("March",), 1991, "", False)]),
        ("(Doe, in press)", [(("Doe",), None, "", False)]),
        (r"[Bell et al. \(2003\)](#) argue", [(("Bell",), 2003, "", True)]),
        ("([Autio, 2005](#))", [(("Autio",), 2005, "", False)]),
        ("(March 2013)", []),
        ("in the crisis of 2008 (see Table 1)", []),
        ("The European Union (EU) in 1999", []),
        ("cluster in Ghana\n\tNadvi (1999)", [(("Nadvi",), 1999, "", False)]),
        ("", []),
    ],
)
def test_citations_are_read(text, found):
    assert read(text) == found


def test_citations_have_their_line_and_words():
    one = citations_in("First.\nThen\nNadvi and\nSchmitz (1999) say.")[0]
    assert (one.line, one.text) == (3, "Nadvi and Schmitz 1999")


@pytest.mark.parametrize(
    ("text", "fault", "nearest"),
    [
        ("Lu and Liu (2004)", "year differs", "Lu and Liu 2014"),
        (
            "Rasiyah and Vainanchiarachi (2013)",
            "spelling differs",
            "Rasiah and Vinanchiarachi 2013",
        ),
        ("Schmitz and Nadvi (1999)", "order differs", "Nadvi and Schmitz 1999"),
        ("Sonobe and Otsuka (2011)", "authors differ", "Sonobe, Akoten and Otsuka 2011"),
        ("OECD (2007)", "several listed", "OECD 2007a; OECD 2007b"),
        ("Porter (1998)", "not listed", ""),
        ("Schmits (1999)", "not listed", ""),
        ("Nadvy (2016)", "not listed", "Nadvi 1999"),
        ("Schmitz Nadvi (1999)", "not listed", ""),
        ("Lu et al. (2014)", "", ""),
        ("Nadvi et al. (1999)", "", ""),
        ("Nadvi (1999)", "", ""),
        ("(Perez-Aleman, 2005)", "", ""),
        ("OECD (2007b)", "", ""),
        ("Sonobe et al. (2011)", "", ""),
        ("Peculiarly Sonobe, Akoten, and Otsuka (2011)", "", ""),
    ],
)
def test_each_fault_is_told_with_what_is_meant(text, fault, nearest):
    found = citation_audit(citations_in(text), LISTED).faults
    assert [(one.fault, one.nearest) for one in found] == ([(fault, nearest)] if fault else [])


def test_what_is_never_cited_cannot_be_told_apart_or_read_is_listed():
    listed = ["Doe, A. (2001). A.", "Doe, A. (2001). B.", "Roe, B. (2002). C.", "see below"]
    found = citation_audit(citations_in("Roe (2002)"), listed)
    assert found.uncited == ("Doe 2001", "Doe 2001")
    assert found.equal == ("Doe 2001",)
    assert found.unread == ("see below",)
    assert CitationAudit.from_dict(found.to_dict()) == found


def test_a_reference_cited_with_a_fault_is_cited():
    found = citation_audit(citations_in("Lu and Liu (2004)"), LISTED[:1])
    assert found.uncited == ()
    assert found.to_frame()["fault"].tolist() == ["year differs"]


def test_records_and_read_references_are_compared_too():
    records = [
        BibliographicRecord(authors=("Nadvi, Khalid",), year=1999),
        read_reference(LISTED[0]),
        BibliographicRecord(authors=("OECD",), year=2007, extra=(("letter", "a"),)),
    ]
    found = citation_audit(citations_in("Nadvi (1999), Lu and Liu (2014), OECD (2007b)"), records)
    assert [one.fault for one in found.faults] == ["year differs"]


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("A (2001).\n\n## References\n\nDoe, A. (2001).\nT.\n\nRoe, B. (2002).\n", 2),
        ("Text\nREFERENCES\nDoe, A. (2001). T.\nRoe, B. (2002). T.", 2),
        ("Text\n7. Bibliography\n* Doe, A. (2001). T.\nnot this\n• Roe, B. (2002). T.", 2),
        ("No list; see the references (2001).", 0),
    ],
)
def test_the_list_of_references_is_parted_from_the_text(text, listed):
    body, found = parted_text(text)
    assert len(found) == listed
    assert text.startswith(body)


if PAPERS.exists():

    def faults(name):
        body, listed = parted_text((PAPERS / name).read_text(encoding="utf-8"))
        found = citation_audit(citations_in(body), listed)
        return found, {(one.citation.text, one.fault) for one in found.faults}

    def test_the_faults_of_the_review_are_found_and_no_others():
        found, told = faults("ayakwah-2020-driving-exports.txt")
        assert (found.n_references, found.n_citations) == (66, 195)
        assert told == {
            ("Rasiah & Vainanchiarachi 2013", "spelling differs"),
            ("Knorrunga and Nadvi 2016", "spelling differs"),
            ("Rasiyah and Vainanchiarachi 2013", "spelling differs"),
            ("Knorrington & Nadvi 2016", "spelling differs"),
            ("Senik, Scott-Ladd, Entrekim, & Adham 2011", "spelling differs"),
            ("Lu and Liu 2004", "year differs"),
            ("Shamsuddoha, Yunus Ali, & Oly Ndubisi 2012", "year differs"),
            ("McDermott and Rocha 2010", "order differs"),
        }
        assert (found.uncited, found.equal, found.unread) == ((), (), ())

    def test_a_paper_with_few_faults_has_few():
        found, told = faults("osarenkhoe-2022-cluster-catalyst.txt")
        assert ("West and Boger 2014", "spelling differs") in told
        assert len(told) <= 2
        assert found.n_citations >= 290
