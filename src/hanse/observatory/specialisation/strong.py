"""Strong clusters as the United States map them, and the leading industry of each region.

A cluster is strong in a region if its quotient is in the top quarter of all regions for that
cluster and it is large enough (Delgado, Porter and Stern 2016, *Journal of Economic Geography*
16(1); U.S. Cluster Mapping). The minimum sizes are not part of the published rule as we know it:
they are parameters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import columns_text, plural
from hanse.observatory.specialisation.location_quotient import LocationQuotients
from hanse.observatory.specialisation.stars import reaches, top_cut
from hanse.observatory.specialisation.text import number_text
from hanse.result import Answer

__all__ = ["LeadingIndustries", "StrongClusters", "leading_industries", "strong_clusters"]

Floats = npt.NDArray[np.float64]
_SHOWN = 15


@dataclass(frozen=True, eq=False)
class StrongClusters(Answer, kind="observatory-strong-clusters"):
    """Which clusters are strong in which region.

    Attributes
    ----------
    quotients : LocationQuotients
        What they are made from.
    top, minimum_lq, minimum_size, minimum_establishments : float
        The rule.
    cutoffs : ndarray of float64, shape (i,)
        The quotient from which a cluster is in the top share, NaN where no region has it.
    """

    quotients: LocationQuotients
    top: float
    minimum_lq: float
    minimum_size: float
    minimum_establishments: float
    cutoffs: npt.NDArray[np.float64]

    @property
    def strong(self) -> Floats:
        """1 where strong, 0 where not, NaN where it is not known; shape (r, i)."""
        table, lq = self.quotients.table, self.quotients.lq
        met = reaches(lq, self.cutoffs) & reaches(lq, self.minimum_lq)
        met &= reaches(table.counts, self.minimum_size) & (table.counts > 0)
        if self.minimum_establishments:
            met &= table.establishments >= self.minimum_establishments
        made = met.astype(np.float64)
        made[np.isnan(lq)] = np.nan
        return made

    def __str__(self) -> str:
        table = self.quotients.table
        strong = self.strong == 1
        lines = [
            [name, number_text(self.cutoffs[i]), f"{int(strong[:, i].sum()):,}"]
            for i, name in enumerate(table.industries[:_SHOWN])
        ]
        sizes = f"LQ from {self.minimum_lq:g}, {table.measure} from {self.minimum_size:,.0f}"
        head = f"Strong clusters: top {self.top:.0%} of regions, {sizes}: {int(strong.sum()):,}"
        return f"{head}\n{columns_text(['industry', 'LQ from', 'regions'], lines, left=[0])}"

    def to_frame(self) -> Any:
        """Return one row for each cell: ``region industry count lq cutoff strong reason``."""
        import pandas as pd

        table = self.quotients.table
        return pd.DataFrame(
            {
                **table.cell_names(),
                "count": table.counts.ravel(),
                "lq": self.quotients.lq.ravel(),
                "cutoff": np.tile(self.cutoffs, len(table.regions)),
                "strong": self.strong.ravel(),
                "reason": table.reasons(table.undefined.ravel()),
            }
        )


def strong_clusters(
    quotients: LocationQuotients,
    *,
    minimum_size: float,
    top: float = 0.25,
    minimum_lq: float = 1.0,
    minimum_establishments: float = 0,
) -> StrongClusters:
    """Find the clusters that are strong in their region.

    Parameters
    ----------
    quotients : LocationQuotients
        The quotients; regions without the cluster are compared too (with 0).
    minimum_size : float
        The smallest count, in units of the measure, from 0.
    top : float
        The share of regions, in (0, 1].
    minimum_lq : float
        A quotient that it must reach besides; 0 asks for none.
    minimum_establishments : float
        The smallest number of establishments; needs a table that has them.

    Raises
    ------
    InputError
        If a number is out of range, or establishments are asked for and not known.
    """
    if not 0 < top <= 1:
        raise InputError(f"top is {top}", mend="Give a share of the regions above 0, up to 1.")
    sizes = {"minimum_size": minimum_size, "minimum_lq": minimum_lq}
    sizes["minimum_establishments"] = minimum_establishments
    for name, number in sizes.items():
        if not number >= 0:
            raise InputError(f"{name} is {number}", mend="Give a number from 0.")
    if minimum_establishments and not quotients.table.has_establishments:
        raise InputError(
            "the table has no establishments",
            where=quotients.table.file,
            mend="Name their column in the layout, or leave minimum_establishments out.",
        )
    cutoffs = np.array([top_cut(column, top) for column in quotients.lq.T])
    return StrongClusters(
        quotients,
        float(top),
        float(minimum_lq),
        float(minimum_size),
        float(minimum_establishments),
        cutoffs,
    )


@dataclass(frozen=True, eq=False)
class LeadingIndustries(Answer, kind="observatory-leading-industries"):
    """The industry of each region with the highest quotient among those that are large enough.

    Attributes
    ----------
    regions : tuple of str
        All regions of the table.
    industries : tuple of str
        The leading one, empty where none is large enough; of equal ones the first of the table.
    lq, counts, establishments : ndarray of float64, shape (r,)
        Its figures, NaN without one.
    minimum_size : float
        From which count on an industry is considered.
    """

    regions: tuple[str, ...]
    industries: tuple[str, ...]
    lq: npt.NDArray[np.float64]
    counts: npt.NDArray[np.float64]
    establishments: npt.NDArray[np.float64]
    minimum_size: float

    def __str__(self) -> str:
        found = [at for at, name in enumerate(self.industries) if name]
        lines = [
            [
                self.regions[r],
                self.industries[r],
                number_text(self.lq[r]),
                number_text(self.counts[r], 0),
            ]
            for r in found[:_SHOWN]
        ]
        head = f"Leading industry in {plural(len(found), 'region')} of {len(self.regions):,}"
        return f"{head}\n{columns_text(['region', 'industry', 'LQ', 'count'], lines, left=[0, 1])}"

    def to_frame(self) -> Any:
        """Return one row for each region: ``region industry lq count establishments reason``."""
        import pandas as pd

        none = f"no industry of {self.minimum_size:g} or more"
        return pd.DataFrame(
            {
                "region": list(self.regions),
                "industry": list(self.industries),
                "lq": self.lq,
                "count": self.counts,
                "establishments": self.establishments,
                "reason": ["" if name else none for name in self.industries],
            }
        )


def leading_industries(
    quotients: LocationQuotients,
    *,
    minimum_size: float = 0,
    industries: tuple[str, ...] | None = None,
) -> LeadingIndustries:
    """Find the industry in which each region is most specialised.

    Parameters
    ----------
    quotients : LocationQuotients
        The quotients.
    minimum_size : float
        The smallest count that is considered: quotients of small industries are noise.
    industries : tuple of str, optional
        Those that are considered, all where none are named.

    Raises
    ------
    InputError
        If an industry is unknown, with the nearest.
    """
    table = quotients.table
    columns = table.columns(industries)
    lq, counts = quotients.lq[:, columns], table.counts[:, columns]
    with np.errstate(invalid="ignore"):
        able = np.where((counts >= minimum_size) & (counts > 0) & ~np.isnan(lq), lq, -np.inf)
    best = able.argmax(axis=1)
    rows = np.arange(len(table.regions))
    there = np.isfinite(able[rows, best])
    firms = table.establishments[:, columns] if table.has_establishments else lq * np.nan
    names = [table.industries[at] for at in columns[best].tolist()]

    def picked(numbers: Floats) -> Floats:
        return np.where(there, numbers[rows, best], np.nan)

    return LeadingIndustries(
        table.regions,
        tuple(name if here else "" for name, here in zip(names, there.tolist(), strict=True)),
        picked(lq),
        picked(counts),
        picked(firms),
        float(minimum_size),
    )
