"""Which sums can be shown so that no sum over a few raters follows from them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["may_show"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

MOST = 20_000  # unions of small parts that are looked at


def may_show(sums: Floats, raters: Whole, least: int) -> Mask:
    r"""Return which sums can be shown together, those in front preferred.

    A sum is a row of weights over ratings. Whoever knows some of them knows everything in their
    span. So a row is shown if no nonzero combination of it with those shown before it

    .. math:: v = \sum_i c_i \, w_i

    is over the ratings of fewer than ``least`` raters.

    Parameters
    ----------
    sums : ndarray of float64, shape (s, m)
        Weight of each rating in each sum; a mean with its number is such a sum.
    raters : ndarray of int64, shape (m,)
        Who gave each rating.
    least : int, from 1

    Returns
    -------
    ndarray of bool, shape (s,)
        An empty sum is not shown.

    Notes
    -----
    Which are shown follows from who rated what, not from how. A combination has the same weight on
    all ratings that stand in the same sums. With the ratings parted like this, a combination within
    some parts exists exactly if the rank falls when these parts are left out.

    Examples
    --------
    Two groups of two and of one rater, and their total, with at least two raters: the total less
    the first group would tell the rating of the last rater.

    >>> may_show(np.array([[1, 1, 1], [1, 1, 0], [0, 0, 1.0]]), np.arange(3), 2).tolist()
    [True, False, False]
    """
    shown = np.zeros(len(sums), dtype=bool)
    if not sums.size:
        return shown
    columns, part = np.unique(sums, axis=1, return_inverse=True)
    part = part.ravel()
    used = np.flatnonzero(np.any(columns != 0, axis=0))
    people = [frozenset(raters[part == at].tolist()) for at in used.tolist()]
    unions = _small_unions(people, least)
    weights = columns[:, used]
    outside = np.ones((len(unions or ()), len(used)))
    for at, union in enumerate(unions or ()):
        outside[at, list(union)] = 0.0
    for row in range(len(sums)):
        whole = len(set(raters[sums[row] != 0].tolist()))
        if not whole or whole < least:
            continue
        if unions is None:  # too many to look at: one sum alone tells nothing of a few
            shown[row] = not shown.any()
            continue
        tried = np.append(np.flatnonzero(shown), row)
        shown[row] = not _tells_few(weights[tried], outside)
    return shown


def _tells_few(weights: Floats, outside: Floats) -> bool:
    """Return whether a combination of rows vanishes outside some union of parts."""
    if not len(outside):
        return False
    whole = np.linalg.matrix_rank(weights)
    left = np.linalg.matrix_rank(weights[None] * outside[:, None, :])
    return bool((left < whole).any())


def _small_unions(people: Sequence[frozenset[int]], least: int) -> list[tuple[int, ...]] | None:
    """Return the parts that together have fewer than ``least`` raters; None where too many.

    Every such union lies in one that is returned.
    """
    small = [at for at, own in enumerate(people) if len(own) < least]
    found: list[tuple[int, ...]] = []
    waiting: list[tuple[int, tuple[int, ...], frozenset[int]]] = [(0, (), frozenset())]
    while waiting:
        if len(found) + len(waiting) > MOST:
            return None
        at, union, who = waiting.pop()
        rest = small[at:]
        everybody = who.union(*(people[one] for one in rest))
        if len(everybody) < least:
            if union or rest:
                found.append((*union, *rest))
            continue
        one = rest[0]
        waiting.append((at + 1, union, who))
        joined = who | people[one]
        if len(joined) < least:
            waiting.append((at + 1, (*union, one), joined))
    return found
