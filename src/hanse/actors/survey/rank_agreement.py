r"""Whether two measures put the gaps in the same order.

Kendall's coefficient with ties (Kendall 1945, *Biometrika* 33(3), 239-251):

.. math:: \tau_b = \frac{C - D}{\sqrt{(N - T_x)(N - T_y)}}, \qquad N = n (n - 1) / 2

with C pairs in the same and D in the opposite order, and T the pairs that tie. With seven gaps at
most, all n! orders of one side are tried: p is the share with a coefficient at least as far from 0.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import permutations

import numpy as np
import numpy.typing as npt

from hanse.messages import Message, message
from hanse.result import Record

__all__ = ["RankAgreement", "rank_agreement", "ranks"]

Floats = npt.NDArray[np.float64]

FEWEST = 3
"""Below three gaps an order says nothing."""


@dataclass(frozen=True)
class RankAgreement(Record, kind="actor-rank-agreement"):
    """Kendall's coefficient of two measures of the gaps.

    Attributes
    ----------
    n : int
        Gaps measured by both.
    tau : float
        -1 (opposite orders) to 1 (the same); NaN below three gaps or where all are equal.
    p : float
        Exact and two-sided; NaN as above.
    """

    n: int
    tau: float
    p: float

    @property
    def says(self) -> Message:
        """The agreement in a sentence."""
        if math.isnan(self.tau):
            return message("The two rankings cannot be compared: {n} gaps by both.", n=self.n)
        return message(
            "Rank correlation of log and survey (Kendall): {tau:.2f}, exact p = {p:.3f}, over only "
            "{n} gaps.",
            tau=self.tau,
            p=self.p,
            n=self.n,
        )


def ranks(values: Floats) -> tuple[int, ...]:
    """Return the place of each from the largest; equal ones share the better, 0 for NaN.

    Examples
    --------
    >>> ranks(np.array([0.2, 0.9, float("nan"), 0.2]))
    (2, 1, 0, 2)
    """
    return tuple(
        0 if np.isnan(one) else 1 + int((values > one).sum()) for one in np.asarray(values)
    )


def rank_agreement(one: Floats, two: Floats) -> RankAgreement:
    """Return Kendall's coefficient over the gaps that both measure, with its exact p.

    Examples
    --------
    >>> agreed = rank_agreement(np.array([1.0, 2.0, 3.0]), np.array([5.0, 6.0, 9.0]))
    >>> agreed.tau, round(agreed.p, 3)
    (1.0, 0.333)
    """
    known = ~np.isnan(one) & ~np.isnan(two)
    n = int(known.sum())
    if n < FEWEST:
        return RankAgreement(n, math.nan, math.nan)
    upper = np.triu_indices(n, 1)
    signs = [np.sign(side[known][:, None] - side[known][None, :]) for side in (one, two)]
    length = math.sqrt(float((signs[0][upper] ** 2).sum() * (signs[1][upper] ** 2).sum()))
    if length == 0:
        return RankAgreement(n, math.nan, math.nan)
    orders = np.array(list(permutations(range(n))))
    moved = signs[1][orders[:, upper[0]], orders[:, upper[1]]]
    sums = moved @ signs[0][upper]
    # the first order is the one seen; sums are whole numbers, so they compare exactly
    share = float((np.abs(sums) >= abs(sums[0])).mean())
    return RankAgreement(n, float(sums[0]) / length, share)
