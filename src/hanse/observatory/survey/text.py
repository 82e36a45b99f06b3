"""Numbers and small tables as text, and texts that are no numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from hanse.tables.numbers import read_number

__all__ = ["decimals", "first_word", "plain"]


def decimals(value: float, digits: int = 2) -> str:
    """Return a number with fixed decimals, a dash where it is undefined.

    Examples
    --------
    >>> decimals(0.976), decimals(float("nan"))
    ('0.98', '–')
    """
    return "–" if math.isnan(value) else f"{value:.{digits}f}"


def plain(value: float) -> str:
    """Return a number as people write it.

    Examples
    --------
    >>> plain(10.0), plain(0.8)
    ('10', '0.8')
    """
    return f"{value:.10g}"


def first_word(values: Sequence[Any]) -> tuple[int, str] | None:
    """Return row and text of the first value that writes no number.

    Examples
    --------
    >>> first_word([None, "7", "Visby"])
    (2, 'Visby')
    """
    words = (
        (row, str(value))
        for row, value in enumerate(values)
        if value is not None and all(read_number(str(value), decimal=sign) is None for sign in ".,")
    )
    return next(words, None)
