"""The first page of a QCA: which paths, which cases, how strong, what contradicts, what is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from hanse.messages import Message, message, plural
from hanse.qca import Model, Solution, Term
from hanse.report import Block, Bullets, Heading, Notice, Paragraph, literal
from hanse.study.analysis import Analysis, Side
from hanse.study.qca_caveats import contradictions, headline, unknowns
from hanse.study.settings import QcaSettings
from hanse.study.wording import (
    label_of,
    named,
    percent,
    sentence_of_path,
    two,
    what_is_explained,
)

__all__ = ["opening_blocks"]

MOST_PATHS = 8


def opening_blocks(analysis: Analysis, settings: QcaSettings) -> tuple[Block, ...]:
    """Return the sentences of the first page."""
    side, negation = analysis.sides
    explained = what_is_explained(analysis.sets, side.outcome)
    blocks: list[Block] = [
        Paragraph(_who_was_analysed(analysis, settings)),
        Heading(3, f"Which paths lead to {explained}"),
        *_paths(analysis, side, settings),
        Heading(3, "What contradicts"),
        Bullets(tuple(contradictions(analysis, side, settings))),
        Heading(3, "What is not known"),
        Bullets(tuple(unknowns(analysis, side, settings))),
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
        "Which combinations of {conditions} lead to {outcome}? {cases} analysed.{dropped}",
        cases=plural(len(sets.cases.cases), "case was", "cases were"),
        conditions=named(conditions, most=12),
        outcome=literal(what_is_explained(sets, side.outcome)),
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
        "{lead} Paths with consistency and coverage: {paths}{more}. They need not mirror the paths "
        "above; the tables below have both.",
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
        which = f"has {solution.n_models:,} minimal models, the first"
    else:
        which = f"has at least {solution.n_listed:,} models, the first"
    return message(
        "The {type} solution {which} with {paths}. {covers} {coverage} of the outcome with "
        "consistency {consistency}.",
        type=solution.type,
        which=which,
        paths=plural(len(model.terms), "path"),
        covers="It covers" if len(model.terms) == 1 else "Together they cover",
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
            outcome=literal(what_is_explained(analysis.sets, side.outcome)),
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
        "**{count} models** of the {type} solution are minimal, and the data cannot choose between "
        "them; each{listed} has {paths}, coverage {coverage} and consistency {consistency}. "
        "{shared}",
        count=count,
        listed="" if solution.is_complete else f" of the {solution.n_listed:,} listed",
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
        blocks += _bullets(analysis, tuple(some), max(2, MOST_PATHS - len(shared)))
    return blocks


def _bullets(analysis: Analysis, terms: tuple[Term, ...], most: int = MOST_PATHS) -> list[Block]:
    """Return the paths as a list, the rest counted."""
    if not terms:
        return []
    said = [sentence_of_path(analysis.sets, term) for term in terms[:most]]
    if len(terms) > most:
        more = plural(len(terms) - most, "more path is", "more paths are")
        said.append(message("{more} listed further down.", more=more))
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
