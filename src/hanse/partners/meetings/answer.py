"""The schedule of an event: who meets whom, when, at which table, and who does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from hanse.messages import columns_text, join_names, plural
from hanse.partners.meetings.event import NO_LIMIT, Event
from hanse.partners.meetings.faults import faults_of
from hanse.partners.meetings.idle import idle_gaps
from hanse.partners.meetings.zones import local
from hanse.result import Answer

__all__ = ["Meeting", "Schedule"]

Whole = npt.NDArray[np.int64]
_SHOWN = 12


class Meeting(NamedTuple):
    """A meeting; the table is 0 where the slot has no numbered tables."""

    first: str
    second: str
    slot: str
    table: int
    value: float


@dataclass(frozen=True, eq=False)
class Schedule(Answer, kind="meeting-schedule"):
    """The schedule of an event.

    Attributes
    ----------
    event : Event
        The event, with its accepted requests.
    slot, table : ndarray of int64, shape (r,)
        Slot (place) and table of each request; -1 and 0 for those that are not met.
    sequence : ndarray of int64, shape (r,)
        How often a meeting was changed after it was first told; 0 at first.
    was_slot, was_table : ndarray of int64, shape (r,)
        Slot and table of meetings that were called off; -1 and 0 for all others.
    bound : float
        No schedule has more value, whoever it leaves out.
    value_before : float
        Value before those without a meeting were given one.
    is_optimal : bool
        Whether it is proven that no schedule that gives a meeting to as many has more value.
    method : str
        How it was found.
    reasons : tuple of str, length r
        Why a request is not met; empty for those that are.
    without : mapping of str to str
        Participant without a meeting → why.
    """

    event: Event
    slot: Whole
    table: Whole
    sequence: Whole
    was_slot: Whole
    was_table: Whole
    bound: float
    value_before: float
    is_optimal: bool
    method: str
    reasons: tuple[str, ...]
    without: Mapping[str, str]

    def __post_init__(self) -> None:
        for name in ("slot", "table", "sequence", "was_slot", "was_table"):
            made = np.array(getattr(self, name), dtype=np.int64)
            made.setflags(write=False)
            object.__setattr__(self, name, made)

    @property
    def n_meetings(self) -> int:
        """The number of meetings."""
        return int((self.slot >= 0).sum())

    @property
    def value(self) -> float:
        """Total value of the meetings."""
        return float(self.event.values[self.slot >= 0].sum())

    @property
    def gap(self) -> float:
        """How far the value is from the bound, in per cent of the bound; 0 if that is 0."""
        return 100 * (self.bound - self.value) / self.bound if self.bound > 0 else 0.0

    @property
    def gap_before(self) -> float:
        """The gap before those without a meeting were given one, in per cent of the bound."""
        return 100 * (self.bound - self.value_before) / self.bound if self.bound > 0 else 0.0

    @property
    def floor_cost(self) -> float:
        """Value given up so that as many as possible have at least one meeting."""
        return max(self.value_before - self.value, 0.0)

    @property
    def idle(self) -> Whole:
        """Idle slots of each participant between the first and last meeting of a day."""
        return idle_gaps(self.meets(), self.event.available, self.event.days())

    def meets(self) -> npt.NDArray[np.bool_]:
        """Return whether a participant meets in a slot; shape (n, s)."""
        marked = np.zeros((len(self.event.participants), len(self.event.slots)), dtype=bool)
        met = np.flatnonzero(self.slot >= 0)
        marked[self.event.first[met], self.slot[met]] = True
        marked[self.event.second[met], self.slot[met]] = True
        return marked

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """The meetings by slot and table."""
        met = np.flatnonzero(self.slot >= 0)
        order = met[np.lexsort((met, self.table[met], self.slot[met]))]
        return tuple(self._meeting(r) for r in order.tolist())

    @property
    def unmet(self) -> tuple[tuple[str, str, float, str], ...]:
        """The accepted requests that are not met: both sides, value, reason."""
        names = self.event.participants
        return tuple(
            (
                names[self.event.first[r]],
                names[self.event.second[r]],
                float(self.event.values[r]),
                self.reasons[r],
            )
            for r in np.flatnonzero(self.slot < 0).tolist()
        )

    def of(self, participant: str) -> tuple[Meeting, ...]:
        """Return the meetings of a participant by time; an unknown one is an error."""
        self.event.place_of(participant)
        return tuple(one for one in self.meetings if participant in one[:2])

    def faults(self) -> tuple[str, ...]:
        """Return what breaks a rule of the event, counted plainly; empty if nothing does."""
        return faults_of(self.event, self.slot, self.table)

    def verify(self) -> bool:
        """Return whether every rule holds, the value is within the bound, all is accounted for."""
        missing = set(self.event.participants) - {one for m in self.meetings for one in m[:2]}
        told = all(bool(self.reasons[r]) == (self.slot[r] < 0) for r in range(len(self.slot)))
        within = self.value <= self.bound * (1 + 1e-9) + 1e-9
        return not self.faults() and told and missing == set(self.without) and within

    def _meeting(self, r: int) -> Meeting:
        """Return a request that is met as a meeting."""
        event = self.event
        return Meeting(
            event.participants[event.first[r]],
            event.participants[event.second[r]],
            event.slots[self.slot[r]],
            int(self.table[r]),
            float(event.values[r]),
        )

    def __str__(self) -> str:
        event = self.event
        lines = []
        for s, slot in enumerate(event.slots):
            here = self.slot == s
            begin, end = (local(int(when[s]), event.zone) for when in (event.starts, event.ends))
            tables = "no limit" if event.tables[s] == NO_LIMIT else f"{event.tables[s]:d}"
            value = f"{event.values[here].sum():,.6g}"
            time = f"{begin:%Y-%m-%d %H:%M}–{end:%H:%M}"
            lines.append([slot, time, f"{int(here.sum()):,}", tables, value])
        header = ["slot", f"time ({event.zone})", "meetings", "tables", "value"]
        head = (
            f"{event.name}: {plural(self.n_meetings, 'meeting')} of "
            f"{plural(event.n_requests, 'accepted request')}."
        )
        return "\n".join([head, columns_text(header, lines, left=[0, 1]), *self._said()])

    def _said(self) -> list[str]:
        """Return what is to be said below the table."""
        proven = ", proven optimum" if self.is_optimal else ""
        waits = int(self.idle.sum())
        said = [
            f"Value {self.value:,.6g}, bound {self.bound:,.6g}, gap {self.gap:.2f} %{proven}.",
            self.method,
            f"Idle slots between meetings: {waits:,}, "
            f"of {plural(int((self.idle > 0).sum()), 'participant')}.",
        ]
        if self.floor_cost > 0:
            said.append(
                f"Value given up so that as many as possible have a meeting: "
                f"{self.floor_cost:,.6g} (without that the gap is {self.gap_before:.2f} %)."
            )
        by_reason: dict[str, list[str]] = {}
        for name, reason in self.without.items():
            by_reason.setdefault(reason, []).append(name)
        for reason, names in by_reason.items():
            said.append(f"Without a meeting: {join_names(names, most=len(names))} ({reason}).")
        n_unmet = Counter(bool(one) for one in self.reasons)[True]
        if n_unmet:
            said.append(f"Not met: {plural(n_unmet, 'request')}, each with its reason in `unmet`.")
        if event_aside := self.event.set_aside:
            said.append(f"Not scheduled: {join_names(event_aside, most=_SHOWN)}.")
        return [*said, *self.event.notes]

    def to_frame(self) -> Any:
        """Return one row for each accepted request, meetings first by slot and table.

        Columns: ``first second organisation_of_first organisation_of_second slot start end place
        table value reason``; start and end as ISO 8601 in the event's zone, empty if not met.
        """
        import pandas as pd

        event = self.event
        met = np.flatnonzero(self.slot >= 0)
        order = met[np.lexsort((met, self.table[met], self.slot[met]))]
        rows = []
        for r in [*order.tolist(), *np.flatnonzero(self.slot < 0).tolist()]:
            i, j, s = int(event.first[r]), int(event.second[r]), int(self.slot[r])
            when = [event.slots[s], *self._when(s), event.places[s]] if s >= 0 else [""] * 4
            ends = [event.participants[i], event.participants[j]]
            firms = [event.organisations[i], event.organisations[j]]
            last = [int(self.table[r]), float(event.values[r]), self.reasons[r]]
            rows.append([*ends, *firms, *when, *last])
        columns = ["first", "second", "organisation_of_first", "organisation_of_second"]
        columns += ["slot", "start", "end", "place", "table", "value", "reason"]
        return pd.DataFrame(rows, columns=columns)

    def _when(self, s: int) -> list[str]:
        """Return start and end of a slot in the event's zone."""
        event = self.event
        return [local(int(when[s]), event.zone).isoformat() for when in (event.starts, event.ends)]
