"""Betweenness: how often an actor lies on the shortest paths of others, with its sampling error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.actors.position.graph import checked, ones
from hanse.actors.position.shortest_paths import path_sums
from hanse.errors import InputError
from hanse.messages import message

__all__ = ["EXACT", "Betweenness", "betweenness"]

EXACT = 2_000
"""Up to so many actors all paths are looked at."""
_SOURCES = 400
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Betweenness:
    """How many pairs of others each actor lies between.

    Attributes
    ----------
    value : ndarray of float64, shape (n,)
        Pairs of others, each counted by the share of its shortest paths that run through the actor.
    error : ndarray of float64, shape (n,)
        Standard error from looking at paths from some sources only; 0 where all were.
    sources : int
        From how many actors paths were looked at.
    """

    value: Floats
    error: Floats
    sources: int

    @property
    def is_exact(self) -> bool:
        """Whether paths from all actors were looked at."""
        return self.sources >= len(self.value)

    def statement(self) -> str:
        """Return in a sentence how sure the values are."""
        n = len(self.value)
        if self.is_exact:
            return message("Betweenness is exact.")
        order = np.argsort(-self.value, kind="stable")[:20]
        order = order[self.value[order] > 0]
        if not order.size:
            return message(
                "Betweenness: paths from {k:,} of {n:,} actors; none runs through anybody.",
                k=self.sources, n=n)  # fmt: skip
        share = self.error[order] / self.value[order]
        return message(
            "Betweenness: paths from {k:,} of {n:,} actors drawn at random; the standard error of "
            "the {top} largest is {middle:.0f} % of the value at the median, {most:.0f} % at most.",
            k=self.sources, n=n, top=len(order), middle=100 * float(np.median(share)),
            most=100 * float(share.max()))  # fmt: skip


def betweenness(matrix: Any, *, sources: int | None = None, seed: int = 0) -> Betweenness:
    """Return between how many pairs of others each actor lies.

    b_v = Σ over unordered pairs s, t other than v of σ_st(v) / σ_st, the share of their shortest
    paths (fewest ties) that run through v.

    Parameters
    ----------
    matrix : array or sparse matrix, shape (n, n)
        The network; strengths do not count.
    sources : int, from 2, optional
        From how many actors paths are looked at, drawn without replacement. By default all of up to
        2,000 actors, else 400.
    seed : int
        Of the draw.

    Returns
    -------
    Betweenness
        0 for an actor that nobody needs. With k of n sources the value is n / (2 k) Σ_s δ_s(v),
        unbiased; its standard error n / 2 · sqrt((1 − k / n) / k) times the standard deviation of
        δ_s(v) over the sources. For an actor that few sources need both are rough.

    Raises
    ------
    InputError
        If fewer than two sources are asked for.

    Notes
    -----
    Source: Freeman (1977), Sociometry 40; Brandes (2001) for the algorithm; Brandes & Pich (2007)
    for sources drawn at random.

    Examples
    --------
    >>> betweenness([[0, 1, 0], [1, 0, 1], [0, 1, 0]]).value.tolist()
    [0.0, 1.0, 0.0]
    """
    if sources is not None and sources < 2:
        raise InputError(
            f"sources is {sources}", where="betweenness", mend="Give a number from 2, or None."
        )
    network = ones(checked(matrix))
    n = network.shape[0]
    asked = (n if n <= EXACT else _SOURCES) if sources is None else min(sources, n)
    chosen = np.arange(n, dtype=np.int64)
    if asked < n:
        chosen = np.sort(np.random.default_rng(seed).choice(n, asked, replace=False))
    total, squares = np.zeros(n), np.zeros(n)
    for batch in path_sums(network, chosen, np.ones(n, dtype=bool)):
        total += batch.through.sum(axis=1)
        squares += np.einsum("ij,ij->i", batch.through, batch.through)
    if asked == n:
        return Betweenness(total / 2, np.zeros(n), n)
    spread = np.maximum(squares - total**2 / asked, 0) / (asked - 1)
    error = n / 2 * np.sqrt(spread * (1 - asked / n) / asked)
    return Betweenness(n / (2 * asked) * total, error, asked)
