"""The strategy section of a study: ``[strategy]``.

In this order: what is advised; what would change it; why each other option fell; what must be true
and the next step; the firms of the cluster; what their choices do to it; the evidence.
"""

from __future__ import annotations

from hanse.messages import plural
from hanse.plot import Picture
from hanse.report import Block, Bullets, Figure, Heading, Paragraph, literal
from hanse.strategy import Simulation
from hanse.study.part import Part, Progress, Study
from hanse.study.strategy_advice import advice_blocks, advice_sentence
from hanse.study.strategy_effect import START, effect_blocks
from hanse.study.strategy_evidence import (
    comparison_blocks,
    doubted_blocks,
    error_blocks,
    evidence_blocks,
    panel_blocks,
    panel_sentence,
)
from hanse.study.strategy_firms import (
    conflict_sentence,
    firm_blocks,
    fit_sentence,
    lever_sentence,
    measure_blocks,
    relocation_sentence,
    role_sentence,
)
from hanse.study.strategy_map import map_blocks
from hanse.study.strategy_result import strategy_result, strategy_sheets
from hanse.study.strategy_run import StrategyRun, run_strategy
from hanse.study.strategy_settings import read_strategy

__all__ = ["StrategySection"]

TITLE = "Which way abroad"
MOST_ORDERINGS = 6


class StrategySection:
    """Which international strategy fits, how sure that is, and what it does to the cluster."""

    keys = ("strategy",)

    def run(self, study: Study, *, progress: Progress) -> Part | None:
        """Evaluate the options, hold the firms against them, and say what was found."""
        if "strategy" not in study.tables:
            return None
        settings = read_strategy(study.tables["strategy"])
        found = run_strategy(study.folder, settings, progress=progress)
        progress("pictures of the strategy", 0, 1)
        blocks = strategy_blocks(found)
        return Part(
            opening=opening_blocks(found),
            blocks=blocks,
            sheets=strategy_sheets(found),
            pictures=tuple(_pictures(blocks)),
            result={"strategy": strategy_result(found)},
            files=settings.files,
        )


def opening_blocks(found: StrategyRun) -> tuple[Block, ...]:
    """Return the sentences of the first page."""
    firm = f" for {found.answers.firm}" if found.answers.firm else ""
    said = [advice_sentence(found.advice, one) for one in found.advice.strategies]
    blocks: list[Block] = [Heading(3, f"Which way abroad{firm}"), Bullets(tuple(said))]
    cluster = []
    if found.survey is not None:
        cluster.append(role_sentence(found.survey.roles))
        if found.survey.now is not None:
            cluster.append(fit_sentence(found.survey.levers))
            now, planned = found.survey.now, found.survey.planned
            moving = relocation_sentence(found.catalogue, now, planned)
            cluster += [moving] if moving else []
        cluster.append(lever_sentence(found.catalogue, found.survey.levers))
        if found.survey.conflicts is not None and found.survey.conflicts.pairs:
            cluster.append(conflict_sentence(found.survey.conflicts))
            cluster += [literal(one.sentence) for one in found.survey.conflicts.conflicts[:2]]
    if cluster:
        blocks += [Heading(3, "The firms of the cluster"), Bullets(tuple(cluster))]
    if found.simulation is not None:
        blocks += [Heading(3, "What their choices do to it"), *_effect_opening(found.simulation)]
    if found.panel is not None:
        said = [panel_sentence(found.panel)]
        said += [literal(one.sentence) for one in found.panel.disagreements[:3]]
        blocks += [Heading(3, "How far raters agree"), Bullets(tuple(said))]
    return tuple(blocks)


def _effect_opening(made: Simulation) -> tuple[Block, ...]:
    """Return the orderings that matter first: of what firms do and plan, core before lock-in."""
    named = [one for one in ("today", "planned") if one in made.names]
    key = [
        one
        for measure in ("core", "lock_in")
        for one in made.orderings
        if one.measure == measure and (not named or {one.first, one.second} & set(named))
    ]
    said = [literal(one.sentence) for one in key if one.is_certain][:MOST_ORDERINGS]
    open_ = sum(not one.is_certain for one in key)
    if open_:
        said.append(f"{plural(open_, 'other comparison is', 'other comparisons are')} not decided.")
    return (Bullets(tuple(said)), Paragraph(f"{literal(made.label)} {START}"))


def _for_whom(found: StrategyRun) -> str:
    """Return whose answers the advice rests on."""
    if found.answers.firm:
        return f"The advice is for {literal(found.answers.firm)}, by its own answers."
    if found.answers.values:
        return "The advice is for the firm whose answers the study has."
    return "The study has no firm's answers, so the advice is for every context that is possible."


def strategy_blocks(found: StrategyRun) -> tuple[Block, ...]:
    """Return the section's own part of the report."""
    catalogue, advice = found.catalogue, found.advice
    is_wide = found.survey is not None or found.panel is not None
    shown = catalogue.strategies if is_wide else advice.strategies
    blocks: list[Block] = [Heading(1, TITLE, "strategy"), Paragraph(_for_whom(found))]
    first = list(advice_blocks(advice, level=2))
    at = next(i for i, one in enumerate(first) if getattr(one, "text", "").startswith("Why each"))
    blocks += first[:at]
    blocks += map_blocks(catalogue, found.answers, shown)
    blocks += error_blocks(catalogue, found.errors, found.readings)
    if found.panel is not None:
        blocks += doubted_blocks(advice, found.panel)
    blocks += first[at:]
    if found.survey is not None:
        one = found.survey
        blocks.append(Heading(2, "The firms of the cluster"))
        blocks += firm_blocks(catalogue, one.roles, one.now, one.planned, one.levers)
    if found.simulation is not None:
        blocks.append(Heading(2, "What the firms' choices do to the cluster"))
        blocks += effect_blocks(found.simulation, threshold=found.threshold)
    blocks.append(Heading(2, "The evidence behind each rating"))
    blocks += evidence_blocks(catalogue, shown)
    if found.panel is not None:
        blocks += panel_blocks(found.panel)
    if found.survey is not None and found.survey.measures is not None:
        assert found.survey.conflicts is not None
        blocks.append(Heading(3, "Ratings and measures"))
        blocks += measure_blocks(
            catalogue, found.survey.measures, found.survey.conflicts, found.units
        )
    if found.comparisons:
        blocks += comparison_blocks(catalogue, found.comparisons)
    return tuple(blocks)


def _pictures(blocks: tuple[Block, ...]) -> list[Picture]:
    """Return the pictures of the figures, for their files."""
    return [
        Picture(name=one.name, title=one.title, alt=one.alt, svg=one.svg)
        for one in blocks
        if isinstance(one, Figure)
    ]
