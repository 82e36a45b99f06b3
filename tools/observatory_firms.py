"""The firms of the panel and their markets, year by year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from tools.observatory_clusters import (
    CLUSTERS,
    DOMINATED,
    FEW,
    FIRST_MARKETS,
    FOCUS,
    GROUP,
    MARKETS,
    YEARS,
    Cluster,
)
from tools.observatory_regions import bell

RATES = (0.0950, 0.0980, 0.0940, 0.0870, 0.0875)  # euros for one krona, invented
PRICES = (86.0, 90.0, 97.0, 99.0, 100.0)  # index of prices in euros, 2024 = 100, invented
LITTLE = (0, 20, -30, 10, -10)  # thousandths that the sum of export shares moves in the focus
N_FIRMS, N_STEADY = 10, 5  # of each cluster; the first five export and answer in every year

COLUMNS = {
    # our field: column of firms.csv
    "cluster": "kluster",
    "firm": "företag",
    "year": "år",
    "sales": "omsättning_tkr",
    "foreign_sales": "utlandsförsäljning_tkr",
    "direct_exporter": "direktexport",
    "assets": "tillgångar_tkr",
    "foreign_assets": "tillgångar_utomlands_tkr",
    "employees": "anställda",
    "foreign_employees": "anställda_utomlands",
    "modes": "former",
    "foreign_ownership": "utländskt_ägande_procent",
    "foreign_investors": "utländska_investerare",
    "purchases": "inköp_tkr",
    "imports": "import_tkr",
    "suppliers": "leverantörer",
    "foreign_suppliers": "utländska_leverantörer",
    "founded": "grundat",
    "first_foreign_sale": "första_utlandsförsäljning",
    "value_added": "förädlingsvärde_tkr",
    "own_brand_share": "egna_märken_procent",
    "new_product_share": "nya_produkter_procent",
    "foreign_quantity": "sålda_enheter_utomlands",
    "functions": "funktioner",
}
PAIRS = (  # cells that go missing together
    ("assets", "foreign_assets"),
    ("employees", "foreign_employees"),
    ("purchases", "imports"),
    ("suppliers", "foreign_suppliers"),
    ("own_brand_share",),
    ("foreign_quantity",),
)
MODES = ("agent", "subsidiary", "office", "licence", "joint venture", "franchise")
FUNCTIONS = ("design", "development", "branding", "distribution abroad", "after-sales")
UNSAID = ("Ljusdala Sensors", 5, 2024)  # this firm did not state its foreign sales


class Firm(NamedTuple):
    """What stays the same of a firm over the years; draws are uniform between 0 and 1."""

    name: str
    at: int
    sales: float
    growth: float
    share: float
    starts: int
    draws: tuple[float, ...]


def panel(rng: np.random.Generator) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Return the rows of firms.csv under our names, and of markets.csv."""
    rows: list[dict[str, str]] = []
    sold: list[dict[str, str]] = []
    for number, cluster in enumerate(CLUSTERS):
        firms = [_firm(rng, cluster, number, at) for at in range(N_FIRMS)]
        entered = _entered(rng, cluster)
        reach = rng.random((N_FIRMS, len(entered)))
        weight = rng.random((N_FIRMS, len(entered)))
        gaps = rng.random((N_FIRMS, len(YEARS), len(PAIRS)))
        noise = rng.random((len(YEARS), N_FIRMS, 3)) - 0.5
        if cluster.name == FOCUS:
            noise[:, :, :2] = 0.0
        for t, year in enumerate(YEARS):
            shares = _shares(cluster, firms, t, noise[t, :, 0])
            for firm, share in zip(firms, shares, strict=True):
                if year in FEW.get(cluster.name, ()) and firm.at > 1:
                    continue
                row = _row(cluster, firm, t, share, noise[t, firm.at])
                _leave_out(row, cluster, gaps[firm.at, t])
                sold += _sold(cluster, firm, t, row, entered, reach, weight)
                if (cluster.name, firm.at, year) == UNSAID:
                    row["foreign_sales"] = ""
                rows.append(row)
    return rows, sold


def _firm(rng: np.random.Generator, cluster: Cluster, number: int, at: int) -> Firm:
    """Return a firm; the first of the focus is the group, the first of one cluster dominates it."""
    u = rng.random(14).tolist()
    name = f"Firm {number * N_FIRMS + at + 1:03d}"
    sales = 6000.0 * float(np.exp(0.5 * bell(u[0])))
    growth = cluster.growth + 0.03 * (u[1] - 0.5)
    share = 0.15 + 0.55 * u[2]
    starts = YEARS[0]
    if at >= N_STEADY and u[3] < 0.35:
        starts = 2022 if u[3] < 0.12 else 9999
    if cluster.name == FOCUS:
        sales, growth, starts = sales * 0.8, 0.0, YEARS[0] if at < 8 else 9999
        share = 0.30 + 0.25 * u[2]
    if name == GROUP:
        sales, growth, share = 20_000.0, 0.17, 0.55
    if cluster.name == DOMINATED:
        sales = 300_000.0 if at == 0 else sales * 0.4
        share = 0.60 if at == 0 else share * 0.5
    return Firm(name, at, sales, growth, share, starts, tuple(u[4:]))


def _shares(cluster: Cluster, firms: Sequence[Firm], t: int, noise: np.ndarray) -> list[int]:
    """Return export shares in thousandths.

    In the focus the group's share rises by 75 a year and the others give up as much together, but
    for a little, so that the mean over the firms stands still.
    """
    if cluster.name != FOCUS:
        drift = [
            round(1000 * f.share + 12 * t * (f.draws[0] - 0.45) + 40 * float(u))
            for f, u in zip(firms, noise, strict=True)
        ]
        is_out = [YEARS[t] >= firm.starts for firm in firms]
        return [min(max(one, 20), 950) * out for one, out in zip(drift, is_out, strict=True)]
    base = [round(1000 * f.share) if f.starts == YEARS[0] else 0 for f in firms]
    n = sum(one > 0 for one in base[1:])
    shares = [base[0] + 75 * t]
    given, left = divmod(75 * t - LITTLE[t], n)
    for one in base[1:]:
        shares.append(one - given - (left > 0) if one else 0)
        left -= 1 if one else 0
    return shares


def _row(cluster: Cluster, firm: Firm, t: int, share: int, noise: np.ndarray) -> dict[str, str]:
    """Return the answers of a firm in a year as text."""
    u, is_focus = firm.draws, cluster.name == FOCUS
    sales = firm.sales * (1 + firm.growth) ** t * (1 + 0.12 * float(noise[1]))
    foreign = sales * share / 1000
    employees = max(round(sales / (120 + 80 * u[1])), 4)
    better = 1 + (-0.01 if is_focus else cluster.upgrading + 0.02 * (u[2] - 0.5)) * t
    step = -4 if is_focus else round(400 * cluster.upgrading + 8 * (u[3] - 0.5))
    functions = 1 + int(3 * u[4]) + (cluster.upgrading > 0 and t >= 3 and u[2] > 0.4)
    abroad = 0.7 * share / 1000 * (u[5] > 0.6)
    founded = 1950 + int(62 * u[6])
    started = min(founded + int(18 * u[7]), 2019) if firm.starts == YEARS[0] else firm.starts
    suppliers = 8 + int(60 * u[8])
    imports = 0.15 + 0.45 * u[9] + 0.06 * float(noise[2])
    row = {
        "cluster": cluster.name,
        "firm": firm.name,
        "year": str(YEARS[t]),
        "sales": _kronor(sales, t),
        "foreign_sales": _kronor(foreign, t),
        "direct_exporter": "ja" if share and (u[0] > 0.3 or firm.name == GROUP) else "nej",
        "assets": _kronor(0.8 * sales, t),
        "foreign_assets": _kronor(0.8 * sales * abroad, t),
        "employees": str(employees),
        "foreign_employees": str(int(employees * abroad)),
        "modes": ";".join(_modes(u, share)),
        "foreign_ownership": _tenths(1000 * (0.3 + 0.7 * u[1]) if u[8] > 0.55 else 0),
        "foreign_investors": str(1 + int(2 * u[1]) if u[8] > 0.55 else 0),
        "purchases": _kronor(0.55 * sales, t),
        "imports": _kronor(0.55 * sales * imports, t),
        "suppliers": str(suppliers),
        "foreign_suppliers": str(int(suppliers * imports)),
        "founded": str(founded),
        "first_foreign_sale": str(started) if share else "",
        "value_added": _kronor(employees * (55 + 30 * u[2]) * better, t),
        "own_brand_share": _tenths(min(200 + 500 * u[3] + step * t, 1000)),
        "new_product_share": _tenths(60 + 200 * u[4] + step * t / 2),
        "foreign_quantity": str(round(foreign / (1.2 + 2 * u[0]) / better)),
        "functions": ";".join(FUNCTIONS[:functions]),
    }
    return row


def _modes(u: Sequence[float], share: int) -> list[str]:
    """Return the ways of working abroad of a firm; one that sells nothing there has none."""
    if not share:
        return []
    second = ["subsidiary"] if u[5] > 0.6 else []
    return [
        "export",
        *second,
        *(m for m, at in zip(MODES, u[3:], strict=False) if at > 0.8 and m not in second),
    ]


def _leave_out(row: dict[str, str], cluster: Cluster, gaps: np.ndarray) -> None:
    """Empty some cells: not every firm answers everything."""
    for names, u in zip(PAIRS, gaps.tolist(), strict=True):
        if u < (0.02 if cluster.name == FOCUS else 0.06):
            row.update(dict.fromkeys(names, ""))


def _entered(rng: np.random.Generator, cluster: Cluster) -> list[str]:
    """Return the markets of a cluster in the order in which it enters them."""
    order = np.argsort(np.arange(len(MARKETS)) + 9 * rng.random(len(MARKETS)), kind="stable")
    first = list(FIRST_MARKETS.get(cluster.name, ()))
    rest = [MARKETS[at] for at in order if MARKETS[at] not in (*first, cluster.country)]
    return [*first, *rest][: cluster.markets[1]]


def _sold(
    cluster: Cluster,
    firm: Firm,
    t: int,
    row: dict[str, str],
    entered: Sequence[str],
    reach: np.ndarray,
    weight: np.ndarray,
) -> list[dict[str, str]]:
    """Return the markets of a firm in a year, in thousand kronor, in sum never too much."""
    foreign = float(row["foreign_sales"].replace(",", "."))
    if not foreign:
        return []
    first, last = cluster.markets
    known = first + round((last - first) * t / (len(YEARS) - 1))
    always = 2 if cluster.name in FEW else N_STEADY
    parts = {}
    for j, country in enumerate(entered[:known]):
        if j == 0 or j % always == firm.at or reach[firm.at, j] < 0.5 / (1 + 0.25 * j):
            parts[country] = (0.3 + float(weight[firm.at, j])) / (1 + 0.5 * j)
    if firm.name == GROUP:
        parts["NO"] = sum(parts.values()) * (0.6 + 0.15 * t)
    total = sum(parts.values())
    return [
        {
            "cluster": cluster.name,
            "firm": firm.name,
            "year": str(YEARS[t]),
            "country": country,
            "sales": f"{int(10 * foreign * part / total) / 10:.1f}",
        }
        for country, part in parts.items()
    ]


def _kronor(thousand_euros: float, t: int) -> str:
    """Return thousand kronor of the year with a decimal comma."""
    return f"{thousand_euros * PRICES[t] / 100 / RATES[t]:.1f}".replace(".", ",")


def _tenths(thousandths: float) -> str:
    """Return per cent with one decimal and a comma."""
    return f"{max(round(thousandths), 0) / 10:.1f}".replace(".", ",")
