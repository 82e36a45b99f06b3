"""The history of a record: every event that made it what it is, and who did it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hanse.evidence.duplicates import MergedRecord
from hanse.evidence.log import Event
from hanse.evidence.review.folder import Review
from hanse.result import Answer

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["RecordHistory", "history_of"]


@dataclass(frozen=True)
class RecordHistory(Answer, kind="review-record-history"):
    """What is known of a record and what happened to it.

    Attributes
    ----------
    record, representative : str
        The record that was asked for, and the one that stands for its group.
    members : tuple of str
        The group.
    position : str
        Where the group stands in the review.
    merged : MergedRecord
        Its fields, each with the record that it comes from.
    events : tuple of Event
        Every event that names a record of the group, in order.
    """

    record: str
    representative: str
    members: tuple[str, ...]
    position: str
    merged: MergedRecord
    events: tuple[Event, ...]

    def __str__(self) -> str:
        """Return the record, where it stands, and its events as lines of the log."""
        found = self.merged.record
        lines = [
            f"{self.representative}: {found.title or '(without a title)'}",
            f"  {'; '.join(found.authors) or 'no author'} ({found.year or 'no year'}) "
            f"{found.container}".rstrip(),
            f"  Stands for {', '.join(self.members)}; {self.position}.",
        ]
        for one in self.events:
            said = [one.stage, one.value, one.reason, one.note]
            named = f"{one.record} → {one.other}" if one.event == "merged" else one.record
            shown = " · ".join(part for part in said if part)
            lines.append(
                f"  line {one.number + 1}: {one.at} {one.person} {one.event} {named} {shown}"
            )
        return "\n".join(line.rstrip() for line in lines)

    def to_frame(self) -> pd.DataFrame:
        """Return the events, a row each."""
        import pandas as pd

        columns = ["number", "at", "person", "event", "record", "other", "stage", "value", "reason"]
        rows = [[getattr(one, name) for name in columns] for one in self.events]
        return pd.DataFrame(rows, columns=columns)


def history_of(review: Review, record: str) -> RecordHistory:
    """Return everything that happened to a record and to those merged with it.

    Raises
    ------
    InputError
        If there is no such record, with the nearest.
    """
    state = review.state
    top, members = state.representative(record), state.members(record)
    named = set(members)
    events = [
        one
        for one in review.log.events
        if one.record in named or (one.other in named and one.event != "identified")
    ]
    return RecordHistory(
        record, top, members, state.position(top), review.merged(top), tuple(events)
    )
