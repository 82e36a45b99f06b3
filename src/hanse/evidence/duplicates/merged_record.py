"""One record from several of the same publication, with where every value comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hanse.errors import InputError
from hanse.evidence.duplicates.folding import squeezed
from hanse.evidence.records import FIELDS, LISTS, BibliographicRecord
from hanse.messages import columns_text, join_names, plural
from hanse.result import Answer, Record

__all__ = ["FieldConflict", "MergedRecord", "merge_records"]

_UNITED = ("issn", "isbn", "keywords", "notes", "extra")
_LONGEST = ("translated_title", "date", "abstract", "publisher", "place", "edition", "language")
_MOST = ("type", "year", "volume", "issue", "doi", "pmid")


@dataclass(frozen=True)
class FieldConflict(Record, kind="duplicate-field-conflict"):
    """Values of a field that were not taken.

    Attributes
    ----------
    field : str
        The field.
    taken : str
        The record whose value was taken.
    others : tuple of (str, str)
        Each other record with another value, and that value as text; lists are joined by ``; ``.
    differs : bool
        False where the values say the same but for case, accents and marks.
    """

    field: str
    taken: str
    others: tuple[tuple[str, str], ...]
    differs: bool = True


@dataclass(frozen=True)
class MergedRecord(Answer, kind="duplicate-merged-record"):
    """One record made from several.

    Attributes
    ----------
    record : BibliographicRecord
        The best value of every field, with the id of the first record.
    provenance : mapping of str to str
        Field → id of the record that its value is from; of lists that were united, the ids of all
        that gave to them, joined by ``, `` and in order. Empty fields are not in it.
    united : tuple of (str, str, str)
        Field, value and record of each entry of the united lists.
    conflicts : tuple of FieldConflict
        Every value that was not taken, by field in the order of `FIELDS`.
    """

    record: BibliographicRecord
    provenance: Mapping[str, str]
    united: tuple[tuple[str, str, str], ...]
    conflicts: tuple[FieldConflict, ...]

    def __str__(self) -> str:
        real = [conflict.field for conflict in self.conflicts if conflict.differs]
        head = f"{self.record.id}: {self.record.title}"
        said = f"{plural(len(real), 'field')} with other values: {join_names(real)}"
        rows = [
            (c.field, c.taken, _shown(getattr(self.record, c.field))[:60], source, value[:60])
            for c in self.conflicts
            for source, value in c.others
        ]
        if not rows:
            return f"{head}\nno other values"
        header = ["field", "from", "taken", "not from", "not taken"]
        table = columns_text(header, rows, left=list(range(len(header))))
        return "\n".join([head, said if real else "values differ in spelling only", table])

    def to_frame(self) -> Any:
        """Return one row per field that has a value and per value not taken.

        Columns: ``field``, ``value``, ``record`` (where it is from), ``taken``.
        """
        import pandas as pd

        rows = []
        for field, source in self.provenance.items():
            rows.append((field, _shown(getattr(self.record, field)), source, True))
            for conflict in self.conflicts:
                if conflict.field == field:
                    rows += [(field, value, other, False) for other, value in conflict.others]
        return pd.DataFrame(rows, columns=["field", "value", "record", "taken"])


def merge_records(records: Sequence[BibliographicRecord]) -> MergedRecord:
    """Make one record from the records of one group.

    Rules, by field; whatever they leave equal is settled by the order given:

    - title: not in brackets, then the one that most records have, then the longest, not all in
      capitals;
    - authors, editors: the most people (without *et al.*), then the most letters, so full names;
    - type, year, volume, issue, DOI, PubMed number: the one that most records have; the type
      ``other`` only where there is none else;
    - pages: with first and last page, then the longest; container: the longest, not in capitals;
    - abstract, date, translated title, publisher, place, edition, language: the longest;
    - times cited: the highest; cited references: the longest list;
    - ISSN, ISBN, keywords, notes, other tags: all, each once, in the order given;
    - accession, address, database: of the first record that has one.

    Parameters
    ----------
    records : sequence of BibliographicRecord
        The records of one group, the kept one first; at least one.

    Returns
    -------
    MergedRecord
        Nothing is lost: what is not in the record stands in ``conflicts``.

    Raises
    ------
    InputError
        If there is no record.

    Examples
    --------
    >>> R = BibliographicRecord
    >>> made = merge_records([
    ...     R(id="R1", title="EXPORT CLUSTERS", authors=("Doe J",), pages="221-8", keywords=("a",)),
    ...     R(id="R2", title="Export clusters", authors=("Doe, Jane",), doi="10.5555/abc.1",
    ...       keywords=("b",)),
    ... ])
    >>> made.record.title, made.record.authors, made.record.doi, made.record.keywords
    ('Export clusters', ('Doe, Jane',), '10.5555/abc.1', ('a', 'b'))
    >>> made.provenance["title"], made.provenance["pages"], made.provenance["keywords"]
    ('R2', 'R1', 'R1, R2')
    """
    if not records:
        raise InputError("there is no record to merge", mend="Give the records of one group.")
    values: dict[str, Any] = {}
    provenance: dict[str, str] = {}
    united: list[tuple[str, str, str]] = []
    conflicts = []
    for field in FIELDS[1:]:
        given = [(getattr(one, field), one.id) for one in records]
        given = [(value, source) for value, source in given if value not in ("", (), None)]
        if not given:
            continue
        if field in _UNITED:
            entries = _united(given)
            values[field] = tuple(entry for entry, _ in entries)
            provenance[field] = ", ".join(dict.fromkeys(source for _, source in entries))
            united += [(field, _shown(entry), source) for entry, source in entries]
            continue
        value, source = max(given, key=_ranking(field, [one for one, _ in given]))
        values[field], provenance[field] = value, source
        others = tuple((other, _shown(one)) for one, other in given if one != value)
        if others:
            differs = any(squeezed(one) != squeezed(_shown(value)) for _, one in others)
            conflicts.append(FieldConflict(field, source, others, differs))
    record = replace(records[0], **values)
    return MergedRecord(record, provenance, tuple(united), tuple(conflicts))


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(_shown(one) for one in value)
    return str(value)


def _united(given: list[tuple[Any, str]]) -> list[tuple[Any, str]]:
    """Return each entry of the lists once with the first record that has it."""
    found: dict[Any, str] = {}
    for value, source in given:
        for entry in value:
            found.setdefault(entry, source)
    return list(found.items())


def _ranking(field: str, values: list[Any]) -> Callable[[tuple[Any, str]], tuple[Any, ...]]:
    """Return what the best value of a field has most of."""
    if field == "title":
        often = Counter(squeezed(value) for value in values)
        return lambda item: (
            not item[0].startswith("["),
            often[squeezed(item[0])],
            len(squeezed(item[0])),
            not item[0].isupper(),
        )
    if field in ("authors", "editors"):
        return lambda item: (
            sum("et al" not in name for name in item[0]),
            sum(len(squeezed(name)) for name in item[0]),
            not "".join(item[0]).isupper(),
        )
    if field in _MOST:
        counted = Counter(values)
        return lambda item: (item[0] != "other", counted[item[0]])
    if field == "pages":
        return lambda item: ("-" in item[0] or "–" in item[0], len(item[0]))
    if field == "container":
        return lambda item: (len(squeezed(item[0])), not item[0].isupper())
    if field == "cited_by":
        return lambda item: (item[0],)
    if field in _LONGEST or field in LISTS:
        return lambda item: (len(item[0]),)
    return lambda item: ()
