"""From the firms' values to one value of their cluster, by rule and by what may be missing.

Source: Lu, Huang, Jia & Kai (2024), measures and calibrations: the mean over ten firms of a
cluster, and the number of something in it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import plural
from hanse.observatory.survey.firm_rows import (
    FirmRows,
    check_weights,
    texts_of,
    yes_or_no,
)
from hanse.observatory.survey.items import REFUSE
from hanse.observatory.survey.plan import DESIGN_WEIGHT, Aggregate, SurveyPlan
from hanse.observatory.survey.problems import under
from hanse.observatory.survey.taken import Taken
from hanse.observatory.survey.text import first_word, plain
from hanse.tables import Column
from hanse.tables.grid import quoted

__all__ = ["Aggregated", "aggregate"]

Numbers = npt.NDArray[np.float64]


@dataclass
class Aggregated:
    """A column of clusters that comes from firms.

    Attributes
    ----------
    column : Column
        One value for each cluster, missing where undefined.
    n_used : list of int
        Firms behind each value, or behind what would be one.
    undefined : dict of str to str
        Clusters without a value, with the reason.
    left_out : dict of str to dict of int to str
        Rows of firms that do not count with the reason, by cluster.
    refused : dict of str to InputError
        Clusters whose answers cannot be used; an error once the cluster is to stay.
    """

    column: Column
    n_used: list[int]
    undefined: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, dict[int, str]] = field(default_factory=dict)
    refused: dict[str, InputError] = field(default_factory=dict)


@dataclass(frozen=True)
class _Answers:
    """What each firm says to one aggregate: values, weights, and whether it answered."""

    values: np.ndarray
    weights: Numbers
    answered: npt.NDArray[np.bool_]
    is_numeric: bool
    weight: str = ""

    def gap(self, row: int) -> str:
        """Return why a firm does not count."""
        has_value = self.is_numeric and bool(np.isfinite(self.values[row]))
        return "no weight" if has_value else "no answer"


def aggregate(
    rows: FirmRows,
    taken: Taken,
    one: Aggregate,
    plan: SurveyPlan,
) -> Aggregated:
    """Return the column of clusters that an aggregate asks for.

    Parameters
    ----------
    rows : FirmRows
        The firms.
    taken : Taken
        The rows of each cluster that are used.
    one : Aggregate
        The rule.
    plan : SurveyPlan
        Where the weight is named.

    Returns
    -------
    Aggregated
        A value is undefined where no firm of the cluster answered, too few did, or the weights of
        those who did sum to 0.

    Raises
    ------
    InputError
        If the column is unknown, or a cell cannot be read as the rule needs it.
    """
    answers = _answers(rows, one, plan, taken.design)
    empty = math.nan if answers.is_numeric else None
    values: list[Any] = []
    made = Aggregated(Column(one.name, np.array([]), is_numeric=True), [])
    for cluster, asked in taken.members.items():
        used = [row for row in asked if answers.answered[row]]
        gaps = [row for row in asked if not answers.answered[row]]
        made.n_used.append(len(used))
        if gaps:
            made.left_out[cluster] = {row: answers.gap(row) for row in gaps}
        why = _why_undefined(one, len(used), len(asked))
        if gaps and one.missing == REFUSE:
            made.refused[cluster] = _refusal(rows, one, cluster, answers, gaps)
        value = empty if why else _value(one.rule, answers, used)
        if one.rule == "first" and used and not _agree(answers, used):
            made.refused[cluster] = _disagreement(rows, one, cluster, answers, used)
            value, why = empty, "the firms do not agree"
        if not why and isinstance(value, float) and math.isnan(value):
            why = "the weights sum to 0"
        if why:
            made.undefined[cluster] = why
        values.append(value)
    made.column = _column(rows, one, values, is_numeric=answers.is_numeric)
    return made


def _answers(rows: FirmRows, one: Aggregate, plan: SurveyPlan, design: Numbers) -> _Answers:
    """Return what each firm says, as the rule needs it."""
    ones = np.ones(len(rows.firms))
    where = under(plan.where, f"aggregates.{one.name}")
    if one.rule in ("count", "share"):
        flags = _flags(rows, one)
        return _Answers(flags, ones, np.isfinite(flags), is_numeric=True)
    if one.rule == "first" and not rows.column(one.column).is_numeric:
        texts = rows.column(one.column).values
        answered = np.array([value is not None for value in texts], dtype=bool)
        return _Answers(texts, ones, answered, is_numeric=False)
    values = rows.numbers(one.column)
    if one.rule != "weighted mean":
        return _Answers(values, ones, np.isfinite(values), is_numeric=True)
    name = one.weight or plan.columns.weight
    weights = design if name == DESIGN_WEIGHT else check_weights(rows, name, where)
    return _Answers(values, weights, np.isfinite(values) & np.isfinite(weights), True, name)


def _flags(rows: FirmRows, one: Aggregate) -> Numbers:
    """Return 1 for each firm that has the value that is counted, 0 for others, NaN for none."""
    if one.of == "yes" and one.column not in rows.scores:
        return yes_or_no(rows.table, one.column)
    if one.column in rows.scores:
        texts = tuple(
            "" if math.isnan(x) else plain(float(x)) for x in rows.scores[one.column].values
        )
    else:
        texts = texts_of(rows.table, one.column)
    wanted = one.of.casefold()
    return np.array(
        [
            math.nan if not text else float(one.of == "any" or text.casefold() == wanted)
            for text in texts
        ]
    )


def _why_undefined(one: Aggregate, n_used: int, n_asked: int) -> str:
    """Return why a cluster has no value, empty if it has one."""
    if not n_asked:
        return "it has no firms"
    if n_used < n_asked and one.missing == REFUSE:
        return f"{n_used} of {n_asked} firms answered"
    if not isinstance(one.missing, str) and n_used / n_asked < one.missing:
        return f"{n_used} of {n_asked} firms answered, the least share is {plain(one.missing)}"
    return "" if n_used else "no firm answered"


def _value(rule: str, answers: _Answers, used: Sequence[int]) -> Any:
    """Return the value of a cluster from the firms that answered."""
    if rule == "first":
        value = answers.values[used[0]]
        return float(value) if answers.is_numeric else str(value)
    values = [float(answers.values[row]) for row in used]
    if rule == "median":
        return float(np.median(values))
    if rule in ("sum", "count"):
        return math.fsum(values)
    weights = [float(answers.weights[row]) for row in used]
    total = math.fsum(weights)
    if total == 0:
        return math.nan
    return math.fsum(w * x for w, x in zip(weights, values, strict=True)) / total


def _agree(answers: _Answers, used: Sequence[int]) -> bool:
    """Return whether all firms say the same."""
    return len({answers.values[row] for row in used}) == 1


def _refusal(
    rows: FirmRows, one: Aggregate, cluster: str, answers: _Answers, gaps: Sequence[int]
) -> InputError:
    """Return the error for firms that did not answer, or have no weight."""
    row = gaps[0]
    more = f" and {len(gaps) - 1} more" if len(gaps) > 1 else ""
    column = answers.weight if answers.gap(row) == "no weight" else one.column
    if column == DESIGN_WEIGHT:
        return InputError(
            f"{cluster}: no weight follows from the sample (firm {rows.firms[row]}{more})",
            where=f"aggregate {one.name}",
            mend="Give the number of firms of the cluster, and draw some beside its leaders.",
        )
    return InputError(
        f"{cluster}: {plural(len(gaps), 'firm')} without an answer to '{column}' "
        f"(firm {rows.firms[row]}{more})",
        where=rows.place(row, column),
        mend='Fill it in, or choose missing = "leave out firm" or a least share, as 0.8.',
    )


def _disagreement(
    rows: FirmRows, one: Aggregate, cluster: str, answers: _Answers, used: Sequence[int]
) -> InputError:
    """Return the error for firms that do not say the same."""
    first = answers.values[used[0]]
    row = next(row for row in used if answers.values[row] != first)
    said = [_shown(answers.values[i]) for i in (used[0], row)]
    return InputError(
        f"{cluster}: firm {rows.firms[row]} says {said[1]}, firm {rows.firms[used[0]]} {said[0]}",
        where=rows.place(row, one.column),
        mend="Write the same for all firms of the cluster, or choose another rule.",
    )


def _shown(value: Any) -> str:
    """Return a value in an error."""
    return quoted(value) if isinstance(value, str) else plain(float(value))


def _column(rows: FirmRows, one: Aggregate, values: Sequence[Any], *, is_numeric: bool) -> Column:
    """Return the values as a column with what they mean."""
    old = rows.column(one.column)
    kind = "scale" if one.column in rows.scores else "column"
    made = np.array(values, dtype=np.float64 if is_numeric else object)
    made.setflags(write=False)
    unit = {"count": "firms", "share": "share of firms"}.get(one.rule, old.unit)
    return Column(
        name=one.name,
        values=made,
        is_numeric=is_numeric,
        label=one.label or old.label,
        unit=one.unit or unit,
        source=f"{one.rule} over firms of {kind} '{one.column}'",
        first_text=None if is_numeric else first_word(values),
    )
