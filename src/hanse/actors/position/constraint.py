"""Burt's constraint: how far the contacts of an actor hang together, so that it brokers little."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.actors.position.graph import checked
from hanse.actors.position.triangles import oriented

__all__ = ["constraint"]


def constraint(matrix: Any) -> npt.NDArray[np.float64]:
    """Return Burt's constraint of each actor.

    c_i = Σ_j (p_ij + Σ_q p_iq p_qj)², over the contacts j of i, where p_ij is the share of tie ij
    in the strength of all ties of i, and q are contacts of both. A low constraint means contacts
    who do not know each other: room to broker.

    Parameters
    ----------
    matrix : array or sparse matrix, shape (n, n)
        The network with its strengths; give ones for one that has none.

    Returns
    -------
    ndarray of float64, shape (n,)
        Above 0, at most 9/8 without strengths; 1 for an actor with a single tie. NaN for one
        without ties.

    Notes
    -----
    Source: Burt (1992), Structural Holes, p. 55, formula 2.4. The work grows with the ties times
    the square root of their number at most, whatever the hubs.

    Examples
    --------
    >>> star = [[0, 1, 1, 0], [1, 0, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]]
    >>> constraint(star).tolist()
    [0.5, 1.0, 1.0, nan]
    """
    network = checked(matrix)
    ties = oriented(network)
    total = np.asarray(network.sum(axis=1), dtype=np.float64).ravel()
    m = len(ties.tail)
    there = ties.weight / total[ties.tail]
    back = ties.weight / total[ties.head]
    forth_sum, back_sum = there.copy(), back.copy()
    for uv, uw, vw in ties.triangles():
        forth_sum += np.bincount(uv, there[uw] * back[vw], m)
        forth_sum += np.bincount(uw, there[uv] * there[vw], m)
        forth_sum += np.bincount(vw, back[uv] * there[uw], m)
        back_sum += np.bincount(uv, there[vw] * back[uw], m)
        back_sum += np.bincount(uw, back[vw] * back[uv], m)
        back_sum += np.bincount(vw, back[uw] * there[uv], m)
    found = np.bincount(ties.tail, forth_sum**2, ties.n)
    found = found + np.bincount(ties.head, back_sum**2, ties.n)
    return np.where(np.diff(network.indptr) > 0, found, np.nan)
