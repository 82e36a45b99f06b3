r"""Where a value stands among others: mid-rank percentile, rank and quartiles.

.. math:: P = 100 \, \frac{\#\{j : x_j < x\} + \tfrac12 \#\{j : x_j = x\}}{n}

over the n peers that have a value; the unit itself is not among them. Where lower is better, those
above are counted in the place of those below.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from hanse.errors import unknown_name
from hanse.observatory.indicators.indicator import DIRECTIONS

__all__ = ["FEWEST_SHOWN", "TIE", "percentile", "place_among", "quartiles"]

Floats = npt.NDArray[np.float64]

TIE = 1e-9
"""Two values are the same where they differ by no more than this part of the larger."""

FEWEST_SHOWN = 4
"""Quartiles and values of peers are shown from this number of peers with a value."""


def percentile(own: float, peers: npt.ArrayLike, *, direction: str = "higher") -> float:
    """Return the mid-rank percentile of a value among its peers.

    Parameters
    ----------
    own : float
        The unit's value.
    peers : array of float, shape (n,)
        The peers' values, the unit's not among them; NaN is left out.
    direction : {"higher", "lower", "none"}
        Which end is better; ``none`` counts as ``higher``, and the number is a position only.

    Returns
    -------
    float
        From 0 to 100; NaN where ``own`` is NaN or no peer has a value.

    Raises
    ------
    InputError
        If the direction is unknown.

    Notes
    -----
    Raising the value never lowers the percentile (never raises it where lower is better). The mean
    over all units, each compared with all others, is 50.

    Examples
    --------
    >>> percentile(5, [1, 2, 5, 9]), percentile(5, [1, 2, 5, 9], direction="lower")
    (62.5, 37.5)
    """
    better, tied, n = place_among(own, peers, direction=direction)
    return 100 * (n - better - tied + tied / 2) / n if n else math.nan


def place_among(
    own: float, peers: npt.ArrayLike, *, direction: str = "higher"
) -> tuple[int, int, int]:
    """Return how many peers are better, how many have the same value, and how many have one.

    All are 0 where ``own`` is NaN. The rank of the unit is one more than those that are better.

    Examples
    --------
    >>> place_among(5, [1, 2, 5, 9, float("nan")])
    (1, 1, 4)
    """
    if direction not in DIRECTIONS:
        raise unknown_name("direction", direction, DIRECTIONS, where="percentile")
    values = np.asarray(peers, dtype=np.float64)
    values = values[~np.isnan(values)]
    if math.isnan(own):
        return 0, 0, 0
    same = np.abs(values - own) <= TIE * np.maximum(np.abs(values), abs(own))
    above = (values < own) if direction == "lower" else (values > own)
    return int((above & ~same).sum()), int(same.sum()), int(values.size)


def quartiles(peers: npt.ArrayLike) -> tuple[float, float, float]:
    """Return lower quartile, median and upper quartile, NaN with fewer than four values.

    Between two values they are interpolated linearly (Hyndman and Fan 1996, *The American
    Statistician* 50(4), type 7).

    Examples
    --------
    >>> quartiles([1, 2, 3, 4, 5]), quartiles([1, 2, 3])
    ((2.0, 3.0, 4.0), (nan, nan, nan))
    """
    values = np.asarray(peers, dtype=np.float64)
    values = values[~np.isnan(values)]
    if values.size < FEWEST_SHOWN:
        return math.nan, math.nan, math.nan
    low, middle, high = np.quantile(values, [0.25, 0.5, 0.75]).tolist()
    return low, middle, high
