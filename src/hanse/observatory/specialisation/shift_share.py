r"""Shift-share: how much of a region's growth is the country's, the industries', and its own.

.. math:: e^1_{ir} - e^0_{ir} = e^0_{ir} G + e^0_{ir} (g_i - G) + (e^1_{ir} - e^0_{ir} (1 + g_i))

with *G* the growth of all industries in the base and *g_i* that of the industry. Source: Dunn
(1960), *Papers of the Regional Science Association* 6, pp. 97-112. The last part is written without
the rate of the cell, so that an industry that is new in a region counts as the region's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import columns_text
from hanse.observatory.specialisation.pairs import paired
from hanse.observatory.specialisation.regional import NO_INDUSTRY, RegionalTable
from hanse.observatory.specialisation.text import number_text
from hanse.result import Answer

__all__ = ["ShiftShare", "shift_share"]

Floats = npt.NDArray[np.float64]
_PARTS = ("national", "mix", "regional")
_SHOWN = 15


@dataclass(frozen=True, eq=False)
class ShiftShare(Answer, kind="observatory-shift-share"):
    """The three parts of the growth of each cell, in units of the measure.

    Attributes
    ----------
    first, last : RegionalTable
        The two years, with the same regions and industries.
    """

    first: RegionalTable
    last: RegionalTable

    @property
    def growth_of_base(self) -> float:
        """Growth of all industries in the base, as a share."""
        return self.last.total / self.first.total - 1

    @cached_property
    def growth_of_industries(self) -> Floats:
        """Growth of each industry in the base, NaN where it had nothing; shape (i,)."""
        before = self.first.industry_totals
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(before > 0, self.last.industry_totals / before - 1, np.nan)

    @cached_property
    def change(self) -> Floats:
        """What the cell gained, NaN where a year is hidden; shape (r, i)."""
        return np.asarray(self.last.counts - self.first.counts)

    @cached_property
    def national(self) -> Floats:
        """What it would have gained with the growth of the base; shape (r, i)."""
        made = self.first.counts * self.growth_of_base
        return np.where(np.isnan(self.change) | np.isnan(self.growth_of_industries), np.nan, made)

    @cached_property
    def mix(self) -> Floats:
        """What it gained more because its industry grew faster; shape (r, i)."""
        made = self.first.counts * (self.growth_of_industries - self.growth_of_base)
        return np.where(np.isnan(self.change), np.nan, made)

    @cached_property
    def regional(self) -> Floats:
        """What it gained more than its industry elsewhere; shape (r, i)."""
        return np.asarray(self.last.counts - self.first.counts * (1 + self.growth_of_industries))

    def of_regions(self) -> dict[str, Floats]:
        """Return change and parts of each region: the sums over its cells that are known."""
        parts = {"change": self.change, **{name: getattr(self, name) for name in _PARTS}}
        known = ~np.isnan(self.regional)
        sums = {name: np.where(known, one, 0.0).sum(axis=1) for name, one in parts.items()}
        sums["cells_left_out"] = (~known).sum(axis=1).astype(np.float64)
        return sums

    @property
    def reasons(self) -> npt.NDArray[np.object_]:
        """Why there are no parts, empty where there are; shape (r, i)."""
        codes = np.where(np.isnan(self.growth_of_industries), NO_INDUSTRY, 0)
        made = self.first.reasons(np.broadcast_to(codes, self.change.shape).astype(np.int8)).copy()
        for table in (self.last, self.first):
            hidden = table.hidden != 0
            made[hidden] = table.reasons(table.hidden)[hidden]
        return made

    def verify(self) -> bool:
        """Return whether the parts of every cell sum to its growth."""
        sums = self.national + self.mix + self.regional
        known = ~np.isnan(sums)
        size = np.maximum(self.first.counts, self.last.counts)[known]
        return bool((np.abs(sums - self.change)[known] <= 1e-9 * np.maximum(size, 1)).all())

    def __str__(self) -> str:
        sums = self.of_regions()
        order = np.argsort(-np.abs(sums["change"]), kind="stable")[:_SHOWN]
        header = ["region", "change", *_PARTS]
        lines = [
            [self.first.regions[r], *(number_text(sums[name][r], 0) for name in header[1:])]
            for r in order.tolist()
        ]
        left_out = int(sums["cells_left_out"].sum())
        head = f"Shift-share of {self.first.measure}, base {100 * self.growth_of_base:+.1f}%"
        rest = [f"Left out: {left_out:,} cells that are not known"] if left_out else []
        return "\n".join([head, columns_text(header, lines, left=[0]), *rest])

    def to_frame(self) -> Any:
        """Return one row for each cell.

        Columns: ``region industry first last change national mix regional reason``, all in units of
        the measure; the parts sum to ``change``.
        """
        import pandas as pd

        return pd.DataFrame(
            {
                **self.first.cell_names(),
                "first": self.first.counts.ravel(),
                "last": self.last.counts.ravel(),
                "change": self.change.ravel(),
                **{name: getattr(self, name).ravel() for name in _PARTS},
                "reason": self.reasons.ravel(),
            }
        )


def shift_share(
    first: RegionalTable, last: RegionalTable, *, differing: str = "refuse"
) -> ShiftShare:
    """Split the growth of each region and industry into three parts that sum to it.

    Parameters
    ----------
    first, last : RegionalTable
        The same measure and base in two years.
    differing : {"refuse", "leave out"}
        What to do with regions and industries that one year lacks.

    Raises
    ------
    InputError
        If measures, bases or names differ, or the base of the first year is empty.

    Examples
    --------
    >>> def of(year, counts):
    ...     e = np.array(counts)
    ...     return RegionalTable(
    ...         ("A", "B"), ("x", "y"), e, np.zeros((2, 2)), e.sum(1), e.sum(0), e.sum(), year=year
    ...     )
    >>> before, after = [[100.0, 0], [100, 200]], [[150.0, 20], [90, 180]]
    >>> found = shift_share(of("2010", before), of("2015", after))
    >>> [round(float(part[0, 0]), 6) for part in (found.national, found.mix, found.regional)]
    [10.0, 10.0, 30.0]
    >>> found.verify()
    True
    """
    for word in ("measure", "base"):
        one, other = getattr(first, word), getattr(last, word)
        if one != other:
            raise InputError(
                f"the {word} of one table is {one}, of the other {other}",
                mend=f"Give two years with the same {word}.",
            )
    if not first.total > 0:
        raise InputError("the base of the first year is empty", where=first.file)
    return ShiftShare(*paired(first, last, differing=differing))
