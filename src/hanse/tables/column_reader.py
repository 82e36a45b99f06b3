"""From cells to columns: which ones are numbers, and what is missing in them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import message
from hanse.tables.column import Column
from hanse.tables.grid import ALWAYS_MISSING, Cell, Grid, SheetNumber, cell_text, quoted
from hanse.tables.numbers import read_number, why_no_number

__all__ = [
    "DEFAULT_MARKERS",
    "Markers",
    "PlainNumbers",
    "ReadColumn",
    "plain_numbers",
    "read_column",
]

DEFAULT_MARKERS = (
    *("", "NA", "N/A", "#N/A", "NaN", "null", "None", "missing"),
    *(".", "..", "...", "…", "-", "–", "—", "\u2212"),
)


@dataclass(frozen=True)
class Markers:
    """Texts that stand for a missing value.

    Parameters
    ----------
    texts : frozenset of str
        The texts, in lower case.
    everywhere : bool
        Whether they also count in columns of text. The default ones do not: there ``NA`` may be
        Namibia and ``None`` an answer.
    """

    texts: frozenset[str]
    everywhere: bool

    @classmethod
    def of(cls, given: Sequence[str] | None) -> Markers:
        """Return the markers that were given, or the default ones."""
        texts = DEFAULT_MARKERS if given is None else given
        return cls(
            frozenset(t.strip().casefold() for t in texts) | ALWAYS_MISSING, given is not None
        )

    def holds(self, cell: Cell, *, in_text: bool = False) -> bool:
        """Return whether the cell is missing, in a column of text or of numbers."""
        if cell is None or (isinstance(cell, float) and math.isnan(cell)):
            return True
        if isinstance(cell, float) and not self.everywhere:
            return False
        text = cell_text(cell).casefold()
        return text in (ALWAYS_MISSING if in_text and not self.everywhere else self.texts)


class ReadColumn(NamedTuple):
    """A column, the cells that are missing in it, and what was recognised."""

    column: Column
    missing: tuple[tuple[int, str], ...]
    notes: tuple[str, ...]


class PlainNumbers(NamedTuple):
    """Numbers that were written in the plain way, and the decimal sign they need, if any."""

    values: npt.NDArray[np.float64]
    sign: str


class _Reading(NamedTuple):
    """What one cell is: ``number``, ``missing``, ``true``/``false``, or why it is no number."""

    kind: str
    value: float = math.nan
    is_percent: bool = False
    separator: str = ""


_MISSING = _Reading("missing")
_REFUSED = {"currency": "carries a currency sign", "infinite": "is not a finite number"}


def plain_numbers(cells: Sequence[Cell], markers: Markers) -> PlainNumbers | None:
    """Return the cells as numbers if all are written in the plain way of programs.

    That is ASCII digits with one decimal sign throughout and nothing between thousands; missing
    cells become NaN. None means that the column needs `read_column`.
    """
    if set(map(type, cells)) != {str}:
        return None
    texts = cast(Sequence[str], cells)
    joined = "".join(texts)
    sign = "," if "," in joined else "." if "." in joined else ""
    if "_" in joined or not joined.isascii():
        return None
    has_both = sign == "," and "." in joined
    looks_numeric = any(read_number(text.replace(",", ".")) for text in markers.texts)
    values, n_gaps = [], 0
    for text in texts:
        try:
            if (has_both and "." in text) or (
                looks_numeric and text.strip().casefold() in markers.texts
            ):
                raise ValueError
            values.append(float(text.replace(",", ".") if sign == "," else text))
        except ValueError:
            if text and not markers.holds(text):
                return None
            values.append(math.nan)
            n_gaps += 1
    made = np.array(values, dtype=np.float64)
    made.setflags(write=False)
    finite = int(np.isfinite(made).sum())
    return PlainNumbers(made, sign) if finite == len(texts) - n_gaps else None


def read_column(grid: Grid, index: int, *, decimal: str, markers: Markers) -> ReadColumn:
    """Return a column with every cell read by the full grammar of numbers.

    Parameters
    ----------
    grid : Grid
        The table.
    index : int
        The column, counted from 0.
    decimal : {".", ","}
        The decimal sign of the file.
    markers : Markers
        What stands for a missing value.

    Returns
    -------
    ReadColumn
        Numbers where every cell that is not missing is one; text otherwise, with the first cell
        that is no number.

    Raises
    ------
    InputError
        If more than half of the cells are numbers and one of the others carries a currency sign
        or is infinite, or if only some of them carry a per cent sign.
    """
    cells = grid.columns[index]
    read = _readings(cells, decimal, markers)
    kinds = Counter(one.kind for one in read)
    filled = len(read) - kinds["missing"]
    numbers = kinds["number"]
    truths = kinds["true"] + kinds["false"]
    if numbers == filled:
        _check_percent(grid, index, read)
        return _numeric(grid, index, read)
    if truths == filled:
        as_numbers = {"true": 1.0, "false": 0.0}
        told = [one._replace(value=as_numbers.get(one.kind, math.nan)) for one in read]
        done = _numeric(grid, index, told)
        said = message(
            "Column '{name}': true and false are read as 1 and 0.", name=grid.header[index]
        )
        return done._replace(notes=(*done.notes, said))
    refused = sum(kinds[kind] for kind in _REFUSED)
    mostly_numbers = 2 * (numbers + refused) > filled
    if refused and mostly_numbers:
        _refuse(grid, index, read)
    return _text(grid, index, read, markers, mostly_numbers=mostly_numbers)


def _readings(cells: Sequence[Cell], decimal: str, markers: Markers) -> list[_Reading]:
    """Return what each cell is."""
    known: dict[str, _Reading] = {}
    read = []
    for cell in cells:
        if isinstance(cell, str):
            if cell not in known:
                known[cell] = _reading(cell, decimal, markers)
            read.append(known[cell])
        else:
            read.append(_reading(cell, decimal, markers))
    return read


def _reading(cell: Cell, decimal: str, markers: Markers) -> _Reading:
    """Return what a cell is."""
    if cell is None or markers.holds(cell):
        return _MISSING
    if isinstance(cell, SheetNumber):
        return _Reading("number", float(cell), cell.is_percent)
    if not isinstance(cell, str):
        return _Reading("number" if math.isfinite(cell) else "infinite", float(cell))
    text = cell.strip()
    found = read_number(text, decimal=decimal)
    if found is not None:
        kind = "number" if math.isfinite(found.value) else "infinite"
        return _Reading(kind, found.value, found.is_percent, found.separator)
    if text.casefold() in ("true", "false"):
        return _Reading(text.casefold())
    kind, _ = why_no_number(text)
    return _Reading(kind if kind in _REFUSED else "text")


def _numeric(grid: Grid, index: int, read: Sequence[_Reading]) -> ReadColumn:
    """Return the column of numbers."""
    name, cells = grid.header[index], grid.columns[index]
    values = np.array([one.value for one in read], dtype=np.float64)
    values.setflags(write=False)
    is_percent = any(one.is_percent for one in read)
    separators = sorted({one.separator for one in read if one.separator})
    notes = []
    if separators:
        shown = " and ".join(f"'{sign}'" for sign in separators)
        notes.append(
            message("Column '{name}': thousands are separated by {sign}.", name=name, sign=shown)
        )
    if is_percent:
        notes.append(message("Column '{name}': the unit is %.", name=name))
    gaps = tuple((i, cell_text(cells[i])) for i, one in enumerate(read) if one.kind == "missing")
    column = Column(name=name, values=values, is_numeric=True, unit="%" if is_percent else "")
    return ReadColumn(column, gaps, tuple(notes))


def _text(
    grid: Grid, index: int, read: Sequence[_Reading], markers: Markers, *, mostly_numbers: bool
) -> ReadColumn:
    """Return the column of text with the first cell that is no number."""
    name, cells = grid.header[index], grid.columns[index]
    gaps = {i for i, cell in enumerate(cells) if markers.holds(cell, in_text=not mostly_numbers)}
    values = np.empty(len(cells), dtype=object)
    values[:] = [None if i in gaps else cell_text(cell) for i, cell in enumerate(cells)]
    values.setflags(write=False)
    others = (i for i, one in enumerate(read) if one.kind != "number" and i not in gaps)
    first = next(others, None)
    found = None if first is None else (first, str(values[first]))
    notes: tuple[str, ...] = ()
    if mostly_numbers and found is not None:
        notes = (
            message(
                "Column '{name}' is text, because {text} stands in row {line}.",
                name=name,
                text=quoted(found[1]),
                line=grid.lines[found[0]],
            ),
        )
    column = Column(name=name, values=values, is_numeric=False, first_text=found)
    return ReadColumn(column, tuple((i, cell_text(cells[i])) for i in sorted(gaps)), notes)


def _refuse(grid: Grid, index: int, read: Sequence[_Reading]) -> None:
    """Raise the error for the first cell of a column of numbers that cannot be one."""
    row = next(i for i, one in enumerate(read) if one.kind in _REFUSED)
    text = cell_text(grid.columns[index][row])
    _, advice = why_no_number(text)
    raise InputError(
        f"{quoted(text)} {_REFUSED[read[row].kind]}", where=grid.place(row, index), mend=advice
    )


def _check_percent(grid: Grid, index: int, read: Sequence[_Reading]) -> None:
    """Raise the error for a column in which only some numbers carry a per cent sign."""
    numbers = [i for i, one in enumerate(read) if one.kind == "number"]
    with_sign = [i for i in numbers if read[i].is_percent]
    if not with_sign or len(with_sign) == len(numbers):
        return
    row, other = with_sign[0], next(i for i in numbers if not read[i].is_percent)
    texts = [cell_text(grid.columns[index][i]) for i in (row, other)]
    raise InputError(
        f"'{texts[0]}' carries a per cent sign, '{texts[1]}' in row {grid.lines[other]} does not",
        where=grid.place(row, index),
        mend="Write the sign behind every number of the column, or behind none.",
    )
