"""Reading findings from files and frames."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from hanse.errors import InputError, unknown_name
from hanse.evidence.synthesis.finding import COLUMNS, Finding, Findings
from hanse.tables.grid import cell_text, place

__all__ = ["findings_from_frame", "read_findings"]

_REQUIRED = ("record", "mechanism", "direction")
_NAMES = dict(zip(COLUMNS, (f.name for f in fields(Finding)), strict=True))


def read_findings(
    path: str | os.PathLike[str],
    *,
    mechanisms: Iterable[str] | None = None,
    records: Iterable[str] | None = None,
    sheet: str | None = None,
) -> Findings:
    r"""Read findings from a text file with columns or a workbook.

    Parameters
    ----------
    path : path
        Columns record, mechanism and direction, and any of study, unit, country, kind, place,
        paraphrase, coder and appraisal, in any order.
    mechanisms, records : iterable of str, optional
        The ids there are.
    sheet : str, optional
        Sheet of a workbook.

    Returns
    -------
    Findings
        In the order of the file. A file with a header alone has none.

    Raises
    ------
    InputError
        As `Findings.of`, with the row of the file; or if a column is missing or unknown.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "findings.csv")
    ...     text = "record,mechanism,direction,country\nR1,mnc,supports,Peru\n"
    ...     _ = path.write_text(text, encoding="utf-8")
    ...     read_findings(path).rows[0].country
    'PER'
    """
    from hanse.tables.delimited import read_delimited
    from hanse.tables.excel import read_sheet
    from hanse.tables.source import open_source

    source = open_source(path)
    if source.is_workbook:
        grid = read_sheet(source, sheet=sheet)
    else:
        if sheet is not None:
            raise InputError(f"a text file has no sheet '{sheet}'", where=source.name)
        grid = read_delimited(source, delimiter=None, encoding=None)
    columns = [[cell_text(cell) for cell in column] for column in grid.columns]
    places = {at: place(grid.file, grid.sheet, line) for at, line in enumerate(grid.lines)}
    rows = _rows(grid.header, columns, grid.file)
    return Findings.of(rows, mechanisms=mechanisms, records=records, places=places)


def findings_from_frame(
    frame: Any,
    *,
    mechanisms: Iterable[str] | None = None,
    records: Iterable[str] | None = None,
) -> Findings:
    """Return the findings that a pandas, Polars or Arrow frame holds.

    Parameters
    ----------
    frame : frame
        Columns as in `read_findings`; missing cells are empty.
    mechanisms, records : iterable of str, optional
        The ids there are.

    Raises
    ------
    InputError
        As `read_findings`, rows counted from 1.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"record": ["R1"], "mechanism": ["mnc"], "direction": ["none"]})
    >>> findings_from_frame(frame).rows[0].direction
    'none'
    """
    from hanse.tables.frames import eager_frame

    eager = eager_frame(frame)
    header = [str(name) for name in eager.columns]
    columns = [[_text(cell) for cell in eager.get_column(name).to_list()] for name in eager.columns]
    places = {at: f"frame, row {at + 1}" for at in range(len(eager))}
    rows = _rows(header, columns, "frame")
    return Findings.of(rows, mechanisms=mechanisms, records=records, places=places)


def _text(cell: Any) -> str:
    """Return a cell as text; missing is empty."""
    is_missing = cell is None or cell != cell  # noqa: PLR0124  # NaN and NaT are not themselves
    return "" if is_missing else cell_text(cell if isinstance(cell, float) else str(cell))


def _rows(header: Sequence[str], columns: Sequence[Sequence[str]], where: str) -> list[Finding]:
    """Return the findings, refused where a column is missing or unknown."""
    for column in header:
        if column not in COLUMNS:
            raise unknown_name("column of findings", column, COLUMNS, where=where)
    for column in _REQUIRED:
        if column not in header:
            raise InputError(
                f"there is no column '{column}'",
                where=where,
                mend=f"Findings need {', '.join(_REQUIRED)}.",
            )
    names = [_NAMES[column] for column in header]
    return [Finding(**dict(zip(names, cells, strict=True))) for cells in zip(*columns, strict=True)]
