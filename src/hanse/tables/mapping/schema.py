"""What a table holds: its fields, what names a row, and which column never exceeds another."""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names
from hanse.tables.mapping.units import parse_unit

__all__ = ["KINDS", "LABEL_KINDS", "Field", "Schema"]

LABEL_KINDS = ("key", "country", "year", "date", "text")
KINDS = (*LABEL_KINDS, "number", "count", "share", "money", "flag")


@dataclass(frozen=True)
class Field:
    """One thing that a table knows of each row.

    Parameters
    ----------
    name : str
        Our name of it.
    kind : str
        ``"key"`` (a name or code, never empty), ``"country"`` (becomes alpha-3), ``"year"`` (a
        whole number, 1800 to 2100), ``"date"`` (a day of such a year; becomes ISO text,
        ``2024-03-01``), ``"text"`` (may be empty), ``"number"``, ``"count"`` (from 0), ``"share"``
        (0 to 1), ``"money"`` (from 0 if no low is given) or ``"flag"`` (yes or no).
    needed : bool
        Whether a file without it is an error. The cells of a country or a date that is not needed
        may be empty.
    low, high : float
        The least and the most that a number, a year or the year of a date may be, ends included,
        after the factor of the unit and before currency and prices; NaN for the bounds of the
        kind, infinite for none, so that ``low=-math.inf`` lets money be negative.
    label : str
        The field in words.
    unit : str
        The unit of a file whose mapping states none: ``"EUR"``, ``"thousand EUR"``, ``"%"``.
    is_list : bool
        Whether a cell of a key or a text may hold several, apart by semicolons, so that the codes
        of a mapping are those of each.

    Raises
    ------
    InputError
        If there is no such kind, the kind cannot have that unit, or low is above high.

    Examples
    --------
    >>> Field("sales", "money").is_label, Field("year", "year").is_label
    (False, True)
    """

    name: str
    kind: str
    needed: bool = False
    low: float = math.nan
    high: float = math.nan
    label: str = ""
    unit: str = ""
    is_list: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise unknown_name("kind", self.kind, KINDS, where=f"field {self.name}")
        if self.unit:
            parse_unit(self.unit, self.kind, where=f"field {self.name}")
        for bound in ("low", "high"):
            object.__setattr__(self, bound, float(getattr(self, bound)))
        if self.low > self.high:
            raise InputError(
                f"low is {self.low:g}, high is {self.high:g}",
                where=f"field {self.name}",
                mend="Give a low that is not above high.",
            )

    @property
    def is_label(self) -> bool:
        """Whether the field becomes a key of the table rather than numbers."""
        return self.kind in LABEL_KINDS


@dataclass(frozen=True)
class Schema:
    """The fields of a kind of table.

    Parameters
    ----------
    name : str
        Name of the kind of table, such as ``"firms"``.
    fields : tuple of Field
        What a file may hold, in the order of the table.
    unique : tuple of str
        The fields that together name a row; empty if rows may repeat.
    bounds : tuple of pairs of str
        Pairs of fields of which the first never exceeds the second, such as
        ``("foreign_sales", "sales")``.

    Raises
    ------
    InputError
        If a name stands twice, or ``unique`` or ``bounds`` name no fitting field.

    Examples
    --------
    >>> schema = Schema("jobs", (Field("region", "key"), Field("jobs", "count")), ("region",))
    >>> schema.field("jobs").kind
    'count'
    """

    name: str
    fields: tuple[Field, ...]
    unique: tuple[str, ...] = ()
    bounds: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        where = f"schema {self.name}"
        object.__setattr__(self, "fields", tuple(self.fields))
        object.__setattr__(self, "unique", tuple(self.unique))
        object.__setattr__(self, "bounds", tuple((low, high) for low, high in self.bounds))
        twice = [name for name, n in Counter(self.names).items() if n > 1]
        if twice:
            raise InputError(f"{join_names(twice)} stands twice", where=where)
        labels = [one.name for one in self.fields if one.is_label]
        numbers = [one.name for one in self.fields if not one.is_label]
        for name in self.unique:
            if name not in labels:
                raise unknown_name("key", name, labels, where=f"{where}, unique")
        for name in (name for pair in self.bounds for name in pair):
            if name not in numbers:
                raise unknown_name("field of numbers", name, numbers, where=f"{where}, bounds")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields."""
        return tuple(one.name for one in self.fields)

    def field(self, name: str, *, where: str = "") -> Field:
        """Return a field; one that is not there is an error with the nearest name."""
        found = {one.name: one for one in self.fields}
        if name not in found:
            raise unknown_name("field", name, found, where=where or f"schema {self.name}")
        return found[name]

    def as_plain(self) -> dict[str, Any]:
        """Return the schema as JSON can hold it."""
        fields = [
            {key: _plain(value) for key, value in dataclasses.asdict(one).items()}
            for one in self.fields
        ]
        bounds = [list(pair) for pair in self.bounds]
        return {"name": self.name, "fields": fields, "unique": list(self.unique), "bounds": bounds}

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> Schema:
        """Return the schema that `as_plain` wrote."""
        fields = tuple(_field(one) for one in data["fields"])
        bounds = tuple((low, high) for low, high in data["bounds"])
        return cls(data["name"], fields, tuple(data["unique"]), bounds)


def _plain(value: Any) -> Any:
    """Return a setting of a field as JSON can hold it."""
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else repr(value)
    return value


def _field(data: Mapping[str, Any]) -> Field:
    """Return a field from what JSON holds of it."""
    given = dict(data)
    for bound in ("low", "high"):
        given[bound] = math.nan if given[bound] is None else float(given[bound])
    return Field(**given)
