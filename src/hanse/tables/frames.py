"""Frames of pandas, Polars and Arrow in, a pandas frame out."""

from __future__ import annotations

import datetime
import decimal
import hashlib
import json
import math
import numbers
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names, message
from hanse.tables.case_table import CaseTable
from hanse.tables.column import Column
from hanse.tables.grid import cell_text
from hanse.tables.ids import id_trouble

if TYPE_CHECKING:
    import narwhals as nw
    import pandas as pd

__all__ = ["eager_frame", "frame_from_table", "table_from_frame"]


def table_from_frame(frame: Any, *, id: str | None) -> CaseTable:
    """Return the table that a frame holds; see `CaseTable.from_frame`."""
    eager = eager_frame(frame)
    if not len(eager):
        raise InputError("the frame has no rows", mend="Give a row for each case.")
    read = [_column(eager.get_column(name), str(name)) for name in eager.columns]
    name, ids, columns = _with_ids(read, index=_index(eager), id=id)
    trouble = id_trouble(ids)
    if trouble:
        mend = 'Give every case an id of its own, or name another column with id="...".'
        raise InputError(trouble, where=f"frame, column {name}", mend=mend)
    for column in columns:
        _check_finite(column, ids)
    return CaseTable(
        cases=tuple(ids),
        columns=tuple(columns),
        sha256=_hash(name, ids, columns),
        missing=_missing(columns, ids),
        notes=(message("Ids are in column '{name}'.", name=name),),
        id_name=name,
    )


def frame_from_table(table: CaseTable) -> pd.DataFrame:
    """Return the table as a pandas frame; see `CaseTable.to_frame`."""
    import pandas as pd

    data: dict[str, Any] = {table.id_name: list(table.cases)}
    data.update({column.name: column.values.copy() for column in table.columns})
    return pd.DataFrame(data)


def eager_frame(frame: Any) -> nw.DataFrame[Any]:
    """Return the frame as narwhals sees it."""
    import narwhals as nw

    try:
        eager: nw.DataFrame[Any] = nw.from_native(frame, eager_only=True)
    except TypeError as error:
        raise InputError(
            f"a {type(frame).__name__} is no frame that can be read",
            mend="Give a pandas, Polars or Arrow frame, collected if it is lazy.",
        ) from error
    except nw.exceptions.DuplicateError as error:
        raise _twice(list(frame.columns)) from error
    names = [str(name) for name in eager.columns]
    if len(set(names)) < len(names):
        raise _twice(names)
    if not names:
        raise InputError("the frame has no columns", mend="Give a column for each thing known.")
    return eager


def _twice(names: Sequence[Any]) -> InputError:
    """Return the error for names that stand twice."""
    counts = Counter(map(str, names))
    twice = [name for name, n in counts.items() if n > 1]
    return InputError(
        f"names that stand twice: {join_names(twice)}",
        where="frame",
        mend="Give every column a name of its own.",
    )


def _index(eager: nw.DataFrame[Any]) -> Column | None:
    """Return the index of a pandas frame where it is of texts or has a name."""
    import narwhals as nw

    index = nw.maybe_get_index(eager)
    if index is None or getattr(index, "nlevels", 1) > 1:
        return None
    if index.name is None:
        is_number = getattr(index.dtype, "kind", "O") in "iufb"
        return None if is_number else _column_of(list(index), "case")
    return _column_of(list(index), str(index.name))


def _with_ids(
    columns: Sequence[Column], *, index: Column | None, id: str | None
) -> tuple[str, list[str], list[Column]]:
    """Return name and texts of the ids, and the other columns."""
    if id is not None:
        keys = [index] if index is not None and index.name == id else []
        keys += [column for column in columns if column.name == id]
        if not keys:
            raise unknown_name("column", id, [column.name for column in columns], where="frame")
        key = keys[0]
    elif index is not None:
        key = index
    else:
        able = [c for c in columns if not c.is_numeric and id_trouble(_texts(c)) is None]
        key = able[0] if able else columns[0]
    return key.name, _texts(key), [column for column in columns if column.name != key.name]


def _texts(column: Column) -> list[str]:
    """Return the cells as ids; a missing one is empty."""
    if not column.is_numeric:
        return [value or "" for value in column.values.tolist()]
    return ["" if math.isnan(value) else cell_text(value) for value in column.values.tolist()]


def _column(series: nw.Series[Any], name: str) -> Column:
    """Return a column of a frame."""
    import narwhals as nw

    if series.dtype.is_numeric() or series.dtype == nw.Boolean:
        values = series.cast(nw.Float64).to_numpy()
        return _numbers(np.array(values, dtype=np.float64), name)
    return _column_of(series.to_list(), name)


def _column_of(cells: Sequence[Any], name: str) -> Column:
    """Return a column of whatever values: numbers if all that are not missing are numbers."""
    if cells and all(type(cell) is str for cell in cells):
        plain: list[float | str | None] = [cell.strip() or None for cell in cells]
    else:
        plain = [_plain(cell) for cell in cells]
    first = next(((i, cell) for i, cell in enumerate(plain) if isinstance(cell, str)), None)
    if first is None:
        return _numbers(np.array([np.nan if c is None else c for c in plain], np.float64), name)
    values = np.empty(len(plain), dtype=object)
    values[:] = [cell_text(cell) if isinstance(cell, float) else cell for cell in plain]
    values.setflags(write=False)
    return Column(name=name, values=values, is_numeric=False, first_text=first)


def _plain(cell: Any) -> float | str | None:
    """Return a value of a frame as a number, a text or nothing."""
    if isinstance(cell, str):
        return cell.strip() or None
    if cell is None or type(cell).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(cell, (bool, np.bool_, numbers.Real, decimal.Decimal)):
        number = float(cell)
        return None if np.isnan(number) else number
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(" ").removesuffix(" 00:00:00")
    return str(cell)


def _numbers(values: npt.NDArray[np.float64], name: str) -> Column:
    """Return a column of numbers whose values nobody can write to."""
    values.setflags(write=False)
    return Column(name=name, values=values, is_numeric=True)


def _check_finite(column: Column, ids: Sequence[str]) -> None:
    """Raise the error for the first infinite number of a column."""
    if not column.is_numeric:
        return
    infinite = np.flatnonzero(np.isinf(column.values))
    if infinite.size:
        raise InputError(
            f"'{column.values[infinite[0]]}' is not a finite number",
            where=f"frame, case {ids[infinite[0]]}, column {column.name}",
            mend="Give a finite number, or NaN if it is not known.",
        )


def _missing(columns: Sequence[Column], ids: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
    """Return case, column and the empty text of each missing cell, row by row."""
    gaps = sorted((row, j) for j, column in enumerate(columns) for row in column.gaps())
    return tuple((ids[row], columns[j].name, "") for row, j in gaps)


def _hash(name: str, ids: Sequence[str], columns: Sequence[Column]) -> str:
    """Return the hash of names, ids and columns; the same for equal frames of every library.

    It is taken over a JSON list of the names with the ids, then over each column: the bytes of
    its little-endian float64 values (one NaN for all missing cells), or a JSON list of its texts.
    """
    made = hashlib.sha256()
    made.update(json.dumps([name, *(column.name for column in columns)]).encode())
    made.update(json.dumps(ids, ensure_ascii=False).encode())
    for column in columns:
        if column.is_numeric:
            values = np.where(np.isnan(column.values), np.nan, column.values)
            made.update(values.astype("<f8").tobytes())
        else:
            made.update(json.dumps(column.values.tolist()).encode())
    return made.hexdigest()
