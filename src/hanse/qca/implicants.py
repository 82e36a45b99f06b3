"""Prime implicants when the negative rows are listed and everything else may be covered.

For a positive row p, a set S of its literals describes a term that touches no negative row exactly
when S contains, for every negative row, a condition in which the two rows differ. The prime
implicants that cover p are therefore the *minimal hitting sets* of these difference sets, and all
prime implicants are their union over the positive rows: complete by construction, at a cost that
depends on the observed rows and not on 2^k. The hitting sets are built one difference set at a
time (Berge 1989, *Hypergraphs*, ch. 2); a set is minimal exactly when each of its members is the
only one that hits some difference set (its *critical* set, as in Murakami and Uno 2014).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hanse.errors import LimitReached
from hanse.qca.cubes import FREE, Cubes, distinct

__all__ = [
    "MOST_CONDITIONS",
    "MOST_IMPLICANTS",
    "minimal_hitting_sets",
    "prime_implicants_avoiding",
]

MOST_CONDITIONS = 64
MOST_IMPLICANTS = 2_000_000
Bits = NDArray[np.uint64]
ONE = np.uint64(1)


def prime_implicants_avoiding(
    positives: Cubes, negatives: Cubes, *, most: int = MOST_IMPLICANTS
) -> Cubes:
    """Return all prime implicants that cover a positive row and no negative one.

    Parameters
    ----------
    positives, negatives : array of shape (n, k)
        Observed rows; the two share none.
    most : int
        Bound on the number of hitting sets held at once.

    Returns
    -------
    array of shape (n_implicants, k)
        Fewest literals first. Without negative rows the one implicant is free everywhere; without
        positive rows there is none.

    Raises
    ------
    LimitReached
        With more than 64 conditions, or more than ``most`` hitting sets of one row.

    Examples
    --------
    Two models hide in five rows; the longer implicant must not be lost.

    >>> pos = np.ones((1, 5), np.int8)
    >>> neg = np.array([[0,0,1,1,1], [0,1,0,1,1], [0,1,1,0,1], [0,1,1,1,0]], np.int8)
    >>> prime_implicants_avoiding(pos, neg).tolist()
    [[1, -1, -1, -1, -1], [-1, 1, 1, 1, 1]]
    """
    k = positives.shape[1]
    _check_width(k)
    weights = ONE << np.arange(k, dtype=np.uint64)
    found = []
    for row in positives:
        differences = ((negatives != row) * weights).sum(axis=1).astype(np.uint64)
        sets = minimal_hitting_sets(differences, most=most)
        kept = (sets[:, None] & weights[None, :]) != 0
        found.append(np.where(kept, row[None, :], np.int8(FREE)))
    if not found:
        return np.empty((0, k), dtype=np.int8)
    return distinct(np.concatenate(found))


def minimal_hitting_sets(edges: Bits, *, most: int = MOST_IMPLICANTS) -> Bits:
    """Return all minimal sets that share a member with every edge, sets being bits of a word.

    Parameters
    ----------
    edges : array of shape (n_edges,)
        The sets to hit; an empty one cannot be hit.
    most : int
        Bound on the number of sets held at once.

    Returns
    -------
    array of shape (n_sets,)
        The hitting sets; the empty set alone where there is no edge, none where an edge is empty.

    Examples
    --------
    >>> sorted(minimal_hitting_sets(np.array([0b011, 0b110], np.uint64)).tolist())
    [2, 5]
    """
    edges = _minimal_edges(edges)
    if edges.size and edges[0] == 0:
        return np.empty(0, dtype=np.uint64)
    sets = np.zeros(1, dtype=np.uint64)
    for i, edge in enumerate(edges):
        hits = (sets & edge) != 0
        missing = sets[~hits]
        if missing.size == 0:
            continue
        grown = (missing[:, None] | _members(edge)[None, :]).ravel()
        grown = grown[_each_member_is_critical(grown, edges[: i + 1])]
        sets = np.concatenate([sets[hits], grown])
        if sets.size > most:
            raise LimitReached(
                "the prime implicants cannot be listed",
                size=f"more than {most:,} for one row after {i + 1} of {len(edges)} negative rows",
                knob="Use fewer conditions, or a higher frequency cut-off.",
            )
    return sets


def _minimal_edges(edges: Bits) -> Bits:
    """Return the edges that contain no other edge, smallest first."""
    once = np.unique(edges)
    once = once[np.argsort(np.bitwise_count(once), kind="stable")]
    kept: list[np.uint64] = []
    rest = once
    while rest.size:
        first = rest[0]
        kept.append(first)
        rest = rest[(rest & first) != first]
    return np.array(kept, dtype=np.uint64)


def _members(edge: np.uint64) -> Bits:
    """Return the members of a set, each as a word with one bit."""
    bits = ONE << np.arange(64, dtype=np.uint64)
    members: Bits = bits[(bits & edge) != 0]
    return members


def _each_member_is_critical(sets: Bits, edges: Bits) -> NDArray[np.bool_]:
    """Return which sets have, for each member, an edge that only this member hits."""
    critical = np.zeros_like(sets)
    for edge in edges:
        shared = sets & edge
        alone = (shared & (shared - ONE)) == 0
        critical |= np.where(alone, shared, np.uint64(0))
    found: NDArray[np.bool_] = critical == sets
    return found


def _check_width(k: int) -> None:
    """Refuse more conditions than one word has bits."""
    if k > MOST_CONDITIONS:
        raise LimitReached(
            "the prime implicants cannot be found exactly",
            size=f"{k} conditions, at most {MOST_CONDITIONS}",
            knob="Name fewer conditions.",
        )
