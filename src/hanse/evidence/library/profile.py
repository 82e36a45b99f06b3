"""A profile to hold against a library, and how much each part of the comparison weighs."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hanse.errors import InputError
from hanse.evidence.library.cluster import BARRIERS, DRIVERS, UNKNOWN, ReviewedCluster, known_value
from hanse.evidence.library.words import industry_of
from hanse.result import Record

__all__ = ["PARTS", "ClusterProfile", "LikenessWeights", "profile_of"]

PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "industry": ("group", "words"),
        "country": ("border", "region", "income", "language"),
        "activity": ("activity",),
        "drivers": tuple(DRIVERS),
        "barriers": tuple(BARRIERS),
    }
)
"""Parts of the comparison with their items; the items of a part share its weight evenly."""


@dataclass(frozen=True, kw_only=True)
class ClusterProfile(Record, kind="cluster-profile"):
    """What you know of your cluster; what you do not know stays unknown, which is not a no.

    Attributes
    ----------
    name : str
        What it is called in the answer.
    product : str
        Words, such as ``"car parts"``.
    industry : str
        One of `INDUSTRIES`; where it is empty, taken from the words of the product, if they tell
        one group.
    country : str
        Any code or name.
    activity : str
        ``"exporting"``, ``"not exporting"`` or ``"unknown"``.
    multinationals, public_support, collaboration, ties_abroad, knowledge, upgrading : str
        Drivers: ``"yes"``, ``"no"`` or ``"unknown"``.
    procedural, institutional, environmental, external_market : str
        Barriers: ``"yes"``, ``"no"`` or ``"unknown"``.

    Raises
    ------
    InputError
        If a value is not known, with the nearest.

    Examples
    --------
    >>> profile = ClusterProfile(product="trucks", country="Sweden", knowledge="yes")
    >>> profile.industry, profile.country, profile.upgrading
    ('vehicles', 'SWE', 'unknown')
    """

    name: str = "your cluster"
    product: str = ""
    industry: str = ""
    country: str = ""
    activity: str = UNKNOWN
    multinationals: str = UNKNOWN
    public_support: str = UNKNOWN
    collaboration: str = UNKNOWN
    ties_abroad: str = UNKNOWN
    knowledge: str = UNKNOWN
    upgrading: str = UNKNOWN
    procedural: str = UNKNOWN
    institutional: str = UNKNOWN
    environmental: str = UNKNOWN
    external_market: str = UNKNOWN

    def __post_init__(self) -> None:
        for field in dataclasses.fields(self):
            text = getattr(self, field.name)
            value = known_value(field.name, text, where=f"profile, {field.name}")
            object.__setattr__(self, field.name, value)
        if not self.industry:
            object.__setattr__(self, "industry", industry_of(self.product))


def profile_of(cluster: ReviewedCluster) -> ClusterProfile:
    """Return a cluster of a library as a profile, to find those most like it.

    Examples
    --------
    >>> from hanse.evidence.library import cluster_library
    >>> profile_of(cluster_library().cluster("AR-WIN")).product
    'wine'
    """
    names = [field.name for field in dataclasses.fields(ClusterProfile)]
    return ClusterProfile(**{name: getattr(cluster, name) for name in names})


@dataclass(frozen=True)
class LikenessWeights(Record, kind="cluster-likeness-weights"):
    """How much each part weighs: a choice, not an estimate. They need not sum to 1.

    Attributes
    ----------
    industry, country, activity, drivers, barriers : float, from 0
        Weights; 0 leaves a part out.

    Raises
    ------
    InputError
        If a weight is negative or no number, or all are 0.
    """

    industry: float = 0.30
    country: float = 0.20
    activity: float = 0.15
    drivers: float = 0.25
    barriers: float = 0.10

    def __post_init__(self) -> None:
        for part in PARTS:
            if not (math.isfinite(self.of(part)) and self.of(part) >= 0):
                what = f"the weight of {part} is {self.of(part)}"
                raise InputError(what, where="weights", mend="Give a number from 0.")
        if not any(self.of(part) for part in PARTS):
            raise InputError("all weights are 0", where="weights", mend="Give one of them more.")

    def of(self, part: str) -> float:
        """Return the weight of a part."""
        return float(getattr(self, part))

    def times(self, part: str, factor: float) -> LikenessWeights:
        """Return the weights with one of them multiplied."""
        return dataclasses.replace(self, **{part: factor * self.of(part)})
