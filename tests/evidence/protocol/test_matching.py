"""The query evaluated on texts: what stands where, and what drifted."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.protocol.made_protocols import as_fields, protocol, queries, records
from tests.oracles.protocol_query import leaf as stands

from hanse.evidence.protocol import (
    Concept,
    Drift,
    Hit,
    Matcher,
    Source,
    Term,
    drift,
    form_table,
    matches,
)
from hanse.evidence.protocol.query import leaves
from hanse.evidence.records import BibliographicRecord


def found(text, *terms, excluded=(), fields=("title", "abstract", "keywords")):
    concept = Concept("c", "C", tuple(terms), tuple(excluded), fields)
    made = protocol((concept,))
    quick = Matcher(made).holds(text)
    assert quick == bool(matches(made, text))
    return quick


@pytest.mark.parametrize(
    ("term", "text", "is_there"),
    [
        (Term("cluster"), "Clusters abroad", True),
        (Term("cluster", variants=False), "Clusters abroad", False),
        (Term("cluster"), "clustering", False),
        (Term("cluster", truncate=True), "clustering", True),
        (Term("industrial district"), "Industrial-districts", True),
        (Term("industrial district"), "industrial. District", True),
        (Term("industrial district"), "industrial old district", False),
        (Term("industrial district"), "district industrial", False),
        (Term("co-location"), "colocation", True),
        (Term("co-location", variants=False), "co location", True),
        (Term("co-location", exact=True), "co location", False),
        (Term("co-location", exact=True), "(CO-LOCATION)", True),
        (Term("co-location", exact=True), "co-locations", False),
        (Term("foreign market", exact=True), "foreign \n market", True),
        (Term("são paulo", variants=False), "SAO PAULO", True),
        (Term("strasse", variants=False), "Straße", True),
        (Term("cluster", variants=False), "clus\u00adter", True),
        (Term("resume", variants=False), "re\u0301sume\u0301", True),
        (Term("SME"), "Small- and medium-sized enterprises", True),
        (Term("R&D"), "R and D", False),
        (Term("R&D"), "r & d", True),
        (Term("firm"), "the firm's market", True),
        (Term("firm"), "af_firm", True),
        (Term("industrial distr", truncate=True), "Industrial districts", True),
        (Term("industrial distr", truncate=True), "industrials district", False),
        (Term("labour", truncate=True), "laborers", True),
        (Term("internationalis", truncate=True), "internationalizing", True),
        (Term("internationalis", truncate=True, variants=False), "internationalizing", False),
        (Term("export", forms=("sale abroad",)), "sale abroad", True),
        (Term("export", forms=("sale abroad",)), "exports", False),
        (Term("export", without=("exports",)), "exports", False),
    ],
)
def test_a_term_stands_in_a_text_or_not(term, text, is_there):
    assert found(text, term) == is_there


def test_what_is_excluded_takes_the_record_away():
    assert found("cluster of firms", Term("cluster"), excluded=[Term("cluster analysis")])
    assert not found(
        "cluster of firms by cluster analysis", Term("cluster"), excluded=[Term("cluster analysis")]
    )


def test_fields_and_keywords_are_kept_apart():
    record = BibliographicRecord(
        title="Industrial", abstract="district", keywords=("emerging", "market cluster")
    )
    assert not found(record, Term("industrial district"))
    assert not found(record, Term("emerging market"))
    assert found(record, Term("market cluster"))
    assert found(record, Term("district"))
    assert not found(record, Term("district"), fields=("title",))
    assert found(record, Term("cluster"), fields=("keywords",))
    assert not found(record, Term("cluster"), fields=("title", "abstract"))


def test_hits_name_concept_term_form_field_and_place():
    concept = Concept("c", "C", (Term("cluster"), Term("export", truncate=True)), (Term("game"),))
    record = BibliographicRecord(
        title="Export clusters", abstract="A cluster game.", keywords=("x", "cluster")
    )
    match = matches(protocol((concept,)), record)
    assert not match.matched
    assert match.concepts == {"c": ("cluster", "export*")}
    assert match.hits == (
        Hit("c", "export*", "export*", "title", 0, 6),
        Hit("c", "cluster", "clusters", "title", 7, 15),
        Hit("c", "cluster", "cluster", "abstract", 2, 9),
        Hit("c", "game", "game", "abstract", 10, 14, True),
        Hit("c", "cluster", "cluster", "keywords", 3, 10),
    )
    assert "; ".join(record.keywords)[3:10] == "cluster"
    assert type(match).from_dict(match.to_dict()) == match


def test_places_are_those_of_the_text_as_it_is_written():
    text = "Straße é CO-LOCATION, clus\u00adter"
    match = matches(protocol((Concept("c", "C", (Term("co-location"), Term("cluster"))),)), text)
    assert [text[hit.start : hit.end] for hit in match.hits] == ["CO-LOCATION", "clus\u00adter"]
    assert {hit.field for hit in match.hits} == {""}


@given(queries(), records())
@settings(max_examples=150, deadline=None)
def test_forms_stand_where_the_slow_reader_finds_them(made, record):
    matcher = Matcher(made)
    where = matcher.found(record)
    for leaf in leaves(matcher.node):
        text = f'"{leaf.form}"' if not leaf.form.exact else f"{{{leaf.form.text}}}"
        assert matcher.stands(leaf, where) == stands(text, leaf.fields, as_fields(record))


@given(queries(), records())
@settings(max_examples=150, deadline=None)
def test_a_match_agrees_with_the_quick_answer_and_its_hits_with_the_text(made, record):
    match = matches(made, record)
    assert match.matched == Matcher(made).holds(record)
    texts = {"title": record.title, "abstract": record.abstract}
    texts["keywords"] = "; ".join(record.keywords)
    for hit in match.hits:
        part = texts[hit.field][hit.start : hit.end]
        assert part[:1].isalnum()
        assert part[-1:].isalnum()
    named = {(hit.concept, hit.term) for hit in match.hits if not hit.excluded}
    assert named == {(id, term) for id, terms in match.concepts.items() for term in terms}


def test_a_sign_that_is_no_letter_parts_words_whatever_it_is():
    made = protocol((Concept("c", "C", (Term("cluster"),)),))
    for sign in "\x00\x1f_;|\u00b6":
        text = f"x{sign}cluster{sign}y"
        assert Matcher(made).holds(text)
        assert matches(made, text)
        assert Matcher(made).holds(BibliographicRecord(keywords=(text,)))


@given(st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_looked_through(text):
    made = protocol((Concept("c", "C", (Term("cluster"), Term("a", truncate=True))),))
    match = matches(made, text)
    assert match.matched == Matcher(made).holds(text)


def test_a_source_can_have_its_own_combination():
    concepts = (Concept("a", "A", (Term("alpha"),)), Concept("b", "B", (Term("beta"),)))
    made = protocol(concepts)
    assert not Matcher(made).holds("alpha")
    assert Matcher(made, Source("s", "S", combination="a OR b")).holds("alpha")


def test_drift_counts_concepts_and_names_what_is_missing():
    concepts = (
        Concept("a", "A", (Term("alpha"),)),
        Concept("b", "B", (Term("beta"),)),
        Concept("n", "N", (Term("nu"),)),
    )
    made = protocol(concepts, combination="a AND b AND NOT n")
    records = [
        BibliographicRecord(id="R1", title="alpha beta", abstract="x"),
        BibliographicRecord(id="R2", title="alpha"),
        BibliographicRecord(id="R3", title="alpha beta nu", abstract="x"),
        BibliographicRecord(id="R4", title="gamma", abstract="x"),
    ]
    made_drift = drift(made, records)
    assert made_drift == Drift(
        4,
        1,
        ("R2", "R3", "R4"),
        (("b",), (), ("a", "b")),
        (True, False, False),
        (("a", 3), ("b", 2), ("n", 1)),
    )
    assert "3 records of 4 do not match the query, 1 of them without an abstract." in str(
        made_drift
    )
    assert list(made_drift.to_frame()["missing"]) == ["b", "", "a, b"]
    assert Drift.from_dict(made_drift.to_dict()) == made_drift
    assert drift(made, []).n_records == 0


def test_excluded_terms_do_not_stand_for_their_concept():
    concept = Concept("c", "C", (Term("cluster"),), (Term("game"),))
    made_drift = drift(protocol((concept,)), [BibliographicRecord(id="R", title="game")])
    assert made_drift.concepts == (("c", 0),)
    assert made_drift.missing == (("c",),)


def test_all_forms_are_listed_for_people():
    concept = Concept("c", "C", (Term("labour"),), (Term("party"),))
    table = form_table(protocol((concept,)))
    assert table.rows == (
        ("c", "labour", "labour", False),
        ("c", "labour", "labor", False),
        ("c", "party", "party", True),
        ("c", "party", "parties", True),
    )
    assert "not party: party, parties" in str(table)
    assert type(table).from_dict(table.to_dict()) == table
    assert len(table.to_frame()) == 4


def test_a_record_without_anything_matches_nothing():
    assert not matches(protocol(), BibliographicRecord())
    assert not matches(dataclasses.replace(protocol()), "")
