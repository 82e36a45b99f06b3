"""Calendar files: the meetings of a participant for their own calendar."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import numpy as np

from hanse.errors import InputError
from hanse.partners.meetings.answer import Schedule
from hanse.partners.meetings.zones import local
from hanse.tables.write import write_text

__all__ = ["calendar", "calendars", "file_names"]

_PRODUCT = "-//hanse//meeting schedule//EN"
_HOST = "meetings.hanse"


def calendar(schedule: Schedule, participant: str, *, with_emails: bool = False) -> str:
    """Return the meetings of a participant as an iCalendar text (RFC 5545).

    One entry for each meeting, and one marked as cancelled for each that was called off. Times are
    in UTC, so that every calendar shows them in its reader's zone whatever the clocks do. An entry
    keeps its UID through replans, which raise its SEQUENCE; DTSTAMP is the event's ``as_of``.

    Parameters
    ----------
    schedule : Schedule
        The schedule.
    participant : str
        Whose meetings.
    with_emails : bool
        Whether to name both sides as attendees with the addresses that the participants gave.

    Returns
    -------
    str
        With the line ends of the format; a calendar without entries if there is no meeting.

    Raises
    ------
    InputError
        If there is no such participant; the nearest is told.

    Examples
    --------
    >>> import pandas as pd
    >>> from hanse.partners.meetings import Event, schedule
    >>> slots = pd.DataFrame({"slot": ["S1"], "start": ["2025-03-31 09:00"],
    ...                       "end": ["2025-03-31 09:20"], "place": ["Hall"]})
    >>> people = pd.DataFrame({"participant": ["A", "B"], "available": "all"})
    >>> asked = pd.DataFrame({"from": ["A"], "to": ["B"]})
    >>> event = Event.from_frames(slots, people, asked, name="Fair", as_of="2025-03-01",
    ...                           zone="Europe/Stockholm")
    >>> lines = calendar(schedule(event), "A").splitlines()
    >>> [line for line in lines if line.startswith(("DTSTART", "DTSTAMP", "SUMMARY", "LOCATION"))]
    ['SUMMARY:Fair: B', 'DTSTART:20250331T070000Z', 'DTSTAMP:20250301T000000Z', 'LOCATION:Hall']
    """
    import icalendar  # type: ignore[import-untyped,unused-ignore]

    event = schedule.event
    own = event.place_of(participant)
    made = icalendar.Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for r in _entries(schedule, own):
        made.add_component(_entry(schedule, r, own, with_emails=with_emails))
    return str(made.to_ical().decode("utf-8"))


def calendars(
    schedule: Schedule,
    folder: str | os.PathLike[str],
    *,
    participants: Iterable[str] | None = None,
    with_emails: bool = False,
) -> tuple[Path, ...]:
    """Write the calendar file of each participant who has a meeting or had one.

    Parameters
    ----------
    schedule : Schedule
        The schedule.
    folder : path
        Where; it is made if its parent exists.
    participants : iterable of str, optional
        Whose files, such as ``Replan.told``; by default everyone's.
    with_emails : bool
        As for `calendar`.

    Returns
    -------
    tuple of Path
        The files, named after the participants; each is whole or as it was before.

    Raises
    ------
    InputError
        If a participant is unknown or a file cannot be written.
    """
    names = file_names(schedule.event.participants)
    target = Path(folder)
    try:
        target.mkdir(exist_ok=True)
    except OSError as error:
        raise InputError(
            f"the folder cannot be made: {error.strerror or error}",
            where=str(target),
            mend="Name a folder whose parent exists and where you may write.",
        ) from error
    written = []
    asked = schedule.event.participants if participants is None else participants
    for one in asked:
        i = schedule.event.place_of(one)
        if _entries(schedule, i):
            text = calendar(schedule, one, with_emails=with_emails)
            written.append(write_text(target / f"{names[i]}.ics", text))
    return tuple(written)


def file_names(participants: Iterable[str]) -> tuple[str, ...]:
    """Return a plain name for each participant; none are equal, whatever the case of letters.

    Examples
    --------
    >>> file_names(["Åsa AB", "Asa-AB", "株式会社"])
    ('asa-ab', 'asa-ab-2', 'participant')
    """
    taken: set[str] = set()
    found = []
    for name in participants:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        slug = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")[:60] or "participant"
        one, number = slug, 1
        while one in taken:
            number += 1
            one = f"{slug}-{number}"
        taken.add(one)
        found.append(one)
    return tuple(found)


def _entries(schedule: Schedule, own: int) -> list[int]:
    """Return the requests of a participant that are met or were called off, by time."""
    event = schedule.event
    mine = (event.first == own) | (event.second == own)
    shown = np.flatnonzero(mine & ((schedule.slot >= 0) | (schedule.was_slot >= 0)))
    return sorted(shown.tolist(), key=lambda r: (_slot(schedule, r), r))


def _slot(schedule: Schedule, r: int) -> int:
    """Return the slot of a meeting, the one it had if it was called off."""
    return int(schedule.slot[r] if schedule.slot[r] >= 0 else schedule.was_slot[r])


def _entry(schedule: Schedule, r: int, own: int, *, with_emails: bool) -> Any:
    """Return the calendar entry of a meeting."""
    import icalendar  # type: ignore[import-untyped,unused-ignore]

    event, s = schedule.event, _slot(schedule, r)
    other = int(event.second[r] if event.first[r] == own else event.first[r])
    is_on = bool(schedule.slot[r] >= 0)
    table = int(schedule.table[r] if is_on else schedule.was_table[r])
    entry = icalendar.Event()
    entry.add("uid", _uid(schedule, r))
    entry.add("summary", f"{event.name}: {_shown(schedule, other)}")
    for name, second in (("dtstart", event.starts[s]), ("dtend", event.ends[s])):
        entry.add(name, local(int(second), "UTC").replace(tzinfo=UTC))
    stamp = datetime.combine(date.fromordinal(event.as_of), time(), tzinfo=UTC)
    entry.add("dtstamp", stamp)
    entry.add("sequence", int(schedule.sequence[r]))
    entry.add("status", "CONFIRMED" if is_on else "CANCELLED")
    place = ", ".join(part for part in (event.places[s], f"table {table}" if table else "") if part)
    if place:
        entry.add("location", place)
    if with_emails:
        for i in (own, other):
            if event.emails[i]:
                guest = icalendar.vCalAddress(f"mailto:{event.emails[i]}")
                guest.params["CN"] = icalendar.vText(event.names[i])
                entry.add("attendee", guest, encode=False)
    return entry


def _shown(schedule: Schedule, i: int) -> str:
    """Return name and organisation of a participant."""
    event = schedule.event
    name, firm = event.names[i], event.organisations[i]
    return f"{name} ({firm})" if firm and firm != name else name


def _uid(schedule: Schedule, r: int) -> str:
    """Return what names a meeting in all calendars, whatever its slot."""
    event = schedule.event
    pair = sorted((event.participants[event.first[r]], event.participants[event.second[r]]))
    text = "\x1f".join([event.name, *pair])
    return f"{hashlib.sha256(text.encode()).hexdigest()[:32]}@{_HOST}"
