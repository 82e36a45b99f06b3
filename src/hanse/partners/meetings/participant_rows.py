"""Who takes part: zones, hours, availability, breaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import message
from hanse.partners.meetings.event import NO_LIMIT
from hanse.partners.meetings.sheet import Sheet
from hanse.partners.meetings.slot_rows import Slots, whole_number
from hanse.partners.meetings.zones import hours_of, local_minutes, zone_named
from hanse.tables.mapping.problems import Problems

__all__ = ["People", "people_of"]

_DAY = 1440
Bools = npt.NDArray[np.bool_]


class People(NamedTuple):
    """Participants in the order of their table."""

    participants: tuple[str, ...]
    names: tuple[str, ...]
    organisations: tuple[str, ...]
    sides: tuple[str, ...]
    zones: tuple[str, ...]
    emails: tuple[str, ...]
    available: Bools
    most: list[int]
    left_out: dict[str, str]


def people_of(sheet: Sheet, slots: Slots, *, zone: str, problems: Problems) -> People:
    """Return the participants of a table; what is wrong with them is remembered.

    One without any slot stays and is named with the reason, so that the others are scheduled.
    """
    available = np.zeros((len(sheet), len(slots.slots)), dtype=bool)
    most, zones, left_out, seen = [], [], {}, dict[str, int]()
    clock = _Clock(slots)
    for row, name in enumerate(sheet.text("participant")):
        if name in seen:
            sheet.wrong(
                problems,
                row,
                "participant",
                f"participant '{name}' stands in row {sheet.lines[seen[name]]} already",
                "Give every participant a name of its own.",
            )
        seen.setdefault(name, row)
        own = _zone(sheet, row, zone, problems)
        zones.append(own)
        declared = _declared(sheet, row, slots, problems)
        within = declared & _within(sheet, row, clock, own, problems)
        available[row] = within & ~_breaks(sheet, row, clock, own, slots, problems)
        number = whole_number(sheet, row, "most", 0, problems)
        most.append(NO_LIMIT if number is None else number)
        reason = _why_none(declared, within, available[row], most[-1])
        if reason:
            left_out[name] = reason
    names = sheet.text("participant")
    return People(
        tuple(names),
        tuple(shown or name for shown, name in zip(sheet.text("name"), names, strict=True)),
        tuple(sheet.text("organisation")),
        tuple(sheet.text("side")),
        tuple(zones),
        tuple(sheet.text("email")),
        available,
        most,
        left_out,
    )


class _Clock:
    """The local minutes at which slots begin and end, kept for each zone."""

    def __init__(self, slots: Slots) -> None:
        self.slots = slots
        self._known: dict[str, tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]] = {}

    def minutes(self, zone: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return first and last local minute of each slot; the last may be above 1440."""
        if zone not in self._known:
            begin = np.array(
                [local_minutes(second, zone) for second in self.slots.starts], dtype=np.int64
            )
            lengths = np.subtract(self.slots.ends, self.slots.starts).astype(np.int64)
            self._known[zone] = (begin, begin - (-lengths // 60))
        return self._known[zone]


def _parts(text: str) -> list[str]:
    """Return the parts of a list within a cell."""
    return [part.strip() for part in text.split(";") if part.strip()]


def _zone(sheet: Sheet, row: int, zone: str, problems: Problems) -> str:
    """Return the zone of a participant."""
    own = sheet.text("zone")[row] or zone
    try:
        zone_named(own)
    except InputError as error:
        sheet.wrong(problems, row, "zone", error.what, error.mend)
        return zone
    return own


def _declared(sheet: Sheet, row: int, slots: Slots, problems: Problems) -> Bools:
    """Return the slots in which a participant says to be available; shape (s,)."""
    text = sheet.text("available")[row]
    if text.strip().casefold() == "all":
        return np.ones(len(slots.slots), dtype=bool)
    return _named(_parts(text), sheet, row, "available", slots, problems)


def _named(
    parts: Sequence[str], sheet: Sheet, row: int, column: str, slots: Slots, problems: Problems
) -> Bools:
    """Return which slots are named; unknown ones are remembered."""
    marked = np.zeros(len(slots.slots), dtype=bool)
    for part in parts:
        if part in slots.slots:
            marked[slots.slots.index(part)] = True
        elif part not in slots.stated:
            where = sheet.problems.place(sheet.at(row, column))
            problems.found.append(unknown_name("slot", part, slots.stated, where=where))
    return marked


def _within(sheet: Sheet, row: int, clock: _Clock, zone: str, problems: Problems) -> Bools:
    """Return the slots that lie within a participant's hours of the day; shape (s,)."""
    parts = _parts(sheet.text("hours")[row])
    if not parts:
        return np.ones(len(clock.slots.slots), dtype=bool)
    begin, end = clock.minutes(zone)
    inside = np.zeros(len(begin), dtype=bool)
    for part in parts:
        try:
            low, high = hours_of(part)
        except InputError as error:
            sheet.wrong(problems, row, "hours", error.what, error.mend)
            continue
        inside |= (begin >= low) & (end <= high)
    return inside


def _breaks(
    sheet: Sheet, row: int, clock: _Clock, zone: str, slots: Slots, problems: Problems
) -> Bools:
    """Return the slots that a break touches; shape (s,)."""
    parts = _parts(sheet.text("breaks")[row])
    plain = [part for part in parts if ":" not in part or part in slots.slots]
    touched = _named(plain, sheet, row, "breaks", slots, problems)
    for part in (part for part in parts if part not in plain):
        try:
            low, high = hours_of(part)
        except InputError as error:
            sheet.wrong(problems, row, "breaks", error.what, error.mend)
            continue
        begin, end = clock.minutes(zone)
        touched |= (begin < high) & (end > low)
        touched |= (begin < high + _DAY) & (end > low + _DAY)  # a slot over midnight
    return touched


def _why_none(declared: Bools, within: Bools, left: Bools, most: int) -> str:
    """Return why a participant can have no meeting at all, empty if one can."""
    if not declared.any():
        return message("available in no slot")
    if not within.any():
        return message("no slot lies within the own hours")
    if not left.any():
        return message("breaks cover every slot")
    return message("wants no meeting (most is 0)") if most == 0 else ""
