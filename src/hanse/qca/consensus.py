"""Iterated consensus over two-valued conditions, each cube one machine word.

A cube is a word with two bits for each condition: the values that it allows. Two cubes that
exclude each other in exactly one condition have a *consensus*, the largest cube that reaches into
both along it; a set of cubes that is closed under consensus and absorption is the set of all prime
implicants of its union (Quine 1955; Brown 2003, *Boolean Reasoning*, ch. 3). `hanse.qca.merging`
does the same for any number of values, one column for each; tests hold the two against each
other.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hanse.qca.cubes import FREE, Cubes

__all__ = ["MOST_BINARY", "close_under_consensus", "from_words", "to_words"]

MOST_BINARY = 32
Words = NDArray[np.uint64]
ONE, THREE = np.uint64(1), np.uint64(3)
LOW = np.uint64(0x5555_5555_5555_5555)


def to_words(cubes: Cubes) -> Words:
    """Return cubes of at most 32 two-valued conditions as words.

    Examples
    --------
    >>> to_words(np.array([[0, 1], [FREE, 1]], np.int8)).tolist()
    [9, 11]
    """
    shifts = 2 * np.arange(cubes.shape[1], dtype=np.uint64)
    allowed = np.where(cubes == FREE, 3, 1 << np.maximum(cubes, 0)).astype(np.uint64)
    words: Words = (allowed << shifts).sum(axis=1, dtype=np.uint64)
    return words


def from_words(words: Words, k: int) -> Cubes:
    """Return words as cubes of k conditions."""
    shifts = 2 * np.arange(k, dtype=np.uint64)
    allowed = (words[:, None] >> shifts[None, :]) & THREE
    return np.where(allowed == THREE, FREE, (allowed >> ONE).astype(np.int64)).astype(np.int8)


def close_under_consensus(closed: Words, more: Words, k: int, *, most: int) -> Words | None:
    """Return all prime implicants of the union of a closed set and further cubes.

    Parameters
    ----------
    closed : array of shape (n,)
        Cubes that are closed already.
    more : array of shape (m,)
        Cubes to be added.
    k : int
        Number of conditions.
    most : int
        Bound on the number of cubes held.

    Returns
    -------
    array or None
        None where the bound is passed.
    """
    low = LOW & np.uint64((1 << 2 * k) - 1)
    waiting = [more]
    while waiting:
        batch = waiting.pop()
        for i in range(len(batch)):
            new = batch[i]
            if ((closed & new) == new).any():
                continue
            closed = closed[(closed & new) != closed]
            bridges = _consensus(new, closed, low)
            closed = np.append(closed, new)
            if len(closed) > most:
                return None
            if len(bridges):
                known = ((closed[None, :] & bridges[:, None]) == bridges[:, None]).any(axis=1)
                waiting.append(np.unique(bridges[~known]))
    return closed


def _consensus(new: np.uint64, closed: Words, low: np.uint64) -> Words:
    """Return the consensus of one cube with each other that has one."""
    shared = closed & new
    empty = low & ~(shared | (shared >> ONE))
    near = (empty != 0) & ((empty & (empty - ONE)) == 0)
    bridged: Words = shared[near] | (empty[near] * THREE)
    return bridged
