"""The workbook in which people keep actors and interactions."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hanse.actors.exchange.book import Book
from hanse.actors.exchange.columns import DISTINCT, TABLES, FileColumn, FileTable
from hanse.actors.exchange.rows import Value, log_rows
from hanse.actors.tables import ActorLog
from hanse.errors import InputError
from hanse.tables import write_bytes
from hanse.tables.countries import countries

__all__ = ["write_template"]

_TWO = (
    FileColumn("party_a", "actor", "One party. For three or more see the sheet Read me.", width=26),
    FileColumn("party_b", "actor", "The other party.", width=26),
)
_README = (
    ("sheet", "column", "what it holds", "may be"),
    ("", "", "Each row of a sheet is one thing; the first row names the columns and stays.", ""),
    ("", "", "Empty cells mean: not known. Days are written as 2026-03-01.", ""),
    ("", "", "Several entries of a cell are parted by semicolons: firm; research.", ""),
    ("", "", "Columns of your own may stand beside these.", ""),
    ("", "", "Personal data stand in the orange columns only.", ""),
    (
        "episodes",
        "party_a, party_b",
        "For episodes of three or more call party_a parties, write all there, parted by "
        "semicolons, and take the column party_b out.",
        "",
    ),
)


def write_template(path: str | os.PathLike[str], *, log: ActorLog | None = None) -> Path:
    """Write a workbook to fill in: a sheet for each table, drop-downs, and what each column means.

    Cells offer what they may hold: roles, kinds of exchange, states, positions in the chain, gaps,
    countries, yes and no, and the actors and activities of their sheets. Where a cell may hold
    several entries the list only offers, and more may be typed. A prompt at each cell says what
    belongs there; a row of hints would be read as a row of data.

    Parameters
    ----------
    path : path
        The file, ending in .xlsx; what stands there is replaced.
    log : ActorLog, optional
        Filled in beforehand, personal data included. Episodes have columns for two parties, or one
        column for all where an episode of the log has three or more.

    Returns
    -------
    Path
        The path as it was given.

    Raises
    ------
    InputError
        If the path does not end in .xlsx or cannot be written, or a text of the log cannot stand
        in a workbook.
    """
    if Path(path).suffix.lower() != ".xlsx":
        raise InputError("is no name of a workbook", where=str(path), mend="End it in .xlsx.")
    book = Book()
    tables, rows = [], {} if log is None else log_rows(log)
    for table in TABLES:
        found: Sequence[tuple[Value, ...]] = rows.get(table.name, ())
        if table.name == "episodes" and all(str(row[2]).count(";") == 1 for row in found):
            table, found = _with_two(table, found)  # noqa: PLW2901  # the same table for two
        tables.append((table, [_shown(table, row) for row in found]))
    tables.append((DISTINCT, []))
    book.text("Read me", (16, 22, 70, 50), [*_README, *_meanings([one for one, _ in tables])])
    for table, filled in tables:
        offered = {one.name: _offered(one) for one in table.columns}
        book.table(table, filled, {name: at for name, at in offered.items() if at})
    _add_lists(book)
    return write_bytes(path, book.data())


def _with_two(
    table: FileTable, rows: Sequence[tuple[Value, ...]]
) -> tuple[FileTable, list[tuple[Value, ...]]]:
    """Return the table of episodes with a column for either party."""
    at = table.names.index("parties")
    columns = (*table.columns[:at], *_TWO, *table.columns[at + 1 :])
    split = [(*row[:at], *str(row[at]).split("; "), *row[at + 1 :]) for row in rows]
    return replace(table, columns=columns), split


def _shown(table: FileTable, row: Sequence[Value]) -> tuple[Value, ...]:
    """Return a row as people choose it: countries by name, yes and no."""
    return tuple(_as_chosen(one, value) for one, value in zip(table.columns, row, strict=True))


def _as_chosen(one: FileColumn, value: Value) -> Value:
    """Return a cell as the drop-down offers it."""
    if one.kind == "country" and isinstance(value, str) and value in countries():
        return countries()[value].name
    if one.kind == "flag" and isinstance(value, float):
        return "yes" if value else "no"
    return value


def _meanings(tables: Sequence[FileTable]) -> list[tuple[str, str, str, str]]:
    """Return what each column means, a row each."""
    made = []
    for table in tables:
        made.append((table.name, "", table.meaning, ""))
        made += [
            (table.name, one.name, one.meaning, "; ".join(one.choices)) for one in table.columns
        ]
    return made


def _offered(one: FileColumn) -> str:
    """Return the name of what the drop-down of a column reads, empty where it has none."""
    named = {
        "actor": "actor_ids",
        "actors": "actor_ids",
        "activity": "activity_ids",
        "country": "countries_list",
        "flag": "yes_no_list",
    }
    if one.choices:
        return _list_name(one)
    return named.get(one.kind, "")


def _list_name(one: FileColumn) -> str:
    """Return the name of the list of a column; gap and gaps share one."""
    return f"{one.name.rstrip('s')}_list"


def _add_lists(book: Book) -> None:
    """Add what the drop-downs read."""
    book.name("actor_ids", "actors", "A")
    book.name("activity_ids", "activities", "A")
    for table in TABLES:
        for one in table.columns:
            if one.choices:
                book.offer(_list_name(one), one.choices)
    book.offer("yes_no_list", ("yes", "no"))
    book.offer("countries_list", sorted(one.name for one in countries().values()))
