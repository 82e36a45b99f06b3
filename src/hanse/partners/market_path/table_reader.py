"""Files of distances, own markets, attraction, complements and blocks as a market table."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from typing import Any

from hanse.errors import InputError, unknown_name
from hanse.partners.market_path.market_table import Complement, MarketTable, OwnMarket
from hanse.partners.market_path.table_checks import (
    Found,
    Lacking,
    checked_table,
    coded_distances,
)
from hanse.partners.market_path.table_files import (
    BLOCKED,
    COMPLEMENTS,
    DISTANCES,
    OWN,
    attraction_schema,
)
from hanse.tables.long_table import LongTable
from hanse.tables.mapping import Schema, read_mapped

__all__ = ["TABLES", "read_market_table"]

Path = str | os.PathLike[str]

TABLES = ("distances", "own", "attraction", "complements", "blocked")
"""The tables that may have a mapping."""


def read_market_table(
    distances: Any,
    *,
    home: str,
    own: Path | None = None,
    attraction: Path | None = None,
    attraction_columns: Sequence[str] = ("attraction",),
    complements: Path | None = None,
    blocked: Path | None = None,
    mappings: Mapping[str, Any] | None = None,
    lacking: Lacking = "refuse",
) -> MarketTable:
    r"""Read the tables of a market path from CSV or Excel.

    Parameters
    ----------
    distances : path, LongTable or frame
        Columns ``origin``, ``destination`` and ``distance``; a table such as
        `DistanceIndex.to_long` gives is taken as it is.
    home : str
        The country that markets are seen from: a code or a name.
    own : path, optional
        Columns ``market``, and where known ``wave`` or ``year`` of entry, ``tie`` (texts parted by
        ``;``), ``ties``, ``relationships`` and ``level``. Without this file ties are not known;
        with it, a market that it does not list has none.
    attraction : path, optional
        ``market`` and the columns of numbers that ``attraction_columns`` names.
    complements : path, optional
        ``market``, ``value`` (0 to 1) and ``hotspot``.
    blocked : path, optional
        ``market`` and ``reason``.
    mappings : mapping of str to mapping file, optional
        For each of `TABLES` how its columns are called, as `hanse.tables.mapping.read_mapped`
        takes it.
    lacking : {"refuse", "list"}
        What to do with a named market without a distance; see `market_table`.

    Raises
    ------
    InputError
        If a file cannot be used; what is wrong with all files is told together, with file, row and
        column.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     far, own = Path(folder, "far.csv"), Path(folder, "own.csv")
    ...     _ = far.write_text("origin,destination,distance\nSWE,Norway,1\nSWE,CHN,9\n")
    ...     _ = own.write_text("market,wave,tie\nNO,1,\nChina,,sister city Zhuhai\n")
    ...     table = read_market_table(far, home="Sweden", own=own)
    >>> [(one.market, one.wave, one.tie) for one in table.own]
    [('CHN', 0, 'sister city Zhuhai'), ('NOR', 1, '')]
    """
    settings = dict(mappings or {})
    for name in settings:
        if name not in TABLES:
            raise unknown_name("table", name, TABLES, where="mappings")
    reading = _Reading(settings)
    far = reading.distances(distances)
    rows = reading.own(own)
    columns = reading.attraction(attraction, attraction_columns)
    fits = reading.complements(complements)
    closed = reading.blocked(blocked)
    if far is None:
        raise reading.found.together()
    return checked_table(
        far,
        home,
        rows,
        columns,
        fits,
        closed,
        lacking=lacking,
        found=reading.found,
        notes=tuple(reading.notes),
    )


class _Reading:
    """Files on their way to a table, and what is wrong with them."""

    def __init__(self, mappings: Mapping[str, Any]) -> None:
        self.mappings = mappings
        self.places: dict[tuple[str, str], str] = {}
        self.found = Found(self.places)
        self.notes: list[str] = []

    def distances(self, given: Any) -> LongTable | None:
        """Return the distances, None where they cannot be used."""
        try:
            if isinstance(given, (str, os.PathLike)):
                mapped = read_mapped(given, DISTANCES, self.mappings.get("distances"))
                self.notes += [f"{mapped.table.file}: {note}" for note in mapped.notes]
                return mapped.table
            return coded_distances(given)
        except InputError as error:
            self.found.errors.append(error)
            return None

    def own(self, path: Path | None) -> list[OwnMarket] | None:
        """Return the own markets, None where there is no file."""
        if path is None:
            return None
        made = []
        for row in self._rows(path, OWN, "own", "own markets"):
            wave = row.get("wave", math.nan)
            if not math.isnan(wave) and not wave.is_integer():
                mend = "Give whole numbers from 1, or leave it empty."
                what = f"wave {wave:g} is no whole number from 1"
                self.found.add("own markets", row["market"], what, mend)
                wave = 1.0  # only to go on: it is told as wrong
            made.append(
                OwnMarket(
                    row["market"],
                    _whole(wave),
                    _whole(row.get("year", math.nan)),
                    row.get("tie", ""),
                    row.get("ties", math.nan),
                    row.get("relationships", math.nan),
                    row.get("level", ""),
                )
            )
        return made

    def attraction(self, path: Path | None, columns: Sequence[str]) -> dict[str, dict[str, float]]:
        """Return the columns of attraction; empty cells are left out."""
        if path is None:
            return {}
        rows = self._rows(path, attraction_schema(columns), "attraction", "attraction")
        for (table, market), place in list(self.places.items()):
            if table == "attraction":
                self.places.update({(name, market): place for name in columns})
        return {
            name: {row["market"]: row[name] for row in rows if not math.isnan(row[name])}
            for name in columns
        }

    def complements(self, path: Path | None) -> list[Complement]:
        """Return the complements; rows without a value are problems."""
        if path is None:
            return []
        made = []
        for row in self._rows(path, COMPLEMENTS, "complements", "complementarity"):
            if math.isnan(row["value"]):
                mend = "Give a number from 0 to 1, or take the row out."
                self.found.add("complementarity", row["market"], "no value", mend)
                continue
            made.append(Complement(row["market"], row["value"], row.get("hotspot", "")))
        return made

    def blocked(self, path: Path | None) -> dict[str, str]:
        """Return the blocked markets with their reasons."""
        if path is None:
            return {}
        rows = self._rows(path, BLOCKED, "blocked", "blocked markets")
        return {row["market"]: row["reason"] for row in rows}

    def _rows(self, path: Path, schema: Schema, key: str, table: str) -> list[dict[str, Any]]:
        """Return the rows of a file as plain values, none where it cannot be used."""
        try:
            mapped = read_mapped(path, schema, self.mappings.get(key))
        except InputError as error:
            self.found.errors.append(error)
            return []
        self.notes += [f"{mapped.table.file}: {note}" for note in mapped.notes]
        column = mapped.columns["market"].column
        made = []
        for at in range(mapped.table.n):
            row: dict[str, Any] = {
                name: one.labels[int(one.codes[at])] for name, one in mapped.table.keys.items()
            }
            row |= {name: float(values[at]) for name, values in mapped.table.values.items()}
            self.places[table, row["market"]] = mapped.table.place(at, column)
            made.append(row)
        return made


def _whole(value: float) -> int:
    """Return a number that was read as a whole one, 0 where the cell is empty."""
    return 0 if math.isnan(value) else int(value)
