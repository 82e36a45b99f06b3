"""The direct method: a logistic curve through three anchors."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.qca.calibration.anchors import Anchor, anchor_text, check_anchor, words
from hanse.qca.calibration.method import Calibration, Values
from hanse.qca.calibration.nudge import check_nudge, nudged, said_with_nudge, unnudged
from hanse.qca.calibration.three_anchors import resolve_three

__all__ = ["Direct"]


@dataclass(frozen=True)
class Direct(Calibration, kind="direct"):
    r"""Direct calibration: three anchors, log odds linear on each side of the crossover.

    .. math:: m(x) = \frac{1}{1 + e^{-z}}, \quad
              z = L \frac{x - c}{f - c} \text{ on the side of } f, \quad
              z = L \frac{x - c}{c - o} \text{ on the side of } o, \quad
              L = \ln \frac{d}{1 - d}

    with o, c, f the anchors out, crossover and full, and d the membership at full (``idm``). The
    set falls with x where out > full. Nothing is rounded, and no membership is exactly 0 or 1
    unless floating point has no number between.

    Parameters
    ----------
    out, crossover, full : float or str
        Anchors in the unit of the column, or "min", "median", "max", "p25" (percentile of 0 to
        100). The crossover lies strictly between the other two.
    nudge : float, in [0, 0.1]
        Constant added to memberships below 1; the result is at most 1.
    idm : float, in (0.5, 1)
        Membership at the anchor full; at out it is 1 - idm.
    asked : tuple of str
        Set by ``fit``: the words that the anchors were asked for by.

    Raises
    ------
    InputError
        If an anchor is no number and none of the words, or nudge or idm lies outside its range;
        on ``fit``, if the anchors are equal or out of order.

    Notes
    -----
    ``inverse`` returns NaN where no raw value has the membership: at 0 and below, at the nudge and
    below, and at 1 without a nudge. With a nudge, 1 returns the raw value where 1 is reached first.

    Source: Ragin (2008), Redesigning Social Inquiry, chapter 5; Lu et al. (2024), Table 1.

    Examples
    --------
    >>> trust = Direct(2, 4, 6, nudge=0.001)
    >>> trust.apply([2, 4, 6]).round(3)
    array([0.051, 0.501, 0.951])
    >>> trust.inverse([0.501, 0.951]).round(3)
    array([4., 6.])
    >>> Direct("min", "median", "max").fit([1, 2, 3, 10]).anchors
    (('out', 1.0), ('crossover', 2.5), ('full', 10.0))
    """

    out: Anchor
    crossover: Anchor
    full: Anchor
    nudge: float = field(default=0.0, kw_only=True)
    idm: float = field(default=0.95, kw_only=True)
    asked: tuple[str, ...] = field(default=(), kw_only=True)

    def __post_init__(self) -> None:
        for label, anchor in self.anchors:
            check_anchor(label, anchor)
        check_nudge(self.nudge)
        if not 0.5 < self.idm < 1:
            raise InputError(
                f"idm is {self.idm}, which is not between 0.5 and 1",
                mend="It is the membership at the anchor full; the usual value is 0.95.",
            )

    @property
    def anchors(self) -> tuple[tuple[str, Anchor], ...]:
        """The three anchors by name."""
        return (("out", self.out), ("crossover", self.crossover), ("full", self.full))

    def _fitted(self, values: Values, where: str) -> Self:
        given = (self.out, self.crossover, self.full)
        asked = words(given, self.asked)
        out, crossover, full = resolve_three(given, asked, values, where=where)
        return replace(self, out=out, crossover=crossover, full=full, asked=asked)

    def apply(self, values: npt.ArrayLike) -> Values:
        """Return the membership of each raw value."""
        out, crossover, full = self.numbers((self.out, self.crossover, self.full))
        x = np.asarray(values, dtype=np.float64)
        on_full_side = (x >= crossover) if full > crossover else (x <= crossover)
        span = np.where(on_full_side, full - crossover, crossover - out)
        with np.errstate(over="ignore"):
            log_odds = (x - crossover) / span * self._log_odds_at_full
        small = np.exp(-np.abs(log_odds))  # in (0, 1], so nothing overflows
        membership = np.where(log_odds >= 0, 1 / (1 + small), small / (1 + small))
        return nudged(membership, self.nudge)

    def inverse(self, membership: npt.ArrayLike) -> Values:
        """Return the raw value that has each membership, NaN where there is none."""
        out, crossover, full = self.numbers((self.out, self.crossover, self.full))
        base = unnudged(membership, self.nudge)
        inner = np.where((base > 0) & (base < 1), base, np.nan)
        share = np.log(inner / (1 - inner)) / self._log_odds_at_full
        span = np.where(share >= 0, full - crossover, crossover - out)
        return np.asarray(crossover + share * span)

    @property
    def _log_odds_at_full(self) -> float:
        return math.log(self.idm / (1 - self.idm))

    def anchors_text(self) -> tuple[str, str, str]:
        """Return the three anchors as a table prints them."""
        out, crossover, full = anchor_text((self.out, self.crossover, self.full), ())
        return out, crossover, full

    def describe(self) -> str:
        """Return one sentence for a methods section.

        Examples
        --------
        >>> print(Direct(6, 4, 2).describe())
        Direct method: fully out at 6, crossover at 4, fully in at 2, with memberships of 0.05 and
        0.95 at the outer anchors.
        """
        out, crossover, full = anchor_text((self.out, self.crossover, self.full), self.asked)
        return said_with_nudge(
            "Direct method: fully out at {out}, crossover at {crossover}, fully in at {full}, "
            "with memberships of {low} and {high} at the outer anchors.",
            self.nudge,
            out=out,
            crossover=crossover,
            full=full,
            low=f"{1 - self.idm:.3g}",
            high=f"{self.idm:.3g}",
        )
