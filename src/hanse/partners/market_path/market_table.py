"""What a market path is made from: distances, attraction, own ties, complements and blocks."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hanse.messages import columns_text, join_names, plural
from hanse.result import Answer, Record
from hanse.tables.countries import countries, country_name
from hanse.tables.long_table import LongTable

__all__ = ["LEVELS", "Complement", "MarketTable", "OwnMarket", "usual_markets"]

LEVELS = ("outsider", "contact", "connected", "insider")
"""Positions in a market, from outside to inside."""


def usual_markets() -> tuple[str, ...]:
    """Return the codes of the countries that are no dependent territories, sorted.

    For ``among`` of `market_path` and `waves`; see `hanse.tables.countries.Country.is_own_market`.

    Examples
    --------
    >>> "CHL" in usual_markets(), "ALA" in usual_markets()
    (True, False)
    """
    return tuple(sorted(code for code, one in countries().items() if one.is_own_market))


@dataclass(frozen=True)
class OwnMarket(Record, kind="partners-own-market"):
    """What we have in a market.

    Parameters
    ----------
    market : str
        Code of three letters; `market_table` also takes a name.
    wave : int
        The wave in which it was entered, from 1; 0 where it was not, or the year says it.
    year : int
        The year in which it was entered; 0 if it is not known.
    tie : str
        What the ties are, parted by ``;``, such as ``"sister city Zhuhai"``.
    ties : float
        How many; NaN where it is not stated, when the texts are counted.
    relationships : float
        How many of them last; NaN if it is not known.
    level : str
        One of `LEVELS`, or empty.

    Examples
    --------
    >>> OwnMarket("CHN", tie="sister city Zhuhai; Changfeng Alliance").tie_count
    2.0
    """

    market: str
    wave: int = 0
    year: int = 0
    tie: str = ""
    ties: float = math.nan
    relationships: float = math.nan
    level: str = ""

    @property
    def tie_texts(self) -> tuple[str, ...]:
        """The texts of the ties."""
        return tuple(one.strip() for one in self.tie.split(";") if one.strip())

    @property
    def tie_count(self) -> float:
        """How many ties there are: as stated, or the texts counted; NaN where neither is known."""
        if not math.isnan(self.ties):
            return self.ties
        return float(len(self.tie_texts)) if self.tie_texts else math.nan

    def has_ties(self, least: float) -> bool:
        """Return whether there are so many ties; where only a level is known, from contact on."""
        if math.isnan(self.tie_count):
            return self.level not in ("", "outsider")
        return self.tie_count >= least

    @property
    def is_entered(self) -> bool:
        """Whether the market has been entered."""
        return self.wave > 0 or self.year > 0


@dataclass(frozen=True)
class Complement(Record, kind="partners-complement"):
    """How well a specialisation of a market complements ours.

    Parameters
    ----------
    market : str
        Code of three letters; `market_table` also takes a name.
    value : float
        0 to 1.
    hotspot : str
        Which place or field it is, such as ``"photonics in Jena"``.
    """

    market: str
    value: float
    hotspot: str = ""


@dataclass(frozen=True, eq=False)
class MarketTable(Answer, kind="partners-market-table"):
    """Everything that is known of the markets of a home; made by `market_table` or read.

    Attributes
    ----------
    home : str
        Code of the country that markets are seen from.
    distances : LongTable
        Keys ``origin`` and ``destination``, value ``distance``.
    own : tuple of OwnMarket
        Markets with ties or entries.
    attraction : mapping of str to mapping of str to float
        Column → market → number.
    complements : tuple of Complement
        One for each market that was looked at.
    blocked : mapping of str to str
        Markets that are closed, with the reason.
    has_ties : bool
        Whether ties were given at all: if so, a market without any has none; if not, ties are not
        known.
    notes : tuple of str
        What is to be known of the files.
    """

    home: str
    distances: LongTable
    own: tuple[OwnMarket, ...] = ()
    attraction: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    complements: tuple[Complement, ...] = ()
    blocked: Mapping[str, str] = field(default_factory=dict)
    has_ties: bool = False
    notes: tuple[str, ...] = ()

    def distances_from(self, home: str) -> dict[str, float]:
        """Return the distance of each destination of an origin, none if it is no origin."""
        origin, destination = self.distances.key("origin"), self.distances.key("destination")
        if home not in origin.labels:
            return {}
        rows = (origin.codes == origin.labels.index(home)).nonzero()[0]
        values = self.distances.value("distance")[rows].tolist()
        codes = [destination.labels[at] for at in destination.codes[rows].tolist()]
        found = dict(zip(codes, values, strict=True))
        return {
            code: found[code]
            for code in sorted(found)
            if code != home and not math.isnan(found[code])
        }

    @property
    def named(self) -> tuple[str, ...]:
        """The markets that any table but that of distances names, sorted."""
        found = {one.market for one in self.own} | {one.market for one in self.complements}
        found |= set(self.blocked)
        for column in self.attraction.values():
            found |= set(column)
        return tuple(sorted(found - {self.home}))

    def to_frame(self) -> Any:
        """Return one row for each market that has a distance or is named.

        Columns: ``market distance wave year tie ties relationships level``, the columns of
        attraction, ``complementarity hotspot blocked``.
        """
        import pandas as pd

        distances = self.distances_from(self.home)
        markets = sorted({*distances, *self.named})
        own = {one.market: one for one in self.own}
        fits = {one.market: one for one in self.complements}
        data: dict[str, list[Any]] = {
            "market": markets,
            "distance": [distances.get(code, math.nan) for code in markets],
        }
        for name in ("wave", "year", "tie", "ties", "relationships", "level"):
            data[name] = [getattr(own.get(code, OwnMarket(code)), name) for code in markets]
        for name, column in self.attraction.items():
            data[name] = [column.get(code, math.nan) for code in markets]
        none = Complement("", math.nan)
        data["complementarity"] = [fits.get(code, none).value for code in markets]
        data["hotspot"] = [fits.get(code, none).hotspot for code in markets]
        data["blocked"] = [self.blocked.get(code, "") for code in markets]
        return pd.DataFrame(data)

    def __str__(self) -> str:
        distances = self.distances_from(self.home)
        head = f"Markets of {country_name(self.home)}: {len(distances):,} with a distance"
        fits = {one.market: one for one in self.complements}
        lines = []
        for one in sorted(self.own, key=lambda own: (own.wave or own.year or 10**6, own.market)):
            fit = f"{fits[one.market].value:.2f}" if one.market in fits else "–"
            when = str(one.wave or one.year or "–")
            ties = "–" if math.isnan(one.tie_count) else f"{one.tie_count:g}"
            lines.append([one.market, when, ties, one.level or "–", fit, one.tie])
        header = ["market", "entered", "ties", "level", "complementarity", "what ties"]
        table = [columns_text(header, lines, left=[0, 3, 5])] if lines else []
        said = [f"Attraction: {join_names(list(self.attraction))}."] if self.attraction else []
        if self.blocked:
            reasons = [f"{code} ({why})" for code, why in self.blocked.items()]
            said.append(f"Blocked: {plural(len(reasons), 'market')}: {join_names(reasons)}.")
        return "\n".join([head, *table, *said, *self.notes])
