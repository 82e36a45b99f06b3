"""``hanse markets waves``: earlier entries against distance."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hanse.cli.formats import Format
from hanse.cli.markets_input import (
    PLACES,
    WORDS,
    All,
    Complements,
    Distances,
    Home,
    Leap,
    Map,
    Rings,
    leap_rule,
    looked_at,
    print_found,
    read_markets,
    rings_of,
)
from hanse.cli.observe_input import As, from_one, in_options

__all__ = ["waves"]

Own = Annotated[
    Path, typer.Option("--own", metavar="FILE", help="Markets with the wave or year of entry.")
]
Late = Annotated[
    int, typer.Option("--late", help="So many waves after the first of its ring is late.")
]


def waves(
    home: Home,
    own: Own,
    complements: Complements = None,
    distances: Distances = None,
    maps: Map = [],  # noqa: B006  # typer reads it, nothing writes to it
    rings: Rings = "3",
    leap: Leap = [],  # noqa: B006
    late: Late = 2,
    every: All = False,
    form: As = Format.TEXT,
) -> None:
    """Print which entries went from near to far, which were leaps, and which came late."""
    from hanse.partners.market_path import waves as report

    from_one(late, "--late")
    files = {"distances": distances, "own": own, "complements": complements}
    with in_options({**PLACES, "waves": "--own"}, words=WORDS):
        rule = leap_rule(leap)
        table = read_markets(home, files, maps)
        among = looked_at(table, every=every)
        found = report(table, rings=rings_of(rings), rule=rule, late=late, among=among)
    print_found(found, form, notes=table.notes)
