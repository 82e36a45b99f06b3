"""``[partners]``: where to go next, whom to look for, who visits whom, and the event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hanse.errors import InputError, unknown_name
from hanse.partners.market_path import PathWeights
from hanse.partners.search import Newcomers, SearchWeights
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
    "EventSettings",
    "PartnerSettings",
    "PathSettings",
    "PlaceSettings",
    "SearchSettings",
    "read_partner_settings",
]

WHERE = "[partners]"
PROPOSERS = ("visitors", "hosts")


@dataclass(frozen=True)
class PathSettings:
    """``[partners.markets]``: what the path into markets is made from.

    Attributes
    ----------
    own, complements, blocked, distances : str
        Files; without distances those that come with hanse are taken.
    attraction : str
        A file of markets with the columns that ``columns`` weighs.
    columns : mapping of str to float
        Column of attraction → its weight.
    logs : tuple of str
        Columns of which the logarithm is taken.
    weights : PathWeights
        Of the parts of the score.
    rings : int
        How many rings.
    takes_all : bool
        Whether every market with a code is looked at, dependent territories too.
    maps : mapping of str to str
        Table → mapping file.
    """

    own: str = ""
    complements: str = ""
    blocked: str = ""
    distances: str = ""
    attraction: str = ""
    columns: Mapping[str, float] = field(default_factory=dict)
    logs: tuple[str, ...] = ()
    weights: PathWeights = field(default_factory=PathWeights)
    rings: int = 3
    takes_all: bool = False
    maps: Mapping[str, str] = field(default_factory=dict)

    @property
    def files(self) -> tuple[str, ...]:
        """The files that are read."""
        named = (self.own, self.complements, self.blocked, self.distances, self.attraction)
        return tuple(one for one in (*named, *self.maps.values()) if one)


@dataclass(frozen=True)
class SearchSettings:
    """``[partners.search]``: profiles, who seeks, and how scores are made.

    Attributes
    ----------
    profiles, map, tags, trust : str
        Files: profiles and how they are read, tags that mean another, and ratings of trust; without
        the last the strengths of ties in the log are taken.
    seekers : tuple of str
        Clusters or profiles that look for partners; empty for the own cluster.
    weights, newcomers : SearchWeights and Newcomers or None
        Of the score, and the term for newcomers.
    most : int
        Partners that each is proposed.
    """

    profiles: str
    map: str = ""
    tags: str = ""
    trust: str = ""
    seekers: tuple[str, ...] = ()
    weights: SearchWeights = field(default_factory=SearchWeights)
    newcomers: Newcomers | None = field(default_factory=Newcomers)
    most: int = 5

    @property
    def files(self) -> tuple[str, ...]:
        """The files that are read."""
        return tuple(one for one in (self.profiles, self.map, self.tags, self.trust) if one)


@dataclass(frozen=True)
class PlaceSettings:
    """``[partners.places]``: exclusive places, such as hosts for visitors or mentors for firms."""

    visitors: str
    hosts: str
    proposer: str = "visitors"


@dataclass(frozen=True)
class EventSettings:
    """``[partners.event]``: an event whose meetings are scheduled.

    Attributes
    ----------
    name, zone : str
        Of the event; the zone is an IANA name.
    slots, participants, requests, fixed, cancelled : str
        Files; ``fixed`` holds meetings confirmed earlier, ``cancelled`` who cannot come after all.
    tables : int
        Of a slot that states none; 0 for no limit.
    """

    name: str
    slots: str
    participants: str
    requests: str
    fixed: str = ""
    cancelled: str = ""
    zone: str = "UTC"
    tables: int = 0

    @property
    def files(self) -> tuple[str, ...]:
        """The files that are read."""
        named = (self.slots, self.participants, self.requests, self.fixed, self.cancelled)
        return tuple(one for one in named if one)


@dataclass(frozen=True)
class PartnerSettings:
    """``[partners]`` as it was written; None where the study does not ask for a part."""

    country: str = ""
    cluster: str = ""
    markets: PathSettings | None = None
    search: SearchSettings | None = None
    places: PlaceSettings | None = None
    event: EventSettings | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """The files that are read, for their hashes."""
        named: list[str] = []
        for one in (self.markets, self.search, self.event):
            named += one.files if one is not None else ()
        if self.places is not None:
            named += [self.places.visitors, self.places.hosts]
        return tuple(named)


def read_partner_settings(table: Any) -> PartnerSettings:
    """Read ``[partners]``; names are checked when the tables are read.

    Raises
    ------
    InputError
        If a key is unknown, a value is of the wrong kind, or nothing is asked for.
    """
    parts = ("markets", "search", "places", "event")
    check_keys(table, ("country", "cluster", *parts), WHERE)
    if not any(part in table for part in parts):
        raise InputError(
            "nothing is asked for", where=WHERE, mend="Write [partners.markets] or another part."
        )
    return PartnerSettings(
        country=text_of(table, "country", WHERE) if "country" in table else "",
        cluster=text_of(table, "cluster", WHERE) if "cluster" in table else "",
        markets=_path(table["markets"]) if "markets" in table else None,
        search=_search(table["search"]) if "search" in table else None,
        places=_places(table["places"]) if "places" in table else None,
        event=_event(table["event"]) if "event" in table else None,
    )


def _texts(table: Mapping[str, Any], keys: tuple[str, ...], where: str) -> dict[str, str]:
    """Return the texts that are given."""
    return {key: text_of(table, key, where) for key in keys if key in table}


def _needed(table: Mapping[str, Any], keys: tuple[str, ...], where: str) -> None:
    """Refuse a table that lacks a file."""
    for key in keys:
        if not table.get(key):
            raise InputError(f"there is no {key}", where=where, mend=f'Write {key} = "{key}.csv".')


def _numbers(table: Any, known: tuple[str, ...] | None, where: str) -> dict[str, float]:
    """Return a table of numbers."""
    if known is not None:
        check_keys(table, known, where)
    inside = table_of(table, where)
    return {name: float(number_of(inside, name, 0.0, where)) for name in inside}


def _path(table: Any) -> PathSettings:
    """Return what the path into markets is made from."""
    where = "[partners.markets]"
    files = ("own", "complements", "blocked", "distances", "attraction")
    keys = (*files, "columns", "logs", "weights", "rings", "all", "maps")
    check_keys(table, keys, where)
    weights = _numbers(
        table.get("weights", {}),
        ("distance", "attraction", "ties", "complementarity"),
        "[partners.markets.weights]",
    )
    columns = _numbers(table.get("columns", {}), None, "[partners.markets.columns]")
    if columns and not table.get("attraction"):
        raise InputError("columns without attraction", where=where, mend="Name the file.")
    maps = table_of(table.get("maps", {}), "[partners.markets.maps]")
    with placed("[partners.markets.weights]"):
        made = PathWeights(**weights)
    return PathSettings(
        **_texts(table, files, where),
        columns=columns,
        logs=names_of(table, "logs", where) or (),
        weights=made,
        rings=whole_of(table, "rings", 3, where),
        takes_all=flag_of(table, "all", False, where),
        maps={name: text_of(maps, name, "[partners.markets.maps]") for name in maps},
    )


def _search(table: Any) -> SearchSettings:
    """Return what the search is told."""
    where = "[partners.search]"
    files = ("profiles", "map", "tags", "trust")
    check_keys(table, (*files, "seekers", "weights", "newcomers", "most"), where)
    _needed(table, ("profiles",), where)
    parts = ("complementarity", "similarity", "distance", "readiness", "trust")
    weights = _numbers(table.get("weights", {}), parts, "[partners.search.weights]")
    with placed("[partners.search.weights]"):
        weighed = SearchWeights(**weights)
    return SearchSettings(
        **_texts(table, files, where),
        seekers=names_of(table, "seekers", where) or (),
        weights=weighed,
        newcomers=_newcomers(table.get("newcomers", {})),
        most=whole_of(table, "most", 5, where),
    )


def _newcomers(table: Any) -> Newcomers | None:
    """Return the term for newcomers, None where it is switched off."""
    if table is False:
        return None
    where = "[partners.search.newcomers]"
    check_keys(table, ("bonus", "days", "meetings", "load"), where)
    usual = Newcomers()
    with placed(where):
        return Newcomers(
            bonus=float(number_of(table, "bonus", usual.bonus, where)),
            days=whole_of(table, "days", usual.days, where),
            meetings=whole_of(table, "meetings", usual.meetings, where),
            load=float(number_of(table, "load", usual.load, where)),
        )


def _places(table: Any) -> PlaceSettings:
    """Return the files of exclusive places."""
    where = "[partners.places]"
    check_keys(table, ("visitors", "hosts", "proposer"), where)
    _needed(table, ("visitors", "hosts"), where)
    made = PlaceSettings(**_texts(table, ("visitors", "hosts", "proposer"), where))
    if made.proposer not in PROPOSERS:
        raise unknown_name("side", made.proposer, PROPOSERS, where=f"{where} proposer")
    return made


def _event(table: Any) -> EventSettings:
    """Return the files of the event."""
    where = "[partners.event]"
    needed = ("slots", "participants", "requests")
    texts = ("name", *needed, "fixed", "cancelled", "zone")
    check_keys(table, (*texts, "tables"), where)
    _needed(table, needed, where)
    return EventSettings(
        **{"name": "Meetings", **_texts(table, texts, where)},
        tables=whole_of(table, "tables", 1, where) if "tables" in table else 0,
    )
