"""How tables of firms are printed: columns, amounts and shares."""

from __future__ import annotations

from math import isnan

__all__ = ["amount_text", "share_text"]


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
