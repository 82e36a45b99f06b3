"""A review in ``result.json``."""

from __future__ import annotations

from typing import Any

from hanse.evidence.log import STAGES
from hanse.evidence.review import status_of
from hanse.result import jsonable
from hanse.study.evidence_run import EvidenceRun, StageRun

__all__ = ["evidence_result"]


def evidence_result(found: EvidenceRun) -> dict[str, Any]:
    """Return the answers as ``result.json`` holds them; records stand in ``tables/`` only."""
    coded = found.coded
    made = {
        "title": found.protocol.title,
        "as_of": found.as_of,
        "protocol": {
            "version": max(found.versions) if found.versions else None,
            "not_frozen": [str(one) for one in found.unfrozen],
        },
        "questions": [one.text for one in found.protocol.questions],
        "status": _status(found),
        "is_complete": found.flow.is_complete,
        "prisma": found.flow,
        "update": found.update,
        "searches": found.due.rows,
        "doubtful_pairs": len(found.doubtful),
        "stages": {name: _stage(found, one) for name, one in found.stages.items()},
        "included": list(found.included),
        "studies": found.state.studies,
        "themes": coded.themes.themes if coded.themes is not None else None,
        "gaps": coded.map.gaps if coded.map is not None else None,
        "single": [[one.row, one.column, one.studies[0]] for one in coded.map.single]
        if coded.map is not None
        else None,
        "appraisal": {one.record: one.overall for one in coded.summary.reports}
        if coded.summary is not None
        else None,
        "alike": found.alike.shown if found.alike is not None else None,
        "notes": found.notes,
    }
    return {key: jsonable(value) for key, value in made.items()}


def _status(found: EvidenceRun) -> dict[str, Any]:
    """Return how far the review is; what is retracted with what of it is included."""
    made = status_of(found.review).to_dict()
    for name in ("kind", "schema"):
        made.pop(name, None)
    made["included_retracted"] = made.pop("retracted")
    made["all_retracted"] = list(found.state.retracted)
    return made


def _stage(found: EvidenceRun, one: StageRun) -> dict[str, Any]:
    """Return what is known of a stage; no stop where no rule was used there."""
    is_ranked = one.stage == STAGES[0] and one.history.screened > 0
    has_rule = is_ranked or one.history.samples or found.state.is_stopped(one.stage)
    return {
        "records": one.agreement.n_units,
        "shared": one.agreement.n_shared,
        "observed": one.agreement.observed,
        "coefficients": one.agreement.coefficients,
        "by_version": [
            {
                "version": row.version,
                "shared": row.agreement.n_shared,
                "observed": row.agreement.observed,
            }
            for row in one.by_version.rows
        ],
        "conflicts": {
            "open": len(one.conflicts.open),
            "settled": one.conflicts.settled,
            "criteria": one.conflicts.criteria,
        },
        "stop": one.check if has_rule else None,
        "recall": one.recall,
    }
