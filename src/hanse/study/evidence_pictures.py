"""The pictures of a review: the way of the records, the recall, the map, years and key words."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from hanse.evidence.log import STAGES
from hanse.evidence.synthesis import NOT_REPORTED, EvidenceMap
from hanse.plot import (
    MapSpot,
    MapWord,
    Picture,
    WordLink,
    evidence_map,
    keyword_map,
    prisma_flow,
    recall_curve,
    record_years,
)
from hanse.study.evidence_run import EvidenceRun

__all__ = ["evidence_pictures"]

LONGEST = 250
LEAST_WORDS = 3


def evidence_pictures(found: EvidenceRun) -> Iterator[tuple[str, Picture]]:
    """Yield each picture under its name, where there is anything to draw."""
    title = found.protocol.title
    yield "flow", prisma_flow(found.flow, title=f"The way of the records: {title}", name="prisma")
    if found.update is not None:
        version = found.update.previous.version if found.update.previous else ""
        yield (
            "update",
            prisma_flow(
                found.update, title=f"The update since version {version}", name="prisma-update"
            ),
        )
    yield from _recall(found)
    if found.coded.map is not None and found.coded.map.n_studies:
        yield "map", _map(found.coded.map)
    yield from _years(found)
    yield from _keywords(found)


def _recall(found: EvidenceRun) -> Iterator[tuple[str, Picture]]:
    """Yield what was found against what was screened at title and abstract."""
    stage = found.stages[STAGES[0]]
    history = stage.history
    if not history.screened or not history.found:
        return
    is_whole = history.screened == history.n_records
    is_stopped = found.state.is_stopped(STAGES[0]) and not is_whole
    low = stage.check.recall_at_least if is_stopped else math.nan
    recall = stage.recall.recall if is_stopped and stage.recall is not None else math.nan
    if recall < low:
        recall = math.nan
    yield (
        "recall",
        recall_curve(
            np.cumsum(history.included),
            n_records=history.n_records,
            title="Relevant records found as screening went on",
            stop=history.screened if is_stopped else None,
            recall=recall,
            recall_low=low,
            confidence=stage.check.confidence if is_stopped else math.nan,
            name="recall",
        ),
    )


def _map(made: EvidenceMap) -> Picture:
    """Return the evidence map."""
    spots = [
        MapSpot(
            made.rows.label(one.row),
            made.columns.label(one.column),
            len(one.supports),
            len(one.opposes),
            len(one.mixed),
            len(one.none),
            words="; ".join(one.studies),
        )
        for one in made.cells
        if one.n_studies
    ]
    return evidence_map(
        made.rows.labels,
        made.columns.labels,
        spots,
        title=f"Evidence by {made.rows.name} and {made.columns.name}",
        row_head=made.rows.name.capitalize(),
        column_head=made.columns.name.capitalize(),
        gaps=[(made.rows.label(one.row), made.columns.label(one.column)) for one in made.gaps],
        not_reported=(NOT_REPORTED,),
        row_totals=made.row_studies,
        column_totals=made.column_studies,
        name="evidence-map",
    )


def _years(found: EvidenceRun) -> Iterator[tuple[str, Picture]]:
    """Yield the records by year, unless a wrong year stretches them beyond reading."""
    years = found.years
    if years.years and years.years[-1] - years.years[0] <= LONGEST:
        yield (
            "years",
            record_years(
                years.years,
                years.found,
                years.included,
                title="Records by year of publication",
                found_label="found, without duplicates",
                undated=len(years.undated),
                name="record-years",
            ),
        )


def _keywords(found: EvidenceRun) -> Iterator[tuple[str, Picture]]:
    """Yield the map of key words, where there are some that stand together."""
    made = found.keywords
    if len(made.keywords) < LEAST_WORDS or not made.links:
        return
    words = [MapWord(one.name, one.n_records, one.group) for one in made.keywords]
    links = [WordLink(one.one, one.other, one.strength) for one in made.links if one.strength > 0]
    yield (
        "keywords",
        keyword_map(
            words,
            links,
            title=f"Key words of {found.keywords_of}",
            size_label="reports",
            strength_label="how much more often together than by chance",
            name="keyword-map",
        ),
    )
