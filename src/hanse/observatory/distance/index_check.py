"""The index of distance found again, pair by pair, without matrices."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from hanse.observatory.distance.part_table import PartTable

__all__ = ["agrees_with_plain_sums"]


def agrees_with_plain_sums(
    parts: PartTable, weights: Mapping[str, float], matrix: npt.NDArray[np.float64]
) -> bool:
    """Return whether the weighted means of standardised parts, pair by pair, are the index.

    Parameters
    ----------
    parts : PartTable
        Of n countries.
    weights : mapping of str to float
        Above 0.
    matrix : ndarray of float64, shape (n, n)
        The index to check, NaN on the diagonal; equal to 1e-9.
    """
    standardised = {name: _standardised(parts.part(name).values.tolist()) for name in weights}
    for i, row in enumerate(matrix.tolist()):
        for j, given in enumerate(row):
            above = below = 0.0
            for name, weight in weights.items():
                z = standardised[name][i][j]
                if i != j and not math.isnan(z):
                    above, below = above + weight * z, below + weight
            if math.isnan(given) != (below == 0):
                return False
            if below and not math.isclose(given, above / below, rel_tol=1e-9, abs_tol=1e-9):
                return False
    return True


def _standardised(values: list[list[float]]) -> list[list[float]]:
    """Return the values less their mean, over their deviation, with exact sums."""
    known = [
        x for i, r in enumerate(values) for j, x in enumerate(r) if i != j and not math.isnan(x)
    ]
    mean = math.fsum(known) / len(known)
    deviation = math.sqrt(math.fsum((x - mean) ** 2 for x in known) / len(known))
    return [[(x - mean) / deviation for x in row] for row in values]
