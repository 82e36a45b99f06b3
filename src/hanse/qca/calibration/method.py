"""What every calibration method can do: fit itself to data, apply itself, go back, say itself."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.result import Record

__all__ = ["Calibration", "Refusal", "Values"]

Values: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Refusal:
    """The first value that a method cannot take: its position, what is wrong and what to do."""

    index: int
    what: str
    mend: str


class Calibration(Record, ABC):
    """A rule that turns raw values into set membership.

    A method is frozen. As the user writes it, its anchors may be words ("min", "median", "max",
    "p25"); ``fit`` returns the same method with numbers in their place, and only that one can
    ``apply`` itself and go back with ``inverse``.
    """

    @property
    def levels(self) -> int:
        """Number of values of a multi-value condition; 0 for a crisp or fuzzy set."""
        return 0

    @property
    @abstractmethod
    def anchors(self) -> tuple[tuple[str, float | str], ...]:
        """The anchors or thresholds as (label, number), words while the method is not fitted."""

    @abstractmethod
    def anchors_text(self) -> tuple[str, str, str]:
        """Return what a table prints under fully out, crossover and fully in."""

    @abstractmethod
    def describe(self) -> str:
        """Return one sentence for a methods section."""

    @abstractmethod
    def apply(self, values: npt.ArrayLike) -> Values:
        """Return the membership (multi-value: the level) of each raw value, in the same shape."""

    @abstractmethod
    def inverse(self, membership: npt.ArrayLike) -> Values:
        """Return the raw value that has each membership, NaN where there is none."""

    @abstractmethod
    def _fitted(self, values: Values, where: str) -> Self:
        """Return the method with numbers for anchors; the values are finite and at least one."""

    def refusal(self, values: Values) -> Refusal | None:
        """Return the first value that the method cannot take, None if it takes all."""
        wrong = np.flatnonzero(~np.isfinite(values))
        if not wrong.size:
            return None
        what = f"the value {values[wrong[0]]} is not a number that can be calibrated"
        return Refusal(int(wrong[0]), what, "Fill the cell, or leave the case out.")

    def fit(self, values: npt.ArrayLike, *, where: str = "") -> Self:
        """Return the method with its anchors as numbers, taken from the data where they are words.

        Parameters
        ----------
        values : array_like, shape (n,)
            Raw values, finite.
        where : str, optional
            The set, for the errors.

        Raises
        ------
        InputError
            If a value cannot be taken, or the anchors do not suit the data.
        """
        array = np.asarray(values, dtype=np.float64)
        if not array.size:
            raise InputError("there are no values to calibrate", where=where)
        wrong = self.refusal(array)
        if wrong is not None:
            place = f"{where}, value {wrong.index + 1}" if where else f"value {wrong.index + 1}"
            raise InputError(wrong.what, where=place, mend=wrong.mend)
        return self._fitted(array, where)

    def outside(self, values: npt.ArrayLike) -> tuple[tuple[str, float], ...]:
        """Return the anchors that lie below the smallest or above the largest value."""
        array = np.asarray(values, dtype=np.float64)
        low, high = float(array.min()), float(array.max())
        numbers = [(label, one) for label, one in self.anchors if not isinstance(one, str)]
        return tuple((label, one) for label, one in numbers if not low <= one <= high)

    def numbers(self, anchors: Sequence[float | str]) -> tuple[float, ...]:
        """Return anchors as numbers.

        Raises
        ------
        InputError
            If one of them is still a word.
        """
        words = [one for one in anchors if isinstance(one, str)]
        if words:
            raise InputError(
                f"the anchor '{words[0]}' has no number yet",
                mend="Call fit(values) first, or calibrate a table of cases.",
            )
        return tuple(float(one) for one in anchors)
