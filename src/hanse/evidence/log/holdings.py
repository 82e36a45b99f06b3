"""What a review holds while its log is read: dictionaries that one event changes at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hanse.errors import InputError
from hanse.evidence.log.entries import (
    Amendment,
    Change,
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
    Search,
    Stop,
    Version,
)
from hanse.evidence.log.event import STAGES

__all__ = ["Holdings", "Stand", "unknown_record"]


class Stand:
    """What was said of one record itself: decisions and resolutions by stage, and the full text."""

    __slots__ = ("decisions", "first", "resolved", "retrieval")

    def __init__(self) -> None:
        self.decisions: dict[str, dict[str, Decision]] = {stage: {} for stage in STAGES}
        self.first: dict[str, dict[str, Decision]] = {stage: {} for stage in STAGES}
        self.resolved: dict[str, Decision | None] = dict.fromkeys(STAGES)
        self.retrieval: Retrieval | None = None


class Holdings:
    """Everything that the events so far add up to.

    Records that are merged form a tree: ``kept`` leads from a record to the one it was merged into,
    ``merged`` back. The one at the top stands for its group. What was said of a record stays with
    it, so that parting brings it back; what counts is what was said of any record of the group.
    ``spoken`` names, for the top of each group, the records of which anything was said.
    """

    def __init__(self) -> None:
        self.number = 0
        self.at = ""
        self.people: dict[str, None] = {}
        self.required: dict[str, int] = dict.fromkeys(STAGES, 1)
        self.amendments: list[Amendment] = []
        self.searches: list[Search] = []
        self.imports: dict[str, Import] = {}
        self.identified: dict[str, Identification] = {}
        self.rejected: list[Rejection] = []
        self.kept: dict[str, Merge] = {}
        self.merged: dict[str, dict[str, None]] = {}
        self.distinct: dict[str, dict[str, Distinct]] = {}
        self.links: dict[tuple[str, str, str], Link] = {}
        self.removed: dict[str, Removal] = {}
        self.stands: dict[str, Stand] = {}
        self.spoken: dict[str, list[str]] = {}
        self.samples: dict[str, tuple[str, dict[str, None]]] = {}
        self.stops: list[Stop] = []
        self.changes: list[Change] = []
        self.retracted: dict[str, Retraction] = {}
        self.versions: list[Version] = []

    def top(self, record: str) -> str:
        """Return the record that stands for a record's group."""
        while record in self.kept:
            record = self.kept[record].kept
        return record

    def under(self, record: str) -> list[str]:
        """Return a record and all that were merged into it, directly or not."""
        found, at = [record], 0
        while at < len(found):
            found.extend(self.merged.get(found[at], ()))
            at += 1
        return found

    def in_order(self, records: Sequence[str]) -> list[str]:
        """Return records in the order in which they were identified."""
        return sorted(records, key=lambda one: self.identified[one].number)

    def stand(self, record: str) -> Stand:
        """Return what was said of a record itself, made where nothing was."""
        found = self.stands.get(record)
        if found is None:
            found = self.stands[record] = Stand()
            self.spoken.setdefault(self.top(record), []).append(record)
        return found

    def group(self, top: str) -> Iterator[tuple[str, Stand]]:
        """Return the records of a group of which anything was said, the top first."""
        spoken = self.spoken.get(top, ())
        if top in spoken:
            yield top, self.stands[top]
        for record in spoken:
            if record != top:
                yield record, self.stands[record]

    def decisions(self, top: str, stage: str) -> dict[str, Decision]:
        """Return what each person says of a group, in the order in which it was said.

        Of several decisions of one person that on the top counts, else the latest.
        """
        spoken = self.spoken.get(top)
        if not spoken:
            return {}
        if len(spoken) == 1:
            return self.stands[spoken[0]].decisions[stage]
        said: dict[str, Decision] = {}
        for _, stand in self.group(top):  # the top first
            for person, decision in stand.decisions[stage].items():
                before = said.get(person)
                if before is None or (top != before.record and before.number < decision.number):
                    said[person] = decision
        return dict(sorted(said.items(), key=lambda one: one[1].number))

    def first_decisions(self, top: str, stage: str) -> dict[str, Decision]:
        """Return what each person said first of a group, whether it stands or not."""
        said: dict[str, Decision] = {}
        for _, stand in self.group(top):
            for person, decision in stand.first[stage].items():
                if person not in said or decision.number < said[person].number:
                    said[person] = decision
        return said

    def resolution(self, top: str, stage: str) -> Decision | None:
        """Return what settled a group's conflict: the last word."""
        found = [stand.resolved[stage] for _, stand in self.group(top)]
        return max((one for one in found if one), key=lambda one: one.number, default=None)

    def retrieval(self, top: str) -> Retrieval | None:
        """Return whether the full text of a group is there: the last word."""
        found = [stand.retrieval for _, stand in self.group(top)]
        return max((one for one in found if one), key=lambda one: one.number, default=None)

    def has_word(self, top: str, stage: str) -> bool:
        """Whether a decision or a resolution of a group stands at a stage."""
        return bool(self.decisions(top, stage)) or self.resolution(top, stage) is not None

    def outcome(self, top: str, stage: str) -> str:
        """Return what a group has come to at a stage."""
        if top not in self.spoken:
            return "pending"
        resolution = self.resolution(top, stage)
        if resolution is not None:
            return resolution.value
        return self.unresolved(self.decisions(top, stage), stage)

    def unresolved(self, said: dict[str, Decision], stage: str) -> str:
        """Return what decisions come to before anybody resolves them."""
        if len(said) < self.required[stage]:
            return "pending"
        values = {one.value for one in said.values()}
        if len(values) > 1 or "unsure" in values:
            return "conflict"
        return values.pop()


def unknown_record(record: str, held: Holdings, *, where: str = "") -> InputError:
    """Return the error for a record that was not identified."""
    there = list(held.identified)
    shown = f"There are {there[0]} to {there[-1]}." if there else "No record was identified yet."
    return InputError(f"there is no record '{record}'", where=where, mend=shown)
