r"""Growth of foreign sales and upgrading, two things that are never added.

.. math:: g_t = \left( \frac{F_t}{F_0} \right)^{1 / (t - 0)} - 1, \qquad
    u_t = \frac{\#\{m : m_t > m_0\}}{\#\{m : m_t, m_0 \text{ known}\}}

with *F* foreign sales, 0 the first year, and *m* the measures of upgrading: value added per
employee, share of own brands, share of new products, sales abroad per unit sold there, and number
of higher value-adding functions. Process, product and functional upgrading: Humphrey and Schmitz
(2002), *Regional Studies* 36(9), pp. 1017-1027. That sales abroad may grow while what is earned
falls: Kaplinsky (2000), *Journal of Development Studies* 37(2), pp. 117-146.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.observatory.internationalisation.firm_values import FirmValues
from hanse.observatory.internationalisation.groups import divided
from hanse.observatory.internationalisation.measures import Why
from hanse.observatory.internationalisation.panel import FirmPanel

__all__ = ["UPGRADING_COLUMNS", "Steps", "annual_growth", "firm_growth", "upgrading_steps"]

Floats = npt.NDArray[np.float64]

UPGRADING_COLUMNS = (
    "value_added",
    "employees",
    "own_brand_share",
    "new_product_share",
    "foreign_sales",
    "foreign_quantity",
    "functions",
)


@dataclass(frozen=True, eq=False)
class Steps:
    """Which measures of upgrading rose since the firm's first year.

    Attributes
    ----------
    names : tuple of str
        The measures that the file gives.
    known, rose : ndarray of bool, shape (measures, rows)
        Whether the measure is known in both years, and whether it rose.
    """

    names: tuple[str, ...]
    known: npt.NDArray[np.bool_]
    rose: npt.NDArray[np.bool_]

    @property
    def share(self) -> Floats:
        """Share of the known measures that rose, NaN where none is known; shape (rows,)."""
        return divided(self.rose.sum(axis=0).astype(np.float64), self.known.sum(axis=0))


def upgrading_steps(panel: FirmPanel, found: FirmValues, *, tolerance: float) -> Steps:
    """Return what rose by more than a tolerance, relative to the larger of both values."""
    measures: dict[str, Floats] = {}
    value_added, employees = panel.column("value_added"), panel.column("employees")
    if value_added is not None and employees is not None:
        measures["value added per employee"] = divided(value_added, employees)
    for column, name in (
        ("own_brand_share", "share of own brands"),
        ("new_product_share", "share of new products"),
    ):
        numbers = panel.column(column)
        if numbers is not None:
            measures[name] = numbers
    quantity = panel.column("foreign_quantity")
    if quantity is not None and found.foreign_sales is not None:
        measures["export unit value"] = divided(found.foreign_sales, quantity)
    if found.functions is not None:
        measures["higher value-adding functions"] = found.functions.number
    rows = len(panel.firm)
    known = np.zeros((len(measures), rows), dtype=bool)
    rose = np.zeros((len(measures), rows), dtype=bool)
    later = panel.elapsed > 0
    for at, now in enumerate(measures.values()):
        then = now[panel.base]
        known[at] = later & ~np.isnan(now) & ~np.isnan(then)
        rose[at] = known[at] & (now - then > tolerance * np.maximum(np.abs(now), np.abs(then)))
    return Steps(tuple(measures), known, rose)


def annual_growth(first: Floats, last: Floats, years: Floats) -> Floats:
    """Return compound annual growth, NaN where the first is 0, unknown, or no year has gone by.

    Examples
    --------
    >>> annual_growth(np.array([100.0, 0.0]), np.array([121.0, 5.0]), np.array([2.0, 2.0])).round(9)
    array([0.1, nan])
    """
    ratio = divided(last, first)
    fine = ~np.isnan(ratio) & (years > 0)
    made = np.full(len(ratio), np.nan)
    made[fine] = ratio[fine] ** (1 / years[fine]) - 1
    return made


def firm_growth(panel: FirmPanel, foreign: Floats) -> tuple[Floats, Why]:
    """Return the annual growth of foreign sales since the firm's first year, and why it lacks."""
    then = foreign[panel.base]
    why: Why = [
        (panel.elapsed == 0, "the firm's first year"),
        (np.isnan(then), "foreign sales of the firm's first year not given"),
        (then == 0, "no foreign sales in the firm's first year"),
    ]
    return annual_growth(then, foreign, panel.elapsed), why
