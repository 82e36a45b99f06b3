"""The truth table and the necessity table as a paper prints them."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import TYPE_CHECKING

from hanse.messages import columns_text

if TYPE_CHECKING:
    from hanse.qca.truth_table import TruthTable

__all__ = ["apart", "cut_text", "number", "table_text"]


def number(value: float, digits: int = 2) -> str:
    """Return a number with fixed decimals, a dash where it is undefined.

    Examples
    --------
    >>> number(0.125, 3), number(float("nan"))
    ('0.125', '–')
    """
    return "–" if isnan(value) else f"{value:.{digits}f}"


def cut_text(cut: float) -> str:
    """Return a cut-off with all the digits that it was given with, two decimals at least.

    Examples
    --------
    >>> cut_text(0.8), cut_text(0.999)
    ('0.80', '0.999')
    """
    return f"{cut:.2f}" if round(cut, 2) == cut else f"{cut:.15g}"


def apart(value: float, cut: float, digits: int = 2) -> str:
    """Return a number with fixed decimals, with more where it would look like its cut-off.

    Examples
    --------
    >>> apart(0.87, 0.9), apart(0.7982, 0.8), apart(0.9986, 0.999), apart(0.8, 0.8)
    ('0.87', '0.798', '0.9986', '0.80')
    """
    for n in range(digits, 9):
        if number(value, n) != number(cut, n):
            return number(value, n)
    return number(value, digits)


def table_text(table: TruthTable) -> str:
    """Return the truth table, its rows in the order of their numbers."""
    header = ["row", *table.conditions, "n", "consistency", "PRI", "out", "cases"]
    lines = [
        [
            str(row.row),
            *(str(v) for v in row.values),
            str(row.n),
            number(row.consistency),
            number(row.pri),
            row.out,
            _named(row.cases),
        ]
        for row in table.rows
    ]
    title = (
        f"Truth table for {table.outcome} (frequency {table.frequency}, "
        f"consistency {cut_text(table.consistency)}, PRI {cut_text(table.pri)})"
    )
    notes = []
    if table.unassigned:
        notes.append(f"In no row, at exactly 0.5 in a condition: {_named(table.unassigned)}")
    said = table.dead_end()
    if said is not None:
        notes.append(str(said))
    return "\n".join([title, columns_text(header, lines, left=[len(header) - 1]), *notes])


def _named(cases: Sequence[str], most: int = 8) -> str:
    """Return names joined by commas, the rest counted."""
    shown = ", ".join(cases[:most])
    return shown if len(cases) <= most else f"{shown}, … ({len(cases)})"
