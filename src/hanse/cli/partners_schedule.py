"""``hanse partners schedule``: who meets whom in which slot of an event."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hanse.cli.formats import Format, as_argument
from hanse.cli.observe_input import As, Force
from hanse.cli.partners_event import (
    Asked,
    AsOf,
    Effort,
    Emails,
    Folder,
    Maps,
    Name,
    Out,
    Seed,
    Tables,
    Zone,
    check_effort,
    print_data_of,
    read_asked_event,
    without_addresses,
    write_settings,
)
from hanse.cli.partners_folder import check_out, new_folder, tell_folder, write_plan

if TYPE_CHECKING:
    from hanse.partners.meetings import Schedule

__all__ = ["pairs_said", "reasons_named", "schedule"]

MOST_PAIRS = 40
"""The most meetings that a text lists."""


def schedule(
    folder: Folder,
    name: Name = "",
    zone: Zone = "",
    tables: Tables = None,
    as_of: AsOf = "",
    maps: Maps = [],  # noqa: B006  # typer reads it, nothing writes to it
    effort: Effort = "normal",
    seed: Seed = 0,
    out: Out = None,
    emails: Emails = False,
    force: Force = False,
    form: As = Format.TEXT,
) -> None:
    """Print who meets whom when, how good that is, and who is left out and why."""
    from hanse.partners.meetings import schedule as run

    check_out(out, force=force)
    check_effort(effort)
    asked = Asked(folder, name, zone, tables, maps, as_of).filled()
    found = run(read_asked_event(asked), seed=seed, effort=effort)
    if out is not None:
        with new_folder(out) as new:
            write_plan(found, new, with_emails=emails)
            write_settings(asked, new)
    if form is not Format.TEXT:
        print_data_of(without_addresses(found), form)
        return
    print(reasons_named(str(found), out))
    if said := asked.zone_said():
        print(said)
    print(pairs_said(found, out))
    if out is not None:
        tell_folder(out)
        print("After a cancellation:")
        words = f"{as_argument(folder)} --plan {as_argument(out)} --cancelled FILE"
        print(f"  hanse partners replan {words}")


def reasons_named(text: str, out: Path | None) -> str:
    """Return a schedule as text that says where the reasons of single requests stand."""
    if out is not None:
        return text.replace("in `unmet`", "in unmet.csv")
    return text.replace(", each with its reason in `unmet`", "; --format csv has the reasons")


def pairs_said(found: Schedule, out: Path | None) -> str:
    """Return who meets whom in which slot, or where that stands if it is too long for a text."""
    from hanse.messages import columns_text

    if not found.n_meetings:
        return ""
    if found.n_meetings > MOST_PAIRS:
        return f"Pairs: {'--out DIR or --format csv' if out is None else 'in plan.csv'}."
    event = found.event
    shown = {
        one: one if one == name else f"{one} ({name})"
        for one, name in zip(event.participants, event.names, strict=True)
    }
    rows = [
        [one.slot, shown[one.first], shown[one.second], str(one.table or "")]
        for one in found.meetings
    ]
    header = ["slot", "who", "with", "table"]
    if not any(row[-1] for row in rows):
        header, rows = header[:-1], [row[:-1] for row in rows]
    return "\n" + columns_text(header, rows, left=[0, 1, 2])
