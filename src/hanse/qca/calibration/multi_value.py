"""A multi-value condition: two or more levels, cut by thresholds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import numpy.typing as npt

from hanse.messages import join_names, message
from hanse.qca.calibration.anchors import Anchor, anchor_text, words
from hanse.qca.calibration.method import Calibration, Values
from hanse.qca.calibration.thresholds import (
    check_within,
    labelled,
    resolve_thresholds,
    threshold_tuple,
)

__all__ = ["MultiValue"]


@dataclass(frozen=True, init=False)
class MultiValue(Calibration, kind="multi-value"):
    """Multi-value calibration: the level is the number of thresholds that the value reaches.

    A value equal to a threshold has the higher level; t thresholds make the levels 0 to t.

    Parameters
    ----------
    *given : float or str
        Thresholds in ascending order, in the unit of the column, or "min", "median", "max",
        "p25". They lie within the values.
    thresholds : sequence of float or str, optional
        The same as one list.
    asked : tuple of str
        Set by ``fit``: the words that the thresholds were asked for by.

    Raises
    ------
    InputError
        If there is no threshold; on ``fit``, if they do not ascend or one lies below the smallest
        or above the largest value.

    Notes
    -----
    ``inverse`` is NaN everywhere: a level does not say how far a value lies from a threshold.

    Examples
    --------
    >>> MultiValue(10, 20).fit([5, 10, 15, 25]).apply([5, 10, 15, 25])
    array([0., 1., 1., 2.])
    """

    thresholds: tuple[Anchor, ...]
    asked: tuple[str, ...]

    def __init__(
        self, *given: Anchor, thresholds: tuple[Anchor, ...] = (), asked: tuple[str, ...] = ()
    ) -> None:
        # MultiValue([10, 20]) is what people write who think of the list.
        listed = given[0] if len(given) == 1 else (given or thresholds)
        object.__setattr__(self, "thresholds", threshold_tuple(listed))
        object.__setattr__(self, "asked", tuple(asked))

    @property
    def levels(self) -> int:
        """Number of values: one more than there are thresholds."""
        return len(self.thresholds) + 1

    @property
    def anchors(self) -> tuple[tuple[str, Anchor], ...]:
        """The thresholds by number."""
        return labelled(self.thresholds)

    def _fitted(self, values: Values, where: str) -> Self:
        asked = words(self.thresholds, self.asked)
        thresholds = resolve_thresholds(self.thresholds, asked, values, where=where)
        check_within(thresholds, values, where=where)
        return replace(self, thresholds=thresholds, asked=asked)

    def apply(self, values: npt.ArrayLike) -> Values:
        """Return the level of each raw value."""
        thresholds = self.numbers(self.thresholds)
        x = np.asarray(values, dtype=np.float64)
        return np.searchsorted(thresholds, x, side="right").astype(np.float64)

    def inverse(self, membership: npt.ArrayLike) -> Values:
        """Return NaN: no raw value follows from a level."""
        return np.full(np.shape(membership), np.nan)

    def anchors_text(self) -> tuple[str, str, str]:
        """Return the thresholds as a table prints them, in the middle column."""
        return "", "; ".join(anchor_text(self.thresholds, ())), ""

    def describe(self) -> str:
        """Return one sentence for a methods section.

        Examples
        --------
        >>> MultiValue(10, 20).describe()
        'Multi-value condition with 3 values: the next higher value from 10 and 20 on.'
        """
        return message(
            "Multi-value condition with {levels} values: the next higher value from {thresholds} "
            "on.",
            levels=self.levels,
            thresholds=join_names(anchor_text(self.thresholds, self.asked)),
        )
