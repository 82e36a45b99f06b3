"""The calibration curve: how raw values became memberships, with the cases on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hanse.errors import InputError
from hanse.messages import join_names, plural
from hanse.plot.ink import DEVIANT, LINE, QUIET, TEXT, TYPICAL
from hanse.plot.labels import Box, place_labels
from hanse.plot.lettering import shorten, text_width
from hanse.plot.names import slug
from hanse.plot.numbers import show_raw
from hanse.plot.picture import Picture
from hanse.plot.scales import RawScale, raw_scale
from hanse.plot.vega import Frame, finished, rows, words_at

__all__ = ["calibration_curve"]

WIDTH, HEIGHT = 540, 270
LABEL_SIZE, ROW = 11, 15


def calibration_curve(
    raw: ArrayLike,
    membership: ArrayLike,
    cases: Sequence[str],
    *,
    name: str,
    title: str,
    unit: str = "",
    anchors: Sequence[tuple[str, float]] = (),
    curve_x: ArrayLike = (),
    curve_y: ArrayLike = (),
) -> Picture:
    """Draw a calibration: the curve, its anchors, the cases on it, and who sits exactly at 0.5.

    Where the largest value is more than 50 times the median of the positive ones the axis is a
    symmetric logarithm, and says so.

    Parameters
    ----------
    raw, membership : array of float
        Raw value and membership of each case; NaN leaves the case out. Memberships above 1 are
        values of a multi-value set.
    cases : sequence of str
        Names of the cases.
    name : str
        Name of the set.
    title, unit : str
        Shown above the plot and on the raw axis.
    anchors : sequence of (str, float)
        Each anchor's word and raw value, such as ``("crossover", 12.5)``.
    curve_x, curve_y : array of float
        Points of the curve, from left to right.

    Returns
    -------
    Picture
        Without cases the curve alone.

    Raises
    ------
    InputError
        If the lengths differ.

    Examples
    --------
    >>> picture = calibration_curve([1.0, 5, 9], [0.05, 0.5, 0.95], ["Lyon", "Ulm", "Graz"],
    ...     name="Pat", title="Patents", unit="per firm", anchors=[("crossover", 5.0)],
    ...     curve_x=[1, 5, 9], curve_y=[0.05, 0.5, 0.95])
    >>> picture.name, "Exactly 0.5: Ulm" in picture.alt
    ('calibration-Pat', True)
    """
    x, y, names = _known(raw, membership, cases)
    line_x, line_y = np.asarray(curve_x, np.float64), np.asarray(curve_y, np.float64)
    ends = [*line_x.tolist(), *(value for _, value in anchors)]
    scale = raw_scale(x, ends, width=WIDTH)
    top = max(1.0, float(np.nanmax(np.concatenate([y, line_y, [1.0]]))))
    levels = _levels([scale.pixel(value) for _, value in anchors], [_said(*one) for one in anchors])
    frame = Frame(
        WIDTH,
        HEIGHT,
        title=title,
        subtitle=_subtitle(len(names), len(cases), x),
        right=30,
        extra_top=ROW * (max(levels, default=-1) + 1),
    )
    axes = _Axes(scale, top, name, unit)
    halves = [at for at in range(len(names)) if y[at] == 0.5 and top == 1.0]
    layers = [
        *axes.ground(),
        *axes.anchors(anchors, levels),
        axes.line(line_x, line_y),
        *axes.cases(x, y, names, halves),
    ]
    alt = _alt(name, unit, anchors, scale, [names[at] for at in halves], len(names))
    return finished(layers, frame, name=f"calibration-{slug(name)}", title=title, alt=alt)


def _known(
    raw: ArrayLike, membership: ArrayLike, cases: Sequence[str]
) -> tuple[NDArray[np.float64], NDArray[np.float64], list[str]]:
    """Return raw values, memberships and names of the cases that have both."""
    x, y = np.asarray(raw, dtype=np.float64), np.asarray(membership, dtype=np.float64)
    if not x.shape == y.shape == (len(cases),):
        found = f"{x.size} raw values, {y.size} memberships and {len(cases)} cases"
        raise InputError(f"a calibration curve got {found}", mend="Give one of each for a case.")
    is_known = np.isfinite(x) & np.isfinite(y)
    return x[is_known], y[is_known], [cases[at] for at in np.flatnonzero(is_known).tolist()]


def _said(word: str, value: float) -> str:
    """Return an anchor's label."""
    return f"{word} {show_raw(value)}"


def _levels(pixels: Sequence[float], labels: Sequence[str]) -> list[int]:
    """Return the row above the plot in which each anchor's label stands, 0 the lowest."""
    ends: list[float] = []
    levels = [0] * len(pixels)
    for at in sorted(range(len(pixels)), key=lambda one: pixels[one]):
        half = text_width(labels[at], size=LABEL_SIZE) / 2
        level = next((row for row, end in enumerate(ends) if end + 10 < pixels[at] - half), None)
        if level is None:
            level = len(ends)
            ends.append(0.0)
        ends[level], levels[at] = pixels[at] + half, level
    return levels


def _subtitle(n_known: int, n_cases: int, x: NDArray[np.float64]) -> str:
    """Return the line under the title."""
    if not n_known:
        return "no case has a value"
    span = (
        f"{plural(n_known, 'case')} from {show_raw(float(x.min()))} to {show_raw(float(x.max()))}"
    )
    return span if n_known == n_cases else f"{span}, {n_cases - n_known} without a value"


class _Axes:
    """Both axes, and what is drawn on them."""

    def __init__(self, scale: RawScale, top: float, name: str, unit: str) -> None:
        import altair

        self.raw, self.top = scale, top
        kind: dict[str, Any] = {"type": "symlog", "constant": scale.bend} if scale.is_bent else {}
        parts = [f"{name} ({unit})" if unit else name]
        parts += ["logarithmic scale, linear near 0"] if scale.is_bent else []
        self.x = altair.X(
            "x:Q",
            scale=altair.Scale(domain=[scale.low, scale.high], nice=False, zero=False, **kind),
            axis=altair.Axis(
                title=" – ".join(parts), titleY=36, values=scale.ticks(), grid=False, format=",~r"
            ),
        )
        steps = [0, 0.25, 0.5, 0.75, 1] if top == 1.0 else list(range(int(top) + 1))
        self.y = altair.Y(
            "y:Q",
            scale=altair.Scale(domain=[0, top], nice=False),
            axis=altair.Axis(
                title=f"Membership in {name}" if top == 1.0 else f"Value of {name}",
                titleX=-44,
                values=steps,
                grid=True,
                format=".2~f",
            ),
        )

    def ground(self) -> list[Any]:
        """Return the line at membership 0.5; a multi-value set has none."""
        import altair

        values = [{"y": 0.5}] if self.top == 1.0 else []
        mark = altair.Chart(rows(values)).mark_rule(color=LINE, strokeDash=[4, 4], aria=False)
        return [mark.encode(y=self.y)]

    def anchors(self, anchors: Sequence[tuple[str, float]], levels: Sequence[int]) -> list[Any]:
        """Return a vertical rule for each anchor with its label above the plot."""
        import altair

        layers: list[Any] = []
        for (word, value), level in zip(anchors, levels, strict=True):
            label, at, up = _said(word, value), self.raw.pixel(value), -7 - ROW * level
            half = text_width(label, size=LABEL_SIZE) / 2
            middle = min(max(at, half), WIDTH - half)
            mark = altair.Chart(rows([{"x": value}])).mark_rule(color=QUIET, aria=False)
            layers.append(mark.encode(x=self.x, y=altair.value(up + 7), y2=altair.value(HEIGHT)))
            layers.append(words_at(label, middle, up, size=LABEL_SIZE, align="center", ink=TEXT))
        return layers

    def line(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> Any:
        """Return the curve."""
        import altair

        is_known = np.isfinite(x) & np.isfinite(y)
        points = zip(x[is_known].tolist(), y[is_known].tolist(), strict=True)
        values = [{"x": one, "y": other, "at": at} for at, (one, other) in enumerate(points)]
        mark = altair.Chart(rows(values)).mark_line(color=TYPICAL, strokeWidth=2, aria=False)
        return mark.encode(x=self.x, y=self.y, order=altair.Order("at:Q"))

    def cases(
        self,
        x: NDArray[np.float64],
        y: NDArray[np.float64],
        names: Sequence[str],
        halves: Sequence[int],
    ) -> list[Any]:
        """Return the rug, the cases on the curve, and those at exactly 0.5 with their names."""
        import altair

        values = [
            {"x": one, "y": other, "tip": f"{case}: {show_raw(one)} → {other:.3f}"}
            for one, other, case in zip(x.tolist(), y.tolist(), names, strict=True)
        ]
        rug = altair.Chart(rows(values)).mark_rule(color=QUIET, strokeWidth=0.8, aria=False)
        rest = [one for at, one in enumerate(values) if at not in set(halves)]
        dots = altair.Chart(rows(rest)).mark_point(
            shape="circle", fill="#ffffff", stroke=TYPICAL, strokeWidth=1.3, opacity=1, size=38
        )
        special = altair.Chart(rows([values[at] for at in halves])).mark_point(
            shape="diamond", fill=DEVIANT, stroke=DEVIANT, opacity=1, size=110
        )
        tip = altair.Description("tip:N")
        return [
            rug.encode(x=self.x, y=altair.value(HEIGHT), y2=altair.value(HEIGHT - 9)),
            dots.encode(x=self.x, y=self.y, description=tip),
            special.encode(x=self.x, y=self.y, description=tip),
            *self.half_names(x, y, names, halves),
        ]

    def half_names(
        self,
        x: NDArray[np.float64],
        y: NDArray[np.float64],
        names: Sequence[str],
        halves: Sequence[int],
    ) -> list[Any]:
        """Return the names of the cases at exactly 0.5, where there is room."""
        order = [*halves, *(at for at in range(len(names)) if at not in set(halves))]
        said = [shorten(f"{names[at]} = 0.5", width=200, size=LABEL_SIZE) for at in halves]
        sizes = [(text_width(one, size=LABEL_SIZE) + 4, LABEL_SIZE * 1.2) for one in said]
        pixels = [self.raw.pixel(float(x[at])) for at in halves]
        uprights = [(at, 0.0, at, float(HEIGHT)) for at in pixels]
        placed = place_labels(
            [(self.raw.pixel(float(x[at])), (1 - float(y[at])) * HEIGHT) for at in order],
            [*sizes, *([None] * (len(order) - len(sizes)))],
            area=Box(2, 2, WIDTH - 2, HEIGHT - 12),
            avoided=[(0, HEIGHT / 2, WIDTH, HEIGHT / 2), *uprights],
            radius=6,
            most=12,
        )
        return [
            words_at(words, at.box.left + 2, (at.box.top + at.box.bottom) / 2, ink=DEVIANT)
            for words, at in zip(said, placed, strict=False)
            if at is not None
        ]


def _alt(
    name: str,
    unit: str,
    anchors: Sequence[tuple[str, float]],
    scale: RawScale,
    halves: Sequence[str],
    n_known: int,
) -> str:
    """Return the figure in words."""
    said = ", ".join(_said(*one) for one in anchors)
    parts = [f"Calibration curve of {name}" + (f" in {unit}" if unit else "")]
    parts += [f"Anchors: {said}"] if said else []
    parts += ["The raw axis is logarithmic, linear near 0"] if scale.is_bent else []
    parts += [f"{plural(n_known, 'case')} on the curve"]
    parts += [f"Exactly 0.5: {join_names(list(halves))}"] if halves else []
    return ". ".join(parts) + "."
