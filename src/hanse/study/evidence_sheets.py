"""A review in ``tables/``: every record with its lines and people, and every answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hanse.evidence.log import STAGES
from hanse.study.actor_result import sheet_of
from hanse.study.evidence_run import EvidenceRun
from hanse.study.evidence_traced import said_by
from hanse.study.evidence_trail import box_records, lines_text, people_of
from hanse.study.part import Sheet

__all__ = ["evidence_sheets"]

AT = dict(zip(STAGES, ("screening", "assessment"), strict=True))


def evidence_sheets(found: EvidenceRun) -> tuple[Sheet, ...]:
    """Return the tables; reviewers stand in them by the ids of the protocol."""
    own = (_records(found), _exclusions(found), _prisma(found), _included(found))
    frames = (sheet_of(name, frame) for name, frame in _frames(found))
    return (*own, *frames)


def _records(found: EvidenceRun) -> Sheet:
    """Return every record: where it came from, where it stands, what was said, and by whom."""
    state = found.state
    header = (
        *("record", "title", "source", "import", "place", "representative", "position"),
        *(f"{what}_{AT[stage]}" for stage in STAGES for what in ("outcome", "criteria")),
        *("people", "lines"),
    )
    rows = []
    for record in state.records:
        origin, top = state.identification(record), state.representative(record)
        said: list[str] = []
        for stage in STAGES:
            said += [state.outcome(record, stage), "; ".join(state.reasons(record, stage))]
        events = found.trail[top]
        rows.append(
            [
                *(record, found.review.records[record].title, origin.source, origin.import_id),
                *(origin.place, top, state.position(record), *said),
                *(people_of(events), lines_text(events)),
            ]
        )
    return Sheet("review_records", header, rows)


def _exclusions(found: EvidenceRun) -> Sheet:
    """Return every record that was left out, with criterion, people and lines."""
    state, words = found.state, found.criteria
    header = ("record", "title", "stage", "criterion", "in_words", "people", "lines")
    rows = []
    for stage, position in zip(
        STAGES, ("excluded at screening", "excluded at assessment"), strict=True
    ):
        for record in state.records:
            if state.position(record) != position:
                continue
            events = [
                one
                for one in found.trail[record]
                if one.stage == stage and one.event in ("decided", "withdrawn", "resolved")
            ]
            reasons = state.reasons(record, stage)
            in_words = "; ".join(words.get(one, one) for one in reasons)
            title = found.review.joined(record).title
            told = (people_of(events), lines_text(events))
            rows.append([record, title, stage, "; ".join(reasons), in_words, *told])
    return Sheet("review_exclusions", header, rows)


def _prisma(found: EvidenceRun) -> Sheet:
    """Return each box with its number and the records behind it."""
    behind = box_records(found.state)
    rows = [
        [column.name, words, n, "; ".join(behind.get((column.name, words), ()))]
        for column in found.flow.columns
        for words, n, _ in column.boxes()
    ]
    return Sheet("review_prisma", ("column", "box", "n", "records"), rows)


def _included(found: EvidenceRun) -> Sheet:
    """Return the included reports with every line of the log that names them."""
    state = found.state
    study_of = state.study_of
    header = (
        *("record", "report", "study", "title", "authors", "year", "source", "doi", "stands_for"),
        *(AT[stage] for stage in STAGES),
        *("full_text", "retracted", "people", "lines"),
    )
    gone = {state.representative(one) for one in state.retracted}
    rows = []
    for name, record in found.included.items():
        events = found.trail[name]
        text = state.retrieval(name)
        rows.append(
            [
                *(name, found.keys[name], study_of[name], record.title, "; ".join(record.authors)),
                *(record.year, record.container, record.doi, "; ".join(state.members(name)[1:])),
                *(said_by(found, events, stage) for stage in STAGES),
                *(text.words if text else "", "yes" if name in gone else "no"),
                *(people_of(events), lines_text(events)),
            ]
        )
    return Sheet("review_included", header, rows)


def _frames(found: EvidenceRun) -> Iterator[tuple[str, Any]]:
    """Yield the answers as frames."""
    yield "review_agreement", _agreement(found)
    yield "review_conflicts", _conflicts(found)
    yield "review_searches", found.due.to_frame()
    yield "prisma_checklist", found.checklist.to_frame()
    yield "evidence_table", found.coded.table.to_frame()
    if found.coded.themes is not None:
        yield "evidence_themes", found.coded.themes.to_frame()
    if found.coded.map is not None:
        yield "evidence_map", found.coded.map.to_frame()
        yield "evidence_gaps", _gaps(found)
    if found.coded.coding is not None and found.coded.coding.final is not None:
        yield "evidence_coding", found.coded.coding.final.provenance_frame()
    if found.coded.summary is not None:
        yield "evidence_appraisal", found.coded.summary.to_frame()
    if found.changes is not None:
        yield "review_changes", found.changes.to_frame()
    yield "literature_years", found.years.to_frame()
    overview = found.overview
    if overview is not None:
        yield "literature_sources", _plain(overview.containers.to_frame())
        yield "literature_authors", overview.authors.to_frame()
        yield "literature_countries", overview.countries.to_frame()
        yield "literature_keywords", _plain(found.keywords.to_frame())
        yield "literature_keyword_links", found.keywords.links_frame()
        yield "literature_cited", overview.cited.to_frame()
        yield "literature_co_citation", overview.co_citation.to_frame()
        yield "literature_coupling", overview.coupling.to_frame()
    if found.alike is not None:
        yield "clusters_alike", found.alike.to_frame()


def _plain(frame: Any) -> Any:
    """Return a frame in which lists are text, parted by semicolons."""
    for column in frame.columns:
        if frame[column].map(lambda one: isinstance(one, (tuple, list))).any():
            frame[column] = ["; ".join(map(str, one)) for one in frame[column]]
    return frame


def _agreement(found: EvidenceRun) -> Any:
    """Return every coefficient of both stages, of all decisions and by version."""
    import pandas as pd

    frames = []
    for stage, run in found.stages.items():
        groups: list[tuple[str, Any]] = [("all", run.agreement)]
        groups += [
            ("several" if one.version is None else str(one.version), one.agreement)
            for one in run.by_version.rows
        ]
        for version, agreement in groups:
            frame = agreement.to_frame()
            frame.insert(0, "records", agreement.n_shared)
            frame.insert(0, "version", version)
            frame.insert(0, "stage", stage)
            frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def _conflicts(found: EvidenceRun) -> Any:
    """Return every record on which reviewers differed, open or settled, decision by decision."""
    import pandas as pd

    state, rows = found.state, []
    for stage in STAGES:
        standing = {one.record for one in state.conflicts(stage)}
        for record in state.standing:
            settled = state.resolution(record, stage)
            if record not in standing and settled is None:
                continue
            for said in (*state.decisions(record, stage).values(), *([settled] if settled else [])):
                how = "settles" if said is settled else "decides"
                told = (said.person, how, said.value, said.reason, said.number + 1)
                rows.append((record, stage, "open" if record in standing else "settled", *told))
    columns = ["record", "stage", "state", "person", "does", "value", "criterion", "line"]
    return pd.DataFrame(rows, columns=columns)


def _gaps(found: EvidenceRun) -> Any:
    """Return all gaps by rank."""
    import pandas as pd

    made = found.coded.map
    assert made is not None
    rows = [
        (rank, one.row, one.column, one.row_studies, one.column_studies, one.expected)
        for rank, one in enumerate(made.gaps, start=1)
    ]
    names = ["rank", "row", "column", "row_studies", "column_studies", "expected"]
    return pd.DataFrame(rows, columns=names)
