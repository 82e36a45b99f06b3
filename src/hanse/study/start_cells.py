"""Cells and rows of a table that a newcomer should look at: stray texts and rows of totals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from hanse.messages import plural
from hanse.tables import CaseTable, Column
from hanse.tables.grid import quoted
from hanse.tables.numbers import read_number

__all__ = ["stray_reason", "stray_texts", "suggested_markers", "total_rows", "total_warning"]

FEW = 0.2
"""Texts in fewer cells of a column than this may each stand for a missing cell."""

_TOTAL = re.compile(
    r"((grand|sub)[ -]?)?totals?|sums?|summen?|insgesamt|gesamt|averages?|avg|means?|median|"
    r"durchschnitt|mittelwert|mittel"
)


def stray_texts(column: Column) -> list[tuple[int, str]]:
    """Return the cells of text in a column that is mostly numbers: row (from 0) and text.

    Examples
    --------
    >>> import numpy as np
    >>> cells = np.array(["3", "four", "7"], dtype=object)
    >>> stray_texts(Column("Pat", cells, is_numeric=False, first_text=(1, "four")))
    [(1, 'four')]
    """
    if column.is_numeric or column.first_text is None:
        return []
    filled = [(i, str(text)) for i, text in enumerate(column.values) if text is not None]
    strays = [one for one in filled if not _is_number(one[1])] or [column.first_text]
    return strays if 2 * len(strays) <= len(filled) else []


def stray_reason(table: CaseTable, column: Column) -> str:
    """Return which cells keep a column from being one of numbers, empty if most are text."""
    strays = stray_texts(column)
    if not strays:
        return ""
    row, text = strays[0]
    more = f", nor {plural(len(strays) - 1, 'more cell')}" if len(strays) > 1 else ""
    return f"{quoted(text, most=40)} in row {table.lines[row]} is no number{more}"


def suggested_markers(table: CaseTable) -> tuple[str, ...]:
    """Return texts that may stand for a missing cell in columns that are mostly numbers.

    A text may if it has no digit and either it repeats or texts stand in few cells of its column.
    """
    found: dict[str, None] = {}
    for column in table.columns:
        strays = stray_texts(column)
        are_few = len(strays) < FEW * len(table.cases)
        for text, count in Counter(text for _, text in strays).items():
            if (are_few or count > 1) and not any(sign.isdigit() for sign in text):
                found[text] = None
    return tuple(found)


def total_rows(table: CaseTable) -> list[tuple[int, str]]:
    """Return the cases whose name is that of a total or a mean: line in the file and name.

    Examples
    --------
    >>> total_rows(CaseTable(("Lyon", "TOTAL:"), (), lines=(2, 3)))
    [(3, 'TOTAL:')]
    """
    rows: Sequence[int] = table.lines or range(1, len(table.cases) + 1)
    return [
        (row, name)
        for row, name in zip(rows, table.cases, strict=True)
        if _TOTAL.fullmatch(name.strip(" .:*()").casefold())
    ]


def total_warning(row: int, name: str) -> str:
    """Return what to do about a row that looks like a total.

    Examples
    --------
    >>> total_warning(9, "Sum")
    "'Sum' in row 9 looks like a total, not a case. If it is one, take the row out of the table."
    """
    return (
        f"{quoted(name)} in row {row} looks like a total, not a case. If it is one, take the row "
        "out of the table."
    )


def _is_number(text: str) -> bool:
    """Return whether either decimal sign makes the text a number."""
    return any(read_number(text, decimal=sign) is not None for sign in ".,")
