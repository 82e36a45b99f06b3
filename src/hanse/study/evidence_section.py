"""The evidence section of a study: ``[evidence]``.

In this order: what was asked; what was found and left out and why; how far reviewers agreed and how
sure the stop is; what the studies say by theme; where evidence is missing; which known clusters are
like yours.
"""

from __future__ import annotations

from collections.abc import Iterator

from hanse.plot import Picture
from hanse.report import Block, Bullets, Heading, Paragraph
from hanse.study.evidence_agreed import agreed_blocks, agreed_said
from hanse.study.evidence_alike import alike_blocks, alike_said
from hanse.study.evidence_asked import asked_blocks, asked_said, frozen_notices
from hanse.study.evidence_found import found_blocks, found_said
from hanse.study.evidence_literature import literature_blocks
from hanse.study.evidence_missing import missing_blocks, missing_said
from hanse.study.evidence_pictures import evidence_pictures
from hanse.study.evidence_result import evidence_result
from hanse.study.evidence_run import EvidenceRun, run_evidence
from hanse.study.evidence_said import said_blocks, studies_said
from hanse.study.evidence_settings import read_evidence_settings
from hanse.study.evidence_sheets import evidence_sheets
from hanse.study.evidence_traced import traced_blocks
from hanse.study.part import Part, Progress, Study, figures_of

__all__ = ["EvidenceSection"]

TITLE = "The systematic review"


class EvidenceSection:
    """What is known, how surely, and where nobody has looked."""

    keys = ("evidence",)

    def run(self, study: Study, *, progress: Progress) -> Part | None:
        """Replay the log of the review and say what it holds, in the order of the questions."""
        if "evidence" not in study.tables:
            return None
        settings = read_evidence_settings(study.tables["evidence"])
        found = run_evidence(study.folder, settings, as_of=study.about.as_of, progress=progress)
        progress("pictures of the review", 0, 1)
        pictures = dict(evidence_pictures(found))
        return Part(
            opening=tuple(_opening(found)),
            blocks=(
                Heading(1, TITLE, "evidence"),
                *_blocks(found, pictures, has_caution=bool(study.about.caution)),
            ),
            sheets=evidence_sheets(found),
            pictures=tuple(pictures.values()),
            result={"evidence": evidence_result(found)},
            files=found.files,
        )


def _opening(found: EvidenceRun) -> Iterator[Block]:
    """Yield the sentences of the first page."""
    yield from frozen_notices(found)
    for head, said in (
        ("What was asked", asked_said(found)),
        ("What was found, and left out and why", found_said(found)),
        ("How far reviewers agreed, and how sure the stop is", agreed_said(found)),
        ("What the studies say", studies_said(found)),
        ("Where evidence is missing", missing_said(found)),
        ("Which known clusters are like yours", alike_said(found)),
    ):
        lines = tuple(said)
        if lines:
            yield Heading(3, head)
            yield Bullets(lines)


def _blocks(
    found: EvidenceRun, pictures: dict[str, Picture], *, has_caution: bool
) -> Iterator[Block]:
    """Yield the section's own part of the report."""
    yield from asked_blocks(found)
    yield Heading(2, "What was found, and left out and why")
    yield from figures_of(pictures, "flow")
    yield from found_blocks(found)
    yield from figures_of(pictures, "update")
    yield from agreed_blocks(found)
    yield from figures_of(pictures, "recall")
    yield from said_blocks(found)
    yield Heading(2, "Where evidence is missing")
    yield from figures_of(pictures, "map")
    if has_caution and "map" in pictures:
        yield Paragraph("Whose coding this map rests on: see the caution at the top.")
    yield from missing_blocks(found)
    yield from alike_blocks(found)
    yield from literature_blocks(found)
    yield from figures_of(pictures, "years", "keywords")
    yield from traced_blocks(found)
