"""Table numbers: hosts stay at one table as long as they can."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hanse.partners.meetings.event import NO_LIMIT, Event

__all__ = ["seated"]

Whole = npt.NDArray[np.int64]


def seated(event: Event, slot: Whole, kept: Whole) -> Whole:
    """Return a table for each meeting, 0 where the slot has no numbered tables.

    Parameters
    ----------
    event : Event
        The event.
    slot : ndarray of int64, shape (r,)
        Slot of each request, -1 for none.
    kept : ndarray of int64, shape (r,)
        Table of meetings that keep theirs; 0 for the others.

    Returns
    -------
    ndarray of int64, shape (r,)
        Within a slot no two are equal. Of the two sides of a meeting the one with more meetings
        is the host, who takes the last table again where it is free.
    """
    table = np.where(slot >= 0, kept, 0).astype(np.int64)
    met = np.flatnonzero(slot >= 0)
    ends = np.concatenate([event.first[met], event.second[met]])
    count = np.bincount(ends, minlength=len(event.participants))
    is_first = count[event.first] >= count[event.second]
    host = np.where(is_first, event.first, event.second)
    last: dict[int, int] = {}
    for s in range(len(event.slots)):
        here = np.flatnonzero(slot == s)
        if event.tables[s] == NO_LIMIT:
            continue
        taken = set(table[here][table[here] > 0].tolist())
        waiting = []
        for r in here[table[here] == 0].tolist():
            own = last.get(int(host[r]), 0)
            if 0 < own <= event.tables[s] and own not in taken:
                table[r] = own
                taken.add(own)
            else:
                waiting.append(r)
        open_ones = (one for one in range(1, int(event.tables[s]) + 1) if one not in taken)
        for r in waiting:
            table[r] = next(open_ones)
        last |= {int(host[r]): int(table[r]) for r in here.tolist()}
    return table
