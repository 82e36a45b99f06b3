"""The small network around one actor: its ties, the ties among its partners, and who is missing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names, plural
from hanse.plot.actor_marks import SIDES, actor_mark, side_samples
from hanse.plot.ink import DEVIANT, LINE, QUIET, TEXT
from hanse.plot.legend_row import Sample, legend_row
from hanse.plot.lettering import shorten
from hanse.plot.names import slug
from hanse.plot.picture import Picture
from hanse.plot.strokes import HALO, line
from hanse.plot.svg import drawing, element
from hanse.plot.text_block import Line, clamped, one_line, stacked, tall

__all__ = ["MOST_ALTERS", "Alter", "ego_network"]

WIDTH, MARGIN, RADIUS = 760.0, 16.0, 180.0
LABEL = 170.0
ROW = 16.0  # height of a name beside the ring
MOST_ALTERS = 36


class Alter(NamedTuple):
    """An actor beside the one in the middle.

    Attributes
    ----------
    name : str
        What it is called.
    side : str
        One of `hanse.plot.actor_marks.SIDES`.
    strength : float
        Strength of the tie, from 0; the width of its line.
    is_relationship : bool
        Whether the tie is a relationship: a full line, otherwise a thin one.
    is_missing : bool
        Whether there is no tie: a hollow mark and a dotted line, a seat that is empty.
    words : str
        Shown where the pointer rests.
    """

    name: str
    side: str
    strength: float = 1.0
    is_relationship: bool = False
    is_missing: bool = False
    words: str = ""


def ego_network(
    ego: str,
    alters: Sequence[Alter],
    links: Sequence[tuple[str, str]] = (),
    *,
    side: str,
    title: str,
    note: str = "",
    name: str = "",
) -> Picture:
    """Draw an actor in the middle and those around it, grouped by side.

    Parameters
    ----------
    ego : str
        The actor in the middle.
    alters : sequence of Alter
        Those around it, the most important first; the first 36 are drawn, the rest are counted.
    links : sequence of (str, str)
        Ties among those around it; ends that are not drawn are left out.
    side : str
        Of the actor in the middle.
    title, note : str
        Above and below the network.
    name : str
        Name of the figure's file; made from the title where it is empty.

    Returns
    -------
    Picture
        760 wide; an actor without any tie stands alone, and the picture says so.

    Raises
    ------
    InputError
        If two actors have one name, a link names nobody, or a strength is negative or no number.

    Examples
    --------
    >>> ego_network("A", [Alter("B", "research", 2), Alter("C", "capital", is_missing=True)],
    ...             side="firm", title="Around A").alt
    'Around A. A is tied with 1 actor: B (research). Missing: C (capital).'
    """
    ego = one_line(ego)
    read = _checked(ego, alters, links)
    shown = _around(read[:MOST_ALTERS])
    title = one_line(title)
    titles = clamped(title, width=WIDTH - 2 * MARGIN, size=15, most=3, is_bold=True)
    parts = stacked(titles, MARGIN, 14 + tall(titles) / 2)
    key, y = legend_row(
        _samples([side, *(one.side for one in shown)], shown, bool(links)),
        MARGIN,
        22 + tall(titles),
        width=WIDTH - 2 * MARGIN,
    )
    radius = max(RADIUS, ROW * len(shown) / 3.2)
    middle = (WIDTH / 2, y + radius + 30)
    places = _places(shown, middle, radius)
    parts += [*key, *_lines(shown, places, middle, links), *_marks(shown, places)]
    parts += [*_in_the_middle(ego, side, middle), *_names(shown, places, middle)]
    y = middle[1] + radius + 30
    for words in _notes(read, note):
        foot = clamped(words, width=WIDTH - 2 * MARGIN, size=11, most=4)
        parts += stacked(foot, MARGIN, y + tall(foot) / 2, fill=QUIET)
        y += tall(foot) + 3
    alt = _alt(title, ego, read)
    svg = drawing(parts, width=WIDTH, height=y + 10, title=title, alt=alt)
    return Picture(name=name or f"ego-{slug(title)}", title=title, alt=alt, svg=svg)


def _marks(shown: Sequence[Alter], places: Sequence[tuple[float, float]]) -> list[str]:
    """Return the marks of the actors around."""
    return [
        actor_mark(one.side, *at, 7, words=one.words, is_missing=one.is_missing)
        for one, at in zip(shown, places, strict=True)
    ]


def _in_the_middle(ego: str, side: str, middle: tuple[float, float]) -> list[str]:
    """Return the mark and the name of the actor in the middle."""
    called = [Line(shorten(ego, width=220, size=12.5), 12.5, True)]
    words = stacked(called, middle[0], middle[1] + 24, anchor="middle")
    return [actor_mark(side, *middle, 11, words=ego), element("g", *words, **HALO)]


def _checked(ego: str, alters: Sequence[Alter], links: Sequence[tuple[str, str]]) -> list[Alter]:
    """Return the actors around with clean words, refused where they do not fit."""
    where = f"network of '{ego}'"
    read = [one._replace(name=one_line(one.name), words=one_line(one.words)) for one in alters]
    seen = {ego}
    for one in read:
        if one.name in seen:
            raise InputError(f"there are two actors '{one.name}'", where=where)
        seen.add(one.name)
        if not (math.isfinite(one.strength) and one.strength >= 0):
            raise InputError(
                f"strength of '{one.name}' is {one.strength:g}", where=where, mend="Give 0 or more."
            )
    for pair in links:
        for end in map(one_line, pair):
            if end not in seen:
                raise unknown_name("actor", end, sorted(seen), where=f"{where}, links")
    return read


def _around(read: Sequence[Alter]) -> list[Alter]:
    """Return the actors in the order of the ring: by side, the missing last of each."""
    places = {one: at for at, one in enumerate(SIDES)}
    return sorted(read, key=lambda one: (places.get(one.side, 99), one.side, one.is_missing))


def _places(
    shown: Sequence[Alter], middle: tuple[float, float], radius: float
) -> list[tuple[float, float]]:
    """Return the places on the ring: right half from above down, then left half from below up."""
    n = len(shown)
    n_right = (n + 1) // 2
    found = []
    for at in range(n):
        is_right = at < n_right
        place, count = (at, n_right) if is_right else (at - n_right, n - n_right)
        share = (place + 0.5) / count  # equal heights, so that no name lies on another
        down = 2 * share - 1 if is_right else 1 - 2 * share
        across = math.sqrt(max(0.0, 1 - down * down))
        found.append(
            (
                middle[0] + (1 if is_right else -1) * radius * max(across, 0.18),
                middle[1] + radius * down,
            )
        )
    return found


def _lines(
    shown: Sequence[Alter],
    places: Sequence[tuple[float, float]],
    middle: tuple[float, float],
    links: Sequence[tuple[str, str]],
) -> list[str]:
    """Return the ties among those around, then those of the actor in the middle."""
    where = {one.name: at for one, at in zip(shown, places, strict=True)}
    parts = []
    for pair in links:
        a, b = map(one_line, pair)
        if a in where and b in where:
            parts.append(line(*where[a], *where[b], "#d3dae0", weight=1))
    strongest = max((one.strength for one in shown if not one.is_missing), default=1.0) or 1.0
    for one, at in zip(shown, places, strict=True):
        if one.is_missing:
            parts.append(line(*middle, *at, DEVIANT, weight=1.2, dash="2 5"))
        else:
            weight = 1 + (4 if len(shown) <= 20 else 2.5) * math.sqrt(one.strength / strongest)
            ink = TEXT if one.is_relationship else LINE
            parts.append(line(*middle, *at, ink, weight=weight))
    return parts


def _names(
    shown: Sequence[Alter], places: Sequence[tuple[float, float]], middle: tuple[float, float]
) -> list[str]:
    """Return the names beside the marks, on the outer side."""
    parts: list[str] = []
    for one, (x, y) in zip(shown, places, strict=True):
        is_right = x >= middle[0]
        room = min(LABEL, WIDTH - MARGIN - x - 12 if is_right else x - MARGIN - 12)
        words = shorten(one.name, width=room, size=11)
        parts += stacked(
            [Line(words, 11)],
            x + (12 if is_right else -12),
            y,
            anchor="start" if is_right else "end",
            fill=QUIET if one.is_missing else TEXT,
        )
    return parts


def _samples(sides: Sequence[str], shown: Sequence[Alter], has_links: bool) -> list[Sample]:
    """Return the key: sides and lines in use."""
    found = side_samples(sides)
    kinds = [
        (
            any(one.is_relationship and not one.is_missing for one in shown),
            TEXT,
            3.0,
            "",
            "relationship (wide: strong)",
        ),
        (
            any(not one.is_relationship and not one.is_missing for one in shown),
            LINE,
            3.0,
            "",
            "other tie",
        ),
        (any(one.is_missing for one in shown), DEVIANT, 1.2, "2 5", "missing tie"),
        (has_links, "#d3dae0", 1.0, "", "tie among them"),
    ]
    for is_used, ink, weight, dash, words in kinds:
        if is_used:
            found.append(
                Sample(
                    lambda x, y, ink=ink, weight=weight, dash=dash: [  # type: ignore[misc]
                        line(x, y, x + 26, y, ink, weight=weight, dash=dash)
                    ],
                    26,
                    words,
                )
            )
    return found


def _notes(read: Sequence[Alter], note: str) -> list[str]:
    """Return what stands below."""
    found = [one_line(note)] if note else []
    if not any(not one.is_missing for one in read):
        found.append("No tie is alive.")
    left = len(read) - MOST_ALTERS
    if left > 0:
        found.append(f"Not drawn: {plural(left, 'actor')} of {len(read)}.")
    return found


def _alt(title: str, ego: str, read: Sequence[Alter]) -> str:
    """Return the network in words."""
    tied = [f"{one.name} ({one.side})" for one in read if not one.is_missing]
    gone = [f"{one.name} ({one.side})" for one in read if one.is_missing]
    said = f"{title}. {ego} is tied with {plural(len(tied), 'actor')}"
    said += f": {join_names(tied)}." if tied else "."
    return f"{said} Missing: {join_names(gone)}." if gone else said
