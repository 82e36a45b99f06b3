"""The review book: checks each event against all before it, and keeps what they add up to."""

from __future__ import annotations

from collections.abc import Callable, Collection
from types import MappingProxyType

from hanse.errors import unknown_name
from hanse.evidence.log import rules_decisions, rules_groups, rules_records
from hanse.evidence.log.event import RULES, Event, check_event, place_of
from hanse.evidence.log.holdings import Holdings
from hanse.evidence.log.review_log import ReviewLog, check_order
from hanse.evidence.log.state import ReviewState

__all__ = ["ReviewBook", "replay"]

_DECIDING = frozenset({"decided", "withdrawn", "resolved"})
_ACTS: MappingProxyType[str, Callable[[Holdings, Event], None]] = MappingProxyType(
    {
        "required": rules_records.required,
        "amended": rules_records.amended,
        "searched": rules_records.searched,
        "imported": rules_records.imported,
        "identified": rules_records.identified,
        "rejected": rules_records.rejected,
        "merged": rules_groups.merged,
        "parted": rules_groups.parted,
        "distinct": rules_groups.distinct,
        "linked": rules_groups.linked,
        "unlinked": rules_groups.unlinked,
        "removed": rules_records.removed,
        "restored": rules_records.restored,
        "decided": rules_decisions.decided,
        "withdrawn": rules_decisions.withdrawn,
        "resolved": rules_decisions.resolved,
        "retrieved": rules_decisions.retrieved,
        "not-retrieved": rules_decisions.not_retrieved,
        "sampled": rules_records.sampled,
        "stopped": rules_records.stopped,
        "resumed": rules_records.resumed,
        "changed": rules_records.changed,
        "retracted": rules_records.retracted,
        "published": rules_records.published,
    }
)


class ReviewBook:
    """A review that goes on: events are added one at a time, each checked before it holds.

    Parameters
    ----------
    log : ReviewLog, optional
        What happened so far.
    people : collection of str, optional
        Ids of the people of the protocol. None lets everybody decide.

    Raises
    ------
    InputError
        If an event of the log is not possible after those before it; with its line.

    Examples
    --------
    >>> book = ReviewBook()
    >>> at = "2026-03-01T10:15:00"
    >>> _ = book.enter("imported", at=at, person="hanse", other="I01", value="database",
    ...                reason="scopus")
    >>> _ = book.enter("identified", at=at, person="hanse", record="R000001", other="I01")
    >>> made = book.enter("decided", at=at, person="AK", record="R000001", other="order",
    ...                   stage="title-abstract", value="include")
    >>> made.number, book.state.outcome("R000001", "title-abstract")
    (3, 'include')
    """

    def __init__(
        self, log: ReviewLog | None = None, *, people: Collection[str] | None = None
    ) -> None:
        self._held = Holdings()
        self._events: list[Event] = []
        self._people = None if people is None else frozenset(people)
        self.state = ReviewState(self._held)
        """What the events add up to; it follows the book."""
        for event in log.events if log is not None else ():
            self._take(event)

    def __len__(self) -> int:
        return len(self._events)

    @property
    def log(self) -> ReviewLog:
        """Every event so far."""
        return ReviewLog(tuple(self._events))

    def since(self, number: int) -> tuple[Event, ...]:
        """Return the events that came after the one of that number."""
        return tuple(self._events[number:])

    def add(self, event: Event) -> None:
        """Add an event.

        Raises
        ------
        InputError
            If its columns, number or time do not fit, or it is not possible after what happened.
            The book stays as it was.
        """
        check_event(event)
        self._take(event)

    def enter(
        self,
        kind: str,
        *,
        at: str,
        person: str,
        record: str = "",
        other: str = "",
        stage: str = "",
        value: str = "",
        reason: str = "",
        note: str = "",
    ) -> Event:
        """Make the next event, add it and return it.

        Parameters
        ----------
        kind : str
            One of `EVENTS`.
        at, person, record, other, stage, value, reason, note : str
            The columns. Line breaks and other white space in reason and note become one blank, so
            that an event is one line.

        Raises
        ------
        InputError
            As `add` does.
        """
        words = (" ".join(text.split()) for text in (reason, note))
        number = len(self._events) + 1
        event = Event(number, at, person, kind, record, other, stage, value, *words)
        self.add(event)
        return event

    def _take(self, event: Event) -> None:
        """Check an event whose columns are right against all before it, and apply it."""
        check_order(event, self._events[-1] if self._events else None)
        if self._people is not None and event.event in _DECIDING:
            self._check_person(event, self._people)
        _ACTS[event.event](self._held, event)
        self._events.append(event)
        self._held.number, self._held.at = event.number, event.at

    @staticmethod
    def _check_person(event: Event, people: Collection[str]) -> None:
        """Raise the error for a decision of somebody whom the protocol does not name."""
        if event.person not in people and event.person != RULES:
            where = f"{place_of(event)}, column person"
            raise unknown_name("person", event.person, sorted(people), where=where)


def replay(log: ReviewLog, *, people: Collection[str] | None = None) -> ReviewState:
    """Return what the events of a log add up to.

    Parameters
    ----------
    log : ReviewLog
        The events.
    people : collection of str, optional
        Ids of the people of the protocol; a decision of anybody else is an error. None knows
        everybody.

    Returns
    -------
    ReviewState
        Of an empty log one without records.

    Raises
    ------
    InputError
        For the first event that is not possible after those before it: line, record, what is wrong
        and the mend.

    Examples
    --------
    >>> print(replay(ReviewLog()))
    0 records.
    """
    return ReviewBook(log, people=people).state
