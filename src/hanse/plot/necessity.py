"""Necessary conditions as a picture: consistency against relevance of necessity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hanse.errors import InputError
from hanse.messages import join_names, plural
from hanse.plot.ink import LINE, QUIET, TEXT, TYPICAL, ZONE
from hanse.plot.labels import Box, place_labels
from hanse.plot.lettering import shorten, text_width
from hanse.plot.names import slug
from hanse.plot.numbers import show_number
from hanse.plot.picture import Picture
from hanse.plot.vega import Frame, finished, rows, words_at
from hanse.qca.fit import reaches

__all__ = ["necessity_plot"]

WIDTH, HEIGHT, LABEL_SIZE = 480, 340, 11
LOW, HIGH = -0.03, 1.03


def necessity_plot(
    conditions: Sequence[str],
    consistency: ArrayLike,
    ron: ArrayLike,
    *,
    outcome: str,
    title: str,
    threshold: float = 0.9,
    most_labels: int = 40,
    name: str = "",
) -> Picture:
    """Draw each condition by its consistency as a necessary condition and its relevance.

    Upper right: necessary and relevant. Upper left: consistent but trivial, since nearly every
    case has it.

    Parameters
    ----------
    conditions : sequence of str
        Expressions of the conditions.
    consistency, ron : array of float in [0, 1]
        Consistency and relevance of necessity of each; NaN leaves the condition out.
    outcome : str
        Name of the outcome.
    title : str
        Shown above the plot.
    threshold : float
        Consistency from which a condition is called necessary, drawn as a line.
    most_labels : int
        No more names than this are written.
    name : str
        Name of the figure's file; made from the title where it is empty.

    Returns
    -------
    Picture
        Without conditions the axes alone.

    Raises
    ------
    InputError
        If the lengths differ.

    Examples
    --------
    >>> picture = necessity_plot(["ISC", "~HC"], [0.93, 0.6], [0.7, 0.8], outcome="CI",
    ...                          title="Necessary for CI")
    >>> picture.alt
    'Necessity for CI: consistency (vertical) against relevance (horizontal) of 2 conditions. At or
    above the threshold of 0.900: ISC.'
    """
    up, across = np.asarray(consistency, np.float64), np.asarray(ron, np.float64)
    if not up.shape == across.shape == (len(conditions),):
        raise InputError("a necessity plot got lists of different length")
    known = np.flatnonzero(np.isfinite(up) & np.isfinite(across))
    order = sorted(known.tolist(), key=lambda at: (-up[at], at))
    names = [conditions[at] for at in order]
    passing = [conditions[at] for at in order if reaches(float(up[at]), threshold)]
    frame = Frame(WIDTH, HEIGHT, title=title, right=30)
    layers = [
        *_ground(outcome, threshold),
        *_points(across[order], up[order], names, threshold, most_labels),
    ]
    alt = (
        f"Necessity for {outcome}: consistency (vertical) against relevance (horizontal) of "
        f"{plural(len(names), 'condition')}. At or above the threshold of "
        f"{show_number(float(threshold))}: {join_names(passing) or 'none'}."
    )
    made = name or f"necessity-{slug(title)}"
    return finished(layers, frame, name=made, title=title, alt=alt)


def _place(x: float, y: float) -> tuple[float, float]:
    """Return the pixel of relevance and consistency."""
    span = HIGH - LOW
    return (x - LOW) / span * WIDTH, (HIGH - y) / span * HEIGHT


def _ground(outcome: str, threshold: float) -> list[Any]:
    """Return the zone above the threshold, its line, the axes and their words."""
    import altair

    ticks: dict[str, Any] = {"values": [0, 0.25, 0.5, 0.75, 1], "grid": True, "format": ".2~f"}
    scale = altair.Scale(domain=[LOW, HIGH], nice=False, zero=False)
    x_title = "Relevance of necessity (RoN): left trivial, right relevant"
    x = altair.X("x:Q", scale=scale, axis=altair.Axis(title=x_title, titleY=36, **ticks))
    y_title = f"Consistency as necessary for {outcome}"
    y = altair.Y("y:Q", scale=scale, axis=altair.Axis(title=y_title, titleX=-44, **ticks))
    level = _place(0, threshold)[1]
    zone = altair.Chart(rows([{}])).mark_rect(color=ZONE, aria=False)
    line = altair.Chart(rows([{"y": threshold}])).mark_rule(
        color=LINE, strokeDash=[4, 4], aria=False
    )
    corners = altair.Chart(rows([{"x": 0, "y": 0}])).mark_point(opacity=0, aria=False, size=0)
    return [
        zone.encode(
            x=altair.value(0), x2=altair.value(WIDTH), y=altair.value(0), y2=altair.value(level)
        ),
        line.encode(y=y),
        corners.encode(x=x, y=y),
        words_at(f"threshold {threshold:g}", 6, level + 9, style="italic"),
    ]


def _points(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    names: Sequence[str],
    threshold: float,
    most: int,
) -> list[Any]:
    """Return the marks, necessary ones as diamonds, and the names."""
    import altair

    layers: list[Any] = []
    for shape, fill, is_passing in (("circle", "#ffffff", False), ("diamond", TYPICAL, True)):
        values = [
            {"x": one, "y": other, "tip": f"{name}: consistency {other:.3f}, RoN {one:.3f}"}
            for one, other, name in zip(x.tolist(), y.tolist(), names, strict=True)
            if reaches(other, threshold) == is_passing
        ]
        mark = altair.Chart(rows(values)).mark_point(
            shape=shape,
            fill=fill,
            stroke=TYPICAL,
            strokeWidth=1.4,
            opacity=1,
            size=110 if is_passing else 50,
        )
        layers.append(
            mark.encode(
                x=altair.X("x:Q"), y=altair.Y("y:Q"), description=altair.Description("tip:N")
            )
        )
    return [*layers, *_labels(x, y, names, threshold, most)]


def _labels(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    names: Sequence[str],
    threshold: float,
    most: int,
) -> list[Any]:
    """Return the names that found a place, with a line to their mark where they stand off it."""
    layers: list[Any] = []
    said = [shorten(one, width=170, size=LABEL_SIZE) for one in names]
    level = _place(0, threshold)[1]
    placed = place_labels(
        [_place(one, other) for one, other in zip(x.tolist(), y.tolist(), strict=True)],
        [(text_width(one, size=LABEL_SIZE) + 4, LABEL_SIZE * 1.2) for one in said],
        area=Box(2, 2, WIDTH + 24, HEIGHT - 2),
        avoided=[(0, level, WIDTH, level)],
        radius=5,
        most=most,
    )
    for words, at in zip(said, placed, strict=True):
        if at is not None:
            middle = (at.box.top + at.box.bottom) / 2
            layers.append(words_at(words, at.box.left + 2, middle, ink=TEXT))
            layers += [_leader(*at.leader)] if at.leader else []
    return layers


def _leader(x1: float, y1: float, x2: float, y2: float) -> Any:
    """Return a thin line between two pixels."""
    import altair

    ends: dict[str, Any] = {"x": x1, "y": y1, "x2": x2, "y2": y2}
    mark = altair.Chart(rows([{}])).mark_rule(color=QUIET, strokeWidth=0.8, aria=False)
    return mark.encode(**{key: altair.value(pixel) for key, pixel in ends.items()})
