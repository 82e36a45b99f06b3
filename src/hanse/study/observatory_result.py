"""The observatory in ``result.json`` and in ``tables/``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hanse.observatory.indicators import Indicator, indicators, indicators_frame
from hanse.result import jsonable
from hanse.study.observatory_abroad import AbroadRun
from hanse.study.observatory_gaps import used_indicators
from hanse.study.observatory_jobs import JobsRun
from hanse.study.observatory_markets import MarketsRun
from hanse.study.observatory_trade import TradeRun
from hanse.study.part import Sheet

__all__ = [
    "observatory_result",
    "observatory_sheets",
    "specialisation_frame",
    "with_cards",
]

CARD = {
    "name": "name",
    "unit_of_value": "unit",
    "direction": "direction",
    "definition": "definition",
}
"""Column of a table → part of the card; ``unit`` says whose the number is."""


def observatory_sheets(
    abroad: AbroadRun | None,
    jobs: JobsRun | None,
    trade: TradeRun | None,
    markets: MarketsRun | None,
) -> tuple[Sheet, ...]:
    """Return the tables; none holds a firm's numbers, and hidden ones stay empty."""
    frames: dict[str, Any] = {}
    if abroad is not None:
        frames |= _abroad_frames(abroad)
    if jobs is not None:
        frames["specialisation"] = specialisation_frame(jobs)
        frames["concentration"] = jobs.inequality.to_frame()
        if jobs.shift is not None:
            frames["shift_share"] = jobs.shift.to_frame()
        if jobs.productivity is not None:
            frames["productivity"] = jobs.productivity.to_frame()
    if trade is not None:
        frames["candidates"] = trade.candidates.to_frame()
        frames["complements"] = trade.complements.to_frame()
        frames["complexity"] = trade.related.complexity.to_frame()
    if markets is not None:
        frames["distances"] = markets.distances.to_frame()
        if markets.perceived is not None:
            frames["perceived"] = markets.perceived.to_frame()
        if markets.flows is not None:
            frames["flows"] = markets.flows.to_frame()
    known = indicators() if abroad is None else abroad.catalogue
    used = used_indicators(abroad, jobs, trade, markets)
    frames["indicators"] = indicators_frame({name: known[name] for name in used})
    return tuple(_sheet(f"observatory_{name}", frame) for name, frame in frames.items())


def _abroad_frames(found: AbroadRun) -> dict[str, Any]:
    """Return the tables on clusters, organisations and initiatives."""
    frames = {
        "observations": with_cards(found.observations.to_frame(), found.catalogue),
        "movement": _defined(found.movement.to_frame(), found.catalogue),
        "growth": found.degree.growth_frame(),
        "modes": found.degree.mode_frame(),
        "upgrading": found.degree.step_frame(),
        "paths": found.paths.to_frame(),
        "peers": found.peers.to_frame(),
    }
    if found.benchmark is not None:
        frames["benchmark"] = found.benchmark.to_frame()
    links = found.levels.to_frame()
    frames["levels"] = links[links["from_level"] != "firm"]
    return frames


def with_cards(frame: Any, catalogue: Mapping[str, Indicator]) -> Any:
    """Return observations with the name, unit, direction and definition of each indicator."""
    cards = [catalogue[one] for one in frame["indicator"]]
    return frame.assign(
        **{column: [getattr(one, part) for one in cards] for column, part in CARD.items()}
    )


def _defined(frame: Any, catalogue: Mapping[str, Indicator]) -> Any:
    """Return a table that has names and units with the definition of each indicator."""
    return frame.assign(definition=[catalogue[one].definition for one in frame["indicator"]])


def specialisation_frame(found: JobsRun) -> Any:
    """Return quotients, stars and growth of every region and industry."""
    frame = found.quotients.to_frame()
    frame["stars"] = found.stars.number.ravel()
    if found.growth is None:
        return frame
    grown = found.growth.to_frame()[["region", "industry", "rate", "annual"]]
    return frame.merge(grown, on=["region", "industry"], how="left", validate="one_to_one")


def _sheet(name: str, frame: Any) -> Sheet:
    """Return a frame as a table; what is not known is empty."""
    cells = frame.astype(object).where(frame.notna(), None)
    return Sheet(name, tuple(map(str, frame.columns)), cells.to_numpy().tolist())


def observatory_result(
    abroad: AbroadRun | None,
    jobs: JobsRun | None,
    trade: TradeRun | None,
    markets: MarketsRun | None,
) -> dict[str, Any]:
    """Return the observatory for result.json."""
    made: dict[str, Any] = {}
    if abroad is not None:
        made |= _abroad(abroad)
    if jobs is not None:
        at = jobs.table.region(jobs.region)
        made["specialisation"] = {
            "region": jobs.region,
            "focus": jobs.focus,
            "years": list(jobs.years),
            "industries": {
                name: jsonable(
                    {
                        "count": jobs.table.counts[at, j],
                        "location_quotient": jobs.quotients.lq[at, j],
                        "shrunken": jobs.quotients.shrunken_lq[at, j],
                        "stars": jobs.stars.number[at, j],
                    }
                )
                for j, name in enumerate(jobs.table.industries)
            },
        }
    if trade is not None:
        made["candidates"] = _records(trade.candidates.to_frame())
        made["complements"] = _records(trade.complements.to_frame())
    if markets is not None:
        words = ["market", "km", "index", "rank", "nearest_rank", "farthest_rank", "missing"]
        made["distances"] = {
            "home": markets.distances.home,
            "weights": jsonable(dict(markets.index.weights)),
            "markets": _records(markets.distances.to_frame()[words]),
        }
        if markets.comparison is not None:
            made["perceived"] = _records(markets.comparison.to_frame())
    return made


def _abroad(found: AbroadRun) -> dict[str, Any]:
    """Return the cluster's own numbers, how they moved, and where it stands."""
    made = {
        "cluster": found.cluster,
        "year": found.year,
        "levels": jsonable(dict(found.levels.counts)),
        "movement": _records(found.movement.to_frame()),
        "paths": _records(found.paths.to_frame()),
        "peers": list(found.peers.names),
    }
    if found.benchmark is not None:
        words = [
            "indicator",
            "year",
            "value",
            "percentile",
            "rank",
            "with_value",
            "peers",
            "reason",
        ]
        made["benchmark"] = _records(found.benchmark.to_frame()[words])
    return made


def _records(frame: Any) -> list[Any]:
    """Return a record for each row of a frame."""
    return [jsonable(one) for one in frame.to_dict(orient="records")]
