"""Firms: each indicator worked by hand on a file of one firm."""

import math

import pandas as pd

from hanse.observatory.internationalisation import firm_degree
from hanse.tables.long_table import LongTable

KEYS = ["cluster", "firm", "year"]
REGIONS = {"NOR": "north", "DNK": "north", "CHL": "south"}


def table(rows, keys, **same):
    """Return a long table of rows that are mappings; what is no key is a number."""
    frame = pd.DataFrame(rows).assign(**same)
    return LongTable.from_frame(
        frame, keys=keys, values=[name for name in frame.columns if name not in keys]
    )


def of_firm(indicator, **columns):
    """Return an indicator of one firm in one year."""
    keys = [*KEYS, *(name for name in ("modes", "functions") if name in columns)]
    firms = table([columns], keys, cluster="Kista", firm="Alba", year=2020)
    return firm_degree(firms).measure(indicator).value[0]


def of_years(indicator, rows):
    """Return an indicator of one firm in the last of several years."""
    firms = table(rows, KEYS, cluster="Kista", firm="Alba")
    return firm_degree(firms).measure(indicator).value[-1]


def of_markets(indicator):
    """Return an indicator of a firm that sells 50 to Norway, 25 to Denmark and 25 to Chile."""
    firms = table([{"sales": 200.0, "foreign_sales": 100.0}], KEYS, cluster="Kista", firm="Alba",
                  year=2020)  # fmt: skip
    sold = [("NOR", 50.0), ("DNK", 25.0), ("CHL", 25.0)]
    markets = table(
        [{"country": code, "sales": amount} for code, amount in sold],
        ["firm", "year", "country"],
        firm="Alba",
        year=2020,
    )
    away = [("NOR", 100.0), ("DNK", 300.0), ("CHL", 1000.0)]
    distances = table(
        [{"destination": code, "distance": km} for code, km in away],
        ["origin", "destination"],
        origin="SWE",
    )
    made = firm_degree(firms, markets, home="SWE", distances=distances, regions=REGIONS)
    return made.measure(indicator).value[0]


def export_share():
    # 50 of 200
    return of_firm("export_share", sales=200.0, foreign_sales=50.0), 0.25


def is_exporter():
    # it sells 50 abroad
    return of_firm("is_exporter", sales=200.0, foreign_sales=50.0), 1


def is_direct_exporter():
    # it says that it does not
    return of_firm("is_direct_exporter", direct_exporter=0.0), 0


def transnationality():
    # assets 10 of 100, sales 50 of 200, employees 3 of 10: (0.1 + 0.25 + 0.3) / 3
    found = of_firm(
        "transnationality", assets=100.0, foreign_assets=10.0, sales=200.0, foreign_sales=50.0,
        employees=10.0, foreign_employees=3.0,
    )  # fmt: skip
    return found, 0.65 / 3


def modes():
    # export (twice) and subsidiary
    return of_firm("modes", modes="export; subsidiary; export", sales=1.0), 2


def foreign_ownership():
    # a fifth of the capital
    return of_firm("foreign_ownership", foreign_ownership=0.2), 0.2


def import_share():
    # 30 of 120
    return of_firm("import_share", purchases=120.0, imports=30.0), 0.25


def markets_of_firm():
    # Norway, Denmark, Chile
    return of_markets("markets"), 3


def market_entropy():
    # 0.5 ln 2 + 2 * 0.25 ln 4 = 0.5 ln 2 + ln 2
    return of_markets("market_entropy"), 1.5 * math.log(2)


def market_entropy_related():
    # north has 0.75, in it 2/3 and 1/3: 0.75 (2/3 ln 3/2 + 1/3 ln 3); south has one country: 0
    return of_markets("market_entropy_related"), 0.5 * math.log(1.5) + 0.25 * math.log(3)


def market_entropy_unrelated():
    # 0.75 ln 4/3 + 0.25 ln 4
    return of_markets("market_entropy_unrelated"), 0.75 * math.log(4 / 3) + 0.25 * math.log(4)


def market_diversity():
    # 1 - (0.25 + 0.0625 + 0.0625)
    return of_markets("market_diversity"), 0.625


def distance_breadth():
    # 0.5 * 100 + 0.25 * 300 + 0.25 * 1000
    return of_markets("distance_breadth"), 375


def speed():
    # founded in 1990, abroad in 1995
    return of_firm("speed", founded=1990.0, first_foreign_sale=1995.0), 5


ENTRIES = {2017: ["NOR"], 2018: ["DNK", "FIN", "DEU"], 2019: ["CHL"], 2020: ["USA", "CHN"]}


def rhythm():
    # one market in the first year, then 3, 1 and 2 new ones: mean 2, deviation sqrt(2/3)
    rows = [
        {"year": year, "country": code, "sales": 1.0}
        for year, codes in ENTRIES.items()
        for code in codes
    ]
    markets = table(rows, ["firm", "year", "country"], firm="Alba")
    firms = table(
        [{"year": year, "sales": 9.0} for year in ENTRIES], KEYS, cluster="K", firm="Alba"
    )
    return firm_degree(firms, markets).measure("rhythm").value[-1], math.sqrt(2 / 3) / 2


def foreign_sales_growth():
    # 100 to 121 in two years
    rows = [{"year": 2018, "foreign_sales": 100.0}, {"year": 2020, "foreign_sales": 121.0}]
    return of_years("foreign_sales_growth", rows), 0.1


def upgrading():
    # value added for each employee from 10 to 12, own brands from 0.2 to 0.3: both rose; new
    # products stay at 0.1: two of three
    rows = [
        {"year": 2018, "value_added": 100.0, "employees": 10.0, "own_brand_share": 0.2,
         "new_product_share": 0.1},
        {"year": 2020, "value_added": 96.0, "employees": 8.0, "own_brand_share": 0.3,
         "new_product_share": 0.1},
    ]  # fmt: skip
    return of_years("upgrading", rows), 2 / 3


CASES = {
    "export_share": export_share,
    "is_exporter": is_exporter,
    "is_direct_exporter": is_direct_exporter,
    "transnationality": transnationality,
    "modes": modes,
    "foreign_ownership": foreign_ownership,
    "import_share": import_share,
    "markets": markets_of_firm,
    "market_entropy": market_entropy,
    "market_entropy_related": market_entropy_related,
    "market_entropy_unrelated": market_entropy_unrelated,
    "market_diversity": market_diversity,
    "distance_breadth": distance_breadth,
    "speed": speed,
    "rhythm": rhythm,
    "foreign_sales_growth": foreign_sales_growth,
    "upgrading": upgrading,
}
