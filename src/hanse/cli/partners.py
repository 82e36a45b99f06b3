"""``hanse partners``: whom to meet, who gets which place, and who meets whom when."""

from __future__ import annotations

import typer

from hanse.cli.partners_match import match
from hanse.cli.partners_replan import replan
from hanse.cli.partners_schedule import schedule
from hanse.cli.partners_search import search

__all__ = ["register"]

HELP = "Whom to meet, who gets which place, and who meets whom when at an event."


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(rich_markup_mode=None)
    group.callback(invoke_without_command=True, help=HELP)(_without_command)
    for name, command in (
        ("search", search),
        ("match", match),
        ("schedule", schedule),
        ("replan", replan),
    ):
        group.command(name)(command)
    app.add_typer(group, name="partners")


def _without_command(context: typer.Context) -> None:
    """Show the help where no command is given."""
    if context.invoked_subcommand is None:
        print(context.get_help())
