"""The firms of clusters over years, sorted and checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.observatory.internationalisation.cell_checks import CellChecks, whole_years
from hanse.observatory.internationalisation.groups import Groups
from hanse.tables.long_table import LongTable

__all__ = ["FirmPanel", "firm_panel"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
_SHARES = (
    "export_share",
    "direct_exporter",
    "foreign_ownership",
    "own_brand_share",
    "new_product_share",
)
_PARTS = (
    ("foreign_sales", "sales"),
    ("foreign_assets", "assets"),
    ("foreign_employees", "employees"),
    ("imports", "purchases"),
    ("foreign_suppliers", "suppliers"),
)
_AMOUNTS = (*(name for pair in _PARTS for name in pair), "foreign_investors", "foreign_quantity")
_HISTORY = ("founded", "first_foreign_sale")


@dataclass(frozen=True, eq=False)
class FirmPanel:
    """Firm-years, by firm and then by year.

    Attributes
    ----------
    table : LongTable
        The rows in that order.
    years : tuple of str
        From the first.
    firm, cluster, year : ndarray of int64, shape (rows,)
        Places among the labels and the years.
    """

    table: LongTable
    years: tuple[str, ...]
    firm: Ints
    cluster: Ints
    year: Ints

    @property
    def firms(self) -> tuple[str, ...]:
        """Names of the firms, sorted."""
        return self.table.keys["firm"].labels

    @property
    def clusters(self) -> tuple[str, ...]:
        """Names of the clusters, sorted."""
        return self.table.keys["cluster"].labels

    @cached_property
    def calendar(self) -> Ints:
        """The years as numbers; shape (years,)."""
        return np.array([int(text) for text in self.years], dtype=np.int64)

    @cached_property
    def base(self) -> Ints:
        """The row of each row's firm in its first year; shape (rows,)."""
        return np.searchsorted(self.firm, self.firm, side="left").astype(np.int64)

    @cached_property
    def elapsed(self) -> Floats:
        """Years since the firm's first year in the panel; shape (rows,)."""
        when = self.calendar[self.year]
        return (when - when[self.base]).astype(np.float64)

    @cached_property
    def cells(self) -> tuple[Ints, Ints]:
        """Cluster and year of each cluster-year that has firms, by cluster and year."""
        flat = np.unique(self.cluster * len(self.years) + self.year)
        return flat // max(len(self.years), 1), flat % max(len(self.years), 1)

    @cached_property
    def groups(self) -> Groups:
        """The cluster-year of each row."""
        clusters, years = self.cells
        flat = clusters * len(self.years) + years
        here = np.searchsorted(flat, self.cluster * len(self.years) + self.year)
        return Groups(here.astype(np.int64), len(flat))

    def column(self, name: str) -> Floats | None:
        """Return the numbers of a column, None where it is absent."""
        return self.table.values.get(name)

    def constant(self, name: str) -> Floats | None:
        """Return what a firm says once for all its years, NaN where it never does."""
        numbers = self.column(name)
        return (
            None
            if numbers is None
            else Groups(self.firm, len(self.firms)).medians(numbers)[self.firm]
        )


def firm_panel(table: LongTable) -> FirmPanel:
    """Return the panel of a table of firms.

    Parameters
    ----------
    table : LongTable
        Keys ``cluster``, ``firm``, ``year``; columns as in `FIRMS`, all of them optional.

    Raises
    ------
    InputError
        If a year is no whole number, a firm stands twice in a year or is in two clusters then, a
        number is negative, a share is above 1, a part exceeds its whole, or what a firm says of its
        founding or first foreign sale changes; all wrong cells are told together.
    """
    for name in ("cluster", "firm"):
        table.key(name)
    years, year = whole_years(table)
    order = np.lexsort((year, table.keys["firm"].codes))
    table, year = table.rows(order), year[order]
    panel = FirmPanel(
        table,
        years,
        table.keys["firm"].codes.astype(np.int64),
        table.keys["cluster"].codes.astype(np.int64),
        year,
    )
    _refuse_twice(panel)
    checks = CellChecks(table)
    for name in _AMOUNTS:
        checks.within(name, 0.0, np.inf)
    for name in _SHARES:
        checks.within(name, 0.0, 1.0)
    for part, whole in _PARTS:
        checks.at_most(part, whole)
    _check_flags(panel, checks)
    _check_history(panel, checks)
    checks.tell()
    return panel


def _refuse_twice(panel: FirmPanel) -> None:
    """Raise if a firm has two rows in a year, or two clusters then."""
    same = (panel.firm[1:] == panel.firm[:-1]) & (panel.year[1:] == panel.year[:-1])
    moved = np.flatnonzero(same & (panel.cluster[1:] != panel.cluster[:-1]))
    if moved.size:
        shown = [
            f"{panel.firms[panel.firm[i]]} in {panel.years[panel.year[i]]} "
            f"({panel.clusters[panel.cluster[i]]}, row {panel.table.lines[i]}, and "
            f"{panel.clusters[panel.cluster[i + 1]]}, row {panel.table.lines[i + 1]})"
            for i in moved[:10].tolist()
        ]
        more = f"; and {moved.size - 10:,} more" if moved.size > 10 else ""
        raise InputError(
            f"a firm is in two clusters in one year: {'; '.join(shown)}{more}",
            where=panel.table.file or "frame",
            mend="Put it into one, or give two firms two names.",
        )
    panel.table.unique(["firm", "year"])


def _check_flags(panel: FirmPanel, checks: CellChecks) -> None:
    """Remember flags that are neither 0 nor 1."""
    flags = panel.column("direct_exporter")
    if flags is not None:
        wrong = (flags > 0) & (flags < 1)
        checks.add(wrong, "direct_exporter", lambda i: f"{flags[i]:g} is neither 0 nor 1")


def _check_history(panel: FirmPanel, checks: CellChecks) -> None:
    """Remember firms whose founding or first foreign sale changes or stands in a wrong order."""
    for name in _HISTORY:
        numbers = panel.column(name)
        if numbers is None:
            continue
        known = np.flatnonzero(~np.isnan(numbers))
        firms, first = np.unique(panel.firm[known], return_index=True)
        begun = np.full(len(panel.firms), np.nan)
        begun[firms] = numbers[known[first]]
        begun = begun[panel.firm]
        wrong = (numbers != begun) & ~np.isnan(numbers)
        checks.add(
            wrong,
            name,
            lambda i, n=numbers, b=begun: f"{n[i]:g}, but the firm gave {b[i]:g} before",  # type: ignore[misc]
        )
    founded, began = panel.constant("founded"), panel.constant("first_foreign_sale")
    if founded is not None and began is not None:
        early = (began < founded) & (panel.base == np.arange(len(founded)))
        checks.add(
            early,
            "first_foreign_sale",
            lambda i: f"{began[i]:g} is before the founding in {founded[i]:g}",
        )
