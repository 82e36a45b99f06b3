"""Rings of markets by their distance: natural breaks, or limits that the user gives."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import plural
from hanse.tables.natural_breaks import equal_groups, natural_breaks

__all__ = ["TIE", "ring_limits", "ring_of"]

Floats = npt.NDArray[np.float64]

TIE = 1e-9
"""Distances and scores that differ by no more are equal."""


def ring_limits(distances: Floats, rings: int | Sequence[float]) -> tuple[float, ...]:
    """Return the farthest distance of each ring but the last.

    Parameters
    ----------
    distances : ndarray of float64, shape (m,)
        Without NaN, in any order.
    rings : int or sequence of float
        How many rings by natural breaks (`hanse.tables.natural_breaks`), from 2 to the number of
        different distances; or the limits themselves, ascending, which belong to the nearer ring.

    Raises
    ------
    InputError
        If there are too many rings or fewer than two, or the limits do not ascend.

    Examples
    --------
    >>> ring_limits(np.array([1.0, 2.0, 9.0, 8.0, 30.0]), 3)
    (2.0, 9.0)
    """
    if isinstance(rings, (int, np.integer)):
        return _breaks(np.sort(distances), int(rings))
    limits = tuple(float(one) for one in rings)
    if not limits or not np.isfinite(limits).all() or (np.diff(limits) <= 0).any():
        raise InputError(
            f"the limits of the rings are {', '.join(f'{one:g}' for one in limits) or 'empty'}",
            where="rings",
            mend="Give ascending distances, such as [-1, 0].",
        )
    return limits


def ring_of(distance: float, limits: Sequence[float]) -> int:
    """Return the ring of a distance, from 1; a limit belongs to the nearer ring.

    Examples
    --------
    >>> [ring_of(distance, (2.0, 9.0)) for distance in (1.0, 2.0, 2.5, 40.0)]
    [1, 1, 2, 3]
    """
    return 1 + sum(distance > limit + TIE for limit in limits)


def _breaks(ordered: Floats, n: int) -> tuple[float, ...]:
    """Return the limits by natural breaks of ascending distances."""
    groups = equal_groups(ordered, tie=TIE)
    different = int(groups[-1]) + 1 if groups.size else 0
    if not 2 <= n <= different:
        raise InputError(
            f"{plural(n, 'ring')} of {plural(different, 'different distance')}",
            where="rings",
            mend=f"Give a whole number from 2 to {different}, or limits."
            if different > 1
            else "Give limits, such as [-1, 0].",
        )
    ring = natural_breaks(ordered, groups, n)
    return tuple(float(ordered[ring == number].max()) for number in range(n - 1))
