"""Benchmarks: a unit among its peers in every indicator and year, and how that moved."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from hanse.errors import unknown_name
from hanse.messages import columns_text, plural
from hanse.observatory.benchmark.asked import chosen_peers, entries_of, limits_of, names_of
from hanse.observatory.benchmark.constancy import constant_peers
from hanse.observatory.benchmark.doubts import Limits
from hanse.observatory.benchmark.peers import Peers
from hanse.observatory.benchmark.percentile import FEWEST_SHOWN
from hanse.observatory.benchmark.standing import Standing, standing_of
from hanse.observatory.indicators import Indicator
from hanse.observatory.observations import Observations
from hanse.observatory.specialisation.text import number_text
from hanse.result import Answer

__all__ = ["Benchmark", "benchmark"]

_FRAME = (
    "indicator",
    "year",
    "value",
    "n",
    "of",
    "percentile",
    "rank_text",
    "peers",
    "with_value",
    "coverage",
    "lower_quartile",
    "median",
    "upper_quartile",
    "constant",
    "constant_peers",
    "direction",
    "reason",
    "missing",
)


@dataclass(frozen=True, eq=False)
class Benchmark(Answer, kind="observatory-benchmark"):
    """A unit among its peers.

    Attributes
    ----------
    unit, level : str
        The one that is compared, and what it is.
    peers : Peers
        With whom, and why.
    limits : Limits
        From where on it warns.
    entries : mapping of str to Indicator
        The cards of what is compared.
    standings : tuple of Standing
        One for each indicator and year, by indicator.
    composition : mapping of str to str
        For each indicator with several years, who of the peers has a value in the first and in the
        last of them.
    notes : tuple of str
        What is to be known of the observations.
    """

    unit: str
    level: str
    peers: Peers
    limits: Limits
    entries: Mapping[str, Indicator]
    standings: tuple[Standing, ...]
    composition: Mapping[str, str]
    notes: tuple[str, ...] = ()

    def standing(self, indicator: str, year: str | int) -> Standing:
        """Return one of the standings.

        Raises
        ------
        InputError
            If there is no such indicator or year.
        """
        if indicator not in self.entries:
            raise unknown_name("indicator", indicator, self.entries, where="benchmark")
        of_indicator = {one.year: one for one in self.standings if one.indicator == indicator}
        if str(year) not in of_indicator:
            raise unknown_name("year", str(year), of_indicator, where="benchmark")
        return of_indicator[str(year)]

    @property
    def years(self) -> tuple[str, ...]:
        """The years, from the first."""
        return tuple(sorted({one.year for one in self.standings}, key=int))

    def verify(self) -> bool:
        """Return whether every percentile and rank is what counting peer by peer gives.

        With fewer than four peers their values are not kept, and nothing is counted.
        """
        return all(_counted_right(one) for one in self.standings)

    def __str__(self) -> str:
        header = ["indicator", "year", "value", "percentile", "rank", "median of peers", "peers"]
        lines = []
        for one in self.standings:
            mark = "*" if one.is_position_only else ""
            percent = number_text(one.percentile, 1)
            lines.append(
                [
                    self.entries[one.indicator].name + mark,
                    one.year,
                    number_text(one.value, 3),
                    percent,
                    one.rank_text or "–",
                    number_text(one.median, 3),
                    f"{one.with_value} of {one.peers}",
                ]
            )
        head = f"{self.unit} among {plural(len(self.peers), 'peer')}. {self.peers.how}"
        table = columns_text(header, lines, left=[0, 1])
        return "\n".join([head, table, *self._said()])

    def _said(self) -> list[str]:
        """Return what is to be said below the table."""
        said: list[str] = []
        if any(one.is_position_only for one in self.standings):
            said.append("* neither end is better: the percentile is a position only")
        for one in self.standings:
            place = f"{self.entries[one.indicator].name}, {one.year}"
            told = ([f"no percentile, {one.reason}."] if one.reason else []) + list(one.warnings)
            said += [f"{place}: {text}" for text in told]
        moved = [f"{self.entries[id].name}: {text}" for id, text in self.composition.items()]
        return [*said, *moved, *self.notes]

    def to_frame(self) -> Any:
        """Return one row for each indicator and year.

        Columns: ``unit indicator year value n of percentile rank peers with_value coverage
        lower_quartile median upper_quartile constant constant_peers direction reason missing
        warnings``, then ``name definition formula unit_of_value source caution`` of the card.
        """
        import pandas as pd

        data: dict[str, list[Any]] = {"unit": [self.unit] * len(self.standings)}
        for name in _FRAME:
            column = "rank" if name == "rank_text" else name
            data[column] = [getattr(one, name) for one in self.standings]
        data["warnings"] = [" ".join(one.warnings) for one in self.standings]
        for name in ("name", "definition", "formula", "unit", "source", "caution"):
            column = "unit_of_value" if name == "unit" else name
            data[column] = [getattr(self.entries[one.indicator], name) for one in self.standings]
        return pd.DataFrame(data)

    def peers_frame(self) -> Any:
        """Return one row for each peer's value that is shown: ``indicator year peer value n``."""
        import pandas as pd

        rows = [
            [one.indicator, one.year, name, value, n]
            for one in self.standings
            for name, value, n in zip(
                one.peer_names, one.peer_values.tolist(), one.peer_n.tolist(), strict=True
            )
        ]
        return pd.DataFrame(rows, columns=["indicator", "year", "peer", "value", "n"])


def benchmark(
    observations: Observations,
    unit: str,
    *,
    peers: Peers | Sequence[str],
    indicators: Sequence[str] | None = None,
    level: str = "cluster",
    years: Sequence[str | int] | None = None,
    catalogue: Mapping[str, Indicator] | None = None,
    least: int = 10,
    coverage: float = 0.7,
    firms: int = 5,
) -> Benchmark:
    """Compare a unit with its peers.

    Parameters
    ----------
    observations : Observations
        Values of the unit and its peers; what is hidden there stays hidden.
    unit : str
        The one that is compared.
    peers : Peers or sequence of str
        With whom; the unit itself is left out.
    indicators : sequence of str, optional
        What; by default all that the unit has.
    level : str
        What the units are.
    years : sequence of str or int, optional
        When; by default all years of the unit.
    catalogue : mapping of str to Indicator, optional
        Where the indicators are defined; by default the package's catalogue.
    least : int
        With fewer peers that have a value there is a rank and no percentile; from 1.
    coverage : float
        A smaller share of the peers with a value is warned about, in [0, 1].
    firms : int
        Fewer firms behind values are warned about; from 0.

    Returns
    -------
    Benchmark
        A percentile is NaN, with its reason, where the unit has no value or too few peers have.

    Raises
    ------
    InputError
        If a level, unit, peer, indicator or year is unknown (with the nearest), indicators are not
        in the catalogue, or a limit is out of range.

    Examples
    --------
    >>> names = [f"C{k}" for k in range(11)]
    >>> rows = [
    ...     ("cluster", name, "2020", "exporter_share", k / 10, 20, 30, "")
    ...     for k, name in enumerate(names)
    ... ]
    >>> found = benchmark(Observations.from_rows(rows), "C8", peers=names)
    >>> one = found.standing("exporter_share", 2020)
    >>> one.percentile, one.rank_text, one.median
    (80.0, '3 of 11', 0.45)
    """
    limits = limits_of(least, coverage, firms)
    of_level = observations.only(level=level)
    mine = of_level.only(unit=unit)
    chosen = chosen_peers(of_level, unit, peers)
    ids = names_of("indicator", indicators, mine.indicators, of_level.indicators)
    when = names_of("year", None if years is None else map(str, years), mine.years, of_level.years)
    entries = entries_of(ids, catalogue)
    when = tuple(sorted(when, key=int))
    standings: list[Standing] = []
    composition: dict[str, str] = {}
    for id, entry in entries.items():
        group, told = constant_peers(of_level, chosen.names, id, when, level)
        composition.update({id: told} if told else {})
        stands = partial(standing_of, of_level, unit, chosen.names, entry, level=level)
        standings += [stands(year=year, limits=limits, constant=group) for year in when]
    return Benchmark(
        unit, level, chosen, limits, entries, tuple(standings), composition, observations.notes
    )


def _counted_right(one: Standing) -> bool:
    """Return whether a standing agrees with a plain count over the peers that are kept."""
    if one.with_value < FEWEST_SHOWN or not one.rank:
        return True
    sign = -1.0 if one.direction == "lower" else 1.0
    points, better, tied = 0.0, 0, 0
    for value in one.peer_values.tolist():
        if math.isclose(value, one.value, rel_tol=1e-9, abs_tol=0.0):
            points, tied = points + 0.5, tied + 1
        elif sign * value < sign * one.value:
            points += 1.0
        else:
            better += 1
    right = one.rank == better + 1 and one.tied == tied and len(one.peer_names) == one.with_value
    if math.isnan(one.percentile):
        return right
    return right and math.isclose(one.percentile, 100 * points / one.with_value, abs_tol=1e-9)
