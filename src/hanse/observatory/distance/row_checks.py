"""Numbers of a long table that cannot be: told together, the first ten with their rows."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.tables.grid import place
from hanse.tables.long_table import LongTable

__all__ = ["above_zero", "flags"]

Floats = npt.NDArray[np.float64]
_SHOWN = 10


def above_zero(table: LongTable, column: str) -> Floats:
    """Return the numbers of a column if each is above 0; NaN passes.

    Raises
    ------
    InputError
        If some are not, with the first rows.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"country": ["SWE", "DEU"], "km": [450.0, 0.0]})
    >>> table = LongTable.from_frame(frame, keys=["country"], values=["km"])
    >>> above_zero(table, "km")
    Traceback (most recent call last):
        ...
    hanse.errors.InputError: frame, column km: km is not above 0: row 2: 0. Correct the cells,
    or leave them empty if the value is not known.
    """
    values = table.value(column)
    return _checked(table, column, values <= 0, "is not above 0")


def flags(table: LongTable, column: str) -> Floats:
    """Return the numbers of a column if each is 0 or 1; NaN passes.

    Raises
    ------
    InputError
        If some are not, with the first rows.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"country": ["SWE", "DEU"], "border": [1.0, 0.0]})
    >>> flags(LongTable.from_frame(frame, keys=["country"], values=["border"]), "border").tolist()
    [1.0, 0.0]
    """
    values = table.value(column)
    wrong = ~np.isnan(values) & (values != 0) & (values != 1)
    return _checked(table, column, wrong, "is not 0 or 1")


def _checked(table: LongTable, column: str, wrong: npt.NDArray[np.bool_], what: str) -> Floats:
    """Return a column, or raise what is wrong with it."""
    values, rows = table.value(column), np.flatnonzero(wrong)
    if not rows.size:
        return values
    said = [f"row {table.lines[at]}: {values[at]:g}" for at in rows[:_SHOWN].tolist()]
    more = f" and {rows.size - _SHOWN:,} more" if rows.size > _SHOWN else ""
    raise InputError(
        f"{column} {what}: {', '.join(said)}{more}",
        where=place(table.file or "frame", column=column),
        mend="Correct the cells, or leave them empty if the value is not known.",
    )
