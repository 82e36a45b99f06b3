"""Robustness settings: what each changes, and what becomes of the paths."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hanse.errors import InputError
from hanse.messages import join_names, plural
from hanse.qca import Solution, Term
from hanse.report import Block, Bullets, Details, Heading, Paragraph, Table, TableColumn, literal
from hanse.report.blocks import Cell
from hanse.study.analysis import Analysis, Side, cases_judged, vary
from hanse.study.fates import FATES, fate_of_path
from hanse.study.part import Progress, Sheet
from hanse.study.qca_caveats import headline, shared_terms
from hanse.study.qca_result import solution_result
from hanse.study.settings import QcaSettings, SetSettings, Variant
from hanse.study.variant_words import setting_warnings, what_changes, widens_all
from hanse.study.wording import percent, two
from hanse.tables import CaseTable

__all__ = ["Outcome", "robustness_blocks", "robustness_said", "run_variants"]

MOST_SAID = 8
MOST_FATES = 40
MOST_SHOWN = 6


@dataclass(frozen=True)
class Outcome:
    """One robustness setting and its analysis."""

    variant: Variant
    analysis: Analysis


def run_variants(
    cases: CaseTable,
    sets: Mapping[str, SetSettings],
    settings: QcaSettings,
    variants: tuple[Variant, ...],
    *,
    missing: str,
    progress: Progress,
) -> tuple[Outcome, ...]:
    """Run every setting."""
    made = []
    for i, variant in enumerate(variants):
        progress(f"robustness: {variant.name}", i, len(variants))
        try:
            found = vary(cases, sets, settings, variant, missing=missing, progress=progress)
        except InputError as error:
            place = f"[[robustness]] {variant.name}"
            where = error.where if place in error.where else f"{place}, {error.where}".rstrip(", ")
            raise InputError(error.what, where=where, mend=error.mend) from error
        made.append(Outcome(variant, found))
    return tuple(made)


def robustness_blocks(
    analysis: Analysis, outcomes: tuple[Outcome, ...], settings: QcaSettings
) -> tuple[tuple[Block, ...], tuple[Sheet, ...], list[dict[str, Any]]]:
    """Return the blocks, the sheet and the result of all settings."""
    if not outcomes:
        return (), (), []
    blocks: list[Block] = [
        Heading(1, "Robustness", "robustness"),
        Paragraph(
            "Each setting was run as the study declares it, everything else left as it was. "
            f"{FATES}"
        ),
        *(block for one in outcomes for block in _setting_blocks(one, settings)),
    ]
    rows: list[tuple[str, ...]] = []
    for number, side in enumerate(analysis.sides):
        for name in dict.fromkeys(("conservative", settings.report)):
            solution = side.solutions.of_type(name)
            if solution.models:
                table, more = _fates(side, solution, outcomes, number)
                blocks.append(table)
                rows += more
        blocks.append(_solutions_table(side, outcomes, number, settings))
    sheet = Sheet("robustness", ("outcome", "solution", "setting", "path", "becomes"), rows)
    return tuple(blocks), (sheet,), [_result(one) for one in outcomes]


def _setting_blocks(one: Outcome, settings: QcaSettings) -> list[Block]:
    """Return one setting with its reason and its warnings."""
    variant = one.variant
    reason = f" {variant.reason}" if variant.reason else ""
    said = f"Changes: {what_changes(variant)}.{widens_all(variant, settings)}{reason}"
    blocks: list[Block] = [Heading(3, variant.name), Paragraph(said)]
    warnings = setting_warnings(one.analysis)
    if warnings:
        blocks.append(Bullets(tuple(f"**Warning**: {literal(text)}" for text in warnings)))
    return blocks


def _fates(
    side: Side, solution: Solution, outcomes: tuple[Outcome, ...], number: int
) -> tuple[Table, list[tuple[str, ...]]]:
    """Return what becomes of each path of a solution under each setting."""
    terms = {term.expression: term for model in solution.models for term in model.terms}
    heads = [TableColumn("path"), *(TableColumn(one.variant.name) for one in outcomes)]
    lines: list[tuple[Cell, ...]] = []
    rows: list[tuple[str, ...]] = []
    for expression, term in terms.items():
        fates = []
        for one in outcomes:
            fates.append(_fate(term, side, one.analysis.sides[number], solution.type))
            rows.append((side.outcome, solution.type, one.variant.name, expression, fates[-1]))
        lines.append((expression, *fates))
    title = f"What becomes of the {solution.type} paths to {side.outcome}"
    more = len(lines) - MOST_FATES
    note = f"{more:,} more paths are in tables/robustness.csv." if more > 0 else ""
    return Table(title, tuple(heads), tuple(lines[:MOST_FATES]), note), rows


def _fate(term: Term, side: Side, other: Side, kind: str) -> str:
    """Return what becomes of a path of one side on the same side of a setting."""
    mine, theirs = (
        dict(zip(one.table.conditions, one.table.levels, strict=True)) for one in (side, other)
    )
    return fate_of_path(term, other.solutions.of_type(kind), mine, theirs)


def _judged(analysis: Analysis, side: Side) -> str:
    """Return how many of the cases are in judged rows."""
    return f"{cases_judged(side):,} of {plural(len(analysis.sets.cases.cases), 'case')} judged"


def _solutions_table(
    side: Side, outcomes: tuple[Outcome, ...], number: int, settings: QcaSettings
) -> Block:
    """Return the solutions under each setting, folded."""
    heads = (
        TableColumn("setting"),
        TableColumn("cases judged", "cases in rows that were judged, of all cases", "right"),
        TableColumn("solution", align="left"),
        TableColumn("models"),
        TableColumn("first model", align="left"),
        TableColumn("consistency", align="right"),
        TableColumn("coverage", align="right"),
    )
    rows = []
    for one in outcomes:
        other = one.analysis.sides[number]
        found, n = other.solutions, len(one.analysis.sets.cases.cases)
        for name in dict.fromkeys(("conservative", settings.report, "parsimonious")):
            solution = found.of_type(name)
            model = solution.models[0] if solution.models else None
            rows.append(
                (
                    one.variant.name,
                    f"{cases_judged(other):,} of {n:,}",
                    name,
                    "unknown" if solution.n_models is None else str(solution.n_models),
                    model.expression if model else found.dead_end,
                    two(model.consistency) if model else "–",
                    two(model.coverage) if model else "–",
                )
            )
    title = f"Solutions for {side.outcome} under each setting"
    return Details(title, (Table(title, heads, tuple(rows)),))


def _result(one: Outcome) -> dict[str, Any]:
    """Return one setting for result.json."""
    return {
        "name": one.variant.name,
        "changes": what_changes(one.variant),
        "cases": len(one.analysis.sets.cases.cases),
        "warnings": setting_warnings(one.analysis),
        "qca": {
            side.outcome: {
                "cases_judged": cases_judged(side),
                "dead_end": side.solutions.dead_end,
                "solutions": {
                    name: solution_result(side.solutions.of_type(name))
                    for name in ("conservative", "parsimonious", "intermediate")
                },
            }
            for side in one.analysis.sides
        },
    }


def robustness_said(
    analysis: Analysis, outcomes: tuple[Outcome, ...], settings: QcaSettings
) -> list[str]:
    """Return for the first page how the paths that all of the study's models have fare."""
    solution = headline(analysis.sides[0], settings)
    if not outcomes:
        return []
    terms = shared_terms(solution)
    said = [_fate_said(term, analysis.sides[0], outcomes, settings) for term in terms[:MOST_SAID]]
    n_paths = len({t.expression for model in solution.models for t in model.terms})
    if n_paths > len(said):
        more = plural(n_paths - len(said), "more path is", "more paths are")
        said.append(f"{more} under Robustness.")
    said += [_answer_said(one, settings) for one in outcomes[:MOST_SAID]]
    if len(outcomes) > MOST_SAID:
        more = plural(len(outcomes) - MOST_SAID, "more setting is", "more settings are")
        said.append(f"{more} under Robustness.")
    return said


def _answer_said(one: Outcome, settings: QcaSettings) -> str:
    """Return the answer under one setting."""
    side = one.analysis.sides[0]
    solution = headline(side, settings)
    warnings = len(setting_warnings(one.analysis))
    more = f"; {plural(warnings, 'warning')} under Robustness" if warnings else ""
    head = f"**{literal(one.variant.name)}** ({_judged(one.analysis, side)}{more}):"
    if not solution.models:
        return f"{head} {side.solutions.dead_end}"
    model = solution.models[0]
    models = "" if solution.n_models == 1 else f", first of {solution.n_models or 'many'} models"
    fit = f"consistency {two(model.consistency)}, coverage {percent(model.coverage)}"
    shown = "; ".join(f"`{term.expression}`" for term in model.terms[:MOST_SHOWN])
    rest = len(model.terms) - MOST_SHOWN
    shown += f" and {plural(rest, 'more path')}" if rest > 0 else ""
    return f"{head} {shown} ({fit}{models})."


def _fate_said(term: Term, side: Side, outcomes: tuple[Outcome, ...], settings: QcaSettings) -> str:
    """Return how one path fares under the settings."""
    fates = [_fate(term, side, one.analysis.sides[0], settings.report) for one in outcomes]
    settings_said = plural(len(fates), "robustness setting")
    under: dict[str, list[str]] = {}
    for fate, one in zip(fates, outcomes, strict=True):
        under.setdefault(fate, []).append(f"**{literal(one.variant.name)}**")
    same = len(under.pop("same", []))
    if same == len(fates):
        which = f"all {settings_said}" if same > 1 else "the robustness setting"
        return f"`{term.expression}` stays the same under {which}."
    others = ", ".join(
        f"{fate} under {join_names(names, most=MOST_SHOWN)}" for fate, names in under.items()
    )
    counted = f"{same or 'none'} of {settings_said}" if len(fates) > 1 else ""
    stays = f"stays the same under {counted}; " if counted else "is "
    return f"`{term.expression}` {stays}{others}."
