"""How far reviewers agreed, what they differed on, and how sure it is that screening may stop."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from hanse.evidence.coefficients import Coefficient, RatersAgreement
from hanse.evidence.log import STAGES, Conflict
from hanse.evidence.review.coded import ReviewCoding
from hanse.messages import join_names, message, plural
from hanse.report import Block, Bullets, Details, Heading, Paragraph, Table, TableColumn, literal
from hanse.study.evidence_asked import AT
from hanse.study.evidence_run import EvidenceRun, StageRun
from hanse.study.wording import percent, two

__all__ = ["agreed_blocks", "agreed_said", "main_coefficient", "stop_said"]


def agreed_said(found: EvidenceRun) -> Iterator[str]:
    """Yield agreement in first decisions, and how sure the stop is."""
    first = found.stages[STAGES[0]]
    if first.agreement.n_units:
        yield agreement_said(first, clause=_versions_said(first))
        yield _short_stop(found, first)


def _short_stop(found: EvidenceRun, stage: StageRun) -> str:
    """Return the stop in one sentence, without its rule."""
    if not found.state.is_stopped(stage.stage):
        head, stop, _ = stop_said(found, stage).partition(". ")
        return f"{head}{'.' if stop else ''}"
    last = [one for one in found.state.stops if one.stage == stage.stage][-1]
    says = last.statement.removeprefix("Stop: ").rstrip(".").replace(". ", "; ")
    left = sum(one.value == "automation" for one in found.state.removed.values())
    return message(
        "Screening **was stopped** on {day}: {says}; {left} not screened.",
        day=last.at[:10],
        says=literal(says or "nothing more was said"),
        left=f"{left:,} {'was' if left == 1 else 'were'}",
    )


def main_coefficient(agreement: RatersAgreement) -> Coefficient:
    """Return the coefficient that is said first: Cohen's kappa of two, else alpha."""
    is_pair = len(agreement.raters) == 2
    return agreement.get("Cohen's kappa") if is_pair else agreement.coefficients[-1]


def agreement_said(stage: StageRun, *, clause: str = "") -> str:
    """Return how far reviewers agreed at a stage in what each said first."""
    agreement = stage.agreement
    if not agreement.n_shared:
        n = plural(agreement.n_units, "record")
        return (
            f"At {AT[stage.stage]} {n} had a decision, and none was judged by two people: how far "
            "they would agree cannot be told."
        )
    return message(
        "At {stage} reviewers **agreed on {share}** of {n} in what each said first, before they "
        "talked ({kappa}){clause}.",
        stage=AT[stage.stage],
        share=percent(agreement.observed),
        n=plural(agreement.n_shared, "record"),
        kappa=_coefficient_said(main_coefficient(agreement)),
        clause=clause,
    )


def _coefficient_said(one: Coefficient) -> str:
    """Return a coefficient with its interval, or why there is none."""
    if math.isnan(one.value):
        return f"{one.name} is undefined: {one.reason}"
    if math.isnan(one.low):
        return f"{one.name} {two(one.value)}"
    return f"{one.name} {two(one.value)}, {two(one.low)} to {two(one.high)}"


def _versions_said(stage: StageRun) -> str:
    """Return how agreement moved from the first version of the protocol to the last."""
    rows = [one for one in stage.by_version.rows if one.version and one.agreement.n_shared]
    if len(rows) < 2:
        return ""
    first, last = rows[0], rows[-1]
    return message(
        ", {before} under version {one} of the protocol and {after} under version {other}",
        before=percent(first.agreement.observed),
        one=first.version,
        after=percent(last.agreement.observed),
        other=last.version,
    )


def stop_said(found: EvidenceRun, stage: StageRun) -> str:
    """Return whether screening ended, by which rule, and with which statement."""
    history = stage.history
    stops = [one for one in found.state.stops if one.stage == stage.stage]
    if found.state.is_stopped(stage.stage):
        last = stops[-1]
        return message(
            "Screening at {stage} **was stopped** on {day} by {who}, by the rule '{rule}': {says}",
            stage=AT[stage.stage],
            day=last.at[:10],
            who=literal(found.person(last.person)),
            rule=literal(last.rule),
            says=literal(_ended(last.statement or "nothing more was said")),
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


def agreed_blocks(found: EvidenceRun) -> Iterator[Block]:
    """Yield coefficients, agreement by version, criteria behind conflicts, and the stop."""
    yield Heading(2, "How far reviewers agreed, and how sure the stop is")
    if not any(one.agreement.n_units for one in found.stages.values()):
        yield Paragraph("Nothing was decided yet.")
        return
    for stage in found.stages.values():
        if stage.agreement.n_units:
            yield from _stage_blocks(found, stage)
    for one in (found.coded.coding, found.coded.appraised):
        yield from _sheet_blocks(one)
    yield Heading(3, "How sure it is that screening may stop")
    for stage in found.stages.values():
        if stage.agreement.n_units:
            yield from _stop_blocks(found, stage)


def _stage_blocks(found: EvidenceRun, stage: StageRun) -> Iterator[Block]:
    """Yield the agreement at a stage."""
    at, agreement = AT[stage.stage], stage.agreement
    yield Heading(3, f"Agreement at {at}")
    yield Paragraph(agreement_said(stage))
    if agreement.n_shared:
        names = join_names([found.person(one) for one in agreement.raters])
        note = (
            f"First decisions of {literal(names)} on {plural(agreement.n_units, 'record')}; who "
            "took one back later counts as first decided. 1 is full agreement, 0 what chance gives."
        )
        yield coefficient_table(f"Coefficients of agreement at {at}", agreement, note)
    yield from _version_table(stage)
    yield from _conflict_blocks(found, stage)


def coefficient_table(title: str, agreement: RatersAgreement, note: str) -> Table:
    """Return every coefficient with its interval, or why it is undefined."""
    heads = (
        TableColumn("coefficient", align="left"),
        TableColumn("value", digits=2),
        TableColumn("from", "95 % confidence interval", digits=2),
        TableColumn("to", digits=2),
        TableColumn("why there is none", align="left"),
    )
    rows = []
    for one in agreement.coefficients:
        why = one.reason or (one.interval if math.isnan(one.low) else "")
        numbers = (None if math.isnan(n) else n for n in (one.value, one.low, one.high))
        rows.append((one.name, *numbers, why))
    return Table(title, heads, tuple(rows), note)


def _version_table(stage: StageRun) -> Iterator[Block]:
    """Yield agreement by version of the protocol, where there are several."""
    if len(stage.by_version.rows) < 2:
        return
    heads = (
        TableColumn("version of the protocol", align="left"),
        TableColumn("records judged by two or more", digits=0),
        TableColumn("agree", "share of pairs of first decisions", align="right"),
        TableColumn("differ", "records", digits=0),
        TableColumn("coefficient", align="left"),
    )
    rows = tuple(
        (
            "several" if one.version is None else str(one.version),
            one.agreement.n_shared,
            percent(one.agreement.observed),
            len(one.agreement.differing),
            _coefficient_said(main_coefficient(one.agreement)),
        )
        for one in stage.by_version.rows
    )
    yield Table(f"Agreement at {AT[stage.stage]} by version of the protocol", heads, rows)


def _conflict_blocks(found: EvidenceRun, stage: StageRun) -> Iterator[Block]:
    """Yield the criteria behind conflicts, and the open ones with who says what."""
    conflicts = stage.conflicts
    n = len(conflicts.open)
    if not n and not conflicts.settled:
        return
    yield Paragraph(
        message(
            "{settled} settled by a person, {n} open.",
            settled=plural(conflicts.settled, "conflict"),
            n=f"{n:,} {'is' if n == 1 else 'are'}",
        )
    )
    if conflicts.criteria:
        name, count, included = conflicts.criteria[0]
        yield Paragraph(
            message(
                "**{name}** stands behind {count} of {n}; {included} of these {were} included in "
                "the end.",
                name=literal(name),
                count=f"{count:,}",
                n=plural(conflicts.settled + n, "conflict"),
                included=f"{included:,}",
                were="was" if included == 1 else "were",
            )
        )
        yield _criteria_table(found, stage)
    said = tuple(literal(_conflict(found, one, conflicts.titles)) for one in conflicts.open)
    if said:
        yield Details("Open conflicts, and who says what", (Bullets(said),))


def _criteria_table(found: EvidenceRun, stage: StageRun) -> Table:
    """Return the criteria behind conflicts."""
    heads = (
        TableColumn("criterion", align="left"),
        TableColumn("in words", align="left"),
        TableColumn("conflicts", "in which somebody left out by it", digits=0),
        TableColumn("included", "of these, in the end", digits=0),
    )
    rows = tuple(
        (name, found.criteria.get(name, "–"), count, included)
        for name, count, included in stage.conflicts.criteria
    )
    note = "A criterion behind many conflicts is read differently: word it anew."
    return Table(f"Criteria behind conflicts at {AT[stage.stage]}", heads, rows, note)


def _conflict(found: EvidenceRun, one: Conflict, titles: Mapping[str, str]) -> str:
    """Return an open conflict with who says what."""
    told = [
        f"{found.person(said.person)} {said.value}{f' ({said.reason})' if said.reason else ''}"
        for said in one.decisions
    ]
    return f"{one.record} {titles[one.record] or '(without a title)'}: {'; '.join(told)}"


def _sheet_blocks(coding: ReviewCoding | None) -> Iterator[Block]:
    """Yield the agreement of those who filled in a sheet, to be unfolded."""
    if coding is None or coding.agreement is None:
        return
    heads = (
        TableColumn("field", align="left"),
        TableColumn("coded by two or more", digits=0),
        TableColumn("agree", align="right"),
        TableColumn("coefficient", align="left"),
    )
    rows = tuple(
        (
            one.label,
            one.agreement.n_shared,
            percent(one.agreement.observed),
            _coefficient_said(main_coefficient(one.agreement)),
        )
        for one in coding.agreement.fields
    )
    title = coding.sheet.title
    yield Details(
        f"Agreement in coding: {title}", (Table(f"Agreement by field: {title}", heads, rows),)
    )


def _read_said(found: EvidenceRun, stage: StageRun) -> str:
    """Return how far full texts are read; nobody ranks them."""
    lost = len(found.state.not_retrieved)
    left = stage.history.n_records - stage.history.screened - lost
    return message(
        "At full text {settled} of {n} are settled; {lost} could not be got, and {left} open.",
        settled=f"{stage.history.screened:,}",
        n=plural(stage.history.n_records, "report"),
        lost=f"{lost:,}",
        left=f"{left:,} {'is' if left == 1 else 'are'}",
    )


def _stop_blocks(found: EvidenceRun, stage: StageRun) -> Iterator[Block]:
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
