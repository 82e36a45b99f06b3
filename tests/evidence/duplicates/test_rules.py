"""Pairs of records that a person would call the same, related, doubtful or different."""

import pytest

from hanse.errors import InputError
from hanse.evidence.duplicates import DEFAULT, DuplicateRules
from hanse.evidence.duplicates.features import features
from hanse.evidence.duplicates.judgement import judge
from hanse.evidence.records import BibliographicRecord

BASE = {
    "type": "journal-article",
    "title": "Export clusters and the growth of small firms in Region X",
    "authors": ("Doe, Jane", "Roe, Bo"),
    "year": 2001,
    "container": "Journal of Examples",
    "volume": "4",
    "issue": "2",
    "pages": "221-228",
    "doi": "10.5555/abc.1",
}
BARE = {key: BASE[key] for key in ("title", "authors", "year")}
LOST = {"doi": "", "pages": "", "volume": "", "issue": ""}


def verdict(first, second):
    one, other = (features(BibliographicRecord(**each)) for each in (first, second))
    found = judge(one, other, DEFAULT)
    assert found == judge(other, one, DEFAULT)
    return found


def changed(**fields):
    return BASE | fields


SAME = {
    "the same": BASE,
    "capitals and a full stop": changed(title=BASE["title"].upper() + ".", doi=""),
    "tags and entities": changed(
        title="Export clusters &amp; the growth of <i>small</i> firms in Region X"
    ),
    "LaTeX": changed(
        title=r"Export {Clusters} \& the Growth of Small Firms in Region~X".replace("~", " ")
    ),
    "brackets of a translated title": changed(title=f"[{BASE['title']}]. [in German]", doi=""),
    "language without the word in": changed(title=f"[{BASE['title']}]. [Japanese]", doi=""),
    "original with the translation behind": changed(
        title=f"Exportcluster und das Wachstum kleiner Firmen [{BASE['title']}]", doi=""
    ),
    "the original title, translated beside it": changed(
        title="Exportcluster und das Wachstum kleiner Firmen", translated_title=BASE["title"]
    ),
    "slips of the pen": changed(
        title="Export clusers and the growht of small firms in Region X", doi=""
    ),
    "British and American": changed(title=BASE["title"].replace("firms", "Firms"), doi=""),
    "a title cut in a word": changed(title="Export clusters and the growth of small fi", doi=""),
    "subtitle lost, same place": changed(title=f"{BASE['title']}: evidence from a survey", doi=""),
    "short pages": changed(pages="221-8", doi=""),
    "first page only": changed(pages="pp. 221", doi=""),
    "volume with issue": changed(volume="4(2)", issue="", doi=""),
    "abbreviated journal": changed(container="J. Ex.", doi=""),
    "initials of the journal, by its ISSN": changed(container="Beispiele", issn=("1234-5678",)),
    "initials": changed(authors=("Doe J", "Roe B"), doi=""),
    "given name first": changed(authors=("J. Doe", "Bo Roe"), doi=""),
    "authors cut short": changed(authors=("DOE, J", "et al."), doi=""),
    "authors in another order": changed(authors=("Roe B", "Doe J"), doi=""),
    "authors missing": changed(authors=(), doi=""),
    "online a year earlier": changed(year=2000, doi=""),
    "year mistyped at the same place": changed(year=2010, doi=""),
    "a letter of the DOI mistyped": changed(doi="10.5555/abc.7"),
    "a DOI mistyped at the same place": changed(doi="10.5555/xyz.79"),
    "only title, authors and year left": BARE,
    "another type at the same place": changed(type="conference-paper", doi=""),
    "journal under another name at the same place": changed(container="Beispielhefte", doi=""),
    "supplement number in the field of the volume": changed(volume="2", issue="Suppl 2"),
}


@pytest.mark.parametrize("other", SAME.values(), ids=SAME)
def test_faults_of_databases_do_not_keep_copies_apart(other):
    base = BASE | ({"issn": ("1234-5678",)} if "issn" in other else {})
    assert verdict(base, other).kind == "same"


LINKED = {
    "part": changed(title=f"{BASE['title']}: part II", doi="", pages="300-310"),
    "part by its letter": changed(title=f"{BASE['title']}. Part B", doi="", pages="300-310"),
    "part in words": changed(title=f"{BASE['title']}, second part", doi="", pages="300-310"),
    "part by a numeral": changed(title=f"{BASE['title']} II", doi="", pages="300-310"),
    "erratum": changed(title=f"Erratum: {BASE['title']}", doi="10.5555/err.1", pages="400"),
    "erratum by its type": changed(type="erratum", doi="10.5555/err.1", pages="400"),
    "erratum behind": changed(title=f"{BASE['title']} (Corrigendum)", doi="", pages="400"),
    "retraction-notice": changed(title=f"Retraction of: {BASE['title']}", doi="", pages="400"),
    "retraction-notice of": changed(
        title=f"Retraction notice to “{BASE['title']}”", doi="", pages="400"
    ),
    "version by its series": changed(container="SSRN Electronic Journal", **LOST),
    "version by its type": changed(type="working-paper", container="Papers", year=1999, **LOST),
    "version by its DOI": changed(container="", **(LOST | {"doi": "10.2139/ssrn.12345"})),
    "version of a thesis": changed(type="thesis", container="", **LOST),
    "version of a conference": changed(type="conference-paper", container="Meeting", **LOST),
    "translation": changed(
        title="Exportcluster und das Wachstum kleiner Firmen",
        translated_title=BASE["title"],
        container="Hefte",
        doi="",
        pages="7-15",
        volume="80",
        year=2003,
    ),
}


@pytest.mark.parametrize("name", LINKED)
def test_parts_errata_versions_and_translations_are_linked_not_merged(name):
    found = verdict(BASE, LINKED[name])
    assert (found.kind, found.blocks) == ("linked", True)
    kind = {"erratum": "erratum", "part": "part", "version": "version"}.get(name.split()[0])
    assert found.rule == (kind or name.split()[0])


def test_two_parts_are_linked_even_where_nothing_else_is_known():
    one = BARE | {"title": f"{BASE['title']}: Part I"}
    other = BARE | {"title": f"{BASE['title']}: Part 2"}
    assert verdict(one, other)[:2] == ("linked", "part")


def test_editions_are_versions_of_a_book():
    book = {"type": "book", "title": BASE["title"], "authors": BASE["authors"], "year": 1998}
    second = book | {"edition": "2nd ed.", "year": 2003}
    third = book | {"title": f"{BASE['title']} (third edition)", "year": 2003}
    assert verdict(book, second)[:2] == ("linked", "version")
    assert verdict(second, third)[:2] == ("linked", "version")
    assert verdict(book, book | {"edition": "1st"}).kind == "same"
    assert verdict(book, second | {"year": 1998}).kind == "doubtful"


DIFFERENT = {
    "a reply": changed(title=f"{BASE['title']}: a reply", doi="", pages="400-402"),
    "a comment by others": changed(
        title=f"Comment on “{BASE['title']}”", authors=("Poe, Al",), doi="", pages="400-402"
    ),
    "another place in the title": changed(
        title=BASE["title"].replace("Region X", "Region Y"), doi="", pages="300-310"
    ),
    "another number in the title": changed(
        title=f"{BASE['title']} in 2004", doi="10.5555/other", pages="300-310"
    ),
    "other people": changed(authors=("Poe, Al",), doi="10.5555/other", container="Other Review"),
    "an abstract of a conference": changed(
        type="conference-abstract",
        container="Meeting",
        issue="Suppl 1",
        doi="",
        pages="S12",
        volume="9",
    ),
    "an abstract in a supplement": changed(
        container="Annals of Meetings", issue="Suppl 1", doi="", pages="S12", volume="9"
    ),
    "an abstract in a supplement of the journal": changed(
        issue="Suppl 1", doi="", pages="S12", volume=""
    ),
    "a number within a word": changed(
        title=BASE["title"].replace("Region X", "covid19"), doi="", pages="", volume=""
    ),
    "a book of the same title": changed(type="book", container="", **LOST),
    "another decade": changed(year=1985, container="Other Review", **LOST),
}


@pytest.mark.parametrize("other", DIFFERENT.values(), ids=DIFFERENT)
def test_what_only_looks_alike_is_different(other):
    base = BASE
    if "covid19" in other["title"]:
        base = changed(title=other["title"].replace("19", "18"), doi="", pages="", volume="")
    found = verdict(base, other)
    assert (found.kind, found.blocks) == ("different", True)


def test_other_people_with_the_same_title_and_year_are_different():
    assert verdict(BARE, BARE | {"authors": ("Poe, Al", "Moe, Jo")}).kind == "different"
    assert verdict(BARE, BARE | {"authors": ("Doe L", "Moe Z")}).kind == "different"


DOUBTFUL = {
    "one DOI under two titles": changed(
        title="Wages in coal mining after the war", authors=("Poe, Al",), pages="9-20"
    ),
    "another volume": changed(volume="9", pages="", doi=""),
    "another journal": changed(container="Other Review", **LOST),
    "another DOI": changed(doi="10.5555/something.else", pages="", volume=""),
    "marked as retracted": changed(title=f"RETRACTED: {BASE['title']}"),
    "a letter differs at the same place": changed(
        title="Export clusters and the growth of large firms in Region X",
        pages="221",
        doi="",
        authors=("Doe, Jane",),
        volume="",
        issue="",
        type="",
    ),
    "beginning of the title": changed(
        title=f"{BASE['title']}: a case study", doi="", pages="", volume=""
    ),
}


@pytest.mark.parametrize("name", DOUBTFUL)
def test_what_speaks_for_and_against_is_left_to_a_person(name):
    base = BASE | ({"pages": "221", "type": ""} if "letter" in name else {})
    assert verdict(base, DOUBTFUL[name]).kind == "doubtful"


def test_identical_records_without_authors_need_more_than_a_title():
    title = {"title": BASE["title"]}
    assert verdict(title, title).kind == "doubtful"
    assert verdict(title | {"year": 2001}, title | {"year": 2001}).kind == "same"
    assert verdict(title | {"authors": ("Doe J",)}, title | {"authors": ("Doe J",)}).kind == "same"


def test_an_editorial_needs_its_place():
    one = changed(title="Editorial", doi="")
    assert verdict(one, one).kind == "same"
    assert verdict(one, one | {"pages": ""}).rule == "same short title, authors and issue"
    assert verdict(one | LOST, one | LOST).kind == "open"
    assert verdict(one, one | {"pages": "300-301"}).kind == "different"
    review = changed(title="Book review", doi="")
    assert verdict(review, review | {"pages": ""}).kind == "doubtful"


def test_versions_of_a_doi_are_not_slips():
    assert (
        verdict(
            changed(doi="10.1002/14651858.cd001.pub2", pages="", volume=""),
            changed(doi="10.1002/14651858.cd001.pub3", pages="", volume=""),
        ).kind
        == "doubtful"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("hypertension", "hypotension"), ("import", "export"), ("Gambia", "Zambia"), ("Iran", "Iraq")],
)
def test_words_that_look_alike_and_mean_something_else_are_no_slips(one, other):
    first = changed(title=f"Clusters and {one} among small firms in a region", doi="", pages="")
    second = changed(title=f"Clusters and {other} among small firms in a region", doi="", pages="")
    assert verdict(first, second).kind != "same"


def test_an_unusable_threshold_is_refused_with_its_name():
    with pytest.raises(InputError, match=r"near_title is 85\. Give a number between 0 and 1\."):
        DuplicateRules(near_title=85)
    with pytest.raises(InputError, match=r"block is -1\. Give a number 0 or more\."):
        DuplicateRules(block=-1)


def test_a_book_of_a_short_title_is_one_by_its_people_and_year():
    one = {"type": "book", "title": "On competition", "authors": ("Porter, M. E.",), "year": 1998}
    assert verdict(one, one | {"authors": ("Porter M.E.",)}).rule == (
        "same book by title, authors and year"
    )
    assert verdict(one, one | {"year": 2008}).kind == "different"
    assert verdict(one, one | {"authors": ("Doe, J.",)}).kind != "same"
    report = one | {"type": "report"}
    assert verdict(report, report).rule == "same short title, authors and year"
    assert verdict(report, report).kind == "doubtful"
    letter = report | {"title": "Editorial"}
    assert verdict(letter, letter).kind == "open"
