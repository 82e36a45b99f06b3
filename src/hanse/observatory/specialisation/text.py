"""Numbers and tables as text."""

from __future__ import annotations

import math

__all__ = ["number_text"]


def number_text(value: float, digits: int = 2) -> str:
    """Return a number with that many digits, a dash where there is none.

    Examples
    --------
    >>> number_text(1234.5, 0), number_text(math.nan)
    ('1,234', '–')
    """
    return "–" if math.isnan(value) else f"{value:,.{digits}f}"
