"""Every box against a twin that follows each record through the diagram."""

import random

import pytest
from tests.evidence.log.made_logs import random_events
from tests.oracles import review_log as plain

from hanse.evidence.log import ReviewLog
from hanse.evidence.prisma import prisma_flow
from hanse.evidence.prisma.boxes import DIFFERENT

NAMES = {
    "duplicates": ("duplicate", ""),
    "carried_over": ("carried over", ""),
    "awaiting_screening": ("awaiting screening", ""),
    "screened": ("screened", ""),
    "screening_conflicts": ("conflict at screening", ""),
    "sought": ("sought", ""),
    "awaiting_retrieval": ("awaiting retrieval", ""),
    "awaiting_assessment": ("awaiting assessment", ""),
    "assessed": ("assessed", ""),
    "assessment_conflicts": ("conflict at assessment", ""),
    "included": ("included", ""),
}
LINES = {
    "identified": "identified",
    "automation": "removed automation",
    "other_reasons": "removed other",
    "excluded": "excluded at screening",
    "not_retrieved": "not retrieved",
    "excluded_reports": "excluded at assessment",
}


def as_plain(column):
    found = {key: getattr(column, name) for name, key in NAMES.items()}
    for name, box in LINES.items():
        for one in getattr(column, name):
            id = "different" if one.id == DIFFERENT else one.id
            found[box, id] = found.get((box, id), 0) + one.n
    return {key: n for key, n in found.items() if n}


def check(events, since=None):
    flow = prisma_flow(ReviewLog.from_events(events), since=since)
    columns, totals = plain.flow(events, since)
    assert flow.faults() == ()
    assert {one.name: as_plain(one) for one in flow.columns} == columns
    assert totals["studies"] == flow.studies
    assert totals["reports"] == flow.reports
    assert totals["all studies"] == flow.total_studies
    assert totals["all reports"] == flow.total_reports
    if since is None:
        assert flow.previous is None
    else:
        assert totals["previous studies"] == flow.previous.studies
        assert totals["previous reports"] == flow.previous.reports
        assert totals["no longer"] == flow.previous.no_longer_included
    return flow


@pytest.mark.parametrize("seed", range(60))
def test_boxes_of_a_random_review_and_of_its_updates_are_those_of_the_plain_log(seed):
    events = random_events(random.Random(1000 + seed), 90)
    check(events)
    for version in [e.value for e in events if e.event == "published"]:
        check(events, version)
    half = events[: len(events) // 2]
    check(half)
