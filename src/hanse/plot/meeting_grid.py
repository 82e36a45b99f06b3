"""The meetings of an event: a row for each participant, a column for each slot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names, plural
from hanse.plot.ink import GRID, QUIET, TEXT, TYPICAL
from hanse.plot.legend_row import Sample, legend_row
from hanse.plot.lettering import shorten, text_width
from hanse.plot.names import slug
from hanse.plot.picture import Picture
from hanse.plot.strokes import hover
from hanse.plot.svg import drawing, element
from hanse.plot.text_block import Line, clamped, one_line, stacked, tall

__all__ = ["MOST_ROWS", "GridMeeting", "meeting_grid"]

MARGIN, NAME_ROOM, ROW, HEAD = 16.0, 170.0, 20.0, 40.0
LEAST_CELL, MOST_CELL, INNER = 46.0, 92.0, 1000.0
MET, AWAY = "#cfe0ee", "#d9dde2"
MOST_ROWS, MOST_SLOTS = 60, 24


class GridMeeting(NamedTuple):
    """One meeting: who is in the row, in which slot, with whom, at which table."""

    participant: str
    slot: str
    other: str
    table: str = ""


def meeting_grid(
    participants: Sequence[str],
    slots: Sequence[str],
    meetings: Sequence[GridMeeting],
    *,
    title: str,
    away: Mapping[str, Sequence[str]] | None = None,
    note: str = "",
    name: str = "",
) -> Picture:
    """Draw who meets whom in which slot.

    Parameters
    ----------
    participants : sequence of str
        Rows; the first 60 are drawn, the rest are counted.
    slots : sequence of str
        Columns in order of time, 1 to 24.
    meetings : sequence of GridMeeting
        At most one for each participant and slot.
    title, note : str
        Above and below.
    away : mapping of str to sequence of str, optional
        Slots in which a participant is not available, grey.
    name : str
        Name of the figure's file; made from the title where it is empty.

    Returns
    -------
    Picture
        As wide as its slots need. A participant without a meeting has an empty row and is named in
        the words.

    Raises
    ------
    InputError
        If there is no participant or slot, more than 24 slots, a name stands twice, a meeting names
        nobody or no slot, or two meetings share a cell.

    Examples
    --------
    >>> meeting_grid(["A", "B"], ["09:00"], [GridMeeting("A", "09:00", "X")], title="Day").alt
    'Day: 1 meeting of 2 participants in 1 slot. A: 09:00 X. Without a meeting: B.'
    """
    rows, cells = _checked(participants, slots, meetings)
    gone = _away(away or {}, rows, slots)
    shown = rows[:MOST_ROWS]
    cell = min(MOST_CELL, max(LEAST_CELL, (INNER - NAME_ROOM) / len(slots)))
    width = max(2 * MARGIN + NAME_ROOM + cell * len(slots), 520.0)
    title = one_line(title)
    titles = clamped(title, width=width - 2 * MARGIN, size=15, most=3, is_bold=True)
    parts = stacked(titles, MARGIN, 14 + tall(titles) / 2)
    key, y = legend_row(_samples(bool(gone)), MARGIN, 22 + tall(titles), width=width - 2 * MARGIN)
    parts += [*key, *_heads(slots, cell, y)]
    top = y + HEAD
    for at, who in enumerate(shown):
        parts += _row(who, slots, cells, gone.get(who, set()), cell, top + at * ROW)
    y = top + ROW * len(shown) + 10
    left = [f"Not drawn: {plural(len(rows) - len(shown), 'participant')}."]
    for words in ([one_line(note)] if note else []) + (left if len(rows) > len(shown) else []):
        foot = clamped(words, width=width - 2 * MARGIN, size=11, most=4)
        parts += stacked(foot, MARGIN, y + tall(foot) / 2, fill=QUIET)
        y += tall(foot) + 3
    alt = _alt(title, rows, slots, cells)
    svg = drawing(parts, width=width, height=y + 8, title=title, alt=alt)
    return Picture(name=name or f"meetings-{slug(title)}", title=title, alt=alt, svg=svg)


Cells = dict[tuple[str, str], GridMeeting]


def _checked(
    participants: Sequence[str], slots: Sequence[str], meetings: Sequence[GridMeeting]
) -> tuple[list[str], Cells]:
    """Return rows and cells, refused where they do not fit."""
    where = "grid of meetings"
    rows = [one_line(one) for one in participants]
    if not rows or not 1 <= len(slots) <= MOST_SLOTS:
        raise InputError(
            f"{plural(len(rows), 'participant')}, {plural(len(slots), 'slot')}",
            where=where,
            mend=f"Give at least one participant and 1 to {MOST_SLOTS} slots.",
        )
    for what, names in (("participants", rows), ("slots", list(slots))):
        twice = [one for one in dict.fromkeys(names) if names.count(one) > 1]
        if twice:
            raise InputError(f"two {what} are called {join_names(twice)}", where=where)
    cells: Cells = {}
    for one in meetings:
        who = one_line(one.participant)
        if who not in rows:
            raise unknown_name("participant", who, rows, where=where)
        if one.slot not in slots:
            raise unknown_name("slot", one.slot, slots, where=where)
        if (who, one.slot) in cells:
            raise InputError(f"{who} has two meetings at {one.slot}", where=where)
        cells[who, one.slot] = one._replace(other=one_line(one.other))
    return rows, cells


def _away(
    away: Mapping[str, Sequence[str]], rows: Sequence[str], slots: Sequence[str]
) -> dict[str, set[str]]:
    """Return the slots in which each participant is not there."""
    known = {one_line(who): set(found) & set(slots) for who, found in away.items()}
    return {who: found for who, found in known.items() if who in rows and found}


def _heads(slots: Sequence[str], cell: float, y: float) -> list[str]:
    """Return the names of the slots, in two lines where they are long."""
    parts: list[str] = []
    for at, one in enumerate(slots):
        lines = clamped(one, width=cell - 4, size=10, most=2, is_bold=True)
        x = MARGIN + NAME_ROOM + cell * (at + 0.5)
        parts += stacked(lines, x, y + HEAD - 6 - tall(lines) / 2, anchor="middle")
    return parts


def _row(
    who: str, slots: Sequence[str], cells: Cells, gone: set[str], cell: float, y: float
) -> list[str]:
    """Return the name of a participant and its cells."""
    words = shorten(who, width=NAME_ROOM - 10, size=10.5)
    parts = stacked([Line(words, 10.5)], MARGIN, y + ROW / 2, fill=TEXT)
    for at, slot in enumerate(slots):
        x = MARGIN + NAME_ROOM + cell * at
        found = cells.get((who, slot))
        fill = MET if found else AWAY if slot in gone else "#ffffff"
        look: dict[str, str | float] = {"fill": fill, "stroke": GRID}
        box = element("rect", x=x + 1, y=y + 1, width=cell - 2, height=ROW - 2, **look)
        if found is None:
            parts.append(box)
            continue
        said = f"{who}, {slot}: {found.other}" + (f", table {found.table}" if found.table else "")
        label = found.other
        if text_width(label, size=9) > cell - 6:
            label = shorten(label, width=cell - 6, size=9)
        inside = stacked([Line(label, 9)], x + cell / 2, y + ROW / 2, anchor="middle", fill=TYPICAL)
        parts.append(hover(said, box, *inside))
    return parts


def _samples(has_gone: bool) -> list[Sample]:
    """Return the key."""
    kinds = [(MET, "meeting, with whom"), ("#ffffff", "free")]
    kinds += [(AWAY, "not available")] if has_gone else []
    return [
        Sample(
            lambda x, y, fill=fill: [  # type: ignore[misc]
                element("rect", x=x, y=y - 7, width=20, height=14, fill=fill, stroke=GRID)
            ],
            20,
            words,
        )
        for fill, words in kinds
    ]


def _alt(title: str, rows: Sequence[str], slots: Sequence[str], cells: Cells) -> str:
    """Return the meetings in words, person by person."""
    said = [
        f"{title}: {plural(len(cells), 'meeting')} of {plural(len(rows), 'participant')} in "
        f"{plural(len(slots), 'slot')}."
    ]
    met = []
    for who in rows:
        own = [f"{slot} {cells[who, slot].other}" for slot in slots if (who, slot) in cells]
        if own:
            met.append(who)
            said.append(f"{who}: {', '.join(own)}.")
    none = [who for who in rows if who not in met]
    return " ".join([*said, f"Without a meeting: {join_names(none)}."] if none else said)
