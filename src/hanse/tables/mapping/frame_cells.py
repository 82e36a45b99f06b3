"""The columns of a frame as `FileCells`, so that frames are read as files are."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from hanse.errors import InputError
from hanse.tables.frames import eager_frame
from hanse.tables.mapping.file_cells import FileCells

if TYPE_CHECKING:
    import narwhals as nw
    import pandas as pd

__all__ = ["OpenedFrame"]


@dataclass(frozen=True)
class OpenedFrame:
    """A frame whose header is known.

    Attributes
    ----------
    frame : narwhals.DataFrame
        The frame.
    header : tuple of str
        Names of its columns.
    name : str
        What it is called in errors.
    """

    frame: nw.DataFrame[Any]
    header: tuple[str, ...]
    name: str

    @classmethod
    def of(cls, frame: Any, name: str) -> OpenedFrame:
        """Return a frame of pandas, Polars or Arrow.

        Raises
        ------
        InputError
            If it is no frame, or has no rows or no columns.
        """
        eager = eager_frame(frame)
        if not len(eager):
            raise InputError("there are columns but no row", where=name, mend="Give a row.")
        return cls(eager, tuple(str(one) for one in eager.columns), name)

    def cells(self, wanted: Sequence[str]) -> FileCells:
        """Return some columns; their rows count from 1."""
        columns = {str(one): one for one in self.frame.columns}
        series = {one: _series(self.frame.get_column(columns[one])) for one in wanted}
        lines = np.arange(1, len(self.frame) + 1, dtype=np.int32)
        return FileCells(self.name, series, lines, "", "", ())


def _series(column: nw.Series[Any]) -> pd.Series[Any]:
    """Return a column with texts, numbers and None as cells; days and times become texts."""
    import narwhals as nw
    import pandas as pd

    if column.dtype.is_numeric():
        return pd.Series(column.cast(nw.Float64).to_numpy())
    listed = column.to_list()
    if not all(type(cell) is str for cell in listed):
        listed = [cell if type(cell) is str else _plain(cell) for cell in listed]
    cells = np.empty(len(listed), dtype=object)
    cells[:] = listed
    return pd.Series(cells, dtype=object)


def _plain(cell: Any) -> str | float | None:
    """Return a cell of a frame as a cell of a file."""
    if cell is None or type(cell).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(cell, (bool, np.bool_)):
        return str(bool(cell)).upper()
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(" ").removesuffix(" 00:00:00")
    if isinstance(cell, (list, tuple, np.ndarray)):
        return "; ".join(str(one) for one in cell)
    return float(cell) if isinstance(cell, (int, float, np.number)) else str(cell)
