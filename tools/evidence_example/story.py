"""What happened in the example review, step by step, at times that are fixed."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from tools.evidence_example.exports import Export
from tools.evidence_example.pool import Paper, Pool
from tools.evidence_example.verdicts import (
    FIRST,
    SECOND,
    Verdict,
    at_full_text,
    at_title,
    settled_at_title,
)

from hanse.evidence import review as rv

TITLE, FULL = "title-abstract", "full-text"
FIRST_PART, PART = 120, 60
MOST_PARTS = 12
MISSING = "no copy within reach (made up)"
NO_TEXT = "made-up record: there is no text"


class Clock:
    """A clock of its own: it stands where it was set and goes on by seconds."""

    def __init__(self) -> None:
        self._now = datetime(2025, 1, 8, 9, 0)

    def set(self, day: str, hour: int = 9) -> None:
        """Go to a morning."""
        self._now = max(self._now, datetime.fromisoformat(f"{day}T{hour:02d}:00:00"))

    def tick(self, seconds: int = 20) -> str:
        """Go on, and return the time."""
        self._now += timedelta(seconds=seconds)
        return self._now.isoformat()


class Story:
    """The review in its folder, its clock, and the publication behind each record."""

    def __init__(self, folder: Path, found: Pool, scratch: Path) -> None:
        self.folder, self.found, self.scratch = folder, found, scratch
        self.clock = Clock()
        self.review: rv.Review = rv.open_review(folder)
        self.keys: dict[str, str] = {}
        self.version = FIRST

    # --- sources ---

    def freeze(self, because: str) -> None:
        """Freeze the protocol as it stands."""
        self.review, _ = rv.freeze_protocol(
            self.review, because=because, person="cai", at=self.clock.tick()
        )

    def take_in(self, export: Export, *, missing_hits: int = 0) -> rv.Imported:
        """Note the search and import the file; remember which publication each record is."""
        hits = len(export.keys) + missing_hits
        day = self.clock.tick()[:10]
        rv.log_search(
            self.review,
            source=export.source,
            hits=hits,
            day=day,
            person="ann",
            at=self.clock.tick(600),
        )
        file = self.scratch / export.name
        file.write_bytes(export.text.encode("utf-8"))
        before = len(self.review.state.records)
        made = rv.import_export(
            self.review, file, source=export.source, person="ann", at=self.clock.tick(120)
        )
        new = self.review.state.records[before:]
        self.keys |= dict(zip(new, export.keys, strict=True))
        return made

    def merge(self) -> rv.MergedDuplicates:
        """Let the rules merge, and cai look at every doubtful pair."""
        merged = rv.merge_duplicates(self.review, at=self.clock.tick())
        for pair in merged.queue:
            tops = [self.review.state.representative(one) for one in (pair.first, pair.second)]
            if tops[0] == tops[1]:
                continue
            is_same = self.key(pair.first) == self.key(pair.second)
            rv.judge_pair(
                self.review,
                pair.first,
                pair.second,
                is_same=is_same,
                why="the same work" if is_same else "two works, read side by side",
                person="cai",
                at=self.clock.tick(90),
            )
        return merged

    def key(self, record: str) -> str:
        """Return the publication that a record is."""
        return self.keys[record]

    def paper(self, record: str) -> Paper:
        """Return the publication that stands behind a record of the review."""
        key = self.key(record)
        update = {one.key: one for one in self.found.update}
        return self.found.papers.get(key) or update[key]

    def record(self, key: str) -> str:
        """Return the record that stands for a publication."""
        first = next(one for one, name in self.keys.items() if name == key)
        return self.review.state.representative(first)

    # --- screening ---

    def screen(self, count: int, *, day: str) -> list[str]:
        """Let ann screen, ben screen the same in a copy of the folder, join, and settle."""
        copy = self._copied(f"ben-{day}")
        self.clock.set(day)
        records = self._ann(count)
        self.clock.set(day, 15)
        self._ben(copy, records, TITLE, lambda p: at_title(p, "ben", self.version))
        self.review, _ = rv.join_reviews(self.review, copy)
        self.settle(TITLE, settled_at_title)
        return records

    def _ann(self, count: int) -> list[str]:
        session = rv.ScreeningSession(self.review, person="ann", order="ranked", seed=1)
        records = []
        while len(records) < count and (card := session.next()) is not None:
            said = at_title(self.paper(card.record), "ann", self.version)
            session.decide(
                card.record,
                said.value,
                reason=said.reason,
                note=said.note,
                how=card.how,
                at=self.clock.tick(),
            )
            records.append(card.record)
        return records

    def _copied(self, name: str) -> Path:
        copy = self.scratch / name
        shutil.copytree(self.folder, copy, ignore=shutil.ignore_patterns(".index"))
        return copy

    def _ben(
        self, copy: Path, records: Sequence[str], stage: str, say: Callable[[Paper], Verdict]
    ) -> None:
        """Fill ben's sheet and take it into his folder; he never sees what ann said."""
        theirs = rv.open_review(copy)
        sheet = self.scratch / f"{copy.name}.csv"
        rv.write_screening_sheet(theirs, sheet, person="ben", stage=stage, records=sorted(records))
        rows = list(csv.DictReader(io.StringIO(sheet.read_text(encoding="utf-8-sig"))))
        for row in rows:
            said = say(self.paper(row["record"]))
            row |= {"decision": said.value, "reason": said.reason, "note": said.note}
        stream = io.StringIO(newline="")
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        sheet.write_text(stream.getvalue(), encoding="utf-8", newline="")
        rv.read_screening_sheet(theirs, sheet, person="ben", stage=stage, at=self.clock.tick(5400))

    def settle(self, stage: str, truth: Callable[[Paper], Verdict]) -> None:
        """Let cai settle every conflict of a stage."""
        for conflict in self.review.state.conflicts(stage):
            said = truth(self.paper(conflict.record))
            rv.resolve(
                self.review,
                conflict.record,
                stage=stage,
                value=said.value,
                reason=said.reason,
                note="settled by the text of the criterion",
                person="cai",
                at=self.clock.tick(120),
            )

    def screen_to_the_end(self, days: Iterable[str]) -> None:
        """Screen by rank until the rule says sample, then at random until it says stop."""
        for day in days:
            check = rv.stop_check(self.review)
            if check.stop:
                break
            count = PART
            if check.next == "sample":
                if not self.review.state.samples:
                    rv.draw_random(self.review, seed=7, person="ann", at=self.clock.tick())
                    check = rv.stop_check(self.review)
                count = max(1, check.more or 1)
            self.screen(count, day=day)
        rv.end_screening(self.review, person="cai", at=self.clock.tick())

    # --- full texts ---

    def get_texts(self) -> None:
        """Note of every report that is sought whether there is a text."""
        for record in self.review.state.sought:
            paper = self.paper(record)
            lost = "" if paper.full and paper.full != "missing" else MISSING
            missing = NO_TEXT if paper.is_made_up else lost
            rv.note_full_text(
                self.review,
                record,
                found="" if missing else "library (made up)",
                missing=missing,
                person="ann",
                at=self.clock.tick(300),
            )

    def assess(self, day: str) -> None:
        """Let both reviewers read what is there, and settle."""
        copy = self._copied(f"ben-{day}")
        self.clock.set(day)
        session = rv.ScreeningSession(self.review, person="ann", stage=FULL, order="order")
        records = []
        while (card := session.next()) is not None:
            said = at_full_text(self.paper(card.record), "ann")
            session.decide(
                card.record,
                said.value,
                reason=said.reason,
                note=said.note,
                how=card.how,
                at=self.clock.tick(1200),
            )
            records.append(card.record)
        self._ben(copy, records, FULL, lambda paper: at_full_text(paper, "ben"))
        self.review, _ = rv.join_reviews(self.review, copy)
        self.settle(FULL, lambda paper: at_full_text(paper, "ben"))

    # --- update ---

    def screen_some(self, person: str, count: int) -> None:
        """Let a reviewer decide on the first records of the ranking."""
        session = rv.ScreeningSession(self.review, person=person, order="ranked", seed=1)
        for _ in range(count):
            card = session.next()
            if card is None:
                break
            said = at_title(self.paper(card.record), person, SECOND)
            session.decide(
                card.record, said.value, reason=said.reason, how=card.how, at=self.clock.tick()
            )
