r"""Distances that are found from an index of several indicators.

Kogut and Singh (1988), *Journal of International Business Studies* 19(3), p. 422:

.. math:: CD_{jk} = \frac{1}{n} \sum_i (I_{ij} - I_{ik})^2 / V_i

and Mahalanobis, as in Berry, Guillén and Zhou (2010), *Journal of International Business Studies*
41(9), pp. 1460-1480, which does not count twice what two indicators have in common:

.. math:: d_{jk} = \sqrt{(x_j - x_k)^\top S^{+} (x_j - x_k)}
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import Message, join_names, message, plural
from hanse.observatory.distance.index_table import IndexTable, source_text
from hanse.observatory.distance.part_table import Part, PartTable

__all__ = ["kogut_singh", "mahalanobis"]

Floats = npt.NDArray[np.float64]
_RANK = 1e-10  # eigenvalues of the correlations below this share of the largest count as 0


def kogut_singh(
    index: IndexTable,
    *,
    form: Literal["index", "euclidean"] = "index",
    missing: Literal["pair", "available"] = "pair",
    ddof: int = 1,
    name: str = "kogut_singh",
    group: str = "cultural",
) -> PartTable:
    """Measure the distance of Kogut and Singh between every two countries of an index.

    Parameters
    ----------
    index : IndexTable
        From two countries.
    form : {"index", "euclidean"}
        The mean of squared differences over variances, or its square root, which is in standard
        deviations and keeps the triangle inequality. Without the mean the root is larger by the
        constant √n, which changes no order.
    missing : {"pair", "available"}
        A pair in which one lacks an indicator is empty, or the mean is over those that both have.
    ddof : int
        0 or 1: variances over all countries with the indicator, divided by their number less this.
    name, group : str
        Name and group of the part that is made.

    Returns
    -------
    PartTable
        One part, from 0, without an upper bound; NaN where an indicator (any, or all) is missing.

    Raises
    ------
    InputError
        If a choice is not known, or an indicator is the same everywhere.

    Examples
    --------
    >>> import numpy as np
    >>> values = np.array([[1.0, 10.0], [3.0, 30.0], [5.0, 20.0]])
    >>> index = IndexTable(("DEU", "DNK", "SWE"), ("power", "risk"), values, "a survey")
    >>> found = kogut_singh(index)  # variances 4 and 100: (4 / 4 + 400 / 100) / 2
    >>> found.value("kogut_singh", "DEU", "DNK")
    2.5
    """
    _choice("form", form, ("index", "euclidean"))
    _choice("missing", missing, ("pair", "available"))
    variances = _variances(index, ddof)
    n = len(index.countries)
    sums, counts = np.zeros((n, n)), np.zeros((n, n))
    for column, variance in zip(index.values.T, variances, strict=True):
        squares = (column[:, None] - column[None, :]) ** 2 / variance
        known = ~np.isnan(squares)
        sums += np.where(known, squares, 0.0)
        counts += known
    needed = len(index.indicators) if missing == "pair" else 1
    with np.errstate(invalid="ignore", divide="ignore"):
        made = np.where(counts >= needed, sums / counts, np.nan)
    root = form == "euclidean"
    np.fill_diagonal(made, 0.0)
    part = Part(
        np.sqrt(made) if root else made,
        group,
        "standard deviations" if root else "variances",
        source_text(index),
        f"{'root of the ' if root else ''}mean over {join_names(index.indicators)} of the squared "
        "difference over the variance (Kogut and Singh 1988)",
        absent=_absent(index, every=missing == "pair"),
        facts={"indicators": float(len(index.indicators)), "ddof": float(ddof)},
    )
    return PartTable(index.countries, {name: part}, index.notes)


def mahalanobis(
    index: IndexTable, *, ddof: int = 1, name: str = "mahalanobis", group: str = "cultural"
) -> PartTable:
    """Measure the Mahalanobis distance between every two countries of an index.

    The covariance is that of the countries that have all indicators. Where an indicator follows
    from the others its pseudo-inverse is taken: the indicator then adds nothing. The distance does
    not depend on the units of the indicators, nor on how they are turned into one another.

    Parameters
    ----------
    index : IndexTable
        At least two countries with all indicators.
    ddof : int
        0 or 1: the covariance is divided by the number of countries less this.
    name, group : str
        Name and group of the part that is made.

    Returns
    -------
    PartTable
        One part in standard deviations, from 0; NaN where an indicator is missing. Its ``facts``
        have the ``rank`` of the correlations and their ``condition``: the largest eigenvalue over
        the smallest that is not 0. A rank below the number of indicators is noted.

    Raises
    ------
    InputError
        If fewer than two countries have all indicators, or an indicator is the same everywhere.

    Examples
    --------
    >>> import numpy as np
    >>> values = np.array([[1.0], [3.0], [5.0]])
    >>> index = IndexTable(("DEU", "DNK", "SWE"), ("power",), values, "a survey")
    >>> mahalanobis(index).value("mahalanobis", "DEU", "SWE")  # 4 over the deviation 2
    2.0
    """
    complete: npt.NDArray[np.bool_] = np.asarray(index.known().all(axis=1))
    if complete.sum() < 2:
        raise InputError(
            f"{plural(int(complete.sum()), 'country', 'countries')} with all indicators",
            where=index.source,
            mend="Leave out indicators that few countries have.",
        )
    deviations = np.sqrt(_variances(index, ddof, rows=complete))
    scaled = (index.values - index.values[complete].mean(axis=0)) / deviations
    within = scaled[complete]
    correlation = within.T @ within / (len(within) - ddof)
    eigenvalues, vectors = np.linalg.eigh(correlation)
    kept = eigenvalues > _RANK * eigenvalues[-1]
    white = scaled @ (vectors[:, kept] / np.sqrt(eigenvalues[kept]))
    squares = np.zeros((len(white),) * 2)
    for column in white.T:
        squares += (column[:, None] - column[None, :]) ** 2
    np.fill_diagonal(squares, 0.0)
    rank, condition = int(kept.sum()), float(eigenvalues[-1] / eigenvalues[kept][0])
    part = Part(
        np.sqrt(squares),
        group,
        "standard deviations",
        source_text(index),
        f"Mahalanobis distance in {join_names(index.indicators)} (Berry, Guillén and Zhou 2010)",
        absent=_absent(index, every=True),
        facts={
            "indicators": float(len(index.indicators)),
            "ddof": float(ddof),
            "rank": float(rank),
            "condition": condition,
        },
    )
    notes = [*index.notes, *_rank_note(rank, index)]
    return PartTable(index.countries, {name: part}, tuple(notes))


def _variances(
    index: IndexTable, ddof: int, *, rows: npt.NDArray[np.bool_] | None = None
) -> Floats:
    """Return the variance of each indicator where it is known; raise where it is 0."""
    if ddof not in (0, 1):
        raise InputError(f"ddof is {ddof}", mend="Give 0 (all countries) or 1 (a sample).")
    made = np.full(len(index.indicators), np.nan)
    for j, name in enumerate(index.indicators):
        column = index.values[:, j] if rows is None else index.values[rows, j]
        column = column[~np.isnan(column)]
        if len(column) < 2 or column.min() == column.max():
            why = (
                "is the same everywhere"
                if len(column) > 1
                else "is known of fewer than 2 countries"
            )
            raise InputError(f"{name} {why}", where=index.source, mend="Leave it out.")
        made[j] = column.var(ddof=ddof)
    return made


def _absent(index: IndexTable, *, every: bool) -> dict[str, str]:
    """Return why countries have no distance: an indicator is missing, or all are."""
    made = {}
    for code, row in zip(index.countries, index.known().tolist(), strict=True):
        gone = [name for name, here in zip(index.indicators, row, strict=True) if not here]
        if gone and (every or len(gone) == len(row)):
            made[code] = f"no {join_names(gone)}"
    return made


def _rank_note(rank: int, index: IndexTable) -> list[Message]:
    """Return a sentence if indicators follow from others."""
    k = len(index.indicators)
    if rank == k:
        return []
    template = "The {k} indicators have rank {rank}: the pseudo-inverse leaves out what follows."
    return [message(template, k=k, rank=rank)]


def _choice(kind: str, given: str, choices: tuple[str, ...]) -> None:
    """Raise if a choice is not known."""
    if given not in choices:
        raise unknown_name(kind, given, choices)
