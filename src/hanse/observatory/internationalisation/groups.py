"""Sums, largest parts and medians of rows that are in groups; no group is looped over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Groups", "divided", "totals"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Groups:
    """Which group each row is in.

    Attributes
    ----------
    of : ndarray of int64, shape (rows,)
        Place of the group of each row.
    count : int
        Number of groups; some may be empty.
    """

    of: Ints
    count: int

    @property
    def sizes(self) -> Floats:
        """Number of rows of each group; shape (groups,)."""
        return np.bincount(self.of, minlength=self.count).astype(np.float64)

    def how_many(self, chosen: npt.NDArray[np.bool_]) -> Floats:
        """Return how many rows of each group are chosen; shape (groups,)."""
        return np.bincount(self.of[chosen], minlength=self.count).astype(np.float64)

    def known(self, values: Floats) -> Floats:
        """Return how many values of each group are known."""
        return self.how_many(~np.isnan(values))

    def sums(self, values: Floats) -> Floats:
        """Return the sum of the known values of each group, 0 where none is."""
        filled = np.where(np.isnan(values), 0.0, values)
        return totals(self.of, filled, self.count)

    def means(self, values: Floats) -> Floats:
        """Return the mean of the known values of each group, NaN where none is."""
        return divided(self.sums(values), self.known(values))

    def contributors(self, values: Floats) -> Floats:
        """Return how many values of each group are known and not 0."""
        return self.how_many(~np.isnan(values) & (values != 0))

    def largest_shares(self, values: Floats) -> Floats:
        """Return the share of the largest value in the sum of each group, 0 where that is 0.

        ``values`` must not be negative.
        """
        top = np.zeros(self.count)
        known = ~np.isnan(values)
        np.maximum.at(top, self.of[known], values[known])
        sums = self.sums(values)
        share = np.divide(top, sums, out=np.zeros(self.count), where=sums > 0)
        return np.minimum(share, 1.0)

    def medians(self, values: Floats) -> Floats:
        """Return the median of the known values of each group, NaN where none is."""
        known = ~np.isnan(values)
        group, numbers = self.of[known], values[known]
        numbers = numbers[np.lexsort((numbers, group))]
        sizes = np.bincount(group, minlength=self.count)
        starts = np.cumsum(sizes) - sizes
        some = np.flatnonzero(sizes)
        low = numbers[starts[some] + (sizes[some] - 1) // 2]
        high = numbers[starts[some] + sizes[some] // 2]
        made = np.full(self.count, np.nan)
        made[some] = (low + high) / 2
        return made


def totals(place: npt.NDArray[np.integer[Any]], amounts: npt.ArrayLike, count: int) -> Floats:
    """Return the sum of the amounts at each place; shape (count,)."""
    weights = np.asarray(amounts, dtype=np.float64)
    return np.bincount(place, weights=weights, minlength=count).astype(np.float64)


def divided(above: Floats, below: Floats) -> Floats:
    """Return quotients, NaN where the divisor is 0 or a part is missing."""
    made = np.full(np.shape(above), np.nan)
    np.divide(above, below, out=made, where=below != 0)
    return made
