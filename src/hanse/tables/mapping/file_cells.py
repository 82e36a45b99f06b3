"""The columns of a file as they stand there, once its header is known."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.tables import long_reader
from hanse.tables.decode import decoded
from hanse.tables.delimited import read_delimited
from hanse.tables.excel import read_sheet
from hanse.tables.grid import Grid, SheetNumber
from hanse.tables.source import Source, open_source

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FileCells", "OpenedFile", "header_of", "open_table"]


@dataclass(frozen=True)
class FileCells:
    """Columns of a file before anything is read as a number.

    Attributes
    ----------
    file : str
        Name of the file, and of the sheet in a workbook.
    columns : dict of str to pandas.Series
        The columns that were asked for, their cells texts or, in a workbook, also numbers.
    lines : ndarray of int32, shape (n,)
        Line of each row, from 1.
    sha256 : str
        Hash of the file's bytes.
    delimiter : str
        What separates the columns; empty for a workbook.
    notes : tuple of str
        What was recognised.
    """

    file: str
    columns: dict[str, pd.Series[str]]
    lines: npt.NDArray[np.int32]
    sha256: str
    delimiter: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class OpenedFile:
    """A file whose header is known.

    Attributes
    ----------
    source : Source
        The content; text in UTF-8.
    grid : Grid
        Of a workbook the whole sheet, of a text its first rows.
    delimiter : str or None
        As it was stated.
    """

    source: Source
    grid: Grid
    delimiter: str | None

    @property
    def name(self) -> str:
        """Name of the file, and of the sheet in a workbook."""
        grid = self.grid
        return f"{grid.file}, sheet {grid.sheet}" if grid.sheet else grid.file

    def cells(self, wanted: Sequence[str], *, decimal: str = ".") -> FileCells:
        """Return some columns of all rows; percentages of a sheet as texts with that sign."""
        found = None
        if not self.source.is_workbook:
            found = long_reader.fast_cells(self.source, self.grid, wanted)
        if found is None:
            grid = self.grid
            if not self.source.is_workbook:
                grid = read_delimited(self.source, delimiter=self.delimiter, encoding="utf-8")
            found = long_reader.cells_of_grid(grid)
        columns = {name: long_reader.column_of(found, name) for name in wanted}
        return FileCells(
            found.file,
            {name: _series(column, decimal) for name, column in columns.items()},
            found.lines,
            found.sha256,
            self.grid.delimiter,
            found.notes,
        )


def open_table(
    path: str | os.PathLike[str],
    *,
    sheet: str | None = None,
    delimiter: str | None = None,
    encoding: str | None = None,
) -> OpenedFile:
    """Return a file of which the header is read.

    Raises
    ------
    InputError
        If the file cannot be read, or a choice does not go with it.
    """
    source = open_source(path)
    if source.is_workbook:
        for name, choice in (("delimiter", delimiter), ("encoding", encoding)):
            if choice is not None:
                raise InputError(f"a workbook has no {name}", where=source.name)
        return OpenedFile(source, read_sheet(source, sheet=sheet), None)
    if sheet is not None:
        raise InputError(f"a text file has no sheet '{sheet}'", where=source.name)
    text, notes = decoded(source, encoding)
    source = replace(source, data=text.encode(), notes=(*source.notes, *notes))
    head = read_delimited(long_reader.head_of(source), delimiter=delimiter, encoding="utf-8")
    return OpenedFile(source, head, delimiter)


def header_of(
    path: str | os.PathLike[str],
    *,
    sheet: str | None = None,
    delimiter: str | None = None,
    encoding: str | None = None,
) -> tuple[str, ...]:
    r"""Return the names of the columns of a file, as `mapping_text` takes them.

    Raises
    ------
    InputError
        If the file cannot be read.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "firms.csv")
    ...     _ = path.write_text("Firma;Rok\nA;2020\n", encoding="utf-8")
    ...     header_of(path)
    ('Firma', 'Rok')
    """
    return open_table(path, sheet=sheet, delimiter=delimiter, encoding=encoding).grid.header


def _series(column: Any, decimal: str) -> pd.Series[str]:
    """Return a column as a series; what a sheet shows otherwise than it is stored as a text."""
    import pandas as pd

    if isinstance(column, pd.Series):
        return column.reset_index(drop=True)
    shown = [
        cell.text.replace(".", decimal) if isinstance(cell, SheetNumber) else cell
        for cell in column
    ]
    return long_reader.object_series(shown)
