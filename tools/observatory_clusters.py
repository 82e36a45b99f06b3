"""The clusters of the panel, their organisations and the initiatives that reach them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

YEARS = (2020, 2021, 2022, 2023, 2024)
FOCUS = "Visby Marine"
GROUP = "Firm 001"


class Cluster(NamedTuple):
    """A cluster: where it is, in how many markets in the first and last year, how it moves."""

    name: str
    region: str
    country: str
    latitude: float
    longitude: float
    industry: str
    founded: int
    markets: tuple[int, int]
    growth: float = 0.02
    upgrading: float = 0.0


CLUSTERS = (
    Cluster(FOCUS, "Gotland", "SE", 57.64, 18.29, "marine technology", 2008, (12, 12)),
    Cluster("Norrvik Wood", "Norrvik", "SE", 64.20, 20.60, "wood", 1999, (11, 16), 0.0, 0.02),
    Cluster("Stålfors Steel", "Stålfors", "SE", 60.15, 15.40, "steel", 1995, (9, 10)),
    Cluster("Sandhult Glass", "Sandhult", "SE", 56.80, 15.60, "glass", 2011, (7, 8), -0.03),
    Cluster("Kvarnlida Textile", "Kvarnlida", "SE", 57.60, 13.00, "textiles", 2015, (5, 9)),
    Cluster("Ljusdala Sensors", "Ljusdala", "SE", 58.45, 15.70, "electronics", 2003, (14, 19)),
    Cluster("Hamnås Packaging", "Hamnås", "SE", 55.90, 13.30, "packaging", 2001, (10, 15)),
    Cluster("Björklida Furniture", "Björklida", "SE", 57.40, 14.20, "furniture", 1998, (9, 14)),
    Cluster("Fjällbro Rail", "Fjällbro", "SE", 63.20, 14.70, "rail vehicles", 2010, (6, 13)),
    Cluster(
        "Söderlo Medical", "Söderlo", "SE", 59.80, 17.50, "medical", 2006, (10, 18), 0.06, 0.04
    ),
    Cluster("Västerskär Offshore", "Västerskär", "SE", 58.20, 11.60, "energy", 2012, (8, 15), 0.05),
    Cluster("Älvtorp Foods", "Älvtorp", "SE", 58.40, 13.60, "food", 2013, (4, 11)),
    Cluster(
        "Saarilahti Maritime", "Saarilahti", "FI", 60.40, 22.30, "marine technology", 2005, (13, 14)
    ),
    Cluster("Nordtief Ships", "Nordtief", "DE", 53.90, 10.90, "marine technology", 2000, (16, 20)),
)
FEW = {"Sandhult Glass": (2023, 2024), "Kvarnlida Textile": (2020,)}  # only two firms answer
DOMINATED = "Stålfors Steel"
FIRST_MARKETS = {
    FOCUS: ("NO", "DK", "FI", "DE", "EE", "PL", "NL", "GB", "US", "CL", "CN", "LV"),
    "Västerskär Offshore": ("NO", "GB", "NA", "DK", "DE"),
}
MARKETS = (
    *("NO", "DK", "FI", "DE", "GB", "NL", "PL", "EE", "FR", "BE", "US", "LV", "LT", "ES"),
    *("IT", "CH", "AT", "CZ", "CA", "CN", "JP", "AU", "IN", "BR", "ZA", "KR", "CL"),
)


def cluster_rows() -> list[dict[str, str]]:
    """Return the rows of clusters.csv."""
    return [
        {
            "cluster": one.name,
            "name": f"{one.name} Cluster",
            "region": one.region,
            "country": one.country,
            "latitude": f"{one.latitude:.2f}",
            "longitude": f"{one.longitude:.2f}",
            "industry": one.industry,
            "founded": str(one.founded),
        }
        for one in CLUSTERS
    ]


def organisation_rows(rng: np.random.Generator) -> list[dict[str, str]]:
    """Return the rows of organisations.csv: each cluster has one organisation."""
    rows = []
    for cluster in CLUSTERS:
        others = [code for code in MARKETS if code != cluster.country]
        partners = [others[int(9 * u)] for u in rng.random(3)]
        for t, year in enumerate(YEARS):
            draws = rng.random(6).tolist()
            kinds = [("agreement", one) for one in dict.fromkeys(partners[: 1 + (t + 1) // 2])]
            kinds += [("mission", others[int(20 * draws[0])])] if draws[1] < 0.6 else []
            kinds += [("office", partners[0])] if cluster.founded < 2004 else []
            for at, (kind, country) in enumerate(kinds):
                rows.append(
                    {
                        "organisation": f"{cluster.name} Association",
                        "cluster": cluster.name,
                        "year": str(year),
                        "country": country,
                        "kind": kind,
                        "number": str(1 + int(2 * draws[2 + at % 4]) if kind != "office" else 1),
                    }
                )
    return rows


INITIATIVES = (
    # name, first and last year, country, clusters by number
    ("Baltic Bridges", 2021, 2023, "EE", (0, 1, 5, 12)),
    ("Ocean Yards", 2022, 2024, "NO", (0, 10, 12, 13)),
    ("Green Steel Abroad", 2020, 2022, "DE", (2, 8)),
    ("First Market", 2020, 2024, "DE", (3, 4, 6, 7, 9, 11)),
)


def initiative_rows(rng: np.random.Generator) -> list[dict[str, str]]:
    """Return the rows of initiatives.csv; the budget is in euros, spent on that cluster."""
    rows = []
    for name, first, last, country, members in INITIATIVES:
        for year in range(first, last + 1):
            for at in members:
                cluster = CLUSTERS[at].name
                u, v = rng.random(2).tolist()
                most = 2 if year in FEW.get(cluster, ()) else 7
                firms = min(2 + int(6 * u), most)
                rows.append(
                    {
                        "initiative": name,
                        "year": str(year),
                        "cluster": cluster,
                        "country": country,
                        "firms": str(firms),
                        "budget": str(1000 * round(firms * (4 + 6 * v))),
                    }
                )
    return rows
