"""Work: minimising random crisp tables of 40 rows, 20 of them positive."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.inputs import condition_names, crisp_frame

TYPES = ("conservative", "parsimonious", "intermediate")


@dataclass(frozen=True)
class ImplicantsWork:
    """All prime implicants and the exact number of minimal models, one of them with its fit."""

    k: int
    rows: int = 40
    positives: int = 20

    @property
    def sizes(self) -> str:
        return f"k = {self.k}, {self.rows} rows, {self.positives} positive"

    def small(self) -> ImplicantsWork:
        return replace(self, k=3, rows=6, positives=3)

    def prepare(self, seed: int) -> Any:
        return crisp_frame(self.k, seed, rows=self.rows, positives=self.positives)

    def answer(self, given: Any) -> Any:
        from hanse import minimize

        return minimize(coded_table(given, self.k), only="parsimonious", limit=1)

    def fingerprint(self, answer: Any) -> str:
        """Give implicants / models / terms, and check the listed model independently."""
        found = answer.parsimonious
        model = found.models[0]
        checked = "" if model.verify() else " NOT VERIFIED"
        return f"{found.n_implicants:,} / {found.n_models:,} / {len(model.terms)}{checked}"


@dataclass(frozen=True)
class SolutionsWork:
    """All three solutions with their fit, every condition expected present or none."""

    k: int
    expected: bool
    rows: int = 40
    positives: int = 20

    @property
    def sizes(self) -> str:
        return f"k = {self.k}, {self.rows} rows, {self.positives} positive"

    def small(self) -> SolutionsWork:
        return replace(self, k=3, rows=6, positives=3)

    def prepare(self, seed: int) -> Any:
        return crisp_frame(self.k, seed, rows=self.rows, positives=self.positives)

    def answer(self, given: Any) -> Any:
        from hanse import minimize

        names = condition_names(self.k) if self.expected else []
        expectations = dict.fromkeys(names, "present")
        return minimize(coded_table(given, self.k), expectations=expectations)

    def fingerprint(self, answer: Any) -> str:
        """Give the number of models of each solution; verify the first and last listed of each."""
        numbers = " / ".join(number_of_models(answer, name) for name in TYPES)
        models = [model for name in TYPES for model in ends(answer.of_type(name).models)]
        fits = all(model.consistency == model.coverage == 1.0 for model in models)
        start = time.process_time()
        verified = all(model.verify() for model in models)
        took = time.process_time() - start
        said = "true" if verified and fits else "FALSE"
        return f"{numbers}; verify() of {len(models)}: {said}, {took:.2f} s"


def coded_table(given: Any, k: int) -> Any:
    """Return the truth table of a crisp frame, its rows positive at full consistency."""
    from hanse import AsIs, build_truth_table, calibrate

    specs = {name: AsIs() for name in (*condition_names(k), "Y")}
    return build_truth_table(calibrate(given, specs, id="case"), "Y", consistency=1.0)


def number_of_models(answer: Any, name: str) -> str:
    """Return the number of models of a solution, or that it is unknown and for how many pairs."""
    number = answer.of_type(name).n_models
    if number is not None:
        return f"{number:,}"
    pairs = answer.conservative.n_models * answer.parsimonious.n_models
    return f"unknown ({pairs:,} pairs)"


def ends(models: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the first and the last model."""
    return models if len(models) < 2 else (models[0], models[-1])
