"""Plain checks of a schedule: one rule at a time, meeting by meeting."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hanse.partners.meetings.event import NO_LIMIT, Event

__all__ = ["faults_of"]

Whole = npt.NDArray[np.int64]


def faults_of(event: Event, slot: Whole, table: Whole) -> tuple[str, ...]:
    """Return what breaks a rule of an event, empty if nothing does.

    Parameters
    ----------
    event : Event
        With r requests.
    slot, table : ndarray of int64, shape (r,)
        Slot (place) and table of each request; -1 and 0 for those that are not met.
    """
    said: list[str] = []
    seen: set[tuple[int, int]] = set()
    seats: set[tuple[int, int]] = set()
    pairs: set[frozenset[int]] = set()
    count = dict.fromkeys(range(len(event.participants)), 0)
    load = dict.fromkeys(range(len(event.slots)), 0)
    for r, s in enumerate(slot.tolist()):
        if s < 0:
            continue
        ends = int(event.first[r]), int(event.second[r])
        if frozenset(ends) in pairs:
            said.append(f"{_pair(event, r)} meet twice")
        pairs.add(frozenset(ends))
        for i in ends:
            name = event.participants[i]
            if not event.available[i, s]:
                said.append(f"{name} is not available in slot {event.slots[s]}")
            if (i, s) in seen:
                said.append(f"{name} has two meetings in slot {event.slots[s]}")
            seen.add((i, s))
            count[i] += 1
        load[s] += 1
        said += _seat(event, s, int(table[r]), seats)
    for i, n in count.items():
        if event.most[i] != NO_LIMIT and n > event.most[i]:
            said.append(f"{event.participants[i]} has {n} meetings and wants {event.most[i]}")
    for s, n in load.items():
        if event.tables[s] != NO_LIMIT and n > event.tables[s]:
            said.append(f"slot {event.slots[s]} has {n} meetings and {event.tables[s]} tables")
    return (*said, *_moved(event, slot))


def _seat(event: Event, s: int, seat: int, seats: set[tuple[int, int]]) -> list[str]:
    """Return what is wrong with a table of a slot, and remember that it is taken."""
    said = []
    if seat and (s, seat) in seats:
        said.append(f"table {seat} has two meetings in slot {event.slots[s]}")
    if event.tables[s] != NO_LIMIT and not 1 <= seat <= event.tables[s]:
        said.append(f"there is no table {seat} in slot {event.slots[s]}")
    seats.add((s, seat))
    return said


def _moved(event: Event, slot: Whole) -> list[str]:
    """Return the meetings confirmed earlier that do not stand."""
    return [
        f"{_pair(event, r)} were confirmed for slot {event.slots[event.fixed_slot[r]]}"
        for r in np.flatnonzero(event.fixed_slot >= 0).tolist()
        if slot[r] != event.fixed_slot[r]
    ]


def _pair(event: Event, r: int) -> str:
    """Return the two sides of a request in words."""
    names = event.participants
    return f"{names[event.first[r]]} and {names[event.second[r]]}"
