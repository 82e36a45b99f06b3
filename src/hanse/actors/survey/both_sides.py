"""The log and the survey beside each other: where they disagree is a finding."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from hanse.actors.gaps.seven import SevenGaps
from hanse.actors.sides import GAPS, Gap
from hanse.actors.survey.finding_words import Measured, finding_said
from hanse.actors.survey.judgement import FindingRule, judged
from hanse.actors.survey.logged_gaps import LoggedGaps, logged_gaps
from hanse.actors.survey.rank_agreement import RankAgreement, rank_agreement, ranks
from hanse.actors.survey.survey_gaps import SurveyGaps
from hanse.actors.survey.wave_gap import NOT_ASKED, SurveyGap, hidden
from hanse.messages import columns_text
from hanse.result import Answer, Record

__all__ = ["KINDS", "GapFinding", "GapFindings", "both_sides"]

KINDS = ("agree open", "agree closed", "log only", "survey only", "undecided", "not measured")


@dataclass(frozen=True)
class GapFinding(Record, kind="actor-gap-finding"):
    """One gap by both measures.

    Attributes
    ----------
    gap : str
        Its key.
    finding : str
        One of `KINDS`.
    log, log_low, log_high : float
        Gap from the log, 0 to 1, and its interval; NaN where there is none.
    survey, survey_low, survey_high : float
        Gap from the survey, -6 to 6 points, and its interval; NaN where there is none.
    log_side, survey_side : str
        ``open``, ``closed``, ``undecided`` or ``not measured``.
    log_rank, survey_rank : int
        1 for the largest of the measured gaps, equal ones share the better; 0 without a measure.
    says : str
        The finding as a sentence.
    """

    gap: str
    finding: str
    log: float
    log_low: float
    log_high: float
    survey: float
    survey_low: float
    survey_high: float
    log_side: str
    survey_side: str
    log_rank: int
    survey_rank: int
    says: str


@dataclass(frozen=True)
class GapFindings(Answer, kind="actor-gap-findings"):
    """The seven gaps by the log and by the survey.

    Attributes
    ----------
    wave : str
        Of the survey.
    rule : FindingRule
        When a gap is called open or closed.
    findings : tuple of GapFinding
        In the order of `GAPS`.
    agreement : RankAgreement
        Of both rankings.
    """

    wave: str
    rule: FindingRule
    findings: tuple[GapFinding, ...]
    agreement: RankAgreement

    def of_kind(self, *kinds: str) -> tuple[GapFinding, ...]:
        """Return the findings of some kinds."""
        return tuple(one for one in self.findings if one.finding in kinds)

    @property
    def disagreements(self) -> tuple[GapFinding, ...]:
        """The gaps that one measure calls open and the other closed."""
        return self.of_kind("log only", "survey only")

    def __str__(self) -> str:
        head = ["gap", "log", "interval", "rank", "survey", "interval", "rank", "finding"]
        lines = []
        for one in self.findings:
            log = _shown(one.log, one.log_low, one.log_high, one.log_rank)
            survey = _shown(one.survey, one.survey_low, one.survey_high, one.survey_rank)
            lines.append([one.gap, *log, *survey, one.finding])
        table = columns_text(head, lines, left=[0, 2, 5, 7])
        said = [one.says for one in self.findings]
        return "\n".join([table, "", *said, "", self.agreement.says, self.rule.says])

    def to_frame(self) -> Any:
        """Return one row per gap with the columns of `GapFinding`."""
        import pandas as pd

        return pd.DataFrame([vars(one) for one in self.findings])


def both_sides(
    seven: SevenGaps | LoggedGaps,
    survey: SurveyGaps,
    *,
    wave: str | None = None,
    rule: FindingRule | None = None,
) -> GapFindings:
    """Return the seven gaps by both measures, and what follows where they disagree.

    Parameters
    ----------
    seven : SevenGaps or LoggedGaps
        The gaps from the log, or their numbers alone.
    survey : SurveyGaps
        As `survey_gaps` gives it.
    wave : str, optional
        Of the survey; the last by default.
    rule : FindingRule, optional
        When a gap is called open or closed.

    Returns
    -------
    GapFindings
        *agree open*, *agree closed*, *log only* (open in the log, closed for the firms),
        *survey only* (the reverse), *undecided* (a measure lets both be), *not measured*.

    Raises
    ------
    InputError
        If the wave is unknown.

    Examples
    --------
    >>> from hanse.actors.survey import LoggedGaps, survey_gaps
    >>> from hanse.actors.tables import GapAnswers
    >>> log = LoggedGaps([0.8] * 7, [0.7] * 7, [0.9] * 7)
    >>> answers = GapAnswers(tuple("abcde"), ("2024",) * 5, ("capital",) * 5, [2.0] * 5, [2.0] * 5)
    >>> print(both_sides(log, survey_gaps(answers)).disagreements[0].says)
    The log shows few ties to providers of capital, but firms do not miss them.
    """
    chosen = rule or FindingRule()
    log = logged_gaps(seven) if isinstance(seven, SevenGaps) else seven
    asked = [_of(survey, one, wave) for one in GAPS]
    points = np.array([one.value for one in asked])
    ends = np.array([one.low for one in asked]), np.array([one.high for one in asked])
    sides = (
        judged(log.value, log.low, log.high, (chosen.log_open, chosen.log_closed), chosen),
        judged(points, *ends, (chosen.survey_open, chosen.survey_open), chosen),
    )
    places = ranks(log.value), ranks(points)
    findings = []
    for at, one in enumerate(GAPS):
        value, low, high = (float(each[at]) for each in (log.value, log.low, log.high))
        first = Measured(sides[0][at], value, low, high, log.reasons[at])
        value, low, high = (float(each[at]) for each in (points, *ends))
        second = Measured(sides[1][at], value, low, high, asked[at].reason)
        findings.append(_gap_finding(one, first, second, (places[0][at], places[1][at]), chosen))
    name = wave if wave is not None else (survey.waves[-1] if survey.waves else "")
    return GapFindings(name, chosen, tuple(findings), rank_agreement(log.value, points))


def _gap_finding(
    one: Gap, log: Measured, survey: Measured, places: tuple[int, int], rule: FindingRule
) -> GapFinding:
    """Return what both measures of a gap, with their ranks, say together."""
    finding = _finding(log.side, survey.side)
    return GapFinding(
        gap=one.key,
        finding=finding,
        log=log.value,
        log_low=log.low,
        log_high=log.high,
        survey=survey.value,
        survey_low=survey.low,
        survey_high=survey.high,
        log_side=log.side,
        survey_side=survey.side,
        log_rank=places[0],
        survey_rank=places[1],
        says=finding_said(one, finding, log, survey, rule),
    )


def _of(survey: SurveyGaps, one: Gap, wave: str | None) -> SurveyGap:
    """Return a gap of the survey; one without any wave was not asked."""
    if not survey.waves and wave is None:
        return hidden("", one.key, NOT_ASKED)
    return survey.of(one.key, wave)


def _finding(log: str, survey: str) -> str:
    """Return the kind of finding from both judgements."""
    if "not measured" in (log, survey):
        return "not measured"
    if "undecided" in (log, survey):
        return "undecided"
    if log == survey:
        return f"agree {log}"
    return "log only" if log == "open" else "survey only"


def _shown(value: float, low: float, high: float, rank: int) -> list[str]:
    """Return value, interval and rank as a row shows them."""
    if math.isnan(value):
        return ["", "", ""]
    span = "" if math.isnan(low) or math.isnan(high) else f"{low:.2f} to {high:.2f}"
    return [f"{value:.2f}", span, str(rank)]
