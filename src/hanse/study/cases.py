"""The cases of a study: the table as the settings read it, its columns named as the sets are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from hanse.errors import InputError
from hanse.study.settings import CasesSettings, SetSettings
from hanse.tables import CaseTable, Column, read_cases

__all__ = ["Filled", "load_cases", "missing_as_absent", "named_as_sets"]

Filled = tuple[tuple[str, str, str], ...]


def load_cases(folder: str, settings: CasesSettings) -> CaseTable:
    """Read the table that ``[cases]`` names, relative to the study folder."""
    from pathlib import Path

    return read_cases(
        Path(folder) / settings.file,
        id=settings.id,
        sheet=settings.sheet,
        delimiter=settings.delimiter,
        decimal=settings.decimal,  # type: ignore[arg-type]  # read_cases refuses others
        encoding=settings.encoding,
        missing_markers=settings.missing_markers,
    )


def named_as_sets(table: CaseTable, sets: Mapping[str, SetSettings]) -> CaseTable:
    """Return a table with one column for each set, with the set's label, unit and source.

    Raises
    ------
    InputError
        If a set names a column that is not there, with the nearest one, or one that holds text.
    """
    columns: list[Column] = []
    missing = []
    for name, one in sets.items():
        try:
            column = table.column(one.column)
        except InputError as error:
            raise InputError(error.what, where=f"[sets.{name}]", mend=error.mend) from None
        table.numeric(one.column)  # a cell of text is refused under the name that the file has
        columns.append(
            replace(
                column,
                name=name,
                label=one.label or column.label,
                unit=one.unit or column.unit,
                source=one.source or column.source,
            )
        )
        missing += [(case, name, text) for case, old, text in table.missing if old == one.column]
    return replace(table, columns=tuple(columns), missing=tuple(missing))


def missing_as_absent(table: CaseTable, names: Sequence[str]) -> tuple[CaseTable, Filled]:
    """Return the table with missing cells of some columns read as 0, and which cells they were.

    This is a choice of the study, never made in silence: every cell is returned.

    Examples
    --------
    >>> column = Column("MNC", np.array([1.0, np.nan]), is_numeric=True)
    >>> filled, cells = missing_as_absent(CaseTable(("A", "B"), (column,)), ["MNC"])
    >>> filled.numeric("MNC").tolist(), cells
    ([1.0, 0.0], (('B', 'MNC', ''),))
    """
    stood = {(case, name): text for case, name, text in table.missing}
    columns, cells = [], []
    for column in table.columns:
        gaps = list(column.gaps()) if column.name in names and column.is_numeric else []
        if gaps:
            values = np.array(column.values, dtype=np.float64)
            values[gaps] = 0.0
            keys = [(table.cases[row], column.name) for row in gaps]
            cells += [(*key, stood.get(key, "")) for key in keys]
            columns.append(replace(column, values=values))
        else:
            columns.append(column)
    gone = {(case, name) for case, name, _ in cells}
    left = tuple(one for one in table.missing if (one[0], one[1]) not in gone)
    return replace(table, columns=tuple(columns), missing=left), tuple(cells)
