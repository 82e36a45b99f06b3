"""The first page of a QCA: which paths, which cases, how strong, what contradicts, what is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np

from hanse.messages import Message, message, plural
from hanse.qca import Model, Solution, Term
from hanse.report import Block, Bullets, Heading, Notice, Paragraph
from hanse.study.analysis import Analysis, Side, said_of_simultaneous
from hanse.study.settings import QcaSettings
from hanse.study.wording import (
    label_of,
    named,
    percent,
    sentence_of_path,
    two,
    what_is_explained,
)

__all__ = ["covered_by_no_path", "headline", "opening_blocks"]

MOST_PATHS = 8
LOW_RON = 0.5


def headline(side: Side, settings: QcaSettings) -> Solution:
    """Return the solution that the report puts first."""
    return side.solutions.of_type(settings.report)


def opening_blocks(analysis: Analysis, settings: QcaSettings) -> tuple[Block, ...]:
    """Return the sentences of the first page."""
    side, negation = analysis.sides
    explained = what_is_explained(analysis.sets, side.outcome)
    blocks: list[Block] = [
        Paragraph(_who_was_analysed(analysis, settings)),
        Heading(3, f"Which paths lead to {explained}"),
        *_paths(analysis, side, settings),
        Heading(3, "What contradicts"),
        Bullets(tuple(_contradictions(analysis, side, settings))),
        Heading(3, "What is not known"),
        Bullets(tuple(_unknowns(analysis, side, settings))),
        Heading(3, f"And {what_is_explained(analysis.sets, negation.outcome)}"),
        *_paths_in_brief(analysis, negation, settings),
    ]
    return tuple(blocks)


def _who_was_analysed(analysis: Analysis, settings: QcaSettings) -> Message:
    """Return how many cases there are, and what is looked for in them."""
    sets, side = analysis.sets, analysis.sides[0]
    conditions = [label_of(sets, name) for name in settings.conditions]
    gone = len({case for case, _, _ in sets.dropped})
    left_out = plural(gone, "case with missing cells is", "cases with missing cells are")
    return message(
        "{cases} were analysed for which combinations of {conditions} lead to {outcome}.{dropped}",
        cases=plural(len(sets.cases.cases), "case"),
        conditions=named(conditions, most=12),
        outcome=what_is_explained(sets, side.outcome),
        dropped=f" {left_out} left out." if gone else "",
    )


def _paths(analysis: Analysis, side: Side, settings: QcaSettings) -> list[Block]:
    """Return the paths of one side, also where there is none or there are very many models."""
    solution = headline(side, settings)
    if not solution.models:
        return [Notice("warning", f"**No path.** {side.solutions.dead_end}")]
    if all(row.out == "1" for row in side.table.rows if row.out != "?"):
        return [_nothing_contradicts(analysis, side), *_listed(analysis, side, solution)]
    return _listed(analysis, side, solution)


def _paths_in_brief(analysis: Analysis, side: Side, settings: QcaSettings) -> list[Block]:
    """Return the paths of the negation in one paragraph; the report has them in full below."""
    solution = headline(side, settings)
    if not solution.models:
        return [Notice("note", f"**No path.** {side.solutions.dead_end}")]
    model = solution.models[0]
    shown = "; ".join(
        f"`{term.expression}` ({two(term.consistency)}, {percent(term.raw_coverage)})"
        for term in model.terms[:MOST_PATHS]
    )
    more = len(model.terms) - MOST_PATHS
    said = message(
        "{lead} Paths with consistency and coverage: {paths}{more}. Its causes are not the mirror "
        "image of those above; the tables below have both.",
        lead=_lead(solution, model),
        paths=shown,
        more=f" and {more} more" if more > 0 else "",
    )
    blocks: list[Block] = [Paragraph(said)]
    if all(row.out == "1" for row in side.table.rows if row.out != "?"):
        blocks.insert(0, _nothing_contradicts(analysis, side))
    return blocks


def _lead(solution: Solution, model: Model) -> Message:
    """Return the type, the size and the fit of the first model."""
    if solution.n_models == 1:
        which = "has one model"
    elif solution.n_models:
        which = f"has {solution.n_models:,} models that fit equally well; the first"
    else:
        which = f"has at least {solution.n_listed:,} models; the first"
    return message(
        "The {type} solution {which} with {paths}. Together they cover {coverage} of the outcome "
        "with consistency {consistency}.",
        type=solution.type,
        which=which,
        paths=plural(len(model.terms), "path"),
        coverage=percent(model.coverage),
        consistency=two(model.consistency),
    )


def _nothing_contradicts(analysis: Analysis, side: Side) -> Block:
    """Return the warning that no judged row speaks against the outcome."""
    judged = sum(1 for row in side.table.rows if row.out == "1")
    return Notice(
        "warning",
        message(
            "Every combination that could be judged ({judged}) leads to {outcome}. With nothing to "
            "compare with, the analysis cannot say which conditions matter: the parsimonious "
            "solution is `1`, always true.",
            judged=judged,
            outcome=what_is_explained(analysis.sets, side.outcome),
        ),
    )


def _listed(analysis: Analysis, side: Side, solution: Solution) -> list[Block]:
    """Return the paths of the model, or of what all models share."""
    model = solution.models[0]
    if solution.n_models == 1:
        return [Paragraph(_lead(solution, model)), *_bullets(analysis, model.terms)]
    shared = [term for term in model.terms if _shares(solution)[term.expression] == 1.0]
    count = f"{solution.n_models:,}" if solution.n_models else f"at least {solution.n_listed:,}"
    lead = message(
        "**{count} models** of the {type} solution fit the data equally well, each with {paths}, "
        "coverage {coverage} and consistency {consistency}. {shared}",
        count=count,
        type=solution.type,
        paths=_range([len(one.terms) for one in solution.models], "path"),
        coverage=_spread([one.coverage for one in solution.models], percent),
        consistency=_spread([one.consistency for one in solution.models], two),
        shared=_said_of_shared(solution, len(shared)),
    )
    some = [term for term in _some_terms(solution) if term not in shared]
    blocks: list[Block] = [Paragraph(lead), *_bullets(analysis, tuple(shared))]
    if some:
        blocks.append(Paragraph(_said_of_others(solution, len(some))))
        blocks += _bullets(analysis, tuple(some))
    return blocks


def _bullets(analysis: Analysis, terms: tuple[Term, ...]) -> list[Block]:
    """Return the paths as a list, the strongest first."""
    if not terms:
        return []
    said = [sentence_of_path(analysis.sets, term) for term in terms[:MOST_PATHS]]
    if len(terms) > MOST_PATHS:
        said.append(message("{n} more paths are listed further down.", n=len(terms) - MOST_PATHS))
    return [Bullets(tuple(said))]


def _shares(solution: Solution) -> dict[str, float]:
    """Return for each path the share of the listed models that have it."""
    found = Counter(term.expression for model in solution.models for term in model.terms)
    return {name: n / solution.n_listed for name, n in found.items()}


def _some_terms(solution: Solution) -> list[Term]:
    """Return the paths of all listed models, those in most models first."""
    shares = _shares(solution)
    terms: dict[str, Term] = {}
    for model in solution.models:
        for term in model.terms:
            terms.setdefault(term.expression, term)
    return sorted(terms.values(), key=lambda t: (-shares[t.expression], -t.raw_coverage))


def _said_of_shared(solution: Solution, n: int) -> str:
    """Return what all models have in common."""
    whole = "All models" if solution.is_complete else f"The {solution.n_listed:,} listed models"
    if n == 0:
        return f"{whole} together share no path: none of them can be reported as the answer."
    return f"{whole} share {plural(n, 'path')}:"


def _said_of_others(solution: Solution, n: int) -> Message:
    """Return that the other paths stand in some models only."""
    return message(
        "{paths} in some of the models only; which of them is right the data cannot say:",
        paths=plural(n, "path stands", "paths stand"),
    )


def _range(numbers: list[int], noun: str) -> str:
    """Return the smallest and the largest number."""
    low, high = min(numbers), max(numbers)
    return plural(low, noun) if low == high else f"{low} to {plural(high, noun)}"


def _spread(values: list[float], show: Callable[[float], str]) -> str:
    """Return one number, or from which to which."""
    low, high = show(min(values)), show(max(values))
    return low if low == high else f"{low} to {high}"


def _contradictions(analysis: Analysis, side: Side, settings: QcaSettings) -> list[Message]:
    """Return cases and rows that speak against the paths."""
    said = []
    solution = headline(side, settings)
    if solution.models:
        deviant = sorted({case for term in solution.models[0].terms for case in term.deviant})
        which = "" if solution.n_models == 1 else " of the first model"
        said.append(
            message("No case lies on a path{which} without the outcome.", which=which)
            if not deviant
            else message(
                "{cases} on a path{which} but below 0.5 in the outcome: {names}.",
                cases=plural(len(deviant), "case lies", "cases lie"),
                which=which,
                names=named(deviant),
            )
        )
    mixed = [row for row in side.table.rows if row.out == "1" and row.deviant]
    if mixed:
        said.append(
            message(
                "{rows} that count as sufficient have cases without the outcome: {numbers}.",
                rows=plural(len(mixed), "of the rows", "of the rows"),
                numbers=", ".join(f"row {row.row}" for row in mixed[:10]),
            )
        )
    said.append(said_of_simultaneous(analysis))
    return said


def covered_by_no_path(analysis: Analysis, side: Side, model: Model | None) -> list[str]:
    """Return the cases in the outcome (above 0.5) that are in no path of a model."""
    on_paths = {case for term in model.terms for case in term.cases} if model else set()
    inside = np.array(analysis.sets.cases.cases)[side.table.y() > 0.5].tolist()
    return [case for case in inside if case not in on_paths]


def _undecided(cases: tuple[str, ...]) -> list[Message]:
    """Return which cases are at exactly 0.5 in a condition, nothing where there are none."""
    if not cases:
        return []
    return [
        message(
            "{cases} at exactly 0.5 in a condition and in no row: {names}.",
            cases=plural(len(cases), "case stands", "cases stand"),
            names=named(cases),
        )
    ]


def _necessity_said(side: Side, settings: QcaSettings) -> Message:
    """Return which conditions are necessary, and which of them only since nearly all have them."""
    cut = two(settings.necessity)
    needed = side.necessity.necessary
    if not needed:
        return message("No single condition is necessary at {cut}.", cut=cut)
    trivial = [one.condition for one in needed if not one.ron >= LOW_RON]
    return message(
        "Necessary at {cut}: {names}.{trivial}",
        cut=cut,
        names=named([one.condition for one in needed]),
        trivial=f" Trivially so, since nearly every case has it: {named(trivial)}."
        if trivial
        else "",
    )


def _unknowns(analysis: Analysis, side: Side, settings: QcaSettings) -> list[Message]:
    """Return what the data leave open."""
    table, solution = side.table, headline(side, settings)
    possible, judged = table.n_rows_possible, sum(1 for row in table.rows if row.out != "?")
    said = [
        message(
            "{judged} of {possible:,} possible combinations of conditions could be judged; about "
            "the other {rest:,} the data say nothing.",
            judged=judged,
            possible=possible,
            rest=possible - judged,
        )
    ]
    model = solution.models[0] if solution.models else None
    alone = covered_by_no_path(analysis, side, model)
    if alone and model is not None:
        said.append(
            message(
                "{cases} the outcome on no path: {names}. They need another explanation.",
                cases=plural(len(alone), "case reaches", "cases reach"),
                names=named(alone),
            )
        )
    said += _undecided(table.unassigned)
    said.append(_necessity_said(side, settings))
    if solution.why_unknown:
        said.append(message("{why}", why=solution.why_unknown))
    if side.table.sets.warnings:
        said.append(
            message(
                "{n} of the calibration, listed with it, should be read before the paths are used.",
                n=plural(len(side.table.sets.warnings), "warning"),
            )
        )
    return said
