"""Options that the commands of ``hanse observe`` share, and how they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from hanse.cli.formats import Format
from hanse.errors import InputError, unknown_name

__all__ = [
    "As",
    "Figure",
    "Force",
    "check_file",
    "chosen_year",
    "from_one",
    "in_options",
    "pairs_of",
]

As = Annotated[Format, typer.Option("--format", help="What to print.")]
Figure = Annotated[
    Path | None, typer.Option("--figure", metavar="FILE", help="Write the picture: .svg or .png.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that is there already.")]


def check_file(path: Path | None) -> None:
    """Refuse a file that is not there or is no table, with the nearest name."""
    from hanse.tables.source import open_source

    if path is not None:
        open_source(path)


def pairs_of(
    given: Sequence[str], *, option: str, kind: str, example: str, known: Sequence[str]
) -> dict[str, str]:
    """Return what stands before and behind the sign = of each pair.

    Raises
    ------
    InputError
        If there is no sign, a side is empty, a name is not known (with the nearest), or it is
        given twice.
    """
    found: dict[str, str] = {}
    for one in given:
        name, _, value = (part.strip() for part in one.partition("="))
        if not name or not value:
            raise InputError(f"'{one}' is no pair", where=option, mend=f"Write {option} {example}.")
        if name not in known:
            raise unknown_name(kind, name, known, where=option)
        if name in found:
            raise InputError(f"{name} stands twice", where=option, mend="Give it once.")
        found[name] = value
    return found


def chosen_year(path: Path, column: str, year: str) -> str:
    """Return the year that is looked at: the one asked for, else the last of the file.

    Empty where the file has no such column.

    Raises
    ------
    InputError
        If a year is asked for that the file does not have.
    """
    from hanse.tables.long_table import read_long
    from hanse.tables.mapping import header_of

    header = header_of(path)
    if column not in header:
        if year:
            raise unknown_name("column", column, header, where=path.name)
        return ""
    known = read_long(path, keys=[column], values=[]).key(column).labels
    if year and year not in known:
        raise unknown_name("year", year, known, where="--year")
    return year or known[-1]


@contextmanager
def in_options(
    places: Mapping[str, str], *, words: Mapping[str, str] | None = None
) -> Iterator[None]:
    """Say errors of the library as errors of the command.

    Parameters
    ----------
    places : mapping of str to str
        The place of an error, or its first words → the option or file that stands for it.
    words : mapping of str to str, optional
        What is replaced in the advice.
    """
    try:
        yield
    except InputError as error:
        where, mend = error.where, error.mend
        for old, new in places.items():
            if error.where == old or (old and error.where.startswith((f"{old} ", f"{old},"))):
                where = new
                break
        for old, new in (words or {}).items():
            mend = mend.replace(old, new)
        raise InputError(error.what, where=where, mend=mend) from error


def from_one(number: int | None, option: str) -> None:
    """Refuse a number below 1."""
    if number is not None and number < 1:
        raise InputError(f"{number} is too small", where=option, mend="Give a whole number from 1.")
