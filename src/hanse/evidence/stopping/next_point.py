"""What the next percentage point of recall costs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from hanse.errors import InputError
from hanse.evidence.stopping.history import History
from hanse.evidence.stopping.one_row import one_row
from hanse.messages import plural
from hanse.result import Answer

__all__ = ["NextPoint", "next_point"]


@dataclass(frozen=True)
class NextPoint(Answer, kind="screening-next-point"):
    """Records to screen for the next percentage point of recall.

    Attributes
    ----------
    records : float
        As many as the last finds let expect; NaN where nothing was found.
    low, high : float
        Interval of 95 %.
    finds, stretch : int
        Relevant records in the last stretch, and records in it.
    found : int
        Relevant records found in all: a percentage point is a hundredth of these.
    """

    records: float
    low: float
    high: float
    finds: int
    stretch: int
    found: int

    def to_frame(self) -> Any:
        """Return one row with all numbers."""
        return one_row(self)

    def __str__(self) -> str:
        if not self.found:
            return "No relevant record is found yet: nothing says what the next one costs."
        return (
            f"The next percentage point of recall costs about {self.records:,.0f} records or more "
            f"({self.low:,.0f} to {self.high:,.0f}), as {plural(self.finds, 'relevant record')} "
            f"came in the last {self.stretch:,}."
        )


def next_point(history: History, *, finds: int = 5) -> NextPoint:
    r"""Return what the next percentage point of recall costs, by the last relevant records.

    The last f relevant records came in a stretch of L records, counted from after the relevant one
    before them to now. At that rate a hundredth of the r found comes in

    .. math:: \frac{r}{100} \cdot \frac{L}{f} .

    The interval is Garwood's for f events of a Poisson process in L records. As a ranking finds
    less and less, and more than r may be there, this is rather too few than too many.

    Parameters
    ----------
    history : History
        The screening so far.
    finds : int, from 1
        f; all of those found where there are fewer.

    Raises
    ------
    InputError
        If finds is below 1.

    Examples
    --------
    >>> from hanse.evidence.stopping import History
    >>> print(next_point(History(900, (True, False, False, False, False) * 40), finds=5))
    The next percentage point of recall costs about 2 records or more (1 to 7), as 5 relevant
    records came in the last 29.
    """
    if finds < 1:
        raise InputError(f"finds is {finds}", mend="Look at one relevant record at least.")
    places = [at for at, one in enumerate(history.included) if one]
    found = len(places)
    if not found:
        return NextPoint(math.nan, math.nan, math.nan, 0, history.screened, 0)
    from scipy.stats import chi2

    f = min(finds, found)
    start = places[-f - 1] + 1 if found > f else 0
    stretch = history.screened - start
    point = found / 100
    low = point * 2 * stretch / float(chi2.ppf(0.975, 2 * f + 2))
    high = point * 2 * stretch / float(chi2.ppf(0.025, 2 * f))
    return NextPoint(point * stretch / f, low, high, f, stretch, found)
