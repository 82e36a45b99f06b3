"""Columns of numbers, shares and money as the file states them, before any unit."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.tables.column_reader import DEFAULT_MARKERS, Markers, PlainNumbers, plain_numbers
from hanse.tables.decimal_sign import decide_decimal
from hanse.tables.grid import Grid, cell_text, quoted
from hanse.tables.mapping.file_cells import FileCells
from hanse.tables.mapping.problems import Problems
from hanse.tables.numbers import read_number, why_no_number

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ReadNumbers", "number_markers", "read_numbers", "sign_of"]

_SIGN = 'Say which is meant: decimal = "." or decimal = "," below [file] of the mapping.'
_OTHER = 'If the decimal sign of the file is "{sign}", write decimal = "{sign}" below [file].'


@dataclass(frozen=True)
class ReadNumbers:
    """Numbers as the file states them.

    Attributes
    ----------
    values : ndarray of float64, shape (n,)
        NaN where a cell is missing or cannot be used.
    is_percent : bool
        Whether a per cent sign stands behind them; the values are the numbers before it.
    """

    values: npt.NDArray[np.float64]
    is_percent: bool = False


def number_markers(missing: Sequence[str]) -> Markers:
    """Return what stands for a number that is not known, beside what the mapping states."""
    return Markers.of((*DEFAULT_MARKERS, *missing))


def sign_of(
    cells: FileCells, names: Sequence[str], markers: Markers, stated: str | None
) -> tuple[str, dict[str, PlainNumbers | None], list[str]]:
    """Return the decimal sign of a file, its plain columns of numbers, and what was recognised.

    Parameters
    ----------
    cells : FileCells
        The file.
    names : sequence of str
        Its columns of numbers.
    markers : Markers
        What stands for a missing number.
    stated : str or None
        The sign that the mapping states.

    Raises
    ------
    InputError
        If none is stated and the cells need both signs, or leave it open.
    """
    columns = [cells.columns[name].tolist() for name in names]
    plain = [plain_numbers(column, markers) for column in columns]
    found = dict(zip(names, plain, strict=True))
    if stated is not None:
        return stated, found, []
    grid = Grid(
        file=cells.file,
        sheet="",
        sha256=cells.sha256,
        delimiter=cells.delimiter,
        header=tuple(names),
        lines=tuple(cells.lines.tolist()),
        columns=tuple(columns),
        notes=(),
    )
    try:
        sign, notes = decide_decimal(grid, plain=plain, markers=markers, skip=None)
    except InputError as error:
        raise InputError(error.what, where=error.where, mend=_SIGN) from error
    return sign, found, notes


def read_numbers(
    cells: pd.Series[Any],
    plain: PlainNumbers | None,
    *,
    column: str,
    lines: npt.NDArray[np.int32],
    decimal: str,
    markers: Markers,
    problems: Problems,
) -> ReadNumbers:
    """Return a column of numbers; cells that are none are problems.

    Parameters
    ----------
    cells : Series
        The column as it stands in the file.
    plain : PlainNumbers or None
        Its numbers if all are written in the plain way.
    column : str
        Its name in the file.
    lines : ndarray of int32, shape (n,)
        Line of each row.
    decimal : {".", ","}
        The decimal sign.
    markers : Markers
        What stands for a missing number.
    problems : Problems
        Takes what is wrong.
    """
    import pandas as pd

    if plain is not None and plain.sign in ("", decimal):
        return ReadNumbers(plain.values)
    codes, found = pd.factorize(cells, use_na_sentinel=False)
    numbers: list[float] = []
    percent: dict[int, str] = {}
    bare: dict[int, str] = {}
    said: dict[int, tuple[str, str]] = {}
    for number, cell in enumerate(list(found)):
        value, has_sign = _read(cell, decimal, markers)
        if value is None or math.isinf(value):
            said[number] = _why(cell_text(cell), decimal)
            value = math.nan
        elif not math.isnan(value):
            (percent if has_sign else bare)[number] = cell_text(cell)
        numbers.append(value)
    problems.texts(column, lines, codes, list(said), lambda number: said[number])
    if percent and bare:
        _tell_mixed(column, lines, codes, percent, bare, problems)
    return ReadNumbers(np.array(numbers, dtype=np.float64)[codes], bool(percent))


def _read(cell: Any, decimal: str, markers: Markers) -> tuple[float | None, bool]:
    """Return the number of a cell and whether it carries a per cent sign; None if it is none."""
    if markers.holds(cell):
        return math.nan, False
    if not isinstance(cell, str):
        return float(cell), False
    written = read_number(cell.strip(), decimal=decimal)
    return (None, False) if written is None else (written.value, written.is_percent)


def _why(text: str, decimal: str) -> tuple[str, str]:
    """Return why a text is no number, and what to do about it."""
    kind, mend = why_no_number(text)
    if kind == "number":
        mend = _OTHER.format(sign="," if decimal == "." else ".")
    elif kind == "text":
        mend = f"{mend} If it means that the number is not known, add it to missing below [file]."
    finite = "finite " if kind == "infinite" else ""
    return f"{quoted(text)} is no {finite}number", mend


def _tell_mixed(
    column: str,
    lines: npt.NDArray[np.int32],
    codes: npt.NDArray[np.intp],
    percent: Mapping[int, str],
    bare: Mapping[int, str],
    problems: Problems,
) -> None:
    """Remember that only some numbers of a column carry a per cent sign."""
    one, other = next(iter(percent)), next(iter(bare))
    line = int(lines[codes == other][0])
    problems.cells(
        column,
        [int(lines[codes == one][0])],
        f"'{percent[one]}' carries a per cent sign, '{bare[other]}' in row {line} does not",
        mend="Write the sign behind every number of the column, or behind none.",
    )
