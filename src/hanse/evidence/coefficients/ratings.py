"""Ratings of units by raters: codes in their order, gaps where somebody did not decide."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.tables.grid import cell_text

__all__ = ["LEVELS", "Rating", "Ratings", "ratings_of"]

LEVELS = ("nominal", "ordinal", "interval", "ratio")
"""What the codes are: names, an order, numbers, numbers with a true zero."""
Rating = str | float | None
"""A code, a number, or None, NaN and the empty text where the rater did not decide."""
_LARGEST = 2_000  # codes; distances between all pairs of them are kept


@dataclass(frozen=True, eq=False)
class Ratings:
    """Ratings as places in a list of codes.

    Attributes
    ----------
    places : ndarray of int64, shape (units, raters)
        Place of the code in ``categories``, -1 where there is none.
    categories : tuple of str
        The codes in their order.
    scores : ndarray of float64, shape (categories,)
        The numbers that the codes stand for; 1, 2, 3, … for names and orders.
    raters : tuple of str
        Who rated.
    is_closed : bool
        Whether the list of codes was given, not gathered from the ratings.
    """

    places: npt.NDArray[np.int64]
    categories: tuple[str, ...]
    scores: npt.NDArray[np.float64]
    raters: tuple[str, ...]
    is_closed: bool

    @cached_property
    def counts(self) -> npt.NDArray[np.float64]:
        """How many raters gave each unit each code, shape (units, categories)."""
        made = np.zeros((len(self.places), len(self.categories)))
        rows, columns = np.nonzero(self.places >= 0)
        np.add.at(made, (rows, self.places[rows, columns]), 1.0)
        return made

    def why_none(self) -> str:
        """Return why no agreement can be measured at all, empty where it can."""
        rated = (self.places >= 0).sum(axis=1)
        if not len(self.places):
            return "there is no unit"
        if not rated.any():
            return "no unit is rated"
        if len(self.raters) < 2:
            return "there is one rater only"
        if rated.max() < 2:
            return "no unit is rated by two raters"
        return ""

    def only_code(self) -> str:
        """Return the code that was used throughout, empty where there are several."""
        used = np.flatnonzero(self.counts.sum(axis=0))
        return self.categories[used[0]] if len(used) == 1 else ""


def ratings_of(
    table: Sequence[Sequence[Rating]],
    *,
    raters: Sequence[str] | None = None,
    level: str = "nominal",
    categories: Sequence[str | float] | None = None,
) -> Ratings:
    """Return the ratings of a table.

    Parameters
    ----------
    table : sequence of sequences, shape (units, raters)
        None, NaN and the empty text stand for no rating.
    raters : sequence of str, optional
        Names, each once.
    level : {"nominal", "ordinal", "interval", "ratio"}
        What the codes are. Words of an order need ``categories``; numbers are put in order.
    categories : sequence, optional
        All codes that could be given, in their order, also those that nobody used.

    Raises
    ------
    InputError
        If rows differ in length, a name of a rater stands twice, a code is not among the
        categories or no number where the level needs one, or the order of words is not known.

    Examples
    --------
    >>> found = ratings_of([["yes", "no"], ["yes", None]])
    >>> found.categories, found.places.tolist()
    (('no', 'yes'), [[1, 0], [1, -1]])
    """
    if level not in LEVELS:
        raise unknown_name("level", level, LEVELS)
    width = _width(table, len(raters or ()))
    names = _rater_names(raters, width)
    texts = [[_code(cell, level) for cell in row] for row in table]
    used = {text for row in texts for text in row if text}
    ordered = _ordered(used, level) if categories is None else _given(categories, level)
    place_of = {text: place for place, text in enumerate(ordered)} | {"": -1}
    for number, row in enumerate(texts, start=1):
        for name, text in zip(names, row, strict=True):
            if text not in place_of:
                raise unknown_name("code", text, ordered, where=f"unit {number}, {name}")
    places = np.array([[place_of[text] for text in row] for row in texts], dtype=np.int64)
    return Ratings(
        places.reshape(len(table), width),
        ordered,
        _scores(ordered, level),
        names,
        categories is not None,
    )


def _width(table: Sequence[Sequence[Rating]], empty: int) -> int:
    """Return the number of columns of an even table, ``empty`` for one without units."""
    width = len(table[0]) if table else empty
    for number, row in enumerate(table, start=1):
        if len(row) != width:
            raise InputError(
                f"unit {number} has {len(row)} ratings where the first has {width}",
                mend="Give one rating for each rater, None where there is none.",
            )
    return width


def _scores(ordered: Sequence[str], level: str) -> npt.NDArray[np.float64]:
    """Return the numbers that codes stand for."""
    if len(ordered) > _LARGEST:
        raise InputError(
            f"there are {len(ordered):,} different codes",
            mend=f"At most {_LARGEST:,} are compared; round the numbers.",
        )
    if level in ("nominal", "ordinal"):
        return np.arange(1.0, len(ordered) + 1)
    scores = np.array([float(text) for text in ordered])
    if level == "ratio" and scores.size and scores.min() < 0:
        raise InputError(
            f"{scores.min():g} is below 0",
            mend="A ratio scale has no negative numbers; choose interval.",
        )
    return scores


def _rater_names(raters: Sequence[str] | None, width: int) -> tuple[str, ...]:
    """Return the names of the raters, numbered where none are given."""
    names = tuple(raters or (f"rater {number}" for number in range(1, width + 1)))
    if len(names) != width:
        raise InputError(
            f"{len(names)} names of raters for {width} columns", mend="Name each rater once."
        )
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"rater '{name}' stands twice", mend="Name each rater once.")
    return names


def _code(cell: Rating, level: str) -> str:
    """Return a rating as the text of its code, empty where there is none."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    text = cell_text(cell)
    if not text or level in ("nominal", "ordinal"):
        return text
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise InputError(
            f"'{text}' is no number",
            mend=f"The level {level} needs numbers; for words see ordinal.",
        )
    return cell_text(number)


def _ordered(used: set[str], level: str) -> tuple[str, ...]:
    """Return the codes that were used in their order."""
    if level == "nominal":
        return tuple(sorted(used))
    try:
        return tuple(sorted(used, key=float))
    except ValueError:
        raise InputError(
            f"the order of the codes {', '.join(sorted(used)[:5])} is not known",
            mend="Give categories, from low to high.",
        ) from None


def _given(categories: Sequence[str | float], level: str) -> tuple[str, ...]:
    """Return the codes as the caller listed them."""
    listed = tuple(_code(one, level) for one in categories)
    for text in listed:
        if not text or listed.count(text) > 1:
            what = f"category '{text}' stands twice" if text else "a category is empty"
            raise InputError(what, mend="List each code once.")
    return listed
