"""Versions of a protocol: what is frozen, what changed, and what has to be searched again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from hanse.errors import InputError, LimitReached
from hanse.evidence.protocol.changes import Change, changes_between
from hanse.evidence.protocol.checks import check_protocol
from hanse.evidence.protocol.model import Protocol, Source
from hanse.evidence.protocol.reader import protocol_from_toml
from hanse.evidence.protocol.search_string import search_string
from hanse.evidence.protocol.writer import protocol_text
from hanse.messages import columns_text, plural
from hanse.result import Answer, Record

__all__ = ["ProtocolChange", "SearchDue", "SearchesDue", "freeze", "searches_due"]

_VERSION = re.compile(r"^(\s*version\s*=\s*)\d+", re.MULTILINE)


@dataclass(frozen=True)
class ProtocolChange(Answer, kind="protocol-change"):
    """A version of a protocol as it is frozen.

    Attributes
    ----------
    version : int
        Its number: 1, or one more than that before.
    changes : tuple of Change
        What differs from the version before; empty for the first.
    text : str
        Content of the frozen file.
    sha256 : str
        Of that content in UTF-8.
    sources : tuple of str
        Sources whose search string differs from the version before; all for the first.
    protocol : Protocol
        The protocol with its number.
    """

    version: int
    changes: tuple[Change, ...]
    text: str
    sha256: str
    sources: tuple[str, ...]
    protocol: Protocol

    @property
    def reason(self) -> str:
        """What changed, in one line, as the log keeps it."""
        return "; ".join(one.what for one in self.changes) or "first version"

    def to_frame(self) -> Any:
        """Return a row for each change."""
        import pandas as pd

        rows = [(self.version, one.section, one.sort, one.what) for one in self.changes]
        return pd.DataFrame(rows, columns=["version", "section", "sort", "what"])

    def __str__(self) -> str:
        told = [f"  {one.what}" for one in self.changes] or ["  first version"]
        again = ", ".join(self.sources) or "none"
        return "\n".join([f"Version {self.version}", *told, f"Strings that differ: {again}"])


def freeze(
    protocol: Protocol, previous: Protocol | None = None, *, text: str | None = None
) -> ProtocolChange:
    """Return a protocol as the next version, with what changed since the one before.

    Parameters
    ----------
    protocol : Protocol
        The protocol as it is now; its own number does not count.
    previous : Protocol, optional
        The version frozen last; None for the first.
    text : str, optional
        The file of the protocol as somebody wrote it. Then this is what is frozen, with its
        comments, only with the new number; else the protocol is written anew.

    Raises
    ------
    InputError
        If nothing changed, if the protocol does not hold together, or if the text says another
        protocol.

    Examples
    --------
    >>> from hanse.evidence.protocol.starter import starter_protocol
    >>> first = freeze(protocol_from_toml(starter_protocol("Clusters abroad")))
    >>> first.version, first.reason
    (1, 'first version')
    """
    check_protocol(protocol)
    version = 1 if previous is None else previous.version + 1
    made = replace(protocol, version=version)
    changes = () if previous is None else changes_between(previous, made)
    if previous is not None and not changes:
        raise InputError(
            f"nothing changed since version {previous.version}",
            where="protocol",
            mend="Change the protocol before freezing a new version.",
        )
    written = protocol_text(made) if text is None else _renumbered(text, made)
    return ProtocolChange(
        version=version,
        changes=changes,
        text=written,
        sha256=sha256(written.encode("utf-8")).hexdigest(),
        sources=tuple(one.id for one in made.sources if _string_differs(one, made, previous)),
        protocol=made,
    )


def _renumbered(text: str, made: Protocol) -> str:
    """Return the text of a protocol with the number of its version, all else as it was."""
    text = text.removeprefix("\ufeff")
    if _VERSION.search(text):
        new = _VERSION.sub(rf"\g<1>{made.version}", text, count=1)
    else:
        new = re.sub(
            r"^\[review\][^\n]*$",
            rf"\g<0>\nversion = {made.version}",
            text,
            count=1,
            flags=re.MULTILINE,
        )
    if protocol_from_toml(new) != made:
        raise InputError(
            "the text is not that of the protocol",
            where="protocol",
            mend="Read the protocol again from the file and freeze that.",
        )
    return new


def _string_differs(source: Source, made: Protocol, previous: Protocol | None) -> bool:
    """Return whether the string of a source is another one than in the version before."""
    if previous is None or source.id not in [one.id for one in previous.sources]:
        return True
    return _searched(made, source) != _searched(previous, previous.source(source.id))


def _searched(protocol: Protocol, source: Source) -> tuple[object, ...]:
    """Return all that a search consists of: platform, strings, limits set by hand."""
    try:
        found = search_string(protocol, source)
    except LimitReached:
        return (source, protocol.concepts, protocol.combination)
    return (source.platform, found.text, found.notes)


@dataclass(frozen=True)
class SearchDue(Record, kind="search-due"):
    """A source and its latest search: when, with which version, how many days ago, whether due."""

    source: str
    stage: int
    searched: str
    version: int
    days: int
    is_due: bool
    why: str


@dataclass(frozen=True)
class SearchesDue(Answer, kind="searches-due"):
    """Which sources have to be searched, as of a date; in the order of the stages."""

    as_of: str
    rows: tuple[SearchDue, ...]

    def to_frame(self) -> Any:
        """Return a row for each source; no search is an empty date."""
        import pandas as pd

        names = ["source", "stage", "searched", "version", "days", "is_due", "why"]
        rows = [[getattr(row, name) for name in names] for row in self.rows]
        return pd.DataFrame(rows, columns=names)

    def __str__(self) -> str:
        n = sum(row.is_due for row in self.rows)
        head = f"{plural(n, 'source')} of {len(self.rows)} to search as of {self.as_of}"
        lines = [
            [row.source, str(row.stage), row.searched or "never", _number(row), row.why]
            for row in self.rows
        ]
        return f"{head}\n" + columns_text(
            ["source", "stage", "searched", "version", "why"], lines, left=[0, 2, 4]
        )


def searches_due(
    protocol: Protocol,
    searches: Iterable[tuple[str, str, int]],
    *,
    as_of: str,
    versions: Mapping[int, Protocol] | None = None,
    most_days: int | None = None,
) -> SearchesDue:
    """Return which sources were never searched, or not with the string that holds now.

    Parameters
    ----------
    protocol : Protocol
        The protocol that holds now.
    searches : iterable of (str, str, int)
        Source, date (ISO) and version of the protocol of each search, in any order.
    as_of : str
        The date of today, ISO.
    versions : mapping of int to Protocol, optional
        Earlier versions. A search with one of them is not due where its string was the same;
        without them every search with an earlier version is due.
    most_days : int, optional
        A search older than this is due too.

    Returns
    -------
    SearchesDue
        A row for each source of the protocol; a source that was searched and is no longer in the
        protocol stands at the end and is not due.

    Raises
    ------
    InputError
        If a date is none or lies after ``as_of``, or a search names a later version.

    Examples
    --------
    >>> made = Protocol("t", 2, (), (), (Source("s", "S"), Source("w", "W")), (), ())
    >>> print(searches_due(made, [("s", "2026-01-10", 2)], as_of="2026-02-09"))
    1 source of 2 to search as of 2026-02-09
    source  stage  searched    version  why
    s           1  2026-01-10        2  30 days ago, with the string that holds
    w           1  never                never searched
    """
    today = _date(as_of, "as_of")
    latest: dict[str, tuple[str, int]] = {}
    for source, day, version in searches:
        when = f"search of {source}"
        if _date(day, when) > today:
            mend = "Give the date of the search, or a later as_of."
            raise InputError(f"{day} is after {as_of}", where=when, mend=mend)
        if version > protocol.version:
            what = f"version {version} is later than that of the protocol, {protocol.version}"
            raise InputError(what, where=when, mend="Read the protocol that holds now.")
        latest[source] = max(latest.get(source, ("", 0)), (day, version))
    known = {one.id for one in protocol.sources}
    rows = [
        _row(one, protocol, latest.get(one.id), today, versions or {}, most_days)
        for one in sorted(protocol.sources, key=lambda one: one.stage)
    ]
    for source in sorted(set(latest) - known):
        day, version = latest[source]
        days = (today - _date(day, source)).days
        why = "no longer in the protocol"
        rows.append(SearchDue(source, 0, day, version, days, False, why))
    return SearchesDue(as_of, tuple(rows))


def _row(
    source: Source,
    protocol: Protocol,
    last: tuple[str, int] | None,
    today: date,
    versions: Mapping[int, Protocol],
    most_days: int | None,
) -> SearchDue:
    """Return the row of one source of the protocol."""
    if last is None:
        return SearchDue(source.id, source.stage, "", 0, -1, True, "never searched")
    day, version = last
    days = (today - _date(day, source.id)).days
    old = versions.get(version)
    is_same = version == protocol.version or (
        old is not None and not _string_differs(source, protocol, old)
    )
    ago = f"{plural(days, 'day')} ago"
    if not is_same:
        is_due, why = True, f"searched with version {version}, now {protocol.version}"
    elif most_days is not None and days > most_days:
        is_due, why = True, f"{ago}, more than {most_days:,}"
    else:
        is_due, why = False, f"{ago}, with the string that holds"
    return SearchDue(source.id, source.stage, day, version, days, is_due, why)


def _number(row: SearchDue) -> str:
    """Return the version of a search, empty where there was none."""
    return str(row.version) if row.searched else ""


def _date(text: str, where: str) -> date:
    """Return a date, an error where it is none."""
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as error:
        mend = "Write it as 2026-03-01."
        raise InputError(f"'{text}' is no date", where=where, mend=mend) from error
