r"""Location quotients: is an industry more at home in a region than in the base.

.. math:: LQ_{ir} = \frac{e_{ir} / e_{\cdot r}}{e_{i \cdot} / e_{\cdot\cdot}}

Sources: Florence (1939), *Report on the Location of Industry*; symmetric form: Dalum, Laursen and
Villumsen (1998), *International Review of Applied Economics* 12(3), p. 427; the shrunken share is
the mean of a share after *k* more jobs spread as in the base (Laplace's rule of succession with a
prior of weight *k*).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import columns_text
from hanse.observatory.specialisation.regional import RegionalTable
from hanse.observatory.specialisation.text import number_text
from hanse.result import Answer

__all__ = ["LocationQuotients", "location_quotients"]

Floats = npt.NDArray[np.float64]
_SHOWN = 15


@dataclass(frozen=True, eq=False)
class LocationQuotients(Answer, kind="observatory-location-quotients"):
    """The quotient of each region and industry, with the count it rests on.

    Attributes
    ----------
    table : RegionalTable
        What it was made from.
    k : float
        Weight of the base in the shrunken share, in units of the measure, from 0.
    """

    table: RegionalTable
    k: float = 0.0

    @cached_property
    def share(self) -> Floats:
        """The focus: share of the industry in its region, in [0, 1]; shape (r, i)."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(self.table.counts / self.table.region_totals[:, None])

    @cached_property
    def base_share(self) -> Floats:
        """The share of each industry in the base, NaN where the base is empty; shape (i,)."""
        if not self.table.total > 0:
            return np.full(len(self.table.industries), np.nan)
        return np.asarray(self.table.industry_totals / self.table.total)

    @cached_property
    def lq(self) -> Floats:
        """The location quotient from 0, NaN where `RegionalTable.undefined`; shape (r, i)."""
        return self._over_base(self.share)

    @cached_property
    def symmetric(self) -> Floats:
        """(LQ − 1) / (LQ + 1), from −1 (absent) over 0 to 1; shape (r, i)."""
        return np.asarray((self.lq - 1) / (self.lq + 1))

    @cached_property
    def shrunken_share(self) -> Floats:
        """(e_ir + k e_i. / e_..) / (e_.r + k), NaN where the quotient is; shape (r, i)."""
        totals = self.table.region_totals[:, None] + self.k
        with np.errstate(invalid="ignore", divide="ignore"):
            made = (self.table.counts + self.k * self.base_share) / totals
        made[self.table.undefined != 0] = np.nan
        return np.asarray(made)

    @cached_property
    def shrunken_lq(self) -> Floats:
        """The shrunken share over the share in the base; shape (r, i)."""
        return self._over_base(self.shrunken_share)

    def _over_base(self, share: Floats) -> Floats:
        """Return shares over those of the base, NaN where this is not defined."""
        with np.errstate(invalid="ignore", divide="ignore"):
            made = share / self.base_share
        made[self.table.undefined != 0] = np.nan
        return np.asarray(made)

    def of(self, region: str, industry: str) -> float:
        """Return one location quotient.

        Raises
        ------
        InputError
            If there is no such region or industry, with the nearest.
        """
        return float(self.lq[self.table.region(region), self.table.columns((industry,))[0]])

    def verify(self) -> bool:
        """Return whether the mean over regions, weighted by their totals, is 1 in each industry.

        Where the base is all listed regions, Σ_r (e_.r / e_..) LQ_ir = 1. Industries with a hidden
        or undefined cell are left out; with national totals nothing is checked.
        """
        table = self.table
        if table.base != "all listed regions" or not table.total > 0:
            return True
        parts = (table.region_totals / table.total)[:, None] * self.lq
        means = np.where(table.counts == 0, 0.0, parts).sum(axis=0)
        known = ~np.isnan(means) & (table.industry_totals > 0) & ~(table.hidden != 0).any(axis=0)
        return bool(np.allclose(means[known], 1, rtol=0, atol=1e-9))

    def __str__(self) -> str:
        table = self.table
        defined = np.flatnonzero(~np.isnan(self.lq.ravel()))
        order = defined[np.argsort(-self.lq.ravel()[defined], kind="stable")][:_SHOWN]
        header = ["region", "industry", table.measure, "share", "LQ", "symmetric"]
        header += ["shrunken LQ"] if self.k else []
        lines = []
        for at in order.tolist():
            r, i = divmod(at, len(table.industries))
            line = [
                table.regions[r],
                table.industries[i],
                number_text(table.counts[r, i], 0),
                number_text(self.share[r, i], 3),
                number_text(self.lq[r, i]),
                number_text(self.symmetric[r, i]),
            ]
            lines.append([*line, number_text(self.shrunken_lq[r, i])] if self.k else line)
        title = f"Highest of {defined.size:,} location quotients (base: {table.base})"
        return "\n".join([title, columns_text(header, lines, left=[0, 1]), *table.notes])

    def to_frame(self) -> Any:
        """Return one row for each region and industry.

        Columns: ``region industry count establishments share base_share lq symmetric
        shrunken_share shrunken_lq reason``; the numbers are NaN where ``reason`` says why.
        """
        import pandas as pd

        table = self.table
        codes = table.undefined.ravel()
        return pd.DataFrame(
            {
                **table.cell_names(),
                "count": table.counts.ravel(),
                "establishments": table.cell_establishments(),
                "share": self.share.ravel(),
                "base_share": np.tile(self.base_share, len(table.regions)),
                "lq": self.lq.ravel(),
                "symmetric": self.symmetric.ravel(),
                "shrunken_share": self.shrunken_share.ravel(),
                "shrunken_lq": self.shrunken_lq.ravel(),
                "reason": table.reasons(codes),
            }
        )


def location_quotients(table: RegionalTable, *, k: float = 0.0) -> LocationQuotients:
    """Measure how specialised each region is in each industry.

    Parameters
    ----------
    table : RegionalTable
        Regions × industries with the totals of the base.
    k : float
        How many jobs (units of the measure) spread as in the base are added to each region for the
        shrunken form, from 0. At ``e_.r = k`` half of the distance from the base is left; 0 shrinks
        nothing.

    Returns
    -------
    LocationQuotients
        NaN with a reason where a cell is hidden, the region or the industry has nothing, or a total
        is not known; 0 where an industry of the base is absent from a region.

    Raises
    ------
    InputError
        If ``k`` is negative or not finite.

    Examples
    --------
    >>> table = RegionalTable(
    ...     ("A", "B"), ("steel", "food"), np.array([[30.0, 70.0], [10.0, 90.0]]),
    ...     np.zeros((2, 2)), np.array([100.0, 100.0]), np.array([40.0, 160.0]), 200.0,
    ... )
    >>> found = location_quotients(table, k=100)
    >>> found.lq[0], found.shrunken_lq[0]
    (array([1.5  , 0.875]), array([1.25  , 0.9375]))
    >>> found.verify()
    True
    """
    if not 0 <= k < np.inf:
        raise InputError(f"k is {k}", mend="Give a number from 0.")
    return LocationQuotients(table, float(k))
