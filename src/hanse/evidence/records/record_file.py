"""What was read from one file: every record with its place, and every one that was refused."""

from __future__ import annotations

from dataclasses import dataclass

from hanse.errors import InputError
from hanse.evidence.records.record import BibliographicRecord
from hanse.messages import join_names, plural
from hanse.result import Record

__all__ = ["FORMATS", "TITLES", "PlacedRecord", "RecordFile", "RejectedRecord"]

TITLES = {
    "ris": "RIS",
    "bibtex": "BibTeX",
    "medline": "PubMed (MEDLINE)",
    "scopus-csv": "Scopus CSV",
    "wos-text": "Web of Science plain text",
    "wos-tab": "Web of Science tab-delimited",
    "endnote-xml": "EndNote XML",
    "csv": "CSV",
}
FORMATS = tuple(TITLES)
"""Names of the formats that can be read."""
_MOST = 10  # warnings and refusals that str() shows


@dataclass(frozen=True)
class PlacedRecord(Record, kind="placed-record"):
    """A record and where it stands in its file.

    Attributes
    ----------
    record : BibliographicRecord
        The record.
    line : int
        Line on which it begins, counted from 1.
    format : str
        One of `FORMATS`.
    """

    record: BibliographicRecord
    line: int
    format: str


@dataclass(frozen=True)
class RejectedRecord(Record, kind="rejected-record"):
    """What begins as a record and could not be read.

    Attributes
    ----------
    line : int
        Line on which it begins, counted from 1.
    reason : str
        Why it could not be read.
    text : str
        Its first 80 signs.
    """

    line: int
    reason: str
    text: str


@dataclass(frozen=True)
class RecordFile(Record, kind="record-file"):
    """The records of one file: nothing that begins as a record is missing.

    Attributes
    ----------
    name : str
        Name of the file.
    formats : tuple of str
        Formats found, in the order of the file; more than one where formats are mixed.
    encoding : str
        Encoding that the bytes were read in.
    records : tuple of PlacedRecord
        What was kept, in the order of the file.
    rejected : tuple of RejectedRecord
        What was refused, in the order of the file.
    warnings : tuple of str
        What is worth knowing, each beginning with the line.
    starts : int
        Beginnings of records, counted apart from the readers, and remains of records whose
        beginning is missing.
    """

    name: str
    formats: tuple[str, ...]
    encoding: str
    records: tuple[PlacedRecord, ...]
    rejected: tuple[RejectedRecord, ...]
    warnings: tuple[str, ...]
    starts: int

    def check(self) -> None:
        """Raise if a record that begins in the file is neither kept nor refused.

        Raises
        ------
        InputError
            If ``starts`` is not the number of records plus the number of refusals.
        """
        found = len(self.records) + len(self.rejected)
        if found != self.starts:
            raise InputError(
                f"{plural(self.starts, 'record')} begin in the file, but {len(self.records)} "
                f"were read and {len(self.rejected)} refused",
                where=self.name,
                mend="Nothing was imported, so that none is lost. Export the file again, or cut "
                "it in two to find the place; please report it.",
            )

    def __str__(self) -> str:
        """Say in sentences what was read."""
        kinds = join_names([TITLES[one] for one in self.formats])
        said = [
            f"{self.name}: {plural(self.starts, 'record')} in {kinds}, {self.encoding}; "
            f"{len(self.records):,} read, {len(self.rejected):,} rejected."
        ]
        said += _listed(
            [f"line {one.line}: {one.reason} ({one.text})" for one in self.rejected], "Rejected"
        )
        said += _listed(list(self.warnings), "Worth knowing")
        return "\n".join(said)


def _listed(lines: list[str], head: str) -> list[str]:
    """Return a headed list of the first few lines and the number of the others."""
    if not lines:
        return []
    more = [f"  and {len(lines) - _MOST:,} more"] if len(lines) > _MOST else []
    return [f"{head}:", *(f"  {line}" for line in lines[:_MOST]), *more]
