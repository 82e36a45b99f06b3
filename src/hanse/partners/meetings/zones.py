"""Times of a day and of the world: texts with an offset or a zone, hours, local time."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from hanse.errors import InputError

__all__ = ["day_of", "hours_of", "instant", "local", "local_minutes", "zone_named"]

_HOURS = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")


@lru_cache(maxsize=256)
def zone_named(name: str) -> ZoneInfo:
    """Return a time zone by its IANA name.

    Raises
    ------
    InputError
        If there is no such zone; the nearest name is told.

    Examples
    --------
    >>> zone_named("Europe/Stockholm").key
    'Europe/Stockholm'
    >>> zone_named("Europe/Stokholm")
    Traceback (most recent call last):
    hanse.errors.InputError: there is no time zone 'Europe/Stokholm'. Did you mean
    'Europe/Stockholm'? Give an IANA name such as Europe/Stockholm.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        near = get_close_matches(name, sorted(available_timezones()), n=1, cutoff=0.5)
        hint = f"Did you mean '{near[0]}'? " if near else ""
        raise InputError(
            f"there is no time zone '{name}'",
            mend=f"{hint}Give an IANA name such as Europe/Stockholm.",
        ) from error


def instant(text: str, zone: str) -> int:
    """Return the second since 1970 (UTC) that a text names.

    Parameters
    ----------
    text : str
        Date and time as ISO 8601 has them, with an offset or without.
    zone : str
        The zone of a text without offset.

    Raises
    ------
    InputError
        If the text is no date with a time, the zone is unknown, or the clocks are put forward over
        that time or show it twice.

    Examples
    --------
    >>> instant("2025-03-30 09:00", "Europe/Stockholm") - instant("2025-03-30T07:00Z", "UTC")
    0
    """
    try:
        when = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise InputError(
            f"'{text}' is no date with a time", mend="Write it as 2025-03-30 09:00."
        ) from error
    if len(text.strip()) <= len("2025-03-30"):
        raise InputError(f"'{text}' has no time of day", mend="Write it as 2025-03-30 09:00.")
    if when.tzinfo is None:
        when = _placed(when, zone, text)
    return round(when.timestamp())


def _placed(when: datetime, zone: str, text: str) -> datetime:
    """Return a time without offset in its zone."""
    first = when.replace(tzinfo=zone_named(zone), fold=0)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    back = first.astimezone(UTC).astimezone(first.tzinfo).replace(tzinfo=None)
    said = "stands twice" if back == when else "does not exist"
    raise InputError(
        f"'{text}' {said} in {zone}: the clocks are changed then",
        mend="Write it with its offset, as 2025-03-30T03:30+02:00.",
    )


def local(second: int, zone: str) -> datetime:
    """Return the local time of a second since 1970.

    Examples
    --------
    >>> local(instant("2025-03-30T07:00Z", "UTC"), "America/New_York").isoformat()
    '2025-03-30T03:00:00-04:00'
    """
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(second))).astimezone(
        zone_named(zone)
    )


def local_minutes(second: int, zone: str) -> int:
    """Return the minute of the local day, from 0."""
    when = local(second, zone)
    return when.hour * 60 + when.minute


def hours_of(text: str) -> tuple[int, int]:
    """Return first and last minute of hours of the day, the end from 1 to 1440.

    Examples
    --------
    >>> hours_of("08:00-20:00"), hours_of("22:00–24:00")
    ((480, 1200), (1320, 1440))
    """
    found = _HOURS.fullmatch(text.strip())
    if found:
        one, two, three, four = map(int, found.groups())
        begin, end = one * 60 + two, three * 60 + four
        if two < 60 and four < 60 and begin < end <= 1440:
            return begin, end
    raise InputError(f"'{text}' are no hours of a day", mend="Write them as 08:00-20:00.")


def day_of(given: int | str | date) -> int:
    """Return the ordinal of a day that is given as one, as a date, or as 2025-03-01.

    Examples
    --------
    >>> day_of("2025-03-01") == day_of(date(2025, 3, 1))
    True
    """
    if isinstance(given, int):
        return given
    if isinstance(given, datetime):
        return given.date().toordinal()
    if isinstance(given, date):
        return given.toordinal()
    try:
        return date.fromisoformat(given).toordinal()
    except ValueError as error:
        raise InputError(
            f"'{given}' is no day", where="as_of", mend="Write it as 2025-03-01."
        ) from error
