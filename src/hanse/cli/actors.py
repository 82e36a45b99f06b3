"""``hanse actors``: who is around a cluster, who bridges, and where it is an insider."""

from __future__ import annotations

import typer

from hanse.cli.actors_ego import ego
from hanse.cli.actors_exchange import export, import_, template
from hanse.cli.actors_markets import markets
from hanse.cli.actors_positions import bridge, leaving, positions
from hanse.cli.actors_tables import check

__all__ = ["register"]

HELP = "Who works with whom around a cluster, who bridges, and where it is an insider."


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(rich_markup_mode=None)
    group.callback(invoke_without_command=True, help=HELP)(_without_command)
    for name, command in (
        ("template", template),
        ("check", check),
        ("import", import_),
        ("export", export),
        ("positions", positions),
        ("ego", ego),
        ("leaving", leaving),
        ("bridge", bridge),
        ("markets", markets),
    ):
        group.command(name)(command)
    app.add_typer(group, name="actors")


def _without_command(context: typer.Context) -> None:
    """Show the help where no command is given."""
    if context.invoked_subcommand is None:
        print(context.get_help())
