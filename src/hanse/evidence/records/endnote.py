"""Reading the XML of EndNote, record by record, without entities of its own and without network."""

from __future__ import annotations

import re
from typing import Any

from hanse.evidence.records.draft import Draft, Layout
from hanse.evidence.records.reading import Reading
from hanse.evidence.records.values import named_type, split_items

__all__ = ["read_endnote"]

_RECORD = re.compile(r"<record(?:\s[^>]*)?>|<record/>|</record\s*>")
_HOLLOW = re.compile(r"<[^>]*>|\s+")
_ELEMENT = re.compile(r"</(?:title|author|year|ref-type|titles|contributors|style)\b")
_DOCTYPE = re.compile(r"<!ENTITY", re.IGNORECASE)
_DROPPED = frozenset({"rec-number", "source-app", "foreign-keys", "key"})


def _type(draft: Draft, tag: str, value: str) -> None:
    """Read the type, which EndNote names in words."""
    kind = "" if value == "Generic" else named_type(value) or "other"
    if kind:
        draft.values["type"] = kind
    if value not in ("Journal Article", "Book", "Thesis", "Generic", ""):
        draft.spare(tag, value)


def _keyword(draft: Draft, tag: str, value: str) -> None:
    """Read keywords, of which one element may hold several lines."""
    for word in split_items(value):
        draft.add("keywords", word)


def _pages(draft: Draft, tag: str, value: str) -> None:
    """Read pages."""
    draft.set("pages", tag, value)


_LAYOUT = Layout(
    single={
        "title": ("titles/title",),
        "translated_title": ("titles/translated-title",),
        "container": (
            "periodical/full-title",
            "titles/secondary-title",
            "periodical/abbr-1",
            "titles/alt-title",
        ),
        "volume": ("volume",),
        "issue": ("number", "issue"),
        "edition": ("edition",),
        "publisher": ("publisher",),
        "place": ("pub-location",),
        "abstract": ("abstract",),
        "language": ("language",),
        "url": ("urls/related-urls/url", "urls/web-urls/url", "urls/pdf-urls/url"),
        "database": ("remote-database-name",),
        "accession": ("accession-num",),
    },
    lists={
        "contributors/authors/author": "authors",
        "contributors/secondary-authors/author": "editors",
        "notes": "notes",
        "research-notes": "notes",
    },
    special={
        "ref-type": _type,
        "dates/year": Draft.date,
        "dates/pub-dates/date": lambda draft, tag, value: draft.set("date", tag, value),
        "electronic-resource-num": Draft.doi,
        "isbn": Draft.number,
        "issn": Draft.number,
        "pages": _pages,
        "keywords/keyword": _keyword,
    },
)


def read_endnote(text: str, first_line: int) -> Reading:
    """Read a stretch of EndNote XML.

    Parameters
    ----------
    text : str
        The stretch.
    first_line : int
        Number of its first line in the file.

    Returns
    -------
    Reading
        A record that is no XML, that is cut off or that calls an entity of the file is rejected,
        and reading goes on with the next.

    Examples
    --------
    >>> text = "<records><record><titles><title>Export</title></titles></record></records>"
    >>> read_endnote(text, 1).kept[0][1].title
    'Export'
    """
    reading = Reading()
    line, before, behind = first_line, 0, 0
    open_at: int | None = None
    begun = first_line
    for found in _RECORD.finditer(text):
        line += text.count("\n", before, found.start())
        before = found.start()
        if found[0].startswith("</"):
            if open_at is not None:
                _read(text[open_at : found.end()], begun, reading)
                open_at = None
            else:
                _between(text[behind : found.end()], line, reading)
            behind = found.end()
            continue
        if open_at is not None:
            reading.reject(begun, "it is not closed before the next begins", text[open_at:before])
        else:
            _between(text[behind:before], line, reading)
        open_at, begun, behind = found.start(), line, found.end()
        if found[0].endswith("/>"):
            _read(found[0], begun, reading)
            open_at = None
    if open_at is not None:
        reading.reject(begun, "cut off: the file ends within it", text[open_at : open_at + 500])
    else:
        _between(text[behind:], line, reading)
    if open_at is None and "</records>" not in text[behind:]:
        reading.warnings.append((line, "the file is cut off: </records> is missing at the end"))
    if _DOCTYPE.search(text[:5000]):
        reading.warnings.append((first_line, "the entities that the file defines are not used"))
    return reading


def _between(text: str, line: int, reading: Reading) -> None:
    """Report text that stands between records."""
    said = " ".join(_HOLLOW.sub(" ", text).split())
    if _ELEMENT.search(text):
        reading.reject_fragment(line, "the beginning of a record is missing", said)
    elif said:
        reading.strays.append((line, said))


def _read(text: str, line: int, reading: Reading) -> None:
    """Read one record."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=False
    )
    try:
        element = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        reading.reject(line, f"it is no XML: {error.msg}", text)
        return
    given: dict[str, list[str]] = {}
    _gather(element, "", given)
    draft = _LAYOUT.draft(given)
    reading.keep(line, draft.record(), draft.remarks)


def _gather(element: Any, path: str, given: dict[str, list[str]]) -> None:
    """Put the text of every element under its path; styles within a text are joined."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        here = f"{path}/{child.tag}" if path else child.tag
        if child.tag == "ref-type":
            given.setdefault(here, []).append(child.get("name") or _text(child))
        elif child.tag in _DROPPED and not path:
            if child.tag == "rec-number" and _text(child):
                given.setdefault(here, []).append(_text(child))
        elif any(isinstance(one.tag, str) and one.tag != "style" for one in child):
            _gather(child, here, given)
        elif _text(child):
            given.setdefault(here, []).append(_text(child))


def _text(element: Any) -> str:
    """Return all the text in an element; EndNote writes a carriage return as a line end."""
    return "".join(element.itertext()).replace("\r", "\n").strip()
