"""Rows of a file or a frame under our names, with the place of each for errors."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hanse.errors import InputError
from hanse.tables.frames import eager_frame
from hanse.tables.grid import cell_text, quoted
from hanse.tables.mapping import read_mapped
from hanse.tables.mapping.problems import Problems
from hanse.tables.mapping.schema import Schema

__all__ = ["Sheet", "sheet_of_file", "sheet_of_frame"]

_UNUSED = "Columns not used"


@dataclass(frozen=True)
class Sheet:
    """A table as lists.

    Attributes
    ----------
    lines : list of int
        Row of each in its file, or from 1 in a frame.
    texts : mapping of str to list of str
        Columns of texts; an empty cell is the empty text.
    numbers : mapping of str to list of float
        Columns of numbers; an empty cell is NaN.
    names : mapping of str to str
        Our name of a column → its name in the file.
    problems : Problems
        What is wrong with it.
    notes : tuple of str
        Columns of the file that are not used.
    """

    lines: list[int]
    texts: Mapping[str, list[str]]
    numbers: Mapping[str, list[float]]
    problems: Problems
    names: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.lines)

    def text(self, column: str) -> list[str]:
        """Return a column of texts, empty texts where the file has none."""
        return self.texts.get(column, [""] * len(self))

    def number(self, column: str) -> list[float]:
        """Return a column of numbers, NaN where the file has none."""
        return self.numbers.get(column, [math.nan] * len(self))

    def at(self, row: int, column: str = "") -> str:
        """Return the place of a cell within the file in words."""
        shown = self.names.get(column, column)
        return f"row {self.lines[row]}" + (f", column {shown}" if column else "")

    def wrong(self, problems: Problems, row: int, column: str, what: str, mend: str) -> None:
        """Remember among problems what is wrong with a cell."""
        where = self.problems.place(self.at(row, column))
        problems.found.append(InputError(what, where=where, mend=mend))


def sheet_of_file(path: str | os.PathLike[str], schema: Schema, mapping: Any = None) -> Sheet:
    """Return the rows of a file.

    Raises
    ------
    InputError
        If the file cannot be read by the mapping.
    """
    mapped = read_mapped(path, schema, mapping)
    table = mapped.table
    texts = {
        name: [key.labels[code] if code >= 0 else "" for code in key.codes.tolist()]
        for name, key in table.keys.items()
    }
    numbers = {name: values.tolist() for name, values in table.values.items()}
    names = {name: use.column or name for name, use in mapped.columns.items()}
    notes = tuple(f"{table.file}: {one}" for one in mapped.notes if one.startswith(_UNUSED))
    return Sheet(table.lines.tolist(), texts, numbers, Problems(table.file), names, notes)


def sheet_of_frame(frame: Any, schema: Schema) -> Sheet:
    """Return the rows of a frame whose columns have our names; others are left alone.

    Raises
    ------
    InputError
        If it is no frame.
    """
    eager = eager_frame(frame)
    problems = Problems(f"frame of {schema.name}")
    has = [str(name) for name in eager.columns]
    lines = list(range(1, len(eager) + 1))
    sheet = Sheet(lines, {}, {}, problems)
    texts: dict[str, list[str]] = {}
    numbers: dict[str, list[float]] = {}
    for one in schema.fields:
        if one.name not in has:
            if one.needed:
                problems.unknown("column", one.name, has)
            continue
        cells = eager.get_column(one.name).to_list()
        if one.is_label:
            texts[one.name] = [_text(cell) for cell in cells]
            if one.kind == "key":
                _refuse_empty(sheet, one.name, texts[one.name])
        else:
            numbers[one.name] = [
                _number(cell, sheet, row, one.name) for row, cell in enumerate(cells)
            ]
    return Sheet(lines, texts, numbers, problems)


def _refuse_empty(sheet: Sheet, column: str, cells: list[str]) -> None:
    """Remember empty cells of a column that names something."""
    empty = [sheet.lines[row] for row, cell in enumerate(cells) if not cell]
    if empty:
        sheet.problems.cells(column, empty, "the cell is empty", mend="Fill it in.")


def _is_missing(cell: Any) -> bool:
    """Return whether a cell of a frame holds nothing."""
    if cell is None or type(cell).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(cell, float) and math.isnan(cell)


def _text(cell: Any) -> str:
    """Return a cell of a frame as text."""
    if _is_missing(cell):
        return ""
    return cell_text(cell) if isinstance(cell, (int, float, str)) else str(cell)


def _number(cell: Any, sheet: Sheet, row: int, column: str) -> float:
    """Return a cell of a frame as a number, NaN where it is missing or cannot be read."""
    if _is_missing(cell) or cell == "":
        return math.nan
    try:
        number = float(cell)
    except (TypeError, ValueError):
        number = math.inf
    if not math.isfinite(number):
        sheet.problems.found.append(
            InputError(
                f"{quoted(str(cell))} is not a finite number",
                where=sheet.problems.place(sheet.at(row, column)),
                mend="Give a number, or leave the cell empty.",
            )
        )
        return math.nan
    return number
