"""The command ``hanse``.

Each command imports what it needs when it runs, so that ``hanse --help`` answers at once.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from hanse.cli import actors, gaps, markets, new, observe, partners, review, run, steps, strategy
from hanse.cli.spoken import SpokenGroup

__all__ = ["app", "main"]

app = typer.Typer(
    name="hanse",
    cls=SpokenGroup,
    help="From a table of clusters to a report: which combinations of conditions lead abroad.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(is_wanted: bool) -> None:
    """Print the version and stop."""
    if is_wanted:
        from hanse import __version__

        print(f"hanse {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def hanse(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Show the help where no command is given."""
    if context.invoked_subcommand is None:
        print(context.get_help())


new.register(app)
run.register(app)
steps.register(app)
observe.register(app)
actors.register(app)
gaps.register(app)
markets.register(app)
partners.register(app)
review.register(app)
strategy.register(app)


def main() -> None:
    """Run the command line; the entry point of the package."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a console of one code page cannot show every sign
            stream.reconfigure(errors="replace")
    app(prog_name="hanse")
