"""Names of columns, as databases have called them over the years, as fields of a record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from hanse.evidence.records.record import FIELDS

__all__ = ["best_delimiter", "column_name", "is_header", "table_kind"]

_ALIASES = {  # field → names of columns in lower case, the best first
    "title": "title;article title;primary title;document title;publication title;titel;ti;name",
    "translated_title": "translated title;original title",
    "authors": "author full names;authors;author;author names;first authors;author s;autoren;au",
    "editors": "editors;editor;secondary authors;book editors",
    "year": "year;publication year;pub year;published year;py;jahr;year of publication",
    "date": "date;publication date;cover date;create date",
    "container": "source title;journal;journal book;journal title;journal name;publication;"
    "secondary title;full source title;container;conference name;alternate title3;book title",
    "volume": "volume;vl;vol",
    "issue": "issue;number;issue number;is",
    "pages": "pages;page range",
    "first_page": "page start;start page;first page",
    "last_page": "page end;end page;last page",
    "edition": "edition",
    "publisher": "publisher;publisher name",
    "place": "place;place published;publisher location;city",
    "doi": "doi;do;doi link",
    "pmid": "pmid;pubmed id;pubmedid",
    "accession": "accession;eid;accession number;ut unique wos id;unique wos id;record id;key",
    "issn": "issn;eissn;isbn issn",
    "isbn": "isbn",
    "abstract": "abstract;notes abstract;summary;ab;abstract note;zusammenfassung",
    "language": "language;language of original document;la",
    "url": "url;link;urls;article url;open url link",
    "database": "database;source;name of database",
    "keywords": "keywords;author keywords;index keywords;manual tags;keyword;schlagworte;"
    "emtree medical index terms",
    "notes": "notes;note",
    "references": "references;cited references",
    "cited_by": "cited_by;cited by;times cited;citations;cites;times cited wos core",
    "type": "document type;type;type of reference;publication type;item type;type of work",
}
_FIELD = {
    name: (field, rank)
    for field, names in _ALIASES.items()
    for rank, name in enumerate(names.split(";"))
}
_SOUGHT = frozenset({"title", "authors", "year", "doi", "abstract", "pmid", "container"})
_DELIMITERS = (",", "\t", ";", "|")


@lru_cache(maxsize=4096)
def column_name(name: str) -> tuple[str, int] | None:
    """Return the field that a column holds and how good the column is for it (0 is best).

    Examples
    --------
    >>> column_name("Author(s)"), column_name("Article Title"), column_name("Colour")
    (('authors', 5), ('title', 1), None)
    """
    words = re.sub(r"[^a-z0-9]+", " ", name.casefold().strip("\ufeff")).strip()
    return _FIELD.get(words)


def best_delimiter(line: str) -> str:
    """Return the delimiter that cuts a line into the most names of columns that are known.

    Examples
    --------
    >>> best_delimiter("title;abstract;doi")
    ';'
    """
    return max(_DELIMITERS, key=lambda sign: (_known(line, sign), line.count(sign)))


def is_header(line: str) -> bool:
    """Return whether a line names the columns of a table of records.

    Examples
    --------
    >>> is_header("Authors,Title,Year"), is_header("Export clusters, title and year")
    (True, False)
    """
    sign = best_delimiter(line)
    cells = line.split(sign)
    if table_kind([cell.strip().strip('"') for cell in cells]) == "wos-tab":
        return True
    found = {known[0] for cell in cells if (known := column_name(cell.strip().strip('"')))}
    return len(found) > 1 and bool(found & _SOUGHT) and 2 * len(found) >= min(len(cells), 6)


def table_kind(header: Sequence[str]) -> str:
    """Return which format a table with that header is.

    Examples
    --------
    >>> table_kind(["PT", "AU", "TI", "SO", "UT"]), table_kind(["title", "doi"])
    ('wos-tab', 'csv')
    """
    names = {cell.strip() for cell in header}
    if len(names & {"PT", "AU", "TI", "SO", "UT", "DI", "PY", "AF", "AB"}) > 3:
        return "wos-tab"
    if names == set(FIELDS):
        return "csv"
    if "EID" in names or {"Authors", "Source title"} <= names:
        return "scopus-csv"
    return "csv"


def _known(line: str, sign: str) -> int:
    """Return how many parts of a line are names of columns."""
    cells = [cell.strip().strip('"') for cell in line.split(sign)]
    codes = sum(bool(re.fullmatch("[A-Z][A-Z0-9]", cell)) for cell in cells)
    return max(sum(column_name(cell) is not None for cell in cells), codes if codes > 3 else 0)
