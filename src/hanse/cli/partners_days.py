"""Days as the commands of ``hanse partners`` take them; hanse has no clock of its own."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from hanse.cli.actors_days import iso_day
from hanse.errors import InputError

__all__ = ["AsOf", "day_in"]

AsOf = Annotated[
    str, typer.Option("--as-of", metavar="DATE", help="The day of the data, as 2026-03-01.")
]


def day_in(text: str, option: str = "--as-of") -> int:
    """Return the ordinal of a day.

    Examples
    --------
    >>> day_in("2026-03-01"), day_in("1.3.2026")
    (739676, 739676)
    """
    try:
        return date.fromisoformat(iso_day(text)).toordinal()
    except ValueError:
        mend = "Write it as 2026-03-01."
        raise InputError(f"'{text}' is no day", where=option, mend=mend) from None
