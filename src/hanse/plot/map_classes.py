"""Ordered classes of numbers with round bounds, and the colours that show them on a map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hanse.errors import InputError
from hanse.plot.numbers import show_raw
from hanse.plot.quantities import show_in

__all__ = ["Classes", "classes_of", "ramp"]

#: light to dark, each step darker in grey too
STOPS = ((205, 226, 236), (143, 190, 214), (72, 140, 186), (25, 88, 142), (8, 36, 72))
MOST_DIGITS = 6
WORDED = 1e6  # from here on a number is written with a word


@dataclass(frozen=True)
class Classes:
    """Ordered classes: below the first break, between two, and from the last one.

    Parameters
    ----------
    breaks : tuple of float
        Strictly increasing; a value equal to a break lies in the class above it.
    fills : tuple of str
        Colour of each class, one more than breaks.
    """

    breaks: tuple[float, ...]
    fills: tuple[str, ...]

    def of(self, value: float) -> int:
        """Return the class of a value, from 0.

        Examples
        --------
        >>> Classes((10.0,), ("#ffffff", "#000000")).of(10)
        1
        """
        return int(np.searchsorted(self.breaks, value, side="right"))

    def fill(self, value: float) -> str:
        """Return the colour of a value."""
        return self.fills[self.of(value)]

    def words(self) -> list[str]:
        """Return the bounds of each class in words.

        Examples
        --------
        >>> Classes((10.0, 20.0), ("#eee", "#888", "#000")).words()
        ['under 10', '10 to under 20', '20 or more']
        """
        shown = [show_raw(one) if abs(one) < WORDED else show_in(one, "") for one in self.breaks]
        if len(set(shown)) < len(shown):
            shown = [show_raw(one) for one in self.breaks]
        if not shown:
            return ["all values"]
        between = [f"{low} to under {high}" for low, high in pairwise(shown)]
        return [f"under {shown[0]}", *between, f"{shown[-1]} or more"]


def classes_of(
    values: ArrayLike,
    *,
    most: int = 6,
    breaks: Sequence[float] | None = None,
    dark_is_low: bool = False,
) -> Classes:
    """Return classes that hold about equally many values, with round bounds.

    The bounds are quantiles, rounded to the fewest significant digits (at least two) that keep
    them apart; or those that are given.

    Parameters
    ----------
    values : array of float
        Those that are not finite are left out.
    most : int
        Largest number of classes.
    breaks : sequence of float, optional
        Bounds between the classes instead of quantiles.
    dark_is_low : bool
        Whether low values get the dark colours.

    Returns
    -------
    Classes
        One class where there are fewer than two different values.

    Raises
    ------
    InputError
        If the breaks given are not finite and strictly increasing, or more than eight.

    Examples
    --------
    >>> classes_of([100, 211, 322, 433, 544, 655], most=3).breaks
    (280.0, 470.0)
    """
    given = np.asarray(values, dtype=np.float64).ravel()
    known = np.sort(given[np.isfinite(given)])
    inner = _checked(breaks) if breaks is not None else _quantiles(known, most)
    fills = ramp(len(inner) + 1)
    return Classes(inner, tuple(reversed(fills)) if dark_is_low else fills)


def ramp(n: int) -> tuple[str, ...]:
    """Return n colours from light to dark blue; a medium one for a single class.

    Examples
    --------
    >>> ramp(2)
    ('#cde2ec', '#082448')
    """
    places = [0.6] if n == 1 else [at / (n - 1) for at in range(n)]
    fills = []
    for place in places:
        at = min(int(place * (len(STOPS) - 1)), len(STOPS) - 2)
        share = place * (len(STOPS) - 1) - at
        mixed = (
            round(low + share * (high - low))
            for low, high in zip(STOPS[at], STOPS[at + 1], strict=True)
        )
        fills.append("#" + "".join(f"{one:02x}" for one in mixed))
    return tuple(fills)


def _checked(breaks: Sequence[float]) -> tuple[float, ...]:
    """Return the bounds that were given, refused where they are none."""
    given = tuple(float(one) for one in breaks)
    is_rising = all(low < high for low, high in pairwise(given))
    if not is_rising or not all(math.isfinite(one) for one in given) or len(given) > 8:
        raise InputError(
            f"the breaks are {', '.join(f'{one:g}' for one in given)}",
            where="classes of a map",
            mend="Give at most eight numbers, each larger than the one before.",
        )
    return given


def _quantiles(known: NDArray[np.float64], most: int) -> tuple[float, ...]:
    """Return rounded quantiles between which values lie."""
    different = np.unique(known)
    n_classes = min(most, len(different))
    if n_classes < 2:
        return ()
    wanted = np.quantile(known, np.arange(1, n_classes) / n_classes)
    found: list[float] = []
    for digits in range(2, MOST_DIGITS + 1):
        rounded = {float(f"{one:.{digits - 1}e}") for one in wanted.tolist()}
        found = sorted(one for one in rounded if different[0] < one <= different[-1])
        edges = np.searchsorted(known, found)
        parts = np.diff(np.concatenate([[0], edges, [len(known)]]))
        found = [one for one, size in zip(found, parts[:-1].tolist(), strict=True) if size]
        if len(found) == n_classes - 1:
            break
    return tuple(found)
