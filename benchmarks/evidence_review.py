"""Work: a review folder of many records, from a file on the disk to the next record to screen."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

AT = "2026-03-01T10:00:00"
SCREENED = 5_000


def new_folder(path: Path) -> Any:
    """Return a frozen review with one source."""
    from hanse.evidence.review import freeze_protocol, new_review, open_review

    new_review(path, title="A large review")
    protocol = (path / "protocol.toml").read_text(encoding="utf-8")
    (path / "protocol.toml").write_text(
        protocol.replace("title-abstract = 2", "title-abstract = 1"), encoding="utf-8"
    )
    review, _ = freeze_protocol(open_review(path), because="start", person="A", at=AT)
    return review


def export_of(n: int, seed: int, path: Path) -> None:
    """Write an export of n records, near a third of them duplicates, each with an abstract."""
    from benchmarks.evidence_made_records import made_records
    from benchmarks.evidence_screening import made_texts
    from hanse.evidence.records import write_ris

    records = made_records(n, seed).records
    texts = made_texts(len(records), seed)
    path.write_text(
        write_ris([replace(r, abstract=t) for r, t in zip(records, texts, strict=True)]),
        encoding="utf-8",
    )


@dataclass(frozen=True)
class ReviewImportWork:
    """From a RIS file to a review folder with every record, its event and its file."""

    records: int = 100_000

    @property
    def sizes(self) -> str:
        return f"{self.records:,} records with abstracts"

    def small(self) -> ReviewImportWork:
        return replace(self, records=60)

    def prepare(self, seed: int) -> Any:
        folder = Path(tempfile.mkdtemp(prefix="hanse-bench-"))
        export_of(self.records, seed, folder / "export.ris")
        return folder

    def answer(self, given: Any) -> Any:
        from hanse.evidence.review import import_export

        review = new_folder(Path(tempfile.mkdtemp(dir=given)) / "review")
        return import_export(review, given / "export.ris", source="scopus", person="A", at=AT)

    def fingerprint(self, answer: Any) -> str:
        return f"{answer.kept:,} kept, {len(answer.rejected):,} reported"


@dataclass(frozen=True)
class ReviewMergeWork:
    """From a review folder on the disk to its duplicates merged in the log."""

    records: int = 100_000

    @property
    def sizes(self) -> str:
        return f"{self.records:,} records"

    def small(self) -> ReviewMergeWork:
        return replace(self, records=60)

    def prepare(self, seed: int) -> Any:
        folder = ReviewImportWork(self.records).prepare(seed)
        from hanse.evidence.review import import_export

        review = new_folder(folder / "review")
        import_export(review, folder / "export.ris", source="scopus", person="A", at=AT)
        (folder / "events.csv").write_bytes((folder / "review" / "events.csv").read_bytes())
        return folder

    def answer(self, given: Any) -> Any:
        from hanse.evidence.review import merge_duplicates, open_review

        (given / "review" / "events.csv").write_bytes((given / "events.csv").read_bytes())
        return merge_duplicates(open_review(given / "review"), at=AT)

    def fingerprint(self, answer: Any) -> str:
        return f"{len(answer.merges):,} merged, {answer.standing:,} stand"


@dataclass(frozen=True)
class NextCardWork:
    """From a decision to the next record on the screen, in a session that has its index."""

    records: int = 100_000

    @property
    def sizes(self) -> str:
        return f"{self.records:,} records, {min(SCREENED, self.records // 2):,} decided on"

    def small(self) -> NextCardWork:
        return replace(self, records=60)

    def prepare(self, seed: int) -> Any:
        from hanse.evidence.review import Entry, ScreeningSession, import_export

        folder = ReviewImportWork(self.records).prepare(seed)
        review = new_folder(folder / "review")
        import_export(review, folder / "export.ris", source="scopus", person="A", at=AT)
        decided = review.state.standing[: min(SCREENED, self.records // 2)]
        review.commit(
            (
                Entry(
                    "decided",
                    one,
                    "hand",
                    "title-abstract",
                    "include" if n % 10 == 0 else "exclude",
                )
                for n, one in enumerate(decided)
            ),
            person="A",
            at=AT,
        )
        session = ScreeningSession(review, person="A")
        session.next()
        return session

    def answer(self, given: Any) -> Any:
        card = given.next()
        given.decide(card.record, "exclude", how=card.how, at=AT)
        given.learn_again()
        return given.next()

    def fingerprint(self, answer: Any) -> str:
        return f"{answer.how}, {answer.left:,} left"


@dataclass(frozen=True)
class ReplayWork:
    """From the file of an event log to what it adds up to, and every box of its flow diagram."""

    records: int = 100_000

    @property
    def sizes(self) -> str:
        return (
            f"{self.records:,} records, {self.records * 3 // 10:,} merged, {self.decided:,} decided"
        )

    @property
    def decided(self) -> int:
        return self.records // 5

    def small(self) -> ReplayWork:
        return replace(self, records=100)

    def prepare(self, seed: int) -> Any:
        import random

        from hanse.evidence.log import ReviewBook, write_log

        rng, book, n = random.Random(seed), ReviewBook(), self.records
        names = [f"R{at:06d}" for at in range(1, n + 1)]
        note = {"at": AT, "person": "hanse"}
        book.enter("imported", other="I01", value="database", reason="scopus", **note)
        for name in names:
            book.enter("identified", record=name, other="I01", **note)
        rng.shuffle(names)
        gone, left = names[: n * 3 // 10], names[n * 3 // 10 :]
        for name in gone:
            book.enter("merged", record=name, other=rng.choice(left), value="doi", **note)
        for name in left[: self.decided]:
            value = "include" if rng.random() < 0.1 else "exclude"
            more = {"other": "ranked", "stage": "title-abstract", "value": value}
            book.enter("decided", record=name, **more, **{**note, "person": "ann"})
        return write_log(Path(tempfile.mkdtemp(prefix="hanse-bench-")) / "events.csv", book.log)

    def answer(self, given: Any) -> Any:
        from hanse.evidence.log import read_log
        from hanse.evidence.prisma import prisma_flow

        return prisma_flow(read_log(given))

    def fingerprint(self, answer: Any) -> str:
        """Give what was screened; that the boxes add up is checked."""
        checked = "checked" if answer.verify() and not answer.faults() else "WRONG"
        return f"{answer.databases.screened:,} screened, {checked}"


@dataclass(frozen=True)
class DriftWork:
    """From records and a protocol to which of them its query matches, and each concept's count."""

    records: int = 100_000

    @property
    def sizes(self) -> str:
        return f"{self.records:,} records of 150 words"

    def small(self) -> DriftWork:
        return replace(self, records=60)

    def prepare(self, seed: int) -> Any:
        from benchmarks.evidence_screening import made_texts
        from hanse.evidence.protocol import protocol_from_toml, starter_protocol
        from hanse.evidence.records import BibliographicRecord

        protocol = protocol_from_toml(starter_protocol("A large review"))
        texts = made_texts(self.records, seed)
        head = ("Exporting industrial clusters", "Knee surgery")
        records = [
            BibliographicRecord(id=f"R{at:06d}", title=head[at % 2], abstract=text)
            for at, text in enumerate(texts)
        ]
        return protocol, records

    def answer(self, given: Any) -> Any:
        from hanse.evidence.protocol import drift

        return drift(*given)

    def fingerprint(self, answer: Any) -> str:
        half = (answer.n_records + 1) // 2
        return f"{answer.n_matching:,} match, {'checked' if answer.n_matching == half else 'WRONG'}"
