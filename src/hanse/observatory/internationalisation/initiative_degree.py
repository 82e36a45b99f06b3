"""Degree of internationalisation of cluster initiatives and programmes (the macro level)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from hanse.messages import message, plural
from hanse.observatory.internationalisation.cell_checks import CellChecks, whole_years
from hanse.observatory.internationalisation.groups import Groups, divided
from hanse.observatory.internationalisation.measures import Degree, Gap, Measure, Why, measured
from hanse.observatory.internationalisation.panel import firm_panel
from hanse.observatory.internationalisation.partners import partner_breadth, with_codes
from hanse.observatory.suppression import FEW, SuppressionRule, hidden_cells
from hanse.tables.long_table import LongTable

__all__ = ["InitiativeDegree", "initiative_degree"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
_RULE = SuppressionRule()


@dataclass(frozen=True, eq=False)
class InitiativeDegree(Degree, kind="observatory-initiative-degree"):
    """What each initiative reaches in each year; ``n`` counts clusters."""

    level: ClassVar[str] = "initiative"


@dataclass(frozen=True, eq=False)
class _Reach:
    """Rows put together by initiative, year and cluster, and these by initiative and year."""

    groups: Groups
    firms: Floats
    cluster: Ints
    year: Ints
    several: int


def initiative_degree(
    initiatives: LongTable, firms: LongTable | None = None, *, rule: SuppressionRule = _RULE
) -> InitiativeDegree:
    """Measure what initiatives reach.

    Parameters
    ----------
    initiatives : LongTable
        Keys ``initiative``, ``year``, ``cluster`` and perhaps ``country``; columns ``firms`` (of
        that cluster that take part) and ``budget``, both optional. See `INITIATIVES`.
    firms : LongTable, optional
        The firms of clusters, by which the share that takes part is found.
    rule : SuppressionRule
        A budget per firm is hidden where fewer firms than this asks take part.

    Returns
    -------
    InitiativeDegree
        Clusters, firms and countries reached (a cluster that is listed counts unless none of its
        firms takes part); the share of the firms of these clusters that takes
        part; the budget for each firm that does. NaN with a reason where not defined.

    Raises
    ------
    InputError
        If a country is not known, a number is negative, or a row stands twice; for ``firms`` see
        `firm_panel`.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("Kista", 4.0, 100.0), ("Lund", 6.0, 50.0)]
    >>> frame = pd.DataFrame(rows, columns=["cluster", "firms", "budget"])
    >>> table = LongTable.from_frame(
    ...     frame.assign(initiative="Go", year=2020), keys=["initiative", "year", "cluster"],
    ...     values=["firms", "budget"],
    ... )
    >>> made = initiative_degree(table)
    >>> {one.indicator: float(one.value[0]) for one in made.measures}
    {'clusters_reached': 2.0, 'firms_reached': 10.0, 'budget_per_firm': 15.0}
    """
    table = with_codes(initiatives)
    years, year = whole_years(table)
    key = table.key("initiative")
    table.key("cluster")
    table.unique([n for n in ("initiative", "year", "cluster", "country") if n in table.keys])
    checks = CellChecks(table)
    checks.within("firms", 0.0, np.inf)
    checks.within("budget", 0.0, np.inf)
    checks.tell()
    flat, cell = np.unique(key.codes.astype(np.int64) * len(years) + year, return_inverse=True)
    cells = Groups(cell.astype(np.int64), len(flat))
    reach = _reach(table, cells, year)
    measures, gaps = _reached(table, cells, reach)
    _firms(table, firms, cells, reach, years, rule, measures, gaps)
    order = ("clusters_reached", "firms_reached", "countries_reached", "participation")
    measures.sort(key=lambda one: (*order, "budget_per_firm").index(one.indicator))
    return InitiativeDegree(
        units=key.labels,
        years=years,
        unit=(flat // max(len(years), 1)).astype(np.int32),
        year=(flat % max(len(years), 1)).astype(np.int32),
        measures=tuple(measures),
        gaps=tuple(gaps),
        notes=_notes(reach),
    )


def _reached(table: LongTable, cells: Groups, reach: _Reach) -> tuple[list[Measure], list[Gap]]:
    """Return the number of clusters and of countries."""
    size = reach.groups.sizes
    some = reach.groups.how_many(reach.firms != 0)
    measures = [measured("clusters_reached", some, n=size, of=size)]
    gaps: list[Gap] = []
    if "country" in table.keys:
        found, named = partner_breadth(table, cells.of, np.ones(table.n), cells.count)
        why: Why = [(named == 0, "no country named")]
        measures.append(measured("countries_reached", found.markets, n=size, of=size, why=why))
    else:
        gaps.append(Gap(("countries_reached",), ("country",), "initiatives"))
    return measures, gaps


def _reach(table: LongTable, cells: Groups, year: Ints) -> _Reach:
    """Return the clusters of each initiative and year, each once.

    Rows of several countries may tell of the same firms: the largest number counts.
    """
    key = table.keys["cluster"]
    clusters = max(len(key.labels), 1)
    flat, place = np.unique(cells.of * clusters + key.codes, return_inverse=True)
    firms = np.full(len(flat), -np.inf)
    given = table.values.get("firms", np.full(table.n, np.nan))
    np.maximum.at(firms, place, np.where(np.isnan(given), -np.inf, given))
    firms[np.bincount(place, weights=np.isnan(given), minlength=len(flat)) > 0] = np.nan
    when = np.zeros(len(flat), dtype=np.int64)
    when[place] = year
    several = int((np.bincount(place, minlength=len(flat)) > 1).sum())
    return _Reach(Groups(flat // clusters, cells.count), firms, flat % clusters, when, several)


def _firms(
    table: LongTable,
    firms: LongTable | None,
    cells: Groups,
    reach: _Reach,
    years: tuple[str, ...],
    rule: SuppressionRule,
    measures: list[Measure],
    gaps: list[Gap],
) -> None:
    """Add the firms reached, their share and the budget for each."""
    if "firms" not in table.values:
        names = ("firms_reached", "participation", "budget_per_firm")
        gaps.append(Gap(names, ("firms",), "initiatives"))
        return
    n, of = reach.groups.known(reach.firms), reach.groups.sizes
    lost: Why = [(n < of, "firms of a cluster not given")]
    reached = reach.groups.sums(reach.firms)
    measures.append(measured("firms_reached", reached, n=n, of=of, why=lost))
    if firms is None:
        gaps.append(Gap(("participation",), (), "firms"))
    else:
        there = _firms_there(table, firms, reach, years)
        whole = reach.groups.sums(there)
        why: Why = [
            *lost,
            (reach.groups.known(there) < of, "a cluster is not in the file of firms in that year"),
            (reached > whole, "more firms take part than the file of firms lists"),
        ]
        measures.append(measured("participation", divided(reached, whole), n=n, of=of, why=why))
    _budget(table, cells, reach, rule, measures, gaps)


def _budget(
    table: LongTable,
    cells: Groups,
    reach: _Reach,
    rule: SuppressionRule,
    measures: list[Measure],
    gaps: list[Gap],
) -> None:
    """Add the budget for each firm that takes part."""
    if "budget" not in table.values:
        gaps.append(Gap(("budget_per_firm",), ("budget",), "initiatives"))
        return
    n, of = reach.groups.known(reach.firms), reach.groups.sizes
    reached = reach.groups.sums(reach.firms)
    budget = table.values["budget"]
    hidden = hidden_cells(np.where(n < of, 0.0, reached), rule=rule) == FEW
    why: Why = [
        (n < of, "firms of a cluster not given"),
        (cells.how_many(np.isnan(budget)) > 0, "budget not given"),
        (reached == 0, "no firm takes part"),
        (hidden, rule.reason(FEW)),
    ]
    share = divided(cells.sums(budget), reached)
    measures.append(measured("budget_per_firm", share, n=n, of=of, why=why))


def _firms_there(
    table: LongTable, firms: LongTable, reach: _Reach, years: tuple[str, ...]
) -> Floats:
    """Return how many firms the file of firms lists for each cluster and year, NaN for none."""
    panel = firm_panel(firms)
    sizes = np.zeros((len(panel.clusters) + 1, len(panel.years) + 1))
    sizes[panel.cells] = panel.groups.sizes
    clusters = {name: at for at, name in enumerate(panel.clusters)}
    calendar = {int(text): at for at, text in enumerate(panel.years)}
    here = np.array([clusters.get(n, -1) for n in table.keys["cluster"].labels], dtype=np.int64)
    when = np.array([calendar.get(int(text), -1) for text in years], dtype=np.int64)
    found = sizes[here[reach.cluster], when[reach.year]]
    return np.where(found > 0, found, np.nan)


def _notes(reach: _Reach) -> tuple[str, ...]:
    """Return what the reader must know."""
    notes = ["A firm counts once for each cluster; firms of several initiatives count in each."]
    if reach.several:
        notes.append(
            message(
                "{n} of an initiative and year with several rows: the largest number of firms "
                "counts, as rows of several countries may tell of the same firms.",
                n=plural(reach.several, "cluster"),
            )
        )
    return tuple(notes)
