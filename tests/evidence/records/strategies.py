"""Records made at random, with everything in them that has ever broken a reader."""

from hypothesis import strategies as st

from hanse.evidence.records import TYPES, BibliographicRecord

NASTY = (
    "ER  - ",
    "TY  - JOUR",
    "\nTY  - JOUR\n",
    "\nER  -\n",
    "@article{x, title={y}}",
    "\n@article{x,\n",
    "PMID- 12\n",
    "\nPT J\nTI x\n",
    "Title,Authors,Year",
    "\nTitle;Authors;Year\n",
    "<record>",
    "</record>",
    "{",
    "}",
    '"',
    "''",
    ";",
    "; ",
    ",",
    " and ",
    "\\",
    "\\n",
    '\\"o',
    "$",
    "%",
    "#",
    "&",
    "_",
    "~",
    "--",
    "-",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\x00",
    "\x1e",
    "\x85",
    "\u2028",
    "\u00a0",
    "\ufeff",
    "😀",
    "é",
    "е",
    "汉",
    "[",
    "]",
    "['a', 'b']",
    "10.5555/ABC.1",
    "(ISSN) 1234-5678",
    "2021",
    "Cited By: 3",
    "References: a;\nb",
    "hanse:{}",
    "ZZ",
    "others",
    "Doe, Ana",
    "World Bank",
    "=",
    "| ",
    " ",
)
texts = st.one_of(
    st.text(max_size=12),
    st.lists(st.sampled_from(NASTY), max_size=5).map("".join),
    st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=4)), max_size=4).map("".join),
)
lists = st.lists(texts, max_size=3).map(tuple)
keys = st.one_of(
    texts, st.sampled_from(["TI", "TY", "ER", "ZZ", "key", "AD", "hanse", "doi", "KW"])
)
numbers = st.one_of(st.none(), st.integers(-5, 3000), st.integers())


@st.composite
def made_records(draw):
    """Draw a record, every field of it."""
    return BibliographicRecord(
        id=draw(texts),
        type=draw(st.one_of(st.sampled_from([*TYPES, ""]), texts)),
        title=draw(texts),
        translated_title=draw(texts),
        authors=draw(lists),
        editors=draw(lists),
        year=draw(numbers),
        date=draw(texts),
        container=draw(texts),
        volume=draw(texts),
        issue=draw(texts),
        pages=draw(texts),
        edition=draw(texts),
        publisher=draw(texts),
        place=draw(texts),
        doi=draw(texts),
        pmid=draw(texts),
        accession=draw(texts),
        issn=draw(lists),
        isbn=draw(lists),
        abstract=draw(texts),
        language=draw(texts),
        url=draw(texts),
        database=draw(texts),
        keywords=draw(lists),
        notes=draw(lists),
        references=draw(lists),
        cited_by=draw(numbers),
        extra=draw(st.lists(st.tuples(keys, texts), max_size=3).map(tuple)),
    )


records = made_records()
