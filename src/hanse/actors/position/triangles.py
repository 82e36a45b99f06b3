"""Triangles of a network, each once, in pieces that fit in memory.

Constraint, effective size and brokerage all ask which neighbours of an actor are tied to each
other. Ties are directed from the actor with fewer ties to the one with more, so that a hub of
2,000 ties has a short list and none of its two million pairs is looked at (Chiba & Nishizeki 1985).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Oriented", "oriented", "triangle_counts"]

_PAIRS_AT_ONCE = 1_000_000
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Oriented:
    """The ties of a network, each once, from the actor with fewer ties to the one with more.

    Attributes
    ----------
    n : int
        Actors.
    tail, head : ndarray of int64, shape (m,)
        Places of the two; equal numbers of ties are ordered by place.
    weight : ndarray of float64, shape (m,)
        Strength.
    start : ndarray of int64, shape (n + 1,)
        Ties by rank of the tail: those of rank r are ``start[r]`` to ``start[r + 1]``.
    keys : ndarray of int64, shape (m,)
        Rank of the tail times n plus rank of the head, sorted.
    """

    n: int
    tail: Whole
    head: Whole
    weight: npt.NDArray[np.float64]
    start: Whole
    keys: Whole

    def triangles(self) -> Iterator[tuple[Whole, Whole, Whole]]:
        """Yield triangles u-v-w as places of their ties: (u to v), (u to w), (v to w)."""
        ends = self.start[self.keys // max(self.n, 1) + 1]
        counts = ends - np.arange(len(self.keys)) - 1
        total = np.concatenate([[0], np.cumsum(counts)])
        first = 0
        while first < len(counts):
            last = int(np.searchsorted(total, total[first] + _PAIRS_AT_ONCE, side="right")) - 1
            last = min(max(last, first + 1), len(counts))
            yield self._closed(first, counts[first:last])
            first = last

    def _closed(self, first: int, counts: Whole) -> tuple[Whole, Whole, Whole]:
        """Return the triangles whose first tie is one of a run of ties."""
        one = np.repeat(np.arange(first, first + len(counts)), counts)
        before = np.cumsum(counts) - counts
        two = one + 1 + np.arange(len(one)) - np.repeat(before, counts)
        asked = (self.keys[one] % self.n) * self.n + self.keys[two] % self.n
        at = np.searchsorted(self.keys, asked)
        at[at == len(self.keys)] = 0
        found = self.keys[at] == asked if len(at) else np.zeros(0, dtype=bool)
        return one[found], two[found], at[found]


def oriented(matrix: Any) -> Oriented:
    """Return the ties of a checked matrix from fewer to more.

    Examples
    --------
    >>> from hanse.actors.position.graph import checked
    >>> ties = oriented(checked([[0, 1, 1], [1, 0, 1], [1, 1, 0]]))
    >>> [len(uv) for uv, uw, vw in ties.triangles()]
    [1]
    """
    n = matrix.shape[0]
    degrees = np.diff(matrix.indptr)
    rank = np.empty(n, dtype=np.int64)
    rank[np.argsort(degrees, kind="stable")] = np.arange(n)
    tail = np.repeat(np.arange(n), degrees)
    head = matrix.indices.astype(np.int64)
    up = rank[tail] < rank[head]
    tail, head, weight = tail[up], head[up], matrix.data[up]
    keys = rank[tail] * n + rank[head]
    order = np.argsort(keys)
    start = np.concatenate([[0], np.cumsum(np.bincount(rank[tail], minlength=n))]).astype(np.int64)
    return Oriented(n, tail[order], head[order], weight[order], start, keys[order])


def triangle_counts(matrix: Any) -> Whole:
    """Return in how many triangles each actor of a checked matrix stands, shape (n,)."""
    ties = oriented(matrix)
    counts = np.zeros(ties.n, dtype=np.int64)
    for uv, _, vw in ties.triangles():
        for corner in (ties.tail[uv], ties.head[uv], ties.head[vw]):
            counts += np.bincount(corner, minlength=ties.n)
    return counts
