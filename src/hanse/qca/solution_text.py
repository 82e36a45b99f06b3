"""Solutions as a paper prints them, and as a tidy frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hanse.messages import columns_text
from hanse.qca.truth_table_text import number

if TYPE_CHECKING:
    from hanse.qca.solutions import Model, Solution

__all__ = ["model_text", "solution_text", "solutions_frame"]

MOST_PRINTED = 10


def model_text(model: Model) -> str:
    """Return the terms of a model with their fit, and the fit of the whole."""
    header = ["path", "consistency", "PRI", "raw coverage", "unique coverage", "cases"]
    lines = [
        [
            term.expression,
            number(term.consistency),
            number(term.pri),
            number(term.raw_coverage),
            number(term.unique_coverage),
            str(len(term.cases)),
        ]
        for term in model.terms
    ]
    whole = [number(model.consistency), number(model.pri), number(model.coverage), "", ""]
    return columns_text(header, [*lines, ["solution", *whole]], left=[0])


def solution_text(solution: Solution) -> str:
    """Return a solution: how many models there are, and the first of them."""
    name = f"{solution.type.capitalize()} solution"
    if solution.n_models == 0:
        return f"{name}: no model"
    if solution.n_models is None:
        head = f"{name}: at least {solution.n_listed:,} models"
    else:
        head = f"{name}: {solution.n_models:,} model{'s' if solution.n_models != 1 else ''}"
    shown = solution.models[:MOST_PRINTED]
    if len(shown) != solution.n_models:
        head += f", the first {len(shown)} of them:"
    parts = [head]
    for i, model in enumerate(shown, start=1):
        if len(solution.models) > 1 or solution.n_models != 1:
            parts.append(f"Model {i}{_pairs(model)}")
        parts.append(model_text(model))
    return "\n".join([*parts, solution.why_unknown] if solution.why_unknown else parts)


def _pairs(model: Model) -> str:
    """Return the pairs of an intermediate model."""
    if not model.pairs:
        return ""
    shown = ", ".join(f"C{c}P{p}" for c, p in model.pairs[:6])
    more = f" and {len(model.pairs) - 6} more pairs" if len(model.pairs) > 6 else ""
    return f" (from {shown}{more})"


def solutions_frame(solutions: Sequence[Solution]) -> Any:
    """Return one row per term of each listed model."""
    import pandas as pd

    columns = ["solution", "model", "term", "consistency", "pri", "raw_coverage"]
    columns += ["unique_coverage", "cases", "core"]
    columns += ["model_consistency", "model_pri", "model_coverage"]
    lines = []
    for solution in solutions:
        for i, model in enumerate(solution.models, start=1):
            for j, term in enumerate(model.terms):
                core = "; ".join(model.cores[0][j]) if model.cores else ""
                fit = [term.consistency, term.pri, term.raw_coverage, term.unique_coverage]
                whole = [model.consistency, model.pri, model.coverage]
                cases = "; ".join(term.cases)
                lines.append([solution.type, i, term.expression, *fit, cases, core, *whole])
    return pd.DataFrame(lines, columns=columns)
