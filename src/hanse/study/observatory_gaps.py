"""What the data do not cover: left out, hidden, thin or not known, and what the numbers mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hanse.messages import plural
from hanse.observatory.indicators import indicators
from hanse.report import Block, Bullets, Details, Heading, Paragraph, Table, TableColumn, literal
from hanse.study.observatory_abroad import AbroadRun
from hanse.study.observatory_jobs import JobsRun
from hanse.study.observatory_markets import MarketsRun
from hanse.study.observatory_trade import TradeRun

__all__ = ["gap_blocks", "used_indicators"]

AS_READ = ("Encoding is", "Columns are separated", "Decimal sign is")
OF_JOBS = [
    "size",
    "focus",
    "location_quotient",
    "location_quotient_shrunken",
    "stars",
    "herfindahl_region",
    "gini_industry",
]
OF_GROWTH = ["growth_annual", "shift_national", "shift_mix", "shift_regional"]
OF_TRADE = ["rca", "proximity", "density", "eci", "pci", "diversity", "ubiquity"]
OF_MARKETS = [
    "distance_km",
    "border",
    "language_distance",
    "administrative_distance",
    "economic_distance",
    "psychic_distance",
]


def gap_blocks(
    abroad: AbroadRun | None,
    jobs: JobsRun | None,
    trade: TradeRun | None,
    markets: MarketsRun | None,
) -> Iterator[Block]:
    """Yield what is left out and why, and the card of every indicator."""
    yield Heading(2, "What the data do not cover")
    said = [
        *(_abroad_said(abroad) if abroad is not None else ()),
        *(_jobs_said(jobs) if jobs is not None else ()),
        *(_trade_said(trade) if trade is not None else ()),
        *((literal(str(one)) for one in markets.index.parts.notes) if markets is not None else ()),
    ]
    said = list(dict.fromkeys(said))
    yield Bullets(tuple(said)) if said else Paragraph("Nothing is left out.")
    if abroad is not None:
        yield from _hidden(abroad)
    yield _cards(abroad, jobs, trade, markets)


def _abroad_said(found: AbroadRun) -> Iterator[str]:
    """Yield what the files lack, then what was read with a note."""
    for degree in (found.degree, found.organisations, found.initiatives):
        if degree is not None:
            yield from (literal(str(gap)) for gap in degree.gaps)
            yield from (literal(str(one)) for one in degree.notes)
    if found.budgets is not None:
        yield f"Budgets of initiatives: {literal(str(found.budgets))}"
    for table in (found.firms, found.markets):
        if table is not None:
            yield from (literal(one) for one in table.notes if not one.startswith(AS_READ))


def _jobs_said(found: JobsRun) -> Iterator[str]:
    """Yield what is to be known of industries, and where a hidden cell of a year can be found."""
    yield from (f"Industries: {literal(one)}" for one in found.table.notes)
    shown = [found.table] if found.shift is None else [found.shift.first, found.table]
    for table in shown:
        year = f", {table.year}" if table.year else ""
        yield from (f"Industries{year}: {literal(one)}" for one in table.warnings)


def _trade_said(found: TradeRun) -> Iterator[str]:
    """Yield the regions and products without a place in the indices."""
    left = found.related.presence.left_out
    if left:
        n = plural(len(left), "region or product", "regions and products")
        yield f"Products: {n} left out."
    if found.candidates.reason:
        yield literal(found.candidates.reason)


def _hidden(found: AbroadRun) -> Iterator[Block]:
    """Yield how many numbers of clusters are empty, by reason."""
    own = found.observations.only(level="cluster")
    reasons = Counter(why for why in own.reason if why)
    if not reasons:
        return
    heads = (TableColumn("why a number is empty", align="left"), TableColumn("numbers", digits=0))
    rows = tuple((why, n) for why, n in reasons.most_common())
    n = sum(reasons.values())
    yield Table(
        "Empty numbers of clusters, all years", heads, rows, f"{n:,} of {len(own.reason):,}."
    )


def used_indicators(
    abroad: AbroadRun | None,
    jobs: JobsRun | None,
    trade: TradeRun | None,
    markets: MarketsRun | None,
) -> tuple[str, ...]:
    """Return the ids of all indicators that the section shows, in the order of the report."""
    ids = [*(abroad.observations.indicators if abroad is not None else ())]
    if abroad is not None and abroad.benchmark is not None:
        ids.append("percentile")
    if jobs is not None:
        ids += OF_JOBS + (OF_GROWTH if jobs.growth is not None else [])
        ids += ["productivity_relative"] if jobs.productivity is not None else []
        ids += ["ellison_glaeser"] if jobs.agglomeration is not None else []
    ids += OF_TRADE if trade is not None else []
    if markets is not None:
        ids += OF_MARKETS
        ids += ["perceived_distance"] if markets.perceived is not None else []
    return tuple(dict.fromkeys(ids))


def _cards(
    abroad: AbroadRun | None,
    jobs: JobsRun | None,
    trade: TradeRun | None,
    markets: MarketsRun | None,
) -> Block:
    """Return the definition, formula, unit and source of every indicator that is shown."""
    known = indicators() if abroad is None else abroad.catalogue
    heads = tuple(
        TableColumn(name, align="left")
        for name in ("indicator", "level", "definition", "formula", "unit", "caution", "source")
    )
    rows = tuple(
        (
            one.name,
            one.level,
            one.definition,
            one.formula,
            f"{one.unit}, {one.range}, {one.reading}",
            one.caution,
            one.source,
        )
        for one in (known[name] for name in used_indicators(abroad, jobs, trade, markets))
    )
    table = Table("The indicators", heads, rows)
    return Details("What each number is, and when it misleads", (table,))
