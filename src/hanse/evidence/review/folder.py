"""The folder of a review: open it, ask it, and write events into it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from hanse.errors import InputError, unknown_name
from hanse.evidence.duplicates import MergedRecord, merge_records
from hanse.evidence.log import Event, ReviewBook, ReviewLog, ReviewState, append_events, read_log
from hanse.evidence.log.event import place_of
from hanse.evidence.protocol import Protocol, read_protocol
from hanse.evidence.records import BibliographicRecord, read_csv_records
from hanse.evidence.review.layout import EVENTS, IMPORTS, PROTOCOL, RECORDS, VERSIONS

__all__ = ["Entry", "Review", "open_review"]


class Entry(NamedTuple):
    """An event that is still to be numbered, timed and signed."""

    event: str
    record: str = ""
    other: str = ""
    stage: str = ""
    value: str = ""
    reason: str = ""
    note: str = ""


class Review:
    """A review in its folder: protocol, event log and records.

    Made by `open_review`. Everything that happens goes through `commit`, which checks the events
    against all that happened before and appends them to ``events.csv``; nothing else is written
    there, and nothing is ever changed or taken out.

    Attributes
    ----------
    folder : Path
        The folder.
    protocol : Protocol
        ``protocol.toml`` as it stands.
    """

    def __init__(self, folder: Path, protocol: Protocol, log: ReviewLog) -> None:
        self.folder, self.protocol = folder, protocol
        self._book = ReviewBook(log)

    @property
    def log(self) -> ReviewLog:
        """Return the events so far."""
        return self._book.log

    @property
    def state(self) -> ReviewState:
        """Return what the events add up to; it follows what is committed."""
        return self._book.state

    @cached_property
    def records(self) -> Mapping[str, BibliographicRecord]:
        """Return every record as it was imported, by identifier, in the order of the review.

        Raises
        ------
        InputError
            If the records of an import that is in the log are missing or other than the log says.
        """
        found: dict[str, BibliographicRecord] = {}
        for name in self.state.imports:
            found |= self._records_of(name)
        known = set(self.state.records)
        missing = [one for one in self.state.records if one not in found]
        foreign = [one for one in found if one not in known]
        if foreign:
            raise InputError(
                f"record {foreign[0]} is in a {RECORDS} and not in {EVENTS}",
                where=IMPORTS,
                mend="Take the folder of the import back from a copy.",
            )
        if missing:
            raise InputError(
                f"record {missing[0]} is in {EVENTS} and in no {RECORDS}",
                where=f"{IMPORTS}/{self.state.identification(missing[0]).import_id}",
                mend="Take the folder of the import back from a copy.",
            )
        return found

    def merged(self, record: str) -> MergedRecord:
        """Return a record joined with all that were merged with it, each value with its source."""
        return merge_records([self.records[one] for one in self.state.members(record)])

    def joined(self, record: str) -> BibliographicRecord:
        """Return the record of `merged` alone; nothing is put together where it is the only one."""
        members = self.state.members(record)
        return self.records[record] if members == (record,) else self.merged(record).record

    def person(self, given: str) -> str:
        """Return the identifier of a person of the protocol; the only one where none is given.

        Raises
        ------
        InputError
            If nobody is called so, or nobody is named and there are several.
        """
        known = [one.id for one in self.protocol.people]
        if not given and len(known) == 1:
            return known[0]
        if not given:
            raise InputError(
                "nobody is named",
                where="--person",
                mend=f"Say who does it: {', '.join(known) or f'add [[people]] to {PROTOCOL}'}.",
            )
        if given not in known:
            raise unknown_name("person", given, known, where=PROTOCOL)
        return given

    def source(self, given: str) -> str:
        """Return the identifier of a source of the protocol, an error where there is none."""
        known = [one.id for one in self.protocol.sources]
        if given not in known:
            raise unknown_name("source", given, known, where=PROTOCOL)
        return given

    def commit(self, entries: Iterable[Entry], *, person: str, at: str) -> tuple[Event, ...]:
        """Check entries against all that happened before, and append them to the log.

        Parameters
        ----------
        entries : iterable of Entry
            In their order; each is asked for when those before it hold in ``state``. Either all of
            them are written or none.
        person : str
            Who does it.
        at : str
            When, as ISO writes it. A clock that went back counts as the time of the last event.

        Returns
        -------
        tuple of Event
            The events as they were written.

        Raises
        ------
        InputError
            If an entry does not fit the events before it, or somebody else wrote into the file
            since it was opened.
        """
        return self._written(entries, person=person, at=at)

    def try_out(self, entries: Iterable[Entry], *, person: str, at: str) -> None:
        """Raise what `commit` would raise, and write nothing."""
        self._written(entries, person=person, at=at, is_kept=False)

    def _written(
        self, entries: Iterable[Entry], *, person: str, at: str, is_kept: bool = True
    ) -> tuple[Event, ...]:
        """Add entries to the book and, if they are kept, to the file."""
        before, first = self.log, self.state.number
        when = max(at, self.state.at)
        events: list[Event] = []
        try:
            for number, one in enumerate(entries, start=first + 1):
                events.append(Event(number, when, person, *one))
                self._add(events[-1])
            if is_kept:
                append_events(self.folder / EVENTS, before, events)
            else:
                self._book = ReviewBook(before)
        except BaseException:
            self._book = ReviewBook(before)
            raise
        return tuple(events)

    def _add(self, event: Event) -> None:
        """Add an event that is not in the file yet; its errors name no line of it."""
        try:
            self._book.add(event)
        except InputError as error:
            if not error.where.startswith(place_of(event)):
                raise
            mend = "" if "events.csv" in error.mend or "line" in error.mend else error.mend
            raise InputError(error.what, where=event.record or event.other, mend=mend) from error

    def check_current(self) -> None:
        """Raise the error where somebody else wrote into the log since the review was opened.

        Asked before a file is replaced that the log names: what `commit` refuses comes too late.

        Raises
        ------
        InputError
            If ``events.csv`` ends otherwise than this review knows it.
        """
        append_events(self.folder / EVENTS, self.log, ())

    def reopened(self) -> Review:
        """Return the review as its folder is now."""
        return open_review(self.folder)

    def forget_records(self) -> None:
        """Read the records again when they are next asked for."""
        self.__dict__.pop("records", None)

    def _records_of(self, name: str) -> dict[str, BibliographicRecord]:
        """Return the records of an import by identifier."""
        path = self.folder / IMPORTS / name / RECORDS
        if not path.is_file():
            raise InputError(
                f"there is no {RECORDS} of import {name}, which {EVENTS} names",
                where=f"{IMPORTS}/{name}",
                mend="Take the folder of the import back from a copy.",
            )
        return {one.id: one for one in read_csv_records(path)}


def open_review(folder: str | os.PathLike[str]) -> Review:
    """Open the folder of a review.

    Parameters
    ----------
    folder : path
        The folder with ``protocol.toml`` and ``events.csv``.

    Returns
    -------
    Review
        The records are read when they are first asked for.

    Raises
    ------
    InputError
        If there is no such folder or protocol, the protocol has mistakes, or the log is damaged or
        contradicts itself; with the line and what to do.
    """
    path = Path(folder)
    if not path.is_dir():
        what = f"'{path}' is a file" if path.exists() else f"there is no folder '{path}'"
        raise InputError(what, mend="Start a review with: hanse review new FOLDER.")
    begun = [name for name in (IMPORTS, VERSIONS) if (path / name).is_dir()]
    if not (path / PROTOCOL).is_file():
        frozen = f"Take it back from a copy, or copy the last file of {VERSIONS}/."
        start = "Start a review with: hanse review new FOLDER."
        mend = frozen if begun or (path / EVENTS).is_file() else start
        raise InputError(f"there is no {PROTOCOL}", where=str(path), mend=mend)
    if begun and not (path / EVENTS).is_file():
        raise InputError(
            f"there is no {EVENTS}, though {' and '.join(begun)} are there",
            where=str(path),
            mend="Take it back from a copy; without it nothing of the review counts.",
        )
    log = read_log(path / EVENTS) if (path / EVENTS).is_file() else ReviewLog()
    return Review(path, read_protocol(path / PROTOCOL), log)
