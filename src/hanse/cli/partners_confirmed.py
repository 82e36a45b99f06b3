"""An earlier plan as a schedule whose meetings are all confirmed, and what it has been through."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hanse.errors import InputError

if TYPE_CHECKING:
    from hanse.partners.meetings import Event, Schedule

__all__ = ["Past", "confirmed", "history", "with_history"]

CALLED_OFF = "called-off.csv"


class Past(NamedTuple):
    """What happened to a meeting: how often it changed, and where it was when it was called off."""

    changed: int
    slot: str = ""
    table: int = 0


def confirmed(event: Event, path: Path) -> tuple[Schedule, list[tuple[str, str, float]]]:
    """Return the confirmed meetings alone as a schedule, and the other accepted requests.

    Raises
    ------
    InputError
        If no meeting is confirmed.
    """
    from hanse.partners.meetings import schedule

    held = event.fixed_slot >= 0
    if not held.any():
        mend = "Give the plan that hanse partners schedule wrote."
        raise InputError("there is no meeting in it", where=path.name, mend=mend)
    names = ("first", "second", "values", "fixed_slot", "fixed_table")
    only = replace(event, **{name: getattr(event, name)[held] for name in names}, notes=())
    who = event.participants
    others = [
        (who[event.first[r]], who[event.second[r]], float(event.values[r]))
        for r in (~held).nonzero()[0].tolist()
    ]
    return schedule(only), others


def history(path: Path) -> dict[frozenset[str], Past]:
    """Return what the meetings of a plan, and those called off before, have been through.

    Calendars take a change for new only if it carries a higher number than the one before.
    """
    beside = path.with_name(CALLED_OFF)
    found = _past(path, is_off=False)
    return {**(_past(beside, is_off=True) if beside.exists() else {}), **found}


def _past(path: Path, *, is_off: bool) -> dict[frozenset[str], Past]:
    """Return the pairs of a file with their past."""
    from hanse.tables.mapping import Field, Schema, read_mapped

    keys = [Field(name, "key", needed=True) for name in ("from", "to", "slot")]
    numbers = [Field(name, "count") for name in ("table", "changed")]
    read = read_mapped(path, Schema("meetings", (*keys, *numbers)))
    frame = read.to_frame()
    none = [math.nan] * read.table.n
    columns = [frame.get(name, none) for name in ("changed", "table")]
    rows = zip(frame["from"], frame["to"], frame["slot"], *columns, strict=True)
    return {
        frozenset((one, two)): Past(_whole(changed), *((slot, _whole(table)) if is_off else ()))
        for one, two, slot, changed, table in rows
    }


def _whole(value: float) -> int:
    """Return a number that was read as a whole one, 0 where the cell is empty."""
    return 0 if math.isnan(value) else int(value)


def with_history(after: Schedule, past: dict[frozenset[str], Past]) -> Schedule:
    """Return a mended schedule whose changes are counted on from those of earlier plans."""
    event = after.event
    sequence, was_slot = after.sequence.copy(), after.was_slot.copy()
    was_table = after.was_table.copy()
    for r in range(event.n_requests):
        pair = frozenset((event.participants[event.first[r]], event.participants[event.second[r]]))
        one = past.get(pair)
        if one is None:
            continue
        sequence[r] += one.changed
        if one.slot and after.slot[r] >= 0:
            sequence[r] += 1  # it is on again
        elif one.slot in event.slots:
            was_slot[r], was_table[r] = event.slots.index(one.slot), one.table
    return replace(after, sequence=sequence, was_slot=was_slot, was_table=was_table)
