"""In which region of the world a market lies, and how far it is from home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names
from hanse.tables.countries import country, country_code, country_key
from hanse.tables.long_table import LongTable

__all__ = ["distances_from", "region_places"]


def region_places(
    codes: Sequence[str], regions: Mapping[str, str] | None
) -> tuple[npt.NDArray[np.int64], tuple[str, ...]]:
    """Return the region of each country as a place, and the names of the regions.

    Parameters
    ----------
    codes : sequence of str
        Alpha-3 codes.
    regions : mapping of str to str, optional
        The region of each country; by default the subregions of the United Nations' M49.

    Raises
    ------
    InputError
        If the mapping lacks a country, or names one that there is not.

    Examples
    --------
    >>> region_places(["DEU", "NOR", "SWE"], None)
    (array([1, 0, 0]), ('Northern Europe', 'Western Europe'))
    """
    if regions is None:
        found = {code: country(code).subregion for code in codes}
    else:
        given = {country_code(name, where="regions"): area for name, area in regions.items()}
        lost = [code for code in codes if code not in given]
        if lost:
            raise InputError(
                f"no region for {join_names(lost, most=10)}",
                where="regions",
                mend="Give each country of the markets a region.",
            )
        found = {code: given[code] for code in codes}
    names = tuple(sorted(set(found.values())))
    places = {name: at for at, name in enumerate(names)}
    return np.array([places[found[code]] for code in codes], dtype=np.int64), names


def homes_of(clusters: Sequence[str], home: str | Mapping[str, str]) -> tuple[str, ...]:
    """Return the home country of each cluster, empty where it is not known.

    Parameters
    ----------
    clusters : sequence of str
        Their names.
    home : str or mapping of str to str
        The country of all of them, or of each.

    Raises
    ------
    InputError
        If a country is unknown, or the mapping lacks a cluster.

    Examples
    --------
    >>> homes_of(["Kista", "Kiel"], {"Kista": "Sweden", "Kiel": "DE"})
    ('SWE', 'DEU')
    """
    if isinstance(home, str):
        return ((country_code(home, where="home") if home else ""),) * len(clusters)
    lost = [name for name in clusters if name not in home]
    if lost:
        raise InputError(
            f"no home country for {join_names(lost, most=10)}",
            where="home",
            mend="Give each cluster its country.",
        )
    return tuple(country_code(home[name], where=f"home of {name}") for name in clusters)


def distances_from(table: LongTable, home: str, codes: Sequence[str]) -> npt.NDArray[np.float64]:
    """Return the distance of each country from home, NaN where the table has none.

    Parameters
    ----------
    table : LongTable
        Keys ``origin`` and ``destination``; column ``distance``, or the only one.
    home : str
        The home country.
    codes : sequence of str
        Alpha-3 codes.

    Raises
    ------
    InputError
        If home is empty or no origin, a pair stands twice, or a distance is negative.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"origin": "SWE", "destination": ["NOR", "FIN"], "km": [503.0, 595.0]})
    >>> table = LongTable.from_frame(frame, keys=["origin", "destination"], values=["km"])
    >>> distances_from(table, "Sweden", ["DEU", "FIN"])
    array([ nan, 595.])
    """
    if not home:
        raise InputError("distances need a home country", where="home", mend='Name it: home="SWE".')
    name = "distance" if len(table.values) != 1 else next(iter(table.values))
    table.value(name)
    coded = country_key(country_key(table, "origin"), "destination")
    coded.unique(["origin", "destination"])
    origin = country_code(home, where="home")
    if origin not in coded.keys["origin"].labels:
        raise unknown_name("origin", origin, coded.keys["origin"].labels, where="distances")
    ours = coded.only("origin", origin)
    numbers, key = ours.nonnegative(name), ours.keys["destination"]
    found = {key.labels[at]: n for at, n in zip(key.codes.tolist(), numbers.tolist(), strict=True)}
    return np.array([found.get(code, np.nan) for code in codes], dtype=np.float64)
