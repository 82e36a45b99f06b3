"""Work: reading 100,000 records with abstracts, in the formats that reviews are made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

WORDS = 5_000  # different words
ABSTRACT = 95  # words of an abstract


@dataclass(frozen=True)
class RecordsWork:
    """From the bytes of an export to its records, each checked to be there.

    ``kind`` is ``"ris"``, ``"bibtex"``, or ``"table"`` for our own table by its quick way.
    """

    kind: str = "ris"
    records: int = 100_000

    @property
    def sizes(self) -> str:
        return f"{self.records:,} records with abstracts"

    def small(self) -> RecordsWork:
        return replace(self, records=50)

    def prepare(self, seed: int) -> Any:
        """Return the file as bytes (our own table as text); about 1,000 signs a record."""
        from hanse.evidence.records import write_bibtex, write_csv_records, write_ris

        made = _records(self.records, seed)
        if self.kind == "table":
            return write_csv_records(made)
        return {"ris": write_ris, "bibtex": write_bibtex}[self.kind](made).encode("utf-8")

    def answer(self, given: Any) -> Any:
        from hanse.evidence.records import read_csv_records, read_records

        if self.kind == "table":
            return read_csv_records(given)
        return read_records(given)

    def fingerprint(self, answer: Any) -> str:
        """Give how many were read; that no DOI and no word of an abstract is lost is checked."""
        records = answer if self.kind == "table" else [one.record for one in answer.records]
        dois = [f"10.5555/x.{number}" for number in range(self.records)]
        whole = all(one.abstract.count(" ") == ABSTRACT - 1 for one in records)
        right = whole and [one.doi for one in records] == dois
        rejected = 0 if self.kind == "table" else len(answer.rejected)
        checked = "checked" if right and not rejected else "WRONG"
        return f"{len(records):,} records, {rejected:,} rejected, {checked}"


def _records(n: int, seed: int) -> Any:
    """Yield records whose words are drawn at random."""
    import numpy as np

    from hanse.evidence.records import BibliographicRecord

    rng = np.random.default_rng(seed)
    letters = np.array(list("abcdefghijklmnopqrstuvwxyzé"))
    words = ["".join(rng.choice(letters, size)) for size in rng.integers(3, 11, WORDS)]

    def text(size: int) -> str:
        return " ".join(words[at] for at in rng.integers(0, WORDS, size))

    for number in range(n):
        yield BibliographicRecord(
            type="journal-article",
            title=text(10),
            authors=tuple(f"{text(1)}, A." for _ in range(4)),
            year=2000 + number % 25,
            container=text(4),
            volume=str(number % 90),
            pages="1-20",
            doi=f"10.5555/x.{number}",
            issn=("1234-5678",),
            abstract=text(ABSTRACT),
            keywords=(text(2), text(1), text(2)),
            database="Scopus",
            accession=f"2-s2.0-{number}",
        )
