"""What the library holds: a cluster, what is said of it and where, and the studies behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hanse.errors import unknown_name
from hanse.evidence.library.words import INDUSTRIES
from hanse.result import Record
from hanse.tables.countries import country_code

__all__ = [
    "ACTIVITIES",
    "BARRIERS",
    "COLUMNS",
    "DRIVERS",
    "FLAGS",
    "ClusterStatement",
    "LibraryStudy",
    "ReviewedCluster",
]

UNKNOWN = "unknown"
DRIVERS: Mapping[str, str] = MappingProxyType(
    {
        "multinationals": "multinational presence",
        "public_support": "public agencies or support",
        "collaboration": "collaboration in the cluster",
        "ties_abroad": "ties abroad",
        "knowledge": "knowledge from outside or research",
        "upgrading": "upgrading",
    }
)
"""Drivers by the name of their column."""
BARRIERS: Mapping[str, str] = MappingProxyType(
    {
        "procedural": "procedural barriers",
        "institutional": "institutional barriers",
        "environmental": "environmental barriers",
        "external_market": "barriers of the external market",
    }
)
"""Kinds of barriers by the name of their column."""
ACTIVITIES = ("exporting", "not exporting", UNKNOWN)
FLAGS = ("yes", "no", UNKNOWN)
VALUES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "activity": ACTIVITIES,
        **dict.fromkeys((*DRIVERS, *BARRIERS), FLAGS),
        "led_by": ("multinationals", "government", "local firms", UNKNOWN),
        "performance": ("strong", "mixed", "weak", UNKNOWN),
    }
)
_SPELLINGS: Mapping[str, str] = {
    **dict.fromkeys(("1", "y", "true", "yes"), "yes"),
    **dict.fromkeys(("0", "n", "false", "no"), "no"),
    "": UNKNOWN,
    "?": UNKNOWN,
    "exports": "exporting",
    "non exporting": "not exporting",
    "non-exporting": "not exporting",
}


@dataclass(frozen=True)
class ReviewedCluster(Record, kind="reviewed-cluster"):
    """A cluster of a library: one product in one place.

    Attributes
    ----------
    cluster, name : str
        Its id and its name.
    product, place : str
        As told; empty where not told.
    industry : str
        One of `INDUSTRIES`, empty where not known.
    country : str
        Alpha-3 code.
    nature : tuple of str
        Classes that a source puts it in, such as survival and emerging; several where the source
        does.
    activity : str
        One of `ACTIVITIES`.
    multinationals, public_support, collaboration, ties_abroad, knowledge, upgrading : str
        Drivers: ``"yes"``, ``"no"`` or ``"unknown"``.
    led_by : str
        ``"multinationals"``, ``"government"``, ``"local firms"`` or ``"unknown"``.
    procedural, institutional, environmental, external_market : str
        Whether a barrier of the kind is named for it: ``"yes"``, ``"no"`` or ``"unknown"``.
    performance : str
        ``"strong"``, ``"mixed"``, ``"weak"`` or ``"unknown"``.
    studies, rows : tuple of str
        Studies it rests on, and the rows of the review's table.
    """

    cluster: str
    name: str
    product: str = ""
    industry: str = ""
    place: str = ""
    country: str = ""
    nature: tuple[str, ...] = ()
    activity: str = UNKNOWN
    multinationals: str = UNKNOWN
    public_support: str = UNKNOWN
    collaboration: str = UNKNOWN
    ties_abroad: str = UNKNOWN
    knowledge: str = UNKNOWN
    upgrading: str = UNKNOWN
    led_by: str = UNKNOWN
    procedural: str = UNKNOWN
    institutional: str = UNKNOWN
    environmental: str = UNKNOWN
    external_market: str = UNKNOWN
    performance: str = UNKNOWN
    studies: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()

    def flag(self, column: str) -> str:
        """Return the value of a column of drivers, barriers or other words."""
        return str(getattr(self, column))

    @property
    def drivers(self) -> tuple[str, ...]:
        """Columns of the drivers that it has."""
        return tuple(one for one in DRIVERS if self.flag(one) == "yes")

    @property
    def barriers(self) -> tuple[str, ...]:
        """Columns of the kinds of barriers that it has."""
        return tuple(one for one in BARRIERS if self.flag(one) == "yes")


COLUMNS = tuple(ReviewedCluster.__dataclass_fields__)
"""Columns of a table of clusters, in their order."""


@dataclass(frozen=True)
class ClusterStatement(Record, kind="cluster-statement"):
    """What a value of a cluster rests on.

    Attributes
    ----------
    cluster, column, value : str
        The cluster by its id, the column, and the value as it stands there.
    passage : str
        Where the source says so; several places are parted by semicolons.
    paraphrase : str
        What it says, in other words.
    """

    cluster: str
    column: str
    value: str
    passage: str
    paraphrase: str


@dataclass(frozen=True)
class LibraryStudy(Record, kind="library-study"):
    """A study that the clusters of a library rest on.

    Attributes
    ----------
    study, rows : str
        How it is cited, and its rows in the review's table.
    authors, year, title, container, volume, issue, pages, doi, note : str
        As in its reference; authors are parted by semicolons. Empty where not known.
    """

    study: str
    rows: str = ""
    authors: str = ""
    year: str = ""
    title: str = ""
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    note: str = ""


def known_value(column: str, text: str, *, where: str = "") -> str:
    """Return the value of a column as the library writes it.

    Parameters
    ----------
    column : str
        One of `COLUMNS` that holds one value.
    text : str
        What was given; for a country any of its codes or names.
    where : str, optional
        The place, for errors.

    Raises
    ------
    InputError
        If the text is no country, no group of industries or none of the column's values, with the
        nearest.

    Examples
    --------
    >>> known_value("country", "Sweden"), known_value("knowledge", "1"), known_value("led_by", "")
    ('SWE', 'yes', 'unknown')
    """
    plain = " ".join(text.split())
    if column == "country":
        return country_code(plain, where=where) if plain else ""
    if column == "industry":
        if plain and plain.casefold() not in INDUSTRIES:
            raise unknown_name("group of industries", plain, INDUSTRIES, where=where)
        return plain.casefold()
    if column in VALUES:
        low = _SPELLINGS.get(plain.casefold(), plain.casefold())
        if low not in VALUES[column]:
            raise unknown_name(f"value of {column}", plain, VALUES[column], where=where)
        return low
    return plain
