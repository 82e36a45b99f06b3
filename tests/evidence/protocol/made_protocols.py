"""Protocols and records for tests, by hand and at random."""

import dataclasses

from hypothesis import strategies as st

from hanse.evidence.protocol import (
    STAGES,
    Concept,
    Criterion,
    Journal,
    Person,
    Protocol,
    Question,
    Screening,
    SheetUse,
    Source,
    Term,
)
from hanse.evidence.protocol.query import forms_of
from hanse.evidence.records import BibliographicRecord

WORDS = [
    "cluster",
    "firm",
    "labour",
    "country",
    "export",
    "industrial district",
    "co-location",
    "emerging market",
    "internationalise",
    "network",
    "SME",
    "trust",
]
STEMS = ["clust", "expor", "industrial distr", "organis", "netw"]
LOOSE = ["clusters", "firms", "labor", "countries", "district", "districts", "industrial", "co"]
LOOSE += ["location", "colocation", "the", "of", "emerging", "internationalized", "clustering"]
LOOSE += ["organize", "exporter", "networks", "SMEs", "small", "and", "medium", "enterprise"]
ALL = ("title", "abstract", "keywords")
FIELD_SETS = [ALL, ("title",), ("title", "abstract"), ("keywords",)]


def protocol(concepts=None, **more):
    """Return a small protocol that holds together."""
    usual = {
        "title": "Clusters abroad",
        "version": 1,
        "questions": (Question("Q1", "Which clusters go abroad?"),),
        "concepts": concepts or (Concept("cluster", "Cluster", (Term("cluster"),)),),
        "sources": (Source("s", "Source"),),
        "criteria": (Criterion("E1", "No cluster"),),
        "people": (Person("A", "Ann"), Person("B", "Bo")),
    }
    return Protocol(**{**usual, **more})


def _terms(draw, n, *, cut=True, exact=True):
    texts = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=n, unique=True))
    made = [
        Term(text, variants=draw(st.booleans()), exact=exact and draw(st.integers(0, 5)) == 0)
        for text in texts
    ]
    if cut and draw(st.booleans()):
        made.append(Term(draw(st.sampled_from(STEMS)), truncate=True, variants=draw(st.booleans())))
    return tuple(made)


def _tree(draw, ids):
    if len(ids) == 1:
        return ids[0]
    at = draw(st.integers(1, len(ids) - 1))
    left, right = _tree(draw, ids[:at]), _tree(draw, ids[at:])
    joint = draw(st.sampled_from(["AND", "OR", "AND NOT", "NOT"]))
    return f"({left}) {joint} ({right})"


@st.composite
def queries(draw, *, cut=True, exact=True, fields=True, n=3, terms=3):
    """Return a protocol with random concepts and a random combination."""
    made = []
    for i in range(draw(st.integers(1, n))):
        wanted = _terms(draw, terms, cut=cut, exact=exact)
        excluded = _terms(draw, 2, cut=cut, exact=exact) if draw(st.integers(0, 2)) == 0 else ()
        where = draw(st.sampled_from(FIELD_SETS)) if fields else ALL
        made.append(Concept(f"c{i}", f"C{i}", wanted, excluded, where))
    tree = _tree(draw, [one.id for one in made])
    return protocol(tuple(made), combination=tree)


_TEXT = st.lists(
    st.tuples(st.sampled_from([*WORDS, *LOOSE]), st.sampled_from([" ", "-", ", ", ". ", " – "])),
    max_size=7,
).map(lambda parts: "".join(word + sign for word, sign in parts))


@st.composite
def records(draw):
    """Return a record with random title, abstract and keywords."""
    keywords = tuple(text for text in draw(st.lists(_TEXT, max_size=2)))
    return BibliographicRecord(title=draw(_TEXT), abstract=draw(_TEXT), keywords=keywords)


def as_fields(record):
    """Return a record as the oracle takes it."""
    return {
        "title": [record.title],
        "abstract": [record.abstract],
        "keywords": list(record.keywords),
    }


_WORD = st.from_regex(r"[A-Za-zäéß][A-Za-z0-9 ,'\"\\#\[\]=äéß]{0,12}[A-Za-z0-9]", fullmatch=True)


def _without_clash(concept):
    """Return a concept that does not exclude what it wants."""
    wanted = {form.text.lower() for term in concept.terms for form in forms_of(term)}
    kept = tuple(
        term
        for term in concept.excluded
        if not wanted & {form.text.lower() for form in forms_of(term)}
    )
    return dataclasses.replace(concept, excluded=kept)


@st.composite
def protocols(draw):
    """Return any protocol that holds together, with every section at random."""
    base = draw(queries())
    base = dataclasses.replace(base, concepts=tuple(_without_clash(c) for c in base.concepts))
    names = draw(st.lists(st.sampled_from(["Ann", "Bo", "Cy", "Di É"]), min_size=2, unique=True))
    people = tuple(Person(name[0], name, draw(st.sampled_from(["", "reviewer"]))) for name in names)
    sources = tuple(
        Source(
            f"s{i}",
            draw(_WORD),
            draw(st.sampled_from(["database", "website", "other"])),
            draw(st.integers(1, 3)),
            draw(st.sampled_from(["scopus", "plain", "none", "jstor"])),
            draw(st.sampled_from([(), (Journal("World Development", ("0305-750X",)),)])),
            limits=draw(st.sampled_from(["", 'first "200"'])),
            query=draw(st.sampled_from(["", "a AND b"])),
            variants=draw(st.booleans()),
        )
        for i in range(draw(st.integers(1, 3)))
    )
    stages = st.sampled_from([STAGES, ("full-text",)])
    criteria = tuple(
        Criterion(f"E{i}", draw(_WORD), draw(st.sampled_from(["include", "exclude"])), draw(stages))
        for i in range(draw(st.integers(1, 3)))
    )
    screening = Screening(draw(st.integers(1, 2)), draw(st.integers(1, 2)), 0.9, 0.95)
    sheets = draw(st.sampled_from([(), (SheetUse("sheet", "appraisal", 2),)]))
    return protocol(
        base.concepts,
        combination=base.combination,
        title=draw(_WORD),
        version=draw(st.integers(1, 20)),
        questions=tuple(Question(f"Q{i}", draw(_WORD)) for i in range(1, draw(st.integers(2, 4)))),
        sources=sources,
        criteria=criteria,
        people=people,
        screening=screening,
        sheets=sheets,
        languages=draw(st.sampled_from([(), ("english",), ("english", "spanish")])),
        first_year=draw(st.sampled_from([None, 1990])),
        last_year=draw(st.sampled_from([None, 2020])),
        registration=draw(st.sampled_from(["", "10.5555/x"])),
    )
