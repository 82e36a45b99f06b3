"""Which clusters are removed, by which rule first, and with what value.

Source: Lu, Huang, Jia & Kai (2024), section Sample: clusters with too few firms or an incomplete
value of internationalisation were removed, 59 became 34.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hanse.messages import join_names, plural
from hanse.observatory.survey.aggregate import Aggregated
from hanse.observatory.survey.join import Joined
from hanse.observatory.survey.plan import ScreeningRule, SurveyPlan
from hanse.observatory.survey.problems import Problems, under
from hanse.observatory.survey.text import plain
from hanse.result import Answer, Record
from hanse.tables import Column

__all__ = ["Facts", "Removal", "ScreeningLog", "check_rules", "screen"]


@dataclass(frozen=True)
class Removal(Record, kind="observatory-removal"):
    """A cluster that was removed.

    Attributes
    ----------
    cluster : str
        Its name.
    number : int
        The first rule that removed it, from 1.
    rule : str
        Its kind.
    found : str
        What was found: a number, a reason, a name.
    also : tuple of int
        Later rules that would have removed it as well.
    """

    cluster: str
    number: int
    rule: str
    found: str
    also: tuple[int, ...] = ()


@dataclass(frozen=True)
class ScreeningLog(Answer, kind="observatory-screening-log"):
    """What screening did.

    Attributes
    ----------
    n_before, n_after : int
        Clusters before and after.
    rules : tuple of ScreeningRule
        In the order in which they were applied.
    removed : tuple of Removal
        In the order of the clusters.
    """

    n_before: int
    n_after: int
    rules: tuple[ScreeningRule, ...]
    removed: tuple[Removal, ...]

    @property
    def counts(self) -> tuple[int, ...]:
        """Clusters that each rule removed first."""
        numbers = [one.number for one in self.removed]
        return tuple(numbers.count(number) for number in range(1, len(self.rules) + 1))

    def removed_by(self, number: int) -> tuple[Removal, ...]:
        """Return the clusters that a rule, from 1, removed first."""
        return tuple(one for one in self.removed if one.number == number)

    def __str__(self) -> str:
        lines = [f"{plural(self.n_before, 'cluster')} → {self.n_after:,}"]
        for number, (rule, n) in enumerate(zip(self.rules, self.counts, strict=True), start=1):
            lines.append(f"{number}. {rule_text(rule)}: {n:,} removed")
            lines += [
                f"   {one.cluster}: {one.found}{_also(one)}" for one in self.removed_by(number)
            ]
        return "\n".join(lines)

    def to_frame(self) -> Any:
        """Return one row per removed cluster: ``cluster number rule found also reason``."""
        import pandas as pd

        rows = [
            [
                *(one.cluster, one.number, one.rule, one.found),
                ", ".join(map(str, one.also)),
                self.rules[one.number - 1].reason,
            ]
            for one in self.removed
        ]
        return pd.DataFrame(rows, columns=["cluster", "number", "rule", "found", "also", "reason"])


@dataclass(frozen=True)
class Facts:
    """What the rules look at: one value for each cluster.

    Attributes
    ----------
    joined : Joined
        The clusters.
    n_firms : mapping of str to int
        Firms of each that are used.
    columns : mapping of str to Column
        Aggregates, columns of the questionnaire and its scales.
    aggregated : mapping of str to Aggregated
        The aggregates among them.
    """

    joined: Joined
    n_firms: Mapping[str, int]
    columns: Mapping[str, Column]
    aggregated: Mapping[str, Aggregated]


def rule_text(rule: ScreeningRule) -> str:
    """Return what a rule says, with its reason.

    Examples
    --------
    >>> rule_text(ScreeningRule("min_firms", at_least=10))
    'fewer than 10 firms'
    >>> rule_text(ScreeningRule("value", column="HC", above=2000, reason="no cluster but a city"))
    'HC above 2000 (no cluster but a city)'
    """
    least = "" if rule.at_least is None else plain(rule.at_least)
    limit = next(
        (
            f"{key} {value if isinstance(value, str) else plain(value)}"
            for key in ("below", "above", "equal")
            if (value := getattr(rule, key)) is not None
        ),
        "",
    )
    said = {
        "min_firms": f"fewer than {least} firms",
        "outcome_missing": f"the outcome {rule.column} is missing",
        "column_missing": f"{rule.column} is missing",
        "min_share_answered": f"less than {least} of the firms answered "
        f"{rule.column or 'every column'}",
        "cluster_not_in_questionnaire": "not in the questionnaire",
        "cluster_without_firms": "not in the table of firms",
        "exclude": "excluded by name",
        "value": f"{rule.column} {limit}".replace(" equal ", " is "),
    }[rule.rule]
    return f"{said} ({rule.reason})" if rule.reason else said


def check_rules(plan: SurveyPlan, facts: Facts) -> None:
    """Raise the error for rules that name a column or a cluster that is not there."""
    problems = Problems(plan.where)
    for number, rule in enumerate(plan.screening, start=1):
        where = f"{under(plan.where, 'screening')}, rule {number}"
        known = facts.aggregated if rule.rule == "min_share_answered" else facts.columns
        if rule.column and problems.check_name("column", rule.column, list(known), where=where):
            column = facts.columns[rule.column]
            limits = rule.below is not None or rule.above is not None
            if column.is_numeric is False and (limits or isinstance(rule.equal, float)):
                problems.add(
                    f"'{rule.column}' is a column of text",
                    where=where,
                    mend="Compare it with a text: equal.",
                )
            if column.is_numeric and isinstance(rule.equal, str):
                problems.add(
                    f"'{rule.column}' is a column of numbers",
                    where=where,
                    mend="Compare it with a number.",
                )
        for name in rule.clusters:
            problems.check_name("cluster", name, facts.joined.clusters, where=where)
    problems.tell()


def screen(plan: SurveyPlan, facts: Facts) -> ScreeningLog:
    """Return which clusters the rules of a plan remove, in their order."""
    removed = []
    for position, cluster in enumerate(facts.joined.clusters):
        hits = [
            (number, rule.rule, found)
            for number, rule in enumerate(plan.screening, start=1)
            if (found := _found(rule, cluster, position, facts))
        ]
        if hits:
            number, kind, said = hits[0]
            removed.append(Removal(cluster, number, kind, said, tuple(hit[0] for hit in hits[1:])))
    n = len(facts.joined.clusters)
    return ScreeningLog(n, n - len(removed), plan.screening, tuple(removed))


def _found(rule: ScreeningRule, cluster: str, position: int, facts: Facts) -> str:
    """Return what was found if the rule removes a cluster, else an empty text."""
    if rule.rule == "min_firms":
        n = facts.n_firms.get(cluster, 0)
        return plural(n, "firm") if n < (rule.at_least or 0) else ""
    if rule.rule in ("outcome_missing", "column_missing"):
        return _missing(rule.column, cluster, position, facts)
    if rule.rule == "min_share_answered":
        return _unanswered(rule, cluster, position, facts)
    if rule.rule == "cluster_not_in_questionnaire":
        return _only(cluster, facts.joined.without_questionnaire, "the questionnaire")
    if rule.rule == "cluster_without_firms":
        return _only(cluster, facts.joined.without_firms, "the table of firms")
    if rule.rule == "exclude":
        return (rule.clusters[cluster] or "named") if cluster in rule.clusters else ""
    return _beyond(rule, position, facts)


def _missing(name: str, cluster: str, position: int, facts: Facts) -> str:
    """Return why a column has no value for a cluster, empty if it has one."""
    if position not in facts.columns[name].gaps():
        return ""
    if name in facts.aggregated:
        return facts.aggregated[name].undefined[cluster]
    return "no answer in the questionnaire"


def _unanswered(rule: ScreeningRule, cluster: str, position: int, facts: Facts) -> str:
    """Return how many firms answered if they are too few."""
    n = facts.n_firms.get(cluster, 0)
    names = [rule.column] if rule.column else list(facts.aggregated)
    few = [
        f"{facts.aggregated[name].n_used[position]} of {n} for {name}"
        for name in names
        if not n or facts.aggregated[name].n_used[position] / n < (rule.at_least or 0)
    ]
    return join_names(few)


def _only(cluster: str, only: Mapping[str, str], other: str) -> str:
    """Return that a cluster is in one table only, with the name that comes nearest."""
    if cluster not in only:
        return ""
    near = f"; the nearest name there is '{only[cluster]}'" if only[cluster] else ""
    return f"not in {other}{near}"


def _beyond(rule: ScreeningRule, position: int, facts: Facts) -> str:
    """Return the value of a cluster if it is one that the rule removes."""
    column = facts.columns[rule.column]
    value = column.values[position]
    if not column.is_numeric:
        return str(value) if value is not None and value == rule.equal else ""
    if math.isnan(value):
        return ""
    is_hit = (
        (rule.below is not None and value < rule.below)
        or (rule.above is not None and value > rule.above)
        or (rule.equal is not None and value == rule.equal)
    )
    return plain(float(value)) if is_hit else ""


def _also(one: Removal) -> str:
    """Return which later rules hold as well."""
    numbers = join_names([str(number) for number in one.also])
    return f" (also rule {numbers})" if one.also else ""
