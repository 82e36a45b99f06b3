"""What a search is told: which filters hold, how parts weigh, and the term for newcomers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from hanse.errors import InputError, unknown_name
from hanse.result import Record

__all__ = ["FILTERS", "PARTS", "Filters", "Newcomers", "SearchWeights"]

PARTS = ("complementarity", "similarity", "distance", "readiness", "trust")
FILTERS: Mapping[str, str] = {
    "language": "no common language",
    "market": "not in a target market",
    "exclusions": "excluded by one side",
    "competitors": "competitors",
    "own_cluster": "the same cluster",
    "stale": "profile out of date",
}
"""The filters in the order in which they are told → what they bar, in words."""


@dataclass(frozen=True)
class Filters(Record, kind="partner-filters"):
    """Which pairs are never proposed. What a profile does not state bars nothing.

    Attributes
    ----------
    language : bool
        Both state languages and share none.
    market : bool
        One side names target countries, and the other neither stands in one of them nor serves one.
    exclusions : bool
        One side excludes the other, or the other's cluster.
    competitors : bool
        One side names the other, or its cluster, as competitor; or both offer the same and want
        the same.
    own_cluster : bool
        Both belong to one cluster.
    stale_after : int or None, days
        The candidate's profile was last changed longer ago; None for no expiry.

    Examples
    --------
    >>> Filters(own_cluster=False).on
    ('language', 'market', 'exclusions', 'competitors', 'stale')
    """

    language: bool = True
    market: bool = True
    exclusions: bool = True
    competitors: bool = True
    own_cluster: bool = True
    stale_after: int | None = 730

    def __post_init__(self) -> None:
        if self.stale_after is not None and self.stale_after < 0:
            raise InputError(
                f"stale_after is {self.stale_after}",
                mend="Give days from 0, or None for no expiry.",
            )

    @property
    def on(self) -> tuple[str, ...]:
        """The filters that hold, in the order of `FILTERS`."""
        held = {name: getattr(self, name) for name in FILTERS if name != "stale"}
        held["stale"] = self.stale_after is not None
        return tuple(name for name in FILTERS if held[name])


@dataclass(frozen=True)
class SearchWeights(Record, kind="partner-weights"):
    """How much each part of a score weighs; only their ratios count.

    Attributes
    ----------
    complementarity : float, from 0
        The share of one's wants that the other offers, rare tags counting more.
    similarity : float, from 0
        Common technologies.
    distance : float, from 0
        Nearness of the countries.
    readiness : float, from 0
        The other's readiness to work abroad.
    trust : float, from 0
        One's trust in the other.

    Raises
    ------
    InputError
        If a weight is negative or no number, or all are 0.
    """

    complementarity: float = 0.4
    similarity: float = 0.15
    distance: float = 0.15
    readiness: float = 0.15
    trust: float = 0.15

    def __post_init__(self) -> None:
        for name, weight in asdict(self).items():
            if not (math.isfinite(weight) and weight >= 0):
                raise InputError(f"weight of {name} is {weight}", mend="Give a number from 0.")
        if not any(asdict(self).values()):
            raise InputError("all weights are 0", mend="Give at least one part a weight.")

    def of(self, part: str) -> float:
        """Return the weight of a part; one that is not there is an error."""
        if part not in PARTS:
            raise unknown_name("part", part, PARTS)
        return float(getattr(self, part))

    def times(self, part: str, factor: float) -> SearchWeights:
        """Return the weights with one of them multiplied."""
        return replace(self, **{part: self.of(part) * factor})


@dataclass(frozen=True)
class Newcomers(Record, kind="partner-newcomers"):
    r"""The term that keeps the popular from taking all places on the lists.

    A candidate is new by :math:`\nu_j = \max(1 - a_j / A, 1 - m_j / M, 0)` with the days since it
    joined a and the meetings it had m, over those known (0 where neither is). Candidates are
    ranked by :math:`r_{ij} (1 + b\,\nu_j)`, so that who suits nobody is proposed to nobody. Lists
    are then filled place by place, seekers choosing in turn (by name, and in the next round the
    other way round); who stands on more lists than its fair share f (places over candidates that
    suit somebody) is divided by :math:`1 + \ell\,(c_j - f) / f`.

    Attributes
    ----------
    bonus : float, from 0
        b: how much a wholly new candidate gains.
    days : int, from 1
        A: days after joining in which a candidate is new.
    meetings : int, from 1
        M: number of meetings from which a candidate is not new.
    load : float, from 0
        ℓ: how strongly those proposed often are held back; 0 for not at all.
    """

    bonus: float = 0.1
    days: int = 365
    meetings: int = 3
    load: float = 0.5

    def __post_init__(self) -> None:
        for name in ("bonus", "load"):
            number = getattr(self, name)
            if not (math.isfinite(number) and number >= 0):
                raise InputError(f"{name} is {number}", mend="Give a number from 0.")
        for name in ("days", "meetings"):
            if getattr(self, name) < 1:
                raise InputError(f"{name} is {getattr(self, name)}", mend="Give a number from 1.")
