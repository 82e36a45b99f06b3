"""How tables of firms are printed: columns, amounts and shares."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

__all__ = ["amount_text", "columns_text", "share_text"]


def amount_text(value: float) -> str:
    """Return an amount with three digits that count, a dash where it is undefined.

    Examples
    --------
    >>> amount_text(2.125), amount_text(12345.6), amount_text(40.0), amount_text(float("nan"))
    ('2.12', '12,346', '40', '–')
    """
    if isnan(value):
        return "–"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def share_text(share: float) -> str:
    """Return a share as a whole per cent, a dash where it is undefined.

    A share that is neither nothing nor all is never shown as 0 or 100 per cent.

    Examples
    --------
    >>> share_text(0.125), share_text(0.001), share_text(0.999), share_text(1.0)
    ('12 %', 'under 1 %', 'over 99 %', '100 %')
    """
    if isnan(share):
        return "–"
    if 0 < share < 0.005:
        return "under 1 %"
    if 0.995 < share < 1:
        return "over 99 %"
    return f"{share * 100:.0f} %"


def columns_text(
    header: Sequence[str], lines: Sequence[Sequence[str]], *, left: Sequence[int]
) -> str:
    """Return columns two blanks apart, right-aligned but for those named (counted from 0).

    Examples
    --------
    >>> print(columns_text(["option", "n"], [["export", "1"], ["none", "12"]], left=[0]))
    option   n
    export   1
    none    12
    """
    grid = [list(header), *(list(line) for line in lines)]
    widths = [max(len(line[j]) for line in grid) for j in range(len(header))]
    shown = []
    for line in grid:
        cells = [
            cell.ljust(width) if j in left else cell.rjust(width)
            for j, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        shown.append("  ".join(cells).rstrip())
    return "\n".join(shown)
