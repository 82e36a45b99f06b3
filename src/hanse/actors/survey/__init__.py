"""The seven gaps as firms answer: importance minus present interaction, beside the log."""

from hanse.actors.survey.both_sides import GapFinding, GapFindings, both_sides
from hanse.actors.survey.change import SurveyChange
from hanse.actors.survey.judgement import FindingRule
from hanse.actors.survey.logged_gaps import LoggedGaps, logged_gaps
from hanse.actors.survey.rank_agreement import RankAgreement
from hanse.actors.survey.survey_gaps import SurveyGaps, survey_gaps
from hanse.actors.survey.wave_gap import SurveyGap

__all__ = [
    "FindingRule",
    "GapFinding",
    "GapFindings",
    "LoggedGaps",
    "RankAgreement",
    "SurveyChange",
    "SurveyGap",
    "SurveyGaps",
    "both_sides",
    "logged_gaps",
    "survey_gaps",
]
