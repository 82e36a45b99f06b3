"""Columns that hold memberships, or the values of a multi-value condition, already."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import message
from hanse.qca.calibration.method import Calibration, Refusal, Values
from hanse.qca.calibration.nudge import check_nudge, nudged, said_with_nudge, unnudged

__all__ = ["AsIs"]


@dataclass(frozen=True)
class AsIs(Calibration, kind="as-is"):
    """No calibration: the column holds memberships in [0, 1], or levels 0 to ``levels`` - 1.

    Parameters
    ----------
    levels : int
        0 for a crisp or fuzzy set; from 2 the number of values of a multi-value condition, whose
        column holds whole numbers from 0.
    nudge : float, in [0, 0.1]
        Constant added to memberships below 1, at most 1; 0 for a multi-value condition.

    Raises
    ------
    InputError
        If levels is 1 or negative; on ``fit``, at the first value that is no membership or level.

    Notes
    -----
    ``inverse`` returns the membership itself, NaN outside [0, 1] and below the nudge; for a
    multi-value condition the level itself.

    Examples
    --------
    >>> AsIs().fit([0, 0.4, 1]).apply([0, 0.4, 1])
    array([0. , 0.4, 1. ])
    >>> AsIs(levels=3).fit([0, 1, 2]).levels
    3
    """

    levels: int = field(default=0, kw_only=True)
    nudge: float = field(default=0.0, kw_only=True)

    def __post_init__(self) -> None:
        check_nudge(self.nudge)
        is_count = isinstance(self.levels, int) and not isinstance(self.levels, bool)
        if not is_count or self.levels < 0 or self.levels == 1:
            raise InputError(
                f"levels is {self.levels!r}",
                mend="Give the number of values of a multi-value condition, from 2; leave it out "
                "for memberships.",
            )
        if self.levels and self.nudge:
            raise InputError(
                f"nudge is {self.nudge} for a multi-value condition",
                mend="A nudge is added to memberships only: leave it out.",
            )

    @property
    def anchors(self) -> tuple[tuple[str, float | str], ...]:
        """None."""
        return ()

    def refusal(self, values: Values) -> Refusal | None:
        """Return the first value that is no membership, or no level."""
        unreadable = super().refusal(values)
        if unreadable is not None:
            return unreadable
        top = self.levels - 1 if self.levels else 1
        is_wrong = (values < 0) | (values > top)
        if self.levels:
            is_wrong |= values != np.round(values)
        wrong = np.flatnonzero(is_wrong)
        if not wrong.size:
            return None
        found = f"{values[wrong[0]]:g}"
        if self.levels:
            what = f"the value {found} is not one of the whole numbers 0 to {top}"
            mend = "Mend the cell, or give the number of values that the condition has."
        else:
            what = f"the membership {found} lies outside 0 to 1"
            mend = "Mend the cell, or calibrate the column with anchors."
        return Refusal(int(wrong[0]), what, mend)

    def _fitted(self, values: Values, where: str) -> Self:
        return self

    def apply(self, values: npt.ArrayLike) -> Values:
        """Return the values, with the nudge where they are below 1."""
        given = np.asarray(values, dtype=np.float64)
        return nudged(given, self.nudge) if self.nudge else given.copy()

    def inverse(self, membership: npt.ArrayLike) -> Values:
        """Return the memberships as the column holds them."""
        if self.levels:
            return np.array(membership, dtype=np.float64)
        return unnudged(membership, self.nudge)

    def anchors_text(self) -> tuple[str, str, str]:
        """Return what stands in a table: the ends of the scale of membership."""
        return ("", "as given", "") if self.levels else ("0", "0.5", "1")

    def describe(self) -> str:
        """Return one sentence for a methods section."""
        if self.levels:
            return message("Multi-value condition with {n} values, as given.", n=self.levels)
        return said_with_nudge("Already calibrated: memberships as given.", self.nudge)
