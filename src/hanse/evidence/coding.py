"""Coded cells: for each case and condition a value, the place it rests on, and a paraphrase."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from hanse.errors import InputError, unknown_name
from hanse.result import Record

__all__ = ["CodedCell", "read_coding"]

COLUMNS = ("case", "condition", "value", "place", "paraphrase")


@dataclass(frozen=True)
class CodedCell(Record, kind="coded-cell"):
    """One value with what it rests on."""

    case: str
    condition: str
    value: str
    place: str
    paraphrase: str


def read_coding(path: Path) -> tuple[CodedCell, ...]:
    """Read a coding in long form: columns case, condition, value, place, paraphrase.

    Parameters
    ----------
    path : Path
        A CSV file in UTF-8.

    Returns
    -------
    tuple of CodedCell
        In the order of the file.

    Raises
    ------
    InputError
        If the file or a column is missing, a line is short, or a cell is coded twice; with line.
    """
    if not path.is_file():
        raise InputError(f"there is no file '{path.name}'", where=str(path.parent))
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("not UTF-8", where=path.name, mend="Save the file as UTF-8.") from error
    return _cells(csv.DictReader(io.StringIO(text, newline="")), path.name)


def _cells(reader: csv.DictReader[str], name: str) -> tuple[CodedCell, ...]:
    """Return the cells of a coding, each with its line where it cannot be used."""
    for column in COLUMNS:
        if column not in (reader.fieldnames or ()):
            raise unknown_name("column", column, reader.fieldnames or (), where=name)
    cells: dict[tuple[str, str], CodedCell] = {}
    for line in reader:
        where = f"{name}, line {reader.line_num}"
        if any(line[column] is None for column in COLUMNS):
            raise InputError("the line is short", where=where, mend="Give all five columns.")
        cell = CodedCell(*(line[column].strip() for column in COLUMNS))
        if (cell.case, cell.condition) in cells:
            raise InputError(
                f"{cell.case}, {cell.condition} is coded twice", where=where, mend="Keep one."
            )
        cells[cell.case, cell.condition] = cell
    return tuple(cells.values())
