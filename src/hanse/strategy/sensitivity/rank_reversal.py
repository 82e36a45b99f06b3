"""Rank reversal: a method turns two alternatives round when others join them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from hanse.messages import message, plural
from hanse.result import Record
from hanse.strategy.catalogue import Catalogue, Mixture
from hanse.strategy.sensitivity.weighing_scores import TOLERANCE

__all__ = ["Reversal", "reversals"]

Scores = Mapping[Mixture, float]


@dataclass(frozen=True)
class Reversal(Record, kind="strategy-rank-reversal"):
    """Pairs of alternatives that a method ranks one way, and the other way among more.

    Attributes
    ----------
    method : str
        The method.
    before, after : str
        The scopes; the second holds all alternatives of the first and others.
    n : int
        How many pairs turn round; ties on either side do not count.
    above, below : tuple of str
        One such pair, ``above`` ranked higher in the first scope and lower in the second; one that
        takes or gives up the first place if there is any.
    sentence : str
        The pair in words.
    """

    method: str
    before: str
    after: str
    n: int
    above: Mixture
    below: Mixture
    sentence: str


def reversals(
    catalogue: Catalogue, method: str, scopes: Sequence[tuple[str, Scores]]
) -> tuple[Reversal, ...]:
    """Return where a method turns alternatives round from one scope to the next.

    Parameters
    ----------
    catalogue : Catalogue
        Names of options.
    method : str
        The method.
    scopes : sequence of (name, scores)
        Each with all alternatives of the one before.

    Returns
    -------
    tuple of Reversal
        At most one for each scope after the first.
    """
    found = []
    for (before, old), (after, new) in pairwise(scopes):
        names = list(old)
        first, second = (np.array([one[name] for name in names]) for one in (old, new))
        turned = _above(first) & _above(second).T
        pairs = np.argwhere(turned)
        if not len(pairs):
            continue
        a, b = max(pairs.tolist(), key=lambda pair: (second[pair[1]], first[pair[0]]))
        sentence = message(
            "{method} ranks {above} above {below} among {before}, and below it among {after}"
            " ({pairs} turned round).",
            method=method,
            above=catalogue.mixture_name(names[a]),
            below=catalogue.mixture_name(names[b]),
            before=before,
            after=after,
            pairs=plural(len(pairs), "pair"),
        )
        found.append(Reversal(method, before, after, len(pairs), names[a], names[b], sentence))
    return tuple(found)


def _above(scores: np.ndarray) -> np.ndarray:
    """Return for each pair whether the first is above the second."""
    return np.asarray(scores[:, None] > scores[None, :] + TOLERANCE)
