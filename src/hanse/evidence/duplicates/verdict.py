"""What the rules say of two records."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hanse.evidence.duplicates.comparison import Comparison

__all__ = [
    "DIFFERENT",
    "DIFFERENT_AT_ONCE",
    "OPEN",
    "Verdict",
    "doubtful",
    "linked",
    "same",
]


class Verdict(NamedTuple):
    """What the rules say of two records.

    Attributes
    ----------
    kind : str
        ``"same"``, ``"doubtful"``, ``"linked"``, ``"different"`` or ``"open"``.
    rule : str
        Its name in plain words; of a linked pair the kind of link.
    score : float
        Share of full agreement, 0–1.
    blocks : bool
        The two must not come into one group by way of a third.
    """

    kind: str
    rule: str
    score: float
    blocks: bool


DIFFERENT = Verdict("different", "", 0.0, True)
DIFFERENT_AT_ONCE = Verdict("different", "other title", 0.0, True)
OPEN = Verdict("open", "", 0.0, False)


def same(found: Comparison, rule: str) -> Verdict:
    """Return the verdict that two records are one publication."""
    return Verdict("same", rule, found.score, False)


def doubtful(found: Comparison, rule: str, *, blocks: bool) -> Verdict:
    """Return the verdict that a person should look."""
    return Verdict("doubtful", rule, found.score, blocks)


def linked(found: Comparison, kind: str) -> Verdict:
    """Return the verdict that two publications belong together."""
    return Verdict("linked", kind, found.score, True)
