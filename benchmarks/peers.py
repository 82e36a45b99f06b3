"""Work: the same inputs through setqca where it is installed; recorded figures of R QCA."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import Any

from benchmarks.inputs import condition_names, crisp_frame, fuzzy_frame

RECORDED = """\
Recorded elsewhere, not in this run: R 4.2.2, QCA 3.25, default arguments, on a 2-core AMD EPYC
virtual machine, each job in its own process on one core, other random tables of the same sizes;
source: the reference notes of this project, "Timings of R QCA 3.25".

| job | CPU s | peak MB | answer |
|---|---|---|---|
| truth table, n = 1,000, k = 8 | 0.19 (0.14 on the quiet machine) | 121 | 252 rows |
| truth table, n = 100,000, k = 10 | 22.3 (22.8 on the quiet machine) | 2,675 | 1,024 rows |
| parsimonious, all models, k = 8, 40 rows | not finished (stopped after 400 s of wall time) | | |
| parsimonious, `first.min`: one model, k = 8, 40 rows | 0.60 | 106 | 137 implicants, 6 terms |
| parsimonious, all models, k = 12, 40 rows | cannot allocate memory | | |
| parsimonious, `first.min`: one model, k = 12, 40 rows | 0.88 (0.73 on the quiet machine) | 122 | \
670 implicants, 6 terms |
"""


def has_setqca() -> bool:
    """Return whether setqca can be imported."""
    return find_spec("setqca") is not None


@dataclass(frozen=True)
class SetqcaTruthTable:
    """The truth table of fuzzy cases by setqca."""

    n: int
    k: int

    @property
    def sizes(self) -> str:
        return f"n = {self.n:,}, k = {self.k}"

    def small(self) -> SetqcaTruthTable:
        return replace(self, n=100, k=3)

    def prepare(self, seed: int) -> Any:
        return fuzzy_frame(self.n, self.k, seed)

    def answer(self, given: Any) -> Any:
        return setqca_table(given, self.k, cut=0.8)

    def fingerprint(self, answer: Any) -> str:
        """Give the number of observed and of positive rows."""
        observed = [row for row in answer.rows if row.observed]
        mean = sum(row.consistency for row in observed) / len(observed)
        return (
            f"{len(observed):,} rows, {len(answer.positive_rows()):,} positive, "
            f"mean consistency {mean:.6f}"
        )


@dataclass(frozen=True)
class SetqcaParsimonious:
    """Truth table and parsimonious solution of a crisp frame by setqca.

    It lists at most ``listed`` models, and of those with the fewest terms only the ones with the
    fewest literals, so its number of models is another quantity than ours.
    """

    k: int
    rows: int = 40
    positives: int = 20
    listed: int = 256

    @property
    def sizes(self) -> str:
        return f"k = {self.k}, {self.rows} rows, {self.positives} positive"

    def small(self) -> SetqcaParsimonious:
        return replace(self, k=3, rows=6, positives=3)

    def prepare(self, seed: int) -> Any:
        return crisp_frame(self.k, seed, rows=self.rows, positives=self.positives)

    def answer(self, given: Any) -> Any:
        table = setqca_table(given, self.k, cut=1.0)
        return table, table.minimize(include_remainders=True, max_solutions=self.listed)

    def fingerprint(self, answer: Any) -> str:
        """Give implicants / models listed / terms."""
        from setqca.minimize.qmc import prime_implicants

        table, models = answer
        found = prime_implicants(
            table.positive_minterms, table.remainder_minterms, len(table.conditions)
        )
        return f"{len(found):,} / {len(models):,} / {len(models[0].implicants)}"


def setqca_table(given: Any, k: int, *, cut: float) -> Any:
    """Return the truth table by setqca; memberships beside 0.5 are allowed."""
    import setqca

    return setqca.build_truth_table(
        given,
        outcome="Y",
        conditions=condition_names(k),
        inclusion_cutoff=cut,
        case_id="case",
        allow_crossover_cases=True,
    )
