"""The QCA as plain JSON values for result.json, and as sheets for tables/."""

from __future__ import annotations

from typing import Any

from hanse.qca import Model, Solution
from hanse.result import jsonable
from hanse.study.analysis import Analysis, Side, cases_judged, simultaneous_rows
from hanse.study.part import Sheet

__all__ = ["file_stem", "qca_result", "qca_sheets"]


def file_stem(outcome: str) -> str:
    """Return an outcome as part of a file name.

    Examples
    --------
    >>> file_stem("~CI"), file_stem("Y[1,2]")
    ('not-CI', 'Y-1-2')
    """
    name = outcome.replace("~", "not-").replace("[", "-").replace("]", "").replace(",", "-")
    return name


def qca_result(analysis: Analysis) -> dict[str, Any]:
    """Return the keys ``descriptives``, ``qca`` and ``simultaneous_rows``."""
    return {
        "descriptives": jsonable(analysis.sets.descriptives()),
        "calibration_warnings": [str(text) for text in analysis.sets.warnings],
        "dropped": jsonable(analysis.sets.dropped),
        "read_as_absent": jsonable(analysis.filled),
        "qca": {side.outcome: _side(side) for side in analysis.sides},
        "simultaneous_rows": list(simultaneous_rows(analysis)),
    }


def _side(side: Side) -> dict[str, Any]:
    """Return one outcome."""
    found = side.solutions
    return {
        "conditions": list(side.table.conditions),
        "frequency": side.table.frequency,
        "consistency": side.table.consistency,
        "pri": side.table.pri,
        "expectations": jsonable(found.expectations),
        "necessity": [
            {
                "condition": one.condition,
                "consistency": jsonable(one.consistency),
                "coverage": jsonable(one.coverage),
                "ron": jsonable(one.ron),
            }
            for one in side.necessity.conditions
        ],
        "truth_table": [
            {
                "row": row.row,
                "values": list(row.values),
                "n": row.n,
                "cases": list(row.cases),
                "consistency": jsonable(row.consistency),
                "pri": jsonable(row.pri),
                "out": row.out,
                "reason": row.reason,
                "deviant": list(row.deviant),
            }
            for row in side.table.rows
        ],
        "cases_judged": cases_judged(side),
        "unassigned": list(side.table.unassigned),
        "dead_end": found.dead_end,
        "solutions": {
            name: solution_result(found.of_type(name))
            for name in ("conservative", "parsimonious", "intermediate")
        },
    }


def solution_result(solution: Solution) -> dict[str, Any]:
    """Return one solution."""
    made: dict[str, Any] = {
        "n_models": solution.n_models,
        "n_listed": solution.n_listed,
        "models": [_model(model) for model in solution.models],
    }
    if solution.why_unknown:
        made["why_unknown"] = solution.why_unknown
    return made


def _model(model: Model) -> dict[str, Any]:
    """Return one model with its terms."""
    made: dict[str, Any] = {
        "expression": model.expression,
        "consistency": jsonable(model.consistency),
        "pri": jsonable(model.pri),
        "coverage": jsonable(model.coverage),
        "terms": [
            {
                "expression": term.expression,
                "consistency": jsonable(term.consistency),
                "pri": jsonable(term.pri),
                "raw_coverage": jsonable(term.raw_coverage),
                "unique_coverage": jsonable(term.unique_coverage),
                "cases": list(term.cases),
            }
            for term in model.terms
        ],
    }
    if model.pairs:
        made["pairs"] = [list(pair) for pair in model.pairs]
        made["core"] = [list(core) for core in model.cores[0]]
    return made


def qca_sheets(analysis: Analysis) -> tuple[Sheet, ...]:
    """Return the files of ``tables/``."""
    sets = analysis.sets
    header = ["case", *(f"{n}_raw" for n in sets.names), *(f"{n}_membership" for n in sets.names)]
    raw = [sets.cases.numeric(name) for name in sets.names]
    rows = [
        [case, *(float(v[i]) for v in raw), *sets.values[i].tolist()]
        for i, case in enumerate(sets.cases.cases)
    ]
    sheets = [Sheet("cases", tuple(header), rows), _sheet("calibration", sets.to_frame())]
    for side in analysis.sides:
        stem = file_stem(side.outcome)
        sheets.append(_sheet(f"necessity-{stem}", side.necessity.to_frame()))
        sheets.append(_sheet(f"truth-table-{stem}", side.table.to_frame()))
        sheets.append(_sheet(f"solutions-{stem}", side.solutions.to_frame()))
    return tuple(sheets)


def _sheet(name: str, frame: Any) -> Sheet:
    """Return a frame as a sheet."""
    return Sheet(name, tuple(frame.columns), frame.to_numpy(dtype=object).tolist())
