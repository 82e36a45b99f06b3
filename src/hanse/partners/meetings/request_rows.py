"""Who wants to meet whom, and what was confirmed earlier."""

from __future__ import annotations

import math
from collections import Counter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from hanse.errors import unknown_name
from hanse.messages import join_names, message, plural
from hanse.partners.meetings.participant_rows import People
from hanse.partners.meetings.schemas import STATES
from hanse.partners.meetings.sheet import Sheet
from hanse.partners.meetings.slot_rows import Slots, whole_number
from hanse.tables.mapping.problems import Problems

__all__ = ["Requests", "requests_of"]

Whole = npt.NDArray[np.int64]
Pair = tuple[int, int]


class Requests(NamedTuple):
    """Accepted requests, each pair once."""

    first: Whole
    second: Whole
    values: npt.NDArray[np.float64]
    fixed_slot: Whole
    fixed_table: Whole
    set_aside: tuple[str, ...]
    notes: tuple[str, ...]


class _Fixed(NamedTuple):
    """A meeting confirmed earlier."""

    slot: int
    table: int
    row: int


def requests_of(
    asked: Sheet, fixed: Sheet | None, slots: Slots, people: People, *, problems: Problems
) -> Requests:
    """Return the requests of a table; what is wrong with them is remembered."""
    places = {name: i for i, name in reversed(list(enumerate(people.participants)))}
    accepted, others, merged = _asked(asked, places, people, problems)
    held = {} if fixed is None else _fixed(fixed, places, slots, people, problems)
    if fixed is not None:
        _check_fixed(fixed, held, slots, people, problems)
    names = people.participants
    notes = []
    if merged:
        pairs = [f"{names[i]} and {names[j]}" for i, j in merged]
        said = "Requests of the same pair are counted once with their highest value: {pairs}."
        notes.append(message(said, pairs="; ".join(pairs[:12]) + _more(len(pairs) - 12)))
    added = [pair for pair in held if pair not in accepted]
    if added:
        pairs = [f"{names[i]} and {names[j]}" for i, j in added]
        said = "Confirmed earlier without an accepted request, value 0: {pairs}."
        notes.append(message(said, pairs="; ".join(pairs[:12]) + _more(len(pairs) - 12)))
    aside = []
    for (i, j), states in others.items():
        if (i, j) not in accepted and (i, j) not in held:
            aside += [f"{names[a]} → {names[b]} ({state})" for a, b, state in states]
    if aside:
        counts = Counter(one.rsplit("(", 1)[1].rstrip(")") for one in aside)
        told = join_names([f"{n:,} {state}" for state, n in sorted(counts.items())])
        head = plural(len(aside), "request is", "requests are")
        notes.append(message("{head} not scheduled: {told}.", head=head, told=told))
    ends = [*accepted, *added]
    none = _Fixed(-1, 0, -1)
    return Requests(
        np.array([i for i, _ in ends], dtype=np.int64),
        np.array([j for _, j in ends], dtype=np.int64),
        np.array([accepted.get(pair, 0.0) for pair in ends], dtype=np.float64),
        np.array([held.get(_key(*pair), none).slot for pair in ends], dtype=np.int64),
        np.array([held.get(_key(*pair), none).table for pair in ends], dtype=np.int64),
        tuple(aside),
        tuple(notes),
    )


def _key(i: int, j: int) -> Pair:
    """Return the pair in the order of the table of participants."""
    return (i, j) if i < j else (j, i)


def _more(n: int) -> str:
    """Return how many are not listed."""
    return f" and {n:,} more" if n > 0 else ""


def _asked(
    sheet: Sheet, places: dict[str, int], people: People, problems: Problems
) -> tuple[dict[Pair, float], dict[Pair, list[tuple[int, int, str]]], list[Pair]]:
    """Return the accepted pairs with their value, the others with their states, and who merged."""
    accepted: dict[Pair, float] = {}
    others: dict[Pair, list[tuple[int, int, str]]] = {}
    merged: dict[Pair, None] = {}
    states = sheet.texts.get("state")
    values = sheet.number("value")
    for row in range(len(sheet)):
        ends = _ends(sheet, row, places, people, problems)
        state = "accepted" if states is None else (states[row].strip().casefold() or "open")
        if state not in STATES:
            where = sheet.problems.place(sheet.at(row, "state"))
            problems.found.append(unknown_name("state", state, STATES, where=where))
        value = 1.0 if math.isnan(values[row]) else values[row]
        if value < 0:
            sheet.wrong(problems, row, "value", f"value is {value:g}", "Give a number from 0.")
        if ends is None:
            continue
        pair = _key(*ends)
        if state != "accepted":
            others.setdefault(pair, []).append((*ends, state))
            continue
        if pair in accepted:
            merged[pair] = None
        accepted[pair] = max(value, accepted.get(pair, 0.0))
    return accepted, others, list(merged)


def _ends(
    sheet: Sheet, row: int, places: dict[str, int], people: People, problems: Problems
) -> Pair | None:
    """Return the two sides of a row, None after remembering what is wrong with them."""
    found = []
    for column in ("from", "to"):
        name = sheet.text(column)[row]
        if name in places:
            found.append(places[name])
        elif name:
            where = sheet.problems.place(sheet.at(row, column))
            problems.found.append(
                unknown_name("participant", name, dict.fromkeys(people.participants), where=where)
            )
    if len(found) < 2:
        return None
    if found[0] == found[1]:
        name = people.participants[found[0]]
        sheet.wrong(problems, row, "to", f"'{name}' is to meet itself", "Correct from or to.")
        return None
    return found[0], found[1]


def _fixed(
    sheet: Sheet, places: dict[str, int], slots: Slots, people: People, problems: Problems
) -> dict[Pair, _Fixed]:
    """Return slot and table of the meetings confirmed earlier."""
    held: dict[Pair, _Fixed] = {}
    for row in range(len(sheet)):
        ends = _ends(sheet, row, places, people, problems)
        slot, table = sheet.text("slot")[row], whole_number(sheet, row, "table", 1, problems)
        if slot not in slots.stated:
            where = sheet.problems.place(sheet.at(row, "slot"))
            problems.found.append(unknown_name("slot", slot, slots.stated, where=where))
        if ends is None or slot not in slots.slots:
            continue
        pair = _key(*ends)
        if pair in held:
            told = f"this pair meets in row {sheet.lines[held[pair].row]} already"
            sheet.wrong(problems, row, "to", told, "Take one of them out.")
            continue
        held[pair] = _Fixed(slots.slots.index(slot), table or 0, row)
    return held


def _check_fixed(
    sheet: Sheet, held: dict[Pair, _Fixed], slots: Slots, people: People, problems: Problems
) -> None:
    """Remember confirmed meetings that break a rule: availability, one at a time, tables, most."""
    taken: dict[tuple[int, int], int] = {}
    seats: dict[tuple[int, int], int] = {}
    n_at = Counter(one.slot for one in held.values())
    n_of = Counter(i for pair in held for i in pair)
    mend = "Correct it, or take the meeting out."
    for pair, one in held.items():
        slot = slots.slots[one.slot]
        for i in pair:
            name = people.participants[i]
            if not people.available[i, one.slot]:
                told = f"'{name}' is not available in slot '{slot}'"
                sheet.wrong(problems, one.row, "slot", told, mend)
            if (i, one.slot) in taken:
                told = f"'{name}' meets another in slot '{slot}' (row {taken[i, one.slot]})"
                sheet.wrong(problems, one.row, "slot", told, mend)
            taken[i, one.slot] = sheet.lines[one.row]
            if 0 <= people.most[i] < n_of[i]:
                told = f"'{name}' has {n_of[i]} confirmed meetings and wants {people.most[i]}"
                sheet.wrong(problems, one.row, "from", told, mend)
        limit = slots.tables[one.slot]
        if 0 <= limit < max(n_at[one.slot], one.table):
            said = f"table {one.table}" if one.table > limit else f"{n_at[one.slot]} meetings"
            told = f"{said} in slot '{slot}', which has {plural(limit, 'table')}"
            sheet.wrong(problems, one.row, "slot", told, mend)
        if one.table and (one.slot, one.table) in seats:
            told = f"table {one.table} in slot '{slot}' is taken (row {seats[one.slot, one.table]})"
            sheet.wrong(problems, one.row, "table", told, mend)
        seats[one.slot, one.table] = sheet.lines[one.row]
