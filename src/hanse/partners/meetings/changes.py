"""What changes after a schedule is confirmed: who cancels, what is lost, who asks anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import message
from hanse.partners.meetings.event import NO_LIMIT, Event
from hanse.partners.meetings.explaining import CANCELLED
from hanse.partners.meetings.participant_rows import People
from hanse.partners.meetings.request_rows import requests_of
from hanse.partners.meetings.schemas import REQUESTS
from hanse.partners.meetings.sheet import Sheet, sheet_of_frame
from hanse.partners.meetings.slot_rows import Slots
from hanse.tables.mapping.problems import Problems

__all__ = ["changed_event"]


def changed_event(
    event: Event,
    *,
    participants: Sequence[str],
    absent: Mapping[str, Sequence[str]],
    slots: Sequence[str],
    tables: Mapping[str, int],
    requests: Any,
) -> Event:
    """Return the event after changes; its first requests are the earlier ones in their order.

    Raises
    ------
    InputError
        If a participant, slot or request cannot be used; all of it is told together.
    """
    problems = Problems("replan")
    available, limits = event.available.copy(), event.tables.copy()
    left_out = dict(event.left_out)
    _lose(available, left_out, event, participants, absent, slots, problems)
    _set_tables(limits, tables, event, problems)
    for i, name in enumerate(event.participants):
        if not available[i].any() and name not in left_out:
            left_out[name] = message("none of its slots is left")
    without = np.full(event.n_requests, NO_LIMIT)
    made = replace(
        event,
        available=available,
        tables=limits,
        left_out=left_out,
        fixed_slot=without,
        fixed_table=np.zeros_like(without),
        notes=(),
    )
    made = _with_requests(made, requests, problems)
    problems.tell()
    return made


def _lose(
    available: npt.NDArray[np.bool_],
    left_out: dict[str, str],
    event: Event,
    participants: Sequence[str],
    absent: Mapping[str, Sequence[str]],
    slots: Sequence[str],
    problems: Problems,
) -> None:
    """Take out who cancels, wholly or in some slots, and slots that are lost."""
    for name in participants:
        i = _place(name, event.participants, "participant", problems)
        if i >= 0:
            available[i] = False
            left_out[name] = CANCELLED
    for name, lost in absent.items():
        i = _place(name, event.participants, "participant", problems)
        for slot in lost:
            s = _place(slot, event.slots, "slot", problems)
            if i >= 0 and s >= 0:
                available[i, s] = False
    for slot in slots:
        s = _place(slot, event.slots, "slot", problems)
        if s >= 0:
            available[:, s] = False


def _set_tables(
    limits: npt.NDArray[np.int64], tables: Mapping[str, int], event: Event, problems: Problems
) -> None:
    """Set the tables of slots; numbers that cannot be are remembered."""
    for slot, number in tables.items():
        s = _place(slot, event.slots, "slot", problems)
        if number < 1 or number != int(number):
            problems.add(
                f"tables of slot '{slot}' is {number:g}",
                mend="Give a whole number from 1; name a slot without tables among the lost ones.",
            )
        elif s >= 0:
            limits[s] = number


def _place(name: str, known: Sequence[str], kind: str, problems: Problems) -> int:
    """Return the place of a name, -1 after remembering that it is unknown."""
    if name in known:
        return list(known).index(name)
    problems.found.append(unknown_name(kind, name, known, where="replan"))
    return -1


def _with_requests(event: Event, requests: Any, problems: Problems) -> Event:
    """Return the event with further accepted requests; a pair that is there keeps its place."""
    if requests is None:
        return event
    try:
        sheet = _sheet(requests)
    except InputError as error:
        problems.found.append(error)
        return event
    problems.found += sheet.problems.found
    slots, people = _slots(event), _people(event)
    found = requests_of(sheet, None, slots, people, problems=problems)
    known = {
        frozenset(pair): r
        for r, pair in enumerate(zip(event.first.tolist(), event.second.tolist(), strict=True))
    }
    values, new = event.values.copy(), []
    for q, pair in enumerate(zip(found.first.tolist(), found.second.tolist(), strict=True)):
        r = known.get(frozenset(pair), -1)
        if r < 0:
            new.append(q)
        else:
            values[r] = max(values[r], found.values[q])
    none = np.full(len(new), NO_LIMIT)
    return replace(
        event,
        first=np.concatenate([event.first, found.first[new]]),
        second=np.concatenate([event.second, found.second[new]]),
        values=np.concatenate([values, found.values[new]]),
        fixed_slot=np.concatenate([event.fixed_slot, none]),
        fixed_table=np.concatenate([event.fixed_table, np.zeros_like(none)]),
        set_aside=(*event.set_aside, *found.set_aside),
        notes=found.notes,
    )


def _slots(event: Event) -> Slots:
    """Return the slots of an event as its table states them."""
    return Slots(
        event.slots,
        event.places,
        event.starts.tolist(),
        event.ends.tolist(),
        event.tables.tolist(),
        event.slots,
    )


def _people(event: Event) -> People:
    """Return the participants of an event as its table states them."""
    return People(
        event.participants,
        event.names,
        event.organisations,
        event.sides,
        event.zones,
        event.emails,
        event.available,
        event.most.tolist(),
        dict(event.left_out),
    )


def _sheet(requests: Any) -> Sheet:
    """Return new requests as rows: a frame, or (from, to, value) each."""
    if not isinstance(requests, (list, tuple)):
        return sheet_of_frame(requests, REQUESTS)
    problems = Problems("new requests")
    for row in requests:
        if len(row) != len(("from", "to", "value")):
            raise InputError(
                f"a new request is {row!r}", where="replan", mend="Write it as (from, to, value)."
            )
    texts = {name: [str(row[k]) for row in requests] for k, name in enumerate(("from", "to"))}
    numbers = {"value": [float(row[2]) for row in requests]}
    return Sheet(list(range(1, len(requests) + 1)), texts, numbers, problems)
