r"""How ratings of the same relationships moved.

.. math:: \bar d \pm t_{m-1} \, s / \sqrt m, \qquad d_i = \text{mean over the relationships that
   rater } i \text{ rated twice of last} - \text{first}
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from hanse.actors.atmosphere.ratings import LastRatings
from hanse.actors.survey.wave_gap import WIDEST, interval_of_mean
from hanse.actors.tables import ATMOSPHERE
from hanse.messages import message
from hanse.result import Record

__all__ = ["AtmosphereChange", "changes_of"]


@dataclass(frozen=True)
class AtmosphereChange(Record, kind="actor-atmosphere-change"):
    """How one aspect moved where the same rater rated the same side on two days.

    Attributes
    ----------
    aspect : str
        One of `ATMOSPHERE`.
    ratings, raters : float
        How many were given twice, by how many actors; NaN where hidden.
    value, low, high : float
        Last less first, -6 to 6: the mean over raters, each with the mean of its own, and its t
        interval cut at -6 and 6; NaN where hidden.
    reason : str
        Why nothing is shown; empty where it is.
    """

    aspect: str
    ratings: float
    raters: float
    value: float
    low: float
    high: float
    reason: str

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves 0 out."""
        return self.low > 0 or self.high < 0


def changes_of(last: LastRatings, *, least: int, confidence: float) -> tuple[AtmosphereChange, ...]:
    """Return the change of each aspect; what a rater says of several sides counts once.

    Ratings by one rater go together, so the interval is over raters.
    """
    found = []
    for column, aspect in enumerate(ATMOSPHERE):
        moved = last.values[:, column] - last.before[:, column]
        given = np.flatnonzero(~np.isnan(moved))
        own: dict[int, list[float]] = {}
        for at in given.tolist():
            own.setdefault(int(last.rater[at]), []).append(float(moved[at]))
        if len(own) < least or not own:
            few = message("fewer than {least} raters", least=least)
            reason = few if own else message("not rated twice")
            found.append(AtmosphereChange(aspect, *(math.nan,) * 5, reason))
            continue
        each = np.array([sum(values) / len(values) for values in own.values()])
        low, high = interval_of_mean(each, confidence)
        low, high = max(low, -WIDEST), min(high, WIDEST)
        numbers = float(len(given)), float(len(own)), float(each.mean())
        found.append(AtmosphereChange(aspect, *numbers, low, high, ""))
    return tuple(found)
