"""Which columns of a table a new study starts with, each with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import plural
from hanse.study.start_cells import stray_reason
from hanse.study.start_names import SURE, is_code_name, is_export_name, outcome_score
from hanse.tables import CaseTable, Column

__all__ = ["Choice", "choose_columns"]

MOST_CONDITIONS = 8
SUGGESTED = 5
LEAST_KEPT = 0.6
LEAST_FILLED = 0.5
_MANY_VALUES = 10
_SAME = 0.98
_ALIKE = 0.8

Left = tuple[Column, str]


@dataclass(frozen=True)
class Choice:
    """What a new study is made of.

    Attributes
    ----------
    table : CaseTable
        All cases.
    kept : CaseTable
        The cases that have a value in the outcome and in every condition.
    outcome : Column
        What is explained.
    why_outcome, why_conditions : str
        Why these and no others.
    conditions : tuple of Column
        What explains it, in the order of the table or as they were named.
    left_out : tuple of (Column, str)
        The other columns, each with the reason.
    """

    table: CaseTable
    kept: CaseTable
    outcome: Column
    why_outcome: str
    conditions: tuple[Column, ...]
    why_conditions: str
    left_out: tuple[Left, ...]


def choose_columns(
    table: CaseTable, *, outcome: str | None = None, conditions: Sequence[str] | None = None
) -> Choice:
    """Choose an outcome and conditions where the user has not.

    Raises
    ------
    InputError
        If a name is unknown or no column of numbers, or there are too few columns of numbers.
    """
    named = _named(table, conditions)
    target, why_outcome = _outcome(table, outcome, named)
    if target in named:
        raise InputError(
            f"the outcome '{target.name}' is among the conditions",
            where=table.file,
            mend="Take it out: a set cannot explain itself.",
        )
    if named:
        rest = (c for c in table.columns if c not in named and c is not target)
        left = [(c, _unusable(table, c, target) or "not among the conditions named") for c in rest]
        chosen, why = named, "As you named them."
    else:
        chosen, why, left = _conditions(table, target)
        chosen, left = _with_enough_cases(table, target, chosen, left)
    kept = _complete(table, target, chosen)
    if not kept.cases:
        raise InputError(
            f"no case has a value in all of {', '.join(c.name for c in (target, *chosen))}",
            where=table.file,
            mend="Name other columns with --outcome and --conditions.",
        )
    order = {column.name: i for i, column in enumerate(table.columns)}
    left_out = tuple(sorted(left, key=lambda one: order[one[0].name]))
    return Choice(table, kept, target, why_outcome, tuple(chosen), why, left_out)


def _named(table: CaseTable, conditions: Sequence[str] | None) -> list[Column]:
    """Return the columns that the user named as conditions."""
    found = []
    for name in conditions or ():
        table.numeric(name)
        column = table.column(name)
        if column in found:
            raise InputError(f"'{name}' stands twice", where="conditions", mend="Name it once.")
        found.append(column)
    return found


def _outcome(table: CaseTable, name: str | None, named: Sequence[Column]) -> tuple[Column, str]:
    """Return the outcome and why it is this one."""
    if name is not None:
        table.numeric(name)
        column = table.column(name)
        if not _filled(column).size:
            raise InputError("no cell has a value", where=f"{table.file}, column {name}")
        return column, "As you named it."
    usable = [c for c in _numeric(table) if c not in named and not _is_code(c)]
    told = [column for column in usable if outcome_score(column.name) == SURE]
    if told:
        return told[-1], "A guess from its name."
    varying = [column for column in usable if _varies(_filled(column))]
    least = LEAST_FILLED * len(table.cases)
    full = [column for column in varying if _filled(column).size >= least]
    candidates = full or varying or usable or [c for c in _numeric(table) if c not in named]
    if not candidates:
        raise _too_few(table)
    best = max(outcome_score(column.name) for column in candidates)
    if best == 0:
        return candidates[-1], "A guess: the last column of numbers."
    likely = [column for column in candidates if outcome_score(column.name) == best]
    return likely[-1], "A guess from its name."


def _conditions(table: CaseTable, target: Column) -> tuple[list[Column], str, list[Left]]:
    """Return suggested conditions, why, and the columns left out with the reasons."""
    others = [column for column in table.columns if column is not target]
    reasons = {column.name: _unusable(table, column, target) for column in others}
    usable = [column for column in others if not reasons[column.name]]
    left = [(column, reasons[column.name]) for column in others if reasons[column.name]]
    if not usable:
        spare = [one for one in left if one[0].is_numeric and _filled(one[0]).size]
        if not spare:
            raise _too_few(table)
        column, reason = min(spare, key=lambda one: len(one[0].gaps()))
        left.remove((column, reason))
        return [column], f"The only column there is, although: {reason}.", left
    if len(usable) <= MOST_CONDITIONS:
        return usable, "All other columns of numbers that can be used.", left
    chosen, further = _fullest(usable)
    why = (
        f"A guess: of {len(usable)} possible columns {len(chosen)} with few gaps that differ from "
        "each other."
    )
    return [column for column in usable if column in chosen], why, [*left, *further]


def _fullest(usable: Sequence[Column]) -> tuple[list[Column], list[Left]]:
    """Return the columns with the fewest gaps, no two of them alike, and the others."""
    chosen: list[Column] = []
    further: list[Left] = []
    for column in sorted(usable, key=lambda one: len(one.gaps())):
        twin = next((one for one in chosen if _rank_correlation(column, one) > _ALIKE), None)
        if twin is not None:
            further.append((column, f"it goes almost entirely with '{twin.name}'"))
        elif len(chosen) == SUGGESTED:
            said = "one more possible condition; each doubles the number of combinations"
            further.append((column, said))
        else:
            chosen.append(column)
    return chosen, further


def _unusable(table: CaseTable, column: Column, target: Column) -> str:
    """Return why a column is no good condition, empty if it may be one."""
    if not column.is_numeric:
        text = "" if column.first_text is None else f", such as '{column.first_text[1][:40]}'"
        said = f"text{text}; to use it, write numbers, 1 and 0 for yes and no"
        return stray_reason(table, column) or said
    values = _filled(column)
    if values.size < LEAST_FILLED * len(table.cases):
        return f"mostly missing: {plural(values.size, 'value')} in {len(table.cases)} cases"
    if not _varies(values):
        return f"no variation: every value is {values[0]:g}"
    if _is_code(column):
        return "it looks like a code or an identifier"
    if _is_same(column, target):
        return f"it measures nearly the same as the outcome '{target.name}'"
    return ""


def _with_enough_cases(
    table: CaseTable, target: Column, chosen: list[Column], left: list[Left]
) -> tuple[list[Column], list[Left]]:
    """Leave out conditions whose gaps cost too many cases, and what no longer varies then."""
    chosen, left = list(chosen), list(left)
    possible = len(_complete(table, target, ()).cases)
    while len(chosen) > 1:
        kept = _complete(table, target, chosen)
        if len(kept.cases) < LEAST_KEPT * possible:
            worst = max(reversed(chosen), key=lambda column: len(column.gaps()))
            reason = f"with its gaps {len(kept.cases)} of {possible} cases would be left"
        else:
            same = [c for c in chosen if not _varies(kept.column(c.name).values)]
            if not same or len(same) == len(chosen):
                break
            worst, reason = same[0], "no variation in the cases that have all values"
        chosen.remove(worst)
        left.append((worst, reason))
    return chosen, left


def _complete(table: CaseTable, target: Column, chosen: Sequence[Column]) -> CaseTable:
    """Return the cases that have a value in all these columns."""
    return table.drop_missing([target.name, *(column.name for column in chosen)])[0]


def _numeric(table: CaseTable) -> list[Column]:
    """Return the columns of numbers that have at least one value."""
    return [column for column in table.columns if column.is_numeric and _filled(column).size]


def _filled(column: Column) -> npt.NDArray[np.float64]:
    """Return the values of a column of numbers that are not missing."""
    return column.values[~np.isnan(column.values)] if column.is_numeric else np.empty(0)


def _varies(values: npt.NDArray[np.float64]) -> bool:
    """Return whether there are two different values."""
    return bool(values.size and values.min() < values.max())


def _is_code(column: Column) -> bool:
    """Return whether a column looks like a code, an identifier or a running number."""
    values = column.values
    if is_code_name(column.name):
        return True
    return values.size > SUGGESTED and bool(np.all(np.diff(values) == 1))


def _is_same(column: Column, target: Column) -> bool:
    """Return whether a column looks like a second measure of the outcome."""
    if is_export_name(column.name) and is_export_name(target.name):
        return True
    return _rank_correlation(column, target) > _SAME


def _rank_correlation(one: Column, other: Column) -> float:
    """Return how closely two columns order the cases alike, 0 where they have few values."""
    both = ~np.isnan(one.values) & ~np.isnan(other.values)
    found = [np.unique(c.values[both], return_inverse=True) for c in (one, other)]
    if min(values.size for values, _ in found) <= _MANY_VALUES:
        return 0.0
    x, y = (ranks for _, ranks in found)
    return float(abs(np.corrcoef(x, y)[0, 1]))


def _too_few(table: CaseTable) -> InputError:
    """Return the error for a table that has no outcome and condition."""
    found = [column.name for column in _numeric(table)]
    return InputError(
        f"a study needs an outcome and a condition, two columns of numbers beside the ids in "
        f"'{table.id_name}'; there is {', '.join(found) or 'none'}",
        where=table.file,
        mend="Add a column of numbers, or say with --id which column names the cases.",
    )
