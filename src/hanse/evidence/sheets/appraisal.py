"""What a checklist says of each report: counts, and the overall judgement by the stated rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hanse.errors import InputError
from hanse.evidence.sheets.adjudication import FinalSheet
from hanse.evidence.sheets.filled import FilledSheet
from hanse.evidence.sheets.sheet_model import Field, OverallRule, OverallStep, Sheet
from hanse.messages import columns_text, join_names, plural
from hanse.result import Answer, Record

__all__ = ["AppraisalSummary", "ItemCounts", "ReportAppraisal", "appraisal_summary"]

_OPEN = "not answered"
Counts = Mapping[str, int]


@dataclass(frozen=True)
class ItemCounts(Record, kind="appraisal-item-counts"):
    """How many reports have which answer to an item."""

    field: str
    label: str
    is_critical: bool
    counts: Counts


@dataclass(frozen=True)
class ReportAppraisal(Record, kind="report-appraisal"):
    """One report.

    Attributes
    ----------
    record, part : str
        Which it is.
    counts : mapping of str to int
        Answer → number of items.
    overall : str
        Id of the judgement; empty where items are not answered.
    label : str
        The judgement in words.
    because : str
        The step of the rule that holds and the items it rests on.
    """

    record: str
    part: str
    counts: Counts
    overall: str
    label: str
    because: str


@dataclass(frozen=True)
class AppraisalSummary(Answer, kind="appraisal-summary"):
    """A checklist over all reports.

    Attributes
    ----------
    sheet : Sheet
        The checklist, with the rule.
    reports : tuple of ReportAppraisal
        In the order of the table.
    items : tuple of ItemCounts
        In the order of the checklist.
    """

    sheet: Sheet
    reports: tuple[ReportAppraisal, ...]
    items: tuple[ItemCounts, ...]

    def to_frame(self) -> Any:
        """Return a row for each report: counts of answers, overall judgement, and why."""
        import pandas as pd

        rows = [
            {
                **dict(zip(self.sheet.keys, (one.record, one.part), strict=False)),
                **one.counts,
                "overall": one.overall,
                "because": one.because,
            }
            for one in self.reports
        ]
        columns = [*self.sheet.keys, *_answers(self.sheet), "overall", "because"]
        return pd.DataFrame(rows, columns=columns)

    def items_frame(self) -> Any:
        """Return a row for each item: whether it is critical, and counts of answers."""
        import pandas as pd

        rows = [
            {"item": one.field, "label": one.label, "critical": one.is_critical, **one.counts}
            for one in self.items
        ]
        columns = ["item", "label", "critical", *_answers(self.sheet)]
        return pd.DataFrame(rows, columns=columns)

    def __str__(self) -> str:
        """Return a line for each report, and the rule."""
        names = _answers(self.sheet)
        lines = [
            [
                " / ".join(filter(None, (one.record, one.part))),
                *(str(one.counts[name]) for name in names),
                one.label,
                one.because,
            ]
            for one in self.reports
        ]
        header = ["report", *names, "overall", "because"]
        body = columns_text(header, lines, left=[0, len(names) + 1, len(names) + 2])
        head = f"{self.sheet.title}: {plural(len(self.reports), 'report')}"
        rule = self.sheet.overall
        return f"{head}\n{body}\n{said_rule(rule)}" if rule else f"{head}\n{body}"


def said_rule(rule: OverallRule) -> str:
    """Return the rule in words, step by step."""
    labels = {one.id: one.label for one in rule.judgements}
    steps = "; ".join(f"{labels[step.judgement]} where {step.says}" for step in rule.steps)
    return f"Overall, the first that holds: {steps}; otherwise {labels[rule.otherwise]}."


def appraisal_summary(filled: FilledSheet | FinalSheet) -> AppraisalSummary:
    """Count the answers of a checklist, and judge each report by the rule of the checklist.

    Nothing is added up: counts are shown as they are, and the judgement names the step of the rule
    that it follows and the items.

    Parameters
    ----------
    filled : FilledSheet or FinalSheet
        A checklist as it was filled in, or as it was settled.

    Returns
    -------
    AppraisalSummary
        A report with items that are not answered has no overall judgement.

    Raises
    ------
    InputError
        If the sheet is no checklist.
    """
    sheet = filled.sheet
    rule = sheet.overall
    if rule is None:
        raise InputError(
            f"{sheet.id} is no checklist",
            mend="Read a table of a sheet whose purpose is appraisal.",
        )
    items = [one for one in sheet.fields if one.type == "judgement"]
    units = filled.units()
    reports = tuple(
        ReportAppraisal(*unit, _counted(sheet, [answers.get(one.id, "") for one in items]), *said)
        for unit, answers in units.items()
        for said in [_judged(rule, items, answers)]
    )
    counts = tuple(
        ItemCounts(
            *(one.id, one.label, one.is_critical),
            _counted(sheet, [answers.get(one.id, "") for answers in units.values()]),
        )
        for one in items
    )
    return AppraisalSummary(sheet, reports, counts)


def _judged(
    rule: OverallRule, items: list[Field], answers: Mapping[str, str]
) -> tuple[str, str, str]:
    """Return the overall judgement of a report, its label, and why."""
    labels = {one.id: one.label for one in rule.judgements}
    left = [one.id for one in items if not answers.get(one.id)]
    if left:
        return "", "not judged", f"not answered: {join_names(left)}"
    for step in rule.steps:
        found = _held(step, items, answers)
        if len(found) >= step.least:
            return step.judgement, labels[step.judgement], f"{step.says}: {join_names(found)}"
    return rule.otherwise, labels[rule.otherwise], "no step of the rule holds"


def _held(step: OverallStep, items: list[Field], answers: Mapping[str, str]) -> list[str]:
    """Return the items that a step looks at and that have one of its answers."""
    return [
        one.id
        for one in items
        if (one.is_critical or step.items == "all") and answers[one.id] in step.answers
    ]


def _answers(sheet: Sheet) -> list[str]:
    """Return the answers that items can have, and that they have none."""
    first = next(one for one in sheet.fields if one.type == "judgement")
    return [*(choice.id for choice in first.options), _OPEN]


def _counted(sheet: Sheet, said: list[str]) -> dict[str, int]:
    """Return how often each answer was given."""
    texts = [one or _OPEN for one in said]
    return {name: texts.count(name) for name in _answers(sheet)}
