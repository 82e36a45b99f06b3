"""What firms and clusters are both measured from: firm-years, their values and their markets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import join_names, message
from hanse.observatory.internationalisation.breadth import Breadth, breadth
from hanse.observatory.internationalisation.firm_values import FirmValues, firm_values
from hanse.observatory.internationalisation.groups import Groups
from hanse.observatory.internationalisation.market_places import (
    distances_from,
    homes_of,
    region_places,
)
from hanse.observatory.internationalisation.market_rows import MarketRows, market_rows
from hanse.observatory.internationalisation.panel import FirmPanel, firm_panel
from hanse.observatory.internationalisation.rhythm import Rhythm, rhythm
from hanse.observatory.internationalisation.upgrading import Steps, upgrading_steps
from hanse.tables.long_table import LongTable
from hanse.tables.mapping.mapped_table import MoneyBasis

__all__ = ["BREADTH", "FirmAnalysis", "firm_analysis"]

Floats = npt.NDArray[np.float64]

BREADTH = {
    "market_entropy": "entropy",
    "market_entropy_related": "related",
    "market_entropy_unrelated": "unrelated",
    "market_diversity": "diversity",
    "distance_breadth": "distance",
}
"""The part of `Breadth` for each indicator that needs foreign sales."""


@dataclass(frozen=True, eq=False)
class FirmAnalysis:
    """Firm-years with everything that is found row by row."""

    panel: FirmPanel
    found: FirmValues
    steps: Steps
    rows: MarketRows | None
    region: npt.NDArray[np.int64]
    distance: Floats | None
    homes: tuple[str, ...]
    notes: tuple[str, ...]

    def breadth(self, groups: Groups) -> Breadth:
        """Return the breadth of groups of firm-years."""
        rows = self._rows
        return breadth(
            groups.of[rows.at],
            rows.country,
            rows.sales,
            groups=groups.count,
            region=self.region,
            distance=self.distance,
        )

    def rhythm(self, unit: npt.NDArray[np.int64], units: int) -> Rhythm:
        """Return the rhythm of units; ``unit`` is that of each firm-year."""
        rows, panel = self._rows, self.panel
        sold = rows.sales > 0
        known = np.zeros((units, len(panel.years)), dtype=bool)
        known[unit[rows.known], panel.year[rows.known]] = True
        at = rows.at[sold]
        countries = len(rows.countries)
        return rhythm(
            unit[at], panel.year[at], rows.country[sold], known=known, countries=countries
        )

    @property
    def even(self) -> bool:
        """Whether the years of the panel are equally far apart."""
        return len(set(np.diff(self.panel.calendar).tolist())) <= 1

    @property
    def far_reason(self) -> str:
        """Why a distance-weighted breadth is empty."""
        if self.distance is None or self.rows is None:
            return ""
        gone = np.unique(self.rows.country[np.isnan(self.distance)]).tolist()
        lost = [self.rows.countries[at] for at in gone]
        return message(
            "no distance from {home} to one of the markets (missing: {names})",
            home=join_names(sorted(set(self.homes))),
            names=join_names(lost, most=10),
        )

    @property
    def _rows(self) -> MarketRows:
        """The markets, which whoever asks knows to be there."""
        if self.rows is None:  # pragma: no cover
            raise ValueError("there are no markets")
        return self.rows


def firm_analysis(
    firms: LongTable,
    markets: LongTable | None,
    *,
    home: str | Mapping[str, str],
    distances: LongTable | None,
    regions: Mapping[str, str] | None,
    money: MoneyBasis | None,
    market_tolerance: float,
    rise_tolerance: float,
) -> FirmAnalysis:
    """Return the analysis of firms and their markets; see `firm_degree` for the parameters."""
    for name, number in (
        ("market_tolerance", market_tolerance),
        ("rise_tolerance", rise_tolerance),
    ):
        if not 0 <= number < np.inf:
            raise InputError(f"{name} is {number}", mend="Give a share from 0.")
    panel = firm_panel(firms)
    homes = homes_of(panel.clusters, home)
    found = firm_values(panel)
    rows, region, distance = None, np.zeros(0, dtype=np.int64), None
    notes = [*found.notes, _money_note(money)]
    if markets is not None:
        rows = market_rows(
            panel,
            markets,
            homes=homes,
            foreign_sales=found.foreign_sales,
            export_share=found.values.get("export_share"),
            tolerance=market_tolerance,
        )
        region, _ = region_places(rows.countries, regions)
        notes += rows.notes
        if distances is not None:
            far = {one: distances_from(distances, one, rows.countries) for one in set(homes)}
            distance = np.array([far[one] for one in homes])[panel.cluster[rows.at], rows.country]
    steps = upgrading_steps(panel, found, tolerance=rise_tolerance)
    return FirmAnalysis(panel, found, steps, rows, region, distance, homes, tuple(notes))


def _money_note(money: MoneyBasis | None) -> str:
    """Return in which money sums are, and whether growth holds inflation."""
    if money is None:
        return message("Currency and prices are not stated: growth may hold inflation.")
    held = ["inflation"] if not money.year else []
    held += ["what exchange rates did"] if money.converted else []
    if not held:
        return str(money)
    return message("{basis} Growth holds {held}.", basis=str(money), held=join_names(held))
