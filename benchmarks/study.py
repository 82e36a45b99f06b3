"""Work: the township study without its report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "examples" / "township"


@dataclass(frozen=True)
class StudyWork:
    """From the study's folder to truth tables, solutions and necessity of outcome and negation."""

    sizes: str = "34 cases, 5 conditions, both outcomes"

    def small(self) -> StudyWork:
        return self

    def prepare(self, seed: int) -> Path:
        return FOLDER

    def answer(self, given: Path) -> Any:
        from hanse.study.qca_section import run_analysis
        from hanse.study.run import open_study

        analysis, _ = run_analysis(open_study(given), progress=lambda step, done, of: None)
        return analysis

    def fingerprint(self, answer: Any) -> str:
        """Give rows, positive rows and models of each solution for both outcomes."""
        return "; ".join(side_said(side) for side in answer.sides)


def side_said(side: Any) -> str:
    """Return one outcome's rows and numbers of models."""
    positive = sum(row.out == "1" for row in side.table.rows)
    found = side.solutions
    numbers = [found.conservative, found.parsimonious, found.intermediate]
    models = " / ".join(str(solution.n_models) for solution in numbers)
    verified = all(model.verify() for solution in numbers for model in solution.models)
    return (
        f"{side.outcome}: {len(side.table.rows)} rows, {positive} positive, models {models}, "
        f"verify() {'true' if verified else 'FALSE'}"
    )
