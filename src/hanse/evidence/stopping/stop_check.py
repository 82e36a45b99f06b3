"""What a stopping rule says of a screening."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Protocol

from hanse.errors import InputError
from hanse.evidence.stopping.history import History
from hanse.evidence.stopping.one_row import one_row
from hanse.messages import plural
from hanse.result import Answer

__all__ = ["StopCheck", "StoppingRule", "check_share", "said_of_all", "share_text"]


@dataclass(frozen=True)
class StopCheck(Answer, kind="screening-stop-check"):
    """Whether to stop, what is known of the recall, and what this rests on.

    Attributes
    ----------
    rule : str
        The rule in words.
    stop : bool
        Whether the rule ends the screening.
    next : "rank", "sample" or "stop"
        What to do: go on by the ranking, go on in random order, or stop.
    n_records, screened, found : int
        All records of the stage, those screened, the relevant ones among these.
    recall, confidence : float, 0 to 1
        Target and confidence of the rule; NaN where the rule has none.
    p : float, 0 to 1
        Chance to be where one is although the recall is missed; NaN where nothing is known.
    recall_at_least : float, 0 to 1
        Lower bound of the recall reached, at the confidence of the rule, if this is the only look;
        NaN where nothing is known.
    more : int or None
        Records to screen before the rule stops, if none of them is relevant; None where the rule
        cannot say.
    says : str
        The same in a sentence.
    assumes : str
        What the statement rests on.
    """

    rule: str
    stop: bool
    next: str
    n_records: int
    screened: int
    found: int
    recall: float
    confidence: float
    p: float
    recall_at_least: float
    more: int | None
    says: str
    assumes: str

    @property
    def saved(self) -> float:
        """Share of the records that are not screened; NaN where there are no records."""
        return 1 - self.screened / self.n_records if self.n_records else math.nan

    def to_frame(self) -> Any:
        """Return one row with everything that is known."""
        return one_row(self)

    def __str__(self) -> str:
        return f"{self.says} {self.assumes}"


class StoppingRule(Protocol):
    """What every stopping rule can do."""

    @property
    def words(self) -> str:
        """The rule in words."""

    def check(self, history: History) -> StopCheck:
        """Say whether to stop."""


def check_share(name: str, value: float, *, whole: bool = False) -> None:
    """Refuse a share that is not between 0 and 1; ``whole`` allows 1.

    Examples
    --------
    >>> check_share("recall", 95)
    Traceback (most recent call last):
        ...
    hanse.errors.InputError: recall is 95. Give a share above 0, below 1, such as 0.95.
    """
    most = "at most 1" if whole else "below 1"
    if not 0 < value <= 1 or (value == 1 and not whole):
        raise InputError(f"{name} is {value}", mend=f"Give a share above 0, {most}, such as 0.95.")


def share_text(share: float) -> str:
    """Return a share in per cent as short as it is exact.

    Examples
    --------
    >>> share_text(0.95), share_text(0.975), share_text(1.0)
    ('95 %', '97.5 %', '100 %')
    """
    return f"{round(share * 100, 4):g} %"


def said_of_all(
    rule: str, history: History, recall: float = math.nan, confidence: float = math.nan
) -> StopCheck:
    """Return the check of a stage that is screened whole: nothing is left to miss."""
    n, found = history.n_records, history.found
    says = f"Stop: {'all ' if n > 1 else ''}{plural(n, 'record')} screened, {found:,} relevant."
    if not n:
        says = "Stop: there is no record to screen."
    reached = 1.0 if found else math.nan
    assumes = "Nothing is left to miss." if found else "None was relevant, so there is no recall."
    numbers = (n, history.screened, found, recall, confidence, 0.0, reached, 0)
    return StopCheck(rule, True, "stop", *numbers, says, assumes)
