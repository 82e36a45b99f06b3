"""Everything that ``[evidence]`` reports, computed once from the folder of a review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hanse.errors import InputError
from hanse.evidence.coefficients import RatersAgreement
from hanse.evidence.duplicates import DoubtfulPair
from hanse.evidence.library import AlikeClusters, cluster_library, most_alike, read_cluster_library
from hanse.evidence.log import STAGES, Event, ReviewState
from hanse.evidence.prisma import PrismaChecklist, PrismaFlow, prisma_checklist, prisma_flow
from hanse.evidence.protocol import (
    Change,
    Protocol,
    SearchesDue,
    SearchString,
    changes_between,
)
from hanse.evidence.records import BibliographicRecord
from hanse.evidence.review import (
    Review,
    ReviewChanges,
    ReviewConflicts,
    agreement_at,
    changes_of,
    conflicts_of,
    doubtful_pairs,
    open_review,
    recall_of_sample,
    records_at,
    stage_history,
    stop_check,
)
from hanse.evidence.review.layout import EVENTS, IMPORTS, PROTOCOL, RECORDS, SHEETS, VERSIONS
from hanse.evidence.review.soundness import check_review, frozen_versions, reading_differences
from hanse.evidence.review.version_agreement import AgreementByVersion, agreement_by_version
from hanse.evidence.stopping import History, RecallCheck, StopCheck
from hanse.evidence.synthesis import (
    BibliometricOverview,
    KeywordMap,
    PublicationYears,
    bibliometric_overview,
    citation_keys,
    keyword_map,
    publication_years,
)
from hanse.study.actor_run import check_day
from hanse.study.evidence_coded import CodedRun, run_coded
from hanse.study.evidence_protocol import (
    checklist_facts,
    criterion_words,
    due_of,
    source_names,
    strings_of,
)
from hanse.study.evidence_settings import WHERE, EvidenceSettings, LikeSettings
from hanse.study.evidence_trail import events_by_group
from hanse.study.observatory_checks import placed
from hanse.study.part import Progress
from hanse.study.toml_values import file_of

__all__ = ["EvidenceRun", "StageRun", "run_evidence"]

LEAST_WORDS = 3


@dataclass(frozen=True)
class StageRun:
    """What is known of the screening at one stage; nothing was decided where ``units`` is 0.

    Attributes
    ----------
    stage : str
        The stage.
    agreement, by_version, conflicts
        Of first decisions, all and by version of the protocol; and where reviewers differ.
    history, check, recall
        The screening as the stopping rule sees it, what the rule says now, and what a random
        sample says of the recall.
    """

    stage: str
    agreement: RatersAgreement
    by_version: AgreementByVersion
    conflicts: ReviewConflicts
    history: History
    check: StopCheck
    recall: RecallCheck | None


@dataclass(frozen=True)
class EvidenceRun:
    """What ``[evidence]`` computes.

    Attributes
    ----------
    settings : EvidenceSettings
        As it was written.
    review : Review
        The review.
    as_of : str
        The day of the study; that of the last event where none is given.
    versions : mapping of int to Protocol
        Frozen versions of the protocol.
    unfrozen : tuple of Change
        What ``protocol.toml`` has otherwise than the version frozen last.
    strings, unwritten : mapping of str
        Search strings by source under the version that holds, and why there is none.
    due : SearchesDue
        When each source was searched last.
    flow, update : PrismaFlow
        Boxes of the whole review, and of the update since the last publication (None without).
    checklist : PrismaChecklist
        Filled as far as log and protocol go.
    doubtful : tuple of DoubtfulPair
        Pairs that a person has still to look at.
    changes : ReviewChanges or None
        What the last import changed; None without imports.
    stages : mapping of str to StageRun
        By stage.
    included : mapping of str to BibliographicRecord
        Included records, each joined with its duplicates.
    keys : mapping of str to str
        How each of them is cited.
    coded : CodedRun
        Coding, appraisal and what follows from them.
    years : PublicationYears
        Of all records without duplicates, also those set aside, and of the included ones.
    overview : BibliometricOverview or None
        Of the included records; None without any.
    keywords, keywords_of : KeywordMap, str
        Of the included records; where few of them tell key words, of all that were included at
        title and abstract.
    alike : AlikeClusters or None
        The clusters of the library most like the own one.
    trail : mapping of str to tuple of Event
        The events behind each record.
    notes : tuple of str
        Where records are other than their files give.
    """

    settings: EvidenceSettings
    review: Review
    as_of: str
    versions: Mapping[int, Protocol]
    unfrozen: tuple[Change, ...]
    strings: Mapping[str, SearchString]
    unwritten: Mapping[str, str]
    due: SearchesDue
    flow: PrismaFlow
    update: PrismaFlow | None
    checklist: PrismaChecklist
    doubtful: tuple[DoubtfulPair, ...]
    changes: ReviewChanges | None
    stages: Mapping[str, StageRun]
    included: Mapping[str, BibliographicRecord]
    keys: Mapping[str, str]
    coded: CodedRun
    years: PublicationYears
    overview: BibliometricOverview | None
    keywords: KeywordMap
    keywords_of: str
    alike: AlikeClusters | None
    trail: Mapping[str, tuple[Event, ...]]
    notes: tuple[str, ...]

    @property
    def state(self) -> ReviewState:
        """What the log adds up to."""
        return self.review.state

    @property
    def protocol(self) -> Protocol:
        """The version of the protocol that holds: the one frozen last, else the file."""
        return self.versions[max(self.versions)] if self.versions else self.review.protocol

    @property
    def sources(self) -> dict[str, str]:
        """Names of all sources of any version of the protocol, by id."""
        return source_names(self.review, self.versions)

    @property
    def criteria(self) -> dict[str, str]:
        """Words of all criteria of any version of the protocol, by id."""
        return criterion_words(self.review, self.versions)

    def person(self, one: str) -> str:
        """Return the name of a person by id."""
        every = [self.review.protocol, *self.versions.values()]
        names = {p.id: p.name for each in reversed(every) for p in each.people}
        return names.get(one, one)

    @property
    def files(self) -> tuple[str, ...]:
        """The files of the review that were read, as paths within the study folder."""
        return tuple(_files(self.review, self.settings.review, self.coded))


def run_evidence(
    folder: Path, settings: EvidenceSettings, *, as_of: str, progress: Progress
) -> EvidenceRun:
    """Compute everything that the section says.

    Parameters
    ----------
    folder : Path
        The study folder.
    settings : EvidenceSettings
        What is asked.
    as_of : str
        The day of the study; empty for that of the last event.
    progress : callable
        Told the step.

    Raises
    ------
    InputError
        If the review, its log, its records or a filled sheet cannot be used.
    """
    if as_of:
        check_day(as_of)
    here = folder / settings.review
    if not here.is_dir():
        raise InputError(
            f"there is no folder {settings.review}", where=f"{WHERE} review", mend="Name another."
        )
    alike = _alike(folder, settings.like)
    with placed(settings.review) if settings.review != "." else nullcontext():
        progress("evidence: reading the review", 0, 5)
        review = open_review(here)
        versions = frozen_versions(review)
        check_review(review, versions)
        return _computed(review, settings, versions, alike, _day(review, as_of), progress)


def _computed(
    review: Review,
    settings: EvidenceSettings,
    versions: Mapping[int, Protocol],
    alike: AlikeClusters | None,
    day: str,
    progress: Progress,
) -> EvidenceRun:
    """Return what follows from a review that is sound."""
    protocol = versions[max(versions)] if versions else review.protocol
    strings, unwritten = strings_of(protocol)
    included = {one.id: one for one in records_at(review, "included")}
    progress("evidence: coding", 1, 5)
    coded = run_coded(review, settings, list(included.values()))
    due = due_of(review, protocol, versions, day, settings.days)
    progress("evidence: duplicates", 2, 5)
    doubtful = doubtful_pairs(review)
    progress("evidence: agreement", 3, 5)
    stages = {stage: _stage(review, stage, settings.seed) for stage in STAGES}
    progress("evidence: literature", 4, 5)
    return EvidenceRun(
        settings=settings,
        review=review,
        as_of=day,
        versions=versions,
        unfrozen=changes_between(protocol, review.protocol) if versions else (),
        strings=strings,
        unwritten=unwritten,
        due=due,
        **_counted(review, protocol, versions, coded),
        doubtful=doubtful,
        changes=changes_of(review, keep_index=False) if review.state.imports else None,
        stages=stages,
        included=included,
        keys=citation_keys(list(included.values())),
        coded=coded,
        **_literature(review, included, settings),
        alike=alike,
        trail=events_by_group(review.log, review.state),
        notes=tuple(reading_differences(review)),
    )


def _counted(
    review: Review, protocol: Protocol, versions: Mapping[int, Protocol], coded: CodedRun
) -> dict[str, Any]:
    """Return the boxes of the review and of its update, and the checklist."""
    names, reasons = source_names(review, versions), criterion_words(review, versions)
    published = review.state.versions
    update = None
    if published:
        since = published[-1].version
        update = prisma_flow(review.log, since=since, reasons=reasons, sources=names)
    facts = checklist_facts(review, protocol, coded)
    return {
        "flow": prisma_flow(review.log, reasons=reasons, sources=names),
        "update": update,
        "checklist": prisma_checklist(review.log, facts=facts, sources=names),
    }


def _literature(
    review: Review, included: Mapping[str, BibliographicRecord], settings: EvidenceSettings
) -> dict[str, Any]:
    """Return years, the overview of what is included, and the key words."""
    own = list(included.values())
    state = review.state
    every = [
        _with_id(review.joined(one), one)
        for one in state.records
        if state.representative(one) == one
    ]
    overview = None
    if own:
        overview = bibliometric_overview(
            own, included=included, least_keyword=settings.keyword, least_cited=settings.cited
        )
    words, words_of = _keywords(review, own, settings.keyword)
    return {
        "years": publication_years(every, included=included),
        "overview": overview,
        "keywords": words,
        "keywords_of": words_of,
    }


def _keywords(
    review: Review, included: list[BibliographicRecord], least: int
) -> tuple[KeywordMap, str]:
    """Return the map of key words, and of which reports it is."""
    own = keyword_map(included, least=least)
    if len(own.keywords) >= LEAST_WORDS:
        return own, "the included reports"
    wanted = [_with_id(review.joined(one), one) for one in review.state.sought]
    return keyword_map(wanted, least=least), "all reports included at title and abstract"


def _with_id(record: BibliographicRecord, id: str) -> BibliographicRecord:
    """Return a record under the id of its group."""
    return record if record.id == id else replace(record, id=id)


def _day(review: Review, as_of: str) -> str:
    """Return the day of the report, an error where the log goes beyond it."""
    last = review.state.at[:10]
    if as_of and last > as_of:
        raise InputError(
            f"as_of is {as_of}, and {EVENTS} goes on to {last}",
            where="[study]",
            mend=f'Write as_of = "{last}", or leave it out.',
        )
    return as_of or last


def _alike(folder: Path, asked: LikeSettings | None) -> AlikeClusters | None:
    """Return the clusters most like the own one."""
    if asked is None:
        return None
    paths = {key.split(" ")[1]: file_of(folder, name, key) for key, name in asked.named}
    library = cluster_library()
    if "library" in paths:
        library = read_cluster_library(
            paths["library"], statements=paths.get("statements"), studies=paths.get("studies")
        )
    with placed("[evidence.like]"):
        return most_alike(asked.profile, library, asked.n, least_coverage=asked.least)


def _stage(review: Review, stage: str, seed: int) -> StageRun:
    """Return what is known of a stage."""
    return StageRun(
        stage=stage,
        agreement=agreement_at(review, stage, seed=seed),
        by_version=agreement_by_version(review, stage, seed=seed),
        conflicts=conflicts_of(review, stage),
        history=stage_history(review, stage),
        check=stop_check(review, stage),
        recall=recall_of_sample(review, stage),
    )


def _files(review: Review, prefix: str, coded: CodedRun) -> Iterator[str]:
    """Yield the files that were read."""
    names = [PROTOCOL, EVENTS]
    names += [f"{VERSIONS}/{one.version}.toml" for one in review.state.amendments]
    names += [f"{IMPORTS}/{one}/{RECORDS}" for one in review.state.imports]
    for each in (coded.coding, coded.appraised):
        if each is not None:
            names += [f"{SHEETS}/{each.sheet.id}.toml", *coded.files[each.sheet.id]]
    for name in dict.fromkeys(names):
        if (review.folder / name).is_file():
            yield name if prefix == "." else f"{prefix.rstrip('/')}/{name}"
