r"""Random errors: how often the advice survives when each rating may be a level off.

Each rating of the screened criteria is wrong with a chance :math:`p`, independently of the others.
A wrong rating is one level higher or lower, either with the same chance where the scale allows
both. The share :math:`\hat q` of :math:`n` draws has the standard error
:math:`\sqrt{\hat q(1-\hat q)/n}`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from hanse.errors import InputError
from hanse.messages import message, plural
from hanse.result import Answer, Record
from hanse.strategy.catalogue import Catalogue, Mixture
from hanse.strategy.rule import Chooser, Chosen
from hanse.strategy.sensitivity.form import is_of_form, keeps_form

__all__ = ["ErrorShare", "RandomErrors", "random_errors"]

Fate = tuple[bool, bool, bool]
"""Whether the advice is the same, keeps its form, and has at least one mixture of the form."""


@dataclass(frozen=True)
class ErrorShare(Record, kind="strategy-error-share"):
    """What is left of the advice at one chance of error.

    Attributes
    ----------
    chance : float
        The chance that a rating is a level off.
    same, form, some : float
        Shares of draws, in [0, 1], with the same advice, with its form kept, and with at least one
        mixture of the form among those returned.
    error_same, error_form, error_some : float
        Their Monte Carlo standard errors, 0 where all draws agree.
    tables : int
        The number of different tables of ratings that were drawn.
    """

    chance: float
    same: float
    form: float
    some: float
    error_same: float
    error_form: float
    error_some: float
    tables: int


@dataclass(frozen=True)
class RandomErrors(Answer, kind="strategy-random-errors"):
    """The advice of one strategy under random errors of its ratings."""

    catalogue: Catalogue
    strategy: str
    advised: tuple[Mixture, ...]
    is_fallback: bool
    draws: int
    seed: int
    shares: tuple[ErrorShare, ...]

    def __str__(self) -> str:
        lines = [
            message(
                "Strategy '{name}': ratings a level off at random, {draws} (seed {seed}).",
                name=self.strategy,
                draws=plural(self.draws, "draw"),
                seed=self.seed,
            ),
            "chance    same advice    form kept      some of the form",
        ]
        for one in self.shares:
            pairs = [
                (one.same, one.error_same),
                (one.form, one.error_form),
                (one.some, one.error_some),
            ]
            cells = [f"{100 * q:5.1f} % ± {100 * error:.1f}" for q, error in pairs]
            lines.append(f"{100 * one.chance:4.0f} %  {'  '.join(cells)}")
        return "\n".join(lines)

    def to_frame(self) -> Any:
        """Return one row per chance.

        Columns: ``chance same form some error_same error_form error_some tables``.
        """
        import pandas as pd

        fields = ["chance", "same", "form", "some", "error_same", "error_form", "error_some"]
        fields += ["tables"]
        return pd.DataFrame(
            [[getattr(one, name) for name in fields] for one in self.shares], columns=fields
        )


def random_errors(
    catalogue: Catalogue,
    strategy: str,
    *,
    chances: Sequence[float] = (0.05, 0.1, 0.2),
    draws: int = 4000,
    seed: int = 1,
) -> RandomErrors:
    """Evaluate a strategy under ratings that are a level off at random.

    All chances use the same random numbers: a rating that errs at one chance errs at every higher
    one, so that differences between chances are not noise.

    Parameters
    ----------
    catalogue : Catalogue
        Options and ratings.
    strategy : str
        Whose rated options are looked at.
    chances : sequence of float
        Chances in [0, 1] that a rating is a level off.
    draws : int
        How many tables of ratings are drawn, from 1.
    seed : int
        Seed of the random numbers, from 0.

    Returns
    -------
    RandomErrors
        Without a rated option nothing can err and all shares are 1, but for ``some``, which is 0
        as there is no mixture at all.

    Raises
    ------
    InputError
        If there is no such strategy, a chance is outside [0, 1] or there is no draw.
    LimitReached
        If there are too many options for all mixtures.

    Examples
    --------
    >>> from hanse.strategy.catalogue_reader import read_catalogue
    >>> found = random_errors(read_catalogue(), "cost", chances=[0.0], draws=10)
    >>> found.shares[0].same, found.shares[0].error_same, found.shares[0].tables
    (1.0, 0.0, 1)
    """
    _check(chances, draws, seed)
    chooser = Chooser.of(catalogue, strategy)
    before = chooser.choose()
    places = np.array(chooser.levels, dtype=np.int64).reshape(-1, len(chooser.criteria))
    rng = np.random.default_rng(seed)
    luck = rng.random((draws, places.size))
    steps = _steps(chooser, places, rng.random((draws, places.size)))
    known: dict[bytes, Fate] = {}
    shares = []
    for chance in chances:
        drawn = places.ravel() + np.where(luck < chance, steps, 0)
        tables, counts = np.unique(drawn, axis=0, return_counts=True)
        fates = [_fate(chooser, before, table.reshape(places.shape), known) for table in tables]
        shares.append(_share(float(chance), np.array(fates), counts))
    return RandomErrors(
        catalogue, strategy, before.mixtures, before.is_fallback, draws, seed, tuple(shares)
    )


def _check(chances: Sequence[float], draws: int, seed: int) -> None:
    """Refuse chances, draws and seeds that cannot be."""
    for chance in chances:
        if not 0 <= chance <= 1:
            raise InputError(f"chance is {chance}", mend="Give numbers from 0 to 1.")
    for name, value, least in (("draws", draws, 1), ("seed", seed, 0)):
        if value < least:
            raise InputError(f"{name} is {value}", mend=f"Give a whole number from {least}.")


def _steps(chooser: Chooser, places: np.ndarray, luck: np.ndarray) -> np.ndarray:
    """Return for each draw and rating the step that it takes if it errs."""
    tops = np.array([len(one.levels) - 1 for one in chooser.criteria], dtype=np.int64)
    down = (places > 0).ravel()
    up = (places < tops).ravel()
    either_way = np.where(luck < 0.5, -1, 1)
    return np.where(down & up, either_way, up.astype(np.int64) - down.astype(np.int64))


def _fate(chooser: Chooser, before: Chosen, table: np.ndarray, known: dict[bytes, Fate]) -> Fate:
    """Return what becomes of the advice under a table of ratings, remembered by the table."""
    key = table.tobytes()
    if key not in known:
        found = chooser.choose([tuple(row) for row in table.tolist()])
        may = before.is_fallback or not found.is_fallback
        known[key] = (
            found == before,
            keeps_form(found, before),
            may and any(is_of_form(one, before.mixtures) for one in found.mixtures),
        )
    return known[key]


def _share(chance: float, fates: np.ndarray, counts: np.ndarray) -> ErrorShare:
    """Return the shares of draws with their standard errors."""
    draws = int(counts.sum())
    same, form, some = (float(counts[fates[:, i]].sum()) / draws for i in range(3))
    return ErrorShare(
        chance=chance,
        same=same,
        form=form,
        some=some,
        error_same=_error(same, draws),
        error_form=_error(form, draws),
        error_some=_error(some, draws),
        tables=len(fates),
    )


def _error(share: float, draws: int) -> float:
    """Return the standard error of a share of draws."""
    return sqrt(share * (1 - share) / draws)
