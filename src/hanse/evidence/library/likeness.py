r"""How like a cluster is to a profile: items from 0 to 1, and their mean over what both know.

Gower's general coefficient: with items :math:`k` of weight :math:`w_k`

.. math:: s = \frac{\sum_k w_k m_k}{\sum_k w_k}, \qquad c = \frac{\sum_k w_k}{\sum_{all} w_k}

where the sums of :math:`s` run over the items that both know. :math:`c` is the coverage.
Source: Gower (1971), A general coefficient of similarity and some of its properties, *Biometrics*
27(4), 857-871.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from hanse.evidence.library.cluster import BARRIERS, DRIVERS, ReviewedCluster
from hanse.evidence.library.profile import PARTS, ClusterProfile, LikenessWeights
from hanse.evidence.library.words import general_words, key_words
from hanse.tables.countries import Country, country

__all__ = ["ITEMS", "country_items", "is_below", "item_values", "item_weights", "ranking", "scores"]

Floats = npt.NDArray[np.float64]
ITEMS = tuple((part, item) for part, items in PARTS.items() for item in items)
"""Every item with its part, in order."""
_DOUBLINGS = 4.0  # of income per head, after which nothing is left of the likeness
_DIGITS = 12  # scores that agree to these are equal


def item_values(profile: ClusterProfile, cluster: ReviewedCluster) -> tuple[float, ...]:
    """Return the items of `ITEMS`, each 0 to 1, NaN where one of both does not know it.

    ``group`` and the flags are 1 where both say the same; ``words`` is the share of the words of
    the shorter product that stand in the other, not known where one product of a group is named
    by a general word only, such as agro-based; the country see `country_items`.

    Examples
    --------
    >>> from hanse.evidence.library import cluster_library
    >>> trucks = ClusterProfile(product="trucks", upgrading="yes")
    >>> values = item_values(trucks, cluster_library().cluster("GH-VEH"))
    >>> [(item, m) for (_, item), m in zip(ITEMS, values) if m == m]
    [('group', 1.0), ('words', 0.0), ('upgrading', 0.0)]
    """
    made = {
        "group": _equal(profile.industry, cluster.industry),
        "words": _overlap(profile, cluster),
        **country_items(profile.country, cluster.country),
        "activity": _equal(profile.activity, cluster.activity),
    }
    for name in (*DRIVERS, *BARRIERS):
        made[name] = _equal(getattr(profile, name), cluster.flag(name))
    return tuple(made[item] for _, item in ITEMS)


def country_items(one: str, other: str) -> dict[str, float]:
    r"""Return how near two countries are, item by item; all 1 for the same country.

    ``border`` is 1 with a common land border; ``region`` 1 within a subregion and ½ within a
    continent of the United Nations' M49; ``income`` is :math:`1 - |\log_2(y_a/y_b)|/4`, at least 0,
    with income per head in purchasing-power parity; ``language`` the largest over the languages of
    the smaller of both shares of speakers.

    Parameters
    ----------
    one, other : str
        Alpha-3 codes; NaN throughout where one is empty.

    Examples
    --------
    >>> {k: round(m, 2) for k, m in country_items("ARG", "CHL").items()}
    {'border': 1.0, 'region': 1.0, 'income': 0.94, 'language': 0.98}
    """
    if not (one and other):
        return dict.fromkeys(PARTS["country"], math.nan)
    if one == other:
        return dict.fromkeys(PARTS["country"], 1.0)
    a, b = country(one), country(other)
    region = math.nan
    if a.subregion and b.subregion:
        region = 1.0 if a.subregion == b.subregion else 0.5 * (a.continent == b.continent)
    return {
        "border": float(other in a.neighbours),
        "region": region,
        "income": _income(a, b),
        "language": _language(a, b),
    }


def item_weights(weights: LikenessWeights) -> Floats:
    """Return the weight of each item: that of its part, shared evenly.

    Returns
    -------
    ndarray of float64, shape (items,)
    """
    return np.array([weights.of(part) / len(PARTS[part]) for part, _ in ITEMS])


def scores(values: Floats, weights: LikenessWeights) -> tuple[Floats, Floats]:
    """Return score and coverage of each cluster.

    Parameters
    ----------
    values : ndarray of float64, shape (clusters, items)
        From `item_values`.
    weights : LikenessWeights
        The weights.

    Returns
    -------
    score, coverage : ndarray of float64, shape (clusters,), 0 to 1
        The score is NaN where nothing with a weight is known of both.
    """
    each = item_weights(weights)
    known = ~np.isnan(values)
    total = (known * each).sum(axis=1)
    gained = (np.where(known, values, 0.0) * each).sum(axis=1)
    score = np.full(len(values), np.nan)
    np.divide(gained, total, out=score, where=total > 0)
    return score, total / each.sum()


def ranking(score: Floats, coverage: Floats, least: float) -> list[int]:
    """Return the clusters that can be compared, the most alike first.

    Those of which less than ``least`` is covered stand below all others; equal scores stay in the
    order of the library.
    """
    rows = [at for at in range(len(score)) if not math.isnan(score[at])]

    def place(at: int) -> tuple[bool, float]:
        return is_below(float(coverage[at]), least), -round(float(score[at]), _DIGITS)

    return sorted(rows, key=place)


def is_below(coverage: float, least: float) -> bool:
    """Return whether less than the least is covered, up to the last digits of floats."""
    return round(coverage, _DIGITS) < least


def _equal(one: str, other: str) -> float:
    """Return 1 for equal values, 0 for others, NaN where one is not known."""
    if one in ("", "unknown") or other in ("", "unknown"):
        return math.nan
    return float(one == other)


def _overlap(one: ClusterProfile, other: ReviewedCluster) -> float:
    """Return the share of words of the shorter product that stand in the other.

    Not known where they share none within one group, and one is named by general words only.
    """
    a, b = set(key_words(one.product)), set(key_words(other.product))
    if not (a and b):
        return math.nan
    is_general = a <= general_words() or b <= general_words()
    if is_general and not a & b and _equal(one.industry, other.industry) != 0:
        return math.nan
    return len(a & b) / min(len(a), len(b))


def _income(a: Country, b: Country) -> float:
    """Return how near incomes per head are."""
    ratio = (a.gdp_ppp / a.population) / (b.gdp_ppp / b.population)
    return max(0.0, 1.0 - abs(math.log2(ratio)) / _DOUBLINGS) if ratio > 0 else math.nan


def _language(a: Country, b: Country) -> float:
    """Return the share of speakers that both have of the language they share most."""
    if not (a.languages and b.languages):
        return math.nan
    there = {one.code: one.percent for one in b.languages}
    shared = [min(one.percent, there[one.code]) for one in a.languages if one.code in there]
    return min(1.0, max(shared, default=0.0) / 100)
