"""Two logs of one review, written in two folders, become one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import takewhile
from operator import attrgetter

from hanse.errors import InputError
from hanse.evidence.log.book import ReviewBook, replay
from hanse.evidence.log.entries import Conflict
from hanse.evidence.log.event import COLUMNS, STAGES, Event, named
from hanse.evidence.log.people import renumbered
from hanse.evidence.log.review_log import ReviewLog
from hanse.evidence.log.state import ReviewState
from hanse.messages import join_names, plural
from hanse.result import Record

__all__ = ["SHARED_EVENTS", "MergedLogs", "merge_logs"]

SHARED_EVENTS = frozenset(
    {
        "decided",
        "withdrawn",
        "resolved",
        "retrieved",
        "not-retrieved",
        "distinct",
        "linked",
        "unlinked",
    }
)
"""Events that both folders may have added; all others only one of the two."""
_PERSONAL = frozenset({"decided", "withdrawn", "resolved"})
_ON_STANDING = frozenset({"decided", "withdrawn", "resolved", "retrieved", "not-retrieved"})


@dataclass(frozen=True)
class MergedLogs(Record, kind="merged-logs"):
    """One log of two.

    Attributes
    ----------
    log : ReviewLog
        What both hold, then what either added, in order of time.
    taken : tuple of Event
        What was not in our log, as it is numbered now.
    own : tuple of Event
        What was not in theirs, as it is numbered now.
    conflicts : tuple of Conflict
        Conflicts that neither log had.
    """

    log: ReviewLog
    taken: tuple[Event, ...]
    own: tuple[Event, ...]
    conflicts: tuple[Conflict, ...]

    def __str__(self) -> str:
        said = (
            f"{plural(len(self.taken), 'event')} taken, {plural(len(self.own), 'event')} only ours"
        )
        records = [f"{one.record} ({one.stage})" for one in self.conflicts]
        new = f"New conflicts: {join_names(records)}." if records else "No new conflict."
        return f"{said}. {new}"


def merge_logs(
    ours: ReviewLog, theirs: ReviewLog, *, one_person: Collection[str] = ()
) -> MergedLogs:
    """Bring together what two people added to copies of one review.

    Both logs begin alike; what comes after may differ. An event that both hold, equal in everything
    but its number, counts once. What only one holds is put in by its time, ours first where times
    are equal. Merging again changes nothing, and merging the other way round gives the same log but
    for the order of events of equal time.

    Parameters
    ----------
    ours, theirs : ReviewLog
        The logs; ``theirs`` may be one of `events_for`.
    one_person : collection of str
        People who worked in both folders themselves. Anybody else who decided in both is taken for
        two people under one name.

    Returns
    -------
    MergedLogs
        The one log, what was taken, and the conflicts that come up.

    Raises
    ------
    InputError
        If the logs do not begin alike; both added events other than `SHARED_EVENTS`, such as
        imports or merges; somebody decided in both; one decided on a record that the other merged
        away; or the events of both together break a rule. Nothing is merged then.
    """
    n = _common(ours.events, theirs.events)
    if not n and ours.events and theirs.events:
        raise InputError(
            "the two logs do not begin alike: they are of different reviews",
            where="events.csv, line 2",
            mend="Merge folders that were copied from one review.",
        )
    tail = ours.events[n:]
    mine = _left(tail, theirs.events[n:])
    other = _left(theirs.events[n:], tail)
    _check_shapes(mine, other, n)
    _check_people(mine, other, one_person)
    before, after = replay(ours), replay(theirs)
    _check_merged_away(mine, other, after, ("our", "their"))
    _check_merged_away(other, mine, before, ("their", "our"))
    joined = sorted([*((e, 0) for e in tail), *((e, 1) for e in other)], key=_when)
    numbers = renumbered([event for event, _ in joined], after=n)
    log = ReviewLog(ours.events[:n] + numbers)
    state = _replayed(log, n, [side for _, side in joined])
    only = {event.number for event in mine}
    pairs = list(zip(numbers, joined, strict=True))
    taken = tuple(made for made, (_, side) in pairs if side)
    own = tuple(made for made, (was, side) in pairs if not side and was.number in only)
    known = {(one.record, one.stage) for one in _conflicts(before) + _conflicts(after)}
    new = tuple(one for one in _conflicts(state) if (one.record, one.stage) not in known)
    return MergedLogs(log, taken, own, new)


def _when(one: tuple[Event, int]) -> tuple[str, int]:
    """Return what events are ordered by: time, then side."""
    return one[0].at, one[1]


def _common(ours: Sequence[Event], theirs: Sequence[Event]) -> int:
    """Return how many events at the beginning are equal."""
    pairs = zip(ours, theirs, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


_content: Callable[[Event], tuple[str, ...]] = attrgetter(*COLUMNS[1:])
"""Everything of an event but its number."""


def _left(events: Sequence[Event], others: Sequence[Event]) -> list[Event]:
    """Return the events that the others do not hold, each as often as it is missing there."""
    there = Counter(map(_content, others))
    left = []
    for event in events:
        content = _content(event)
        if there[content]:
            there[content] -= 1
        else:
            left.append(event)
    return left


def _check_shapes(mine: Sequence[Event], other: Sequence[Event], n: int) -> None:
    """Raise the error for two folders that both changed what the review consists of."""
    found = [[e for e in events if e.event not in SHARED_EVENTS] for events in (mine, other)]
    if not all(found):
        return
    kinds = [named(dict.fromkeys(e.event for e in events)) for events in found]
    raise InputError(
        f"both folders changed what the review holds: ours by {kinds[0]} from line "
        f"{found[0][0].number + 1} on, theirs by {kinds[1]} from line {found[1][0].number + 1} on",
        where=f"events.csv, equal up to line {n + 1}",
        mend="Import, merge and change the protocol in one folder only: do in ours again what "
        "theirs did, and in a copy of the review as it was let them keep their decisions alone.",
    )


def _check_people(
    mine: Sequence[Event], other: Sequence[Event], one_person: Collection[str]
) -> None:
    """Raise the error for somebody who decided in both folders."""
    for person in sorted({e.person for e in mine if e.event in _PERSONAL} - set(one_person)):
        twice = [e for e in other if e.person == person and e.event in _PERSONAL]
        if twice:
            first = [e for e in mine if e.person == person and e.event in _PERSONAL]
            records = list(dict.fromkeys(e.record for e in [*first, *twice]))
            raise InputError(
                f"{person} decided in both folders: {join_names(records)}",
                where=f"events.csv, our line {first[0].number + 1}, their line "
                f"{twice[0].number + 1}",
                mend="Two people need two names: rename one in one folder, such as "
                f"rename_person(theirs, '{person}', '{person}-2', since={twice[0].number}). If it "
                f"is one person, say so: one_person=['{person}'].",
            )


def _check_merged_away(
    events: Sequence[Event],
    others: Sequence[Event],
    state: ReviewState,
    sides: tuple[str, str],
) -> None:
    """Raise the error for a decision on a record that the other folder merged away."""
    merged = {e.record for e in others if e.event == "merged"}
    gone = merged & {one.record for one in state.merges}
    for event in events:
        if event.event in _ON_STANDING and event.record in gone:
            top = state.representative(event.record)
            raise InputError(
                f"{event.person} has '{event.event}' on {event.record}, which {sides[1]} log "
                f"merged into {top}",
                where=f"{sides[0]} events.csv, line {event.number + 1}",
                mend=f"Part {event.record} in {sides[1]} folder, merge the logs, and merge the "
                "two records then.",
            )


def _replayed(log: ReviewLog, n: int, sides: Sequence[int]) -> ReviewState:
    """Return the state of the merged log, refused where it breaks a rule."""
    book = ReviewBook(ReviewLog(log.events[:n]))
    for event, side in zip(log.events[n:], sides, strict=True):
        try:
            book.add(event)
        except InputError as error:
            whose = ("our", "their")[side]
            raise InputError(
                f"the two logs do not go together: {error.what} (lines as they would be in the "
                "merged log)",
                where=f"{whose} '{event.event}' of {event.record or event.value} by "
                f"{event.person}, {event.at}",
                mend=f"{error.mend} Do so in one of the two folders, and merge again.",
            ) from error
    return book.state


def _conflicts(state: ReviewState) -> tuple[Conflict, ...]:
    """Return the conflicts of both stages."""
    return tuple(one for stage in STAGES for one in state.conflicts(stage))
