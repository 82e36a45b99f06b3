"""Writing a log as files that others may have: with or without what names persons."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from hanse.actors.exchange.columns import TABLES, FileTable
from hanse.actors.exchange.files import csv_bytes, replace_all
from hanse.actors.exchange.rows import Value, log_rows
from hanse.actors.tables import ActorLog, GapAnswers
from hanse.errors import InputError
from hanse.messages import join_names

__all__ = ["export_log"]


def export_log(
    log: ActorLog, folder: str | os.PathLike[str], *, personal: bool = False
) -> tuple[Path, ...]:
    """Write every table of a log as CSV under the documented columns.

    Without personal data the columns ``contact``, ``email`` and ``note`` are left out, and
    respondents are called R001, R002, ... in an order that follows from their answers alone, in
    which their rows stand, too: two surveys that differ only in the names give the same file.
    What is written in ``outcome`` stays; it is not for names of persons. With personal data the
    files read back as the same log.

    Parameters
    ----------
    log : ActorLog
        The log.
    folder : path
        The folder, which must exist; a table that it has is replaced.
    personal : bool
        Whether the files hold what names persons.

    Returns
    -------
    tuple of Path
        The files, one for each table that the log has; a table without a row has none.

    Raises
    ------
    InputError
        If there is no such folder, it holds a table that the log has not, or a file cannot be
        written; no file has changed then.
    """
    home = Path(folder)
    if not home.is_dir():
        raise InputError("there is no such folder", where=str(home), mend="Make it first.")
    rows = log_rows(log)
    made: dict[Path, bytes] = {}
    for table in TABLES:
        found: Sequence[tuple[Value, ...]] = rows.get(table.name, ())
        if table.name == "answers" and log.answers is not None and not personal:
            found = _numbered(log.answers, found)
        data = _csv(table, found, personal=personal)
        if data is not None:
            made[home / f"{table.name}.csv"] = data
    others = [one.name for one in TABLES if home / f"{one.name}.csv" not in made]
    left = [f"{name}.csv" for name in others if (home / f"{name}.csv").exists()]
    if left:
        raise InputError(
            f"it holds {join_names(left)}, which this log has not",
            where=str(home),
            mend="Take an empty folder.",
        )
    replace_all(made)
    return tuple(made)


def _csv(table: FileTable, rows: Iterable[tuple[Value, ...]], *, personal: bool) -> bytes | None:
    """Return a table as the bytes of a file, None without rows."""
    is_numbered = table.name == "answers"  # its respondents are numbers by now
    kept = [
        at for at, one in enumerate(table.columns) if personal or is_numbered or not one.is_personal
    ]
    header = [table.columns[at].name for at in kept]
    return csv_bytes(header, [[_written(row[at]) for at in kept] for row in rows])


def _written(value: Value) -> str:
    """Return a cell as text: numbers with all their digits, whole ones without a point."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _numbered(answers: GapAnswers, rows: Sequence[tuple[Value, ...]]) -> list[tuple[Value, ...]]:
    """Return the answers with numbers for names, in an order that only the answers decide."""
    said: dict[str, list[str]] = {}
    for name, row in zip(answers.respondents, rows, strict=True):
        said.setdefault(name, []).append(repr(row[1:]))
    digests = {
        name: hashlib.sha256("\n".join(sorted(own)).encode()).digest() for name, own in said.items()
    }
    ordered = sorted(digests, key=lambda name: digests[name])
    number = {name: f"R{at:03d}" for at, name in enumerate(ordered, start=1)}
    made = [(number[str(row[0])], *row[1:]) for row in rows]
    return sorted(made, key=repr)
