r"""Which region is specialised in which product, how many each has, and what was left out.

.. math:: M_{cp} = [RCA_{cp} \ge cut], \quad k_c = \sum_p M_{cp}, \quad k_p = \sum_c M_{cp}

:math:`k_c` is the diversity of a region, :math:`k_p` the ubiquity of a product. Source: Hidalgo and
Hausmann (2009), The building blocks of economic complexity, *PNAS* 106(26), pp. 10570-10571.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names, plural
from hanse.observatory.relatedness.advantage import advantage_of
from hanse.observatory.relatedness.region_table import Array, RegionTable, locked
from hanse.result import Answer, Record

__all__ = ["MEASURES", "TOLERANCE", "LeftOut", "Presence", "presence"]

TOLERANCE = 1e-12
"""Relative slack of the cut: a region that sells as all do has an RCA of 1, not just below."""

MEASURES = ("rca", "value")


@dataclass(frozen=True)
class LeftOut(Record, kind="observatory-left-out"):
    """A region or a product without which the indices are computed.

    Attributes
    ----------
    side : {"region", "product"}
        What it is.
    name : str
        Its name.
    reason : {"nothing", "nowhere", "no specialisation", "no specialised region"}
        ``nothing``: the region's total is 0; ``nowhere``: the product's; the other two: no RCA
        reaches the cut.
    """

    side: str
    name: str
    reason: str


@dataclass(frozen=True, eq=False)
class Presence(Answer, kind="observatory-presence"):
    """Regions × products, true where the region is specialised in the product.

    Regions and products without any specialisation are left out and named in ``left_out``.

    Attributes
    ----------
    table : RegionTable
        What it is made from, with every region and product.
    cut : float
        From which RCA (or value) a region counts as specialised.
    by : {"rca", "value"}
        What is compared with the cut.
    kept_regions, kept_products : ndarray of int
        Where those kept stand in the table.
    present : ndarray of bool, shape (n, m)
        Of those kept; every row and column has a true.
    left_out : tuple of LeftOut
        Regions, then products, in the order of the table.
    """

    table: RegionTable
    cut: float
    by: str
    kept_regions: NDArray[np.int64]
    kept_products: NDArray[np.int64]
    present: NDArray[np.bool_]
    left_out: tuple[LeftOut, ...]

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """Names of the n regions kept."""
        return tuple(self.table.regions[i] for i in self.kept_regions)

    @cached_property
    def products(self) -> tuple[str, ...]:
        """Names of the m products kept."""
        return tuple(self.table.products[j] for j in self.kept_products)

    @cached_property
    def matrix(self) -> Array:
        """The zeros and ones as float64, shape (n, m)."""
        return locked(self.present.astype(np.float64))

    @cached_property
    def rca(self) -> Array:
        """The RCA of those kept, shape (n, m), measured on the whole table."""
        whole = advantage_of(self.table.values)
        return locked(whole[np.ix_(self.kept_regions, self.kept_products)])

    @cached_property
    def diversity(self) -> NDArray[np.int64]:
        """How many products each region is specialised in, shape (n,), from 1."""
        return locked(self.present.sum(axis=1))

    @cached_property
    def ubiquity(self) -> NDArray[np.int64]:
        """How many regions are specialised in each product, shape (m,), from 1."""
        return locked(self.present.sum(axis=0))

    def to_frame(self) -> Any:
        """Return one row for each pair kept.

        ``region product rca present diversity ubiquity``
        """
        import pandas as pd

        n, m = self.present.shape
        return pd.DataFrame(
            {
                "region": np.repeat(np.array(self.regions, dtype=object), m),
                "product": np.tile(np.array(self.products, dtype=object), n),
                "rca": self.rca.ravel(),
                "present": self.present.ravel(),
                "diversity": np.repeat(self.diversity, m),
                "ubiquity": np.tile(self.ubiquity, n),
            }
        )

    def __str__(self) -> str:
        n, m = self.present.shape
        what = "RCA" if self.by == "rca" else self.table.value
        lines = [
            f"Specialised where {what} is at least {self.cut:g}: {plural(n, 'region')}, "
            f"{plural(m, 'product')}, {plural(int(self.diversity.sum()), 'specialisation')}"
        ]
        return "\n".join([*lines, *_log(self.left_out)])


def presence(table: RegionTable, *, cut: float = 1.0, by: str = "rca") -> Presence:
    """Say which region is specialised in which product.

    Parameters
    ----------
    table : RegionTable
        n regions × m products.
    cut : float
        Above 0; from it on a region counts as specialised, with a relative slack of 1e-12.
    by : {"rca", "value"}
        Compare the RCA, or the values themselves (presences that were observed as 1 and 0, or a
        number of firms).

    Returns
    -------
    Presence
        Without the regions and products that have no specialisation; they are listed.

    Raises
    ------
    InputError
        If the cut is not a number above 0, ``by`` is unknown, or nothing reaches the cut.

    Examples
    --------
    >>> made = RegionTable.from_matrix(
    ...     [[3, 1, 0], [1, 3, 0]], ["Bonn", "Metz"], ["pumps", "glue", "ice"]
    ... )
    >>> print(presence(made))
    Specialised where RCA is at least 1: 2 regions, 2 products, 2 specialisations
    Left out, no region has any: product ice
    """
    if by not in MEASURES:
        raise unknown_name("measure", by, MEASURES, where="presence")
    if not (np.isfinite(cut) and cut > 0):
        raise InputError(f"cut is {cut}", where="presence", mend="Give a number above 0.")
    measured = advantage_of(table.values) if by == "rca" else table.values
    full: NDArray[np.bool_] = np.asarray(measured >= cut * (1 - TOLERANCE))
    rows, columns = np.asarray(full.any(axis=1)), np.asarray(full.any(axis=0))
    if not rows.any():
        raise InputError(
            f"no region reaches the cut of {cut:g} in any product",
            where="presence",
            mend=f"The highest {by} is {_highest(measured)}: give a lower cut.",
        )
    return Presence(
        table,
        float(cut),
        by,
        locked(np.nonzero(rows)[0]),
        locked(np.nonzero(columns)[0]),
        locked(full[np.ix_(rows, columns)]),
        _left_out(table, rows, columns),
    )


def _highest(measured: Array) -> str:
    """Return the highest of the numbers, a dash where there are none."""
    defined = measured[~np.isnan(measured)]
    return f"{defined.max():g}" if defined.size else "–"


def _left_out(
    table: RegionTable, rows: NDArray[np.bool_], columns: NDArray[np.bool_]
) -> tuple[LeftOut, ...]:
    """Return what is left out and why, regions before products."""
    of_region, of_product = table.values.sum(axis=1), table.values.sum(axis=0)
    made = [
        LeftOut("region", table.regions[i], "nothing" if of_region[i] == 0 else "no specialisation")
        for i in np.nonzero(~rows)[0]
    ]
    made += [
        LeftOut(
            "product",
            table.products[j],
            "nowhere" if of_product[j] == 0 else "no specialised region",
        )
        for j in np.nonzero(~columns)[0]
    ]
    return tuple(made)


_LOGGED = {
    ("region", "nothing"): "Left out, all values 0",
    ("product", "nowhere"): "Left out, no region has any",
    ("region", "no specialisation"): "Left out, not specialised in anything",
    ("product", "no specialised region"): "Left out, no region is specialised in it",
}


def _log(left_out: tuple[LeftOut, ...]) -> list[str]:
    """Return one line for each reason with the names."""
    lines = []
    for (side, reason), said in _LOGGED.items():
        names = [one.name for one in left_out if (one.side, one.reason) == (side, reason)]
        if names:
            noun = side if len(names) == 1 else f"{len(names):,} {side}s"
            lines.append(f"{said}: {noun} {join_names(names)}")
    return lines
