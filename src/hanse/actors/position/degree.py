"""How many ties an actor has, and how strong they are together."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.actors.position.graph import checked

__all__ = ["degree", "strength"]


def degree(matrix: Any) -> npt.NDArray[np.int64]:
    """Return the number of ties of each actor, shape (n,); 0 for one without.

    Source: Freeman (1978), Social Networks 1, p. 218.

    Examples
    --------
    >>> degree([[0, 2, 1], [2, 0, 0], [1, 0, 0]]).tolist()
    [2, 1, 1]
    """
    return np.asarray(np.diff(checked(matrix).indptr), dtype=np.int64)


def strength(matrix: Any) -> npt.NDArray[np.float64]:
    """Return the sum of the strengths of the ties of each actor, shape (n,); 0 for one without.

    Source: Barrat et al. (2004), PNAS 101, p. 3748.

    Examples
    --------
    >>> strength([[0, 2, 1], [2, 0, 0], [1, 0, 0]]).tolist()
    [3.0, 2.0, 1.0]
    """
    return np.asarray(checked(matrix).sum(axis=1), dtype=np.float64).ravel()
