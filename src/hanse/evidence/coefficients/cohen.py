r"""Cohen's kappa of two raters, unweighted and weighted.

With the weight :math:`w_{ij}` of the codes :math:`i, j`, the share :math:`p_{ij}` of units that got
them, and the shares :math:`p_{i\cdot}, p_{\cdot j}` of each rater,

.. math:: \kappa = \frac{\sum w_{ij}p_{ij}-p_e}{1-p_e},\qquad
          p_e=\sum w_{ij}\,p_{i\cdot}\,p_{\cdot j}.

The large-sample variance is that of Fleiss, Cohen and Everitt (1969), with
:math:`\bar w_{i\cdot}=\sum_j w_{ij}p_{\cdot j}` and
:math:`\bar w_{\cdot j}=\sum_i w_{ij}p_{i\cdot}`:

.. math:: \frac{\sum p_{ij}\,[w_{ij}-(\bar w_{i\cdot}+\bar w_{\cdot j})(1-\kappa)]^2
          -[\kappa-p_e(1-\kappa)]^2}{n\,(1-p_e)^2}.

Sources: Cohen (1960), *Educational and Psychological Measurement* 20(1), 37–46; Cohen (1968),
*Psychological Bulletin* 70(4), 213–220; Fleiss, Cohen and Everitt (1969), *Psychological Bulletin*
72(5), 323–327.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.evidence.coefficients.coefficient import (
    Coefficient,
    check_confidence,
    with_interval,
    without_value,
)
from hanse.evidence.coefficients.ratings import Rating, ratings_of
from hanse.evidence.coefficients.weights import weight_matrix

__all__ = ["cohen_kappa", "confusion", "kappa_of_table"]

Floats = npt.NDArray[np.float64]


def cohen_kappa(
    first: Sequence[Rating],
    second: Sequence[Rating],
    *,
    weights: str = "unweighted",
    level: str = "",
    categories: Sequence[str | float] | None = None,
    confidence: float = 0.95,
) -> Coefficient:
    """Measure the agreement of two raters beyond chance.

    Parameters
    ----------
    first, second : sequence
        The ratings of the same units in the same order; units that one of them did not rate are
        left out.
    weights : {"unweighted", "linear", "quadratic", "ordinal", "ratio"}
        How far codes that differ still agree.
    level : {"", "nominal", "ordinal", "interval", "ratio"}
        Weights go by the place of a code in the order, and by the numbers themselves at
        ``interval`` and ``ratio``. Empty: nominal if unweighted, else ordinal.
    categories : sequence, optional
        The codes in their order; words need it where weights are used.
    confidence : float
        Of the interval, between 0 and 1.

    Returns
    -------
    Coefficient
        Undefined without a unit that both rated, and where both used one code throughout.

    Raises
    ------
    InputError
        If the two differ in length, or weights, level or a code are not known.

    Examples
    --------
    >>> found = cohen_kappa(["1", "1", "0", "0"], ["1", "0", "0", "0"])
    >>> found.value, found.reason
    (0.5, '')
    """
    check_confidence(confidence)
    if len(first) != len(second):
        raise InputError(
            f"{len(first)} ratings against {len(second)}",
            mend="Give the ratings of the same units.",
        )
    kind = level or ("nominal" if weights == "unweighted" else "ordinal")
    table = list(zip(first, second, strict=True))
    ratings = ratings_of(table, raters=("first", "second"), level=kind, categories=categories)
    counts = confusion(ratings.places[:, 0], ratings.places[:, 1], len(ratings.categories))
    return kappa_of_table(
        counts, weight_matrix(weights, ratings.scores), name=_name(weights), confidence=confidence
    )


def confusion(first: npt.NDArray[np.int64], second: npt.NDArray[np.int64], count: int) -> Floats:
    """Return how often two raters gave each pair of codes, shape (count, count)."""
    both = (first >= 0) & (second >= 0)
    made = np.zeros((count, count))
    np.add.at(made, (first[both], second[both]), 1.0)
    return made


def kappa_of_table(
    counts: Floats,
    weights: Floats,
    *,
    name: str = "Cohen's kappa",
    confidence: float = 0.95,
) -> Coefficient:
    """Return Cohen's kappa of a table of counts.

    Parameters
    ----------
    counts : ndarray of float64, shape (q, q)
        Units by the code of the first rater (rows) and of the second (columns).
    weights : ndarray of float64, shape (q, q)
        Weights of agreement, 1 on the diagonal.
    name : str
        As it is printed.
    confidence : float
        Between 0 and 1.

    Returns
    -------
    Coefficient
        Undefined for a table without units or with one code throughout.
    """
    n = counts.sum()
    if n == 0:
        return without_value(name, "there is no unit that both rated")
    observed = float((weights * counts).sum() / n)
    rows, columns = counts.sum(axis=1), counts.sum(axis=0)
    expected = float((weights * np.outer(rows, columns)).sum() / n**2)
    if np.count_nonzero(rows + columns) == 1:
        return without_value(name, "both coders used one code throughout")
    value = (observed - expected) / (1 - expected)
    variance = _variance(counts / n, weights, value, expected) / n if n > 1 else math.nan
    return with_interval(
        name,
        value,
        variance,
        degrees=math.inf,
        confidence=confidence,
        source="Fleiss, Cohen and Everitt (1969)",
    )


def _variance(shares: Floats, weights: Floats, value: float, expected: float) -> float:
    """Return the large-sample variance of kappa times the number of units."""
    by_row = weights @ shares.sum(axis=0)
    by_column = shares.sum(axis=1) @ weights
    parts = weights - np.add.outer(by_row, by_column) * (1 - value)
    spread = float((shares * parts**2).sum()) - (value - expected * (1 - value)) ** 2
    return max(0.0, spread) / (1 - expected) ** 2


def _name(weights: str) -> str:
    """Return how the coefficient is printed."""
    return "Cohen's kappa" if weights == "unweighted" else f"Cohen's kappa ({weights})"
