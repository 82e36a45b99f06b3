"""Wrong cells of a long table, collected over all checks and told together."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.tables.long_table import LongTable

__all__ = ["CellChecks", "floats_of", "number_said", "whole_years"]

_SHOWN = 10
_SLACK = 1e-9  # of two amounts that were converted by the same rate
Floats = npt.NDArray[np.float64]


class CellChecks:
    """Everything that is wrong with the cells of a table.

    Parameters
    ----------
    table : LongTable
        The table.
    """

    def __init__(self, table: LongTable) -> None:
        self.table = table
        self.count = 0
        self.found: list[tuple[int, str, str]] = []

    def add(self, wrong: npt.NDArray[np.bool_], column: str, say: Callable[[int], str]) -> None:
        """Remember the cells of a column that are wrong, and what is wrong with them."""
        rows = np.flatnonzero(wrong)
        rows = rows[np.argsort(self.table.lines[rows], kind="stable")]
        self.count += int(rows.size)
        self.found += [(row, column, say(row)) for row in rows[:_SHOWN].tolist()]

    def within(self, column: str, low: float, high: float) -> None:
        """Remember the numbers of a column that are not in a range; absent columns pass."""
        if column not in self.table.values:
            return
        numbers = self.table.values[column]
        self.add(numbers < low, column, lambda i: f"{number_said(numbers[i])} is {_below(low)}")
        mend = " (a percentage?)" if high == 1 else ""
        self.add(
            numbers > high,
            column,
            lambda i: f"{number_said(numbers[i])} is above {number_said(high)}{mend}",
        )

    def at_most(self, part: str, whole: str) -> None:
        """Remember where a part exceeds its whole; absent columns pass."""
        values = self.table.values
        if part not in values or whole not in values:
            return
        parts, wholes = values[part], values[whole]
        self.add(
            parts > wholes * (1 + _SLACK),
            part,
            lambda i: f"{number_said(parts[i])} is above {whole} {number_said(wholes[i])}",
        )

    def tell(self, mend: str = "Correct the cells, or leave them empty if not known.") -> None:
        """Raise what was found: one cell as it is, several as a list by their rows."""
        if not self.count:
            return
        shown = sorted(self.found, key=lambda one: int(self.table.lines[one[0]]))[:_SHOWN]
        if self.count == 1:
            row, column, said = shown[0]
            raise InputError(said, where=self.table.place(row, column), mend=mend)
        lines = [f"  - row {self.table.lines[r]}, {column}: {said}" for r, column, said in shown]
        if self.count > len(shown):
            lines.append(f"  - and {self.count - len(shown):,} more")
        said = "\n".join([f"{self.count:,} wrong cells:", *lines, mend])
        raise InputError(said, where=self.table.file or "frame")


def _below(low: float) -> str:
    """Return what a number below a bound is."""
    return "negative" if low == 0 else f"below {number_said(low)}"


def number_said(value: float) -> str:
    """Return a number as people write it in a sentence.

    Examples
    --------
    >>> number_said(1200000.0), number_said(0.5)
    ('1,200,000', '0.5')
    """
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6g}"


def whole_years(table: LongTable) -> tuple[tuple[str, ...], npt.NDArray[np.int64]]:
    """Return the years from the first, and the place among them of each row.

    Raises
    ------
    InputError
        If a year is no whole number.
    """
    key = table.key("year")
    wrong = [i for i, text in enumerate(key.labels) if not _is_whole(text)]
    checks = CellChecks(table)
    checks.add(
        np.isin(key.codes, wrong), "year", lambda i: f"'{key.labels[key.codes[i]]}' is no year"
    )
    checks.tell("Write years as 2020.")
    order = sorted(range(len(key.labels)), key=lambda i: int(key.labels[i]))
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    return tuple(key.labels[i] for i in order), places[key.codes]


def _is_whole(text: str) -> bool:
    """Return whether a text is a whole number in digits."""
    return text.isascii() and text.isdigit()


def floats_of(numbers: npt.ArrayLike) -> Floats:
    """Return numbers as float64 that nobody can write to."""
    made = np.array(numbers, dtype=np.float64)
    made.setflags(write=False)
    return made
