"""The parts of distance that come with the installation."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from hanse.messages import Message, join_names, message
from hanse.observatory.distance.agreements import administrative_distance
from hanse.observatory.distance.language import language_distance, official_languages
from hanse.observatory.distance.part_table import Part, PartTable
from hanse.tables.countries import (
    Country,
    countries,
    country,
    country_code,
    distance_matrix,
    great_circle,
)

__all__ = ["default_parts"]

Floats = npt.NDArray[np.float64]
_PLACES, _FACTS = "GeoNames", "CLDR 48"
_BLOCS = "members of blocs and CLDR 48"
_NO_PLACE, _NO_LANGUAGE = "no coordinates", "no language is known"


def default_parts(countries: Sequence[str] | None = None) -> PartTable:
    """Return the distances between countries that the bundled facts give.

    ``distance_km``: mean of the great-circle distances between the cities of both, weighted with
    their population (Mayer and Zignago 2011, θ = 1); of a country without cities, its capital's.
    ``log_distance``: its natural logarithm. ``border``: 0 for neighbours over land, else 1.
    ``language_distance``: half 1 − the probability that a person of each share a language, half
    1 − the relatedness of the main official languages. ``official_language``: 0 if one language is
    official in both, else 1. ``administrative_distance``: 1 − stage of the deepest agreement − ¼
    for the same currency. ``economic_distance``: |ln| of the ratio of gross domestic product per
    head at purchasing-power parity.

    Parameters
    ----------
    countries : sequence of str, optional
        Codes or names, each once; by default all.

    Returns
    -------
    PartTable
        Countries sorted by code. Where a fact is missing, the distances of the country are NaN with
        the reason, and the notes name it.

    Raises
    ------
    InputError
        If a country is not known, or named twice.

    Examples
    --------
    >>> parts = default_parts(["Sweden", "Denmark", "Chile"])
    >>> parts.countries
    ('CHL', 'DNK', 'SWE')
    >>> parts.value("distance_km", "SWE", "DNK") < parts.value("distance_km", "SWE", "CHL")
    True
    """
    codes = _codes(countries)
    chosen = [country(code) for code in codes]
    km, substituted = _kilometres(chosen)
    made = {**_geographic(chosen, km), **_cultural(chosen), **_others(chosen)}
    return PartTable(tuple(codes), made, tuple(_notes(made, substituted)))


def _codes(asked: Sequence[str] | None) -> list[str]:
    """Return the codes of the countries that are asked for, sorted."""
    return sorted(countries()) if asked is None else sorted(country_code(one) for one in asked)


def _kilometres(chosen: Sequence[Country]) -> tuple[Floats, list[str]]:
    """Return the distances in km, and the countries that are one point for want of cities."""
    km = distance_matrix([one.iso3 for one in chosen])
    off = np.isnan(km)
    np.fill_diagonal(off, True)
    points = []
    for i in np.flatnonzero(off.all(axis=1) & _any(chosen)).tolist():
        one = chosen[i]
        place = _point(one)
        if np.isnan(place).any():
            continue
        points.append(one.iso3)
        for j, other in enumerate(chosen):
            if i != j and np.isnan(km[i, j]):
                km[i, j] = km[j, i] = _from_point(place, other)
    return km, points


def _any(chosen: Sequence[Country]) -> npt.NDArray[np.bool_]:
    """Return which countries have no people in listed cities."""
    people = [sum(city.population for city in one.cities) for one in chosen]
    return np.array([not number > 0 for number in people], dtype=bool)


def _point(one: Country) -> Floats:
    """Return latitude and longitude of the capital, of the centre where there is none."""
    capital = np.array([one.capital_latitude, one.capital_longitude])
    return np.array([one.latitude, one.longitude]) if np.isnan(capital).any() else capital


def _from_point(place: Floats, other: Country) -> float:
    """Return the distance from a place to where the people of a country live, in km."""
    people = np.array([city.population for city in other.cities])
    if not people.sum() > 0:
        there = _point(other)
        return float(great_circle(place[0], place[1], there[0], there[1]))
    latitudes = [city.latitude for city in other.cities]
    longitudes = [city.longitude for city in other.cities]
    return float(great_circle(place[0], place[1], latitudes, longitudes) @ people / people.sum())


def _geographic(chosen: Sequence[Country], km: Floats) -> dict[str, Part]:
    """Return distance in km, its logarithm, and border."""
    with np.errstate(divide="ignore"):
        logs = np.where(km > 0, np.log(km), np.nan)
    np.fill_diagonal(logs, 0.0)
    places = {one.iso3: at for at, one in enumerate(chosen)}
    border = np.ones((len(chosen),) * 2)
    for one in chosen:
        for code in one.neighbours:
            if code in places:
                border[places[one.iso3], places[code]] = border[places[code], places[one.iso3]] = 0
    np.fill_diagonal(border, 0.0)
    absent = _absent(chosen, lambda one: bool(np.isnan(_point(one)).any()), _NO_PLACE)
    weighted = "great-circle distance between cities weighted with their population"
    far = "geographic"
    return {
        "distance_km": Part(km, far, "km", _PLACES, weighted, 0.0, 20016.0, absent),
        "log_distance": Part(
            logs, far, "ln km", _PLACES, f"ln of the {weighted}", -np.inf, 10.0, absent
        ),
        "border": Part(
            border, far, "0 or 1", _PLACES, "0 with a common land border, else 1", 0.0, 1.0
        ),
    }


def _cultural(chosen: Sequence[Country]) -> dict[str, Part]:
    """Return the distance of languages, and whether none is official in both."""
    silent = _absent(chosen, lambda one: not one.languages, _NO_LANGUAGE)
    official = [official_languages(one) for one in chosen]
    none = np.array([[0.0 if a & b else 1.0 for b in official] for a in official])
    without = np.array([not one for one in official], dtype=bool)
    none[without, :] = none[:, without] = np.nan
    np.fill_diagonal(none, 0.0)
    unofficial = _absent(chosen, lambda one: not official_languages(one), "no official language")
    formula = (
        "half 1 − probability that a person of each share a language (Melitz and Toubal 2014), "
        "half 1 − relatedness of the main official languages in the family tree (Fearon 2003)"
    )
    language = language_distance(chosen)
    said = "0 if a language is official in both, else 1"
    return {
        "language_distance": Part(
            language, "cultural", "0 to 1", _FACTS, formula, 0.0, 1.0, silent
        ),
        "official_language": Part(none, "cultural", "0 or 1", _FACTS, said, 0.0, 1.0, unofficial),
    }


def _others(chosen: Sequence[Country]) -> dict[str, Part]:
    """Return administrative and economic distance."""
    moneyless = _absent(chosen, lambda one: not one.currency, "no currency")
    formula = "1 − stage of the deepest agreement (Balassa 1961) − ¼ for the same currency"
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log([one.gdp_ppp for one in chosen]) - np.log([one.population for one in chosen])
        logs = np.where(np.isfinite(logs), logs, np.nan)
        ratio = np.abs(logs[:, None] - logs[None, :])
    np.fill_diagonal(ratio, 0.0)
    poor = {
        one.iso3: "no gross domestic product per head"
        for one, number in zip(chosen, logs.tolist(), strict=True)
        if np.isnan(number)
    }
    return {
        "administrative_distance": Part(
            administrative_distance(chosen),
            "administrative",
            "0 to 1",
            _BLOCS,
            formula,
            0.0,
            1.0,
            moneyless,
        ),
        "economic_distance": Part(
            ratio,
            "economic",
            "ln of the ratio",
            _FACTS,
            "|ln ratio of gross domestic product per head at purchasing-power parity|",
            absent=poor,
        ),
    }


def _absent(
    chosen: Sequence[Country], is_gone: Callable[[Country], bool], why: str
) -> dict[str, str]:
    """Return the reason for each country of which a fact is missing."""
    return {one.iso3: why for one in chosen if is_gone(one)}


def _notes(parts: dict[str, Part], substituted: Sequence[str]) -> list[Message]:
    """Return what is missing, in sentences."""
    said = []
    for name, part in parts.items():
        if name != "log_distance" and part.absent:
            listed = join_names(list(part.absent), most=300)
            template = "Without {part}: {names} ({why})."
            why = join_names(sorted(set(part.absent.values())))
            said.append(message(template, part=name, names=listed, why=why))
    if substituted:
        template = "Of {names} no cities with people are known: distances are those of one place."
        said.append(message(template, names=join_names(list(substituted), most=300)))
    return said
