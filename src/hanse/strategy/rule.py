"""The rule: screen, dominate, simplify, on the places of levels alone.

Nothing here knows an option, a criterion or a paper: there are bit masks of parts, places of levels
with 0 the worst, and for each criterion whether a mixture is as good as its worst or its best part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
import numpy.typing as npt

from hanse.errors import LimitReached
from hanse.strategy.catalogue import Catalogue, Criterion, Mixture
from hanse.strategy.mixtures import refusal

__all__ = ["Chooser", "Chosen", "Levels", "Profile"]

MOST_OPTIONS = 16
Profile = tuple[int, ...]
Levels = Sequence[Profile]


@dataclass(frozen=True)
class Chosen:
    """What the rule returns: mixtures, and whether they are only the best feasible ones."""

    mixtures: tuple[Mixture, ...]
    is_fallback: bool


@dataclass(frozen=True)
class Chooser:
    """The mixtures of a strategy, ready to be judged under any ratings.

    Attributes
    ----------
    parts : tuple of str
        Ids of the rated options; bit ``i`` of a mask stands for part ``i``.
    criteria : tuple of Criterion
        The criteria that are screened.
    levels : tuple of tuples of int
        Place of each part on each criterion, 0 the worst.
    allowed : tuple of int
        Masks of the mixtures that are possible, fewest parts first.
    """

    parts: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    levels: tuple[Profile, ...]
    allowed: tuple[int, ...]

    @classmethod
    def of(cls, catalogue: Catalogue, strategy: str) -> Self:
        """Return the chooser of one strategy of a catalogue.

        Raises
        ------
        InputError
            If there is no such strategy.
        LimitReached
            If more than 16 options are rated.
        """
        rated = [one.id for one in catalogue.serving(strategy) if catalogue.is_rated(one.id)]
        if len(rated) > MOST_OPTIONS:
            raise LimitReached(
                f"too many options of strategy '{strategy}' for all mixtures",
                size=f"{len(rated)} options, at most {MOST_OPTIONS}",
                knob="Put options that go together into one, or split the catalogue.",
            )
        levels = tuple(
            tuple(_place(catalogue, one, criterion) for criterion in catalogue.evaluated)
            for one in rated
        )
        allowed = _allowed(rated, catalogue)
        return cls(tuple(rated), catalogue.evaluated, levels, allowed)

    def mixture(self, mask: int) -> Mixture:
        """Return the parts of a mask."""
        return tuple(part for i, part in enumerate(self.parts) if mask >> i & 1)

    def profiles(self, levels: Levels | None = None) -> dict[int, Profile]:
        """Return the place of each possible mixture on each criterion.

        A mixture is as good as its worst part on a criterion where the hardest part decides, as
        its best part elsewhere.
        """
        given = self.levels if levels is None else levels
        join = [min if one.mixture == "hardest" else max for one in self.criteria]
        found: dict[int, Profile] = {1 << i: tuple(own) for i, own in enumerate(given)}
        for mask in range(1, 1 << len(given)):
            if mask not in found:
                rest, last = mask & (mask - 1), mask & -mask
                pairs = zip(join, found[rest], found[last], strict=True)
                found[mask] = tuple(best(one, other) for best, one, other in pairs)
        return {mask: found[mask] for mask in self.allowed}

    def choose(self, levels: Levels | None = None) -> Chosen:
        """Return the mixtures that the rule leaves.

        1. Screen: a mixture at the worst level of any criterion is dropped; where nothing is left,
           only those at the worst level of feasibility are.
        2. Dominate: a mixture goes if another is as good on all criteria and better on one.
        3. Simplify: of equal profiles those with the fewest parts stay.

        Parameters
        ----------
        levels : sequence of tuples of int, optional
            Other places of the parts than the catalogue's, as in ``levels``.

        Returns
        -------
        Chosen
            Without a feasible mixture there are none, and ``is_fallback`` is True.
        """
        table = self._table(self.levels if levels is None else levels)
        radix = np.cumprod([1, *(len(one.levels) for one in self.criteria[:-1])])
        codes, first, kind = np.unique(table @ radix, return_index=True, return_inverse=True)
        pairs = zip(codes.tolist(), table[first].tolist(), strict=True)
        left, is_fallback = self.screened({code: tuple(own) for code, own in pairs})
        best = undominated(set(left.values()))
        kept: list[int] = []
        for at, code in enumerate(codes.tolist()):
            if left.get(code) in best:
                places = np.flatnonzero(kind == at)
                sizes = self._sizes[places]
                kept += places[sizes == sizes.min()].tolist()
        return Chosen(tuple(self.mixture(self.allowed[at]) for at in sorted(kept)), is_fallback)

    @cached_property
    def _masks(self) -> npt.NDArray[np.int64]:
        return np.array(self.allowed, dtype=np.int64)

    @cached_property
    def _sizes(self) -> npt.NDArray[np.int64]:
        return np.array([mask.bit_count() for mask in self.allowed], dtype=np.int64)

    def _table(self, levels: Levels) -> npt.NDArray[np.int64]:
        """Return the place of each possible mixture on each criterion, as `profiles` does."""
        own = np.array(levels, dtype=np.int64).reshape(-1, len(self.criteria))
        joined = np.zeros((1 << len(own), len(self.criteria)), dtype=np.int64)
        for j, one in enumerate(self.criteria):
            join = np.minimum if one.mixture == "hardest" else np.maximum
            for i, place in enumerate(own[:, j]):
                joined[1 << i, j] = place
                joined[(1 << i) + 1 : 2 << i, j] = join(joined[1 : 1 << i, j], place)
        return np.asarray(joined[self._masks])

    def screened(self, profiles: dict[int, Profile]) -> tuple[dict[int, Profile], bool]:
        """Return the profiles that pass the screen, and whether only feasibility was asked for."""
        left = {mask: own for mask, own in profiles.items() if min(own) > 0}
        if left:
            return left, False
        asked = [i for i, one in enumerate(self.criteria) if one.role == "feasibility"]
        feasible = {m: own for m, own in profiles.items() if all(own[i] > 0 for i in asked)}
        return feasible, True


def undominated(profiles: set[Profile]) -> set[Profile]:
    """Return the profiles that no other one dominates.

    Examples
    --------
    >>> sorted(undominated({(2, 1), (1, 2), (1, 1)}))
    [(1, 2), (2, 1)]
    """
    return {own for own in profiles if not any(dominates(other, own) for other in profiles)}


def dominates(one: Profile, other: Profile) -> bool:
    """Whether one profile is as good as the other on all criteria and better on one."""
    return one != other and all(a >= b for a, b in zip(one, other, strict=True))


def fewest_parts(profiles: dict[int, Profile]) -> dict[Profile, int]:
    """Return for each profile the least number of parts that reaches it."""
    found: dict[Profile, int] = {}
    for mask, own in profiles.items():
        found[own] = min(found.get(own, mask.bit_count()), mask.bit_count())
    return found


def _place(catalogue: Catalogue, option: str, criterion: Criterion) -> int:
    """Return the place of an option's level."""
    level = catalogue.rating(option, criterion.id).level
    assert level is not None
    return criterion.place(level)


def _allowed(parts: Sequence[str], catalogue: Catalogue) -> tuple[int, ...]:
    """Return the masks of all possible mixtures, fewest parts first, then in catalogue order."""
    masks = []
    for mask in range(1, 1 << len(parts)):
        mixture = tuple(part for i, part in enumerate(parts) if mask >> i & 1)
        if not refusal(mixture, catalogue):
            masks.append(mask)
    place = {mask: [i for i in range(len(parts)) if mask >> i & 1] for mask in masks}
    return tuple(sorted(masks, key=lambda mask: (mask.bit_count(), place[mask])))
