"""``hanse partners``: whom to meet, who gets which place, and who meets whom when."""

from __future__ import annotations

import typer

from hanse.cli.group import add_group
from hanse.cli.partners_match import match
from hanse.cli.partners_replan import replan
from hanse.cli.partners_schedule import schedule
from hanse.cli.partners_search import search

__all__ = ["register"]

HELP = "Whom to meet, who gets which place, and who meets whom when at an event."


COMMANDS = (
    ("search", search),
    ("match", match),
    ("schedule", schedule),
    ("replan", replan),
)


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    add_group(app, "partners", HELP, COMMANDS)
