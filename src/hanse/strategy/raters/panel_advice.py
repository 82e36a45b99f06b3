"""What a panel of raters advises: by each rater's own ratings, and on the medians."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from hanse.messages import message, plural
from hanse.result import Record
from hanse.strategy.catalogue import Catalogue, Mixture, Rating
from hanse.strategy.raters.read import RaterRating
from hanse.strategy.rule import Chooser, Chosen
from hanse.strategy.sensitivity.form import either

__all__ = ["PanelAdvice", "RaterAdvice", "RaterShare", "advice_of_panel"]


@dataclass(frozen=True)
class RaterAdvice(Record, kind="strategy-rater-advice"):
    """The advice of one strategy by one rater's own ratings.

    Attributes
    ----------
    advised, is_fallback
        What the rule returns.
    n_own, n_catalogue : int
        Screened ratings of the strategy's rated options that are the rater's own, and that are
        the catalogue's because the rater has no opinion on them.
    """

    rater: str
    strategy: str
    advised: tuple[Mixture, ...]
    is_fallback: bool
    n_own: int
    n_catalogue: int

    @classmethod
    def of(
        cls, catalogue: Catalogue, rater: str, ratings: Sequence[RaterRating], strategy: str
    ) -> Self:
        """Return the advice by a rater's ratings, ranges at their lower ends."""
        own = {(one.option, one.criterion): one for one in ratings if one.has_opinion}
        changed = catalogue.with_ratings(
            [Rating(*key, one.cautious, one.lower, one.upper) for key, one in own.items()]
        )
        chooser = Chooser.of(changed, strategy)
        used = [(part, one.id) for part in chooser.parts for one in chooser.criteria]
        n_own = sum(key in own for key in used)
        found = chooser.choose()
        return cls(rater, strategy, found.mixtures, found.is_fallback, n_own, len(used) - n_own)


@dataclass(frozen=True)
class RaterShare(Record, kind="strategy-rater-share"):
    """How many raters an option or mixture is returned for.

    Attributes
    ----------
    parts : tuple of str
        A mixture, or the one id of an option.
    n : int
        Raters.
    share : float
        In [0, 1].
    """

    parts: Mixture
    n: int
    share: float


@dataclass(frozen=True)
class PanelAdvice(Record, kind="strategy-panel-advice"):
    """What the panel advises for one strategy.

    Attributes
    ----------
    mixtures : tuple of RaterShare
        Each mixture that is returned for any rater, for most raters first.
    options : tuple of RaterShare
        Each option that is part of what is returned for any rater, in the catalogue's order.
    advised, is_fallback
        What the rule returns on the medians.
    upper_advised, is_upper_fallback
        What it returns on the upper medians.
    sentences : tuple of str
        All of it in words.
    """

    strategy: str
    mixtures: tuple[RaterShare, ...]
    options: tuple[RaterShare, ...]
    advised: tuple[Mixture, ...]
    is_fallback: bool
    upper_advised: tuple[Mixture, ...]
    is_upper_fallback: bool
    sentences: tuple[str, ...]

    @property
    def is_split(self) -> bool:
        """Whether the lower and the upper medians lead to different advice."""
        low = self.advised, self.is_fallback
        return low != (self.upper_advised, self.is_upper_fallback)


def advice_of_panel(
    low: Catalogue, high: Catalogue, each: Sequence[RaterAdvice]
) -> tuple[PanelAdvice, ...]:
    """Return the advice of each strategy.

    Parameters
    ----------
    low, high : Catalogue
        The catalogue at the medians and at the upper medians.
    each : sequence of RaterAdvice
        The advice by each rater's own ratings.

    Returns
    -------
    tuple of PanelAdvice
        In the order of the strategies.
    """
    made = []
    for strategy in low.strategies:
        own = [one for one in each if one.strategy == strategy]
        below, above = (Chooser.of(one, strategy).choose() for one in (low, high))
        mixtures = _mixture_shares(own)
        made.append(
            PanelAdvice(
                strategy=strategy,
                mixtures=mixtures,
                options=_option_shares(low, own),
                advised=below.mixtures,
                is_fallback=below.is_fallback,
                upper_advised=above.mixtures,
                is_upper_fallback=above.is_fallback,
                sentences=_sentences(low, strategy, mixtures, (below, above), own),
            )
        )
    return tuple(made)


def _mixture_shares(own: Sequence[RaterAdvice]) -> tuple[RaterShare, ...]:
    """Return how many raters each mixture is returned for, most first."""
    named = dict.fromkeys(mixture for one in own for mixture in one.advised)
    counts = {mixture: sum(mixture in one.advised for one in own) for mixture in named}
    first = sorted(counts.items(), key=lambda pair: -pair[1])
    return tuple(RaterShare(mixture, n, n / len(own)) for mixture, n in first)


def _option_shares(catalogue: Catalogue, own: Sequence[RaterAdvice]) -> tuple[RaterShare, ...]:
    """Return how many raters each option is part of the advice for."""
    found = []
    for option in catalogue.options:
        n = sum(any(option.id in mixture for mixture in one.advised) for one in own)
        if n:
            found.append(RaterShare((option.id,), n, n / len(own)))
    return tuple(found)


def _sentences(
    catalogue: Catalogue,
    strategy: str,
    mixtures: Sequence[RaterShare],
    chosen: tuple[Chosen, Chosen],
    own: Sequence[RaterAdvice],
) -> tuple[str, ...]:
    """Return the panel's advice in words."""
    below, above = chosen
    said = [
        message(
            "Strategy '{strategy}', on the medians: {listed}.",
            strategy=strategy,
            listed=_listed(catalogue, below),
        )
    ]
    if above != below:
        said.append(
            message(
                "The raters are split, and on the upper medians it is: {listed}.",
                listed=_listed(catalogue, above),
            )
        )
    said += [
        message(
            "{mixture}: returned for {n} of {raters}.",
            mixture=catalogue.mixture_name(one.parts),
            n=one.n,
            raters=plural(len(own), "rater"),
        )
        for one in mixtures
    ]
    return (*said, *_borrowed(own))


def _borrowed(own: Sequence[RaterAdvice]) -> list[str]:
    """Return how many ratings are the catalogue's because raters have no opinion."""
    taken = [one for one in own if one.n_catalogue]
    if not taken:
        return []
    return [
        message(
            "Ratings without an opinion are the catalogue's: {n} for {raters}.",
            n=sum(one.n_catalogue for one in taken),
            raters=plural(len(taken), "rater"),
        )
    ]


def _listed(catalogue: Catalogue, chosen: Chosen) -> str:
    """Return what the rule returns as alternatives."""
    names = either([catalogue.mixture_name(one) for one in chosen.mixtures])
    if not names:
        return message("nothing that is feasible")
    if chosen.is_fallback:
        return message("nothing meets every criterion; the best feasible is {names}", names=names)
    return names
