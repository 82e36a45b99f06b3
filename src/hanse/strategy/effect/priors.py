"""What nobody knows about the effect on a cluster: a range for each unknown, and draws from them.

No source gives these numbers. Each range is wide, says what it means, and can be replaced; the
equations in which they stand are those of `hanse.strategy.effect.model`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.result import Record
from hanse.strategy.catalogue import Catalogue, Criterion

__all__ = ["PRIORS", "RATED", "Draws", "FloatArray", "Prior", "changed_priors", "draw"]

FloatArray = npt.NDArray[np.float64]

RATED = ("lock_in", "core")
"""The criteria whose ratings enter: what opens the cluster, and what keeps its competencies."""


@dataclass(frozen=True)
class Prior(Record, kind="strategy-prior"):
    """An unknown of the simulation, drawn uniformly from a range.

    Attributes
    ----------
    name, symbol : str
        The name in files and the symbol in the equations.
    low, high : float
        The range; equal ends fix the value.
    least, most : float
        The bounds that a range may not leave.
    meaning, reason : str
        What the number says, and why the range is what it is.
    """

    name: str
    symbol: str
    low: float
    high: float
    least: float
    most: float
    meaning: str
    reason: str


PRIORS = (
    Prior(
        *("adoption_midpoint", "m", 3.0, 7.0, 0.0, 100.0),
        "years until about half of the firms that will choose have done so",
        "assumed: years rather than months, and well before the last year",
    ),
    Prior(
        *("adoption_speed", "r", 0.6, 1.2, 0.01, 5.0),
        "steepness of the adoption curve, a year",
        "assumed: from a tenth to nine tenths of the firms in about four to seven years",
    ),
    Prior(
        *("middle_level", "q", 0.25, 0.75, 0.0, 1.0),
        "the number of a middle level between 0, the worst, and 1, the best",
        "a level between two others says no more; kept away from both so that it stays a level",
    ),
    Prior(
        *("protection", "w", 0.0, 1.0, 0.0, 1.0),
        "how far a mixture protects the core as its best part does, and not as its worst",
        "from the worst part to the best; the ratings do not say",
    ),
    Prior(
        *("unrated", "u", 0.0, 1.0, 0.0, 1.0),
        "the number of a rating that does not exist",
        "nothing is known, so it may be anything",
    ),
    Prior(
        *("selective_share", "ρs", 0.1, 0.4, 0.0, 1.0),
        "part of a firm's value chain that moves in selective relocation",
        "some functions and never the majority of them (section 3.2 of the paper)",
    ),
    Prior(
        *("replicative_share", "ρr", 0.6, 1.0, 0.0, 1.0),
        "part of a firm's value chain that moves in replicative relocation",
        "the majority or all of it (section 3.2 of the paper)",
    ),
    Prior(
        *("spill_over", "s", 0.0, 0.8, 0.0, 1.0),
        "how far the reach of some firms opens the others through the local network",
        "from no gatekeepers to most of what is learned passed on",
    ),
    Prior(
        *("reach_speed", "θ", 0.2, 0.6, 0.0, 1.0),
        "part of the way to its target that the external reach goes in a year",
        "assumed: half of the way in about one to three years",
    ),
    Prior(
        *("tie_loss", "c", 0.3, 1.0, 0.0, 1.0),
        "local ties lost for each unit of activity that moves away",
        "from most local ties kept to none kept for what has moved",
    ),
    Prior(
        *("renewal", "h", 0.2, 1.0, 0.0, 1.0),
        "part of the lost network that renews itself in a year in a cluster fully open",
        "at a reach of 0.25 half of the gap closes in 2 to 14 years (medium term, section 5.2)",
    ),
    Prior(
        *("own_learning", "β", 0.0, 0.03, 0.0, 0.2),
        "growth of the core a year by what the cluster learns on its own",
        "assumed: it overlaps with obsolescence, so that doing nothing may gain or lose",
    ),
    Prior(
        *("shared_learning", "ω", 0.01, 0.03, 0.0, 0.2),
        "growth of the core a year if every firm chose an option that protects and develops it",
        "assumed: as own learning, but never nothing, for the objective is to protect and develop",
    ),
    Prior(
        *("openness", "μ", 0.0, 4.0, 0.0, 20.0),
        "how many times shared learning grows again in a cluster fully open, network intact",
        "from knowledge from abroad that adds nothing to knowledge that is the main source",
    ),
    Prior(
        *("obsolescence", "δ", 0.01, 0.04, 0.0, 1.0),
        "loss of the core a year because knowledge grows old",
        "assumed: what is not renewed halves in 17 to 70 years",
    ),
    Prior(
        *("leakage", "λ", 0.02, 0.1, 0.0, 1.0),
        "loss of the core a year if every firm chose an option that does not protect it",
        "assumed: such a cluster loses half of its core in 7 to 35 years",
    ),
    Prior(
        *("thinning_loss", "κ", 0.0, 0.1, 0.0, 1.0),
        "loss of the core a year where no local network is left",
        "from no effect at all to a loss as fast as full leakage",
    ),
    Prior(
        *("critical_mass", "Nc", 0.4, 0.7, 0.01, 1.0),
        "local network below which the core suffers",
        "assumed: about the middle; that there is a critical mass is in section 2",
    ),
)
"""Every unknown with its default range, in the order in which they are drawn."""


def changed_priors(changes: Mapping[str, tuple[float, float]] | None = None) -> tuple[Prior, ...]:
    """Return the priors with some ranges replaced.

    Parameters
    ----------
    changes : mapping of str to (float, float), optional
        Name of a prior and its new range; equal ends fix the value.

    Raises
    ------
    InputError
        If a name is unknown, a range is no pair of numbers, upside down or out of bounds.

    Examples
    --------
    >>> [one.low for one in changed_priors({"leakage": (0.05, 0.05)}) if one.name == "leakage"]
    [0.05]
    """
    wanted = dict(changes or {})
    names = [one.name for one in PRIORS]
    for name in wanted:
        if name not in names:
            raise unknown_name("prior", name, names, where="priors")
    return tuple(_changed(one, wanted[one.name]) if one.name in wanted else one for one in PRIORS)


def _changed(prior: Prior, given: Any) -> Prior:
    """Return the prior with a new range."""
    where = f"prior {prior.name}"
    if not isinstance(given, Sequence) or len(given) != 2 or not all(map(_is_number, given)):
        raise InputError(
            f"{given!r} is no range", where=where, mend="Give the low and the high end as numbers."
        )
    low, high = map(float, given)
    if low > high:
        raise InputError(f"low {low:g} is above high {high:g}", where=where, mend="Swap them.")
    if low < prior.least or high > prior.most:
        raise InputError(
            f"{low:g} to {high:g} leaves its bounds",
            where=where,
            mend=f"Stay within {prior.least:g} and {prior.most:g}.",
        )
    return replace(prior, low=low, high=high)


def _is_number(value: object) -> bool:
    """Whether the value is a finite number."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


@dataclass(frozen=True, eq=False)
class Draws:
    """What was drawn: the same for every scenario, so that scenarios differ by choices alone.

    Attributes
    ----------
    values : mapping of str to array of shape (n_draws,)
        Each prior by name. ``middle_level`` and ``unrated`` are drawn for each criterion and
        option instead and are not among them.
    levels : mapping of str to array of shape (n_levels, n_draws)
        For each rated criterion the numbers of its levels, in [0, 1], the worst first.
    places : mapping of (criterion, option) to array of shape (n_draws,)
        Where in its range a rating lies, in [0, 1].
    unrated : tuple of float
        The range of a rating that does not exist.
    """

    values: Mapping[str, FloatArray]
    levels: Mapping[str, FloatArray]
    places: Mapping[tuple[str, str], FloatArray]
    unrated: tuple[float, float]

    def number(self, catalogue: Catalogue, option: str, criterion: str) -> FloatArray:
        """Return a rating as numbers of shape (n_draws,) in [0, 1].

        A level is the number of its draw; a range a number between those of its ends; a rating
        that does not exist any number of the prior ``unrated``.
        """
        rating, scale = catalogue.rating(option, criterion), catalogue.criterion(criterion)
        place = self.places[criterion, option]
        if rating.level is None:
            low, high = self.unrated
            return low + place * (high - low)
        ends = (rating.lower or rating.level, rating.upper or rating.level)
        first, last = (self.levels[criterion][scale.place(end)] for end in ends)
        number: FloatArray = first + place * (last - first)
        return number


def draw(
    catalogue: Catalogue, priors: Sequence[Prior], *, draws: int = 4000, seed: int = 1
) -> Draws:
    """Draw every unknown.

    Parameters
    ----------
    catalogue : Catalogue
        Its criteria ``lock_in`` and ``core`` give the levels, its options the places.
    priors : sequence of Prior
        All of them, as `changed_priors` returns.
    draws : int
        How many, from 1. More draws begin with the same ones.
    seed : int
        From 0. Other priors or ratings keep the same draws.

    Raises
    ------
    InputError
        If the catalogue lacks one of the two criteria.

    Examples
    --------
    >>> from hanse.strategy.catalogue_reader import read_catalogue
    >>> made = draw(read_catalogue(), PRIORS, draws=3)
    >>> made.levels["core"][[0, 2]].tolist()
    [[0.0, 0.0, 0.0], [1.0, 1.0, 1.0]]
    """
    rated = [catalogue.criterion(name, where="simulation") for name in RATED]
    values = np.random.default_rng([seed, 0]).random((draws, len(PRIORS))).T
    names = [one.name for one in priors]
    drawn = {
        one.name: one.low + own * (one.high - one.low)
        for one, own in zip(priors, values, strict=True)
        if one.name not in ("middle_level", "unrated")
    }
    between = [max(len(one.levels) - 2, 0) for one in rated]
    width = sum(between) + len(rated) * len(catalogue.options)
    rest = iter(np.random.default_rng([seed, 1]).random((draws, width)).T)
    middle = priors[names.index("middle_level")]
    levels = {
        one.id: _level_numbers(one, [next(rest) for _ in range(n)], middle, draws)
        for one, n in zip(rated, between, strict=True)
    }
    places = {(one.id, option.id): next(rest) for one in rated for option in catalogue.options}
    unrated = priors[names.index("unrated")]
    return Draws(drawn, levels, places, (unrated.low, unrated.high))


def _level_numbers(
    criterion: Criterion, between: list[FloatArray], middle: Prior, draws: int
) -> FloatArray:
    """Return the numbers of the levels: 0, sorted ones between, 1; of a single level 1."""
    if len(between) == 1:
        between = [middle.low + between[0] * (middle.high - middle.low)]
    made = np.zeros((len(criterion.levels), draws))
    if between:
        made[1:-1] = np.sort(np.array(between), axis=0)
    made[-1] = 1
    return made
