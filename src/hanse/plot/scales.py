"""From raw values to pixels: a linear scale, or one that keeps a long tail readable."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["RawScale", "raw_scale"]

SKEWED_FROM = 50  # maximum over median of the positive values
TICK_ROOM = 46.0  # pixels that a tick's number needs


@dataclass(frozen=True)
class RawScale:
    """A scale of raw values on an axis of ``width`` pixels.

    Parameters
    ----------
    low, high : float
        Ends of the axis in raw units.
    width : int
        Length of the axis in pixels.
    bend : float
        Where a symmetric logarithm goes over from linear to logarithmic; 0 for a linear scale.
    """

    low: float
    high: float
    width: int
    bend: float = 0.0

    @property
    def is_bent(self) -> bool:
        """Whether the scale is a symmetric logarithm."""
        return self.bend > 0

    def pixel(self, value: float) -> float:
        """Return how many pixels from the left end a value lies.

        Examples
        --------
        >>> RawScale(0, 10, 100).pixel(2.5)
        25.0
        """
        low, high, at = (self._straight(one) for one in (self.low, self.high, value))
        return (at - low) / (high - low) * self.width

    def _straight(self, value: float) -> float:
        """Return the value on the transformed axis."""
        if not self.is_bent:
            return value
        return math.copysign(math.log1p(abs(value) / self.bend), value)

    def ticks(self) -> list[float]:
        """Return round values for ticks, far enough apart to be read.

        Examples
        --------
        >>> RawScale(0, 30_000, 520, bend=40).ticks()
        [0.0, 100.0, 1000.0, 10000.0]
        """
        if not self.is_bent:
            return _round_steps(self.low, self.high, int(self.width // 80))
        top = math.floor(math.log10(max(abs(self.low), abs(self.high))))
        powers = [10.0**power for power in range(top, top - 12, -1)]
        chosen: list[float] = []
        for value in [0.0, *(sign * power for power in powers for sign in (1, -1))]:
            is_inside = self.low <= value <= self.high
            at = self.pixel(value)
            if is_inside and all(abs(at - self.pixel(one)) >= TICK_ROOM for one in chosen):
                chosen.append(value)
        return sorted(chosen)


def raw_scale(values: NDArray[np.float64], others: Sequence[float], *, width: int) -> RawScale:
    """Return the scale for raw values: bent where the largest is far above the median.

    Parameters
    ----------
    values : array of float
        Raw values; those that are not finite are left out.
    others : sequence of float
        What else must lie on the axis.
    width : int
        Length of the axis in pixels.

    Returns
    -------
    RawScale
        Bent where the maximum is more than 50 times the median of the positive values. From 0 to 1
        where there is nothing to show.

    Examples
    --------
    >>> raw_scale(np.array([1.0, 2, 3, 900]), [], width=500).is_bent
    True
    """
    kept = values[np.isfinite(values)]
    every = np.concatenate([kept, [one for one in others if math.isfinite(one)]])
    if every.size == 0:
        return RawScale(0.0, 1.0, width)
    low, high = float(every.min()), float(every.max())
    positive = kept[kept > 0]
    median = float(np.median(positive)) if positive.size else 0.0
    if 0 < median * SKEWED_FROM < high:
        return RawScale(min(0.0, low), high * 1.15, width, bend=median)
    margin = 0.03 * (high - low) or max(1.0, abs(high) * 0.1)
    return RawScale(0.0 if 0 <= low < margin else low - margin, high + margin, width)


def _round_steps(low: float, high: float, most: int) -> list[float]:
    """Return the multiples of 1, 2 or 5 times a power of ten between two values."""
    rough = (high - low) / max(most, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * one for one in (1, 2, 5, 10) if power * one >= rough * (1 - 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(at * step, 12) for at in range(first, last + 1)]
