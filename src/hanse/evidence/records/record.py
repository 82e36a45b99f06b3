"""The bibliographic record: what every reader makes, every writer takes and a review keeps."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from hanse.result import Record

__all__ = ["FIELDS", "LISTS", "TYPES", "BibliographicRecord", "normal_doi"]

TYPES = (
    "journal-article",
    "preprint",
    "working-paper",
    "conference-paper",
    "conference-abstract",
    "book",
    "chapter",
    "thesis",
    "report",
    "news",
    "web-page",
    "dataset",
    "erratum",
    "retraction",
    "other",
)
_DOI = re.compile(r"10\.\d{4,9}/\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BibliographicRecord(Record, kind="bibliographic-record"):
    """One record as a database exported it, field by field.

    Every field is optional: empty text, an empty tuple or None say that the file has nothing there.
    Nothing that the file has is left out: what fits no field stands in ``extra``.

    Attributes
    ----------
    id : str
        Identifier within a review, such as ``"R000012"``; empty before the import.
    type : str
        One of `TYPES`; empty where the file does not say.
    title, translated_title : str
        The title, and the one that the file gives in another language.
    authors, editors : tuple of str
        Names in the order of the file, ``"Family, Given"`` where the file tells them apart.
    year : int or None
        Year of publication.
    date : str
        Date of publication as written, where it says more than the year.
    container : str
        Journal, proceedings, book or series in which it stands.
    volume, issue, pages, edition, publisher, place : str
        As written; pages as ``"first-last"`` where the file has both.
    doi : str
        In lower case without resolver, such as ``"10.5555/abc.1"``.
    pmid, accession : str
        Identifier in PubMed, and in the database that exported it.
    issn, isbn : tuple of str
        As written, without words around them.
    abstract, language, url, database : str
        As written; ``database`` is who exported it where the file says so.
    keywords, notes, references : tuple of str
        Keywords, notes and cited references in the order of the file.
    cited_by : int or None
        Times cited, where the file says so.
    extra : tuple of (str, str)
        Tags or columns that fit no field, with their values, in the order of the file.
    """

    id: str = ""
    type: str = ""
    title: str = ""
    translated_title: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    year: int | None = None
    date: str = ""
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    edition: str = ""
    publisher: str = ""
    place: str = ""
    doi: str = ""
    pmid: str = ""
    accession: str = ""
    issn: tuple[str, ...] = ()
    isbn: tuple[str, ...] = ()
    abstract: str = ""
    language: str = ""
    url: str = ""
    database: str = ""
    keywords: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    cited_by: int | None = None
    extra: tuple[tuple[str, str], ...] = ()


FIELDS = tuple(field.name for field in fields(BibliographicRecord))
"""Names of the fields, in the order of the columns of a table of records."""
LISTS = ("authors", "editors", "issn", "isbn", "keywords", "notes", "references")
"""Fields that hold several texts."""


def normal_doi(text: str) -> str:
    """Return the DOI that a text holds: lower case, no resolver, no full stop behind it.

    Parameters
    ----------
    text : str
        A DOI, an address of a resolver, or any text around one.

    Returns
    -------
    str
        Empty where there is none.

    Examples
    --------
    >>> normal_doi("https://doi.org/10.1016/S0305-750X(99)00079-7.")
    '10.1016/s0305-750x(99)00079-7'
    >>> normal_doi("doi: 10.5555/ABC.1 [doi]"), normal_doi("none")
    ('10.5555/abc.1', '')
    """
    found = _DOI.search(text)
    if not found:
        return ""
    doi = found[0].rstrip(".,;")
    while doi.endswith((")", "]", "}")) and doi.count(doi[-1]) > doi.count(_OPENS[doi[-1]]):
        doi = doi[:-1].rstrip(".,;")
    return doi.lower()


_OPENS = {")": "(", "]": "[", "}": "{"}
