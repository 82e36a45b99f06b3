"""``hanse actors markets``: in which markets the cluster is an insider, and what that rests on."""

from __future__ import annotations

from typing import Annotated

import typer

from hanse.cli.actors_input import Asked, AsOf, Cluster, Country, Day, Folder, HalfLife, Years
from hanse.cli.actors_open import open_actors
from hanse.cli.formats import Format, print_answer
from hanse.cli.observe_input import As, in_options
from hanse.errors import InputError

__all__ = ["markets"]

Market = Annotated[
    list[str],
    typer.Option("--market", help="A country by name or code; repeat it. Else all of the log."),
]
OverTime = Annotated[
    bool, typer.Option("--over-time", help="At the ends of years instead, and who moved.")
]


def markets(
    folder: Folder,
    market: Market = [],  # noqa: B006  # typer reads it, nothing writes to it
    over_time: OverTime = False,
    year: Years = [],  # noqa: B006
    day: Day = "",
    cluster: Cluster = "",
    country: Country = "",
    as_of: AsOf = "",
    half_life: HalfLife = None,
    form: As = Format.TEXT,
) -> None:
    """Print where the cluster is insider, connected, in contact or outsider, and why."""
    from hanse.actors.position import market_positions, market_positions_over_time
    from hanse.tables.countries import country_code

    if year and not over_time:
        raise InputError("asks for years", where="--year", mend="Add --over-time, or take --day.")
    if day and over_time:
        raise InputError("asks for one day", where="--day", mend="Take --year with --over-time.")
    codes = [country_code(one, where="--market") for one in market] or None
    opened = open_actors(Asked(folder, cluster, country, as_of, half_life))
    log, rule = opened.log, opened.settings.markets
    if codes is None and not set(log.actors.countries) - {"", log.home}:
        what = "no actor abroad is in the tables, so there is no market"
        raise InputError(what, where=str(folder), mend="Name one with --market.")
    words = {"as its ISO code of three letters, such as FIN": "by its name or code"}
    with in_options({"market positions": "--market"}, words=words):
        if over_time:
            days, ties = opened.days(year), opened.settings.ties
            moved = market_positions_over_time(log, days, tie_rule=ties, markets=codes, rule=rule)
            print_answer(moved, form)
            return
        found = market_positions(log, opened.ties(day), markets=codes, rule=rule)
    print_answer(found, form)
    if form is Format.TEXT:
        print("\nWhat each position rests on, and what lacks")
        print("\n".join(f"- {found.reason(row.market)}" for row in found.rows))
