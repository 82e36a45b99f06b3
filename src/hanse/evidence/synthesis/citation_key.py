"""Short names of records, such as ``Nadvi 1999``: one for each, told apart by letters."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.errors import InputError
from hanse.evidence.records import BibliographicRecord
from hanse.evidence.synthesis.author_name import family_name, folded

__all__ = ["citation_keys"]


def citation_keys(records: Sequence[BibliographicRecord]) -> dict[str, str]:
    """Return a key for each record by its id: family names and year, with a letter where needed.

    One author ``Nadvi 1999``, two ``Nadvi and Schmitz 1999``, more ``Visser et al. 2015``; a record
    without authors is called by the first words of its title, one without a year ``n.d.``. Equal
    keys get the letters a, b, … in the order of their titles.

    Parameters
    ----------
    records : sequence of BibliographicRecord
        Each with an id of its own.

    Raises
    ------
    InputError
        If an id is empty or stands twice.

    Examples
    --------
    >>> one = BibliographicRecord("R1", title="Efficiency", authors=("Nadvi, K.",), year=1999)
    >>> other = BibliographicRecord("R2", title="Cutting", authors=("Nadvi, Khalid",), year=1999)
    >>> citation_keys([one, other])
    {'R1': 'Nadvi 1999b', 'R2': 'Nadvi 1999a'}
    """
    groups: dict[tuple[str, str], list[BibliographicRecord]] = {}
    names: dict[str, tuple[str, str]] = {}
    for record in records:
        if not record.id or record.id in names:
            what = f"id '{record.id}' stands twice" if record.id else "a record has no id"
            raise InputError(what, where="records", mend="Give every record an id of its own.")
        names[record.id] = _name(record), "n.d." if record.year is None else str(record.year)
        folded_name = folded(names[record.id][0]), names[record.id][1]
        groups.setdefault(folded_name, []).append(record)
    found: dict[str, str] = {}
    for group in groups.values():
        ordered = sorted(group, key=lambda one: (folded(one.title), one.id))
        for at, record in enumerate(ordered):
            name, year = names[record.id]
            letter = _letters(at) if len(ordered) > 1 else ""
            dash = "-" if letter and year == "n.d." else ""
            found[record.id] = f"{name} {year}{dash}{letter}"
    return {record.id: found[record.id] for record in records}


def _name(record: BibliographicRecord) -> str:
    """Return who wrote it, in short."""
    families = [family_name(author) for author in record.authors or record.editors]
    if not families:
        words = record.title.split()
        return " ".join(words[:4]) + ("…" if len(words) > 4 else "") if words else record.id
    if len(families) == 1:
        return families[0]
    if len(families) == 2:
        return f"{families[0]} and {families[1]}"
    return f"{families[0]} et al."


def _letters(at: int) -> str:
    """Return a, b, …, z, aa, ab, … for 0, 1, …"""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(97 + rest) + letters
    return letters
