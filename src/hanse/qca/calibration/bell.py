"""The bell: six anchors, a set whose members lie in the middle of the scale."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Self

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.qca.calibration.anchors import (
    Anchor,
    anchor_text,
    check_anchor,
    resolve,
    words,
)
from hanse.qca.calibration.method import Calibration, Values
from hanse.qca.calibration.nudge import check_nudge, nudged, said_with_nudge, unnudged
from hanse.qca.calibration.power import check_exponents, power_curve, power_inverse

__all__ = ["Bell"]


@dataclass(frozen=True)
class Bell(Calibration, kind="bell"):
    r"""Bell-shaped calibration: fully in between two anchors, fully out far to the left and right.

    The left side rises and the right side falls as ``Power`` does:

    .. math:: m(x) = \frac12 \left(\frac{x - o_1}{c_1 - o_1}\right)^b \text{ from } o_1
              \text{ to } c_1, \quad
              m(x) = 1 - \frac12 \left(\frac{f_1 - x}{f_1 - c_1}\right)^a \text{ from } c_1
              \text{ to } f_1,

    1 from :math:`f_1` to :math:`f_2`, and the mirror image on the right; 0 outside.

    Parameters
    ----------
    out_left, crossover_left, full_left, full_right, crossover_right, out_right : float or str
        Anchors in ascending order, in the unit of the column, or "min", "median", "max", "p25".
        Only the two anchors of full may be equal.
    nudge : float, in [0, 0.1]
        Constant added to memberships below 1; the result is at most 1.
    below, above : float, > 0
        Exponents b and a for memberships below and above 0.5; 1 is a straight line.
    asked : tuple of str
        Set by ``fit``: the words that the anchors were asked for by.

    Notes
    -----
    Two raw values have each membership between 0 and 1. ``inverse`` returns the smaller one, on
    the left side (0: out_left, 1: full_left); NaN outside [0, 1] and below the nudge.

    Source: Duşa (2019), QCA with R, chapter 4.

    Examples
    --------
    >>> middle = Bell(0, 1, 2, 3, 4, 5)
    >>> middle.apply([0, 0.5, 1, 2.5, 4, 9])
    array([0.  , 0.25, 0.5 , 1.  , 0.5 , 0.  ])
    >>> middle.inverse([0.5, 1])
    array([1., 2.])
    """

    out_left: Anchor
    crossover_left: Anchor
    full_left: Anchor
    full_right: Anchor
    crossover_right: Anchor
    out_right: Anchor
    nudge: float = field(default=0.0, kw_only=True)
    below: float = field(default=1.0, kw_only=True)
    above: float = field(default=1.0, kw_only=True)
    asked: tuple[str, ...] = field(default=(), kw_only=True)

    def __post_init__(self) -> None:
        for label, anchor in self.anchors:
            check_anchor(label, anchor)
        check_nudge(self.nudge)
        check_exponents(self.below, self.above)

    @property
    def anchors(self) -> tuple[tuple[str, Anchor], ...]:
        """The six anchors by name."""
        return (
            ("out left", self.out_left),
            ("crossover left", self.crossover_left),
            ("full left", self.full_left),
            ("full right", self.full_right),
            ("crossover right", self.crossover_right),
            ("out right", self.out_right),
        )

    def _six(self) -> tuple[float, ...]:
        return self.numbers([anchor for _, anchor in self.anchors])

    def _fitted(self, values: Values, where: str) -> Self:
        given = [anchor for _, anchor in self.anchors]
        asked = words(given, self.asked)
        six = tuple(resolve(one, values) for one in given)
        steps = [right - left for left, right in pairwise(six)]
        if min(steps[:2] + steps[3:]) <= 0 or steps[2] < 0:
            raise InputError(
                f"the anchors of the bell are {', '.join(anchor_text(six, asked))}",
                where=where,
                mend="They must ascend from the left to the right; only the two middle ones, "
                "both of full, may be equal.",
            )
        made = zip(_FIELDS, six, strict=True)
        return replace(self, **dict(made), asked=asked)

    def apply(self, values: npt.ArrayLike) -> Values:
        """Return the membership of each raw value."""
        o1, c1, f1, f2, c2, o2 = self._six()
        x = np.asarray(values, dtype=np.float64)
        rising = power_curve(x, (o1, c1, f1), below=self.below, above=self.above)
        falling = power_curve(x, (o2, c2, f2), below=self.below, above=self.above)
        return nudged(np.minimum(rising, falling), self.nudge)

    def inverse(self, membership: npt.ArrayLike) -> Values:
        """Return the smaller raw value that has each membership, NaN where there is none."""
        o1, c1, f1, *_ = self._six()
        base = unnudged(membership, self.nudge)
        return power_inverse(base, (o1, c1, f1), below=self.below, above=self.above)

    def anchors_text(self) -> tuple[str, str, str]:
        """Return the anchors of both sides as a table prints them."""
        o1, c1, f1, f2, c2, o2 = anchor_text([anchor for _, anchor in self.anchors], ())
        return f"{o1}; {o2}", f"{c1}; {c2}", f"{f1} to {f2}"

    def describe(self) -> str:
        """Return one sentence for a methods section."""
        at = anchor_text([anchor for _, anchor in self.anchors], self.asked)
        return said_with_nudge(
            "Bell-shaped calibration: fully out up to {o1} and from {o2}, crossover at {c1} and "
            "{c2}, fully in from {f1} to {f2}, with exponents of {below} below and {above} above "
            "the crossover.",
            self.nudge,
            o1=at[0],
            c1=at[1],
            f1=at[2],
            f2=at[3],
            c2=at[4],
            o2=at[5],
            below=f"{self.below:g}",
            above=f"{self.above:g}",
        )


_FIELDS = (
    "out_left",
    "crossover_left",
    "full_left",
    "full_right",
    "crossover_right",
    "out_right",
)
