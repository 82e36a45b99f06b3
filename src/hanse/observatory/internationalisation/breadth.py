r"""Breadth: over how many countries foreign sales are spread, how evenly, and how far.

.. math:: E = \sum_j p_j \ln \frac{1}{p_j}
    = \underbrace{\sum_R P_R \sum_{j \in R} \frac{p_j}{P_R} \ln \frac{P_R}{p_j}}_{related}
    + \underbrace{\sum_R P_R \ln \frac{1}{P_R}}_{unrelated}

with *p_j* the share of country *j* in foreign sales and *P_R* that of its region. Source: Hitt,
Hoskisson and Kim (1997), *Academy of Management Journal* 40(4), pp. 767-798, after Jacquemin and
Berry (1979), *Journal of Industrial Economics* 27(4).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.observatory.internationalisation.groups import totals

__all__ = ["Breadth", "breadth"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Breadth:
    """What the shares of countries say, one entry for each group.

    Attributes
    ----------
    markets : ndarray, shape (groups,)
        Number of countries with sales above 0.
    entropy, related, unrelated : ndarray, shape (groups,)
        In nats, from 0; NaN where there are no foreign sales.
    diversity : ndarray, shape (groups,)
        One minus the sum of squared shares, from 0 to below 1; NaN as above.
    distance : ndarray, shape (groups,)
        Mean distance weighted with the shares; NaN also where one of the distances is missing.
    total : ndarray, shape (groups,)
        Foreign sales in all countries.
    far : ndarray of bool, shape (groups,)
        Whether a distance that is needed is missing.
    """

    markets: Floats
    entropy: Floats
    related: Floats
    unrelated: Floats
    diversity: Floats
    distance: Floats
    total: Floats
    far: npt.NDArray[np.bool_]


def breadth(
    group: Ints,
    country: Ints,
    sales: Floats,
    *,
    groups: int,
    region: Ints,
    distance: Floats | None = None,
) -> Breadth:
    """Measure the breadth of groups of market rows; rows of one country in a group are summed.

    Parameters
    ----------
    group, country : ndarray of int64, shape (rows,)
        The group and the country of each row.
    sales : ndarray of float64, shape (rows,)
        Sales, from 0 and none missing.
    groups : int
        Number of groups.
    region : ndarray of int64, shape (countries,)
        The region of each country.
    distance : ndarray of float64, shape (rows,), optional
        The distance of the country of each row from the home of its group, NaN where it is missing.

    Examples
    --------
    >>> made = breadth(
    ...     np.array([0, 0, 0]), np.array([0, 1, 2]), np.array([50.0, 25.0, 25.0]),
    ...     groups=1, region=np.array([0, 0, 1]), distance=np.array([100.0, 300.0, 1000.0]),
    ... )
    >>> made.markets, made.diversity, made.distance
    (array([3.]), array([0.625]), array([375.]))
    >>> bool(np.isclose(made.entropy[0], made.related[0] + made.unrelated[0]))
    True
    """
    some = sales > 0
    flat, first, place = np.unique(
        group[some] * len(region) + country[some], return_index=True, return_inverse=True
    )
    amounts = totals(place, sales[some], len(flat))
    width = max(len(region), 1)
    here, land = flat // width, flat % width
    total = totals(here, amounts, groups)
    none = total == 0
    p = amounts / total[here]

    areas = int(region.max(initial=-1)) + 1
    joint, at = np.unique(here * max(areas, 1) + region[land], return_inverse=True)
    whole = totals(at, p, len(joint))
    related = totals(here, p * np.log(whole[at] / p), groups)
    unrelated = totals(joint // max(areas, 1), whole * np.log(1 / whole), groups)

    def emptied(numbers: Floats) -> Floats:
        return np.where(none, np.nan, np.maximum(numbers, 0.0))

    away = np.full(len(flat), np.nan) if distance is None else distance[some][first]
    far = totals(here, np.isnan(away), groups) > 0
    mean = totals(here, p * away, groups)
    return Breadth(
        markets=np.bincount(here, minlength=groups).astype(np.float64),
        entropy=emptied(totals(here, p * np.log(1 / p), groups)),
        related=emptied(related),
        unrelated=emptied(unrelated),
        diversity=emptied(1 - totals(here, p * p, groups)),
        distance=np.where(none, np.nan, mean),
        total=total,
        far=far,
    )
