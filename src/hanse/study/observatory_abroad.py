"""How far clusters work abroad: the tables of ``[observatory]`` read and measured by level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from hanse.errors import InputError, unknown_name
from hanse.observatory.benchmark import Benchmark, Peers, benchmark, choose_peers
from hanse.observatory.indicators import Indicator, indicators, read_indicators
from hanse.observatory.internationalisation import (
    FIRMS,
    INITIATIVES,
    MARKETS,
    ORGANISATIONS,
    ClusterDegree,
    InitiativeDegree,
    Levels,
    Move,
    Movement,
    OrganisationDegree,
    Paths,
    cluster_degree,
    initiative_degree,
    levels,
    movement,
    organisation_degree,
)
from hanse.observatory.observations import Observations
from hanse.study.observatory_checks import check_clusters, check_money, placed
from hanse.study.observatory_own import own_values
from hanse.study.observatory_settings import FileSettings, ObservatorySettings
from hanse.study.toml_values import file_of
from hanse.tables import CaseTable, read_cases
from hanse.tables.long_table import LongTable
from hanse.tables.mapping import MappedTable, MoneyBasis, Schema, read_mapped

__all__ = [
    "AbroadRun",
    "ClusterFacts",
    "cluster_movement",
    "read_clusters",
    "run_abroad",
    "with_units",
]

WHERE = "[observatory]"


@dataclass(frozen=True)
class AbroadRun:
    """All answers on how far clusters work abroad; None where the study has no table for one.

    Attributes
    ----------
    cluster, year : str
        The cluster and the year that the report is about.
    catalogue : mapping of str to Indicator
        The cards of the indicators, the user's own among them.
    observations : Observations
        Of clusters, organisations and initiatives; no firm's.
    """

    cluster: str
    year: str
    firms: MappedTable
    markets: MappedTable | None
    catalogue: Mapping[str, Indicator]
    degree: ClusterDegree
    organisations: OrganisationDegree | None
    initiatives: InitiativeDegree | None
    budgets: MoneyBasis | None
    levels: Levels
    observations: Observations
    movement: Movement
    paths: Paths
    peers: Peers
    benchmark: Benchmark | None


@dataclass(frozen=True)
class ClusterFacts:
    """The table of clusters, for peers, maps and the region of the cluster."""

    table: CaseTable

    def text(self, cluster: str, column: str) -> str:
        """Return a cell as text, empty where there is no such column or cluster."""
        names = {one.name: one for one in self.table.columns}
        if column not in names or cluster not in self.table.cases:
            return ""
        value = names[column].values[self.table.cases.index(cluster)]
        return "" if value is None else str(value)


def read_clusters(folder: Path, settings: ObservatorySettings) -> ClusterFacts | None:
    """Return the table of clusters, None where the study has none."""
    if not settings.clusters.file:
        return None
    path = _inside(folder, settings.clusters.file, "clusters")
    made = ClusterFacts(read_cases(path, id=settings.clusters.id or "cluster"))
    if settings.cluster and settings.cluster not in made.table.cases:
        raise unknown_name("cluster", settings.cluster, made.table.cases, where=f"{WHERE} cluster")
    check_clusters(made.table, country=bool(settings.country))
    return made


def run_abroad(
    folder: Path,
    settings: ObservatorySettings,
    facts: ClusterFacts | None,
    *,
    distances: LongTable | None,
) -> AbroadRun:
    """Read the tables of firms, markets, organisations and initiatives and measure every level.

    Parameters
    ----------
    folder : Path
        The study folder.
    settings : ObservatorySettings
        ``[observatory]`` with firms.
    facts : ClusterFacts, optional
        What is known of each cluster, for the choice of peers.
    distances : LongTable, optional
        Distances between countries, for the distance-weighted breadth.

    Raises
    ------
    InputError
        If a file, a name or a value cannot be used.
    """
    files = _read(folder, settings)
    check_money(files)
    firms, year = files["firms"], _year(settings, files["firms"])
    tables = {name: one.table for name, one in files.items()}
    degree = _degree(tables, firms, settings, facts, distances, year)
    made, reached = _others(tables, firms.table, settings)
    catalogue = with_units(
        _catalogue(folder, settings), firms.money, _money(files.get("initiatives"))
    )
    measured = [one.observations() for one in (degree, made, reached) if one is not None]
    own = own_values(folder, settings, catalogue, degree, year)
    observed = Observations.joined([*measured, *own])
    peers = _peers(settings, facts, degree.units)
    return AbroadRun(
        cluster=settings.cluster,
        year=year,
        firms=firms,
        markets=files.get("markets"),
        catalogue=catalogue,
        degree=degree,
        organisations=made,
        initiatives=reached,
        budgets=_money(files.get("initiatives")),
        levels=_levels(tables, facts),
        observations=observed,
        movement=cluster_movement(observed, settings.cluster, catalogue),
        paths=degree.paths(year=year),
        peers=peers,
        benchmark=_benchmark(observed, settings, peers, catalogue),
    )


def _degree(
    tables: Mapping[str, LongTable],
    firms: MappedTable,
    settings: ObservatorySettings,
    facts: ClusterFacts | None,
    distances: LongTable | None,
    year: str,
) -> ClusterDegree:
    """Return the degree of the clusters up to a year."""
    markets = _until(tables["markets"], year) if "markets" in tables else None
    return cluster_degree(
        _until(firms.table, year),
        markets,
        home=_homes(settings, facts, firms.table),
        distances=None if markets is None else distances,
        money=firms.money,
        rule=settings.suppression,
    )


def _money(table: MappedTable | None) -> MoneyBasis | None:
    """Return in which money a table is, None where there is no table."""
    return None if table is None else table.money


def _others(
    tables: Mapping[str, LongTable], firms: LongTable, settings: ObservatorySettings
) -> tuple[OrganisationDegree | None, InitiativeDegree | None]:
    """Return the degree of organisations and of initiatives, None where there is no table."""
    made = reached = None
    if "organisations" in tables:
        made = organisation_degree(tables["organisations"])
    if "initiatives" in tables:
        reached = initiative_degree(tables["initiatives"], firms, rule=settings.suppression)
    return made, reached


def _read(folder: Path, settings: ObservatorySettings) -> dict[str, MappedTable]:
    """Return the tables that the study names, under our names."""
    schemas = {
        "firms": FIRMS,
        "markets": MARKETS,
        "organisations": ORGANISATIONS,
        "initiatives": INITIATIVES,
    }
    return {
        name: _mapped(folder, getattr(settings, name), schema, name)
        for name, schema in schemas.items()
        if getattr(settings, name).file
    }


def _year(settings: ObservatorySettings, firms: MappedTable) -> str:
    """Return the year that is looked at; refuse a cluster or year that the firms do not have."""
    known = firms.table.key("cluster").labels
    if settings.cluster not in known:
        raise unknown_name("cluster", settings.cluster, known, where=f"{WHERE} cluster")
    years = firms.table.key("year").labels
    if settings.year and settings.year not in years:
        raise unknown_name("year", settings.year, years, where=f"{WHERE} year")
    year = settings.year or max(years, key=int)
    own = firms.table.only("cluster", settings.cluster).key("year").labels
    if year not in own:
        raise InputError(
            f"'{settings.cluster}' has no firms in {year}",
            where=f"{WHERE} year, {firms.table.file}",
            mend=f"Choose one of its years: {', '.join(own)}.",
        )
    return year


def _homes(
    settings: ObservatorySettings, facts: ClusterFacts | None, firms: LongTable
) -> str | dict[str, str]:
    """Return the country of each cluster where the table of clusters says it, else the study's."""
    if facts is None or not settings.country:
        return settings.country
    clusters = firms.key("cluster").labels
    return {name: facts.text(name, "country") or settings.country for name in clusters}


def _catalogue(folder: Path, settings: ObservatorySettings) -> Mapping[str, Indicator]:
    """Return the cards of the indicators, the user's own among them."""
    if not settings.indicators:
        return indicators()
    return read_indicators(_inside(folder, settings.indicators, "indicators"))


def cluster_movement(
    observed: Observations, cluster: str, catalogue: Mapping[str, Indicator]
) -> Movement:
    """Return how the cluster moved, in the units of this study."""
    made = movement(observed, cluster)
    return replace(made, moves=tuple(_named(one, catalogue[one.indicator]) for one in made.moves))


def _named(move: Move, card: Indicator) -> Move:
    """Return a move with the name and the unit of its card."""
    return replace(move, name=card.name, unit=card.unit)


def with_units(
    catalogue: Mapping[str, Indicator],
    money: MoneyBasis | None,
    budgets: MoneyBasis | None = None,
) -> Mapping[str, Indicator]:
    """Return the cards with the units of this study: its money, that of budgets, and km."""
    units = {"distance_breadth": "km", "cluster_distance_breadth": "km"}
    for name, one in catalogue.items():
        stated = budgets if one.level == "initiative" else money
        if one.unit.startswith("money") and stated is not None and stated.currency:
            units[name] = f"{stated.currency} of {stated.year or 'the year'}"
    return {
        name: replace(one, unit=units[name]) if name in units else one
        for name, one in catalogue.items()
    }


def _levels(tables: Mapping[str, LongTable], facts: ClusterFacts | None) -> Levels:
    """Return the three levels with their links."""
    return levels(
        tables["firms"],
        tables.get("organisations"),
        tables.get("initiatives"),
        facts.table.cases if facts is not None else None,
    )


def _mapped(folder: Path, given: FileSettings, schema: Schema, name: str) -> MappedTable:
    """Return a table of the user's under our names."""
    path = _inside(folder, given.file, name)
    return read_mapped(path, schema, _inside(folder, given.map, name) if given.map else None)


def _inside(folder: Path, name: str, key: str) -> Path:
    """Return the path of a file of the study."""
    return file_of(folder, name, f"[observatory.{key}]")


def _until(table: LongTable, year: str) -> LongTable:
    """Return the rows up to a year."""
    labels = [label for label in table.key("year").labels if int(label) <= int(year)]
    return table.only("year", labels)


def _peers(
    settings: ObservatorySettings, facts: ClusterFacts | None, clusters: tuple[str, ...]
) -> Peers:
    """Return who the cluster is held against: the clusters that the settings choose."""
    asked = settings.peers
    needs = [*asked.same, *asked.by]
    if needs and facts is None:
        raise InputError(
            f"peers are chosen by {needs[0]}, and there is no table of clusters",
            where="[observatory.peers]",
            mend='Name one: [observatory.clusters] with file = "clusters.csv".',
        )
    known: CaseTable | tuple[str, ...] = clusters
    if needs and facts is not None:
        known = facts.table.select([one for one in facts.table.cases if one in clusters])
    with placed("[observatory.peers]"):
        return choose_peers(
            known,
            settings.cluster,
            same=asked.same,
            nearest=asked.nearest,
            by=asked.by,
            names=asked.clusters,
            exclude=asked.exclude,
        )


def _benchmark(
    observed: Observations,
    settings: ObservatorySettings,
    peers: Peers,
    catalogue: Mapping[str, Indicator],
) -> Benchmark | None:
    """Return the cluster among its peers, None where it has none."""
    if not len(peers):
        return None
    least = settings.peers.least
    return benchmark(observed, settings.cluster, peers=peers, catalogue=catalogue, least=least)
