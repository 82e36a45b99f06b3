"""Clusters, cluster organisations and initiatives: each indicator worked by hand.

The cluster has four firms; A, B and C export, so that no number is hidden.
"""

import math

from tests.observatory.indicators.cases_firms import ENTRIES, KEYS, REGIONS, table

from hanse.observatory.internationalisation import (
    cluster_degree,
    initiative_degree,
    organisation_degree,
)

FIRMS = [
    {"firm": "A", "sales": 100.0, "foreign_sales": 50.0, "modes": "export", "direct_exporter": 1.0},
    {"firm": "B", "sales": 100.0, "foreign_sales": 20.0, "modes": "export; agent",
     "direct_exporter": 0.0},
    {"firm": "C", "sales": 200.0, "foreign_sales": 10.0, "modes": "subsidiary",
     "direct_exporter": 1.0},
    {"firm": "D", "sales": 100.0, "foreign_sales": 0.0, "modes": "agent", "direct_exporter": 0.0},
]  # fmt: skip
SOLD = [("A", "NOR", 20.0), ("A", "DNK", 20.0), ("A", "CHL", 10.0), ("B", "NOR", 20.0),
        ("C", "CHL", 10.0)]  # fmt: skip


def of_cluster(indicator, columns=None):
    """Return an indicator of the cluster in one year; ``columns`` are numbers of A, B, C and D."""
    rows = [
        {**firm, **{name: numbers[at] for name, numbers in (columns or {}).items()}}
        for at, firm in enumerate(FIRMS)
    ]
    firms = table(rows, [*KEYS, "modes"], cluster="Kista", year=2020)
    return cluster_degree(firms).measure(indicator).value[0]


def of_markets(indicator):
    """Return an indicator of a cluster that sells 40 to Norway, 20 to Denmark and 20 to Chile."""
    firms = table(FIRMS, [*KEYS, "modes"], cluster="Kista", year=2020)
    markets = table(
        [{"firm": firm, "country": code, "sales": amount} for firm, code, amount in SOLD],
        ["firm", "year", "country"],
        year=2020,
    )
    away = [("NOR", 100.0), ("DNK", 300.0), ("CHL", 1000.0)]
    distances = table(
        [{"destination": code, "distance": km} for code, km in away],
        ["origin", "destination"],
        origin="SWE",
    )
    made = cluster_degree(firms, markets, home="SWE", distances=distances, regions=REGIONS)
    return made.measure(indicator).value[0]


def of_two_years(indicator, before, after):
    """Return an indicator in the second of two years; columns are numbers of A, B and C."""
    rows = [
        {"firm": firm, "year": year, **{name: numbers[at] for name, numbers in columns.items()}}
        for year, columns in ((2018, before), (2020, after))
        for at, firm in enumerate("ABC")
    ]
    return cluster_degree(table(rows, KEYS, cluster="Kista")).measure(indicator).value[-1]


def export_share_mean():
    # 0.5, 0.2, 0.05 and 0: 0.75 / 4
    return of_cluster("export_share_mean"), 0.1875


def export_share_weighted():
    # 80 of 500
    return of_cluster("export_share_weighted"), 0.16


def exporter_share():
    # three of four
    return of_cluster("exporter_share"), 0.75


def direct_exporter_share():
    # A and C of four
    return of_cluster("direct_exporter_share"), 0.5


def transnationality_mean():
    # A (0.3 + 0.5 + 0.1) / 3 = 0.3, B (0.3 + 0.2 + 0.1) / 3 = 0.2, C (0.3 + 0.05 + 0.1) / 3 = 0.15,
    # D 0: 0.65 / 4
    columns = {
        "assets": [10.0] * 4,
        "foreign_assets": [3.0, 3.0, 3.0, 0.0],
        "employees": [10.0] * 4,
        "foreign_employees": [1.0, 1.0, 1.0, 0.0],
    }
    return of_cluster("transnationality_mean", columns), 0.1625


def modes_in_use():
    # export, agent, subsidiary
    return of_cluster("modes_in_use"), 3


def foreign_owned_share():
    # A and B reach a tenth
    columns = {"foreign_ownership": [0.5, 0.1, 0.05, 0.0]}
    return of_cluster("foreign_owned_share", columns), 0.5


def foreign_investors():
    # 2 + 1 + 1 + 0
    return of_cluster("foreign_investors", {"foreign_investors": [2.0, 1.0, 1.0, 0.0]}), 4


PURCHASES = {"purchases": [200.0, 100.0, 50.0, 50.0], "imports": [50.0, 20.0, 20.0, 15.0]}


def import_share_mean():
    # 0.25, 0.2, 0.4 and 0.3: 1.15 / 4
    return of_cluster("import_share_mean", PURCHASES), 0.2875


def import_share_weighted():
    # 105 of 400
    return of_cluster("import_share_weighted", PURCHASES), 0.2625


def foreign_supplier_share():
    # 8 of 40
    columns = {"suppliers": [10.0] * 4, "foreign_suppliers": [4.0, 2.0, 1.0, 1.0]}
    return of_cluster("foreign_supplier_share", columns), 0.2


def cluster_markets():
    # Norway, Denmark, Chile
    return of_markets("cluster_markets"), 3


def cluster_market_entropy():
    # 40, 20 and 20 of 80: 0.5 ln 2 + 2 * 0.25 ln 4
    return of_markets("cluster_market_entropy"), 1.5 * math.log(2)


def cluster_market_entropy_related():
    # north has 0.75, in it 2/3 and 1/3: 0.75 (2/3 ln 3/2 + 1/3 ln 3)
    by_hand = 0.5 * math.log(1.5) + 0.25 * math.log(3)
    return of_markets("cluster_market_entropy_related"), by_hand


def cluster_market_entropy_unrelated():
    # 0.75 ln 4/3 + 0.25 ln 4
    by_hand = 0.75 * math.log(4 / 3) + 0.25 * math.log(4)
    return of_markets("cluster_market_entropy_unrelated"), by_hand


def cluster_market_diversity():
    # 1 - (0.25 + 0.0625 + 0.0625)
    return of_markets("cluster_market_diversity"), 0.625


def cluster_distance_breadth():
    # 0.5 * 100 + 0.25 * 300 + 0.25 * 1000
    return of_markets("cluster_distance_breadth"), 375


def speed_median():
    # the exporters took 5, 2 and 9 years; D, which does not export, is left out
    columns = {
        "founded": [1990.0, 1990.0, 1990.0, 1990.0],
        "first_foreign_sale": [1995.0, 1992.0, 1999.0, 1990.0],
    }
    return of_cluster("speed_median", columns), 5


def cluster_rhythm():
    # all three firms sell in one market in the first year, then in 3, 1 and 2 new ones: mean 2,
    # deviation sqrt(2/3)
    rows = [
        {"firm": firm, "year": year, "country": code, "sales": 1.0}
        for firm in "ABC"
        for year, codes in ENTRIES.items()
        for code in codes
    ]
    markets = table(rows, ["firm", "year", "country"])
    years = [{"firm": firm, "year": year, "sales": 9.0} for firm in "ABC" for year in ENTRIES]
    made = cluster_degree(table(years, KEYS, cluster="Kista"), markets)
    return made.measure("cluster_rhythm").value[-1], math.sqrt(2 / 3) / 2


def foreign_sales():
    # 50 + 20 + 10 + 0
    return of_cluster("foreign_sales"), 80


def cluster_foreign_sales_growth():
    # 50 + 30 + 20 = 100 to 60 + 40 + 21 = 121 in two years
    before, after = {"foreign_sales": [50.0, 30.0, 20.0]}, {"foreign_sales": [60.0, 40.0, 21.0]}
    return of_two_years("cluster_foreign_sales_growth", before, after), 0.1


def cluster_upgrading():
    # A raised both shares, B one of two, C none: (1 + 0.5 + 0) / 3
    before = {"own_brand_share": [0.1, 0.1, 0.1], "new_product_share": [0.1, 0.1, 0.1]}
    after = {"own_brand_share": [0.2, 0.2, 0.1], "new_product_share": [0.2, 0.1, 0.0]}
    return of_two_years("cluster_upgrading", before, after), 0.5


def of_organisation(indicator):
    """Return an indicator of a hub: 2 agreements in Norway, an office and a mission in Chile."""
    ties = [("agreement", "NOR", 2.0), ("office", "CHL", 1.0), ("mission", "CHL", 1.0)]
    rows = table(
        [{"kind": kind, "country": code, "number": number} for kind, code, number in ties],
        ["organisation", "cluster", "year", "country", "kind"],
        organisation="Hub",
        cluster="Kista",
        year=2020,
    )
    return organisation_degree(rows).measure(indicator).value[0]


def agreements():
    # two in Norway
    return of_organisation("agreements"), 2


def offices():
    # one in Chile
    return of_organisation("offices"), 1


def missions():
    # one to Chile
    return of_organisation("missions"), 1


def partner_countries():
    # Norway, Chile
    return of_organisation("partner_countries"), 2


def partner_entropy():
    # two ties in each of two countries
    return of_organisation("partner_entropy"), math.log(2)


def of_initiative(indicator):
    """Return an indicator of an initiative with 4 of 10 firms of Kista and 6 of 15 of Lund."""
    reached = [("Kista", "NOR", 4.0, 100.0), ("Lund", "CHL", 6.0, 50.0)]
    rows = table(
        [
            {"cluster": cluster, "country": code, "firms": firms, "budget": budget}
            for cluster, code, firms, budget in reached
        ],
        ["initiative", "year", "cluster", "country"],
        initiative="Go",
        year=2020,
    )
    there = [("Kista", f"K{k}") for k in range(10)] + [("Lund", f"L{k}") for k in range(15)]
    firms = table(
        [{"cluster": cluster, "firm": firm, "sales": 1.0} for cluster, firm in there],
        KEYS,
        year=2020,
    )
    return initiative_degree(rows, firms).measure(indicator).value[0]


def clusters_reached():
    # Kista, Lund
    return of_initiative("clusters_reached"), 2


def firms_reached():
    # 4 + 6
    return of_initiative("firms_reached"), 10


def countries_reached():
    # Norway, Chile
    return of_initiative("countries_reached"), 2


def participation():
    # 10 of 25
    return of_initiative("participation"), 0.4


def budget_per_firm():
    # 150 for 10
    return of_initiative("budget_per_firm"), 15


CASES = {
    made.__name__: made
    for made in (
        export_share_mean,
        export_share_weighted,
        exporter_share,
        direct_exporter_share,
        transnationality_mean,
        modes_in_use,
        foreign_owned_share,
        foreign_investors,
        import_share_mean,
        import_share_weighted,
        foreign_supplier_share,
        cluster_markets,
        cluster_market_entropy,
        cluster_market_entropy_related,
        cluster_market_entropy_unrelated,
        cluster_market_diversity,
        cluster_distance_breadth,
        speed_median,
        cluster_rhythm,
        foreign_sales,
        cluster_foreign_sales_growth,
        cluster_upgrading,
        agreements,
        offices,
        missions,
        partner_countries,
        partner_entropy,
        clusters_reached,
        firms_reached,
        countries_reached,
        participation,
        budget_per_firm,
    )
}
