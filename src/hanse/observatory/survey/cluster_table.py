"""From a survey of firms and a questionnaire of clusters to the table that a study starts from.

Source: Lu, Huang, Jia & Kai (2024), Internationalization of Clusters, *Journal of Evolutionary
Studies in Business* 9(2), 94–108, section Research method.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hanse.errors import InputError
from hanse.observatory.survey.aggregate import Aggregated, aggregate
from hanse.observatory.survey.assembly import Found, assembled
from hanse.observatory.survey.firm_rows import FirmRows, firm_rows, scored
from hanse.observatory.survey.items import Items
from hanse.observatory.survey.join import Joined, extended, join_clusters, questionnaire_of
from hanse.observatory.survey.plan import SurveyPlan
from hanse.observatory.survey.plan_checks import check_plan
from hanse.observatory.survey.problems import Problems, under
from hanse.observatory.survey.screening import Facts, ScreeningLog, check_rules, rule_text, screen
from hanse.observatory.survey.survey_result import SurveyResult
from hanse.observatory.survey.taken import take_firms
from hanse.tables import CaseTable, Column

__all__ = ["cluster_table"]


def cluster_table(firms: Any, questionnaire: Any, plan: SurveyPlan) -> SurveyResult:
    """Return the table of clusters that a survey gives, with all that was left out.

    Firms are taken as the sample says, their answers become values of clusters by the rules of
    the plan, the questionnaire is joined by exact names, and the screening rules remove clusters
    in their order. An answer that a rule refuses is an error only in a cluster that stays.

    Parameters
    ----------
    firms : CaseTable or frame
        One row for each firm.
    questionnaire : CaseTable, frame or None
        One row for each cluster, the clusters as ids.
    plan : SurveyPlan
        From `read_plan`, or made in Python.

    Returns
    -------
    SurveyResult
        The clusters that stay in the order of the questionnaire (without one, of the firms). A
        value is missing where too few firms answered, with the reason.

    Raises
    ------
    InputError
        If the plan is wrong or names a column that is not there, a cell cannot be read, a cluster
        is in one table only and no rule removes it, an answer is missing that the plan refuses, or
        no cluster stays.

    Examples
    --------
    >>> import pandas as pd
    >>> from hanse.observatory.survey.plan_reader import read_plan
    >>> firms = pd.DataFrame({
    ...     "firm": ["a", "b", "c", "d", "e"],
    ...     "cluster": ["Visby", "Visby", "Lund", "Lund", "Ystad"],
    ...     "exports": [10.0, 30.0, 50.0, None, 5.0],
    ... })
    >>> plan = read_plan({
    ...     "columns": {"firm": "firm"},
    ...     "aggregates": {"CI": {"column": "exports", "rule": "mean", "missing": 0.5}},
    ...     "screening": [{"rule": "min_firms", "at_least": 2}],
    ... })
    >>> made = cluster_table(firms, None, plan)
    >>> print(made)
    3 → 2 clusters, 5 → 4 firms
      1. fewer than 2 firms: 1 removed
    CI: mean over firms of column 'exports', n = 1 to 2
    >>> made.table.numeric("CI"), made.n_used["CI"]
    (array([20., 50.]), array([2, 1]))
    >>> made.log.removed[0].cluster, made.log.removed[0].found
    ('Ystad', '1 firm')
    """
    check_plan(plan)
    rows = firm_rows(firms, plan)
    asked = questionnaire_of(questionnaire, plan)
    joined = join_clusters(rows.clusters, asked, plan)
    _check_aggregates(rows, asked, plan)
    taken = take_firms(rows, asked, joined, plan)
    aggregated = {one.name: aggregate(rows, taken, one, plan) for one in plan.aggregates}
    columns, items = _columns(asked, joined, aggregated, plan)
    n_firms = {cluster: len(used) for cluster, used in taken.members.items()}
    facts = Facts(joined, n_firms, columns, aggregated)
    check_rules(plan, facts)
    log = screen(plan, facts)
    kept = _kept(joined, log)
    found = Found(rows, asked, joined, taken, aggregated, columns, items, log, kept)
    _refuse(found, plan)
    return assembled(found, plan)


def _check_aggregates(rows: FirmRows, asked: CaseTable | None, plan: SurveyPlan) -> None:
    """Raise the error for columns that are not there, or names that are taken."""
    problems = Problems(plan.where)
    known = asked.names if asked is not None else ()
    for one in plan.aggregates:
        where = under(plan.where, f"aggregates.{one.name}")
        problems.check_name("column", one.column, rows.names, where=where)
    made = [one.name for one in plan.aggregates]
    made += [one.name for one in plan.scales_of("cluster")]
    for name in made:
        if name in (*known, plan.questionnaire_id or plan.columns.cluster):
            problems.add(
                f"the questionnaire already has a column '{name}'",
                where=plan.where,
                mend="Call the new one otherwise.",
            )
    for name in plan.keep or ():
        problems.check_name("column", name, known, where=f"{plan.where} keep")
    if plan.sample.population and asked is not None:
        where = f"{under(plan.where, 'sample')} population"
        problems.check_name("column", plan.sample.population, known, where=where)
    if asked is None and (plan.scales_of("cluster") or plan.sample.population):
        problems.add("there is no questionnaire", mend="Give one, or take out what is asked of it.")
    problems.tell()


def _columns(
    asked: CaseTable | None,
    joined: Joined,
    aggregated: Mapping[str, Aggregated],
    plan: SurveyPlan,
) -> tuple[dict[str, Column], dict[str, Items]]:
    """Return the columns of all clusters by name, and the items that clusters answered."""
    columns = {name: one.column for name, one in aggregated.items()}
    if asked is None:
        return columns, {}
    scores, items = scored(asked, plan, "cluster")
    for column in (*scores.values(), *asked.columns):
        columns[column.name] = extended(column, joined.rows)
    return columns, items


def _kept(joined: Joined, log: ScreeningLog) -> list[int]:
    """Return the positions of the clusters that stay.

    Raises
    ------
    InputError
        If there is none.
    """
    removed = {one.cluster for one in log.removed}
    kept = [i for i, cluster in enumerate(joined.clusters) if cluster not in removed]
    if kept:
        return kept
    said = [f"{rule_text(rule)}: {n}" for rule, n in zip(log.rules, log.counts, strict=True) if n]
    raise InputError(
        f"no cluster of {log.n_before} stays ({'; '.join(said) or 'none is named'})",
        where="screening",
        mend="Loosen a rule.",
    )


def _refuse(found: Found, plan: SurveyPlan) -> None:
    """Raise what cannot be used in the clusters that stay."""
    problems = Problems(plan.where)
    for refused in (found.taken.refused, *(one.refused for one in found.aggregated.values())):
        problems.found += [refused[name] for name in found.names if name in refused]
    problems.tell()
