"""What a person says of records: conflicts settled, full texts, links, what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hanse.errors import InputError, unknown_name
from hanse.evidence.log import LINKS, STAGES, Event
from hanse.evidence.review.folder import Entry, Review
from hanse.evidence.review.founding import check_frozen

__all__ = [
    "check_reason",
    "link_reports",
    "log_search",
    "note_full_text",
    "publish",
    "resolve",
    "restore",
    "set_aside",
]


SETTLED = ("include", "exclude")


def check_reason(review: Review, stage: str, value: str, reason: str) -> str:
    """Return the criterion of a decision, an error where it is lacking or not of this stage.

    Parameters
    ----------
    review : Review
        With the criteria of its protocol.
    stage : {"title-abstract", "full-text"}
        Where it is decided.
    value : {"include", "exclude", "unsure"}
        What is decided.
    reason : str
        Identifier of a criterion. An exclusion at full text needs one; elsewhere it may be empty.

    Raises
    ------
    InputError
        If the criterion is not in the protocol, is not used at this stage, or is needed.
    """
    if stage not in STAGES:
        raise unknown_name("stage", stage, STAGES)
    usable = [one for one in review.protocol.criteria if stage in one.stages]
    known = [one.id for one in usable if value in (one.type, "unsure")]
    if reason and reason not in known and reason in [one.id for one in usable]:
        raise InputError(
            f"{reason} is no reason to {value}",
            mend=f"Give one of: {', '.join(known)}." if known else "Give no reason.",
        )
    if reason and reason not in known:
        raise unknown_name("criterion", reason, known, where=f"protocol.toml, {stage}")
    if value == "exclude" and stage == STAGES[1] and not reason:
        raise InputError(
            "an exclusion at full text needs its criterion",
            mend=f"Give one of: {', '.join(known) or 'none; add [[criteria]] to protocol.toml'}.",
        )
    return reason


def resolve(
    review: Review,
    record: str,
    *,
    stage: str,
    value: str,
    reason: str = "",
    note: str = "",
    person: str,
    at: str,
) -> Event:
    """Settle a conflict, or a record of which somebody is unsure.

    Parameters
    ----------
    review : Review
        Its log holds it afterwards.
    record : str
        The record.
    stage : {"title-abstract", "full-text"}
        Where the reviewers differ.
    value : {"include", "exclude"}
        What holds.
    reason : str
        The criterion.
    note, person, at : str
        A remark, who settles it, and when.

    Raises
    ------
    InputError
        If there is nothing to settle, or the criterion is lacking or unknown.
    """
    check_frozen(review)
    if value not in SETTLED:
        raise unknown_name("decision", value, SETTLED)
    why = check_reason(review, stage, value, reason)
    entry = Entry("resolved", record, stage=stage, value=value, reason=why, note=note)
    return review.commit([entry], person=person, at=at)[0]


def note_full_text(
    review: Review, record: str, *, found: str = "", missing: str = "", person: str, at: str
) -> Event:
    """Note where the full text of a record is, or why it could not be got.

    Parameters
    ----------
    review : Review
        Its log holds it afterwards.
    record : str
        A record included at title and abstract.
    found : str
        File or address.
    missing : str
        Why there is none; one of the two is given.
    person, at : str
        Who looked for it, and when.

    Raises
    ------
    InputError
        If none or both are given, or the record is not sought.
    """
    if bool(found) == bool(missing):
        raise InputError(
            "say where the full text is, or why there is none",
            mend="Give --file WHERE, or --missing WHY.",
        )
    if review.state.representative(record) not in review.state.sought:
        raise InputError(
            f"the full text of {record} is not sought: {review.state.position(record)}",
            mend="A full text is sought when a record is included at title and abstract.",
        )
    entry = Entry("retrieved", record, note=found)
    if missing:
        entry = Entry("not-retrieved", record, reason=missing)
    return review.commit([entry], person=person, at=at)[0]


def link_reports(
    review: Review, first: str, second: str, *, kind: str, why: str, person: str, at: str
) -> Event:
    """Say how two records belong together; ``same-study`` and ``version`` make one study."""
    if kind not in LINKS:
        raise unknown_name("kind of link", kind, LINKS, where="--as")
    entry = Entry("linked", first, second, value=kind, reason=why)
    return review.commit([entry], person=person, at=at)[0]


def set_aside(
    review: Review, records: Sequence[str], *, kind: str, why: str, person: str, at: str
) -> tuple[Event, ...]:
    """Take records out before screening: ``kind`` is ``"automation"`` or ``"other"``."""
    entries = [Entry("removed", one, value=kind, reason=why) for one in records]
    return review.commit(entries, person=person, at=at)


def restore(
    review: Review, records: Sequence[str], *, why: str, person: str, at: str
) -> tuple[Event, ...]:
    """Take records back in that were set aside."""
    entries = [Entry("restored", one, reason=why) for one in records]
    return review.commit(entries, person=person, at=at)


def log_search(review: Review, *, source: str, hits: int, day: str, person: str, at: str) -> Event:
    """Note a search: what a source showed on a day, by the version of the protocol that holds.

    Parameters
    ----------
    review : Review
        Its log holds it afterwards.
    source : str
        A source of the protocol.
    hits : int
        How many the source showed, from 0. Of several notes on one source, day and version of the
        protocol the last one holds, so that a slip can be mended.
    day : str
        Date of the search, such as ``"2026-03-01"``.
    person, at : str
        Who searched, and when it is noted.

    Raises
    ------
    InputError
        If the source is unknown, the protocol is not frozen, or hits or day are none.
    """
    check_frozen(review)
    try:
        date.fromisoformat(day)
    except ValueError as error:
        raise InputError(
            f"'{day}' is no day", where="--on", mend="Write it as 2026-03-01."
        ) from error
    if day > at[:10]:
        raise InputError(
            f"{day} is after today, {at[:10]}", where="--on", mend="Give the day of the search."
        )
    version = review.state.amendments[-1].version
    entry = Entry(
        "searched",
        other=review.source(source),
        value=str(hits),
        reason=day,
        note=f"version {version}",
    )
    return review.commit([entry], person=person, at=at)[0]


def publish(review: Review, *, version: str, person: str, at: str) -> Event:
    """Note that the review was published: what is included now counts as previous studies."""
    return review.commit([Entry("published", value=version)], person=person, at=at)[0]
