"""Threshold: from which share of replicative relocation the core falls below doing nothing."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from hanse.errors import InputError
from hanse.messages import message
from hanse.result import Answer
from hanse.strategy.catalogue import Catalogue
from hanse.strategy.effect.model import (
    BASELINE,
    MEASURES,
    Scenario,
    checked_scenarios,
    pulls,
    steps,
    unrated_in,
)
from hanse.strategy.effect.orderings import TOLERANCE, share_text
from hanse.strategy.effect.priors import Prior, changed_priors, draw
from hanse.strategy.effect.simulation import ILLUSTRATION, Band, band_of, checked_count

__all__ = ["STEPS", "Threshold", "threshold"]

STEPS = 20
"""Shares from 0 to 1 are tried in this many steps of 0.05."""


@dataclass(frozen=True)
class Threshold(Answer, kind="strategy-threshold"):
    """The share of one option from which the core ends below that without strategy.

    Attributes
    ----------
    option : str
        The option or mixture.
    others : mapping of str to float
        What the other firms choose, as shares of those other firms.
    shares : tuple of float
        The shares that were tried, 0 to 1.
    core : tuple of (float, float, float)
        Band of the core at the end for each share.
    baseline : tuple of float
        Band of the core at the end without strategy.
    below : tuple of float
        For each share, the share of the draws in which the core ends below the baseline.
    start : float
        The smallest share tried from which on, up to 1, the median of the core lies below that of
        the baseline; NaN where there is none.
    years, draws, seed : int
        As in `simulate`.
    priors : tuple of Prior
        The range of each unknown.
    label : str
        That this is an illustration.
    """

    option: str
    others: Mapping[str, float]
    shares: tuple[float, ...]
    core: tuple[Band, ...]
    baseline: Band
    below: tuple[float, ...]
    start: float
    years: int
    draws: int
    seed: int
    priors: tuple[Prior, ...]
    label: str = field(default=ILLUSTRATION)

    @property
    def is_never_safe(self) -> bool:
        """Whether the core ends below the baseline at every share above 0 that was tried."""
        return self.start <= self.shares[1]

    @property
    def sentence(self) -> str:
        """The answer in words."""
        if math.isnan(self.start):
            return message(
                "At no share of '{option}' that stays so up to all firms does the median core end "
                "below that without strategy.",
                option=self.option,
            )
        at = self.shares.index(self.start)
        if self.start == 0:
            return message(
                "The median core ends below that without strategy at every share of '{option}', "
                "even at none.",
                option=self.option,
            )
        values = {
            "option": self.option,
            "share": share_text(self.start),
            "draws": share_text(self.below[at]),
        }
        if self.is_never_safe:
            return message(
                "No share of '{option}' is safe: the median core ends below that without strategy "
                "at every share above 0 that was tried, from {share} of the firms on (there in "
                "{draws} of the draws).",
                **values,
            )
        return message(
            "From {share} of the firms with '{option}' on, the median core ends below that without "
            "strategy (there in {draws} of the draws).",
            **values,
        )

    def to_frame(self) -> Any:
        """Return one row per share: ``share``, core ``low median high``, ``below``."""
        import pandas as pd

        rows = [
            (share, *band, below)
            for share, band, below in zip(self.shares, self.core, self.below, strict=True)
        ]
        return pd.DataFrame(rows, columns=["share", "low", "median", "high", "below"])

    def __str__(self) -> str:
        lines = [self.sentence, self.label, "share  core (median)  below no strategy"]
        for share, band, below in zip(self.shares, self.core, self.below, strict=True):
            lines.append(f"{share:5.2f}  {band[1]:13.2f}  {share_text(below)}")
        return "\n".join(lines)


def threshold(
    catalogue: Catalogue,
    option: str | None = None,
    *,
    others: Mapping[str, float] | None = None,
    years: int = 20,
    draws: int = 4000,
    seed: int = 1,
    priors: Mapping[str, tuple[float, float]] | None = None,
) -> Threshold:
    """Find the share of replicative relocation from which the core falls below doing nothing.

    Parameters
    ----------
    catalogue : Catalogue
        Options with ratings.
    option : str, optional
        An option or mixture; the catalogue's first option with replicative relocation where none
        is named.
    others : mapping of str to float, optional
        What the other firms choose, as shares of those other firms; nothing where left out, and
        then the answer may well be 'at every share above 0'.
    years, draws, seed, priors
        As in `hanse.strategy.effect.simulation.simulate`.

    Returns
    -------
    Threshold
        With ``start`` NaN where the median core never falls below for good.

    Raises
    ------
    InputError
        If no option is replicative and none is named, an option is not rated, or as `simulate`
        does.

    Examples
    --------
    >>> from hanse.strategy.catalogue_reader import read_catalogue
    >>> alone = threshold(read_catalogue(), draws=200)
    >>> alone.start, alone.is_never_safe
    (0.05, True)
    """
    checked_count("years", years, least=1, most=100)
    checked_count("draws", draws, least=1)
    checked_count("seed", seed, least=0)
    chosen = option or _first_replicative(catalogue)
    rest = checked_scenarios(catalogue, [Scenario("the other firms", others or {})])[1].shares
    target = next(iter(checked_scenarios(catalogue, [Scenario("target", {chosen: 1})])[1].shares))
    _check_rated(catalogue, [Scenario("target", {target: 1.0}), Scenario("others", rest)])
    shares = tuple(i / STEPS for i in range(STEPS + 1))
    scenarios = [Scenario(BASELINE), *(_mixed(target, rest, share) for share in shares)]
    ranges = changed_priors(priors)
    drawn = draw(catalogue, ranges, draws=draws, seed=seed)
    *_, last = steps(pulls(catalogue, scenarios, drawn), drawn, years)
    baseline, *core = last[MEASURES.index("core")]
    bands = tuple(band_of(values) for values in core)
    is_below = np.array([band[1] for band in bands]) < band_of(baseline)[1]
    kept = int(np.cumprod(is_below[::-1]).sum())
    return Threshold(
        target,
        rest,
        shares,
        bands,
        band_of(baseline),
        tuple(float((values < baseline - TOLERANCE).mean()) for values in core),
        shares[-kept] if kept else math.nan,
        years,
        draws,
        seed,
        ranges,
    )


def _check_rated(catalogue: Catalogue, scenarios: list[Scenario]) -> None:
    """Refuse options that are not rated: nothing is known of what they do."""
    names = [name for found in unrated_in(catalogue, scenarios).values() for name in found]
    if names:
        raise InputError(
            f"{names[0]} is not rated", where="threshold", mend="Name an option that is rated."
        )


def _first_replicative(catalogue: Catalogue) -> str:
    """Return the first option that moves the value chain away as a whole."""
    for one in catalogue.options:
        if one.relocation == "replicative":
            return one.id
    raise InputError(
        f"catalogue '{catalogue.id}' has no option with replicative relocation",
        where="threshold",
        mend="Name an option.",
    )


def _mixed(option: str, others: Mapping[str, float], share: float) -> Scenario:
    """Return a share of the firms with the option and the rest as the other firms."""
    shares = {name: (1 - share) * own for name, own in others.items()}
    shares[option] = shares.get(option, 0.0) + share
    return Scenario(f"{share:.2f}", shares)
