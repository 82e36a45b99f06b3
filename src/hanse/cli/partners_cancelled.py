"""Who cancelled, wholly or in some slots, and which slots fall for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hanse.cli.observe_input import check_file
from hanse.errors import InputError, unknown_name

if TYPE_CHECKING:
    from hanse.partners.meetings import Event

__all__ = ["CANCELLED", "Cancelled", "cancelled_of", "write_cancelled"]

CANCELLED = "cancelled.csv"


class Cancelled(NamedTuple):
    """Who cancelled wholly, who in which slots, and which slots fall for all."""

    wholly: tuple[str, ...]
    absent: Mapping[str, tuple[str, ...]]
    lost: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.wholly or self.absent or self.lost)


def cancelled_of(
    event: Event, path: Path | None, lost: Sequence[str], plan: Path
) -> tuple[Cancelled, Cancelled]:
    """Return all cancellations, and those of them that stand beside the earlier plan.

    Raises
    ------
    InputError
        If nothing is cancelled, or a participant or a slot is not known, with the nearest.
    """
    for slot in lost:
        if slot not in event.slots:
            raise unknown_name("slot", slot, event.slots, where="--lost")
    beside = plan.with_name(CANCELLED)
    none = Cancelled((), {}, ())
    earlier = _read(beside, event) if beside.exists() else none
    now = none
    if path is not None:
        check_file(path)
        now = _read(path, event)
    now = now._replace(lost=(*now.lost, *lost))
    if not (now or earlier):
        mend = "Name who cancelled with --cancelled FILE, or a slot with --lost."
        raise InputError("nothing is cancelled", where="partners replan", mend=mend)
    return _joined(earlier, now), earlier


def _joined(one: Cancelled, other: Cancelled) -> Cancelled:
    """Return the cancellations of both."""
    wholly = tuple(dict.fromkeys([*one.wholly, *other.wholly]))
    names = dict.fromkeys([*one.absent, *other.absent])
    absent = {
        name: tuple(dict.fromkeys([*one.absent.get(name, ()), *other.absent.get(name, ())]))
        for name in names
        if name not in wholly
    }
    return Cancelled(wholly, absent, tuple(dict.fromkeys([*one.lost, *other.lost])))


def _read(path: Path, event: Event) -> Cancelled:
    """Read a file of cancellations; reasons, if it has any, are not read: they are personal."""
    from hanse.partners.search.tags import parted
    from hanse.tables.mapping import Field, Schema, read_mapped
    from hanse.tables.mapping.problems import SHOWN, Problems

    fields = (Field("participant", "text", needed=True), Field("slots", "text"))
    read = read_mapped(path, Schema("cancelled", fields))
    problems, frame = Problems(read.table.file), read.to_frame()
    cells = frame.get("slots", [""] * read.table.n)
    wholly: list[str] = []
    absent: dict[str, tuple[str, ...]] = {}
    lost: list[str] = []
    for line, one, cell in zip(read.table.lines.tolist(), frame["participant"], cells, strict=True):
        at, slots = f"row {line}", parted(cell)
        if one and one not in event.participants:
            problems.unknown("participant", one, event.participants, at=at)
        for slot in slots:
            if slot not in event.slots:
                problems.unknown("slot", slot, event.slots, at=at)
        if not (one or slots):
            problems.add("neither a participant nor a slot", at=at, mend="Take the row out.")
        elif not one:
            lost += slots
        elif slots:
            absent[one] = (*absent.get(one, ()), *slots)
        else:
            wholly.append(one)
    problems.tell(most=SHOWN)
    return _joined(Cancelled(tuple(wholly), absent, tuple(lost)), Cancelled((), {}, ()))


def write_cancelled(cancelled: Cancelled, folder: Path) -> None:
    """Write all cancellations, so that the next mending of the plan knows them, too."""
    from hanse.tables import write_csv

    rows = [[one, ""] for one in cancelled.wholly]
    rows += [[one, "; ".join(slots)] for one, slots in cancelled.absent.items()]
    rows += [["", slot] for slot in cancelled.lost]
    write_csv(folder / CANCELLED, ["participant", "slots"], rows)
