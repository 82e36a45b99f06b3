"""The fields of BibTeX and BibLaTeX as fields of a record."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hanse.evidence.records.draft import Draft, Layout
from hanse.evidence.records.latex import from_latex
from hanse.evidence.records.record import BibliographicRecord, normal_doi
from hanse.evidence.records.values import flat, named_type, split_items

__all__ = ["BIBTEX_TYPES", "WRITTEN_TYPES", "bibtex_record"]

BIBTEX_TYPES = {
    "article": "journal-article",
    "preprint": "preprint",
    "techreport": "report",
    "report": "report",
    "unpublished": "working-paper",
    "workingpaper": "working-paper",
    "inproceedings": "conference-paper",
    "conference": "conference-paper",
    "proceedings": "book",
    "book": "book",
    "mvbook": "book",
    "collection": "book",
    "booklet": "book",
    "manual": "report",
    "incollection": "chapter",
    "inbook": "chapter",
    "inreference": "chapter",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "online": "web-page",
    "electronic": "web-page",
    "www": "web-page",
    "dataset": "dataset",
    "misc": "other",
}
"""Type of an entry → type of a record."""
WRITTEN_TYPES = {
    "journal-article": "article",
    "working-paper": "unpublished",
    "conference-paper": "inproceedings",
    "book": "book",
    "chapter": "incollection",
    "thesis": "phdthesis",
    "report": "techreport",
    "web-page": "online",
    "dataset": "dataset",
    "other": "misc",
}
"""Type of a record → type of the entry that is written for it."""
_CITED = re.compile(r"cited by:?\s*(\d{1,9})\.?", re.IGNORECASE)
_VERBATIM = frozenset({"url", "doi", "eprint", "file", "hanse", "eid", "unique-id"})


def bibtex_record(
    kind: str, key: str, given: Mapping[str, list[str]]
) -> tuple[BibliographicRecord, list[str]]:
    r"""Return the record that an entry holds, and remarks about it.

    Parameters
    ----------
    kind, key : str
        Type and key of the entry; the key stands in ``extra`` as ``key``.
    given : mapping of str to list of str
        Field, in lower case → its values without the braces around.

    Examples
    --------
    >>> record, _ = bibtex_record("article", "a", {"author": [r'R{\"o}e, B. and Ana Doe']})
    >>> record.authors
    ('Röe, B.', 'Doe, Ana')
    """
    plain = {
        name: [_plain(name, value) for value in values]
        for name, values in given.items()
        if name not in ("author", "editor")
    }
    draft = _LAYOUT.draft({"key": [key], **plain})
    for name, field in (("author", "authors"), ("editor", "editors")):
        for value in given.get(name, ()):
            _names(draft, name, field, value)
    written = kind.lower()
    ours = BIBTEX_TYPES.get(written, "other")
    if "type" not in draft.values:
        draft.values["type"] = ours
    if WRITTEN_TYPES.get(draft.values["type"]) != written:
        draft.extra.insert(0, ("entry type", written))
    if "title" not in draft.values and draft.values["type"] in ("book", "other"):
        title = next(iter(plain.get("booktitle", [])), "").strip()
        if title and draft.values.get("container") == flat(title):
            draft.values["title"] = draft.values.pop("container")
    return draft.record(), draft.remarks


def _plain(name: str, value: str) -> str:
    """Return a value without LaTeX."""
    if name in _VERBATIM:
        return re.sub(r"\\([_%&#~{}])", r"\1", value.removeprefix("{").removesuffix("}"))
    return from_latex(value)


def _names(draft: Draft, name: str, field: str, value: str) -> None:
    """Read names parted by ``and``, the family name first."""
    for part in _parts_at_and(flat(value)):
        if part == "others":
            draft.spare(name, "and others")
        elif part:
            draft.add(field, _family_first(part))


def _parts_at_and(value: str) -> list[str]:
    """Return the names parted by ``and`` outside of braces."""
    if "{" not in value:
        return [part.strip() for part in re.split(r"\s+and\s+", value)]
    parts, depth, begin = [], 0, 0
    for found in re.finditer(r"(?<!\\)[{}]|\s+and\s+", value):
        if found[0] in "{}":
            depth += 1 if found[0] == "{" else -1
        elif depth == 0:
            parts.append(value[begin : found.start()].strip())
            begin = found.end()
    return [*parts, value[begin:].strip()]


def _family_first(name: str) -> str:
    """Return a name with the family name first, as BibTeX understands it."""
    has_comma = "," in re.sub(r"\{[^{}]*\}", "", name)
    if has_comma or " " not in name or (name.startswith("{") and name.endswith("}")):
        return from_latex(name)
    from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts

    try:
        parts = parse_single_name_into_parts(name, strict=False)
        return from_latex(str(parts.merge_last_name_first))
    except (InvalidNameError, ValueError, IndexError):
        return from_latex(name)


def _keywords(draft: Draft, tag: str, value: str) -> None:
    """Read keywords parted by semicolons, or else by commas."""
    for word in split_items(value, ";" if ";" in value else ","):
        draft.add("keywords", word)


def _references(draft: Draft, tag: str, value: str) -> None:
    """Read cited references parted by semicolons or lines."""
    for one in split_items(value):
        draft.add("references", one)


def _note(draft: Draft, tag: str, value: str) -> None:
    """Read notes; Scopus writes how often it is cited into one."""
    for part in split_items(value) or [value]:
        cited = _CITED.fullmatch(flat(part))
        if cited and "cited_by" not in draft.values:
            draft.values["cited_by"] = int(cited[1])
        else:
            draft.add("notes", part)


def _pages(draft: Draft, tag: str, value: str) -> None:
    """Read pages; the double dash of LaTeX is one."""
    draft.set("pages", tag, re.sub(r"\s*(?:--+|–)\s*", "-", flat(value)))


def _month(draft: Draft, tag: str, value: str) -> None:
    """Read the month."""
    year = draft.values.get("year")
    draft.set("date", tag, f"{year} {flat(value)}" if year and value.strip() else value)


def _work(draft: Draft, tag: str, value: str) -> None:
    """Read the kind of work that a database gives."""
    kind = named_type(value)
    if kind:
        draft.values["type"] = kind
    draft.spare(tag, value)


def _eprint(draft: Draft, tag: str, value: str) -> None:
    """Keep the number of a preprint, and its DOI where it is one."""
    if normal_doi(value) and "doi" not in draft.values:
        draft.doi(tag, value)
    else:
        draft.spare(tag, value)


_LAYOUT = Layout(
    single={
        "title": ("title",),
        "translated_title": ("translated_title", "origtitle"),
        "container": ("journal", "journaltitle", "booktitle", "series", "maintitle"),
        "volume": ("volume",),
        "issue": ("number", "issue"),
        "edition": ("edition",),
        "publisher": ("publisher", "institution", "school", "organization", "howpublished"),
        "place": ("address", "location", "place"),
        "abstract": ("abstract",),
        "language": ("language", "langid"),
        "url": ("url",),
        "database": ("source", "database"),
        "accession": ("accession", "unique-id", "eid", "accession_number"),
        "pmid": ("pmid", "pubmed_id"),
    },
    lists={"annote": "notes", "annotation": "notes"},
    special={
        "year": Draft.date,
        "date": Draft.date,
        "month": _month,
        "doi": Draft.doi,
        "issn": Draft.number,
        "eissn": Draft.number,
        "isbn": Draft.number,
        "pages": _pages,
        "note": _note,
        "keywords": _keywords,
        "author_keywords": _keywords,
        "keywords-plus": _keywords,
        "references": _references,
        "cited-references": _references,
        "times-cited": Draft.count,
        "cited_by": Draft.count,
        "document_type": _work,
        "eprint": _eprint,
    },
)
