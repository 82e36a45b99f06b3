"""``hanse gaps``: how wide the seven gaps are, how they move, and what would close them."""

from __future__ import annotations

import typer

from hanse.cli.gaps_bridging import activities, ties
from hanse.cli.gaps_measure import measure, over_time
from hanse.cli.gaps_survey import survey

__all__ = ["register"]

HELP = "The seven gaps around a cluster: how wide they are, how they move, what would close them."


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(rich_markup_mode=None)
    group.callback(invoke_without_command=True, help=HELP)(_without_command)
    for name, command in (
        ("measure", measure),
        ("over-time", over_time),
        ("survey", survey),
        ("ties", ties),
        ("activities", activities),
    ):
        group.command(name)(command)
    app.add_typer(group, name="gaps")


def _without_command(context: typer.Context) -> None:
    """Show the help where no command is given."""
    if context.invoked_subcommand is None:
        print(context.get_help())
