"""A table of regions and industries with its totals in a last row and column, to be hidden in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.messages import join_names, message, plural
from hanse.observatory.complementary import with_second
from hanse.observatory.suppression import SECOND, SHOWN

__all__ = ["Framed", "framed"]

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int8]
FULL = 0.98
"""From which share of its total on a line counts as full: the rest is too little to hide behind."""


@dataclass(frozen=True)
class Framed:
    """Figures and why they are hidden, of cells and totals; both of shape (r + 1, i + 1).

    The last column holds the totals of regions, the last row those of industries.
    """

    amounts: Floats
    codes: Codes

    @property
    def shown(self) -> Floats:
        """The figures with NaN where they are hidden."""
        return np.where(self.codes == SHOWN, self.amounts, np.nan)

    def with_second(self, *, of_codes: bool) -> Framed:
        """Return the table with second cells hidden, so that none follows by difference.

        Columns always count as full. Rows do where the industries are codes, not clusters, and sum
        to 98% of the total of the region or more.
        """
        with np.errstate(invalid="ignore"):
            across = np.nansum(self.amounts[:, :-1], axis=1) >= FULL * self.amounts[:, -1]
            down = np.nansum(self.amounts[:-1, -1]) >= FULL * self.amounts[-1, -1]
        columns = np.append(np.ones(self.amounts.shape[1] - 1, dtype=bool), down)
        codes = with_second(self.codes, self.amounts, rows=across & of_codes, columns=columns)
        return Framed(self.amounts, codes)

    def said(self, regions: Sequence[str], industries: Sequence[str]) -> tuple[str, ...]:
        """Return notes on what is hidden so that another cannot be found by difference."""
        second = self.codes == SECOND
        said = []
        if second[:-1, :-1].any():
            cells = plural(int(second[:-1, :-1].sum()), "cell")
            said.append(
                message(
                    "{cells} hidden so that another cannot be found by difference.", cells=cells
                )
            )
        named = zip((*industries, *regions), (*second[-1, :-1], *second[:-1, -1]), strict=True)
        totals = [name for name, one in named if one]
        if totals:
            said.append(
                message(
                    "The {totals} of {names} not shown: a hidden cell would follow by difference.",
                    totals="total" if len(totals) == 1 else "totals",
                    names=f"{join_names(totals)} {'is' if len(totals) == 1 else 'are'}",
                )
            )
        return tuple(said)


def framed(
    cells: Floats | Codes, regions: Floats | Codes, industries: Floats | Codes, corner: float
) -> npt.NDArray[np.float64]:
    """Return cells with the values of their regions, of their industries, and of all.

    Examples
    --------
    >>> framed(np.array([[1.0, 2.0]]), np.array([3.0]), np.array([1.0, 2.0]), 3.0).tolist()
    [[1.0, 2.0, 3.0], [1.0, 2.0, 3.0]]
    """
    below = np.append(industries, corner)[None, :]
    return np.asarray(np.vstack([np.column_stack([cells, regions]), below]), dtype=np.float64)
