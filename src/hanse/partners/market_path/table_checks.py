"""A market table from its parts, with everything that is wrong told together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from hanse.errors import InputError, unknown_name
from hanse.partners.market_path.market_table import LEVELS, Complement, MarketTable, OwnMarket
from hanse.tables.countries import countries, country_code, country_key
from hanse.tables.long_table import LongTable

__all__ = ["Found", "checked_table", "coded_distances", "market_table"]

Lacking = Literal["refuse", "list"]
_REPEATED = "Leave one row for each market."


@dataclass
class Found:
    """Problems of several tables in the order in which they were found.

    Parameters
    ----------
    places : mapping of (str, str) to str
        Where a market stands in a table, in words; the name of the table where it is not known.
    """

    places: Mapping[tuple[str, str], str] = field(default_factory=dict)
    errors: list[InputError] = field(default_factory=list)

    def add(self, table: str, market: str, what: str, mend: str = "") -> None:
        """Remember what is wrong with a market of a table."""
        place = self.places.get((table, market), f"{table}, {market}")
        told = InputError(what, where=place, mend=mend)
        if str(told) not in map(str, self.errors):  # a row may stand in several columns
            self.errors.append(told)

    def tell(self) -> None:
        """Raise what was found, if anything was."""
        if self.errors:
            raise self.together()

    def together(self) -> InputError:
        """Return one problem as it is, several as one error with a list."""
        if len(self.errors) == 1:
            return self.errors[0]
        said: list[str] = []
        for error in self.errors:
            own = [line[4:] for line in str(error).splitlines() if line.startswith("  - ")]
            said += own or [str(error)]
        listed = "\n".join(f"  - {one}" for one in said)
        return InputError(f"{len(said):,} problems:\n{listed}", where="markets")


def market_table(
    distances: Any,
    *,
    home: str,
    own: Sequence[OwnMarket] | None = None,
    attraction: Mapping[str, Mapping[str, float]] | None = None,
    complements: Iterable[Complement] = (),
    blocked: Mapping[str, str] | None = None,
    lacking: Lacking = "refuse",
) -> MarketTable:
    """Put what is known of the markets of a home together.

    Parameters
    ----------
    distances : LongTable or frame
        Columns ``origin``, ``destination`` and ``distance``, such as `DistanceIndex.to_long`
        gives; they may be negative.
    home : str
        The country that markets are seen from: a code or a name.
    own : sequence of OwnMarket, optional
        Ties and entries. None says that ties are not known; an empty sequence that there are none.
    attraction : mapping of str to mapping of str to float, optional
        Column → market → number, such as the size and the growth of markets.
    complements : iterable of Complement
        Complementarity of markets.
    blocked : mapping of str to str, optional
        Market → why it is closed, such as sanctions or a decision.
    lacking : {"refuse", "list"}
        What to do with a market of the own, complementary or blocked ones without a distance:
        an error, or list it apart. A market of the table of attraction is always listed apart.

    Raises
    ------
    InputError
        Everything that is wrong, together: a country that is not known, with the nearest; the same
        market twice; home among the markets; a wave below 1, negative ties, complementarity
        outside 0 to 1; an entry without a wave where others have one; no distance.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame(
    ...     {"origin": "SWE", "destination": ["NOR", "CHN"], "distance": [-3.3, 0.2]}
    ... )
    >>> own = [OwnMarket("Norway", wave=1), OwnMarket("China", tie="sister city Zhuhai")]
    >>> print(market_table(frame, home="Sweden", own=own))
    Markets of Sweden: 2 with a distance
    market  entered  ties  level  complementarity  what ties
    NOR           1     –  –                    –
    CHN           –     1  –                    –  sister city Zhuhai
    """
    return checked_table(
        coded_distances(distances),
        home,
        own,
        attraction or {},
        tuple(complements),
        blocked or {},
        lacking=lacking,
        found=Found(),
    )


def coded_distances(distances: Any) -> LongTable:
    """Return distances between countries by their codes, each ordered pair once."""
    table = distances
    if not isinstance(table, LongTable):
        table = LongTable.from_frame(distances, keys=["origin", "destination"], values=["distance"])
    table.value("distance")
    for name in ("origin", "destination"):
        table = country_key(table, name)
    return table.unique(["origin", "destination"])


def checked_table(
    distances: LongTable,
    home: str,
    own: Sequence[OwnMarket] | None,
    attraction: Mapping[str, Mapping[str, float]],
    complements: Sequence[Complement],
    blocked: Mapping[str, str],
    *,
    lacking: Lacking,
    found: Found,
    notes: tuple[str, ...] = (),
) -> MarketTable:
    """Return the table, or raise what is wrong with it together; see `market_table`."""
    at = _home(home, lacking)
    rows = [replace(one, market=_code(found, "own markets", one.market)) for one in own or ()]
    fits = [replace(o, market=_code(found, "complementarity", o.market)) for o in complements]
    closed = [(_code(found, "blocked markets", name), why) for name, why in blocked.items()]
    columns = {
        name: [(_code(found, name, market), float(value)) for market, value in column.items()]
        for name, column in attraction.items()
    }
    listed = {
        "own markets": [one.market for one in rows],
        "complementarity": [one.market for one in fits],
        "blocked markets": [code for code, _ in closed],
    }
    listed |= {name: [code for code, _ in column] for name, column in columns.items()}
    for name, codes in listed.items():
        _check_markets(name, codes, at, found)
    _check_rows(rows, fits, closed, columns, found)
    made = MarketTable(
        *(at, distances, tuple(sorted(rows, key=lambda one: one.market))),
        attraction={name: dict(sorted(column)) for name, column in columns.items()},
        complements=tuple(sorted(fits, key=lambda one: one.market)),
        blocked=dict(sorted(closed)),
        has_ties=own is not None,
        notes=notes,
    )
    _check_distances(made, listed, set(columns), lacking, found)
    found.tell()
    return made


def _home(home: str, lacking: str) -> str:
    """Return the code of home, once the choices are known to be right."""
    if lacking not in ("refuse", "list"):
        raise unknown_name("way", lacking, ("refuse", "list"), where="lacking")
    return country_code(home, where="home")


def _code(found: Found, table: str, market: str) -> str:
    """Return the code of a market, the text itself with a problem where it is none."""
    try:
        return country_code(market)
    except InputError as error:
        found.add(table, market, error.what, error.mend)
        return market


def _check_markets(table: str, codes: list[str], home: str, found: Found) -> None:
    """Remember markets that stand twice, and home."""
    seen: set[str] = set()
    for code in codes:
        if code == home:
            found.add(table, code, "home is among the markets", "Take the row out.")
        if code in seen:
            found.add(table, code, f"{code} stands twice", _REPEATED)
        seen.add(code)


def _check_rows(
    own: list[OwnMarket],
    fits: list[Complement],
    closed: list[tuple[str, str]],
    columns: Mapping[str, list[tuple[str, float]]],
    found: Found,
) -> None:
    """Remember cells that cannot be."""
    with_waves = any(one.wave > 0 for one in own)
    for one in own:
        _check_own(one, with_waves, found)
    for fit in fits:
        if not 0 <= fit.value <= 1:
            what = f"complementarity {fit.value:g} is not between 0 and 1"
            found.add("complementarity", fit.market, what, "Correct it, or take the row out.")
    for code, why in closed:
        if not why.strip():
            found.add("blocked markets", code, "no reason", "Say why the market is closed.")
    for name, column in columns.items():
        for code, value in column:
            if math.isinf(value):
                found.add(name, code, f"{name} is {value}", "Give a finite number.")


def _check_own(one: OwnMarket, with_waves: bool, found: Found) -> None:
    """Remember what is wrong with an own market."""
    table = "own markets"
    if one.wave < 0 or one.wave != int(one.wave):
        mend = "Give whole numbers from 1, or leave it empty where the market is not entered."
        found.add(table, one.market, f"wave {one.wave:g} is no whole number from 1", mend)
    if with_waves and one.year and not one.wave:
        mend = "Give every entered market a wave, or none."
        found.add(table, one.market, f"entered in {one.year}, but in no wave", mend)
    for name in ("ties", "relationships"):
        value = getattr(one, name)
        if value < 0:
            found.add(table, one.market, f"{name} is {value:g}", "Give a number from 0.")
    if one.ties == 0 and one.tie_texts:
        mend = "Correct the number, or leave it empty."
        found.add(table, one.market, f"0 ties, but there is '{one.tie}'", mend)
    if one.level and one.level not in LEVELS:
        error = unknown_name("level", one.level, LEVELS)
        found.add(table, one.market, error.what, error.mend)


def _check_distances(
    table: MarketTable,
    listed: Mapping[str, list[str]],
    columns: set[str],
    lacking: Lacking,
    found: Found,
) -> None:
    """Remember a home that has no distances, and named markets without one."""
    origin = table.distances.key("origin")
    if table.home not in origin.labels:
        error = unknown_name("origin", table.home, origin.labels)
        found.errors.append(InputError(error.what, where="distances", mend=error.mend))
        return
    known = {*table.distances_from(table.home), table.home}
    if lacking == "refuse":
        for name, codes in listed.items():
            for code in dict.fromkeys(codes):
                # What is no country at all has been told already.
                if name not in columns and code not in known and _is_code(code):
                    mend = 'Add it to the distances, or choose lacking="list".'
                    found.add(name, code, f"no distance from {table.home} to {code}", mend)


def _is_code(market: str) -> bool:
    """Return whether a text is the code of a country."""
    return market in countries()
