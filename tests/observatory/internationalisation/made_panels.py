"""Tables of firms and markets for the tests of internationalisation."""

import math

import numpy as np

from hanse.observatory.suppression import SuppressionRule
from hanse.tables.long_table import Key, LongTable

OPEN = SuppressionRule(minimum_firms=1, largest_share=1.0)
"""A rule that hides nothing."""

KEYS = ("cluster", "firm", "year", "country", "modes", "functions", "organisation", "initiative")
KEYS += ("kind", "origin", "destination")

LANDS = ["NOR", "DNK", "FIN", "DEU", "FRA", "USA", "CHN", "CHL", "NAM", "AUS", "POL", "EST"]
LANDS += ["LVA", "LTU", "ITA", "ESP", "PRT", "GBR", "IRL", "NLD", "BEL", "AUT", "CHE", "CZE"]
LANDS += ["HUN", "CAN", "MEX", "BRA", "IND", "JPN"]
"""The markets of the panel, the nearest first: 100, 200, ..."""


def long(rows, *, file=""):
    """Return the long table of dictionaries; texts may be empty and numbers missing."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    keys, values = {}, {}
    for name in names:
        if name in KEYS:
            texts = [str(row.get(name, "")) for row in rows]
            labels = tuple(sorted(set(texts)))
            codes = np.array([labels.index(text) for text in texts], dtype=np.int32)
            keys[name] = Key(name, codes, labels)
        else:
            numbers = [row.get(name) for row in rows]
            values[name] = np.array([math.nan if n is None else n for n in numbers], dtype=float)
    return LongTable(keys, values, file=file)


def firm(name="A", year=2020, cluster="Kista", **values):
    """Return a row of a firm."""
    return {"cluster": cluster, "firm": name, "year": year, **values}


def market(country, sales, name="A", year=2020, **more):
    """Return a row of a market."""
    return {"firm": name, "year": year, "country": country, "sales": sales, **more}


def value(degree, indicator, unit=None, year=None):
    """Return one value and why it is empty."""
    at = _row(degree, unit, year)
    one = degree.measure(indicator)
    return float(one.value[at]), one.reason[at]


def behind(degree, indicator, unit=None, year=None):
    """Return who stands behind a value, of how many."""
    at = _row(degree, unit, year)
    one = degree.measure(indicator)
    return float(one.n[at]), float(one.of[at])


def _row(degree, unit, year):
    found = [
        at
        for at in range(len(degree))
        if unit in (None, degree.units[degree.unit[at]])
        and (year is None or str(year) == degree.years[degree.year[at]])
    ]
    assert len(found) == 1, f"{len(found)} rows"
    return found[0]


def same(one, other):
    """Compare two answers field by field, NaN equal to NaN."""
    assert type(one) is type(other)
    for name in one.__dataclass_fields__:
        ours, theirs = getattr(one, name), getattr(other, name)
        if hasattr(ours, "__dataclass_fields__"):
            same(ours, theirs)
        elif isinstance(ours, tuple) and ours and hasattr(ours[0], "__dataclass_fields__"):
            assert len(ours) == len(theirs)
            for a, b in zip(ours, theirs, strict=True):
                same(a, b)
        else:
            np.testing.assert_array_equal(ours, theirs)


def panel(seed=1, *, clusters=12, firms=10, years=5):
    """Return a panel of firms with all columns and its markets, with gaps, and distances."""
    rng = np.random.default_rng(seed)
    lands = LANDS
    modes = ["export", "agent", "licence", "alliance", "subsidiary"]
    jobs = ["design", "branding", "after-sales"]
    rows, markets = [], []
    for c in range(clusters):
        for f in range(firms):
            name = f"C{c:02d} firm {f}"
            founded = int(rng.integers(1960, 2015))
            began = founded + int(rng.integers(0, 20))
            first = int(rng.integers(0, 3)) if rng.random() < 0.2 else 0
            last = years - int(rng.integers(0, 2)) if rng.random() < 0.2 else years
            for t in range(first, last):
                if rng.random() < 0.04:
                    continue
                row, sold = _firm_year(rng, modes, jobs)
                row |= {"founded": founded, "first_foreign_sale": began}
                rows.append(firm(name, 2018 + t, f"C{c:02d}", **row))
                if sold and rng.random() < 0.95:
                    chosen = rng.choice(lands, size=int(rng.integers(1, 6)), replace=False)
                    parts = rng.dirichlet(np.ones(len(chosen))) * sold
                    for land, part in zip(chosen.tolist(), parts.tolist(), strict=True):
                        amount = None if rng.random() < 0.01 else part
                        markets.append(market(land, amount, name, 2018 + t))
    away = [
        {"origin": "SWE", "destination": d, "distance": 100.0 * (i + 1)}
        for i, d in enumerate(lands)
    ]
    return long(rows), long(markets), long(away)


def _firm_year(rng, modes, jobs):
    """Return the numbers of a firm in a year, and its foreign sales."""
    sales = float(rng.lognormal(4, 1)) if rng.random() > 0.03 else 0.0
    share = 0.0 if rng.random() < 0.3 else float(rng.random())
    row = {"sales": sales, "foreign_sales": sales * share}
    row["direct_exporter"] = float(rng.random() < 0.5)
    pairs = (("assets", "foreign_assets"), ("employees", "foreign_employees"))
    for whole, part in (*pairs, ("purchases", "imports"), ("suppliers", "foreign_suppliers")):
        row[whole] = float(rng.integers(0, 60))
        row[part] = float(rng.integers(0, int(row[whole]) + 1))
    row["foreign_ownership"] = float(rng.choice([0, 0, 0.05, 0.1, 0.6]))
    row["foreign_investors"] = float(rng.integers(0, 4))
    row["value_added"] = sales * float(rng.normal(0.4, 0.3))
    row["own_brand_share"], row["new_product_share"] = rng.random(2).tolist()
    row["foreign_quantity"] = float(rng.integers(0, 50))
    for name in list(row):
        if rng.random() < 0.06:
            row[name] = None
    row["modes"] = _list(rng, modes)
    row["functions"] = _list(rng, jobs)
    sold = row["foreign_sales"]
    return row, sold


def _list(rng, things):
    """Return a list in a cell: some of the things, none, or nothing at all."""
    if rng.random() < 0.1:
        return ""
    chosen = rng.choice(things, size=int(rng.integers(0, len(things) + 1)), replace=False)
    return "; ".join(chosen.tolist()) or "none"
