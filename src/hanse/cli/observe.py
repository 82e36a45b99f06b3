"""``hanse observe``: how far clusters work abroad, what they could become, how far markets are."""

from __future__ import annotations

import typer

from hanse.cli.group import add_group
from hanse.cli.observe_abroad import benchmark, degree
from hanse.cli.observe_files import indicators, mapping
from hanse.cli.observe_markets import distances
from hanse.cli.observe_regions import relatedness, specialisation

__all__ = ["register"]

HELP = "How far clusters work abroad, what they could become, and how far away markets are."


COMMANDS = (
    ("degree", degree),
    ("benchmark", benchmark),
    ("specialisation", specialisation),
    ("relatedness", relatedness),
    ("distances", distances),
    ("indicators", indicators),
    ("mapping", mapping),
)


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    add_group(app, "observe", HELP, COMMANDS)
