"""The pictures of the observatory: from answers to plain numbers and names that are drawn."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from hanse.messages import capital, message
from hanse.observatory.benchmark import Benchmark
from hanse.observatory.observations import Observations
from hanse.observatory.relatedness import Candidate, Presence
from hanse.plot import Picture
from hanse.plot.benchmark_strips import MOST_STRIPS, Strip, benchmark_strips
from hanse.plot.cluster_map import cluster_map
from hanse.plot.distance_map import distance_map
from hanse.plot.product_space import MOST_NODES, Link, Node, product_space
from hanse.plot.specialisation_bubbles import MOST_BUBBLES, Bubble, specialisation_bubbles
from hanse.plot.trend_panels import MOST_PANELS, Trend, trend_panels
from hanse.study.observatory_abroad import AbroadRun, ClusterFacts
from hanse.study.observatory_industry import annual_growth
from hanse.study.observatory_jobs import JobsRun
from hanse.study.observatory_markets import MarketsRun
from hanse.study.observatory_trade import TradeRun
from hanse.tables.countries import country_name

__all__ = [
    "bubbles",
    "map_of_clusters",
    "map_of_markets",
    "neighbourhood",
    "peer_strips",
    "strips",
    "trends",
]

COLOURED = "export_share_weighted"
Places = npt.NDArray[np.int64]


def strips(found: AbroadRun) -> Picture | None:
    """Return the cluster among its peers, one strip for each indicator; None without peers."""
    if found.benchmark is None:
        return None
    return peer_strips(found.benchmark, found.observations, year=found.year)


def peer_strips(found: Benchmark, observed: Observations, *, year: str) -> Picture | None:
    """Return a unit among its peers in a year; None where it has no indicator then."""
    rows = [one for one in found.standings if one.year == year]
    own = observed.only(level=found.level, unit=found.unit)
    why = {
        (name, when): reason
        for name, when, reason in zip(own.indicator, own.year, own.reason, strict=True)
    }
    made = []
    for one in rows[:MOST_STRIPS]:
        card = found.entries[one.indicator]
        first, first_year = _first(own, one.indicator, year)
        made.append(
            Strip(
                card.name,
                card.group,
                card.unit,
                one.value,
                one.peer_values.tolist(),
                direction=one.direction,
                percentile=one.percentile,
                rank=one.rank,
                of=one.with_value + 1 if one.rank else 0,
                is_tied=bool(one.tied),
                first=first,
                first_year=first_year,
                why=why.get((one.indicator, year), "") or one.reason,
                peer_names=one.peer_names,
            )
        )
    if not made:
        return None
    return benchmark_strips(
        made,
        unit=found.unit,
        title=f"{found.unit} among its peers, {year}",
        note=found.peers.how,
        name="observatory-peers",
    )


def _first(own: Observations, indicator: str, year: str) -> tuple[float, str]:
    """Return the first value of a unit before the year, and that year."""
    rows = own.only(indicator=indicator)
    for when, value in sorted(zip(map(int, rows.year), rows.value.tolist(), strict=True)):
        if not math.isnan(value) and when < int(year):
            return float(value), str(when)
    return math.nan, ""


def trends(found: AbroadRun) -> Picture | None:
    """Return the indicators of the cluster over the years with its peers; None for one year."""
    own = found.observations.only(level="cluster", unit=found.cluster)
    if len(own.years) < 2:
        return None
    by = (
        {}
        if found.benchmark is None
        else {(one.indicator, one.year): one for one in found.benchmark.standings}
    )
    made = []
    for name in own.indicators[:MOST_PANELS]:
        card = found.catalogue[name]
        rows = own.only(indicator=name)
        order = np.argsort([int(year) for year in rows.year], kind="stable").tolist()
        years = [rows.year[at] for at in order]
        peers = [by.get((name, year)) for year in years]
        low, median, high = (
            [math.nan if one is None else getattr(one, word) for one in peers]
            for word in ("lower_quartile", "median", "upper_quartile")
        )
        made.append(
            Trend(
                card.name,
                card.group,
                card.unit,
                years,
                [float(rows.value[at]) for at in order],
                low,
                median,
                high,
                [rows.reason[at] for at in order],
            )
        )
    title = f"{found.cluster} from {own.years[0]} to {own.years[-1]}"
    return trend_panels(made, title=title, unit=found.cluster, name="observatory-trends")


def map_of_clusters(found: AbroadRun, facts: ClusterFacts | None) -> Picture | None:
    """Return where the clusters lie and what they sell abroad; None without coordinates."""
    if facts is None:
        return None
    names = {one.name for one in facts.table.columns if one.is_numeric}
    if not {"latitude", "longitude"} <= names:
        return None
    north, east = (facts.table.numeric(name) for name in ("latitude", "longitude"))
    places = [
        (name, float(north[at]), float(east[at]))
        for at, name in enumerate(facts.table.cases)
        if not (math.isnan(north[at]) or math.isnan(east[at]))
    ]
    year = found.observations.only(level="cluster", year=found.year)
    shown = {name for name, _, _ in places}
    values = {unit: float(value) for unit, value in _values(year, COLOURED) if unit in shown}
    sizes = {unit: value for unit, value in _values(year, "foreign_sales") if unit in shown}
    card = found.catalogue[COLOURED]
    currency = found.firms.money.currency if found.firms.money is not None else ""
    return cluster_map(
        places,
        title=f"The clusters: {card.name[:1].lower()}{card.name[1:]}, {found.year}",
        values={unit: 100 * value for unit, value in values.items()},
        legend=f"{card.name} (%)",
        sizes=sizes or None,
        size_legend=f"Sales abroad ({currency or 'money of the file'})",
        home=found.cluster if found.cluster in shown else "",
        note="Hollow: hidden, or not known.",
        name="observatory-clusters",
    )


def _values(year: Observations, indicator: str) -> Iterator[tuple[str, float]]:
    """Yield the value of each unit in an indicator."""
    if indicator in year.indicators:
        rows = year.only(indicator=indicator)
        yield from zip(rows.unit, rows.value.tolist(), strict=True)


def map_of_markets(found: MarketsRun) -> Picture:
    """Return the world by distance from home."""
    far = found.distances
    values = {
        code: float(index) for code, index in zip(far.markets, far.index.tolist(), strict=True)
    }
    return distance_map(
        values,
        home=far.home,
        title=f"How far markets are from {country_name(far.home)}",
        measure="distance index",
        note="0 is as far as two countries are on average; the unit is a standard deviation. "
        "Dependent territories are not shown.",
        marked=found.shown,
        name="observatory-distances",
    )


def bubbles(found: JobsRun) -> Picture:
    """Return the industries of the region by quotient, growth and size."""
    table, at = found.table, found.table.region(found.region)
    reasons = table.reasons(table.undefined)[at]
    points = []
    order = np.argsort(-np.where(np.isnan(table.counts[at]), -1, table.counts[at]), kind="stable")
    for j in order.tolist()[:MOST_BUBBLES]:
        lq, grown = float(found.quotients.lq[at, j]), annual_growth(found, at, j)
        why = str(reasons[j]) or (
            "no growth: one year or nothing at first" if math.isnan(grown) else ""
        )
        points.append(
            Bubble(
                table.industries[j],
                lq,
                grown,
                float(table.counts[at, j]),
                float(found.stars.number[at, j]),
                why=why,
                is_hidden=bool(table.hidden[at, j]),
            )
        )
    years = " to ".join(found.years) if len(found.years) > 1 else found.years[0]
    return specialisation_bubbles(
        points,
        title=f"What {found.region} is specialised in" + (f", {years}" if years else ""),
        note=message("Base: {base}.", base=table.base),
        size_unit=table.measure,
        name="observatory-specialisation",
    )


def neighbourhood(found: TradeRun) -> Picture:
    """Return the product space around the region: what it has, and its candidates."""
    held = found.related.presence
    at = held.regions.index(found.region)
    rca = {name: j for j, name in enumerate(held.products)}
    numbers = {one.product: one for one in found.candidates.listed}
    candidates = list(numbers)
    own = np.flatnonzero(held.present[at])
    near = np.array([rca[name] for name in candidates], dtype=np.int64)
    carried = _proximities(held, own, near).sum(axis=1)
    own = own[np.argsort(-carried, kind="stable")]
    chosen = [*near.tolist(), *own.tolist()][:MOST_NODES]
    phi = _proximities(held, np.array(chosen), np.array(chosen))
    nodes = [_node(found, at, j, numbers.get(held.products[j])) for j in chosen]
    links = [
        Link(held.products[p], held.products[q], float(phi[i, k]))
        for i, p in enumerate(chosen)
        for k, q in enumerate(chosen)
        if k > i and phi[i, k] > 0
    ]
    rest = len(candidates) + len(own) - len(chosen)
    return product_space(
        nodes,
        links,
        title=f"What lies near {found.region} in the product space"
        + (f", {found.year}" if found.year else ""),
        note=capital(f"{rest} more products are not drawn.") if rest > 0 else "",
        name="observatory-products",
    )


def _node(found: TradeRun, at: int, j: int, candidate: Candidate | None) -> Node:
    """Return a product of the region, or a candidate with its density."""
    held, pci = found.related.presence, float(found.related.complexity.pci[j])
    words = [] if candidate is None else [f"density {candidate.density:.2f}"]
    words += [] if math.isnan(pci) else [f"PCI {pci:.2f}"]
    front = 0 if candidate is None else candidate.front
    rca = float(held.rca[at, j])
    return Node(held.products[j], candidate is None, rca, front, ", ".join(words))


def _proximities(held: Presence, some: Places, others: Places) -> np.ndarray:
    """Return the proximities of some products to others, without those of all pairs."""
    both = held.matrix[:, some].T @ held.matrix[:, others]
    return np.asarray(both / np.maximum(held.ubiquity[some][:, None], held.ubiquity[others]))
