"""Work: duplicates among many made-up records, from records to the answer, scored by the truth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

LEAST_PRECISION, LEAST_RECALL = 0.999, 0.97
NEVER = ("part", "erratum", "retraction")  # kinds of works that only look alike


@dataclass(frozen=True)
class DuplicatesWork:
    """From records to merges, queue and links; `duplicates` of them are copies of others."""

    records: int = 100_000
    duplicates: float = 0.3

    @property
    def sizes(self) -> str:
        return f"{self.records:,} records, {100 * self.duplicates:.0f} % duplicates"

    def small(self) -> DuplicatesWork:
        return replace(self, records=200)

    def prepare(self, seed: int) -> Any:
        from benchmarks.evidence_made_records import made_records

        return made_records(self.records, seed, duplicates=self.duplicates)

    def answer(self, given: Any) -> Any:
        from hanse.evidence.duplicates import find_duplicates

        return given, find_duplicates(given.records)

    def fingerprint(self, answer: Any) -> str:
        """Give precision and recall over pairs and records; below the bounds is WRONG."""
        from benchmarks.evidence_made_records import scores

        made, found = answer
        got = scores(made, found.groups)
        never = sum(got.wrong.get(kind, 0) for kind in NEVER)
        right = got.precision >= LEAST_PRECISION and got.recall >= LEAST_RECALL and found.verify()
        enough = right or self.records < 2_000
        return (
            f"pairs: precision {got.precision:.5f}, recall {got.recall:.4f}; B-cubed: "
            f"{got.b_precision:.5f}, {got.b_recall:.4f}; {never} pairs of parts and notices; "
            f"{len(found.merges):,} merged, {len(found.queue):,} to look at, "
            f"{len(found.links):,} linked; {found.pairs_compared:,} pairs shared a key"
            f"{'' if enough else '; WRONG'}"
        )
