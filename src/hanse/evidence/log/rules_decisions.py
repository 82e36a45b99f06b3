"""Rules for decisions: who decides what when, how conflicts are settled, which texts are there."""

from __future__ import annotations

from hanse.errors import InputError
from hanse.evidence.log.entries import Decision, Retrieval
from hanse.evidence.log.event import RULES, STAGES, Event, place_of
from hanse.evidence.log.holdings import Holdings, Stand
from hanse.evidence.log.standing import check_standing

__all__: list[str] = []


def decided(held: Holdings, event: Event) -> None:
    """Take up a person's decision; it is the only one that stands."""
    _check_person(event)
    check_standing(held, event, event.record)
    _check_turn(held, event)
    before = held.decisions(event.record, event.stage).get(event.person)
    if before is not None:
        on = "" if before.record == event.record else f" on {before.record}, merged with it,"
        raise InputError(
            f"{event.person} decided '{before.value}' on {event.record} at {event.stage}{on} in "
            f"line {before.number + 1}",
            where=place_of(event),
            mend="Withdraw that decision first.",
        )
    _check_reason(event)
    stand, decision = held.stand(event.record), _decision(event)
    stand.decisions[event.stage][event.person] = decision
    stand.first[event.stage].setdefault(event.person, decision)
    held.people.setdefault(event.person)


def withdrawn(held: Holdings, event: Event) -> None:
    """Take back the last thing that a person said of a record at a stage.

    That is the resolution of a conflict where it came after the person's decision, else the
    decision. With a decision the resolutions that came after it lapse: what they settled is no
    longer the same.
    """
    _check_person(event)
    check_standing(held, event, event.record)
    top, stage, person = event.record, event.stage, event.person
    stands = [stand for _, stand in held.group(top)]
    last = held.resolution(top, stage)
    own = [one.decisions[stage][person].number for one in stands if person in one.decisions[stage]]
    if last is not None and last.person == person and max(own, default=0) < last.number:
        _take_resolutions(stands, stage, person=person)
        return
    if not own:
        raise InputError(
            f"{person} has no standing decision on {top} at {stage}",
            where=place_of(event),
            mend="Only what stands can be withdrawn, and only by who said it.",
        )
    for stand in stands:
        stand.decisions[stage].pop(person, None)
    _take_resolutions(stands, stage, after=min(own))


def resolved(held: Holdings, event: Event) -> None:
    """Settle a conflict, an unsure, or different reasons for one exclusion."""
    _check_person(event)
    check_standing(held, event, event.record)
    _check_turn(held, event)
    top, stage = event.record, event.stage
    before = held.resolution(top, stage)
    if before is not None:
        raise InputError(
            f"{before.person} resolved {top} at {stage} as '{before.value}' in line "
            f"{before.number + 1}",
            where=place_of(event),
            mend=f"Let {before.person} withdraw that first.",
        )
    said = held.decisions(top, stage)
    outcome = held.unresolved(said, stage)
    is_unsure = any(one.value == "unsure" for one in said.values())
    reasons = {one.reason for one in said.values()}
    if outcome != "conflict" and not is_unsure and not (outcome == "exclude" and len(reasons) > 1):
        raise InputError(
            f"there is nothing to resolve on {top} at {stage}: its outcome is '{outcome}'",
            where=place_of(event),
            mend="Resolve conflicts and unsure decisions; else decide.",
        )
    _check_reason(event)
    held.stand(top).resolved[stage] = _decision(event)
    held.people.setdefault(event.person)


def retrieved(held: Holdings, event: Event) -> None:
    """Take up that the full text is there."""
    check_standing(held, event, event.record)
    entry = Retrieval(event.record, True, event.note, event.person, event.number)
    held.stand(event.record).retrieval = entry


def not_retrieved(held: Holdings, event: Event) -> None:
    """Take up that the full text of a sought record could not be got."""
    check_standing(held, event, event.record)
    _check_sought(held, event)
    if held.has_word(event.record, STAGES[1]):
        raise InputError(
            f"record {event.record} is decided at {STAGES[1]}, so its full text was there",
            where=place_of(event),
            mend="Withdraw the decisions first.",
        )
    entry = Retrieval(event.record, False, event.reason, event.person, event.number)
    held.stand(event.record).retrieval = entry


def _take_resolutions(
    stands: list[Stand], stage: str, *, person: str | None = None, after: int = 0
) -> None:
    """Take the resolutions of a group back: those of a person, or of anybody, after a number."""
    for stand in stands:
        found = stand.resolved[stage]
        if found is not None and found.number > after and person in (None, found.person):
            stand.resolved[stage] = None


def _decision(event: Event) -> Decision:
    """Return what an event says of a record."""
    return Decision(
        event.person,
        event.value,
        event.reason,
        event.other,
        event.note,
        event.at,
        event.number,
        event.record,
    )


def _check_person(event: Event) -> None:
    """Raise the error for a decision that nobody took."""
    if event.person == RULES:
        raise InputError(
            f"'{event.event}' stands under '{RULES}', the name of rules",
            where=f"{place_of(event)}, column person",
            mend="People decide: give the id of a person in the protocol. What rules take out is "
            "'removed'.",
        )


def _check_turn(held: Holdings, event: Event) -> None:
    """Raise the error for a decision at full text on a record that has not come so far."""
    if event.stage == STAGES[0]:
        return
    _check_sought(held, event)
    found = held.retrieval(event.record)
    if found is not None and not found.is_retrieved:
        raise InputError(
            f"the full text of {event.record} was not retrieved, line {found.number + 1}",
            where=place_of(event),
            mend="Log it as 'retrieved' first.",
        )


def _check_sought(held: Holdings, event: Event) -> None:
    """Raise the error for a record whose full text nobody wants yet."""
    outcome = held.outcome(event.record, STAGES[0])
    if outcome != "include":
        raise InputError(
            f"the outcome of {event.record} at {STAGES[0]} is '{outcome}', not 'include'",
            where=place_of(event),
            mend=f"'{event.event}' follows when {event.record} is included at {STAGES[0]}.",
        )


def _check_reason(event: Event) -> None:
    """Raise the error for an exclusion at full text without a reason."""
    if event.stage == STAGES[1] and event.value == "exclude" and not event.reason:
        raise InputError(
            f"record {event.record} is excluded at {STAGES[1]} without a reason",
            where=f"{place_of(event)}, column reason",
            mend="Give the id of the criterion that it does not meet.",
        )
