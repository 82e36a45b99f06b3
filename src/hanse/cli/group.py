"""A group of commands: its name, its help, and what it shows where no command is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import typer

__all__ = ["add_group"]


def add_group(
    app: typer.Typer, name: str, help: str, commands: Iterable[tuple[str, Callable[..., Any]]]
) -> None:
    """Add a group of named commands; the group alone shows its help."""
    group = typer.Typer(rich_markup_mode=None)
    group.callback(invoke_without_command=True, help=help)(_without_command)
    for word, command in commands:
        group.command(word)(command)
    app.add_typer(group, name=name)


def _without_command(context: typer.Context) -> None:
    """Show the help where no command is given."""
    if context.invoked_subcommand is None:
        print(context.get_help())
