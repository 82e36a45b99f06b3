"""The tags of RIS as fields of a record, with the habits of the databases that export it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hanse.evidence.records.draft import Draft, Layout
from hanse.evidence.records.record import BibliographicRecord
from hanse.evidence.records.values import flat, named_type, split_items

__all__ = ["RIS_TYPES", "ris_record"]

RIS_TYPES = {
    "JOUR": "journal-article",
    "EJOUR": "journal-article",
    "INPR": "journal-article",
    "CPAPER": "conference-paper",
    "CONF": "conference-paper",
    "ABST": "conference-abstract",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "CLSWK": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "ENCYC": "chapter",
    "DICT": "chapter",
    "THES": "thesis",
    "RPRT": "report",
    "GOVDOC": "report",
    "NEWS": "news",
    "MGZN": "news",
    "ELEC": "web-page",
    "BLOG": "web-page",
    "ICOMM": "web-page",
    "DATA": "dataset",
    "DBASE": "dataset",
    "AGGR": "dataset",
    "UNPB": "working-paper",
    "MANSCPT": "working-paper",
    "PREPRINT": "preprint",
}
"""RIS type → type of a record; of several the first is the one that is written."""
_FIRST = {kind: tag for tag, kind in reversed(RIS_TYPES.items())}
_CITED = re.compile(r"cited by\s*:?\s*(\d{1,9})\.?", re.IGNORECASE)
_ISSUE = re.compile(r"[\w./() -]{0,12}\d[\w./() -]{0,12}")


def _type(draft: Draft, tag: str, value: str) -> None:
    """Read the type; the tag of the file stays where it says more than ours."""
    name = flat(value).upper()
    kind = RIS_TYPES.get(name) or ("" if name in ("", "GEN") else named_type(value) or "other")
    if kind and "type" not in draft.values:
        draft.values["type"] = kind
    if name and name != "GEN" and _FIRST.get(kind) != name:
        draft.spare(tag, value)


def _work(draft: Draft, tag: str, value: str) -> None:
    """Read the kind of work: errata and retractions are told apart only here."""
    kind = named_type(value)
    if kind in ("erratum", "retraction", "preprint", "conference-abstract", "working-paper"):
        draft.values["type"] = kind
    if flat(value).casefold() in ("retracted", "retracted publication"):
        draft.add("notes", "Retracted Publication")
    draft.spare(tag, value)


def _note(draft: Draft, tag: str, value: str) -> None:
    """Read a note; Scopus writes cited references and counts into notes."""
    cited = _CITED.fullmatch(flat(value))
    if cited and "cited_by" not in draft.values:
        draft.values["cited_by"] = int(cited[1])
    elif re.match(r"References:\s", value):
        for line in value.removeprefix("References:").split("\n"):
            draft.add("references", line.strip().removesuffix(";"))
    else:
        draft.add("notes", value)


def _first_page(draft: Draft, tag: str, value: str) -> None:
    """Read the first page."""
    _page(draft, tag, value, "first")


def _last_page(draft: Draft, tag: str, value: str) -> None:
    """Read the last page."""
    _page(draft, tag, value, "last")


def _page(draft: Draft, tag: str, value: str, which: str) -> None:
    """Read a page; "No"–"Specified", which Ovid writes, is none."""
    text = flat(value)
    if getattr(draft, which) or text in ("No", "Specified"):
        draft.spare(tag, text)
    else:
        setattr(draft, which, text)


def _issue(draft: Draft, tag: str, value: str) -> None:
    """Read M1, which is the issue where it looks like one and no other tag has it."""
    text = flat(value)
    if "issue" not in draft.values and _ISSUE.fullmatch(text):
        draft.values["issue"] = text
    else:
        draft.spare(tag, text)


def _editor(draft: Draft, tag: str, value: str) -> None:
    """Read an editor."""
    draft.add("editors", value)


def _custom(draft: Draft, tag: str, value: str) -> None:
    """Read C2, where Scopus has the identifier in PubMed."""
    text = flat(value)
    if draft.values.get("database") == "Scopus" and re.fullmatch(r"\d{5,9}", text):
        draft.set("pmid", tag, text)
    else:
        draft.spare(tag, text)


_LAYOUT = Layout(
    single={
        "title": ("TI", "T1", "CT"),
        "translated_title": ("TT",),
        "container": ("JF", "T2", "JO", "BT", "JA", "J2"),
        "volume": ("VL",),
        "issue": ("IS",),
        "edition": ("ET",),
        "publisher": ("PB",),
        "place": ("CY", "PP"),
        "abstract": ("AB", "N2"),
        "language": ("LA",),
        "url": ("UR", "L2", "L1", "LK"),
        "database": ("DB",),
        "accession": ("AN", "U2", "ID"),
    },
    lists={"AU": "authors", "A1": "authors", "RN": "notes", "KW": "keywords", "CR": "references"},
    special={
        "TY": _type,
        "M3": _work,
        "PY": Draft.date,
        "Y1": Draft.date,
        "DA": Draft.date,
        "DO": Draft.doi,
        "DI": Draft.doi,
        "SN": Draft.number,
        "SP": _first_page,
        "EP": _last_page,
        "N1": _note,
        "M1": _issue,
        "A2": _editor,
        "ED": _editor,
        "C2": _custom,
    },
)


def ris_record(given: Mapping[str, list[str]]) -> tuple[BibliographicRecord, list[str]]:
    """Return the record that the tags of RIS hold, and remarks about it.

    Titles, journals, addresses and identifiers have several tags; the best of those filled
    becomes the field and the others stand in ``extra``. One line of keywords is cut at its
    semicolons, or at its commas where there are at least two.

    Parameters
    ----------
    given : mapping of str to list of str
        Tag → its values, in the order of the file.

    Examples
    --------
    >>> record, _ = ris_record({"TY": ["JOUR"], "T1": ["Clusters"], "SP": ["10"], "EP": ["29"]})
    >>> record.type, record.title, record.pages
    ('journal-article', 'Clusters', '10-29')
    """
    draft = _LAYOUT.draft(given)
    if "title" not in draft.values and draft.values.get("type") == "book" and given.get("BT"):
        draft.values["title"] = draft.values.pop("container")
    words = draft.values.get("keywords", [])
    if len(words) == 1 and ";" in words[0]:
        draft.values["keywords"] = split_items(words[0])
    elif len(words) == 1 and words[0].count(",") > 1:
        draft.values["keywords"] = split_items(words[0], ",")
    if not draft.values.get("keywords", ["one"]):
        del draft.values["keywords"]
    return draft.record(), draft.remarks
