"""Rules for stars: which indicators, which cut-offs, and what is known of each vintage."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hanse.errors import InputError, unknown_name
from hanse.result import Record

__all__ = ["INDICATORS", "VINTAGES", "Cut", "StarRule", "star_rule"]

INDICATORS = ("size", "specialisation", "focus", "growth", "productivity")


@dataclass(frozen=True)
class Cut(Record, kind="observatory-cut"):
    """From where on an indicator earns a star: a share of the regions, or a value.

    Attributes
    ----------
    indicator : {"size", "specialisation", "focus", "growth", "productivity"}
        What is judged.
    top : float
        The share of regions of the same industry that earn it, in (0, 1]; NaN with ``at_least``.
    at_least : float
        The smallest value that earns it; NaN with ``top``.

    Raises
    ------
    InputError
        If the indicator is unknown, or not exactly one of the two cut-offs is given.
    """

    indicator: str
    top: float = math.nan
    at_least: float = math.nan

    def __post_init__(self) -> None:
        if self.indicator not in INDICATORS:
            raise unknown_name("indicator", self.indicator, INDICATORS, where="stars")
        if math.isnan(self.top) == math.isnan(self.at_least):
            raise InputError(
                f"{self.indicator} has {'no' if math.isnan(self.top) else 'two'} cut-offs",
                where="stars",
                mend="Give either top or at_least.",
            )
        if not math.isnan(self.top) and not 0 < self.top <= 1:
            raise InputError(
                f"{self.indicator}: top is {self.top}",
                where="stars",
                mend="Give a share of the regions above 0, up to 1.",
            )

    def __str__(self) -> str:
        if math.isnan(self.top):
            return f"{self.indicator} at least {self.at_least:g}"
        return f"{self.indicator} among the top {self.top:.0%} of regions"


@dataclass(frozen=True)
class StarRule(Record, kind="observatory-star-rule"):
    """One star for each cut.

    Attributes
    ----------
    name : str
        Name of the vintage, or of the user's own rule.
    cuts : tuple of Cut
        One for each indicator.
    known : str
        Where the rule comes from, and what of it is not confirmed.
    """

    name: str
    cuts: tuple[Cut, ...]
    known: str = ""

    def __post_init__(self) -> None:
        names = [cut.indicator for cut in self.cuts]
        twice = [name for name in INDICATORS if names.count(name) > 1]
        if twice or not names:
            raise InputError(
                f"the rule has {twice[0] + ' twice' if twice else 'no cut'}",
                where=f"stars, {self.name}",
                mend="Give each indicator one cut.",
            )

    def __str__(self) -> str:
        return f"{self.name}: {'; '.join(map(str, self.cuts))}"


VINTAGES: Mapping[str, StarRule] = MappingProxyType(
    {
        "observatory-first": StarRule(
            "observatory-first",
            (Cut("size", top=0.1), Cut("specialisation", at_least=2.0), Cut("focus", top=0.1)),
            "European Cluster Observatory, first method (about 2007 to 2012): size, specialisation "
            "and focus, and the top 10% of regions for size, are documented. The quotient of 2 and "
            "the top 10% for focus are cut-offs of hanse after that method, not taken from it.",
        ),
        "panorama-2016": StarRule(
            "panorama-2016",
            (
                Cut("size", top=0.2),
                Cut("specialisation", top=0.2),
                Cut("productivity", top=0.2),
                Cut("growth", top=0.2),
            ),
            "European Cluster Panorama 2014 and 2016 (Ketels and Protsiv): the indicators and the "
            "top 20% are from memory, not checked against the source. There productivity is the "
            "wage corrected for its level in the country; here it is what the user gives.",
        ),
        "panorama-2020": StarRule(
            "panorama-2020",
            (
                Cut("size", top=0.2),
                Cut("specialisation", top=0.2),
                Cut("productivity", top=0.2),
                Cut("growth", top=0.2),
            ),
            "European Panorama of Clusters and Industrial Change 2020: it adds stars for the "
            "performance of small firms and for innovation leaders, which are not made here. "
            "Its cut-offs are not known to us; those of 2016 stand in.",
        ),
    }
)
"""Named presets; ``known`` says what is confirmed of each."""


def star_rule(name: str) -> StarRule:
    """Return a preset; one that is not there is an error with the nearest.

    Examples
    --------
    >>> print(star_rule("observatory-first").cuts[1])
    specialisation at least 2
    """
    if name not in VINTAGES:
        raise unknown_name("vintage of stars", name, VINTAGES)
    return VINTAGES[name]
