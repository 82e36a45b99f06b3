"""Rules for records that belong together: merges and their undoing, distinct pairs, links."""

from __future__ import annotations

from hanse.errors import InputError
from hanse.evidence.log.entries import Distinct, Link, Merge
from hanse.evidence.log.event import BY_HAND, STAGES, Event, place_of
from hanse.evidence.log.holdings import Holdings
from hanse.evidence.log.standing import check_known, check_not_merged, check_standing

__all__: list[str] = []


def merged(held: Holdings, event: Event) -> None:
    """Merge a record into another that stands for its group.

    Refused where the two groups have come to different outcomes at a stage at which something was
    said of both, or one person says different things of the two. What was said stays with the
    record of which it was said, and counts for the group.
    """
    record, kept = event.record, event.other
    _check_merge(held, event)
    _check_words(held, event)
    _check_distinct(held, event)
    for one, other in _distinct_pairs(held, record, kept):
        del held.distinct[one][other], held.distinct[other][one]
    held.kept[record] = Merge(
        record, kept, event.value, event.reason, event.note, event.person, event.number
    )
    held.merged.setdefault(kept, {})[record] = None
    if record in held.spoken:
        held.spoken.setdefault(kept, []).extend(held.spoken.pop(record))


def parted(held: Holdings, event: Event) -> None:
    """Take a merge back: the record stands for itself and for what was merged into it before."""
    record, kept = event.record, event.other
    check_known(held, event, record)
    check_known(held, event, kept)
    merge = held.kept.get(record)
    if merge is None:
        raise InputError(
            f"record {record} is parted from {kept} but was not merged",
            where=place_of(event),
            mend="Only what is merged can be parted; a removal is undone by 'restored'.",
        )
    if merge.kept != kept:
        raise InputError(
            f"record {record} was merged into {merge.kept}, line {merge.number + 1}, not into "
            f"{kept}",
            where=f"{place_of(event)}, column other",
            mend=f"Name {merge.kept}.",
        )
    top = held.top(record)
    del held.kept[record], held.merged[kept][record]
    own = set(held.under(record))
    spoken = held.spoken.pop(top, [])
    for one, records in (
        (top, [r for r in spoken if r not in own]),
        (record, [r for r in spoken if r in own]),
    ):
        if records:
            held.spoken[one] = records


def distinct(held: Holdings, event: Event) -> None:
    """Take up that two records are no duplicates."""
    for record in (event.record, event.other):
        check_not_merged(held, event, record)
    _check_two(event)
    one = Distinct(event.record, event.other, event.reason, event.person, event.number)
    held.distinct.setdefault(event.record, {})[event.other] = one
    held.distinct.setdefault(event.other, {})[event.record] = one


def linked(held: Holdings, event: Event) -> None:
    """Take up how one record belongs to another."""
    for record in (event.record, event.other):
        check_not_merged(held, event, record)
    _check_two(event)
    record, other, kind = event.record, event.other, event.value
    entry = Link(record, other, kind, event.reason, event.person, event.number)
    held.links[record, other, kind] = entry


def unlinked(held: Holdings, event: Event) -> None:
    """Take a link back, whichever of the two records it names first."""
    for record in (event.record, event.other):
        check_known(held, event, record)
    ways = ((event.record, event.other, event.value), (event.other, event.record, event.value))
    found = [key for key in ways if key in held.links]
    if not found:
        raise InputError(
            f"there is no link '{event.value}' between {event.record} and {event.other}",
            where=place_of(event),
            mend="Name the two records and the kind as they were linked.",
        )
    for key in found:
        held.links.pop(key, None)


def _check_two(event: Event) -> None:
    """Raise the error for a record that is named twice."""
    if event.record == event.other:
        raise InputError(
            f"'{event.event}' names record {event.record} twice",
            where=place_of(event),
            mend="Name two records.",
        )


def _check_merge(held: Holdings, event: Event) -> None:
    """Raise the error for two records that cannot be merged whatever was said of them."""
    record, kept = event.record, event.other
    _check_two(event)
    check_known(held, event, record)
    check_known(held, event, kept)
    if kept in held.kept and held.top(kept) == record:
        raise InputError(
            f"record {kept} was merged into {record}: the merge goes in a circle",
            where=place_of(event),
            mend=f"Part {kept} first, or leave the line out.",
        )
    check_standing(held, event, record)
    check_not_merged(held, event, kept)
    if kept in held.removed and any(held.has_word(record, stage) for stage in STAGES):
        raise InputError(
            f"record {record} carries decisions and {kept} was removed before screening",
            where=place_of(event),
            mend=f"Merge {kept} into {record} after restoring it, or withdraw the decisions.",
        )


def _check_words(held: Holdings, event: Event) -> None:
    """Raise the error for two groups of which different things were said."""
    record, kept = event.record, event.other
    if record not in held.spoken or kept not in held.spoken:
        return
    for stage in STAGES:
        if not (held.has_word(record, stage) and held.has_word(kept, stage)):
            continue
        one, two = held.outcome(record, stage), held.outcome(kept, stage)
        if one != two:
            raise InputError(
                f"record {record} has come to '{one}' at {stage} and {kept} to '{two}'",
                where=place_of(event),
                mend="Withdraw the decisions on one of the two first.",
            )
        said, others = held.decisions(record, stage), held.decisions(kept, stage)
        for person, decision in said.items():
            if person in others and others[person].value != decision.value:
                raise InputError(
                    f"{person} said '{decision.value}' of {record} at {stage} and "
                    f"'{others[person].value}' of {kept}",
                    where=place_of(event),
                    mend=f"Let {person} withdraw one of the two decisions first.",
                )


def _check_distinct(held: Holdings, event: Event) -> None:
    """Raise the error for a rule that merges what a person said are no duplicates."""
    if event.value == BY_HAND:
        return
    for one, other in _distinct_pairs(held, event.record, event.other):
        entry = held.distinct[one][other]
        raise InputError(
            f"{entry.person} said in line {entry.number + 1} that {one} and {other} are no "
            f"duplicates, and the rule '{event.value}' merges them",
            where=place_of(event),
            mend=f"Leave the line out, or merge '{BY_HAND}'.",
        )


def _distinct_pairs(held: Holdings, record: str, kept: str) -> list[tuple[str, str]]:
    """Return the pairs across two groups that a person said are no duplicates."""
    if not held.distinct:
        return []
    others = set(held.under(kept))
    return [
        (one, other)
        for one in held.under(record)
        for other in held.distinct.get(one, ())
        if other in others
    ]
