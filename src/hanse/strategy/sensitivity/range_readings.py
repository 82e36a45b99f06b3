"""Ratings that are ranges: the advice under each reading of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from math import prod

from hanse.errors import LimitReached
from hanse.messages import message
from hanse.result import Record
from hanse.strategy.catalogue import Catalogue, Mixture, Rating
from hanse.strategy.rule import Chooser
from hanse.strategy.sensitivity.form import either

__all__ = ["RangeReading", "range_readings"]

MOST_READINGS = 4096


@dataclass(frozen=True)
class RangeReading(Record, kind="strategy-range-reading"):
    """One way to read the ratings that are ranges.

    Attributes
    ----------
    levels : tuple of (option, criterion, level)
        How each range is read.
    advised, is_fallback
        What the rule then returns.
    is_catalogue : bool
        Whether these are the levels that the catalogue itself takes.
    is_same : bool
        Whether the advice is that of the catalogue's levels.
    sentence : str
        The reading and the advice in words.
    """

    levels: tuple[tuple[str, str, str], ...]
    advised: tuple[Mixture, ...]
    is_fallback: bool
    is_catalogue: bool
    is_same: bool
    sentence: str


def range_readings(catalogue: Catalogue, strategy: str) -> tuple[RangeReading, ...]:
    """Evaluate a strategy under every reading of its ratings that are ranges.

    Ranges on sides of a criterion, which are not screened, are left out.

    Parameters
    ----------
    catalogue : Catalogue
        Options and ratings.
    strategy : str
        Whose rated options are looked at.

    Returns
    -------
    tuple of RangeReading
        The lower levels first; empty where no rating is a range.

    Raises
    ------
    InputError
        If there is no such strategy.
    LimitReached
        If there are more than 4,096 readings.

    Examples
    --------
    >>> from hanse.strategy.catalogue_reader import read_catalogue
    >>> for one in range_readings(read_catalogue(), "differentiation"):
    ...     print(one.levels, one.is_same)
    (('captive-higher', 'core', '+/–'),) True
    (('captive-higher', 'core', '+'),) True
    """
    chooser = Chooser.of(catalogue, strategy)
    before = chooser.choose()
    ranges = _ranges(catalogue, chooser)
    n = prod(len(levels) for _, levels in ranges)
    if n > MOST_READINGS:
        raise LimitReached(
            f"too many ratings of strategy '{strategy}' are ranges for all readings",
            size=f"{n:,} readings, at most {MOST_READINGS:,}",
            knob="Decide some of the ranges in the catalogue.",
        )
    found = []
    for chosen in product(*(levels for _, levels in ranges)) if ranges else ():
        pairs = [(old, level) for (old, _), level in zip(ranges, chosen, strict=True)]
        changed = catalogue.with_ratings([replace(old, level=level) for old, level in pairs])
        now = Chooser.of(changed, strategy).choose()
        found.append(
            RangeReading(
                levels=tuple((old.option, old.criterion, level) for old, level in pairs),
                advised=now.mixtures,
                is_fallback=now.is_fallback,
                is_catalogue=all(old.level == level for old, level in pairs),
                is_same=now == before,
                sentence=_sentence(catalogue, pairs, now.mixtures, is_same=now == before),
            )
        )
    return tuple(found)


def _ranges(catalogue: Catalogue, chooser: Chooser) -> list[tuple[Rating, tuple[str, ...]]]:
    """Return the ratings that are ranges with the levels that each allows."""
    found = []
    for part in chooser.parts:
        for criterion in chooser.criteria:
            rating = catalogue.rating(part, criterion.id)
            if rating.lower and rating.upper and rating.lower != rating.upper:
                ends = criterion.place(rating.lower), criterion.place(rating.upper)
                found.append((rating, criterion.levels[ends[0] : ends[1] + 1]))
    return found


def _sentence(
    catalogue: Catalogue,
    pairs: list[tuple[Rating, str]],
    advised: tuple[Mixture, ...],
    *,
    is_same: bool,
) -> str:
    """Return a reading and its advice in words."""
    read = " and ".join(
        message(
            "{option} as {level} on '{criterion}'",
            option=catalogue.option(old.option).name,
            level=level,
            criterion=catalogue.criterion(old.criterion).label,
        )
        for old, level in pairs
    )
    if is_same:
        return message("Reading {read} gives the same advice.", read=read)
    listed = either([catalogue.mixture_name(one) for one in advised]) or "nothing"
    return message("Reading {read} gives {listed}.", read=read, listed=listed)
