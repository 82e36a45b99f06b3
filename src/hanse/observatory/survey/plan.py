"""What is asked of a survey: columns, scales, rules of aggregation, sample and screening.

A plan is plain data. `hanse.observatory.survey.plan_reader.read_plan` makes one from a table of a
study file and `hanse.observatory.survey.plan_checks.check_plan` says what is wrong with one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hanse.result import Record

__all__ = [
    "DESIGN_WEIGHT",
    "LEAVE_OUT",
    "LEVELS",
    "RULES",
    "SCREENING_RULES",
    "Aggregate",
    "FirmColumns",
    "SamplePlan",
    "ScalePlan",
    "ScreeningRule",
    "SurveyPlan",
]

RULES = ("mean", "weighted mean", "median", "sum", "count", "share", "first")
"""How the firms' values become the value of their cluster."""

LEAVE_OUT = "leave out firm"
DESIGN_WEIGHT = "inverse probability"
LEVELS = ("firm", "cluster")
SCREENING_RULES: Mapping[str, tuple[str, ...]] = {
    "min_firms": ("at_least",),
    "outcome_missing": ("column",),
    "column_missing": ("column",),
    "min_share_answered": ("at_least", "column"),
    "cluster_not_in_questionnaire": (),
    "cluster_without_firms": (),
    "exclude": ("clusters",),
    "value": ("column", "below", "above", "equal"),
}
"""The screening rules with the keys that each takes, beside rule and reason."""


@dataclass(frozen=True)
class FirmColumns(Record, kind="observatory-firm-columns"):
    """Which columns of the table of firms say who a firm is.

    Attributes
    ----------
    cluster : str
        The cluster that the firm belongs to.
    firm : str
        Its name; empty for the ids of the table.
    leader : str
        Whether it leads the cluster: yes or no. Empty where there is none.
    weight : str
        Weights from 0 for the weighted mean. Empty where there is none.
    """

    cluster: str = "cluster"
    firm: str = ""
    leader: str = ""
    weight: str = ""


@dataclass(frozen=True)
class Aggregate(Record, kind="observatory-aggregate"):
    """How a column of firms becomes a column of clusters.

    Attributes
    ----------
    name : str
        The new column.
    column : str
        The column of firms, or a scale of firms.
    rule : str
        One of `RULES`.
    missing : str or float
        ``"refuse"``; ``"leave out firm"``; or the share of firms, in (0, 1], that must have
        answered for the cluster to get a value.
    weight : str
        For the weighted mean: a column, ``"inverse probability"`` for the weights of the sample,
        or empty for the weight of `FirmColumns`.
    of : str
        For count and share: the value that is counted, ``"yes"`` for yes, true or 1, ``"any"`` for
        any answer.
    label, unit : str
        Words for the report.
    """

    name: str
    column: str
    rule: str
    missing: str | float = "refuse"
    weight: str = ""
    of: str = "yes"
    label: str = ""
    unit: str = ""


@dataclass(frozen=True)
class ScalePlan(Record, kind="observatory-scale-plan"):
    """A scale of several items.

    Attributes
    ----------
    name : str
        The column of the scores.
    items : tuple of str
        Columns of the answers.
    level : {"firm", "cluster"}
        Whether firms or the cluster-level questionnaire answered.
    reversed : tuple of str
        Items that are worded the other way round.
    low, high : float
        The ends of the answers.
    missing : {"refuse", "mean of the answered"}
        What to do where an item is not answered.
    min_share : float
        Share of the items that must be answered for a score, in (0, 1].
    label, unit : str
        Words for the report.
    """

    name: str
    items: tuple[str, ...]
    level: str = "firm"
    reversed: tuple[str, ...] = ()
    low: float = 1.0
    high: float = 7.0
    missing: str = "refuse"
    min_share: float = 0.5
    label: str = ""
    unit: str = ""


@dataclass(frozen=True)
class SamplePlan(Record, kind="observatory-sample-plan"):
    """Which firms of the table are used.

    Attributes
    ----------
    firms : int or None
        Firms for each cluster; None uses every firm of the table.
    leaders : int or None
        Leaders at most, all where None; the rest is drawn at random.
    seed : int
        From 0.
    population : str
        Column of the questionnaire with the number of firms in the cluster; with it each firm
        gets an inverse-probability weight.
    """

    firms: int | None = None
    leaders: int | None = None
    seed: int = 1
    population: str = ""


@dataclass(frozen=True)
class ScreeningRule(Record, kind="observatory-screening-rule"):
    """A rule that removes clusters.

    Attributes
    ----------
    rule : str
        One of `SCREENING_RULES`.
    column : str
        The column it looks at.
    at_least : float or None
        Firms, or share of firms that answered, below which a cluster is removed.
    below, above : float or None
        A cluster whose value is below or above is removed; a missing value is neither.
    equal : str, float or None
        A cluster with this value is removed.
    clusters : mapping of str to str
        Clusters to remove, each with its reason.
    reason : str
        Why the rule is there.
    """

    rule: str
    column: str = ""
    at_least: float | None = None
    below: float | None = None
    above: float | None = None
    equal: str | float | None = None
    clusters: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True)
class SurveyPlan(Record, kind="observatory-survey-plan"):
    """Everything that is asked of a survey.

    Attributes
    ----------
    firms, questionnaire : str
        The files; empty where the tables come from elsewhere or there is no questionnaire.
    questionnaire_id : str
        Column of the questionnaire with the clusters; empty for the ids of the table.
    columns : FirmColumns
        Who a firm is.
    aggregates : tuple of Aggregate
        The columns that come from firms, in this order.
    scales : tuple of ScalePlan
        Scales of firms and of the questionnaire.
    screening : tuple of ScreeningRule
        In the order in which they are applied.
    sample : SamplePlan
        Which firms are used; by default all.
    keep : tuple of str or None
        Columns of the questionnaire that stay; None keeps all.
    where : str
        The place of the plan, for errors.
    """

    firms: str = ""
    questionnaire: str = ""
    questionnaire_id: str = ""
    columns: FirmColumns = FirmColumns()
    aggregates: tuple[Aggregate, ...] = ()
    scales: tuple[ScalePlan, ...] = ()
    screening: tuple[ScreeningRule, ...] = ()
    sample: SamplePlan = SamplePlan()
    keep: tuple[str, ...] | None = None
    where: str = "[survey]"

    def scales_of(self, level: str) -> tuple[ScalePlan, ...]:
        """Return the scales that firms or clusters answered."""
        return tuple(one for one in self.scales if one.level == level)
