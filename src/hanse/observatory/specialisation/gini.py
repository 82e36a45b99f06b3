"""Gini coefficients: how unequally an industry is spread over the regions."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.observatory.specialisation.concentration import Concentration, notes_of_hidden
from hanse.observatory.specialisation.regional import RegionalTable

__all__ = ["gini"]

Floats = npt.NDArray[np.float64]


def gini(
    table: RegionalTable, *, against: str = "equal", correction: str = "none"
) -> Concentration:
    """Measure how unequally each industry is spread over the regions.

    Against equal shares, with x sorted upwards: G = Σ (2k − n − 1) x_k / (n Σ x), from 0 to
    1 − 1/n.

    Against the totals of the regions, with regions sorted by their quotient:
    G = 1 − Σ x_k (S_k + S_k−1), where x is the region's share in all and S the cumulated share of
    the industry (locational Gini, Krugman 1991, *Geography and Trade*, p. 55).

    Parameters
    ----------
    table : RegionalTable
        Regions × industries.
    against : {"equal", "totals"}
        What is no concentration: equal counts in all regions, or counts in proportion to them.
    correction : {"none", "n/(n-1)"}
        Whether G is multiplied by n/(n − 1), so that it reaches 1 for an industry in one of few
        regions (Deltas 2003, *Review of Economics and Statistics* 85(1)); not against totals.

    Returns
    -------
    Concentration
        Columns ``gini``, ``regions`` (n, those that are shown) and ``hidden``. NaN where the
        industry has nothing, or only one region is shown. With few plants G is high even if they
        were spread by chance: see `ellison_glaeser`.

    Raises
    ------
    InputError
        If a choice is unknown or does not go with the other.

    Examples
    --------
    >>> table = RegionalTable(
    ...     ("A", "B"), ("x",), np.array([[1.0], [3.0]]), np.zeros((2, 1)),
    ...     np.array([10.0, 30.0]), np.array([4.0]), 40.0,
    ... )
    >>> gini(table).value("x"), gini(table, against="totals").value("x")
    (0.25, 0.0)
    """
    if against not in ("equal", "totals"):
        raise unknown_name("comparison", against, ("equal", "totals"), where="gini")
    if correction not in ("none", "n/(n-1)"):
        raise unknown_name("correction", correction, ("none", "n/(n-1)"), where="gini")
    if against == "totals" and correction != "none":
        raise InputError(
            "the correction n/(n-1) holds against equal shares only",
            where="gini",
            mend='Take correction="none".',
        )
    values, sizes, reasons = [], [], []
    for column in table.counts.T:
        shown = ~np.isnan(column) & ((table.region_totals > 0) | (against == "equal"))
        x, weights = column[shown], table.region_totals[shown]
        sizes.append(float(x.size))
        enough = x.size > 1 and x.sum() > 0
        reasons.append("" if enough else "nothing to compare in the regions that are shown")
        if not enough:
            values.append(np.nan)
            continue
        made = _gini_of(x) if against == "equal" else _gini_against(x, weights)
        values.append(made * x.size / (x.size - 1) if correction != "none" else made)
    columns = {
        "gini": np.array(values),
        "regions": np.array(sizes),
        "hidden": np.isnan(table.counts).sum(axis=0).astype(np.float64),
    }
    return Concentration(
        "gini", "industry", table.industries, columns, tuple(reasons), notes_of_hidden(columns)
    )


def _gini_of(x: Floats) -> float:
    """Return the Gini coefficient against equal shares."""
    n = x.size
    ranks = 2 * np.arange(1, n + 1) - n - 1
    return float((ranks * np.sort(x)).sum() / (n * x.sum()))


def _gini_against(x: Floats, weights: Floats) -> float:
    """Return the Gini coefficient against weights."""
    order = np.argsort(x / weights, kind="stable")
    below = np.append(0.0, np.cumsum(x[order] / x.sum()))
    return float(1 - (weights[order] / weights.sum() * (below[1:] + below[:-1])).sum())
