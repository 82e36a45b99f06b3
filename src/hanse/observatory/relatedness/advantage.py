r"""Revealed comparative advantage: whether a region sells more of a product than its share.

.. math:: RCA_{cp} = \frac{x_{cp} / \sum_q x_{cq}}{\sum_d x_{dp} / \sum_{dq} x_{dq}}

It is the location quotient of exports. Source: Balassa (1965), Trade liberalisation and 'revealed'
comparative advantage, *The Manchester School* 33(2), pp. 99-123.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from hanse.observatory.relatedness.region_table import Array, RegionTable, locked
from hanse.result import Answer

__all__ = ["Advantage", "advantage_of", "revealed_advantage"]


@dataclass(frozen=True, eq=False)
class Advantage(Answer, kind="observatory-advantage"):
    """The revealed comparative advantage of every region in every product.

    Attributes
    ----------
    table : RegionTable
        What it is made from.
    """

    table: RegionTable

    @cached_property
    def rca(self) -> Array:
        """Shape (n, m), from 0, 1 at the region's share of all; NaN where a total is 0."""
        return locked(advantage_of(self.table.values))

    def to_frame(self) -> Any:
        """Return one row for each pair: ``region product value rca``."""
        return self.table.to_frame().assign(rca=self.rca.ravel())

    def __str__(self) -> str:
        defined = int(np.count_nonzero(~np.isnan(self.rca)))
        above = int(np.count_nonzero(self.rca >= 1))
        return (
            f"Revealed comparative advantage, {self.table}\n"
            f"{above:,} of {defined:,} defined pairs at or above 1"
        )


def revealed_advantage(table: RegionTable) -> Advantage:
    """Measure the revealed comparative advantage of every region in every product.

    Parameters
    ----------
    table : RegionTable
        n regions × m products.

    Returns
    -------
    Advantage
        NaN for a region or a product whose total is 0.

    Notes
    -----
    The mean of a region's RCA, weighted by each product's share of all, is 1; so is the mean of a
    product's RCA, weighted by each region's share. Neither changes when all values are multiplied
    by one number. Balassa (1965).

    Examples
    --------
    >>> made = RegionTable.from_matrix([[3, 1], [1, 3]], ["Bonn", "Metz"], ["pumps", "glue"])
    >>> revealed_advantage(made).rca
    array([[1.5, 0.5],
           [0.5, 1.5]])
    """
    return Advantage(table)


def advantage_of(values: Array) -> Array:
    """Return the RCA of a matrix of amounts, NaN where a row or a column sums to 0.

    Examples
    --------
    >>> advantage_of(np.array([[2.0, 0.0], [0.0, 0.0]]))
    array([[ 1., nan],
           [nan, nan]])
    """
    of_region, of_product = values.sum(axis=1), values.sum(axis=0)
    whole = of_region.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = 1.0 / of_region
        share = whole / of_product
    weight[of_region == 0] = np.nan
    share[of_product == 0] = np.nan
    found: Array = values * weight[:, None]
    found *= share[None, :]
    return found
