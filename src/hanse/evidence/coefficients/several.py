r"""Percent agreement, Fleiss' kappa and Gwet's AC1 and AC2 of several raters, some of them silent.

Unit :math:`i` got code :math:`k` from :math:`r_{ik}` of its :math:`r_i` raters; with weights
:math:`w_{kl}` let :math:`r^*_{ik}=\sum_l w_{kl}r_{il}`. Over the :math:`n'` units with two ratings
or more

.. math:: p_a=\frac1{n'}\sum_{r_i\ge2}\sum_k\frac{r_{ik}(r^*_{ik}-1)}{r_i(r_i-1)},\qquad
          \pi_k=\frac1n\sum_i\frac{r_{ik}}{r_i},

where :math:`n` counts the units with a rating. Chance agreement is
:math:`\sum_{kl}w_{kl}\pi_k\pi_l` for Fleiss and
:math:`\frac{\sum w_{kl}}{q(q-1)}\sum_k\pi_k(1-\pi_k)` for Gwet, where :math:`q` counts the codes
that could be given. Both coefficients are :math:`(p_a-p_e)/(1-p_e)`; without gaps and weights the
first is that of Fleiss (1971). Variances are the linearised ones of Gwet (2008), valid whatever the
true agreement, with Student's distribution of :math:`n-1` degrees of freedom.

Sources: Fleiss (1971), Measuring nominal scale agreement among many raters, *Psychological
Bulletin* 76(5), 378–382; Gwet (2008), Computing inter-rater reliability and its variance in the
presence of high agreement, *British Journal of Mathematical and Statistical Psychology* 61(1),
29–48; Gwet (2014), *Handbook of Inter-Rater Reliability*, 4th edition, chapters 2, 3 and 5.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from hanse.evidence.coefficients.coefficient import (
    Coefficient,
    check_confidence,
    with_interval,
    without_value,
)
from hanse.evidence.coefficients.ratings import Rating, Ratings, ratings_of
from hanse.evidence.coefficients.weights import weight_matrix

__all__ = ["fleiss_kappa", "gwet_ac1", "gwet_ac2", "percent_agreement"]

Floats = npt.NDArray[np.float64]
Table = Sequence[Sequence[Rating]]
_GWET = "Gwet (2008)"


def percent_agreement(
    table: Table, *, categories: Sequence[str | float] | None = None, confidence: float = 0.95
) -> Coefficient:
    """Measure the share of pairs of ratings of a unit that agree, averaged over units.

    Parameters
    ----------
    table, categories, confidence
        As in `fleiss_kappa`.

    Returns
    -------
    Coefficient
        From 0 to 1; undefined where no unit has two ratings. Chance is not taken off.

    Examples
    --------
    >>> percent_agreement([["a", "a", "b"], ["b", "b", None]]).value
    0.6666666666666666
    """
    check_confidence(confidence)
    return percent_of(ratings_of(table, categories=categories), confidence)


def fleiss_kappa(
    table: Table,
    *,
    weights: str = "unweighted",
    level: str = "",
    categories: Sequence[str | float] | None = None,
    confidence: float = 0.95,
) -> Coefficient:
    """Measure the agreement of several raters beyond chance, as Fleiss does.

    Parameters
    ----------
    table : sequence of sequences, shape (units, raters)
        Codes; None, NaN and the empty text where a rater did not decide.
    weights : {"unweighted", "linear", "quadratic", "ordinal", "ratio"}
        How far codes that differ still agree.
    level : {"", "nominal", "ordinal", "interval", "ratio"}
        What the codes are; empty: nominal if unweighted, else ordinal.
    categories : sequence, optional
        The codes in their order; those that nobody used change nothing without weights.
    confidence : float
        Of the interval, between 0 and 1.

    Returns
    -------
    Coefficient
        Undefined where no unit has two ratings, and where one code was used throughout.

    Raises
    ------
    InputError
        If the table is not even, or weights, level or a code are not known.

    Examples
    --------
    >>> round(fleiss_kappa([["a", "a", "a"], ["b", "b", "b"], ["a", "a", "b"]]).value, 9)
    0.55
    """
    check_confidence(confidence)
    ratings = ratings_of(table, level=_level(weights, level), categories=categories)
    return fleiss_of(ratings, weights, confidence)


def gwet_ac1(
    table: Table, *, categories: Sequence[str | float] | None = None, confidence: float = 0.95
) -> Coefficient:
    """Measure the agreement of several raters beyond chance, as Gwet does for names.

    Parameters
    ----------
    table, confidence
        As in `fleiss_kappa`.
    categories : sequence, optional
        All codes that could be given; the number of them enters. Without it those that were used
        count, which makes the coefficient depend on chance.

    Returns
    -------
    Coefficient
        Undefined where no unit has two ratings, and where there is one code only.

    Raises
    ------
    InputError
        As `fleiss_kappa` does.

    Examples
    --------
    >>> round(gwet_ac1([["y", "y"], ["y", "y"], ["y", "n"]], categories=["y", "n"]).value, 4)
    0.5385
    """
    check_confidence(confidence)
    return gwet_of(ratings_of(table, categories=categories), "unweighted", confidence)


def gwet_ac2(
    table: Table,
    *,
    weights: str = "ordinal",
    level: str = "",
    categories: Sequence[str | float] | None = None,
    confidence: float = 0.95,
) -> Coefficient:
    """Measure the agreement of several raters beyond chance, as Gwet does for orders and numbers.

    Parameters
    ----------
    table, weights, level, confidence
        As in `fleiss_kappa`; without weights this is AC1.
    categories : sequence, optional
        All codes that could be given, from low to high.

    Returns
    -------
    Coefficient
        Undefined where no unit has two ratings, and where there is one code only.

    Raises
    ------
    InputError
        As `fleiss_kappa` does.

    Examples
    --------
    >>> round(gwet_ac2([[1, 1], [2, 3], [3, 3]], weights="linear").value, 4)
    0.6604
    """
    check_confidence(confidence)
    ratings = ratings_of(table, level=_level(weights, level), categories=categories)
    return gwet_of(ratings, weights, confidence)


def percent_of(ratings: Ratings, confidence: float) -> Coefficient:
    """Return the percent agreement of ratings."""
    name = "percent agreement"
    if reason := ratings.why_none():
        return without_value(name, reason)
    each = _unit_agreement(ratings.counts, np.eye(len(ratings.categories)))
    rated = each[ratings.counts.sum(axis=1) >= 2]
    variance = float(rated.var(ddof=1)) / len(rated) if len(rated) > 1 else math.nan
    return with_interval(
        name,
        float(rated.mean()),
        variance,
        degrees=len(rated) - 1,
        confidence=confidence,
        source="the mean over units",
        least=0.0,
    )


def fleiss_of(ratings: Ratings, weights: str, confidence: float) -> Coefficient:
    """Return Fleiss' kappa of ratings."""
    name = "Fleiss' kappa" + ("" if weights == "unweighted" else f" ({weights})")
    matrix = weight_matrix(weights, ratings.scores)
    if reason := ratings.why_none():
        return without_value(name, reason)
    if ratings.only_code():
        return without_value(name, "one code was used throughout")
    rated = ratings.counts[ratings.counts.sum(axis=1) > 0]
    shares = rated / rated.sum(axis=1, keepdims=True)
    used = shares.mean(axis=0)
    expected = float(used @ matrix @ used)
    return _corrected(name, rated, matrix, expected, shares @ matrix @ used, confidence)


def gwet_of(ratings: Ratings, weights: str, confidence: float) -> Coefficient:
    """Return Gwet's AC1 or AC2 of ratings."""
    name = "Gwet's AC1" if weights == "unweighted" else f"Gwet's AC2 ({weights})"
    matrix = weight_matrix(weights, ratings.scores)
    count = len(ratings.categories)
    if reason := ratings.why_none():
        return without_value(name, reason)
    if count < 2:
        said = "there is one code" if ratings.is_closed else "one code was used, and no other named"
        return without_value(name, said)
    rated = ratings.counts[ratings.counts.sum(axis=1) > 0]
    shares = rated / rated.sum(axis=1, keepdims=True)
    used = shares.mean(axis=0)
    factor = float(matrix.sum()) / (count * (count - 1))
    expected = factor * float((used * (1 - used)).sum())
    return _corrected(name, rated, matrix, expected, factor * (shares @ (1 - used)), confidence)


def _corrected(
    name: str,
    counts: Floats,
    weights: Floats,
    expected: float,
    expected_each: Floats,
    confidence: float,
) -> Coefficient:
    """Return (observed - expected) / (1 - expected) with its linearised variance."""
    n = len(counts)
    several = counts.sum(axis=1) >= 2
    each = _unit_agreement(counts, weights)
    value = (float(each[several].mean()) - expected) / (1 - expected)
    lone = n / several.sum() * (each - expected) * several / (1 - expected)
    linear = lone - 2 * (1 - value) * (expected_each - expected) / (1 - expected)
    variance = float(((linear - value) ** 2).sum()) / (n * (n - 1)) if n > 1 else math.nan
    return with_interval(name, value, variance, degrees=n - 1, confidence=confidence, source=_GWET)


def _unit_agreement(counts: Floats, weights: Floats) -> Floats:
    """Return the weighted share of agreeing pairs of each unit, 0 for fewer than two ratings."""
    total = counts.sum(axis=1)
    agreeing = (counts * (counts @ weights - 1)).sum(axis=1)
    pairs = total * (total - 1)
    return np.asarray(np.divide(agreeing, pairs, out=np.zeros_like(total), where=pairs > 0))


def _level(weights: str, level: str) -> str:
    """Return the level that weights need where none is stated."""
    return level or ("nominal" if weights == "unweighted" else "ordinal")
