"""A whole network with the roles of its actors: the better connected, the nearer the middle."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names, plural
from hanse.plot.actor_marks import SIDES, actor_mark, side_samples
from hanse.plot.ink import GRID, LINE, QUIET, TEXT
from hanse.plot.labels import Box, place_labels
from hanse.plot.legend_row import Sample, legend_row
from hanse.plot.lettering import shorten, text_width
from hanse.plot.names import slug
from hanse.plot.picture import Picture
from hanse.plot.strokes import HALO, line
from hanse.plot.svg import drawing, element, text
from hanse.plot.text_block import Line, clamped, one_line, stacked, tall

__all__ = ["Member", "role_network"]

WIDTH, MARGIN, RADIUS, SIDE_ROOM = 900.0, 16.0, 320.0, 34.0
GOLDEN = (math.sqrt(5) - 1) / 2
LEAST_SECTOR = 0.05  # of the circle
NAMED = 14
OF_EACH = 16  # actors of a side that are drawn before others with more ties
SIZE = 11.0
MOST_MEMBERS = 160


class Member(NamedTuple):
    """One actor.

    Attributes
    ----------
    name : str
        What it is called.
    side : str
        One of `hanse.plot.actor_marks.SIDES`.
    is_named : bool
        Whether its name is written, as that of a broker.
    words : str
        Shown where the pointer rests.
    """

    name: str
    side: str
    is_named: bool = False
    words: str = ""


def role_network(
    members: Sequence[Member],
    ties: Sequence[tuple[str, str]],
    *,
    title: str,
    note: str = "",
    most: int = MOST_MEMBERS,
    name: str = "",
) -> Picture:
    """Draw a network as a disc with one sector for each side.

    The distance from the middle is the rank by number of ties, so that the best connected stand in
    the middle; ties of named actors are dark, others faint. Nothing is moved by chance: the same
    input gives the same picture.

    Parameters
    ----------
    members : sequence of Member
        All actors; those with the most ties are drawn, named ones always.
    ties : sequence of (str, str)
        Pairs of names.
    title, note : str
        Above and below.
    most : int
        How many actors are drawn, 1 to 160.
    name : str
        Name of the figure's file; made from the title where it is empty.

    Returns
    -------
    Picture
        900 wide.

    Raises
    ------
    InputError
        If there is nobody, two have one name, a tie names nobody or one actor twice, or ``most`` is
        out of range.

    Examples
    --------
    >>> role_network([Member("A", "firm", True), Member("B", "abroad")], [("A", "B")],
    ...              title="North").alt
    'North: 2 actors and 1 tie. firm 1; abroad 1. Named: A (1 tie).'
    """
    read, pairs = _checked(members, ties, most)
    degree = _degrees(len(read), pairs)
    shown = _chosen(read, degree, most)
    title = one_line(title)
    titles = clamped(title, width=WIDTH - 2 * MARGIN, size=15, most=3, is_bold=True)
    parts = stacked(titles, MARGIN, 14 + tall(titles) / 2)
    samples = [*side_samples([read[at].side for at in shown]), *_line_samples()]
    key, y = legend_row(samples, MARGIN, 22 + tall(titles), width=WIDTH - 2 * MARGIN)
    middle = (WIDTH / 2, y + SIDE_ROOM + RADIUS)
    places = _places([read[at].side for at in shown], middle)
    where = dict(zip(shown, places, strict=True))
    parts += [*key, *_sectors([read[at].side for at in shown], middle)]
    parts += _lines(read, pairs, where)
    for at in reversed(shown):
        one, radius = read[at], 3.2 + 1.1 * math.sqrt(degree[at]) ** 0.9
        words = f"{one.name} ({one.side}): {plural(degree[at], 'tie')}. {one.words}".strip()
        parts.append(actor_mark(one.side, *where[at], min(radius, 13.0), words=words))
    parts += _names([read[at] for at in shown], places, middle)
    y = middle[1] + RADIUS + SIDE_ROOM
    for words in _notes(note, len(shown), len(read)):
        foot = clamped(words, width=WIDTH - 2 * MARGIN, size=11, most=4)
        parts += stacked(foot, MARGIN, y + tall(foot) / 2, fill=QUIET)
        y += tall(foot) + 3
    alt = _alt(title, read, degree, len(pairs))
    svg = drawing(parts, width=WIDTH, height=y + 10, title=title, alt=alt)
    return Picture(name=name or f"network-{slug(title)}", title=title, alt=alt, svg=svg)


def _checked(
    members: Sequence[Member], ties: Sequence[tuple[str, str]], most: int
) -> tuple[list[Member], list[tuple[int, int]]]:
    """Return actors with clean words and ties by place, refused where they do not fit."""
    where = "network"
    if not members:
        raise InputError("there are no actors", where=where, mend="Give at least one.")
    if not 1 <= most <= MOST_MEMBERS:
        raise InputError(f"most is {most}", where=where, mend=f"Give 1 to {MOST_MEMBERS}.")
    read = [one._replace(name=one_line(one.name), words=one_line(one.words)) for one in members]
    place: dict[str, int] = {}
    for at, one in enumerate(read):
        if one.name in place:
            raise InputError(f"there are two actors '{one.name}'", where=where)
        place[one.name] = at
    pairs = set()
    for pair in ties:
        ends = [one_line(end) for end in pair]
        for end in ends:
            if end not in place:
                raise unknown_name("actor", end, place, where=f"{where}, ties")
        if ends[0] == ends[1]:
            raise InputError(f"'{ends[0]}' is tied with itself", where=f"{where}, ties")
        a, b = sorted(place[end] for end in ends)
        pairs.add((a, b))
    return read, sorted(pairs)


def _degrees(n: int, pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Return the number of ties of each actor."""
    found = [0] * n
    for pair in pairs:
        for at in pair:
            found[at] += 1
    return found


def _chosen(read: Sequence[Member], degree: Sequence[int], most: int) -> list[int]:
    """Return who is drawn, by number of ties: the named, the first of each side, then the rest."""
    order = sorted(range(len(read)), key=lambda at: (-degree[at], at))
    seen: dict[str, int] = {}
    first = {}
    for at in order:
        seen[read[at].side] = seen.get(read[at].side, 0) + 1
        first[at] = 0 if read[at].is_named else 1 if seen[read[at].side] <= OF_EACH else 2
    kept = sorted(order, key=lambda at: first[at])[:most]
    return sorted(kept, key=lambda at: (-degree[at], at))


def _arcs(sides: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Return the sector of each side as shares of the circle, as wide as it has actors."""
    known = [one for one in SIDES if one in sides] + sorted(set(sides) - set(SIDES))
    widths = [max(LEAST_SECTOR, sides.count(one) / len(sides)) for one in known]
    total = sum(widths)
    ends = list(accumulate(wide / total for wide in widths))
    return dict(zip(known, zip([0.0, *ends[:-1]], ends, strict=True), strict=True))


def _places(sides: Sequence[str], middle: tuple[float, float]) -> list[tuple[float, float]]:
    """Return the place of each actor, the best connected first and nearest the middle."""
    arcs, n = _arcs(sides), len(sides)
    seen: dict[str, int] = {}
    found = []
    for rank, side in enumerate(sides):
        low, high = arcs[side]
        step = seen[side] = seen.get(side, 0) + 1
        share = 0.06 + 0.88 * ((step * GOLDEN) % 1.0)
        angle = 2 * math.pi * (low + (high - low) * share) - math.pi / 2
        away = RADIUS * (0.1 + 0.87 * math.sqrt((rank + 0.5) / n)) if n > 1 else 0.0
        found.append((middle[0] + away * math.cos(angle), middle[1] + away * math.sin(angle)))
    return found


def _sectors(sides: Sequence[str], middle: tuple[float, float]) -> list[str]:
    """Return the rim, the borders of the sectors and their names."""
    x, y = middle
    parts = [element("circle", cx=x, cy=y, r=RADIUS, fill="#fbfcfd", stroke=GRID)]
    arcs = _arcs(sides)
    for side, (low, high) in arcs.items():
        angle = 2 * math.pi * low - math.pi / 2
        if len(arcs) > 1:
            edge = (x + RADIUS * math.cos(angle), y + RADIUS * math.sin(angle))
            parts.append(line(x, y, *edge, GRID))
        half = math.pi * (low + high) - math.pi / 2
        at = (x + (RADIUS + 12) * math.cos(half), y + (RADIUS + 12) * math.sin(half))
        side_way = math.cos(half)
        anchor = "middle" if abs(side_way) < 0.3 else "start" if side_way > 0 else "end"
        room = WIDTH - MARGIN - at[0] if anchor == "start" else at[0] - MARGIN
        words = shorten(f"{side} ({sides.count(side)})", width=max(room, 60), size=SIZE)
        parts += stacked([Line(words, SIZE)], *at, anchor=anchor, fill=QUIET)
    return parts


def _lines(
    read: Sequence[Member],
    pairs: Sequence[tuple[int, int]],
    where: dict[int, tuple[float, float]],
) -> list[str]:
    """Return the ties whose ends are drawn, those of named actors last."""
    drawn = [pair for pair in pairs if pair[0] in where and pair[1] in where]
    drawn.sort(key=lambda pair: read[pair[0]].is_named or read[pair[1]].is_named)
    faint: list[str] = []
    dark: list[str] = []
    for a, b in drawn:
        is_dark = read[a].is_named or read[b].is_named
        (dark if is_dark else faint).append(
            line(*where[a], *where[b], LINE if is_dark else "#d3dae0", weight=0.8)
        )
    opacity = 0.8 if len(drawn) < 200 else 0.45
    return [element("g", *found, stroke_opacity=opacity) for found in (faint, dark) if found]


def _names(
    shown: Sequence[Member], places: Sequence[tuple[float, float]], middle: tuple[float, float]
) -> list[str]:
    """Return the names of the named actors, none on another."""
    named = [(one, at) for one, at in zip(shown, places, strict=True) if one.is_named][:NAMED]
    sizes = [(text_width(one.name, size=SIZE, is_bold=True) + 2, SIZE * 1.2) for one, _ in named]
    x, y = middle
    area = Box(x - RADIUS - 60, y - RADIUS, x + RADIUS + 60, y + RADIUS)
    others = [
        Box(at[0] - 6, at[1] - 6, at[0] + 6, at[1] + 6)
        for one, at in zip(shown, places, strict=True)
        if not one.is_named
    ]
    placed = place_labels([at for _, at in named], sizes, area=area, taken=others, radius=11.0)
    parts = []
    for (one, _), found in zip(named, placed, strict=True):
        if found is None:
            continue
        if found.leader is not None:
            parts.append(line(*found.leader, TEXT, weight=0.6))
        box = found.box
        words = text(one.name, box.left + 1, box.bottom - 3, size=SIZE, is_bold=True)
        parts.append(element("g", words, **HALO))
    return parts


def _line_samples() -> list[Sample]:
    """Return the key of the lines."""
    found = []
    for ink, words in ((LINE, "tie of a named actor"), ("#d3dae0", "other tie")):
        found.append(
            Sample(
                lambda x, y, ink=ink: [line(x, y, x + 26, y, ink, weight=1.4)],  # type: ignore[misc]
                26,
                words,
            )
        )
    return found


def _notes(note: str, n_shown: int, n: int) -> list[str]:
    """Return what stands below."""
    found = [one_line(note)] if note else []
    if n_shown < n:
        found.append(
            f"Not drawn: {plural(n - n_shown, 'actor')} of {n:,}; of each side those with the most "
            "ties are."
        )
    return found


def _alt(title: str, read: Sequence[Member], degree: Sequence[int], n_ties: int) -> str:
    """Return the network in words."""
    sides = [one.side for one in read]
    known = [one for one in SIDES if one in sides] + sorted(set(sides) - set(SIDES))
    listed = "; ".join(f"{side} {sides.count(side)}" for side in known)
    named = [
        f"{one.name} ({plural(ties, 'tie')})"
        for one, ties in zip(read, degree, strict=True)
        if one.is_named
    ]
    said = f"{title}: {plural(len(read), 'actor')} and {plural(n_ties, 'tie')}. {listed}."
    return f"{said} Named: {join_names(named)}." if named else said
