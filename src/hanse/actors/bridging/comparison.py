r"""Pairs that took part beside pairs that did not: the difference of what changed in both.

.. math:: \Delta = \frac{A_1 - B_1}{N_1} - \frac{A_0 - B_0}{N_0}

with N pairs across a gap, B of them tied before and A after, 1 for the pairs of whom both took part
and 0 for all others. Pairs share actors, so not pairs but actors are permuted: of each kind (firm,
other side, both) as many as took part are drawn again and again (the idea of the quadratic
assignment procedure, Krackhardt 1988, *Social Networks* 10(4), 359-381).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.actors.bridging.across import Across
from hanse.actors.ties import Ties

__all__ = ["PairChange", "Permuted", "changes", "permuted"]

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]

CHUNK = 8_000_000
"""Numbers drawn at a time."""


@dataclass(frozen=True, eq=False)
class PairChange:
    """Pairs across a gap before and after.

    Attributes
    ----------
    pairs, before, after, kept : int
        How many there are, were tied before, are tied after, and both.
    """

    pairs: int
    before: int
    after: int
    kept: int

    @property
    def new(self) -> int:
        """Pairs tied after but not before."""
        return self.after - self.kept

    @property
    def change(self) -> float:
        """Share tied after minus share tied before, NaN without pairs."""
        return (self.after - self.before) / self.pairs if self.pairs else math.nan


@dataclass(frozen=True)
class Permuted:
    """What chance alone gives for the difference.

    Attributes
    ----------
    low, high : float
        The middle part, such as 95 %, of the permuted differences.
    p : float
        Twice the smaller share of permuted differences at least as large, or as small, as the one
        seen, which counts among them; at most 1.
    """

    low: float
    high: float
    p: float


def changes(
    before: Ties, after: Ties, sides: Across, took_part: Mask
) -> tuple[PairChange, PairChange, Whole]:
    """Return the pairs that took part, the others, and the pairs that changed.

    The last has shape (c, 3): two actors and +1 for a tie that is new, -1 for one that is gone.
    """
    n = before.n
    one, two = (_keys(found, sides, n) for found in (before, after))
    inside = sides.among(took_part).pairs
    found = []
    for both in (True, False):
        first, second = (keys[_both(keys, n, took_part) == both] for keys in (one, two))
        kept = len(np.intersect1d(first, second, assume_unique=True))
        pairs = inside if both else sides.pairs - inside
        found.append(PairChange(pairs, len(first), len(second), kept))
    gone, new = np.setdiff1d(one, two), np.setdiff1d(two, one)
    moved = np.concatenate([gone, new])
    sign = np.concatenate([np.full(len(gone), -1), np.ones(len(new), dtype=np.int64)])
    return found[0], found[1], np.stack([moved // n, moved % n, sign], axis=1)


def permuted(
    moved: Whole,
    sides: Across,
    took_part: Mask,
    groups: tuple[PairChange, PairChange],
    *,
    permutations: int,
    confidence: float,
    rng: np.random.Generator,
) -> Permuted:
    """Return how far the difference goes by chance who took part.

    Parameters
    ----------
    moved : ndarray of int64, shape (c, 3)
        As `changes` gives it; only these pairs make a difference.
    sides : Across
        Of the actors that are there.
    took_part : ndarray of bool, shape (n,)
        Who did.
    groups : pair of PairChange
        Those that took part, and the others.
    permutations : int
        How many.
    confidence : float
        Of the interval.
    rng : numpy.random.Generator
        The only source of chance.
    """
    inside, outside = groups
    if not inside.pairs or not outside.pairs:
        return Permuted(math.nan, math.nan, math.nan)
    n, gone = len(took_part), int((moved[:, 2] < 0).sum())
    moved = moved[np.argsort(moved[:, 2], kind="stable")]
    gained = np.empty(permutations, dtype=np.int64)
    size = max(1, CHUNK // max(n, len(moved), 1))
    for start in range(0, permutations, size):
        count = min(size, permutations - start)
        drawn = _drawn(sides, took_part, count, rng)
        hit = drawn[moved[:, 0]] & drawn[moved[:, 1]]
        gained[start : start + count] = hit[gone:].sum(axis=0) - hit[:gone].sum(axis=0)
    every = len(moved) - 2 * gone
    chance = gained / inside.pairs - (every - gained) / outside.pairs
    seen_gain = inside.after - inside.before
    tail = min(int((gained >= seen_gain).sum()), int((gained <= seen_gain).sum()))
    low, high = np.quantile(chance, [0.5 - confidence / 2, 0.5 + confidence / 2])
    return Permuted(float(low), float(high), min(1.0, 2 * (1 + tail) / (1 + permutations)))


def _drawn(sides: Across, took_part: Mask, count: int, rng: np.random.Generator) -> Mask:
    """Return who takes part in each of many draws, shape (n, count); of every kind as many as did.

    All draws at once by Floyd's way (Bentley and Floyd 1987, *Communications of the ACM* 30(9),
    754-757): one step for each place, not for each actor. Of more than half those left out are
    drawn.
    """
    drawn = np.zeros((len(took_part), count), dtype=bool)
    kinds = (
        sides.firms & ~sides.others,
        sides.others & ~sides.firms,
        sides.firms & sides.others,
    )
    every = np.arange(count)
    for kind in kinds:
        places = np.flatnonzero(kind)
        chosen = int((kind & took_part).sum())
        is_rest = 2 * chosen > len(places)
        fewer = len(places) - chosen if is_rest else chosen
        mine = np.zeros((len(places), count), dtype=bool)
        for last in range(len(places) - fewer, len(places)):
            one = rng.integers(0, last + 1, size=count)
            mine[np.where(mine[one, every], last, one), every] = True
        drawn[places] = mine ^ is_rest
    return drawn


def _keys(found: Ties, sides: Across, n: int) -> Whole:
    """Return the ties across the gap as numbers a n + b, ascending."""
    pairs = found.pairs()
    pairs = pairs[sides.crosses(pairs[:, 0], pairs[:, 1])]
    return np.asarray(pairs[:, 0] * n + pairs[:, 1])


def _both(keys: Whole, n: int, took_part: Mask) -> Mask:
    """Return of which pairs both took part."""
    return np.asarray(took_part[keys // n] & took_part[keys % n])
