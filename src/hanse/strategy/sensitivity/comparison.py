"""Comparison with methods that weigh criteria: weighted sum, TOPSIS and PROMETHEE II.

They rank the same ratings, coded 0, 1, … from the worst level;
`hanse.strategy.sensitivity.weighing_scores` says how. Beside each ranking stands why its first
place is not what the rule advises.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

import numpy as np

from hanse.errors import InputError, LimitReached, unknown_name
from hanse.messages import join_names, message
from hanse.result import Answer, Record
from hanse.strategy.catalogue import Catalogue, Mixture
from hanse.strategy.mixtures import mixture_text
from hanse.strategy.rule import Chooser, Profile
from hanse.strategy.sensitivity.comparison_reasons import reasons
from hanse.strategy.sensitivity.form import either
from hanse.strategy.sensitivity.rank_reversal import Reversal, reversals
from hanse.strategy.sensitivity.weighing_scores import METHODS, is_above, scorers

__all__ = ["METHODS", "SCOPES", "Comparison", "Ranking", "compare_methods"]

SCOPES = ("single options", "mixtures of two", "all mixtures")
MOST_ALTERNATIVES = 2000


@dataclass(frozen=True)
class Ranking(Record, kind="strategy-ranking"):
    """One method on one set of alternatives.

    Attributes
    ----------
    method, scope : str
        Of METHODS and SCOPES; each scope adds alternatives to the one before.
    mixtures : tuple of Mixture
        The alternatives.
    scores : tuple of float
        Their scores, the highest the best; 0 where no criterion tells the alternatives apart.
    first : tuple of Mixture
        Those with the highest score.
    agrees : bool
        Whether these are what the rule advises.
    why : tuple of str
        Why they are not, empty where they are.
    """

    method: str
    scope: str
    mixtures: tuple[Mixture, ...]
    scores: tuple[float, ...]
    first: tuple[Mixture, ...]
    agrees: bool
    why: tuple[str, ...]


@dataclass(frozen=True)
class Comparison(Answer, kind="strategy-comparison"):
    """What weighing methods rank first, beside what the rule advises.

    Attributes
    ----------
    weights : mapping of str to float
        Weight of each screened criterion, together 1.
    advised, is_fallback
        What the rule returns.
    rankings : tuple of Ranking
        By scope, then by method.
    reversals : tuple of Reversal
        Methods that turn the order of two alternatives round when others are added.
    """

    catalogue: Catalogue
    strategy: str
    weights: Mapping[str, float]
    advised: tuple[Mixture, ...]
    is_fallback: bool
    rankings: tuple[Ranking, ...]
    reversals: tuple[Reversal, ...]

    def ranking(self, method: str, scope: str) -> Ranking:
        """Return the ranking of one method on one set of alternatives."""
        for kind, name, choices in (("method", method, METHODS), ("scope", scope, SCOPES)):
            if name not in choices:
                raise unknown_name(kind, name, choices)
        return next(r for r in self.rankings if (r.method, r.scope) == (method, scope))

    def __str__(self) -> str:
        name = self.catalogue.mixture_name
        lines: list[str] = [
            message(
                "Strategy '{strategy}': the rule advises {listed}.",
                strategy=self.strategy,
                listed=either([name(one) for one in self.advised]) or "nothing",
            )
        ]
        alike: dict[tuple[object, ...], list[Ranking]] = {}
        for one in self.rankings:
            alike.setdefault((one.scope, one.first, one.why), []).append(one)
        for group in alike.values():
            methods = join_names([one.method for one in group])
            one = group[0]
            said = "the same" if one.agrees else "; ".join(map(mixture_text, one.first))
            lines.append(f"{one.scope}, {methods}: {said}")
            lines += [f"  {why}" for why in one.why]
        return "\n".join([*lines, *(one.sentence for one in self.reversals)])

    def to_frame(self) -> Any:
        """Return one row per method, scope and alternative.

        Columns: ``scope method mixture score is_first is_advised``.
        """
        import pandas as pd

        rows = [
            [r.scope, r.method, mixture_text(m), score, m in r.first, m in self.advised]
            for r in self.rankings
            for m, score in zip(r.mixtures, r.scores, strict=True)
        ]
        columns = ["scope", "method", "mixture", "score", "is_first", "is_advised"]
        return pd.DataFrame(rows, columns=columns)


def compare_methods(
    catalogue: Catalogue, strategy: str, *, weights: Mapping[str, float] | None = None
) -> Comparison:
    """Rank a strategy's options and mixtures by methods that weigh criteria.

    The first scope holds each rated option alone, as a table of ratings prints them, also those
    that are only supplementary; the second adds the possible mixtures of two, the third all others.

    Parameters
    ----------
    catalogue : Catalogue
        Options and ratings.
    strategy : str
        Whose rated options are ranked.
    weights : mapping of str to float, optional
        Weight of each screened criterion, from 0 and in any unit; by default all weigh the same.

    Returns
    -------
    Comparison
        Without a rated option every ranking is empty and agrees.

    Raises
    ------
    InputError
        If there is no such strategy, a weight is missing, unknown or negative, or pymcdm is not
        installed.
    LimitReached
        If there are more than 2,000 alternatives.

    Examples
    --------
    >>> from hanse.strategy.catalogue_reader import read_catalogue
    >>> found = compare_methods(read_catalogue(), "differentiation")
    >>> found.ranking("TOPSIS", "single options").first
    (('niche-exporting',), ('upgrading-exporting',))
    >>> found.ranking("TOPSIS", "mixtures of two").agrees
    True
    """
    chooser = Chooser.of(catalogue, strategy)
    before = chooser.choose()
    used = _weights(chooser, weights)
    scored = scorers()
    scopes = _scopes(chooser, strategy)
    made: dict[str, list[tuple[str, dict[Mixture, float]]]] = {name: [] for name in METHODS}
    rankings = []
    for scope, profiles in scopes.items():
        for method in METHODS:
            scores = scored[method](list(profiles.values()), used)
            made[method].append((scope, dict(zip(profiles, scores, strict=True))))
            top = max(scores, default=0.0)
            named = zip(profiles, scores, strict=True)
            first = tuple(one for one, score in named if not is_above(top, score))
            agrees = set(first) == set(before.mixtures)
            why = reasons(catalogue, chooser.criteria, profiles, first, before.mixtures)
            rankings.append(
                Ranking(
                    method, scope, tuple(profiles), scores, first, agrees, () if agrees else why
                )
            )
    return Comparison(
        catalogue=catalogue,
        strategy=strategy,
        weights={one.id: float(w) for one, w in zip(chooser.criteria, used, strict=True)},
        advised=before.mixtures,
        is_fallback=before.is_fallback,
        rankings=tuple(rankings),
        reversals=tuple(one for m in METHODS for one in reversals(catalogue, m, made[m])),
    )


def _scopes(chooser: Chooser, strategy: str) -> dict[str, dict[Mixture, Profile]]:
    """Return the alternatives of each scope with their places."""
    pairs = zip(chooser.parts, chooser.levels, strict=True)
    single: dict[Mixture, Profile] = {(part,): own for part, own in pairs}
    possible = {chooser.mixture(mask): own for mask, own in chooser.profiles().items()}
    every = {**single, **possible}
    if len(every) > MOST_ALTERNATIVES:
        raise LimitReached(
            f"too many mixtures of strategy '{strategy}' for a comparison of methods",
            size=f"{len(every):,} alternatives, at most {MOST_ALTERNATIVES:,}",
            knob="Leave options out of a copy of the catalogue.",
        )
    two = {mixture: own for mixture, own in every.items() if len(mixture) <= 2}
    return {SCOPES[0]: single, SCOPES[1]: two, SCOPES[2]: every}


def _weights(chooser: Chooser, weights: Mapping[str, float] | None) -> np.ndarray:
    """Return the weights of the criteria, together 1."""
    names = [one.id for one in chooser.criteria]
    given = dict.fromkeys(names, 1.0) if weights is None else weights
    for name, weight in given.items():
        if name not in names:
            raise unknown_name("criterion", name, names, where="weights")
        if not (isfinite(weight) and weight >= 0):
            raise InputError(f"{name} is {weight}", where="weights", mend="Give a number from 0.")
    missing = [name for name in names if name not in given]
    if missing:
        raise InputError(
            f"there is no weight for {', '.join(missing)}",
            where="weights",
            mend="Give every screened criterion a weight, 0 to leave it out.",
        )
    made = np.array([given[name] for name in names], dtype=np.float64)
    if made.sum() <= 0:
        raise InputError("all are 0", where="weights", mend="Give one criterion a weight.")
    return np.asarray(made / made.sum())
