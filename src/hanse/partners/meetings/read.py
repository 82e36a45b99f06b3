"""Reading an event: four small tables, everything that is wrong told together."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from hanse.errors import InputError
from hanse.messages import Message, message
from hanse.partners.meetings.event import Event
from hanse.partners.meetings.participant_rows import People, people_of
from hanse.partners.meetings.request_rows import Requests, requests_of
from hanse.partners.meetings.schemas import FIXED, PARTICIPANTS, REQUESTS, SLOTS
from hanse.partners.meetings.sheet import Sheet, sheet_of_file, sheet_of_frame
from hanse.partners.meetings.slot_rows import Slots, slots_of
from hanse.partners.meetings.zones import day_of, zone_named
from hanse.tables.mapping.problems import Problems
from hanse.tables.mapping.schema import Schema

__all__ = ["event_of_frames", "read_event"]

_SCHEMAS = {"slots": SLOTS, "participants": PARTICIPANTS, "requests": REQUESTS, "fixed": FIXED}
_FILES = {name: f"{name}.csv" for name in _SCHEMAS}
_SHOWN = 30


def read_event(
    folder: str | os.PathLike[str],
    *,
    name: str,
    as_of: int | str | date,
    files: Mapping[str, str] | None = None,
    mappings: Mapping[str, Any] | None = None,
    zone: str = "UTC",
    tables: int | None = None,
) -> Event:
    r"""Read an event from a folder of tables.

    ``slots`` has the columns slot, start, end and, if wanted, zone, place, tables.
    ``participants`` has participant, available (slots parted by ;, or all) and, if wanted, name,
    organisation, side, zone, hours (08:00-20:00, local time), breaks (slots or hours), most, email.
    ``requests`` has from, to and, if wanted, value (1 where it is not given) and state
    (accepted, open, refused; empty for open, all accepted where the column is missing).
    ``fixed``, which may be missing, has from, to, slot and, if wanted, table of meetings confirmed
    earlier.

    Parameters
    ----------
    folder : path
        Where the files are.
    name : str
        Name of the event.
    as_of : int, str or date
        The day on which the data stood so; an ordinal, a date, or 2025-03-01.
    files : mapping of str to str, optional
        ``"slots"``, ``"participants"``, ``"requests"``, ``"fixed"`` → file name; by default the
        name with ``.csv``.
    mappings : mapping of str to mapping, optional
        For each of them, how its columns are called, as `hanse.tables.mapping.read_mapped` takes
        it.
    zone : str
        IANA name of the event's time zone: that of all times that state none.
    tables : int, optional
        Tables of a slot that states none, from 1; without it there is no limit.

    Raises
    ------
    InputError
        If anything cannot be used: file, row, column and the nearest name of each are told
        together.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     for name, text in {
    ...         "slots": "slot,start,end\nS1,2025-05-01 09:00,2025-05-01 09:20\n",
    ...         "participants": "participant,available\nA,all\nB,S1\n",
    ...         "requests": "from,to,value\nA,B,2\nB,A,3\n",
    ...     }.items():
    ...         _ = Path(folder, f"{name}.csv").write_text(text, encoding="utf-8")
    ...     event = read_event(folder, name="Fair", as_of="2025-04-01", zone="Europe/Riga")
    >>> event.values.tolist(), event.notes
    ([3.0], ('Requests of the same pair are counted once with their highest value: A and B.',))
    """
    given = dict(files or {})
    for key in [*given, *(mappings or {})]:
        if key not in _SCHEMAS:
            raise InputError(
                f"there is no table '{key}' of an event",
                mend=f"There are: {', '.join(_SCHEMAS)}.",
            )
    sheets: dict[str, Sheet | None] = {}
    problems = Problems("")
    for key, schema in _SCHEMAS.items():
        path = Path(folder, given.get(key, _FILES[key]))
        if key == "fixed" and key not in given and not path.exists():
            sheets[key] = None
            continue
        mapping = (mappings or {}).get(key)
        sheets[key] = _tried(problems, sheet_of_file, path, schema, mapping)
    return _event(sheets, problems, name=name, as_of=as_of, zone=zone, tables=tables)


def event_of_frames(
    slots: Any,
    participants: Any,
    requests: Any,
    fixed: Any = None,
    *,
    name: str,
    as_of: int | str | date,
    zone: str = "UTC",
    tables: int | None = None,
) -> Event:
    """Return the event of frames; see `Event.from_frames`."""
    given = {"slots": slots, "participants": participants, "requests": requests, "fixed": fixed}
    problems = Problems("")
    sheets: dict[str, Sheet | None] = {}
    for key, frame in given.items():
        if key == "fixed" and frame is None:
            sheets[key] = None
            continue
        sheets[key] = _tried(problems, sheet_of_frame, frame, _SCHEMAS[key])
    return _event(sheets, problems, name=name, as_of=as_of, zone=zone, tables=tables)


def _tried(problems: Problems, read: Any, source: Any, schema: Schema, *more: Any) -> Sheet | None:
    """Return what was read, None after remembering why it could not be."""
    try:
        sheet: Sheet = read(source, schema, *more)
    except InputError as error:
        problems.found.append(error)
        return None
    return sheet


def _event(
    sheets: Mapping[str, Sheet | None],
    problems: Problems,
    *,
    name: str,
    as_of: int | str | date,
    zone: str,
    tables: int | None,
) -> Event:
    """Check the rows of an event and put it together."""
    if tables is not None and tables < 1:
        raise InputError(
            f"tables is {tables}", where=name, mend="Give a whole number from 1, or none."
        )
    zone_named(zone)
    for sheet in sheets.values():
        problems.found += sheet.problems.found if sheet is not None else []
    slot_rows, rows, asked = sheets["slots"], sheets["participants"], sheets["requests"]
    if problems.found or slot_rows is None or rows is None or asked is None:
        problems.tell(most=_SHOWN)
        raise InputError("a table is missing", where=name)  # pragma: no cover
    slots = slots_of(slot_rows, zone=zone, tables=tables, problems=problems)
    people = people_of(rows, slots, zone=zone, problems=problems)
    requests = requests_of(asked, sheets["fixed"], slots, people, problems=problems)
    problems.tell(most=_SHOWN)
    unused = [note for sheet in sheets.values() if sheet is not None for note in sheet.notes]
    return _assembled(name, day_of(as_of), zone, slots, people, requests, unused)


def _assembled(
    name: str,
    as_of: int,
    zone: str,
    slots: Slots,
    people: People,
    requests: Requests,
    unused: Sequence[str],
) -> Event:
    """Return the event of checked rows."""
    return Event(
        name,
        as_of,
        zone,
        slots.slots,
        slots.places,
        np.array(slots.starts),
        np.array(slots.ends),
        np.array(slots.tables),
        people.participants,
        people.names,
        people.organisations,
        people.sides,
        people.zones,
        people.emails,
        people.available,
        np.array(people.most),
        people.left_out,
        requests.first,
        requests.second,
        requests.values,
        requests.fixed_slot,
        requests.fixed_table,
        requests.set_aside,
        (*requests.notes, *_short(people, requests), *unused),
    )


def _short(people: People, requests: Requests) -> list[Message]:
    """Return the note on participants who have more accepted requests than slots."""
    n_slots = people.available.sum(axis=1)
    ends = np.concatenate([requests.first, requests.second]).astype(np.int64)
    asked = np.bincount(ends, minlength=len(people.participants))
    short = int(((asked > n_slots) & (n_slots > 0)).sum())
    if not short:
        return []
    said = (
        "{n} of {of} participants have more accepted requests than slots: not all of them can be "
        "met."
    )
    return [message(said, n=short, of=len(people.participants))]
