"""Reading firms: which way abroad each one uses and plans, its answers and its measures."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal

from hanse.errors import unknown_name
from hanse.strategy.catalogue import Catalogue
from hanse.strategy.firms.cells import UNKNOWN_MARKERS, YES_OR_NO, FirmCells
from hanse.strategy.firms.records import Firm, Firms
from hanse.tables import CaseTable, read_cases

__all__ = ["MEASURE_COLUMNS", "Firm", "Firms", "firms_of", "read_firms"]

MEASURE_COLUMNS = ("investment", "innovations", "innovation_sales", "patents", "licences")
"""The columns of measures: numbers from 0, NaN where they are not known."""
_OWN_COLUMNS = ("strategy", "option", "planned", "direct_sales", "indirect_sales")
_MARKS = ("initiator", "leads_network")
_INITIATORS = {"self": "the firm itself", "other": "another firm"}


def read_firms(
    path: str | os.PathLike[str],
    catalogue: Catalogue,
    *,
    columns: Mapping[str, str] | None = None,
    sheet: str | None = None,
    decimal: Literal[".", ","] | None = None,
) -> Firms:
    r"""Read a table of firms from CSV or Excel.

    Only the column ``firm`` must be there; what else is left out is not known. The columns are
    ``firm``; ``strategy``; ``option`` and ``planned`` (``a + b``, empty for none);
    ``direct_sales`` and ``indirect_sales`` (foreign sales made by the firm itself and through
    others, in one unit); ``initiator`` (self, other); ``leads_network`` (yes, no); one for each
    question of the catalogue under its id; and the measures ``investment``, ``innovations``,
    ``innovation_sales``, ``patents`` and ``licences`` (numbers from 0). An answer may be given by
    its value or its words; an empty cell, NA or "do not know" is not known.

    Parameters
    ----------
    path : path
        A file that `hanse.read_cases` reads.
    catalogue : Catalogue
        Where options, strategies and questions stand.
    columns : mapping of str to str, optional
        The name here to the name in the file, where they differ.
    sheet : str, optional
        The sheet of a workbook.
    decimal : {".", ","}, optional
        The decimal sign, where the file does not decide it.

    Returns
    -------
    Firms
        In the order of the file.

    Raises
    ------
    InputError
        If the file cannot be read as a table, or with all cells that cannot be used: the first ten
        with row, column, what stands there and what there is to choose from.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from hanse.strategy import read_catalogue
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "firms.csv")
    ...     _ = path.write_text("firm,strategy,option\nA,cost,cost-exporting\nB,cost,\n")
    ...     firms = read_firms(path, read_catalogue())
    >>> print(firms.shares())
    Options in use, 2 firms
    option          firms  share
    cost-exporting      1   50 %
    none                1   50 %
    """
    named = dict(columns or {})
    listed = ("firm", *_columns(catalogue))
    for name in named:
        if name not in listed:
            raise unknown_name("column of firms", name, listed, where="columns")
    words = {
        word.casefold() for q in catalogue.questions for word in (*q.choices, *q.choices.values())
    }
    markers = [text for text in UNKNOWN_MARKERS if text.casefold() not in words]
    key = named.pop("firm", "firm")
    table = read_cases(path, id=key, sheet=sheet, decimal=decimal, missing_markers=markers)
    return firms_of(table, catalogue, columns=named)


def firms_of(
    table: CaseTable, catalogue: Catalogue, *, columns: Mapping[str, str] | None = None
) -> Firms:
    """Return the firms of a table that is already read; its ids are the firms.

    Parameters
    ----------
    table : CaseTable
        One row for each firm, with the columns of `read_firms`.
    catalogue : Catalogue
        Where options, strategies and questions stand.
    columns : mapping of str to str, optional
        The name here to the name in the table, where they differ.

    Raises
    ------
    InputError
        As `read_firms`.

    Examples
    --------
    >>> import pandas as pd
    >>> from hanse.strategy import read_catalogue
    >>> frame = pd.DataFrame({"firm": ["A", "B"], "size": ["small", "50 to 249"]})
    >>> firms = firms_of(CaseTable.from_frame(frame, id="firm"), read_catalogue())
    >>> firms.firm("B").answers
    {'size': 'medium'}
    """
    cells = FirmCells(table, dict(columns or {}))
    cells.check_names(_columns(catalogue))
    asked = {one.id: cells.choices(one.id, one.choices) for one in catalogue.questions}
    strategies = _strategies(cells, catalogue)
    mixtures = {name: cells.mixtures(name, catalogue) for name in ("option", "planned")}
    sales = {name: cells.numbers(name) for name in ("direct_sales", "indirect_sales")}
    initiator = cells.choices("initiator", _INITIATORS)
    leads = cells.choices("leads_network", YES_OR_NO)
    measured = {name: cells.numbers(name) for name in MEASURE_COLUMNS if cells.has(name)}
    cells.check()
    cells.check_units(*sales)
    deciding = [one.id for one in catalogue.questions if one.decides == "strategy"]
    firms = []
    for row, name in enumerate(table.cases):
        answers = {question: found[row] for question, found in asked.items() if found[row]}
        strategy = strategies[row] or next((answers[q] for q in deciding if q in answers), "")
        answers |= dict.fromkeys(deciding if strategy else (), strategy)
        chosen = (mixtures["option"][row], mixtures["planned"][row])
        sold = (sales["direct_sales"][row], sales["indirect_sales"][row])
        values = {measure: found[row] for measure, found in measured.items()}
        marks = (initiator[row], leads[row])
        firms.append(Firm(name, strategy, *chosen, *sold, *marks, answers, values))
    known = tuple(name for name in _columns(catalogue) if cells.has(name))
    passed_over = cells.passed_over(known)
    told = (table.file, table.sheet, table.sha256, table.notes)
    return Firms(tuple(firms), known, passed_over, *told)


def _columns(catalogue: Catalogue) -> tuple[str, ...]:
    """Return every column that can be read, without the one of the ids."""
    asked = (one.id for one in catalogue.questions)
    return tuple(dict.fromkeys([*_OWN_COLUMNS, *_MARKS, *asked, *MEASURE_COLUMNS]))


def _strategies(cells: FirmCells, catalogue: Catalogue) -> list[str]:
    """Return the strategy of each row; a question of that name has read it already."""
    if any(one.id == "strategy" == one.decides for one in catalogue.questions):
        return [""] * len(cells.table.cases)
    return cells.choices("strategy", {name: name for name in catalogue.strategies})
