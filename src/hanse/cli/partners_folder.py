"""The folder of a plan: meetings, who has none, a file and a calendar a person, a picture."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from hanse.errors import InputError

if TYPE_CHECKING:
    from hanse.partners.meetings import Replan, Schedule
    from hanse.plot import Picture

__all__ = ["OURS", "check_out", "grids", "new_folder", "tell_folder", "write_plan"]

OURS = (
    *("event.toml", "plan.csv", "unmet.csv", "left-out.csv", "cancelled.csv", "called-off.csv"),
    *("changes.csv", "meetings*.svg", "people/*.csv", "calendars/*.ics"),
)
"""What a plan's folder holds."""
SLOTS = 24
"""The most that one picture has."""


def check_out(out: Path | None, *, force: bool) -> None:
    """Refuse a folder that cannot be made, or that holds what must not be lost.

    Raises
    ------
    InputError
        If it is a file, its parent is missing, something is in it and may not be replaced, or
        something in it is none of a plan.
    """
    if out is None:
        return
    where = str(out)
    if out.exists() and not out.is_dir():
        raise InputError("is a file, not a folder", where=where, mend="Name a folder with --out.")
    if not out.resolve().parent.is_dir():
        what = f"there is no folder '{out.parent}'"
        raise InputError(what, where=where, mend="Make the folder first.")
    if not out.is_dir() or not any(out.iterdir()):
        return
    foreign = [name for name in _files(out) if not any(fnmatchcase(name, one) for one in OURS)]
    if foreign:
        what = f"holds '{foreign[0]}', which is no part of a plan"
        raise InputError(what, where=where, mend="Name another folder, such as a new one.")
    if not force:
        mend = "Name another folder, or add --force."
        raise InputError("is there already", where=where, mend=mend)


def _files(folder: Path) -> list[str]:
    """Return the files of a folder by their names in it."""
    found = (one for one in folder.rglob("*") if not one.is_dir())
    return sorted(one.relative_to(folder).as_posix() for one in found)


@contextmanager
def new_folder(out: Path) -> Iterator[Path]:
    """Yield an empty folder that takes the place of ``out`` when the block ends without an error.

    An earlier plan stays whole until then, and is put back if the move fails.
    """
    target = out.resolve()
    try:
        beside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as error:
        raise _unwritable(out, error) from error
    new, old = beside / "new", beside / "old"
    try:
        new.mkdir()
        yield new
        try:
            if target.exists():
                os.replace(target, old)
            os.replace(new, target)
        except OSError as error:
            raise _unwritable(out, error) from error
    finally:
        if old.exists() and not target.exists():
            os.replace(old, target)
        shutil.rmtree(beside, ignore_errors=True)


def _unwritable(out: Path, error: OSError) -> InputError:
    """Return the error for a folder that cannot be written."""
    mend = "Close what is open in it, and see that you may write there."
    return InputError(f"cannot be written: {error.strerror or error}", where=str(out), mend=mend)


def write_plan(
    schedule: Schedule, folder: Path, *, with_emails: bool = False, change: Replan | None = None
) -> None:
    """Write everything that a plan is handed out as into an empty folder."""
    from hanse.partners.meetings import calendars, plan_of
    from hanse.partners.meetings.calendars import file_names
    from hanse.tables import write_csv, write_text

    event = schedule.event
    _write_meetings(schedule, folder)
    _write_called_off(schedule, folder)
    write_csv(folder / "unmet.csv", ["from", "to", "value", "reason"], schedule.unmet)
    shown = dict(zip(event.participants, event.names, strict=True))
    left = [[one, shown[one], why] for one, why in schedule.without.items()]
    write_csv(folder / "left-out.csv", ["participant", "name", "reason"], left)
    (folder / "people").mkdir()
    for one, name in zip(event.participants, file_names(event.participants), strict=True):
        frame = plan_of(schedule, one).to_frame()
        if len(frame):
            rows = frame.itertuples(index=False)
            write_csv(folder / "people" / f"{name}.csv", list(frame.columns), list(rows))
    calendars(schedule, folder / "calendars", with_emails=with_emails)
    if change is not None:
        frame = change.to_frame()
        rows = frame.itertuples(index=False)
        write_csv(folder / "changes.csv", list(frame.columns), list(rows))
    for picture in grids(schedule):
        write_text(folder / f"{picture.name}.svg", picture.svg)


def _write_meetings(schedule: Schedule, folder: Path) -> None:
    """Write the meetings so that `hanse partners replan` reads them again."""
    from hanse.tables import write_csv

    event, frame = schedule.event, schedule.to_frame()
    shown = dict(zip(event.participants, event.names, strict=True))
    changed = _changed(schedule)
    header = ["from", "to", "slot", "table", "start", "end", "place", "name_of_from", "name_of_to"]
    rows = [
        [
            *(one.first, one.second, one.slot, one.table or "", one.start, one.end, one.place),
            *(shown[one.first], shown[one.second], one.value, changed[one.first, one.second]),
        ]
        for one in frame.itertuples()
        if one.slot
    ]
    write_csv(folder / "plan.csv", [*header, "value", "changed"], rows)


def _write_called_off(schedule: Schedule, folder: Path) -> None:
    """Write the meetings that were told and then called off, where there are any."""
    from hanse.tables import write_csv

    event = schedule.event
    off = [r for r, slot in enumerate(schedule.was_slot.tolist()) if slot >= 0]
    if not off:
        return
    rows = [
        [
            event.participants[event.first[r]],
            event.participants[event.second[r]],
            event.slots[schedule.was_slot[r]],
            int(schedule.was_table[r]) or "",
            int(schedule.sequence[r]),
        ]
        for r in off
    ]
    write_csv(folder / "called-off.csv", ["from", "to", "slot", "table", "changed"], rows)


def _changed(schedule: Schedule) -> dict[tuple[str, str], int]:
    """Return how often each meeting was changed after it was first told."""
    event, names = schedule.event, schedule.event.participants
    ends = zip(event.first.tolist(), event.second.tolist(), strict=True)
    pairs = [(names[i], names[j]) for i, j in ends]
    return dict(zip(pairs, schedule.sequence.tolist(), strict=True))


def grids(schedule: Schedule) -> list[Picture]:
    """Return the meetings as pictures, each of at most 24 slots; none without a participant."""
    from hanse.plot import GridMeeting, meeting_grid

    event, made = schedule.event, []
    shown = event.names if len(set(event.names)) == len(event.names) else event.participants
    called = dict(zip(event.participants, shown, strict=True))
    away = {
        called[one]: [event.slots[s] for s in (~event.available[i]).nonzero()[0].tolist()]
        for i, one in enumerate(event.participants)
    }
    met = [
        GridMeeting(called[a], one.slot, called[b], str(one.table or ""))
        for one in schedule.meetings
        for a, b in ((one.first, one.second), (one.second, one.first))
    ]
    for number, start in enumerate(range(0, len(event.slots), SLOTS), start=1):
        slots = event.slots[start : start + SLOTS]
        here = [one for one in met if one.slot in slots]
        name = "meetings" if number == 1 else f"meetings-{number}"
        if shown:
            picture = meeting_grid(shown, slots, here, title=event.name, away=away, name=name)
            made.append(picture)
    return made


def tell_folder(out: Path) -> None:
    """Say below a text what was written."""
    names = sorted(one.name for one in out.iterdir() if one.is_file())
    counts = [f"{one} ({len(list((out / one).iterdir()))})" for one in ("people", "calendars")]
    print(f"\nWrote {out}: {', '.join([*names, *counts])}")
