"""Panels of countries as their publishers write them: World Bank indicators, and governance."""

from __future__ import annotations

import os

from hanse.errors import InputError
from hanse.messages import plural
from hanse.observatory.distance.index_table import IndexTable
from hanse.tables.long_table import read_long

__all__ = ["WGI", "read_governance", "read_world_bank"]

WGI = (
    "wgi_control_of_corruption",
    "wgi_government_effectiveness",
    "wgi_political_stability",
    "wgi_regulatory_quality",
    "wgi_rule_of_law",
    "wgi_voice_accountability",
)
"""The six Worldwide Governance Indicators, about −2.5 (worst) to 2.5."""


def read_world_bank(
    path: str | os.PathLike[str],
    *,
    indicator: str,
    year: str | int | None = None,
    unit: str = "",
    source: str = "World Bank",
) -> IndexTable:
    r"""Read a panel with the columns Country Name, Country Code, Year and Value.

    Parameters
    ----------
    path : path
        CSV (also .gz) or Excel.
    indicator : str
        What the values are, such as ``gdp``; the file does not say.
    year : str or int, optional
        The year taken; needed where the file has several.
    unit, source : str
        What a value counts, and whose it is.

    Returns
    -------
    IndexTable
        One indicator. Groups of countries, such as WLD and EUU, are left out and noted.

    Raises
    ------
    InputError
        If a column lacks, no year is chosen of several, a code is not known, or a country stands
        twice.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> head = "Country Name,Country Code,Year,Value"
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "gdp.csv")
    ...     text = f"{head}\nSweden,SWE,2019,533\nWorld,WLD,2019,87654\n"
    ...     _ = path.write_text(text, encoding="utf-8")
    ...     found = read_world_bank(path, indicator="gdp", year=2019, unit="USD")
    >>> found.countries, found.notes
    (('SWE',), ('Left out, because they are groups of countries: 1 code, WLD.',))
    """
    keys = {"country": "Country Code", "year": "Year"}
    table = read_long(path, keys=keys, values={indicator: "Value"})
    units = {indicator: unit} if unit else {}
    return IndexTable.from_long(table, year=year, source=source, units=units)


def read_governance(
    path: str | os.PathLike[str], *, year: str | int | None = None, code: str = "iso3"
) -> IndexTable:
    """Read the Worldwide Governance Indicators, one row for each country and year.

    Parameters
    ----------
    path : path
        CSV (also .gz) or Excel with the columns named in `WGI`, ``year`` and the code.
    year : str or int, optional
        The year taken; needed where the file has several.
    code : str
        The column of countries: codes (``NA`` is Namibia) or names.

    Returns
    -------
    IndexTable
        Six indicators.

    Raises
    ------
    InputError
        If a column lacks, no year is chosen of several, a code is not known, a country stands
        twice, or all values of the year are missing.

    References
    ----------
    Kaufmann, D., Kraay, A. & Mastruzzi, M. (2010). The Worldwide Governance Indicators: methodology
    and analytical issues. World Bank Policy Research Working Paper 5430.
    """
    table = read_long(path, keys={"country": code, "year": "year"}, values=list(WGI))
    source = "World Bank, Worldwide Governance Indicators"
    made = IndexTable.from_long(table, year=year, source=source)
    if not made.known().any():
        raise InputError(
            f"no value in {plural(len(made.countries), 'row')} of {made.year}", where=table.file
        )
    return made
