"""Growth of the foreign sales of clusters: over all firms of each year, and over the same firms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.messages import message
from hanse.observatory.internationalisation.cell_checks import floats_of
from hanse.observatory.internationalisation.cluster_cells import ClusterCells
from hanse.observatory.internationalisation.measures import Measure, Why, measured
from hanse.observatory.internationalisation.upgrading import annual_growth
from hanse.result import Record

__all__ = ["ALL_FIRMS", "SAME_FIRMS", "ClusterGrowth", "cluster_growth"]

ALL_FIRMS, SAME_FIRMS = "all firms", "same firms"
"""Over which firms the growth of a cluster is taken."""

Floats = npt.NDArray[np.float64]
_SILENT = "not every firm gave its foreign sales, and one that did not would count as 0"


@dataclass(frozen=True, eq=False)
class ClusterGrowth(Record, kind="observatory-cluster-growth"):
    """Annual growth since the first year of each cluster, one entry for each cluster-year.

    Attributes
    ----------
    all_firms, same_firms : Measure
        Growth of the sums over the firms of each year, empty where one of them did not give its
        foreign sales, and over those that gave them in both years; ``n`` are the firms of the year
        and those in both.
    stayed, entered, left : ndarray of float64
        Firms that were in the cluster in its first year and still are, that were not, and that are
        no longer.
    """

    all_firms: Measure
    same_firms: Measure
    stayed: Floats
    entered: Floats
    left: Floats

    def __post_init__(self) -> None:
        for name in ("stayed", "entered", "left"):
            object.__setattr__(self, name, floats_of(getattr(self, name)))

    def columns(self) -> dict[str, Any]:
        """Return the columns of a frame."""
        return {
            "all_firms": self.all_firms.value.copy(),
            "all_firms_reason": self.all_firms.reason,
            "same_firms": self.same_firms.value.copy(),
            "same_firms_reason": self.same_firms.reason,
            "same_n": self.same_firms.n.copy(),
            "stayed": self.stayed.copy(),
            "entered": self.entered.copy(),
            "left": self.left.copy(),
        }


def cluster_growth(cells: ClusterCells, foreign: Floats, sums: Measure) -> ClusterGrowth:
    """Return the growth of clusters.

    Parameters
    ----------
    cells : ClusterCells
        The cluster-years.
    foreign : ndarray, shape (firm-years,)
        Foreign sales, NaN where not given.
    sums : Measure
        Their sums by cluster-year, hidden where they must be.
    """
    panel, groups = cells.panel, cells.groups
    clusters, years = panel.cells
    first = np.searchsorted(clusters, clusters)
    elapsed = (panel.calendar[years] - panel.calendar[years[first]]).astype(np.float64)
    whole = groups.sums(foreign)
    silent = sums.n < groups.sizes
    why = [
        *_why(sums, first, elapsed),
        (silent, _SILENT),
        (silent[first], message("in the first year {why}", why=_SILENT)),
    ]
    all_firms = measured(
        "cluster_foreign_sales_growth",
        annual_growth(whole[first], whole, elapsed),
        n=sums.n,
        of=groups.sizes,
        why=[*why, (whole[first] == 0, "no foreign sales in the first year")],
    )
    earlier = _first_rows(cells, first)
    same_firms = _same_firms(cells, foreign, sums.n, earlier, elapsed)
    stayed = groups.how_many(earlier >= 0)
    return ClusterGrowth(
        all_firms, same_firms, stayed, groups.sizes - stayed, groups.sizes[first] - stayed
    )


def _same_firms(
    cells: ClusterCells,
    foreign: Floats,
    answered: Floats,
    earlier: npt.NDArray[np.int64],
    elapsed: Floats,
) -> Measure:
    """Return growth over the firms that gave their foreign sales in both years."""
    groups = cells.groups
    first = np.searchsorted(cells.panel.cells[0], cells.panel.cells[0])
    then = np.where(earlier >= 0, foreign[np.maximum(earlier, 0)], np.nan)
    both = ~np.isnan(foreign) & ~np.isnan(then)
    now_same = groups.sums(np.where(both, foreign, np.nan))
    then_same = groups.sums(np.where(both, then, np.nan))
    same_n = groups.how_many(both)
    differing = answered + answered[first] - 2 * same_n
    few = cells.rule.minimum_firms
    telling = message(
        "beside the sum of all firms it would show fewer than {n} by difference", n=few
    )
    shown = cells.measure(
        "cluster_foreign_sales_growth",
        annual_growth(then_same, now_same, elapsed),
        both,
        summed=(foreign, then),
        why=[
            (then_same == 0, "no foreign sales in the first year"),
            ((differing > 0) & (differing < few), telling),
        ],
    )
    begins: Why = [(elapsed == 0, "the first year of the cluster")]
    whys = [(shown.why == i, text) for i, text in enumerate(shown.reasons) if i]
    return measured(shown.indicator, shown.value, n=same_n, of=groups.sizes, why=[*begins, *whys])


def _first_rows(cells: ClusterCells, first: npt.NDArray[np.intp]) -> npt.NDArray[np.int64]:
    """Return the row of each row's firm in the first year of its cluster, −1 where it has none."""
    panel, groups = cells.panel, cells.groups
    key = panel.cluster * max(len(panel.firms), 1) + panel.firm
    rows = np.flatnonzero(groups.of == first[groups.of])
    rows = rows[np.argsort(key[rows], kind="stable")]
    if not rows.size:
        return np.full(len(key), -1, dtype=np.int64)
    at = np.minimum(np.searchsorted(key[rows], key), len(rows) - 1)
    return np.where(key[rows][at] == key, rows[at], -1)


def _why(sums: Measure, first: npt.NDArray[np.intp], elapsed: Floats) -> Why:
    """Return why growth over all firms is empty: a sum is missing or hidden in either year."""
    why: list[tuple[npt.NDArray[np.bool_], str]] = [(elapsed == 0, "the first year of the cluster")]
    for i, text in enumerate(sums.reasons):
        if i:
            why.append((sums.why == i, text))
            why.append((sums.why[first] == i, message("in the first year {why}", why=text)))
    return why
