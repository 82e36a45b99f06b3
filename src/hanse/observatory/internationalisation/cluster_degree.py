"""Degree of internationalisation of clusters (the meso level), from their firms, year by year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import message
from hanse.observatory.internationalisation.analysis import FirmAnalysis, firm_analysis
from hanse.observatory.internationalisation.cell_checks import floats_of
from hanse.observatory.internationalisation.cluster_cells import ClusterCells
from hanse.observatory.internationalisation.cluster_growth import (
    ALL_FIRMS,
    SAME_FIRMS,
    ClusterGrowth,
    cluster_growth,
)
from hanse.observatory.internationalisation.cluster_measures import (
    breadth_measures,
    depth_measures,
    inward_measures,
    mode_use,
    step_firms,
)
from hanse.observatory.internationalisation.firm_degree import entropy_adds_up
from hanse.observatory.internationalisation.measures import Degree, Gap, Measure
from hanse.observatory.internationalisation.paths import Paths, paths_of
from hanse.observatory.internationalisation.upgrading import UPGRADING_COLUMNS
from hanse.observatory.suppression import SuppressionRule
from hanse.tables.long_table import LongTable
from hanse.tables.mapping.mapped_table import MoneyBasis

__all__ = ["ClusterDegree", "cluster_degree"]

Floats = npt.NDArray[np.float64]
_RULE = SuppressionRule()
_FIRST = (
    "New markets count from the second year; a firm that enters the panel brings its own as new."
)
_NOT_YET = "no firm with a measure of upgrading known now and in its first year"


@dataclass(frozen=True, eq=False)
class ClusterDegree(Degree, kind="observatory-cluster-degree"):
    """How international each cluster is in each year; what a firm could be read from is hidden.

    Attributes
    ----------
    growth : ClusterGrowth, optional
        Growth of foreign sales over all and over the same firms; None without foreign sales.
    modes : tuple of str
        The modes that occur.
    mode_firms : ndarray of float64, shape (rows, modes)
        How many firms of the cluster use each, NaN where 1 or 2 do or hardly any firm answered.
    steps : tuple of str
        The measures of upgrading that the file gives.
    step_firms, step_rose : ndarray of float64, shape (rows, steps)
        Firms of which the measure is known in both years, and those of them in which it rose.
    """

    level: ClassVar[str] = "cluster"

    growth: ClusterGrowth | None = None
    modes: tuple[str, ...] = ()
    mode_firms: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    steps: tuple[str, ...] = ()
    step_firms: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    step_rose: Floats = field(default_factory=lambda: np.zeros((0, 0)))

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in ("mode_firms", "step_firms", "step_rose"):
            object.__setattr__(self, name, floats_of(getattr(self, name)))

    def verify(self) -> bool:
        """Return whether entropy is its related and unrelated part in every cluster-year."""
        return entropy_adds_up(self, "cluster_market_entropy")

    def mode_frame(self) -> Any:
        """Return one row for each cluster, year and mode: ``firms`` that use it."""
        return self._crossed("mode", self.modes, {"firms": self.mode_firms})

    def step_frame(self) -> Any:
        """Return one row for each cluster, year and measure of upgrading.

        Columns: ``cluster year measure firms rose``, the firms of which it is known and those in
        which it rose since their first year.
        """
        numbers = {"firms": self.step_firms, "rose": self.step_rose}
        return self._crossed("measure", self.steps, numbers)

    def growth_frame(self) -> Any:
        """Return one row for each cluster and year.

        Columns: ``cluster year all_firms all_firms_reason same_firms same_firms_reason same_n
        stayed entered left``.
        """
        import pandas as pd

        columns = {} if self.growth is None else self.growth.columns()
        return pd.DataFrame({**self._names(), **columns})

    def paths(
        self, *, year: str = "", growth_above: float = 0.0, upgrading_above: float = 0.5
    ) -> Paths:
        """Tell for each cluster whether it grows abroad, upgrades, or both.

        Parameters
        ----------
        year : str
            The year, compared with the first; by default the last.
        growth_above : float
            A cluster grows if its foreign sales grow by more than this a year.
        upgrading_above : float
            It upgrades if more than this share of the known measures of its firms rose.

        Raises
        ------
        InputError
            If there is no such year.
        """
        return paths_of(self, year=year, growth_above=growth_above, upgrading_above=upgrading_above)

    def _names(self) -> dict[str, Any]:
        """Return the columns that name the rows."""
        return {
            "cluster": [self.units[at] for at in self.unit.tolist()],
            "year": [self.years[at] for at in self.year.tolist()],
        }

    def _crossed(self, name: str, labels: tuple[str, ...], numbers: Mapping[str, Floats]) -> Any:
        """Return a frame of each row with each label."""
        import pandas as pd

        names = {key: np.repeat(texts, len(labels)) for key, texts in self._names().items()}
        tiled = np.tile(np.array(labels, dtype=object), len(self))
        return pd.DataFrame(
            {**names, name: tiled, **{key: table.ravel() for key, table in numbers.items()}}
        )


def cluster_degree(
    firms: LongTable,
    markets: LongTable | None = None,
    *,
    home: str | Mapping[str, str] = "",
    distances: LongTable | None = None,
    regions: Mapping[str, str] | None = None,
    rule: SuppressionRule = _RULE,
    money: MoneyBasis | None = None,
    ownership_threshold: float = 0.10,
    growth: str = ALL_FIRMS,
    market_tolerance: float = 0.01,
    rise_tolerance: float = 1e-9,
) -> ClusterDegree:
    """Measure how international clusters are, year by year, from their firms.

    Parameters
    ----------
    firms, markets, home, distances, regions, money, market_tolerance, rise_tolerance
        As in `firm_degree`.
    rule : SuppressionRule
        When a number is hidden: by default where fewer than three firms stand behind it, or one
        firm has more than 85% of what is summed.
    ownership_threshold : float
        From which share of capital held abroad a firm counts as foreign owned, in (0, 1]; 0.10 is
        where the IMF and the OECD let direct investment begin.
    growth : {"all firms", "same firms"}
        Over which firms the growth of foreign sales is taken: those of each year, or those that
        gave them in both. ``ClusterDegree.growth`` has both.

    Returns
    -------
    ClusterDegree
        With ``n`` firms that answered ``of`` those in the cluster in that year; NaN with a reason
        where a number is hidden or not defined.

    Raises
    ------
    InputError
        As `firm_degree`; also if a choice is not known or the threshold out of range.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("A", 100.0, 50.0), ("B", 100.0, 20.0), ("C", 200.0, 10.0)]
    >>> frame = pd.DataFrame(rows, columns=["firm", "sales", "foreign_sales"])
    >>> table = LongTable.from_frame(
    ...     frame.assign(cluster="Kista", year=2020), keys=["cluster", "firm", "year"],
    ...     values=["sales", "foreign_sales"],
    ... )
    >>> made = cluster_degree(table)
    >>> made.measure("export_share_mean").value.round(9), made.measure("foreign_sales").value
    (array([0.25]), array([80.]))
    >>> made.measure("export_share_weighted").value
    array([0.2])
    """
    _refuse_choices(growth, ownership_threshold)
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
    return _degree(made, ClusterCells(made.panel, rule), ownership_threshold, growth)


def _refuse_choices(growth: str, ownership_threshold: float) -> None:
    """Raise if a choice is not known or the threshold out of range."""
    if growth not in (ALL_FIRMS, SAME_FIRMS):
        raise unknown_name("growth", growth, (ALL_FIRMS, SAME_FIRMS))
    if not 0 < ownership_threshold <= 1:
        raise InputError(
            f"ownership_threshold is {ownership_threshold}",
            mend="Give a share above 0, up to 1.",
        )


def _degree(
    made: FirmAnalysis, cells: ClusterCells, ownership_threshold: float, growth: str
) -> ClusterDegree:
    """Return the degree of clusters."""
    measures, gaps = depth_measures(made, cells)
    inward, no_inward = inward_measures(made, cells, ownership_threshold)
    broad, no_breadth = breadth_measures(made, cells)
    measures, gaps = [*measures, *inward, *broad], [*gaps, *no_inward, *no_breadth]
    found = _growth(made, cells, growth, measures, gaps)
    _upgrading(made, cells, measures, gaps)
    modes, mode_firms = mode_use(made, cells)
    known, rose = step_firms(made, cells)
    clusters, years = made.panel.cells
    return ClusterDegree(
        units=made.panel.clusters,
        years=made.panel.years,
        unit=clusters.astype(np.int32),
        year=years.astype(np.int32),
        measures=tuple(measures),
        gaps=tuple(gaps),
        notes=_notes(made, cells, measures, growth),
        growth=found,
        modes=modes,
        mode_firms=mode_firms,
        steps=made.steps.names,
        step_firms=known,
        step_rose=rose,
    )


def _growth(
    made: FirmAnalysis, cells: ClusterCells, growth: str, measures: list[Measure], gaps: list[Gap]
) -> ClusterGrowth | None:
    """Add foreign sales and their growth."""
    foreign = made.found.foreign_sales
    if foreign is None:
        names = ("foreign_sales", "cluster_foreign_sales_growth")
        gaps.append(Gap(names, ("foreign_sales",), "firms"))
        return None
    sums = cells.sum("foreign_sales", foreign)
    found = cluster_growth(cells, foreign, sums)
    measures += [sums, found.all_firms if growth == ALL_FIRMS else found.same_firms]
    return found


def _upgrading(
    made: FirmAnalysis, cells: ClusterCells, measures: list[Measure], gaps: list[Gap]
) -> None:
    """Add the mean over firms of the share of measures that rose."""
    if not made.steps.names:
        gaps.append(Gap(("cluster_upgrading",), UPGRADING_COLUMNS, "firms"))
    else:
        measures.append(
            cells.mean("cluster_upgrading", made.steps.share, alone=True, nobody=_NOT_YET)
        )


def _notes(
    made: FirmAnalysis, cells: ClusterCells, measures: list[Measure], growth: str
) -> tuple[str, ...]:
    """Return what the reader must know."""
    notes = list(made.notes)
    found = {one.indicator: one for one in measures}
    if "foreign_sales" in found:
        notes.append(message("Growth of foreign sales is over {which}.", which=growth))
        notes.append(cells.composition())
        notes += cells.differences(found["foreign_sales"], "foreign sales")
    if "foreign_investors" in found:
        notes += cells.differences(found["foreign_investors"], "foreign investors")
    if "foreign_supplier_share" in found:
        notes.append("A supplier of several firms counts in each.")
    notes += [_FIRST] if "cluster_rhythm" in found else []
    return tuple(notes)
