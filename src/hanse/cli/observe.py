"""``hanse observe``: how far clusters work abroad, what they could become, how far markets are."""

from __future__ import annotations

import typer

from hanse.cli.observe_abroad import benchmark, degree
from hanse.cli.observe_files import indicators, mapping
from hanse.cli.observe_markets import distances
from hanse.cli.observe_regions import relatedness, specialisation

__all__ = ["register"]

HELP = "How far clusters work abroad, what they could become, and how far away markets are."


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(rich_markup_mode=None)
    group.callback(invoke_without_command=True, help=HELP)(_without_command)
    for name, command in (
        ("degree", degree),
        ("benchmark", benchmark),
        ("specialisation", specialisation),
        ("relatedness", relatedness),
        ("distances", distances),
        ("indicators", indicators),
        ("mapping", mapping),
    ):
        group.command(name)(command)
    app.add_typer(group, name="observe")


def _without_command(context: typer.Context) -> None:
    """Show the help where no command is given."""
    if context.invoked_subcommand is None:
        print(context.get_help())
