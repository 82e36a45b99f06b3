r"""Density: how much of what is near a product a region has already.

.. math:: \omega_{cp} = \frac{\sum_q M_{cq} \phi_{qp}}{\sum_q \phi_{qp}}

Source: Hidalgo, Klinger, Barabási and Hausmann (2007), *Science* 317, pp. 482-487.

The sums :math:`\sum_q X_{cq} \phi_{qp}` need not see the m × m proximities: as
:math:`\phi_{qp} = \sum_r M_{rq} M_{rp} / \max(k_q, k_p)`, the products q no more ubiquitous than p
count with :math:`1/k_p` and the others with :math:`1/k_q`. With the n × n matrices
:math:`A_u = \sum_{q: k_q \le u} X_{\cdot q} M_{\cdot q}'` and :math:`B_u = \sum_{q: k_q > u}
X_{\cdot q} M_{\cdot q}' / k_q`, summed level by level of ubiquity, the column of a product at level
u is :math:`(A_u / u + B_u) M_{\cdot p}`. That costs n² m instead of n m², and nothing is taken
away that was added, so that a sum of nothing is 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from hanse.messages import plural
from hanse.observatory.relatedness.presence import Presence
from hanse.observatory.relatedness.proximity import (
    checked_diagonal,
    full_proximity,
    proximity_blocks,
)
from hanse.observatory.relatedness.region_table import Array, locked, position
from hanse.result import Answer

__all__ = ["Density", "density", "near_sums", "reach"]


@dataclass(frozen=True, eq=False)
class Density(Answer, kind="observatory-density"):
    """How much of what is near each product every region has.

    Attributes
    ----------
    presence : Presence
        What it is measured on.
    diagonal : {"one", "zero"}
        What a product's proximity to itself is.
    density : ndarray of shape (n, m)
        In [0, 1]; NaN where nothing is near the product, which needs ``diagonal="zero"``.
    """

    presence: Presence
    diagonal: str
    density: Array

    def of(self, region: str, product: str) -> float:
        """Return the density of one region around one product.

        Raises
        ------
        InputError
            If there is no such region or product.
        """
        i = position("region", region, self.presence.regions, where="density")
        j = position("product", product, self.presence.products, where="density")
        return float(self.density[i, j])

    def verify(self) -> bool:
        """Return whether the densities follow from the proximities themselves, block by block."""
        m = self.presence.matrix
        for start, phi in proximity_blocks(m, self.diagonal):
            with np.errstate(invalid="ignore"):
                plain = m @ phi / phi.sum(axis=0)
            given = self.density[:, start : start + phi.shape[1]]
            if not np.allclose(given, plain, rtol=0, atol=1e-12, equal_nan=True):
                return False
        return True

    def to_frame(self) -> Any:
        """Return one row for each pair kept: ``region product rca present … density``."""
        return self.presence.to_frame().assign(density=self.density.ravel())

    def __str__(self) -> str:
        n, m = self.density.shape
        defined = self.density[~np.isnan(self.density)]
        mean = f"{defined.mean():.3f} on average" if defined.size else "undefined"
        return (
            f"Density around {plural(m, 'product')} in {plural(n, 'region')}, diagonal "
            f"{self.diagonal}: {mean}"
        )


def density(present: Presence, *, diagonal: str = "one") -> Density:
    """Measure how much of what is near each product every region has.

    Parameters
    ----------
    present : Presence
        n regions × m products.
    diagonal : {"one", "zero"}
        A product's proximity to itself. With 1 a product raises the density of the regions that
        have it and lowers that of the others; with 0 it does not count.

    Returns
    -------
    Density
        In [0, 1]; 1 for a region that has every product, NaN where the diagonal is zero and no
        other product is near.

    Raises
    ------
    InputError
        If the diagonal is unknown.

    Examples
    --------
    >>> from hanse.observatory.relatedness.presence import presence
    >>> from hanse.observatory.relatedness.region_table import RegionTable
    >>> seen = [[1, 1, 0], [1, 0, 0], [0, 1, 1]]
    >>> made = presence(
    ...     RegionTable.from_matrix(seen, ["X", "Y", "Z"], ["A", "B", "C"]), by="value"
    ... )
    >>> density(made, diagonal="zero").density
    array([[1. , 0.5, 1. ],
           [0. , 0.5, 0. ],
           [1. , 0.5, 1. ]])
    """
    m = present.matrix
    with np.errstate(invalid="ignore"):
        found = near_sums(m, m, checked_diagonal(diagonal)) / reach(m, diagonal)
    return Density(present, diagonal, locked(found))


def reach(matrix: Array, diagonal: str) -> Array:
    """Return the sum of proximities around each product, shape (m,)."""
    everything = np.ones((1, matrix.shape[1]))
    return np.asarray(near_sums(everything, matrix, diagonal)[0])


def near_sums(weights: Array, matrix: Array, diagonal: str) -> Array:
    """Return the proximities around each product, summed with weights.

    Parameters
    ----------
    weights : ndarray of shape (k, m)
        How much each product counts, in k different ways.
    matrix : ndarray of shape (n, m)
        Presences as 0.0 and 1.0; no column is all 0.
    diagonal : {"one", "zero"}
        What a product's proximity to itself is.

    Returns
    -------
    ndarray of shape (k, m)
        ``weights @ phi``, without the m × m matrix where there are fewer regions than products.
    """
    n, m = matrix.shape
    if n >= m:
        return np.asarray(weights @ full_proximity(matrix, diagonal))
    ubiquity = matrix.sum(axis=0)
    order = np.argsort(ubiquity, kind="stable")
    levels, starts = np.unique(ubiquity[order], return_index=True)
    groups = [slice(a, b) for a, b in zip(starts, [*starts[1:], m], strict=True)]
    have, weigh = np.asfortranarray(matrix[:, order]), np.asfortranarray(weights[:, order])
    sums = np.empty(weigh.shape, order="F")
    before = np.zeros((len(weigh), n))
    for level, group in zip(levels, groups, strict=True):  # no more ubiquitous: by the level
        before += weigh[:, group] @ have[:, group].T
        sums[:, group] = before @ have[:, group] / level
    if diagonal == "zero":
        sums -= weigh
    after = np.zeros((len(weigh), n))
    for level, group in zip(levels[::-1], groups[::-1], strict=True):  # the others by their own
        sums[:, group] += after @ have[:, group]
        after += weigh[:, group] @ have[:, group].T / level
    found = np.empty(weights.shape)
    found[:, order] = sums
    return found
