"""The state of a review: what its log adds up to, as questions that can be asked."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from hanse.errors import unknown_name
from hanse.evidence.log.entries import (
    Amendment,
    Change,
    Conflict,
    Decision,
    Distinct,
    Identification,
    Import,
    Link,
    Merge,
    Rejection,
    Removal,
    Retraction,
    Retrieval,
    Sample,
    Search,
    Stop,
    Version,
)
from hanse.evidence.log.event import STAGES
from hanse.evidence.log.holdings import Holdings, unknown_record
from hanse.evidence.log.studies import studies_of
from hanse.messages import plural

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["POSITIONS", "ReviewState"]

POSITIONS = (
    "duplicate",
    "removed",
    "awaiting screening",
    "conflict at screening",
    "excluded at screening",
    "awaiting retrieval",
    "not retrieved",
    "awaiting assessment",
    "conflict at assessment",
    "excluded at assessment",
    "included",
)
"""Where a record can stand on its way through the review; every record stands in one place."""


class ReviewState:
    """What the events of a review add up to.

    It is made by `replay`, or by a `ReviewBook`, whose state follows the book as events are added.
    Nothing can be changed through it. Methods that take a record answer for the group of records
    that were merged with it; a record that is not known is an `InputError` with the nearest id.

    Outcome of a record at a stage that needs *k* reviewers: what was resolved, if anything was;
    else ``"pending"`` with fewer than *k* decisions, ``"conflict"`` where they are not equal or
    anybody is unsure, else ``"include"`` or ``"exclude"``. *k* is the last one required, 1 where
    none was.

    The way of a record goes from stage to stage: what was said at full text counts only while the
    outcome at title and abstract is ``"include"``.
    """

    def __init__(self, holdings: Holdings) -> None:
        self._held = holdings

    def __str__(self) -> str:
        counts = dict.fromkeys(POSITIONS, 0)
        for record in self._held.identified:
            counts[self._position(record)] += 1
        shown = ", ".join(f"{name} {n:,}" for name, n in counts.items() if n)
        return f"{plural(len(self._held.identified), 'record')}" + (f": {shown}." if shown else ".")

    @property
    def number(self) -> int:
        """Number of the last event, 0 where there is none."""
        return self._held.number

    @property
    def at(self) -> str:
        """Time of the last event, empty where there is none."""
        return self._held.at

    @property
    def records(self) -> tuple[str, ...]:
        """Every identified record, in order, whatever became of it."""
        return tuple(self._held.identified)

    @property
    def standing(self) -> tuple[str, ...]:
        """Records that are neither merged away nor removed, in order."""
        held = self._held
        return tuple(r for r in held.identified if r not in held.kept and r not in held.removed)

    def identification(self, record: str) -> Identification:
        """Return import, source and place of a record itself, not of its group."""
        self._known(record)
        return self._held.identified[record]

    def representative(self, record: str) -> str:
        """Return the record that stands for a record's group: itself where it was not merged."""
        return self._top(record)

    def members(self, record: str) -> tuple[str, ...]:
        """Return the records of a group in order of identification, its representative first."""
        top = self._top(record)
        return (top, *self._held.in_order(self._held.under(top)[1:]))

    def position(self, record: str) -> str:
        """Return where a record itself stands: one of `POSITIONS`."""
        self._known(record)
        return self._position(record)

    def required(self, stage: str) -> int:
        """Return how many reviewers a record needs at a stage now."""
        _check_stage(stage)
        return self._held.required[stage]

    def decisions(self, record: str, stage: str) -> Mapping[str, Decision]:
        """Return the standing decision of each person, in the order in which they were taken."""
        _check_stage(stage)
        return MappingProxyType(dict(self._held.decisions(self._top(record), stage)))

    def first_decisions(self, record: str, stage: str) -> Mapping[str, Decision]:
        """Return what each person decided first, whether it was withdrawn since or not."""
        _check_stage(stage)
        return MappingProxyType(self._held.first_decisions(self._top(record), stage))

    def resolution(self, record: str, stage: str) -> Decision | None:
        """Return what settled the conflict at a stage, None where nothing did."""
        _check_stage(stage)
        return self._held.resolution(self._top(record), stage)

    def outcome(self, record: str, stage: str) -> str:
        """Return what a record has come to at a stage: one of `OUTCOMES`."""
        _check_stage(stage)
        return self._held.outcome(self._top(record), stage)

    def reasons(self, record: str, stage: str) -> tuple[str, ...]:
        """Return the criteria for which a record is excluded at a stage.

        One where the exclusion was resolved or everybody names the same; several, sorted, where the
        reviewers name different ones; none where the record is not excluded or nobody named any.
        """
        _check_stage(stage)
        top = self._top(record)
        if self._held.outcome(top, stage) != "exclude":
            return ()
        resolution = self._held.resolution(top, stage)
        said = [resolution] if resolution else list(self._held.decisions(top, stage).values())
        return tuple(sorted({one.reason for one in said if one.reason}))

    def pending(self, stage: str, person: str) -> tuple[str, ...]:
        """Return the records on which a person can still decide because decisions are lacking.

        At full text those included at title and abstract whose text is not known to be missing.
        """
        _check_stage(stage)
        held = self._held
        if stage == STAGES[0]:
            open_ones = self.standing
        else:
            open_ones = tuple(r for r in self.sought if not self._is_missing(r))
        return tuple(
            r
            for r in open_ones
            if r not in held.spoken
            or (held.outcome(r, stage) == "pending" and person not in held.decisions(r, stage))
        )

    def conflicts(self, stage: str) -> tuple[Conflict, ...]:
        """Return the records at a stage whose reviewers do not agree or are unsure, in order."""
        _check_stage(stage)
        held = self._held
        stood = self.standing if stage == STAGES[0] else self.sought
        return tuple(
            Conflict(r, stage, tuple(held.decisions(r, stage).values()))
            for r in stood
            if r in held.spoken and held.outcome(r, stage) == "conflict"
        )

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who decided or resolved anything, in order of their first word."""
        return tuple(self._held.people)

    def retrieval(self, record: str) -> Retrieval | None:
        """Return the last word on the full text of a record, None where there is none."""
        return self._held.retrieval(self._top(record))

    @property
    def sought(self) -> tuple[str, ...]:
        """Records included at title and abstract, in order: their full text is wanted."""
        held = self._held
        return tuple(
            r
            for r in held.identified
            if r in held.spoken
            and r not in held.removed
            and held.outcome(r, STAGES[0]) == "include"
        )

    @property
    def retrieved(self) -> tuple[str, ...]:
        """Sought records whose full text is there."""
        found = ((r, self._held.retrieval(r)) for r in self.sought)
        return tuple(r for r, one in found if one is not None and one.is_retrieved)

    @property
    def not_retrieved(self) -> tuple[str, ...]:
        """Sought records whose full text could not be got, and which nobody could assess."""
        return tuple(r for r in self.sought if self._position(r) == "not retrieved")

    @property
    def included(self) -> tuple[str, ...]:
        """Records included at both stages, in order."""
        return tuple(r for r in self.sought if self._held.outcome(r, STAGES[1]) == "include")

    @property
    def studies(self) -> tuple[tuple[str, ...], ...]:
        """Included records by study: those joined by links ``version`` and ``same-study``.

        A chain of links joins over records that are not included themselves.
        """
        return studies_of(self.included, self.links)

    @property
    def study_of(self) -> Mapping[str, str]:
        """The study of each included record, named by its first record."""
        return {record: study[0] for study in self.studies for record in study}

    @property
    def links(self) -> tuple[Link, ...]:
        """Links between records, each named by its representative; none within one group."""
        tops = (
            (one, self._held.top(one.record), self._held.top(one.other))
            for one in self._held.links.values()
        )
        return tuple(
            Link(a, b, one.link, one.reason, one.person, one.number) for one, a, b in tops if a != b
        )

    @property
    def merges(self) -> tuple[Merge, ...]:
        """Merges that stand, in the order in which they were made."""
        return tuple(sorted(self._held.kept.values(), key=lambda one: one.number))

    @property
    def distinct(self) -> tuple[Distinct, ...]:
        """Pairs that a person said are no duplicates, in order; rules do not merge them."""
        found = {
            one.number: one for pairs in self._held.distinct.values() for one in pairs.values()
        }
        return tuple(found[number] for number in sorted(found))

    @property
    def removed(self) -> Mapping[str, Removal]:
        """Records removed before screening, with the reason."""
        return MappingProxyType(self._held.removed)

    @property
    def retracted(self) -> Mapping[str, Retraction]:
        """Records that were retracted, as they were named."""
        return MappingProxyType(self._held.retracted)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Changed fields that later imports brought, in order."""
        return tuple(self._held.changes)

    @property
    def searches(self) -> tuple[Search, ...]:
        """Searches in order; of several on one source, day and string the last one holds."""
        last = {(one.source, one.day, one.string): one for one in self._held.searches}
        return tuple(sorted(last.values(), key=lambda one: one.number))

    @property
    def imports(self) -> Mapping[str, Import]:
        """Imports by id, in order."""
        return MappingProxyType(self._held.imports)

    @property
    def rejected(self) -> tuple[Rejection, ...]:
        """Damaged records of the files, which are no records of the review."""
        return tuple(self._held.rejected)

    @property
    def samples(self) -> Mapping[str, Sample]:
        """Random samples by id, in order."""
        drawn = self._held.samples.items()
        return MappingProxyType(
            {one: Sample(one, stage, tuple(records)) for one, (stage, records) in drawn}
        )

    @property
    def stops(self) -> tuple[Stop, ...]:
        """What stopping rules said, and where screening was resumed, in order."""
        return tuple(self._held.stops)

    def is_stopped(self, stage: str) -> bool:
        """Whether a rule stopped screening at a stage and nobody resumed it."""
        _check_stage(stage)
        found = [one for one in self._held.stops if one.stage == stage]
        return bool(found) and bool(found[-1].rule)

    @property
    def amendments(self) -> tuple[Amendment, ...]:
        """Versions of the protocol in order."""
        return tuple(self._held.amendments)

    @property
    def versions(self) -> tuple[Version, ...]:
        """Published versions of the review in order."""
        return tuple(self._held.versions)

    @property
    def previous(self) -> tuple[str, ...]:
        """Records included when the last version was published; none where none was."""
        return self._held.versions[-1].included if self._held.versions else ()

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each record: where it came from, its group, outcomes and position."""
        import pandas as pd

        held = self._held
        rows = []
        for record, origin in held.identified.items():
            top = held.top(record)
            outcomes = [held.outcome(top, stage) for stage in STAGES]
            head = [record, origin.import_id, origin.source, origin.source_kind, top]
            rows.append([*head, *outcomes, self._position(record)])
        columns = ["record", "import", "source", "kind", "representative", *STAGES, "position"]
        return pd.DataFrame(rows, columns=columns)

    def _known(self, record: str) -> None:
        """Raise the error for a record that was not identified."""
        if record not in self._held.identified:
            raise unknown_record(record, self._held)

    def _top(self, record: str) -> str:
        """Return the representative of a record that is known."""
        self._known(record)
        return self._held.top(record)

    def _is_missing(self, top: str) -> bool:
        """Whether the last word on a full text is that it could not be got."""
        found = self._held.retrieval(top)
        return found is not None and not found.is_retrieved

    def _position(self, record: str) -> str:
        """Return where a known record stands."""
        held = self._held
        if record in held.kept:
            return "duplicate"
        if record in held.removed:
            return "removed"
        first = held.outcome(record, STAGES[0])
        if first != "include":
            return _AT_SCREENING[first]
        second = held.outcome(record, STAGES[1])
        if second != "pending":
            return _AT_ASSESSMENT[second]
        found = held.retrieval(record)
        if found is not None and not found.is_retrieved:
            return "not retrieved"
        is_there = found is not None or bool(held.decisions(record, STAGES[1]))
        return "awaiting assessment" if is_there else "awaiting retrieval"


_AT_SCREENING = {
    "pending": "awaiting screening",
    "conflict": "conflict at screening",
    "exclude": "excluded at screening",
}
_AT_ASSESSMENT = {
    "include": "included",
    "conflict": "conflict at assessment",
    "exclude": "excluded at assessment",
}


def _check_stage(stage: str) -> None:
    """Raise the error for a stage that there is not."""
    if stage not in STAGES:
        raise unknown_name("stage", stage, STAGES)
