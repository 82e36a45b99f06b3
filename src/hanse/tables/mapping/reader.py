"""From a user's file and a mapping to a table under our names."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import join_names, message
from hanse.tables.column_reader import Markers, PlainNumbers
from hanse.tables.long_table import Key, LongTable
from hanse.tables.mapping.bounds import check_range, check_relations
from hanse.tables.mapping.file_cells import FileCells, open_table
from hanse.tables.mapping.flags import read_flags
from hanse.tables.mapping.frame_cells import OpenedFrame
from hanse.tables.mapping.header import plan_of
from hanse.tables.mapping.labels import read_labels
from hanse.tables.mapping.mapped_table import ColumnUse, MappedTable
from hanse.tables.mapping.mapping_reader import MappingSource, rules_of
from hanse.tables.mapping.money import money_of
from hanse.tables.mapping.money_checks import check_money
from hanse.tables.mapping.numerals import number_markers, read_numbers, sign_of
from hanse.tables.mapping.problems import SHOWN, Problems
from hanse.tables.mapping.rules import ColumnRule, Rules
from hanse.tables.mapping.schema import Field, Schema

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["gather_mapped", "read_mapped"]

_NUMERIC = ("number", "count", "share", "money")


def read_mapped(
    path: str | os.PathLike[str], schema: Schema, mapping: MappingSource = None
) -> MappedTable:
    r"""Read a user's file under our names, with its units, codes and money.

    Parameters
    ----------
    path : path
        A text file with columns (.csv, .tsv, .txt, also .gz) or a workbook (.xlsx).
    schema : Schema
        The fields that the table may have.
    mapping : path, mapping or None
        A TOML file as docs/reference/mapping.md describes it, or what it would hold. Fields that
        it does not name are read from the column of their own name; None reads all so.

    Returns
    -------
    MappedTable
        Optional fields that the file lacks are not in it. Numbers that are missing are NaN.

    Raises
    ------
    InputError
        If the mapping or the file cannot be used: everything that is wrong with the mapping is
        told together, and so are the cells, the first ten with file, row and column.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> schema = Schema("firms", (Field("firm", "key"), Field("sales", "money")))
    >>> columns = {"firm": "Firma", "sales": {"column": "Umsatz", "unit": "thousand EUR"}}
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "firms.csv")
    ...     _ = path.write_text("Firma;Umsatz\nA;1,5\nB;\n", encoding="utf-8")
    ...     mapped = read_mapped(path, schema, {"columns": columns})
    >>> mapped.table.value("sales")
    array([1500.,   nan])
    >>> print(mapped.money)
    Money is in EUR at the prices of each year, as the file states it.
    """
    table, problems = gather_mapped(path, schema, mapping)
    problems.tell(most=SHOWN)
    return table


def gather_mapped(
    source: Any, schema: Schema, mapping: MappingSource = None, *, sheet: str = ""
) -> tuple[MappedTable, Problems]:
    """Return the table of a file or a frame and what is wrong with its cells.

    For readers that look further and tell all problems of a file together. A cell that cannot be
    used is -1 among the codes of a key and NaN among numbers; nothing but the problems may be made
    of such a table.

    Parameters
    ----------
    source : path or frame
        A file as `read_mapped` takes it, or an eager frame of pandas, Polars or Arrow.
    schema, mapping
        As `read_mapped` takes them; a frame needs no ``[file]``.
    sheet : str
        The sheet of a workbook where the mapping names none; empty takes the first one that holds
        anything.

    Raises
    ------
    InputError
        If the mapping or the file cannot be used at all.
    """
    rules, problems = rules_of(mapping, schema)
    if isinstance(source, (str, os.PathLike)):
        opened = open_table(
            source,
            sheet=rules.file.sheet or sheet or None,
            delimiter=rules.file.delimiter,
            encoding=rules.file.encoding,
        )
        header, file = opened.grid.header, opened.name
    else:
        frame = OpenedFrame.of(source, f"frame {schema.name}")
        header, file = frame.header, frame.name
    plan = plan_of(header, schema, rules, file, problems)
    problems.tell()
    check_money(plan, schema, rules, problems)  # needs every unit and every rate
    problems.tell()
    wanted = list(dict.fromkeys(one.column for one in plan.values() if one.column))
    if isinstance(source, (str, os.PathLike)):
        cells = opened.cells(wanted, decimal=rules.file.decimal or ".")
    else:
        rules = replace(rules, file=replace(rules.file, decimal=rules.file.decimal or "."))
        cells = frame.cells(wanted)
    reading = _Reading(schema, rules, plan, cells, Problems(cells.file))
    reading.read()
    return reading.table(header), reading.problems


@dataclass
class _Reading:
    """One file on its way to a table; what is read so far, and what is wrong."""

    schema: Schema
    rules: Rules
    plan: Mapping[str, ColumnRule]
    cells: FileCells
    problems: Problems
    keys: dict[str, Key] = field(default_factory=dict)
    values: dict[str, npt.NDArray[np.float64]] = field(default_factory=dict)
    uses: dict[str, ColumnUse] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    decimal: str = "."
    plain: dict[str, PlainNumbers | None] = field(default_factory=dict)
    markers: Markers = field(init=False)

    def __post_init__(self) -> None:
        self.markers = number_markers(self.rules.file.missing)

    def read(self) -> None:
        """Read every field, and check the numbers of each."""
        fields = [self.schema.field(name) for name in self.schema.names if name in self.plan]
        names = {self.plan[one.name].column for one in fields if one.kind in _NUMERIC} - {""}
        self.decimal, self.plain, said = sign_of(
            self.cells, sorted(names), self.markers, self.rules.file.decimal
        )
        self.notes += said
        for one in fields:
            rule = self.plan[one.name]
            if one.is_label:
                self._labels(one, rule)
            elif one.kind == "flag":
                self._flags(one, rule)
            else:
                self._numbers(one, rule)

    def table(self, header: Sequence[str]) -> MappedTable:
        """Return the table, and remember what is wrong with money, relations and keys."""
        money = {name: self.values[name] for name in self.values if self._is_money(name)}
        year = next(
            (self.keys[one.name] for one in self.schema.fields if self._has_year(one)), None
        )
        made, basis, said = money_of(
            money, self.uses, year, self.cells.lines, rules=self.rules, problems=self.problems
        )
        self.values.update(made)
        check_relations(
            self.values, self.schema, self.uses, lines=self.cells.lines, problems=self.problems
        )
        notes = [*self.cells.notes, *self.notes, *said, *self._unused(header)]
        table = LongTable(
            self.keys,
            self.values,
            self.cells.file,
            self.cells.lines,
            self.cells.sha256,
            tuple(notes),
        )
        self._check_unique(table)
        return MappedTable(table, self.schema, basis, self.uses, tuple(notes))

    def _series(self, rule: ColumnRule) -> pd.Series[Any]:
        """Return the cells of a column, or the value of all rows as one cell."""
        import pandas as pd

        if rule.column:
            return self.cells.columns[rule.column]
        return pd.Series([rule.value], dtype=object)

    def _lines(self, rule: ColumnRule) -> npt.NDArray[np.int32]:
        """Return the lines of the cells of a column, the first one for a value of all rows."""
        return self.cells.lines if rule.column else self.cells.lines[:1]

    def _spread(self, read: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return what was read of a column for every row."""
        return (
            read if len(read) == len(self.cells.lines) else np.repeat(read, len(self.cells.lines))
        )

    def _labels(self, one: Field, rule: ColumnRule) -> None:
        """Read a key."""
        optional = one.kind in ("country", "date") and not one.needed
        read = read_labels(
            self._series(rule),
            one,
            rule,
            column=_name(one, rule),
            lines=self._lines(rule),
            missing=self.rules.file.missing,
            may_be_empty=one.kind == "text" or optional,
            problems=self.problems,
        )
        self.keys[one.name] = Key(one.name, self._spread(read.codes), read.labels)
        self.uses[one.name] = ColumnUse(rule.column, value=rule.value or "")

    def _flags(self, one: Field, rule: ColumnRule) -> None:
        """Read a flag."""
        read = read_flags(
            self._series(rule),
            rule,
            column=_name(one, rule),
            lines=self._lines(rule),
            markers=self.markers,
            problems=self.problems,
        )
        self.values[one.name] = self._spread(read)
        self.uses[one.name] = ColumnUse(rule.column, value=rule.value or "")

    def _numbers(self, one: Field, rule: ColumnRule) -> None:
        """Read numbers, take out their unit, and check what they may be."""
        column, unit = _name(one, rule), rule.unit
        read = read_numbers(
            self._series(rule),
            self.plain.get(rule.column) if rule.column else None,
            column=column,
            lines=self._lines(rule),
            decimal=self.decimal if rule.column else ".",
            markers=self.markers,
            problems=self.problems,
        )
        text, factor = unit.text, unit.factor
        if read.is_percent:
            text, factor = self._percent(one, rule)
        values = read.values / 100 if factor == 0.01 else read.values * factor
        use = ColumnUse(rule.column, text, factor, unit.currency, rule.value or "")
        check_range(
            values,
            read.values,
            one,
            use,
            column=column,
            lines=self._lines(rule),
            problems=self.problems,
        )
        self.values[one.name], self.uses[one.name] = self._spread(values), use

    def _percent(self, one: Field, rule: ColumnRule) -> tuple[str, float]:
        """Return unit and factor of a column whose cells carry a per cent sign."""
        column, unit = _name(one, rule), rule.unit
        if one.kind == "share" and unit.text in ("", "%"):
            return "%", 0.01
        if one.kind == "number":
            self.notes.append(
                message("Column '{name}': numbers before the per cent sign are read.", name=column)
            )
            return unit.text or "%", unit.factor
        said = f'unit = "{unit.text}"' if one.kind == "share" else f"a {one.kind}"
        self.problems.add(
            f"the cells carry a per cent sign, which does not go with {said}",
            at=f"column {column}",
            mend='Write unit = "%" in the mapping.'
            if one.kind == "share"
            else "See that the mapping names the right column.",
        )
        return ("%", 0.01) if one.kind == "share" else (unit.text, unit.factor)

    def _check_unique(self, table: LongTable) -> None:
        """Remember rows that have the same keys; none where a key could not be read."""
        names = [name for name in self.schema.unique if name in table.keys]
        if not names or any((key.codes < 0).any() for key in table.keys.values()):
            return
        try:
            table.unique(names)
        except InputError as error:
            self.problems.found.append(error)

    def _unused(self, header: Sequence[str]) -> list[str]:
        """Return the note on columns that are not read."""
        taken = {rule.column for rule in self.plan.values()}
        left = [name for name in header if name not in taken]
        return [message("Columns not used: {names}.", names=join_names(left))] if left else []

    def _is_money(self, name: str) -> bool:
        """Return whether a field is money."""
        return self.schema.field(name).kind == "money"

    def _has_year(self, one: Field) -> bool:
        """Return whether a field is a year that was read."""
        return one.kind == "year" and one.name in self.keys


def _name(one: Field, rule: ColumnRule) -> str:
    """Return the column's name in the file, or that the mapping states the value."""
    return rule.column or f"{one.name} (value in the mapping)"
