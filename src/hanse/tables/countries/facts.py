"""What is known of a country: codes, place, size, languages, cities and blocs."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass

from hanse.result import Record

__all__ = ["City", "Country", "Language"]


@dataclass(frozen=True)
class City(Record, kind="country-city"):
    """A city.

    Attributes
    ----------
    name : str
        Its English name, or the one used there.
    population : float
        Persons, of the place within its own bounds and not of its agglomeration.
    latitude, longitude : float
        Degrees, north and east positive.
    is_capital : bool
        Whether it is the capital.
    """

    name: str
    population: float
    latitude: float
    longitude: float
    is_capital: bool = False


@dataclass(frozen=True)
class Language(Record, kind="country-language"):
    """A language as it is spoken in a country.

    Attributes
    ----------
    code : str
        Code of the language (ISO 639, as in BCP 47), such as ``sv``; ways of writing are not
        told apart.
    name : str
        English name, the code where there is none.
    percent : float
        Share of the population that uses it, 0 to 100. Second languages count, so that the shares
        of a country may sum to more than 100.
    official : str
        ``"official"``, ``"de_facto_official"``, ``"official_regional"`` or empty.
    groups : tuple of str
        Codes (ISO 639-5) of the groups above it, the family first, such as ``("ine", "gem",
        "gmq")``; empty where it is an isolate or no group is known.
    """

    code: str
    name: str
    percent: float
    official: str = ""
    groups: tuple[str, ...] = ()


_MARKETS = ("HKG", "MAC", "PSE", "TWN", "VAT", "XKX")


@dataclass(frozen=True)
class Country(Record, kind="country"):
    """A country or territory of ISO 3166-1, or Kosovo.

    Texts are empty, numbers NaN and tuples empty where nothing is known; `missing` names them.

    Attributes
    ----------
    iso2, iso3, number : str
        Codes of ISO 3166-1; the number has three digits. Kosovo has codes that the standard
        leaves to users (XK, XKX) and no number.
    name : str
        English short name.
    continent, subregion : str
        Region and smallest subregion after the United Nations' M49, such as Europe and Northern
        Europe.
    capital : str
        Name of the capital.
    capital_latitude, capital_longitude : float
        Degrees, north and east positive.
    latitude, longitude : float
        Centre of its largest cities weighted with their population, in degrees.
    area_km2 : float
        Area in km².
    population : float
        Persons.
    gdp_ppp : float
        Gross domestic product in international dollars (purchasing-power parity).
    literacy : float
        Share of adults who read and write, 0 to 100.
    currency : str
        Code of ISO 4217.
    neighbours : tuple of str
        Alpha-3 codes of the countries with a common land border, sorted.
    blocs : tuple of str
        Ids of the blocs it is a member of, sorted; see `blocs`.
    cities : tuple of City
        Up to 25, the largest first; places nearer than 25 km to a larger one are left out. The
        capital is always among them.
    languages : tuple of Language
        The most spoken first.
    is_un_member : bool
        Whether it is a member of the United Nations.
    """

    iso2: str
    iso3: str
    number: str
    name: str
    continent: str
    subregion: str
    capital: str = ""
    capital_latitude: float = math.nan
    capital_longitude: float = math.nan
    latitude: float = math.nan
    longitude: float = math.nan
    area_km2: float = math.nan
    population: float = math.nan
    gdp_ppp: float = math.nan
    literacy: float = math.nan
    currency: str = ""
    neighbours: tuple[str, ...] = ()
    blocs: tuple[str, ...] = ()
    cities: tuple[City, ...] = ()
    languages: tuple[Language, ...] = ()
    is_un_member: bool = False

    @property
    def is_own_market(self) -> bool:
        """Whether it is no dependent territory: a member of the United Nations, or one of six more.

        Those have a government or customs of their own: Hong Kong, Kosovo, Macao, the Palestinian
        Territories, Taiwan and the Vatican. A rule for lists of markets, and no statement on who
        is a state.

        Examples
        --------
        >>> from hanse.tables.countries import country
        >>> country("NAM").is_own_market, country("ALA").is_own_market
        (True, False)
        """
        return self.is_un_member or self.iso3 in _MARKETS

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the facts that are not known.

        A country without neighbours may be an island, and one without blocs may be in none; these
        two are never told as missing.

        Examples
        --------
        >>> from hanse.tables.countries import country
        >>> country("SWE").missing, country("XKX").missing
        ((), ('number',))
        """
        found = []
        for name in (field.name for field in dataclasses.fields(self)):
            value = getattr(self, name)
            empty = math.isnan(value) if isinstance(value, float) else not value
            if empty and name not in ("neighbours", "blocs", "is_un_member"):
                found.append(name)
        return tuple(found)

    def __str__(self) -> str:
        return f"{self.name} ({self.iso3})"
