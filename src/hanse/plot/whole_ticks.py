"""Ticks for axes that count: whole round numbers."""

from __future__ import annotations

import math

__all__ = ["whole_ticks"]


def whole_ticks(most: int, *, n: int = 5) -> list[int]:
    """Return whole round numbers from 0 to the first one at or above the largest.

    Parameters
    ----------
    most : int
        The largest number, from 0.
    n : int
        At most so many steps.

    Examples
    --------
    >>> whole_ticks(23), whole_ticks(0), whole_ticks(1204)
    ([0, 5, 10, 15, 20, 25], [0, 1], [0, 500, 1000, 1500])
    """
    top = max(most, 1)
    steps = (base * 10**power for power in range(15) for base in (1, 2, 5))
    step = next(one for one in steps if one * n >= top)
    return list(range(0, (math.ceil(top / step) + 1) * step, step))
