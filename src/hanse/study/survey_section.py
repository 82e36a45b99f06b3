"""The survey section of a study: ``[survey]``, from firms and a questionnaire to the cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from hanse.errors import InputError
from hanse.messages import message, plural
from hanse.observatory import SurveyResult, cluster_table, read_firms, read_plan
from hanse.observatory.survey import Scale
from hanse.observatory.survey.screening import rule_text
from hanse.plot.numbers import show_number
from hanse.report import (
    Block,
    Bullets,
    Details,
    Heading,
    Paragraph,
    Table,
    TableColumn,
    literal,
)
from hanse.result import jsonable
from hanse.study.part import Part, Progress, Sheet, Study
from hanse.tables import read_cases

__all__ = ["SurveySection", "run_survey", "survey_files"]

TITLE = "From the survey to the cases"
CASES = ("file", "id")


class SurveySection:
    """Which clusters became cases, what stands behind their values, and what was left out."""

    keys = ("survey",)

    def run(self, study: Study, *, progress: Progress) -> Part | None:
        """Aggregate the survey that ``[survey]`` names; None where there is none."""
        if "survey" not in study.tables:
            return None
        progress("survey", 0, 1)
        made = run_survey(study)
        said = (Heading(3, "Where the cases come from"), Bullets(tuple(opening_said(made))))
        return Part(
            opening=said,
            blocks=(Heading(1, TITLE, "survey"), *survey_blocks(made)),
            sheets=(
                _sheet("survey_clusters", made.to_frame()),
                _sheet("survey_screening", made.log.to_frame()),
                _sheet("survey_firms_left_out", made.firm_frame()),
            ),
            result={"survey": _result(made)},
            files=survey_files(study),
        )


def run_survey(study: Study) -> SurveyResult:
    """Return the clusters of a study's survey.

    Raises
    ------
    InputError
        If the plan or a file cannot be used, or the study names a table of cases as well.
    """
    given = study.tables.get("cases", {})
    both = [name for name in CASES if name in given]
    if both:
        raise InputError(
            f"{both[0]} is given beside [survey]",
            where="[cases]",
            mend="Leave it out: the survey makes the cases.",
        )
    plan = read_plan(study.tables["survey"])
    firms = read_firms(study.folder / plan.firms, plan)
    asked = None
    if plan.questionnaire:
        path = study.folder / plan.questionnaire
        asked = read_cases(path, id=plan.questionnaire_id or None)
    return cluster_table(firms, asked, plan)


def survey_files(study: Study) -> tuple[str, ...]:
    """Return the files that a survey reads, none where the study has no survey."""
    if "survey" not in study.tables:
        return ()
    plan = read_plan(study.tables["survey"])
    return tuple(name for name in (plan.firms, plan.questionnaire) if name)


def opening_said(made: SurveyResult) -> Iterator[str]:
    """Yield the sentences of the first page: who stays, why others went, how sound scales are."""
    yield message(
        "**{before} → {after} clusters**: {removed}.",
        before=made.log.n_before,
        after=made.log.n_after,
        removed="; ".join(_rules_said(made)) or "none was removed",
    )
    used = plural(made.firms_after, "firm")
    gone = made.firms_before - made.firms_after
    yield f"{used} of {made.firms_before:,} stand behind the values; {gone:,} are not used."
    for one in made.scales:
        yield _scale_said(one)


def _rules_said(made: SurveyResult) -> Iterator[str]:
    """Yield how many clusters each rule removed."""
    for rule, n in zip(made.log.rules, made.log.counts, strict=True):
        if n:
            yield f"{n:,} removed: {literal(rule_text(rule))}"


def _scale_said(one: Scale) -> str:
    """Return how well the items of a scale go together."""
    items = plural(len(one.items), "item")
    if one.why:
        return f"{literal(one.name)}: {items}, Cronbach's alpha undefined, for {literal(one.why)}."
    return message(
        "{name}: {items}, Cronbach's alpha {alpha} ({share} % interval {low} to {high}), {n}.",
        name=literal(one.name),
        items=items,
        alpha=f"{one.alpha:.2f}",
        share=f"{100 * one.confidence:g}",
        low=f"{one.alpha_low:.2f}",
        high=f"{one.alpha_high:.2f}",
        n=plural(one.n, "respondent"),
    )


def survey_blocks(made: SurveyResult) -> Iterator[Block]:
    """Yield the screening rule by rule, the removed clusters, the columns and the scales."""
    yield Bullets(tuple(opening_said(made)))
    rows = tuple(
        (number, rule_text(rule), n)
        for number, (rule, n) in enumerate(
            zip(made.log.rules, made.log.counts, strict=True), start=1
        )
    )
    heads = (
        TableColumn("rule", digits=0),
        TableColumn("removes a cluster where", align="left"),
        TableColumn("clusters removed first by it", digits=0),
    )
    yield Table("The screening", heads, rows)
    if made.log.removed:
        yield Details(f"{plural(len(made.log.removed), 'cluster')} removed", (_removed(made),))
    yield _columns(made)
    compared = tuple(_weighted_said(made))
    if compared:
        yield Bullets(compared)
    for one in made.scales:
        yield _items(one)
    if made.undefined:
        said = [f"{one.cluster}, {one.column}: {one.why}" for one in made.undefined]
        yield Paragraph("Cells without a value:")
        yield Bullets(tuple(literal(text) for text in said))


def _removed(made: SurveyResult) -> Table:
    """Return every removed cluster with the rule that removed it first."""
    frame = made.log.to_frame()
    heads = tuple(TableColumn(str(name), align="left") for name in frame.columns)
    rows = tuple(tuple(str(cell) for cell in row) for row in frame.itertuples(index=False))
    return Table("Clusters that were removed", heads, rows)


def _columns(made: SurveyResult) -> Table:
    """Return how each column of the clusters was made, and of how many firms."""
    heads = (
        TableColumn("column", align="left"),
        TableColumn("made from", align="left"),
        TableColumn("firms behind a value", align="left"),
    )
    rows = []
    for column in made.table.columns:
        counts = made.n_used.get(column.name)
        shown = "" if counts is None or not counts.size else _range(counts)
        rows.append((column.name, column.source or "the questionnaire", shown))
    return Table("How the values were made", heads, tuple(rows))


def _range(counts: np.ndarray) -> str:
    """Return the least and the most of some counts."""
    low, high = int(counts.min()), int(counts.max())
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _weighted_said(made: SurveyResult) -> Iterator[str]:
    """Yield how a weighted mean of the same answers differs from the plain one."""
    names = [one.name for one in made.table.columns if one.is_numeric]
    for plain in names:
        weighted = f"{plain}_weighted"
        if weighted not in names:
            continue
        gap = made.table.numeric(weighted) - made.table.numeric(plain)
        known = gap[~np.isnan(gap)]
        if known.size:
            above = int((known > 0).sum())
            yield message(
                "Weighted, {name} is higher than the plain mean in {above} of {n}, by {size} on "
                "average.",
                name=literal(plain),
                above=above,
                n=plural(int(known.size), "cluster"),
                size=show_number(float(known.mean()), digits=1),
            )


def _items(one: Scale) -> Table:
    """Return the items of a scale."""
    frame = one.to_frame()
    heads = tuple(
        TableColumn(str(name).replace("_", " "), align="left" if i == 0 else "", digits=2)
        for i, name in enumerate(frame.columns)
    )
    rows = tuple(tuple(_cell(cell) for cell in row) for row in frame.itertuples(index=False))
    return Table(f"Items of {one.name}", heads, rows, _scale_said(one))


def _cell(value: Any) -> str | float | int | None:
    """Return a value as a table can hold it."""
    if isinstance(value, (bool, np.bool_)):
        return "yes" if value else "no"
    if isinstance(value, (int, float, str)) or value is None:
        return value
    return float(value) if isinstance(value, np.floating) else str(value)


def _result(made: SurveyResult) -> dict[str, Any]:
    """Return the survey for result.json."""
    return {
        "clusters_before": made.log.n_before,
        "clusters_after": made.log.n_after,
        "firms_before": made.firms_before,
        "firms_after": made.firms_after,
        "rules": [
            {"rule": rule_text(rule), "removed": int(n)}
            for rule, n in zip(made.log.rules, made.log.counts, strict=True)
        ],
        "scales": {
            one.name: jsonable(
                {"n": one.n, "alpha": one.alpha, "low": one.alpha_low, "high": one.alpha_high}
            )
            for one in made.scales
        },
    }


def _sheet(name: str, frame: Any) -> Sheet:
    """Return a frame as a table."""
    return Sheet(name, tuple(map(str, frame.columns)), frame.astype(object).values.tolist())
