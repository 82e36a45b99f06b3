"""How much lists hang on weights: each weight halved and raised by half."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import columns_text, plural
from hanse.partners.search import lists
from hanse.partners.search.pair_blocks import reciprocal
from hanse.partners.search.partner_scores import PartnerScores
from hanse.result import Answer

__all__ = ["SearchSensitivity", "weight_sensitivity"]

Floats = npt.NDArray[np.float64]
_FACTORS = (0.5, 1.5)
_CELLS = 400_000


@dataclass(frozen=True, eq=False)
class SearchSensitivity(Answer, kind="partner-search-sensitivity"):
    """How many of the first places of lists stay when one weight changes.

    Attributes
    ----------
    top : int
        The first places that are looked at.
    n_seekers : int
        Seekers with at least one candidate.
    parts : tuple of str, length p
        The parts with a weight.
    factors : tuple of float, length 2
        What each weight is multiplied by.
    mean, least : ndarray of float64, shape (p, 2), 0 to 1
        Share of the first places of a list that stay, on average and for the list that changes
        most; NaN where nobody has a candidate.
    first : ndarray of float64, shape (p, 2), 0 to 1
        Share of lists whose first place stays.
    """

    top: int
    n_seekers: int
    parts: tuple[str, ...]
    factors: tuple[float, ...]
    mean: Floats
    least: Floats
    first: Floats

    def __post_init__(self) -> None:
        shape = len(self.parts), len(self.factors)
        for name in ("mean", "least", "first"):
            made = np.array(getattr(self, name), dtype=np.float64).reshape(shape)
            made.setflags(write=False)
            object.__setattr__(self, name, made)

    def to_frame(self) -> Any:
        """Return one row for each change: ``part factor mean_stay least_stay first_stays``."""
        import pandas as pd

        return pd.DataFrame(
            {
                "part": np.repeat(self.parts, len(self.factors)),
                "factor": list(self.factors) * len(self.parts),
                "mean_stay": self.mean.ravel(),
                "least_stay": self.least.ravel(),
                "first_stays": self.first.ravel(),
            }
        )

    def __str__(self) -> str:
        head = (
            f"First {plural(self.top, 'place')} of {plural(self.n_seekers, 'list')} that stay when "
            "one weight changes, %"
        )
        lines = [
            [row.part, f"× {row.factor:g}", *(_percent(one) for one in row[3:])]
            for row in self.to_frame().itertuples()
        ]
        header = ["weight", "change", "mean", "least", "first place"]
        return "\n".join([head, columns_text(header, lines, left=[0])])


def weight_sensitivity(scores: PartnerScores, *, top: int = 10) -> SearchSensitivity:
    """Return how many of the first places of lists stay when a weight is halved or raised by half.

    Lists are ordered by the score with the bonus of newcomers; that those on many lists are held
    back is left out, since it makes each list hang on all others.

    Parameters
    ----------
    scores : PartnerScores
        The search; every pair is scored again, eleven times over.
    top : int, from 1
        The places that are looked at.

    Raises
    ------
    InputError
        If ``top`` is below 1.
    """
    if top < 1:
        raise InputError(f"top is {top}", mend="Give a number of places from 1.")
    blocks = scores.blocks
    parts = tuple(part for part in blocks.used if scores.weights.of(part) > 0)
    variants = [scores.weights.times(part, factor) for part in parts for factor in _FACTORS]
    gain = np.ones(len(scores.candidates))
    if scores.newcomers is not None:
        new = lists.novelty(scores.profiles, scores.newcomers)[scores.candidates]
        gain = 1 + scores.newcomers.bonus * new
    stays: list[Floats] = []
    firsts: list[Floats] = []
    step = max(1, _CELLS // max(len(scores.candidates), 1))
    for start in range(0, len(scores.seekers), step):
        rows = scores.seekers[start : start + step]
        own = rows[:, None] == scores.candidates[None, :]
        allowed = ~np.logical_or.reduce([own, *blocks.bars(rows).values()])
        there, back = blocks.parts(rows)
        picked = []
        for weights in (scores.weights, *variants):
            both = reciprocal(there, back, weights)[0]
            ranked = lists.ordering(np.where(allowed, both, 0.0))
            picked.append(_first_places(lists.ordering(ranked * gain), top))
        stay, first = _compared(picked)
        stays.append(stay)
        firsts.append(first)
    stay = np.concatenate(stays, axis=1) if stays else np.zeros((len(variants), 0))
    first = np.concatenate(firsts, axis=1) if firsts else stay
    n = stay.shape[1]
    empty = np.full(len(variants), np.nan)
    return SearchSensitivity(
        top,
        n,
        parts,
        _FACTORS,
        stay.mean(axis=1) if n else empty,
        stay.min(axis=1) if n else empty,
        first.mean(axis=1) if n else empty,
    )


def _first_places(ranked: Floats, top: int) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.int64]]:
    """Return which candidates stand in the first places, and the first one (-1 for none)."""
    rows, columns = lists.best(ranked, top)
    inside = np.zeros(ranked.shape, dtype=bool)
    inside[rows, columns] = True
    first = np.full(len(ranked), -1, dtype=np.int64)
    first[rows[::-1]] = columns[::-1]  # the best of a row is written last
    return inside, first


def _compared(
    picked: list[tuple[npt.NDArray[np.bool_], npt.NDArray[np.int64]]],
) -> tuple[Floats, Floats]:
    """Return for each variant and seeker the share of places that stay, and whether the first."""
    inside, first = picked[0]
    size = inside.sum(axis=1)
    some = size > 0
    stay = [(inside & other).sum(axis=1)[some] / size[some] for other, _ in picked[1:]]
    same = [(first == other)[some].astype(np.float64) for _, other in picked[1:]]
    return np.array(stay), np.array(same)


def _percent(share: float) -> str:
    """Return a share in per cent, n.a. where there is none."""
    return "n.a." if np.isnan(share) else f"{100 * share:.0f}"
