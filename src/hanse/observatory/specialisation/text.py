"""Numbers and tables as text."""

from __future__ import annotations

import math
from collections.abc import Sequence

__all__ = ["columns_text", "number_text"]


def number_text(value: float, digits: int = 2) -> str:
    """Return a number with that many digits, a dash where there is none.

    Examples
    --------
    >>> number_text(1234.5, 0), number_text(math.nan)
    ('1,234', '–')
    """
    return "–" if math.isnan(value) else f"{value:,.{digits}f}"


def columns_text(header: Sequence[str], lines: Sequence[Sequence[str]], *, left: int = 1) -> str:
    """Return a table as lines, the first columns to the left and the others to the right."""
    rows = [header, *lines]
    widths = [max(len(row[at]) for row in rows) for at in range(len(header))]
    shown = [
        "  ".join(
            cell.ljust(width) if at < left else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    return "\n".join(line.rstrip() for line in shown)
