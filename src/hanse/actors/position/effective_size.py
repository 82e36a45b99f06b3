"""Burt's effective size: how many contacts of an actor are not redundant."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.actors.position.graph import checked
from hanse.actors.position.triangles import oriented

__all__ = ["effective_size"]


def effective_size(matrix: Any) -> npt.NDArray[np.float64]:
    """Return the effective size of the network around each actor.

    e_i = Σ_j (1 − Σ_q p_iq m_jq), over the contacts j of i, where p_iq is the share of tie iq in
    the strength of all ties of i, m_jq the strength of tie jq against the strongest tie of j, and q
    are contacts of both. Without strengths it is d − 2 t / d: d contacts, t ties among them
    (Borgatti 1997).

    Parameters
    ----------
    matrix : array or sparse matrix, shape (n, n)
        The network with its strengths; give ones for one that has none.

    Returns
    -------
    ndarray of float64, shape (n,)
        At most the number of contacts. NaN for an actor without ties.

    Notes
    -----
    Source: Burt (1992), Structural Holes, p. 52, formula 2.2.

    Examples
    --------
    >>> effective_size([[0, 1, 1], [1, 0, 1], [1, 1, 0]]).tolist()
    [1.0, 1.0, 1.0]
    """
    network = checked(matrix)
    ties = oriented(network)
    n, degrees = ties.n, np.diff(network.indptr)
    total = np.asarray(network.sum(axis=1), dtype=np.float64).ravel()
    largest = np.zeros(n)
    np.maximum.at(largest, ties.tail, ties.weight)
    np.maximum.at(largest, ties.head, ties.weight)
    redundant = np.zeros(n)
    for uv, uw, vw in ties.triangles():
        u, v, w = ties.tail[uv], ties.head[uv], ties.head[uw]
        of = {"uv": ties.weight[uv], "uw": ties.weight[uw], "vw": ties.weight[vw]}
        for ego, one, two, first, second, across in (
            (u, v, w, of["uv"], of["uw"], of["vw"]),
            (v, u, w, of["uv"], of["vw"], of["uw"]),
            (w, u, v, of["uw"], of["vw"], of["uv"]),
        ):
            lost = across * (second / largest[one] + first / largest[two]) / total[ego]
            redundant += np.bincount(ego, lost, n)
    return np.where(degrees > 0, degrees - redundant, np.nan)
