"""The history of entries against distance: what went in order, what was a leap, what came late."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from hanse.errors import InputError, unknown_name
from hanse.messages import Message, columns_text, join_names, message, plural
from hanse.partners.market_path.market_table import Complement, MarketTable, OwnMarket
from hanse.partners.market_path.path_builder import home_distances
from hanse.partners.market_path.path_weights import LeapRule
from hanse.partners.market_path.path_words import evidence
from hanse.partners.market_path.ring_limits import TIE, ring_limits, ring_of
from hanse.partners.market_path.wave_agreement import WaveAgreement, wave_agreement
from hanse.partners.market_path.wave_check import waves_hold
from hanse.result import Answer, Record
from hanse.tables.countries import country_name

__all__ = ["FLAGS", "WaveEntry", "WaveReport", "waves"]

FLAGS = (
    "in order",
    "leap led by ties",
    "leap led by complementarity",
    "far without a tie on record",
    "late for its distance",
)
"""What an entry can be; ties come before complementarity."""


@dataclass(frozen=True)
class WaveEntry(Record, kind="partners-wave-entry"):
    """One entered market.

    Attributes
    ----------
    market : str
        Code.
    wave : int
        From 1; years are counted as waves in their order.
    year : int
        0 where it is not known.
    ring, distance_rank : int
        The ring, and the place among all markets with a distance, from the nearest.
    distance : float
        As the table has it.
    flag : str
        One of `FLAGS`.
    reason : str
        Why, in words.
    ties : float
        How many there are on record; NaN where it is not known.
    level, tie : str
        Position and what the ties are.
    complementarity : float
        0 to 1; NaN where it is not known.
    """

    market: str
    wave: int
    year: int
    ring: int
    distance_rank: int
    distance: float
    flag: str
    reason: str
    ties: float
    level: str
    tie: str
    complementarity: float


@dataclass(frozen=True, eq=False)
class WaveReport(Answer, kind="partners-wave-report"):
    """Entries in waves against distance; made by `waves`.

    Attributes
    ----------
    home : str
        Code of the country.
    by : str
        ``"breaks"`` or ``"limits"``.
    limits : tuple of float
        The farthest distance of each ring but the last.
    markets : int
        How many have a distance.
    rule : LeapRule
        What is far, and what justifies it.
    late : int
        So many waves after the first entry into its ring an entry is late.
    agreement : WaveAgreement
        Rank correlation of wave and distance.
    entries : tuple of WaveEntry
        By wave, then from near to far.
    without_distance : tuple of str
        Entered markets that have no distance, and so no flag.
    """

    home: str
    by: str
    limits: tuple[float, ...]
    markets: int
    rule: LeapRule
    late: int
    agreement: WaveAgreement
    entries: tuple[WaveEntry, ...]
    without_distance: tuple[str, ...]

    def of(self, flag: str) -> tuple[str, ...]:
        """Return the markets with a flag; an unknown one is an error."""
        if flag not in FLAGS:
            raise unknown_name("flag", flag, FLAGS, where="waves")
        return tuple(one.market for one in self.entries if one.flag == flag)

    @property
    def leaps(self) -> tuple[str, ...]:
        """The markets that were leaps, led by ties or by complementarity."""
        return tuple(one.market for one in self.entries if one.flag.startswith("leap"))

    def entry(self, market: str) -> WaveEntry:
        """Return the entry of a market; one that is not there is an error."""
        found = {one.market: one for one in self.entries}
        if market not in found:
            raise unknown_name("market", market, found, where="waves")
        return found[market]

    @property
    def said(self) -> tuple[Message, ...]:
        """The report in sentences."""
        made = [self.agreement.said]
        for flag in FLAGS:
            here = [one for one in self.entries if one.flag == flag]
            if here and flag == FLAGS[0]:
                n = plural(len(here), "market")
                names = join_names([country_name(one.market) for one in here], most=40)
                made.append(message("In order: {n} ({names}).", n=n, names=names))
            for one in here if flag != FLAGS[0] else []:
                template = "{name} ({market}), wave {wave}, ring {ring}: {flag}, {reason}."
                made.append(
                    message(
                        template,
                        name=country_name(one.market),
                        market=one.market,
                        wave=one.wave,
                        ring=one.ring,
                        flag=flag,
                        reason=one.reason,
                    )
                )
        if self.leaps:
            made.append(message("A tie on record is no proof that it came before the entry."))
        if self.without_distance:
            names = join_names([country_name(one) for one in self.without_distance], most=30)
            made.append(message("Without a distance, not judged: {names}.", names=names))
        return tuple(made)

    def verify(self) -> bool:
        """Return whether plain loops give the same rings, flags and rank correlations."""
        return waves_hold(self)

    def to_frame(self) -> Any:
        """Return one row for each entry.

        Columns: ``home market name wave year ring distance_rank distance flag reason ties level
        tie complementarity``.
        """
        import pandas as pd

        names = [one.name for one in fields(WaveEntry)]
        rows = [[getattr(one, name) for name in names] for one in self.entries]
        frame = pd.DataFrame(rows, columns=names)
        frame.insert(0, "home", self.home)
        frame.insert(2, "name", [country_name(one.market) for one in self.entries])
        return frame

    def __str__(self) -> str:
        way = "natural breaks" if self.by == "breaks" else "given limits"
        head = (
            f"Entries from {country_name(self.home)} against the distance of "
            f"{plural(self.markets, 'market')} in {plural(len(self.limits) + 1, 'ring')} ({way})"
        )
        lines = [
            [
                *(str(one.wave), one.market, str(one.ring)),
                *(f"{one.distance:+.2f}", f"{one.distance_rank:,}", one.flag),
            ]
            for one in self.entries
        ]
        header = ["wave", "market", "ring", "distance", "rank", ""]
        rule = f"{self.rule} Late: {plural(self.late, 'wave')} after the first entry into its ring."
        return "\n".join([head, columns_text(header, lines, left=[1, 5]), rule, *self.said])


def waves(
    table: MarketTable,
    *,
    home: str | None = None,
    rings: int | Sequence[float] = 3,
    rule: LeapRule | None = None,
    late: int = 2,
    among: Collection[str] | None = None,
    draws: int = 9999,
    seed: int = 0,
) -> WaveReport:
    """Hold the history of entries against the distance of markets.

    An entry is far by the rule, where the frontier is that before its wave: then it is a leap led
    by ties, or by complementarity, or has neither on record. One that is not far is late where its
    ring had been entered without a leap `late` waves or more before. All others are in order.
    Blocked markets count: they are history.

    Parameters
    ----------
    table : MarketTable
        With waves or years of entry.
    home, rings, rule, among
        As `market_path` takes them.
    late : int
        From 1.
    draws, seed : int
        Of the permutation p; see `wave_agreement`.

    Raises
    ------
    InputError
        If no market has been entered, or `late` is below 1; and as `market_path`.

    References
    ----------
    Johanson, J. & Vahlne, J.-E. (1977). The internationalization process of the firm. *Journal of
    International Business Studies* 8(1), pp. 23-32: markets in the order of psychic distance.

    Examples
    --------
    >>> import pandas as pd
    >>> from hanse.partners.market_path import market_table
    >>> places = {"NOR": 1.0, "GBR": 1.2, "DEU": 3.0, "POL": 3.5, "CHN": 9.0, "CHL": 9.5}
    >>> frame = pd.DataFrame(
    ...     {"origin": "SWE", "destination": list(places), "distance": list(places.values())}
    ... )
    >>> own = [OwnMarket("NOR", 1), OwnMarket("GBR", 3), OwnMarket("CHN", 2, tie="sister city")]
    >>> report = waves(market_table(frame, home="SWE", own=own))
    >>> [(one.market, one.flag) for one in report.entries]
    [('NOR', 'in order'), ('CHN', 'leap led by ties'), ('GBR', 'late for its distance')]
    """
    if late < 1:
        raise InputError(f"late is {late}", where="waves", mend="Give a whole number from 1.")
    ruled = rule or LeapRule()
    at, distances = home_distances(table, home, among)
    limits = ring_limits(np.array(list(distances.values())), rings)
    entered = _waves_of(table)
    known = {own: wave for own, wave in entered.items() if own.market in distances}
    entries = _entries(table, known, distances, limits, ruled, late)
    entries.sort(key=lambda one: (one.wave, one.distance, one.market))
    agreement = wave_agreement(
        np.array([one.wave for one in entries], dtype=np.float64),
        np.array([one.distance for one in entries], dtype=np.float64),
        draws=draws,
        seed=seed,
    )
    gone = sorted(own.market for own in entered if own.market not in distances)
    by = "breaks" if isinstance(rings, (int, np.integer)) else "limits"
    return WaveReport(
        *(at, by, limits, len(distances), ruled, late, agreement, tuple(entries), tuple(gone))
    )


def _entries(
    table: MarketTable,
    known: dict[OwnMarket, int],
    distances: dict[str, float],
    limits: Sequence[float],
    rule: LeapRule,
    late: int,
) -> list[WaveEntry]:
    """Return the entries with their flags."""
    ring = {own: ring_of(distances[own.market], limits) for own in known}
    far = {own for own in known if _is_far(own, known, ring, rule)}
    fits = {one.market: one for one in table.complements}
    made = []
    for own, wave in known.items():
        fit = fits.get(own.market)
        if own in far:
            flag, reason = _far_flag(own, fit, ring[own], rule)
        else:
            first = min(known[o] for o in known if ring[o] == ring[own] and o not in far)
            flag, reason = _near_flag(wave, first, late)
        made.append(_entry(own, wave, ring[own], fit, distances, flag, reason))
    return made


def _waves_of(table: MarketTable) -> dict[OwnMarket, int]:
    """Return the wave of each entered market; years are waves in their order."""
    entered = [one for one in table.own if one.is_entered]
    if not entered:
        mend = "Give a wave or a year of the markets that were entered."
        raise InputError("no market has been entered", where="waves", mend=mend)
    if any(one.wave for one in entered):
        return {one: one.wave for one in entered}
    years = sorted({one.year for one in entered})
    return {one: years.index(one.year) + 1 for one in entered}


def _is_far(
    own: OwnMarket, known: dict[OwnMarket, int], ring: dict[OwnMarket, int], rule: LeapRule
) -> bool:
    """Return whether a market was far for who had come to where they were before its wave."""
    before = [ring[other] for other, wave in known.items() if wave < known[own]]
    return rule.is_far(ring[own], rule.frontier(before))


def _far_flag(own: OwnMarket, fit: Complement | None, ring: int, rule: LeapRule) -> tuple[str, str]:
    """Return the flag of a far entry, and why."""
    led, said = evidence(own, fit, rule)
    if not led:
        return FLAGS[3], message("ring {ring} with no tie or complement", ring=ring)
    return FLAGS[1] if led[0] == "ties" else FLAGS[2], said


def _near_flag(wave: int, first: int, late: int) -> tuple[str, str]:
    """Return the flag of an entry that is not far, and why."""
    if wave - first < late:
        return FLAGS[0], ""
    return FLAGS[4], message("its ring was first entered in wave {first}", first=first)


def _entry(
    own: OwnMarket,
    wave: int,
    ring: int,
    fit: Complement | None,
    distances: dict[str, float],
    flag: str,
    reason: str,
) -> WaveEntry:
    """Return an entry with its place among all markets."""
    distance = distances[own.market]
    return WaveEntry(
        market=own.market,
        wave=wave,
        year=own.year,
        ring=ring,
        distance_rank=1 + sum(other < distance - TIE for other in distances.values()),
        distance=distance,
        flag=flag,
        reason=reason,
        ties=own.tie_count,
        level=own.level,
        tie=own.tie,
        complementarity=fit.value if fit is not None else math.nan,
    )
