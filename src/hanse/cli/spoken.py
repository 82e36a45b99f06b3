"""Errors of the command line: a sentence on stderr and an exit code, never a traceback of ours."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperGroup

from hanse.errors import HanseError, LimitReached

__all__ = ["INPUT", "INTERRUPTED", "LIMIT", "SpokenGroup", "spoken"]

INPUT, LIMIT, INTERRUPTED = 2, 3, 130


class SpokenGroup(TyperGroup):
    """The group of all commands; what goes wrong in any of them is said in one sentence."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        with spoken():
            return super().invoke(ctx)


@contextmanager
def spoken() -> Iterator[None]:
    """Say an error of hanse, or an interruption, on stderr and leave with its exit code.

    Any other error is a defect of hanse and keeps its traceback.
    """
    try:
        yield
    except HanseError as error:
        print(f"hanse: {error}", file=sys.stderr)
        raise typer.Exit(LIMIT if isinstance(error, LimitReached) else INPUT) from error
    except KeyboardInterrupt as error:
        print("hanse: interrupted; earlier results are unchanged", file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from error
