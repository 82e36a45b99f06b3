"""Checks that a record is there, and that it stands."""

from __future__ import annotations

from hanse.errors import InputError
from hanse.evidence.log.event import Event, place_of
from hanse.evidence.log.holdings import Holdings, unknown_record

__all__ = ["check_known", "check_not_merged", "check_standing"]


def check_known(held: Holdings, event: Event, record: str) -> None:
    """Raise the error for a record that was not identified."""
    if record not in held.identified:
        raise unknown_record(record, held, where=place_of(event))


def check_not_merged(held: Holdings, event: Event, record: str) -> None:
    """Raise the error for a record that is not there or was merged away."""
    check_known(held, event, record)
    if record in held.kept:
        top, merge = held.top(record), held.kept[record]
        through = "" if top == merge.kept else f", and {merge.kept} in the end into {top}"
        raise InputError(
            f"record {record} was merged into {merge.kept}, line {merge.number + 1}{through}",
            where=place_of(event),
            mend=f"Name {top}, or part {record} first.",
        )


def check_standing(held: Holdings, event: Event, record: str) -> None:
    """Raise the error for a record that is not there, was merged away or was removed."""
    check_not_merged(held, event, record)
    if record in held.removed:
        removal = held.removed[record]
        why = f" ({removal.reason})" if removal.reason else ""
        raise InputError(
            f"record {record} was removed before screening, line {removal.number + 1}{why}",
            where=place_of(event),
            mend=f"Restore {record} first.",
        )
