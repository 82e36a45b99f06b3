r"""For how many weights a weighted sum returns what the rule advises.

Weights are drawn evenly from the simplex (Dirichlet with all parameters 1). A mixture scores
:math:`\sum_j w_j c_j/(k_j-1)` with the place :math:`c_j` of its level, 0 the worst, of :math:`k_j`
levels; of those with the highest score and equal profiles the ones with the fewest parts stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from hanse.errors import InputError
from hanse.messages import message, plural
from hanse.result import Answer
from hanse.strategy.catalogue import Catalogue, Mixture
from hanse.strategy.rule import Chooser, fewest_parts
from hanse.strategy.sensitivity.weighing_scores import TOLERANCE

__all__ = ["WeightShare", "weights_share"]


@dataclass(frozen=True)
class WeightShare(Answer, kind="strategy-weight-share"):
    """Shares of weights at which a weighted sum returns what the rule advises.

    Attributes
    ----------
    advised : mapping of str to tuple of Mixture
        For each strategy what the rule returns.
    shares : mapping of str to float
        For each strategy the share of weights, in [0, 1].
    together : float
        The share at which that holds for all strategies at once.
    draws, seed : int
        How many weights were drawn, and from which seed.
    """

    advised: Mapping[str, tuple[Mixture, ...]]
    shares: Mapping[str, float]
    together: float
    draws: int
    seed: int

    def error(self, share: float) -> float:
        """Return the Monte Carlo standard error of a share."""
        return sqrt(share * (1 - share) / self.draws)

    def __str__(self) -> str:
        lines: list[str] = [
            message(
                "Weighted sum, {draws} of weights (seed {seed}): share with the rule's advice",
                draws=plural(self.draws, "draw"),
                seed=self.seed,
            )
        ]
        for name, share in [*self.shares.items(), ("all at once", self.together)]:
            lines.append(f"  {name}: {100 * share:.1f} % ± {100 * self.error(share):.1f}")
        return "\n".join(lines)

    def to_frame(self) -> Any:
        """Return one row per strategy and one for all: ``strategy share error``."""
        import pandas as pd

        rows = [*self.shares.items(), ("all at once", self.together)]
        return pd.DataFrame(
            [[name, share, self.error(share)] for name, share in rows],
            columns=["strategy", "share", "error"],
        )


def weights_share(catalogue: Catalogue, *, draws: int = 20_000, seed: int = 1) -> WeightShare:
    """Measure at how many weights a weighted sum returns what the rule advises.

    Parameters
    ----------
    catalogue : Catalogue
        Options and ratings.
    draws : int
        How many weights are drawn, from 1; all strategies use the same.
    seed : int
        Seed of the random numbers, from 0.

    Returns
    -------
    WeightShare
        A strategy without a rated option has the share 1: both return nothing.

    Raises
    ------
    InputError
        If there is no draw, the seed is negative, or no strategy.
    LimitReached
        If there are too many options for all mixtures.

    Examples
    --------
    >>> from hanse.strategy.catalogue_reader import read_catalogue
    >>> found = weights_share(read_catalogue(), draws=2000)
    >>> {name: round(share, 1) for name, share in found.shares.items()}, round(found.together, 1)
    ({'cost': 0.7, 'differentiation': 0.7}, 0.3)
    """
    for name, value, least in (("draws", draws, 1), ("seed", seed, 0)):
        if value < least:
            raise InputError(f"{name} is {value}", mend=f"Give a whole number from {least}.")
    if not catalogue.strategies:
        raise InputError("there is no strategy", mend="Give options a strategy.")
    n = len(catalogue.evaluated)
    weights = np.random.default_rng(seed).dirichlet(np.ones(n), size=draws)
    choosers = {name: Chooser.of(catalogue, name) for name in catalogue.strategies}
    agree = {name: _agreement(chooser, weights) for name, chooser in choosers.items()}
    return WeightShare(
        advised={name: chooser.choose().mixtures for name, chooser in choosers.items()},
        shares={name: float(one.mean()) for name, one in agree.items()},
        together=float(np.logical_and.reduce(list(agree.values())).mean()),
        draws=draws,
        seed=seed,
    )


def _agreement(chooser: Chooser, weights: np.ndarray) -> np.ndarray:
    """Return for each row of weights whether the weighted sum returns what the rule does.

    Mixtures with equal profiles have equal scores, so the profiles alone are scored: the two agree
    if the profiles with the highest score, cut to the fewest parts, are the mixtures advised.
    """
    profiles = chooser.profiles()
    if not profiles:
        return np.ones(len(weights), dtype=bool)
    fewest = fewest_parts(profiles)
    advised = set(chooser.choose().mixtures)
    simple: dict[tuple[int, ...], set[Mixture]] = {}
    for mask, own in profiles.items():
        if mask.bit_count() == fewest[own]:
            simple.setdefault(own, set()).add(chooser.mixture(mask))
    wanted = np.array([mixtures <= advised for mixtures in simple.values()])
    tops = np.array([max(len(one.levels) - 1, 1) for one in chooser.criteria])
    scores = weights @ (np.array(list(simple)) / tops).T
    first = scores >= scores.max(axis=1, keepdims=True) - TOLERANCE
    return np.asarray((first == wanted).all(axis=1))
