"""The pairs that a gap parts: one side firms of the cluster, the other side whoever it leads to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.actors.sides import Gap, members, own_firms
from hanse.actors.tables import ActorLog

__all__ = ["Across", "across"]

Mask = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Across:
    """Both sides of a gap among some actors.

    Attributes
    ----------
    firms, others : ndarray of bool, shape (n,)
        Who stands on which side; both are the same in gap 1, and may overlap where a firm has
        another role too.
    """

    firms: Mask
    others: Mask

    def crosses(self, a: Whole, b: Whole) -> Mask:
        """Return which pairs have one actor on either side."""
        return np.asarray((self.firms[a] & self.others[b]) | (self.firms[b] & self.others[a]))

    def among(self, chosen: Mask) -> Across:
        """Return the sides among chosen actors only."""
        return Across(self.firms & chosen, self.others & chosen)

    @property
    def pairs(self) -> int:
        """How many different pairs of different actors there are."""
        both = int((self.firms & self.others).sum())
        every = int(self.firms.sum()) * int(self.others.sum())
        # an actor on both sides is no pair with itself, and two such actors are one pair, not two
        return every - both - both * (both - 1) // 2


def across(log: ActorLog, one: Gap, there: Mask) -> Across:
    """Return the sides of a gap among the actors that are there."""
    return Across(own_firms(log) & there, members(log, one) & there)
