"""The QCA section of a study: tables ``[cases]``, ``[sets]``, ``[qca]`` and ``[[robustness]]``."""

from __future__ import annotations

from hanse.plot import Picture
from hanse.report import Block, Bullets, Details, Figure, Heading, Notice
from hanse.study.analysis import Analysis, Side, analyse, said_of_simultaneous
from hanse.study.part import Part, Progress, Study
from hanse.study.qca_blocks import (
    necessity_blocks,
    necessity_picture,
    solution_blocks,
    truth_table_blocks,
    truth_table_picture,
)
from hanse.study.qca_charts import case_blocks, chart_blocks, family_warnings, xy_pictures
from hanse.study.qca_data import calibration_blocks, curves, data_blocks
from hanse.study.qca_opening import opening_blocks
from hanse.study.qca_request import read_request
from hanse.study.qca_result import file_stem, qca_result, qca_sheets
from hanse.study.robustness import robustness_blocks, robustness_said, run_variants
from hanse.study.settings import QcaSettings, read_variants

__all__ = ["QcaSection", "run_analysis"]


class QcaSection:
    """Which combinations of conditions lead to the outcome."""

    keys = ("cases", "sets", "qca", "robustness")

    def run(self, study: Study, *, progress: Progress) -> Part | None:
        """Analyse the outcome and its negation and say what was found."""
        if "qca" not in study.tables:
            return None
        asked = read_request(study)
        sets, settings, missing = asked.sets, asked.settings, asked.table.missing
        variants = read_variants(study.tables.get("robustness", []), sets)
        cases = asked.cases()
        analysis = analyse(cases, sets, settings, missing=missing, progress=progress)
        outcomes = run_variants(cases, sets, settings, variants, missing=missing, progress=progress)
        tested, sheets, result = robustness_blocks(analysis, outcomes, settings)
        said = robustness_said(analysis, outcomes, settings)
        opening = opening_blocks(analysis, settings)
        if said:
            opening = (*opening, Heading(3, "How robust the paths are"), Bullets(tuple(said)))
        drawn = _Drawn(analysis, settings, progress)
        blocks = (
            *data_blocks(study.about, analysis, settings),
            *calibration_blocks(analysis, drawn.curves),
            *drawn.necessity,
            *drawn.truth_tables,
            *drawn.solutions,
            *drawn.charts,
            *drawn.paths,
            *tested,
        )
        return Part(
            opening=opening,
            blocks=blocks,
            sheets=(*qca_sheets(analysis), *sheets),
            pictures=tuple(drawn.pictures),
            result={**qca_result(analysis), "robustness": result},
            files=asked.files,
        )


def run_analysis(study: Study, *, progress: Progress) -> tuple[Analysis, QcaSettings]:
    """Return the analysis of a study without its report, for single steps."""
    asked = read_request(study)
    settings, missing = asked.settings, asked.table.missing
    found = analyse(asked.cases(), asked.sets, settings, missing=missing, progress=progress)
    return found, settings


class _Drawn:
    """The parts of the report that carry pictures, outcome and negation one after the other."""

    def __init__(self, analysis: Analysis, settings: QcaSettings, progress: Progress) -> None:
        self.analysis, self.settings = analysis, settings
        self.pictures: list[Picture] = []
        progress("calibration curves", 0, 1)
        self.curves = curves(analysis.sets)
        self.pictures += self.curves
        self.necessity: list[Block] = [Heading(1, "Necessary conditions", "necessity")]
        self.truth_tables: list[Block] = [Heading(1, "Truth table", "truth-table")]
        self.solutions: list[Block] = [Heading(1, "Solutions", "solutions")]
        self.charts: list[Block] = [Heading(1, "Configuration charts", "charts")]
        self.charts += family_warnings(analysis, settings)
        self.paths: list[Block] = [Heading(1, "Paths and their cases", "paths")]
        for i, side in enumerate(analysis.sides):
            progress(f"figures for {side.outcome}", i, len(analysis.sides))
            self._draw(side, file_stem(side.outcome))
        self.truth_tables.append(Notice("note", said_of_simultaneous(analysis)))

    def _draw(self, side: Side, stem: str) -> None:
        """Add the blocks and pictures of one outcome."""
        needed = necessity_picture(side, f"{stem}-necessity")
        self.necessity += [
            Heading(2, f"Necessary for {side.outcome}"),
            *necessity_blocks(side, needed),
        ]
        rows = truth_table_picture(side, f"{stem}-rows")
        self.truth_tables += [
            Heading(2, f"Rows for {side.outcome}"),
            *truth_table_blocks(side, rows),
        ]
        self.solutions += [Heading(2, f"Solutions for {side.outcome}"), *solution_blocks(side)]
        charts, pictures = chart_blocks(self.analysis, side, self.settings, stem)
        if charts:
            self.charts += [Heading(2, f"Configurations for {side.outcome}"), *charts]
        plots = xy_pictures(self.analysis, side, self.settings, stem)
        shown = case_blocks(self.analysis, side, self.settings)
        if shown:
            self.paths += [Heading(2, f"Paths to {side.outcome}"), *shown]
            figures = tuple(Figure.from_picture(picture) for picture in plots)
            self.paths.append(Details(f"Each path to {side.outcome} against the outcome", figures))
        self.pictures += [needed, *([rows] if rows else []), *pictures, *plots]
