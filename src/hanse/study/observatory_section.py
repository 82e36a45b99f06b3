"""The observatory section of a study: ``[observatory]``.

In this order: where the cluster stands abroad and how that moved; against which peers; what it is
specialised in and could become; which markets are near; what the data do not cover.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from hanse.plot import Picture
from hanse.report import Block, Bullets, Heading
from hanse.study.observatory_abroad import AbroadRun, ClusterFacts, read_clusters, run_abroad
from hanse.study.observatory_gaps import gap_blocks
from hanse.study.observatory_industry import jobs_blocks, jobs_said, trade_blocks, trade_said
from hanse.study.observatory_jobs import JobsRun, run_jobs
from hanse.study.observatory_markets import (
    MarketsRun,
    market_blocks,
    markets_said,
    run_markets,
    served,
)
from hanse.study.observatory_peers import peer_blocks, peers_said
from hanse.study.observatory_pictures import (
    bubbles,
    map_of_clusters,
    map_of_markets,
    neighbourhood,
    strips,
    trends,
)
from hanse.study.observatory_result import observatory_result, observatory_sheets
from hanse.study.observatory_settings import (
    DistanceSettings,
    ObservatorySettings,
    read_observatory,
)
from hanse.study.observatory_trade import TradeRun, run_trade
from hanse.study.observatory_words import abroad_blocks, abroad_said
from hanse.study.part import Part, Progress, Study, figures_of
from hanse.tables.long_table import LongTable

__all__ = ["ObservatoryRun", "ObservatorySection", "run_observatory"]

TITLE = "The observatory"


@dataclass(frozen=True)
class ObservatoryRun:
    """Everything that an ``[observatory]`` section computes; None where it has no table for it."""

    settings: ObservatorySettings
    facts: ClusterFacts | None
    abroad: AbroadRun | None
    jobs: JobsRun | None
    trade: TradeRun | None
    markets: MarketsRun | None
    sold: dict[str, int] | None


class ObservatorySection:
    """Where a cluster stands abroad, against whom, what it could become, and what is near."""

    keys = ("observatory",)

    def run(self, study: Study, *, progress: Progress) -> Part | None:
        """Measure what the tables give and say it in the order of the questions."""
        if "observatory" not in study.tables:
            return None
        settings = read_observatory(study.tables["observatory"])
        found = run_observatory(study.folder, settings, progress=progress)
        progress("pictures of the observatory", 0, 1)
        pictures = dict(_pictures(found))
        return Part(
            opening=tuple(_opening(found)),
            blocks=(Heading(1, TITLE, "observatory"), *_blocks(found, pictures)),
            sheets=observatory_sheets(found.abroad, found.jobs, found.trade, found.markets),
            pictures=tuple(pictures.values()),
            result={
                "observatory": observatory_result(
                    found.abroad, found.jobs, found.trade, found.markets
                )
            },
            files=settings.files,
        )


def run_observatory(
    folder: Path, settings: ObservatorySettings, *, progress: Progress
) -> ObservatoryRun:
    """Read the tables of an observatory section and compute every answer.

    Raises
    ------
    InputError
        If a file, a name or a value cannot be used.
    """
    steps = ("distances", "clusters abroad", "industries", "products")

    def tell(step: str) -> None:
        progress(f"observatory: {step}", steps.index(step), len(steps))

    tell("distances")
    facts = read_clusters(folder, settings)
    markets = None
    if settings.country and (settings.distances is not None or settings.markets.file):
        asked = settings.distances or DistanceSettings()
        markets = run_markets(folder, asked, country=settings.country)
    tell("clusters abroad")
    abroad = None
    if settings.firms.file:
        far = _kilometres(markets.index.to_long()) if markets is not None else None
        abroad = run_abroad(folder, settings, facts, distances=far)
    region = facts.text(settings.cluster, "region") if facts is not None else ""
    year = abroad.year if abroad is not None else settings.year
    tell("industries")
    jobs = trade = None
    if settings.jobs is not None:
        rule = settings.suppression
        jobs = run_jobs(folder, settings.jobs, region=region, year=year, rule=rule)
    tell("products")
    if settings.trade is not None:
        trade = run_trade(folder, settings.trade, region=region, year=year)
    return ObservatoryRun(settings, facts, abroad, jobs, trade, markets, _sold(abroad))


def _kilometres(far: LongTable) -> LongTable:
    """Return the distances that have one meaning for everybody: those in km."""
    known = ~np.isnan(far.value("km"))
    return replace(far, values={"km": far.value("km")}).rows(known)


def _sold(abroad: AbroadRun | None) -> dict[str, int] | None:
    """Return how many firms of the cluster sell in each country in the year."""
    if abroad is None or abroad.markets is None:
        return None
    shown = abroad.observations.row(abroad.cluster, "cluster_markets", abroad.year)
    if shown < 0 or np.isnan(abroad.observations.value[shown]):
        return None  # the markets of so few firms are hidden
    table = abroad.markets.table.only("year", abroad.year)
    own = abroad.firms.table.only("year", abroad.year).only("cluster", abroad.cluster)
    firms = set(own.key("firm").labels)
    sales, country, firm = table.value("sales"), table.key("country"), table.key("firm")
    pairs = zip(country.codes.tolist(), firm.codes.tolist(), sales.tolist(), strict=True)
    return served(
        (country.labels[at], firm.labels[who])
        for at, who, value in pairs
        if value > 0 and firm.labels[who] in firms
    )


def _opening(found: ObservatoryRun) -> Iterator[Block]:
    """Yield the sentences of the first page, in the order of the questions."""
    if found.abroad is not None:
        yield Heading(3, f"Where {found.abroad.cluster} stands abroad")
        yield Bullets(tuple(abroad_said(found.abroad)))
        yield Heading(3, "Against its peers")
        yield Bullets(tuple(peers_said(found.abroad)))
    if found.jobs is not None or found.trade is not None:
        yield Heading(3, "What it is specialised in and could become")
        said = list(jobs_said(found.jobs)) if found.jobs is not None else []
        said += list(trade_said(found.trade)) if found.trade is not None else []
        yield Bullets(tuple(said))
    if found.markets is not None:
        yield Heading(3, "Which markets are near")
        least = found.settings.suppression.minimum_firms
        yield Bullets(tuple(markets_said(found.markets, found.sold, least=least)))


def _blocks(found: ObservatoryRun, pictures: dict[str, Picture]) -> Iterator[Block]:
    """Yield the section's own part of the report."""
    if found.abroad is not None:
        yield from abroad_blocks(found.abroad)
        yield from figures_of(pictures, "trends", "clusters")
        yield from peer_blocks(found.abroad)
        yield from figures_of(pictures, "peers")
    if found.jobs is not None:
        yield from jobs_blocks(found.jobs)
        yield from figures_of(pictures, "specialisation")
    if found.trade is not None:
        yield from trade_blocks(found.trade)
        yield from figures_of(pictures, "products")
    if found.markets is not None:
        yield from market_blocks(found.markets)
        yield from figures_of(pictures, "distances")
    yield from gap_blocks(found.abroad, found.jobs, found.trade, found.markets)


def _pictures(found: ObservatoryRun) -> Iterator[tuple[str, Picture]]:
    """Yield every picture that the tables give, by what it shows."""
    if found.abroad is not None:
        for name, made in (
            ("trends", trends(found.abroad)),
            ("clusters", map_of_clusters(found.abroad, found.facts)),
            ("peers", strips(found.abroad)),
        ):
            if made is not None:
                yield name, made
    if found.jobs is not None:
        yield "specialisation", bubbles(found.jobs)
    if found.trade is not None:
        yield "products", neighbourhood(found.trade)
    if found.markets is not None:
        yield "distances", map_of_markets(found.markets)
