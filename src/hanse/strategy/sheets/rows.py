"""The rows of a filled sheet as texts, each with its place for the errors."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hanse.errors import InputError, unknown_name
from hanse.tables.excel import read_sheet
from hanse.tables.grid import cell_text, place
from hanse.tables.source import Source, open_source

__all__ = ["SheetRow", "has_sheet", "open_book", "sheet_rows"]


@dataclass(frozen=True)
class SheetRow:
    """One row: its place in words, and the text of each column by the column's name."""

    where: str
    texts: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the text of a column, empty where the sheet has no such column."""
        return self.texts.get(column, "")


def open_book(path: str | os.PathLike[str]) -> Source:
    """Return the content of a workbook.

    Raises
    ------
    InputError
        If there is no such file or it is no Excel workbook.
    """
    source = open_source(path)
    if not source.is_workbook:
        raise InputError(
            "is no Excel workbook",
            where=source.name,
            mend="Make one with: hanse strategy sheet FILE.xlsx.",
        )
    return source


def has_sheet(source: Source, sheet: str) -> bool:
    """Whether the workbook has a sheet of that name."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(source.data), read_only=True)
    found = sheet in book.sheetnames
    book.close()
    return found


def sheet_rows(source: Source, sheet: str, needed: Sequence[str]) -> list[SheetRow]:
    """Return the rows of one sheet that hold anything.

    Parameters
    ----------
    source : Source
        The workbook.
    sheet : str
        Name of the sheet.
    needed : sequence of str
        Columns that it must have; their case does not count.

    Raises
    ------
    InputError
        If there is no such sheet, it has no row, or a column is missing.
    """
    grid = read_sheet(source, sheet=sheet)
    names = [name.casefold() for name in grid.header]
    for name in needed:
        if name not in names:
            raise unknown_name("column", name, grid.header, where=place(source.name, sheet, 1))
    return [
        SheetRow(place(source.name, sheet, line), dict(zip(names, cells, strict=True)))
        for line, cells in zip(
            grid.lines,
            zip(*[map(cell_text, column) for column in grid.columns], strict=True),
            strict=True,
        )
    ]
