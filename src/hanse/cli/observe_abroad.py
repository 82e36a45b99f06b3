"""``hanse observe degree`` and ``benchmark``: how far clusters work abroad, and against whom."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from hanse.cli.formats import Format
from hanse.cli.observe_input import As, Figure, from_one, in_options
from hanse.cli.pictures import check_picture, tell_picture, write_picture

__all__ = ["benchmark", "degree"]


class Level(StrEnum):
    """Whose numbers are printed."""

    CLUSTER = "cluster"
    FIRM = "firm"


Firms = Annotated[
    Path, typer.Argument(metavar="FIRMS", help="A row for each firm and year: CSV or Excel.")
]
Map = Annotated[
    Path | None, typer.Option("--map", metavar="M.toml", help="Which of its columns is which.")
]
Markets = Annotated[
    Path | None,
    typer.Option("--markets", metavar="FILE", help="A row for each firm, year and country."),
]
MarketsMap = Annotated[
    Path | None, typer.Option("--markets-map", metavar="M.toml", help="The same for markets.")
]
Country = Annotated[
    str, typer.Option("--country", help="Where the clusters are: a name or a code.")
]
Cluster = Annotated[str, typer.Option("--cluster", help="One cluster, in sentences.")]
Until = Annotated[str, typer.Option("--year", help="Up to which year; else the last.")]
MinimumFirms = Annotated[
    int, typer.Option("--minimum-firms", help="Numbers of fewer firms are hidden.")
]
LargestShare = Annotated[
    float, typer.Option("--largest-share", help="Sums are hidden if one firm has more.")
]

Observed = Annotated[
    Path,
    typer.Argument(
        metavar="OBSERVATIONS.csv",
        help="What `hanse observe degree --format csv` or a study has written.",
    ),
]
Unit = Annotated[str, typer.Argument(metavar="UNIT", help="The one that is compared.")]
Named = Annotated[
    list[str], typer.Option("--peers", help="One of its peers; repeat it. Else all others.")
]
Clusters = Annotated[
    Path | None,
    typer.Option("--clusters", metavar="FILE", help="What is known of each: a row for each."),
]
Same = Annotated[
    list[str], typer.Option("--same", help="Column in which peers have the same; repeat it.")
]
Nearest = Annotated[
    int | None, typer.Option("--nearest", help="How many, the nearest in the columns --by.")
]
By = Annotated[list[str], typer.Option("--by", help="Column of numbers to be near in; repeat it.")]
Cards = Annotated[
    Path | None,
    typer.Option("--indicators", metavar="FILE.toml", help="Your own indicators, too."),
]
Whose = Annotated[str, typer.Option("--level", help="What the units are.")]
Year = Annotated[str, typer.Option("--year", help="The year; else the last.")]
Least = Annotated[int, typer.Option("--least", help="From how many peers a percentile is shown.")]


def degree(
    firms: Firms,
    map: Map = None,
    markets: Markets = None,
    markets_map: MarketsMap = None,
    country: Country = "",
    level: Annotated[Level, typer.Option("--level", help="Whose numbers.")] = Level.CLUSTER,
    cluster: Cluster = "",
    year: Until = "",
    minimum_firms: MinimumFirms = 3,
    largest_share: LargestShare = 0.85,
    form: As = Format.TEXT,
) -> None:
    """Print how far clusters work abroad, year by year."""
    from hanse.cli.observe_degree import Asked, print_clusters, print_firms, read_tables
    from hanse.observatory.suppression import SuppressionRule

    from_one(minimum_firms, "--minimum-firms")
    with in_options({"": "--largest-share"}):
        rule = SuppressionRule(minimum_firms, largest_share)
    asked = Asked(firms, map, markets, markets_map, country, cluster, year)
    found = read_tables(asked)
    if level is Level.FIRM:
        print_firms(found, form)
    else:
        print_clusters(found, rule, form)


def benchmark(
    observations: Observed,
    unit: Unit,
    peers: Named = [],  # noqa: B006  # typer reads it, nothing writes to it
    clusters: Clusters = None,
    same: Same = [],  # noqa: B006
    nearest: Nearest = None,
    by: By = [],  # noqa: B006
    indicators: Cards = None,
    level: Whose = "cluster",
    year: Year = "",
    least: Least = 10,
    form: As = Format.TEXT,
    figure: Figure = None,
) -> None:
    """Print where a cluster stands among its peers."""
    from hanse.cli.observe_peers import Chosen, compared, print_benchmark, read_observations

    check_picture(figure)
    read = read_observations(observations, indicators)
    chosen = Chosen(unit, tuple(peers), clusters, tuple(same), nearest, tuple(by))
    found, when = compared(read, chosen, level=level, year=year, least=least)
    if figure is not None:
        from hanse.study.observatory_pictures import peer_strips

        strips = peer_strips(found, read.observations, year=when)
        assert strips is not None  # a unit of the file has an indicator in each of its years
        write_picture(strips, figure)
    print_benchmark(found, when, form)
    tell_picture(figure, form)
