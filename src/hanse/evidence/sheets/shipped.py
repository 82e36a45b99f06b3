"""The sheets that come with hanse."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hanse.errors import unknown_name
from hanse.evidence.sheets.sheet_file import read_sheet
from hanse.evidence.sheets.sheet_model import Sheet

__all__ = ["sheet", "shipped_sheets"]

_FOLDER = Path(__file__).parent / "frames"


@cache
def shipped_sheets() -> tuple[Sheet, ...]:
    """Return the sheets that come with hanse, codings first.

    Examples
    --------
    >>> [one.id for one in shipped_sheets()]
    ['cluster-internationalisation', 'appraisal-case-study', 'appraisal-mixed', \
'appraisal-quantitative']
    """
    found = [read_sheet(path) for path in sorted(_FOLDER.glob("*.toml"))]
    return tuple(sorted(found, key=lambda one: (one.purpose != "coding", one.id)))


def sheet(name: str) -> Sheet:
    """Return the sheet of that id that comes with hanse.

    Raises
    ------
    InputError
        If there is none, with the nearest.

    Examples
    --------
    >>> sheet("cluster-internationalisation").unit
    'report × cluster'
    """
    found = {one.id: one for one in shipped_sheets()}
    if name not in found:
        raise unknown_name("sheet", name, found)
    return found[name]
