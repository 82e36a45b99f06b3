"""``hanse partners replan``: mend a plan after cancellations, moving the fewest meetings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hanse.cli.formats import Format
from hanse.cli.observe_input import As, Force
from hanse.cli.partners_cancelled import CANCELLED, Cancelled, cancelled_of, write_cancelled
from hanse.cli.partners_confirmed import confirmed, history, with_history
from hanse.cli.partners_event import (
    SETTINGS,
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
from hanse.errors import InputError

if TYPE_CHECKING:
    from hanse.partners.meetings import Event, Replan

__all__ = ["replan"]

PLAN = "plan.csv"

CancelledFile = Annotated[
    Path | None,
    typer.Option(
        "--cancelled", metavar="FILE", help="Columns participant and slots; else as in hanse.toml."
    ),
]
Plan = Annotated[
    Path | None,
    typer.Option("--plan", metavar="FILE", help="The earlier plan; else plan.csv in FOLDER."),
]
Lost = Annotated[
    list[str], typer.Option("--lost", metavar="SLOT", help="A slot that falls; repeat it.")
]


def replan(
    folder: Folder,
    cancelled: CancelledFile = None,
    plan: Plan = None,
    lost: Lost = [],  # noqa: B006  # typer reads it, nothing writes to it
    name: Name = "",
    zone: Zone = "",
    tables: Tables = None,
    as_of: AsOf = "",
    maps: Maps = [],  # noqa: B006
    effort: Effort = "normal",
    seed: Seed = 0,
    out: Out = None,
    emails: Emails = False,
    force: Force = False,
    form: As = Format.TEXT,
) -> None:
    """Print which meetings stay, move and fall after a cancellation, and whom to tell."""
    check_out(out, force=force)
    check_effort(effort)
    earlier = _plan_of(folder, plan)
    asked = Asked(folder, name, zone, tables, maps, as_of).filled(earlier.with_name(SETTINGS))
    event = read_asked_event(asked, plan=earlier)
    if cancelled is None and asked.stated.cancelled:
        cancelled = asked.folder / asked.stated.cancelled
    gone, known = cancelled_of(event, cancelled, lost, earlier)
    found = _mended(event, earlier, gone, seed, effort)
    if out is not None:
        with new_folder(out) as new:
            write_plan(found.after, new, with_emails=emails, change=found)
            write_cancelled(gone, new)
            write_settings(asked, new)
    if form is not Format.TEXT:
        _print_data(found, form)
        return
    said = asked.zone_said()
    print("\n".join([_text(found), *_earlier_said(known), *([said] if said else []), *event.notes]))
    if out is not None:
        tell_folder(out)


def _mended(event: Event, plan: Path, gone: Cancelled, seed: int, effort: str) -> Replan:
    """Return the plan as it is after the cancellations."""
    from hanse.partners.meetings import replan as run

    before, others = confirmed(event, plan)
    found = run(
        before,
        participants=gone.wholly,
        absent=gone.absent,
        slots=gone.lost,
        requests=others or None,
        seed=seed,
        effort=effort,
    )
    return replace(found, after=with_history(found.after, history(plan)))


def _text(found: Replan) -> str:
    """Return what changes as text, with everyone who has to be told or has no meeting now."""
    from hanse.messages import columns_text, join_names

    names = found.told
    said = str(found).replace(join_names(names), join_names(names, most=len(names) + 1))
    head, _, rest = said.partition("\n")
    frame = found.to_frame()
    rows = [
        [*(str(cell) for cell in row[:5]), str(row[5] or ""), str(row[6])]
        for row in frame[frame["change"] != "kept"].itertuples(index=False)
    ]
    header = ["", "first", "second", "slot before", "slot now", "table", "why"]
    table = [columns_text(header, rows, left=[0, 1, 2, 3, 4, 6])] if rows else []
    below = rest[rest.rfind("\nValue ") + 1 :]  # the text of the library has its own table above
    return "\n".join([head, *table, below, _without_said(found)])


def _without_said(found: Replan) -> str:
    """Return who had a meeting and has none now, and who has none as before."""
    from hanse.messages import join_names, plural

    gone = set(found.cancelled)
    without = [one for one in found.after.without if one not in gone]
    now = [one for one in without if one not in found.before.without]
    if now:
        reasons = [f"{one} ({found.after.without[one]})" for one in now]
        said = f"Now without a meeting: {join_names(reasons, most=len(reasons))}."
    else:
        said = "Nobody else is now without a meeting." if gone else "Nobody lost the only meeting."
    more = len(without) - len(now)
    return said + (f" As before: {plural(more, 'participant')}." if more else "")


def _earlier_said(known: Cancelled) -> Iterator[str]:
    """Yield who had cancelled when the earlier plan was made."""
    from hanse.messages import join_names

    some = [f"{one} ({'; '.join(slots)})" for one, slots in known.absent.items()]
    if known:
        names = join_names([*known.wholly, *some, *known.lost])
        yield f"Cancelled earlier, by {CANCELLED} beside the plan: {names}."


def _print_data(found: Replan, form: Format) -> None:
    """Print what changes as CSV, or both plans as JSON, without addresses."""
    before, after = without_addresses(found.before), without_addresses(found.after)
    told = {"told": list(found.told)}
    print_data_of(replace(found, before=before, after=after), form, told)


def _plan_of(folder: Path, plan: Path | None) -> Path:
    """Return the file of the earlier plan."""
    if plan is not None:
        return plan / PLAN if plan.is_dir() else plan
    path = folder / PLAN
    if not path.exists():
        mend = "Make one with: hanse partners schedule FOLDER --out DIR, and name it with --plan."
        raise InputError("there is no plan", where=str(path), mend=mend)
    return path
