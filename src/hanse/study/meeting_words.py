"""The meetings of an event: tables for the report, a plan for each person, calendar files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from hanse.messages import join_names, message, plural
from hanse.partners.meetings import Schedule, calendar, plan_of
from hanse.partners.meetings.calendars import file_names
from hanse.plot import GridMeeting, Picture, meeting_grid
from hanse.plot.meeting_grid import MOST_SLOTS
from hanse.report import Block, Details, Heading, Paragraph, Table, TableColumn, literal
from hanse.study.partner_run import PartnerRun

__all__ = ["calendar_files", "grid_picture", "meeting_blocks"]


def meeting_blocks(found: PartnerRun) -> Iterator[Block]:
    """Yield how good the plan is, what changed, what was not met and why, and each own plan."""
    plan = found.final
    if plan is None or found.plan is None:
        return
    first = found.plan
    yield Heading(2, f"Meetings: {plan.event.name}")
    yield Paragraph(
        message(
            "The values of the requests that are met add up to {value:,.0f}; no plan can pass "
            "{bound:,.0f}, which leaves a gap of {gap:.2f} %. {method}. {cost}",
            value=first.value,
            bound=first.bound,
            gap=first.gap,
            method=literal(first.method.rstrip(".")),
            cost=(
                f"{first.floor_cost:,.0f} of value is given up so that as many as possible meet "
                "somebody."
                if first.floor_cost > 0
                else ""
            ),
        )
    )
    if plan.event.set_aside:
        n = len(plan.event.set_aside)
        yield Paragraph(f"{plural(n, 'request')} not scheduled: refused, or still open.")
    yield from _changes(found)
    yield from _unmet(found, plan)
    plans = tuple(_person(plan, who) for who in plan.event.participants)
    yield Details("The plan of each participant", plans)


def _changes(found: PartnerRun) -> Iterator[Block]:
    """Yield what cancellations changed."""
    mended = found.mended
    if mended is None:
        return
    event = mended.after.event
    names = dict(zip(event.participants, event.names, strict=True))

    def called(who: str) -> str:
        return names.get(who) or who

    rows: list[tuple[str, str, str, str]] = []
    for one in (*mended.moved, *mended.reseated):
        to = one.to_slot if one.from_slot != one.to_slot else f"table {one.to_table}"
        rows.append((called(one.first), called(one.second), one.from_slot, to))
    for a, b, slot, why in mended.dropped:
        rows.append((called(a), called(b), slot, f"falls: {found.named(why)}"))
    for new in mended.new:
        rows.append((called(new.first), called(new.second), "–", f"new: {new.slot}"))
    heads = tuple(TableColumn(name, align="left") for name in ("who", "with", "before", "now"))
    proof = "proven" if mended.is_fewest else "not proven"
    note = (
        f"That no more confirmed meetings can stay, nor fewer move, is {proof}. Value "
        f"{mended.after.value:,.0f}, bound {mended.after.bound:,.0f}, gap {mended.after.gap:.2f} %."
    )
    yield Table("What the cancellations change", heads, tuple(rows), note)
    told = join_names([called(one) for one in mended.told], most=60)
    yield Paragraph(message("To be told: {names}.", names=literal(told or "nobody")))


def _unmet(found: PartnerRun, plan: Schedule) -> Iterator[Block]:
    """Yield the agreed requests that are not met, with the reasons."""
    if not plan.unmet:
        yield Paragraph("Every agreed request has a meeting.")
        return
    names = dict(zip(plan.event.participants, plan.event.names, strict=True))
    heads = (
        TableColumn("who", align="left"),
        TableColumn("with", align="left"),
        TableColumn("value", digits=0),
        TableColumn("why not", align="left"),
    )
    rows = tuple(
        (names.get(a) or a, names.get(b) or b, value, found.named(why))
        for a, b, value, why in plan.unmet
    )
    table = Table("Agreed requests without a meeting", heads, rows)
    yield Details(f"{plural(len(rows), 'agreed request')} without a meeting, and why", (table,))


def _person(plan: Schedule, who: str) -> Table:
    """Return the plan of one participant in local time."""
    own = plan_of(plan, who)
    names = dict(zip(plan.event.participants, plan.event.names, strict=True))
    heads = (
        TableColumn("day", align="left"),
        TableColumn("time", align="left"),
        TableColumn("with", align="left"),
        TableColumn("place", align="left"),
        TableColumn("table", align="left"),
    )
    rows = tuple(
        (start[:10], f"{start[11:16]}–{end[11:16]}", other, place, str(table or "–"))
        for start, end, other, place, table in zip(
            own.starts, own.ends, own.others, own.places, own.tables, strict=True
        )
    )
    note = f"Times of {own.zone}." if rows else "No meeting."
    return Table(names.get(who) or who, heads, rows, note)


def grid_picture(plan: Schedule, *, is_mended: bool = False) -> Picture | None:
    """Return who meets whom in which slot, None where there are too many slots to be read."""
    event = plan.event
    if not 1 <= len(event.slots) <= MOST_SLOTS or not event.participants:
        return None
    sides = list(dict.fromkeys(event.sides))
    first = [at for at, side in enumerate(event.sides) if side == sides[0]]
    rows = first if len(sides) > 1 else list(range(len(event.participants)))
    names = _unique(event.participants, event.names)
    place = {one: at for at, one in enumerate(event.participants)}
    slots = dict(zip(event.slots, _slot_words(plan), strict=True))
    meetings, chosen = [], set(rows)
    for one in plan.meetings:
        for who, other in ((one.first, one.second), (one.second, one.first)):
            if place[who] in chosen:
                ends = names[place[who]], slots[one.slot], names[place[other]]
                meetings.append(GridMeeting(*ends, str(one.table or "")))
    away = {
        names[at]: [slots[slot] for k, slot in enumerate(event.slots) if not event.available[at, k]]
        for at in rows
    }
    state = ", after cancellations" if is_mended else ""
    rest = f" Rows are the side '{sides[0]}'." if len(rows) < len(event.participants) else ""
    return meeting_grid(
        [names[at] for at in rows],
        list(slots.values()),
        meetings,
        title=f"{event.name}: who meets whom{state}",
        away=away,
        note=f"Times of {event.zone}.{rest} Everybody's plan: in the report and in calendars/.",
        name="meetings",
    )


def _slot_words(plan: Schedule) -> list[str]:
    """Return the slots as columns are called: with the time where their name does not tell it."""
    event = plan.event
    zone = ZoneInfo(event.zone)
    found = []
    for slot, start in zip(event.slots, event.starts.tolist(), strict=True):
        time = datetime.fromtimestamp(start, tz=zone).strftime("%H:%M")
        found.append(slot if time in slot else f"{slot} {time}")
    return found


def _unique(ids: tuple[str, ...], names: tuple[str, ...]) -> list[str]:
    """Return names that no two share."""
    shown = [name or one for one, name in zip(ids, names, strict=True)]
    return [
        f"{name} ({one})" if shown.count(name) > 1 else name
        for one, name in zip(ids, shown, strict=True)
    ]


def calendar_files(plan: Schedule) -> dict[str, str]:
    """Return the calendar of each participant with a meeting, or one that was called off.

    Returns
    -------
    dict of str to str
        Path within the results → text.
    """
    found = {}
    called = zip(plan.event.participants, file_names(plan.event.participants), strict=True)
    for who, name in called:
        text = calendar(plan, who)
        if "BEGIN:VEVENT" in text:
            found[f"calendars/{name}.ics"] = text
    return found
