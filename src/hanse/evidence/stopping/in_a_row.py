"""Stop after many irrelevant records in a row: common, and without any confidence."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from hanse.errors import InputError
from hanse.evidence.stopping.history import History
from hanse.evidence.stopping.stop_check import StopCheck, check_share, said_of_all, share_text
from hanse.messages import plural
from hanse.result import Record

__all__ = ["InARow"]

_ASSUMES = (
    "This is a rule of thumb: nothing follows from it for the recall. Draw a random sample of what "
    "is left to know."
)


@dataclass(frozen=True)
class InARow(Record, kind="stopping-in-a-row"):
    """Stop after so many irrelevant records in a row, once a relevant one has been found.

    Attributes
    ----------
    n : int, from 1, or None
        How many.
    share : float, above 0, at most 1, or None
        How many as a share of all records of the stage, rounded up. One of the two is given.

    Examples
    --------
    >>> from hanse.evidence.stopping import History
    >>> InARow(3).check(History(9, (True, False, False))).more
    1
    """

    n: int | None = None
    share: float | None = None

    def __post_init__(self) -> None:
        if (self.n is None) == (self.share is None):
            raise InputError(
                f"in a row: n is {self.n}, share is {self.share}", mend="Give one of the two."
            )
        if self.n is not None and self.n < 1:
            raise InputError(f"n is {self.n}", mend="Ask for one record at least.")
        if self.share is not None:
            check_share("share", self.share, whole=True)

    @property
    def words(self) -> str:
        """The rule in words."""
        if self.share is not None:
            return f"irrelevant records in a row: {share_text(self.share)} of all"
        return f"{plural(self.n or 0, 'irrelevant record')} in a row"

    def wanted(self, n_records: int) -> int:
        """Return how many records in a row are asked for."""
        if self.n is not None:
            return self.n
        from hanse.evidence.stopping.boundaries import as_fraction

        return math.ceil(as_fraction(self.share or 0.0) * n_records)

    def check(self, history: History) -> StopCheck:
        """Say whether to stop."""
        if history.screened == history.n_records:
            return said_of_all(self.words, history)
        wanted, streak = self.wanted(history.n_records), history.streak
        stop = bool(history.found) and streak >= wanted
        row = f"{plural(streak, 'irrelevant record')} in a row"
        says = f"Stop: {row}." if stop else f"Go on: {row}, {wanted:,} are asked."
        if not history.found:
            says = f"Go on: no relevant record is found yet, {row}."
        step: Any = "stop" if stop else "rank"
        more = max(0, wanted - streak) if history.found else None
        counts = (history.n_records, history.screened, history.found)
        unknown = (math.nan,) * 4
        return StopCheck(self.words, stop, step, *counts, *unknown, more, says, _ASSUMES)
