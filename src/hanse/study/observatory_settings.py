"""``[observatory]``: which tables a study has on its clusters and what is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hanse.errors import InputError
from hanse.observatory.specialisation import ClusterDefinition, read_definitions
from hanse.observatory.suppression import SuppressionRule
from hanse.study.observatory_checks import placed
from hanse.study.toml_values import (
    check_keys,
    flag_of,
    names_of,
    number_of,
    table_of,
    text_of,
    whole_of,
)

__all__ = [
    "DistanceSettings",
    "FileSettings",
    "JobsSettings",
    "ObservatorySettings",
    "PeerSettings",
    "TradeSettings",
    "read_observatory",
]

WHERE = "[observatory]"
MAPPED = ("firms", "markets", "organisations", "initiatives")
TABLES = (
    *MAPPED,
    "values",
    "clusters",
    "suppression",
    "peers",
    "jobs",
    "trade",
    "distances",
    "indicators",
)
JOB_COLUMNS = ("region", "industry", "year", "measure", "establishments", "largest", "output")
TRADE_COLUMNS = ("region", "product", "year", "value")


@dataclass(frozen=True)
class FileSettings:
    """A file of the study folder and the mapping that reads it, both empty where there is none."""

    file: str = ""
    map: str = ""
    id: str = ""


@dataclass(frozen=True)
class PeerSettings:
    """``[observatory.peers]``: who the cluster is held against.

    Attributes
    ----------
    clusters : tuple of str, or None
        The peers by name; None takes all other clusters that pass the rest.
    same : tuple of str
        Columns of the table of clusters in which a peer has the same value.
    nearest : int or None
        How many of the nearest by the columns ``by``; None takes all.
    by : tuple of str
        Columns of numbers.
    exclude : tuple of str
        Clusters that are not peers.
    least : int
        From how many peers a percentile is shown.
    """

    clusters: tuple[str, ...] | None = None
    same: tuple[str, ...] = ()
    nearest: int | None = None
    by: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    least: int = 10


@dataclass(frozen=True)
class JobsSettings:
    """``[observatory.jobs]``: what regions have in industries.

    Attributes
    ----------
    file : str
        A long table: region, industry, year and numbers.
    columns : mapping of str to str
        Our column to the name in the file.
    region : str
        The region that the report is about; by default that of the cluster.
    level, total : str or None
        Level of the codes and the code of all industries.
    k : float
        Of the shrunken location quotient.
    stars : str
        A vintage of rules for stars.
    growth_from : str
        First year of growth; by default the first of the file.
    least : float
        Clusters with fewer jobs get no bubble; none are left out of the tables.
    clusters : tuple of ClusterDefinition
        Sets of codes; empty takes the codes themselves.
    focus : str
        Which of the clusters is the one that the report is about; by default the first.
    """

    file: str
    columns: Mapping[str, str] = field(default_factory=dict)
    region: str = ""
    level: str | None = None
    total: str | None = None
    k: float = 0.0
    stars: str = "observatory-first"
    growth_from: str = ""
    clusters: tuple[ClusterDefinition, ...] = ()
    focus: str = ""


@dataclass(frozen=True)
class TradeSettings:
    """``[observatory.trade]``: what regions sell of products."""

    file: str
    columns: Mapping[str, str] = field(default_factory=dict)
    region: str = ""
    year: str = ""
    cut: float = 1.0
    diagonal: str = "one"
    candidates: int = 10
    partners: int = 5


@dataclass(frozen=True)
class DistanceSettings:
    """``[observatory.distances]``: how far each market is.

    Attributes
    ----------
    markets : tuple of str
        Countries that are shown whatever their rank.
    weights : mapping of str to float, or None
        Weight of each part; None takes the usual ones.
    perceived, geodist, flows : str
        A survey of perceived distance; distances of CEPII in place of the packaged ones; flows that
        the index is held against. Empty where there is none.
    """

    markets: tuple[str, ...] = ()
    weights: Mapping[str, float] | None = None
    perceived: str = ""
    geodist: str = ""
    flows: str = ""


@dataclass(frozen=True)
class ObservatorySettings:
    """``[observatory]`` as it was written."""

    cluster: str = ""
    country: str = ""
    year: str = ""
    firms: FileSettings = FileSettings()
    markets: FileSettings = FileSettings()
    organisations: FileSettings = FileSettings()
    initiatives: FileSettings = FileSettings()
    values: FileSettings = FileSettings()
    clusters: FileSettings = FileSettings()
    indicators: str = ""
    suppression: SuppressionRule = field(default_factory=lambda: SuppressionRule(second=True))
    peers: PeerSettings = PeerSettings()
    jobs: JobsSettings | None = None
    trade: TradeSettings | None = None
    distances: DistanceSettings | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """The files that are read, for their hashes."""
        named = []
        for one in (*(getattr(self, name) for name in MAPPED), self.values, self.clusters):
            named += [one.file, one.map]
        named.append(self.indicators)
        named += [one.file for one in (self.jobs, self.trade) if one is not None]
        if self.distances is not None:
            named += [self.distances.perceived, self.distances.geodist, self.distances.flows]
        return tuple(name for name in named if name)


def read_observatory(table: Any) -> ObservatorySettings:
    """Read ``[observatory]``; names of clusters and columns are checked when the tables are read.

    Raises
    ------
    InputError
        If a key is unknown, a value is of the wrong kind, or nothing is named to look at.
    """
    check_keys(table, ("cluster", "country", "year", *TABLES), WHERE)
    files = {name: _file(table, name) for name in (*MAPPED, "values", "clusters") if name in table}
    made = ObservatorySettings(
        cluster=text_of(table, "cluster", WHERE) if "cluster" in table else "",
        country=text_of(table, "country", WHERE) if "country" in table else "",
        year=_year(table, WHERE),
        **files,
        indicators=_indicators(table),
        suppression=_suppression(table.get("suppression", {})),
        peers=_peers(table.get("peers", {})),
        jobs=_jobs(table["jobs"]) if "jobs" in table else None,
        trade=_trade(table["trade"]) if "trade" in table else None,
        distances=_distances(table["distances"]) if "distances" in table else None,
    )
    _check_together(made)
    return made


def _check_together(made: ObservatorySettings) -> None:
    """Refuse settings that need one another and do not have it."""
    if not made.files and made.distances is None:
        raise InputError(
            "no table is named",
            where=WHERE,
            mend='Name one, such as [observatory.firms] with file = "firms.csv".',
        )
    for name in ("markets", "organisations", "initiatives", "values"):
        if getattr(made, name).file and not made.firms.file:
            raise InputError(
                f"{name} without firms",
                where=f"[observatory.{name}]",
                mend='Name the firms: [observatory.firms] with file = "firms.csv".',
            )
    if made.firms.file and not made.cluster:
        raise InputError(
            "there is no cluster",
            where=WHERE,
            mend='Say which one the report is about: cluster = "...".',
        )
    if made.distances is not None and not made.country:
        raise InputError(
            "distances need a country to start from",
            where=WHERE,
            mend='Write country = "Sweden".',
        )


def _file(table: Mapping[str, Any], name: str) -> FileSettings:
    """Return a file with its mapping."""
    where = f"[observatory.{name}]"
    keys = {"clusters": ("file", "id"), "values": ("file",)}.get(name, ("file", "map"))
    inside = _with_file(table[name], keys, where)
    return FileSettings(**{key: text_of(inside, key, where) for key in keys if key in inside})


def _with_file(table: Any, keys: tuple[str, ...], where: str) -> Mapping[str, Any]:
    """Return a table of settings that names a file."""
    check_keys(table, keys, where)
    inside = table_of(table, where)
    if not inside.get("file"):
        raise InputError("there is no file", where=where, mend='Write file = "...".')
    text_of(inside, "file", where)
    return inside


def _year(table: Mapping[str, Any], where: str, key: str = "year", example: str = "2024") -> str:
    """Return a year or level as text, whether it is written with quotes or not."""
    value = table.get(key, "")
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise InputError(f"{key} is {value!r}", where=where, mend=f"Write {key} = {example}.")
    return str(value)


def _indicators(table: Mapping[str, Any]) -> str:
    """Return the file of the user's own indicators."""
    where = "[observatory.indicators]"
    if "indicators" not in table:
        return ""
    return text_of(_with_file(table["indicators"], ("file",), where), "file", where)


def _suppression(table: Any) -> SuppressionRule:
    """Return when a number is hidden."""
    where = "[observatory.suppression]"
    check_keys(table, ("minimum_firms", "largest_share", "second"), where)
    least = whole_of(table, "minimum_firms", 3, where)
    share = float(number_of(table, "largest_share", 0.85, where))
    second = flag_of(table, "second", True, where)
    with placed(where):
        return SuppressionRule(least, share, second=second)


def _peers(table: Any) -> PeerSettings:
    """Return who the cluster is held against."""
    where = "[observatory.peers]"
    check_keys(table, ("clusters", "same", "nearest", "by", "exclude", "least"), where)
    return PeerSettings(
        clusters=names_of(table, "clusters", where),
        same=names_of(table, "same", where) or (),
        nearest=whole_of(table, "nearest", 1, where) if "nearest" in table else None,
        by=names_of(table, "by", where) or (),
        exclude=names_of(table, "exclude", where) or (),
        least=whole_of(table, "least", 10, where),
    )


def _jobs(table: Any) -> JobsSettings:
    """Return what is asked of the table of industries."""
    where = "[observatory.jobs]"
    texts = ("region", "total", "stars", "focus")
    keys = ("file", "columns", "k", "level", "growth_from", "clusters", *texts)
    inside = _with_file(table, keys, where)
    return JobsSettings(
        file=inside["file"],
        columns=_columns(inside, JOB_COLUMNS, where),
        k=float(number_of(inside, "k", 0.0, where)),
        growth_from=_year(inside, where, "growth_from"),
        level=_year(inside, where, "level", "2") or None,
        clusters=read_definitions(
            table_of(inside.get("clusters", {}), "[observatory.jobs.clusters]"),
            where="[observatory.jobs.clusters]",
        ),
        **{key: text_of(inside, key, where) for key in texts if key in inside},
    )


def _trade(table: Any) -> TradeSettings:
    """Return what is asked of the table of products."""
    where = "[observatory.trade]"
    keys = ("file", "columns", "region", "year", "cut", "diagonal", "candidates", "partners")
    inside = _with_file(table, keys, where)
    return TradeSettings(
        file=inside["file"],
        columns=_columns(inside, TRADE_COLUMNS, where),
        year=_year(inside, where),
        cut=float(number_of(inside, "cut", 1.0, where)),
        candidates=whole_of(inside, "candidates", 10, where),
        partners=whole_of(inside, "partners", 5, where),
        **{key: text_of(inside, key, where) for key in ("region", "diagonal") if key in inside},
    )


def _columns(table: Mapping[str, Any], known: tuple[str, ...], where: str) -> dict[str, str]:
    """Return our column → theirs."""
    inside = table_of(table.get("columns", {}), where)
    place = f"{where[:-1]}.columns]"
    check_keys(inside, known, place)
    return {name: text_of(inside, name, place) for name in inside}


def _distances(table: Any) -> DistanceSettings:
    """Return what is asked of distances."""
    where = "[observatory.distances]"
    files = ("perceived", "geodist", "flows")
    check_keys(table, ("markets", "weights", *files), where)
    weights = None
    if "weights" in table:
        place = "[observatory.distances.weights]"
        given = table_of(table["weights"], place)
        weights = {name: float(number_of(given, name, 0.0, place)) for name in given}
    return DistanceSettings(
        markets=names_of(table, "markets", where) or (),
        weights=weights,
        **{key: text_of(table, key, where) for key in files if key in table},
    )
