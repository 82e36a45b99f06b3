"""Distances between countries: each indicator worked by hand."""

import math

import numpy as np
import pandas as pd

from hanse.observatory.distance import (
    IndexTable,
    Part,
    PartTable,
    administrative_distance,
    default_parts,
    distance_index,
    language_distance,
    log_ratio,
    read_perceived,
)
from hanse.tables.countries import Country, Language, country
from hanse.tables.long_table import LongTable


def made_country(code, **more):
    return Country("", code, "", code, "", "", **more)


def distance_km():
    # Singapore (1.29 N, 103.85 E) and Macau (22.20 N, 113.55 E) have one city each. The cosine of
    # the angle is sin sin + cos cos cos(9.70 degrees) = 0.0085 + 0.9124 = 0.9209, the angle 0.4004,
    # the distance 6371.0088 * 0.4004 = 2,551 km
    places = [country(code).cities[0] for code in ("SGP", "MAC")]
    (a, b), (c, d) = [(math.radians(p.latitude), math.radians(p.longitude)) for p in places]
    angle = math.acos(math.sin(a) * math.sin(c) + math.cos(a) * math.cos(c) * math.cos(d - b))
    return default_parts(["SGP", "MAC"]).value("distance_km", "SGP", "MAC"), 6371.0088 * angle


def border():
    # Sweden and Denmark are joined by a bridge and have no border over land
    return default_parts(["SWE", "DNK", "NOR"]).value("border", "SWE", "DNK"), 1


def languages():
    # half of A and 40% of B speak Swedish, the main language of both: P = 0.5 * 0.4, R = 1:
    # (1 - 0.2) / 2 + 0
    one = made_country("AAA", languages=(Language("sv", "Swedish", 50.0),))
    other = made_country("BBB", languages=(Language("sv", "Swedish", 40.0),))
    return language_distance([one, other])[0, 1], 0.4


def administration():
    # both in a common market (3/4), each with its own money: 1 - 0.75
    chosen = [
        made_country("AAA", blocs=("EU",), currency="AAD"),
        made_country("BBB", blocs=("EU",), currency="BBD"),
    ]
    return administrative_distance(chosen)[0, 1], 0.25


def economy():
    # 20 and 40 for each head: ln 2
    incomes = IndexTable(("DEU", "SWE"), ("income",), np.array([[20.0], [40.0]]), "made up")
    return log_ratio(incomes, "income").value("income", "DEU", "SWE"), math.log(2)


def psychic():
    # km 100, 200, 300: mean 200, deviation sqrt((100^2 + 0 + 100^2) / 3) = 81.65, the first pair at
    # -sqrt(1.5) = -1.2247. Border 0, 1, 1: mean 2/3, deviation sqrt(2) / 3, the first pair at
    # -sqrt(2) = -1.4142. Weights 3 and 1: (3 * -1.2247 - 1.4142) / 4 = -1.2721
    km = np.array([[0, 100, 200], [100, 0, 300], [200, 300, 0]], dtype=float)
    apart = np.array([[0, 0, 1], [0, 0, 1], [1, 1, 0]], dtype=float)
    parts = PartTable(
        ("DNK", "NOR", "SWE"),
        {
            "distance_km": Part(km, "geographic", "km", "made up"),
            "border": Part(apart, "geographic", "0 or 1", "made up"),
        },
    )
    found = distance_index(parts, {"distance_km": 3.0, "border": 1.0})
    return found.value("DNK", "NOR"), (3 * -math.sqrt(1.5) - math.sqrt(2)) / 4


def perceived():
    # 5, 10 and 15
    frame = pd.DataFrame({"respondent": list("abc"), "country": "DNK", "perceived": [5.0, 10, 15]})
    table = LongTable.from_frame(frame, keys=["respondent", "country"], values=["perceived"])
    return read_perceived(table, home="SWE").mean[0], 10


CASES = {
    "distance_km": distance_km,
    "border": border,
    "language_distance": languages,
    "administrative_distance": administration,
    "economic_distance": economy,
    "psychic_distance": psychic,
    "perceived_distance": perceived,
}
