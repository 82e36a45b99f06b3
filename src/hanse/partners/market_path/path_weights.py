"""What counts how much in a market path, and which markets are leaps."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.result import Record

__all__ = ["FAR", "PARTS", "LeapRule", "PathWeights"]

PARTS = ("attraction", "distance", "ties", "complementarity")
"""The parts of a score, in the order of its columns."""

FAR = ("ring", "frontier")
"""The ways to say which ring is far."""


@dataclass(frozen=True)
class PathWeights(Record, kind="partners-path-weights"):
    """Weight of each part of the score of a market, from 0; only ratios count.

    Raises
    ------
    InputError
        If one is negative or no number, or none is above 0.

    Examples
    --------
    >>> PathWeights(distance=2).array.tolist()
    [1.0, 2.0, 1.0, 0.5]
    """

    distance: float = 1.0
    attraction: float = 1.0
    ties: float = 1.0
    complementarity: float = 0.5

    def __post_init__(self) -> None:
        for name in PARTS:
            value = float(getattr(self, name))
            object.__setattr__(self, name, value)
            if not (math.isfinite(value) and value >= 0):
                raise InputError(
                    f"the weight of {name} is {value:g}",
                    where="weights",
                    mend="Give a number from 0.",
                )
        if not self.array.any():
            raise InputError("no weight is above 0", where="weights", mend="Give one above 0.")

    @property
    def array(self) -> npt.NDArray[np.float64]:
        """The weights in the order of `PARTS`."""
        return np.array([getattr(self, name) for name in PARTS], dtype=np.float64)


@dataclass(frozen=True)
class LeapRule(Record, kind="partners-leap-rule"):
    """When a market is far, and what justifies going there all the same.

    Parameters
    ----------
    far : {"ring", "frontier"}
        A market is far from a fixed ring on, or from some rings beyond the frontier on: the
        furthest ring that has been entered without being far, at least the first.
    ring : int
        The first far ring (``far="ring"``), from 2.
    beyond : int
        How many rings beyond the frontier is far (``far="frontier"``), from 1.
    ties : float
        From so many own ties on, ties justify it; where only a level is known, from *contact* on.
    complementarity : float
        From this value on, 0 to 1, complementarity justifies it.

    Raises
    ------
    InputError
        If a number is outside its range or the way is not known.

    Examples
    --------
    >>> LeapRule().is_far(3, 2), LeapRule(far="frontier").is_far(3, 2)
    (True, False)
    """

    far: str = "ring"
    ring: int = 3
    beyond: int = 2
    ties: float = 1.0
    complementarity: float = 0.5

    def __post_init__(self) -> None:
        if self.far not in FAR:
            raise unknown_name("way", self.far, FAR, where="leap rule, far")
        checks = (
            ("ring", self.ring >= 2, "Give a whole number from 2."),
            ("beyond", self.beyond >= 1, "Give a whole number from 1."),
            ("ties", self.ties > 0, "Give a number above 0."),
            ("complementarity", 0 <= self.complementarity <= 1, "Give a number from 0 to 1."),
        )
        for name, is_right, mend in checks:
            if not is_right:
                raise InputError(f"{name} is {getattr(self, name):g}", where="leap rule", mend=mend)

    def is_far(self, ring: int, frontier: int) -> bool:
        """Return whether a ring is far for who has come to the frontier (0: nowhere yet)."""
        if self.far == "ring":
            return ring >= self.ring
        return ring >= max(1, frontier) + self.beyond

    def frontier(self, rings: list[int]) -> int:
        """Return the furthest of the entered rings that was reached without a leap, 0 if none.

        Examples
        --------
        >>> LeapRule().frontier([1, 3]), LeapRule(far="frontier").frontier([1, 2, 3])
        (1, 3)
        """
        reached = 0
        for ring in sorted(rings):
            if not self.is_far(ring, reached):
                reached = ring
        return reached

    def __str__(self) -> str:
        far = f"from ring {self.ring} on"
        if self.far == "frontier":
            far = f"from {self.beyond} rings beyond the furthest entered one on"
        return (
            f"Far: {far}. A far market is a leap where there are ties (from {self.ties:g} on) or "
            f"complementarity (from {self.complementarity:g} on)."
        )
