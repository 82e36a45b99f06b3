"""The blocks on question, data and calibration."""

from __future__ import annotations

import numpy as np

from hanse.messages import plural
from hanse.plot import Picture, calibration_curve
from hanse.qca import CalibratedSets
from hanse.qca.calibration import AsIs
from hanse.report import (
    Block,
    Bullets,
    Details,
    Figure,
    Heading,
    Notice,
    Paragraph,
    Table,
    TableColumn,
    literal,
)
from hanse.report.blocks import Cell
from hanse.study.analysis import Analysis
from hanse.study.settings import QcaSettings, StudySettings
from hanse.study.wording import calibration_warnings, label_of, named

__all__ = ["calibration_blocks", "curves", "data_blocks"]

MOST_CASES_SHOWN = 300
MOST_POINTS = 2000


def data_blocks(
    about: StudySettings, analysis: Analysis, settings: QcaSettings
) -> tuple[Block, ...]:
    """Return the question, where the data come from, what was left out, and the cases."""
    sets = analysis.sets
    blocks: list[Block] = [Heading(1, "Question and data", "data")]
    blocks += [Paragraph(text) for text in (about.question, about.description) if text]
    if about.caution:
        blocks.append(Notice("warning", about.caution))
    if about.findings:
        blocks.append(Bullets(about.findings))
    facts = [
        f"Table: {literal(sets.cases.file or 'a frame')}, "
        f"{plural(len(sets.cases.cases), 'case')} analysed. "
        + " ".join(literal(note) for note in sets.cases.notes),
    ]
    facts += [f"Source: {about.source}"] if about.source else []
    facts += [f"Licence: {about.licence}"] if about.licence else []
    facts += [f"As of {about.as_of}."] if about.as_of else []
    blocks.append(Bullets(tuple(facts)))
    blocks.append(_sets_table(sets, settings))
    blocks += _left_out(analysis)
    blocks.append(_cases_table(sets))
    return tuple(blocks)


def _sets_table(sets: CalibratedSets, settings: QcaSettings) -> Table:
    """Return which set is what."""
    heads = ["set", "role", "meaning", "unit", "source of the values"]
    rows = []
    for name in sets.names:
        column = sets.cases.column(name)
        role = "condition" if name in settings.conditions else "outcome"
        rows.append([name, role, column.label or name, column.unit, column.source])
    filled = [j for j in range(len(heads)) if any(row[j] for row in rows)]
    columns = tuple(TableColumn(heads[j], align="left") for j in filled)
    return Table("The sets", columns, tuple(tuple(row[j] for j in filled) for row in rows))


def _left_out(analysis: Analysis) -> list[Block]:
    """Return the cases dropped and the cells read as absent, by name."""
    blocks: list[Block] = []
    dropped = analysis.sets.dropped
    if dropped:
        cases = list(dict.fromkeys(case for case, _, _ in dropped))
        blocks.append(
            Notice(
                "note",
                f"{plural(len(cases), 'case is', 'cases are')} left out for missing cells: "
                f"{named(cases, 40)}.",
            )
        )
        blocks.append(
            Details(
                "The missing cells",
                (_cells_table("Missing cells for which a case was left out", dropped),),
            )
        )
    if analysis.filled:
        blocks.append(
            Notice(
                "warning",
                f"{plural(len(analysis.filled), 'missing cell counts', 'missing cells count')} as "
                "absent (0) here, because the study says so.",
            )
        )
        blocks.append(Details("These cells", (_cells_table("Read as absent", analysis.filled),)))
    return blocks


def _cells_table(title: str, cells: tuple[tuple[str, str, str], ...]) -> Table:
    """Return cells by case, column and what stood there."""
    columns = tuple(TableColumn(head, align="left") for head in ("case", "column", "found"))
    shown = tuple((case, column, text or "(empty)") for case, column, text in cells[:1000])
    note = f"{len(cells) - 1000:,} more." if len(cells) > 1000 else ""
    return Table(title, columns, shown, note)


def _cases_table(sets: CalibratedSets) -> Block:
    """Return raw values and memberships of each case, folded."""
    shown = sets.cases.cases[:MOST_CASES_SHOWN]
    raw = [sets.cases.numeric(name) for name in sets.names]
    heads = [TableColumn("case")]
    heads += [TableColumn(f"{name} raw", digits=2) for name in sets.names]
    heads += [TableColumn(f"{name} membership", digits=3) for name in sets.names]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (case, *(float(v[i]) for v in raw), *(float(v) for v in sets.values[i]))
        for i, case in enumerate(shown)
    )
    more = len(sets.cases.cases) - len(shown)
    note = f"{more:,} more cases are in tables/cases.csv." if more else ""
    return Details(
        "Every case: raw values and memberships",
        (Table("Cases, raw values and memberships", tuple(heads), rows, note),),
    )


def calibration_blocks(analysis: Analysis, pictures: tuple[Picture, ...]) -> tuple[Block, ...]:
    """Return the report of Table 1, the method of each set, the warnings and the curves."""
    sets = analysis.sets
    heads = (
        TableColumn("set"),
        TableColumn("fully out", "raw value with membership 0.05 (direct) or 0", "right"),
        TableColumn("crossover", "raw value with membership 0.5", "right"),
        TableColumn("fully in", "raw value with membership 0.95 (direct) or 1", "right"),
        TableColumn("mean", digits=2),
        TableColumn("SD", "of the sample", digits=2),
        TableColumn("min", digits=2),
        TableColumn("max", digits=2),
    )
    rows = []
    for one, method in zip(sets.descriptives(), sets.methods, strict=True):
        anchors = method.anchors_text()
        label = label_of(sets, one["set"])
        title = one["set"] if label == one["set"] else f"{label} ({one['set']})"
        rows.append((title, *anchors, one["mean"], one["sd"], one["min"], one["max"]))
    note = "A dash: the method has no such anchor. Nothing is rounded before it is shown."
    methods = tuple(
        f"**{name}**: {method.describe()} {sets.reasons.get(name, '')}".strip()
        for name, method in zip(sets.names, sets.methods, strict=True)
    )
    blocks: list[Block] = [
        Heading(1, "Calibration", "calibration"),
        Paragraph(
            "Calibration turns raw values into membership in a set, from 0 (fully out) over 0.5 "
            "(the crossover) to 1 (fully in). The anchors are decisions, not results: every path "
            "below depends on them."
        ),
        Table("Sets, calibrations and descriptive statistics", heads, tuple(rows), note),
        Bullets(methods),
    ]
    blocks += [Notice("warning", literal(text)) for text in calibration_warnings(sets)]
    figures = tuple(Figure.from_picture(picture) for picture in pictures)
    if figures:
        blocks.append(Details("The calibration curves", figures))
    return tuple(blocks)


def curves(sets: CalibratedSets) -> tuple[Picture, ...]:
    """Return the calibration curve of each set that was calibrated from raw values."""
    made = []
    for name, method in zip(sets.names, sets.methods, strict=True):
        raw = sets.cases.numeric(name)
        if isinstance(method, AsIs) or method.levels or len(raw) > MOST_POINTS:
            continue
        grid = np.linspace(raw.min(), raw.max(), 200) if raw.min() < raw.max() else raw[:1]
        column = sets.cases.column(name)
        made.append(
            calibration_curve(
                raw,
                sets.column(name),
                sets.cases.cases,
                name=name,
                title=f"Calibration of {label_of(sets, name)}",
                unit=column.unit,
                anchors=tuple((word, float(value)) for word, value in method.anchors),
                curve_x=grid,
                curve_y=method.apply(grid),
            )
        )
    return tuple(made)
