"""How far raters agree: every coefficient, who differs from whom, and on which units."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.evidence.coefficients.coefficient import Coefficient, check_confidence
from hanse.evidence.coefficients.cohen import confusion, kappa_of_table
from hanse.evidence.coefficients.krippendorff import alpha_of
from hanse.evidence.coefficients.ratings import Rating, Ratings, ratings_of
from hanse.evidence.coefficients.several import fleiss_of, gwet_of, percent_of
from hanse.evidence.coefficients.weights import weight_matrix
from hanse.messages import columns_text, join_names, plural
from hanse.result import Answer, Record

__all__ = ["PairAgreement", "RatersAgreement", "agreement_of"]

_WEIGHTS = {  # level → weights of Cohen's kappa, weights of AC2
    "nominal": (("unweighted",), ""),
    "ordinal": (("unweighted", "linear", "quadratic"), "ordinal"),
    "interval": (("unweighted", "linear", "quadratic"), "quadratic"),
    "ratio": (("unweighted", "linear", "quadratic"), "ratio"),
}


@dataclass(frozen=True, eq=False)
class PairAgreement(Record, kind="agreement-pair"):
    """Two raters on the units that both rated.

    Attributes
    ----------
    first, second : str
        The raters.
    n : int
        Units that both rated.
    observed : float
        Share of them with the same code, NaN without units.
    kappas : tuple of Coefficient
        Cohen's kappa, unweighted and, where the codes have an order, linear and quadratic.
    prevalence : float
        With two codes, how uneven they are: the difference of the shares on which both agree
        (0 to 1); high prevalence lowers kappa. NaN otherwise.
    bias : float
        With two codes, the difference of the shares that each rater gives a code (0 to 1). NaN
        otherwise.
    pabak : float
        Kappa as it would be with even codes and no bias, ``(q observed - 1) / (q - 1)`` for q
        codes, after Byrt, Bishop and Carlin (1993) for two and Brennan and Prediger (1981) for
        more; NaN without units or with one code.
    table : ndarray of float64, shape (codes, codes)
        Units by the code of the first (rows) and of the second (columns).
    """

    first: str
    second: str
    n: int
    observed: float
    kappas: tuple[Coefficient, ...]
    prevalence: float
    bias: float
    pabak: float
    table: npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class RatersAgreement(Answer, kind="agreement-of-raters"):
    """The agreement of two raters or more.

    Attributes
    ----------
    level : str
        What the codes are: nominal, ordinal, interval or ratio.
    categories, raters : tuple of str
        The codes in their order, and who rated.
    n_units : int
        Units in the table, also those that nobody rated.
    n_shared : int
        Units with two ratings or more; only they can show agreement.
    n_pairs : int
        Pairs of ratings of a unit.
    observed : float
        Share of agreeing pairs, averaged over units; NaN where there is none.
    coefficients : tuple of Coefficient
        Percent agreement, Cohen's kappa (two raters only), Fleiss' kappa, AC1, for ordered codes
        AC2, and alpha.
    used : ndarray of float64, shape (raters, codes)
        How often each rater gave each code.
    pairs : tuple of PairAgreement
        Every two raters.
    differing : tuple of str
        Units that got different codes.
    """

    level: str
    categories: tuple[str, ...]
    raters: tuple[str, ...]
    n_units: int
    n_shared: int
    n_pairs: int
    observed: float
    coefficients: tuple[Coefficient, ...]
    used: npt.NDArray[np.float64]
    pairs: tuple[PairAgreement, ...]
    differing: tuple[str, ...]

    def get(self, name: str) -> Coefficient:
        """Return the coefficient of that name.

        Raises
        ------
        InputError
            If there is none, with those there are.
        """
        for one in self.coefficients:
            if one.name == name:
                return one
        names = join_names([one.name for one in self.coefficients])
        raise InputError(f"there is no coefficient '{name}'", mend=f"There are: {names}.")

    def to_frame(self) -> Any:
        """Return a row for each coefficient: name, value, low, high, reason, interval."""
        import pandas as pd

        rows = [
            (one.name, one.value, one.low, one.high, one.reason, one.interval)
            for one in self.coefficients
        ]
        names = ["coefficient", "value", "low", "high", "reason", "interval"]
        return pd.DataFrame(rows, columns=names)

    def pairs_frame(self) -> Any:
        """Return a row for each two raters: n, observed, kappa, prevalence, bias, pabak."""
        import pandas as pd

        rows = [
            (
                *(one.first, one.second, one.n, one.observed, one.kappas[0].value),
                *(one.kappas[0].reason, one.prevalence, one.bias, one.pabak),
            )
            for one in self.pairs
        ]
        names = ["first", "second", "n", "observed", "kappa", "reason", "prevalence", "bias"]
        return pd.DataFrame(rows, columns=[*names, "pabak"])

    def verify(self) -> bool:
        """Count the tables of the pairs again: their sums, and percent agreement without gaps."""
        pairs = sum(round(float(one.table.sum())) for one in self.pairs)
        agreeing = sum(float(np.trace(one.table)) for one in self.pairs)
        is_full = pairs == self.n_units * math.comb(len(self.raters), 2) > 0
        is_equal = not is_full or math.isclose(self.observed, agreeing / pairs, rel_tol=1e-9)
        return pairs == self.n_pairs and is_equal

    def __str__(self) -> str:
        """Return the coefficients as a paper prints them, three decimals."""
        head = (
            f"{plural(self.n_units, 'unit')}, {plural(len(self.raters), 'rater')}: "
            f"{plural(self.n_shared, 'unit')} rated twice or more, "
            f"{plural(self.n_pairs, 'pair')} of ratings, {len(self.differing)} with differences"
        )
        lines = [
            [one.name, _three(one.value), _three(one.low), _three(one.high)]
            for one in self.coefficients
        ]
        body = columns_text(["coefficient", "value", "from", "to"], lines, left=[0])
        said = [f"{one.name}: {one.reason or one.interval}" for one in self.coefficients]
        return "\n".join([head, body, *said])


def agreement_of(
    table: Sequence[Sequence[Rating]],
    *,
    raters: Sequence[str] | None = None,
    units: Sequence[str] | None = None,
    level: str = "nominal",
    categories: Sequence[str | float] | None = None,
    rng: np.random.Generator | None = None,
    resamples: int = 1_000,
    confidence: float = 0.95,
) -> RatersAgreement:
    """Measure how far raters agree, by every coefficient in use.

    Parameters
    ----------
    table : sequence of sequences, shape (units, raters)
        Codes or numbers; None, NaN and the empty text where a rater did not decide.
    raters, units : sequence of str, optional
        Their names; numbered otherwise.
    level : {"nominal", "ordinal", "interval", "ratio"}
        What the codes are. It chooses the weights: of kappa none, and from ``ordinal`` also linear
        and quadratic; of AC2 ordinal, quadratic and ratio.
    categories : sequence, optional
        All codes that could be given, from low to high. AC1 and AC2 depend on how many there are,
        so give it wherever it is known.
    rng : Generator, optional
        Draws units for the interval of alpha; without it alpha has none.
    resamples : int
        Drawings, from 100.
    confidence : float
        Of all intervals, between 0 and 1.

    Returns
    -------
    RatersAgreement
        A coefficient that is undefined says why; nothing is raised for it.

    Raises
    ------
    InputError
        If the table is not even, names do not fit, or level, a code or a choice is not known.

    Examples
    --------
    >>> found = agreement_of([["in", "in"], ["in", "out"], ["out", "out"], ["out", None]])
    >>> found.n_shared, round(found.get("Cohen's kappa").value, 3), found.differing
    (3, 0.4, ('2',))
    """
    check_confidence(confidence)
    if resamples < 100:
        raise InputError(f"resamples is {resamples}", mend="Give a whole number from 100.")
    ratings = ratings_of(table, raters=raters, level=level, categories=categories)
    names = tuple(units or (str(number) for number in range(1, len(table) + 1)))
    if len(names) != len(table):
        raise InputError(f"{len(names)} names for {len(table)} units", mend="Name each unit once.")
    rated = ratings.counts.sum(axis=1)
    pairs = _pairs(ratings, level, confidence)
    found = [percent_of(ratings, confidence)]
    found += pairs[0].kappas if len(ratings.raters) == 2 else ()
    found += _of_all(ratings, level, confidence)
    found += [alpha_of(ratings, level, rng=rng, resamples=resamples, confidence=confidence)]
    several = (ratings.counts > 0).sum(axis=1) > 1
    return RatersAgreement(
        level=level,
        categories=ratings.categories,
        raters=ratings.raters,
        n_units=len(table),
        n_shared=int((rated >= 2).sum()),
        n_pairs=int((rated * (rated - 1) / 2).sum()),
        observed=found[0].value,
        coefficients=tuple(found),
        used=_used(ratings),
        pairs=pairs,
        differing=tuple(name for name, is_one in zip(names, several, strict=True) if is_one),
    )


def _of_all(ratings: Ratings, level: str, confidence: float) -> list[Coefficient]:
    """Return the coefficients of Fleiss and Gwet."""
    weights = _WEIGHTS[level][1]
    found = [fleiss_of(ratings, "unweighted", confidence)]
    found += [gwet_of(ratings, "unweighted", confidence)]
    return found + ([gwet_of(ratings, weights, confidence)] if weights else [])


def _used(ratings: Ratings) -> npt.NDArray[np.float64]:
    """Return how often each rater gave each code."""
    codes = range(len(ratings.categories))
    made = [(ratings.places == code).sum(axis=0) for code in codes]
    return np.array(made, dtype=np.float64).reshape(len(codes), len(ratings.raters)).T


def _pairs(ratings: Ratings, level: str, confidence: float) -> tuple[PairAgreement, ...]:
    """Return every two raters."""
    found = []
    for a, b in combinations(range(len(ratings.raters)), 2):
        count = len(ratings.categories)
        table = confusion(ratings.places[:, a], ratings.places[:, b], count)
        kappas = tuple(
            kappa_of_table(
                table,
                weight_matrix(scheme, ratings.scores),
                name="Cohen's kappa" + ("" if scheme == "unweighted" else f" ({scheme})"),
                confidence=confidence,
            )
            for scheme in _WEIGHTS[level][0]
        )
        n = int(table.sum())
        observed = float(np.trace(table)) / n if n else math.nan
        prevalence = abs(table[0, 0] - table[1, 1]) / n if n and count == 2 else math.nan
        bias = abs(table[0, 1] - table[1, 0]) / n if n and count == 2 else math.nan
        pabak = (count * observed - 1) / (count - 1) if count > 1 else math.nan
        names = ratings.raters[a], ratings.raters[b]
        found.append(
            PairAgreement(*names, n, observed, kappas, float(prevalence), float(bias), pabak, table)
        )
    return tuple(found)


def _three(value: float) -> str:
    """Return a number with three decimals, a dash for none."""
    return "–" if math.isnan(value) else f"{value:.3f}"
