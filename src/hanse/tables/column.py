"""One column of a table: numbers or texts, with what they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np

from hanse.result import Record
from hanse.tables.numbers import read_number

__all__ = ["Column"]


@dataclass(frozen=True, eq=False)
class Column(Record, kind="column"):
    """What is known of every case in one respect.

    Parameters
    ----------
    name : str
        Unique name.
    values : array, shape (n_cases,)
        float64 with NaN for missing in a column of numbers; str with None for missing in a column
        of text. Not to be written to.
    is_numeric : bool
        Whether the column holds numbers.
    label, unit, source : str
        What the column means, in what unit it is counted, where it comes from.
    first_text : tuple of int and str, or None
        In a column of text, the first cell that is no number: its row (from 0) and its text.

    Examples
    --------
    >>> Column("CI", np.array([15.56, 11.74]), is_numeric=True, unit="%").unit
    '%'
    """

    name: str
    values: np.ndarray
    is_numeric: bool
    label: str = ""
    unit: str = ""
    source: str = ""
    first_text: tuple[int, str] | None = None

    def __eq__(self, other: object) -> bool:
        """Return whether all of it is the same, NaN equal to NaN."""
        if not isinstance(other, Column):
            return NotImplemented
        mine = (self.name, self.is_numeric, self.label, self.unit, self.source, self.first_text)
        its = (
            other.name,
            other.is_numeric,
            other.label,
            other.unit,
            other.source,
            other.first_text,
        )
        return mine == its and np.array_equal(self.values, other.values, equal_nan=self.is_numeric)

    def __hash__(self) -> int:
        return hash((self.name, self.is_numeric, len(self.values)))

    def gaps(self) -> list[int]:
        """Return the rows (from 0) whose cell is missing.

        Examples
        --------
        >>> Column("CI", np.array([15.56, np.nan]), is_numeric=True).gaps()
        [1]
        """
        if self.is_numeric:
            return [int(row) for row in np.flatnonzero(np.isnan(self.values))]
        return [row for row, value in enumerate(self.values) if value is None]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Return the column that ``to_dict`` wrote."""
        bare = super().from_dict({**data, "values": []})
        return replace(bare, values=_values(data["values"], is_numeric=bare.is_numeric))

    def rows(self, rows: Sequence[int]) -> Column:
        """Return the column of these rows (from 0) in this order, with the first text among them.

        Examples
        --------
        >>> Column("CI", np.array([1.0, 2.0, 3.0]), is_numeric=True).rows([2, 0]).values
        array([3., 1.])
        """
        values = self.values[np.asarray(rows, dtype=np.intp)]
        values.setflags(write=False)
        if self.first_text is None:
            return replace(self, values=values)
        texts = ((i, value) for i, value in enumerate(values) if value is not None)
        first = next(((i, str(text)) for i, text in texts if _is_word(text)), None)
        return replace(self, values=values, first_text=first)


def _values(values: Sequence[Any], *, is_numeric: bool) -> np.ndarray:
    """Return a list of numbers or texts as the read-only array of a column."""
    if is_numeric:
        made = np.array([np.nan if one is None else one for one in values], dtype=np.float64)
    else:
        made = np.empty(len(values), dtype=object)
        made[:] = values
    made.setflags(write=False)
    return made


def _is_word(text: str) -> bool:
    """Return whether neither decimal sign makes the text a number."""
    return all(read_number(text, decimal=sign) is None for sign in ".,")
