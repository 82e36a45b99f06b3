"""The words on what a region is specialised in and what it could become."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from hanse.messages import Message, capital, join_names, message, plural
from hanse.plot.quantities import show_in
from hanse.report import Block, Details, Heading, Paragraph, Table, TableColumn, literal
from hanse.study.observatory_jobs import JobsRun
from hanse.study.observatory_trade import TradeRun
from hanse.study.observatory_words import without_empty

__all__ = ["jobs_blocks", "jobs_said", "trade_blocks", "trade_said"]

MOST = 25


def jobs_said(found: JobsRun) -> Iterator[str]:
    """Yield what the region is specialised in and how that grew."""
    table, at = found.table, found.table.region(found.region)
    j = int(table.columns((found.focus,))[0])
    if math.isnan(found.quotients.lq[at, j]):
        why = str(table.reasons(table.undefined)[at, j])
        yield message(
            "How far {region} is specialised in {focus} cannot be said: {why}.",
            region=literal(found.region),
            focus=literal(found.focus),
            why=literal(why or "no number"),
        )
        return
    yield _quotient_said(found, at, j)
    yield _stars_said(found, at, j)
    grown = _growth_said(found)
    if grown:
        yield grown


def _quotient_said(found: JobsRun, at: int, j: int) -> Message:
    """Return the quotient with its count, its shrunken form and its rank among regions."""
    quotients, table = found.quotients, found.table
    column = quotients.lq[:, j]
    above = int((column[~np.isnan(column)] > column[at]).sum())
    shrunken = ""
    if quotients.k:
        shrunken = message(
            ", {lq} if {k} {measure} spread as everywhere are added, which tempers small regions",
            lq=f"{quotients.shrunken_lq[at, j]:.2f}",
            k=f"{quotients.k:,.0f}",
            measure=literal(table.measure),
        )
    return message(
        "{region} has **{lq} times** the share of {focus} that all regions have{shrunken}: {count} "
        "{measure}, {share} of its own; rank {rank} of {n}{year}.",
        region=literal(found.region),
        lq=f"{column[at]:.2f}",
        focus=literal(found.focus),
        shrunken=shrunken,
        count=f"{table.counts[at, j]:,.0f}",
        measure=literal(table.measure),
        share=f"{quotients.share[at, j]:.1%}",
        rank=above + 1,
        n=plural(int((~np.isnan(column)).sum()), "region"),
        year=f" in {table.year}" if table.year else "",
    )


def _stars_said(found: JobsRun, at: int, j: int) -> Message:
    """Return which stars are earned and which are not."""
    earned = {name: found.stars.earned(name)[at, j] for name in found.stars.values}
    has = [name for name, one in earned.items() if one == 1]
    lacks = [name for name, one in earned.items() if one == 0]
    unknown = [name for name, one in earned.items() if math.isnan(one)]
    parts = [
        f"for {join_names(has)}" if has else "",
        f"not for {join_names(lacks)}" if lacks else "",
    ]
    if unknown:
        parts.append(f"{join_names(unknown)} not known")
    return message(
        "It earns {n} of {of} by the rule {rule}: {parts}.",
        n=len(has),
        of=plural(len(earned), "star"),
        rule=literal(found.stars.rule.name),
        parts="; ".join(part for part in parts if part),
    )


def _growth_said(found: JobsRun) -> Message | None:
    """Return the growth of the focus in the region with its three parts."""
    if found.growth is None or found.shift is None:
        return None
    first = found.shift.first
    if found.focus not in first.industries or found.region not in first.regions:
        return None
    at, j = first.region(found.region), int(first.columns((found.focus,))[0])
    parts = [found.shift.national, found.shift.mix, found.shift.regional]
    if any(math.isnan(one[at, j]) for one in parts):
        return None
    annual = found.growth.annual[at, j]
    rate = "" if math.isnan(annual) else f", {annual:+.1%} a year"
    return message(
        "{focus} in {region} changed by {change} {measure} from {first} to {last}{rate}: "
        "{national} as all industries of all regions did, {mix} as {lower} did in all regions "
        "beyond that, {own} of the region's own.",
        focus=literal(capital(found.focus)),
        lower=literal(found.focus),
        region=literal(found.region),
        change=f"{found.shift.change[at, j]:+,.0f}",
        measure=literal(first.measure),
        first=found.years[0],
        last=found.years[-1],
        rate=rate,
        national=f"{parts[0][at, j]:+,.0f}",
        mix=f"{parts[1][at, j]:+,.0f}",
        own=f"{parts[2][at, j]:+,.0f}",
    )


def jobs_blocks(found: JobsRun) -> Iterator[Block]:
    """Yield the region's industries, the regions of the focus, and concentration."""
    yield Heading(2, "What it is specialised in")
    yield _industries(found)
    yield Details(f"{capital(found.focus)} in every region", (_regions(found),))
    yield _concentration(found)
    if found.stars.rule.known:
        yield Paragraph(literal(found.stars.rule.known))


HEADS = (
    TableColumn("jobs", "count in the unit of the table", digits=0),
    TableColumn("share", "of all in the region", align="right"),
    TableColumn("LQ", "share over the share in all regions; 1 is as everywhere", digits=2),
    TableColumn(
        "shrunken LQ", "with k more spread as everywhere, which tempers small regions", digits=2
    ),
    TableColumn("growth a year", "compound, between the first and the last year", align="right"),
    TableColumn("stars", "by the rule of the study, named below", digits=0),
    TableColumn("why empty", align="left"),
)


def _row(found: JobsRun, at: int, j: int) -> tuple[str | float | int | None, ...]:
    """Return the numbers of one region and industry."""
    table, quotients = found.table, found.quotients
    stars = found.stars.number[at, j]
    return (
        float(table.counts[at, j]),
        show_in(float(quotients.share[at, j]), "share"),
        float(quotients.lq[at, j]),
        float(quotients.shrunken_lq[at, j]) if quotients.k else None,
        show_in(annual_growth(found, at, j), "share"),
        None if math.isnan(stars) else int(stars),
        str(table.reasons(table.undefined)[at, j]),
    )


def annual_growth(found: JobsRun, at: int, j: int) -> float:
    """Return the growth a year of a cell of the last year, NaN where it is not known."""
    if found.growth is None:
        return math.nan
    first = found.growth.first
    region, industry = found.table.regions[at], found.table.industries[j]
    if region not in first.regions or industry not in first.industries:
        return math.nan
    return float(found.growth.annual[first.region(region), int(first.columns((industry,))[0])])


def _industries(found: JobsRun) -> Table:
    """Return all industries of the region, the most specialised first."""
    table, at = found.table, found.table.region(found.region)
    key = np.where(np.isnan(found.quotients.lq[at]), -np.inf, found.quotients.lq[at])
    order = np.argsort(-key, kind="stable")[:MOST].tolist()
    rows = tuple((table.industries[j], *_row(found, at, j)) for j in order)
    rest = len(table.industries) - len(order)
    note = " ".join([*(f"{literal(one)}" for one in table.notes)])
    if rest > 0:
        note += f" {plural(rest, 'more')} in tables/observatory_specialisation.csv."
    title = f"{found.region}: {table.measure} by industry{_in(table.year)}"
    heads = (TableColumn("industry", align="left"), *HEADS)
    return without_empty(Table(title, heads, rows, note.strip()))


def _regions(found: JobsRun) -> Table:
    """Return all regions in the focus, the most specialised first."""
    table = found.table
    j = int(table.columns((found.focus,))[0])
    key = np.where(np.isnan(found.quotients.lq[:, j]), -np.inf, found.quotients.lq[:, j])
    order = np.argsort(-key, kind="stable").tolist()
    rows = tuple((table.regions[at], *_row(found, at, j)) for at in order)
    title = f"{capital(found.focus)}: {table.measure} by region{_in(table.year)}"
    return without_empty(Table(title, (TableColumn("region", align="left"), *HEADS), rows))


def _in(year: str) -> str:
    """Return the year for a title, nothing where there is none."""
    return f", {year}" if year else ""


def _concentration(found: JobsRun) -> Table:
    """Return how concentrated each industry is in few regions."""
    gamma = found.agglomeration
    heads = (
        TableColumn("industry", align="left"),
        TableColumn("Gini", "0 if all regions have as much, against equal shares", digits=3),
        TableColumn("γ", "Ellison-Glaeser index; 0 is as by chance", digits=3),
    )
    rows = []
    for j, name in enumerate(found.table.industries[:MOST]):
        low = None if gamma is None else float(gamma.values[j])
        rows.append((name, float(found.inequality.values[j]), low))
    said = " ".join(literal(one) for one in (gamma.notes if gamma else ()))
    note = f"On γ: {said}" if said else ""
    hhi = found.by_region.value(found.region)
    held = float(np.nansum(found.quotients.share[found.table.region(found.region)]))
    own = (
        f"{literal(found.region)} itself, among the industries shown, which have {held:.0%} of its "
        f"{literal(found.table.measure)}: Herfindahl index {hhi:.3f}, as many equal ones as "
        f"{1 / hhi:.1f}. "
        if hhi > 0
        else ""
    )
    return Table("How concentrated industries are in regions", heads, tuple(rows), own + note)


def trade_said(found: TradeRun) -> Iterator[str]:
    """Yield the nearest candidate, the most complex feasible one, and the best complement."""
    listed = found.candidates.listed
    if not listed:
        yield message("{region} is specialised in every product.", region=literal(found.region))
        return
    yield "**Nearest candidate**: " + literal(str(found.candidates.sentence(listed[0])))
    gains = [one for one in listed[1:] if one.front == 1 and one.above_eci > 0]
    if gains:
        best = max(gains, key=lambda one: (one.pci, one.density))
        if best is not listed[0]:
            yield "**More complex, farther off**: " + literal(str(found.candidates.sentence(best)))
    if found.complements.listed:
        first = found.complements.listed[0]
        yield "**Complement**: " + literal(str(found.complements.sentence(first)))


def trade_blocks(found: TradeRun) -> Iterator[Block]:
    """Yield the candidates, the complements and what the measures mean."""
    related = found.related
    yield Heading(2, "What it could become")
    yield _candidates(found)
    yield _complements(found)
    said = [str(related.table), str(related.presence).splitlines()[0]]
    if found.candidates.reason:
        said.append(found.candidates.reason)
    yield Paragraph(" ".join(f"{literal(one).rstrip('.')}." for one in said))
    yield Paragraph(
        "Density says how much of what stands near a product in other regions is there; "
        "complexity, what it would bring. The two are never added up: a candidate of front 1 is "
        "beaten in both by no other. Neither says that there is a market."
    )


def _candidates(found: TradeRun) -> Table:
    """Return the candidates."""
    heads = (
        TableColumn("product", align="left"),
        TableColumn("front", "1: no other is nearer and more complex", digits=0),
        TableColumn("density", "0 to 1", digits=3),
        TableColumn("PCI", "complexity of the product", digits=2),
        TableColumn("PCI above the region's", digits=2),
        TableColumn("RCA", "1 is the region's share of all", digits=2),
        TableColumn("regions that have it", digits=0),
        TableColumn("carried by", align="left"),
    )
    rows = tuple(
        (
            one.product,
            one.front,
            one.density,
            one.pci,
            one.above_eci,
            one.rca,
            one.ubiquity,
            ", ".join(f"{by.product} ({by.proximity:.2f})" for by in one.carriers),
        )
        for one in found.candidates.listed
    )
    title = f"Candidates of {found.region}{_in(found.year)}"
    note = f"{plural(found.candidates.n_absent, 'product')} the region is not specialised in."
    return Table(title, heads, rows, note)


def _complements(found: TradeRun) -> Table:
    """Return the regions that have what this one lacks."""
    heads = (
        TableColumn("region", align="left"),
        TableColumn("adds to our density", digits=3),
        TableColumn("we add to theirs", digits=3),
        TableColumn("most to", align="left"),
        TableColumn("through", align="left"),
    )
    rows = tuple(
        (one.region, one.added, one.given, ", ".join(one.best), ", ".join(one.through))
        for one in found.complements.listed
    )
    n = plural(len(found.complements.targets), "product")
    return Table(
        f"Regions that complement {found.region}",
        heads,
        rows,
        f"Density added on average over {n} where ours is low.",
    )
