"""What speaks against the paths of a QCA, and what its data leave open, in sentences."""

from __future__ import annotations

import numpy as np

from hanse.messages import Message, join_names, message, plural
from hanse.qca import Model, Solution
from hanse.study.analysis import Analysis, Side, said_of_simultaneous
from hanse.study.settings import QcaSettings
from hanse.study.wording import named, two

__all__ = ["contradictions", "covered_by_no_path", "headline", "unknowns"]

LOW_RON = 0.5


def headline(side: Side, settings: QcaSettings) -> Solution:
    """Return the solution that the report puts first."""
    return side.solutions.of_type(settings.report)


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
    mixed = [row for row in side.table.rows if row.out == "1" and row.deviant]
    if mixed:
        said.append(
            message(
                "{rows} as sufficient with cases below 0.5 in the outcome: {numbers}.",
                rows=plural(len(mixed), "row counts", "rows count"),
                numbers=join_names([f"row {row.row}" for row in mixed], most=10),
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
        trivial=f" Trivially so, since most cases have {'it' if len(trivial) == 1 else 'them'} "
        f"(RoN below {two(LOW_RON)} or undefined): {named(trivial)}."
        if trivial
        else "",
    )


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
    said += _undecided(table.unassigned)
    said.append(_necessity_said(side, settings))
    if solution.why_unknown:
        said.append(message("{why}", why=solution.why_unknown))
    if side.table.sets.warnings:
        said.append(
            message(
                "The calibration has {n}, listed with it: read {them} before the paths are used.",
                n=plural(len(side.table.sets.warnings), "warning"),
                them="it" if len(side.table.sets.warnings) == 1 else "them",
            )
        )
    return said
