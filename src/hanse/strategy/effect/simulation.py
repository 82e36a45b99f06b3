"""Effect: what the firms' choices together do to the cluster, over years and over the unknowns.

An illustration and not a forecast: the orderings that hold in every draw come first, the numbers
after them. Equations: `hanse.strategy.effect.model`; unknowns: `hanse.strategy.effect.priors`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from hanse.errors import InputError
from hanse.strategy.catalogue import Catalogue
from hanse.strategy.effect.answer import ILLUSTRATION, Band, Outlook, Simulation
from hanse.strategy.effect.model import (
    MEASURES,
    Scenario,
    checked_scenarios,
    pulls,
    steps,
    unrated_in,
)
from hanse.strategy.effect.orderings import QUANTILES, TOLERANCE, orderings_of
from hanse.strategy.effect.priors import FloatArray, changed_priors, draw

__all__ = [
    "ILLUSTRATION",
    "Band",
    "Outlook",
    "Scenario",
    "Simulation",
    "band_of",
    "checked_count",
    "simulate",
]


def simulate(
    catalogue: Catalogue,
    scenarios: Sequence[Scenario],
    *,
    years: int = 20,
    draws: int = 4000,
    seed: int = 1,
    priors: Mapping[str, tuple[float, float]] | None = None,
) -> Simulation:
    """Simulate what the firms' choices do to the cluster.

    Parameters
    ----------
    catalogue : Catalogue
        Options with ratings on ``lock_in`` and ``core``.
    scenarios : sequence of Scenario
        Shares of firms by mixture; the baseline ``"no strategy"`` is added.
    years : int
        From 1 to 100.
    draws : int
        Draws of the unknowns, from 1. All scenarios have the same ones.
    seed : int
        From 0; the same seed gives the same answer.
    priors : mapping of str to (float, float), optional
        Ranges to use in place of those of `PRIORS`.

    Returns
    -------
    Simulation
        Without scenarios the baseline alone, and no ordering.

    Raises
    ------
    InputError
        If a scenario, a prior, ``years``, ``draws`` or ``seed`` cannot be used.

    Source: the objectives and their ratings are those of Gancarczyk & Gancarczyk 2017, sections
    5.2 and 6.2; the equations are ours.

    Examples
    --------
    >>> from hanse.strategy.catalogue_reader import read_catalogue
    >>> choices = [Scenario("moving out", {"replicative-outsourcing": 0.4})]
    >>> made = simulate(read_catalogue(), choices, draws=500)
    >>> made.band("no strategy", "lock_in")
    (1.0, 1.0, 1.0)
    >>> made.ordering("no strategy", "moving out", "core").relation
    'higher'
    """
    checked_count("years", years, least=1, most=100)
    checked_count("draws", draws, least=1)
    checked_count("seed", seed, least=0)
    ranges = changed_priors(priors)
    checked = checked_scenarios(catalogue, scenarios)
    drawn = draw(catalogue, ranges, draws=draws, seed=seed)
    bands = np.empty((len(checked), len(MEASURES), years + 1, len(QUANTILES)))
    lowest = np.ones((len(checked), draws))
    state: tuple[FloatArray, ...] = ()
    for year, state in enumerate(steps(pulls(catalogue, checked, drawn), drawn, years)):
        lowest = np.minimum(lowest, state[MEASURES.index("network")])
        for i, values in enumerate(state):
            bands[:, i, year] = np.quantile(values, QUANTILES, axis=1).T
    bands.setflags(write=False)
    ends = dict(zip(MEASURES, state, strict=True))
    names = [one.name for one in checked]
    return Simulation(
        catalogue,
        checked,
        tuple(range(years + 1)),
        draws,
        seed,
        ranges,
        bands,
        tuple(_outlook(i, name, ends, bands, lowest) for i, name in enumerate(names)),
        orderings_of(names, ends, unrated_in(catalogue, checked)),
    )


def band_of(values: FloatArray) -> Band:
    """Return the 5 %, 50 % and 95 % quantile of draws."""
    low, middle, high = (float(one) for one in np.quantile(values, QUANTILES))
    return low, middle, high


def checked_count(name: str, value: object, *, least: int, most: int | None = None) -> None:
    """Check a whole number.

    Raises
    ------
    InputError
        If it is none, or out of bounds.
    """
    if (
        isinstance(value, bool)
        or not isinstance(value, int)
        or value < least
        or (most is not None and value > most)
    ):
        bounds = f"from {least} to {most}" if most is not None else f"from {least}"
        raise InputError(
            f"{name} is {value!r}", where="simulation", mend=f"Give a whole number {bounds}."
        )


def _outlook(
    i: int, name: str, ends: dict[str, FloatArray], bands: FloatArray, lowest: FloatArray
) -> Outlook:
    """Return how scenario i ends."""
    core = ends["core"]
    return Outlook(
        name,
        lock_in=band_of(ends["lock_in"][i]),
        core=band_of(core[i]),
        network=band_of(ends["network"][i]),
        trough=band_of(lowest[i]),
        trough_year=int(bands[i, MEASURES.index("network"), :, 1].argmin()),
        core_lost=float((core[i] < 1).mean()),
        core_below_baseline=float((core[i] < core[0] - TOLERANCE).mean()),
    )
