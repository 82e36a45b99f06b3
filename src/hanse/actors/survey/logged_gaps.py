"""The gaps from the log as plain numbers, whoever measured them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.actors.gaps.measure import GapFigures
from hanse.actors.gaps.seven import SevenGaps
from hanse.actors.sides import GAPS
from hanse.errors import InputError
from hanse.messages import message
from hanse.result import Record

__all__ = ["LoggedGaps", "logged_gaps"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class LoggedGaps(Record, kind="actor-logged-gaps"):
    """Gap of each of the seven from the log.

    Attributes
    ----------
    value, low, high : ndarray of float64, shape (7,), 0 to 1
        1 minus density over its target and its interval, in the order of `GAPS`; NaN without a
        measure or without an interval.
    reasons : tuple of str
        Why there is no value; empty where there is one.

    Raises
    ------
    InputError
        If an array is not of shape (7,) or a number not within 0 to 1.
    """

    value: npt.NDArray[np.float64]
    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]
    reasons: tuple[str, ...] = ("",) * len(GAPS)

    def __post_init__(self) -> None:
        for name in ("value", "low", "high"):
            object.__setattr__(self, name, _seven(name, getattr(self, name)))
        if len(self.reasons) != len(GAPS):
            raise InputError(
                f"there are {len(self.reasons)} reasons",
                where="gaps from the log",
                mend="Give one for each of the seven gaps, empty where there is a value.",
            )


def logged_gaps(seven: SevenGaps) -> LoggedGaps:
    """Return the gaps of a diagnosis as plain numbers, each without a value with the reason."""
    gaps = [one.gap for one in seven.figures]
    reasons = ["" if not np.isnan(one.gap.value) else _why(one) for one in seven.figures]
    ends = [np.array([getattr(one, name) for one in gaps]) for name in ("value", "low", "high")]
    return LoggedGaps(ends[0], ends[1], ends[2], tuple(reasons))


def _why(one: GapFigures) -> str:
    """Return why a gap has no value, as a part of a sentence."""
    why = one.why_missing.rstrip(".")
    return why[:1].lower() + why[1:] if why else message("no target")


def _seven(name: str, given: npt.ArrayLike) -> Floats:
    """Return seven numbers from 0 to 1, NaN allowed, that cannot be written to."""
    numbers = np.array(given, dtype=np.float64)
    if numbers.shape != (len(GAPS),):
        raise InputError(
            f"{name} has shape {numbers.shape}",
            where="gaps from the log",
            mend="Give one number for each of the seven gaps, NaN where there is none.",
        )
    wrong = np.flatnonzero((numbers < 0) | (numbers > 1))
    if len(wrong):
        raise InputError(
            f"{name} of '{GAPS[wrong[0]].key}' is {numbers[wrong[0]]:g}",
            where="gaps from the log",
            mend="A gap from the log is 1 minus density over its target, from 0 to 1.",
        )
    numbers.setflags(write=False)
    return numbers
