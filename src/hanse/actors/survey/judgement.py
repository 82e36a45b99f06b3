"""When a measure calls a gap open or closed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import Message, message
from hanse.result import Record

__all__ = ["FindingRule", "judged"]

Floats = npt.NDArray[np.float64]

WAYS = ("interval", "rank")


@dataclass(frozen=True)
class FindingRule(Record, kind="actor-finding-rule"):
    """When a gap is called open or closed.

    Attributes
    ----------
    by : {"interval", "rank"}
        ``interval``: open where the whole interval lies above the threshold, closed where it lies
        below, undecided in between. ``rank``: open where the gap is among the largest of those
        measured, closed where it is among the smallest; it says which gaps stand out, not whether
        they are large.
    log_open, log_closed : float, 0 to 1
        In the log a gap is open above the first and closed below the second, which is not larger:
        with the usual ones, under half of the target density, and over three quarters of it.
    survey_open : float, -6 to 6, points
        Threshold of the gap in the survey.
    among : int, 1 to 3
        How many of the seven are the largest, and the smallest, by rank.
    """

    by: str = "interval"
    log_open: float = 0.5
    log_closed: float = 0.25
    survey_open: float = 1.0
    among: int = 3

    def __post_init__(self) -> None:
        where = "rule of findings"
        if self.by not in WAYS:
            raise unknown_name("way to judge", self.by, WAYS, where=where)
        for name in ("log_open", "log_closed"):
            if not 0 <= getattr(self, name) <= 1:
                raise InputError(
                    f"{name} is {getattr(self, name)}",
                    where=where,
                    mend="Give a number from 0 to 1.",
                )
        if self.log_closed > self.log_open:
            raise InputError(
                f"log_closed is {self.log_closed}, log_open {self.log_open}",
                where=where,
                mend="Give a log_closed that is not larger.",
            )
        if not -6 <= self.survey_open <= 6:
            raise InputError(
                f"survey_open is {self.survey_open}",
                where=where,
                mend="Give a number from -6 to 6.",
            )
        if self.among not in (1, 2, 3):
            raise InputError(f"among is {self.among}", where=where, mend="Give 1, 2 or 3.")

    @property
    def says(self) -> Message:
        """The rule in a sentence."""
        if self.by == "rank":
            return message(
                "Open: among the {n} largest of the measured gaps; closed: among the {n} smallest.",
                n=self.among,
            )
        return message(
            "Open: the interval lies wholly above {log:g} in the log, above {survey:g} points in "
            "the survey; closed: wholly below {closed:g} in the log, below {survey:g} points in "
            "the survey.",
            log=self.log_open,
            closed=self.log_closed,
            survey=self.survey_open,
        )


def judged(
    value: Floats, low: Floats, high: Floats, bounds: tuple[float, float], rule: FindingRule
) -> tuple[str, ...]:
    """Return ``open``, ``closed``, ``undecided`` or ``not measured`` for each gap.

    By interval it is open where the interval lies above the first of the bounds, closed where it
    lies below the second; a gap without an interval is undecided. By rank those that tie across the
    border of the largest or smallest are undecided, and where fewer than ``2 * among`` are measured
    the largest half (without the middle one) counts.

    Examples
    --------
    >>> judged(np.array([0.8, 0.5]), np.array([0.6, 0.4]), np.array([0.9, 0.6]),
    ...        (0.5, 0.5), FindingRule())
    ('open', 'undecided')
    """
    known = value[~np.isnan(value)]
    among = min(rule.among, len(known) // 2)
    found = []
    for mean, bottom, top in zip(value, low, high, strict=True):
        if np.isnan(mean):
            found.append("not measured")
        elif rule.by == "interval":
            is_open, is_closed = bottom > bounds[0], top < bounds[1]
            found.append("open" if is_open else "closed" if is_closed else "undecided")
        else:
            # counted with its equals, so that a tie across the border is on no side
            is_open, is_closed = (known >= mean).sum() <= among, (known <= mean).sum() <= among
            found.append("open" if is_open else "closed" if is_closed else "undecided")
    return tuple(found)
