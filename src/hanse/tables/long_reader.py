"""From files and frames to long tables, fast for a million rows."""

from __future__ import annotations

import io
import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import message, plural
from hanse.tables.column_reader import Markers
from hanse.tables.decode import decoded
from hanse.tables.delimited import read_delimited
from hanse.tables.excel import read_sheet
from hanse.tables.frames import eager_frame
from hanse.tables.grid import Grid, SheetNumber, cell_text, place, quoted
from hanse.tables.long_table import Columns, Key, LongTable
from hanse.tables.numbers import read_number, why_no_number
from hanse.tables.source import Source, open_source

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Cells",
    "cells_of_grid",
    "column_of",
    "fast_cells",
    "head_of",
    "object_series",
    "table_from_file",
    "table_from_frame",
]

_SAMPLE = 100  # lines that decide on the delimiter
_SHOWN = 10
_MARKERS = Markers.of(None)


@dataclass(frozen=True)
class Cells:
    """The columns of a file or a frame, before anything is read as a number."""

    file: str
    header: tuple[str, ...]
    columns: Mapping[str, Any]
    lines: npt.NDArray[np.int32]
    sha256: str
    notes: tuple[str, ...]


def table_from_file(
    path: str | os.PathLike[str],
    *,
    keys: Columns,
    values: Columns,
    decimal: str,
    choices: Mapping[str, str | None],
) -> LongTable:
    """Return the long table of a file; see `read_long`."""
    source = open_source(path)
    wanted = [*_named(keys).values(), *_named(values).values()]
    if source.is_workbook:
        for choice in ("delimiter", "encoding"):
            if choices[choice] is not None:
                raise InputError(f"a workbook has no {choice}", where=source.name)
        return _table(cells_of_grid(read_sheet(source, sheet=choices["sheet"])), keys, values, ".")
    if choices["sheet"] is not None:
        raise InputError(f"a text file has no sheet '{choices['sheet']}'", where=source.name)
    text, notes = decoded(source, choices["encoding"])
    source = replace(source, data=text.encode(), notes=(*source.notes, *notes))
    del text
    sample = read_delimited(head_of(source), delimiter=choices["delimiter"], encoding="utf-8")
    cells = fast_cells(source, sample, wanted)
    if cells is None:
        cells = cells_of_grid(
            read_delimited(source, delimiter=choices["delimiter"], encoding="utf-8")
        )
    return _table(cells, keys, values, decimal)


def table_from_frame(frame: Any, *, keys: Columns, values: Columns, decimal: str) -> LongTable:
    """Return the long table of a frame; see `LongTable.from_frame`."""
    eager = eager_frame(frame)
    if not len(eager):
        raise InputError("the frame has no rows", mend="Give a row for each region and industry.")
    header = tuple(str(name) for name in eager.columns)
    wanted = {*_named(keys).values(), *_named(values).values()}
    columns = {
        str(name): _series(eager.get_column(name)) for name in eager.columns if str(name) in wanted
    }
    lines = np.arange(1, len(eager) + 1, dtype=np.int32)
    return _table(Cells("", header, columns, lines, "", ()), keys, values, decimal)


def _series(column: Any) -> Any:
    """Return a column of any frame as a pandas series or as an array."""
    import pandas as pd

    native = column.to_native()
    if isinstance(native, pd.Series):
        return native
    if column.dtype.is_numeric():
        return pd.Series(column.to_numpy())
    return pd.Series(np.array(column.to_list(), dtype=object))


def _named(columns: Columns) -> dict[str, str]:
    """Return our name → their name."""
    if isinstance(columns, Mapping):
        return dict(columns)
    return {name: name for name in columns}


def head_of(source: Source) -> Source:
    """Return the first lines of a text, cut where no quote is open."""
    end = 0
    for _ in range(_SAMPLE):
        end = source.data.find(b"\n", end) + 1
        if not end:
            return source
    while source.data.count(b'"', 0, end) % 2:
        end = source.data.find(b"\n", end) + 1
        if not end:
            return source
    return replace(source, data=source.data[:end])


def fast_cells(source: Source, sample: Grid, wanted: Sequence[str]) -> Cells | None:
    """Return the wanted columns of a text whose rows are all as long as its header.

    Returns None where they are not, or are apart by spaces: then the careful reader reads the file,
    or says in which row it is wrong.
    """
    for name in wanted:
        if name not in sample.header:
            raise unknown_name("column", name, sample.header, where=source.name)
    start = sample.lines[0] - 1
    found = _row_lines(source.data, sample.delimiter, len(sample.header), start)
    if found is None:
        return None
    lines, blank = found
    places = sorted({sample.header.index(name) for name in wanted})
    frame = _parsed(source.data, sample.delimiter, start, places)
    if frame is None or len(frame) != len(lines):
        return None
    if blank.any():
        frame, lines = frame[~blank], lines[~blank]
    columns = {sample.header[at]: frame[at] for at in places}
    notes = (*source.notes, *(note for note in sample.notes if "separated" in note))
    return Cells(source.name, sample.header, columns, lines, source.sha256, notes)


def _parsed(data: bytes, delimiter: str, skip: int, places: list[int]) -> pd.DataFrame | None:
    """Return some columns as texts, None where the rows cannot be told apart."""
    import pandas as pd

    try:
        return pd.read_csv(
            io.BytesIO(data),
            sep=delimiter,
            header=None,
            skiprows=skip,
            usecols=places,
            dtype=str,
            keep_default_na=False,
            na_filter=False,
            skip_blank_lines=False,
            skipinitialspace=True,
            encoding="utf-8",
        )
    except (pd.errors.ParserError, pd.errors.ParserWarning):
        return None


def _row_lines(
    data: bytes, delimiter: str, width: int, start: int
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.bool_]] | None:
    """Return the line on which each row begins and which rows are blank.

    Delimiters and line ends between quotes do not count: those that an odd number of quotes stands
    before. None where a row has another number of cells than the header.
    """
    if len(delimiter) != 1 or delimiter == " " or ord(delimiter) > 127 or b"\n" not in data:
        return None
    signs = np.frombuffer(data, dtype=np.uint8)
    ends = np.flatnonzero(signs == 10)
    if ends[-1] != len(signs) - 1:
        ends = np.append(ends, len(signs))
    cuts = np.flatnonzero(signs == ord(delimiter))
    numbers = np.arange(1, len(ends) + 1)
    if b'"' in data:
        quotes = np.flatnonzero(signs == 34)
        cuts = cuts[np.searchsorted(quotes, cuts) % 2 == 0]
        outside = np.searchsorted(quotes, ends) % 2 == 0
        ends, numbers = ends[outside], numbers[outside]
    begins = np.append(0, ends[:-1] + 1)
    first = np.append(1, numbers[:-1] + 1)
    body = first > start
    if not body.any() or first[body][0] != start + 1:
        return None
    counts = np.diff(np.append(0, np.searchsorted(cuts, ends)))[body]
    lengths = (ends - begins)[body]
    lengths = lengths - (signs[np.maximum(ends[body] - 1, 0)] == 13)
    blank = lengths <= counts
    if (counts[~blank] != width - 1).any():
        return None
    return first[body].astype(np.int32), blank


def cells_of_grid(grid: Grid) -> Cells:
    """Return the columns of a grid."""
    columns = dict(zip(grid.header, grid.columns, strict=True))
    file = f"{grid.file}, sheet {grid.sheet}" if grid.sheet else grid.file
    lines = np.array(grid.lines, dtype=np.int32)
    return Cells(file, grid.header, columns, lines, grid.sha256, grid.notes)


def _table(cells: Cells, keys: Columns, values: Columns, decimal: str) -> LongTable:
    """Return the table, or raise everything that is wrong with its cells together."""
    if decimal not in (".", ","):
        raise unknown_name("decimal sign", decimal, (".", ","), where=cells.file)
    problems: list[InputError] = []
    notes: list[str] = list(cells.notes)
    made_keys, made_values = {}, {}
    for ours, theirs in _named(keys).items():
        made_keys[ours] = _key(column_of(cells, theirs), ours, theirs, cells, problems)
    for ours, theirs in _named(values).items():
        made_values[ours] = _numbers(
            column_of(cells, theirs), theirs, cells, problems, notes, decimal
        )
    if len(problems) == 1:
        raise problems[0]
    if problems:
        listed = "\n".join(f"  - {one}" for one in problems)
        raise InputError(f"{len(problems)} problems:\n{listed}", where=cells.file)
    return LongTable(made_keys, made_values, cells.file, cells.lines, cells.sha256, tuple(notes))


def column_of(cells: Cells, name: str) -> Any:
    """Return a column by the name that it has in the file."""
    if name not in cells.columns:
        raise unknown_name("column", name, cells.header, where=cells.file or "frame")
    return cells.columns[name]


def _key(column: Any, ours: str, theirs: str, cells: Cells, problems: list[InputError]) -> Key:
    """Return a column of names, each text once; empty ones are problems."""
    import pandas as pd

    series = column if isinstance(column, pd.Series) else object_series(column)
    codes, found = pd.factorize(series)
    texts = [_label(one) for one in list(found)]
    labels = sorted({text for text in texts if text})
    places = {text: at for at, text in enumerate(labels)}
    moved = np.array([*(places.get(text, -1) for text in texts), -1], dtype=np.int32)[codes]
    empty = np.flatnonzero(moved < 0)
    if empty.size:
        rows = _rows_text(cells.lines[empty])
        problems.append(
            InputError(
                f"no {theirs} in {plural(empty.size, 'row')}: {rows}",
                where=place(cells.file or "frame", column=theirs),
                mend="Every row needs one: fill the cells or take the rows out.",
            )
        )
    return Key(ours, moved, tuple(labels))


def object_series(column: Sequence[Any]) -> pd.Series[Any]:
    """Return the cells of a grid as a series."""
    import pandas as pd

    cells = np.empty(len(column), dtype=object)
    cells[:] = [cell_text(cell) if isinstance(cell, SheetNumber) else cell for cell in column]
    return pd.Series(cells)


def _label(value: Any) -> str:
    """Return a name or code as text."""
    if isinstance(value, (float, np.floating)):
        return "" if math.isnan(value) else cell_text(float(value))
    return "" if value is None else str(value).strip()


def _numbers(
    column: Any,
    theirs: str,
    cells: Cells,
    problems: list[InputError],
    notes: list[str],
    decimal: str,
) -> npt.NDArray[np.float64]:
    """Return a column of numbers, NaN where a cell is missing; other texts are problems."""
    import pandas as pd

    series = column if isinstance(column, pd.Series) else object_series(column)
    if pd.api.types.is_numeric_dtype(series.dtype):
        made = series.to_numpy(dtype=np.float64, na_value=np.nan)
        left = np.flatnonzero(np.isinf(made))
    elif decimal == ".":
        made = np.array(pd.to_numeric(series, errors="coerce"), dtype=np.float64)
        left = np.flatnonzero(~np.isfinite(made))
    else:
        made = np.full(len(series), np.nan)
        left = np.arange(len(series))
    if not left.size:
        return made
    made = made.copy()
    codes, found = pd.factorize(series.iloc[left])
    read = [_read(value, decimal) for value in list(found)]
    numbers = np.array([*(np.inf if one is None else one for one in read), np.nan])[codes]
    made[left] = numbers
    _tell_wrong(series, left[np.isinf(numbers)], theirs, cells, problems)
    if any(isinstance(one, str) and one.strip().endswith("%") for one in list(found)):
        notes.append(
            message("Column '{name}': numbers before the per cent sign are read.", name=theirs)
        )
    return made


def _tell_wrong(
    series: pd.Series[Any],
    wrong: npt.NDArray[np.int64],
    theirs: str,
    cells: Cells,
    problems: list[InputError],
) -> None:
    """Remember the cells that are no numbers, the first ones with their places."""
    for row in wrong[:_SHOWN].tolist():
        problems.append(_no_number(series.iloc[row], cells, row, theirs))
    if wrong.size > _SHOWN:
        problems.append(
            InputError(
                f"{wrong.size - _SHOWN:,} more cells are no numbers",
                where=place(cells.file or "frame", column=theirs),
            )
        )


def _read(value: Any, decimal: str) -> float | None:
    """Return the number that a cell writes, NaN where it is missing, None where it is neither."""
    if not isinstance(value, str):
        try:
            return float(value)
        except (TypeError, ValueError):
            return math.nan if value is None or type(value).__name__ == "NAType" else None
    if _MARKERS.holds(value):
        return math.nan
    written = read_number(value.strip(), decimal=decimal)
    return None if written is None else written.value


def _no_number(value: Any, cells: Cells, row: int, column: str) -> InputError:
    """Return the error for a cell that is no finite number."""
    text = cell_text(cast(Any, value)) if isinstance(value, str) else str(value)
    where = place(cells.file or "frame", line=int(cells.lines[row]), column=column)
    finite = "finite " if why_no_number(text)[0] == "infinite" else ""
    return InputError(
        f"{quoted(text)} is no {finite}number", where=where, mend=why_no_number(text)[1]
    )


def _rows_text(lines: npt.NDArray[np.int32]) -> str:
    """Return the first rows in words."""
    shown = ", ".join(f"{line:,}" for line in lines[:_SHOWN].tolist())
    return f"{shown} and {len(lines) - _SHOWN:,} more" if len(lines) > _SHOWN else shown
