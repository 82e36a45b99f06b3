"""The words that speak for and against inclusion, by what was screened so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.evidence.ranking.ranking import learnt
from hanse.evidence.ranking.text_index import TextIndex
from hanse.messages import columns_text
from hanse.result import Answer

__all__ = ["TellingTerms", "telling_terms"]


@dataclass(frozen=True)
class TellingTerms(Answer, kind="screening-telling-terms"):
    """Words and pairs of words with their weights, the strongest first.

    Attributes
    ----------
    speak_for, speak_against : tuple of (str, float)
        Term and weight, above 0 for inclusion and below 0 against it.
    reason : str
        Why there are none; empty where there was enough to learn from.
    """

    speak_for: tuple[tuple[str, float], ...]
    speak_against: tuple[tuple[str, float], ...]
    reason: str = ""

    def to_frame(self) -> Any:
        """Return one row for each term: term, weight."""
        import pandas as pd

        rows = [*self.speak_for, *reversed(self.speak_against)]
        return pd.DataFrame(rows, columns=["term", "weight"])

    def __str__(self) -> str:
        if self.reason:
            return self.reason
        rows = [
            [term, f"{weight:+.3f}"] for term, weight in self.to_frame().itertuples(index=False)
        ]
        return columns_text(["term", "weight"], rows, left=[0])


def telling_terms(
    index: TextIndex, labels: Mapping[str, bool], n: int = 20, *, seed: int = 0
) -> TellingTerms:
    """Return the terms with the largest weights of the ranking, to highlight them in a text.

    Parameters
    ----------
    index, labels, seed
        As in `rank`.
    n : int, from 1
        How many on each side, at most.

    Returns
    -------
    TellingTerms
        Equal weights in the order of the terms. None, with the reason, where there is no ranking.

    Raises
    ------
    InputError
        If n is below 1, or a record is not in the index.

    Examples
    --------
    >>> from hanse.evidence.ranking import index_texts
    >>> texts = ["cluster cluster abroad", "knee knee surgery", "knee", "cluster"]
    >>> found = telling_terms(index_texts("ABCD", texts), {"A": True, "B": False}, n=1)
    >>> [term for term, _ in found.speak_for + found.speak_against]
    ['cluster', 'knee']
    """
    if n < 1:
        raise InputError(f"n is {n}", mend="Ask for one term at least.")
    found, reason = learnt(index, labels, seed=seed)
    if found is None:
        said = reason.removeprefix("They stand in the order of the file: ")
        return TellingTerms((), (), said[:1].upper() + said[1:])
    best = [_highest(sign * found.weights, n) for sign in (1, -1)]
    sides = [tuple((index.term(at), float(found.weights[at])) for at in rows) for rows in best]
    return TellingTerms(sides[0], sides[1])


def _highest(weights: npt.NDArray[np.float64], n: int) -> list[int]:
    """Return the columns of the n highest weights above 0, of equal ones the first."""
    above = np.flatnonzero(weights > 0)
    if len(above) > n:
        least = np.partition(weights[above], len(above) - n)[len(above) - n]
        above = above[weights[above] >= least]
    order = np.argsort(-weights[above], kind="stable")[:n]
    return [int(at) for at in above[order]]
