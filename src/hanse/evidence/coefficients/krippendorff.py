r"""Krippendorff's alpha for names, orders, numbers and ratios, with gaps.

Units with two ratings or more count. With :math:`n_{uc}` ratings of unit :math:`u` in code
:math:`c`, :math:`m_u` of the unit, :math:`n_c` in all of the code, :math:`n` in all, and the
squared difference :math:`\delta^2_{ck}` of two codes,

.. math:: \alpha = 1-(n-1)\,\frac{\sum_u\frac1{m_u-1}\sum_{ck}n_{uc}n_{uk}\delta^2_{ck}}
          {\sum_{ck}n_c n_k\delta^2_{ck}}.

:math:`\delta^2` is 1 for different names, :math:`(c-k)^2` for numbers, :math:`((c-k)/(c+k))^2` for
ratios, and :math:`(\sum_{g=c}^{k}n_g-\frac{n_c+n_k}2)^2` for an order.

The interval is a percentile bootstrap over units: units are drawn with replacement and everything,
the marginals and the distances of an order included, is computed anew. (Krippendorff's own
bootstrap draws pairs of ratings instead; with few units the two differ.)

Sources: Krippendorff (2004), *Content Analysis*, 2nd edition, chapter 11; Hayes and Krippendorff
(2007), Answering the call for a standard reliability measure for coding data, *Communication
Methods and Measures* 1(1), 77–89; Krippendorff (2011),
*Computing Krippendorff's Alpha-Reliability*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.evidence.coefficients.coefficient import (
    NAN,
    Coefficient,
    check_confidence,
    without_value,
)
from hanse.evidence.coefficients.ratings import Rating, Ratings, ratings_of
from hanse.evidence.coefficients.weights import squared_differences

__all__ = ["krippendorff_alpha"]

Floats = npt.NDArray[np.float64]
_CHUNK = 200  # drawings at once, for memory
_FEWEST = 0.5  # share of the drawings that must have a value


def krippendorff_alpha(
    table: Sequence[Sequence[Rating]],
    *,
    level: str = "nominal",
    categories: Sequence[str | float] | None = None,
    rng: np.random.Generator | None = None,
    resamples: int = 1_000,
    confidence: float = 0.95,
) -> Coefficient:
    """Measure the agreement of several raters as one minus disagreement by what chance gives.

    Parameters
    ----------
    table : sequence of sequences, shape (units, raters)
        Codes or numbers; None, NaN and the empty text where a rater did not decide.
    level : {"nominal", "ordinal", "interval", "ratio"}
        What the codes are.
    categories : sequence, optional
        The codes in their order; words of an order need it. Unused ones change nothing.
    rng : Generator, optional
        Draws the units; without it there is no interval.
    resamples : int
        Drawings, from 100.
    confidence : float
        Of the interval, between 0 and 1.

    Returns
    -------
    Coefficient
        Undefined where no unit has two ratings, or all that have hold one code. Drawings without a
        value are left out and counted; there is no interval where they are more than half.

    Raises
    ------
    InputError
        If the table is not even, the level or a code is not known, a number is missing or, for
        ratios, negative, or resamples is below 100.

    Examples
    --------
    >>> krippendorff_alpha([["a", "a"], ["b", "b"], ["a", "b"]]).value
    0.4444444444444444
    """
    check_confidence(confidence)
    if resamples < 100:
        raise InputError(f"resamples is {resamples}", mend="Give a whole number from 100.")
    ratings = ratings_of(table, level=level, categories=categories)
    return alpha_of(ratings, level, rng=rng, resamples=resamples, confidence=confidence)


def alpha_of(
    ratings: Ratings,
    level: str,
    *,
    rng: np.random.Generator | None,
    resamples: int,
    confidence: float,
) -> Coefficient:
    """Return alpha of ratings."""
    name = f"Krippendorff's alpha ({level})"
    if reason := ratings.why_none():
        return without_value(name, reason)
    counts = ratings.counts[ratings.counts.sum(axis=1) >= 2]
    once = np.ones((1, len(counts)))
    value = float(_alphas(counts, once, level, ratings.scores)[0])
    if np.isnan(value):
        return without_value(name, "units rated twice hold one code throughout")
    if rng is None:
        return Coefficient(name, value, NAN, NAN, "", "no interval: no rng to draw units with")
    if len(counts) < 2:
        return Coefficient(name, value, NAN, NAN, "", "no interval: there is one unit only")
    drawn = np.concatenate(
        [
            _alphas(counts, chosen, level, ratings.scores)
            for chosen in _drawings(len(counts), resamples, rng)
        ]
    )
    return _bounded(name, value, drawn, confidence)


def _drawings(units: int, resamples: int, rng: np.random.Generator) -> Iterator[Floats]:
    """Yield how often each unit is drawn, a row for each drawing."""
    even = np.full(units, 1 / units)
    for done in range(0, resamples, _CHUNK):
        size = min(_CHUNK, resamples - done)
        yield rng.multinomial(units, even, size=size).astype(np.float64)


def _alphas(counts: Floats, drawn: Floats, level: str, scores: Floats) -> Floats:
    """Return alpha for each way to draw the units, NaN where all ratings are one code.

    ``counts`` has shape (units, codes), ``drawn`` shape (drawings, units).
    """
    each = 1 / (counts.sum(axis=1) - 1)
    marginals = drawn @ counts
    total = marginals.sum(axis=1)
    if level == "ordinal":
        apart = np.empty((2, len(drawn)))
        for place, (times, used) in enumerate(zip(drawn, marginals, strict=True)):
            distance = _ordinal(used)
            together = counts.T @ ((times * each)[:, None] * counts)
            apart[:, place] = (together * distance).sum(), used @ distance @ used
        observed, expected = apart
    else:
        distance = squared_differences(level, scores)
        observed = drawn @ (each * ((counts @ distance) * counts).sum(axis=1))
        expected = ((marginals @ distance) * marginals).sum(axis=1)
    return np.asarray(
        1
        - (total - 1)
        * np.divide(observed, expected, out=np.full(len(drawn), NAN), where=expected > 0)
    )


def _ordinal(used: Floats) -> Floats:
    """Return the squared differences of an order in which codes were used so often."""
    middle = np.cumsum(used) - used / 2
    return np.asarray(np.subtract.outer(middle, middle) ** 2)


def _bounded(name: str, value: float, drawn: Floats, confidence: float) -> Coefficient:
    """Return alpha with the percentiles of its drawings."""
    found = drawn[~np.isnan(drawn)]
    left = len(drawn) - len(found)
    if len(found) < _FEWEST * len(drawn):
        said = f"no interval: {left:,} of {len(drawn):,} drawings of units hold one code throughout"
        return Coefficient(name, value, NAN, NAN, "", said)
    if np.ptp(found) == 0:
        said = "no interval: every drawing of units has the same value, as where nobody disagrees"
        return Coefficient(name, value, NAN, NAN, "", said)
    low, high = np.quantile(found, [(1 - confidence) / 2, (1 + confidence) / 2])
    said = f"{100 * confidence:g} %, percentiles of {len(found):,} drawings of units"
    said += f"; {left:,} more have no value" if left else ""
    return Coefficient(name, value, float(low), float(high), "", said)
