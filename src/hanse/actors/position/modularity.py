"""Modularity: how much denser communities are inside than chance would make them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from hanse.actors.position.graph import checked

__all__ = ["modularity"]


def modularity(matrix: Any, labels: Any) -> float:
    """Return the modularity of a division into communities.

    Q = Σ_c (L_c / m − (D_c / 2 m)²), with L_c the strength of the ties inside a community, D_c the
    strength of all ties of its members, and m the strength of all ties.

    Parameters
    ----------
    matrix : array or sparse matrix, shape (n, n)
        The network with its strengths.
    labels : array of int, shape (n,)
        The community of each actor, from 0.

    Returns
    -------
    float
        −0.5 to 1; NaN without ties.

    Notes
    -----
    Source: Newman & Girvan (2004), Physical Review E 69, 026113, formula 5.

    Examples
    --------
    >>> modularity([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]], [0, 0, 1, 1])
    0.5
    """
    network = checked(matrix)
    label = np.asarray(labels, dtype=np.int64)
    both = float(network.data.sum())
    if both == 0:
        return math.nan
    ego = np.repeat(np.arange(len(label)), np.diff(network.indptr))
    inside = label[ego] == label[network.indices]
    held = np.bincount(label[ego], network.data)
    return float(network.data[inside].sum() / both - ((held / both) ** 2).sum())
