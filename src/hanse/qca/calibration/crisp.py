"""A crisp set: in from one threshold on, out below it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
import numpy.typing as npt

from hanse.messages import message
from hanse.qca.calibration.anchors import Anchor, anchor_text, check_anchor, resolve, words
from hanse.qca.calibration.method import Calibration, Values
from hanse.qca.calibration.thresholds import check_within

__all__ = ["Crisp"]


@dataclass(frozen=True)
class Crisp(Calibration, kind="crisp"):
    """Crisp calibration: membership 1 where the value is at least the threshold, else 0.

    Parameters
    ----------
    threshold : float or str
        In the unit of the column, or "min", "median", "max", "p25". It lies within the values.
    asked : tuple of str
        Set by ``fit``: the word that the threshold was asked for by.

    Raises
    ------
    InputError
        On ``fit``, if the threshold lies below the smallest or above the largest value.

    Notes
    -----
    ``inverse`` is NaN everywhere: a crisp set forgets how far a value lies from the threshold.

    Examples
    --------
    >>> Crisp(3).fit([1, 3, 5]).apply([1, 3, 5])
    array([0., 1., 1.])
    """

    threshold: Anchor
    asked: tuple[str, ...] = field(default=(), kw_only=True)

    def __post_init__(self) -> None:
        check_anchor("threshold", self.threshold)

    @property
    def anchors(self) -> tuple[tuple[str, Anchor], ...]:
        """The threshold."""
        return (("threshold", self.threshold),)

    def _fitted(self, values: Values, where: str) -> Self:
        threshold = resolve(self.threshold, values)
        check_within((threshold,), values, where=where)
        return replace(self, threshold=threshold, asked=words((self.threshold,), self.asked))

    def apply(self, values: npt.ArrayLike) -> Values:
        """Return 1 where the value is at least the threshold, else 0."""
        (threshold,) = self.numbers((self.threshold,))
        return (np.asarray(values, dtype=np.float64) >= threshold).astype(np.float64)

    def inverse(self, membership: npt.ArrayLike) -> Values:
        """Return NaN: no raw value follows from a crisp membership."""
        return np.full(np.shape(membership), np.nan)

    def anchors_text(self) -> tuple[str, str, str]:
        """Return the two sides of the threshold as a table prints them."""
        (threshold,) = anchor_text((self.threshold,), ())
        return f"below {threshold}", "", f"from {threshold}"

    def describe(self) -> str:
        """Return one sentence for a methods section.

        Examples
        --------
        >>> Crisp("median").fit([1, 2, 4]).describe()
        'Crisp set: in from 2 (median) on, out below.'
        """
        (threshold,) = anchor_text((self.threshold,), self.asked)
        return message("Crisp set: in from {threshold} on, out below.", threshold=threshold)
