"""The evidence table: study by study, what was found and where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hanse.errors import unknown_name
from hanse.evidence.records import BibliographicRecord
from hanse.evidence.synthesis.citation_key import citation_keys
from hanse.evidence.synthesis.direction import SIGNS, joint_direction
from hanse.evidence.synthesis.finding import NOT_REPORTED, Finding, Findings
from hanse.messages import plural
from hanse.result import Answer, Record
from hanse.tables.countries import country_name

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["EvidenceTable", "StudyRow", "evidence_table", "study_keys"]


@dataclass(frozen=True)
class StudyRow(Record, kind="evidence-study-row"):
    """One study in the evidence table.

    Attributes
    ----------
    study, key : str
        Its id, and how it is cited.
    records : tuple of str
        Ids of the records that report it.
    source : str
        Journal or other container; the kind of publication where there is none.
    authors : tuple of str
        As the record has them.
    year : int or None
        Year of publication.
    findings : tuple of Finding
        In the order of the findings; empty for a study of which nothing was coded.
    """

    study: str
    key: str
    records: tuple[str, ...]
    source: str
    authors: tuple[str, ...]
    year: int | None
    findings: tuple[Finding, ...]

    @property
    def settings(self) -> tuple[str, ...]:
        """Each cluster with its kind and country, once, in words."""
        said = []
        for one in self.findings:
            where = country_name(one.country) if one.country else f"country {NOT_REPORTED}"
            kind = one.cluster_kind or f"kind {NOT_REPORTED}"
            said.append(", ".join(part for part in (one.unit, kind, where) if part))
        return tuple(dict.fromkeys(said))

    @property
    def directions(self) -> dict[str, str]:
        """What the study says of each mechanism, all its clusters together."""
        said: dict[str, list[str]] = {}
        for one in self.findings:
            said.setdefault(one.mechanism, []).append(one.direction)
        return {mechanism: joint_direction(own) for mechanism, own in said.items()}


@dataclass(frozen=True)
class EvidenceTable(Answer, kind="evidence-table"):
    """Study by study: source, authors, year, setting, and what was found by mechanism.

    Parameters
    ----------
    rows : tuple of StudyRow
        By source, then by key, as papers print them.
    """

    rows: tuple[StudyRow, ...]

    @property
    def without_findings(self) -> tuple[str, ...]:
        """Keys of studies of which nothing was coded."""
        return tuple(row.key for row in self.rows if not row.findings)

    def __str__(self) -> str:
        lines = [f"{plural(len(self.rows), 'study', 'studies')}."]
        for row in self.rows:
            lines.append(f"{row.key}. {row.source or 'source not known'}")
            lines += [f"  {setting}" for setting in row.settings]
            for mechanism, direction in row.directions.items():
                said = [_said(one) for one in row.findings if one.mechanism == mechanism]
                told = "; ".join(dict.fromkeys(one for one in said if one))
                lines.append(f"  {SIGNS[direction]} {mechanism}{': ' if told else ''}{told}")
            if not row.findings:
                lines.append("  nothing coded")
        return "\n".join(lines)

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each finding; a study without one has a row with empty cells.

        Columns: study, key, records, source, authors, year, unit, country, kind, mechanism,
        direction, place, paraphrase, coder, appraisal. A country or kind that the study does not
        tell is ``not reported``.
        """
        import pandas as pd

        data = []
        for row in self.rows:
            for one in row.findings or (None,):
                data.append(_frame_row(row, one))
        columns = list(_frame_row(StudyRow("", "", (), "", (), None, ()), None))
        frame = pd.DataFrame(data, columns=columns)
        frame["year"] = frame["year"].astype("Int64")
        return frame


def _said(one: Finding) -> str:
    """Return a finding's paraphrase with its place."""
    place = f" ({one.place})" if one.place else ""
    return f"{one.paraphrase}{place}".strip()


def _frame_row(row: StudyRow, one: Finding | None) -> dict[str, object]:
    """Return a study with one of its findings as a row of the frame."""
    return {
        "study": row.study,
        "key": row.key,
        "records": "; ".join(row.records),
        "source": row.source,
        "authors": "; ".join(row.authors),
        "year": row.year,
        "unit": one.unit if one else "",
        "country": (one.country or NOT_REPORTED) if one else "",
        "kind": (one.cluster_kind or NOT_REPORTED) if one else "",
        "mechanism": one.mechanism if one else "",
        "direction": one.direction if one else "",
        "place": one.place if one else "",
        "paraphrase": one.paraphrase if one else "",
        "coder": one.coder if one else "",
        "appraisal": one.appraisal if one else "",
    }


def evidence_table(
    findings: Findings,
    records: Sequence[BibliographicRecord],
    *,
    studies: Mapping[str, str] | None = None,
) -> EvidenceTable:
    """Return the evidence table of the included records.

    Parameters
    ----------
    findings : Findings
        What was coded.
    records : sequence of BibliographicRecord
        The included ones, each with an id. Those without a finding stand in the table too.
    studies : mapping of str to str, optional
        The study of each record, for those of which no finding names one.

    Returns
    -------
    EvidenceTable
        A study of several records is one row; it is cited by the earliest of them (equal years: the
        first given).

    Raises
    ------
    InputError
        If a finding names a record that is not there, or an id is empty or stands twice.

    Examples
    --------
    >>> record = BibliographicRecord("R1", title="T", authors=("Nadvi, K.",), year=1999,
    ...                              container="World Development")
    >>> found = Findings.of([Finding("R1", "public agencies", "supports", unit="Sialkot",
    ...     country="PAK", cluster_kind="surgical instruments", place="p. 1605")])
    >>> print(evidence_table(found, [record]))
    1 study.
    Nadvi 1999. World Development
      Sialkot, surgical instruments, Pakistan
      + public agencies: (p. 1605)
    """
    by_id = {record.id: record for record in records}
    for row in findings.rows:
        if row.record not in by_id:
            raise unknown_name("record", row.record, by_id, where="evidence table")
    keys = citation_keys(records)
    study_of = {**(studies or {}), **{row.record: row.study_id for row in findings.rows}}
    members: dict[str, list[BibliographicRecord]] = {}
    for record in records:
        members.setdefault(study_of.get(record.id, record.id), []).append(record)
    made = []
    for study, own in members.items():
        first = min(own, key=lambda one: (one.year is None, one.year or 0))
        made.append(
            StudyRow(
                study=study,
                key=keys[first.id],
                records=tuple(one.id for one in own),
                source=first.container or first.type,
                authors=first.authors or first.editors,
                year=first.year,
                findings=tuple(row for row in findings.rows if row.study_id == study),
            )
        )
    made.sort(key=lambda row: (row.source.casefold(), row.key.casefold()))
    return EvidenceTable(tuple(made))


def study_keys(findings: Findings, records: Sequence[BibliographicRecord] | None) -> dict[str, str]:
    """Return how each study is cited: by its key where records are given, else by its id.

    Examples
    --------
    >>> study_keys(Findings.of([Finding("R1", "mnc", "none")]), None)
    {'R1': 'R1'}
    """
    if records is None:
        return {study: study for study in findings.studies}
    table = evidence_table(findings, records)
    keys = {row.study: row.key for row in table.rows}
    return {study: keys[study] for study in findings.studies}
