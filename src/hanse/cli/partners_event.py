"""Options that the commands on an event share, and how an event is read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hanse.cli.formats import Format, print_frame, print_json
from hanse.cli.observe_input import check_file, from_one, pairs_of
from hanse.cli.partners_days import AsOf, day_in
from hanse.cli.partners_stated import Stated, stated_in
from hanse.errors import InputError, unknown_name

if TYPE_CHECKING:
    from hanse.partners.meetings import Event, Schedule
    from hanse.result import Answer

__all__ = [
    "SETTINGS",
    "AsOf",
    "Asked",
    "Effort",
    "Emails",
    "Folder",
    "Maps",
    "Name",
    "Out",
    "Seed",
    "Tables",
    "Zone",
    "check_effort",
    "print_data_of",
    "read_asked_event",
    "without_addresses",
    "write_settings",
]

Folder = Annotated[
    Path,
    typer.Argument(metavar="FOLDER", help="Where slots.csv, participants.csv, requests.csv are."),
]
Name = Annotated[
    str, typer.Option("--name", help="Of the event; else of hanse.toml or the folder.")
]
Zone = Annotated[
    str, typer.Option("--zone", help="As Europe/Stockholm; else that of hanse.toml, or UTC.")
]
Tables = Annotated[
    int | None,
    typer.Option("--tables", help="The most meetings at once; else of hanse.toml, or no limit."),
]
Maps = Annotated[
    list[str],
    typer.Option("--map", metavar="TABLE=M.toml", help="Which column is which; repeat it."),
]
Effort = Annotated[str, typer.Option("--effort", help="quick, normal or thorough.")]
Seed = Annotated[int, typer.Option("--seed", help="Of the orders in which slots are tried.")]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Write the plan, calendars and a picture."),
]
Emails = Annotated[bool, typer.Option("--emails", help="Write addresses into the calendar files.")]

EFFORTS = ("quick", "normal", "thorough")
SETTINGS = "event.toml"
STUDY = "hanse.toml"
EVENT_TABLES = ("slots", "participants", "requests", "fixed")


@dataclass(frozen=True)
class Asked:
    """What is said of an event on the command line; empty or None where nothing is."""

    folder: Path
    name: str
    zone: str
    tables: int | None
    maps: Sequence[str]
    as_of: str
    stated: Stated = field(default_factory=Stated)
    zone_from: str = "--zone"

    def filled(self, beside: Path | None = None) -> Asked:
        """Return what holds: options, then what stands beside an earlier plan, then hanse.toml.

        Meetings keep their place in calendars only as long as the event keeps its name.
        """
        folder = self.folder.parent if self.folder.name == STUDY else self.folder
        stated = stated_in(folder)
        is_mended = beside is not None and beside.exists()
        known = _settings(beside) if beside is not None and is_mended else {}
        tables = known.get("tables") if is_mended else stated.tables
        zones = (
            (self.zone, "--zone"),
            (str(known.get("zone", "")), str(beside)),
            (stated.zone, f"{folder / STUDY}, [partners.event] zone"),
            ("UTC", ""),
        )
        zone, zone_from = next(pair for pair in zones if pair[0])
        return replace(
            self,
            folder=folder,
            name=self.name or str(known.get("name", "")) or stated.name or folder.resolve().name,
            zone=zone,
            tables=tables if self.tables is None else self.tables,
            as_of=self.as_of or stated.as_of,
            stated=stated,
            zone_from=zone_from,
        )

    def zone_said(self) -> str:
        """Return that no time zone is stated, empty where one is."""
        if self.zone_from or self._have_slots_zones():
            return ""
        return "No time zone is stated: UTC is taken; --zone Europe/Stockholm states one."

    def _have_slots_zones(self) -> bool:
        """Return whether the slots have a column of their own for the time zone."""
        from hanse.tables.mapping import header_of

        slots = self.folder / self.stated.files.get("slots", "slots.csv")
        is_mapped = any(one.partition("=")[0].strip() == "slots" for one in self.maps)
        return not is_mapped and "zone" in [one.strip().lower() for one in header_of(slots)]


def _settings(path: Path) -> dict[str, Any]:
    """Return what a plan was made with.

    Raises
    ------
    InputError
        If somebody changed the file so that it cannot be read.
    """
    import tomllib

    try:
        known = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        mend = "Take it out and give --name, --zone and --tables."
        raise InputError("cannot be read", where=str(path), mend=mend) from error
    tables = known.get("tables")
    if tables is not None and not (isinstance(tables, int) and tables >= 1):
        mend = "Give a whole number from 1."
        raise InputError(f"tables is {tables}", where=str(path), mend=mend)
    return known


def write_settings(asked: Asked, folder: Path) -> None:
    """Write what a plan was made with, so that mending it needs no options."""
    from hanse.tables import write_text

    keys = ("name", "zone") if asked.zone_from else ("name",)
    lines = [f"{key} = {json.dumps(getattr(asked, key), ensure_ascii=False)}" for key in keys]
    lines += [] if asked.tables is None else [f"tables = {asked.tables}"]
    write_text(folder / SETTINGS, "\n".join([*lines, ""]))


def check_effort(effort: str) -> None:
    """Refuse an effort that there is not."""
    if effort not in EFFORTS:
        raise unknown_name("effort", effort, EFFORTS, where="--effort")


def read_asked_event(asked: Asked, *, plan: Path | None = None) -> Event:
    """Read an event, with the meetings of an earlier plan as confirmed ones.

    Without a day of the data it is that of the first slot.
    """
    from hanse.partners.meetings import read_event
    from hanse.partners.meetings.zones import local, zone_named

    from_one(asked.tables, "--tables")
    if not asked.folder.is_dir():
        mend = "Name a folder with slots.csv, participants.csv and requests.csv."
        raise InputError("there is no such folder", where=str(asked.folder), mend=mend)
    try:
        zone_named(asked.zone)
    except InputError as error:
        raise InputError(error.what, where=asked.zone_from, mend=error.mend) from error
    mappings = pairs_of(
        asked.maps, option="--map", kind="table", example="slots=map.toml", known=EVENT_TABLES
    )
    files = dict(asked.stated.files)
    if plan is not None:
        check_file(plan)
        files["fixed"] = str(plan.resolve())
    event = read_event(
        asked.folder,
        name=asked.name,
        as_of=day_in(asked.as_of) if asked.as_of else 1,
        files=files,
        mappings=mappings,
        zone=asked.zone,
        tables=asked.tables,
    )
    if not asked.as_of and len(event.starts):
        first = local(int(event.starts.min()), event.zone).date()
        event = replace(event, as_of=first.toordinal())
    return event


def without_addresses(schedule: Schedule) -> Schedule:
    """Return a schedule as it may be printed: addresses are for calendar files only."""
    event = schedule.event
    return replace(schedule, event=replace(event, emails=("",) * len(event.participants)))


def print_data_of(answer: Answer, form: Format, more: Mapping[str, Any] | None = None) -> None:
    """Print an answer as CSV, or as JSON with what else belongs to it."""
    if form is Format.CSV:
        print_frame(answer.to_frame(), form)
    else:
        print_json({**answer.to_dict(), **(more or {})})
