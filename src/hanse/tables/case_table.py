"""The table that everything starts from: named cases, named columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names, plural
from hanse.result import Answer
from hanse.tables.column import Column
from hanse.tables.grid import place, quoted
from hanse.tables.numbers import why_no_number

__all__ = ["CaseTable", "Column"]

_SHOWN_CASES = 30
_SHOWN_WIDTH = 24


@dataclass(frozen=True, eq=False)
class CaseTable(Answer, kind="case-table"):
    """Unique case ids × named columns, with where every cell stands.

    Made by `hanse.read_cases` from a file and by `from_frame` from a frame.

    Parameters
    ----------
    cases : tuple of str
        Unique ids, in the order of the file.
    columns : tuple of Column
        One value of each for each case.
    file, sheet : str
        Name of the file and of the sheet; empty for a frame.
    sha256 : str
        Hash of the bytes of the file; of a frame, of its names, ids and column bytes.
    lines : tuple of int
        Line (row of the sheet) of each case in the file, from 1; empty for a frame.
    missing : tuple of (str, str, str)
        Case, column and text of each missing cell.
    notes : tuple of str
        What the reader recognised.
    id_name : str
        Name of the column of ids.

    Examples
    --------
    >>> table = CaseTable(("A", "B"), (Column("CI", np.array([1.5, np.nan]), is_numeric=True),))
    >>> table.numeric("CI")
    array([1.5, nan])
    >>> smaller, dropped = table.drop_missing(["CI"])
    >>> smaller.cases, dropped
    (('A',), (('B', 'CI', ''),))
    """

    cases: tuple[str, ...]
    columns: tuple[Column, ...]
    file: str = ""
    sheet: str = ""
    sha256: str = ""
    lines: tuple[int, ...] = ()
    missing: tuple[tuple[str, str, str], ...] = ()
    notes: tuple[str, ...] = ()
    id_name: str = "case"

    def __eq__(self, other: object) -> bool:
        """Return whether all of it is the same, NaN equal to NaN."""
        if not isinstance(other, CaseTable):
            return NotImplemented
        return all(getattr(self, f.name) == getattr(other, f.name) for f in fields(self))

    def __hash__(self) -> int:
        return hash((self.cases, self.names, self.sha256))

    @classmethod
    def from_frame(cls, frame: Any, *, id: str | None = None) -> CaseTable:
        """Return the table that a pandas, Polars or Arrow frame holds.

        Parameters
        ----------
        frame : frame
            Any eager frame that narwhals knows. Truth values become 1 and 0.
        id : str, optional
            The column, or the named index of a pandas frame, that names the cases. By default a
            pandas index of texts or with a name, else as `hanse.read_cases` chooses.

        Raises
        ------
        InputError
            If it is no frame, ids are missing or stand twice, or a number is infinite.

        Examples
        --------
        >>> import pandas as pd
        >>> CaseTable.from_frame(pd.DataFrame({"town": ["Visby"], "CI": [0.5]})).cases
        ('Visby',)
        """
        from hanse.tables.frames import table_from_frame

        return table_from_frame(frame, id=id)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, without the one of the ids."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """Return the column of that name.

        Raises
        ------
        InputError
            If there is none, with the nearest name.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise unknown_name("column", name, self.names, where=place(self.file, self.sheet))

    def numeric(self, name: str) -> np.ndarray:
        """Return a column of numbers, shape (n_cases,), NaN where a cell is missing.

        Raises
        ------
        InputError
            If there is no such column, or a cell of it is no number: the cell with its place.
        """
        column = self.column(name)
        if column.is_numeric:
            return column.values
        if column.first_text is None:
            where = place(self.file, self.sheet, column=name)
            raise InputError(
                "the column was read as text", where=where, mend="Choose another column."
            )
        row, text = column.first_text
        kind, advice = why_no_number(text)
        said = "is no number that goes with its column" if kind == "number" else "is no number"
        raise InputError(f"{quoted(text)} {said}", where=self.place(row, name), mend=advice)

    def place(self, case: int, column: str) -> str:
        """Return where the cell of a case (counted from 0) stands.

        Examples
        --------
        >>> CaseTable(("A",), (), file="township.csv", lines=(5,)).place(0, "Pat")
        'township.csv, row 5, column Pat'
        >>> CaseTable(("A",), ()).place(0, "Pat")
        'case A, column Pat'
        """
        if self.lines:
            return place(self.file, self.sheet, self.lines[case], column)
        return (
            place(self.file, column=column)
            if self.file
            else f"case {self.cases[case]}, column {column}"
        )

    def select(self, cases: Iterable[str]) -> CaseTable:
        """Return the table of these cases, in this order.

        Raises
        ------
        InputError
            If there is no such case, or one is named twice.
        """
        position = {case: row for row, case in enumerate(self.cases)}
        wanted = list(cases)
        for case in wanted:
            if case not in position:
                raise unknown_name("case", case, self.cases, where=place(self.file, self.sheet))
        if len(set(wanted)) < len(wanted):
            twice = [case for case in dict.fromkeys(wanted) if wanted.count(case) > 1]
            raise InputError(
                f"named twice: {join_names(twice)}",
                where=place(self.file, self.sheet),
                mend="Name each case once.",
            )
        return self._rows([position[case] for case in wanted])

    def drop_missing(
        self, names: Iterable[str]
    ) -> tuple[CaseTable, tuple[tuple[str, str, str], ...]]:
        """Return the table of the cases that have a value in all these columns.

        Parameters
        ----------
        names : iterable of str
            The columns that are needed.

        Returns
        -------
        table : CaseTable
            The cases without a gap; all columns stay.
        dropped : tuple of (str, str, str)
            Case, column and text of every gap, case by case.

        Raises
        ------
        InputError
            If there is no such column.
        """
        columns = [self.column(name) for name in dict.fromkeys(names)]
        stood = {(case, name): found for case, name, found in self.missing}
        gaps = sorted((row, j) for j, column in enumerate(columns) for row in column.gaps())
        cells = [(self.cases[row], columns[j].name) for row, j in gaps]
        dropped = tuple((*cell, stood.get(cell, "")) for cell in cells)
        if not dropped:
            return self, ()
        gone = {row for row, _ in gaps}
        return self._rows([row for row in range(len(self.cases)) if row not in gone]), dropped

    def with_meta(
        self,
        name: str,
        *,
        label: str | None = None,
        unit: str | None = None,
        source: str | None = None,
    ) -> CaseTable:
        """Return the table with label, unit or source of one column set.

        Raises
        ------
        InputError
            If there is no such column.
        """
        old = self.column(name)
        new = replace(
            old,
            label=old.label if label is None else label,
            unit=old.unit if unit is None else unit,
            source=old.source if source is None else source,
        )
        return replace(self, columns=tuple(new if c.name == name else c for c in self.columns))

    def to_frame(self) -> Any:
        """Return a pandas frame: the ids under their name, then the columns."""
        from hanse.tables.frames import frame_from_table

        return frame_from_table(self)

    def __str__(self) -> str:
        counts = f"{plural(len(self.cases), 'case')}, {plural(len(self.columns), 'column')}"
        head = f"{place(self.file, self.sheet)}: {counts}" if self.file else counts
        n = min(len(self.cases), _SHOWN_CASES)
        blocks = [_aligned([self.id_name, *self.cases[:n]], right=False)]
        for column in self.columns:
            title = f"{column.name} ({column.unit})" if column.unit else column.name
            cells = [_shown(value) for value in column.values[:n]]
            blocks.append(_aligned([title, *cells], right=column.is_numeric))
        lines = ["  ".join(row).rstrip() for row in zip(*blocks, strict=True)]
        more = [f"… and {plural(len(self.cases) - n, 'more case')}"] if n < len(self.cases) else []
        return "\n".join([head, *lines, *more])

    def _rows(self, rows: Sequence[int]) -> CaseTable:
        """Return the table of these rows, in this order."""
        kept = tuple(self.cases[row] for row in rows)
        known = set(kept)
        return replace(
            self,
            cases=kept,
            columns=tuple(column.rows(rows) for column in self.columns),
            lines=tuple(self.lines[row] for row in rows) if self.lines else (),
            missing=tuple(gap for gap in self.missing if gap[0] in known),
        )


def _shown(value: Any) -> str:
    """Return a cell as the table prints it."""
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    return f"{value:.10g}" if isinstance(value, float) else " ".join(str(value).split())


def _aligned(texts: Sequence[str], *, right: bool) -> list[str]:
    """Return the texts cut and filled to one width."""
    cut = [text if len(text) <= _SHOWN_WIDTH else text[: _SHOWN_WIDTH - 1] + "…" for text in texts]
    width = max(map(len, cut))
    return [text.rjust(width) if right else text.ljust(width) for text in cut]
