"""Gould and Fernandez's brokerage: whom an actor brings together, inside and across sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.actors.position.graph import checked
from hanse.actors.position.triangles import oriented
from hanse.errors import InputError

__all__ = ["BROKER_ROLES", "Brokerage", "brokerage", "brokered_sides"]

BROKER_ROLES = ("coordinator", "itinerant", "gatekeeper", "liaison")
"""All of one side; both others of one other side; one of the own side; three sides."""

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Brokerage:
    """How many pairs each actor brokers, by role.

    Attributes
    ----------
    counts : ndarray of int64, shape (n, 4)
        Pairs by role, in the order of `BROKER_ROLES`.
    expected : ndarray of float64, shape (n, 4)
        The mean if the sides were dealt out at random: the pairs that the actor brokers times the
        chance of each role. NaN where there are fewer than three actors.
    """

    counts: Whole
    expected: npt.NDArray[np.float64]

    @property
    def pairs(self) -> Whole:
        """All pairs that each actor brokers, shape (n,)."""
        return np.asarray(self.counts.sum(axis=1), dtype=np.int64)


def brokerage(matrix: Any, sides: Any) -> Brokerage:
    """Return how many pairs each actor brokers, by role.

    Actor b brokers a pair a, c if both are tied to b and not to each other. With a side for each
    actor, b is a *coordinator* where all three share a side, *itinerant* (a consultant) where a and
    c share one that is not b's, a *gatekeeper* where one of them shares b's (without direction that
    is the representative, too), and a *liaison* where all three differ. Each pair counts once.

    Parameters
    ----------
    matrix : array or sparse matrix, shape (n, n)
        The network; strengths do not count.
    sides : array of int, shape (n,)
        The side of each actor, from 0.

    Returns
    -------
    Brokerage
        0 for an actor with fewer than two ties.

    Raises
    ------
    InputError
        If there is not one side for each actor.

    Notes
    -----
    Source: Gould & Fernandez (1989), Sociological Methodology 19, pp. 91-101. Pairs are counted by
    side and the tied ones, which are triangles, taken off; so a hub costs no more than its ties.

    Examples
    --------
    Actor 0, of side 0, ties one of its own side and two of side 1:

    >>> star = [[0, 1, 1, 1], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]]
    >>> dict(zip(BROKER_ROLES, brokerage(star, [0, 0, 1, 1]).counts[0].tolist()))
    {'coordinator': 0, 'itinerant': 1, 'gatekeeper': 2, 'liaison': 0}
    """
    network = checked(matrix)
    side = np.asarray(sides, dtype=np.int64)
    n = network.shape[0]
    if side.shape != (n,) or (n and side.min() < 0):
        raise InputError(
            f"there are {side.size:,} sides for {n:,} actors",
            where="brokerage",
            mend="Give each actor one side, a whole number from 0.",
        )
    counts = _all_pairs(network, side) - _tied_pairs(network, side)
    chance = _chances(side)
    return Brokerage(counts, counts.sum(axis=1)[:, None] * chance[None, :])


def brokered_sides(matrix: Any, sides: Any, broker: int) -> list[tuple[int, int, int]]:
    """Return between which sides one actor brokers: (side, side, pairs), most pairs first.

    Examples
    --------
    >>> star = [[0, 1, 1, 1], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]]
    >>> brokered_sides(star, [0, 0, 1, 1], 0)
    [(0, 1, 2), (1, 1, 1)]
    """
    network = checked(matrix)
    side = np.asarray(sides, dtype=np.int64)
    near = network.indices[network.indptr[broker] : network.indptr[broker + 1]]
    kinds, own = np.unique(side[near], return_inverse=True)
    held = np.bincount(own, minlength=len(kinds))
    pairs = np.outer(held, held)
    among = network[near][:, near].tocoo()
    np.subtract.at(pairs, (own[among.row], own[among.col]), 1)
    np.fill_diagonal(pairs, (pairs.diagonal() - held) // 2)
    found = [
        (int(kinds[i]), int(kinds[j]), int(pairs[i, j]))
        for i in range(len(kinds))
        for j in range(i, len(kinds))
        if pairs[i, j]
    ]
    return sorted(found, key=lambda one: (-one[2], one[0], one[1]))


def _all_pairs(network: Any, side: Whole) -> Whole:
    """Return the pairs of neighbours by role, tied or not, shape (n, 4)."""
    n = len(side)
    ego = np.repeat(np.arange(n), np.diff(network.indptr))
    groups = int(side.max()) + 1 if n else 1
    key, held = np.unique(ego * groups + side[network.indices], return_counts=True)
    who, which = key // groups, key % groups
    twos = held * (held - 1) // 2
    is_own = which == side[who]
    found = np.zeros((n, 4), dtype=np.int64)
    own = np.zeros(n, dtype=np.int64)
    own[who[is_own]] = held[is_own]
    np.add.at(found[:, 0], who[is_own], twos[is_own])
    np.add.at(found[:, 1], who[~is_own], twos[~is_own])
    rest = np.diff(network.indptr) - own
    found[:, 2] = own * rest
    found[:, 3] = rest * (rest - 1) // 2 - found[:, 1]
    return found


def _tied_pairs(network: Any, side: Whole) -> Whole:
    """Return the pairs of neighbours that are tied to each other by role, shape (n, 4)."""
    ties = oriented(network)
    found = np.zeros(ties.n * 4, dtype=np.int64)
    for uv, uw, _ in ties.triangles():
        u, v, w = ties.tail[uv], ties.head[uv], ties.head[uw]
        for b, a, c in ((u, v, w), (v, u, w), (w, u, v)):
            found += np.bincount(b * 4 + _role(side[b], side[a], side[c]), minlength=ties.n * 4)
    return found.reshape(ties.n, 4)


def _role(b: Whole, a: Whole, c: Whole) -> Whole:
    """Return the place in `BROKER_ROLES` of a broker and its pair by their sides."""
    owns = (a == b).astype(np.int64) + (c == b)
    return np.where(owns == 2, 0, np.where(owns == 1, 2, np.where(a == c, 1, 3)))


def _chances(side: Whole) -> npt.NDArray[np.float64]:
    """Return the chance of each role for three actors drawn at random, shape (4,)."""
    n = len(side)
    if n < 3:
        return np.full(4, np.nan)
    size = np.bincount(side).astype(np.float64)
    triples = float(n) * (n - 1) * (n - 2)
    same = float((size * (size - 1) * (size - 2)).sum()) / triples
    itinerant = float((size * (size - 1) * (n - size)).sum()) / triples
    return np.array([same, itinerant, 2 * itinerant, 1 - same - 3 * itinerant])
