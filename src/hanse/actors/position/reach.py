"""Whom many actors reach, step by step: 64 of them in the bits of one number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Layers", "layers", "mean_growth"]

Layers = list[npt.NDArray[np.uint64]]
Whole = npt.NDArray[np.int64]


def layers(network: Any, sources: Whole, *, without: int = -1) -> Layers:
    """Return who is reached after 0, 1, 2, ... steps for the first time.

    Parameters
    ----------
    network : csr_array, shape (n, n)
        Checked; strengths do not count.
    sources : ndarray of int64, up to 64
        Where the walks begin.
    without : int
        An actor that is gone; none by default.

    Returns
    -------
    list of ndarray of uint64, shape (n,)
        Bit k of an actor is set in the layer of its distance from ``sources[k]``.

    Notes
    -----
    Source: Then et al. (2014), Proceedings of the VLDB Endowment 8: the more the merrier.
    """
    n = network.shape[0]
    front = np.zeros(n, dtype=np.uint64)
    bits = np.uint64(1) << np.arange(len(sources), dtype=np.uint64)
    np.bitwise_or.at(front, sources, bits)
    if without >= 0:
        front[without] = 0
    seen, found = front.copy(), [front]
    tied = np.flatnonzero(np.diff(network.indptr))
    starts = network.indptr[tied]
    while tied.size:
        near = np.zeros(n, dtype=np.uint64)
        near[tied] = np.bitwise_or.reduceat(found[-1][network.indices], starts)
        near &= ~seen
        if without >= 0:
            near[without] = 0
        if not near.any():
            break
        seen |= near
        found.append(near)
    return found


def mean_growth(network: Any, sources: Whole, targets: Whole, gone: Whole) -> list[float]:
    """Return for each actor that leaves by how many ties the ways grow that are left.

    Parameters
    ----------
    network : csr_array, shape (n, n)
        Checked.
    sources, targets : ndarray of int64
        Ways from the first to the second.
    gone : ndarray of int64
        The actors that leave, one at a time.

    Returns
    -------
    list of float
        Mean over the pairs that are connected before and after; NaN without one.
    """
    grown, count = np.zeros(len(gone)), np.zeros(len(gone))
    for batch in _batches(sources):
        before = [layer[targets] for layer in layers(network, batch)]
        for at, actor in enumerate(gone.tolist()):
            after = [layer[targets] for layer in layers(network, batch, without=actor)]
            left = np.bitwise_or.reduce(after, axis=0)
            grown[at] += _steps(after) - _steps([layer & left for layer in before])
            count[at] += int(np.bitwise_count(left).sum())
    mean = np.divide(grown, count, out=np.full(len(gone), np.nan), where=count > 0)
    return [float(one) for one in mean]


def _steps(found: Layers) -> int:
    """Return the sum of all distances."""
    return sum(step * int(np.bitwise_count(layer).sum()) for step, layer in enumerate(found))


def _batches(sources: Whole) -> Iterator[Whole]:
    """Yield sources in batches of up to 64."""
    for first in range(0, len(sources), 64):
        yield sources[first : first + 64]
