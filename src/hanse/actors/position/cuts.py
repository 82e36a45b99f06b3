"""What falls apart if an actor leaves: found for all actors in one walk through the network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.actors.position.graph import checked

__all__ = ["Cuts", "cuts"]

Mask = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Cuts:
    """What each actor holds together.

    Attributes
    ----------
    pieces : ndarray of int64, shape (n,)
        Parts into which its part of the network falls without it: 0 where it stood alone, 1 where
        the rest hangs together, more for a cut point.
    firms : ndarray of int64, shape (n,)
        Other firms that reached somebody abroad and then reach nobody.
    pairs : ndarray of int64, shape (n,)
        Connected pairs of another firm and another actor abroad that are then cut.
    """

    pieces: Whole
    firms: Whole
    pairs: Whole


def cuts(matrix: Any, firms: Mask, abroad: Mask) -> Cuts:
    """Return what each actor holds together.

    Parameters
    ----------
    matrix : array or sparse matrix, shape (n, n)
        The network; strengths do not count.
    firms, abroad : ndarray of bool, shape (n,)
        Who needs a way, and to whom; no actor is both.

    Notes
    -----
    Source: Hopcroft & Tarjan (1973), Communications of the ACM 16: below an actor v in the tree of
    a depth-first walk, the branch of a child falls off without v where no tie leads from it above
    v. Firms and actors abroad are counted along each branch.

    Examples
    --------
    A firm, a broker and an actor abroad in a row:

    >>> row = [[0, 1, 0], [1, 0, 1], [0, 1, 0]]
    >>> found = cuts(row, np.array([True, False, False]), np.array([False, False, True]))
    >>> found.firms.tolist(), found.pieces.tolist()
    ([0, 1, 1], [1, 2, 1])
    """
    network = checked(matrix)
    order, parent, falls = _walk(network.indptr.tolist(), network.indices.tolist())
    f, t = firms.astype(np.int64), abroad.astype(np.int64)
    n = len(parent)
    below = np.stack([f, t, np.ones(n, dtype=np.int64)], axis=1).tolist()
    gone = np.zeros((n, 3), dtype=np.int64).tolist()
    kept, stuck, pieces = [0] * n, [0] * n, [0] * n
    for at in reversed(order):
        up = parent[at]
        if up < 0:
            continue
        own = below[at]
        for k in range(3):
            below[up][k] += own[k]
        if falls[at]:
            for k in range(3):
                gone[up][k] += own[k]
            pieces[up] += 1
            kept[up] += own[0] * own[1]
            stuck[up] += own[0] if own[1] == 0 else 0
    root: list[int] = [0] * n
    for at in order:
        root[at] = at if parent[at] < 0 else root[parent[at]]
    whole = np.array(below, dtype=np.int64).reshape(-1, 3)[np.array(root, dtype=np.int64)]
    own = np.stack([f, t, np.ones(n, dtype=np.int64)], axis=1)
    rest = whole - own - np.array(gone, dtype=np.int64).reshape(-1, 3)
    left = np.array(kept, dtype=np.int64) + rest[:, 0] * rest[:, 1]
    lost = np.array(stuck, dtype=np.int64) + np.where(rest[:, 1] == 0, rest[:, 0], 0)
    return Cuts(
        np.array(pieces, dtype=np.int64) + (rest[:, 2] > 0),
        np.where(whole[:, 1] > 0, lost, 0),
        (whole[:, 0] - f) * (whole[:, 1] - t) - left,
    )


def _walk(indptr: list[int], indices: list[int]) -> tuple[list[int], list[int], list[bool]]:
    """Return the order of a depth-first walk, each parent (-1 for a root), and what falls off."""
    n = len(indptr) - 1
    when, low, parent = [-1] * n, [0] * n, [-1] * n
    cursor = indptr[:-1]
    order: list[int] = []
    for root in range(n):
        if when[root] >= 0:
            continue
        stack = [root]
        when[root] = low[root] = len(order)
        order.append(root)
        while stack:
            at = stack[-1]
            if cursor[at] == indptr[at + 1]:
                stack.pop()
                if stack:
                    low[stack[-1]] = min(low[stack[-1]], low[at])
                continue
            other = indices[cursor[at]]
            cursor[at] += 1
            if when[other] < 0:
                parent[other] = at
                when[other] = low[other] = len(order)
                order.append(other)
                stack.append(other)
            elif other != parent[at]:
                low[at] = min(low[at], when[other])
    falls = [parent[at] >= 0 and low[at] >= when[parent[at]] for at in range(n)]
    return order, parent, falls
