"""Work: the truth table of many cases with fuzzy memberships."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.inputs import condition_names, fuzzy_frame


@dataclass(frozen=True)
class TruthTableWork:
    """From a pandas frame, or from a CSV file, to the truth table of Y."""

    n: int
    k: int
    from_file: bool = False

    @property
    def sizes(self) -> str:
        return f"n = {self.n:,}, k = {self.k}"

    def small(self) -> TruthTableWork:
        return replace(self, n=100, k=3)

    def prepare(self, seed: int) -> Any:
        frame = fuzzy_frame(self.n, self.k, seed)
        if not self.from_file:
            return frame
        folder = tempfile.mkdtemp(prefix="hanse-bench-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        path = Path(folder) / "cases.csv"
        frame.to_csv(path, index=False)
        return path

    def answer(self, given: Any) -> Any:
        from hanse import AsIs, CaseTable, build_truth_table, calibrate, read_cases

        make = read_cases if self.from_file else CaseTable.from_frame
        specs = {name: AsIs() for name in (*condition_names(self.k), "Y")}
        sets = calibrate(make(given, id="case"), specs)
        return build_truth_table(sets, "Y")

    def fingerprint(self, answer: Any) -> str:
        """Give the number of rows and cases; compare ten rows with the plain definition."""
        positive = [row for row in answer.rows if row.out == "1"]
        members = sum(row.n for row in answer.rows)
        step = max(1, len(answer.rows) // 10)
        furthest = max(abs(row.consistency - plain(answer, row)) for row in answer.rows[::step])
        agrees = "checked" if furthest < 1e-9 else f"{furthest:.1e} OFF"
        mean = sum(row.consistency for row in answer.rows) / len(answer.rows)
        return (
            f"{len(answer.rows):,} rows, {len(positive):,} positive, {members:,} cases in rows, "
            f"mean consistency {mean:.6f}, {agrees}"
        )


def plain(table: Any, row: Any) -> float:
    """Return the consistency of a row by its definition, without the library's row fits."""
    import numpy as np

    sets = table.sets
    columns = [sets.values[:, sets.names.index(name)] for name in table.conditions]
    parts = [x if value else 1 - x for x, value in zip(columns, row.values, strict=True)]
    membership = np.min(parts, axis=0)
    outcome = sets.values[:, sets.names.index("Y")]
    return float(np.minimum(membership, outcome).sum() / membership.sum())
