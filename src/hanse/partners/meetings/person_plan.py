"""The plan of one participant in their own local time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from hanse.messages import columns_text, plural
from hanse.partners.meetings.answer import Schedule
from hanse.partners.meetings.zones import local
from hanse.result import Answer

__all__ = ["PersonPlan", "plan_of"]


@dataclass(frozen=True, eq=False)
class PersonPlan(Answer, kind="meeting-person-plan"):
    """The meetings of one participant by time.

    Attributes
    ----------
    event, participant, zone : str
        The event, who, and in which time zone times are shown.
    starts, ends : tuple of str
        Local times with their offset, as ISO 8601.
    slots, others, organisations, places : tuple of str
        The slot, whom they meet, and where.
    tables : tuple of int
        0 where tables are not numbered.
    unmet : tuple of pairs of str
        Whom they do not meet though both agreed, and why.
    idle : int
        Slots of waiting between the first and the last meeting of a day.
    """

    event: str
    participant: str
    zone: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    slots: tuple[str, ...]
    others: tuple[str, ...]
    organisations: tuple[str, ...]
    places: tuple[str, ...]
    tables: tuple[int, ...]
    unmet: tuple[tuple[str, str], ...]
    idle: int

    def __str__(self) -> str:
        head = f"{self.event}: {self.participant}, {plural(len(self.slots), 'meeting')} "
        head += f"(times of {self.zone})."
        lines = [
            [start[:10], f"{start[11:16]}–{end[11:16]}", slot, other, firm, place, str(table or "")]
            for start, end, slot, other, firm, place, table in zip(
                self.starts,
                self.ends,
                self.slots,
                self.others,
                self.organisations,
                self.places,
                self.tables,
                strict=True,
            )
        ]
        header = ["day", "time", "slot", "with", "organisation", "place", "table"]
        table_text = [columns_text(header, lines, left=range(6))] if lines else []
        waits = [f"Idle slots between meetings: {self.idle}."] if self.idle else []
        missed = [f"Not met: {other} ({why})." for other, why in self.unmet]
        return "\n".join([head, *table_text, *waits, *missed])

    def to_frame(self) -> Any:
        """Return one row a meeting: ``start end slot other organisation place table``."""
        import pandas as pd

        return pd.DataFrame(
            {
                "start": self.starts,
                "end": self.ends,
                "slot": self.slots,
                "other": self.others,
                "organisation": self.organisations,
                "place": self.places,
                "table": self.tables,
            }
        )


def plan_of(schedule: Schedule, participant: str) -> PersonPlan:
    """Return the plan of a participant in their own local time.

    Raises
    ------
    InputError
        If there is no such participant; the nearest is told.

    Examples
    --------
    >>> import pandas as pd
    >>> from hanse.partners.meetings import Event, schedule
    >>> slots = pd.DataFrame({"slot": ["S1"], "start": ["2025-05-01 09:00"],
    ...                       "end": ["2025-05-01 09:20"], "place": ["online"]})
    >>> people = pd.DataFrame({"participant": ["A", "B"], "available": "all",
    ...                        "zone": ["", "America/Santiago"]})
    >>> asked = pd.DataFrame({"from": ["A"], "to": ["B"]})
    >>> event = Event.from_frames(slots, people, asked, name="Fair", as_of="2025-04-01",
    ...                           zone="Europe/Stockholm")
    >>> print(plan_of(schedule(event), "B"))
    Fair: B, 1 meeting (times of America/Santiago).
    day         time         slot  with  organisation  place   table
    2025-05-01  03:00–03:20  S1    A                   online
    """
    event = schedule.event
    own = event.place_of(participant)
    zone = event.zones[own]
    mine = (event.first == own) | (event.second == own)
    other = np.where(event.first == own, event.second, event.first)
    met = np.flatnonzero(mine & (schedule.slot >= 0))
    met = met[np.argsort(schedule.slot[met], kind="stable")]
    at, who = schedule.slot[met].tolist(), other[met].tolist()
    missed = np.flatnonzero(mine & (schedule.slot < 0)).tolist()
    return PersonPlan(
        event.name,
        participant,
        zone,
        tuple(local(int(event.starts[s]), zone).isoformat() for s in at),
        tuple(local(int(event.ends[s]), zone).isoformat() for s in at),
        tuple(event.slots[s] for s in at),
        tuple(event.names[i] for i in who),
        tuple(event.organisations[i] for i in who),
        tuple(event.places[s] for s in at),
        tuple(schedule.table[met].tolist()),
        tuple((event.names[int(other[r])], schedule.reasons[r]) for r in missed),
        int(schedule.idle[own]),
    )
