"""The event log as a whole: its events in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from hanse.errors import InputError
from hanse.evidence.log.event import COLUMNS, EVENTS, Event, check_event, place_of
from hanse.messages import plural
from hanse.result import Answer

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ReviewLog"]


@dataclass(frozen=True)
class ReviewLog(Answer, kind="review-log"):
    """Everything that happened in a review, in order; the source of every count.

    Parameters
    ----------
    events : tuple of Event
        Numbered from 1 without a gap. `from_events` checks them; whether each is possible after
        those before it is checked by `hanse.evidence.log.replay`.

    Examples
    --------
    >>> log = ReviewLog.from_events([Event(1, "2026-03-01T10:15:00", "AK", "published", value="1")])
    >>> print(log)
    1 event, 2026-03-01T10:15:00 to 2026-03-01T10:15:00: published 1.
    """

    events: tuple[Event, ...] = ()

    @classmethod
    def from_events(cls, events: Iterable[Event]) -> Self:
        """Return the log of these events.

        Parameters
        ----------
        events : iterable of Event
            In the order of their numbers.

        Raises
        ------
        InputError
            If a column of an event does not hold what it needs, a number is missing or stands
            twice, or a time lies before that of the event above.
        """
        made = tuple(events)
        last: Event | None = None
        for event in made:
            check_event(event)
            check_order(event, last)
            last = event
        return cls(made)

    def __len__(self) -> int:
        return len(self.events)

    def __str__(self) -> str:
        if not self.events:
            return "0 events."
        counts = Counter(one.event for one in self.events)
        shown = ", ".join(f"{name} {counts[name]:,}" for name in EVENTS if counts[name])
        first, last = self.events[0].at, self.events[-1].at
        return f"{plural(len(self.events), 'event')}, {first} to {last}: {shown}."

    def to_frame(self) -> pd.DataFrame:
        """Return the events as a pandas frame, a row each, with the columns of the file."""
        import pandas as pd

        rows = [[getattr(one, name) for name in COLUMNS] for one in self.events]
        return pd.DataFrame(rows, columns=list(COLUMNS))


def check_order(event: Event, last: Event | None, *, where: str = "") -> None:
    """Raise the error for an event that cannot come right after another.

    Parameters
    ----------
    event, last : Event
        The event and the one above it, None for the first.
    where : str
        Where the event stands; ``"events.csv, line N"`` where it is empty.

    Raises
    ------
    InputError
        If its number is not the next, or its time lies before that of the event above.
    """
    due = 1 if last is None else last.number + 1
    if event.number != due:
        raise InputError(
            f"the number is {event.number} where {due} is due",
            where=f"{where or f'events.csv, line {due + 1}'}, column number",
            mend="A line is missing, stands twice or was moved: take events.csv back from a copy.",
        )
    if last is not None and event.at < last.at:
        raise InputError(
            f"{event.at} lies before {last.at}, the time of the line above",
            where=f"{where or place_of(event)}, column at",
            mend="Give the later of the two times: lines stand in the order in which they were "
            "written.",
        )
