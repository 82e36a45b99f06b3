"""Reading a table of firms so that the names of clusters stay as they are written."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from hanse.observatory.survey.plan import SurveyPlan
from hanse.observatory.survey.text import first_word
from hanse.tables import CaseTable, Column, read_cases
from hanse.tables.delimited import read_delimited
from hanse.tables.excel import read_sheet
from hanse.tables.grid import ALWAYS_MISSING, cell_text
from hanse.tables.source import open_source

__all__ = ["read_firms"]


def read_firms(
    path: str | os.PathLike[str],
    plan: SurveyPlan,
    *,
    sheet: str | None = None,
    delimiter: str | None = None,
    decimal: Literal[".", ","] | None = None,
    encoding: str | None = None,
    missing_markers: Sequence[str] | None = None,
) -> CaseTable:
    r"""Read a table of firms; the column of clusters stays text.

    A code such as ``01`` keeps its zero and ``NA`` is a name, so that the clusters of the firms
    match the ids of the questionnaire. All else is read as `hanse.read_cases` reads it.

    Parameters
    ----------
    path : path
        A text file with columns or a workbook.
    plan : SurveyPlan
        Whose columns say which one names the cluster and which the firm.
    sheet, delimiter, decimal, encoding, missing_markers
        As for `hanse.read_cases`.

    Raises
    ------
    InputError
        If the file cannot be read as a table of firms.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "firms.csv")
    ...     _ = path.write_text("firm,cluster,exports\nA,01,5\nB,NA,7\n", encoding="utf-8")
    ...     firms = read_firms(path, SurveyPlan())
    >>> firms.column("cluster").values.tolist(), firms.numeric("exports").tolist()
    (['01', 'NA'], [5.0, 7.0])
    """
    table = read_cases(
        path,
        id=plan.columns.firm or None,
        sheet=sheet,
        delimiter=delimiter,
        decimal=decimal,
        encoding=encoding,
        missing_markers=missing_markers,
    )
    name = plan.columns.cluster
    if name not in table.names:
        return table
    source = open_source(path)
    grid = (
        read_sheet(source, sheet=sheet)
        if source.is_workbook
        else read_delimited(source, delimiter=delimiter, encoding=encoding)
    )
    texts = [cell_text(cell) for cell in grid.columns[grid.header.index(name)]]
    cells = [None if text.casefold() in ALWAYS_MISSING else text for text in texts]
    values = np.empty(len(cells), dtype=object)
    values[:] = cells
    values.setflags(write=False)
    column = Column(name, values, is_numeric=False, first_text=first_word(cells))
    gaps = {case for case, cell in zip(table.cases, cells, strict=True) if cell is None}
    return replace(
        table,
        columns=tuple(column if one.name == name else one for one in table.columns),
        missing=tuple(one for one in table.missing if one[1] != name or one[0] in gaps),
    )
