"""Starting a study: the data file copied into a new folder, and settings suggested beside it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from hanse.errors import InputError
from hanse.study.start_cells import stray_texts, suggested_markers, total_rows
from hanse.study.start_columns import Choice, choose_columns
from hanse.study.start_text import study_text
from hanse.tables import CaseTable, Column, read_cases, write_bytes, write_text

__all__ = ["Reading", "Started", "begin_study", "start_study"]

_FILE = "hanse.toml"

Sign = Literal[".", ","]


@dataclass(frozen=True)
class Reading:
    """How the table is read, None where it is recognised, as `hanse.read_cases` takes it."""

    id: str | None = None
    sheet: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    encoding: str | None = None

    def read(self, source: Path, markers: Sequence[str] | None = None) -> CaseTable:
        """Return the table of cases."""
        return read_cases(source, missing_markers=markers, **vars(self))


@dataclass(frozen=True)
class Started:
    """A new study: its hanse.toml and what it is made of.

    Attributes
    ----------
    path : Path
        The new hanse.toml.
    choice : Choice
        The columns and the reasons for them.
    markers : tuple of str
        Texts that may stand for missing cells; the file proposes them in a comment.
    totals : tuple of (int, str)
        Line and name of each case that looks like a total.
    """

    path: Path
    choice: Choice
    markers: tuple[str, ...]
    totals: tuple[tuple[int, str], ...]


def start_study(
    directory: str | os.PathLike[str],
    source_file: str | os.PathLike[str],
    *,
    id: str | None = None,
    outcome: str | None = None,
    conditions: Sequence[str] | None = None,
    sheet: str | None = None,
    delimiter: str | None = None,
    decimal: Sign | None = None,
    encoding: str | None = None,
) -> Path:
    r"""Start a study folder from a table.

    Parameters
    ----------
    directory : path
        The folder of the study, made if it is not there. Other files in it are left alone.
    source_file : path
        The table: CSV, TSV, an fsQCA file or a workbook. It is copied as it is.
    id : str, optional
        The column that names the cases, else as `hanse.read_cases` finds it.
    outcome : str, optional
        The column of the outcome, else a column whose name suggests one, else the last column of
        numbers.
    conditions : sequence of str, optional
        The columns of the conditions, else all other columns of numbers that can be used, and of
        more than eight the five with the fewest gaps.
    sheet : str, optional
        The sheet of a workbook.
    delimiter, decimal, encoding : str, optional
        How a text file is written where `hanse.read_cases` cannot tell; they are noted in the
        study.

    Returns
    -------
    Path
        The new hanse.toml. `hanse.run_study` completes on it as it is; each guess in it has a
        comment that says why and what to do.

    Raises
    ------
    InputError
        If the table cannot be read, a name is unknown, there are fewer than two columns of numbers,
        or the folder has a hanse.toml or another file of the table's name. Nothing is written then.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     table = Path(folder, "towns.csv")
    ...     _ = table.write_text("town,firms,exports\nA,12,5\nB,80,30\nC,20,9\n")
    ...     made = start_study(Path(folder, "study"), table)
    ...     sorted(path.name for path in made.parent.iterdir())
    ['hanse.toml', 'towns.csv']
    """
    return begin_study(
        directory,
        source_file,
        outcome=outcome,
        conditions=conditions,
        reading=Reading(id, sheet, delimiter, decimal, encoding),
    ).path


def begin_study(
    directory: str | os.PathLike[str],
    source_file: str | os.PathLike[str],
    *,
    outcome: str | None = None,
    conditions: Sequence[str] | None = None,
    reading: Reading | None = None,
) -> Started:
    """Start a study folder from a table as `start_study` does, and return what was found."""
    folder, source = Path(directory), Path(source_file)
    _check_folder(folder)
    asked = reading or Reading()
    table = asked.read(source)
    choice = choose_columns(table, outcome=outcome, conditions=conditions)
    data = source.read_bytes()
    copy = folder / source.name
    if copy.exists() and (not copy.is_file() or copy.read_bytes() != data):
        raise InputError(
            f"there is another '{copy.name}' already",
            where=str(folder),
            mend="Name a new folder, or take the file away.",
        )
    markers = suggested_markers(table)
    met = tuple(dict.fromkeys(text for *_, text in table.missing if text))
    text = study_text(
        _rescued(choice, source, asked, (*met, *markers)) if markers else choice,
        file=source.name,
        title=_title(folder, source),
        reading={k: v for k, v in vars(asked).items() if v and k not in ("id", "sheet")},
        markers=(*met, *markers) if markers else (),
    )
    _make(folder)
    if not copy.exists():
        write_bytes(copy, data)
    path = write_text(folder / _FILE, text)
    return Started(path, choice, markers, tuple(total_rows(table)))


def _rescued(choice: Choice, source: Path, asked: Reading, markers: tuple[str, ...]) -> Choice:
    """Return the choice with the columns left out as numbers where the markers make them so."""
    again = {column.name: column for column in asked.read(source, markers).columns}

    def column_of(column: Column) -> Column:
        is_better = bool(stray_texts(column)) and again[column.name].is_numeric
        return again[column.name] if is_better else column

    return replace(choice, left_out=tuple((column_of(c), why) for c, why in choice.left_out))


def _check_folder(folder: Path) -> None:
    """Refuse a path that is a file, or a folder that is a study already."""
    if folder.exists() and not folder.is_dir():
        raise InputError(
            "is a file, not a folder", where=str(folder), mend="Name a new folder for the study."
        )
    if (folder / _FILE).exists():
        raise InputError(
            f"there is a {_FILE} already",
            where=str(folder),
            mend=f"Name a new folder, or run this one: hanse run {folder}",
        )


def _make(folder: Path) -> None:
    """Make the folder of the study."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"the folder cannot be made: {error.strerror or error}",
            where=str(folder),
            mend="Name another folder.",
        ) from error


def _title(folder: Path, source: Path) -> str:
    """Return a title made of the name of the folder, or of the file where it has none."""
    name = folder.resolve().name or source.name.split(".")[0]
    return name.replace("_", " ").replace("-", " ").strip() or "A study"
