"""The panel of examples/observatory-panel is what its generator makes, and holds its findings.

The findings are counted here from the files alone, without the engines that state them.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from statistics import fmean, median

import pytest
from tools.observatory_clusters import CLUSTERS, DOMINATED, FEW, FOCUS, GROUP, YEARS
from tools.observatory_firms import COLUMNS, PRICES, RATES
from tools.observatory_panel import files

EXAMPLE = Path(__file__).parents[2] / "examples" / "observatory-panel"
SWEDISH = [one.name for one in CLUSTERS if one.country == "SE"]


def rows(name: str, *, delimiter: str = ",") -> list[dict[str, str]]:
    with (EXAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


@pytest.fixture(scope="module")
def firms() -> list[dict[str, str]]:
    """Return the rows of firms.csv under our names, with decimal points."""
    ours = {theirs: name for name, theirs in COLUMNS.items()}
    return [
        {ours[key]: text.replace(",", ".") for key, text in row.items()}
        for row in rows("firms.csv", delimiter=";")
    ]


def euros(row: dict[str, str], name: str) -> float:
    """Return a sum in million euros at prices of 2024."""
    t = YEARS.index(int(row["year"]))
    return float(row[name]) * RATES[t] * 100 / PRICES[t] / 1000


def of(table: list[dict[str, str]], **keys: str) -> list[dict[str, str]]:
    """Return the rows with these values."""
    return [row for row in table if all(row[key] == value for key, value in keys.items())]


def total(table: list[dict[str, str]], name: str) -> float:
    return sum(euros(row, name) for row in table)


def share(row: dict[str, str]) -> float:
    return float(row["foreign_sales"]) / float(row["sales"])


def markets_of(cluster: str, year: int) -> int:
    table = of(rows("markets.csv"), cluster=cluster, year=str(year))
    return len({row["country"] for row in table})


@pytest.mark.parametrize("name", sorted(files()))
def test_the_generator_makes_the_same_bytes(name):
    assert (EXAMPLE / name).read_bytes() == files()[name].encode()


def test_every_cluster_has_ten_firms_but_for_the_years_with_two(firms):
    for cluster in (one.name for one in CLUSTERS):
        for year in YEARS:
            here = of(firms, cluster=cluster, year=str(year))
            assert len(here) == (2 if year in FEW.get(cluster, ()) else 10)


def test_the_weighted_export_share_rises_while_the_mean_stands_still(firms):
    of_year = [of(firms, cluster=FOCUS, year=str(year)) for year in YEARS]
    weighted = [total(one, "foreign_sales") / total(one, "sales") for one in of_year]
    assert [round(100 * one, 1) for one in weighted] == [39.6, 42.0, 44.5, 48.3, 52.3]
    plain = [round(100 * fmean(map(share, one)), 1) for one in of_year]
    assert plain == [37.2, 37.4, 36.9, 37.3, 37.1]


def test_one_group_pulls_the_cluster_and_does_not_dominate_it(firms):
    for year, own, part in ((2020, 0.55, 36), (2024, 0.85, 64)):
        here = of(firms, cluster=FOCUS, year=str(year))
        (group,) = of(here, firm=GROUP)
        assert share(group) == pytest.approx(own, abs=1e-5)
        foreign = euros(group, "foreign_sales") / total(here, "foreign_sales")
        assert round(100 * foreign) == part < 85


def test_foreign_sales_grow_and_no_measure_of_upgrading_rises(firms):
    first, last = (of(firms, cluster=FOCUS, year=year) for year in ("2020", "2024"))
    sums = [total(one, "foreign_sales") for one in (first, last)]
    assert [round(one, 1) for one in sums] == [30.4, 49.4]
    assert round((sums[1] / sums[0]) ** 0.25 - 1, 3) == 0.129
    for before, after in zip(first, last, strict=True):
        assert after["functions"] == before["functions"]
        for name in ("own_brand_share", "new_product_share"):
            known = before[name] and after[name]
            assert not known or float(after[name]) <= float(before[name])
        for what, by in (("value_added", "employees"), ("foreign_sales", "foreign_quantity")):
            if float(before[by] or 0) and float(after[by] or 0):
                made = [euros(row, what) / float(row[by]) for row in (before, after)]
                assert made[1] < made[0]


def test_peers_enter_markets_and_the_cluster_none():
    assert {markets_of(FOCUS, year) for year in YEARS} == {12}
    for year, above, middle in ((2020, 1, 9), (2024, 7, 14.5)):
        peers = [
            markets_of(one, year)
            for one in SWEDISH
            if one != FOCUS and year not in FEW.get(one, ())
        ]
        assert len(peers) == 10
        assert sum(n > 12 for n in peers) == above
        assert 12 not in peers
        assert median(peers) == middle


def test_markets_hold_namibia_and_add_up_to_foreign_sales(firms):
    sold: dict[tuple[str, str], float] = defaultdict(float)
    countries = set()
    for row in rows("markets.csv"):
        sold[row["firm"], row["year"]] += float(row["sales"])
        countries.add(row["country"])
    assert "NA" in countries
    assert "SE" not in countries
    for row in firms:
        if row["foreign_sales"]:
            stated = float(row["foreign_sales"])
            found = sold[row["firm"], row["year"]]
            assert stated - 2.5 < found < stated + 1e-6


def test_one_firm_dominates_a_cluster_in_every_year(firms):
    for year in YEARS:
        sales = [euros(row, "sales") for row in of(firms, cluster=DOMINATED, year=str(year))]
        assert max(sales) > 0.9 * sum(sales)


def test_the_region_is_specialised_in_marine_technology():
    jobs = of(rows("jobs.csv"), year="2024")

    def quotient(region: str) -> float:
        def part(table: list[dict[str, str]]) -> float:
            of_all = sum(int(row["jobs"]) for row in of(table, industry="TOTAL"))
            return (
                sum(int(row["jobs"]) for row in table if row["industry"] in ("30", "33")) / of_all
            )

        return part(of(jobs, region=region)) / part(jobs)

    assert round(quotient("Gotland"), 2) == 3.06
    assert max((one.region for one in CLUSTERS), key=quotient) == "Gotland"
    (textiles,) = of(jobs, region="Gotland", industry="13")
    assert textiles["firms"] == "2"


def test_wind_tower_foundations_are_nearest_to_what_the_region_has():
    exports = of(rows("trade.csv"), year="2024")
    sums: dict[str, float] = defaultdict(float)
    for row in exports:
        for key in (row["region"], row["product"], "all"):
            sums[key] += float(row["exports"])
    has: dict[str, set[str]] = defaultdict(set)
    for row in exports:
        if float(row["exports"]) * sums["all"] >= sums[row["region"]] * sums[row["product"]]:
            has[row["product"]].add(row["region"])

    def density(product: str) -> float:
        near = {q: len(has[q] & has[product]) / max(len(has[q]), len(has[product])) for q in has}
        return sum(near[q] for q in has if "Gotland" in has[q]) / sum(near.values())

    absent = sorted((one for one in has if "Gotland" not in has[one]), key=density, reverse=True)
    assert (len(has), len(absent)) == (40, 30)
    assert absent[:2] == ["wind tower foundations", "sonar"]
    assert [round(density(one), 2) for one in absent[:2]] == [0.38, 0.27]


def test_latvia_feels_ninth_of_the_twelve_countries():
    felt: dict[str, list[int]] = defaultdict(list)
    for row in rows("perceived.csv"):
        felt[row["country"]].append(int(row["perceived"]))
    order = sorted(felt, key=lambda country: fmean(felt[country]))
    assert len(order) == 12
    assert order.index("LV") == 8
    assert round(fmean(felt["LV"])) == 57
    assert order.index("GB") == 3
