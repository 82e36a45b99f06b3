r"""One index of distance from several parts.

.. math:: D_{jk} = \sum_d w_d z_d(j, k) \Big/ \sum_d w_d

over the parts d known of the pair, with z the part less its mean over all ordered pairs of
different countries of the table, over the standard deviation of these pairs. Weights are the
user's; a market is as far as the weights say, and how much they matter is shown (`from_`).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import columns_text, join_names, message, plural
from hanse.observatory.distance.index_check import agrees_with_plain_sums
from hanse.observatory.distance.markets import MarketDistances, markets_from
from hanse.observatory.distance.part_table import SAME, PartTable
from hanse.observatory.distance.weights import checked_weights
from hanse.result import Answer
from hanse.tables.long_table import Key, LongTable

__all__ = ["DistanceIndex", "distance_index"]

Floats = npt.NDArray[np.float64]
_KM = "distance_km"
NO_PART = "no part is known"


@dataclass(frozen=True, eq=False)
class DistanceIndex(Answer, kind="observatory-distance-index"):
    """The index of distance between all countries of a table.

    Attributes
    ----------
    parts : PartTable
        All parts, also those without weight.
    weights : mapping of str to float
        Those above 0, in the order of the parts.
    home : str
        The country that `from_` starts from if none is named; may be empty.
    """

    parts: PartTable
    weights: Mapping[str, float]
    home: str = ""

    @property
    def countries(self) -> tuple[str, ...]:
        """Codes of the countries, in the order of the matrices."""
        return self.parts.countries

    @cached_property
    def moments(self) -> Mapping[str, tuple[float, float]]:
        """Mean and standard deviation of each part with a weight, over pairs that have it."""
        off = ~np.eye(len(self.countries), dtype=bool)
        made = {}
        for name in self.weights:
            values = self.parts.parts[name].values[off]
            known = values[~np.isnan(values)]
            made[name] = float(known.mean()), float(known.std())
        return made

    @cached_property
    def standardised(self) -> Floats:
        """The parts with a weight in standard deviations; shape (d, n, n), NaN on the diagonal."""
        made = [
            (self.parts.parts[name].values - mean) / deviation
            for name, (mean, deviation) in self.moments.items()
        ]
        stacked = np.stack(made)
        stacked[:, np.eye(len(self.countries), dtype=bool)] = np.nan
        return stacked

    @cached_property
    def contributions(self) -> Floats:
        """What each part adds to the index of each pair; shape (d, n, n), NaN where unknown.

        Over the known parts they sum to the index.
        """
        weights = np.array(list(self.weights.values()))[:, None, None]
        total = (weights * ~np.isnan(self.standardised)).sum(axis=0)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(weights * self.standardised / total)

    @cached_property
    def matrix(self) -> Floats:
        """The index, origins down and destinations across; NaN on the diagonal; shape (n, n)."""
        known = ~np.isnan(self.contributions)
        sums = np.where(known, self.contributions, 0.0).sum(axis=0)
        return np.where(known.any(axis=0), sums, np.nan)

    def value(self, origin: str, destination: str) -> float:
        """Return the index of a pair, NaN where no part is known or both are one country."""
        return float(self.matrix[self.parts.at(origin), self.parts.at(destination)])

    def missing(self, origin: str, destination: str) -> tuple[str, ...]:
        """Return the parts with a weight that are not known of a pair."""
        if origin == destination:
            return ()
        pair = self.parts.at(origin), self.parts.at(destination)
        gone = np.isnan(self.standardised[:, pair[0], pair[1]])
        return tuple(name for name, here in zip(self.weights, gone, strict=True) if here)

    def reason(self, origin: str, destination: str) -> str:
        """Return why the index of a pair is empty, nothing where it is not."""
        if not math.isnan(self.value(origin, destination)):
            return ""
        return SAME if origin == destination else NO_PART

    @property
    def incomplete(self) -> Mapping[str, tuple[str, ...]]:
        """The countries that lack a part to every other one, with these parts."""
        covered = {name: set(self.parts.covered(name)) for name in self.weights}
        made = {}
        for code in self.countries:
            gone = tuple(name for name in self.weights if code not in covered[name])
            if gone:
                made[code] = gone
        return made

    def from_(
        self,
        home: str | None = None,
        *,
        among: Collection[str] | None = None,
        most_parts: int = 10,
    ) -> MarketDistances:
        """Return the markets of a country from near to far.

        Parameters
        ----------
        home : str, optional
            Code of the country; by default that of the index.
        among : collection of str, optional
            Codes of the markets that are ranked; by default all. Distances are the same whoever is
            ranked.
        most_parts : int
            How many parts may have a weight: there are 3 to the power of them combinations.

        Raises
        ------
        InputError
            If there is no such country, or none is named.
        LimitReached
            If more parts have a weight.
        """
        chosen = self.home if home is None else home
        if not chosen:
            raise InputError("no home is named", where="from_", mend="Give the code of a country.")
        at = self.parts.at(chosen)
        km = self.parts.parts[_KM].values[at] if _KM in self.parts.parts else None
        return markets_from(
            at,
            self.parts.only(list(self.weights)),
            np.array(list(self.weights.values())),
            self.standardised[:, at, :].T,
            km,
            most_parts,
            among,
        )

    def to_long(self) -> LongTable:
        """Return one row for each ordered pair that has an index.

        Keys ``origin`` and ``destination``, values ``distance`` (standard deviations, may be
        negative) and ``km`` (NaN where it is not known). Pairs without an index are left out, which
        the notes tell.
        """
        i, j = np.nonzero(~np.isnan(self.matrix))
        labels = tuple(sorted(self.countries))
        place = {code: at for at, code in enumerate(labels)}
        codes = np.array([place[code] for code in self.countries], dtype=np.int32)
        empty = np.full(self.matrix.shape, np.nan)
        km = self.parts.parts[_KM].values if _KM in self.parts.parts else empty
        made = LongTable(
            {
                "origin": Key("origin", codes[i], labels),
                "destination": Key("destination", codes[j], labels),
            },
            {"distance": self.matrix[i, j], "km": km[i, j]},
            notes=(*self._left_out(), *self._without_km(km)),
        )
        return made.rows(np.arange(made.n))

    def _left_out(self) -> tuple[str, ...]:
        """Return which countries have no index at all."""
        alone = np.isnan(self.matrix).all(axis=1)
        listed = [self.countries[i] for i in np.flatnonzero(alone).tolist()]
        if not listed:
            return ()
        template = "Without any distance: {names}, of which no part is known."
        return (message(template, names=join_names(listed, most=300)),)

    def _without_km(self, km: Floats) -> tuple[str, ...]:
        """Return which countries have an index and no distance in km."""
        gone = (np.isnan(km) & ~np.isnan(self.matrix)).sum(axis=1) == len(km) - 1
        listed = [self.countries[i] for i in np.flatnonzero(gone).tolist()]
        if not listed:
            return ()
        return (message("Without km: {names}.", names=join_names(listed, most=300)),)

    def verify(self) -> bool:
        """Return whether a plain sum over the parts of each pair gives the index.

        Means and deviations are found again with exact sums.
        """
        return agrees_with_plain_sums(self.parts, self.weights, self.matrix)

    def to_frame(self) -> Any:
        """Return one row for each ordered pair of different countries.

        Columns: ``origin destination distance``, each part with a weight standardised
        (``z_...``) and its contribution (``c_...``), ``missing`` and ``reason``.
        """
        import pandas as pd

        names = np.array(self.countries, dtype=object)
        i, j = np.nonzero(~np.eye(len(names), dtype=bool))
        gone = np.isnan(self.standardised[:, i, j])
        listed = [
            "; ".join(name for name, here in zip(self.weights, row, strict=True) if here)
            for row in gone.T.tolist()
        ]
        columns: dict[str, Any] = {"origin": names[i], "destination": names[j]}
        columns["distance"] = self.matrix[i, j]
        for at, name in enumerate(self.weights):
            columns[f"z_{name}"] = self.standardised[at, i, j]
            columns[f"c_{name}"] = self.contributions[at, i, j]
        reasons = np.where(gone.all(axis=0), NO_PART, "")
        return pd.DataFrame({**columns, "missing": listed, "reason": reasons})

    def __str__(self) -> str:
        total = sum(self.weights.values())
        lines = []
        for name, weight in self.weights.items():
            part, (mean, deviation) = self.parts.parts[name], self.moments[name]
            numbers = [f"{weight / total:.1%}", f"{mean:,.3f}", f"{deviation:,.3f}"]
            lines.append([name, part.group, *numbers, f"{len(self.parts.covered(name)):,}"])
        header = ["part", "group", "weight", "mean", "deviation", "countries"]
        said = [f"Index of distance between {plural(len(self.countries), 'country', 'countries')}"]
        said.append(columns_text(header, lines, left=[0, 1]))
        groups: dict[tuple[str, ...], list[str]] = {}
        for code, gone in self.incomplete.items():
            groups.setdefault(gone, []).append(code)
        for gone, codes in groups.items():
            listed = join_names(codes, most=300)
            said.append(message("Without {parts}: {codes}.", parts=join_names(gone), codes=listed))
        return "\n".join([*said, *self._left_out()])


def distance_index(
    parts: PartTable, weights: Mapping[str, float] | None = None, *, home: str | None = None
) -> DistanceIndex:
    """Put the parts of distance together with weights.

    Parameters
    ----------
    parts : PartTable
        From `default_parts`, a file, an index, or several of them together
        (`PartTable.with_parts`).
    weights : mapping of str to float, optional
        Weight of each part, from 0; only ratios count. By default `DEFAULT_WEIGHTS`.
    home : str, optional
        Code of the country that markets are seen from.

    Returns
    -------
    DistanceIndex
        In standard deviations: 0 is as far as the average pair, below it is nearer. NaN where no
        part of a pair is known; where some are, their weights are renormalised and the others are
        listed (`DistanceIndex.missing`).

    Raises
    ------
    InputError
        If there is no such part or home, a weight is negative, none is above 0, or a part with a
        weight is the same for all pairs.

    Examples
    --------
    >>> from hanse.observatory.distance import default_parts
    >>> parts = default_parts(["SWE", "DNK", "NOR", "FIN", "DEU", "CHN", "CHL"])
    >>> distance_index(parts, home="SWE").from_().markets
    ('FIN', 'DNK', 'NOR', 'DEU', 'CHL', 'CHN')
    """
    chosen = checked_weights(weights, parts.parts)
    if home is not None:
        parts.at(home)
    off = ~np.eye(len(parts.countries), dtype=bool)
    for name in chosen:
        values = parts.parts[name].values[off]
        known = values[~np.isnan(values)]
        if not known.size or known.min() == known.max():
            why = f"is {known[0]:g} for all pairs" if known.size else "is known of no pair"
            raise InputError(
                f"{name} {why}: it tells no distance from another",
                where="weights",
                mend=f"Give weights without {name}, or more countries.",
            )
    return DistanceIndex(parts, chosen, home or "")
