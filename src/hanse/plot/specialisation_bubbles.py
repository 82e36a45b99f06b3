"""What a region is specialised in: quotient, growth, size and stars in one field of bubbles."""

from __future__ import annotations

import math
from collections.abc import Sequence

from hanse.errors import InputError
from hanse.messages import join_names, plural
from hanse.plot.bubble_field import MARGIN, WIDTH, Bubble, Field, paint, stars_row
from hanse.plot.ink import QUIET
from hanse.plot.legend_row import Sample, legend_row
from hanse.plot.names import slug
from hanse.plot.numbers import show_raw
from hanse.plot.picture import Picture
from hanse.plot.quantities import no_more_than, one_number, show_in
from hanse.plot.svg import drawing, element
from hanse.plot.text_block import clamped, one_line, stacked, tall

__all__ = ["MOST_BUBBLES", "Bubble", "specialisation_bubbles"]

MOST_BUBBLES, MOST_STARS = 300, 4
INNER = WIDTH - 2 * MARGIN
LISTED, TOLD = 12, 8


def specialisation_bubbles(
    points: Sequence[Bubble],
    *,
    title: str,
    note: str = "",
    cut: float = 1.0,
    size_unit: str = "jobs",
    most_names: int = 30,
    name: str = "",
) -> Picture:
    """Draw what a region is specialised in and how that grows.

    Across lies the location quotient on a logarithmic scale with 1 and the cut marked, upwards the
    growth per year; the area of a bubble is as its size (none is drawn smaller than a dot of three
    pixels), its darkness as its stars, which also stand under the name. Names go to those with most
    stars first, then to the largest; up to eight others are named below the field, and more than
    that are counted.

    Parameters
    ----------
    points : sequence of Bubble
        At most 300. Hidden ones are counted below the field; those whose numbers are not defined
        are listed there with the reason, and so is a quotient of 0, which has no logarithm.
    title : str
        Shown above the field.
    note : str
        Shown below it.
    cut : float
        Location quotient from which a region counts as specialised; above 0.
    size_unit : str
        What the size counts.
    most_names : int
        How many are named at most.
    name : str
        Name of the figure's file; made from the title where it is empty.

    Returns
    -------
    Picture
        980 wide. Where nothing can be drawn the field is empty and the reasons stand below.

    Raises
    ------
    InputError
        If there are no points or more than 300, a quotient or size is negative or a number is
        missing without a reason, stars are no whole number from 0 to 4, or the cut is not above 0.

    Examples
    --------
    >>> points = [Bubble("Metal", 2.0, 0.03, 400, 3), Bubble("Food", 0.5, -0.01, 900, 0)]
    >>> specialisation_bubbles(points, title="North").alt
    'North: 2 drawn, specialised from a location quotient of 1. Specialised and growing: Metal
    (quotient 2, 3.0 % a year, 400 jobs, 3 stars). Not specialised and not growing: Food (quotient
    0.5, −1.0 % a year, 900 jobs, 0 stars).'
    """
    no_more_than(
        MOST_BUBBLES,
        points,
        "points",
        where="specialisation bubbles",
        mend="Draw the largest, or those above a quotient.",
    )
    if not (math.isfinite(cut) and cut > 0):
        raise InputError(f"the cut {cut:g} is not above 0", where="specialisation bubbles")
    title, note, size_unit = one_line(title), one_line(note), one_line(size_unit)
    read = [_read(one) for one in points]
    drawn = [one for one in read if not (one.is_hidden or one.why)]
    drawn.sort(key=lambda one: (-(-1 if math.isnan(one.stars) else one.stars), -one.size))
    titles = clamped(title, width=INNER, size=15, most=4, is_bold=True)
    parts = stacked(titles, MARGIN, 14 + tall(titles) / 2)
    field = Field(drawn, float(cut), 0.0, most_names, size_unit)
    key, y = legend_row(_samples(field), MARGIN, 22 + tall(titles), width=INNER)
    field = Field(drawn, float(cut), y + 42, most_names, size_unit)
    y = field.bottom + 50
    foot = []
    for words in _notes(read, field, note):
        lines = clamped(words, width=INNER, size=11, most=6)
        foot += stacked(lines, MARGIN, y + tall(lines) / 2, fill=QUIET)
        y += tall(lines) + 3
    alt = _alt(title, read, field)
    parts += [*key, *field.drawn(), *foot]
    svg = drawing(parts, width=WIDTH, height=y + 10, title=title, alt=alt)
    return Picture(name=name or f"bubbles-{slug(title)}", title=title, alt=alt, svg=svg)


def _read(point: Bubble) -> Bubble:
    """Return a point with clean words and, where it cannot be drawn, with the reason."""
    clean = point._replace(
        name=one_line(point.name),
        why=one_line(point.why),
        quotient=float(point.quotient),
        growth=float(point.growth),
        size=float(point.size),
        stars=float(point.stars),
    )
    if clean.is_hidden:
        return clean
    where = f"specialisation bubbles, '{clean.name}'"
    for what in ("quotient", "growth", "size"):
        value = float(getattr(clean, what))
        if not clean.why or math.isinf(value):
            one_number(
                value, what, where=where, mend="Give a number, or say in 'why' there is none."
            )
        if what != "growth" and value < 0:
            raise InputError(f"{what} is {value:g}", where=where, mend="Give a number from 0.")
    if not (math.isnan(clean.stars) or clean.stars in range(MOST_STARS + 1)):
        mend = f"Give a whole number from 0 to {MOST_STARS}, or NaN."
        raise InputError(f"{clean.stars:g} stars", where=where, mend=mend)
    if clean.quotient == 0 and not clean.why:
        return clean._replace(why="quotient 0")
    return clean


def _samples(field: Field) -> list[Sample]:
    """Return the key: the stars in use, and circles of round sizes."""

    def starred(stars: float, x: float, y: float) -> list[str]:
        n = 0 if math.isnan(stars) else int(stars)
        circle = element("circle", cx=x + 8, cy=y, r=7.5, **paint(stars))
        return [circle, *stars_row(n, x + 20, y)]

    found = []
    known = sorted({one.stars for one in field.bubbles if not math.isnan(one.stars)}, reverse=True)
    for stars in [*known, *([math.nan] if len(known) < len({*_all_stars(field)}) else [])]:
        words = {0.0: "no star"}.get(stars, "" if stars > 0 else "stars not defined")
        wide = 20 + (0 if math.isnan(stars) else 10.6 * stars) - (3 if not stars > 0 else 0)
        found.append(Sample(lambda x, y, n=stars: starred(n, x, y), wide, words))  # type: ignore[misc]
    for size in _round_sizes(field):
        r = field.radius(size)
        found.append(
            Sample(
                lambda x, y, r=r: [  # type: ignore[misc]
                    element("circle", cx=x + r, cy=y, r=r, fill="none", stroke=QUIET)
                ],
                2 * r,
                show_in(size, field.size_unit),
                2 * r + 4,
            )
        )
    return found


def _all_stars(field: Field) -> list[float]:
    """Return the stars of all bubbles, −1 where they are not defined."""
    return [-1.0 if math.isnan(one.stars) else one.stars for one in field.bubbles]


def _round_sizes(field: Field) -> list[float]:
    """Return two round sizes for the key: one near the largest and one a tenth of it."""
    most = max((one.size for one in field.bubbles), default=0.0)
    if most <= 0:
        return []
    power = 10.0 ** math.floor(math.log10(most))
    top = max(one * power for one in (1, 2, 5) if one * power <= most)
    return [top, top / 10]


def _notes(read: Sequence[Bubble], field: Field, note: str) -> list[str]:
    """Return what stands below the field."""
    found = [note] if note else []
    n_hidden = sum(one.is_hidden for one in read)
    if n_hidden:
        found.append(f"Hidden, neither drawn nor named: {n_hidden}.")
    undefined = _undefined(read)
    if undefined:
        found.append(f"Not drawn: {join_names(undefined)}.")
    pairs = zip(field.bubbles, field.placed, strict=True)
    bare = [one.name for one, label in pairs if label is None]
    if len(bare) > TOLD:
        found.append(f"{len(bare)} bubbles are drawn without a label.")
    elif bare:
        found.append(f"Without a label: {', '.join(bare)}.")
    return found


def _undefined(read: Sequence[Bubble]) -> list[str]:
    """Return what is not drawn with its reasons."""
    return [f"{one.name} ({one.why})" for one in read if one.why and not one.is_hidden]


def _alt(title: str, read: Sequence[Bubble], field: Field) -> str:
    """Return the field in words: who is specialised and who grows."""
    said = [
        f"{title}: {len(field.bubbles)} drawn, specialised from a location quotient of "
        f"{show_raw(field.cut)}."
    ]
    for is_special in (True, False):
        for is_growing in (True, False):
            members = [
                _said(one, field.size_unit)
                for one in field.bubbles
                if (one.quotient >= field.cut) == is_special and (one.growth > 0) == is_growing
            ]
            if members:
                head = "Specialised" if is_special else "Not specialised"
                more = f"; {len(members) - LISTED:,} more" if len(members) > LISTED else ""
                how = "growing" if is_growing else "not growing"
                said.append(f"{head} and {how}: {'; '.join(members[:LISTED])}{more}.")
    n_hidden = sum(one.is_hidden for one in read)
    said += [f"{n_hidden} hidden."] if n_hidden else []
    undefined = _undefined(read)
    said += [f"Not drawn: {join_names(undefined)}."] if undefined else []
    return " ".join(said)


def _said(one: Bubble, size_unit: str) -> str:
    """Return one bubble in words."""
    known = "stars not defined" if math.isnan(one.stars) else plural(int(one.stars), "star")
    shown = f"quotient {show_raw(one.quotient)}, {show_in(one.growth, 'share a year')}"
    return f"{one.name} ({shown}, {show_in(one.size, size_unit)}, {known})"
