"""The numbers of a PRISMA diagram, and the sums that they must make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hanse.messages import plural
from hanse.result import Answer, Record

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["PrismaColumn", "PrismaCount", "PrismaFlow", "PrismaPrevious"]


@dataclass(frozen=True)
class PrismaCount(Record, kind="prisma-count"):
    """One line of a box: a source or a reason, in words, and how many records."""

    id: str
    label: str
    n: int


@dataclass(frozen=True)
class PrismaColumn(Record, kind="prisma-column"):
    """The boxes of one column: databases and registers, or other methods.

    Attributes
    ----------
    name : str
        ``"databases"`` or ``"other"``.
    identified : tuple of PrismaCount
        Records by source, in the order of the imports.
    carried_over : int
        In an update, records of the earlier version that were open then or were reopened.
    duplicates : int
        Records merged away. In an update also new records that an earlier one stands for.
    automation, other_reasons : tuple of PrismaCount
        Records removed before screening, by reason.
    awaiting_screening, screened, screening_conflicts : int
        Records with too few decisions at title and abstract; with enough; and of these the open
        conflicts.
    excluded : tuple of PrismaCount
        Records excluded at title and abstract, by reason.
    sought : int
        Reports whose full text is wanted: records included at title and abstract.
    not_retrieved : tuple of PrismaCount
        Reports whose full text could not be got, by reason.
    awaiting_retrieval, awaiting_assessment, assessed, assessment_conflicts : int
        Reports nobody tried to get yet; that are there but lack decisions; that have enough; and
        of these the open conflicts.
    excluded_reports : tuple of PrismaCount
        Reports excluded at full text, by reason.
    included : int
        Reports that come into the review by this column.
    """

    name: str
    identified: tuple[PrismaCount, ...]
    carried_over: int
    duplicates: int
    automation: tuple[PrismaCount, ...]
    other_reasons: tuple[PrismaCount, ...]
    awaiting_screening: int
    screened: int
    excluded: tuple[PrismaCount, ...]
    screening_conflicts: int
    sought: int
    not_retrieved: tuple[PrismaCount, ...]
    awaiting_retrieval: int
    awaiting_assessment: int
    assessed: int
    excluded_reports: tuple[PrismaCount, ...]
    assessment_conflicts: int
    included: int

    @property
    def is_empty(self) -> bool:
        """Whether no record came by this column."""
        return not self.identified and not self.carried_over

    def boxes(self) -> Iterator[tuple[str, int, tuple[PrismaCount, ...]]]:
        """Return each box: its words, its number, and its lines where it has any."""
        for words, value in (
            ("Records identified", self.identified),
            ("Records carried over from the earlier version", self.carried_over),
            ("Duplicate records removed", self.duplicates),
            ("Records removed by automation tools", self.automation),
            ("Records removed for other reasons", self.other_reasons),
            ("Records awaiting screening", self.awaiting_screening),
            ("Records screened", self.screened),
            ("Records excluded", self.excluded),
            ("Conflicts open at screening", self.screening_conflicts),
            ("Reports sought for retrieval", self.sought),
            ("Reports not retrieved", self.not_retrieved),
            ("Reports awaiting retrieval", self.awaiting_retrieval),
            ("Reports awaiting assessment", self.awaiting_assessment),
            ("Reports assessed for eligibility", self.assessed),
            ("Reports excluded", self.excluded_reports),
            ("Conflicts open at assessment", self.assessment_conflicts),
            ("Reports included", self.included),
        ):
            lines = value if isinstance(value, tuple) else ()
            yield words, value if isinstance(value, int) else total(value), lines

    def faults(self) -> tuple[str, ...]:
        """Return the sums that do not come out, in words; none where all do."""
        removed = self.duplicates + total(self.automation) + total(self.other_reasons)
        sums = (
            (
                "identified and carried over = removed + awaiting screening + screened",
                total(self.identified) + self.carried_over,
                removed + self.awaiting_screening + self.screened,
            ),
            (
                "screened = excluded + conflicts + sought",
                self.screened,
                total(self.excluded) + self.screening_conflicts + self.sought,
            ),
            (
                "sought = not retrieved + awaiting + assessed",
                self.sought,
                total(self.not_retrieved)
                + self.awaiting_retrieval
                + self.awaiting_assessment
                + self.assessed,
            ),
            (
                "assessed = excluded + conflicts + included",
                self.assessed,
                total(self.excluded_reports) + self.assessment_conflicts + self.included,
            ),
        )
        return tuple(
            f"{self.name}: {words}, but {left:,} is not {right:,}"
            for words, left, right in sums
            if left != right
        )


@dataclass(frozen=True)
class PrismaPrevious(Record, kind="prisma-previous"):
    """What an earlier version of the review included.

    Attributes
    ----------
    version : str
        Its name.
    studies, reports : int
        What was included when it was published.
    no_longer_included : int
        Of the reports, those that are not included any more, or were merged into another.
    kept_studies : int
        Studies included now that have a report of that version.
    """

    version: str
    studies: int
    reports: int
    no_longer_included: int
    kept_studies: int


@dataclass(frozen=True)
class PrismaFlow(Answer, kind="prisma-flow"):
    """Every number of a PRISMA 2020 flow diagram, counted from the log.

    Attributes
    ----------
    databases, other : PrismaColumn
        The two columns.
    previous : PrismaPrevious or None
        What an earlier version included, for an update.
    studies, reports : int
        What comes in: new studies, and reports of them or of earlier ones.
    total_studies, total_reports : int
        What the review includes now; the same as above where there is no earlier version.
    notes : tuple of str
        Footnotes: damaged records, sources whose numbers differ, rules that stopped screening,
        retracted reports.
    """

    databases: PrismaColumn
    other: PrismaColumn
    previous: PrismaPrevious | None
    studies: int
    reports: int
    total_studies: int
    total_reports: int
    notes: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[PrismaColumn, PrismaColumn]:
        """Both columns."""
        return self.databases, self.other

    @property
    def is_complete(self) -> bool:
        """Whether nothing awaits anybody and no conflict is open."""
        return not any(
            column.awaiting_screening
            or column.screening_conflicts
            or column.awaiting_retrieval
            or column.awaiting_assessment
            or column.assessment_conflicts
            for column in self.columns
        )

    def faults(self) -> tuple[str, ...]:
        """Return the sums that do not come out, in words; none where all do."""
        found = [fault for column in self.columns for fault in column.faults()]
        before = self.previous
        kept = before.reports - before.no_longer_included if before else 0
        kept_studies = before.kept_studies if before else 0
        sums = (
            (
                "new reports = reports included by both columns",
                self.reports,
                self.databases.included + self.other.included,
            ),
            ("all reports = earlier ones kept + new", self.total_reports, kept + self.reports),
            (
                "all studies = earlier ones kept + new",
                self.total_studies,
                kept_studies + self.studies,
            ),
        )
        found += [f"{words}, but {a:,} is not {b:,}" for words, a, b in sums if a != b]
        for words, few, many in (
            ("studies than reports", self.total_studies, self.total_reports),
            ("new studies than new reports", self.studies, self.reports),
        ):
            if few > many:
                found.append(f"there are more {words}, {few:,} and {many:,}")
        return tuple(found)

    def verify(self) -> bool:
        """Whether every box is the sum of those that it is parted into."""
        return not self.faults()

    def __str__(self) -> str:
        lines = []
        if self.previous:
            was = self.previous
            lines.append(
                f"Version {was.version}: {plural(was.studies, 'study', 'studies')}, "
                f"{plural(was.reports, 'report')}"
            )
            if was.no_longer_included:
                lines.append(f"  no longer included: {plural(was.no_longer_included, 'report')}")
        for column in self.columns:
            if column.is_empty and column is self.other:
                continue
            lines.append(_HEADS[column.name])
            for words, n, inside in column.boxes():
                if n or words in _ALWAYS:
                    lines.append(f"  {words} (n = {n:,})")
                    lines += [f"    {one.label} (n = {one.n:,})" for one in inside]
        lines.append(f"{'New studies' if self.previous else 'Studies'} included: {self.studies:,}")
        lines.append(f"{'New reports' if self.previous else 'Reports'} included: {self.reports:,}")
        if self.previous:
            lines.append(f"All studies: {self.total_studies:,}")
            lines.append(f"All reports: {self.total_reports:,}")
        return "\n".join([*lines, *self.notes])

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each box and each line in it: column, box, id, label, n."""
        import pandas as pd

        rows: list[tuple[str, str, str, str, int]] = []
        for column in self.columns:
            for words, n, inside in column.boxes():
                rows.append((column.name, words, "", "", n))
                rows += [(column.name, words, one.id, one.label, one.n) for one in inside]
        ends = [("New studies", self.studies), ("New reports", self.reports)]
        ends += [("All studies", self.total_studies), ("All reports", self.total_reports)]
        if self.previous:
            was = self.previous
            ends += [("Earlier studies", was.studies), ("Earlier reports", was.reports)]
            ends += [("Earlier reports no longer included", was.no_longer_included)]
        rows += [("", words, "", "", n) for words, n in ends]
        return pd.DataFrame(rows, columns=["column", "box", "id", "label", "n"])


_HEADS = {"databases": "Databases and registers", "other": "Other methods"}
_ALWAYS = {
    "Records identified",
    "Duplicate records removed",
    "Records screened",
    "Records excluded",
    "Reports sought for retrieval",
    "Reports assessed for eligibility",
    "Reports included",
}


def total(counts: tuple[PrismaCount, ...]) -> int:
    """Return how many records the lines of a box count.

    Examples
    --------
    >>> total((PrismaCount("P1", "Not a cluster", 3), PrismaCount("P2", "No firms", 2)))
    5
    """
    return sum(one.n for one in counts)
