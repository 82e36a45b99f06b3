"""Quantities: a number with its unit as readers write it, and refusal of what is no number."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hanse.errors import InputError
from hanse.plot.numbers import UNDEFINED, show_number, show_raw
from hanse.plot.scales import RawScale, raw_scale

__all__ = [
    "PER_CENT",
    "is_share",
    "is_worded",
    "least_span",
    "nearby_scale",
    "no_more_than",
    "numbers",
    "one_number",
    "show_in",
]

_SHARE = re.compile(r"share\b(?:\s*\([^)]*\))?\s*(.*)")
_BARE = re.compile(r"|1|0 or 1|index|number|count|ratio|of the .*|money\b.*")
PER_CENT = {"%", "percent", "per cent"}
_WORDED = ("thousand", "million", "billion", "trillion")
LEAST_PER_CENT = 5.0  # points of a share, and of the value elsewhere
_LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def is_share(unit: str) -> bool:
    """Whether numbers of this unit are parts of one, shown in per cent.

    Examples
    --------
    >>> is_share("share"), is_share("share a year"), is_share("firms")
    (True, True, False)
    """
    return _SHARE.fullmatch(unit) is not None


def is_worded(unit: str) -> bool:
    """Whether the unit itself begins with the word of a large number.

    Examples
    --------
    >>> is_worded("million SEK"), is_worded("SEK")
    (True, False)
    """
    return unit.startswith(_WORDED)


def show_in(value: float, unit: str, *, is_axis: bool = False) -> str:
    """Return a number in its unit; a share in per cent.

    Rounded once, from the number as given: shares to one decimal below 10 % and to none from there
    on, other numbers below 1000 to three significant digits, larger ones to whole numbers or, from
    a million on, to three digits with a word. What rounds to no per cent is told from zero.

    Parameters
    ----------
    value : float
        In the unit; a share as a part of one. NaN is shown as ``–``.
    unit : str
        Such as ``"firms"``; ``"share"`` and what begins with it is shown in per cent. Units that
        are no word for a reader stay out: ``""``, ``"index"``, ``"ratio"``, ``"number"``,
        ``"count"``, ``"0 or 1"``, ``"of the …"`` and ``"money …"`` (give the currency instead).
    is_axis : bool
        Whether the unit is left out but for ``%``, as along an axis; there four digits stay, so
        that the numbers of an axis differ.

    Examples
    --------
    >>> show_in(0.457, "share"), show_in(0.0312, "share a year"), show_in(0.0002, "share")
    ('46 %', '3.1 % a year', '<0.1 %')
    >>> show_in(12.0, "markets"), show_in(1.25e7, "SEK"), show_in(1.0, "countries")
    ('12 markets', '12.5 million SEK', '1 country')
    >>> show_in(0.7839, "index"), show_in(870.7, "km"), show_in(1760.2, "km")
    ('0.784', '871 km', '1,760 km')
    """
    if not math.isfinite(value):
        return UNDEFINED
    found = _SHARE.fullmatch(unit)
    if found is not None or unit in PER_CENT:
        rest = found.group(1) if found else ""
        shown = _per_cent(value * 100 if found else value, is_axis=is_axis)
        return f"{shown} %{f' {rest}' if rest and not is_axis else ''}"
    shown = "" if is_worded(unit) else _worded(value)
    is_bare = _BARE.fullmatch(unit) is not None
    if is_axis:
        return shown or show_raw(value)
    shown = shown or _short(value, is_grouped=not is_bare)
    return shown if is_bare else f"{shown} {_of_one(unit) if value == 1 else unit}"


def _of_one(unit: str) -> str:
    """Return a plural noun as its singular; other units stay."""
    if not unit.isalpha() or not unit.islower():
        return unit
    return f"{unit[:-3]}y" if unit.endswith("ies") else unit.removesuffix("s")


def _per_cent(value: float, *, is_axis: bool) -> str:
    """Return a number of per cent: one decimal below ten, and a little is not nothing."""
    if is_axis:
        return show_raw(round(value, 10))
    if 0 < abs(value) < 0.05:
        return "<0.1" if value > 0 else "about 0"
    is_whole = value == 0 or float(f"{abs(value):.1f}") >= 10
    return show_number(value, digits=0 if is_whole else 1)


def _short(value: float, *, is_grouped: bool) -> str:
    """Return a number with three significant digits, or whole from a thousand on."""
    if abs(value) < 999.5:
        return f"{value:.3g}".replace("-", "−")
    return f"{value:,.0f}".replace("-", "−") if is_grouped else show_raw(round(value))


def _worded(value: float) -> str:
    """Return a number from a million on in three digits and a word; nothing for smaller ones."""
    for size, word in _LARGE:
        if abs(value) >= size * 1000 and word == "trillion":
            return f"{value:.2g}".replace("-", "−")
        if abs(value) >= size:
            return f"{value / size:.3g} {word}".replace("-", "−")
    return ""


def one_number(value: float, what: str, *, where: str, mend: str = "Give a number.") -> float:
    """Return a number, refused where it is NaN or infinite.

    Examples
    --------
    >>> one_number(2, "size", where="bubble 'A'")
    2.0
    """
    found = float(value)
    if not math.isfinite(found):
        raise InputError(f"{what} is {found:g}", where=where, mend=mend)
    return found


def numbers(values: ArrayLike, what: str, *, where: str) -> NDArray[np.float64]:
    """Return numbers as an array; NaN is missing and stays, infinity is refused.

    Examples
    --------
    >>> numbers([1, float("nan")], "peers", where="strip 'A'")
    array([ 1., nan])
    """
    found = np.asarray(values, dtype=np.float64)
    if found.ndim != 1:
        raise InputError(f"{what} is no list of numbers", where=where)
    if np.isinf(found).any():
        raise InputError(
            f"{what} holds an infinite number", where=where, mend="Give NaN where there is none."
        )
    return found


def no_more_than(most: int, items: Sequence[object], what: str, *, where: str, mend: str) -> None:
    """Refuse nothing at all and more than there is room for.

    Examples
    --------
    >>> no_more_than(2, ["A"], "rows", where="strips", mend="Draw two pictures.")
    """
    if not items:
        raise InputError(f"there are no {what}", where=where, mend="Give at least one.")
    if len(items) > most:
        raise InputError(f"{len(items):,} {what}, and {most} have room", where=where, mend=mend)


def least_span(values: NDArray[np.float64], unit: str) -> float:
    """Return the least that an axis may span: 5 points of per cent, or 5 % of the largest value.

    Examples
    --------
    >>> least_span(np.array([0.512, 0.513]), "share"), least_span(np.array([300.0, -400]), "firms")
    (0.05, 20.0)
    """
    if is_share(unit):
        return LEAST_PER_CENT / 100
    if unit in PER_CENT:
        return LEAST_PER_CENT
    kept = np.abs(values[np.isfinite(values)])
    return float(kept.max()) * LEAST_PER_CENT / 100 if kept.size else 0.0


def nearby_scale(
    values: NDArray[np.float64], *, width: int, unit: str, least: float = 0.0
) -> RawScale:
    """Return the scale for values of a unit: no share outside 0 to 1, no amount below 0.

    Where a value lies outside itself, such as a fall by half, the scale follows it. A linear scale
    spans ``least`` or more, with the values in its middle where that stays inside those bounds.

    Examples
    --------
    >>> scale = nearby_scale(np.array([0.5, 0.5]), width=100, unit="share")
    >>> scale.low, scale.high
    (0.0, 1.0)
    >>> scale = nearby_scale(np.array([0.01, 0.012]), width=100, unit="share", least=0.05)
    >>> scale.low, scale.high
    (0.0, 0.05)
    """
    kept = values[np.isfinite(values)]
    scale = raw_scale(kept, [], width=width)
    if not kept.size:
        return scale
    low, high = scale.low, scale.high
    if high - low < least and not scale.is_bent:
        low, high = _widened((low + high) / 2, least, kept, is_part=is_share(unit))
    if kept.min() >= 0:
        low = max(low, 0.0)
    if is_share(unit) and kept.max() <= 1:
        high = min(high, 1.0)
    if not low < high:
        return scale
    return RawScale(low, high, width, scale.bend)


def _widened(
    middle: float, least: float, kept: NDArray[np.float64], *, is_part: bool
) -> tuple[float, float]:
    """Return ends so far apart around a middle, moved where nothing can lie outside 0 or 1."""
    low = middle - least / 2
    if kept.min() >= 0:
        low = max(low, 0.0)
    if is_part and kept.max() <= 1:
        low = min(low, 1.0 - least)
    return low, low + least
