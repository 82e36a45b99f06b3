"""Distances that are found from one number of each country: how many times larger it is."""

from __future__ import annotations

import numpy as np

from hanse.errors import InputError
from hanse.observatory.distance.index_table import IndexTable, source_text
from hanse.observatory.distance.part_table import Part, PartTable

__all__ = ["log_ratio", "per_head"]


def log_ratio(
    index: IndexTable, indicator: str, *, name: str = "", group: str = "economic"
) -> PartTable:
    """Measure how many times larger an indicator is in one country than in another.

    Parameters
    ----------
    index : IndexTable
        With an indicator above 0, such as income per head.
    indicator : str
        Its name.
    name, group : str
        Name (by default that of the indicator) and group of the part that is made.

    Returns
    -------
    PartTable
        One part, |ln(x_j / x_k)|: 0 where both are equal, ln 2 = 0.69 where one is twice the other.

    Raises
    ------
    InputError
        If a value is 0 or negative, or there is no such indicator.

    Examples
    --------
    >>> import numpy as np
    >>> index = IndexTable(("DEU", "SWE"), ("income",), np.array([[20.0], [40.0]]), "a panel")
    >>> round(log_ratio(index, "income").value("income", "DEU", "SWE"), 4)
    0.6931
    """
    values = index.indicator(indicator)
    wrong = np.flatnonzero(values <= 0)
    if wrong.size:
        said = [f"{index.countries[i]} {values[i]:g}" for i in wrong[:10].tolist()]
        raise InputError(
            f"{indicator} is not above 0: {', '.join(said)}",
            where=index.source,
            mend="A ratio needs values above 0.",
        )
    logs = np.log(values)
    made = np.abs(logs[:, None] - logs[None, :])
    np.fill_diagonal(made, 0.0)
    absent = {
        code: f"no {indicator}"
        for code, value in zip(index.countries, values.tolist(), strict=True)
        if np.isnan(value)
    }
    part = Part(
        made,
        group,
        "ln of the ratio",
        source_text(index),
        f"|ln ratio of {indicator}|",
        absent=absent,
    )
    return PartTable(index.countries, {name or indicator: part}, index.notes)


def per_head(index: IndexTable, population: IndexTable, *, name: str = "") -> IndexTable:
    """Divide an index of one indicator by the population of the same year.

    Returns
    -------
    IndexTable
        The countries that both have; NaN where one is missing or nobody lives there.

    Raises
    ------
    InputError
        If the years differ, or one has several indicators.

    Examples
    --------
    >>> import numpy as np
    >>> gdp = IndexTable(("DEU", "SWE"), ("gdp",), np.array([[80.0], [30.0]]), "a", "2019")
    >>> people = IndexTable(("SWE",), ("population",), np.array([[10.0]]), "b", "2019")
    >>> per_head(gdp, people).values.tolist()
    [[3.0]]
    """
    for one in (index, population):
        if len(one.indicators) != 1:
            raise InputError(
                f"{len(one.indicators)} indicators", where=one.source, mend="Give one."
            )
    if index.year != population.year:
        raise InputError(
            f"{index.source} is of {index.year or 'no year'}, {population.source} of "
            f"{population.year or 'no year'}",
            where="per_head",
            mend="Years cannot be mixed: read both for one year.",
        )
    shared = [code for code in index.countries if code in set(population.countries)]
    above = [index.values[index.countries.index(code), 0] for code in shared]
    below = np.array([population.values[population.countries.index(code), 0] for code in shared])
    with np.errstate(divide="ignore", invalid="ignore"):
        values = np.where(below > 0, np.array(above) / below, np.nan)[:, None]
    named = name or f"{index.indicators[0]}_per_head"
    source = ", ".join(dict.fromkeys((index.source, population.source)))
    notes = tuple(dict.fromkeys((*index.notes, *population.notes)))
    return IndexTable(tuple(shared), (named,), values, source, index.year, {}, notes)
