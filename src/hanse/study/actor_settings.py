"""``[actors]``: the tables of actors and interactions of a study, and what is asked of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR
from typing import Any

from hanse.actors.gaps import Logged
from hanse.actors.position import MarketRule
from hanse.actors.sides import gap
from hanse.actors.strength import RelationshipRule, TieRule
from hanse.actors.tables import EXCHANGES
from hanse.errors import InputError
from hanse.study.observatory_checks import placed
from hanse.study.toml_values import check_keys, number_of, seed_of, table_of, text_of, whole_of

__all__ = ["ActorFile", "ActorSettings", "GapSettings", "read_actor_settings"]

WHERE = "[actors]"
LOGS = ("actors", "episodes", "relationships", "atmosphere", "activities", "answers")
OTHER = ("distinct",)
SHEETS = (*LOGS[1:], *OTHER)  # of a workbook of actors, read without being named


@dataclass(frozen=True)
class ActorFile:
    """A file of the study folder and the mapping that reads it, empty where there is none."""

    file: str = ""
    map: str = ""


@dataclass(frozen=True)
class GapSettings:
    """``[actors.gaps]``: what the seven gaps are held against.

    Attributes
    ----------
    targets : mapping of str to float
        Density that is aimed at, by the key of the gap.
    peers : mapping of str to tuple of float
        Densities of peers, by the key of the gap.
    logged : Logged
        How much of what happens is logged.
    least : int
        Answers from which a mean of the survey is shown.
    proposals : int
        Missing ties that are named for each gap.
    years : tuple of int
        Years at whose ends the gaps are measured; empty for every year of the log.
    window : int
        Days after an activity in which its effect is looked for.
    seed : int
        Of everything that is drawn at random.
    """

    targets: Mapping[str, float]
    peers: Mapping[str, tuple[float, ...]]
    logged: Logged
    least: int = 5
    proposals: int = 5
    years: tuple[int, ...] = ()
    window: int = 365
    seed: int = 0


@dataclass(frozen=True)
class ActorSettings:
    """``[actors]`` as it was written.

    Attributes
    ----------
    cluster, country : str
        The own cluster, and where it is.
    organisation : str
        The actor that is the cluster organisation; empty for the one with that role.
    tables : mapping of str to ActorFile
        The files that are named.
    ties : TieRule
        How episodes become ties.
    gaps : GapSettings
        What the gaps are held against.
    markets : MarketRule
        When the cluster is an insider of a market.
    """

    cluster: str
    country: str
    organisation: str
    tables: Mapping[str, ActorFile]
    ties: TieRule
    gaps: GapSettings
    markets: MarketRule

    @property
    def files(self) -> tuple[str, ...]:
        """The files that are read, for their hashes."""
        named = [name for one in self.tables.values() for name in (one.file, one.map)]
        return tuple(name for name in named if name)


def read_actor_settings(table: Any) -> ActorSettings:
    """Read ``[actors]``; names of actors are checked when the tables are read.

    Raises
    ------
    InputError
        If a key is unknown, a value is of the wrong kind, or a table that is needed is not named.
    """
    keys = ("cluster", "country", "organisation", "file", "map", *LOGS[1:], *OTHER)
    check_keys(table, (*keys, "ties", "gaps", "markets"), WHERE)
    for key, example in (("file", "actors.csv"), ("country", "Sweden")):
        if not table.get(key):
            raise InputError(f"there is no {key}", where=WHERE, mend=f'Write {key} = "{example}".')
    files = {"actors": _file({key: table[key] for key in ("file", "map") if key in table}, WHERE)}
    for name in (*LOGS[1:], *OTHER):
        if name in table:
            files[name] = _file(table[name], f"[actors.{name}]")
    texts = {key: text_of(table, key, WHERE) for key in keys[:3] if key in table}
    return ActorSettings(
        cluster=texts.get("cluster", ""),
        country=texts["country"],
        organisation=texts.get("organisation", ""),
        tables=files,
        ties=_ties(table.get("ties", {})),
        gaps=_gaps(table.get("gaps", {})),
        markets=_markets(table.get("markets", {})),
    )


def _file(table: Any, where: str) -> ActorFile:
    """Return a file with its mapping."""
    if where != WHERE:
        check_keys(table, ("file", "map"), where)
    inside = table_of(table, where)
    if not inside.get("file"):
        example = f"{where.strip('[]').rpartition('.')[2]}.csv"
        raise InputError("there is no file", where=where, mend=f'Write file = "{example}".')
    return ActorFile(**{key: text_of(inside, key, where) for key in inside})


def _ties(table: Any) -> TieRule:
    """Return how episodes become ties."""
    where = "[actors.ties]"
    numbers = ("half_life", "least")
    check_keys(table, (*numbers, "weights", "relationship_days", "relationship_episodes"), where)
    usual = TieRule()
    weights = None
    if "weights" in table:
        place = "[actors.ties.weights]"
        check_keys(table["weights"], EXCHANGES, place)
        weights = {
            name: float(number_of(table["weights"], name, 1.0, place)) for name in table["weights"]
        }
    rule = usual.relationship
    days = whole_of(table, "relationship_days", rule.days, where)
    episodes = whole_of(table, "relationship_episodes", rule.episodes, where)
    with placed(where):
        return TieRule(
            half_life=float(number_of(table, "half_life", usual.half_life, where)),
            weights=weights,
            least=float(number_of(table, "least", usual.least, where)),
            relationship=RelationshipRule(days, episodes),
        )


def _gaps(table: Any) -> GapSettings:
    """Return what the gaps are held against."""
    where = "[actors.gaps]"
    wholes = ("least", "proposals", "window")
    check_keys(table, (*wholes, "seed", "targets", "peers", "logged", "audit", "years"), where)
    found = {key: whole_of(table, key, getattr(GapSettings, key), where) for key in wholes}
    return GapSettings(
        targets=_densities(table.get("targets", {}), f"{where[:-1]}.targets]"),
        peers=_peers(table_of(table.get("peers", {}), f"{where[:-1]}.peers]")),
        logged=_logged(table, where),
        years=_years(table, where),
        seed=seed_of(table, where),
        **found,
    )


def _peers(table: Mapping[str, Any]) -> dict[str, tuple[float, ...]]:
    """Return the densities of all peers by gap; the table names a peer and its density by gap."""
    found: dict[str, tuple[float, ...]] = {}
    for name, one in table.items():
        for key, value in _densities(one, f"[actors.gaps.peers.{name}]").items():
            found[key] = (*found.get(key, ()), value)
    return found


def _densities(table: Any, where: str) -> dict[str, float]:
    """Return a density above 0 for each gap that is named."""
    found: dict[str, float] = {}
    for name in table_of(table, where):
        value = float(number_of(table, name, 0.0, where))
        if not 0 < value <= 1:
            raise InputError(
                f"{name} is {value:g}", where=where, mend="Give a density above 0, at most 1."
            )
        key = gap(name, where=where).key
        if key in found:
            raise InputError(f"the gap {key} is named twice", where=where, mend="Name it once.")
        found[key] = value
    return found


def _logged(table: Mapping[str, Any], where: str) -> Logged:
    """Return how much is logged: stated, from an audit, or all."""
    if "logged" in table and "audit" in table:
        raise InputError("logged and audit are both given", where=where, mend="Give one of them.")
    if "audit" in table:
        place = f"{where[:-1]}.audit]"
        check_keys(table["audit"], ("asked", "found"), place)
        for key in ("asked", "found"):
            if key not in table["audit"]:
                raise InputError(f"there is no {key}", where=place, mend=f"Write {key} = 100.")
        with placed(place):
            return Logged.from_audit(
                asked=whole_of(table["audit"], "asked", 1, place),
                found=whole_of(table["audit"], "found", 1, place),
            )
    share = float(number_of(table, "logged", 1.0, where))
    with placed(f"{where} logged"):
        return Logged(share=share)


def _years(table: Mapping[str, Any], where: str) -> tuple[int, ...]:
    """Return the years at whose ends the gaps are measured."""
    years = table.get("years", [])
    if not isinstance(years, list) or not all(_is_year(one) for one in years):
        raise InputError(f"years is {years!r}", where=where, mend="Write years = [2023, 2024].")
    return tuple(sorted(set(years)))


def _is_year(value: Any) -> bool:
    """Return whether a value is a year that the calendar has."""
    return type(value) is int and MINYEAR <= value <= MAXYEAR


def _markets(table: Any) -> MarketRule:
    """Return when the cluster is an insider of a market."""
    where = "[actors.markets]"
    usual = MarketRule()
    wholes = ("connected", "insider", "relationships")
    check_keys(table, (*wholes, "largest_share"), where)
    found = {key: whole_of(table, key, getattr(usual, key), where) for key in wholes}
    share = float(number_of(table, "largest_share", usual.largest_share, where))
    with placed(where):
        return MarketRule(**found, largest_share=share)
