"""The points of an XY plot: cases that share a place, their marks, their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hanse.messages import join_names
from hanse.plot.ink import DEVIANT, FAINT, LINE, QUIET, TEXT, TYPICAL
from hanse.plot.labels import Placed
from hanse.plot.lettering import shorten
from hanse.plot.vega import rows

__all__ = ["Spot", "leader_layer", "name_layer", "pixel_of", "point_layers", "spots_of"]

SIDE = 490  # pixels of the plot area
PAD = 0.03  # room around the square from 0 to 1, for marks and names at its corners
LABEL_SIZE, LABEL_ROOM = 11, 150.0
#: shape, fill, outline, area of the mark of each kind
LOOKS = {
    "deviant": ("diamond", DEVIANT, DEVIANT, 110),
    "typical": ("circle", TYPICAL, TYPICAL, 55),
    "deviant in degree": ("circle", "#ffffff", TYPICAL, 55),
    "not covered": ("square", "#ffffff", QUIET, 45),
    "on a line": ("cross", "#ffffff", TEXT, 60),
    "irrelevant": ("circle", "#ffffff", FAINT, 30),
}


@dataclass(frozen=True)
class Spot:
    """Cases that lie at one point."""

    x: float
    y: float
    kind: str
    names: tuple[str, ...]

    @property
    def label(self) -> str:
        """The names as a label: the first two and how many more."""
        shown = [shorten(one, width=LABEL_ROOM, size=LABEL_SIZE) for one in self.names[:2]]
        more = f" and {len(self.names) - 2} more" if len(self.names) > 2 else ""
        return ", ".join(shown) + more

    @property
    def pixel(self) -> tuple[float, float]:
        """The point in pixels of the square."""
        return pixel_of(self.x), pixel_of(1 - self.y)


def pixel_of(share: float) -> float:
    """Return the pixel of a membership, from the left or from the top."""
    return (share + PAD) / (1 + 2 * PAD) * SIDE


def share_of(pixel: float) -> float:
    """Return the membership that lies at a pixel."""
    return pixel / SIDE * (1 + 2 * PAD) - PAD


def spots_of(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    cases: Sequence[str],
    kinds: Sequence[str],
    order: Sequence[int],
) -> list[Spot]:
    """Return the points with the cases that lie there, most telling first."""
    found: dict[tuple[float, float, str], list[int]] = {}
    for at in order:
        key = (round(float(x[at]), 3), round(float(y[at]), 3), kinds[at])
        found.setdefault(key, []).append(at)
    return [
        Spot(float(x[places[0]]), float(y[places[0]]), key[2], tuple(cases[at] for at in places))
        for key, places in found.items()
    ]


def point_layers(spots: Sequence[Spot]) -> list[Any]:
    """Return one layer of marks for each kind, quiet kinds below."""
    import altair

    layers = []
    for kind, (shape, fill, stroke, area) in reversed(LOOKS.items()):
        values = [
            {"x": one.x, "y": one.y, "tip": _tip(one), "size": _area(area, len(one.names))}
            for one in spots
            if one.kind == kind
        ]
        mark = altair.Chart(rows(values)).mark_point(
            shape=shape, fill=fill, stroke=stroke, strokeWidth=1.4, opacity=1
        )
        size = altair.Size("size:Q", scale=None, legend=None)
        layers.append(
            mark.encode(
                x=altair.X("x:Q"),
                y=altair.Y("y:Q"),
                size=size,
                description=altair.Description("tip:N"),
            )
        )
    return layers


def _area(area: int, n_cases: int) -> float:
    """Return the area of a mark, larger where several cases share the point."""
    return area * min(4.0, 1 + 0.35 * (n_cases - 1))


def _tip(spot: Spot) -> str:
    """Return what the pointer shows over a mark."""
    return f"{join_names(spot.names)}: {spot.x:.3f}, {spot.y:.3f} ({spot.kind})"


def leader_layer(placed: Sequence[Placed | None]) -> Any:
    """Return thin lines from points to labels that stand away from them."""
    import altair

    ends = [one.leader for one in placed if one is not None and one.leader is not None]
    values = [
        {"x": share_of(a), "y": 1 - share_of(b), "x2": share_of(c), "y2": 1 - share_of(d)}
        for a, b, c, d in ends
    ]
    mark = altair.Chart(rows(values)).mark_rule(color=LINE, strokeWidth=0.8, aria=False)
    return mark.encode(x=altair.X("x:Q"), y=altair.Y("y:Q"), x2=altair.X2("x2"), y2=altair.Y2("y2"))


def name_layer(spots: Sequence[Spot], placed: Sequence[Placed | None]) -> Any:
    """Return the labels that found a place."""
    import altair

    values = [
        {
            "x": share_of(at.box.left + 2),
            "y": 1 - share_of((at.box.top + at.box.bottom) / 2),
            "words": one.label,
            "ink": DEVIANT if one.kind == "deviant" else TEXT,
        }
        for one, at in zip(spots, placed, strict=True)
        if at is not None
    ]
    mark = altair.Chart(rows(values)).mark_text(
        align="left", baseline="middle", fontSize=LABEL_SIZE, aria=False
    )
    ink = altair.Color("ink:N", scale=None, legend=None)
    return mark.encode(x=altair.X("x:Q"), y=altair.Y("y:Q"), text=altair.Text("words:N"), color=ink)
