"""One line of the event log: what a person or a rule did, and which columns say it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names
from hanse.result import Record

__all__ = [
    "BY_HAND",
    "COLUMNS",
    "DATABASE_KINDS",
    "EVENTS",
    "HOWS",
    "LINKS",
    "OUTCOMES",
    "RULES",
    "SOURCE_KINDS",
    "STAGES",
    "Event",
    "check_event",
    "place_of",
]

COLUMNS = (
    "number",
    "at",
    "person",
    "event",
    "record",
    "other",
    "stage",
    "value",
    "reason",
    "note",
)
"""Columns of ``events.csv``, in their order."""
STAGES = ("title-abstract", "full-text")
"""The stages of screening, in their order."""
SOURCE_KINDS = ("database", "register", "website", "organisation", "citations", "other")
"""Kinds of sources of records."""
DATABASE_KINDS = ("database", "register")
"""Kinds of the first column of a PRISMA diagram; all others stand in the second."""
HOWS = ("ranked", "random", "order", "sheet", "hand")
"""How a record came up for a decision."""
LINKS = ("version", "same-study", "part", "erratum", "retraction-notice", "translation")
"""Kinds of links between records; the first two make one study."""
OUTCOMES = ("pending", "conflict", "include", "exclude")
"""What a record has come to at a stage."""
BY_HAND = "by hand"
"""The rule of what a person merged or stopped without one."""
RULES = "hanse"
"""The name under which rules act; nobody decides under it."""


@dataclass(frozen=True)
class Event(Record, kind="review-event"):
    """One line of the event log.

    Attributes
    ----------
    number : int
        1, 2, 3, … without a gap; the line of the file is one more, as the first is the header.
    at : str
        Time such as ``"2026-03-01T10:15:00"``, never before that of the line above. Times carry no
        zone: one review writes them in one zone, best UTC, which has no summer time.
    person : str
        Who did it; ``"hanse"`` for what rules did.
    event : str
        One of `EVENTS`.
    record, other, stage, value, reason, note : str
        What `EVENTS` says of them; empty where the event does not use them.
    """

    number: int
    at: str
    person: str
    event: str
    record: str = ""
    other: str = ""
    stage: str = ""
    value: str = ""
    reason: str = ""
    note: str = ""


class Cell(NamedTuple):
    """What may stand in a column: in words, as a pattern, or as a list of choices."""

    what: str
    pattern: re.Pattern[str] | None = None
    choices: tuple[str, ...] = ()
    is_needed: bool = True


def _optional(cell: Cell) -> Cell:
    """Return the same content, which may also be missing."""
    return cell._replace(is_needed=False)


_DAY = r"\d{4}-\d{2}-\d{2}"
_RECORD = Cell("the id of a record such as R000012", re.compile(r"R\d{6,}"))
_IMPORT = Cell("the id of an import such as I01", re.compile(r"I\d{2,}"))
_SAMPLE = Cell("the id of a sample such as S1", re.compile(r"S\d+"))
_STAGE = Cell("stage", choices=STAGES)
_SAID = Cell("words")
_TEXT = _optional(_SAID)
_VERDICT = Cell("decision", choices=("include", "exclude", "unsure"))

EVENTS: dict[str, dict[str, Cell]] = {
    "required": {
        "stage": _STAGE,
        "value": Cell("the number of reviewers for each record, 1 to 9", re.compile("[1-9]")),
        "note": _TEXT,
    },
    "amended": {
        "value": Cell("the version of the protocol, 1, 2, …", re.compile(r"[1-9]\d*")),
        "reason": _TEXT,
        "note": _TEXT,
    },
    "searched": {
        "other": Cell("the id of a source"),
        "value": Cell("the number of hits, a whole number", re.compile(r"\d+")),
        "reason": Cell("the date of the search such as 2026-03-01", re.compile(_DAY)),
        "note": _TEXT,
    },
    "imported": {
        "other": _IMPORT,
        "value": Cell("kind of source", choices=SOURCE_KINDS),
        "reason": Cell("the id of a source"),
        "note": _TEXT,
    },
    "identified": {"record": _RECORD, "other": _IMPORT, "note": _TEXT},
    "rejected": {
        "other": _IMPORT,
        "value": Cell("the place in the file"),
        "reason": Cell("why it could not be read"),
        "note": _TEXT,
    },
    "merged": {
        "record": _RECORD,
        "other": _RECORD,
        "value": Cell("the rule, or 'by hand'"),
        "reason": _TEXT,
        "note": _TEXT,
    },
    "parted": {"record": _RECORD, "other": _RECORD, "reason": _TEXT},
    "distinct": {"record": _RECORD, "other": _RECORD, "reason": _TEXT},
    "linked": {
        "record": _RECORD,
        "other": _RECORD,
        "value": Cell("kind of link", choices=LINKS),
        "reason": _TEXT,
    },
    "unlinked": {
        "record": _RECORD,
        "other": _RECORD,
        "value": Cell("kind of link", choices=LINKS),
        "reason": _TEXT,
    },
    "removed": {
        "record": _RECORD,
        "value": Cell("kind of removal", choices=("automation", "other")),
        "reason": _TEXT,
    },
    "restored": {"record": _RECORD, "reason": _TEXT},
    "decided": {
        "record": _RECORD,
        "other": Cell("way in which a record came up", choices=HOWS),
        "stage": _STAGE,
        "value": _VERDICT,
        "reason": _TEXT,
        "note": _TEXT,
    },
    "withdrawn": {"record": _RECORD, "stage": _STAGE, "reason": _TEXT, "note": _TEXT},
    "resolved": {
        "record": _RECORD,
        "stage": _STAGE,
        "value": Cell("decision", choices=("include", "exclude")),
        "reason": _TEXT,
        "note": _TEXT,
    },
    "retrieved": {"record": _RECORD, "note": _TEXT},
    "not-retrieved": {"record": _RECORD, "reason": _TEXT, "note": _TEXT},
    "sampled": {"record": _RECORD, "other": _SAMPLE, "stage": _STAGE, "note": _TEXT},
    "stopped": {"stage": _STAGE, "value": Cell("the rule"), "reason": _TEXT, "note": _TEXT},
    "resumed": {"stage": _STAGE, "reason": _TEXT, "note": _TEXT},
    "changed": {
        "record": _RECORD,
        "other": _IMPORT,
        "value": Cell("the fields, joined by a comma and a blank"),
        "reason": _TEXT,
        "note": _TEXT,
    },
    "retracted": {
        "record": _RECORD,
        "other": _optional(_IMPORT),
        "reason": _TEXT,
        "note": _TEXT,
    },
    "published": {
        "value": Cell("the version of the review such as 2026"),
        "reason": _TEXT,
        "note": _TEXT,
    },
}
"""For each event the columns that it uses and what stands in them."""

_BODY = COLUMNS[4:]
_TIME = re.compile(rf"{_DAY}T\d{{2}}:\d{{2}}:\d{{2}}")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufeff]")
_SPREADSHEET = (
    "Spreadsheet programs change times, dates and numbers when they save a file: take events.csv "
    "back from a copy, and do not edit it."
)


def place_of(event: Event) -> str:
    """Return where an event stands, for errors.

    Examples
    --------
    >>> place_of(Event(4, "2026-03-01T10:15:00", "AK", "restored", "R000001"))
    'events.csv, line 5'
    """
    return f"events.csv, line {event.number + 1}"


def check_event(event: Event, *, where: str = "") -> None:
    """Raise the error for an event whose columns do not hold what its kind of event needs.

    Parameters
    ----------
    event : Event
        The event; whether it fits what happened before is not looked at.
    where : str
        Where it stands; ``"events.csv, line N"`` where it is empty.

    Raises
    ------
    InputError
        With the column and the value.

    Examples
    --------
    >>> check_event(Event(1, "2026-03-01T10:15:00", "AK", "decide", "R000001"))
    Traceback (most recent call last):
    ...
    hanse.errors.InputError: events.csv, line 2, column event: there is no event 'decide'. Did you
    mean 'decided'? There are: required, amended, searched, imported, identified, rejected, merged,
    parted, distinct, linked, unlinked, removed, restored, decided, withdrawn, resolved, retrieved,
    not-retrieved, sampled, stopped, resumed, changed, retracted, published.
    """
    cells = EVENTS.get(event.event)
    if cells is None:
        at = f"{where or place_of(event)}, column event"
        raise unknown_name("event", event.event, EVENTS, where=at)
    _check_head(event, where)
    for column in _BODY:
        value = getattr(event, column)
        cell = cells.get(column)
        if value:
            if cell is None:
                raise _trouble(
                    event,
                    column,
                    where,
                    f"'{value}' stands where '{event.event}' has nothing",
                    f"Its columns are {join_names(list(cells))}. {_SPREADSHEET}",
                )
            _check_cell(event, column, value, cell, where)
        elif cell is not None and cell.is_needed:
            needed = cell.what if not cell.choices else f"a {cell.what}"
            raise _trouble(
                event, column, where, f"it is empty where '{event.event}' needs {needed}", ""
            )


def _check_head(event: Event, where: str) -> None:
    """Raise the error for a number, a time or a person that is none."""
    if isinstance(event.number, bool) or not isinstance(event.number, int) or event.number < 1:
        mend = "Numbers are 1, 2, 3, … without a gap."
        raise _trouble(event, "number", where, f"'{event.number}' is no whole number from 1", mend)
    if not _is_time(event.at):
        what = f"'{event.at}' is no time such as 2026-03-01T10:15:00"
        raise _trouble(event, "at", where, what, _SPREADSHEET)
    if not event.person or event.person != event.person.strip():
        what = f"'{event.person}' is nobody's name"
        raise _trouble(event, "person", where, what, "Give the id of a person in the protocol.")
    if _UNPRINTABLE.search(event.person):
        raise _unprintable(event, "person", where)


def _check_cell(event: Event, column: str, value: str, cell: Cell, where: str) -> None:
    """Raise the error for a value that its column cannot hold."""
    if cell.choices:
        if value not in cell.choices:
            at = f"{where or place_of(event)}, column {column}"
            raise unknown_name(cell.what, value, cell.choices, where=at)
    elif cell.pattern is not None:
        if not cell.pattern.fullmatch(value) or not value.isascii() or not _is_day(value):
            raise _trouble(event, column, where, f"'{value}' is not {cell.what}", _SPREADSHEET)
    elif _UNPRINTABLE.search(value):
        raise _unprintable(event, column, where)
    elif column != "note" and cell.is_needed and value != value.strip():
        what = f"'{value}' begins or ends with a blank"
        raise _trouble(event, column, where, what, "Take the blank out.")


def _trouble(event: Event, column: str, where: str, what: str, mend: str) -> InputError:
    """Return the error for a column."""
    return InputError(what, where=f"{where or place_of(event)}, column {column}", mend=mend)


def _unprintable(event: Event, column: str, where: str) -> InputError:
    """Return the error for a text that does not stand on one line."""
    what = f"{getattr(event, column)!r} holds a line break or a sign that cannot be printed"
    return _trouble(event, column, where, what, "Write it on one line.")


def _is_time(text: str) -> bool:
    """Whether a text is a time that exists."""
    if not _TIME.fullmatch(text) or not text.isascii():
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_day(text: str) -> bool:
    """Whether a text is no date, or one that exists."""
    if not re.fullmatch(_DAY, text):
        return True
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def named(events: Iterable[str]) -> str:
    """Return names of events in quotes, for errors.

    Examples
    --------
    >>> named(["merged", "parted"])
    "'merged' and 'parted'"
    """
    return join_names([f"'{one}'" for one in events])
