"""Where a unit stands among its peers in one indicator and year."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.messages import message, plural
from hanse.observatory.benchmark.doubts import Limits, doubts
from hanse.observatory.benchmark.percentile import (
    FEWEST_SHOWN,
    percentile,
    place_among,
    quartiles,
)
from hanse.observatory.indicators.indicator import Indicator
from hanse.observatory.observations import Observations
from hanse.result import Record

__all__ = ["NO_ROW", "Standing", "standing_of"]

Floats = npt.NDArray[np.float64]

NO_ROW = "no observation"
"""Why a unit without a row has no value."""


@dataclass(frozen=True, eq=False)
class Standing(Record, kind="observatory-standing"):
    """One indicator in one year.

    Attributes
    ----------
    indicator, year, direction : str
        What is compared, when, and which end is better.
    value, n, of : float
        The unit's value, the firms behind it and the firms there are; NaN where not known.
    percentile : float
        From 0 to 100, NaN where ``reason`` says why.
    rank, tied : int
        The place from the best and how many peers share it; rank 0 without a value or peers.
    peers, with_value : int
        Peers chosen, and those with a value.
    lower_quartile, median, upper_quartile : float
        Of the peers, NaN with fewer than four with a value.
    constant, constant_peers : float, int
        Percentile among the peers with a value in both the first and the last year, and how many
        of them have one in this year; NaN and 0 where one year is looked at.
    reason : str
        Why there is no percentile.
    missing : str
        Why peers have no value, with how many.
    warnings : tuple of str
        What makes the comparison unsure.
    peer_names, peer_values, peer_n
        The peers with a value, their values and the firms behind them; empty with fewer than four.
    """

    indicator: str
    year: str
    direction: str
    value: float
    n: float
    of: float
    percentile: float
    rank: int
    tied: int
    peers: int
    with_value: int
    lower_quartile: float
    median: float
    upper_quartile: float
    constant: float
    constant_peers: int
    reason: str
    missing: str
    warnings: tuple[str, ...]
    peer_names: tuple[str, ...]
    peer_values: npt.NDArray[np.float64]
    peer_n: npt.NDArray[np.float64]

    @property
    def coverage(self) -> float:
        """The share of the peers that have a value, NaN without peers."""
        return self.with_value / self.peers if self.peers else math.nan

    @property
    def rank_text(self) -> str:
        """The rank among the unit and its peers with a value, as in "3 of 9"; = where it is shared.

        Empty without a value or without peers.
        """
        if not self.rank:
            return ""
        return f"{self.rank}{'=' if self.tied else ''} of {self.with_value + 1}"

    @property
    def is_position_only(self) -> bool:
        """Whether neither end of the scale is better."""
        return self.direction == "none"


def standing_of(
    observations: Observations,
    unit: str,
    peers: Sequence[str],
    entry: Indicator,
    year: str,
    *,
    level: str,
    limits: Limits,
    constant: Sequence[str] = (),
) -> Standing:
    """Return where a unit stands in one indicator and year.

    Parameters
    ----------
    observations : Observations
        With a row for each unit, or none where nothing is known.
    unit : str
        The one that is compared.
    peers : sequence of str
        The others, the unit not among them.
    entry : Indicator
        What is compared.
    year, level : str
        When, and what the units are.
    limits : Limits
        From where on to warn.
    constant : sequence of str
        The peers with a value in both the first and the last year.
    """
    value, n, of, why = _cell(observations, unit, entry.id, year, level)
    found = _peer_cells(observations, peers, entry.id, year, level)
    values = found.values
    steady = found.of(constant)
    reason = _reason(why, len(peers), len(values), limits.least)
    better, tied, ranked = place_among(value, values, direction=entry.direction)
    quarters = quartiles(values)
    shown = len(values) if len(values) >= FEWEST_SHOWN else 0
    return Standing(
        *(entry.id, year, entry.direction),
        *(value, n, of),
        percentile=_percentile(value, values, entry, not reason),
        rank=better + 1 if ranked else 0,
        tied=tied,
        peers=len(peers),
        with_value=len(values),
        lower_quartile=quarters[0],
        median=quarters[1],
        upper_quartile=quarters[2],
        constant=_percentile(value, steady, entry, len(steady) >= limits.least),
        constant_peers=len(steady),
        reason=reason,
        missing=found.missing,
        warnings=doubts(math.nan if why else n, found.firms, len(peers), found.missing, limits),
        peer_names=found.names[:shown],
        peer_values=values[:shown],
        peer_n=found.firms[:shown],
    )


@dataclass(frozen=True, eq=False)
class _PeerCells:
    """The peers with a value, and why the others have none."""

    names: tuple[str, ...]
    values: Floats
    firms: Floats
    missing: str

    def of(self, group: Sequence[str]) -> Floats:
        """Return the values of those that are in a group."""
        chosen = set(group)
        kept = [at for at, name in enumerate(self.names) if name in chosen]
        return np.asarray(self.values[kept])


def _percentile(value: float, peers: Floats, entry: Indicator, is_shown: bool) -> float:
    """Return the percentile, NaN where it is not shown."""
    return percentile(value, peers, direction=entry.direction) if is_shown else math.nan


def _peer_cells(
    observations: Observations, peers: Sequence[str], indicator: str, year: str, level: str
) -> _PeerCells:
    """Return what is known of the peers in one indicator and year."""
    cells = {name: _cell(observations, name, indicator, year, level) for name in peers}
    names = tuple(name for name, cell in cells.items() if not math.isnan(cell[0]))
    gaps = Counter(cell[3] for cell in cells.values() if math.isnan(cell[0]))
    return _PeerCells(
        names,
        np.array([cells[name][0] for name in names], dtype=np.float64),
        np.array([cells[name][1] for name in names], dtype=np.float64),
        "; ".join(f"{reason} ({count:,})" for reason, count in gaps.most_common()),
    )


def _cell(
    observations: Observations, unit: str, indicator: str, year: str, level: str
) -> tuple[float, float, float, str]:
    """Return value, firms, firms there are, and why there is no value."""
    at = observations.row(unit, indicator, year, level)
    if at < 0:
        return math.nan, math.nan, math.nan, NO_ROW
    numbers = (
        float(column[at]) for column in (observations.value, observations.n, observations.of)
    )
    value, n, of = numbers
    return value, n, of, observations.reason[at] if math.isnan(value) else ""


def _reason(why: str, peers: int, known: int, least: int) -> str:
    """Return why there is no percentile, empty where there is one."""
    if why:
        return message("no own value: {why}", why=why)
    if not peers:
        return message("no peers")
    if not known:
        return message("no peer has a value")
    if known < least:
        return message(
            "{n} with a value, fewer than {least}: the rank stands alone",
            n=plural(known, "peer"),
            least=least,
        )
    return ""
