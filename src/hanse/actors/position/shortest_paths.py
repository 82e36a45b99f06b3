"""How many shortest paths run through each actor: Brandes's sums for many sources at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Sums", "path_sums"]

_NUMBERS_AT_ONCE = 1_300_000
Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Sums:
    """What the shortest paths from a batch of sources say.

    Attributes
    ----------
    sources : ndarray of int64, shape (s,)
        Where paths begin.
    through : ndarray of float64, shape (n, s)
        Σ_t σ_st(v) / σ_st over the targets t other than v: for how many targets v lies between,
        shares of paths counted; 0 in the row of the source.
    distance : ndarray of int32, shape (n, s)
        Ties from the source; -1 where there is no path.
    """

    sources: Whole
    through: Floats
    distance: npt.NDArray[np.int32]


def path_sums(network: Any, sources: Whole, targets: npt.NDArray[np.bool_]) -> Iterator[Sums]:
    """Yield the sums for one batch of sources after the other.

    δ_s(v) = Σ over the w that follow v of σ_sv / σ_sw (1 if w is a target + δ_s(w)), from the
    farthest actors back, as products of the sparse matrix with a batch of columns.

    Parameters
    ----------
    network : csr_array, shape (n, n)
        Checked, every tie of strength 1.
    sources : ndarray of int64
        Where paths begin.
    targets : ndarray of bool, shape (n,)
        Where paths may end.

    Notes
    -----
    Source: Brandes (2001), Journal of Mathematical Sociology 25, theorem 6. Memory stays near
    60 MB, whatever the number of sources.
    """
    size = int(np.clip(_NUMBERS_AT_ONCE // max(network.shape[0], 1), 1, 64))
    ends = targets.astype(np.float64)[:, None]
    for first in range(0, len(sources), size):
        batch = sources[first : first + size]
        distance, paths, levels = _forward(network, batch)
        through = np.zeros(paths.shape)
        for level in range(levels, 1, -1):
            here = distance == level
            share = np.divide(ends + through, paths, out=np.zeros(paths.shape), where=here)
            np.multiply(network @ share, paths, out=through, where=distance == level - 1)
        through[batch, np.arange(len(batch))] = 0.0
        yield Sums(batch, through, distance)


def _forward(network: Any, batch: Whole) -> tuple[npt.NDArray[np.int32], Floats, int]:
    """Return distances, numbers of shortest paths, and the largest distance of a batch."""
    shape = (network.shape[0], len(batch))
    columns = np.arange(len(batch))
    distance = np.full(shape, -1, dtype=np.int32)
    paths = np.zeros(shape)
    distance[batch, columns] = 0
    paths[batch, columns] = 1.0
    front, level = paths.copy(), 0
    while True:
        front = network @ front
        front[distance >= 0] = 0.0
        new = front > 0
        if not new.any():
            return distance, paths, level
        level += 1
        distance[new] = level
        paths += front
