"""Reading a sheet of an Excel workbook."""

from __future__ import annotations

import datetime
import io
import re
import warnings
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names, message
from hanse.tables.grid import Cell, Grid, SheetNumber, cell_text, make_grid, place
from hanse.tables.source import Source

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["read_sheet"]

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def read_sheet(source: Source, *, sheet: str | None) -> Grid:
    """Return the grid of one sheet; its first row that is not empty is the header.

    Formulas count with the value that was stored last, cells merged downwards with their value in
    every row, and a number shown as a percentage with the number before the sign.

    Parameters
    ----------
    source : Source
        The workbook.
    sheet : str or None
        Name of the sheet; None takes the first one that is not empty.

    Raises
    ------
    InputError
        If the workbook is damaged, there is no such sheet, the sheet is empty, or its formulas
        were never calculated.
    """
    book = _opened(source, values=True)
    found = _chosen(book, sheet, source.name)
    cells, merged = _cells(found)
    _check_formulas(source, found, cells)
    filled = [(line, row) for line, row in enumerate(cells, start=1) if any(map(cell_text, row))]
    others = [each.title for each in book.worksheets if each.title != found.title]
    if len(filled) < 2:
        raise _without_rows(place(source.name, found.title), others, is_empty=not filled)
    (header_line, header), *body = filled
    names = [cell_text(cell) for cell in header]
    notes = [*source.notes, message("Sheet is '{name}'.", name=found.title)]
    if sheet is None and others:
        notes.append(message("Other sheets not read: {names}.", names=join_names(others)))
    if merged:
        notes.append(
            message(
                "Merged cells read with their value in each row: {names}.", names=join_names(merged)
            )
        )
    return make_grid(
        names,
        list(zip(*[row for _, row in body], strict=True)),
        file=source.name,
        sheet=found.title,
        sha256=source.sha256,
        delimiter="",
        header_line=header_line,
        lines=[line for line, _ in body],
        notes=notes,
    )


def _opened(source: Source, *, values: bool) -> Workbook:
    """Return the workbook, with the stored values of formulas or with the formulas."""
    import openpyxl

    try:
        with warnings.catch_warnings():  # openpyxl warns of styles and extensions it leaves out
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(source.data), data_only=values)
    except Exception as error:  # whatever the zip, XML and style readers below may raise
        raise InputError(
            f"the workbook cannot be opened ({type(error).__name__}: {error})",
            where=source.name,
            mend="Open it in a spreadsheet program without a password and save it again as .xlsx.",
        ) from error


def _chosen(book: Workbook, sheet: str | None, file: str) -> Worksheet:
    """Return the sheet of that name, or the first one that holds anything."""
    titles = {each.title: each for each in book.worksheets}
    if sheet is not None:
        if sheet not in titles:
            raise unknown_name("sheet", sheet, titles, where=file)
        return titles[sheet]
    for each in book.worksheets:
        if any(value is not None for row in each.iter_rows(values_only=True) for value in row):
            return each
    raise InputError("every sheet is empty", where=file, mend="Save the table again.")


def _without_rows(where: str, others: list[str], *, is_empty: bool) -> InputError:
    """Return the error for a sheet that has no case, with the sheets that may have some."""
    what = "the sheet is empty" if is_empty else "there is a header but no row below it"
    mend = "Add a row for each case."
    if others:
        mend = (
            f"Add a row for each case, or name another sheet ({join_names(others)}): "
            'sheet = "..." (hanse.toml, Python), --sheet (hanse new).'
        )
    return InputError(what, where=where, mend=mend)


def _cells(sheet: Worksheet) -> tuple[list[list[Cell]], list[str]]:
    """Return the cells of a sheet, row by row, and the ranges whose value was repeated."""
    rows = [[_cell(cell) for cell in row] for row in sheet.iter_rows(min_row=1, min_col=1)]
    repeated = []
    for area in sheet.merged_cells.ranges:
        value = rows[area.min_row - 1][area.min_col - 1]
        if area.max_row > area.min_row and value is not None:
            repeated.append(area.coord)
            for line in range(area.min_row, area.max_row):
                rows[line][area.min_col - 1] = value
    return rows, sorted(repeated)


def _cell(cell: Any) -> Cell:
    """Return what a cell shows: a number, a text, or nothing."""
    value = cell.value
    if value is None:
        return None
    if isinstance(value, bool):
        return SheetNumber.shown(float(value), str(value).upper(), is_percent=False)
    if isinstance(value, (int, float)):
        return _number(value, cell.number_format)
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        text = value.isoformat(" ") if isinstance(value, datetime.datetime) else value.isoformat()
        return text.removesuffix(" 00:00:00")
    return str(value)


def _number(value: int | float, shape: str) -> float:
    """Return the number as its format shows it: ``0%`` as a percentage, ``000`` with zeros."""
    plain = _QUOTED.sub("", shape)
    if "%" in plain:
        hundredfold = Decimal(repr(value)).scaleb(2)
        return SheetNumber.shown(
            float(hundredfold), f"{hundredfold.normalize():f}%", is_percent=True
        )
    if len(plain) > 1 and not plain.strip("0") and float(value).is_integer():
        return SheetNumber.shown(float(value), f"{int(value):0{len(plain)}d}", is_percent=False)
    return float(value)


def _check_formulas(source: Source, sheet: Worksheet, cells: Sequence[Sequence[Cell]]) -> None:
    """Raise the error for a sheet whose formulas have no stored value.

    A single formula without a value may well show an empty text; if none has one, the program that
    wrote the file never calculated, and reading on would take every formula for an empty cell.
    """
    if not any(cell is None for row in cells for cell in row):
        return
    with_formulas = _opened(source, values=False)[sheet.title]
    formulas = [
        (cell.coordinate, value is not None)
        for row, values in zip(with_formulas.iter_rows(min_row=1, min_col=1), cells, strict=True)
        for cell, value in zip(row, values, strict=True)
        if cell.data_type == "f"
    ]
    if formulas and not any(stored for _, stored in formulas):
        raise InputError(
            f"the formula in cell {formulas[0][0]} has no stored value",
            where=place(source.name, sheet.title),
            mend="Open the workbook in a spreadsheet program and save it, to have it calculated.",
        )
