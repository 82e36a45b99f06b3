"""The files of facts that come with the installation, read when first asked for."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import numpy as np

from hanse.errors import InputError
from hanse.messages import join_names
from hanse.tables.countries.facts import City, Country, Language

__all__ = ["Level", "bundled_rows", "countries", "regions"]

DATA = Path(__file__).parent / "data"
Level = Literal["continent", "subregion"]


@cache
def countries() -> Mapping[str, Country]:
    """Return what is known of each country, by alpha-3 code in order.

    Returns
    -------
    mapping of str to Country
        The 249 entries of ISO 3166-1 and Kosovo (XKX). The same object at each call; it cannot be
        written to.

    Examples
    --------
    >>> known = countries()
    >>> len(known), known["NAM"].iso2, known["SWE"].neighbours
    (250, 'NA', ('FIN', 'NOR'))
    """
    cities, languages, member = _cities(), _languages(), _memberships()
    made = {}
    for row in bundled_rows("countries"):
        code = row["iso3"]
        own = cities.get(code, ())
        capital = next((one for one in own if one.is_capital), None)
        latitude, longitude = _centre(own)
        made[code] = Country(
            iso2=row["iso2"],
            iso3=code,
            number=row["number"],
            name=row["name"],
            continent=row["continent"],
            subregion=row["subregion"],
            capital=row["capital"],
            capital_latitude=capital.latitude if capital else math.nan,
            capital_longitude=capital.longitude if capital else math.nan,
            latitude=latitude,
            longitude=longitude,
            area_km2=_number(row["area_km2"]),
            population=_number(row["population"]),
            gdp_ppp=_number(row["gdp_ppp"]),
            literacy=_number(row["literacy"]),
            currency=row["currency"],
            neighbours=tuple(row["neighbours"].split()),
            is_un_member=row["un_member"] == "1",
            blocs=member.get(code, ()),
            cities=own,
            languages=languages.get(code, ()),
        )
    return MappingProxyType(dict(sorted(made.items())))


def regions(*, level: Level = "subregion") -> Mapping[str, str]:
    """Return the region of each country after the United Nations' M49, by alpha-3 code.

    Parameters
    ----------
    level : {"subregion", "continent"}
        The 22 smallest subregions, such as Northern Europe, or the five regions, such as Europe;
        Antarctica stands by itself in both.

    Raises
    ------
    InputError
        If there is no such level.

    Examples
    --------
    >>> regions()["SWE"], regions(level="continent")["BRA"]
    ('Northern Europe', 'Americas')
    """
    if level not in ("subregion", "continent"):
        raise InputError(
            f"level is {level!r}", mend=f"Choose {join_names(['subregion', 'continent'])}."
        )
    return {code: getattr(one, level) for code, one in countries().items()}


def bundled_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a bundled file as texts; ``NA`` stays Namibia."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _number(text: str) -> float:
    return float(text) if text else math.nan


def _cities() -> dict[str, tuple[City, ...]]:
    """Return the cities of each country, the largest first."""
    rows = groupby(bundled_rows("cities"), key=lambda row: row["country"])
    return {code: tuple(_city(row) for row in group) for code, group in rows}


def _city(row: dict[str, str]) -> City:
    place = float(row["latitude"]), float(row["longitude"])
    return City(row["name"], float(row["population"]), *place, is_capital=row["capital"] == "1")


def _languages() -> dict[str, tuple[Language, ...]]:
    """Return the languages of each country, the most spoken first."""
    family = {
        row["language"]: (row["name"], tuple(row["groups"].split()))
        for row in bundled_rows("families")
    }
    found: dict[str, list[Language]] = {}
    for row in bundled_rows("languages"):
        name, groups = family[row["language"]]
        made = Language(row["language"], name, float(row["percent"]), row["official"], groups)
        found.setdefault(row["country"], []).append(made)
    return {code: tuple(own) for code, own in found.items()}


def _memberships() -> dict[str, tuple[str, ...]]:
    """Return the ids of each country's blocs."""
    found: dict[str, set[str]] = {}
    for row in bundled_rows("blocs"):
        found.setdefault(row["member"], set()).add(row["id"])
    return {code: tuple(sorted(ids)) for code, ids in found.items()}


def _centre(cities: tuple[City, ...]) -> tuple[float, float]:
    """Return the centre on the globe of cities weighted with their population."""
    weights = np.array([one.population for one in cities])
    if not weights.sum() > 0:
        return math.nan, math.nan
    lat = np.radians([one.latitude for one in cities])
    lon = np.radians([one.longitude for one in cities])
    points = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    x, y, z = (points @ weights).tolist()
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
