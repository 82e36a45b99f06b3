"""``hanse partners schedule``: who meets whom in which slot of an event."""

from __future__ import annotations

from pathlib import Path

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

__all__ = ["reasons_named", "schedule"]


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
