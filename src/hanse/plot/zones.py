"""Where a case lies in an XY plot, and which cases a reader wants named first.

Source: Schneider, C. Q. & Rohlfing, I. (2013). Combining QCA and process tracing in set-theoretic
multi-method research. Sociological Methods & Research 42(4), pp. 559–597.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["KINDS", "kinds_of", "naming_order"]

#: Kinds of cases, the ones to be named first at the front.
KINDS = ("deviant", "typical", "deviant in degree", "not covered", "on a line", "irrelevant")


def kinds_of(x: NDArray[np.float64], y: NDArray[np.float64], *, relation: str) -> tuple[str, ...]:
    """Return the kind of each case for a claim that X is sufficient (or necessary) for Y.

    Parameters
    ----------
    x, y : array of float in [0, 1]
        Memberships in the term (or condition) and the outcome.
    relation : {"sufficient", "necessary"}
        What is claimed.

    Returns
    -------
    tuple of str
        ``deviant``: speaks against the claim in kind (a member of the subset, not of the superset).
        ``typical``: a member of both, with the subset's membership the smaller.
        ``deviant in degree``: a member of both, with the subset's membership the larger.
        ``not covered``: a member of the superset only. ``irrelevant``: of neither.
        ``on a line``: membership of exactly 0.5 in one of them, so neither in nor out.

    Examples
    --------
    >>> x, y = np.array([0.9, 0.6, 0.8, 0.2, 0.1, 0.5]), np.array([0.2, 0.9, 0.7, 0.9, 0.1, 0.9])
    >>> kinds_of(x, y, relation="sufficient")
    ('deviant', 'typical', 'deviant in degree', 'not covered', 'irrelevant', 'on a line')
    """
    subset, superset = (x, y) if relation == "sufficient" else (y, x)
    return tuple(_kind(one, other) for one, other in zip(subset, superset, strict=True))


def _kind(subset: float, superset: float) -> str:
    """Return the kind of one case from its membership in subset and superset."""
    if subset == 0.5 or superset == 0.5:
        return "on a line"
    if subset < 0.5:
        return "not covered" if superset > 0.5 else "irrelevant"
    if superset < 0.5:
        return "deviant"
    return "typical" if subset <= superset else "deviant in degree"


def naming_order(
    x: NDArray[np.float64], y: NDArray[np.float64], kinds: Sequence[str], *, relation: str
) -> list[int]:
    """Return the places of the cases, those whose names say most first.

    By kind as in :data:`KINDS`. Among deviant cases the furthest below the diagonal come first,
    among typical ones the purest (high membership, close to the diagonal), among the rest the
    furthest from it. Ties stay in the order of the table.

    Examples
    --------
    >>> x, y = np.array([0.6, 0.9, 0.9]), np.array([0.9, 0.95, 0.1])
    >>> naming_order(x, y, ("typical", "typical", "deviant"), relation="sufficient")
    [2, 1, 0]
    """
    subset, superset = (x, y) if relation == "sufficient" else (y, x)
    impurity = 2 * np.abs(superset - subset) + (1 - subset)
    distance = -np.abs(superset - subset)
    within = np.where(np.array([one == "typical" for one in kinds]), impurity, distance)
    ranks = [KINDS.index(one) for one in kinds]
    return sorted(range(len(ranks)), key=lambda at: (ranks[at], float(within[at]), at))
