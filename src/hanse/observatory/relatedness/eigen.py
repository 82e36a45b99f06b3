r"""The second eigenvector of regions × products, and why there may be none.

The matrices :math:`\tilde M_{cd} = \sum_p M_{cp} M_{dp} / (k_c k_p)` of the regions and
:math:`\sum_c M_{cp} M_{cq} / (k_p k_c)` of the products have the same eigenvalues but 0, all in
[0, 1]. With :math:`A = D_c^{-1/2} M D_p^{-1/2}` they are those of the symmetric :math:`A A'` and
:math:`A' A`, so the smaller of the two is decomposed. The first eigenvalue is 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hanse.messages import join_names, plural
from hanse.observatory.relatedness.presence import Presence
from hanse.observatory.relatedness.region_table import Array

__all__ = ["GAP", "Second", "communities", "second_eigenvector", "symmetric", "why_undefined"]

GAP = 1e-10
"""Eigenvalues nearer to each other than this are a tie, and one nearer to 0 is 0."""


@dataclass(frozen=True)
class Second:
    """The second eigenvector for regions and for products.

    Attributes
    ----------
    of_regions : ndarray of shape (n,)
        Its own scale and sign; NaN where undefined.
    of_products : ndarray of shape (m,)
        On the scale at which a region has the mean of its products.
    eigenvalues : tuple of float
        The first three (as many as there are), the highest first.
    reason : str
        Why it is undefined; empty where it is not.
    """

    of_regions: Array
    of_products: Array
    eigenvalues: tuple[float, ...]
    reason: str


def second_eigenvector(present: Presence) -> Second:
    """Return the second eigenvector, or why there is none."""
    m = present.matrix
    diversity, ubiquity = m.sum(axis=1), m.sum(axis=0)
    by_region = m.shape[0] <= m.shape[1]
    values, vectors = np.linalg.eigh(symmetric(m))
    highest = tuple(float(v) for v in values[::-1][:3])
    reason = why_undefined(present, highest)
    if reason:
        nothing = np.full(m.shape[0], np.nan), np.full(m.shape[1], np.nan)
        return Second(*nothing, highest, reason)
    vector = vectors[:, -2]
    if by_region:
        of_regions = vector / np.sqrt(diversity)
        of_products = (of_regions @ m) / ubiquity / highest[1]
    else:
        of_products = vector / np.sqrt(ubiquity)
        of_regions = (m @ of_products) / diversity
    return Second(of_regions, of_products, highest, "")


def symmetric(matrix: Array) -> Array:
    """Return A A' or A' A, whichever is smaller."""
    scaled = matrix / np.sqrt(matrix.sum(axis=1))[:, None] / np.sqrt(matrix.sum(axis=0))
    small = scaled if matrix.shape[0] <= matrix.shape[1] else scaled.T
    return np.asarray(small @ small.T)


def why_undefined(present: Presence, eigenvalues: tuple[float, ...]) -> str:
    """Return why complexity is undefined, an empty text where it is defined."""
    n, m = present.present.shape
    if min(n, m) < 2:
        return (
            f"Complexity is undefined: {plural(n, 'region')} and {plural(m, 'product')} are left, "
            f"and it takes two of each."
        )
    groups = communities(present.present)
    if groups.max() > 0:
        return _parted(present, groups)
    second = eigenvalues[1]
    if second < GAP:
        return "Complexity is undefined: all regions are specialised in the same products."
    if len(eigenvalues) > 2 and second - eigenvalues[2] < GAP:
        return (
            f"Complexity is undefined: the second and the third eigenvalue are the same "
            f"({second:.6g}), so that no single order of the regions follows."
        )
    return ""


def communities(present: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the number of each region's part of the network of regions and products, from 0.

    Two regions are in one part where a chain of shared products leads from one to the other.

    Examples
    --------
    >>> communities(np.array([[True, False], [False, True], [True, False]]))
    array([0, 1, 0])
    """
    n = present.shape[0]
    part = np.full(n, -1, dtype=np.int64)
    for start in range(n):
        if part[start] >= 0:
            continue
        number = part.max() + 1
        inside = np.zeros(n, dtype=bool)
        fresh = inside.copy()
        fresh[start] = True
        while fresh.any():
            inside |= fresh
            products = present[fresh].any(axis=0)
            fresh = present[:, products].any(axis=1) & ~inside
        part[inside] = number
    return part


def _parted(present: Presence, groups: NDArray[np.int64]) -> str:
    """Return the reason where the network falls apart, with who is outside the largest part."""
    sizes = np.bincount(groups)
    apart = [present.regions[i] for i in np.nonzero(groups != sizes.argmax())[0]]
    return (
        f"Complexity is undefined: the regions fall into {len(sizes):,} parts that share no "
        f"product with each other. Outside the largest part: {join_names(apart)}. Leave them out, "
        f"lower the cut or take coarser products."
    )
