"""Countries: codes, places, languages, blocs and the distances between them.

The facts come with the installation; ``data/SOURCES.md`` says where each is from, under which
licence and for which date.
"""

from hanse.tables.countries.blocs import Bloc, bloc, blocs, shared_blocs
from hanse.tables.countries.bundled import countries, regions
from hanse.tables.countries.codes import country, country_code, country_key, country_name
from hanse.tables.countries.facts import City, Country, Language
from hanse.tables.countries.geography import distance_matrix, great_circle, weighted_distance

__all__ = [
    "Bloc",
    "City",
    "Country",
    "Language",
    "bloc",
    "blocs",
    "countries",
    "country",
    "country_code",
    "country_key",
    "country_name",
    "distance_matrix",
    "great_circle",
    "regions",
    "shared_blocs",
    "weighted_distance",
]
