"""Actors and gaps in ``result.json`` and in ``tables/``; neither holds personal data."""

from __future__ import annotations

from typing import Any

from hanse.result import jsonable
from hanse.study.actor_run import ActorRun
from hanse.study.part import Sheet

__all__ = ["actor_result", "actor_sheets", "sheet_of"]


def actor_result(found: ActorRun) -> dict[str, Any]:
    """Return the answers as ``result.json`` holds them.

    Tables of all pairs and all actors stand in ``tables/`` only.
    """
    answers: dict[str, Any] = {
        "gaps": found.seven,
        "over_time": {str(one.day): one for one in found.over_time.days[:-1]},
        "changes": found.over_time.changes,
        "survey": found.survey,
        "findings": found.findings,
        "missing_ties": found.missing,
        "activities": found.effects,
        "bridge": found.bridge,
        "removals": found.removals,
        "markets": found.markets.rows,
        "atmosphere": found.atmosphere if found.log.atmosphere is not None else None,
        "relationships": found.relationships if found.log.relationships is not None else None,
    }
    return {key: jsonable(value) for key, value in answers.items()}


def actor_sheets(found: ActorRun) -> tuple[Sheet, ...]:
    """Return the tables of actors, ties and gaps."""
    frames: dict[str, Any] = {
        "gaps": found.over_time.to_frame(),
        "actor_positions": found.positions.to_frame(),
        "actor_bridge": found.bridge.to_frame(),
        "actor_removals": found.removals.to_frame(),
        "actor_markets": found.markets.to_frame(),
        "actor_markets_over_time": found.moves.to_frame(),
        "actor_ties": _ties(found),
    }
    if found.survey is not None:
        frames["gap_survey"] = found.survey.to_frame()
    if found.findings is not None:
        frames["gap_findings"] = found.findings.to_frame()
    if found.effects is not None:
        frames["gap_activities"] = found.effects.to_frame()
    if found.log.atmosphere is not None:
        frames["actor_atmosphere"] = found.atmosphere.to_frame()
    if found.log.relationships is not None:
        frames["actor_relationships"] = found.relationships.to_frame()
    for one in found.missing:
        frames[f"missing_ties_{one.gap}"] = one.to_frame()
    return tuple(sheet_of(name, frame) for name, frame in frames.items())


def _ties(found: ActorRun) -> Any:
    """Return the pairs by the ids of their actors."""
    frame = found.ties.to_frame()
    ids = found.log.actors.ids
    for column in ("a", "b"):
        frame[column] = [ids[at] for at in frame[column]]
    return frame


def sheet_of(name: str, frame: Any) -> Sheet:
    """Return a frame as a file of ``tables/``; days are ISO text."""
    for column in frame.columns:
        if frame[column].dtype.kind == "M":
            frame[column] = frame[column].dt.strftime("%Y-%m-%d")
    plain = frame.astype(object).where(frame.notna(), None)
    return Sheet(name, tuple(map(str, plain.columns)), plain.to_numpy().tolist())
