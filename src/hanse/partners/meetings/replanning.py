"""After a cancellation: a new schedule that moves the fewest confirmed meetings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import unknown_name
from hanse.messages import Message, message
from hanse.partners.meetings.answer import Schedule
from hanse.partners.meetings.board import filled
from hanse.partners.meetings.capacity import capacity
from hanse.partners.meetings.changes import changed_event
from hanse.partners.meetings.event import NO_LIMIT, Event
from hanse.partners.meetings.explaining import who_has_none, why_unmet
from hanse.partners.meetings.keeping import Kept, kept_meetings
from hanse.partners.meetings.problem import problem_of
from hanse.partners.meetings.replan_answer import Replan
from hanse.partners.meetings.scheduling import without_waiting
from hanse.partners.meetings.seating import seated
from hanse.partners.meetings.solving import EFFORTS, solved

__all__ = ["replan"]

Whole = npt.NDArray[np.int64]


def replan(
    schedule: Schedule,
    *,
    participants: Sequence[str] = (),
    absent: Mapping[str, Sequence[str]] | None = None,
    slots: Sequence[str] = (),
    tables: Mapping[str, int] | None = None,
    requests: Any = None,
    seed: int = 0,
    effort: str = "normal",
) -> Replan:
    """Mend a confirmed schedule so that few have to be told.

    In this order: as many confirmed meetings as possible are kept, as few of them as possible in
    another slot, and then value is added by new requests and by those not met so far.

    Parameters
    ----------
    schedule : Schedule
        All of its meetings count as confirmed.
    participants : sequence of str
        Who cancels wholly.
    absent : mapping of str to sequence of str, optional
        Participant → the slots in which they cannot come after all.
    slots : sequence of str
        Slots that are lost.
    tables : mapping of str to int, optional
        Slot → how many tables it has now, from 1.
    requests : frame or sequence of (str, str, float), optional
        New accepted requests, as `read_event` takes them or as (from, to, value).
    seed, effort
        As for `schedule`.

    Returns
    -------
    Replan
        Nothing changed where nothing needs to and no request can be added.

    Raises
    ------
    InputError
        If a participant, slot, table, request or effort cannot be used.

    Examples
    --------
    >>> import pandas as pd
    >>> from hanse.partners.meetings import Event, schedule
    >>> slots = pd.DataFrame({"slot": ["S1", "S2"],
    ...                       "start": ["2025-05-01 09:00", "2025-05-01 09:30"],
    ...                       "end": ["2025-05-01 09:20", "2025-05-01 09:50"]})
    >>> people = pd.DataFrame({"participant": ["A", "B", "C"], "available": "all"})
    >>> asked = pd.DataFrame({"from": ["A", "B"], "to": ["C", "C"]})
    >>> found = schedule(Event.from_frames(slots, people, asked, name="Fair", as_of="2025-04-01"))
    >>> mended = replan(found, participants=["A"])
    >>> [one.first for one in mended.kept], [one[:2] for one in mended.dropped], mended.told
    (['B'], [('A', 'C')], ('C',))
    """
    if effort not in EFFORTS:
        raise unknown_name("effort", effort, EFFORTS, where="replan")
    event = changed_event(
        schedule.event,
        participants=participants,
        absent=absent or {},
        slots=slots,
        tables=tables or {},
        requests=requests,
    )
    n_new = event.n_requests - len(schedule.slot)
    before = np.concatenate([schedule.slot, np.full(n_new, NO_LIMIT)])
    whole = problem_of(event)
    kept = kept_meetings(whole, before, exact=EFFORTS[effort].exact)
    left = problem_of(event, kept.slot)
    if kept.is_exact:  # requests of value 0 may still fit
        more = filled(left, np.full(event.n_requests, -1, dtype=np.int64))
    else:
        more = solved(left, seed=seed, effort=effort).slot
    slot = without_waiting(event, left, more, kept.slot)
    bound = max(capacity(whole).value, float(event.values[slot >= 0].sum()))
    after = _schedule(schedule, event, before, slot, bound, _method(kept))
    return Replan(schedule, after, tuple(participants), kept.is_fewest, kept.is_exact)


def _method(kept: Kept) -> Message:
    """Return how the schedule was mended, in words."""
    if kept.is_exact:
        return message(
            "All ways were weighed by integer programs: no more confirmed meetings can be kept, "
            "nor as many with fewer moved, nor is there more value then."
        )
    if kept.is_fewest:
        return message(
            "No more confirmed meetings can be kept, nor as many with fewer moved; what could be "
            "added was then found slot by slot."
        )
    return message(
        "Meetings that could stay did, unless their move made room. At most {most} confirmed "
        "meetings can be kept, and it is not proven that fewer than here must move or fall. What "
        "could be added was then found slot by slot.",
        most=kept.most,
    )


def _schedule(
    old: Schedule, event: Event, before: Whole, slot: Whole, bound: float, method: Message
) -> Schedule:
    """Return the mended schedule with what calendars need to know."""
    n_new = event.n_requests - len(old.slot)
    zeros = np.zeros(n_new, dtype=np.int64)
    old_table = np.concatenate([old.table, zeros])
    most = event.tables[np.maximum(slot, 0)]
    sits = (slot >= 0) & (slot == before) & ((most == NO_LIMIT) | (old_table <= most))
    table = seated(event, slot, np.where(sits, old_table, 0))
    sequence = np.concatenate([old.sequence, zeros])
    was_slot = np.concatenate([old.was_slot, zeros - 1])
    was_table = np.concatenate([old.was_table, zeros])
    dropped = (before >= 0) & (slot < 0)
    changed = (before >= 0) & (slot >= 0) & ((slot != before) | (table != old_table))
    again = (before < 0) & (slot >= 0) & (was_slot >= 0)
    sequence[dropped | changed | again] += 1
    was_table = np.where(dropped, old_table, np.where(slot >= 0, 0, was_table))
    was_slot = np.where(dropped, before, np.where(slot >= 0, -1, was_slot))
    value = float(event.values[slot >= 0].sum())
    reasons = why_unmet(event, slot)
    without = who_has_none(event, slot, reasons)
    is_best = value >= bound * (1 - 1e-9)
    return Schedule(
        event,
        slot,
        table,
        sequence,
        was_slot,
        was_table,
        bound,
        value,
        is_best,
        method,
        reasons,
        without,
    )
