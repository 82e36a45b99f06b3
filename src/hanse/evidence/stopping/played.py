"""A stopping rule played over an order whose labels are known."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import count
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.evidence.stopping.boundaries import boundaries
from hanse.evidence.stopping.hypergeometric import Hypergeometric, ranked_p_value
from hanse.evidence.stopping.in_a_row import InARow
from hanse.evidence.stopping.one_row import one_row
from hanse.evidence.stopping.random_sample import RandomSample, streak_to_switch
from hanse.result import Answer

__all__ = ["Played", "play_rule"]

Labels = npt.NDArray[np.bool_]
Rule = RandomSample | Hypergeometric | InARow


@dataclass(frozen=True)
class Played(Answer, kind="stopping-played"):
    """Where a rule would have ended a screening.

    Attributes
    ----------
    rule : str
        The rule in words.
    n_records, n_relevant : int
        All records, and the relevant ones among them.
    screened, found : int
        Records screened until the rule stopped, samples included, and relevant ones among these.
    ranked : int
        Those of them that were screened by the ranking.
    """

    rule: str
    n_records: int
    n_relevant: int
    screened: int
    found: int
    ranked: int

    @property
    def recall(self) -> float:
        """Share of the relevant records that was found; NaN where there are none."""
        return self.found / self.n_relevant if self.n_relevant else math.nan

    @property
    def saved(self) -> float:
        """Share of the records that was not screened; NaN where there are none."""
        return 1 - self.screened / self.n_records if self.n_records else math.nan

    def to_frame(self) -> Any:
        """Return one row with all numbers."""
        return one_row(self, recall=self.recall, saved=self.saved)

    def __str__(self) -> str:
        share = "no recall" if math.isnan(self.recall) else f"recall {self.recall:.1%}"
        return (
            f"{self.rule}: stops after {self.screened:,} of {self.n_records:,} records, "
            f"{self.found:,} of {self.n_relevant:,} relevant found, {share}."
        )


def play_rule(rule: Rule, included: Any, *, rng: np.random.Generator) -> Played:
    """Return where a rule would have stopped, had records come in this order.

    The rule is asked after each record. `RandomSample` leaves the order when it proposes to, and
    draws the rest at random.

    Parameters
    ----------
    rule : RandomSample, Hypergeometric or InARow
        With one sample, where it draws.
    included : sequence of bool, shape (records,)
        Labels in the order of the ranking; the records known at the start stand first.
    rng : numpy.random.Generator
        For the sample.

    Examples
    --------
    >>> import numpy as np
    >>> labels = [True] * 20 + [False] * 180
    >>> print(play_rule(InARow(50), labels, rng=np.random.default_rng(1)))
    50 irrelevant records in a row: stops after 70 of 200 records, 20 of 20 relevant found, recall
    100.0%.
    """
    labels = np.array(included, dtype=bool)
    n, relevant = len(labels), int(labels.sum())
    if isinstance(rule, RandomSample):
        ranked = _leaves(rule, labels)
        screened, found = _sampled(rule, labels, ranked, rng)
    else:
        screened = (
            _in_a_row(rule, labels) if isinstance(rule, InARow) else _hypergeometric(rule, labels)
        )
        ranked, found = screened, int(labels[:screened].sum())
    return Played(rule.words, n, relevant, screened, found, ranked)


def _gaps(labels: Labels) -> list[tuple[int, int, int]]:
    """Return for each run of irrelevant records where it starts, ends, and how many were found."""
    finds = np.flatnonzero(labels).tolist()
    starts, ends = [0, *(at + 1 for at in finds)], [*finds, len(labels)]
    return [(start, end, k) for k, (start, end) in enumerate(zip(starts, ends, strict=True))]


def _leaves(rule: RandomSample, labels: Labels) -> int:
    """Return after how many records the rule proposes to leave the ranking, or to stop."""
    n = len(labels)
    leaves = (
        (start + streak_to_switch(n - start, found, rule.recall, rule.switch), end)
        for start, end, found in _gaps(labels)
    )
    return next(at for at, end in leaves if at <= end)  # the last run always is long enough


def _sampled(
    rule: RandomSample, labels: Labels, ranked: int, rng: np.random.Generator
) -> tuple[int, int]:
    """Return how many records are screened in all, and how many relevant ones found."""
    before = int(labels[:ranked].sum())
    drawn = rng.permutation(labels[ranked:])
    finds = np.flatnonzero(drawn) + 1
    limits: tuple[int, ...] = ()
    for k in count():
        if k == len(limits):
            limits = boundaries(len(drawn), before, rule.recall, rule.risk, 2 * k + 7).needed
        if k == len(finds) or finds[k] > limits[k]:
            break
    return ranked + limits[k], before + k


def _in_a_row(rule: InARow, labels: Labels) -> int:
    """Return after how many records the rule stops."""
    wanted = rule.wanted(len(labels))
    for start, end, found in _gaps(labels):
        if found and end - start >= wanted:
            return start + wanted
    return len(labels)


def _hypergeometric(rule: Hypergeometric, labels: Labels) -> int:
    """Return after how many records the rule stops; p falls with each irrelevant record."""
    n = len(labels)

    def stops(at: int) -> bool:
        return ranked_p_value(labels[:at], n, rule.recall) < rule.risk

    for start, end, _ in _gaps(labels):
        if stops(end):
            low, high = start, end
            while low < high:
                middle = (low + high) // 2
                low, high = (low, middle) if stops(middle) else (middle + 1, high)
            return low
    return n
