"""How deep in the network an actor stands: the number of its k-core."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.actors.position.graph import checked, neighbours_of

__all__ = ["core_numbers"]


def core_numbers(matrix: Any) -> npt.NDArray[np.int64]:
    """Return the core number of each actor.

    The k-core is the largest group in which everybody has at least k ties to others of the group;
    the core number of an actor is the largest k whose core it belongs to. Those with the fewest
    ties are taken away first, then those whom that leaves with too few, and so on.

    Parameters
    ----------
    matrix : array or sparse matrix, shape (n, n)
        The network; strengths do not count.

    Returns
    -------
    ndarray of int64, shape (n,)
        0 for an actor without ties.

    Notes
    -----
    Source: Seidman (1983), Social Networks 5, p. 272; Batagelj & Zaveršnik (2003).

    Examples
    --------
    A triangle with somebody tied to one of its corners:

    >>> core_numbers([[0, 1, 1, 1], [1, 0, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0]]).tolist()
    [2, 2, 2, 1]
    """
    network = checked(matrix)
    left = np.diff(network.indptr).astype(np.int64)
    core = np.zeros(len(left), dtype=np.int64)
    stays = np.ones(len(left), dtype=bool)
    while stays.any():
        k = int(left[stays].min())
        going = np.flatnonzero(stays & (left <= k))
        while going.size:
            core[going] = k
            stays[going] = False
            touched = neighbours_of(network, going)
            touched = touched[stays[touched]]
            np.subtract.at(left, touched, 1)
            going = np.unique(touched[left[touched] <= k])
    return core
