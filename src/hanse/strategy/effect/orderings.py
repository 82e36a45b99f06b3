"""Orderings: which of two scenarios ends higher, and whether that holds in every draw.

An ordering that holds in every draw follows from the ratings and the equations whatever the
unknowns are; one that does not is left open by the ratings and hangs on the unknowns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from hanse.messages import capital, join_names, message
from hanse.result import Record
from hanse.strategy.effect.model import MEASURES
from hanse.strategy.effect.priors import FloatArray

__all__ = ["QUANTILES", "TOLERANCE", "Ordering", "orderings_of", "share_text"]

TOLERANCE = 1e-12
"""Two end values are the same where they differ by no more."""

QUANTILES = (0.05, 0.5, 0.95)
"""The band that is shown: the lower end, the median, the upper end."""

SUBJECTS = {
    "lock_in": "lock-in",
    "core": "the stock of core competencies",
    "network": "the local network",
}


@dataclass(frozen=True)
class Ordering(Record, kind="strategy-ordering"):
    """How two scenarios compare at the end, draw by draw.

    Attributes
    ----------
    measure : {"lock_in", "core", "network"}
        What is compared.
    first, second : str
        The scenarios.
    lower, equal, higher : float
        Share of the draws, in [0, 1], in which the first ends lower, the same or higher.
    difference : tuple of float
        First minus second: 5 %, median and 95 % of the draws.
    draws : int
        How many draws there were.
    unrated : tuple of str
        Options in either scenario that are not rated on what the measure depends on.
    """

    measure: str
    first: str
    second: str
    lower: float
    equal: float
    higher: float
    difference: tuple[float, float, float]
    draws: int
    unrated: tuple[str, ...] = ()

    @property
    def relation(self) -> str:
        """``lower``, ``equal`` or ``higher`` where that holds in every draw, else ``undecided``.

        It is always undecided where it rests on an option that is not rated.
        """
        if self.unrated:
            return "undecided"
        shares = {"lower": self.lower, "equal": self.equal, "higher": self.higher}
        return next((name for name, share in shares.items() if share == 1), "undecided")

    @property
    def is_certain(self) -> bool:
        """Whether one relation holds in every draw."""
        return self.relation != "undecided"

    @property
    def sentence(self) -> str:
        """The ordering in words."""
        values = {
            "subject": capital(SUBJECTS[self.measure]),
            "first": self.first,
            "second": self.second,
            "draws": f"all {self.draws:,} draws" if self.draws > 1 else "the only draw",
        }
        if self.relation == "equal":
            return message(
                "{subject} ends the same with '{first}' as with '{second}' in {draws}.",
                **values,
            )
        if self.is_certain:
            return message(
                "{subject} ends {relation} with '{first}' than with '{second}' in {draws}, "
                "by {size} in the median.",
                **values,
                relation=self.relation,
                size=_size(self.difference[1]),
            )
        if self.unrated:
            return message(
                "Nothing can be said on how {plain} ends with '{first}' against '{second}', for "
                "{names} {verb} not rated.",
                **values,
                plain=SUBJECTS[self.measure],
                names=join_names(list(self.unrated)),
                verb="is" if len(self.unrated) == 1 else "are",
            )
        return message(
            "The ratings do not decide how {plain} ends with '{first}' against '{second}': "
            "{shares} of {n} draws.",
            **values,
            n=f"{self.draws:,}",
            plain=SUBJECTS[self.measure],
            shares=_shares(self),
        )


def orderings_of(
    names: Sequence[str],
    ends: dict[str, FloatArray],
    unrated: Mapping[tuple[str, str], Sequence[str]] | None = None,
) -> tuple[Ordering, ...]:
    """Compare every pair of scenarios on every measure.

    Parameters
    ----------
    names : sequence of str
        The scenarios.
    ends : mapping of str to array of shape (n_scenarios, n_draws)
        The end values of each measure; draw i is the same world in every scenario.
    unrated : mapping of (measure, scenario) to sequence of str, optional
        Names of the options that a scenario uses and that are not rated on what the measure
        depends on; an ordering that rests on one is never certain.

    Returns
    -------
    tuple of Ordering
        By measure, then by pair; none for a single scenario.

    Examples
    --------
    >>> ends = {"core": np.array([[1.0, 1.0], [1.5, 2.0]])}
    >>> orderings_of(["none", "export"], ends)[0].sentence  # doctest: +NORMALIZE_WHITESPACE
    "The stock of core competencies ends lower with 'none' than with 'export' in all 2 draws, by
    0.75 in the median."
    """
    open_ = unrated or {}
    return tuple(
        _ordering(
            measure,
            (names[i], names[j]),
            ends[measure][i] - ends[measure][j],
            [one for k in (i, j) for one in open_.get((measure, names[k]), ())],
        )
        for measure in MEASURES
        if measure in ends
        for i, j in combinations(range(len(names)), 2)
    )


def _ordering(
    measure: str, pair: tuple[str, str], difference: FloatArray, unrated: Sequence[str]
) -> Ordering:
    """Return one ordering from the differences of all draws."""
    n = len(difference)
    lower, higher = int((difference < -TOLERANCE).sum()), int((difference > TOLERANCE).sum())
    low, middle, high = (float(one) for one in np.quantile(difference, QUANTILES))
    return Ordering(
        measure,
        *pair,
        lower=lower / n,
        equal=(n - lower - higher) / n,
        higher=higher / n,
        difference=(low, middle, high),
        draws=n,
        unrated=tuple(dict.fromkeys(unrated)),
    )


def share_text(share: float) -> str:
    """Return a share in per cent that is never rounded to none or all.

    Examples
    --------
    >>> share_text(0.344), share_text(0.0004), share_text(0.9996), share_text(1.0)
    ('34 %', 'under 1 %', 'over 99 %', '100 %')
    """
    if 0 < share < 0.01:
        return "under 1 %"
    if 0.99 < share < 1:
        return "over 99 %"
    return f"{100 * share:.0f} %"


def _shares(one: Ordering) -> str:
    """Return the shares that are not nothing: 'lower in 34 % and higher in 66 %'."""
    named = [("lower", one.lower), ("the same", one.equal), ("higher", one.higher)]
    said = [f"{name} in {share_text(share)}" for name, share in named if share > 0]
    return " and ".join([", ".join(said[:-1]), said[-1]])


def _size(difference: float) -> str:
    """Return how large a difference is, two decimals."""
    return "less than 0.01" if abs(difference) < 0.005 else f"{abs(difference):.2f}"
