"""What the log and the survey say of one gap, as a sentence."""

from __future__ import annotations

import math
from typing import NamedTuple

from hanse.actors.sides import Gap
from hanse.actors.survey.judgement import FindingRule
from hanse.messages import Message, message

__all__ = ["Measured", "finding_said"]


class Measured(NamedTuple):
    """What one measure says of a gap: its side, the value with its interval, why there is none."""

    side: str
    value: float
    low: float
    high: float
    reason: str


_SAID = {
    "agree open": "The log shows few ties to {others}, and firms miss them.",
    "agree closed": "The log shows enough ties to {others}, and {firms}.",
    "log only": "The log shows few ties to {others}, but {firms}.",
    "survey only": (
        "Firms miss interaction with {others}, though the log shows enough ties: it may be their "
        "quality and not their number, or they are not the ties that firms need."
    ),
}

_LOG = {
    "open": "The log shows few ties to {others}",
    "closed": "The log shows enough ties to {others}",
    "between": "Ties to {others} fall {short} short of the target",
    "undecided": "The log leaves open whether there are enough ties to {others}",
    "not measured": "The log has no measure for {others} ({unmeasured})",
}

_SURVEY = {
    "open": "firms miss them",
    "closed": "firms do not miss them",
    "little": "firms miss them by less than {points}",
    "undecided": "the survey leaves open whether firms miss them",
    "not measured": "the survey has no measure ({unasked})",
}

_LOG_BY_RANK = {
    "open": "By the log the gap to {others} is among the largest",
    "closed": "By the log the gap to {others} is among the smallest",
    "undecided": "By the log the gap to {others} is neither among the largest nor the smallest",
    "not measured": _LOG["not measured"],
}

_SURVEY_BY_RANK = {
    "open": "by the survey it is among the largest",
    "closed": "by the survey it is among the smallest",
    "undecided": "by the survey it is neither among the largest nor the smallest",
    "not measured": _SURVEY["not measured"],
}


def finding_said(
    one: Gap, finding: str, log: Measured, survey: Measured, rule: FindingRule
) -> Message:
    """Return a finding in words.

    An interval of the log that lies wholly between *closed* and *open* is no doubt about the
    measure: it says how far ties fall short. By rank nothing is said of how large a gap is.
    """
    points = "1 point" if rule.survey_open == 1 else f"{rule.survey_open:g} points"
    words = {
        "others": one.others,
        "unmeasured": log.reason or "no value",
        "unasked": survey.reason,
        "short": "" if math.isnan(log.value) else f"{100 * log.value:.0f} %",
        "points": points,
    }
    if rule.by == "rank":
        return message(_LOG_BY_RANK[log.side] + "; " + _SURVEY_BY_RANK[survey.side] + ".", **words)
    missed = "little" if survey.side == "closed" and survey.low > 0 else survey.side
    if finding in _SAID:
        return message(_SAID[finding], firms=_firms(finding, missed, points), **words)
    is_between = log.low >= rule.log_closed and log.high <= rule.log_open
    state = "between" if log.side == "undecided" and is_between else log.side
    return message(_LOG[state] + "; " + _SURVEY[missed] + ".", **words)


def _firms(finding: str, missed: str, points: str) -> Message:
    """Return how far firms miss ties, where the survey calls the gap closed."""
    if missed == "closed" and finding == "agree closed":
        return message("firms do not miss more")
    return message(_SURVEY[missed], points=points, unasked="")
