"""The file of the event log: read it, write it, append to it, and mend a line torn in writing."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from hanse.errors import InputError, unknown_name
from hanse.evidence.log.event import COLUMNS, Event, check_event
from hanse.evidence.log.review_log import ReviewLog, check_order
from hanse.messages import plural
from hanse.tables.write import write_bytes

__all__ = ["append_events", "mend_log", "read_log", "write_log"]

_HEADER = ",".join(COLUMNS)
_NUMBER = re.compile(r"[1-9]\d*")
_COPY = "Take the file back from a copy, and do not edit it with a spreadsheet program."
_BOM = b"\xef\xbb\xbf"


def read_log(path: str | os.PathLike[str]) -> ReviewLog:
    """Read an event log.

    A byte order mark and line ends of Windows are read over: they change no event. Whatever else a
    spreadsheet program does to the file is an error with line, column and value.

    Parameters
    ----------
    path : path
        The file: UTF-8, comma, one line for each event below the header.

    Returns
    -------
    ReviewLog
        Its events; whether they are possible one after the other is checked by `replay`.

    Raises
    ------
    InputError
        If there is no file, it is not UTF-8, its last line is torn (`mend_log`), a line has too
        few or too many cells, a value does not fit its column, or numbers or times are not in
        order.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> event = Event(1, "2026-03-01T10:15:00", "AK", "published", value="2026")
    >>> with TemporaryDirectory() as folder:
    ...     log = ReviewLog.from_events([event])
    ...     read_log(write_log(Path(folder, "events.csv"), log)) == log
    True
    """
    file = Path(path)
    lines = _lines(_bytes(file), file.name)
    _check_header(lines[0], file.name)
    events: list[Event] = []
    last: Event | None = None
    for at, line in enumerate(lines[1:], start=2):
        event = _event(line, file.name, at)
        check_order(event, last, where=f"{file.name}, line {at}")
        events.append(event)
        last = event
    return ReviewLog(tuple(events))


def write_log(path: str | os.PathLike[str], log: ReviewLog) -> Path:
    """Write an event log, whole or not at all; what stood in the file is replaced.

    Parameters
    ----------
    path : path
        The file; its folder must exist.
    log : ReviewLog
        What is written.

    Returns
    -------
    Path
        The path as it was given.

    Raises
    ------
    InputError
        If an event does not fit its columns, or the file cannot be written.
    """
    ReviewLog.from_events(log.events)
    return write_bytes(path, f"{_HEADER}\n{_written(log.events)}".encode())


def append_events(
    path: str | os.PathLike[str], log: ReviewLog, events: Iterable[Event]
) -> ReviewLog:
    """Write events below those of the file, and have the disk keep them before returning.

    One event is written at the end of the file. Several are one act, such as an import: the file
    is replaced by a longer one, so that they are there all together or not at all.

    Parameters
    ----------
    path : path
        The file; it is made where there is none and ``log`` is empty.
    log : ReviewLog
        What stands in the file, as it was read or written last.
    events : iterable of Event
        What comes below; numbered on. Whether they are possible is checked by `ReviewBook`.

    Returns
    -------
    ReviewLog
        What stands in the file now.

    Raises
    ------
    InputError
        If the file ends otherwise than ``log``, because somebody else wrote into it; an event does
        not fit its columns, number or time; or the disk refuses, in which case the file stays as
        it was.
    """
    file, made = Path(path), tuple(events)
    last = log.events[-1] if log.events else None
    for event in made:
        check_event(event)
        check_order(event, last)
        last = event
    if not log.events and not file.exists():
        write_log(file, ReviewLog(made))
        return ReviewLog(made)
    end = _line_end(file, log)
    data = _written(made, end=end).encode()
    if len(made) > 1:
        write_bytes(file, _bytes(file) + data)
    elif made:
        _append(file, data)
    return ReviewLog(log.events + made)


def mend_log(path: str | os.PathLike[str]) -> str:
    """Mend an event log whose last line was torn when the computer stopped in writing it.

    A last line that is whole but for its line end gets one; half a line is cut off: the event was
    never confirmed to anybody. A file whose last line is whole stays as it is.

    Parameters
    ----------
    path : path
        The file.

    Returns
    -------
    str
        What was done, in words.

    Raises
    ------
    InputError
        If there is no file or it cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = write_log(Path(folder, "events.csv"), ReviewLog())
    ...     _ = file.write_text(file.read_text() + "1,2026-03-01T1")
    ...     mend_log(file)
    "Cut off half a line, line 2: '1,2026-03-01T1'."
    """
    file = Path(path)
    data = _bytes(file)
    kept = data.rstrip(b"\0")
    if kept.endswith(b"\n") or not kept:
        if kept != data:
            write_bytes(file, kept)
            return f"Cut off {plural(len(data) - len(kept), 'empty byte')} at the end."
        return "Nothing is torn."
    head, _, tail = kept.rpartition(b"\n")
    number = head.count(b"\n") + (2 if head else 1)
    try:
        _event(tail.decode("utf-8").removesuffix("\r"), file.name, number)
    except (InputError, UnicodeDecodeError):
        write_bytes(file, head + b"\n" if head else b"")
        shown = tail.decode("utf-8", "replace")
        return f"Cut off half a line, line {number}: '{shown}'."
    write_bytes(file, kept.removesuffix(b"\r") + b"\n")
    return f"Ended the last line, line {number}."


def _bytes(file: Path) -> bytes:
    """Return what stands in the file."""
    if not file.is_file():
        raise InputError(
            f"there is no file '{file.name}'",
            where=str(file.parent),
            mend="Name the folder of a review.",
        )
    return file.read_bytes()


def _lines(data: bytes, name: str) -> list[str]:
    """Return the lines of a log without their ends, refused where the last is torn."""
    body = data.removeprefix(_BOM)
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError("the file is UTF-16, not UTF-8", where=name, mend=_COPY)
    torn = body.rpartition(b"\n")[2]
    if torn or not body:
        raise _torn(torn, body.count(b"\n") + 1, name)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        at = body[: error.start].count(b"\n") + 1
        what = f"a byte that is not UTF-8, {body[error.start]:#04x}"
        raise InputError(what, where=f"{name}, line {at}", mend=_COPY) from error
    return [line.removesuffix("\r") for line in text.split("\n")[:-1]]


def _torn(torn: bytes, line: int, name: str) -> InputError:
    """Return the error for a last line without an end."""
    if not torn:
        return InputError("the file is empty", where=name, mend=f"Its first line is '{_HEADER}'.")
    shown = torn.strip(b"\0").decode("utf-8", "replace")[:60]
    return InputError(
        f"the last line was not written to its end: '{shown}'",
        where=f"{name}, line {line}",
        mend="The computer stopped while it was written, so nobody was told that it holds: cut it "
        "off, as mend_log(path) does.",
    )


def _check_header(line: str, name: str) -> None:
    """Raise the error for a first line that does not name the columns."""
    if line == _HEADER:
        return
    where = f"{name}, line 1"
    for sign, called in ((";", "semicolons"), ("\t", "tabs")):
        if line.count(sign) >= len(COLUMNS) - 1:
            what = f"the columns are parted by {called}, not by commas"
            raise InputError(what, where=where, mend=_COPY)
    found = [one.strip('" ') for one in line.split(",")]
    for column in COLUMNS:
        if column not in found:
            raise unknown_name("column", column, found, where=where)
    raise InputError(f"the header is '{line}'", where=where, mend=f"It must be '{_HEADER}'.")


def _event(line: str, name: str, at: int) -> Event:
    """Return the event that a line holds."""
    where = f"{name}, line {at}"
    cells = line.split(",") if '"' not in line else _cells(line, where)
    if len(cells) != len(COLUMNS):
        what = f"{plural(len(cells), 'cell')} where there are {len(COLUMNS)} columns"
        if not line:
            what = "the line is empty"
        raise InputError(what, where=where, mend=_COPY)
    if not _NUMBER.fullmatch(cells[0]) or not cells[0].isascii():
        what = f"'{cells[0]}' is no whole number from 1" if cells[0] else "the number is missing"
        raise InputError(what, where=f"{where}, column number", mend=_COPY)
    event = Event(int(cells[0]), *cells[1:])
    check_event(event, where=where)
    return event


def _cells(line: str, where: str) -> list[str]:
    """Return the cells of a line that holds quotes."""
    try:
        return next(csv.reader([line], strict=True))
    except csv.Error as error:
        what = f"the quotes around a cell are not right ({error})"
        raise InputError(what, where=where, mend=_COPY) from error


def _written(events: Sequence[Event], *, end: str = "\n") -> str:
    """Return events as lines of the file."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator=end)
    writer.writerows(tuple(getattr(one, name) for name in COLUMNS) for one in events)
    return stream.getvalue()


def _line_end(file: Path, log: ReviewLog) -> str:
    """Return how the lines of the file end, refused where its last line is not the log's last."""
    if not file.is_file():
        _bytes(file)
    with file.open("rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, size - 65536))
        tail = stream.read()
        if tail.count(b"\n") < 2:
            stream.seek(0)
            tail = stream.read()
    if not tail.endswith(b"\n"):
        tail = tail.rpartition(b"\n")[2]
        raise _torn(tail, file.read_bytes().count(b"\n") + 1, file.name)
    lines = tail.rsplit(b"\n", 2)
    found = lines[-2].removesuffix(b"\r").removeprefix(_BOM).decode("utf-8", "replace")
    due = _written(log.events[-1:]).removesuffix("\n") if log.events else _HEADER
    if not _is_same(found, due):
        raise InputError(
            f"the last line is '{found[:80]}' where this session wrote '{due[:80]}'",
            where=file.name,
            mend="Somebody else wrote into the file in the meantime: open the review again.",
        )
    return "\r\n" if lines[-2].endswith(b"\r") else "\n"


def _is_same(found: str, due: str) -> bool:
    """Whether two lines hold the same cells, however they are quoted."""
    return found == due or list(csv.reader([found])) == list(csv.reader([due]))


def _append(file: Path, data: bytes) -> None:
    """Write bytes at the end of the file, all of them or none."""
    with file.open("r+b", buffering=0) as stream:
        size = stream.seek(0, os.SEEK_END)
        left = memoryview(data)
        try:
            while left:
                left = left[stream.write(left) :]
            os.fsync(stream.fileno())
        except OSError as error:
            stream.truncate(size)
            raise InputError(
                f"cannot be written: {error.strerror or error}",
                where=file.name,
                mend="Make room on the disk, or see that you may write there.",
            ) from error
