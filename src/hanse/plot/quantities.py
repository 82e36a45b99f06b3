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

__all__ = ["is_share", "nearby_scale", "no_more_than", "numbers", "one_number", "show_in"]

_SHARE = re.compile(r"share\b(?:\s*\([^)]*\))?\s*(.*)")
_BARE = re.compile(r"|1|0 or 1|index|number|count|ratio|of the .*|money\b.*")
_PER_CENT = {"%", "percent", "per cent"}
_WORDED = ("thousand", "million", "billion", "trillion")
_LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def is_share(unit: str) -> bool:
    """Whether numbers of this unit are parts of one, shown in per cent.

    Examples
    --------
    >>> is_share("share"), is_share("share a year"), is_share("firms")
    (True, True, False)
    """
    return _SHARE.fullmatch(unit) is not None


def show_in(value: float, unit: str, *, is_axis: bool = False) -> str:
    """Return a number in its unit; a share in per cent.

    Parameters
    ----------
    value : float
        In the unit; a share as a part of one. NaN is shown as ``–``.
    unit : str
        Such as ``"firms"``; ``"share"`` and what begins with it is shown in per cent. Units that
        are no word for a reader stay out: ``""``, ``"index"``, ``"ratio"``, ``"number"``,
        ``"count"``, ``"0 or 1"``, ``"of the …"`` and ``"money …"`` (give the currency instead).
    is_axis : bool
        Whether the unit is left out but for ``%``, as along an axis.

    Examples
    --------
    >>> show_in(0.457, "share"), show_in(0.0312, "share a year"), show_in(0.0002, "share")
    ('46 %', '3.1 % a year', '<0.1 %')
    >>> show_in(12.0, "markets"), show_in(1.25e7, "SEK"), show_in(1.0, "countries")
    ('12 markets', '12.5 million SEK', '1 country')
    """
    if not math.isfinite(value):
        return UNDEFINED
    found = _SHARE.fullmatch(unit)
    if found is not None or unit in _PER_CENT:
        rest = found.group(1) if found else ""
        shown = _per_cent(value * 100 if found else value, is_axis=is_axis)
        return f"{shown} %{f' {rest}' if rest and not is_axis else ''}"
    shown = show_raw(value) if unit.startswith(_WORDED) else _short(value)
    return (
        shown
        if is_axis or _BARE.fullmatch(unit)
        else f"{shown} {_of_one(unit) if value == 1 else unit}"
    )


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
        return "<0.1" if value > 0 else ">−0.1"
    return show_number(round(value, 1), digits=0 if abs(value) >= 9.95 or value == 0 else 1)


def _short(value: float) -> str:
    """Return a number with at most about four digits, large ones with a word."""
    for size, word in _LARGE:
        if abs(value) >= size * 1000 and word == "trillion":
            return f"{value:.2g}".replace("-", "−")
        if abs(value) >= size:
            return f"{value / size:.3g} {word}".replace("-", "−")
    return show_raw(value)


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


def nearby_scale(values: NDArray[np.float64], *, width: int, unit: str) -> RawScale:
    """Return the scale for values of a unit: no share outside 0 to 1, no amount below 0.

    Where a value lies outside itself, such as a fall by half, the scale follows it.

    Examples
    --------
    >>> scale = nearby_scale(np.array([0.5, 0.5]), width=100, unit="share")
    >>> scale.low, scale.high
    (0.0, 1.0)
    """
    kept = values[np.isfinite(values)]
    scale = raw_scale(kept, [], width=width)
    if not kept.size:
        return scale
    low, high = scale.low, scale.high
    if kept.min() >= 0:
        low = max(low, 0.0)
    if is_share(unit) and kept.max() <= 1:
        high = min(high, 1.0)
    if not low < high:
        return scale
    return RawScale(low, high, width, scale.bend)
