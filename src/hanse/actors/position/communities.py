"""Communities: groups of actors with more ties among themselves than chance would give them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.actors.position.graph import checked
from hanse.actors.position.modularity import modularity
from hanse.errors import InputError

__all__ = ["Communities", "communities"]

_LEAST_GAIN = 1e-12
"""Share of all ties that a move must gain: rounding alone must not move an actor back and forth."""
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Communities:
    """A division of the actors.

    Attributes
    ----------
    label : ndarray of int64, shape (n,)
        The community of each actor: 0 is the largest, equal ones by their first actor.
    modularity : float
        How much denser they are inside than by chance; NaN without ties.
    """

    label: Whole
    modularity: float

    def __len__(self) -> int:
        return int(self.label.max()) + 1 if self.label.size else 0


def communities(matrix: Any, *, tries: int = 5, seed: int = 0) -> Communities:
    """Return the division with the largest modularity that was found.

    Actors move, one after the other, to the community of a neighbour that raises modularity most,
    until nobody moves; communities that hang together by no tie are parted, what is left is merged
    into single actors, and all begins again (Louvain). Then it starts anew from what was found,
    until nothing is gained. Every community hangs together.

    Parameters
    ----------
    matrix : array or sparse matrix, shape (n, n)
        The network with its strengths; give ones for one that has none.
    tries : int, from 1
        Orders of the actors that are tried: the given one, then random ones. The best counts, the
        first of equals.
    seed : int
        Of the random orders.

    Returns
    -------
    Communities
        An actor without ties is a community of its own. The largest modularity of all divisions is
        not promised: nobody can for a large network.

    Raises
    ------
    InputError
        If ``tries`` is below 1.

    Notes
    -----
    Source: Blondel et al. (2008), Journal of Statistical Mechanics, P10008; parting communities as
    Traag, Waltman & van Eck (2019), Scientific Reports 9, 5233, ask.

    Examples
    --------
    Two pairs:

    >>> communities([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]]).label.tolist()
    [0, 0, 1, 1]
    """
    if tries < 1:
        raise InputError(
            f"tries is {tries}", where="communities", mend="Give a whole number from 1."
        )
    network = checked(matrix)
    n = network.shape[0]
    if not network.nnz:
        return Communities(np.arange(n), float("nan"))
    rng = np.random.default_rng(seed)
    orders = [np.arange(n)] + [rng.permutation(n) for _ in range(tries - 1)]
    best, found = -1.0, np.arange(n)
    for order in orders:
        label, value = _climbed(network, order)
        if value > best + _LEAST_GAIN:
            best, found = value, label
    return Communities(_by_size(found), best)


def _climbed(network: Any, order: Whole) -> tuple[Whole, float]:
    """Return a division that neither moving nor merging improves, and its modularity."""
    label = np.arange(network.shape[0])
    value = -1.0
    while True:
        tried = _merged(network, label, order)
        now = modularity(network, tried)
        if now <= value + _LEAST_GAIN:
            return label, value
        label, value = tried, now


def _merged(network: Any, label: Whole, order: Whole) -> Whole:
    """Return the division after one climb: moves of actors, then of what they have become."""
    from scipy import sparse

    small, of = network, np.arange(network.shape[0])
    while True:
        label = _connected(small, _moved(small, label, order))
        count = int(label.max()) + 1
        of = label[of]
        if count == small.shape[0]:
            return of
        there = sparse.csr_array((np.ones(len(label)), (np.arange(len(label)), label)))
        small = sparse.csr_array(there.T @ small @ there)
        label = order = np.arange(count)


def _connected(network: Any, label: Whole) -> Whole:
    """Return the communities, each parted where no tie holds it together."""
    from scipy import sparse
    from scipy.sparse.csgraph import connected_components

    ego = np.repeat(np.arange(len(label)), np.diff(network.indptr))
    inside = label[ego] == label[network.indices]
    kept = sparse.csr_array(
        (np.ones(int(inside.sum())), (ego[inside], network.indices[inside])), shape=network.shape
    )
    return np.asarray(connected_components(kept, directed=False)[1], dtype=np.int64)


def _moved(network: Any, start: Whole, order: Whole) -> Whole:
    """Return the communities after moves of single actors, until none gains."""
    n = network.shape[0]
    total = np.asarray(network.sum(axis=1)).ravel()
    both = float(total.sum())
    near, how = _lists(network)
    degrees, label = total.tolist(), start.tolist()
    held = np.bincount(start, total, n).tolist()
    size = np.bincount(start, minlength=n).tolist()
    empty = [at for at in range(n) if not size[at]]
    queue, waits = deque(order.tolist()), [True] * n
    while queue:
        one = queue.popleft()
        waits[one] = False
        own, degree = label[one], degrees[one]
        links: dict[int, float] = {own: 0.0}
        for other, weight in zip(near[one], how[one], strict=True):
            links[label[other]] = links.get(label[other], 0.0) + weight
        held[own] -= degree
        best, most = own, links[own] - held[own] * degree / both + _LEAST_GAIN * both
        for group, weight in links.items():
            gain = weight - held[group] * degree / both
            if gain > most:
                best, most = group, gain
        if most < 0 and size[own] > 1:
            best = empty.pop()
        held[best] += degree
        if best == own:
            continue
        label[one] = best
        size[own] -= 1
        size[best] += 1
        if not size[own]:
            empty.append(own)
        for other in near[one]:
            if label[other] != best and not waits[other]:
                waits[other] = True
                queue.append(other)
    return np.array(label, dtype=np.int64)


def _lists(network: Any) -> tuple[list[list[int]], list[list[float]]]:
    """Return the neighbours of each actor and the strengths, without itself."""
    ego = np.repeat(np.arange(network.shape[0]), np.diff(network.indptr))
    other = network.indices != ego
    ends = np.cumsum(np.bincount(ego[other], minlength=network.shape[0]))[:-1]
    near = np.split(network.indices[other], ends)
    how = np.split(network.data[other], ends)
    return [one.tolist() for one in near], [one.tolist() for one in how]


def _by_size(label: Whole) -> Whole:
    """Return the communities numbered from the largest, equal ones by their first actor."""
    _, first, own, size = np.unique(
        label, return_index=True, return_inverse=True, return_counts=True
    )
    rank = np.empty(len(size), dtype=np.int64)
    rank[np.lexsort((first, -size))] = np.arange(len(size))
    return rank[own]
