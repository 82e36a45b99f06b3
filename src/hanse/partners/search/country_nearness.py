"""Nearness of countries from a table of distances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import join_names, message
from hanse.result import Record
from hanse.tables.countries import country_key
from hanse.tables.long_table import LongTable

__all__ = ["CountryNearness", "country_nearness"]


@dataclass(frozen=True, eq=False)
class CountryNearness(Record, kind="partner-country-nearness"):
    """How near countries are to each other.

    Attributes
    ----------
    countries : tuple of str
        Alpha-3 codes.
    values : ndarray of float64, shape (countries, countries), 0 to 1
        From the one down to the one across: 1 for the same country and for the nearest pair, 0 for
        the farthest, NaN where not known.
    notes : tuple of str
        What is to be known.
    """

    countries: tuple[str, ...]
    values: npt.NDArray[np.float64]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        n = len(self.countries)
        numbers = np.array(self.values, dtype=np.float64).reshape(n, n)
        numbers.setflags(write=False)
        object.__setattr__(self, "values", numbers)


def country_nearness(table: LongTable, value: str | None = None) -> CountryNearness:
    r"""Return nearness from a table of distances.

    .. math:: m_{ab} = 1 - (d_{ab} - \min d) / (\max d - \min d)

    over all pairs of different countries of the table; within a country it is 1. A pair that is
    stated one way only holds both ways.

    Parameters
    ----------
    table : LongTable
        Two keys, the country from which and the one to which, in this order, and the distance in
        any unit (kilometres or an index, which may be negative).
    value : str, optional
        The column of distances; needed where there are several.

    Returns
    -------
    CountryNearness
        NaN for all pairs of different countries where all distances are equal: then they tell
        nobody from another.

    Raises
    ------
    InputError
        If the table has not two keys, a label is no country, a pair stands twice, or there are
        several columns of numbers and none is named.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame(
    ...     {"home": "SWE", "market": ["FIN", "DEU", "CHL"], "distance": [-1.0, 0.0, 1.0]}
    ... )
    >>> keys, values = ["home", "market"], ["distance"]
    >>> near = country_nearness(LongTable.from_frame(frame, keys=keys, values=values))
    >>> near.countries, near.values[near.countries.index("SWE")]
    (('CHL', 'DEU', 'FIN', 'SWE'), array([0. , 0.5, 1. , 1. ]))
    """
    where = table.file or "distances"
    names = list(table.keys)
    if len(names) != 2:
        raise InputError(
            f"the table of distances has {len(names)} keys: {join_names(names) or 'none'}",
            where=where,
            mend="Give it two: the country from which and the one to which.",
        )
    numbers = _column(table, value, where)
    for name in names:
        table = country_key(table, name)
    table.unique(names)
    first, second = table.keys[names[0]], table.keys[names[1]]
    countries = tuple(sorted({*first.labels, *second.labels}))
    places = {code: at for at, code in enumerate(countries)}
    down = np.array([places[code] for code in first.labels])[first.codes]
    across = np.array([places[code] for code in second.labels])[second.codes]
    far = np.full((len(countries),) * 2, np.nan)
    far[down, across] = numbers
    np.fill_diagonal(far, np.nan)
    one_way = np.isnan(far) & ~np.isnan(far.T)
    known = far[~np.isnan(far)]
    span = float(known.max() - known.min()) if known.size else 0.0
    near: Any = np.full_like(far, np.nan)
    if span > 0:
        near = 1 - (np.where(one_way, far.T, far) - known.min()) / span
    np.fill_diagonal(near, 1.0)
    n = int(one_way.sum())
    said = "Distances of {n} pairs of countries are stated one way only and hold both ways."
    return CountryNearness(countries, near, (message(said, n=f"{n:,}"),) if n else ())


def _column(table: LongTable, value: str | None, where: str) -> npt.NDArray[np.float64]:
    """Return the distances."""
    if value is None and len(table.values) != 1:
        raise InputError(
            f"there are {len(table.values)} columns of numbers: {join_names(list(table.values))}",
            where=where,
            mend="Name the one with the distances.",
        )
    return table.value(value if value is not None else next(iter(table.values)))
