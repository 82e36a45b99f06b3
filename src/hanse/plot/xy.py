"""The XY plot: membership in a term against membership in the outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hanse.errors import InputError
from hanse.messages import join_names, plural
from hanse.plot.ink import LINE, ZONE, ZONE_DEVIANT
from hanse.plot.labels import Box, Placed, place_labels
from hanse.plot.lettering import text_width
from hanse.plot.names import slug
from hanse.plot.numbers import show_number
from hanse.plot.picture import Picture
from hanse.plot.spots import (
    LABEL_SIZE,
    LOOKS,
    PAD,
    SIDE,
    Spot,
    leader_layer,
    name_layer,
    pixel_of,
    point_layers,
    spots_of,
)
from hanse.plot.vega import Frame, finished, rows, words_at
from hanse.plot.zones import kinds_of, naming_order

__all__ = ["xy_plot"]

HALF, START, END = SIDE / 2, pixel_of(0), pixel_of(1)
ZONE_SIZE = 11


def xy_plot(
    x: ArrayLike,
    y: ArrayLike,
    cases: Sequence[str],
    *,
    title: str,
    x_label: str,
    y_label: str,
    consistency: float | None = None,
    coverage: float | None = None,
    relation: str = "sufficient",
    most_labels: int = 40,
    name: str = "",
) -> Picture:
    """Draw memberships in a term (or condition) against those in the outcome.

    Deviant cases have a shape of their own and are named first, then typical ones, then the rest
    while there is room. Every mark carries its case and numbers as a title for the pointer.

    Parameters
    ----------
    x, y : array of float in [0, 1]
        Membership of each case in the term and in the outcome.
    cases : sequence of str
        Names of the cases.
    title, x_label, y_label : str
        Shown as given.
    consistency, coverage : float or None
        Fit, shown under the title; None leaves it out, NaN is shown as ``–``.
    relation : {"sufficient", "necessary"}
        Which side of the diagonal agrees with the claim.
    most_labels : int
        No more names than this are written beside points.
    name : str
        Name of the figure's file; made from the title where it is empty.

    Returns
    -------
    Picture
        For no cases a plot without points.

    Raises
    ------
    InputError
        If the lengths differ, a membership lies outside [0, 1], or the relation is unknown.

    Examples
    --------
    >>> picture = xy_plot([0.9, 0.8], [0.95, 0.2], ["Lyon", "Ulm"], title="ISC", x_label="ISC",
    ...                   y_label="CI", consistency=0.68)
    >>> picture.name, "Lyon</text>" in picture.svg
    ('xy-ISC', True)
    """
    across, up = _memberships(x, y, cases, relation)
    kinds = kinds_of(across, up, relation=relation)
    order = naming_order(across, up, kinds, relation=relation)
    spots = spots_of(across, up, cases, kinds, order)
    placed = _placed(spots, most_labels, relation)
    subtitle = _subtitle(consistency, coverage, len(cases))
    frame = Frame(SIDE, SIDE, title=title, subtitle=subtitle, left=64, right=28)
    layers = [
        *_ground(x_label, y_label, relation),
        leader_layer(placed),
        *point_layers(spots),
        name_layer(spots, placed),
    ]
    named = sum(len(one.names[:2]) for one, at in zip(spots, placed, strict=True) if at)
    alt = _alt(
        title, x_label, y_label, subtitle, relation, list(zip(cases, kinds, strict=True)), named
    )
    return finished(layers, frame, name=name or f"xy-{slug(title)}", title=title, alt=alt)


def _memberships(
    x: ArrayLike, y: ArrayLike, cases: Sequence[str], relation: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return both memberships as arrays, after checking them."""
    across, up = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if relation not in {"sufficient", "necessary"}:
        raise InputError(f"relation '{relation}' is unknown", mend="Say sufficient or necessary.")
    if not across.shape == up.shape == (len(cases),):
        found = f"{across.size} x, {up.size} y and {len(cases)} cases"
        raise InputError(f"an XY plot got {found}", mend="Give one of each for every case.")
    for values in (across, up):
        if not bool(np.all((values >= 0) & (values <= 1))):
            raise InputError("an XY plot got a membership outside [0, 1]", mend="Calibrate first.")
    return across, up


def _placed(spots: Sequence[Spot], most: int, relation: str) -> tuple[Placed | None, ...]:
    """Return where the names of the points stand."""
    sizes = [(text_width(one.label, size=LABEL_SIZE) + 4, LABEL_SIZE * 1.2) for one in spots]
    taken = [
        Box(left, top, left + text_width(words, size=ZONE_SIZE), top + ZONE_SIZE * 1.3)
        for words, left, top in _zone_names(relation)
    ]
    cross = ((START, END, END, START), (HALF, START, HALF, END), (START, HALF, END, HALF))
    edges = ((START, START, END, START), (END, START, END, END), (START, START, START, END))
    floor = ((START, END, END, END),)
    return place_labels(
        [one.pixel for one in spots],
        sizes,
        area=Box(2, -4, SIDE + 22, SIDE - 2),
        taken=taken,
        avoided=(*cross, *edges, *floor),
        radius=5,
        most=most,
    )


def _zone_names(relation: str) -> list[tuple[str, float, float]]:
    """Return what each quarter means, with the left and top of its words."""
    upper_left, lower_right = "not covered", "deviant: against the claim"
    if relation == "necessary":
        upper_left, lower_right = lower_right, upper_left
    above, below = HALF - ZONE_SIZE - 6, HALF + 5
    right = END - 6 - text_width(lower_right, size=ZONE_SIZE)
    typical = (HALF + 6, START + 6)
    if relation == "necessary":
        typical = (END - 6 - text_width("typical", size=ZONE_SIZE), above)
    return [
        (upper_left, START + 6, above),
        ("typical", *typical),
        ("irrelevant", START + 6, below),
        (lower_right, right, below),
    ]


def _subtitle(consistency: float | None, coverage: float | None, n_cases: int) -> str:
    """Return the line under the title: fit and number of cases."""
    fits = [("Consistency", consistency), ("coverage", coverage)]
    parts = [f"{label} {show_number(value)}" for label, value in fits if value is not None]
    return " · ".join([*parts, plural(n_cases, "case")])


def _ground(x_label: str, y_label: str, relation: str) -> list[Any]:
    """Return zones, cross lines, diagonal, axes and the names of the zones."""
    import altair

    scale = altair.Scale(domain=[-PAD, 1 + PAD], nice=False, zero=True)
    ticks: dict[str, Any] = {"values": [0, 0.25, 0.5, 0.75, 1], "grid": False, "format": ".2~f"}
    x = altair.X("x:Q", scale=scale, axis=altair.Axis(title=x_label, titleY=36, **ticks))
    y = altair.Y("y:Q", scale=scale, axis=altair.Axis(title=y_label, titleX=-44, **ticks))
    deviant = [(HALF, HALF, END, END), (START, START, HALF, HALF)][relation == "necessary"]
    corners = [(0, 0), (1, 0), (1, 1)] if relation == "necessary" else [(0, 0), (0, 1), (1, 1)]
    agreeing = [{"x": one, "y": other, "at": at} for at, (one, other) in enumerate(corners)]
    layers = [
        altair.Chart(rows(agreeing))
        .mark_line(filled=True, color=ZONE, strokeWidth=0, aria=False)
        .encode(x=x, y=y, order=altair.Order("at:Q")),
        _zone(deviant),
    ]
    for points, dash in (
        ([(0.5, 0), (0.5, 1)], [4, 4]),
        ([(0, 0.5), (1, 0.5)], [4, 4]),
        ([(0, 0), (1, 1)], [1, 0]),
        ([(0, 0), (0, 1), (1, 1), (1, 0)], [1, 0]),
    ):
        line = rows([{"x": one, "y": other, "at": at} for at, (one, other) in enumerate(points)])
        mark = altair.Chart(line).mark_line(color=LINE, strokeWidth=1, strokeDash=dash, aria=False)
        layers.append(mark.encode(x=x, y=y, order=altair.Order("at:Q")))
    names = [
        words_at(words, left, top, size=ZONE_SIZE, style="italic", side="top")
        for words, left, top in _zone_names(relation)
    ]
    return [*layers, *names]


def _zone(corners: tuple[float, float, float, float]) -> Any:
    """Return a shaded rectangle given in pixels."""
    import altair

    left, top, right, bottom = (altair.value(one) for one in corners)
    mark = altair.Chart(rows([{}])).mark_rect(color=ZONE_DEVIANT, aria=False)
    return mark.encode(x=left, x2=right, y=top, y2=bottom)


def _alt(
    title: str,
    x_label: str,
    y_label: str,
    subtitle: str,
    relation: str,
    cases: Sequence[tuple[str, str]],
    named: int,
) -> str:
    """Return the plot in words."""
    counts = Counter(kind for _, kind in cases)
    shown = [f"{counts[kind]} {kind}" for kind in LOOKS if counts[kind]]
    deviant = [case for case, kind in cases if kind == "deviant"]
    who = f" Deviant: {join_names(deviant)}." if deviant else " No case is deviant in kind."
    return (
        f"XY plot of {title}: {x_label} (horizontal) as {relation} for {y_label} (vertical). "
        f"{subtitle}. Cases: {', '.join(shown) or 'none'}.{who} "
        f"{named} of {plural(len(cases), 'case')} labelled."
    )
