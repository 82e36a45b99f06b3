r"""The score of a market, and its rank.

.. math:: s_i = \sum_k w_k x_{ik} \Big/ \sum_k w_k

over the parts k known of market i: attraction in standard deviations, distance in standard
deviations with the sign turned, closeness of own ties from 0 to 1, and complementarity from 0
to 1.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.partners.market_path.market_table import LEVELS, MarketTable, OwnMarket
from hanse.partners.market_path.path_weights import PARTS, PathWeights
from hanse.partners.market_path.ring_limits import TIE

__all__ = ["closeness", "combined_attraction", "market_parts", "market_scores", "score_ranks"]

Floats = npt.NDArray[np.float64]


def closeness(own: OwnMarket) -> float:
    """Return how near own ties bring a market: 1 − 2^−ties, or the level in thirds.

    The first tie counts most: 0, 0.5, 0.75, 0.875 with no, one, two, three. Where the ties are not
    counted, an outsider has 0, a contact 1/3, a connected one 2/3 and an insider 1.

    Returns
    -------
    float
        0 to 1; 0 where neither is known, because a row without a tie says that there is none.

    Examples
    --------
    >>> closeness(OwnMarket("CHN", ties=2)), closeness(OwnMarket("CHN", level="insider"))
    (0.75, 1.0)
    """
    count = own.tie_count
    if not math.isnan(count):
        return float(1 - 2.0**-count)
    return LEVELS.index(own.level) / (len(LEVELS) - 1) if own.level else 0.0


def combined_attraction(
    table: MarketTable,
    markets: Sequence[str],
    weights: Mapping[str, float] | None = None,
    logs: Sequence[str] = (),
) -> Floats:
    """Return the attraction of markets in standard deviations.

    Parameters
    ----------
    table : MarketTable
        With any number of columns of attraction.
    markets : sequence of str, length m
        The markets over which it is standardised.
    weights : mapping of str to float, optional
        Weight of each column, from 0; by default all count the same.
    logs : sequence of str
        Columns of which the natural logarithm is taken, such as the size of a market.

    Returns
    -------
    ndarray of float64, shape (m,)
        The weighted mean of the standardised columns that are known of a market, standardised
        again; NaN where none is.

    Raises
    ------
    InputError
        If there is no such column, a weight is negative, a logarithm is taken of a number that is
        not above 0, or a column is the same for all markets.
    """
    chosen = dict.fromkeys(table.attraction, 1.0) if weights is None else dict(weights)
    for name in [*chosen, *logs]:
        if name not in table.attraction:
            raise unknown_name("column", name, table.attraction, where="attraction")
    for name, weight in chosen.items():
        if not (math.isfinite(weight) and weight >= 0):
            what = f"the weight of {name} is {weight:g}"
            raise InputError(what, where="attraction", mend="Give a number from 0.")
    total, known = np.zeros(len(markets)), np.zeros(len(markets))
    for name, weight in chosen.items():
        if weight > 0:
            column = table.attraction[name]
            values = np.array([column.get(code, math.nan) for code in markets])
            if name in logs:
                values = _log(values, markets, name)
            z = _standardised(values, name)
            here = ~np.isnan(z)
            total[here] += weight * z[here]
            known[here] += weight
    mean = np.full(len(markets), np.nan)
    np.divide(total, known, out=mean, where=known > 0)
    return _standardised(mean, "attraction")


def market_parts(
    table: MarketTable,
    distances: Mapping[str, float],
    attraction: Floats,
    weights: PathWeights,
    elsewhere: float | None = None,
) -> Floats:
    """Return the parts of the score of each market, in the order of `PARTS`.

    Parameters
    ----------
    table : MarketTable
        Own ties and complementarity.
    distances : mapping of str to float
        Of the m markets.
    attraction : ndarray of float64, shape (m,)
        From `combined_attraction`.
    weights : PathWeights
        Distances are not standardised where they have no weight.
    elsewhere : float, optional
        Complementarity of markets that are not listed, 0 to 1; by default not known.

    Raises
    ------
    InputError
        If ``elsewhere`` is not between 0 and 1, or all distances are the same.

    Returns
    -------
    ndarray of float64, shape (m, 4)
        NaN where a part is not known.
    """
    if elsewhere is not None and not 0 <= elsewhere <= 1:
        what = f"elsewhere is {elsewhere:g}"
        raise InputError(what, where="market path", mend="Give a number from 0 to 1, or None.")
    unlisted = math.nan if elsewhere is None else float(elsewhere)
    made = np.full((len(distances), len(PARTS)), np.nan)
    own = {one.market: one for one in table.own}
    fits = {one.market: one.value for one in table.complements}
    made[:, 0] = attraction
    if weights.distance > 0:
        made[:, 1] = -_standardised(np.array(list(distances.values())), "distance")
    if table.has_ties:
        made[:, 2] = [closeness(own.get(code, OwnMarket(code))) for code in distances]
    made[:, 3] = [fits.get(code, unlisted) for code in distances]
    return made


def market_scores(parts: Floats, weights: Floats) -> Floats:
    """Return the score of each market, NaN where no part with a weight is known.

    Examples
    --------
    >>> parts = np.array([[1.0, 0.5, 0.0, np.nan]])
    >>> market_scores(parts, np.array([1.0, 1.0, 1.0, 0.5])).tolist()
    [0.5]
    """
    known = ~np.isnan(parts)
    total = known @ weights
    made = np.full(len(parts), np.nan)
    np.divide(np.where(known, parts, 0.0) @ weights, total, out=made, where=total > 0)
    return made


def score_ranks(scores: Floats) -> npt.NDArray[np.int64]:
    """Return the rank of each score: 1 + how many are higher by more than `TIE`; 0 for NaN.

    Examples
    --------
    >>> score_ranks(np.array([0.5, 0.9, np.nan, 0.5])).tolist()
    [2, 1, 0, 2]
    """
    known = np.sort(scores[~np.isnan(scores)])
    higher = len(known) - np.searchsorted(known, scores + TIE, side="right")
    return np.where(np.isnan(scores), 0, 1 + higher).astype(np.int64)


def _log(values: Floats, markets: Sequence[str], name: str) -> Floats:
    """Return the natural logarithm of a column."""
    wrong = [code for code, value in zip(markets, values.tolist(), strict=True) if value <= 0]
    if wrong:
        raise InputError(
            f"{name} of {wrong[0]} is not above 0: it has no logarithm",
            where="attraction",
            mend="Correct it, leave it empty, or take the column without logarithm.",
        )
    return np.log(values)


def _standardised(values: Floats, name: str) -> Floats:
    """Return numbers less their mean, over their standard deviation; NaN stays."""
    known = values[~np.isnan(values)]
    if not known.size:
        return values
    if known.min() == known.max():
        raise InputError(
            f"{name} is {known[0]:g} for all markets: it tells no market from another",
            where="market path",
            mend=f"Give {name} no weight, or more markets.",
        )
    return np.asarray((values - known.mean()) / known.std())
