"""``hanse markets path``: which links exist, which market is next, which leaps are justified."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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
    columns_of,
    compared,
    elsewhere_of,
    leap_rule,
    looked_at,
    number_in,
    print_found,
    read_markets,
    rings_of,
)
from hanse.cli.observe_input import As, Figure, in_options, pairs_of
from hanse.cli.pictures import check_picture, tell_picture, write_picture

if TYPE_CHECKING:
    from hanse.partners.market_path import MarketPath, PathMarket, PathWeights
    from hanse.plot import Picture

__all__ = ["path", "picture_of_path"]

Own = Annotated[
    Path | None,
    typer.Option("--own", metavar="FILE", help="Markets entered or with ties; see the docs."),
]
Attraction = Annotated[
    Path | None,
    typer.Option("--attraction", metavar="FILE", help="What draws you: a row for each market."),
]
Columns = Annotated[
    str, typer.Option("--columns", metavar="A,B=0.5", help="Its columns that count; else all.")
]
Logs = Annotated[
    list[str], typer.Option("--log", metavar="COLUMN", help="Take its logarithm; repeat it.")
]
Blocked = Annotated[
    Path | None, typer.Option("--blocked", metavar="FILE", help="Closed markets and why.")
]
Weight = Annotated[
    list[str],
    typer.Option("--weight", metavar="PART=NUMBER", help="Weight of a part; repeat it."),
]
Elsewhere = Annotated[
    str, typer.Option("--elsewhere", help="Of markets not listed: 0 to 1, or unknown; else 0.")
]


def path(
    home: Home,
    own: Own = None,
    attraction: Attraction = None,
    columns: Columns = "",
    log: Logs = [],  # noqa: B006  # typer reads it, nothing writes to it
    complements: Complements = None,
    elsewhere: Elsewhere = "",
    blocked: Blocked = None,
    distances: Distances = None,
    maps: Map = [],  # noqa: B006
    weight: Weight = [],  # noqa: B006
    rings: Rings = "3",
    leap: Leap = [],  # noqa: B006
    every: All = False,
    form: As = Format.TEXT,
    figure: Figure = None,
) -> None:
    """Print where to go next: links, the next step, leaps, and what the order hangs on."""
    from hanse.partners.market_path import market_path

    check_picture(figure)
    chosen = columns_of(attraction, columns, maps)
    other = elsewhere_of(elsewhere, has_complements=complements is not None)
    files = {"distances": distances, "own": own, "attraction": attraction}
    files |= {"complements": complements, "blocked": blocked}
    with in_options({**PLACES, "attraction": "--columns, --log"}, words=WORDS):
        weights, rule = _weights(weight), leap_rule(leap)
        table = read_markets(home, files, maps, tuple(chosen))
        asked: dict[str, Any] = {
            "weights": weights,
            "rule": rule,
            "among": looked_at(table, every=every),
        }
        asked |= {"rings": rings_of(rings), "attraction_weights": chosen or None}
        asked["ranked"] = compared(table) if attraction is not None else None
        found = market_path(table, **asked, logs=tuple(log), elsewhere=other)
    _draw(found, figure)
    print_found(found, form)
    tell_picture(figure, form)


def _draw(found: MarketPath, figure: Path | None) -> None:
    """Write the picture where one is asked for."""
    if figure is not None:
        with in_options({"rings of markets": "--figure"}):
            write_picture(picture_of_path(found), figure)


def _weights(given: Sequence[str]) -> PathWeights:
    """Return the weights of the parts; those that are not named keep theirs."""
    from hanse.partners.market_path import PARTS, PathWeights

    pairs = pairs_of(given, option="--weight", kind="part", example="distance=1", known=PARTS)
    return PathWeights(**{name: number_in("--weight", name, x) for name, x in pairs.items()})


def picture_of_path(found: MarketPath) -> Picture:
    """Return the rings of markets on a map, with the links, the next step and the leaps."""
    from hanse.messages import join_names
    from hanse.plot import RingMarket, market_rings
    from hanse.tables.countries import country_name

    steps = {found.next_in_ring, found.next_in_reach}
    markets = [
        RingMarket(one.market, one.ring, _level(one), one.market in steps, bool(one.leap))
        for one in found.markets
    ]
    notes = []
    if any(one.status == "entered" and not one.level for one in found.markets):
        notes.append("Markets that were entered are drawn as contact where no level is known.")
    closed = [one.market for one in found.of("blocked")]
    if closed:
        notes.append(f"Blocked: {join_names([country_name(code) for code in closed])}.")
    title = f"Markets from {country_name(found.home)}: near to far, and where to go next"
    return market_rings(markets, home=found.home, title=title, note=" ".join(notes))


def _level(one: PathMarket) -> str:
    """Return the level of a market; an entry or a tie without one is at least a contact."""
    if one.level:
        return one.level
    return "contact" if one.status == "entered" or one.ties > 0 else ""
