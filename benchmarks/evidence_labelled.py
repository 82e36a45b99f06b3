"""Work: duplicates of the labelled set, from its file to the groups."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

MOST_WRONG, MOST_MISSED = 2, 6


def has_labelled_duplicates() -> bool:
    """Whether the labelled set lies beside the checkout."""
    from tests.evidence.duplicates.labelled_records import FOUND

    return bool(FOUND)


@dataclass(frozen=True)
class LabelledWork:
    """From labelled records to their groups; scored by groups, as the truth stands per record."""

    is_small: bool = False

    @property
    def sizes(self) -> str:
        return "1,845 labelled records"

    def small(self) -> LabelledWork:
        return replace(self, is_small=True)

    def prepare(self, seed: int) -> Any:
        from tests.evidence.duplicates.labelled_records import labelled_records

        records, unique = labelled_records()
        return (records[:40], unique[:40]) if self.is_small else (records, unique)

    def answer(self, given: Any) -> Any:
        from hanse.evidence.duplicates import find_duplicates

        records, unique = given
        return records, unique, find_duplicates(records)

    def fingerprint(self, answer: Any) -> str:
        from tests.evidence.duplicates.labelled_records import counts

        groups, wrong, missed = counts(*answer)
        holds = wrong <= MOST_WRONG and missed <= MOST_MISSED
        checked = "checked" if holds or self.is_small else "WRONG"
        return f"{groups:,} groups, {wrong} with several unique, {missed} with none, {checked}"
