"""Lists of thresholds: read, put in order, held against the data."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from hanse.errors import InputError
from hanse.qca.calibration.anchors import (
    Anchor,
    anchor_text,
    check_anchor,
    numbers_text,
    resolve,
)
from hanse.qca.calibration.method import Values

__all__ = ["check_within", "labelled", "resolve_thresholds", "threshold_tuple"]


def threshold_tuple(given: object) -> tuple[Anchor, ...]:
    """Return the thresholds as a tuple, a single one as a tuple of one.

    Raises
    ------
    InputError
        If there is none, or one is no number and no word for one.
    """
    is_list = isinstance(given, (Sequence, np.ndarray)) and not isinstance(given, str)
    listed: list[Anchor] = list(given) if is_list else [given]  # type: ignore[call-overload, list-item]
    if not listed:
        raise InputError("there are no thresholds", mend="Give one or more, in ascending order.")
    for label, one in labelled(tuple(listed)):
        check_anchor(label, one)
    return tuple(listed)


def labelled(thresholds: tuple[Anchor, ...]) -> tuple[tuple[str, Anchor], ...]:
    """Return the thresholds with their names."""
    return tuple((f"threshold {i}", one) for i, one in enumerate(thresholds, start=1))


def resolve_thresholds(
    given: tuple[Anchor, ...], asked: tuple[str, ...], values: Values, *, where: str
) -> tuple[float, ...]:
    """Return thresholds as numbers.

    Raises
    ------
    InputError
        If they do not ascend.
    """
    numbers = tuple(resolve(one, values) for one in given)
    if any(left >= right for left, right in pairwise(numbers)):
        raise InputError(
            f"the thresholds are {', '.join(anchor_text(numbers, asked))}",
            where=where,
            mend="They must ascend, and no two may be equal.",
        )
    return numbers


def check_within(thresholds: tuple[float, ...], values: Values, *, where: str) -> None:
    """Refuse a threshold below the smallest or above the largest value."""
    low, high = float(values.min()), float(values.max())
    for one in thresholds:
        if not low <= one <= high:
            at, first, last = numbers_text((one, low, high))
            raise InputError(
                f"the threshold {at} lies outside the values, which run from {first} to {last}",
                where=where,
                mend="Every case would be on one side of it: give a threshold within them.",
            )
