"""Rules for what comes into a review: requirements, searches, imports, records, publications."""

from __future__ import annotations

from hanse.errors import InputError, unknown_name
from hanse.evidence.log.entries import (
    Amendment,
    Change,
    Identification,
    Import,
    Rejection,
    Removal,
    Retraction,
    Search,
    Stop,
    Version,
)
from hanse.evidence.log.event import STAGES, Event, place_of
from hanse.evidence.log.holdings import Holdings
from hanse.evidence.log.standing import check_known, check_standing

__all__: list[str] = []


def required(held: Holdings, event: Event) -> None:
    """Say how many reviewers a record needs at a stage from here on."""
    held.required[event.stage] = int(event.value)


def amended(held: Holdings, event: Event) -> None:
    """Take up a version of the protocol; versions count up."""
    version = int(event.value)
    last = held.amendments[-1].version if held.amendments else 0
    if version <= last:
        raise InputError(
            f"version {version} of the protocol comes after version {last}",
            where=f"{place_of(event)}, column value",
            mend=f"Give {last + 1}.",
        )
    entry = Amendment(version, event.reason, event.note, event.person, event.at, event.number)
    held.amendments.append(entry)


def searched(held: Holdings, event: Event) -> None:
    """Take up a search with its hits."""
    hits = int(event.value)
    entry = Search(event.other, hits, event.reason, event.note, event.person, event.number)
    held.searches.append(entry)


def imported(held: Holdings, event: Event) -> None:
    """Take up an import; its id is new."""
    before = held.imports.get(event.other)
    if before is not None:
        raise InputError(
            f"import {event.other} is there already, from line {before.number + 1}",
            where=f"{place_of(event)}, column other",
            mend="Give each import an id of its own.",
        )
    made = Import(event.other, event.reason, event.value, event.note, event.number)
    held.imports[event.other] = made


def identified(held: Holdings, event: Event) -> None:
    """Take up a record; it is new, and its import is there."""
    before = held.identified.get(event.record)
    if before is not None:
        raise InputError(
            f"record {event.record} was identified before, in line {before.number + 1}",
            where=f"{place_of(event)}, column record",
            mend="A record is identified once: give every record an id of its own.",
        )
    found = _import(held, event)
    held.identified[event.record] = Identification(
        event.record, found.id, found.source, found.source_kind, event.note, event.number
    )


def rejected(held: Holdings, event: Event) -> None:
    """Take up a damaged record of an import that is there."""
    found = _import(held, event)
    entry = Rejection(found.id, event.value, event.reason, event.note, event.number)
    held.rejected.append(entry)


def removed(held: Holdings, event: Event) -> None:
    """Remove a record before screening; nothing may have been said of it."""
    check_standing(held, event, event.record)
    said = [stage for stage in STAGES if held.has_word(event.record, stage)]
    if said:
        raise InputError(
            f"record {event.record} is decided at {said[0]} and cannot be removed before screening",
            where=place_of(event),
            mend="Withdraw the decisions first, or exclude it with a reason.",
        )
    entry = Removal(event.record, event.value, event.reason, event.person, event.number)
    held.removed[event.record] = entry


def restored(held: Holdings, event: Event) -> None:
    """Take a removal back."""
    check_known(held, event, event.record)
    if event.record not in held.removed:
        raise InputError(
            f"record {event.record} is restored but was not removed",
            where=place_of(event),
            mend="Only what is removed can be restored; a merge is undone by 'parted'.",
        )
    del held.removed[event.record]


def sampled(held: Holdings, event: Event) -> None:
    """Take up a record drawn at random; a sample has one stage and each record once."""
    check_standing(held, event, event.record)
    stage, records = held.samples.get(event.other, (event.stage, {}))
    if stage != event.stage:
        raise InputError(
            f"sample {event.other} was drawn at {stage}, not at {event.stage}",
            where=f"{place_of(event)}, column other",
            mend="Give each sample an id of its own.",
        )
    if event.record in records:
        raise InputError(
            f"record {event.record} stands twice in sample {event.other}",
            where=place_of(event),
            mend="Draw without putting back.",
        )
    records[event.record] = None
    held.samples[event.other] = (stage, records)


def stopped(held: Holdings, event: Event) -> None:
    """Take up that a rule says screening may stop."""
    entry = Stop(event.stage, event.value, event.reason, event.person, event.at, event.number)
    held.stops.append(entry)


def resumed(held: Holdings, event: Event) -> None:
    """Take up that screening goes on; it was stopped before."""
    before = [one for one in held.stops if one.stage == event.stage]
    if not before or not before[-1].rule:
        raise InputError(
            f"screening at {event.stage} is resumed but was not stopped",
            where=place_of(event),
            mend="Leave the line out.",
        )
    entry = Stop(event.stage, "", event.reason, event.person, event.at, event.number)
    held.stops.append(entry)


def changed(held: Holdings, event: Event) -> None:
    """Take up that a later import brought other values of a record."""
    check_known(held, event, event.record)
    found = _import(held, event)
    fields = tuple(event.value.split(", "))
    held.changes.append(Change(event.record, found.id, fields, event.number))


def retracted(held: Holdings, event: Event) -> None:
    """Take up that a record was retracted."""
    check_known(held, event, event.record)
    if event.other:
        _import(held, event)
    entry = Retraction(event.record, event.other, event.reason, event.number)
    held.retracted.setdefault(event.record, entry)


def published(held: Holdings, event: Event) -> None:
    """Take up a version of the review with what is included now."""
    if any(one.version == event.value for one in held.versions):
        raise InputError(
            f"version {event.value} of the review was published before",
            where=f"{place_of(event)}, column value",
            mend="Give each version a name of its own.",
        )
    included = tuple(
        record
        for record in held.identified
        if record in held.spoken
        and record not in held.removed
        and all(held.outcome(record, stage) == "include" for stage in STAGES)
    )
    held.versions.append(Version(event.value, event.at, event.number, included))


def _import(held: Holdings, event: Event) -> Import:
    """Return the import that an event names."""
    if event.other not in held.imports:
        where = f"{place_of(event)}, column other"
        raise unknown_name("import", event.other, held.imports, where=where)
    return held.imports[event.other]
