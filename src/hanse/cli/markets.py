"""``hanse markets``: where to go next, and whether earlier entries went from near to far."""

from __future__ import annotations

import typer

from hanse.cli.markets_path import path
from hanse.cli.markets_waves import waves

__all__ = ["register"]

HELP = "Where to go next abroad and why, and whether earlier entries went from near to far."


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(rich_markup_mode=None)
    group.callback(invoke_without_command=True, help=HELP)(_without_command)
    for name, command in (("path", path), ("waves", waves)):
        group.command(name)(command)
    app.add_typer(group, name="markets")


def _without_command(context: typer.Context) -> None:
    """Show the help where no command is given."""
    if context.invoked_subcommand is None:
        print(context.get_help())
