"""The observatory: from firm surveys and statistics to the state of every cluster."""

from hanse.observatory.survey import (
    SurveyPlan,
    SurveyResult,
    cluster_table,
    read_firms,
    read_plan,
    scale,
)

__all__ = ["SurveyPlan", "SurveyResult", "cluster_table", "read_firms", "read_plan", "scale"]
