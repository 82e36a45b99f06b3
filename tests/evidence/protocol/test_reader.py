"""The file of a protocol: what it says, how it comes back, and the text of every mistake."""

import pytest
from hypothesis import given, settings
from tests.evidence.protocol.made_protocols import protocol, protocols

from hanse.errors import InputError
from hanse.evidence.protocol import (
    STAGES,
    Concept,
    Protocol,
    Term,
    check_protocol,
    protocol_from_toml,
    protocol_text,
    read_protocol,
    starter_protocol,
    write_protocol,
)

GOOD = """
[review]
title = "Clusters abroad"
questions = ["Which clusters go abroad?"]
combination = "cluster AND abroad"

[[concepts]]
id = "cluster"
terms = ["cluster", "industrial district"]

[[concepts]]
id = "abroad"
terms = ["export*", { term = "foreign market", exact = true }]

[[sources]]
id = "scopus"
name = "Scopus"
platform = "scopus"

[[criteria]]
id = "E1"
text = "No cluster"

[[people]]
id = "A"
name = "Ann Ek"

[[people]]
id = "B"
name = "Bo Alm"
"""


def wrong(old: str, new: str) -> str:
    """Return what is said of the good file with one thing in it changed."""
    assert old in GOOD
    with pytest.raises(InputError) as caught:
        protocol_from_toml(GOOD.replace(old, new, 1))
    return str(caught.value)


def test_a_short_file_has_the_usual_values():
    made = protocol_from_toml(GOOD)
    assert made.version == 1
    assert [one.id for one in made.questions] == ["Q1"]
    assert made.concepts[0].fields == ("title", "abstract", "keywords")
    assert made.concepts[0].label == "cluster"
    assert made.concepts[1].terms == (
        Term("export", truncate=True),
        Term("foreign market", exact=True),
    )
    assert (made.sources[0].type, made.sources[0].stage) == ("database", 1)
    assert made.criteria[0].stages == STAGES
    assert made.screening.reviewers("full-text") == 2


def test_the_starter_can_be_read_with_any_title():
    for title in ["Clusters abroad", 'A "quoted" \\ title', "Ünter {x} uns", "a\nb"]:
        made = protocol_from_toml(starter_protocol(title))
        assert made.title == " ".join(title.split())
    assert protocol_from_toml(starter_protocol(" ")).title == "Title of the review"


@given(protocols())
@settings(max_examples=60, deadline=None)
def test_what_is_written_reads_back_the_same(made):
    check_protocol(made)
    assert protocol_from_toml(protocol_text(made)) == made


@given(protocols())
@settings(max_examples=15, deadline=None)
def test_a_protocol_becomes_a_dictionary_and_comes_back(made):
    assert Protocol.from_dict(made.to_dict()) == made


def test_a_file_is_written_and_read(tmp_path):
    made = protocol_from_toml(GOOD)
    write_protocol(tmp_path / "protocol.toml", made)
    assert read_protocol(tmp_path / "protocol.toml") == made
    text = (tmp_path / "protocol.toml").read_text(encoding="utf-8")
    (tmp_path / "marked.toml").write_text(text, encoding="utf-8-sig")
    assert read_protocol(tmp_path / "marked.toml") == made


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(InputError, match="the file cannot be read"):
        read_protocol(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_bytes(b'title = "\xe9"')
    with pytest.raises(InputError, match=r"bad\.toml: the file is not UTF-8 .*Save it as UTF-8"):
        read_protocol(tmp_path / "bad.toml")
    with pytest.raises(InputError, match=r"p\.toml: this is not TOML"):
        protocol_from_toml("[review", name="p.toml")


def test_all_mistakes_are_told_at_once():
    text = GOOD.replace("title =", "titel =").replace('"scopus"\n', '"scopsu"\n')
    with pytest.raises(InputError) as caught:
        protocol_from_toml(text.replace('id = "B"', 'id = "A"'), name="p.toml")
    said = str(caught.value)
    assert said.startswith("p.toml: 4 problems:")
    for part in [
        "p.toml, [review]: there is no key 'titel'. Did you mean 'title'?",
        "p.toml, [review]: title is empty",
        "there is no platform 'scopsu'. Did you mean 'scopus'?",
        "p.toml, [[people]]: ids stand twice: 'A' and 'A'",
    ]:
        assert part in said


MISTAKES = [
    ("[review]", "[reviews]", "there is no key 'reviews'. Did you mean 'review'?"),
    ('title = "Clusters abroad"', "title = 3", 'title is 3. Write title = "..."'),
    ('questions = ["Which clusters go abroad?"]', "", "there are no questions"),
    ('["Which clusters go abroad?"]', '[" "]', "question 1 is ' '. Write the question in quotes"),
    ('["Which clusters go abroad?"]', '"?"', "questions is '?'"),
    (
        '["Which clusters go abroad?"]',
        '[{ id = "Q1", text = "" }]',
        "[review], questions 1: text is empty",
    ),
    ("[review]", '[review]\nversion = "1"', "version is '1'. Give a whole number from 1 to 9999"),
    ("[review]", "[review]\nversion = true", "version is True"),
    (
        "[review]",
        '[review]\nlanguages = ["englich"]',
        "no language 'englich'. Did you mean 'english'?",
    ),
    ("[review]", "[review]\nfirst_year = 90", "first_year is 90. Give a whole number from 1400"),
    (
        "[review]",
        "[review]\nfirst_year = 2020\nlast_year = 1990",
        "first_year 2020 is after last_year 1990. Exchange them",
    ),
    ('id = "cluster"', 'id = "the cluster"', "'the cluster' is no id"),
    ('id = "cluster"', 'id = "And"', "a concept is called 'And'. Rename it"),
    ('["cluster", "industrial district"]', "[]", "(cluster): there is no term"),
    ('["cluster", "industrial district"]', '"cluster"', "terms is 'cluster'"),
    ('["cluster", "industrial district"]', '["cluster", 3]', "(cluster), terms 2: term 2 is 3"),
    ('["cluster", "industrial', '["Cluster", "cluster", "i', "the term 'cluster' stands twice"),
    ('["cluster", ', '["cluster*analysis", ', "a star within 'cluster*analysis'"),
    ('["cluster", ', '["(cluster", ', "'(cluster' has signs that databases read as commands"),
    ('["cluster", ', "['\"cluster\"', ", "has signs that databases read as commands"),
    ('["cluster", ', '["cl*", ', "too little is left of the last word"),
    ('"export*"', '{ term = "export*", exact = true }', "both exact and truncated"),
    ('"export*"', '{ term = "export*", truncate = false }', "a star, but truncate is false"),
    ('"export*"', '{ trem = "export" }', "no key 'trem'. Did you mean 'term'?"),
    ('"export*"', '{ term = "export", exact = "yes" }', "exact is 'yes'. Write true or false"),
    (
        '"export*"',
        '{ term = "export", without = ["exprots"] }',
        "there is no form 'exprots'. Did you mean 'exports'?",
    ),
    ('"export*"', '{ term = "export", without = ["export"] }', "names the term 'export' itself"),
    ('id = "abroad"', 'id = "abroad"\nnot = ["exports"]\nfields = ["titel"]', "no field 'titel'"),
    ('id = "abroad"', 'id = "abroad"\nfields = []', "there are no fields"),
    (
        'terms = ["cluster"',
        'not = ["clusters"]\nterms = ["cluster"',
        "'clusters' is both wanted and excluded",
    ),
    ("cluster AND abroad", "cluster AND abraod", "no concept 'abraod'. Did you mean 'abroad'?"),
    ("cluster AND abroad", "cluster", "no combination uses the concept 'abroad'"),
    ("cluster AND abroad", "(cluster AND abroad", "this parenthesis is not closed"),
    ("cluster AND abroad", "cluster AND abroad)", "sign 19 of 'cluster AND abroad)', at ')'"),
    ("cluster AND abroad", "cluster AND abroad OR cluster", "AND and OR on one level"),
    ("cluster AND abroad", "cluster OR NOT abroad", "OR NOT, which no database can search"),
    ("cluster AND abroad", "NOT abroad", "NOT with nothing before it"),
    ("cluster AND abroad", "cluster abroad", "'abroad' without AND, OR or NOT before it"),
    ("cluster AND abroad", "cluster AND", "it ends where a concept is due"),
    ("cluster AND abroad", "cluster AND ()", "nothing between parentheses"),
    ("cluster AND abroad", "AND abroad", "AND where a concept is due"),
    ('platform = "scopus"', 'platform = "Scopus"', "no platform 'Scopus'. Did you mean 'scopus'?"),
    ('platform = "scopus"', 'kind = "databse"', "no kind 'databse'. Did you mean 'database'?"),
    ('platform = "scopus"', "stage = 0", "stage is 0. Give a whole number from 1 to 99"),
    ('platform = "scopus"', 'ranking = "ABS 2018"', "a ranking without journals"),
    (
        'platform = "scopus"',
        'query = "a"\ncombination = "cluster"',
        "both query and combination are given",
    ),
    (
        'platform = "scopus"',
        'journals = [{ name = "World Development", issn = "0305-7501" }]',
        "'0305-7501' of World Development is no ISSN",
    ),
    ('platform = "scopus"', 'journals = ["A", "a "]', "journals stand twice: 'A' and 'a'"),
    ('platform = "scopus"', "journals = [3]", "journal 1 is 3"),
    ('text = "No cluster"', 'text = " "', "[[criteria]] 1 (E1): text is empty"),
    ('text = "No cluster"', 'text = "x"\nkind = "exlude"', "no kind 'exlude'. Did you mean 'excl"),
    ('text = "No cluster"', 'text = "x"\nstages = ["fulltext"]', "no stage 'fulltext'. Did you"),
    ('text = "No cluster"', 'text = "x"\nstages = []', "there are no stages"),
    (
        'text = "No cluster"',
        'text = "x"\nstages = ["title-abstract"]',
        "no criterion may be used at full-text",
    ),
    ('name = "Bo Alm"', 'name = "ann  Ék"', "names look alike: 'Ann Ek' and 'ann  Ék'"),
    ('id = "B"', 'id = "Hanse"', "a person has the id 'hanse'. Choose another id"),
    ('id = "B"', 'id = "a"', "ids stand twice: 'A' and 'a'"),
    ('id = "B"', 'id = "B"\nmail = "x"', "there is no key 'mail'"),
    ("[[criteria]]", "[screening]\nreviewers = 3\n[[criteria]]", "3 reviewers of each record"),
    ("[[criteria]]", "[screening]\nreviewers = 12\n[[criteria]]", "title-abstract is 12"),
    ("[[criteria]]", '[screening]\nreviewers = "2"\n[[criteria]]', "reviewers is '2'"),
    ("[[criteria]]", "[screening]\nrecall = 95\n[[criteria]]", "recall is 95. Give a share above"),
    ("[[criteria]]", "[screening]\nconfidence = 1.0\n[[criteria]]", "confidence is 1.0"),
    (
        "[[criteria]]",
        "[screening.reviewers]\nfulltext = 1\n[[criteria]]",
        "no key 'fulltext'. Did you mean 'full-text'?",
    ),
    ("[[criteria]]", '[[sheets]]\nid = "s"\ncoders = 3\n[[criteria]]', "3 coders of each record"),
    ("[[criteria]]", "sheets = 3\n[[criteria]]", "there is no key 'sheets'"),
]


@pytest.mark.parametrize(("old", "new", "said"), MISTAKES, ids=[one[2][:40] for one in MISTAKES])
def test_every_mistake_says_what_where_and_how_to_mend(old, new, said):
    found = wrong(old, new)
    assert said in found
    assert "protocol.toml" in found
    assert found.rstrip().endswith((".", "?", ":")) or "There are" in found


def test_sections_that_are_no_tables_are_told():
    for key in ("concepts", "people"):
        with pytest.raises(InputError, match=f"{key} is 3. Write each in a table of its own"):
            protocol_from_toml(f"{key} = 3\n[review]\ntitle = 'x'")
    with pytest.raises(InputError, match=r"review is 3. Write \[review\] on a line of its own"):
        protocol_from_toml("review = 3")


def test_one_person_may_screen_alone():
    text = GOOD[: GOOD.rindex("[[people]]")]
    with pytest.raises(InputError, match="2 reviewers of each record, but there is 1 person"):
        protocol_from_toml(text)
    assert protocol_from_toml(text + "[screening]\nreviewers = 1").screening.title_abstract == 1


def test_a_protocol_made_in_python_is_checked_alike():
    with pytest.raises(InputError, match="there is no term"):
        check_protocol(protocol((Concept("c", "C", ()),)))


def test_variants_of_a_concept_hold_for_its_terms():
    made = protocol_from_toml(GOOD.replace('id = "cluster"', 'id = "cluster"\nvariants = false'))
    assert not any(term.variants for term in made.concepts[0].terms)
    assert all(term.variants for term in made.concepts[1].terms)


def test_entries_are_found_by_id():
    made = protocol_from_toml(GOOD)
    assert made.concept("abroad").terms[0].text == "export"
    with pytest.raises(InputError, match=r"there is no concept 'abraod'. Did you mean 'abroad'"):
        made.concept("abraod")
    with pytest.raises(InputError, match="there is no stage 'x'"):
        made.screening.reviewers("x")


def test_a_protocol_is_shown_by_section():
    shown = str(protocol_from_toml(GOOD))
    assert shown.splitlines()[0] == "Clusters abroad (protocol, version 1)"
    assert "export*, foreign market" in shown
    assert list(protocol_from_toml(GOOD).to_frame().columns) == ["section", "id", "text"]
