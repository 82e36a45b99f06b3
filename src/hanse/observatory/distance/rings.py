"""Rings of markets around a home: which are near, farther and far, without an order within."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names, plural
from hanse.observatory.distance.markets import MarketDistances
from hanse.observatory.distance.rank_ranges import TIE
from hanse.result import Answer
from hanse.tables.natural_breaks import equal_groups, natural_breaks

__all__ = ["Rings", "rings"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Rings(Answer, kind="observatory-market-rings"):
    """Markets in rings.

    Attributes
    ----------
    home : str
        Code of the country they are seen from.
    by : str
        ``"breaks"`` or ``"quantiles"``.
    markets : tuple of str, length m
        From near to far, those without index left out.
    ring : ndarray of int64, shape (m,)
        1 is the nearest ring.
    index : ndarray of float64, shape (m,)
        The distance of each.
    left_out : tuple of str
        Markets without index.
    """

    home: str
    by: str
    markets: tuple[str, ...]
    ring: npt.NDArray[np.int64]
    index: Floats
    left_out: tuple[str, ...] = ()

    def of(self, ring: int) -> tuple[str, ...]:
        """Return the markets of a ring from near to far, none if there is no such ring."""
        return tuple(self.markets[i] for i in np.flatnonzero(self.ring == ring).tolist())

    def to_frame(self) -> Any:
        """Return one row for each market: ``home market ring index``."""
        import pandas as pd

        columns = {"market": list(self.markets), "ring": self.ring, "index": self.index}
        return pd.DataFrame({"home": self.home, **columns})

    def __str__(self) -> str:
        said = [f"Rings of markets around {self.home}, by {self.by}"]
        for number in range(1, int(self.ring.max(initial=0)) + 1):
            here = self.of(number)
            ends = self.index[self.ring == number]
            said.append(
                f"{number}: {plural(len(here), 'market')}, {ends[0]:+.2f} to {ends[-1]:+.2f}: "
                f"{join_names(here)}"
            )
        gone = [f"Left out: {join_names(self.left_out)}"] if self.left_out else []
        return "\n".join([*said, *gone])


def rings(
    markets: MarketDistances, n: int = 3, *, by: Literal["breaks", "quantiles"] = "breaks"
) -> Rings:
    """Group the markets of a home by their distance.

    Parameters
    ----------
    markets : MarketDistances
        From `DistanceIndex.from_`.
    n : int
        How many rings, from 2 to the number of different distances.
    by : {"breaks", "quantiles"}
        Natural breaks, which make the squared deviations from the means of the rings least (found
        exactly, Fisher 1958, *Journal of the American Statistical Association* 53), or rings of as
        many markets each as can be. Markets at the same distance are in one ring.

    Returns
    -------
    Rings
        Markets without index are left out. By quantiles, equal distances may leave a ring empty;
        rings are then numbered without it.

    Raises
    ------
    InputError
        If there are too many rings or fewer than two.

    Examples
    --------
    >>> from hanse.observatory.distance import default_parts, distance_index
    >>> found = rings(distance_index(default_parts()).from_("SWE"))
    >>> "DNK" in found.of(1), "CHL" in found.of(1)
    (True, False)
    """
    if by not in ("breaks", "quantiles"):
        raise unknown_name("way", by, ("breaks", "quantiles"), where="rings")
    known = ~np.isnan(markets.index)
    index = markets.index[known]
    # Equal distances are one value, so that no break parts them.
    group = equal_groups(index, tie=TIE)
    different = int(group[-1]) + 1 if index.size else 0
    if not 2 <= n <= different:
        raise InputError(
            f"{n} rings of {plural(different, 'different distance')}",
            where="rings",
            mend=f"Give a whole number from 2 to {different}." if different > 1 else "",
        )
    if by == "quantiles":
        first = np.searchsorted(group, group)  # markets before the first at the same distance
        number = np.unique(first * n // len(index), return_inverse=True)[1]
    else:
        number = natural_breaks(index, group, n)
    names = np.array(markets.markets, dtype=object)
    return Rings(
        markets.home, by, tuple(names[known]), number + 1, index, tuple(names[~known].tolist())
    )
