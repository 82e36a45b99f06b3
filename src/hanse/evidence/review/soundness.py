"""Whether the files of a review are those that its log speaks of, before anything is reported."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from hanse.errors import InputError, unknown_name
from hanse.evidence.log import RULES, Event
from hanse.evidence.protocol import Protocol, protocol_from_toml
from hanse.evidence.records import read_csv_records, read_records
from hanse.evidence.review.comparison import changed_fields
from hanse.evidence.review.folder import Review
from hanse.evidence.review.founding import content_mark
from hanse.evidence.review.layout import EVENTS, IMPORTS, PROTOCOL, RECORDS, VERSIONS
from hanse.messages import join_names, plural

__all__ = ["check_review", "frozen_versions", "reading_differences"]

_COPY = "Take it back from a copy."


def frozen_versions(review: Review) -> dict[int, Protocol]:
    """Return every frozen version of the protocol by its number.

    Raises
    ------
    InputError
        If a file of the folder ``protocol`` is missing, or not the one that was frozen.
    """
    found = {}
    for one in review.state.amendments:
        path = review.folder / VERSIONS / f"{one.version}.toml"
        if not path.is_file():
            raise InputError(
                f"there is no such file, and {EVENTS}, line {one.number + 1} names it",
                where=f"{VERSIONS}/{path.name}",
                mend=_COPY,
            )
        text = path.read_text(encoding="utf-8-sig")
        if one.note.startswith("sha256:") and one.note != content_mark(text):
            raise InputError(
                f"it is not the file that was frozen on {one.at[:10]} "
                f"({EVENTS}, line {one.number + 1})",
                where=f"{VERSIONS}/{path.name}",
                mend=f"{_COPY} To change the protocol, change {PROTOCOL} and freeze it.",
            )
        found[one.version] = protocol_from_toml(text)
    return found


def check_review(review: Review, versions: Mapping[int, Protocol]) -> None:
    """Refuse a review whose log names what its protocol or its folder does not have.

    Parameters
    ----------
    review : Review
        The review.
    versions : mapping of int to Protocol
        As `frozen_versions` returns them: a person, source or criterion of any version is known.

    Raises
    ------
    InputError
        If there is no log; an event names a person, source or criterion that no version of the
        protocol has; or the files of an import are not those that the log speaks of.
    """
    if not (review.folder / EVENTS).is_file():
        raise InputError(f"there is no {EVENTS}", where=review.folder.name, mend=_COPY)
    protocols = [review.protocol, *versions.values()]
    people = _ids(protocols, "people")
    sources = _ids(protocols, "sources")
    criteria = _ids(protocols, "criteria")
    for event in review.log.events:
        if event.person != RULES and event.person not in people:
            raise unknown_name("person", event.person, people, where=_place(event, "person"))
        if event.event == "searched" and event.other not in sources:
            raise unknown_name("source", event.other, sources, where=_place(event, "other"))
        if event.event == "imported" and event.reason not in sources:
            raise unknown_name("source", event.reason, sources, where=_place(event, "reason"))
        if event.event in ("decided", "resolved"):
            for part in filter(None, (one.strip() for one in event.reason.split(";"))):
                if part not in criteria:
                    raise unknown_name("criterion", part, criteria, where=_place(event, "reason"))
    for name in review.state.imports:
        _check_import(review, name)


def _ids(protocols: list[Protocol], section: str) -> list[str]:
    """Return the ids of a section in any version of the protocol."""
    return list(dict.fromkeys(one.id for each in protocols for one in getattr(each, section)))


def _place(event: Event, column: str) -> str:
    """Return where something stands in the log."""
    return f"{EVENTS}, line {event.number + 1}, column {column}"


def _check_import(review: Review, name: str) -> None:
    """Refuse an import whose records are other ones than those that the log identified."""
    state, where = review.state, f"{IMPORTS}/{name}/{RECORDS}"
    path = review.folder / IMPORTS / name / RECORDS
    if not path.is_file():
        line = state.imports[name].number + 1
        raise InputError(
            f"there is no such file, and {EVENTS}, line {line} names it",
            where=where,
            mend="Take the folder of the import back from a copy.",
        )
    try:
        counts = Counter(one.id for one in read_csv_records(path))
    except InputError as error:
        place = f"{IMPORTS}/{name}/{error.where}"
        raise InputError(error.what, where=place, mend=_COPY) from error
    named = [one for one in state.records if state.identification(one).import_id == name]
    twice = [one for one, n in counts.items() if n > 1]
    for what, found in (
        ("twice in it", twice),
        (f"missing that {EVENTS} identifies", sorted(set(named) - set(counts))),
        (f"in it that {EVENTS} does not identify", sorted(set(counts) - set(named))),
    ):
        if found:
            be = "is" if len(found) == 1 else "are"
            raise InputError(
                f"{plural(len(found), 'record')} {be} {what}: {join_names(found, most=5)}",
                where=where,
                mend=_COPY,
            )
    original = _original(review, name)
    mark = _mark(review, name)
    if original is None or not mark:
        return
    if hashlib.sha256(original.read_bytes()).hexdigest() != mark:
        raise InputError(
            f"it is not the file that was imported ({EVENTS}, "
            f"line {state.imports[name].number + 1})",
            where=f"{IMPORTS}/{name}/{original.name}",
            mend=_COPY,
        )


def _parts(review: Review, name: str) -> list[str]:
    """Return what the log says of the file of an import: format, name, hash."""
    parts = [one.strip() for one in review.state.imports[name].file.split("; ")]
    return parts if len(parts) > 2 and parts[-1].startswith("sha256:") else []


def _mark(review: Review, name: str) -> str:
    """Return the hash of the file of an import, empty where the log does not tell."""
    parts = _parts(review, name)
    return parts[-1].removeprefix("sha256:") if parts else ""


def _original(review: Review, name: str) -> Path | None:
    """Return the file of an import as it was given, None where it was taken away."""
    parts = _parts(review, name)
    if not parts:
        return None
    given = "; ".join(parts[1:-1])
    folder = review.folder / IMPORTS / name
    found = (folder / one for one in (f"original-{given}", given) if one != RECORDS)
    return next((path for path in found if path.is_file()), None)


def reading_differences(review: Review) -> Iterator[str]:
    """Yield in words where records are other than what their files give when read again.

    Somebody changed ``records.csv`` by hand, or another version of hanse read the file. Files that
    were taken away, as licences of databases may ask for, are said to be.
    """
    for name in review.state.imports:
        path = _original(review, name)
        if path is None:
            yield f"The file of import {name} is not there; its records cannot be read again."
            continue
        own = [
            review.records[one]
            for one in review.state.records
            if review.state.identification(one).import_id == name
        ]
        again = [one.record for one in read_records(path).records]
        if len(own) != len(again):
            yield (
                f"Import {name} has {plural(len(own), 'record')}, and its file gives "
                f"{len(again):,} when it is read again."
            )
            continue
        other = {
            one.id: fields
            for one, new in zip(own, again, strict=True)
            if (fields := changed_fields(one, new))
        }
        if other:
            first, fields = next(iter(other.items()))
            yield (
                f"{plural(len(other), 'record')} of import {name} "
                f"{'differs' if len(other) == 1 else 'differ'} from what its file gives when it is "
                f"read again, such as {first} ({', '.join(fields)})."
            )
