r"""How a gap moved from one wave of a survey to the next.

Unpaired (Welch 1947, *Biometrika* 34(1-2), 28-35):

.. math:: \bar d_2 - \bar d_1 \pm t_\nu \sqrt{s_1^2/n_1 + s_2^2/n_2}, \qquad
   \nu = \frac{(s_1^2/n_1 + s_2^2/n_2)^2}{(s_1^2/n_1)^2/(n_1-1) + (s_2^2/n_2)^2/(n_2-1)}

Paired: the t interval of the mean of each respondent's own change.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from hanse.actors.survey.wave_gap import WIDEST, interval_of_mean
from hanse.messages import message
from hanse.result import Record

__all__ = ["SurveyChange", "change_between"]


@dataclass(frozen=True)
class SurveyChange(Record, kind="actor-survey-change"):
    """The change of one gap between two waves.

    Attributes
    ----------
    gap, earlier, later : str
        The gap and the two waves.
    value, low, high : float
        Mean gap later minus earlier, -12 to 12, and its interval; NaN where one side is hidden.
    is_paired : bool
        Whether it is the mean of each respondent's own change.
    n : float
        Respondents behind a paired change; NaN where it is unpaired.
    how : str
        In words: whether it is paired, and why not or why there is none.
    """

    gap: str
    earlier: str
    later: str
    value: float
    low: float
    high: float
    is_paired: bool
    n: float
    how: str


def change_between(
    gap: str,
    waves: tuple[str, str],
    answers: tuple[Mapping[str, float], Mapping[str, float]],
    *,
    paired: bool | None,
    least: int,
    confidence: float,
) -> SurveyChange:
    """Return the change between two waves from each respondent's gap in either.

    Parameters
    ----------
    gap, waves : str, pair of str
        What changed, and from when to when.
    answers : pair of mappings of respondent to float
        Importance minus present interaction of those who answered both questions.
    paired : bool or None
        True pairs those who answered in both waves, False nobody, None only where exactly the same
        respondents answered in both.
    least, confidence
        As in `survey_gaps`.

    Notes
    -----
    A paired change of some together with the means of all tells the answers of the rest. It is
    therefore only shown where the rest is nobody or at least ``least`` respondents.
    """
    first, second = answers
    if min(len(first), len(second)) < least:
        how = message("a wave is not shown")
        return SurveyChange(gap, *waves, math.nan, math.nan, math.nan, False, math.nan, how)
    same = [who for who in first if who in second]
    rest = len(first) + len(second) - 2 * len(same)
    if (paired or (paired is None and not rest)) and len(same) >= least:
        if rest == 0 or rest >= least:
            moved = np.array([second[who] - first[who] for who in same])
            low, high = _cut(*interval_of_mean(moved, confidence))
            how = message("paired by respondent")
            value, n = float(moved.mean()), float(len(same))
            return SurveyChange(gap, *waves, value, low, high, True, n, how)
        how = message("unpaired: a paired one would tell the answers of a few")
    elif paired:
        how = message("unpaired: fewer than {least} answered in both waves", least=least)
    else:
        how = message("unpaired")
    return _unpaired(gap, waves, answers, confidence, how)


def _unpaired(
    gap: str,
    waves: tuple[str, str],
    answers: tuple[Mapping[str, float], Mapping[str, float]],
    confidence: float,
    how: str,
) -> SurveyChange:
    """Return the difference of both means with the interval of Welch."""
    from scipy.special import stdtrit

    one, two = (np.array(list(side.values())) for side in answers)
    value = float(two.mean() - one.mean())
    if min(len(one), len(two)) < 2:
        low = high = math.nan
    else:
        parts = one.var(ddof=1) / len(one), two.var(ddof=1) / len(two)
        error = float(parts[0] + parts[1])
        half = 0.0
        if error > 0:
            below = parts[0] ** 2 / (len(one) - 1) + parts[1] ** 2 / (len(two) - 1)
            half = float(stdtrit(error**2 / below, 0.5 + confidence / 2)) * math.sqrt(error)
        low, high = _cut(value - half, value + half)
    return SurveyChange(gap, *waves, value, low, high, False, math.nan, how)


def _cut(low: float, high: float) -> tuple[float, float]:
    """Return an interval within the changes there can be."""
    return max(low, -2 * WIDEST), min(high, 2 * WIDEST)
