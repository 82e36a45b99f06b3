"""What follows from the filled sheets of a review: appraisal, findings, themes and the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hanse.errors import InputError, unknown_name
from hanse.evidence.records import BibliographicRecord
from hanse.evidence.review import Review
from hanse.evidence.review.coded import ReviewCoding, coding_files, read_coding, review_sheet
from hanse.evidence.review.coded_findings import CodedFindings, coded_findings, mechanisms_of
from hanse.evidence.review.layout import CODING
from hanse.evidence.sheets import AppraisalSummary, appraisal_summary
from hanse.evidence.synthesis import (
    EvidenceMap,
    EvidenceTable,
    Findings,
    ThemeTable,
    evidence_map,
    evidence_table,
    theme_table,
)
from hanse.study.evidence_settings import MAP, WHERE, EvidenceSettings
from hanse.study.observatory_checks import placed

__all__ = ["CodedRun", "run_coded"]


@dataclass(frozen=True)
class CodedRun:
    """What was coded and appraised; None where the review has no such sheet.

    Attributes
    ----------
    coding, appraised : ReviewCoding or None
        The filled sheets.
    summary : AppraisalSummary or None
        Counts and overall judgements.
    found : CodedFindings or None
        The findings.
    table, themes, map
        The evidence table (included studies without findings stand in it too), themes by
        mechanism, and the evidence map; the last two None without a frame that has mechanisms.
    files : mapping of str to tuple of str
        Filled sheets by id of the sheet.
    """

    coding: ReviewCoding | None
    appraised: ReviewCoding | None
    summary: AppraisalSummary | None
    found: CodedFindings | None
    table: EvidenceTable
    themes: ThemeTable | None
    map: EvidenceMap | None
    files: Mapping[str, tuple[str, ...]]

    def labels(self, mechanism: str) -> str:
        """Return a mechanism in words."""
        return self.found.mechanisms.get(mechanism, mechanism) if self.found else mechanism

    def kind(self, kind: str) -> str:
        """Return a kind of cluster in words."""
        return self.found.kinds.get(kind, kind) if self.found else kind


def run_coded(
    review: Review, settings: EvidenceSettings, records: Sequence[BibliographicRecord]
) -> CodedRun:
    """Read the sheets that a review has for coding and appraisal, and put findings together.

    Parameters
    ----------
    review : Review
        The review.
    settings : EvidenceSettings
        Which sheets, and the axes of the map.
    records : sequence of BibliographicRecord
        The included ones.

    Raises
    ------
    InputError
        If a sheet does not exist or has another purpose, or a filled one cannot be used.
    """
    files = coding_files(review)
    coding = _read(review, settings.frame, "frame", "coding", settings.seed)
    appraised = _read(review, settings.appraisal, "appraisal", "appraisal", settings.seed)
    summary = None
    if appraised is not None and appraised.settled is not None:
        summary = appraisal_summary(appraised.settled)
    study_of = review.state.study_of
    found = _findings(coding, summary, settings.map.kind, study_of)
    rows = found.findings if found is not None else Findings(())
    themes = made = None
    if found is not None:
        ids = list(found.mechanisms)
        themes = theme_table(rows, records, mechanisms=ids, labels=found.mechanisms)
        made = _map(found, records, settings)
    return CodedRun(
        coding=coding,
        appraised=appraised,
        summary=summary,
        found=found,
        table=evidence_table(rows, records, studies=study_of),
        themes=themes,
        map=made,
        files={
            name: tuple(f"{CODING}/{path.name}" for path in own.values())
            for name, own in files.items()
        },
    )


def _read(review: Review, name: str, key: str, purpose: str, seed: int) -> ReviewCoding | None:
    """Return the filled sheet of a purpose: that of the settings, else that of the protocol."""
    where = f"{WHERE} {key}" if name else "protocol.toml, [[sheets]]"
    if not name:
        named = [one.id for one in review.protocol.sheets if one.purpose == purpose]
        if not named:
            return None
        if len(named) > 1:
            raise InputError(
                f"the protocol has {len(named)} sheets for {purpose}: {', '.join(named)}",
                where=WHERE,
                mend=f'Name the one that is reported: {key} = "{named[0]}".',
            )
        name = named[0]
    asked = review_sheet(review, name, where=where)
    if asked.purpose != purpose:
        raise InputError(
            f"'{name}' is a sheet for {asked.purpose}",
            where=where,
            mend=f"Name a sheet whose purpose is {purpose}.",
        )
    return read_coding(review, name, seed=seed, where=where)


def _findings(
    coding: ReviewCoding | None,
    summary: AppraisalSummary | None,
    kind: str,
    study_of: Mapping[str, str],
) -> CodedFindings | None:
    """Return the findings of a sheet that asks for mechanisms."""
    if coding is None or not mechanisms_of(coding.sheet):
        return None
    said = {one.record: one.label for one in summary.reports} if summary is not None else {}
    has_kind = kind in [one.id for one in coding.sheet.fields] or kind != "industry"
    return coded_findings(coding, studies=study_of, appraisals=said, kind=kind if has_kind else "")


def _map(
    found: CodedFindings, records: Sequence[BibliographicRecord], settings: EvidenceSettings
) -> EvidenceMap:
    """Return the evidence map; the mechanisms of the frame are all that could be there."""
    axes = settings.map
    universe = {"mechanism": tuple(found.mechanisms), **axes.universe}
    for one in axes.universe.get("kind", ()):
        if found.kinds and one not in found.kinds:
            raise unknown_name("kind", one, found.kinds, where=f"{MAP} kinds")
    labels = {"mechanism": found.mechanisms, "kind": found.kinds}
    with placed(MAP):
        return evidence_map(
            found.findings,
            records,
            rows=axes.rows,
            columns=axes.columns,
            layers=None if "kind" in (axes.rows, axes.columns) else "kind",
            universe=universe,
            labels=labels,
        )
