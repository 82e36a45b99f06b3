"""From a file to a table of cases."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Literal

import numpy as np

from hanse.errors import InputError
from hanse.messages import message, plural
from hanse.tables.case_table import CaseTable
from hanse.tables.column import Column
from hanse.tables.column_reader import Markers, ReadColumn, plain_numbers, read_column
from hanse.tables.decimal_sign import decide_decimal
from hanse.tables.delimited import read_delimited
from hanse.tables.excel import read_sheet
from hanse.tables.grid import Grid, cell_text
from hanse.tables.ids import check_ids, choose_ids
from hanse.tables.source import Source, open_source

__all__ = ["read_cases"]


def read_cases(
    path: str | os.PathLike[str],
    *,
    id: str | None = None,
    sheet: str | None = None,
    delimiter: str | None = None,
    decimal: Literal[".", ","] | None = None,
    encoding: str | None = None,
    missing_markers: Sequence[str] | None = None,
) -> CaseTable:
    r"""Read a table of cases from CSV, TSV, an fsQCA file or Excel.

    What is left open is recognised from the file and said in the ``notes`` of the table. Nothing
    is guessed that the file does not decide, and nothing is imputed.

    Parameters
    ----------
    path : path
        A text file with columns (.csv, .tsv, .txt, .dat, also .gz) or a workbook (.xlsx).
    id : str, optional
        The column that names the cases. By default the first column of text with a different,
        filled cell in every row; if there is none, the first column if that is so filled.
    sheet : str, optional
        The sheet of a workbook; by default the first that is not empty.
    delimiter : str, optional
        What separates the columns: one character, ``"tab"`` or ``"space"``.
    decimal : {".", ","}, optional
        The decimal sign.
    encoding : str, optional
        The encoding of a text file; by default UTF-8, UTF-16 by its byte order mark, or cp1252.
    missing_markers : sequence of str, optional
        Texts that stand for a missing value beside the empty cell, in upper or lower case. By
        default NA, N/A, #N/A, NaN, null, None, missing, a point, two or three, and dashes, all
        only in columns of numbers; markers that are given count in every column but the ids.

    Returns
    -------
    CaseTable
        Numbers as float64 with NaN where the cell is missing, and texts.

    Raises
    ------
    InputError
        If the file cannot be read as a table of cases: what is wrong, where, and what to do.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "towns.csv")
    ...     text = "town;exports;firms\nHamburg;12,5;1.204\nLübeck;..;87\n"
    ...     _ = path.write_text(text, encoding="utf-8")
    ...     towns = read_cases(path)
    >>> print(towns)
    towns.csv: 2 cases, 2 columns
    town     exports  firms
    Hamburg     12.5   1204
    Lübeck                87
    >>> towns.missing
    (('Lübeck', 'exports', '..'),)
    """
    source = open_source(path)
    if decimal not in (None, ".", ","):
        raise InputError(f"decimal is {decimal!r}", where=source.name, mend='Give "." or ",".')
    grid = _grid(source, sheet=sheet, delimiter=delimiter, encoding=encoding)
    return _table(grid, id=id, decimal=decimal, markers=Markers.of(missing_markers))


def _grid(
    source: Source, *, sheet: str | None, delimiter: str | None, encoding: str | None
) -> Grid:
    """Return the cells of the file; a choice that its kind does not have is an error."""
    if source.is_workbook:
        chosen = {"delimiter": delimiter, "encoding": encoding}
        wrong = next((name for name, value in chosen.items() if value is not None), None)
        if wrong:
            raise InputError(f"a workbook has no {wrong}", where=source.name, mend="Leave it out.")
        return read_sheet(source, sheet=sheet)
    if sheet is not None:
        raise InputError(
            f"a text file has no sheet '{sheet}'", where=source.name, mend="Leave the sheet out."
        )
    return read_delimited(source, delimiter=delimiter, encoding=encoding)


def _table(grid: Grid, *, id: str | None, decimal: str | None, markers: Markers) -> CaseTable:
    """Return the table of cases that a grid holds."""
    plain = [plain_numbers(cells, markers) for cells in grid.columns]
    key = choose_ids(grid, id, plain=[numbers is not None for numbers in plain])
    cases = tuple(cell_text(cell) for cell in grid.columns[key])
    name = grid.header[key]
    check_ids(cases, file=grid.file, sheet=grid.sheet, lines=grid.lines, name=name)
    notes = [*grid.notes, message("Ids are in column '{name}'.", name=name)]
    if decimal is None:
        sign, said = decide_decimal(grid, plain=plain, markers=markers, skip=key)
    else:
        sign, said = decimal, [message("Decimal sign is '{sign}', as told.", sign=decimal)]
    read = [
        _plain_column(grid, index, numbers.values)
        if numbers is not None and numbers.sign in ("", sign)
        else read_column(grid, index, decimal=sign, markers=markers)
        for index, numbers in enumerate(plain)
        if index != key
    ]
    missing = _missing(read, cases)
    return CaseTable(
        cases=cases,
        columns=tuple(one.column for one in read),
        file=grid.file,
        sheet=grid.sheet,
        sha256=grid.sha256,
        lines=grid.lines,
        missing=missing,
        notes=(*notes, *said, *(note for one in read for note in one.notes), *_met(missing)),
        id_name=name,
    )


def _plain_column(grid: Grid, index: int, values: np.ndarray) -> ReadColumn:
    """Return a column of numbers that needed no more than the plain reading."""
    gaps = np.flatnonzero(np.isnan(values)).tolist()
    cells = grid.columns[index]
    column = Column(name=grid.header[index], values=values, is_numeric=True)
    return ReadColumn(column, tuple((i, cell_text(cells[i])) for i in gaps), ())


def _missing(read: Sequence[ReadColumn], cases: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
    """Return case, column and text of each missing cell, row by row."""
    gaps = [(i, j, text) for j, one in enumerate(read) for i, text in one.missing]
    return tuple((cases[i], read[j].column.name, text) for i, j, text in sorted(gaps))


def _met(missing: Sequence[tuple[str, str, str]]) -> list[str]:
    """Return a note for each text that was read as missing."""
    texts = [text for _, _, text in missing]
    return [
        message(
            "Read as missing: {text} in {cells}.",
            text=f"'{text}'" if text else "the empty cell",
            cells=plural(texts.count(text), "cell"),
        )
        for text in sorted(set(texts))
    ]
