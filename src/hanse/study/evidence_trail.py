"""From a count back to records, and from a record to lines of the log and to people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hanse.evidence.log import STAGES, Event, ReviewLog, ReviewState

__all__ = ["box_records", "events_by_group", "lines_text", "people_of"]

SCREENING, ASSESSMENT = STAGES
Boxes = dict[tuple[str, str], tuple[str, ...]]


def events_by_group(log: ReviewLog, state: ReviewState) -> dict[str, tuple[Event, ...]]:
    """Return for each record that stands for a group every event that names one of the group."""
    found: dict[str, list[Event]] = {}
    for event in log.events:
        named = [event.record] if event.record else []
        if event.event in ("merged", "parted", "distinct", "linked", "unlinked"):
            named.append(event.other)
        for top in dict.fromkeys(state.representative(one) for one in named):
            found.setdefault(top, []).append(event)
    return {record: tuple(events) for record, events in found.items()}


def lines_text(events: Sequence[Event]) -> str:
    """Return the lines of events.csv on which events stand.

    Examples
    --------
    >>> lines_text([Event(1, "", "hanse", "identified"), Event(7, "", "ann", "decided")])
    '2; 8'
    """
    return "; ".join(str(one.number + 1) for one in events)


def people_of(events: Sequence[Event]) -> str:
    """Return who made events, each once, in the order in which they first did."""
    return "; ".join(dict.fromkeys(one.person for one in events))


def box_records(state: ReviewState) -> Boxes:
    """Return the records behind each box of a PRISMA diagram of the whole review.

    Keys are the name of the column and the words of the box, as `PrismaColumn` has them. Boxes are
    filled from where each record stands, and not from the counts of the diagram.
    """
    made: dict[tuple[str, str], list[str]] = {}
    for record in state.records:
        column = "databases" if state.identification(record).is_database else "other"
        for box in _boxes_of(state, record):
            made.setdefault((column, box), []).append(record)
    return {key: tuple(records) for key, records in made.items()}


def _boxes_of(state: ReviewState, record: str) -> Iterator[str]:
    """Yield the boxes in which a record is counted."""
    yield "Records identified"
    position = state.position(record)
    if position == "removed":
        is_tool = state.removed[record].value == "automation"
        why = "by automation tools" if is_tool else "for other reasons"
        yield f"Records removed {why}"
        return
    yield from _WAY[position]


_SCREENED = "Records screened"
_SOUGHT = (_SCREENED, "Reports sought for retrieval")
_ASSESSED = (*_SOUGHT, "Reports assessed for eligibility")
_WAY: Mapping[str, tuple[str, ...]] = {
    "duplicate": ("Duplicate records removed",),
    "awaiting screening": ("Records awaiting screening",),
    "conflict at screening": (_SCREENED, "Conflicts open at screening"),
    "excluded at screening": (_SCREENED, "Records excluded"),
    "awaiting retrieval": (*_SOUGHT, "Reports awaiting retrieval"),
    "not retrieved": (*_SOUGHT, "Reports not retrieved"),
    "awaiting assessment": (*_SOUGHT, "Reports awaiting assessment"),
    "conflict at assessment": (*_ASSESSED, "Conflicts open at assessment"),
    "excluded at assessment": (*_ASSESSED, "Reports excluded"),
    "included": (*_ASSESSED, "Reports included"),
}
