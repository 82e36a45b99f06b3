"""Straight lines or power curves through three anchors, from exactly 0 to exactly 1."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.qca.calibration.anchors import Anchor, anchor_text, check_anchor, words
from hanse.qca.calibration.method import Calibration, Values
from hanse.qca.calibration.nudge import check_nudge, nudged, said_with_nudge, unnudged
from hanse.qca.calibration.three_anchors import resolve_three

__all__ = ["Power", "check_exponents", "power_curve", "power_inverse"]


def check_exponents(below: float, above: float) -> None:
    """Refuse exponents that are not above 0."""
    for name, exponent in (("below", below), ("above", above)):
        if not 0 < exponent < np.inf:
            raise InputError(
                f"the exponent {name} is {exponent}",
                mend="Give a number above 0; 1 is a straight line.",
            )


def power_curve(
    x: Values, anchors: tuple[float, float, float], *, below: float, above: float
) -> Values:
    """Return memberships: 0 up to out, 0.5 at the crossover, 1 from full, powers in between.

    Examples
    --------
    >>> power_curve(np.array([0.0, 1, 2, 3, 4]), (0, 2, 4), below=1, above=1)
    array([0.  , 0.25, 0.5 , 0.75, 1.  ])
    """
    out, crossover, full = anchors
    with np.errstate(over="ignore"):
        lower = np.clip((x - out) / (crossover - out), 0, 1)
        upper = np.clip((full - x) / (full - crossover), 0, 1)
    is_upper = (x >= crossover) if full > crossover else (x <= crossover)
    return np.where(is_upper, 1 - upper**above / 2, lower**below / 2)


def power_inverse(
    membership: Values, anchors: tuple[float, float, float], *, below: float, above: float
) -> Values:
    """Return the raw value nearest to the crossover that has each membership in [0, 1]."""
    out, crossover, full = anchors
    lower = out + (crossover - out) * (2 * np.clip(membership, 0, 0.5)) ** (1 / below)
    upper = full - (full - crossover) * (2 * (1 - np.clip(membership, 0.5, 1))) ** (1 / above)
    return np.where(membership < 0.5, lower, upper)


@dataclass(frozen=True)
class Power(Calibration, kind="power"):
    r"""Direct calibration without the logistic curve: lines or powers between three anchors.

    .. math:: m(x) = \frac12 \left(\frac{x - o}{c - o}\right)^b \text{ from } o \text{ to } c, \quad
              m(x) = 1 - \frac12 \left(\frac{f - x}{f - c}\right)^a \text{ from } c \text{ to } f

    and 0 beyond out, 1 beyond full. The set falls with x where out > full.

    Parameters
    ----------
    out, crossover, full : float or str
        Anchors in the unit of the column, or "min", "median", "max", "p25".
    nudge : float, in [0, 0.1]
        Constant added to memberships below 1; the result is at most 1.
    below, above : float, > 0
        Exponents b and a for memberships below and above 0.5; 1 is a straight line.
    asked : tuple of str
        Set by ``fit``: the words that the anchors were asked for by.

    Notes
    -----
    ``inverse`` of a membership that a whole range of raw values has (0 and 1) returns the one
    nearest to the crossover; NaN outside [0, 1] and below the nudge.

    Source: Duşa (2019), QCA with R, chapter 4.

    Examples
    --------
    >>> Power(0, 10, 20).apply([-5, 5, 10, 15, 25])
    array([0.  , 0.25, 0.5 , 0.75, 1.  ])
    """

    out: Anchor
    crossover: Anchor
    full: Anchor
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
        """The three anchors by name."""
        return (("out", self.out), ("crossover", self.crossover), ("full", self.full))

    def _fitted(self, values: Values, where: str) -> Self:
        given = (self.out, self.crossover, self.full)
        asked = words(given, self.asked)
        out, crossover, full = resolve_three(given, asked, values, where=where)
        return replace(self, out=out, crossover=crossover, full=full, asked=asked)

    def _three(self) -> tuple[float, float, float]:
        out, crossover, full = self.numbers((self.out, self.crossover, self.full))
        return out, crossover, full

    def apply(self, values: npt.ArrayLike) -> Values:
        """Return the membership of each raw value."""
        x = np.asarray(values, dtype=np.float64)
        curve = power_curve(x, self._three(), below=self.below, above=self.above)
        return nudged(curve, self.nudge)

    def inverse(self, membership: npt.ArrayLike) -> Values:
        """Return the raw value that has each membership, NaN where there is none."""
        base = unnudged(membership, self.nudge)
        return power_inverse(base, self._three(), below=self.below, above=self.above)

    def anchors_text(self) -> tuple[str, str, str]:
        """Return the three anchors as a table prints them."""
        out, crossover, full = anchor_text((self.out, self.crossover, self.full), ())
        return out, crossover, full

    def describe(self) -> str:
        """Return one sentence for a methods section."""
        out, crossover, full = anchor_text((self.out, self.crossover, self.full), self.asked)
        return said_with_nudge(
            "Direct method with power curves (exponent {below} below and {above} above the "
            "crossover): fully out up to {out}, crossover at {crossover}, fully in from {full}.",
            self.nudge,
            below=f"{self.below:g}",
            above=f"{self.above:g}",
            out=out,
            crossover=crossover,
            full=full,
        )
