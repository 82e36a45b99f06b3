"""The meetings of ``[partners.event]``, and the meetings after cancellations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from hanse.partners.meetings import Event, Replan, Schedule, read_event, replan, schedule
from hanse.study.observatory_checks import placed
from hanse.study.partner_settings import EventSettings
from hanse.tables.mapping import Field, Schema, read_mapped
from hanse.tables.mapping.problems import SHOWN, Problems

__all__ = ["run_event"]

CANCELLED = Schema(
    "cancelled",
    (
        Field("participant", "key", needed=True, label="participant"),
        Field("slots", "text", is_list=True, label="slots in which they cannot come; empty: all"),
        Field("reason", "text"),
    ),
    unique=("participant",),
)


def run_event(folder: Path, asked: EventSettings, *, as_of: str) -> tuple[Schedule, Replan | None]:
    """Return the meetings, and those after cancellations.

    Raises
    ------
    InputError
        If a file, a name or a value cannot be used.
    """
    files = {"slots": asked.slots, "participants": asked.participants, "requests": asked.requests}
    if asked.fixed:
        files["fixed"] = asked.fixed
    with placed("[partners.event]"):
        event = read_event(
            folder,
            name=asked.name,
            as_of=as_of,
            files=files,
            zone=asked.zone,
            tables=asked.tables or None,
        )
        plan = schedule(event)
        if not asked.cancelled:
            return plan, None
        wholly, absent = _cancelled(folder / asked.cancelled, event)
        return plan, replan(plan, participants=wholly, absent=absent)


def _cancelled(path: Path, event: Event) -> tuple[list[str], Mapping[str, Sequence[str]]]:
    """Return who cannot come at all, and who not in some slots; unknown names are told together."""
    table = read_mapped(path, CANCELLED).table
    frame = table.to_frame()
    problems = Problems(table.file)
    wholly: list[str] = []
    absent: dict[str, list[str]] = {}
    slots = frame["slots"] if "slots" in frame else [""] * len(frame)
    for line, who, said in zip(table.lines.tolist(), frame["participant"], slots, strict=True):
        parts = [one.strip() for one in str(said).split(";") if one.strip()]
        for kind, column, names, known in (
            ("participant", "participant", [who], event.participants),
            ("slot", "slots", parts, event.slots),
        ):
            for name in names:
                if name not in known:
                    problems.unknown(kind, name, known, at=f"row {line}, column {column}")
        if parts:
            absent[who] = parts
        else:
            wholly.append(who)
    problems.tell(most=SHOWN)
    return wholly, absent
