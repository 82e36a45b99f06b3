"""The markets of a country from near to far, part by part, and how sure their order is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import unknown_name
from hanse.messages import Message, columns_text, join_names, message, plural
from hanse.observatory.distance.part_table import PartTable
from hanse.observatory.distance.rank_ranges import rank_ranges, ranks, surely
from hanse.result import Answer
from hanse.tables.countries import country_name

__all__ = ["MarketDistances", "markets_from"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
_SHOWN = 20
_EXACT = 1e-9


@dataclass(frozen=True, eq=False)
class MarketDistances(Answer, kind="observatory-market-distances"):
    """How far each market is from home.

    Arrays have a row for each market, from near to far; markets without any known part stand last.

    Attributes
    ----------
    home : str
        Code of the country they are seen from.
    markets : tuple of str, length m
        Codes.
    parts : tuple of str, length d
        Names of the parts with a weight.
    units : tuple of str, length d
        What the raw parts count.
    weights : ndarray of float64, shape (d,)
        Above 0.
    km : ndarray of float64, shape (m,)
        Distance in km, NaN where it is not known.
    raw, standardised, contributions : ndarray of float64, shape (m, d)
        Each part in its unit, in standard deviations, and what it adds to the index: weight times
        standardised part over the weights of the known parts. NaN where it is not known.
    index : ndarray of float64, shape (m,)
        The sum of the contributions; NaN where no part is known.
    rank : ndarray of int64, shape (m,)
        1 is the nearest; equal distances share a rank; 0 without index.
    nearest_rank, farthest_rank : ndarray of int64, shape (m,)
        The lowest and highest rank while every weight is halved, kept or raised by half, in all
        combinations.
    surely_nearer, surely_farther, not_compared : ndarray of int64, shape (m,)
        How many other markets are nearer than this one, and farther, whatever the weights between
        half and one and a half; how many cannot be compared so because other parts of them are
        known.
    """

    home: str
    markets: tuple[str, ...]
    parts: tuple[str, ...]
    units: tuple[str, ...]
    weights: Floats
    km: Floats
    raw: Floats
    standardised: Floats
    contributions: Floats
    index: Floats
    rank: Ints
    nearest_rank: Ints
    farthest_rank: Ints
    surely_nearer: Ints
    surely_farther: Ints
    not_compared: Ints

    @property
    def known_weight(self) -> Floats:
        """Share of the weights whose parts are known of each market, in [0, 1]; shape (m,)."""
        return np.asarray((self.weights * ~np.isnan(self.raw)).sum(axis=1) / self.weights.sum())

    def at(self, market: str) -> int:
        """Return the row of a market; one that is not there is an error with the nearest."""
        if market not in self.markets:
            raise unknown_name("market", market, self.markets, where=f"distances from {self.home}")
        return self.markets.index(market)

    def missing(self, market: str) -> tuple[str, ...]:
        """Return the parts that are not known of a market."""
        gone = np.isnan(self.raw[self.at(market)])
        return tuple(name for name, here in zip(self.parts, gone.tolist(), strict=True) if here)

    def reason(self, market: str) -> str:
        """Return why a market has no index, nothing where it has one."""
        return "no part is known" if np.isnan(self.index[self.at(market)]) else ""

    def sentence(self, market: str) -> Message:
        """Return in a sentence how far a market is and what makes it so."""
        at = self.at(market)
        if self.reason(market):
            return message("{market}: {why}.", market=country_name(market), why=self.reason(market))
        km = "" if np.isnan(self.km[at]) else f", {self.km[at]:,.0f} km"
        known = [d for d in range(len(self.parts)) if not np.isnan(self.raw[at, d])]
        most = max(known, key=lambda d: abs(self.contributions[at, d]))
        gone = self.missing(market)
        return message(
            "{market} is market {rank} of {n} from {home} ({low} to {high} when weights move by "
            "half){km}; {part} counts most ({added:+.2f} of {index:+.2f}){without}.",
            market=country_name(market),
            rank=int(self.rank[at]),
            n=int((self.rank > 0).sum()),
            home=country_name(self.home),
            low=int(self.nearest_rank[at]),
            high=int(self.farthest_rank[at]),
            km=km,
            part=self.parts[most].replace("_", " "),
            added=float(self.contributions[at, most]),
            index=float(self.index[at]),
            without=f"; without {join_names([one.replace('_', ' ') for one in gone])}"
            if gone
            else "",
        )

    def verify(self) -> bool:
        """Return whether the numbers agree with each other.

        Contributions sum to the index, the order is that of the index, ranks count what is nearer,
        lie in their range, and leave room for what is surely nearer and farther.
        """
        some = self.rank > 0
        sums = np.where(np.isnan(self.contributions), 0.0, self.contributions).sum(axis=1)
        n = int(some.sum())
        index = self.index[some]
        counted = np.array([1 + int((index < one - _EXACT).sum()) for one in index.tolist()])
        low, high = self.nearest_rank[some], self.farthest_rank[some]
        return bool(
            (np.abs(sums[some] - index) <= _EXACT).all()
            and np.isnan(self.index[~some]).all()
            and (np.diff(index) >= -_EXACT).all()
            and (self.rank[some] == counted).all()
            and ((low <= self.rank[some]) & (self.rank[some] <= high)).all()
            and (low > self.surely_nearer[some]).all()
            and (high <= n - self.surely_farther[some]).all()
        )

    def to_frame(self) -> Any:
        """Return one row for each market.

        Columns: ``market name km index rank nearest_rank farthest_rank surely_nearer surely_farther
        not_compared``; for each part its value in its unit, ``w_...`` (weight), ``z_...``
        (standardised) and ``c_...`` (contribution); ``known_weight missing reason``.
        """
        import pandas as pd

        columns: dict[str, Any] = {
            "market": list(self.markets),
            "name": [country_name(code) for code in self.markets],
            **{word: getattr(self, word) for word in ("km", "index", "rank")},
            **{word: getattr(self, word) for word in ("nearest_rank", "farthest_rank")},
            **{word: getattr(self, word) for word in ("surely_nearer", "surely_farther")},
            "not_compared": self.not_compared,
        }
        for d, name in enumerate(self.parts):
            columns[name] = self.raw[:, d]
            columns[f"w_{name}"] = float(self.weights[d])
            columns[f"z_{name}"] = self.standardised[:, d]
            columns[f"c_{name}"] = self.contributions[:, d]
        columns["known_weight"] = self.known_weight
        columns["missing"] = ["; ".join(self.missing(code)) for code in self.markets]
        columns["reason"] = [
            self.reason(code) or ("km: not known" if lacks else "")
            for code, lacks in zip(self.markets, np.isnan(self.km).tolist(), strict=True)
        ]
        return pd.DataFrame(columns)

    def __str__(self) -> str:
        shares = self.weights / self.weights.sum()
        head = [
            f"Markets from {self.home}, near to far ({plural(len(self.markets), 'market')})",
            "Weights: "
            + ", ".join(
                f"{name} {share:.0%}" for name, share in zip(self.parts, shares, strict=True)
            ),
            "Each part: its value, in brackets what it adds to the index",
        ]
        header = ["rank", "range", "market", "km", "index", *self.parts]
        table = columns_text(header, list(self._lines()), left=[2])
        rest = len(self.markets) - _SHOWN
        more = [f"and {plural(rest, 'market')} more: to_frame()"] if rest > 0 else []
        gaps = [code for code in self.markets if self.missing(code)]
        said = join_names([f"{code} ({join_names(self.missing(code))})" for code in gaps], most=20)
        return "\n".join([*head, table, *more, *([f"Missing: {said}"] if gaps else [])])

    def _lines(self) -> Iterator[Sequence[str]]:
        """Yield the cells of the first markets."""
        for at, market in enumerate(self.markets[:_SHOWN]):
            parts = [
                "–" if np.isnan(raw) else f"{raw:.2f} ({added:+.2f})"
                for raw, added in zip(self.raw[at], self.contributions[at], strict=True)
            ]
            km = "–" if np.isnan(self.km[at]) else f"{self.km[at]:,.0f}"
            if not self.rank[at]:
                yield ["–", "–", market, km, "–", *parts]
                continue
            spread = f"{self.nearest_rank[at]}–{self.farthest_rank[at]}"
            yield [str(self.rank[at]), spread, market, km, f"{self.index[at]:+.2f}", *parts]


def markets_from(
    at: int,
    parts: PartTable,
    weights: Floats,
    standardised: Floats,
    km: Floats | None,
    most_parts: int,
    among: Collection[str] | None = None,
) -> MarketDistances:
    """Return the markets of the country at a place.

    Parameters
    ----------
    at : int
        Place of the home in the table.
    parts : PartTable
        Those with a weight, of n countries.
    weights : ndarray of float64, shape (d,)
        Above 0.
    standardised : ndarray of float64, shape (n, d)
        The parts from home in standard deviations.
    km : ndarray of float64, shape (n,), optional
        Distances in km.
    most_parts : int
        How many parts there may be.
    among : collection of str, optional
        Codes of the markets that are ranked; by default all.

    Raises
    ------
    LimitReached
        If there are more parts.
    """
    n = len(parts.countries)
    ranked = range(n) if among is None else [parts.places[code] for code in among]
    others = np.array(sorted({*ranked} - {at}), dtype=np.int64)
    added, index = _contributions(standardised[others], weights)
    order = np.lexsort((others, np.isnan(index), index))
    others = others[order]
    z = standardised[others]
    near, far = rank_ranges(z, weights, most_parts=most_parts)
    nearer, farther, left = surely(z, weights)
    return MarketDistances(
        home=parts.countries[at],
        markets=tuple(parts.countries[i] for i in others.tolist()),
        parts=tuple(parts.parts),
        units=tuple(part.unit for part in parts.parts.values()),
        weights=weights,
        km=(np.full(n, np.nan) if km is None else km)[others],
        raw=np.column_stack([part.values[at, others] for part in parts.parts.values()]),
        standardised=z,
        contributions=added[order],
        index=index[order],
        rank=ranks(index[order]),
        nearest_rank=near,
        farthest_rank=far,
        surely_nearer=nearer,
        surely_farther=farther,
        not_compared=left,
    )


def _contributions(z: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Return what each part adds to the index of each market, and the index."""
    total = (weights * ~np.isnan(z)).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        added = weights * z / total[:, None]
    sums = np.where(np.isnan(added), 0.0, added).sum(axis=1)
    return added, np.where(total > 0, sums, np.nan)
