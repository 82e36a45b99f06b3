"""A record that comes again: which earlier one it is, what changed, whether it is retracted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from hanse.evidence.records import FIELDS, BibliographicRecord
from hanse.tables.accents import without_accents

__all__ = ["changed_fields", "folded", "is_retracted", "seen_before"]

PASSING = ("id", "accession", "cited_by", "extra", "database", "url")
"""Fields that differ between two exports of one and the same record without meaning anything."""
_APART = re.compile(r"[\W_]+")
_RETRACTED = re.compile(
    r"^\W*(retracted|withdrawn)\b|\b(retracted publication|retracted article)\b"
)


def folded(text: str) -> str:
    """Return a text without case, accents and punctuation, its words one blank apart.

    Examples
    --------
    >>> folded("  Émerging  Clusters: a Review. ")
    'emerging clusters a review'
    """
    return _APART.sub(" ", without_accents(text.casefold())).strip()


def seen_before(
    new: Iterable[BibliographicRecord], known: Iterable[BibliographicRecord]
) -> dict[str, str]:
    """Return for each new record that one source already gave: its identifier → the earlier one's.

    Both sides come from one and the same source. Two records are the same if they carry the same
    accession number, unless title and DOI or first author say otherwise, as where a program numbers
    the records of each file anew; where one carries none, the same DOI or PubMed number together
    with the same folded title; where they share no such number and none contradicts, the same
    folded title, year, container and first author. A key that several earlier records share names
    the last of them, so that what changed is told once; where several new ones share it too, the
    last ones in their order.

    Parameters
    ----------
    new, known : iterable of BibliographicRecord
        Records with identifiers, in the order of the review.

    Returns
    -------
    dict of str to str
        Identifier of a new record → identifier of the earlier one. New records are compared with
        earlier ones only, never with each other.
    """
    there: dict[tuple[str, ...], list[BibliographicRecord]] = {}
    for record in known:
        for key in _keys(record):
            there.setdefault(key, []).append(record)
    came = [(record, _keys(record)) for record in new]
    left = Counter(key for _, keys in came for key in keys)
    found = {}
    for record, keys in came:
        same = (there[key][-min(left[key], len(there[key]))] for key in keys if key in there)
        earlier = next((one for one in same if not _contradict(one, record)), None)
        if earlier is not None:
            found[record.id] = earlier.id
        left.subtract(keys)
    return found


def _keys(record: BibliographicRecord) -> tuple[tuple[str, ...], ...]:
    """Return the keys of a record, the surest first."""
    title = folded(record.title)
    keys: list[tuple[str, ...]] = []
    if record.accession:
        keys.append(("accession", record.accession.casefold()))
    if title and record.doi:
        keys.append(("doi", record.doi, title))
    if title and record.pmid:
        keys.append(("pmid", record.pmid, title))
    if title and record.authors:
        year, container = str(record.year), folded(record.container)
        keys.append(("words", title, year, container, _author(record)))
    return tuple(keys)


def _contradict(one: BibliographicRecord, two: BibliographicRecord) -> bool:
    """Return whether two accession numbers differ, or one number names two things."""
    if one.accession and two.accession and one.accession.casefold() != two.accession.casefold():
        return True
    if folded(one.title) == folded(two.title):
        return False
    if one.doi and two.doi:
        return one.doi != two.doi
    return bool(one.authors and two.authors and _author(one) != _author(two))


def _author(record: BibliographicRecord) -> str:
    """Return the first word of the first author."""
    return folded(record.authors[0]).split(" ")[0]


def changed_fields(old: BibliographicRecord, new: BibliographicRecord) -> tuple[str, ...]:
    """Return the fields whose values differ, in the order of the model.

    Times cited, address, accession number, the name of the database and tags that fit no field are
    not compared: they change from export to export. Differences of case, accents and punctuation
    alone do not count.

    Examples
    --------
    >>> from hanse.evidence.records import BibliographicRecord as Rec
    >>> changed_fields(Rec(title="Clusters", year=2019), Rec(title="Clusters.", year=2020))
    ('year',)
    """
    return tuple(
        name
        for name in FIELDS
        if name not in PASSING
        and _comparable(getattr(old, name)) != _comparable(getattr(new, name))
    )


def _comparable(value: object) -> object:
    """Return a value in the form in which it is compared."""
    if isinstance(value, str):
        return folded(value)
    if isinstance(value, tuple):
        return tuple(folded(str(one)) for one in value)
    return value


def is_retracted(record: BibliographicRecord) -> bool:
    """Return whether the record itself says that what it describes was retracted.

    That is a title that begins with 'Retracted' or 'Withdrawn', or a note or type of publication
    that says so. A notice of retraction (type ``"retraction"``) is another record about the first.

    Examples
    --------
    >>> from hanse.evidence.records import BibliographicRecord as Rec
    >>> is_retracted(Rec(title="RETRACTED: Clusters abroad")), is_retracted(Rec(title="Clusters"))
    (True, False)
    >>> is_retracted(Rec(title="Retraction: Clusters abroad", type="retraction"))
    False
    """
    if record.type == "retraction":
        return False
    said = [record.title, *record.notes, *(value for _, value in record.extra)]
    return any(_RETRACTED.search(one.casefold()) for one in said)


def differing(
    pairs: Mapping[str, str], records: Mapping[str, BibliographicRecord]
) -> dict[str, tuple[str, ...]]:
    """Return for each new record that came again and differs: the fields that changed."""
    found = {new: changed_fields(records[old], records[new]) for new, old in pairs.items()}
    return {new: names for new, names in found.items() if names}
