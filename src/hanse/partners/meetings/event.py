"""An event: its slots and tables, who takes part and when, who wants to meet whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import unknown_name
from hanse.messages import columns_text, plural
from hanse.partners.meetings.zones import local
from hanse.result import Answer

__all__ = ["NO_LIMIT", "Event"]

NO_LIMIT = -1
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Event(Answer, kind="meeting-event"):
    """An event with everything that its meeting schedule depends on.

    Made by `read_event` or `Event.from_frames`, which check it.

    Parameters
    ----------
    name : str
        Name of the event; meetings are told apart from those of other events by it.
    as_of : int
        Day (ordinal) on which the data stood so; calendar files carry it.
    zone : str
        IANA name of the event's own time zone.
    slots, places : tuple of str, length s
        By start; no two overlap. The place is empty where not stated.
    starts, ends : ndarray of int64, shape (s,), seconds since 1970 in UTC
        When.
    tables : ndarray of int64, shape (s,)
        The most meetings at once, from 1; -1 where there is no limit.
    participants : tuple of str, length n
        What requests call them.
    names, organisations, sides, zones : tuple of str, length n
        What others see; the zone is the event's where not stated.
    emails : tuple of str, length n
        Personal data: in no text and no frame.
    available : ndarray of bool, shape (n, s)
        Declared slots within the hours and outside of breaks.
    most : ndarray of int64, shape (n,)
        Most meetings, from 0; -1 where there is no limit.
    left_out : mapping of str to str
        Participant without any slot → why.
    first, second : ndarray of int64, shape (r,)
        Places of the two sides of each accepted request; a pair stands once.
    values : ndarray of float64, shape (r,)
        Value of each, from 0.
    fixed_slot, fixed_table : ndarray of int64, shape (r,)
        Slot (place) and table of meetings confirmed earlier; -1 and 0 for the others.
    set_aside : tuple of str
        Requests that are not scheduled, with their state.
    notes : tuple of str
        What was merged, added or is to be known.
    """

    name: str
    as_of: int
    zone: str
    slots: tuple[str, ...]
    places: tuple[str, ...]
    starts: Whole
    ends: Whole
    tables: Whole
    participants: tuple[str, ...]
    names: tuple[str, ...]
    organisations: tuple[str, ...]
    sides: tuple[str, ...]
    zones: tuple[str, ...]
    emails: tuple[str, ...]
    available: npt.NDArray[np.bool_]
    most: Whole
    left_out: Mapping[str, str]
    first: Whole
    second: Whole
    values: npt.NDArray[np.float64]
    fixed_slot: Whole
    fixed_table: Whole
    set_aside: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        whole = ("starts", "ends", "tables", "most", "first", "second", "fixed_slot", "fixed_table")
        for name in whole:
            _freeze(self, name, np.int64)
        _freeze(self, "values", np.float64)
        shape = (len(self.participants), len(self.slots))
        _freeze(self, "available", np.bool_)
        object.__setattr__(self, "available", self.available.reshape(shape))

    @classmethod
    def from_frames(
        cls,
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
        """Return the event that frames hold, their columns named as in `read_event`.

        Parameters
        ----------
        slots, participants, requests, fixed : frame
            Any eager frame that narwhals knows.
        name, as_of, zone, tables
            As for `read_event`.

        Raises
        ------
        InputError
            If anything cannot be used; all of it is told together.

        Examples
        --------
        >>> import pandas as pd
        >>> slots = pd.DataFrame({"slot": ["S1"], "start": ["2025-05-01 09:00"],
        ...                       "end": ["2025-05-01 09:20"]})
        >>> people = pd.DataFrame({"participant": ["A", "B"], "available": "all"})
        >>> asked = pd.DataFrame({"from": ["A"], "to": ["B"], "value": [2.0]})
        >>> event = Event.from_frames(slots, people, asked, name="Fair", as_of="2025-04-01")
        >>> event.n_requests
        1
        """
        from hanse.partners.meetings.read import event_of_frames

        return event_of_frames(
            slots, participants, requests, fixed, name=name, as_of=as_of, zone=zone, tables=tables
        )

    @property
    def n_requests(self) -> int:
        """The number of accepted requests."""
        return len(self.first)

    def place_of(self, participant: str) -> int:
        """Return the place of a participant; an unknown one is an error with the nearest."""
        if participant not in self.participants:
            raise unknown_name("participant", participant, self.participants, where=self.name)
        return self.participants.index(participant)

    def days(self) -> Whole:
        """Return the local day (ordinal) of each slot in the event's zone; shape (s,)."""
        found = [local(second, self.zone).toordinal() for second in self.starts.tolist()]
        return np.array(found, dtype=np.int64)

    def __str__(self) -> str:
        lines = []
        for j, slot in enumerate(self.slots):
            begin = local(int(self.starts[j]), self.zone)
            end = local(int(self.ends[j]), self.zone)
            most = "no limit" if self.tables[j] == NO_LIMIT else f"{self.tables[j]:d}"
            here = int(self.available[:, j].sum())
            lines.append([slot, f"{begin:%Y-%m-%d %H:%M}", f"{end:%H:%M}", most, f"{here:,}"])
        header = ["slot", "start", "end", "tables", "available"]
        head = (
            f"{self.name} ({self.zone}): {plural(len(self.slots), 'slot')}, "
            f"{plural(len(self.participants), 'participant')}, "
            f"{plural(self.n_requests, 'accepted request')}."
        )
        return "\n".join([head, columns_text(header, lines, left=[0]), *self.notes])

    def to_frame(self) -> Any:
        """Return one row a request: ``first second value fixed_slot fixed_table``."""
        import pandas as pd

        slots = [self.slots[s] if s >= 0 else "" for s in self.fixed_slot.tolist()]
        return pd.DataFrame(
            {
                "first": [self.participants[i] for i in self.first.tolist()],
                "second": [self.participants[i] for i in self.second.tolist()],
                "value": self.values,
                "fixed_slot": slots,
                "fixed_table": self.fixed_table,
            }
        )


def _freeze(one: Any, name: str, kind: Any) -> None:
    """Make an array of a frozen dataclass unwritable."""
    made = np.array(getattr(one, name), dtype=kind)
    made.setflags(write=False)
    object.__setattr__(one, name, made)
