"""``hanse new``: a study folder from a table, every setting suggested."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Annotated

import typer

from hanse.errors import InputError

__all__ = ["register"]


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
) -> None:
    """Start a study folder from a table."""
    from hanse.study.start import start_study

    named = None if conditions is None else _names(conditions)
    made = start_study(directory, source, id=id, outcome=outcome, conditions=named, sheet=sheet)
    print(f"Wrote {made}")
    print(_chosen(made))
    print("Each guess has a comment: change what you know better, then")
    print(f"  hanse run {_as_argument(made.parent)}")


def _names(text: str) -> list[str]:
    """Return the names between commas."""
    found = [name.strip() for name in next(csv.reader([text], skipinitialspace=True), [])]
    if not found or not all(found):
        raise InputError(f"'{text}' has an empty name", where="--conditions", mend="Write A,B,C.")
    return found


def _chosen(path: Path) -> str:
    """Return which columns the study uses."""
    import tomllib

    settings = tomllib.loads(path.read_text(encoding="utf-8"))
    sets, asked = settings["sets"], settings["qca"]
    columns = [sets[name].get("column", name) for name in asked["conditions"]]
    outcome = sets[asked["outcome"]].get("column", asked["outcome"])
    return f"Outcome: {outcome}\nConditions: {', '.join(columns)}"


def _as_argument(path: Path) -> str:
    """Return a path as it is typed, in quotes where it has a blank."""
    return f'"{path}"' if " " in str(path) else str(path)
