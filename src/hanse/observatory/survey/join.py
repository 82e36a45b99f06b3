"""Clusters of the firms beside clusters of the questionnaire: the same name is the same cluster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import numpy as np

from hanse.observatory.survey.plan import SurveyPlan
from hanse.observatory.survey.problems import Problems
from hanse.observatory.survey.text import first_word
from hanse.tables import CaseTable, Column

__all__ = ["Joined", "extended", "join_clusters", "questionnaire_of"]


@dataclass(frozen=True)
class Joined:
    """The clusters of both tables.

    Attributes
    ----------
    clusters : tuple of str
        Those of the questionnaire in its order, then the others in the order of the firms.
    rows : tuple of int
        Row of each in the questionnaire, −1 where it has none.
    without_questionnaire, without_firms : dict of str to str
        Clusters of one table only, each with the nearest name that only the other has, or empty.
    """

    clusters: tuple[str, ...]
    rows: tuple[int, ...]
    without_questionnaire: dict[str, str]
    without_firms: dict[str, str]


def questionnaire_of(questionnaire: Any, plan: SurveyPlan) -> CaseTable | None:
    """Return the questionnaire as a table whose cases are the clusters.

    Raises
    ------
    InputError
        If the plan names other ids than the table has, or a frame has none.
    """
    if questionnaire is None:
        return None
    name = plan.questionnaire_id
    if not isinstance(questionnaire, CaseTable):
        return CaseTable.from_frame(questionnaire, id=name or None)
    if name and name != questionnaire.id_name:
        problems = Problems(plan.where)
        problems.add(
            f"the ids of the questionnaire are in '{questionnaire.id_name}', not in '{name}'",
            mend=f'Read it with id = "{name}".',
        )
        problems.tell()
    return questionnaire


def join_clusters(
    clusters: Sequence[str], questionnaire: CaseTable | None, plan: SurveyPlan
) -> Joined:
    """Return the clusters of both tables, matched by their exact names.

    Parameters
    ----------
    clusters : sequence of str
        The cluster of each firm, empty where none is named.
    questionnaire : CaseTable or None
        One row for each cluster.
    plan : SurveyPlan
        Whose screening says which clusters of one table only are removed; others are errors.

    Raises
    ------
    InputError
        If a cluster is in one table only and no screening rule removes it, with the nearest name.
    """
    of_firms = [name for name in dict.fromkeys(clusters) if name]
    if questionnaire is None:
        return Joined(tuple(of_firms), (-1,) * len(of_firms), {}, {})
    position = {name: row for row, name in enumerate(questionnaire.cases)}
    known = set(of_firms)
    only_firms = [name for name in of_firms if name not in position]
    only_asked = [name for name in questionnaire.cases if name not in known]
    without_questionnaire = {name: _nearest(name, only_asked) for name in only_firms}
    without_firms = {name: _nearest(name, only_firms) for name in only_asked}
    _refuse(without_questionnaire, "cluster_not_in_questionnaire", "the questionnaire", plan)
    _refuse(without_firms, "cluster_without_firms", "the table of firms", plan)
    names = (*questionnaire.cases, *only_firms)
    return Joined(
        clusters=names,
        rows=tuple(position.get(name, -1) for name in names),
        without_questionnaire=without_questionnaire,
        without_firms=without_firms,
    )


def extended(column: Column, rows: Sequence[int]) -> Column:
    """Return a column of the questionnaire for rows, missing where the row is −1.

    Examples
    --------
    >>> extended(Column("HC", np.array([25.0, 90.0]), is_numeric=True, unit="firms"), [1, -1])
    Column(name='HC', values=array([90., nan]), is_numeric=True, label='', unit='firms', source='',
    first_text=None)
    """
    empty = np.nan if column.is_numeric else None
    listed = [column.values[row] if row >= 0 else empty for row in rows]
    values = np.empty(len(listed), dtype=np.float64 if column.is_numeric else object)
    values[:] = listed
    values.setflags(write=False)
    return Column(
        name=column.name,
        values=values,
        is_numeric=column.is_numeric,
        label=column.label,
        unit=column.unit,
        source=column.source,
        first_text=None if column.is_numeric else first_word(listed),
    )


def _nearest(name: str, names: Sequence[str]) -> str:
    """Return the name that comes nearest, empty where none is near."""
    folded = {" ".join(one.split()).casefold(): one for one in names}
    wanted = " ".join(name.split()).casefold()
    near = get_close_matches(wanted, list(folded), n=1, cutoff=0.8)
    if near:
        return folded[near[0]]
    as_numbers = {one.lstrip("0"): one for one in names if one.isdigit()}
    return as_numbers.get(name.lstrip("0"), "") if name.isdigit() else ""


def _refuse(only: dict[str, str], rule: str, other: str, plan: SurveyPlan) -> None:
    """Raise the error for clusters of one table only, unless a rule removes them."""
    excluded = {name for one in plan.screening for name in one.clusters}
    if any(one.rule == rule for one in plan.screening):
        return
    problems = Problems(plan.where)
    for name, near in only.items():
        if name not in excluded:
            hint = f"Did you mean '{near}'? " if near else ""
            problems.add(
                f"cluster '{name}' is not in {other}",
                mend=f'{hint}Add it, correct its name, or add the screening rule "{rule}".',
            )
    problems.tell()
