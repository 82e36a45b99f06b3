"""A table of a file or a frame on its way to ours: its cells, and what is wrong with them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import plural
from hanse.tables.mapping import MappedTable, Schema
from hanse.tables.mapping.mapping_reader import MappingSource
from hanse.tables.mapping.problems import SHOWN, Problems
from hanse.tables.mapping.reader import gather_mapped
from hanse.tables.mapping.sheets import filled_sheets

__all__ = ["Cells", "open_cells", "own_sheet", "parts_of"]

Whole = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def parts_of(text: str) -> tuple[str, ...]:
    """Return the parts of a cell that holds a list, apart by semicolons; empty ones do not count.

    Examples
    --------
    >>> parts_of("Volvo; SKF;"), parts_of("")
    (('Volvo', 'SKF'), ())
    """
    return tuple(part for part in (one.strip() for one in text.split(";")) if part)


def open_cells(source: Any, schema: Schema, mapping: MappingSource) -> Cells:
    """Return the cells of a file or a frame; see `hanse.tables.mapping.reader.gather_mapped`.

    Of a workbook with a sheet that is called as the table, that one is read.
    """
    sheet = own_sheet(source, schema)
    mapped, problems = gather_mapped(source, schema, mapping, sheet=sheet[0] if sheet else "")
    return Cells(mapped, problems)


def own_sheet(source: Any, schema: Schema) -> tuple[str, bool] | None:
    """Return the sheet of a workbook that is called as a table, and whether it has rows."""
    for title, has_rows in filled_sheets(source).items():
        if title.strip().casefold() == schema.name:
            return title, has_rows
    return None


@dataclass
class Cells:
    """Columns of a table by our names, and the problems found so far.

    Attributes
    ----------
    mapped : MappedTable
        The table; cells that could not be used are -1 or NaN.
    problems : Problems
        What is wrong.
    notes : list of str
        What is to be known.
    """

    mapped: MappedTable
    problems: Problems
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.notes += [str(note) for note in self.mapped.notes]

    def __len__(self) -> int:
        return len(self.mapped)

    @property
    def lines(self) -> npt.NDArray[np.int32]:
        """Line of each row."""
        return self.mapped.table.lines

    def has(self, name: str) -> bool:
        """Return whether the table has a field."""
        return name in self.mapped.columns

    def column(self, name: str) -> str:
        """Return what the file calls a field."""
        use = self.mapped.columns.get(name)
        return use.column if use is not None and use.column else name

    def codes(self, name: str) -> tuple[npt.NDArray[np.int32], tuple[str, ...]]:
        """Return the labels of a field and which each row has, -1 for what cannot be used."""
        if not self.has(name):
            return np.zeros(len(self), dtype=np.int32), ("",)
        key = self.mapped.table.keys[name]
        return key.codes, key.labels

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a field as texts, empty where there is none."""
        return tuple(self.each(name, str, ""))

    def numbers(self, name: str) -> Floats:
        """Return a field as numbers, NaN where there is none."""
        if not self.has(name):
            return np.full(len(self), np.nan)
        return self.mapped.table.values[name]

    def each(self, name: str, made: Callable[[str], Any], none: Any) -> list[Any]:
        """Return what is made of each label, once for all rows that have it."""
        codes, labels = self.codes(name)
        read = [made(label) for label in labels]
        read.append(none)  # found by the code -1
        return [read[code] for code in codes.tolist()]

    def days(self, name: str) -> Whole:
        """Return a field of days as ordinals, 0 where there is none."""
        codes, labels = self.codes(name)
        days = [datetime.date.fromisoformat(label).toordinal() if label else 0 for label in labels]
        return np.array([*days, 0], dtype=np.int64)[codes]

    def read(self, name: str, made: Callable[[str], Any], none: Any) -> list[Any]:
        """Return what is made of each label; those that are an error are problems of their rows.

        Parameters
        ----------
        name : str
            The field.
        made : function
            Turns a label into what it means, or raises InputError.
        none : any
            What stands for a label that cannot be used; also for one that is empty.
        """
        codes, labels = self.codes(name)
        read: list[Any] = []
        said: dict[int, tuple[str, str]] = {}
        for number, label in enumerate(labels):
            if len(said) == SHOWN:  # a wrong column: to look for the nearest of each takes long
                break
            value = none
            try:
                value = made(label) if label else none
            except InputError as error:
                said[number] = error.what, error.mend
            read.append(value)
        self.problems.texts(
            self.column(name), self.lines, codes.astype(np.intp), list(said), lambda one: said[one]
        )
        left = len(labels) - len(read)
        if left:
            what = f"{plural(left, 'other text')} not looked at"
            self.problems.add(what, at=f"column {self.column(name)}")
        read += [none] * (left + 1)  # the last is found by the code -1
        return [read[code] for code in codes.tolist()]

    def tell_rows(
        self,
        name: str,
        wrong: npt.NDArray[Any] | Sequence[int],
        say: Callable[[int], str],
        mend: str,
    ) -> None:
        """Remember rows that are wrong, each with what it holds; the first ten, the rest counted.

        Parameters
        ----------
        name : str
            The field, or fields apart by commas.
        wrong : sequence of int
            Rows from 0.
        say : function
            Returns what is wrong with a row.
        mend : str
            What to do about it.
        """
        rows = [int(row) for row in wrong]
        columns = ", ".join(self.column(one) for one in name.split(", "))
        for row in rows[:SHOWN]:
            self.problems.cells(columns, [int(self.lines[row])], say(row), mend=mend)
        if len(rows) > SHOWN:
            left = [int(self.lines[row]) for row in rows[SHOWN:]]
            self.problems.cells(columns, left, "the same again", mend=mend)

    def tell(self) -> None:
        """Raise what is wrong, all together."""
        self.problems.tell(most=SHOWN)
