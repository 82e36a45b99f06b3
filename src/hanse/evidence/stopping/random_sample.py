"""Rank first, then screen in random order until the recall is proven."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from hanse.errors import InputError
from hanse.evidence.stopping.boundaries import (
    Boundaries,
    as_fraction,
    boundaries,
    fewest_missed,
    log_comb,
    stopping_chance,
)
from hanse.evidence.stopping.history import History, SampleSeen
from hanse.evidence.stopping.recall_check import most_missed
from hanse.evidence.stopping.stop_check import (
    StopCheck,
    check_share,
    said_of_all,
    share_text,
)
from hanse.messages import plural
from hanse.result import Record

__all__ = ["RandomSample", "streak_to_switch"]

_ASSUMES = (
    "It rests on the random order alone, not on the ranking: it holds however good or bad that is, "
    "and however often one looks."
)


@dataclass(frozen=True)
class RandomSample(Record, kind="stopping-random-sample"):
    r"""Screen by the ranking, then the rest in random order, until the recall is proven.

    The ranking may be left at any moment. What is left then, U records, is put into random order
    once, and screening goes on in that order. It ends when so many are screened with so few
    relevant ones that to have missed the recall is refuted; see `boundaries` for the numbers.

    Attributes
    ----------
    recall : float, above 0, at most 1
        The target ρ: relevant records found over all relevant records of the stage. What was known
        at the start counts as found.
    confidence : float, above 0, below 1
        Of a hundred reviews that stop by this rule, at most ``100 * (1 - confidence)`` may have
        missed the target.
    switch : float, above 0, below 1
        When the check proposes to leave the ranking: when the last irrelevant records in a row,
        had they been drawn at random, would be this improbable if the target were missed. Sooner
        or later is as valid; it only costs or saves work.
    samples : int, from 1
        How many samples may be drawn afresh, each from what is left then. The risk is shared
        equally among them.

    Examples
    --------
    >>> from hanse.evidence.stopping import History
    >>> rule = RandomSample()
    >>> check = rule.check(History(1000, (True,) * 45 + (False,) * 150))
    >>> check.stop, check.next
    (False, 'sample')
    """

    recall: float = 0.95
    confidence: float = 0.95
    switch: float = 0.7
    samples: int = 1

    def __post_init__(self) -> None:
        check_share("recall", self.recall, whole=True)
        check_share("confidence", self.confidence)
        check_share("switch", self.switch)
        if self.samples < 1:
            raise InputError(f"samples is {self.samples}", mend="Allow one sample at least.")

    @property
    def words(self) -> str:
        """The rule in words."""
        return (
            f"random sample of the rest until a recall of {share_text(self.recall)} is proven "
            f"with {share_text(self.confidence)} confidence"
        )

    @property
    def risk(self) -> float:
        """Chance to stop too early that one sample may take."""
        return float((1 - as_fraction(self.confidence)) / self.samples)

    def check(self, history: History) -> StopCheck:
        """Say whether to stop.

        Raises
        ------
        InputError
            If there are more samples than the rule allows.
        """
        if len(history.samples) > self.samples:
            raise InputError(
                f"{plural(len(history.samples), 'sample')} drawn, the rule allows {self.samples:,}",
                where=self.words,
                mend="Go on with the last sample that is allowed, or screen everything: a rule "
                "that draws until it likes the answer proves nothing.",
            )
        if history.screened == history.n_records:
            return said_of_all(self.words, history, self.recall, self.confidence)
        if not history.samples:
            return self._ranked(history)
        checks = [self._sampled(history, sample) for sample in history.samples]
        return next((check for check in checks if check.stop), checks[-1])

    def _answer(
        self,
        history: History,
        step: str,
        says: str,
        *,
        p: float = math.nan,
        bound: float = math.nan,
        more: int | None = None,
    ) -> StopCheck:
        """Return the check, put together."""
        return StopCheck(
            self.words,
            step == "stop",
            step,
            history.n_records,
            history.screened,
            history.found,
            self.recall,
            self.confidence,
            p,
            bound,
            more,
            says,
            _ASSUMES,
        )

    def _ranked(self, history: History) -> StopCheck:
        """Say whether it is time to leave the ranking."""
        left = history.n_records - history.screened
        if fewest_missed(history.found, self.recall) > left:
            bound = history.found / (history.found + left)
            says = (
                f"Stop: {history.found:,} relevant records are found, and even if the "
                f"{plural(left, 'record')} left were relevant, {bound:.1%} would be found."
            )
            return self._answer(history, "stop", says, p=0.0, bound=bound, more=0)
        streak = history.streak
        pool = history.n_records - history.screened + streak
        wanted = streak_to_switch(pool, history.found, self.recall, self.switch)
        row = f"{plural(streak, 'irrelevant record')} in a row"
        if streak < wanted:
            says = f"Go on by the ranking: {row}; from {wanted:,} on, screen in random order."
            return self._answer(history, "rank", says)
        first = boundaries(left, history.found, self.recall, self.risk, 0).needed[0]
        says = (
            f"Leave the ranking: {row}. Put the {plural(left, 'record')} that are left into random "
            f"order and screen on; if none of the first {first:,} is relevant, you may stop."
        )
        return self._answer(history, "sample", says)

    def _sampled(self, history: History, sample: SampleSeen) -> StopCheck:
        """Say whether a sample is large enough."""
        pool, k, n = sample.pool, sample.relevant, sample.screened
        limits = boundaries(pool, sample.found_before, self.recall, self.risk, k)
        needed = limits.needed[k]
        share, sure = share_text(self.recall), share_text(self.confidence)
        seen = f"{n:,} of {plural(pool, 'record')} were screened in random order, {k:,} relevant"
        most = most_missed(pool, n, k, self.risk)
        bound = _recall(history.found, max(sample.found_before + most, history.found))
        known: Any = {"p": self._p(sample, limits), "bound": bound, "more": max(0, needed - n)}
        if n >= needed:
            says = (
                f"Stop: {seen}. {share} or more of all relevant records are found "
                f"({history.found:,}), with {sure} confidence."
            )
            if not history.found:
                says = f"Stop: {seen}. With {sure} confidence there is no relevant record."
            return self._answer(history, "stop", says, **known)
        after = boundaries(pool, sample.found_before, self.recall, self.risk, k + 1).needed[k + 1]
        short = " The sample ends before: draw on." if sample.drawn < needed else ""
        says = (
            f"Go on in random order: {seen}. {needed:,} are needed if no other is relevant, "
            f"{after:,} if one more is.{short}"
        )
        return self._answer(history, "sample", says, **known)

    def _p(self, sample: SampleSeen, limits: Boundaries) -> float:
        """Return the chance to have stopped by now with the recall missed, over all looks.

        Before the boundary of one relevant record less is reached, an upper bound of it.
        """
        k, n = sample.relevant, sample.screened
        missed = fewest_missed(sample.found_before + k, self.recall) + k
        if missed > sample.pool:
            return 0.0
        if n >= (limits.needed[k - 1] if k else 0):
            last = stopping_chance(sample.pool, missed, k, limits.log_ways[k], n)
            return min(1.0, limits.spent[k] + last)
        from scipy.stats import hypergeom

        last = float(hypergeom.cdf(k, sample.pool, missed, n))
        return min(1.0, max(limits.spent[k] + last, self.risk))


def streak_to_switch(pool: int, found: int, recall: float, switch: float) -> int:
    """Return how many irrelevant records in a row speak for leaving the ranking.

    The least s for which none of s records drawn at random from the pool would be relevant with a
    chance of ``switch`` at most, if the pool held the least number of relevant ones that breaks the
    recall. At most the pool.

    Examples
    --------
    >>> streak_to_switch(1000, 45, 0.95, 0.7)
    112
    """
    missed = fewest_missed(found, recall)
    if missed > pool:
        return 0
    low, high = 0, pool
    while low < high:
        middle = (low + high) // 2
        log = log_comb(pool - middle, missed) - log_comb(pool, missed)
        if log <= math.log(switch):
            high = middle
        else:
            low = middle + 1
    return low


def _recall(found: int, relevant: int) -> float:
    """Return the share found; NaN where nothing is relevant."""
    return found / relevant if relevant else math.nan
