"""``hanse gaps``: how wide the seven gaps are, how they move, and what would close them."""

from __future__ import annotations

import typer

from hanse.cli.gaps_bridging import activities, ties
from hanse.cli.gaps_measure import measure, over_time
from hanse.cli.gaps_survey import survey
from hanse.cli.group import add_group

__all__ = ["register"]

HELP = "The seven gaps around a cluster: how wide they are, how they move, what would close them."


COMMANDS = (
    ("measure", measure),
    ("over-time", over_time),
    ("survey", survey),
    ("ties", ties),
    ("activities", activities),
)


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    add_group(app, "gaps", HELP, COMMANDS)
