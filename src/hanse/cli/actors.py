"""``hanse actors``: who is around a cluster, who bridges, and where it is an insider."""

from __future__ import annotations

import typer

from hanse.cli.actors_ego import ego
from hanse.cli.actors_exchange import export, import_, template
from hanse.cli.actors_markets import markets
from hanse.cli.actors_positions import bridge, leaving, positions
from hanse.cli.actors_tables import check
from hanse.cli.group import add_group

__all__ = ["register"]

HELP = "Who works with whom around a cluster, who bridges, and where it is an insider."


COMMANDS = (
    ("template", template),
    ("check", check),
    ("import", import_),
    ("export", export),
    ("positions", positions),
    ("ego", ego),
    ("leaving", leaving),
    ("bridge", bridge),
    ("markets", markets),
)


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    add_group(app, "actors", HELP, COMMANDS)
