"""Anchors: how they are spelled, where they come from in the data, and how they are printed."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from hanse.errors import InputError
from hanse.qca.calibration.method import Values

__all__ = ["Anchor", "anchor_text", "check_anchor", "numbers_text", "resolve", "words"]

Anchor: TypeAlias = float | str

_SPELLINGS = (
    'Give a number, "min", "median", "max", or a percentile such as "p25" (of 0 to 100, '
    "by linear interpolation)."
)


def check_anchor(label: str, anchor: object) -> None:
    """Refuse an anchor that is neither a finite number nor one of the words.

    Raises
    ------
    InputError
        With the label, what was found and the spellings there are.

    Examples
    --------
    >>> check_anchor("crossover", "p50")
    """
    if isinstance(anchor, str) and (anchor in ("min", "median", "max") or _share(anchor) >= 0):
        return
    is_number = isinstance(anchor, (int, float, np.integer, np.floating))
    if is_number and not isinstance(anchor, bool) and math.isfinite(float(anchor)):  # type: ignore[arg-type]
        return
    raise InputError(f"the anchor {label} is {anchor!r}", mend=_SPELLINGS)


def _share(word: str) -> float:
    """Return the share that a percentile asks for ("p25" is 0.25), -1 if the word is none."""
    found = re.fullmatch(r"p(\d+(?:\.\d+)?)", word)
    percent = float(found[1]) if found else -1.0
    return percent / 100 if 0 <= percent <= 100 else -1.0


def resolve(anchor: Anchor, values: Values) -> float:
    """Return the anchor as a number; percentiles interpolate linearly (type 7).

    Examples
    --------
    >>> resolve("p25", np.array([1.0, 2.0, 3.0, 10.0]))
    1.75
    """
    if not isinstance(anchor, str):
        return float(anchor)
    shares = {"min": 0.0, "median": 0.5, "max": 1.0}
    share = shares[anchor] if anchor in shares else _share(anchor)
    return float(np.quantile(values, share))


def words(anchors: Sequence[Anchor], earlier: Sequence[str]) -> tuple[str, ...]:
    """Return the word that each anchor was asked for by, "" where it was a number.

    ``earlier`` holds the words of an earlier fit, which a second fit must not forget.
    """
    kept = tuple(earlier) or ("",) * len(anchors)
    found = (a if isinstance(a, str) else old for a, old in zip(anchors, kept, strict=True))
    made = tuple(found)
    return made if any(made) else ()


def anchor_text(anchors: Sequence[Anchor], asked: Sequence[str]) -> tuple[str, ...]:
    """Return anchors for a sentence: numbers, with the word that asked for them in brackets.

    Examples
    --------
    >>> anchor_text((2.5, 4.0, 6.0), ("min", "", "p75"))
    ('2.50 (minimum)', '4.00', '6.00 (percentile 75)')
    >>> anchor_text(("min", 4, "max"), ())
    ('minimum', '4', 'maximum')
    """
    numbers = iter(numbers_text([one for one in anchors if not isinstance(one, str)]))
    texts = [_spoken(one) if isinstance(one, str) else next(numbers) for one in anchors]
    notes = tuple(asked) or ("",) * len(texts)
    return tuple(
        f"{text} ({_spoken(note)})" if note else text
        for text, note in zip(texts, notes, strict=True)
    )


def _spoken(word: str) -> str:
    """Return the word as a sentence says it."""
    spoken = {"min": "minimum", "median": "median", "max": "maximum"}
    return spoken.get(word, f"percentile {word[1:]}")


def numbers_text(numbers: Sequence[float], *, least: int = 0) -> tuple[str, ...]:
    """Return numbers as a table prints them together: whole, or all with the same decimals.

    Two decimals; more where the numbers are below 0.1 (three significant digits) or where two
    different numbers would look the same; at least ``least``. NaN is blank.

    Examples
    --------
    >>> numbers_text([62.25, 142, 298.5]), numbers_text([2.0, 4.0])
    (('62.25', '142.00', '298.50'), ('2', '4'))
    >>> numbers_text([0.0012, 0.034]), numbers_text([1.001, 1.002])
    (('0.0012', '0.0340'), ('1.001', '1.002'))
    """
    plain = [float(one) for one in numbers]
    finite = [abs(one) for one in plain if math.isfinite(one)]
    largest = max(finite, default=0.0)
    if all(one.is_integer() for one in finite):
        decimals = least
    else:
        decimals = 2 if largest >= 0.1 else 2 - math.floor(math.log10(largest))
        decimals = max(decimals, least)
    texts = [f"{one:.{decimals}f}" for one in plain]
    while len(set(texts)) < len(set(plain)) and decimals < 15:
        decimals += 1
        texts = [f"{one:.{decimals}f}" for one in plain]
    return tuple("" if math.isnan(one) else t for one, t in zip(plain, texts, strict=True))
