"""Columns of days: ISO dates, dates of workbooks, and day and month apart by signs."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable

from hanse.tables.grid import quoted
from hanse.tables.mapping.not_usable import FIRST_YEAR, LAST_YEAR, NotUsable
from hanse.tables.mapping.problems import Problems

__all__ = ["DAY_FIRST", "FORMATS", "MONTH_FIRST", "date_label", "date_order"]

DAY_FIRST, MONTH_FIRST = "day first", "month first"
FORMATS = (DAY_FIRST, MONTH_FIRST)

_CLOCK = re.compile(r"[T ][0-9]{1,2}:[0-9]{2}.*")
_YEAR_FIRST = re.compile(
    r"([0-9]{4})(?:-([0-9]{1,2})-|/([0-9]{1,2})/|\.([0-9]{1,2})\.)([0-9]{1,2})"
)
_YEAR_LAST = re.compile(r"([0-9]{1,2})([./-]) ?([0-9]{1,2})\2 ?([0-9]{4})")
_MONTHS = 12
_ISO = "Write it as 2024-03-01."
_SAY = (
    'Write the days as 2024-03-01, or say which comes first: format = "day first" or '
    'format = "month first" for the column.'
)


def date_order(texts: Iterable[str], column: str, problems: Problems) -> str:
    """Return whether the day or the month stands first in the dates of a column.

    Dates with dots, ``1.3.2024``, have the day first. Others tell by a number above 12, and all
    dates of a column are written in the same order. Where no cell tells, or they tell both, that
    is a problem of the column.

    Parameters
    ----------
    texts : iterable of str
        The cells.
    column : str
        Name of the column in the file.
    problems : Problems
        Takes what is wrong.

    Returns
    -------
    str
        ``"day first"``, ``"month first"``, or empty where it is a problem.

    Examples
    --------
    >>> date_order(["01/03/2024", "03/13/2024"], "date", Problems("f.csv"))
    'month first'
    """
    seen: dict[str, str] = {}
    for text in texts:
        read = _YEAR_LAST.fullmatch(_CLOCK.sub("", text))
        if read is None:
            continue
        first, second = int(read[1]), int(read[3])
        if read[2] == "." or first > _MONTHS:
            seen.setdefault(DAY_FIRST, text)
        elif second > _MONTHS:
            seen.setdefault(MONTH_FIRST, text)
        elif first != second:
            seen.setdefault("", text)
    if DAY_FIRST in seen and MONTH_FIRST in seen:
        both = f"{quoted(seen[DAY_FIRST])} has the day first, {quoted(seen[MONTH_FIRST])} the month"
        problems.add(both, at=f"column {column}", mend=f"Write all days in one way. {_ISO}")
        return ""
    if list(seen) == [""]:
        said = f"{quoted(seen[''])} may be two days, and no cell tells which comes first"
        problems.add(said, at=f"column {column}", mend=_SAY)
        return ""
    return MONTH_FIRST if MONTH_FIRST in seen else DAY_FIRST


def date_label(
    text: str, order: str = DAY_FIRST, *, low: float = math.nan, high: float = math.nan
) -> str:
    """Return a day as ISO text.

    Parameters
    ----------
    text : str
        The cell: ``2024-03-01``, also ``2024/3/1``, ``20240301`` and, by ``order``, ``1.3.2024``
        and ``01/03/2024``. A time behind it does not count.
    order : {"day first", "month first", ""}
        What stands first in those; where that is not known, whatever makes a day.
    low, high : float
        The first and the last year that may be; NaN for 1800 and 2100.

    Raises
    ------
    NotUsable
        If it is no day, or outside the bounds.

    Examples
    --------
    >>> date_label("2024-03-01 00:00:00"), date_label("1/3/2024", "month first")
    ('2024-03-01', '2024-01-03')
    """
    plain = _CLOCK.sub("", text)
    parts = _parts(plain, order)
    if parts is None:
        raise NotUsable(f"{quoted(text)} is no date", _mend(plain))
    try:
        day = datetime.date(*parts)
    except ValueError as error:
        raise NotUsable(f"{quoted(text)} is no day of the calendar", "Correct the cell.") from error
    first = int(low) if math.isfinite(low) else FIRST_YEAR
    last = int(high) if math.isfinite(high) else LAST_YEAR
    if not first <= day.year <= last:
        raise NotUsable(f"year {day.year} is not between {first} and {last}", "Correct the cell.")
    return day.isoformat()


def _parts(plain: str, order: str) -> tuple[int, int, int] | None:
    """Return year, month and day of a text, None if it has not the shape of a date."""
    read = _YEAR_FIRST.fullmatch(plain)
    if read is not None:
        month = read[2] or read[3] or read[4]
        return int(read[1]), int(month), int(read[5])
    if len(plain) == len("20240301") and plain.isdecimal() and plain.isascii():
        return int(plain[:4]), int(plain[4:6]), int(plain[6:])
    read = _YEAR_LAST.fullmatch(plain)
    if read is None:
        return None
    first, second, year = int(read[1]), int(read[3]), int(read[4])
    swapped = order == MONTH_FIRST or (not order and second > _MONTHS)
    day, month = (second, first) if swapped else (first, second)
    return year, month, day


def _mend(plain: str) -> str:
    """Return how to mend a text that has not the shape of a date."""
    if re.fullmatch(r"[0-9]{5}(\.[0-9]+)?", plain):
        return (
            f"If it is the number of a day in a spreadsheet, give the cells a date format. {_ISO}"
        )
    if re.fullmatch(r"[0-9]{4}([-/.][0-9]{1,2})?", plain):
        return f"Give a full date, such as {plain[:4]}-01-01."
    return _ISO
