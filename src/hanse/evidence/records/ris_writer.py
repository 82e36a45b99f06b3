"""Writing RIS that every program reads and that reads back equal here."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hanse.evidence.records.exact import OVERRIDE_TAG, exact_text
from hanse.evidence.records.holdable import holdable, one_line
from hanse.evidence.records.record import BibliographicRecord
from hanse.evidence.records.ris_fields import RIS_TYPES, ris_record

__all__ = ["write_ris"]

_TYPE = {kind: tag for tag, kind in reversed(RIS_TYPES.items())} | {"preprint": "UNPB"}
_TAG = re.compile(r"[A-Z][A-Z0-9]")
_PLAIN = (  # tag and field
    ("TI", "title"),
    ("TT", "translated_title"),
    ("AU", "authors"),
    ("A2", "editors"),
    ("PY", "year"),
    ("DA", "date"),
    ("T2", "container"),
    ("VL", "volume"),
    ("IS", "issue"),
    ("SP", "pages"),
    ("ET", "edition"),
    ("PB", "publisher"),
    ("CY", "place"),
    ("DO", "doi"),
    ("AN", "accession"),
    ("SN", "issn"),
    ("SN", "isbn"),
    ("AB", "abstract"),
    ("LA", "language"),
    ("UR", "url"),
    ("DB", "database"),
    ("KW", "keywords"),
    ("N1", "notes"),
    ("CR", "references"),
)


def write_ris(records: Iterable[BibliographicRecord]) -> str:
    """Return records as RIS, to be saved as UTF-8.

    Parameters
    ----------
    records : iterable of BibliographicRecord
        The records.

    Returns
    -------
    str
        `read_records` gives back equal records. What RIS cannot hold stands in the tag ``ZZ``,
        which other programs pass over.

    Examples
    --------
    >>> print(write_ris([BibliographicRecord(type="book", title="Clusters", year=2021)]), end="")
    TY  - BOOK
    TI  - Clusters
    PY  - 2021
    ER  -
    """
    return "".join(_written(holdable(record)) for record in records)


def _written(record: BibliographicRecord) -> str:
    """Return one record as RIS."""
    pairs = _pairs(record)
    given: dict[str, list[str]] = {}
    for tag, value in pairs:
        given.setdefault(tag, []).append(value)
    exact = exact_text(record, ris_record(given)[0])
    if exact:
        pairs.append((OVERRIDE_TAG, exact))
    return "".join(f"{tag}  - {value}\n" for tag, value in [*pairs, ("ER", "")])


def _pairs(record: BibliographicRecord) -> list[tuple[str, str]]:
    """Return the tags with their values; a value that is empty is not written."""
    kind = next((text for key, text in record.extra if key == "TY"), "")
    kind = kind if re.fullmatch("[A-Z]{2,8}", kind) else _TYPE.get(record.type, "GEN")
    pairs = [("TY", kind)]
    for tag, name in _PLAIN:
        value = getattr(record, name)
        values = value if isinstance(value, tuple) else () if value is None else (str(value),)
        if name == "pages" and record.pages.count("-") == 1:
            first, last = record.pages.split("-")
            pairs += [("SP", one_line(first)), ("EP", one_line(last))]
        else:
            pairs += [(tag, one_line(one)) for one in values]
    if record.cited_by is not None:
        pairs.append(("N1", f"Cited By: {record.cited_by}"))
    skipped = ("TY", "ER", OVERRIDE_TAG)
    for key, value in record.extra:
        if _TAG.fullmatch(key) and key not in skipped:
            pairs.append((key, one_line(value)))
    return [(tag, value) for tag, value in pairs if value or tag == "TY"]
