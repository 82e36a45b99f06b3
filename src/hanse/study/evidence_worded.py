"""Criteria whose words changed, and the records that stand left out by the old words."""

from __future__ import annotations

from collections.abc import Iterator

from hanse.messages import message, plural
from hanse.report import literal
from hanse.study.evidence_asked import AT
from hanse.study.evidence_run import EvidenceRun

__all__ = ["reworded", "reworded_said"]


def reworded(found: EvidenceRun) -> dict[str, int]:
    """Return the criteria whose words changed, with the version that changed them last."""
    made: dict[str, int] = {}
    words: dict[str, str] = {}
    for version in sorted(found.versions):
        for one in found.versions[version].criteria:
            if words.get(one.id, one.text) != one.text:
                made[one.id] = version
            words[one.id] = one.text
    return made


def reworded_said(found: EvidenceRun, stage: str) -> Iterator[str]:
    """Yield how many records stand left out at a stage by words that hold no more."""
    frozen = {one.version: one.number for one in found.state.amendments}
    for name, version in reworded(found).items():
        n = sum(_is_old(found, one, stage, name, frozen[version]) for one in found.state.standing)
        if n:
            yield message(
                "The words of **{name}** changed with version {version}: {n} left out by it under "
                "the old words at {stage} {were} not looked at again.",
                name=literal(name),
                version=version,
                n=plural(n, "record"),
                stage=AT[stage],
                were="was" if n == 1 else "were",
            )


def _is_old(found: EvidenceRun, record: str, stage: str, criterion: str, line: int) -> bool:
    """Return whether a record is left out by a criterion and was decided on only before a line."""
    state = found.state
    if state.outcome(record, stage) != "exclude" or criterion not in state.reasons(record, stage):
        return False
    said = [*state.decisions(record, stage).values()]
    settled = state.resolution(record, stage)
    return all(one.number < line for one in [*said, *([settled] if settled else [])])
