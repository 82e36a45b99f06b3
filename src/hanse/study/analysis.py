"""One QCA analysis: calibration, then necessity, truth table and solutions of both outcomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hanse.errors import InputError
from hanse.messages import Message, join_names, message, plural
from hanse.qca import (
    CalibratedSets,
    NecessityTable,
    Solutions,
    TruthTable,
    build_truth_table,
    calibrate,
    minimize,
    necessity,
)
from hanse.qca.calibration import AsIs
from hanse.qca.expression import parse_set
from hanse.study.cases import Filled, missing_as_absent, named_as_sets
from hanse.study.part import Progress
from hanse.study.settings import Cuts, QcaSettings, SetSettings, Variant, read_cuts
from hanse.tables import CaseTable

__all__ = [
    "Analysis",
    "Side",
    "analyse",
    "calibrated",
    "cases_judged",
    "few_judged",
    "said_of_simultaneous",
    "simultaneous_rows",
    "vary",
]


FEW_JUDGED = 0.75


@dataclass(frozen=True)
class Side:
    """The answers for the outcome or for its negation."""

    outcome: str
    necessity: NecessityTable
    table: TruthTable
    solutions: Solutions


@dataclass(frozen=True)
class Analysis:
    """Both sides of one analysis on the same sets.

    Attributes
    ----------
    sets : CalibratedSets
        The calibrated cases.
    sides : tuple of Side
        The outcome, then its negation.
    filled : tuple of (case, column, text)
        Missing cells that were read as absent.
    """

    sets: CalibratedSets
    sides: tuple[Side, ...]
    filled: Filled = ()


def calibrated(
    cases: CaseTable, sets: Mapping[str, SetSettings], settings: QcaSettings, missing: str
) -> tuple[CalibratedSets, Filled]:
    """Calibrate the sets that the analysis uses under a policy for missing cells.

    Under ``absent`` missing conditions count as 0 and cases without an outcome are dropped.
    """
    outcome = parse_set(settings.outcome, where="[qca] outcome").name
    used = {name: sets[name] for name in (outcome, *settings.conditions)}
    table = named_as_sets(cases, used)
    filled: Filled = ()
    if missing == "absent":
        table, filled = missing_as_absent(table, settings.conditions)
        _check_absent(filled, used)
    made = calibrate(
        table,
        {name: one.method for name, one in used.items()},
        missing="refuse" if missing == "refuse" else "drop",
        reasons={name: one.reason for name, one in used.items() if one.reason},
    )
    return made, filled


def _check_absent(filled: Filled, sets: Mapping[str, SetSettings]) -> None:
    """Refuse to read a missing raw value as 0 where 0 does not mean that the set is absent."""
    for _, name, _ in filled:
        if not isinstance(sets[name].method, AsIs):
            raise InputError(
                'missing = "absent" is for sets that hold memberships',
                where=f"[sets.{name}]",
                mend='Leave the cases out with missing = "drop": a raw value of 0 is a value.',
            )


def analyse(
    cases: CaseTable,
    sets: Mapping[str, SetSettings],
    settings: QcaSettings,
    *,
    missing: str,
    progress: Progress,
) -> Analysis:
    """Run the analysis for the outcome and its negation."""
    made, filled = calibrated(cases, sets, settings, missing)
    target = parse_set(settings.outcome, where="[qca] outcome")
    both = ((str(target), settings.cuts), (str(target.negation()), settings.negated))
    sides = tuple(_side(made, outcome, cuts, settings, progress) for outcome, cuts in both)
    return Analysis(made, sides, filled)


def _side(
    sets: CalibratedSets, outcome: str, cuts: Cuts, settings: QcaSettings, progress: Progress
) -> Side:
    """Analyse one outcome."""
    progress(f"truth table for {outcome}", 0, 1)
    table = build_truth_table(
        sets,
        outcome,
        conditions=settings.conditions,
        frequency=cuts.frequency,
        consistency=cuts.consistency,
        pri=cuts.pri,
    )
    progress(f"solutions for {outcome}", 0, 1)
    found = minimize(table, expectations=cuts.expectations, limit=settings.limit, progress=progress)
    needed = necessity(
        sets, outcome, conditions=settings.conditions, consistency=settings.necessity
    )
    return Side(outcome, needed, table, found)


def vary(
    cases: CaseTable,
    sets: Mapping[str, SetSettings],
    settings: QcaSettings,
    variant: Variant,
    *,
    missing: str,
    progress: Progress,
) -> Analysis:
    """Run the analysis again with what one robustness setting changes."""
    where = f"[[robustness]] {variant.name}"
    changed = {
        name: replace(one, method=variant.sets.get(name, one.method)) for name, one in sets.items()
    }
    conditions = variant.conditions or settings.conditions
    cuts, negated = (
        _without_others(read_cuts(variant.cuts, one, where), conditions)
        for one in (settings.cuts, settings.negated)
    )
    return analyse(
        cases,
        changed,
        replace(settings, conditions=conditions, cuts=cuts, negated=negated),
        missing=variant.missing or missing,
        progress=progress,
    )


def _without_others(cuts: Cuts, conditions: tuple[str, ...]) -> Cuts:
    """Return cut-offs without the expectations on conditions that are not analysed."""
    kept = {name: value for name, value in cuts.expectations.items() if name in conditions}
    return replace(cuts, expectations=kept)


def cases_judged(side: Side) -> int:
    """Return how many cases are in rows that were judged, positive or negative."""
    return sum(row.n for row in side.table.rows if row.out != "?")


def few_judged(side: Side) -> Message | None:
    """Return a warning where less than three quarters of the cases are in judged rows."""
    judged, n = cases_judged(side), len(side.table.sets.cases.cases)
    if judged >= FEW_JUDGED * n:
        return None
    table = side.table
    few = f"in rows with fewer than {plural(table.frequency, 'case')}"
    at_half = "at exactly 0.5 in a condition"
    some = any(row.out == "?" for row in table.rows)
    why = [*([few] if some else []), *([at_half] if table.unassigned else [])]
    return message(
        "Only {judged} of {cases} in rows that were judged for {outcome}; the paths rest on them "
        "alone. The others are {why}.",
        judged=f"{judged:,}",
        cases=plural(n, "case is", "cases are"),
        outcome=side.outcome,
        why=" or ".join(why),
    )


def simultaneous_rows(analysis: Analysis) -> tuple[int, ...]:
    """Return the numbers of the rows coded positive for the outcome and for its negation."""
    first, second = (
        {row.row for row in side.table.rows if row.out == "1"} for side in analysis.sides
    )
    return tuple(sorted(first & second))


def said_of_simultaneous(analysis: Analysis) -> Message:
    """Return the sentence on rows that are sufficient for both."""
    rows = simultaneous_rows(analysis)
    names, listed = " and ".join(side.outcome for side in analysis.sides), [*map(str, rows)]
    if not rows:
        return message("No row is coded sufficient for both {names}.", names=names)
    return message(
        "{rows} coded sufficient for both {names}: the same combination cannot explain an outcome "
        "and its absence. A PRI cut-off above 0.50 for both separates them.",
        rows=f"Row {rows[0]} is" if len(rows) == 1 else f"Rows {join_names(listed)} are",
        names=names,
    )
