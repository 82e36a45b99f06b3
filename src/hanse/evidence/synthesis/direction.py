"""Directions of several findings taken together."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["SIGNS", "joint_direction"]

SIGNS = {"supports": "+", "opposes": "−", "mixed": "±", "none": "○"}
"""How a direction is printed: supports, opposes, mixed, no effect seen."""


def joint_direction(directions: Iterable[str]) -> str:
    """Return what a study says whose findings have these directions.

    All equal: that direction. Anything else is ``mixed``, also an effect in one cluster and none in
    another: the study itself shows that it depends.

    Examples
    --------
    >>> joint_direction(["supports", "supports"]), joint_direction(["supports", "none"])
    ('supports', 'mixed')
    """
    kinds = set(directions)
    return kinds.pop() if len(kinds) == 1 else "mixed"
