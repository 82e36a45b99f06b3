r"""One gap in one wave: means over those who answered both questions, with a t interval.

.. math:: \bar d \pm t_{n-1} \, s / \sqrt n, \qquad d_i = \text{importance}_i - \text{present}_i
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from hanse.messages import message
from hanse.result import Record

__all__ = [
    "NOT_ASKED",
    "WIDEST",
    "SurveyGap",
    "hidden",
    "interval_of_mean",
    "wave_gap",
    "without_one_only",
]

Floats = npt.NDArray[np.float64]

WIDEST = 6.0
"""The largest gap there can be: 7 for importance, 1 for present interaction."""

NOT_ASKED = message("not asked")


@dataclass(frozen=True)
class SurveyGap(Record, kind="actor-survey-gap"):
    """What the answers to one gap in one wave say.

    Attributes
    ----------
    wave, gap : str
        When, and the key of the gap.
    n : float
        Respondents who answered both questions; NaN where hidden.
    importance, present, value : float
        Means over these n, and the mean of importance minus present, -6 to 6; NaN where hidden.
    low, high : float
        Interval of ``value``, cut at -6 and 6.
    one_only : float
        Respondents who answered one of the two questions only; they are not in the means. NaN
        where hidden, and in every gap of a wave in which few answers hide a gap: with the number
        of rows it would bound how many those are.
    reason : str
        Why nothing is shown, empty where it is.
    """

    wave: str
    gap: str
    n: float
    importance: float
    present: float
    value: float
    low: float
    high: float
    one_only: float
    reason: str

    @property
    def is_shown(self) -> bool:
        """Whether there are enough answers to show."""
        return not self.reason

    @property
    def is_asked(self) -> bool:
        """Whether any row of the wave names the gap."""
        return self.reason != NOT_ASKED

    @property
    def all_agree(self) -> bool:
        """Whether every respondent has the same gap, so that the interval has no width."""
        return self.is_shown and self.low == self.high


def wave_gap(
    wave: str, gap: str, importance: Floats, present: Floats, *, least: int, confidence: float
) -> SurveyGap:
    """Return the means of one gap in one wave, or only the reason why they are hidden.

    The means of both questions are taken over the respondents who answered both. A mean over all
    who answered one question would tell the answers of the few who left the other out.
    """
    both = ~np.isnan(importance) & ~np.isnan(present)
    n = int(both.sum())
    if not len(importance) or n < least:
        why = NOT_ASKED if not len(importance) else few(least)
        return hidden(wave, gap, why)
    one_only = int((np.isnan(importance) != np.isnan(present)).sum())
    difference = importance[both] - present[both]
    low, high = interval_of_mean(difference, confidence)
    return SurveyGap(
        *(wave, gap, float(n)),
        importance=float(importance[both].mean()),
        present=float(present[both].mean()),
        value=float(difference.mean()),
        low=max(low, -WIDEST),
        high=min(high, WIDEST),
        one_only=float(one_only),
        reason="",
    )


def without_one_only(gaps: Sequence[SurveyGap]) -> list[SurveyGap]:
    """Return the gaps of a wave, without ``one_only`` where one of them is hidden for few answers.

    Rows of a wave less those that are shown are those of the hidden gap.
    """
    if all(one.is_shown or not one.is_asked for one in gaps):
        return list(gaps)
    return [replace(one, one_only=math.nan) for one in gaps]


def hidden(wave: str, gap: str, reason: str) -> SurveyGap:
    """Return a gap of which nothing is shown but why."""
    unknown = math.nan
    return SurveyGap(
        wave, gap, unknown, unknown, unknown, unknown, unknown, unknown, unknown, reason
    )


def few(least: int) -> str:
    """Return the reason for hiding; it does not say how many answers there are."""
    return message("fewer than {least} answers", least=least)


def interval_of_mean(values: Floats, confidence: float) -> tuple[float, float]:
    """Return the t interval of a mean; NaN below two values, of no width where all are equal.

    Examples
    --------
    >>> low, high = interval_of_mean(np.array([1.0, 2.0, 3.0]), 0.95)
    >>> round(low, 3), round(high, 3)
    (-0.484, 4.484)
    """
    from scipy.special import stdtrit

    n = len(values)
    if n < 2:
        return math.nan, math.nan
    mean = float(values.mean())
    if np.all(values == values[0]):
        return mean, mean
    half = float(stdtrit(n - 1, 0.5 + confidence / 2)) * float(values.std(ddof=1)) / math.sqrt(n)
    return mean - half, mean + half
