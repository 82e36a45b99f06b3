"""How numbers are shown: one way for tables and figures."""

from __future__ import annotations

import math

__all__ = ["UNDEFINED", "show_number", "show_raw"]

UNDEFINED = "–"
GROUPED_FROM = 10_000  # four digits stay together, so that years do


def show_number(value: float | int | None, *, digits: int = 3) -> str:
    """Return a number with a fixed number of decimals; whole numbers have none.

    Parameters
    ----------
    value : float or int or None
        None, NaN and infinity are undefined and shown as ``–``.
    digits : int
        Decimals of a float, from 0.

    Examples
    --------
    >>> show_number(0.87654), show_number(12345), show_number(2024), show_number(None)
    ('0.877', '12,345', '2024', '–')
    >>> show_number(-0.0001), show_number(-1.5, digits=1)
    ('0.000', '−1.5')
    """
    if value is None or not math.isfinite(value):
        return UNDEFINED
    mark = "," if abs(value) >= GROUPED_FROM else ""
    shown = f"{value:{mark}d}" if isinstance(value, int) else f"{value:{mark}.{digits}f}"
    if not shown.strip("-0.,"):
        return shown.lstrip("-")
    return shown.replace("-", "−")


def show_raw(value: float) -> str:
    """Return a number in raw units with about four significant digits.

    Examples
    --------
    >>> show_raw(15.5600001), show_raw(48231.7), show_raw(0.00012), show_raw(-3.0)
    ('15.56', '48,232', '0.00012', '−3')
    """
    if not math.isfinite(value):
        return UNDEFINED
    if abs(value) >= 1000:
        return show_number(round(value), digits=0)
    return f"{value:.4g}".replace("-", "−")
