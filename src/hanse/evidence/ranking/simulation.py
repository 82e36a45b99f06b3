"""Screening played over with records whose labels are known."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.evidence.ranking.separation import separate
from hanse.evidence.ranking.text_index import TextIndex
from hanse.messages import plural
from hanse.result import Answer

__all__ = ["Refit", "Simulation", "simulate"]

Refit = Literal["every"] | float


@dataclass(frozen=True, eq=False)
class Simulation(Answer, kind="screening-simulation"):
    """The order in which active learning would have shown records, and how soon it found them.

    Attributes
    ----------
    ids : tuple of str
        All records, in the order of the file.
    included : ndarray of bool, shape (records,)
        Which are relevant.
    priors : tuple of int
        Rows of the relevant and the irrelevant record that were known at the start.
    order : ndarray of int64, shape (records - 2,)
        Rows in the order in which they were shown.
    seed : int
        Of the priors and of the solver.
    refit : str
        ``"every"`` label, or the share of labels after which the ranking was made anew.
    """

    ids: tuple[str, ...]
    included: npt.NDArray[np.bool_]
    priors: tuple[int, ...]
    order: npt.NDArray[np.int64]
    seed: int
    refit: str

    @property
    def n(self) -> int:
        """Records shown, without the two priors."""
        return len(self.order)

    @property
    def n_relevant(self) -> int:
        """Relevant records, without the prior."""
        return int(self.included.sum()) - 1

    @property
    def curve(self) -> npt.NDArray[np.int64]:
        """Relevant records found after each record shown, without the prior; shape (n,)."""
        found: npt.NDArray[np.int64] = np.cumsum(self.included[self.order], dtype=np.int64)
        return found

    def recall_at(self, n: int) -> float:
        """Return the share of the relevant records that is found after n; NaN where there are none.

        Raises
        ------
        InputError
            If n is not from 0 to the number of records shown.
        """
        if not 0 <= n <= self.n:
            raise InputError(f"recall_at({n})", mend=f"Give a whole number from 0 to {self.n}.")
        if not self.n_relevant:
            return math.nan
        return int(self.curve[n - 1]) / self.n_relevant if n else 0.0

    def records_for(self, recall: float) -> int:
        """Return k, the records shown until this share of the relevant ones is found.

        Raises
        ------
        InputError
            If the recall is not above 0 and at most 1.
        """
        if not 0 < recall <= 1:
            raise InputError(f"recall is {recall}", mend="Give a share above 0, at most 1.")
        wanted = math.ceil(Fraction(str(recall)) * self.n_relevant)
        return int(np.searchsorted(self.curve, wanted)) + 1 if wanted else 0

    def wss(self, recall: float = 0.95) -> float:
        r"""Return the work saved over sampling, :math:`r - k / n`; NaN without relevant records."""
        if not self.n_relevant:
            return math.nan
        return float(recall) - self.records_for(recall) / self.n

    @property
    def atd(self) -> float:
        """Mean rank of the relevant records over n; NaN without any."""
        ranks = np.flatnonzero(self.included[self.order]) + 1
        return float(ranks.mean() / self.n) if len(ranks) else math.nan

    def to_frame(self) -> Any:
        """Return one row for each record shown: rank, record, included, found."""
        import pandas as pd

        return pd.DataFrame(
            {
                "rank": np.arange(1, self.n + 1),
                "record": [self.ids[at] for at in self.order],
                "included": self.included[self.order],
                "found": self.curve,
            }
        )

    def __str__(self) -> str:
        again = "after every label" if self.refit == "every" else f"every +{self.refit} of labels"
        head = (
            f"{plural(self.n, 'record')}, {self.n_relevant:,} relevant, without the two priors of "
            f"seed {self.seed}; ranked anew {again}"
        )
        if not self.n_relevant:
            return f"{head}. No relevant record is left to find."
        k, share = self.records_for(0.95), self.records_for(0.95) / self.n
        return (
            f"{head}. 95 % of the relevant are found after {plural(k, 'record')} ({share:.1%}): "
            f"WSS@95 {self.wss():.4f}, ATD {self.atd:.4f}."
        )


def simulate(
    index: TextIndex,
    included: Sequence[bool] | npt.NDArray[np.bool_],
    *,
    seed: int,
    refit: Refit = "every",
    progress: Callable[[str, int, int], None] | None = None,
) -> Simulation:
    r"""Play the screening of a review whose labels are known.

    One relevant and one irrelevant record are drawn as priors. Then, until none is left, the
    ranking is fitted to what is labelled and the best of the others is shown: one record, or with
    a share s as many as ``max(1, int(s * labelled))``.

    Parameters
    ----------
    index : TextIndex
        Of all records.
    included : sequence of bool, shape (records,)
        Their labels, in the order of the index.
    seed : int, from 0
        Priors are drawn by ``numpy.random.default_rng(seed)``; the solver takes the same seed.
    refit : "every" or float, above 0, below 1
        When the ranking is made anew.
    progress : callable, optional
        Called as ``progress("simulate", shown, records)``.

    Raises
    ------
    InputError
        If labels are missing, none or all are relevant, or refit is neither.

    Notes
    -----
    Steps and measures are those of ASReview 3.0.8's default and of its insights: n and ranks count
    without the priors.

    Examples
    --------
    >>> from hanse.evidence.ranking import index_texts
    >>> texts = ["cluster abroad", "cluster exports", "knee surgery", "knee pain", "cluster firms"]
    >>> played = simulate(index_texts("ABCDE", texts), [True, True, False, False, True], seed=0)
    >>> [played.ids[at] for at in played.priors], [played.ids[at] for at in played.order]
    (['E', 'D'], ['A', 'B', 'C'])
    >>> played.records_for(0.95), round(played.wss(), 4), played.atd
    (2, 0.2833, 0.5)
    """
    labels = _labels(index, included)
    share = _share(refit)
    rng = np.random.default_rng(seed)
    first = int(rng.choice(np.flatnonzero(labels)))
    priors = (first, int(rng.choice(np.flatnonzero(~labels), 1, replace=False)[0]))
    rows = [*priors]
    open_ = np.ones(len(index), dtype=bool)
    open_[rows] = False
    while (left := len(index) - len(rows)) > 0:
        if progress is not None:
            progress("simulate", len(rows), len(index))
        known = np.array(rows)
        values = separate(index.matrix[known], labels[known], seed=seed).values(index.matrix)
        values[~open_] = -np.inf
        shown = best_rows(values, min(max(1, int(share * len(rows))), left))
        rows += shown.tolist()
        open_[shown] = False
    order = np.array(rows[2:], dtype=np.int64)
    for one in (labels, order):
        one.setflags(write=False)
    return Simulation(index.ids, labels, priors, order, seed, str(refit))


def best_rows(values: npt.NDArray[np.float64], most: int) -> npt.NDArray[np.int64]:
    """Return the rows of the highest values, the highest first, of equal ones the earlier."""
    if most == 1:
        return np.array([int(np.argmax(values))])
    return np.argsort(-values, kind="stable")[:most]


def _labels(index: TextIndex, included: Any) -> npt.NDArray[np.bool_]:
    """Return the labels, checked."""
    labels = np.array(included, dtype=bool)
    if labels.shape != (len(index),):
        raise InputError(
            f"there are {plural(labels.size, 'label')} for {plural(len(index), 'record')}",
            mend="Give one label for each record.",
        )
    n = int(labels.sum())
    if n in (0, len(labels)):
        raise InputError(
            f"{n:,} of {plural(len(labels), 'record')} are relevant",
            mend="A simulation needs one relevant and one irrelevant record at least.",
        )
    return labels


def _share(refit: Refit) -> float:
    """Return the share of labels after which the ranking is made anew, 0 for every label."""
    if refit == "every":
        return 0.0
    if isinstance(refit, str) or not 0 < refit < 1:
        raise InputError(
            f"refit is {refit!r}",
            mend="Say 'every', or give a share above 0, below 1, such as 0.05.",
        )
    return float(refit)
