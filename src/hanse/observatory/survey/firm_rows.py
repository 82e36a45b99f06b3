"""The rows of firms as a plan reads them: who they are, what they answered, where it stands."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.observatory.survey.items import Items, items_from, scores_of
from hanse.observatory.survey.plan import ScalePlan, SurveyPlan
from hanse.observatory.survey.problems import Problems, under
from hanse.tables import CaseTable, Column
from hanse.tables.column_reader import DEFAULT_MARKERS
from hanse.tables.grid import cell_text, place, quoted

__all__ = ["FirmRows", "check_weights", "firm_rows", "scored", "texts_of", "yes_or_no"]

Numbers = npt.NDArray[np.float64]
_UNKNOWN = frozenset(text.casefold() for text in (*DEFAULT_MARKERS, "do not know", "don't know"))
_TRUTHS = {"yes": 1.0, "true": 1.0, "1": 1.0, "no": 0.0, "false": 0.0, "0": 0.0}


@dataclass(frozen=True)
class FirmRows:
    """Firms with their clusters.

    Attributes
    ----------
    table : CaseTable
        One row for each firm.
    firms, clusters : tuple of str
        Name and cluster of each row; the cluster is empty where none is named.
    is_leader : array of bool or None
        None where no column says so.
    scores : mapping of str to Column
        Scales of firms by name.
    items : mapping of str to Items
        The items behind them.
    """

    table: CaseTable
    firms: tuple[str, ...]
    clusters: tuple[str, ...]
    is_leader: npt.NDArray[np.bool_] | None
    scores: Mapping[str, Column]
    items: Mapping[str, Items]

    @property
    def names(self) -> tuple[str, ...]:
        """Columns and scales that can be aggregated."""
        return (*self.table.names, *self.scores)

    def column(self, name: str) -> Column:
        """Return a column or the scores of a scale."""
        return self.scores[name] if name in self.scores else self.table.column(name)

    def numbers(self, name: str) -> Numbers:
        """Return a column of numbers, NaN where a firm did not answer."""
        if name in self.scores:
            return np.asarray(self.scores[name].values, dtype=np.float64)
        return np.asarray(self.table.numeric(name), dtype=np.float64)

    def place(self, row: int, name: str) -> str:
        """Return where a cell stands."""
        if name in self.scores:
            return f"firm {self.firms[row]}, scale {name}"
        return self.table.place(row, name)


def firm_rows(firms: Any, plan: SurveyPlan) -> FirmRows:
    """Return the firms of a table or a frame.

    Raises
    ------
    InputError
        If a column of the plan is not there, a firm stands twice in its cluster, a leader is
        neither yes nor no, or an item is no number or out of range.
    """
    table = firms if isinstance(firms, CaseTable) else _table(firms, plan)
    problems = Problems(plan.where)
    columns = plan.columns
    for key in ("cluster", "firm", "leader"):
        name = getattr(columns, key)
        if name and name != table.id_name:
            where = f"{under(plan.where, 'columns')} {key}"
            problems.check_name("column", name, table.names, where=where)
    for one in plan.scales_of("firm"):
        where = under(plan.where, f"scales.{one.name}")
        if one.name in table.names:
            problems.add(
                f"the table of firms already has a column '{one.name}'",
                where=where,
                mend="Call the scale otherwise.",
            )
    problems.tell()
    names = texts_of(table, columns.firm or table.id_name)
    clusters = texts_of(table, columns.cluster)
    _check_different(table, names, clusters, columns.firm or table.id_name)
    is_leader = None
    if columns.leader:
        is_leader = yes_or_no(table, columns.leader, needed=True).astype(bool)
    scores, items = scored(table, plan, "firm")
    return FirmRows(table, names, clusters, is_leader, scores, items)


def scored(
    table: CaseTable, plan: SurveyPlan, level: str
) -> tuple[dict[str, Column], dict[str, Items]]:
    """Return the scores of the scales of a level as columns, and the items behind them."""
    scores, items = {}, {}
    for one in plan.scales_of(level):
        where = under(plan.where, f"scales.{one.name}")
        found = items_from(
            table, one.items, reversed=one.reversed, low=one.low, high=one.high, where=where
        )
        items[one.name] = found
        values = scores_of(found.answers, missing=one.missing, min_share=one.min_share)
        scores[one.name] = Column(
            one.name, values, True, label=one.label, unit=one.unit, source=_source(one)
        )
    return scores, items


def texts_of(table: CaseTable, name: str) -> tuple[str, ...]:
    """Return a column as texts, empty where a cell is missing; numbers as their reader sees them.

    Examples
    --------
    >>> table = CaseTable(("a", "b"), (Column("town", np.array([1.0, np.nan]), is_numeric=True),))
    >>> texts_of(table, "town")
    ('1', '')
    """
    if name == table.id_name:
        return table.cases
    column = table.column(name)
    if not column.is_numeric:
        return tuple("" if value is None else str(value) for value in column.values)
    return tuple("" if math.isnan(value) else cell_text(float(value)) for value in column.values)


def yes_or_no(table: CaseTable, name: str, *, needed: bool = False) -> Numbers:
    """Return 1 for yes, 0 for no, NaN where there is no answer.

    Parameters
    ----------
    table : CaseTable
        The table.
    name : str
        A column of yes and no, true and false, or 1 and 0; "do not know" and the usual marks of
        a missing cell are no answer.
    needed : bool
        Whether a missing answer is an error.

    Raises
    ------
    InputError
        If a cell is neither, with all such cells.
    """
    problems = Problems(place(table.file, table.sheet, column=name))
    found = np.full(len(table.cases), np.nan)
    for row, text in enumerate(texts_of(table, name)):
        if text.casefold() in _TRUTHS:
            found[row] = _TRUTHS[text.casefold()]
        elif needed or text.casefold() not in _UNKNOWN:
            said = f"{quoted(text)} is neither yes nor no" if text else "neither yes nor no"
            problems.add(said, where=table.place(row, name), mend="Write yes or no.")
    problems.tell()
    return found


def _table(frame: Any, plan: SurveyPlan) -> CaseTable:
    """Return a frame as a table of firms."""
    return CaseTable.from_frame(frame, id=plan.columns.firm or None)


def _source(one: ScalePlan) -> str:
    """Return where the scores of a scale come from."""
    return f"mean of {len(one.items)} items: {', '.join(one.items)}"


def _check_different(
    table: CaseTable, firms: tuple[str, ...], clusters: tuple[str, ...], name: str
) -> None:
    """Raise the error for firms that stand twice in their cluster, or have no name."""
    first: dict[tuple[str, str], int] = {}
    problems = Problems(place(table.file, table.sheet))
    for row, key in enumerate(zip(clusters, firms, strict=True)):
        where = f"case {firms[row]}" if name == table.id_name else table.place(row, name)
        if not key[1]:
            problems.add("a firm has no name", where=where, mend="Give every firm a name.")
        elif key in first:
            problems.add(
                f"firm '{key[1]}' stands twice in {key[0] or 'no cluster'}",
                where=where,
                mend="Give each firm of a cluster a name of its own, or take one row out.",
            )
        first.setdefault(key, row)
    problems.tell()


def check_weights(rows: FirmRows, name: str, where: str) -> Numbers:
    """Return a column of weights.

    Raises
    ------
    InputError
        If the column is unknown or a weight is below 0.
    """
    if name not in rows.names:
        raise unknown_name("column", name, rows.names, where=where)
    weights = rows.numbers(name)
    for row in np.flatnonzero(weights < 0):
        raise InputError(
            f"the weight {weights[row]:.10g} is below 0",
            where=rows.place(int(row), name),
            mend="Give a weight from 0.",
        )
    return weights
