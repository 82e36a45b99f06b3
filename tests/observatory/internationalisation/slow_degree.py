"""The indicators once more, with plain loops over rows: slow and obvious."""

import math

NAN = math.nan
MEASURES = ("value_added", "own_brand_share", "new_product_share", "unit_value", "functions")


def rows_of(table):
    """Return a long table as dictionaries; empty numbers are None."""
    made = []
    for at in range(table.n):
        row = {name: key.labels[key.codes[at]] for name, key in table.keys.items()}
        for name, numbers in table.values.items():
            number = float(numbers[at])
            row[name] = None if math.isnan(number) else number
        made.append(row)
    return made


def over(part, whole):
    return NAN if part is None or not whole else part / whole


def listed(text):
    if not text:
        return None
    return {one.strip() for one in text.split(";")} - {"none"}


def spread(amounts, regions, away):
    """Return the breadth of amounts by country."""
    amounts = {land: n for land, n in amounts.items() if n > 0}
    total = sum(amounts.values())
    if not total:
        return {"markets": 0.0} | dict.fromkeys(
            ("entropy", "related", "unrelated", "diversity", "distance"), NAN
        )
    p = {land: n / total for land, n in amounts.items()}
    whole = {}
    for land, share in p.items():
        whole[regions[land]] = whole.get(regions[land], 0) + share
    return {
        "markets": float(len(p)),
        "entropy": sum(s * math.log(1 / s) for s in p.values()),
        "related": sum(s * math.log(whole[regions[land]] / s) for land, s in p.items()),
        "unrelated": sum(s * math.log(1 / s) for s in whole.values()),
        "diversity": 1 - sum(s * s for s in p.values()),
        "distance": sum(s * away[land] for land, s in p.items()),
    }


def tempo(by_year, years, at):
    """Return the rhythm up to a year; by_year has a set of countries, None where not known."""
    known = [i for i, year in enumerate(years) if by_year.get(year) is not None]
    if at not in known or known[: at - known[0] + 1] != list(range(known[0], at + 1)):
        return NAN
    seen, entries = set(), []
    for i, year in enumerate(years[: at + 1]):
        new = (by_year.get(year) or set()) - seen
        seen |= new
        if i > known[0]:
            entries.append(len(new))
    if len(entries) < 2 or not sum(entries):
        return NAN
    mean = sum(entries) / len(entries)
    return math.sqrt(sum((x - mean) ** 2 for x in entries) / len(entries)) / mean


def firm_indicators(firms, markets, regions, away):
    """Return the indicators of each firm and year."""
    rows = {(row["firm"], row["year"]): row for row in rows_of(firms)}
    years = sorted({year for _, year in rows})
    sold = {}
    for row in rows_of(markets):
        sold.setdefault((row["firm"], row["year"]), {})[row["country"]] = row["sales"]
    made = {}
    for (name, year), row in rows.items():
        first = rows[name, min(y for n, y in rows if n == name)]
        one = made[name, year] = _one(row)
        one |= _over_time(row, first)
        amounts = sold.get((name, year), {} if one["home"] else None)
        if amounts is not None and None in amounts.values():
            amounts = None
        one["amounts"] = amounts
        for key, number in (spread(amounts, regions, away) if amounts is not None else {}).items():
            one[key] = number
    for (name, year), one in made.items():
        known = {}
        for other in years:
            amounts = made.get((name, other), {}).get("amounts")
            own = sold.get((name, other), {})
            if amounts is not None:
                known[other] = {land for land, n in amounts.items() if n > 0}
            elif own and None not in own.values():
                known[other] = None
        one["rhythm"] = tempo(known, years, years.index(year))
    return made


def _one(row):
    """Return what a row says alone."""
    share = over(row["foreign_sales"], row["sales"])
    parts = [share] + [over(row[f"foreign_{k}"], row[k]) for k in ("assets", "employees")]
    modes = listed(row["modes"])
    return {
        "row": row,
        "home": row["foreign_sales"] == 0 or share == 0,
        "export_share": share,
        "is_exporter": NAN
        if row["sales"] == 0 or row["foreign_sales"] is None
        else float(row["foreign_sales"] > 0),
        "transnationality": sum(parts) / 3,
        "modes": NAN if modes is None else float(len(modes)),
        "import_share": over(row["imports"], row["purchases"]),
        "speed": row["first_foreign_sale"] - row["founded"]
        if row["first_foreign_sale"] <= int(row["year"])
        else NAN,
    }


def _quality(row):
    functions = listed(row["functions"])
    return {
        "value_added": over(row["value_added"], row["employees"]),
        "own_brand_share": NAN if row["own_brand_share"] is None else row["own_brand_share"],
        "new_product_share": NAN if row["new_product_share"] is None else row["new_product_share"],
        "unit_value": over(row["foreign_sales"], row["foreign_quantity"]),
        "functions": NAN if functions is None else len(functions),
    }


def _over_time(row, first):
    """Return growth and upgrading since the firm's first year."""
    gone = int(row["year"]) - int(first["year"])
    growth = over(row["foreign_sales"], first["foreign_sales"]) if gone else NAN
    then, now = _quality(first), _quality(row)
    known = [m for m in MEASURES if gone and not math.isnan(then[m]) and not math.isnan(now[m])]
    return {
        "foreign_sales_growth": growth ** (1 / gone) - 1 if gone else NAN,
        "upgrading": sum(now[m] > then[m] for m in known) / len(known) if known else NAN,
    }


def cluster_indicators(found, regions, away):
    """Return the indicators of each cluster and year from those of its firms."""
    groups = {}
    for (_, year), one in found.items():
        groups.setdefault((one["row"]["cluster"], year), []).append(one)
    years = sorted({year for _, year in groups})
    made = {key: _cluster(own, regions, away) for key, own in groups.items()}
    for (name, year), one in made.items():
        mine = [y for y in years if (name, y) in groups]
        base, gone = made[name, mine[0]], int(year) - int(mine[0])
        both = [*groups[name, mine[0]], *groups[name, year]]
        all_gave = all(each["row"]["foreign_sales"] is not None for each in both)
        gives = gone and all_gave
        ratio = over(one["foreign_sales"], base["foreign_sales"]) if gives else NAN
        one["cluster_foreign_sales_growth"] = ratio ** (1 / gone) - 1 if gone else NAN
        one["same"] = _same_firms(groups[name, mine[0]], groups[name, year], gone)
        known = {y: made[name, y]["lands"] for y in mine}
        one["cluster_rhythm"] = tempo(known, years, years.index(year))
    return made


def _same_firms(before, after, gone):
    then = {one["row"]["firm"]: one["row"]["foreign_sales"] for one in before}
    now = {one["row"]["firm"]: one["row"]["foreign_sales"] for one in after}
    both = [f for f in then if then[f] is not None and now.get(f) is not None]
    if not gone or not sum(then[f] for f in both):
        return NAN
    return (sum(now[f] for f in both) / sum(then[f] for f in both)) ** (1 / gone) - 1


def _cluster(own, regions, away):
    def mean(numbers):
        known = [n for n in numbers if n is not None and not math.isnan(n)]
        return sum(known) / len(known) if known else NAN

    def ratio(part, whole):
        both = [
            (one["row"][part], one["row"][whole])
            for one in own
            if one["row"][part] is not None and one["row"][whole] is not None
        ]
        return over(sum(a for a, _ in both), sum(b for _, b in both))

    def total(name):
        return sum(one["row"][name] or 0 for one in own)

    speeds = sorted(
        one["speed"] for one in own if one["is_exporter"] == 1 and not math.isnan(one["speed"])
    )
    half = len(speeds) // 2
    amounts, known = {}, False
    for one in own:
        known = known or one["amounts"] is not None
        for land, n in (one["amounts"] or {}).items():
            amounts[land] = amounts.get(land, 0) + n
    broad = spread(amounts, regions, away)
    used = [listed(one["row"]["modes"]) or set() for one in own]
    lands = {land for land, n in amounts.items() if n > 0}
    return {
        "lands": lands if known else None,
        "export_share_mean": mean([one["export_share"] for one in own]),
        "export_share_weighted": ratio("foreign_sales", "sales"),
        "exporter_share": mean([one["is_exporter"] for one in own]),
        "direct_exporter_share": mean([one["row"]["direct_exporter"] for one in own]),
        "transnationality_mean": mean([one["transnationality"] for one in own]),
        "modes_in_use": float(len(set().union(*used))),
        "foreign_owned_share": mean(
            [
                None
                if one["row"]["foreign_ownership"] is None
                else float(one["row"]["foreign_ownership"] >= 0.1)
                for one in own
            ]
        ),
        "foreign_investors": total("foreign_investors"),
        "import_share_mean": mean([one["import_share"] for one in own]),
        "import_share_weighted": ratio("imports", "purchases"),
        "foreign_supplier_share": ratio("foreign_suppliers", "suppliers"),
        "cluster_markets": broad["markets"],
        "cluster_market_entropy": broad["entropy"],
        "cluster_market_entropy_related": broad["related"],
        "cluster_market_entropy_unrelated": broad["unrelated"],
        "cluster_market_diversity": broad["diversity"],
        "cluster_distance_breadth": broad["distance"],
        "speed_median": (speeds[half] + speeds[~half]) / 2 if speeds else NAN,
        "foreign_sales": total("foreign_sales"),
        "cluster_upgrading": mean([one["upgrading"] for one in own]),
    }
