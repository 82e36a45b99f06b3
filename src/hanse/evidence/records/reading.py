"""What a reader of one format hands back: what it kept, what it refused, what it remarks."""

from __future__ import annotations

from dataclasses import dataclass, field

from hanse.evidence.records.record import BibliographicRecord
from hanse.messages import plural

__all__ = ["Reading", "shown_text"]

_SHOWN = 80


@dataclass
class Reading:
    """The outcome of reading one stretch of a file, filled while it is read.

    Attributes
    ----------
    kept : list of (int, BibliographicRecord)
        Line on which each record begins, counted from 1 in the whole file, and the record.
    rejected : list of (int, str, str)
        Line, reason and the beginning of the text of what could not be read.
    warnings : list of (int, str)
        Line and what is worth knowing about it.
    strays : list of (int, str)
        Lines that belong to no record.
    fragments : int
        How many of the rejected are remains of a record whose beginning is missing.
    """

    kept: list[tuple[int, BibliographicRecord]] = field(default_factory=list)
    rejected: list[tuple[int, str, str]] = field(default_factory=list)
    warnings: list[tuple[int, str]] = field(default_factory=list)
    strays: list[tuple[int, str]] = field(default_factory=list)
    fragments: int = 0

    def keep(self, line: int, record: BibliographicRecord, remarks: list[str]) -> None:
        """Keep a record, with a warning for each remark and for a missing title."""
        self.kept.append((line, record))
        self.warnings.extend((line, remark) for remark in remarks)
        if not record.title:
            self.warnings.append((line, "a record without a title"))

    def reject(self, line: int, reason: str, text: str) -> None:
        """Refuse what begins on that line."""
        self.rejected.append((line, reason, shown_text(text)))

    def reject_fragment(self, line: int, reason: str, text: str) -> None:
        """Refuse the remains of a record that has no beginning to be counted."""
        self.reject(line, reason, text)
        self.fragments += 1

    def all_warnings(self) -> list[tuple[int, str]]:
        """Return the warnings, those about lines outside of records in one, by line."""
        said = list(self.warnings)
        if self.strays:
            line, text = self.strays[0]
            count = plural(len(self.strays), "line")
            verb = "belongs" if len(self.strays) == 1 else "belong"
            said.append((line, f"{count} {verb} to no record, first '{shown_text(text)}'"))
        return sorted(said, key=lambda one: one[0])


def shown_text(text: str) -> str:
    r"""Return the first 80 signs of a text on one line.

    Examples
    --------
    >>> shown_text("TY  - JOUR\nTI  - Clusters")
    'TY - JOUR TI - Clusters'
    """
    return " ".join(text[: 4 * _SHOWN].split())[:_SHOWN]
