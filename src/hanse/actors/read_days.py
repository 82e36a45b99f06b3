"""A day that a caller names."""

from __future__ import annotations

import datetime

from hanse.errors import InputError

__all__ = ["as_day"]


def as_day(day: str | int, *, name: str = "as_of") -> int:
    """Return a day as an ordinal.

    Parameters
    ----------
    day : str or int
        ISO text such as ``"2024-03-01"``, or already an ordinal from 1.
    name : str
        What it is called in the error.

    Raises
    ------
    InputError
        If it is none.

    Examples
    --------
    >>> as_day("2024-03-01"), as_day(738946)
    (738946, 738946)
    """
    try:
        found = datetime.date.fromisoformat(day).toordinal() if isinstance(day, str) else int(day)
        return datetime.date.fromordinal(found).toordinal()
    except (ValueError, OverflowError) as error:
        raise InputError(f"{name} is {day!r}", mend="Give a day as 2024-03-01.") from error
