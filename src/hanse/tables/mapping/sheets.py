"""Which sheets a workbook has and whether anything stands below their headers."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import Any

__all__ = ["filled_sheets"]

_ROWS = 2  # a header and a row


def filled_sheets(path: Any) -> dict[str, bool]:
    """Return the sheets of a workbook and whether each has rows below its header.

    Parameters
    ----------
    path : path or anything else
        A file.

    Returns
    -------
    dict of str to bool
        Empty for what is no workbook or cannot be opened; the reader says why.
    """
    if not isinstance(path, (str, os.PathLike)) or not _is_workbook(Path(path)):
        return {}
    import openpyxl

    try:
        with warnings.catch_warnings():  # openpyxl warns of styles and extensions it leaves out
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            try:
                return {sheet.title: _has_rows(sheet) for sheet in book.worksheets}
            finally:
                book.close()
    except Exception:  # whatever the zip, XML and style readers below may raise
        return {}


def _is_workbook(path: Path) -> bool:
    """Return whether a file is there and is called as workbooks are."""
    return path.suffix.casefold() in (".xlsx", ".xlsm") and path.is_file()


def _has_rows(sheet: Any) -> bool:
    """Return whether a sheet has two rows or more with anything in them."""
    found = 0
    for row in sheet.iter_rows(values_only=True):
        found += any(value is not None and str(value).strip() for value in row)
        if found == _ROWS:
            return True
    return False
