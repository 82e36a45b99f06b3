"""Taking an export into a review: all of it or nothing, and what is new against what was there."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hanse.errors import InputError
from hanse.evidence.records import (
    BibliographicRecord,
    RecordFile,
    read_records,
    write_csv_records,
)
from hanse.evidence.review.comparison import changed_fields, is_retracted, seen_before
from hanse.evidence.review.folder import Entry, Review
from hanse.evidence.review.founding import check_frozen
from hanse.evidence.review.layout import EVENTS, IMPORTS, RECORDS, REJECTED
from hanse.messages import plural, printable_line
from hanse.result import Answer, Record
from hanse.tables import write_bytes, write_csv, write_text

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SEEN", "ChangedRecord", "Imported", "import_export"]

SEEN = "seen before"
"""The rule by which a record that its source gave before is merged."""
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class ChangedRecord(Record, kind="review-changed-record"):
    """An earlier record that came again with other values.

    Attributes
    ----------
    record, again : str
        The earlier record, and the one that came now.
    fields : tuple of str
        The fields that differ.
    """

    record: str
    again: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Imported(Answer, kind="review-imported"):
    """What an import brought.

    Attributes
    ----------
    id : str
        Of the import, such as ``"I03"``.
    source, file : str
        Identifier of the source, and name of the file.
    formats : tuple of str
        In which the file is written.
    new : tuple of str
        Records that this source did not give before; they may still be duplicates of another's.
    seen : tuple of str
        Records that it gave before.
    changed : tuple of ChangedRecord
        Those of the records seen before that have other values now.
    retracted : tuple of str
        Earlier records that are retracted now, and new ones that are.
    rejected : tuple of (int, str)
        Line and reason of each damaged record.
    warnings : tuple of str
        What the reader noticed.
    hits : int or None
        What the last search of this source showed, if it is newer than the last import of it.
    """

    id: str
    source: str
    file: str
    formats: tuple[str, ...]
    new: tuple[str, ...]
    seen: tuple[str, ...]
    changed: tuple[ChangedRecord, ...]
    retracted: tuple[str, ...]
    rejected: tuple[tuple[int, str], ...]
    warnings: tuple[str, ...]
    hits: int | None = None

    @property
    def kept(self) -> int:
        """Return how many records were taken in."""
        return len(self.new) + len(self.seen)

    def __str__(self) -> str:
        """Return what came in, what is new, and what could not be read."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        """Yield the sentences."""
        total = self.kept + len(self.rejected)
        yield (
            f"Import {self.id}: {self.file} from {self.source} ({', '.join(self.formats)}). "
            f"{plural(total, 'record')} in the file: {self.kept:,} kept, "
            f"{len(self.rejected):,} reported as damaged."
        )
        if self.hits is not None and self.hits != total:
            yield (
                f"The search showed {plural(self.hits, 'hit')}, the file has {total:,}: "
                f"{_missing(self.hits, total)}."
            )
        if self.seen:
            yield (
                f"{len(self.new):,} new; {len(self.seen):,} seen before, "
                f"{len(self.changed):,} of them changed."
            )
        for one in self.changed:
            yield f"  changed: {one.record} ({', '.join(one.fields)})"
        for record in self.retracted:
            yield f"  retracted: {record}"
        for line, reason in self.rejected:
            yield f"  damaged: {self.file}, line {line}: {reason}"
        yield from (f"  note: {one}" for one in self.warnings)

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each record: ``record``, ``what`` (new, seen, …), ``fields``."""
        import pandas as pd

        changed = {one.again: one for one in self.changed}
        rows = [(one, "new", "") for one in self.new]
        rows += [
            (one, "changed" if one in changed else "seen", _fields(changed.get(one)))
            for one in self.seen
        ]
        rows += [(one, "retracted", "") for one in self.retracted]
        return pd.DataFrame(rows, columns=["record", "what", "fields"])


def _missing(hits: int, total: int) -> str:
    """Return what the difference of hits and records means."""
    if total < hits:
        return f"{plural(hits - total, 'hit')} did not come with the export"
    return f"{plural(total - hits, 'record')} more than the search showed"


def _fields(changed: ChangedRecord | None) -> str:
    """Return the fields of a changed record, empty where there is none."""
    return ", ".join(changed.fields) if changed else ""


def import_export(
    review: Review,
    path: str | os.PathLike[str],
    *,
    source: str,
    person: str,
    at: str,
    format: str | None = None,
    progress: Progress | None = None,
) -> Imported:
    """Take a file of records into a review.

    Parameters
    ----------
    review : Review
        The review; its log and its records hold the import afterwards.
    path : path
        The export. It is kept byte for byte in the folder of the import.
    source : str
        A source of the protocol.
    person, at : str
        Who imports, and when.
    format : str, optional
        The format, where it is not to be recognised.
    progress : callable, optional
        Told the step, how far it is, and of how much.

    Returns
    -------
    Imported
        Records that this source gave before are merged into the earlier ones at once; what changed
        and what is retracted is in the log.

    Raises
    ------
    InputError
        If the file cannot be read, the source is not in the protocol, or the same file was imported
        from it before. Nothing is written then.
    """
    check_frozen(review)
    tell = progress or (lambda step, done, of: None)
    file, where = Path(path), review.source(source)
    data = _bytes(file)
    _check_new(review, where, file, data)
    tell("reading", 0, 1)
    read = read_records(data, name=file.name, format=format)
    read.check()
    name, first = f"I{len(review.state.imports) + 1:02d}", len(review.state.records) + 1
    records = [
        replace(one.record, id=f"R{n:06d}") for n, one in enumerate(read.records, start=first)
    ]
    known = _given_by(review, where)
    tell("comparing", 0, 1)
    again = seen_before(records, known.values())
    found = _found(review, read, records, known, again, name=name, source=where)
    entries = [_imported(review, read, data, found), *_entries(review, read, again, found)]
    tell("writing", 0, 1)
    review.check_current()
    _write(review, name, file.name, data, read, records)
    try:
        review.commit(entries, person=person, at=at)
    except BaseException:  # also Ctrl-C, which may come when the log names the import already
        if f",imported,,{name}," not in (review.folder / EVENTS).read_text(encoding="utf-8"):
            shutil.rmtree(review.folder / IMPORTS / name, ignore_errors=True)
        raise
    review.forget_records()
    return found


def _given_by(review: Review, source: str) -> dict[str, BibliographicRecord]:
    """Return the records that a source gave so far."""
    origin = review.state.identification
    return {one: record for one, record in review.records.items() if origin(one).source == source}


def _bytes(file: Path) -> bytes:
    """Return what stands in a file."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror or error}", where=str(file), mend="Name the export."
        ) from error


def _check_new(review: Review, source: str, file: Path, data: bytes) -> None:
    """Refuse a file that was imported from the same source before."""
    mark = f"sha256:{hashlib.sha256(data).hexdigest()}"
    for event in review.log.events:
        if event.event == "imported" and event.reason == source and event.note.endswith(mark):
            raise InputError(
                f"the same file was imported from {source} before, as {event.other} on "
                f"{event.at[:10]}",
                where=file.name,
                mend="Export the search again to see what is new.",
            )


def _found(
    review: Review,
    read: RecordFile,
    records: list[BibliographicRecord],
    known: Mapping[str, BibliographicRecord],
    again: Mapping[str, str],
    *,
    name: str,
    source: str,
) -> Imported:
    """Return what the file brings, compared with what its source gave before."""
    changed, retracted = [], []
    standing = set(map(review.state.representative, review.state.retracted))
    for record in records:
        earlier = again.get(record.id)
        if earlier is not None:
            fields = changed_fields(known[earlier], record)
            if fields:
                changed.append(ChangedRecord(earlier, record.id, fields))
        target = record.id if earlier is None else review.state.representative(earlier)
        if is_retracted(record) and target not in standing:
            standing.add(target)
            retracted.append(target)
    return Imported(
        id=name,
        source=source,
        file=read.name,
        formats=read.formats,
        new=tuple(one.id for one in records if one.id not in again),
        seen=tuple(again),
        changed=tuple(changed),
        retracted=tuple(retracted),
        rejected=tuple((one.line, one.reason) for one in read.rejected),
        warnings=read.warnings,
        hits=_hits(review, source),
    )


def _hits(review: Review, source: str) -> int | None:
    """Return the hits of the last search of a source after its last import, None without one."""
    hits = None
    for event in review.log.events:
        if event.event == "searched" and event.other == source:
            hits = int(event.value)
        if event.event == "imported" and event.reason == source:
            hits = None
    return hits


def _imported(review: Review, read: RecordFile, data: bytes, found: Imported) -> Entry:
    """Return what the log says of the file as a whole."""
    hashed = hashlib.sha256(data).hexdigest()
    return Entry(
        "imported",
        other=found.id,
        value=review.protocol.source(found.source).type,
        reason=found.source,
        note=f"{'+'.join(read.formats)}; {found.file}; sha256:{hashed}",
    )


def _entries(
    review: Review,
    read: RecordFile,
    again: Mapping[str, str],
    found: Imported,
) -> Iterator[Entry]:
    """Yield what the log says of the records of an import."""
    first = len(review.state.records) + 1
    for number, placed in enumerate(read.records, start=first):
        yield Entry("identified", f"R{number:06d}", found.id, note=f"line {placed.line}")
    for one in read.rejected:
        yield Entry(
            "rejected",
            other=found.id,
            value=f"line {one.line}",
            reason=printable_line(one.reason),
            note=printable_line(one.text),
        )
    for new, earlier in again.items():
        kept = review.state.representative(earlier)
        yield Entry("merged", new, kept, value=SEEN, reason=f"{found.source} gave it before")
    for change in found.changed:
        kept = review.state.representative(change.record)
        yield Entry("changed", kept, found.id, value=", ".join(change.fields))
    for name in found.retracted:
        yield Entry("retracted", name, found.id, reason="the record says so")


def _write(
    review: Review,
    name: str,
    original: str,
    data: bytes,
    read: RecordFile,
    records: list[BibliographicRecord],
) -> None:
    """Write the folder of an import beside and move it into place."""
    folder = review.folder / IMPORTS
    folder.mkdir(exist_ok=True)
    beside = folder / f".{secrets.token_hex(8)}.part"
    try:
        beside.mkdir()
        taken = original.casefold() in (RECORDS, REJECTED)  # Windows knows no case
        safe = f"original-{original}" if taken else original
        write_bytes(beside / safe, data)
        write_text(beside / RECORDS, write_csv_records(records))
        rows = [(one.line, one.reason, one.text) for one in read.rejected]
        write_csv(beside / REJECTED, ("line", "reason", "text"), rows)
        _move_aside(folder / name)
        os.replace(beside, folder / name)
    except OSError as error:
        raise InputError(
            f"cannot be written: {error.strerror or error}",
            where=str(folder),
            mend="See that you may write there.",
        ) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _move_aside(folder: Path) -> None:
    """Give a folder that the log does not name another name; nothing that is there is lost."""
    number = 1
    while folder.exists():
        other = folder.with_name(f"{folder.name}.left-{number}")
        if not other.exists():
            os.replace(folder, other)
        number += 1
