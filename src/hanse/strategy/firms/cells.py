"""The cells of a table of firms, read one column at a time, with all that is wrong in them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import TypeVar

from hanse.errors import InputError
from hanse.messages import join_names, plural
from hanse.strategy.catalogue import Catalogue, Mixture
from hanse.strategy.mixtures import checked_mixture, parse_mixture
from hanse.tables import CaseTable
from hanse.tables.column_reader import DEFAULT_MARKERS
from hanse.tables.grid import cell_text, place, quoted
from hanse.tables.numbers import read_number

__all__ = ["UNKNOWN_MARKERS", "YES_OR_NO", "FirmCells"]

SHOWN_PROBLEMS = 10
UNKNOWN_MARKERS = (*DEFAULT_MARKERS, "do not know", "don't know")
_UNKNOWN = frozenset(text.casefold() for text in UNKNOWN_MARKERS)
_TRUTHS = {"true": "yes", "1": "yes", "false": "no", "0": "no"}
_Value = TypeVar("_Value")

YES_OR_NO: Mapping[str, str] = {"yes": "yes", "no": "no"}
"""The choices of a column that holds or does not; true, false, 1 and 0 are read as well."""


class FirmCells:
    """The columns of a table by the names that the engine gives them.

    Every reader returns one value for each row. What is wrong is collected; `check` raises it.

    Parameters
    ----------
    table : CaseTable
        One row for each firm.
    columns : mapping of str to str
        The engine's name of a column to the name in the table; other names are the same in both.

    Raises
    ------
    InputError
        If a column that was named is not in the table.
    """

    def __init__(self, table: CaseTable, columns: Mapping[str, str]) -> None:
        self.table = table
        self._named = columns
        self._problems: list[tuple[int, int, InputError]] = []
        for name in columns.values():
            if name not in (*table.names, table.id_name):
                table.column(name)

    def title(self, name: str) -> str:
        """Return the table's name of a column."""
        return self._named.get(name, name)

    def has(self, name: str) -> bool:
        """Whether the table has the column."""
        return self.title(name) in self.table.names

    def choices(self, name: str, choices: Mapping[str, str]) -> list[str]:
        """Return for each row one of the choices, an empty text where it is not known.

        Parameters
        ----------
        name : str
            The column; all is unknown where there is none.
        choices : mapping of str to str
            Each value with its words; both are read, in any case.
        """
        spellings = _TRUTHS if set(choices) == set(YES_OR_NO) else {}
        spellings = spellings | {words.casefold(): value for value, words in choices.items()}
        spellings |= {value.casefold(): value for value in choices}

        def read(text: str, where: str) -> str:
            folded = " ".join(text.split()).casefold()
            if folded in spellings:
                return spellings[folded]
            if folded in _UNKNOWN:
                return ""
            listed = ", ".join([*choices, "do not know"])
            raise InputError(
                f"{quoted(text)} is no answer", where=where, mend=f"There are: {listed}."
            )

        return self._each(name, read, "")

    def mixtures(self, name: str, catalogue: Catalogue) -> list[Mixture]:
        """Return for each row the options that it names, nothing where none is named.

        Options that cannot be one mixture are a problem of their row.
        """

        def read(text: str, where: str) -> Mixture:
            if text.strip().casefold() in _UNKNOWN:
                return ()
            return checked_mixture(
                parse_mixture(text, catalogue, where=where), catalogue, where=where
            )

        return self._each(name, read, ())

    def numbers(self, name: str) -> list[float]:
        """Return for each row a number from 0, NaN where it is not known."""
        if not self.has(name):
            return [math.nan] * len(self.table.cases)
        column = self.table.column(self.title(name))
        n_problems = len(self._problems)
        if not column.is_numeric:
            self._each(name, _check_number, None)
            if len(self._problems) == n_problems:
                self._keep_refusal(column.name)
            return [math.nan] * len(self.table.cases)
        found = [math.nan if math.isnan(one) else float(one) for one in column.values]
        for row, value in enumerate(found):
            if value < 0:
                where = self.table.place(row, column.name)
                said = InputError(
                    f"{value:.10g} is below 0", where=where, mend="Give a number from 0."
                )
                self._add(row, column.name, said)
        return found

    def check_units(self, first: str, second: str) -> None:
        """Raise the error for two columns of which only one carries a per cent sign."""
        units = {}
        for name in (first, second):
            if self.has(name):
                column = self.table.column(self.title(name))
                if column.is_numeric and len(column.gaps()) < len(self.table.cases):
                    units[column.name] = column.unit
        if len(set(units.values())) > 1:
            said = [f"{name} {'is in %' if unit else 'is not'}" for name, unit in units.items()]
            raise InputError(
                join_names(said),
                where=place(self.table.file, self.table.sheet),
                mend="Give both as amounts, or both in per cent.",
            )

    def check(self) -> None:
        """Raise one error for all cells that cannot be used, in the order of the file."""
        found = [one for _, _, one in sorted(self._problems, key=lambda one: one[:2])]
        if not found:
            return
        if len(found) == 1:
            raise found[0]
        lines = [f"  - {one}" for one in found[:SHOWN_PROBLEMS]]
        if len(found) > SHOWN_PROBLEMS:
            lines.append(f"  - and {len(found) - SHOWN_PROBLEMS:,} more")
        raise InputError(
            "\n".join([f"{plural(len(found), 'cell')} cannot be used:", *lines]),
            where=place(self.table.file, self.table.sheet),
        )

    def passed_over(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return the columns of the table that none of the names stands for."""
        used = {self.title(name) for name in names}
        return tuple(name for name in self.table.names if name not in used)

    def check_names(self, names: Sequence[str]) -> None:
        """Refuse a column whose name is nearly that of a column which is not there.

        Raises
        ------
        InputError
            With the name that was meant.
        """
        absent = {_folded(name): name for name in names if not self.has(name)}
        for title in self.passed_over(names):
            near = get_close_matches(_folded(title), list(absent), n=1, cutoff=0.75)
            if near:
                raise InputError(
                    f"there is no column '{title}' of firms",
                    where=self.table.file,
                    mend=f"Did you mean '{absent[near[0]]}'? Rename it; "
                    "a column of another kind needs a name less alike.",
                )

    def _each(self, name: str, read: Callable[[str, str], _Value], empty: _Value) -> list[_Value]:
        """Return what is read from each cell, what is empty where there is no column."""
        if not self.has(name):
            return [empty] * len(self.table.cases)
        title = self.title(name)
        known: dict[str, _Value] = {"": empty}
        values = []
        for row, cell in enumerate(self.table.column(title).values):
            text = "" if isinstance(cell, float) and math.isnan(cell) else cell_text(cell)
            if text not in known:
                try:
                    known[text] = read(text, self.table.place(row, title))
                except InputError as error:
                    self._add(row, title, error)
            values.append(known.get(text, empty))
        return values

    def _keep_refusal(self, title: str) -> None:
        """Keep the error of the table for a column whose numbers do not go together."""
        try:
            self.table.numeric(title)
        except InputError as error:
            self._add(0, title, error)

    def _add(self, row: int, title: str, error: InputError) -> None:
        """Keep an error with its place."""
        self._problems.append((row, self.table.names.index(title), error))


def _folded(name: str) -> str:
    """Return a name of a column without case, blanks and dashes."""
    return name.casefold().replace("_", "").replace(" ", "").replace("-", "")


def _check_number(text: str, where: str) -> None:
    """Raise the error for a text that writes no number and is no mark of a missing one."""
    if text.strip().casefold() in _UNKNOWN:
        return
    read = [read_number(text.strip(), decimal=sign) for sign in ".,"]
    values = [one.value for one in read if one is not None]
    if not values:
        raise InputError(
            f"{quoted(text)} is no number",
            where=where,
            mend="Give a number from 0, or leave the cell empty.",
        )
    if max(values) < 0:
        raise InputError(f"{text.strip()} is below 0", where=where, mend="Give a number from 0.")
