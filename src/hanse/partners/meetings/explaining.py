"""Why a request is not met, and why someone has no meeting."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hanse.messages import join_names, message, plural
from hanse.partners.meetings.event import NO_LIMIT, Event

__all__ = ["CANCELLED", "who_has_none", "why_unmet"]

CANCELLED = message("cancelled")
"""Why somebody who cancels wholly is left out."""

Whole = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def why_unmet(event: Event, slot: Whole) -> tuple[str, ...]:
    """Return for each request why it is not met, the empty text for those that are.

    Parameters
    ----------
    event : Event
        With r requests.
    slot : ndarray of int64, shape (r,)
        Slot of each, -1 for none.
    """
    n, s = len(event.participants), len(event.slots)
    busy = np.zeros((n, s), dtype=bool)
    met = np.flatnonzero(slot >= 0)
    busy[event.first[met], slot[met]] = True
    busy[event.second[met], slot[met]] = True
    load = np.bincount(slot[met], minlength=s)
    has_table: Bools = np.asarray((event.tables == NO_LIMIT) | (load < event.tables))
    count = busy.sum(axis=1)
    is_full = np.asarray((event.most != NO_LIMIT) & (count >= event.most))
    return tuple(
        "" if slot[r] >= 0 else _why(event, r, busy, has_table, is_full)
        for r in range(event.n_requests)
    )


def _why(
    event: Event,
    r: int,
    busy: Bools,
    has_table: Bools,
    is_full: Bools,
) -> str:
    """Return why one request is not met."""
    ends = int(event.first[r]), int(event.second[r])
    names = [event.participants[i] for i in ends]
    for name in names:
        if name in event.left_out:
            return message("{name}: {why}", name=name, why=event.left_out[name])
    both: Bools = event.available[ends[0]] & event.available[ends[1]]
    if not both.any():
        return message("no slot in which both are available")
    for i, name in zip(ends, names, strict=True):
        if is_full[i]:
            said = "{name} has the most meetings it wants ({n})"
            return message(said, name=name, n=int(event.most[i]))
    k = int(both.sum())
    free: Bools = both & ~busy[ends[0]] & ~busy[ends[1]]
    if free.any():
        if has_table[free].any():
            return message("there is room for it, but it was not placed")  # pragma: no cover
        n = int(free.sum())
        return message(
            "all tables are taken in the {slots} in which both are free", slots=plural(n, "slot")
        )
    for i, name in zip(ends, names, strict=True):
        if busy[i][both].all():
            said = "{name} meets others in the {slots} in which both are available"
            return message(said, name=name, slots=plural(k, "slot"))
    said = "in each of the {slots} in which both are available one of them meets another"
    return message(said, slots=plural(k, "slot"))


def who_has_none(event: Event, slot: Whole, reasons: tuple[str, ...]) -> dict[str, str]:
    """Return everyone without a meeting with the reason, in the order of the participants."""
    met = np.flatnonzero(slot >= 0)
    ends = np.concatenate([event.first[met], event.second[met]])
    count = np.bincount(ends, minlength=len(event.participants))
    own: dict[int, list[int]] = {}
    for r, (i, j) in enumerate(zip(event.first.tolist(), event.second.tolist(), strict=True)):
        own.setdefault(i, []).append(r)
        own.setdefault(j, []).append(r)
    both: Bools = event.available[event.first] & event.available[event.second]
    common: list[bool] = np.asarray(both.any(axis=1)).tolist()
    found = {}
    for i in np.flatnonzero(count == 0).tolist():
        name = event.participants[i]
        asked = own.get(i, [])
        if name in event.left_out:
            found[name] = event.left_out[name]
        elif not asked:
            found[name] = message("no accepted request")
        elif said := _nobody_comes(event, i, asked):
            found[name] = said
        elif len(asked) == 1:
            found[name] = reasons[asked[0]]
        elif not any(common[r] for r in asked):
            found[name] = _no_slot(event, i, asked)
        else:
            n_tables = sum(reasons[r].startswith("all tables") for r in asked)
            said = "all tables are taken" if n_tables else "the partners meet others"
            found[name] = message(
                "{said} in the slots shared with {n} of {of} partners",
                said=said,
                n=n_tables or sum(common[r] for r in asked),
                of=len(asked),
            )
    return found


def _gone(event: Event, i: int, asked: list[int]) -> dict[str, str]:
    """Return the partners of a participant that are left out, with why."""
    ends = [(int(event.first[r]), int(event.second[r])) for r in asked]
    partners = [event.participants[b if a == i else a] for a, b in ends]
    return {name: event.left_out[name] for name in partners if name in event.left_out}


def _nobody_comes(event: Event, i: int, asked: list[int]) -> str:
    """Return that all partners cancelled or are left out; empty where one can come."""
    gone = _gone(event, i, asked)
    if len(gone) < len(asked):
        return ""
    if all(why == CANCELLED for why in gone.values()):
        if len(asked) == 1:
            return message("the one they were to meet cancelled")
        return message("all {n} they were to meet cancelled", n=len(asked))
    if len(asked) == 1:
        return ""  # the request's own reason names the partner and what is the matter
    return message(
        "nobody they were to meet can come: {partners}",
        partners=join_names([f"{name} ({why})" for name, why in gone.items()]),
    )


def _no_slot(event: Event, i: int, asked: list[int]) -> str:
    """Return that no slot is shared with those partners that can come."""
    gone = len(_gone(event, i, asked))
    if not gone:
        return message("shares no slot with any of the {n} partners", n=len(asked))
    return message(
        "{gone} of {n} partners cannot come, and no slot is shared with the others",
        gone=gone,
        n=len(asked),
    )
