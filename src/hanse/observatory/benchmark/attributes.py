"""What is known of units, from a case table, a mapping or plain names."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hanse.errors import InputError, unknown_name
from hanse.tables.case_table import CaseTable

__all__ = ["Attributes", "attributes_of"]


@dataclass(frozen=True, eq=False)
class Attributes:
    """Units and their values by column.

    Attributes
    ----------
    units : tuple of str
        Their names.
    columns : mapping of str to sequence
        A value for each unit; None or NaN where it is missing.
    """

    units: tuple[str, ...]
    columns: Mapping[str, Sequence[Any]]

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each unit stands."""
        return {name: at for at, name in enumerate(self.units)}

    def value(self, unit: str, column: str) -> Any:
        """Return a value; a column that is not there is an error with the nearest."""
        if column not in self.columns:
            raise unknown_name("column", column, self.columns, where="peers")
        return self.columns[column][self.places[unit]]

    def text(self, unit: str, column: str) -> str:
        """Return a value as text, empty where it is missing."""
        value = self.value(unit, column)
        if value is None or (isinstance(value, float) and math.isnan(value)):
            return ""
        whole = isinstance(value, float) and value.is_integer()
        return str(int(value)) if whole else str(value).strip()

    def number(self, unit: str, column: str) -> float:
        """Return a value as a number, NaN where it is missing.

        Raises
        ------
        InputError
            If it is no finite number.
        """
        value = self.value(unit, column)
        if value is None or value == "":
            return math.nan
        try:
            made = float(value)
        except (TypeError, ValueError):
            made = math.inf
        if math.isinf(made):
            raise InputError(
                f"{column} of {unit} is {value!r}, which is no number",
                where="peers",
                mend="Name columns of numbers in by=.",
            )
        return made


def attributes_of(
    given: CaseTable | Mapping[str, Mapping[str, Any]] | Sequence[str],
) -> Attributes:
    """Return what is known of units, whatever form it was given in.

    Examples
    --------
    >>> attributes_of({"Kista": {"size": 3.0}, "Lund": {}}).text("Kista", "size")
    '3'
    """
    if isinstance(given, CaseTable):
        return Attributes(given.cases, {one.name: one.values.tolist() for one in given.columns})
    if isinstance(given, Mapping):
        columns = dict.fromkeys(column for row in given.values() for column in row)
        filled = {name: [row.get(name) for row in given.values()] for name in columns}
        return Attributes(tuple(given), filled)
    if isinstance(given, str):
        raise InputError(
            f"the units are the text {given!r}", where="peers", mend="Give a list of names."
        )
    return Attributes(tuple(dict.fromkeys(given)), {})
