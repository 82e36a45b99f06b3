"""The slots of an event, checked and in the order of time."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import NamedTuple

from hanse.errors import InputError
from hanse.partners.meetings.event import NO_LIMIT
from hanse.partners.meetings.sheet import Sheet
from hanse.partners.meetings.zones import instant
from hanse.tables.mapping.problems import Problems

__all__ = ["Slots", "slots_of", "whole_number"]


class Slots(NamedTuple):
    """Slots by start; ``stated`` also names those that cannot be used."""

    slots: tuple[str, ...]
    places: tuple[str, ...]
    starts: list[int]
    ends: list[int]
    tables: list[int]
    stated: tuple[str, ...]


class _Row(NamedTuple):
    """A slot with the row that it stands in."""

    start: int
    end: int
    slot: str
    place: str
    tables: int
    row: int


def slots_of(sheet: Sheet, *, zone: str, tables: int | None, problems: Problems) -> Slots:
    """Return the slots of a table; what is wrong with them is remembered."""
    seen: dict[str, int] = {}
    rows = [
        _row(sheet, row, seen, zone=zone, tables=tables, problems=problems)
        for row in range(len(sheet))
    ]
    found = sorted(row for row in rows if row is not None)
    for one, two in pairwise(found):
        if two.start < one.end:
            told = f"slot '{two.slot}' begins before '{one.slot}' ends"
            mend = f"Correct the times (the other is in row {sheet.lines[one.row]}); for meetings "
            mend += "side by side give more tables."
            sheet.wrong(problems, two.row, "start", told, mend)
    if not len(sheet):
        problems.found.append(
            InputError("there is no slot", where=sheet.problems.file, mend="Give one or more.")
        )
    return Slots(
        tuple(one.slot for one in found),
        tuple(one.place for one in found),
        [one.start for one in found],
        [one.end for one in found],
        [one.tables for one in found],
        tuple(seen),
    )


def _row(
    sheet: Sheet,
    row: int,
    seen: dict[str, int],
    *,
    zone: str,
    tables: int | None,
    problems: Problems,
) -> _Row | None:
    """Return a slot, None after remembering why it cannot be used."""
    slot = sheet.text("slot")[row]
    if slot in seen:
        told = f"slot '{slot}' stands in row {sheet.lines[seen[slot]]} already"
        sheet.wrong(problems, row, "slot", told, "Give every slot a name of its own.")
        return None
    seen[slot] = row
    own = sheet.text("zone")[row] or zone
    start, end = (_time(sheet, row, column, own, problems) for column in ("start", "end"))
    n = _tables(sheet, row, tables, problems)
    if start is None or end is None:
        return None
    if end <= start:
        told = f"slot '{slot}' ends {'at' if end == start else 'before'} its start"
        sheet.wrong(problems, row, "end", told, "Correct start or end.")
        return None
    return _Row(start, end, slot, sheet.text("place")[row], n, row)


def whole_number(sheet: Sheet, row: int, column: str, least: int, problems: Problems) -> int | None:
    """Return a whole number, None where the cell is empty or what it holds was remembered."""
    number = sheet.number(column)[row]
    if math.isnan(number):
        return None
    if number < least or not float(number).is_integer():
        mend = f"Give a whole number from {least}, or leave the cell empty."
        sheet.wrong(problems, row, column, f"{column} is {number:g}", mend)
        return None
    return int(number)


def _time(sheet: Sheet, row: int, column: str, zone: str, problems: Problems) -> int | None:
    """Return the second of a cell, None after remembering what is wrong with it."""
    try:
        return instant(sheet.text(column)[row], zone)
    except InputError as error:
        sheet.wrong(problems, row, column, error.what, error.mend)
        return None


def _tables(sheet: Sheet, row: int, default: int | None, problems: Problems) -> int:
    """Return the tables of a slot."""
    found = whole_number(sheet, row, "tables", 1, problems)
    if found is not None:
        return found
    return NO_LIMIT if default is None else default
