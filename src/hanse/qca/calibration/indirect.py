"""The indirect method: cases are sorted into groups, and a curve through the groups calibrates."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import join_names
from hanse.qca.calibration.anchors import Anchor, anchor_text, words
from hanse.qca.calibration.fractional import fit_curve, predict_curve
from hanse.qca.calibration.method import Calibration, Refusal, Values
from hanse.qca.calibration.nudge import check_nudge, nudged, said_with_nudge, unnudged
from hanse.qca.calibration.thresholds import labelled, resolve_thresholds, threshold_tuple

__all__ = ["Indirect"]

_GRID = 4001
_HALVINGS = 60


@dataclass(frozen=True)
class Indirect(Calibration, kind="indirect"):
    """Indirect calibration: groups between thresholds, smoothed by a fractional logit regression.

    t thresholds make the groups j = 0 to t (values *above* j thresholds), which stand for the
    memberships j / t. These, rounded to three decimals as the method has it, are regressed on
    log x, √x, x and x² (quasi-binomial, logit link); the prediction is the membership, unrounded.

    Parameters
    ----------
    thresholds : sequence of float or str
        In ascending order, in the unit of the column, or "min", "median", "max", "p25".
    nudge : float, in [0, 0.1]
        Constant added to memberships below 1; the result is at most 1.
    asked : tuple of str
        Set by ``fit``: the words that the thresholds were asked for by.
    coefficients, scale, low, high
        Set by ``fit``: the curve, and the smallest and largest value that it was fitted to.

    Raises
    ------
    InputError
        On ``fit``, if a value is negative (the curve has log x and √x), the thresholds do not
        ascend, or all values fall into one group.

    Notes
    -----
    The curve need not rise everywhere. ``inverse`` returns the smallest raw value between the
    smallest and the largest of the data that has the membership, NaN where there is none.

    Source: Ragin (2008), Redesigning Social Inquiry, chapter 5; Duşa (2019), QCA with R, chapter 4.

    Examples
    --------
    >>> patents = Indirect([5, 20]).fit([1, 2, 4, 6, 9, 15, 22, 40, 60])
    >>> patents.apply([2, 9, 40]).round(2)
    array([0. , 0.5, 1. ])
    """

    thresholds: tuple[Anchor, ...]
    nudge: float = field(default=0.0, kw_only=True)
    asked: tuple[str, ...] = field(default=(), kw_only=True)
    coefficients: tuple[float, ...] = field(default=(), kw_only=True)
    scale: float = field(default=1.0, kw_only=True)
    low: float = field(default=0.0, kw_only=True)
    high: float = field(default=0.0, kw_only=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "thresholds", threshold_tuple(self.thresholds))
        check_nudge(self.nudge)

    @property
    def anchors(self) -> tuple[tuple[str, Anchor], ...]:
        """The thresholds by number."""
        return labelled(self.thresholds)

    def refusal(self, values: Values) -> Refusal | None:
        """Return the first value that is no number, or negative."""
        unreadable = super().refusal(values)
        negative = np.flatnonzero(values < 0)
        if unreadable is not None or not negative.size:
            return unreadable
        return Refusal(
            int(negative[0]),
            f"the value {values[negative[0]]:g} is negative, which the indirect method cannot take",
            "Its curve has the logarithm of the values: add a constant to the column, or use "
            "another method.",
        )

    def _fitted(self, values: Values, where: str) -> Self:
        asked = words(self.thresholds, self.asked)
        thresholds = resolve_thresholds(self.thresholds, asked, values, where=where)
        group = np.searchsorted(thresholds, values, side="left")
        if group.min() == group.max():
            raise InputError(
                "all values fall into one group of the thresholds "
                + ", ".join(anchor_text(thresholds, asked)),
                where=where,
                mend="Give thresholds that lie between the smallest and the largest value.",
            )
        # Three decimals are part of the method as the field computes it (thirds become 0.333).
        share = np.round(group / len(thresholds), 3)
        coefficients, scale = fit_curve(values, share)
        return replace(
            self,
            thresholds=thresholds,
            asked=asked,
            coefficients=coefficients,
            scale=scale,
            low=float(values.min()),
            high=float(values.max()),
        )

    def _curve(self, values: Values) -> Values:
        if not self.coefficients:
            raise InputError(
                "the curve of the indirect method is not fitted yet",
                mend="Call fit(values) first, or calibrate a table of cases.",
            )
        return predict_curve(values, self.coefficients, self.scale)

    def apply(self, values: npt.ArrayLike) -> Values:
        """Return the membership of each raw value, 0 or larger; NaN for a negative one."""
        x = np.asarray(values, dtype=np.float64)
        membership = self._curve(np.where(x >= 0, x, self.scale))
        return nudged(np.where(x >= 0, membership, np.nan), self.nudge)

    def inverse(self, membership: npt.ArrayLike) -> Values:
        """Return the smallest raw value of the data's range that has each membership, else NaN."""
        base = np.asarray(unnudged(membership, self.nudge))
        grid = np.linspace(self.low, self.high, _GRID)
        curve = self._curve(grid)
        found = np.full(base.shape, np.nan)
        for index, wanted in np.ndenumerate(base):
            above = curve >= wanted
            crossings = np.flatnonzero(above[1:] != above[:-1])
            if crossings.size:
                first = int(crossings[0])
                found[index] = self._halved(grid[first], grid[first + 1], float(wanted))
            elif curve[0] == wanted:
                found[index] = self.low
        return found

    def _halved(self, left: float, right: float, wanted: float) -> float:
        """Return the point between left and right where the curve crosses the membership."""
        starts_above = bool(self._curve(np.array(left)) >= wanted)
        for _ in range(_HALVINGS):
            middle = (left + right) / 2
            is_above = bool(self._curve(np.array(middle)) >= wanted)
            left, right = (middle, right) if is_above == starts_above else (left, middle)
        return right

    def anchors_text(self) -> tuple[str, str, str]:
        """Return the thresholds as a table prints them, in the middle column."""
        return "", "; ".join(anchor_text(self.thresholds, ())), ""

    def describe(self) -> str:
        """Return one sentence for a methods section."""
        return said_with_nudge(
            "Indirect method: groups cut at {thresholds}, smoothed by a fractional logit "
            "regression on log x, √x, x and x².",
            self.nudge,
            thresholds=join_names(anchor_text(self.thresholds, self.asked)),
        )
