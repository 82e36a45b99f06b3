r"""Our own table of records: a column for each field, quick to write and to read, nothing lost.

A cell holds the text of its field, a list its items parted by ``"; "``, ``extra`` always JSON. A
cell that begins with a backslash is JSON behind it: so are written texts that a table cannot hold,
such as one that begins with a blank or a backslash, and lists with a semicolon in an item.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from hanse.errors import InputError
from hanse.evidence.records.holdable import holdable
from hanse.evidence.records.record import FIELDS, LISTS, BibliographicRecord

__all__ = ["read_csv_records", "record_of_cells", "write_csv_records"]

_AWKWARD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]|\A\\|\A\s|\s\Z")
_LIST = frozenset(LISTS)
_KINDS = tuple(
    "list" if name in _LIST else "number" if name in ("year", "cited_by") else name
    for name in FIELDS
)


def write_csv_records(records: Iterable[BibliographicRecord]) -> str:
    r"""Return records as a table (comma, UTF-8) with the columns `FIELDS`.

    Parameters
    ----------
    records : iterable of BibliographicRecord
        The records.

    Returns
    -------
    str
        `read_csv_records` and `read_records` give back equal records.

    Examples
    --------
    >>> made = write_csv_records([BibliographicRecord(title="A", authors=("Doe, A", "Roe, B"))])
    >>> made.splitlines()[1]
    ',,A,,"Doe, A; Roe, B",,,,,,,,,,,,,,,,,,,,,,,,[]'
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(FIELDS)
    for record in records:
        held = holdable(record)
        writer.writerow([_cell(getattr(held, n), k) for n, k in zip(FIELDS, _KINDS, strict=True)])
    return stream.getvalue()


def read_csv_records(source: str | os.PathLike[str]) -> tuple[BibliographicRecord, ...]:
    """Return the records of a table that `write_csv_records` wrote.

    Parameters
    ----------
    source : str or path
        The table itself where it is a text with a line end in it, else the path of the file.

    Raises
    ------
    InputError
        If there is no such file, its columns are others, or a row is damaged: the line is named.

    Examples
    --------
    >>> read_csv_records(write_csv_records([BibliographicRecord(year=2021)]))[0].year
    2021
    """
    text, name = _text(source)
    limit = csv.field_size_limit(len(text) + 1)
    try:
        return tuple(_records(text, name))
    finally:
        csv.field_size_limit(limit)


def _records(text: str, name: str) -> Iterator[BibliographicRecord]:
    """Yield the records of a table."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        header = next(reader, [])
        if tuple(header) != FIELDS:
            raise InputError(
                f"the columns are not those of a table of records ({', '.join(header[:5])})",
                where=name,
                mend="Import files of databases with read_records.",
            )
        line = reader.line_num + 1
        for cells in reader:
            if cells:
                yield record_of_cells(cells)
            line = reader.line_num + 1
    except InputError:
        raise
    except (csv.Error, ValueError, TypeError) as error:
        raise InputError(
            f"the row is damaged ({error})", where=f"{name}, line {line}", mend="Restore the file."
        ) from error


def record_of_cells(cells: Sequence[str]) -> BibliographicRecord:
    """Return the record of one row of our own table.

    Raises
    ------
    ValueError
        If the row has not a cell for each field, or a cell cannot be read.
    """
    if len(cells) != len(FIELDS):
        raise ValueError(f"{len(cells)} cells where the header has {len(FIELDS)}")
    return BibliographicRecord(*_values(cells))


def _values(cells: Sequence[str]) -> Iterator[Any]:
    """Yield the values of a row."""
    for cell, kind in zip(cells, _KINDS, strict=True):
        if kind == "list":
            yield _list(cell)
        elif kind == "number":
            yield int(cell) if cell else None
        elif kind == "extra":
            yield tuple((str(key), str(text)) for key, text in json.loads(cell or "[]"))
        elif cell[:1] == "\\":
            text = json.loads(cell[1:])
            if not isinstance(text, str):
                raise ValueError("a cell holds no text")
            yield text
        else:
            yield cell


def _list(cell: str) -> tuple[str, ...]:
    """Return the items of a cell."""
    if not cell:
        return ()
    if cell[0] == "\\":
        return tuple(str(one) for one in json.loads(cell[1:]))
    return tuple(cell.split("; "))


def _cell(value: Any, kind: str) -> str:
    """Return the cell of a value."""
    if kind == "extra":
        return _json([list(pair) for pair in value])
    if kind == "number":
        return "" if value is None else str(value)
    if kind == "list":
        if any(not one or ";" in one or _AWKWARD.search(one) for one in value):
            return "\\" + _json(list(value))
        return "; ".join(value)
    return "\\" + _json(value) if _AWKWARD.search(value) else str(value)


def _json(value: Any) -> str:
    """Return JSON on one line; signs that a table cannot hold are escaped."""
    made = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _AWKWARD.sub(lambda found: _escaped(found[0]), made)


def _escaped(sign: str) -> str:
    """Return a sign as JSON escapes it; a blank at an end is none of JSON's text."""
    return sign if sign in ("\\", " ") else f"\\u{ord(sign):04x}"


def _text(source: str | os.PathLike[str]) -> tuple[str, str]:
    """Return the text of a table and what to call it."""
    if isinstance(source, str) and "\n" in source:
        return source, "table of records"
    path = Path(source)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return stream.read(), path.name
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror or error}",
            where=str(path),
            mend="Check the path of the file.",
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            "is not UTF-8", where=str(path), mend="Restore the file as hanse wrote it."
        ) from error
