"""Links of pairs that share something: counts, strengths, and the strongest ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.result import Record

if TYPE_CHECKING:
    import pandas as pd
    from scipy import sparse

__all__ = ["MEASURES", "Link", "PairLinks", "links_frame", "pair_links", "strengths"]

MEASURES = ("salton", "association", "equivalence", "jaccard", "count")
"""Ways to relate what two share, c, to what each has, a and b; n is how many could be shared."""
_CHUNK = 250
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Link(Record, kind="evidence-link"):
    """Two that share something.

    Attributes
    ----------
    one, other : str
        Who.
    shared : int
        How many they share.
    strength : float
        That by the measure asked for.
    """

    one: str
    other: str
    shared: int
    strength: float


@dataclass(frozen=True)
class PairLinks:
    """Pairs by place, the strongest first.

    Attributes
    ----------
    one, other, shared : ndarray of int
        Places of the two, the smaller first, and what they share.
    strength : ndarray of float
        By the measure.
    n_pairs : int
        All pairs that share enough, also those that were left out.
    """

    one: npt.NDArray[np.int64]
    other: npt.NDArray[np.int64]
    shared: npt.NDArray[np.int64]
    strength: Floats
    n_pairs: int


def strengths(shared: Floats, one: Floats, other: Floats, *, n: int, measure: str) -> Floats:
    """Return the strength of links.

    ``salton`` is *c / √(ab)*, the cosine; ``association`` *n·c / (ab)*, what they share over what
    independence would give; ``equivalence`` *c² / (ab)*; ``jaccard`` *c / (a + b − c)*; ``count``
    *c* itself.

    Parameters
    ----------
    shared, one, other : array of float
        What two share, and what each has.
    n : int
        How many there are to share.
    measure : str
        One of `MEASURES`.

    Raises
    ------
    InputError
        If there is no such measure.

    Examples
    --------
    >>> two, four = np.array([2.0]), np.array([4.0])
    >>> [float(strengths(two, two, four, n=8, measure=m)[0].round(3)) for m in MEASURES]
    [0.707, 2.0, 0.5, 0.5, 2.0]
    """
    if measure == "salton":
        return np.asarray(shared / np.sqrt(one * other))
    if measure == "association":
        return np.asarray(n * shared / (one * other))
    if measure == "equivalence":
        return np.asarray(shared**2 / (one * other))
    if measure == "jaccard":
        return np.asarray(shared / (one + other - shared))
    if measure == "count":
        return np.asarray(shared, dtype=np.float64)
    raise unknown_name("measure", measure, MEASURES, where="links")


def pair_links(
    holds: sparse.csr_array[Any], *, measure: str, least: int = 1, most: int | None = 10_000
) -> PairLinks:
    """Return the pairs of rows that share columns.

    Parameters
    ----------
    holds : sparse array of 0 and 1, shape (rows, columns)
        What each row has.
    measure : str
        One of `MEASURES`.
    least : int, from 1
        How many columns a pair must share.
    most : int, from 1, or None
        The strongest pairs that are kept; equal ones by their places.

    Raises
    ------
    InputError
        If the measure is not known, or ``least`` or ``most`` is below 1.

    Examples
    --------
    >>> from scipy import sparse
    >>> found = pair_links(sparse.csr_array([[1, 1, 0], [1, 1, 1], [0, 0, 1]]), measure="count")
    >>> list(zip(found.one.tolist(), found.other.tolist(), found.shared.tolist()))
    [(0, 1, 2), (1, 2, 1)]
    """
    for name, value in (("least", least), ("most", 1 if most is None else most)):
        if value < 1:
            raise InputError(f"{name} is {value}", where="links", mend="Give a number from 1.")
    held: Any = holds.astype(np.int32)
    size = np.asarray(held.sum(axis=1), dtype=np.float64).ravel()
    kept: list[list[npt.NDArray[Any]]] = [[np.zeros(0, np.int64)] * 3 + [np.zeros(0)]]
    n_pairs = n_kept = 0
    floor = -np.inf
    for start in range(0, held.shape[0], _CHUNK):
        block = (held[start : start + _CHUNK] @ held[start:].T.tocsr()).tocoo()
        is_in = (block.col > block.row) & (block.data >= least)
        row, column, shared = block.row[is_in], block.col[is_in], block.data[is_in]
        n_pairs += len(row)
        strong = strengths(
            shared.astype(np.float64),
            size[start:][row],
            size[start:][column],
            n=held.shape[1],
            measure=measure,
        )
        if floor > -np.inf:
            is_in = strong >= floor
            row, column, shared, strong = row[is_in], column[is_in], shared[is_in], strong[is_in]
        whole = [one.astype(np.int64) for one in (row, column, shared)]
        kept.append([whole[0] + start, whole[1] + start, whole[2], strong])
        n_kept += len(row)
        if most is not None and n_kept > 20 * most:
            kept = [_strongest(kept, most)]
            n_kept = len(kept[0][0])
            floor = kept[0][3][-1] - 1e-9
    one, other, shared, strong = _strongest(kept, most)
    return PairLinks(one, other, shared, strong, n_pairs)


def _strongest(kept: list[list[npt.NDArray[Any]]], most: int | None) -> list[npt.NDArray[Any]]:
    """Return the strongest pairs in order."""
    one, other, shared, strong = (np.concatenate(parts) for parts in zip(*kept, strict=True))
    order = np.lexsort((other, one, -np.round(strong, 12)))[:most]
    return [one[order], other[order], shared[order], strong[order]]


def links_frame(links: Iterable[Link]) -> pd.DataFrame:
    """Return one row for each link: one, other, shared, strength."""
    import pandas as pd

    columns = ["one", "other", "shared", "strength"]
    return pd.DataFrame([[getattr(x, c) for c in columns] for x in links], columns=columns)
