"""What one person sees of a log, and the same log under another name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hanse.errors import InputError
from hanse.evidence.log.book import ReviewBook, replay
from hanse.evidence.log.event import RULES, STAGES, Event
from hanse.evidence.log.review_log import ReviewLog

__all__ = ["events_for", "rename_person", "renumbered"]

_SAID = frozenset({"decided", "withdrawn", "resolved"})
_LATER = frozenset({"decided", "withdrawn", "resolved", "not-retrieved"})


def events_for(log: ReviewLog, person: str) -> ReviewLog:
    """Return a log in which a person does not see what others say before deciding.

    What was decided, withdrawn or resolved at a record and stage is left out where decisions are
    still lacking and the person has none that stands; so is what can only follow from it. What is
    settled, and what the person decided, is shown whole; so are, where merges could not be told
    otherwise, decisions on records that were once merged. The rest is numbered anew, and
    `merge_logs` brings what the person adds back into the full log.

    Parameters
    ----------
    log : ReviewLog
        The full log.
    person : str
        The person whose folder it is for.

    Returns
    -------
    ReviewLog
        A log that can be replayed.

    Raises
    ------
    InputError
        If the log breaks a rule.
    """
    state = replay(log)
    hidden = {
        (record, stage)
        for record in state.records
        for stage in STAGES
        if state.outcome(record, stage) == "pending"
        and person not in state.decisions(record, stage)
    }
    while True:
        book, stuck = _without(log, hidden)
        if stuck is None:
            return book.log
        once = _once_merged(log, stuck)
        fewer = {key for key in hidden if key[0] not in once}
        hidden = fewer if len(fewer) < len(hidden) else set()


def _without(log: ReviewLog, hidden: set[tuple[str, str]]) -> tuple[ReviewBook, Event | None]:
    """Return a log without what is hidden, and the event that could not be told then."""
    book = ReviewBook()
    for event in log.events:
        if event.event in _SAID and (event.record, event.stage) in hidden:
            continue
        try:
            book.add(replace(event, number=len(book) + 1))
        except InputError:
            is_hidden = any((event.record, stage) in hidden for stage in STAGES)
            if event.event not in _LATER or not is_hidden:
                return book, event
    return book, None


def _once_merged(log: ReviewLog, event: Event) -> set[str]:
    """Return the records of an event with all that were ever merged with them."""
    found = {event.record, event.other}
    pairs = [{one.record, one.other} for one in log.events if one.event == "merged"]
    n = 0
    while n < len(found):
        n = len(found)
        found.update(*(pair for pair in pairs if pair & found))
    return found


def rename_person(log: ReviewLog, old: str, new: str, *, since: int = 1) -> ReviewLog:
    """Return a log in which what one person did stands under another name.

    It mends two people who worked under one name in two folders: rename one of them in one folder,
    from the first event on that the folders do not share.

    Parameters
    ----------
    log : ReviewLog
        The log.
    old, new : str
        The name that is there, and the one that nobody has yet.
    since : int
        Number of the first event that is renamed, from 1.

    Raises
    ------
    InputError
        If nothing from there on stands under the old name, the new one is taken or is that of
        rules, or the log breaks a rule afterwards.
    """
    names = {one.person for one in log.events}
    if new in names or new == RULES:
        raise InputError(
            f"there is somebody called '{new}' already",
            mend="Choose a name that nobody has.",
        )
    if not any(one.person == old for one in log.events[since - 1 :]):
        raise InputError(
            f"nothing from line {since + 1} on stands under '{old}'",
            where="events.csv",
            mend="Look into the column person.",
        )
    made = ReviewLog.from_events(
        replace(one, person=new) if one.person == old and one.number >= since else one
        for one in log.events
    )
    replay(made)
    return made


def renumbered(events: Iterable[Event], *, after: int = 0) -> tuple[Event, ...]:
    """Return events numbered on from a number."""
    return tuple(replace(one, number=n) for n, one in enumerate(events, start=after + 1))
