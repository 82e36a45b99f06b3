"""What a mapping file says, once it has been checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hanse.tables.mapping.units import NO_UNIT, Unit

__all__ = ["ColumnRule", "Currency", "Deflator", "FileRule", "Rules"]


@dataclass(frozen=True)
class FileRule:
    """How the file is written; None and empty where that is recognised."""

    decimal: str | None = None
    delimiter: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class ColumnRule:
    """Where one field comes from and what its cells mean.

    Attributes
    ----------
    column : str
        Name in the file; empty if `value` holds for all rows or none is stated.
    value : str or None
        The value of all rows.
    unit : Unit
        What its numbers are multiplied by, and their currency.
    codes : mapping of str to str or None
        Their text → ours.
    keeps_others : bool
        Whether texts without a code stay as they are.
    yes, no : tuple of str
        Texts of a flag beside the usual ones.
    is_shared : bool
        Whether another field may take the same column.
    format : str
        Of days, what stands first: ``"day first"`` or ``"month first"``; empty if the cells tell.
    """

    column: str = ""
    value: str | None = None
    unit: Unit = NO_UNIT
    codes: Mapping[str, str] | None = None
    keeps_others: bool = False
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    is_shared: bool = False
    format: str = ""


@dataclass(frozen=True)
class Currency:
    """The currency to convert to.

    Attributes
    ----------
    to : str
        ISO 4217 code.
    source : str
        Where the rates come from.
    rates : mapping of str to mapping of str to float
        Currency → year → what one unit of it is worth in ``to``; the year is empty where one rate
        holds for all years.
    """

    to: str
    source: str
    rates: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Deflator:
    """The price index and the year to whose prices money is brought.

    Attributes
    ----------
    base : str
        The year.
    source : str
        Where the index comes from.
    index : mapping of str to float
        Year → index, above 0.
    """

    base: str
    source: str
    index: Mapping[str, float]


@dataclass(frozen=True)
class Rules:
    """A mapping file.

    Attributes
    ----------
    name : str
        Name of the mapping file; ``"mapping"`` if it was given as a dictionary.
    columns : mapping of str to ColumnRule
        Our name → where it comes from.
    """

    name: str = "mapping"
    file: FileRule = field(default_factory=FileRule)
    columns: Mapping[str, ColumnRule] = field(default_factory=dict)
    currency: Currency | None = None
    deflator: Deflator | None = None
