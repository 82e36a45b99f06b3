"""``[partners]``: where to go next, whom to look for, who visits whom, and the event."""

from __future__ import annotations

import math
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
MARKET_FILES = ("own", "complements", "blocked", "distances", "attraction")
SEARCH_FILES = ("profiles", "map", "tags", "trust")
PLACE_FILES = ("visitors", "hosts")
EVENT_FILES = ("slots", "participants", "requests", "fixed", "cancelled")
PROPOSERS = ("visitors", "hosts")
LEAST_RINGS = 2


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
    def named(self) -> tuple[tuple[str, str], ...]:
        """Each file that is read behind the key that names it."""
        maps = [(f"maps.{key}", file) for key, file in self.maps.items()]
        return (*_named(self, MARKET_FILES), *maps)


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
    def named(self) -> tuple[tuple[str, str], ...]:
        """Each file that is read behind the key that names it."""
        return _named(self, SEARCH_FILES)


@dataclass(frozen=True)
class PlaceSettings:
    """``[partners.places]``: exclusive places, such as hosts for visitors or mentors for firms."""

    visitors: str
    hosts: str
    proposer: str = "visitors"

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """Each file that is read behind the key that names it."""
        return _named(self, PLACE_FILES)


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
    def named(self) -> tuple[tuple[str, str], ...]:
        """Each file that is read behind the key that names it."""
        return _named(self, EVENT_FILES)


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
    def named(self) -> tuple[tuple[str, str], ...]:
        """Each file that is read behind its place in hanse.toml."""
        parts = (
            ("markets", self.markets),
            ("search", self.search),
            ("places", self.places),
            ("event", self.event),
        )
        return tuple(
            (f"[partners.{name}] {key}", file)
            for name, part in parts
            if part is not None
            for key, file in part.named
        )

    @property
    def files(self) -> tuple[str, ...]:
        """The files that are read, for their hashes."""
        return tuple(file for _, file in self.named)


def _named(part: Any, keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the files of a part behind their keys, those that are given."""
    found = ((key, getattr(part, key)) for key in keys)
    return tuple((key, file) for key, file in found if file)


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
            said = f"no file is named for {key}"
            raise InputError(said, where=where, mend=f'Write {key} = "{key}.csv".')


def _numbers(table: Any, known: tuple[str, ...] | None, where: str) -> dict[str, float]:
    """Return a table of numbers."""
    if known is not None:
        check_keys(table, known, where)
    inside = table_of(table, where)
    return {name: float(number_of(inside, name, 0.0, where)) for name in inside}


def _path(table: Any) -> PathSettings:
    """Return what the path into markets is made from."""
    where = "[partners.markets]"
    keys = (*MARKET_FILES, "columns", "logs", "weights", "rings", "all", "maps")
    check_keys(table, keys, where)
    weights = _numbers(
        table.get("weights", {}),
        ("distance", "attraction", "ties", "complementarity"),
        "[partners.markets.weights]",
    )
    columns = _columns(table, where)
    maps = table.get("maps", {})
    check_keys(maps, MARKET_FILES, "[partners.markets.maps]")
    with placed("[partners.markets.weights]"):
        made = PathWeights(**weights)
    return PathSettings(
        **_texts(table, MARKET_FILES, where),
        columns=columns,
        logs=names_of(table, "logs", where) or (),
        weights=made,
        rings=_rings(table, where),
        takes_all=flag_of(table, "all", False, where),
        maps={name: text_of(maps, name, "[partners.markets.maps]") for name in maps},
    )


def _columns(table: Mapping[str, Any], where: str) -> dict[str, float]:
    """Return the weights of the columns of attraction, one of them at least above 0."""
    place = f"{where[:-1]}.columns]"
    columns = _numbers(table.get("columns", {}), None, place)
    if columns and not table.get("attraction"):
        raise InputError(
            "columns without attraction",
            where=where,
            mend='Name the file that holds them: attraction = "attraction.csv".',
        )
    wrong = [name for name, weight in columns.items() if not 0 <= weight < math.inf]
    if wrong:
        said = f"the weight of {wrong[0]} is {columns[wrong[0]]:g}"
        raise InputError(said, where=place, mend="Give a number from 0.")
    if columns and not any(columns.values()):
        raise InputError("no weight is above 0", where=place, mend="Give one above 0.")
    return columns


def _rings(table: Mapping[str, Any], where: str) -> int:
    """Return how many rings there are, two or more."""
    rings = whole_of(table, "rings", 3, where)
    if rings < LEAST_RINGS:
        raise InputError(f"rings is {rings}", where=where, mend="Give a whole number from 2.")
    return rings


def _search(table: Any) -> SearchSettings:
    """Return what the search is told."""
    where = "[partners.search]"
    check_keys(table, (*SEARCH_FILES, "seekers", "weights", "newcomers", "most"), where)
    _needed(table, ("profiles",), where)
    parts = ("complementarity", "similarity", "distance", "readiness", "trust")
    weights = _numbers(table.get("weights", {}), parts, "[partners.search.weights]")
    with placed("[partners.search.weights]"):
        weighed = SearchWeights(**weights)
    return SearchSettings(
        **_texts(table, SEARCH_FILES, where),
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
    check_keys(table, (*PLACE_FILES, "proposer"), where)
    _needed(table, PLACE_FILES, where)
    made = PlaceSettings(**_texts(table, (*PLACE_FILES, "proposer"), where))
    if made.proposer not in PROPOSERS:
        raise unknown_name("side", made.proposer, PROPOSERS, where=f"{where} proposer")
    return made


def _event(table: Any) -> EventSettings:
    """Return the files of the event."""
    where = "[partners.event]"
    texts = ("name", *EVENT_FILES, "zone")
    check_keys(table, (*texts, "tables"), where)
    _needed(table, EVENT_FILES[:3], where)
    return EventSettings(
        **{"name": "Meetings", **_texts(table, texts, where)},
        tables=whole_of(table, "tables", 1, where) if "tables" in table else 0,
    )
