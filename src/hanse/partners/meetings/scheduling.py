"""From an event to its schedule."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hanse.partners.meetings.answer import Schedule
from hanse.partners.meetings.event import Event
from hanse.partners.meetings.explaining import who_has_none, why_unmet
from hanse.partners.meetings.idle import fewer_gaps
from hanse.partners.meetings.problem import Problem, problem_of
from hanse.partners.meetings.seating import seated
from hanse.partners.meetings.solving import solved

__all__ = ["schedule", "without_waiting"]

Whole = npt.NDArray[np.int64]


def schedule(event: Event, *, seed: int = 0, effort: str = "normal") -> Schedule:
    """Schedule the accepted requests of an event.

    Each pair meets at most once; a participant has at most one meeting in a slot, only where
    available, and at most the number wanted; a slot has at most as many meetings as tables.
    Meetings confirmed earlier stand. Among such schedules the total value is made as large as can
    be found; those without a meeting then get one where that is possible, also at the cost of
    value, which is told; then meetings change slots so that participants wait less.

    Parameters
    ----------
    event : Event
        With r accepted requests.
    seed : int
        Of the orders in which slots are tried; not used where the optimum is proven directly.
    effort : str
        ``"quick"`` (one order), ``"normal"`` or ``"thorough"`` (more orders; larger events are
        solved exactly; a tighter bound).

    Returns
    -------
    Schedule
        With its bound and the gap to it, in every case. No meetings, and the reasons, where no
        request can be met.

    Raises
    ------
    InputError
        If there is no such effort.

    References
    ----------
    .. [1] D. König (1916), Über Graphen und ihre Anwendung auf Determinantentheorie und
       Mengenlehre, Math. Annalen 77: as many slots as the busiest participant has meetings do.
    .. [2] D. de Werra (1971), Balanced schedules, INFOR 9: and all slots about equally full.
    .. [3] Huang, Zhang and Alexander (2012): one slot at a time.

    Examples
    --------
    >>> import pandas as pd
    >>> slots = pd.DataFrame({"slot": ["S1", "S2"],
    ...                       "start": ["2025-05-01 09:00", "2025-05-01 09:30"],
    ...                       "end": ["2025-05-01 09:20", "2025-05-01 09:50"]})
    >>> people = pd.DataFrame({"participant": ["A", "B", "C"], "available": "all"})
    >>> asked = pd.DataFrame({"from": ["A", "B"], "to": ["C", "C"], "value": [2.0, 1.0]})
    >>> event = Event.from_frames(slots, people, asked, name="Fair", as_of="2025-04-01")
    >>> found = schedule(event)
    >>> found.n_meetings, found.value, found.is_optimal
    (2, 3.0, True)
    """
    problem = problem_of(event)
    found = solved(problem, seed=seed, effort=effort)
    slot = without_waiting(event, problem, found.slot, event.fixed_slot)
    held = event.fixed_slot >= 0
    more = float(event.values[held].sum())
    reasons = why_unmet(event, slot)
    none = np.zeros(event.n_requests, dtype=np.int64)
    return Schedule(
        event,
        slot,
        seated(event, slot, event.fixed_table),
        none,
        none - 1,
        none,
        found.bound + more,
        found.value_before + more,
        found.is_optimal,
        found.method,
        reasons,
        who_has_none(event, slot, reasons),
    )


def without_waiting(event: Event, problem: Problem, slot: Whole, standing: Whole) -> Whole:
    """Return all meetings after those that may move changed slots so that people wait less.

    Parameters
    ----------
    event : Event
        With r requests.
    problem : Problem
        What was left to schedule.
    slot, standing : ndarray of int64, shape (r,)
        Slots of the meetings that may move and of those that may not.
    """
    held = np.flatnonzero(standing >= 0)
    marked = np.zeros(event.available.shape, dtype=bool)
    marked[event.first[held], standing[held]] = True
    marked[event.second[held], standing[held]] = True
    moved = fewer_gaps(problem, slot, standing=marked, available=event.available, days=event.days())
    return np.where(standing >= 0, standing, moved)
