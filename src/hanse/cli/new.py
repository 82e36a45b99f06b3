"""``hanse new``: a study folder from a table, every setting suggested."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hanse.cli.formats import as_argument
from hanse.errors import InputError

if TYPE_CHECKING:
    from hanse.study.start import Started

__all__ = ["register"]


class Decimal(StrEnum):
    """The decimal signs there are."""

    POINT = "."
    COMMA = ","


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("new")(new)


def new(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    source: Annotated[
        Path, typer.Option("--from", metavar="FILE", help="The table: CSV, TSV or Excel.")
    ],
    id: Annotated[
        str | None, typer.Option("--id", metavar="COL", help="The column that names the cases.")
    ] = None,
    outcome: Annotated[
        str | None, typer.Option("--outcome", metavar="COL", help="The column of the outcome.")
    ] = None,
    conditions: Annotated[
        str | None,
        typer.Option(
            "--conditions",
            metavar="A,B,C",
            help="The columns of the conditions; in double quotes where a name has a comma.",
        ),
    ] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", help="The sheet of a workbook.")] = None,
    delimiter: Annotated[
        str | None,
        typer.Option("--delimiter", help="What separates columns: one character, tab or space."),
    ] = None,
    decimal: Annotated[
        Decimal | None, typer.Option("--decimal", help="The decimal sign of the numbers.")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", help="The encoding of a text file, as cp1252.")
    ] = None,
) -> None:
    """Start a study folder from a table."""
    from hanse.study.start import Reading, begin_study

    named = None if conditions is None else _names(conditions)
    sign = None if decimal is None else decimal.value
    reading = Reading(id, sheet, delimiter, sign, encoding)
    made = begin_study(directory, source, outcome=outcome, conditions=named, reading=reading)
    print("\n".join(_summary(made)))
    print("Each guess has a comment: change what you know better, then")
    print(f"  hanse run {as_argument(made.path.parent)}")


def _names(text: str) -> list[str]:
    """Return the names between commas."""
    found = [name.strip() for name in next(csv.reader([text], skipinitialspace=True), [])]
    if not found or not all(found):
        raise InputError(f"'{text}' has an empty name", where="--conditions", mend="Write A,B,C.")
    return found


def _summary(made: Started) -> Iterator[str]:
    """Yield what the study uses, what it leaves out and what to look at."""
    from hanse.study.start_cells import total_warning

    choice = made.choice
    yield f"Wrote {made.path}"
    yield f"Outcome: {choice.outcome.name}"
    yield f"Conditions: {', '.join(column.name for column in choice.conditions)}"
    for column, reason in choice.left_out:
        yield f"Left out: {column.name} ({reason})"
    if made.markers:
        listed = ", ".join(f"'{text}'" for text in made.markers)
        yield f"If {listed} stands for missing cells, take the # from missing_markers in hanse.toml"
        yield "  and from the sets it brings back, and add those to the conditions"
    for row, name in made.totals:
        yield f"Warning: {total_warning(row, name)}"
