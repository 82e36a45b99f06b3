"""Writing BibTeX that every program reads and that reads back equal here."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hanse.evidence.records.bibtex_fields import WRITTEN_TYPES, bibtex_record
from hanse.evidence.records.exact import exact_text, packed
from hanse.evidence.records.holdable import holdable, one_line
from hanse.evidence.records.latex import to_latex
from hanse.evidence.records.record import BibliographicRecord

__all__ = ["write_bibtex"]

_TYPE = WRITTEN_TYPES | {"preprint": "unpublished", "conference-abstract": "inproceedings"}
_PLAIN = (  # field of BibTeX and of the record
    ("title", "title"),
    ("translated_title", "translated_title"),
    ("year", "year"),
    ("date", "date"),
    ("volume", "volume"),
    ("number", "issue"),
    ("edition", "edition"),
    ("publisher", "publisher"),
    ("address", "place"),
    ("doi", "doi"),
    ("pmid", "pmid"),
    ("accession", "accession"),
    ("abstract", "abstract"),
    ("language", "language"),
    ("url", "url"),
    ("source", "database"),
    ("cited_by", "cited_by"),
)
_JOINED = (("issn", ", "), ("isbn", ", "), ("keywords", "; "), ("references", "; "))
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+/-]*")


def write_bibtex(records: Iterable[BibliographicRecord]) -> str:
    r"""Return records as BibTeX, to be saved as UTF-8.

    Parameters
    ----------
    records : iterable of BibliographicRecord
        The records. A key that stands in ``extra`` is kept, else the identifier is the key, else
        a running number.

    Returns
    -------
    str
        `read_records` gives back equal records. What BibTeX cannot hold stands in the field
        ``hanse``, which other programs pass over.

    Examples
    --------
    >>> made = write_bibtex([BibliographicRecord(title="R&D", extra=(("key", "doe2021"),))])
    >>> print(made.split("hanse")[0])
    @misc{doe2021,
      title = {R\&D},
    """
    used: set[str] = set()
    return "\n".join(
        _written(holdable(record), number, used) for number, record in enumerate(records, start=1)
    )


def _written(record: BibliographicRecord, number: int, used: set[str]) -> str:
    """Return one record as BibTeX."""
    wished = [*(value for key, value in record.extra if key == "key"), record.id]
    key = next((one for one in wished if _KEY.fullmatch(one) and one not in used), "")
    while not key or key in used:
        key, number = f"record{number}", number + 1
    used.add(key)
    kind = next((value for name, value in record.extra if name == "entry type"), "")
    if not re.fullmatch("[a-z]+", kind) or kind in ("comment", "string", "preamble"):
        kind = _TYPE.get(record.type, "misc")
    pairs = _pairs(record)
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    exact = exact_text(record, bibtex_record(kind, key, given)[0])
    if exact:
        pairs.append(("hanse", packed(exact)))
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in pairs)
    return f"@{kind}{{{key},\n{body}}}\n"


def _pairs(record: BibliographicRecord) -> list[tuple[str, str]]:
    """Return fields with values as they are written; a value that is empty is not written."""
    pairs = [
        (field, " and ".join(_name(one) for one in names if one.strip()))
        for field, names in (("author", record.authors), ("editor", record.editors))
    ]
    pairs += [(name, _value(getattr(record, field))) for name, field in _PLAIN]
    is_part = record.type in ("chapter", "conference-paper", "conference-abstract")
    pairs.append(("booktitle" if is_part else "journal", _value(record.container)))
    pairs.append(("pages", _value(record.pages).replace("-", "--")))
    pairs += [(name, _value(sign.join(getattr(record, name)))) for name, sign in _JOINED]
    pairs.append(("note", _value("; ".join(record.notes))))
    return [(name, value) for name, value in pairs if value]


def _value(value: object) -> str:
    """Return a value as it stands between braces."""
    return "" if value is None else to_latex(one_line(str(value)))


def _name(name: str) -> str:
    """Return a name; one without a comma is one word to BibTeX, and stays in its order."""
    made = to_latex(one_line(name))
    is_plain = "," in made and " and " not in f" {made} "
    return made if is_plain or not re.search(r"\s", made) else f"{{{made}}}"
