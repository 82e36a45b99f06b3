"""How far reviewers agreed, and what they differed on."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from hanse.evidence.coefficients import Coefficient, RatersAgreement
from hanse.evidence.log import STAGES, Conflict
from hanse.evidence.review.coded import ReviewCoding
from hanse.messages import join_names, message, plural
from hanse.report import Block, Bullets, Details, Heading, Paragraph, Table, TableColumn, literal
from hanse.study.evidence_asked import AT
from hanse.study.evidence_run import EvidenceRun, StageRun
from hanse.study.evidence_stopped import short_stop, stop_blocks
from hanse.study.evidence_worded import reworded, reworded_said
from hanse.study.wording import percent, two

__all__ = ["agreed_blocks", "agreed_said", "main_coefficient"]

MANY = 3


def agreed_said(found: EvidenceRun) -> Iterator[str]:
    """Yield agreement in first decisions, and how sure the stop is."""
    first = found.stages[STAGES[0]]
    if first.agreement.n_units:
        yield agreement_said(first, clause=_versions_said(first))
        yield short_stop(found, first)


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
        "; {before} under version {one} of the protocol ({low}) and {after} under version {other} "
        "({high}), but of other records, so the difference alone proves nothing",
        before=percent(first.agreement.observed),
        one=first.version,
        low=_coefficient_said(main_coefficient(first.agreement)),
        after=percent(last.agreement.observed),
        other=last.version,
        high=_coefficient_said(main_coefficient(last.agreement)),
    )


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
            yield from stop_blocks(found, stage)


def _stage_blocks(found: EvidenceRun, stage: StageRun) -> Iterator[Block]:
    """Yield the agreement at a stage."""
    at, agreement = AT[stage.stage], stage.agreement
    yield Heading(3, f"Agreement at {at}")
    yield Paragraph(agreement_said(stage))
    if agreement.n_shared:
        names = people_joined([found.person(one) for one in agreement.raters])
        note = (
            f"First decisions of {literal(names)} on {plural(agreement.n_units, 'record')}; who "
            "took one back later counts as first decided. 1 is full agreement, 0 what chance gives."
        )
        yield coefficient_table(f"Coefficients of agreement at {at}", agreement, note)
    yield from _version_table(stage)
    yield from _conflict_blocks(found, stage)


def people_joined(names: Sequence[str]) -> str:
    """Return people in a sentence, each with its role behind a comma where it has one."""
    if len(names) < 2:
        return "".join(names)
    comma = "," if any("," in one for one in names) else ""
    return f"{', '.join(names[:-1])}{comma} and {names[-1]}"


def coefficient_table(title: str, agreement: RatersAgreement, note: str) -> Table:
    """Return every coefficient with its interval, or why it is undefined."""
    heads: tuple[TableColumn, ...] = (
        TableColumn("coefficient", align="left"),
        TableColumn("value", digits=2),
        TableColumn("from", "95 % confidence interval", digits=2),
        TableColumn("to", digits=2),
        TableColumn("why there is none", align="left"),
    )
    rows: list[tuple[str | float | None, ...]] = []
    for one in agreement.coefficients:
        why = one.reason or (one.interval if math.isnan(one.low) else "")
        numbers = (None if math.isnan(n) else n for n in (one.value, one.low, one.high))
        rows.append((one.name, *numbers, why))
    if not any(row[-1] for row in rows):
        heads, rows = heads[:-1], [row[:-1] for row in rows]
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
    note = (
        "The records of the versions are not the same: a difference alone does not show that "
        "clearer words made it."
    )
    yield Table(f"Agreement at {AT[stage.stage]} by version of the protocol", heads, rows, note)


def _conflict_blocks(found: EvidenceRun, stage: StageRun) -> Iterator[Block]:
    """Yield the criteria behind conflicts, and the open ones with who says what."""
    conflicts = stage.conflicts
    yield from (Paragraph(one) for one in reworded_said(found, stage.stage))
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
        yield Paragraph(_behind_said(stage))
        yield _criteria_table(found, stage)
    said = tuple(literal(_conflict(found, one, conflicts.titles)) for one in conflicts.open)
    if said:
        yield Details("Open conflicts, and who says what", (Bullets(said),))


def _behind_said(stage: StageRun) -> str:
    """Return which criterion is behind most conflicts, and what became of the records."""
    conflicts, is_last = stage.conflicts, stage.stage == STAGES[1]
    n = conflicts.settled + len(conflicts.open)
    name, count, kept = conflicts.criteria[0]
    if n == 1:
        end = ("was included" if is_last else "went on to full text") if kept else "was left out"
        names = " and ".join(f"**{literal(one)}**" for one, _, _ in conflicts.criteria)
        return message(
            "The one conflict was over {names}; {end}.",
            names=names,
            end="nobody settled it" if conflicts.open else f"the record {end}",
        )
    went = "went on to full text"
    if is_last:
        went = "was included" if kept == 1 else "were included"
    return message(
        "**{name}** stands behind {count} of {n}; {kept} of these {went}.",
        name=literal(name),
        count=f"{count:,}",
        n=plural(n, "conflict"),
        kept=f"{kept:,}",
        went=went,
    )


def _criteria_table(found: EvidenceRun, stage: StageRun) -> Table:
    """Return the criteria behind conflicts."""
    is_last = stage.stage == STAGES[1]
    heads = (
        TableColumn("criterion", align="left"),
        TableColumn("in words", align="left"),
        TableColumn("conflicts", "in which somebody left out by it", digits=0),
        TableColumn("included", "of these", digits=0)
        if is_last
        else TableColumn("went on", "of these, to full text", digits=0),
    )
    rows = tuple(
        (name, found.criteria.get(name, "–"), count, kept)
        for name, count, kept in stage.conflicts.criteria
    )
    since = reworded(found)
    many = [name for name, n, _ in stage.conflicts.criteria if n >= MANY and name in found.criteria]
    said = [f"{name} was worded anew in version {since[name]}." for name in many if name in since]
    anew = [name for name in many if name not in since]
    if anew:
        said.append(f"Reviewers read {join_names(anew)} differently: word it anew.")
    return Table(
        f"Criteria behind conflicts at {AT[stage.stage]}", heads, rows, literal(" ".join(said))
    )


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
