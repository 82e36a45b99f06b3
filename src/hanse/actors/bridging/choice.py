"""The best pairs under two limits: not too many for one firm, nor for one of the other side.

Pairs are taken in the order of their scores, each where both limits allow it. All pairs are
scored, but never all at once: a first look at blocks of firms keeps the best score of each firm;
then firms are opened from the best downwards, and of each only the few best pairs that the limits
can let in are kept. It ends once no unopened firm can change the list.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.actors.bridging.parts import PairScores

__all__ = ["Chosen", "best_pairs"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

BLOCK = 1_000_000
"""Scores held at a time in the first look."""

DIGITS = 12
"""Scores that agree to so many digits are the same; the actors' order decides."""


@dataclass(frozen=True)
class Chosen:
    """One pair, by its places among the firms and the others, and its score."""

    row: int
    column: int
    score: float


def best_pairs(
    scores: PairScores, *, most: int, per_actor: int, per_firm: int
) -> tuple[Chosen, ...]:
    """Return the pairs in the order they are taken; those with a score of 0 never are."""
    n_others = len(scores.others)
    if not len(scores.firms) or not n_others or most < 1:
        return ()
    # a pair that is taken stands behind at most so many of its firm: those taken, and those whose
    # other side is full
    full = 2 * most // per_firm if scores.is_one_sided else most // per_actor
    kept = min(per_firm + full, n_others)
    best = _best_of_each(scores)
    order = np.argsort(-best, kind="stable")
    order = order[best[order] > 0]
    size = max(1, BLOCK // (2 * n_others))
    rows, columns, values = np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
    taken: tuple[Chosen, ...] = ()
    for start in range(0, len(order), size):
        opened = np.sort(order[start : start + size])
        row, column, value = _top(scores.block(opened), kept)
        rows = np.concatenate([rows, opened[row]])
        columns, values = np.concatenate([columns, column]), np.concatenate([values, value])
        taken = _greedy(scores, rows, columns, values, (most, per_actor, per_firm))
        rest = order[start + size :]
        if len(taken) == most and len(rest):
            last = taken[-1]
            # of equal scores the first firm goes first, and firms are opened in that order
            if (-last.score, last.row) < (-best[rest[0]], rest[0]):
                break
    return taken


def _best_of_each(scores: PairScores) -> Floats:
    """Return the best score of each firm."""
    n = len(scores.firms)
    size = max(1, BLOCK // len(scores.others))
    best = np.empty(n)
    for start in range(0, n, size):
        rows = np.arange(start, min(start + size, n))
        best[rows] = scores.block(rows).max(axis=1)
    return np.round(best, DIGITS)


def _top(block: Floats, kept: int) -> tuple[Whole, Whole, Floats]:
    """Return row, column and score of the best of each row; of equal ones the first."""
    rounded = np.round(block, DIGITS)
    border = np.partition(rounded, block.shape[1] - kept, axis=1)[:, -kept][:, None]
    above, equal = rounded > border, rounded == border
    room = kept - above.sum(axis=1, keepdims=True)
    chosen = (above | (equal & (np.cumsum(equal, axis=1) <= room))) & (rounded > 0)
    row, column = np.nonzero(chosen)
    return row, column, rounded[row, column]


def _greedy(
    scores: PairScores,
    rows: Whole,
    columns: Whole,
    values: Floats,
    limits: tuple[int, int, int],
) -> tuple[Chosen, ...]:
    """Return the pairs that the limits let in, from the best score downwards."""
    most, per_actor, per_firm = limits
    taken: list[Chosen] = []
    of_firm: dict[int, int] = {}
    # in gap 1 the other is a firm too and counts as one
    of_other = of_firm if scores.is_one_sided else {}
    cap = per_firm if scores.is_one_sided else per_actor
    for at in np.lexsort((columns, rows, -values)).tolist():
        row, column = int(rows[at]), int(columns[at])
        if of_firm.get(row, 0) >= per_firm or of_other.get(column, 0) >= cap:
            continue
        of_firm[row] = of_firm.get(row, 0) + 1
        of_other[column] = of_other.get(column, 0) + 1
        taken.append(Chosen(row, column, float(values[at])))
        if len(taken) == most:
            break
    return tuple(taken)
