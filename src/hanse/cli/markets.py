"""``hanse markets``: where to go next, and whether earlier entries went from near to far."""

from __future__ import annotations

import typer

from hanse.cli.group import add_group
from hanse.cli.markets_path import path
from hanse.cli.markets_waves import waves

__all__ = ["register"]

HELP = "Where to go next abroad and why, and whether earlier entries went from near to far."


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    add_group(app, "markets", HELP, (("path", path), ("waves", waves)))
