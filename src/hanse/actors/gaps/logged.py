"""What share of the episodes is logged, as it is known or as an audit found it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from hanse.errors import InputError
from hanse.messages import message
from hanse.result import Record

__all__ = ["Logged"]

LEAST = 0.5


@dataclass(frozen=True)
class Logged(Record, kind="actor-logged"):
    """The share of all episodes that stands in the log; each is logged independently.

    Attributes
    ----------
    share : float
        Above 0.5 and up to 1, which says that every episode is logged.
    error : float
        Standard error of the share; 0 where it is known.
    asked, found : int
        Episodes that an audit asked for, and how many of them stood in the log; 0 without an audit.

    Raises
    ------
    InputError
        If half of the episodes or more are not logged: what is missing then weighs more than what
        is seen, and no estimate without a model of activity holds.
    """

    share: float = 1.0
    error: float = 0.0
    asked: int = 0
    found: int = 0

    def __post_init__(self) -> None:
        where = "share of logged episodes"
        if not (math.isfinite(self.share) and LEAST < self.share <= 1):
            raise InputError(
                f"it is {self.share:g}",
                where=where,
                mend="Give a share above 0.5 and up to 1; with less, log more before measuring.",
            )
        if not (math.isfinite(self.error) and self.error >= 0):
            raise InputError(f"its error is {self.error:g}", where=where, mend="Give one from 0.")

    @classmethod
    def from_audit(cls, *, asked: int, found: int) -> Logged:
        """Return the share that an audit found, with its standard error.

        Parameters
        ----------
        asked : int
            Episodes that were learnt of in another way (calendars, interviews), from 1.
        found : int
            How many of them stood in the log, from 0 to ``asked``.

        Returns
        -------
        Logged
            Mean and standard deviation of Beta(found + 1/2, asked - found + 1/2), the posterior
            with the prior of Jeffreys (1946, *Proceedings of the Royal Society A* 186).

        Examples
        --------
        >>> audit = Logged.from_audit(asked=120, found=96)
        >>> round(audit.share, 4), round(audit.error, 4)
        (0.7975, 0.0364)
        """
        where = "audit of the log"
        if asked < 1:
            raise InputError(f"asked is {asked}", where=where, mend="Ask for 1 episode or more.")
        if not 0 <= found <= asked:
            raise InputError(
                f"found is {found}, asked {asked}", where=where, mend=f"Give 0 to {asked}."
            )
        share = (found + 0.5) / (asked + 1)
        return cls(share, math.sqrt(share * (1 - share) / (asked + 2)), asked, found)

    @property
    def is_complete(self) -> bool:
        """Whether every episode is taken to be logged."""
        return self.share == 1.0 and self.error == 0.0

    def __str__(self) -> str:
        if self.is_complete:
            return message("Every episode is taken to be logged; intervals have no width.")
        if self.asked:
            return message(
                "{share:.1f} % of all episodes are taken to be logged: an audit found {found} of "
                "{asked}.",
                share=100 * self.share,
                found=self.found,
                asked=self.asked,
            )
        return message(
            "{share:.1f} % of all episodes are taken to be logged.", share=100 * self.share
        )
