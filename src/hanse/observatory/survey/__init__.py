"""Surveys of firms: scales, samples, rules of aggregation and screening, up to a cluster table."""

from hanse.observatory.survey.cluster_table import cluster_table
from hanse.observatory.survey.draw import FirmSample, draw_firms
from hanse.observatory.survey.plan import (
    Aggregate,
    FirmColumns,
    SamplePlan,
    ScalePlan,
    ScreeningRule,
    SurveyPlan,
)
from hanse.observatory.survey.plan_reader import read_plan
from hanse.observatory.survey.read_firms import read_firms
from hanse.observatory.survey.scale import Scale, ScaleItem, scale
from hanse.observatory.survey.screening import Removal, ScreeningLog
from hanse.observatory.survey.survey_result import FirmDropped, SurveyResult, UndefinedCell

__all__ = [
    "Aggregate",
    "FirmColumns",
    "FirmDropped",
    "FirmSample",
    "Removal",
    "SamplePlan",
    "Scale",
    "ScaleItem",
    "ScalePlan",
    "ScreeningLog",
    "ScreeningRule",
    "SurveyPlan",
    "SurveyResult",
    "UndefinedCell",
    "cluster_table",
    "draw_firms",
    "read_firms",
    "read_plan",
    "scale",
]
