"""The degree of internationalisation as ``hanse observe degree`` reads and prints it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hanse.cli.formats import Format, print_frame, print_json
from hanse.cli.observe_money import (
    check_measures,
    money_data,
    money_said,
    starting,
    with_units_named,
)
from hanse.errors import InputError, unknown_name

if TYPE_CHECKING:
    from hanse.observatory.indicators import Indicator
    from hanse.observatory.internationalisation import ClusterDegree, FirmDegree, Paths
    from hanse.observatory.suppression import SuppressionRule
    from hanse.tables.long_table import LongTable
    from hanse.tables.mapping import MappedTable

__all__ = ["Asked", "Tables", "print_clusters", "print_firms", "read_tables"]

NOT_PUBLIC = "a single firm's number, not for publication"
OF_FIRMS = ("export_share", "transnationality", "modes", "markets", "foreign_sales_growth")


@dataclass(frozen=True)
class Asked:
    """What the command was asked for; empty where it was not."""

    firms: Path
    map: Path | None
    markets: Path | None
    markets_map: Path | None
    country: str
    cluster: str
    year: str


@dataclass(frozen=True)
class Tables:
    """The files up to the year that is looked at.

    Attributes
    ----------
    read : dict of str to MappedTable
        ``firms`` and, where there is one, ``markets``, as they were read.
    until : dict of str to LongTable
        ``firms`` and, where there is one, ``markets``, up to the year.
    home : str
        Alpha-3 code, empty if no country is named.
    cluster, year : str
        What is looked at; the cluster may be empty.
    """

    read: Mapping[str, MappedTable]
    until: Mapping[str, LongTable]
    home: str
    cluster: str
    year: str

    @property
    def firms(self) -> MappedTable:
        """The file of firms, all years."""
        return self.read["firms"]

    @property
    def measured(self) -> dict[str, Any]:
        """What the measures of both levels take beside the firms."""
        markets = self.until.get("markets")
        far = _kilometres() if self.home and markets is not None else None
        money = self.firms.money
        return {"markets": markets, "home": self.home, "distances": far, "money": money}

    @property
    def cards(self) -> Mapping[str, Indicator]:
        """The cards of the indicators, in the units of the files."""
        from hanse.observatory.indicators import indicators
        from hanse.study.observatory_abroad import with_units

        return with_units(indicators(), self.firms.money)


def read_tables(asked: Asked) -> Tables:
    """Return the files under our names.

    Raises
    ------
    InputError
        If a file cannot be used, or there is no such country, cluster or year.
    """
    from hanse.observatory.internationalisation import FIRMS, MARKETS
    from hanse.tables.countries import country_code
    from hanse.tables.mapping import read_mapped

    if asked.markets_map is not None and asked.markets is None:
        mend = "Name the file of markets: --markets FILE."
        raise InputError("there is no file of markets", where="--markets-map", mend=mend)
    home = country_code(asked.country, where="--country") if asked.country else ""
    with starting(asked.firms, "firms", has_map=asked.map is not None):
        firms = read_mapped(asked.firms, FIRMS, asked.map)
    clusters, years = (firms.table.key(name).labels for name in ("cluster", "year"))
    if asked.cluster and asked.cluster not in clusters:
        raise unknown_name("cluster", asked.cluster, clusters, where="--cluster")
    if asked.year and asked.year not in years:
        raise unknown_name("year", asked.year, years, where="--year")
    year = asked.year or max(years, key=int)
    read = {"firms": firms}
    if asked.markets is not None:
        with starting(asked.markets, "markets", has_map=asked.markets_map is not None):
            read["markets"] = read_mapped(asked.markets, MARKETS, asked.markets_map)
    until = {name: _until(one.table, year) for name, one in read.items()}
    return Tables(read, until, home, asked.cluster, year)


def _until(table: LongTable, year: str) -> LongTable:
    """Return the rows up to a year."""
    labels = [label for label in table.key("year").labels if int(label) <= int(year)]
    return table.only("year", labels)


def _kilometres() -> LongTable:
    """Return the distances between countries in km."""
    import numpy as np

    from hanse.observatory.distance import default_parts, distance_index

    far = distance_index(default_parts()).to_long()
    return replace(far, values={"km": far.value("km")}).rows(~np.isnan(far.value("km")))


def print_clusters(found: Tables, rule: SuppressionRule, form: Format) -> None:
    """Print the degree of clusters; of one, in sentences."""
    from hanse.observatory.internationalisation import cluster_degree
    from hanse.study.observatory_abroad import cluster_movement
    from hanse.study.observatory_result import with_cards

    made = cluster_degree(found.until["firms"], **found.measured, rule=rule)
    check_measures(made, found.firms)
    if form is Format.TEXT:
        said_all = (str(made), *money_said(found.read, made.notes))
        print("\n".join(_cluster_said(found, made) if found.cluster else said_all))
        return
    own = made.observations()
    own = own.of_units(found.cluster) if found.cluster else own
    if form is Format.CSV:
        print_frame(with_cards(own.to_frame(), found.cards), form)
        return
    said: dict[str, Any] = {"observations": own, "paths": _paths(found, made)}
    if found.cluster:
        said["movement"] = cluster_movement(own, found.cluster, found.cards)
    cards = {name: found.cards[name] for name in own.indicators}
    print_json({**said, "money": money_data(found.read), "indicators": cards})


def _paths(found: Tables, made: ClusterDegree) -> Paths:
    """Return growth and upgrading of the clusters that are looked at."""
    paths = made.paths(year=found.year)
    at = [i for i, name in enumerate(paths.clusters) if found.cluster in ("", name)]
    return replace(
        paths,
        clusters=tuple(paths.clusters[i] for i in at),
        growth=paths.growth[at],
        upgrading=paths.upgrading[at],
        path=tuple(paths.path[i] for i in at),
        reason=tuple(paths.reason[i] for i in at),
    )


def _cluster_said(found: Tables, made: ClusterDegree) -> Iterator[str]:
    """Yield how a cluster moved, whether it grows and upgrades, and what is not covered."""
    from hanse.study.observatory_abroad import cluster_movement

    moved = cluster_movement(made.observations(), found.cluster, found.cards)
    yield str(with_units_named(moved))
    yield f"\n{_paths(found, made)}"
    said = [*map(str, made.gaps), *map(str, made.notes), *money_said(found.read, made.notes)]
    if said:
        yield "\nWhat the data do not cover, and what to know"
        yield from said


def print_firms(found: Tables, form: Format) -> None:
    """Print the numbers of single firms, each time with the word that they are not for others."""
    from hanse.observatory.internationalisation import firm_degree
    from hanse.study.observatory_result import with_cards

    made = firm_degree(found.until["firms"], **found.measured)
    check_measures(made, found.firms)
    if form is Format.TEXT:
        print("\n".join(_firms_said(found, made)))
        return
    frame = made.to_frame()
    if found.cluster:
        frame = frame[frame["cluster"] == found.cluster]
    if form is Format.CSV:
        print_frame(with_cards(frame, found.cards).assign(note=NOT_PUBLIC), form)
        return
    cards = {name: found.cards[name] for name in frame["indicator"].unique()}
    rows = frame.to_dict(orient="records")
    said = {"observations": rows, "money": money_data(found.read), "indicators": cards}
    print_json({"note": NOT_PUBLIC, **said})


def _firms_said(found: Tables, made: FirmDegree) -> Iterator[str]:
    """Yield the numbers of firms in the year, then those of all."""
    from hanse.messages import columns_text

    shown = [one for one in made.measures if one.indicator in OF_FIRMS]
    names = [found.cards[one.indicator].name for one in shown]
    yield f"Firms in {found.year}: {NOT_PUBLIC}"
    rows = list(_firm_rows(found, made, [one.indicator for one in shown]))
    yield columns_text(["cluster", "firm", *names], rows, left=[0, 1])
    yield f"\n{made}"
    yield from money_said(found.read, made.notes)


def _firm_rows(found: Tables, made: FirmDegree, names: Sequence[str]) -> Iterator[list[str]]:
    """Yield the cells of each firm in the year."""
    from hanse.plot.quantities import show_in

    for row, (unit, when, at) in enumerate(
        zip(made.unit.tolist(), made.year.tolist(), made.cluster.tolist(), strict=True)
    ):
        if made.years[when] != found.year or found.cluster not in ("", made.clusters[at]):
            continue
        cells = [
            show_in(float(made.measure(one).value[row]), found.cards[one].unit) for one in names
        ]
        yield [made.clusters[at], made.units[unit], *cells]
