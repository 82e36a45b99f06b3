"""What a review holds, entry by entry: searches, imports, decisions, merges, links."""

from __future__ import annotations

from dataclasses import dataclass

from hanse.evidence.log.event import DATABASE_KINDS
from hanse.result import Record

__all__ = [
    "Amendment",
    "Change",
    "Conflict",
    "Decision",
    "Distinct",
    "Identification",
    "Import",
    "Link",
    "Merge",
    "Rejection",
    "Removal",
    "Retraction",
    "Retrieval",
    "Sample",
    "Search",
    "Stop",
    "Version",
]


@dataclass(frozen=True)
class Search(Record, kind="review-search"):
    """One search: what the source showed on that day."""

    source: str
    hits: int
    day: str
    string: str
    person: str
    number: int


@dataclass(frozen=True)
class Import(Record, kind="review-import"):
    """One file that was read: its source and the kind of it."""

    id: str
    source: str
    source_kind: str
    file: str
    number: int

    @property
    def is_database(self) -> bool:
        """Whether the source is a database or a register."""
        return self.source_kind in DATABASE_KINDS


@dataclass(frozen=True)
class Identification(Record, kind="review-identification"):
    """Where a record came from: the import, and the place in its file."""

    record: str
    import_id: str
    source: str
    source_kind: str
    place: str
    number: int

    @property
    def is_database(self) -> bool:
        """Whether the source is a database or a register."""
        return self.source_kind in DATABASE_KINDS


@dataclass(frozen=True)
class Rejection(Record, kind="review-rejection"):
    """A damaged record that could not be read and is no record of the review."""

    import_id: str
    place: str
    reason: str
    text: str
    number: int


@dataclass(frozen=True)
class Merge(Record, kind="review-merge"):
    """A record that was merged away, and the one it was merged into."""

    record: str
    kept: str
    rule: str
    reason: str
    score: str
    person: str
    number: int


@dataclass(frozen=True)
class Distinct(Record, kind="review-distinct"):
    """Two records of which a person said that they are no duplicates."""

    record: str
    other: str
    reason: str
    person: str
    number: int


@dataclass(frozen=True)
class Link(Record, kind="review-link"):
    """How one record belongs to another, such as an erratum to its article."""

    record: str
    other: str
    link: str
    reason: str
    person: str
    number: int


@dataclass(frozen=True)
class Removal(Record, kind="review-removal"):
    """Why a record was removed before screening: automation, or another reason."""

    record: str
    value: str
    reason: str
    person: str
    number: int


@dataclass(frozen=True)
class Decision(Record, kind="review-decision"):
    """What a person said of a record at a stage.

    Attributes
    ----------
    person, value, reason, note : str
        Who, include, exclude or unsure, the criterion, and a remark.
    how : str
        How the record came up: one of `HOWS`, empty for a resolution.
    at : str
        When.
    number : int
        Number of the event.
    record : str
        The record on which it was said; another than asked for where records are merged.
    """

    person: str
    value: str
    reason: str
    how: str
    note: str
    at: str
    number: int
    record: str


@dataclass(frozen=True)
class Conflict(Record, kind="review-conflict"):
    """A record of which the reviewers do not say the same, or are unsure."""

    record: str
    stage: str
    decisions: tuple[Decision, ...]


@dataclass(frozen=True)
class Retrieval(Record, kind="review-retrieval"):
    """Whether the full text is there, where it lies, or why it could not be got."""

    record: str
    is_retrieved: bool
    words: str
    person: str
    number: int


@dataclass(frozen=True)
class Sample(Record, kind="review-sample"):
    """Records drawn at random at a stage, for the check of recall."""

    id: str
    stage: str
    records: tuple[str, ...]


@dataclass(frozen=True)
class Stop(Record, kind="review-stop"):
    """A rule said that screening at a stage may stop; or a person went on all the same.

    ``rule`` is empty where screening was resumed.
    """

    stage: str
    rule: str
    statement: str
    person: str
    at: str
    number: int


@dataclass(frozen=True)
class Change(Record, kind="review-change"):
    """Fields of a record of which a later import brought other values."""

    record: str
    import_id: str
    fields: tuple[str, ...]
    number: int


@dataclass(frozen=True)
class Retraction(Record, kind="review-retraction"):
    """A record that was retracted by its publisher."""

    record: str
    import_id: str
    reason: str
    number: int


@dataclass(frozen=True)
class Version(Record, kind="review-version"):
    """A version of the review that was published, with the records included then."""

    version: str
    at: str
    number: int
    included: tuple[str, ...]


@dataclass(frozen=True)
class Amendment(Record, kind="review-amendment"):
    """A version of the protocol."""

    version: int
    reason: str
    note: str
    person: str
    at: str
    number: int
