"""What speaks against the paths of a QCA, and what its data leave open, in sentences."""

from __future__ import annotations

import numpy as np

from hanse.messages import Message, join_names, message, plural
from hanse.qca import Model, Solution, Term, TruthRow
from hanse.qca.expression import parse_set
from hanse.qca.necessity import NecessaryCondition
from hanse.qca.truth_table import outcome_membership
from hanse.study.analysis import Analysis, Side, said_of_simultaneous
from hanse.study.settings import QcaSettings
from hanse.study.wording import calibration_warnings, named, two

__all__ = [
    "contradictions",
    "covered_by_no_path",
    "headline",
    "necessity_said",
    "shared_terms",
    "undecided_in_outcome",
    "unknowns",
]

LOW_RON = 0.5
CLOSE = 0.03
NEAR_NECESSARY = 0.05


def headline(side: Side, settings: QcaSettings) -> Solution:
    """Return the solution that the report puts first."""
    return side.solutions.of_type(settings.report)


def shared_terms(solution: Solution) -> list[Term]:
    """Return the paths that all listed models have, in the order of the first; none without one."""
    if not solution.models:
        return []
    every = set.intersection(*({t.expression for t in m.terms} for m in solution.models))
    return [term for term in solution.models[0].terms if term.expression in every]


def contradictions(analysis: Analysis, side: Side, settings: QcaSettings) -> list[Message]:
    """Return cases and rows that speak against the paths."""
    said = []
    solution = headline(side, settings)
    if solution.models:
        deviant = sorted({case for term in solution.models[0].terms for case in term.deviant})
        which = "" if solution.n_models == 1 else " of the first model"
        said.append(
            message("No case on a path{which} lacks the outcome.", which=which)
            if not deviant
            else message(
                "{cases} on a path{which} but below 0.5 in the outcome: {names}.",
                cases=plural(len(deviant), "case lies", "cases lie"),
                which=which,
                names=named(deviant),
            )
        )
    said += _rows_in_doubt(side)
    said.append(said_of_simultaneous(analysis))
    return said


def _rows_in_doubt(side: Side) -> list[Message]:
    """Return the rows that hold cases of both kinds, and those that a cut-off decides narrowly."""
    rows, half = side.table.rows, undecided_in_outcome(side)
    mixed = [row for row in rows if row.out == "1" and row.deviant]
    refused = [
        row
        for row in rows
        if row.out == "0" and row.deviant and set(row.cases) - set(row.deviant) - set(half)
    ]
    close = [row for row in rows if row.out != "?" and abs(_short_by(side, row)) <= CLOSE + 1e-9]
    said = []
    if mixed:
        said.append(
            message(
                "{rows} as sufficient with cases below 0.5 in the outcome: {numbers}.",
                rows=plural(len(mixed), "row counts", "rows count"),
                numbers=_numbers(mixed),
            )
        )
    if refused:
        said.append(
            message(
                "{rows} as not sufficient with cases on both sides of 0.5 in the outcome: "
                "{numbers}.",
                rows=plural(len(refused), "row counts", "rows count"),
                numbers=_numbers(refused),
            )
        )
    if close:
        said.append(
            message(
                "Close to the cut-offs, within {by} on either side: {numbers}.",
                by=two(CLOSE),
                numbers=_numbers(close),
            )
        )
    return said


def _numbers(rows: list[TruthRow]) -> str:
    """Return the numbers of rows for running text."""
    return join_names([f"row {row.row}" for row in rows], most=10)


def _short_by(side: Side, row: TruthRow) -> float:
    """Return how far a row is from the cut-off that decides its code, below 0 where it passes.

    A cut-off of 0 refuses nothing, and a value of 1 passes any.
    """
    pairs = ((side.table.consistency, row.consistency), (side.table.pri, row.pri))
    gaps = [cut - value for cut, value in pairs if cut > 0 and not value >= 1]
    return max((np.inf if np.isnan(gap) else gap for gap in gaps), default=-np.inf)


def undecided_in_outcome(side: Side) -> tuple[str, ...]:
    """Return the cases at exactly 0.5 in the outcome, which count for neither side."""
    cases = side.table.sets.cases.cases
    return tuple(cases[int(i)] for i in np.flatnonzero(side.table.y() == 0.5))


def covered_by_no_path(analysis: Analysis, side: Side, model: Model | None) -> list[str]:
    """Return the cases in the outcome (above 0.5) that are in no path of a model."""
    on_paths = {case for term in model.terms for case in term.cases} if model else set()
    inside = np.array(analysis.sets.cases.cases)[side.table.y() > 0.5].tolist()
    return [case for case in inside if case not in on_paths]


def _undecided(side: Side) -> list[Message]:
    """Return which cases are at exactly 0.5 in a condition or in the outcome."""
    said = []
    if nowhere := side.table.unassigned:
        said.append(
            message(
                "{cases} at exactly 0.5 in a condition and in no row: {names}.",
                cases=plural(len(nowhere), "case stands", "cases stand"),
                names=named(nowhere),
            )
        )
    if half := undecided_in_outcome(side):
        said.append(
            message(
                "{cases} at exactly 0.5 in the outcome, for neither side: {names}.",
                cases=plural(len(half), "case stands", "cases stand"),
                names=named(half),
            )
        )
    return said


def necessity_said(side: Side, settings: QcaSettings) -> Message:
    """Return which conditions are necessary, which only since all or most cases have them.

    Where none is, the nearest one is named if it comes close to the threshold.
    """
    cut = two(settings.necessity)
    needed = side.necessity.necessary
    if all(np.isnan(one.consistency) for one in side.necessity.conditions):
        return message("What is necessary cannot be told: no case has a membership above 0 here.")
    if not needed:
        return message(
            "No single condition is necessary at {cut}{nearest}.",
            cut=cut,
            nearest=_nearest_to_necessary(side, settings),
        )
    trivial = [one for one in needed if not one.ron >= LOW_RON]
    by_all = [one for one in trivial if _all_have(side, one)]
    by_most = [one for one in trivial if one not in by_all]
    return message(
        "Necessary at {cut}: {names}.{by_all}{by_most}",
        cut=cut,
        names=named([one.condition for one in needed]),
        by_all=_trivially(by_all, "all cases have {them}"),
        by_most=_trivially(
            by_most, f"most cases have {{them}} (RoN below {two(LOW_RON)} or undefined)"
        ),
    )


def _nearest_to_necessary(side: Side, settings: QcaSettings) -> str:
    """Return the condition that comes nearest to the threshold, nothing where none is close."""
    close = [
        one
        for one in side.necessity.conditions
        if one.consistency >= settings.necessity - NEAR_NECESSARY - 1e-9
    ]
    if not close:
        return ""
    nearest = max(close, key=lambda one: one.consistency)
    return f"; the nearest, {named([nearest.condition])}, reaches {nearest.consistency:.3f}"


def _all_have(side: Side, one: NecessaryCondition) -> bool:
    """Return whether every case is in a condition (above 0.5)."""
    return bool((outcome_membership(side.table.sets, parse_set(one.condition)) > 0.5).all())


def _trivially(found: list[NecessaryCondition], why: str) -> str:
    """Return the sentence on conditions that are necessary for a reason that says nothing."""
    if not found:
        return ""
    because = why.format(them="it" if len(found) == 1 else "them")
    return f" Trivially so, since {because}: {named([one.condition for one in found])}."


def _rest(judged: int, possible: int) -> str:
    """Return what is said of the combinations that could not be judged."""
    if judged == possible:
        return ""
    if not judged:
        return ": each has too few cases or none"
    others = "the other one" if possible == judged + 1 else f"the other {possible - judged:,}"
    return f"; for {others} there are too few cases or none"


def unknowns(analysis: Analysis, side: Side, settings: QcaSettings) -> list[Message]:
    """Return what the data leave open."""
    table, solution = side.table, headline(side, settings)
    possible, judged = table.n_rows_possible, sum(1 for row in table.rows if row.out != "?")
    said = [
        message(
            "{judged} of {possible} of conditions could be judged{rest}.",
            judged=f"{judged:,}" if judged else "None",
            possible=plural(possible, "possible combination"),
            rest=_rest(judged, possible),
        )
    ]
    model = solution.models[0] if solution.models else None
    alone = covered_by_no_path(analysis, side, model)
    if alone and model is not None:
        said.append(
            message(
                "{cases} the outcome on no path{which}: {names}. What led there is open.",
                cases=plural(len(alone), "case reaches", "cases reach"),
                which="" if solution.n_models == 1 else " of the first model",
                names=named(alone),
            )
        )
    said += _undecided(side)
    if solution.why_unknown:
        said.append(message("{why}", why=solution.why_unknown))
    if warnings := calibration_warnings(side.table.sets):
        said.append(
            message(
                "The calibration has {n}, listed with it: read {them} before the paths are used.",
                n=plural(len(warnings), "warning"),
                them="it" if len(warnings) == 1 else "them",
            )
        )
    return said
