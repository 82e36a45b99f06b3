"""The two-letter tags of Web of Science as fields of a record."""

from __future__ import annotations

from collections.abc import Mapping

from hanse.evidence.records.draft import Draft, Layout
from hanse.evidence.records.record import BibliographicRecord
from hanse.evidence.records.values import flat, named_type

__all__ = ["WOS_LISTS", "wos_record"]

WOS_LISTS = frozenset({"AU", "AF", "BE", "BF", "BA", "ED", "CR", "DE", "ID", "GP", "CA"})
"""Tags of several values: one on each line of the text, parted by semicolons in the table."""
_TYPES = {"J": "journal-article", "B": "book", "S": "", "P": "other", "C": "conference-paper"}


def _type(draft: Draft, tag: str, value: str) -> None:
    """Read the kind of publication."""
    text = flat(value)
    kind = _TYPES.get(text.upper(), "other" if text else "")
    if kind and "type" not in draft.values:
        draft.values["type"] = kind
    if text.upper() not in ("J", "B"):
        draft.spare(tag, value)


def _document(draft: Draft, tag: str, value: str) -> None:
    """Read the kind of document, which says more than the kind of publication."""
    kind = named_type(value)
    if "retracted publication" in value.casefold():
        draft.add("notes", value)
    elif kind and not (kind == "book" and draft.values.get("type") == "chapter"):
        draft.values["type"] = kind
    draft.spare(tag, value)


def _page(draft: Draft, tag: str, value: str) -> None:
    """Read the first or the last page."""
    if tag == "BP":
        draft.first = flat(value)
    else:
        draft.last = flat(value)


def _article(draft: Draft, tag: str, value: str) -> None:
    """Read the number of an article, which stands for the pages where there are none."""
    if draft.first or draft.last:
        draft.spare(tag, value)
    else:
        draft.set("pages", tag, value)


_LAYOUT = Layout(
    single={
        "title": ("TI",),
        "translated_title": ("FT",),
        "container": ("SO", "SE", "BS", "JI", "J9"),
        "volume": ("VL",),
        "issue": ("IS",),
        "publisher": ("PU",),
        "place": ("PI",),
        "abstract": ("AB",),
        "language": ("LA",),
        "pmid": ("PM",),
        "accession": ("UT",),
    },
    lists={
        "authors": "authors",
        "editors": "editors",
        "DE": "keywords",
        "ID": "keywords",
        "CR": "references",
    },
    special={
        "PT": _type,
        "DT": _document,
        "PY": Draft.date,
        "PD": lambda draft, tag, value: draft.set("date", tag, value),
        "DI": Draft.doi,
        "D2": Draft.doi,
        "SN": Draft.number,
        "EI": Draft.number,
        "BN": Draft.number,
        "TC": Draft.count,
        "BP": _page,
        "EP": _page,
        "AR": _article,
    },
    quiet=frozenset({"ER", "EF"}),
)


def wos_record(given: Mapping[str, list[str]]) -> tuple[BibliographicRecord, list[str]]:
    """Return the record that tags of Web of Science hold, and remarks about it.

    Parameters
    ----------
    given : mapping of str to list of str
        Tag → its values; those of `WOS_LISTS` with an item each, the others with one value.

    Examples
    --------
    >>> record, _ = wos_record({"PT": ["J"], "TI": ["Clusters"], "UT": ["WOS:1"]})
    >>> record.accession, record.database
    ('WOS:1', 'Web of Science')
    """
    made = dict(given)
    for names, field in ((("AF", "AU"), "authors"), (("BE", "ED"), "editors")):
        filled = [name for name in names if any(one.strip() for one in made.get(name, ()))]
        best = max(filled, key=lambda name: len(made[name]), default="")
        if best:
            made[field] = made.pop(best)
    draft = _LAYOUT.draft(made)
    draft.values.setdefault("database", "Web of Science")
    if len({flat(one) for one in given.get("TI", ())} - {""}) > 1:
        draft.remarks.append("a second title, kept in extra; perhaps two records in one")
    return draft.record(), draft.remarks
