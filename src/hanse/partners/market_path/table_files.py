"""What the files of a market table hold."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.tables.mapping import Field, Schema

__all__ = ["BLOCKED", "COMPLEMENTS", "DISTANCES", "OWN", "attraction_schema"]

DISTANCES = Schema(
    "distances between countries",
    (
        Field("origin", "country", needed=True, label="country seen from"),
        Field("destination", "country", needed=True, label="market"),
        Field("distance", "number", needed=True, label="distance, in any unit"),
    ),
    unique=("origin", "destination"),
)
"""One row for each ordered pair."""

OWN = Schema(
    "own markets",
    (
        Field("market", "country", needed=True, label="country of the market"),
        Field("wave", "number", low=1, label="wave in which it was entered, from 1"),
        Field("year", "number", low=1800, high=2100, label="year in which it was entered"),
        Field("tie", "text", label="what the ties are, parted by ;"),
        Field("ties", "count", label="how many ties there are"),
        Field("relationships", "count", label="how many of them last"),
        Field("level", "text", label="outsider, contact, connected or insider"),
    ),
    unique=("market",),
)
"""One row for each market with a tie or an entry; wave and year are empty where there is none."""

COMPLEMENTS = Schema(
    "complementarity",
    (
        Field("market", "country", needed=True, label="country of the market"),
        Field("value", "share", needed=True, label="how well it complements us, 0 to 1"),
        Field("hotspot", "text", label="which place or field"),
    ),
    unique=("market",),
)
"""One row for each market that was looked at."""

BLOCKED = Schema(
    "blocked markets",
    (
        Field("market", "country", needed=True, label="country of the market"),
        Field("reason", "key", needed=True, label="reason"),
    ),
    unique=("market",),
)
"""One row for each closed market."""


def attraction_schema(columns: Sequence[str]) -> Schema:
    """Return the fields of a table of attraction: the market, and columns of numbers.

    Examples
    --------
    >>> attraction_schema(["size", "growth"]).names
    ('market', 'size', 'growth')
    """
    market = Field("market", "country", needed=True, label="country of the market")
    numbers = tuple(Field(name, "number", needed=True, label=name) for name in columns)
    return Schema("attraction", (market, *numbers), unique=("market",))
