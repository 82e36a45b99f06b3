"""Perceived beside measured distance: which markets feel farther or nearer than they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import Message, columns_text, join_names, message
from hanse.observatory.distance.markets import MarketDistances
from hanse.observatory.distance.perceived import PerceivedDistances
from hanse.observatory.distance.rank_correlation import spearman
from hanse.result import Answer
from hanse.tables.countries import country_name

__all__ = ["PerceivedComparison", "compare"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class PerceivedComparison(Answer, kind="observatory-perceived-comparison"):
    """Measured and perceived ranks of the markets that have both.

    Attributes
    ----------
    home : str
        Code of the country they are seen from.
    markets : tuple of str, length m
        From the one that feels most too far to the one that feels most too near.
    index, perceived : ndarray of float64, shape (m,)
        Measured distance in standard deviations, and the mean answer from 0 to 100.
    measured_rank, perceived_rank : ndarray of float64, shape (m,)
        1 is the nearest of these markets; equal ones share the mean of their ranks.
    rho : float
        Rank correlation, −1 to 1; NaN with fewer than three markets or where all are equally far.
    left_out : tuple of str
        Markets that were rated and have no measured distance or too few answers.
    """

    home: str
    markets: tuple[str, ...]
    index: Floats
    perceived: Floats
    measured_rank: Floats
    perceived_rank: Floats
    rho: float
    left_out: tuple[str, ...] = ()

    @property
    def gap(self) -> Floats:
        """Perceived less measured rank; above 0 the market feels farther than it is."""
        return np.asarray(self.perceived_rank - self.measured_rank)

    @property
    def reason(self) -> str:
        """Return why there is no rank correlation, nothing where there is one."""
        if not np.isnan(self.rho):
            return ""
        return "fewer than 3 markets" if len(self.markets) < 3 else "all are equally far"

    def sentences(self, *, n: int = 3, least: float = 1.0) -> tuple[Message, ...]:
        """Return what stands out, in sentences.

        Parameters
        ----------
        n : int
            How many markets are named at most on each side, from 1.
        least : float
            By how many ranks a market must differ to be named, above 0.
        """
        if n < 1 or least <= 0:
            raise InputError(f"n is {n}, least {least:g}", mend="Give n from 1, least above 0.")
        if self.reason:
            head = message("No rank correlation: {why}.", why=self.reason)
        else:
            head = message(
                "From {home}, measured and perceived distance of {m} markets have a rank "
                "correlation of {rho:.2f}.",
                home=country_name(self.home),
                m=len(self.markets),
                rho=self.rho,
            )
        order = np.argsort(-self.gap, kind="stable")
        far = [i for i in order.tolist() if self.gap[i] >= least][:n]
        near = [i for i in order[::-1].tolist() if self.gap[i] <= -least][:n]
        said = [head]
        for word, chosen in (("farther", far), ("nearer", near)):
            said += [self._one(word, i) for i in chosen]
        return tuple(said)

    def _one(self, word: str, i: int) -> Message:
        """Return the sentence of one market."""
        return message(
            "{market} feels {word} than it is measured: market {felt:g} of {m} by feeling "
            "({mean:.0f} of 100), {measured:g} by measure.",
            market=country_name(self.markets[i]),
            word=word,
            felt=float(self.perceived_rank[i]),
            m=len(self.markets),
            mean=float(self.perceived[i]),
            measured=float(self.measured_rank[i]),
        )

    def to_frame(self) -> Any:
        """Return one row for each market.

        Columns: ``home market index perceived measured_rank perceived_rank gap``.
        """
        import pandas as pd

        words = ("index", "perceived", "measured_rank", "perceived_rank", "gap")
        columns = {word: getattr(self, word) for word in words}
        return pd.DataFrame({"home": self.home, "market": list(self.markets), **columns})

    def __str__(self) -> str:
        header = ["market", "measured", "perceived", "gap", "index", "felt"]
        lines = [
            [
                market,
                f"{self.measured_rank[i]:g}",
                f"{self.perceived_rank[i]:g}",
                f"{self.gap[i]:+g}",
                f"{self.index[i]:+.2f}",
                f"{self.perceived[i]:.0f}",
            ]
            for i, market in enumerate(self.markets)
        ]
        gone = [f"Left out: {join_names(self.left_out)}"] if self.left_out else []
        table = columns_text(header, lines, left=[0])
        return "\n".join([*map(str, self.sentences()), table, *gone])


def compare(measured: MarketDistances, perceived: PerceivedDistances) -> PerceivedComparison:
    """Compare the measured distances of a home with those that its managers feel.

    Both are ranked among the markets that have both, because one is in standard deviations and the
    other from 0 to 100.

    Raises
    ------
    InputError
        If the homes differ, or no market has both.

    Examples
    --------
    >>> from hanse.observatory.distance import default_parts, distance_index
    >>> index = distance_index(default_parts(["SWE", "FIN", "DNK", "DEU", "CHN"]))
    >>> felt = PerceivedDistances(
    ...     "SWE", ("CHN", "DEU", "DNK"), np.array([5, 5, 5]),
    ...     *(np.array([30.0, 60.0, 10.0]) for _ in range(3)))
    >>> print(compare(index.from_("SWE"), felt).sentences()[1])
    Germany feels farther than it is measured: market 3 of 3 by feeling (60 of 100), 2 by measure.
    """
    if perceived.home and perceived.home != measured.home:
        raise InputError(
            f"the distances are from {measured.home}, the answers from {perceived.home}",
            where="compare",
            mend="A market may feel nearer from one side than from the other: take one home.",
        )
    from scipy.stats import rankdata

    index = dict(zip(measured.markets, measured.index.tolist(), strict=True))
    felt = dict(zip(perceived.countries, perceived.mean.tolist(), strict=True))
    both = [code for code in felt if not np.isnan(felt[code] + index.get(code, np.nan))]
    if not both:
        raise InputError(
            "no market has both distances", where="compare", mend="Rate markets of the table."
        )
    x, y = np.array([index[code] for code in both]), np.array([felt[code] for code in both])
    ranks = rankdata(x), rankdata(y)
    order = np.argsort(ranks[0] - ranks[1], kind="stable")
    return PerceivedComparison(
        measured.home,
        tuple(both[i] for i in order.tolist()),
        x[order],
        y[order],
        ranks[0][order],
        ranks[1][order],
        spearman(x, y),
        tuple(code for code in felt if code not in both),
    )
