"""The first page of a QCA: which paths, which cases, how strong, what contradicts, what is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from hanse.messages import Message, message, plural
from hanse.qca import Model, Solution, Term
from hanse.report import Block, Bullets, Heading, Notice, Paragraph, literal
from hanse.study.analysis import Analysis, Side
from hanse.study.qca_caveats import (
    contradictions,
    headline,
    necessity_said,
    shared_terms,
    undecided_in_outcome,
    unknowns,
)
from hanse.study.settings import QcaSettings
from hanse.study.wording import (
    label_of,
    named,
    percent,
    sentence_of_path,
    sentence_of_what_is_shared,
    short_sentence_of_path,
    two,
    what_is_explained,
)
from hanse.study.words_used import key_to_reading

__all__ = ["opening_blocks"]

MOST_PATHS = 8
MOST_IN_BRIEF = 4


def opening_blocks(analysis: Analysis, settings: QcaSettings) -> tuple[Block, ...]:
    """Return the sentences of the first page."""
    side, negation = analysis.sides
    explained = what_is_explained(analysis.sets, side.outcome)
    blocks: list[Block] = [
        Paragraph(key_to_reading(settings.report)),
        Paragraph(_who_was_analysed(analysis, settings)),
        Heading(3, _heading(side, explained)),
        *_paths(analysis, side, settings),
        Paragraph(necessity_said(side, settings)),
        Heading(3, "What contradicts"),
        Bullets(tuple(contradictions(analysis, side, settings))),
        Heading(3, "What is not known"),
        Bullets(tuple(unknowns(analysis, side, settings))),
        Heading(3, f"And {what_is_explained(analysis.sets, negation.outcome)}"),
        *_paths_in_brief(analysis, negation, settings),
        Paragraph(necessity_said(negation, settings)),
    ]
    return tuple(blocks)


def _heading(side: Side, explained: str) -> str:
    """Return the heading of the paths, which promises no cause where nothing was compared."""
    if _has_no_negative_row(side):
        return "What the analysed cases share"
    return f"Which paths lead to {explained}"


def _has_no_negative_row(side: Side) -> bool:
    """Return whether rows were judged and every one of them is positive."""
    return {row.out for row in side.table.rows} - {"?"} == {"1"}


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
    if _has_no_negative_row(side):
        return [_nothing_contradicts(analysis, side), *_listed(analysis, side, solution)]
    return _listed(analysis, side, solution)


def _paths_in_brief(analysis: Analysis, side: Side, settings: QcaSettings) -> list[Block]:
    """Return the paths of the negation, short; the report has them in full below."""
    solution = headline(side, settings)
    if not solution.models:
        return [Notice("note", f"**No path.** {side.solutions.dead_end}")]
    model = solution.models[0]
    if _has_no_negative_row(side):
        return [
            _nothing_contradicts(analysis, side),
            Paragraph(_lead_of_what_is_shared(solution, model)),
            *_bullets(analysis, side, model.terms, MOST_IN_BRIEF),
        ]
    said = message(
        "{lead} They need not mirror the paths above. With consistency and coverage:",
        lead=_lead(solution, model),
    )
    listed = _bullets(analysis, side, model.terms, MOST_IN_BRIEF, is_short=True)
    return [Paragraph(said), *listed]


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


def _lead_of_what_is_shared(solution: Solution, model: Model) -> Message:
    """Return what the first model is where no row speaks against it: no finding."""
    which = "" if solution.n_models == 1 else ", in the first of its models"
    return message(
        "The {type} solution only restates what the analysed cases have{which}, in {paths}:",
        type=solution.type,
        which=which,
        paths=plural(len(model.terms), "path"),
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
    restates = _has_no_negative_row(side)
    if solution.n_models == 1:
        said = (_lead_of_what_is_shared if restates else _lead)(solution, model)
        return [Paragraph(said), *_bullets(analysis, side, model.terms)]
    shared = shared_terms(solution)
    count = f"{solution.n_models:,}" if solution.n_models else f"at least {solution.n_listed:,}"
    lead = message(
        "**{count} models** of the {type} solution are minimal, and the data cannot choose between "
        "them; each{listed} has {paths}{strength}. {shared}",
        count=count,
        listed="" if solution.is_complete else f" of the {solution.n_listed:,} listed",
        type=solution.type,
        paths=_range([len(one.terms) for one in solution.models], "path"),
        strength="" if restates else _strength(solution),
        shared=_said_of_shared(solution, len(shared)),
    )
    some = [term for term in _some_terms(solution) if term not in shared]
    blocks: list[Block] = [Paragraph(lead), *_bullets(analysis, side, tuple(shared))]
    if some:
        blocks.append(Paragraph(_said_of_others(solution, len(some))))
        most = max(2, MOST_PATHS - len(shared))
        blocks += _bullets(analysis, side, tuple(some), most, is_short=True)
    return blocks


def _strength(solution: Solution) -> str:
    """Return the coverage and the consistency of the listed models."""
    coverage = _spread([one.coverage for one in solution.models], percent)
    consistency = _spread([one.consistency for one in solution.models], two)
    return f", coverage {coverage} and consistency {consistency}"


def _bullets(
    analysis: Analysis,
    side: Side,
    terms: tuple[Term, ...],
    most: int = MOST_PATHS,
    *,
    is_short: bool = False,
) -> list[Block]:
    """Return the paths as a list, the rest counted."""
    if not terms:
        return []
    if _has_no_negative_row(side):
        said = [sentence_of_what_is_shared(analysis.sets, term) for term in terms[:most]]
    else:
        half = undecided_in_outcome(side)
        tell = short_sentence_of_path if is_short else sentence_of_path
        said = [tell(analysis.sets, term, half) for term in terms[:most]]
    return [Bullets((*said, *_more(terms, most)))]


def _more(terms: tuple[Term, ...], most: int) -> list[Message]:
    """Return how many paths are not listed here, nothing where all are."""
    if len(terms) <= most:
        return []
    more = plural(len(terms) - most, "more path is", "more paths are")
    return [message("{more} listed further down.", more=more)]


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
        "{paths} in some of the models only; which of them is right the data cannot say. With "
        "consistency and coverage:",
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
