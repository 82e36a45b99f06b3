"""Importing a file into a folder of tables."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from hanse.actors.exchange.columns import TABLES, file_table
from hanse.actors.exchange.files import csv_bytes, replace_all
from hanse.actors.exchange.merge import LogTables, Merged, merge_tables
from hanse.actors.exchange.merge_answer import Look, Merge
from hanse.actors.exchange.readable import check_readable
from hanse.actors.exchange.review import REVIEW_COLUMNS, Decided, ReviewRow
from hanse.actors.exchange.text_table import read_text_table, read_text_tables
from hanse.errors import InputError, unknown_name
from hanse.tables.delimited import read_delimited
from hanse.tables.grid import cell_text, place
from hanse.tables.mapping.problems import Problems
from hanse.tables.source import open_source

__all__ = ["import_tables", "read_folder"]

_REVIEW, _ALIASES, _DISTINCT = "review.csv", "aliases.csv", "distinct.csv"
_ALIAS_COLUMNS, _DISTINCT_COLUMNS = ("variant", "actor"), ("actor_a", "actor_b")
_LAST_DAY = datetime.date.max.toordinal()


def import_tables(
    folder: str | os.PathLike[str],
    incoming: str | os.PathLike[str],
    *,
    apply: bool,
    table: str | None = None,
    files: Mapping[str, str] | None = None,
    take: str = "old",
    least: float = 92.0,
    as_of: str | int | None = None,
) -> Merge:
    """Take what is new in a file into a folder of tables.

    The folder holds ``actors.csv``, ``episodes.csv``, ... under the documented columns; columns of
    the user's own stay. Beside them the import keeps ``review.csv`` (names to decide on: write
    *same* or *different* and import again), ``aliases.csv`` and ``distinct.csv`` (what was decided)
    and ``held-actors.csv``, ``held-episodes.csv``, ... (rows that wait; each import tries them
    again). Importing the same file again changes no byte. Rows that wait hold what the file holds,
    personal data too, so the folder is as personal as its tables.

    Parameters
    ----------
    folder : path
        The folder; a table that it lacks is begun.
    incoming : path
        A text file with one table, or a workbook such as `write_template` makes.
    apply : bool
        False says what would happen and writes nothing.
    table : str, optional
        Which table a text file is; None recognises it by its columns.
    files : mapping of str to str, optional
        Table → name of its file in the folder, where that is not the table's name with .csv.
    take : {"old", "new"}
        Which side of a conflict stays.
    least : float, percentage points
        Likeness of two names from which they are to be reviewed.
    as_of : str or int, optional
        A day, as ISO text or as an ordinal, after which no episode may lie; None takes every day.

    Raises
    ------
    InputError
        If a file cannot be read, the review list is not filled in rightly, or the tables could not
        be read any more with what comes in. The folder then is as it was.

    Notes
    -----
    See `merge_tables` for what is known and what is a conflict, and `replace_all` for what a
    failure leaves behind.
    """
    place_of = _files(Path(folder), files)
    if table is not None and table not in place_of:
        raise unknown_name("table", table, place_of, where=str(incoming))
    stated = None if table is None else file_table(table)
    found = read_text_tables(incoming, table=stated)
    old = read_folder(folder, files=files)
    new, cells = LogTables(found.tables, notes=found.notes), Problems("")
    merged = merge_tables(old, new, take=take, least=least, problems=cells)
    day = _LAST_DAY if as_of is None else as_of
    check_readable(old, merged, Path(incoming).name, day, cells)
    if not apply:
        return merged.answer
    replace_all(_outputs(Path(folder), place_of, merged))
    return replace(merged.answer, is_applied=True)


def read_folder(
    folder: str | os.PathLike[str], *, files: Mapping[str, str] | None = None
) -> LogTables:
    """Read the tables of a folder as rows of text, with what was settled about names.

    Raises
    ------
    InputError
        If there is no such folder or one of its files cannot be read.
    """
    home = Path(folder)
    if not home.is_dir():
        raise InputError("there is no such folder", where=str(home), mend="Make it first.")
    tables, held = {}, {}
    for name, path in _files(home, files).items():
        if path.exists():
            tables[name] = read_text_table(path, table=file_table(name))
        waiting = home / f"held-{name}.csv"
        if waiting.exists():
            held[name] = read_text_table(waiting, table=file_table(name))
    aliases = {row[0]: row[1] for _, row in _rows(home / _ALIASES, _ALIAS_COLUMNS)}
    pairs = [row for _, row in _rows(home / _DISTINCT, _DISTINCT_COLUMNS)]
    distinct = frozenset((min(row), max(row)) for row in pairs)
    review = tuple(
        ReviewRow(where, *row)
        for where, row in _rows(home / _REVIEW, ("incoming", "known", "decision"))
    )
    return LogTables(tables, held, Decided(aliases, distinct), review)


def _files(folder: Path, files: Mapping[str, str] | None) -> dict[str, Path]:
    """Return the path of each table."""
    stated = files or {}
    for name in stated:
        if name not in [one.name for one in TABLES]:
            raise unknown_name("table", name, [one.name for one in TABLES], where="files")
    return {one.name: folder / stated.get(one.name, f"{one.name}.csv") for one in TABLES}


def _rows(path: Path, columns: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Return place and cells of the rows of a small file, none where there is no such file."""
    if not path.exists():
        return []
    grid = read_delimited(open_source(path), delimiter=None, encoding=None)
    for name in columns:
        if name not in grid.header:
            raise unknown_name("column", name, grid.header, where=path.name)
    cells = [
        [" ".join(cell_text(cell).split()) for cell in grid.columns[grid.header.index(name)]]
        for name in columns
    ]
    places = [place(grid.file, line=line) for line in grid.lines]
    return list(zip(places, zip(*cells, strict=True), strict=True))


def _outputs(
    folder: Path, place_of: Mapping[str, Path], merged: Merged
) -> dict[Path, bytes | None]:
    """Return what every file of the folder holds afterwards; actors before those who name them."""
    decided = merged.decided
    pairs = sorted(decided.distinct)
    made: dict[Path, bytes | None] = {
        folder / _ALIASES: csv_bytes(_ALIAS_COLUMNS, sorted(decided.aliases.items())),
        folder / _DISTINCT: csv_bytes(_DISTINCT_COLUMNS, pairs),
    }
    for name, path in place_of.items():
        if name in merged.tables:
            made[path] = merged.tables[name].as_csv()
    for name in place_of:
        held = merged.held.get(name)
        made[folder / f"held-{name}.csv"] = held.as_csv() if held is not None else None
    looks = [_review_row(one) for one in merged.answer.review]
    made[folder / _REVIEW] = csv_bytes(REVIEW_COLUMNS, looks)
    return made


def _review_row(one: Look) -> tuple[str, ...]:
    """Return a name to decide on as a row of the review list."""
    return (
        one.incoming,
        one.known,
        f"{one.likeness:.1f}",
        one.country_incoming,
        one.country_known,
        one.name_incoming,
        one.name_known,
        "",
    )
