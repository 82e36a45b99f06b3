"""The last rating of each side, and the first one before it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.actors.tables import ATMOSPHERE, ActorLog, Atmosphere
from hanse.actors.ties import Ties
from hanse.errors import InputError

__all__ = ["LastRatings", "last_ratings"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class LastRatings:
    """What each rater says last of each other side to which it has a living tie.

    Attributes
    ----------
    rater, other : ndarray of int64, shape (k,)
        Sorted; each two stand once in each direction.
    values : ndarray of float64, shape (k, 6)
        On the last day; NaN where not rated on it.
    before : ndarray of float64, shape (k, 6)
        On the first day; NaN where that is the last day too.
    back : ndarray of int64, shape (k,)
        Where the other side's rating of the rater stands, -1 where it gave none.
    lapsed, old, repeated : int
        Last ratings of pairs without a living tie; last ratings that are too old; days on which a
        rater rates the same other side more than once.
    """

    rater: Whole
    other: Whole
    values: Floats
    before: Floats
    back: Whole
    lapsed: int
    old: int
    repeated: int

    def __len__(self) -> int:
        return len(self.rater)


def last_ratings(log: ActorLog, ties: Ties, *, within: int | None) -> LastRatings:
    """Return the last ratings up to the day of the ties.

    Ratings by one rater of one other side on one day count as one, with the mean of what they say:
    several people of an organisation may have answered.

    Raises
    ------
    InputError
        If an actor rates itself.
    """
    told = log.atmosphere if log.atmosphere is not None else _nothing()
    _check_two(told, log)
    n, day = max(len(log.actors), 1), ties.day
    keys, days, values, repeated = _by_day(told, n, day)
    ends = np.flatnonzero(np.diff(keys, append=-1))
    starts = np.append(0, ends[:-1] + 1)[: len(ends)]
    before = np.where((starts < ends)[:, None], values[starts], np.nan)
    pairs = keys[ends]
    is_old = np.zeros(len(ends), dtype=bool)
    if within is not None:
        is_old = days[ends] < day - within
    rater, other = pairs // n, pairs % n
    tied = ties.a[ties.is_tie] * n + ties.b[ties.is_tie]
    lives = np.isin(np.minimum(rater, other) * n + np.maximum(rater, other), tied)
    kept = lives & ~is_old
    rater, other = rater[kept], other[kept]
    place = {pair: at for at, pair in enumerate(pairs[kept].tolist())}
    back = np.array([place.get(pair, -1) for pair in (other * n + rater).tolist()], dtype=np.int64)
    counts = int((~lives & ~is_old).sum()), int(is_old.sum()), repeated
    return LastRatings(rater, other, values[ends][kept], before[kept], back, *counts)


def _nothing() -> Atmosphere:
    """Return a table without ratings."""
    none = np.zeros(0, dtype=np.int64)
    return Atmosphere(none, none, none, np.zeros((0, len(ATMOSPHERE))))


def _check_two(told: Atmosphere, log: ActorLog) -> None:
    """Raise where an actor rates itself."""
    itself = np.flatnonzero(told.rater == told.other)
    if itself.size:
        row = int(itself[0])
        raise InputError(
            f"'{log.actors.ids[int(told.rater[row])]}' rates itself",
            where=f"atmosphere, rating {row + 1}",
            mend="Name two actors.",
        )


def _by_day(told: Atmosphere, n: int, day: int) -> tuple[Whole, Whole, Floats, int]:
    """Return pair, day and mean ratings of each pair and day, sorted, and how many repeat."""
    seen = np.flatnonzero(told.days <= day)
    key = told.rater[seen] * n + told.other[seen]
    order = np.lexsort((told.days[seen], key))
    key, days, values = key[order], told.days[seen][order], told.ratings[seen][order]
    if not len(key):
        return key, days, values, 0
    begin = np.flatnonzero((np.diff(key, prepend=-1) != 0) | (np.diff(days, prepend=-1) != 0))
    given = np.add.reduceat(~np.isnan(values), begin, axis=0, dtype=np.int64)
    total = np.add.reduceat(np.nan_to_num(values), begin, axis=0)
    means = np.full(given.shape, np.nan)
    np.divide(total, given, out=means, where=given > 0)
    rows = np.diff(np.append(begin, len(key)))
    return key[begin], days[begin], means, int((rows > 1).sum())
