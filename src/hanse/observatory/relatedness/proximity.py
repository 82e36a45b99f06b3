r"""Proximity of products: how often the regions that have the one have the other as well.

.. math:: \phi_{pq} = \min\{P(M_p \mid M_q), P(M_q \mid M_p)\}
          = \frac{\sum_c M_{cp} M_{cq}}{\max(k_p, k_q)}

Source: Hidalgo, Klinger, Barabási and Hausmann (2007), The product space conditions the development
of nations, *Science* 317, pp. 482-487. The formula gives 1 for a product and itself
(``diagonal="one"``); others take the product itself out (``diagonal="zero"``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from hanse.errors import unknown_name
from hanse.messages import plural
from hanse.observatory.relatedness.presence import Presence
from hanse.observatory.relatedness.region_table import Array, locked, position
from hanse.result import Answer

__all__ = [
    "DIAGONALS",
    "Proximity",
    "checked_diagonal",
    "full_proximity",
    "proximity",
    "proximity_blocks",
]

DIAGONALS = ("one", "zero")
"""What a product's proximity to itself is."""


@dataclass(frozen=True, eq=False)
class Proximity(Answer, kind="observatory-proximity"):
    """The proximity of every two products.

    Attributes
    ----------
    presence : Presence
        What it is measured on.
    diagonal : {"one", "zero"}
        What a product's proximity to itself is.
    """

    presence: Presence
    diagonal: str

    @cached_property
    def phi(self) -> Array:
        """Shape (m, m), symmetric, in [0, 1]: 8 m² bytes."""
        return locked(full_proximity(self.presence.matrix, self.diagonal))

    def nearest(self, product: str, *, n: int = 10) -> tuple[tuple[str, float], ...]:
        """Return the n products nearest to one, itself left out, with their proximity.

        Raises
        ------
        InputError
            If there is no such product.
        """
        at = position("product", product, self.presence.products, where="proximity")
        near = self.phi[at].copy()
        near[at] = -1.0
        order = np.argsort(-near, kind="stable")[: min(n, len(near) - 1)]
        return tuple((self.presence.products[j], float(near[j])) for j in order)

    def to_frame(self) -> Any:
        """Return one row for each two products that are related: ``product other proximity``.

        Each pair once, the earlier product first; products that no region has both are left out.
        """
        import pandas as pd

        rows, columns = np.nonzero(np.triu(self.phi, 1))
        names = np.array(self.presence.products, dtype=object)
        return pd.DataFrame(
            {
                "product": names[rows],
                "other": names[columns],
                "proximity": self.phi[rows, columns],
            }
        )

    def __str__(self) -> str:
        m = len(self.presence.products)
        linked = (int(np.count_nonzero(self.phi)) - (m if self.diagonal == "one" else 0)) // 2
        return (
            f"Proximity of {plural(m, 'product')}, diagonal {self.diagonal}: {linked:,} of "
            f"{m * (m - 1) // 2:,} pairs are found together in a region"
        )


def proximity(present: Presence, *, diagonal: str = "one") -> Proximity:
    """Measure the proximity of every two products.

    Parameters
    ----------
    present : Presence
        n regions × m products.
    diagonal : {"one", "zero"}
        A product's proximity to itself: 1 as the formula says, or 0.

    Returns
    -------
    Proximity
        In [0, 1]; 0 where no region has both.

    Raises
    ------
    InputError
        If the diagonal is unknown.

    Notes
    -----
    ecomplexity 0.5.3 has ones on the diagonal, economic-complexity 0.3.0 has zeros.

    Examples
    --------
    >>> from hanse.observatory.relatedness.presence import presence
    >>> from hanse.observatory.relatedness.region_table import RegionTable
    >>> seen = [[1, 1, 0], [1, 0, 0], [0, 1, 1]]
    >>> made = RegionTable.from_matrix(seen, ["X", "Y", "Z"], ["A", "B", "C"])
    >>> proximity(presence(made, by="value"), diagonal="zero").phi
    array([[0. , 0.5, 0. ],
           [0.5, 0. , 0.5],
           [0. , 0.5, 0. ]])
    """
    return Proximity(present, checked_diagonal(diagonal))


def checked_diagonal(diagonal: str) -> str:
    """Return the diagonal; raise if it is unknown."""
    if diagonal not in DIAGONALS:
        raise unknown_name("diagonal", diagonal, DIAGONALS, where="proximity")
    return diagonal


def full_proximity(matrix: Array, diagonal: str) -> Array:
    """Return the proximities of all pairs of columns, shape (m, m)."""
    phi = np.empty((matrix.shape[1], matrix.shape[1]))
    for start, columns in proximity_blocks(matrix, diagonal):
        phi[:, start : start + columns.shape[1]] = columns
    return phi


def proximity_blocks(
    matrix: Array, diagonal: str, *, width: int = 512
) -> Iterator[tuple[int, Array]]:
    """Give the proximities of all columns to a block of columns, with where it starts.

    Numbers of regions are exact in float32, up to 2^24 of them.
    """
    ones = matrix.astype(np.float32)
    ubiquity = matrix.sum(axis=0)
    for start in range(0, matrix.shape[1], width):
        block = slice(start, start + width)
        columns: Array = (ones.T @ ones[:, block]).astype(np.float64)
        columns /= np.maximum(ubiquity[:, None], ubiquity[block])
        if diagonal == "zero":
            own = np.arange(columns.shape[1])
            columns[start + own, own] = 0.0
        yield start, columns
