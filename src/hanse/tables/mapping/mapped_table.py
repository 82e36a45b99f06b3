"""A user's file under our names, and what its money means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from hanse.errors import InputError
from hanse.messages import Message, columns_text, join_names, message, plural
from hanse.result import Answer, Record
from hanse.tables.long_table import LongTable
from hanse.tables.mapping.schema import Schema

__all__ = ["ColumnUse", "MappedTable", "MoneyBasis"]

_NOT_STATED = "Currency not stated; money is at "
_ON_MONEY = re.compile(r"One [A-Z]{3} in [A-Z]{3}: |All money is in |The currency of ")
_SCHEMA = 1  # of the record; the field `schema` of a mapped table is that of its fields


@dataclass(frozen=True)
class MoneyBasis(Record, kind="mapping-money-basis"):
    """In which money the sums of a table are.

    Attributes
    ----------
    currency : str
        ISO 4217 code; empty if it is not stated.
    year : str
        The year whose prices they are in; empty for the prices of each year.
    rates_source, deflator_source : str
        Where the rates and the price index come from; empty where there are none.
    converted : tuple of str
        The other currencies in which the file states sums.
    one_rate : tuple of str
        Those of them that were converted at one rate for all years.

    Examples
    --------
    >>> print(MoneyBasis("EUR"))
    Money is in EUR at the prices of each year, as the file states it.
    >>> print(MoneyBasis("EUR", "2020", "ECB", "Eurostat, HICP", ("PLN",)))
    Money is in EUR at prices of 2020: converted from PLN at the rate of each year (source: ECB),
    then brought to them by a price index (source: Eurostat, HICP).
    """

    currency: str
    year: str = ""
    rates_source: str = ""
    deflator_source: str = ""
    converted: tuple[str, ...] = ()
    one_rate: tuple[str, ...] = ()

    @property
    def sentence(self) -> Message:
        """The sentence for the report."""
        head = "Money is in {currency} at " if self.currency else _NOT_STATED
        head += "prices of {year}" if self.year else "the prices of each year"
        steps = []
        if self.converted:
            rate = "the rate of each year"
            if self.one_rate:
                rate = "one rate for all years"
                if set(self.converted) - set(self.one_rate):
                    rate = "the rate of each year, {constant} at one rate for all years"
            steps.append(f"converted from {{names}} at {rate} (source: {{rates}})")
        if self.year:
            then = "then " if steps else ""
            steps.append(f"{then}brought to them by a price index (source: {{deflator}})")
        said = f": {', '.join(steps)}." if steps else ", as the file states it."
        return message(
            head + said,
            currency=self.currency,
            year=self.year,
            names=join_names(self.converted),
            constant=join_names(self.one_rate),
            rates=self.rates_source,
            deflator=self.deflator_source,
        )

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True)
class ColumnUse(Record, kind="mapping-column-use"):
    """Where a field comes from.

    Attributes
    ----------
    column : str
        Name of the column in the file; empty if the mapping states one value for all rows.
    unit : str
        Its unit there as stated, such as ``"thousand PLN"`` or ``"%"``.
    factor : float
        What its numbers were multiplied by to get rid of the unit; currency and prices come after.
    currency : str
        Its currency in the file; empty if it is none or not stated.
    value : str
        The value of all rows, if the mapping states one.
    """

    column: str
    unit: str = ""
    factor: float = 1.0
    currency: str = ""
    value: str = ""


@dataclass(frozen=True, eq=False)
class MappedTable(Answer, kind="mapped-table"):
    """A user's file under our names: labels as keys, numbers in our units, money in one currency.

    Made by `read_mapped`.

    Attributes
    ----------
    table : LongTable
        Keys: the fields of kind key, country, year, date and text. Values: the others; flags are
        0 and 1, shares lie between 0 and 1. Fields that the file lacks are not in it.
    schema : Schema
        The fields that were looked for.
    money : MoneyBasis or None
        In which money sums are; None if there are none.
    columns : mapping of str to ColumnUse
        Our name → the column of the file.
    notes : tuple of str
        What was recognised and what is to be known.
    """

    table: LongTable
    schema: Schema = field()  # type: ignore[assignment,misc]  # the promised name; see _SCHEMA
    money: MoneyBasis | None
    columns: Mapping[str, ColumnUse]
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return self.table.n

    @property
    def money_notes(self) -> tuple[str, ...]:
        """The notes on money: the rates, where one that is the wrong way round shows."""
        return tuple(note for note in self.notes if _ON_MONEY.match(note))

    def to_frame(self) -> Any:
        """Return one row for each row of the file: the keys as texts, then the values."""
        return self.table.to_frame()

    def to_dict(self) -> dict[str, Any]:
        """Return the table as plain JSON values with ``kind`` and ``schema``."""
        return {
            "kind": self.kind,
            "schema": _SCHEMA,
            "fields": self.schema.as_plain(),
            "table": self.table.to_dict(),
            "money": None if self.money is None else self.money.to_dict(),
            "columns": {name: use.to_dict() for name, use in self.columns.items()},
            "notes": list(self.notes),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> MappedTable:
        """Return the table that `to_dict` wrote.

        Raises
        ------
        InputError
            If the dictionary is of another kind or schema.
        """
        if data.get("kind") != cls.kind or data.get("schema") != _SCHEMA:
            found = f"kind {data.get('kind')!r}, schema {data.get('schema')!r}"
            raise InputError(
                f"{found} is not {cls.kind!r}, schema {_SCHEMA}",
                mend="Read it with the version of hanse that wrote it.",
            )
        money = data["money"]
        return cls(
            LongTable.from_dict(data["table"]),
            Schema.from_plain(data["fields"]),
            None if money is None else MoneyBasis.from_dict(money),
            {name: ColumnUse.from_dict(use) for name, use in data["columns"].items()},
            tuple(data["notes"]),
        )

    def __str__(self) -> str:
        head = f"{self.table.file}, read as {self.schema.name}: {plural(self.table.n, 'row')}"
        lines = [[name, *self._said(name, use)] for name, use in self.columns.items()]
        shown = columns_text(["field", "from", "unit", "times", "missing"], lines, left=[0, 1, 2])
        money = [str(self.money)] if self.money is not None else []
        return "\n".join([head, shown, *money, *self.notes])

    def _said(self, name: str, use: ColumnUse) -> list[str]:
        """Return where a field comes from, its unit, its factor and how many cells are missing."""
        source = use.column or f"'{use.value}' in all rows"
        if name in self.table.values:
            numbers = self.table.values[name]
            factor = f"{use.factor:g}" if use.factor != 1 else ""
            unit = use.unit or use.currency
            return [source, unit, factor, f"{int(np.isnan(numbers).sum()):,}"]
        return [source, use.unit, "", ""]
