"""Degree of internationalisation of firms (the micro level), year by year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from hanse.messages import join_names, message
from hanse.observatory.internationalisation.analysis import BREADTH, FirmAnalysis, firm_analysis
from hanse.observatory.internationalisation.groups import Groups
from hanse.observatory.internationalisation.measures import (
    NOT_GIVEN,
    Degree,
    Gap,
    Measure,
    Why,
    measured,
)
from hanse.observatory.internationalisation.upgrading import UPGRADING_COLUMNS, firm_growth
from hanse.tables.long_table import LongTable
from hanse.tables.mapping.mapped_table import MoneyBasis

__all__ = ["MARKET_INDICATORS", "FirmDegree", "entropy_adds_up", "firm_degree", "rhythm_why"]

Floats = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]

MARKET_INDICATORS = ("markets", *BREADTH, "rhythm")
"""What needs a file of markets."""

_SECRET = "The figures of single firms are yours and not for publication; clusters are."
_FIRST = "New markets are counted from the second year: which were new in the first is not known."


@dataclass(frozen=True, eq=False)
class FirmDegree(Degree, kind="observatory-firm-degree"):
    """How international each firm is in each year; not for publication.

    Attributes
    ----------
    clusters : tuple of str
        Names of the clusters.
    cluster : ndarray of int32, shape (rows,)
        Place of the cluster of each firm-year.
    """

    level: ClassVar[str] = "firm"

    clusters: tuple[str, ...] = ()
    cluster: npt.NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))

    def __post_init__(self) -> None:
        super().__post_init__()
        made = np.array(self.cluster, dtype=np.int32)
        made.setflags(write=False)
        object.__setattr__(self, "cluster", made)

    def verify(self) -> bool:
        """Return whether entropy is its related and unrelated part in every firm-year."""
        return entropy_adds_up(self, "market_entropy")

    def to_frame(self) -> Any:
        """Return one row for each firm, year and indicator.

        Columns: ``level cluster unit year indicator value n of reason``.
        """
        frame = super().to_frame()
        names = [self.clusters[at] for at in self.cluster.tolist()]
        frame.insert(1, "cluster", names * len(self.measures))
        return frame


def firm_degree(
    firms: LongTable,
    markets: LongTable | None = None,
    *,
    home: str | Mapping[str, str] = "",
    distances: LongTable | None = None,
    regions: Mapping[str, str] | None = None,
    money: MoneyBasis | None = None,
    market_tolerance: float = 0.01,
    rise_tolerance: float = 1e-9,
) -> FirmDegree:
    """Measure how international firms are, year by year.

    Parameters
    ----------
    firms : LongTable
        One row for each firm and year; see `FIRMS`. Indicators whose columns are absent are left
        out, and a gap says which columns would give them.
    markets : LongTable, optional
        Foreign sales by firm, year and country; see `MARKETS`.
    home : str or mapping of str to str
        The home country, or that of each cluster: refused among its markets, and where its
        distances start.
    distances : LongTable, optional
        Keys ``origin`` and ``destination``, column ``distance``, in any unit.
    regions : mapping of str to str, optional
        The region of each country; by default the subregions of the United Nations' M49.
    money : MoneyBasis, optional
        In which money the amounts are (`MappedTable.money`).
    market_tolerance : float
        By how much, as a share, the markets of a firm may exceed its foreign sales without a note.
    rise_tolerance : float
        By how much, relative to the larger value, a measure must rise to count as upgrading.

    Returns
    -------
    FirmDegree
        Shares in [0, 1], entropy in nats, distances in the unit of the table, speed in years,
        growth as a share a year; NaN with a reason where not defined.

    Raises
    ------
    InputError
        If numbers are out of range, a firm stands twice in a year or in two clusters, markets name
        an unknown firm or country or the home country; see `firm_panel` and `market_rows`.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("Kista", "Alba", 2020, 200.0, 50.0), ("Kista", "Alba", 2021, 200.0, 60.0)]
    >>> frame = pd.DataFrame(rows, columns=["cluster", "firm", "year", "sales", "foreign_sales"])
    >>> table = LongTable.from_frame(
    ...     frame, keys=["cluster", "firm", "year"], values=["sales", "foreign_sales"]
    ... )
    >>> made = firm_degree(table)
    >>> made.measure("export_share").value, made.measure("foreign_sales_growth").value.round(9)
    (array([0.25, 0.3 ]), array([nan, 0.2]))
    >>> made.measure("foreign_sales_growth").reason
    ["the firm's first year", '']
    """
    made = firm_analysis(
        firms,
        markets,
        home=home,
        distances=distances,
        regions=regions,
        money=money,
        market_tolerance=market_tolerance,
        rise_tolerance=rise_tolerance,
    )
    return _degree(made)


def _degree(made: FirmAnalysis) -> FirmDegree:
    """Return the degree of firms."""
    panel = made.panel
    gaps = list(made.found.gaps)
    measures = [
        _measure(name, numbers, made.found.why.get(name, ()))
        for name, numbers in made.found.values.items()
    ]
    notes = [_SECRET, *made.notes]
    if made.rows is None:
        gaps.append(Gap(MARKET_INDICATORS, (), "markets"))
    else:
        measures += _breadth(made)
        notes.append(_FIRST)
        if made.rows.above:
            names = join_names(made.rows.above, most=10)
            notes.append(message("More in their markets than all abroad: {names}.", names=names))
        if made.distance is None:
            gaps.append(Gap(("distance_breadth",), (), "distances"))
    measures += _dynamics(made, gaps)
    return FirmDegree(
        units=panel.firms,
        years=panel.years,
        unit=panel.firm.astype(np.int32),
        year=panel.year.astype(np.int32),
        measures=tuple(measures),
        gaps=tuple(gaps),
        notes=tuple(notes),
        clusters=panel.clusters,
        cluster=panel.cluster.astype(np.int32),
    )


def _measure(indicator: str, value: Floats, why: Why, other: str = NOT_GIVEN) -> Measure:
    """Return a measure of firm-years: one firm of one where there is a value."""
    one = np.ones(len(value))
    made = measured(indicator, value, n=one, of=one, why=why, other=other)
    n = np.where(np.isnan(made.value), 0.0, 1.0)
    return Measure(indicator, made.value, n, one, made.why, made.reasons)


def _breadth(made: FirmAnalysis) -> list[Measure]:
    """Return the breadth and the rhythm of each firm-year."""
    panel, rows = made.panel, made.rows
    assert rows is not None
    groups = Groups(np.arange(len(panel.firm)), len(panel.firm))
    found = made.breadth(groups)
    unknown: Why = [
        (rows.partial, "sales in one of the markets not given"),
        (~rows.known, "markets not given"),
    ]
    none: Why = [*unknown, (found.total == 0, "no foreign sales")]
    measures = [_measure("markets", found.markets, unknown)]
    for indicator, part in BREADTH.items():
        if part == "distance" and made.distance is None:
            continue
        why = [*none, (found.far, made.far_reason)] if part == "distance" else none
        measures.append(_measure(indicator, getattr(found, part), why))
    tempo = made.rhythm(panel.firm, len(panel.firms))
    at = panel.firm, panel.year
    why = [*unknown, *rhythm_why(made, tempo.short[at], tempo.gap[at], tempo.none[at])]
    measures.append(_measure("rhythm", tempo.value[at], why))
    return measures


def rhythm_why(made: FirmAnalysis, short: Marks, gap: Marks, none: Marks) -> Why:
    """Return why a rhythm is empty."""
    uneven = np.full(len(short), not made.even)
    return [
        (uneven, "the years of the panel are not equally far apart"),
        (gap, "the markets of a year between are not known"),
        (short, message("fewer than {n} years", n=3)),
        (none, "no new market"),
    ]


def _dynamics(made: FirmAnalysis, gaps: list[Gap]) -> list[Measure]:
    """Return growth and upgrading since the first year of each firm."""
    panel, foreign = made.panel, made.found.foreign_sales
    measures = []
    if foreign is None:
        gaps.append(Gap(("foreign_sales_growth",), ("foreign_sales",), "firms"))
    else:
        growth, why = firm_growth(panel, foreign)
        measures.append(_measure("foreign_sales_growth", growth, why))
    if not made.steps.names:
        gaps.append(Gap(("upgrading",), UPGRADING_COLUMNS, "firms"))
    else:
        first: Why = [(panel.elapsed == 0, "the firm's first year")]
        other = "no measure of upgrading known in both years"
        measures.append(_measure("upgrading", made.steps.share, first, other))
    return measures


def entropy_adds_up(degree: Degree, name: str) -> bool:
    """Return whether the entropy of each row is the sum of its parts, as far as all are shown."""
    found = {one.indicator: one.value for one in degree.measures}
    if name not in found:
        return True
    parts = found[f"{name}_related"] + found[f"{name}_unrelated"]
    shown = ~np.isnan(found[name])
    return bool(np.allclose(parts[shown], found[name][shown], rtol=0, atol=1e-9))
