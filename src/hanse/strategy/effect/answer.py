"""What a simulation of the firms' choices says: bands, how each scenario ends, orderings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from hanse.errors import InputError, unknown_name
from hanse.messages import message, plural
from hanse.result import Answer, Record
from hanse.strategy.catalogue import Catalogue
from hanse.strategy.effect.model import MEASURES, Scenario, pulls, steps
from hanse.strategy.effect.orderings import QUANTILES, TOLERANCE, Ordering, share_text
from hanse.strategy.effect.priors import FloatArray, Prior, draw

__all__ = ["ILLUSTRATION", "Band", "Outlook", "Simulation"]

ILLUSTRATION = (
    "This is an illustration and not a forecast: it shows what the ratings imply together with "
    "assumptions that no data have confirmed. Orderings that hold in all draws say more than any "
    "number."
)
"""The sentence that goes with every figure of the simulation."""

Band = tuple[float, float, float]
"""The 5 %, 50 % and 95 % quantile over the draws."""

SHOWN = 12


@dataclass(frozen=True)
class Outlook(Record, kind="strategy-outlook"):
    """How one scenario ends.

    Attributes
    ----------
    scenario : str
        Its name.
    lock_in, core, network : tuple of float
        Bands at the end.
    trough : tuple of float
        Band of the lowest local network of each draw, in [0, 1].
    trough_year : int
        The year in which the median of the local network is lowest, the first of several.
    core_lost : float
        Share of the draws in which the core ends below its start.
    core_below_baseline : float
        Share of the draws in which the core ends below that without strategy.
    """

    scenario: str
    lock_in: Band
    core: Band
    network: Band
    trough: Band
    trough_year: int
    core_lost: float
    core_below_baseline: float


@dataclass(frozen=True, eq=False)
class Simulation(Answer, kind="strategy-simulation"):
    """Lock-in, core competencies and local network under each scenario.

    Attributes
    ----------
    catalogue : Catalogue
        The ratings that were used.
    scenarios : tuple of Scenario
        The baseline first.
    years : tuple of int
        0, the start, to the last.
    draws, seed : int
        How many draws, and their seed.
    priors : tuple of Prior
        The range of each unknown.
    bands : array of shape (n_scenarios, 3, n_years + 1, 3)
        Scenario, measure (in the order of `MEASURES`), year, quantile (5, 50, 95 %).
    outlooks : tuple of Outlook
        How each scenario ends.
    orderings : tuple of Ordering
        Every pair of scenarios on every measure at the end.
    label : str
        That this is an illustration.
    """

    catalogue: Catalogue
    scenarios: tuple[Scenario, ...]
    years: tuple[int, ...]
    draws: int
    seed: int
    priors: tuple[Prior, ...]
    bands: FloatArray
    outlooks: tuple[Outlook, ...]
    orderings: tuple[Ordering, ...]
    label: str = ILLUSTRATION

    @property
    def names(self) -> tuple[str, ...]:
        """The scenarios by name."""
        return tuple(one.name for one in self.scenarios)

    @property
    def measures(self) -> tuple[str, ...]:
        """What is simulated."""
        return MEASURES

    @property
    def certain(self) -> tuple[Ordering, ...]:
        """Orderings that hold in every draw."""
        return tuple(one for one in self.orderings if one.is_certain)

    @property
    def undecided(self) -> tuple[Ordering, ...]:
        """Orderings that the ratings do not decide."""
        return tuple(one for one in self.orderings if not one.is_certain)

    def band(self, scenario: str, measure: str, year: int | None = None) -> Band:
        """Return the band of a measure in a year, the last where none is named.

        Raises
        ------
        InputError
            If there is no such scenario, measure or year.
        """
        if scenario not in self.names:
            raise unknown_name("scenario", scenario, self.names)
        if measure not in MEASURES:
            raise unknown_name("measure", measure, MEASURES)
        if year is not None and year not in self.years:
            raise InputError(f"there is no year {year}", mend=f"Years: 0 to {self.years[-1]}.")
        t = self.years[-1] if year is None else year
        low, middle, high = self.bands[self.names.index(scenario), MEASURES.index(measure), t]
        return float(low), float(middle), float(high)

    def ordering(self, first: str, second: str, measure: str) -> Ordering:
        """Return the ordering of two scenarios, in the order in which they were simulated.

        Raises
        ------
        InputError
            If there is none.
        """
        for one in self.orderings:
            if (one.measure, {one.first, one.second}) == (measure, {first, second}):
                return one
        raise InputError(
            f"there is no ordering of '{first}' and '{second}' on '{measure}'",
            mend=f"Scenarios: {', '.join(self.names)}; measures: {', '.join(MEASURES)}.",
        )

    def verify(self) -> bool:
        """Whether the orderings come out again when counted one draw at a time.

        The draws are made again from the seed, and the bands and how each scenario ends are read
        off the draws in order of size; it is also checked that no ordering is missing, that without
        strategy lock-in and local network stay as they were, and that every band is in bounds.
        """
        drawn = draw(self.catalogue, self.priors, draws=self.draws, seed=self.seed)
        path = [*steps(pulls(self.catalogue, self.scenarios, drawn), drawn, self.years[-1])]
        ends = {name: values.tolist() for name, values in zip(MEASURES, path[-1], strict=True)}
        pairs = [(m, *pair) for m in MEASURES for pair in combinations(self.names, 2)]
        if [(one.measure, one.first, one.second) for one in self.orderings] != pairs:
            return False
        banded = np.stack([[_bands(values) for values in state] for state in path], axis=2)
        if not np.allclose(np.moveaxis(banded, 0, 1), self.bands, rtol=0, atol=1e-9):
            return False
        if not self._ends_follow(ends):
            return False
        at = {name: i for i, name in enumerate(self.names)}
        is_still = bool((self.bands[0, [0, 2]] == 1).all())
        is_ordered = bool((np.diff(self.bands, axis=-1) >= 0).all() and (self.bands >= 0).all())
        is_bounded = bool((self.bands[:, [0, 2]] <= 1).all())
        return (
            is_still
            and is_ordered
            and is_bounded
            and all(
                _counted(ends[one.measure][at[one.first]], ends[one.measure][at[one.second]])
                == (one.lower, one.equal, one.higher)
                for one in self.orderings
            )
        )

    def _ends_follow(self, ends: dict[str, list[list[float]]]) -> bool:
        """Whether each scenario ends as its draws and bands say, one draw at a time."""
        if [one.scenario for one in self.outlooks] != list(self.names):
            return False
        none = ends["core"][0]
        for i, one in enumerate(self.outlooks):
            core, bands = ends["core"][i], self.bands[i]
            below = sum(own < other - TOLERANCE for own, other in zip(core, none, strict=True))
            said = (one.core_lost, one.core_below_baseline)
            if said != (sum(own < 1 for own in core) / self.draws, below / self.draws):
                return False
            shown = (one.lock_in, one.core, one.network)
            if not np.allclose(shown, bands[:, -1], rtol=0, atol=1e-9):
                return False
            medians = bands[MEASURES.index("network"), :, 1]
            if medians[one.trough_year] > medians.min() or one.trough[1] > medians.min() + 1e-9:
                return False
        return True

    def to_frame(self) -> Any:
        """Return one row per scenario, measure and year: ``low``, ``median`` and ``high``."""
        import pandas as pd

        rows = [
            (name, measure, year, *self.band(name, measure, year))
            for name in self.names
            for measure in MEASURES
            for year in self.years
        ]
        return pd.DataFrame(rows, columns=["scenario", "measure", "year", "low", "median", "high"])

    def __str__(self) -> str:
        return "\n".join(_lines(self))


def _bands(values: FloatArray) -> FloatArray:
    """Return the quantiles of each scenario between the two draws next to them in size."""
    ordered = np.sort(values, axis=1)
    places = [share * (ordered.shape[1] - 1) for share in QUANTILES]
    ends = [(int(place), min(int(place) + 1, ordered.shape[1] - 1)) for place in places]
    parts = [
        ordered[:, low] + (place - low) * (ordered[:, high] - ordered[:, low])
        for place, (low, high) in zip(places, ends, strict=True)
    ]
    return np.array(parts).T


def _counted(first: list[float], second: list[float]) -> tuple[float, float, float]:
    """Return the shares in which the first is lower, equal and higher, one draw at a time."""
    lower = equal = higher = 0
    for one, other in zip(first, second, strict=True):
        if abs(one - other) <= TOLERANCE:
            equal += 1
        elif one < other:
            lower += 1
        else:
            higher += 1
    n = len(first)
    return lower / n, equal / n, higher / n


def _lines(made: Simulation) -> Iterator[str]:
    """Yield the printed simulation: the label, the table, the orderings."""
    yield message(
        "What the firms' choices do to the cluster: {years}, {draws}",
        years=plural(made.years[-1], "year"),
        draws=plural(made.draws, "draw"),
    )
    yield made.label
    width = max(len(one) for one in (*made.names, "scenario"))
    head = f"{'lock-in':<18}  {'core (start 1)':<18}  {'network at lowest':<18}"
    yield f"{'scenario'.ljust(width)}  {head}  core below 1"
    for one in made.outlooks:
        cells = [f"{_shown(band):<18}" for band in (one.lock_in, one.core, one.trough)]
        yield f"{one.scenario.ljust(width)}  {'  '.join(cells)}  {share_text(one.core_lost)}"
    for title, listed in (
        ("Holds in every draw", made.certain),
        ("Not decided by the ratings", made.undecided),
    ):
        if listed:
            yield f"{title} ({len(listed)} of {len(made.orderings)}):"
            yield from (f"- {one.sentence}" for one in listed[:SHOWN])
        if len(listed) > SHOWN:
            yield f"- and {len(listed) - SHOWN} more"


def _shown(band: Band) -> str:
    """Return a band as 'median [low, high]'."""
    low, middle, high = band
    return f"{middle:.2f} [{low:.2f}, {high:.2f}]"
