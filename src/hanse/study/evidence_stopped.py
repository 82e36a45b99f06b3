"""How sure it is that screening may stop, and of what the stop says nothing."""

from __future__ import annotations

import math
from collections.abc import Iterator

from hanse.evidence.log import BY_HAND, STAGES, Stop
from hanse.messages import message, plural
from hanse.report import Block, Bullets, Paragraph, literal
from hanse.study.evidence_asked import AT
from hanse.study.evidence_run import EvidenceRun, StageRun
from hanse.study.wording import percent

__all__ = ["short_stop", "stop_blocks", "stop_said"]

PASSED = {STAGES[0]: "what reviewers would pass", STAGES[1]: "what reviewers would include"}


def short_stop(found: EvidenceRun, stage: StageRun) -> str:
    """Return the stop without its rule, and what it covers."""
    if not found.state.is_stopped(stage.stage):
        head, stop, _ = stop_said(found, stage).partition(". ")
        return f"{head}{'.' if stop else ''}"
    last = _last_stop(found, stage)
    left = sum(one.value == "automation" for one in found.state.removed.values())
    return message(
        "Screening **was stopped** on {day}: {says}; {left} not screened.{covers}",
        day=last.at[:10],
        says=literal(_bare(last).rstrip(".").replace(". ", "; ")),
        left=f"{left:,} {'was' if left == 1 else 'were'}",
        covers=_covered(found, stage),
    )


def _last_stop(found: EvidenceRun, stage: StageRun) -> Stop:
    """Return the stop that holds."""
    return [one for one in found.state.stops if one.stage == stage.stage][-1]


def _bare(stop: Stop) -> str:
    """Return the statement of a stop without the claim, which is said with what it covers."""
    says = stop.statement.removeprefix("Stop: ")
    head, claim, _ = says.partition(" or more of all relevant records are found")
    if claim:
        says = head.rpartition(". ")[0]
    return _ended(says or "nothing more was said")


def _covered(found: EvidenceRun, stage: StageRun) -> str:
    """Return the claim of the rule with what it covers and what it says nothing of."""
    last, check = _last_stop(found, stage), stage.check
    if last.rule == BY_HAND or not check.stop or not check.found:
        return ""
    if math.isnan(check.recall_at_least) or not check.recall_at_least:
        return ""
    state = found.state
    missed = math.floor(check.found / check.recall_at_least - check.found + 1e-6)
    later = any(state.identification(one).number > last.number for one in state.records)
    return message(
        " Of {what} at {stage} among the {n} of that screening, {share} or more was found "
        "({found}; at most {missed} missed), with {sure} confidence. It says nothing of the "
        "included studies themselves{later}.",
        what=PASSED[stage.stage],
        stage=AT[stage.stage],
        n=plural(check.n_records, "record"),
        share=percent(check.recall),
        found=f"{check.found:,}",
        missed=f"{missed:,}",
        sure=percent(check.confidence),
        later=", nor of records imported since" if later else "",
    )


def stop_said(found: EvidenceRun, stage: StageRun) -> str:
    """Return whether screening ended, by which rule, and with which statement."""
    history = stage.history
    if found.state.is_stopped(stage.stage):
        last = _last_stop(found, stage)
        return message(
            "Screening at {stage} **was stopped** on {day} by {who}, by the rule '{rule}': "
            "{says}{covers}",
            stage=AT[stage.stage],
            day=last.at[:10],
            who=literal(found.person(last.person)),
            rule=literal(last.rule),
            says=literal(_bare(last)),
            covers=_covered(found, stage),
        )
    if history.screened == history.n_records:
        return message(
            "**All {n}** at {stage} were screened, so none was missed by stopping early.",
            n=plural(history.n_records, "record"),
            stage=AT[stage.stage],
        )
    return message(
        "Screening at {stage} **goes on**: {screened} of {n} are settled. {says}",
        stage=AT[stage.stage],
        screened=f"{history.screened:,}",
        n=plural(history.n_records, "record"),
        says=literal(_ended(stage.check.says)),
    )


def _ended(text: str) -> str:
    """Return a sentence with its full stop."""
    return text if text.rstrip().endswith((".", "!", "?")) else f"{text.rstrip()}."


def _read_said(found: EvidenceRun, stage: StageRun) -> str:
    """Return how far full texts are read; nobody ranks them."""
    sought, lost = len(found.state.sought), len(found.state.not_retrieved)
    left = sought - stage.history.screened - lost
    return message(
        "At full text {settled} of {n} are settled; {lost} could not be got, and {left} open.",
        settled=f"{stage.history.screened:,}",
        n=plural(sought, "report"),
        lost=f"{lost:,}",
        left=f"{left:,} {'is' if left == 1 else 'are'}",
    )


def stop_blocks(found: EvidenceRun, stage: StageRun) -> Iterator[Block]:
    """Yield the stop, what it assumes, and what a random sample says."""
    if stage.stage == STAGES[1] and not found.state.is_stopped(stage.stage):
        yield Paragraph(_read_said(found, stage))
        return
    yield Paragraph(stop_said(found, stage))
    said = []
    screening = found.protocol.screening
    if stage.history.screened < stage.history.n_records or found.state.is_stopped(stage.stage):
        said.append(
            f"The protocol asks for a recall of {percent(screening.recall)} with "
            f"{percent(screening.confidence)} confidence."
        )
        said.append(literal(_ended(stage.check.assumes)))
    for sample in stage.history.samples:
        said.append(
            message(
                "Sample {name}: {drawn} drawn at random from {pool}, {seen} of them screened so "
                "far, {relevant} of these relevant.",
                name=literal(sample.name),
                drawn=plural(sample.drawn, "record"),
                pool=f"{sample.pool:,} that were not screened",
                seen=f"{sample.screened:,}",
                relevant=f"{sample.relevant:,}",
            )
        )
    if stage.recall is not None:
        said.append(literal(str(stage.recall)))
    if said:
        yield Bullets(tuple(said))
