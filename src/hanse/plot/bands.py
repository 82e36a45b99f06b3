"""Scenarios over the years: a median line with a band for each, one panel for each measure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hanse.errors import InputError
from hanse.messages import capital
from hanse.plot.band_panel import (
    GAP,
    LABEL_WIDTH,
    LEADER,
    LEFT,
    SIZE,
    WHISKER,
    Panel,
    Scenario,
    Shade,
)
from hanse.plot.ink import DEVIANT, QUIET, ZONE_DEVIANT
from hanse.plot.lettering import text_width
from hanse.plot.names import slug
from hanse.plot.numbers import show_number, show_raw
from hanse.plot.picture import Picture
from hanse.plot.svg import drawing, element, text
from hanse.plot.text_block import clamped, one_line, stacked, tall

__all__ = ["Band", "bands"]

MOST = 8
INKS = ("#1f4e79", "#c2410c", "#0f766e", "#7b3f98", "#8a6100", "#1c76b0", "#b0306a", "#4b5320")
DASHES = ("", "8 3", "2 3", "9 3 2 3", "", "8 3", "2 3", "9 3 2 3")
GREY, NOTE_INK = Shade("#5b6773", ""), "#7a2a08"
MARGIN, WIDTH, PLOT_LEAST, TITLE_SIZE = 16.0, 900.0, 150.0, 15
Panels = Sequence[tuple[str, Sequence[Scenario]]]


class Band(NamedTuple):
    """One scenario of one measure.

    Attributes
    ----------
    measure, scenario : str
        The panel and the line that it belongs to.
    low, median, high : array of float, one for each year
        The band and its middle; NaN is a gap.
    """

    measure: str
    scenario: str
    low: ArrayLike
    median: ArrayLike
    high: ArrayLike


def bands(
    x: ArrayLike,
    series: Sequence[Band | tuple[str, str, ArrayLike, ArrayLike, ArrayLike]],
    *,
    title: str,
    y_label: str,
    x_label: str = "years from now",
    baseline: float | None = None,
    baseline_label: str = "today",
    reference: str = "",
    line_label: str = "median",
    band_label: str = "5–95 % of the draws",
    note: str = "illustration, not a forecast",
    is_one_scale: bool = True,
    name: str = "",
) -> Picture:
    """Draw medians and bands over the years, a panel for each measure.

    Every line is named at its end; a bar beside it spans the band in the last year.

    Parameters
    ----------
    x : array of float
        The years, rising.
    series : sequence of Band
        ``(measure, scenario, low, median, high)``; panels and colours follow the order in which
        measures and scenarios first appear. At most eight scenarios to a measure.
    title, y_label, x_label : str
        Shown above the panels and along the axes.
    baseline : float, optional
        Value of a horizontal line across every panel.
    baseline_label : str
        What the horizontal line is.
    reference : str
        Scenario that is drawn in grey, such as the one without a strategy.
    line_label, band_label : str
        What the line is and what the band spans, in the words below the panels.
    note : str
        Written large enough to be read above the panels.
    is_one_scale : bool
        Whether all panels have the same scale, so that measures of one unit can be compared.
    name : str
        Name of the figure's file; made from the title where it is empty.

    Returns
    -------
    Picture
        900 wide. Without series the title alone.

    Raises
    ------
    InputError
        If the lengths differ, the years do not rise, or a measure has more than eight scenarios.

    Examples
    --------
    >>> one = Band("lock-in", "exporting", [0.4, 0.2], [0.4, 0.3], [0.4, 0.5])
    >>> bands([0, 20], [one], title="Effect", y_label="index").alt
    'Effect (illustration, not a forecast). lock-in, index: exporting from 0.40 to 0.30 (0.20 to
    0.50). Medians in the first and the last of years from now 0 to 20; in brackets 5–95 % of the
    draws in the last.'
    """
    years = np.asarray(x, dtype=np.float64)
    drawn = [_read(one, years) for one in series]
    panels = _panels(drawn)
    _check(years, panels)
    title, note = one_line(title), one_line(note)
    labels = (y_label, x_label, line_label, band_label, baseline_label)
    said = _Said(*(one_line(one) for one in labels))
    parts, y = _head(title, note)
    shades = _shades(panels, one_line(reference))
    groups = [drawn if is_one_scale else members for _, members in panels]
    limits = [_limits(members, baseline) for members in groups]
    below, y = _drawn(panels, shades, years, limits, y, said, baseline)
    alt = _alt(title, note, said, years, panels, baseline)
    svg = drawing([*parts, *below], width=WIDTH, height=y + 12, title=title, alt=alt)
    return Picture(name=name or f"bands-{slug(title)}", title=title, alt=alt, svg=svg)


class _Said(NamedTuple):
    """The words along the axes and below the panels."""

    y_label: str
    x_label: str
    line_label: str
    band_label: str
    baseline_label: str


def _drawn(
    panels: Panels,
    shades: Sequence[Sequence[Shade]],
    years: NDArray[np.float64],
    limits: Sequence[tuple[float, float]],
    y: float,
    said: _Said,
    baseline: float | None,
) -> tuple[list[str], float]:
    """Return the panels below each other with what their marks mean, and where they end."""
    parts: list[str] = []
    right = WIDTH - MARGIN - LABEL_WIDTH - LEADER - 8
    right -= WHISKER * max((len(members) for _, members in panels), default=0)
    for at, (measure, members) in enumerate(panels):
        labels = [clamped(_label(one), width=LABEL_WIDTH, size=SIZE, most=3) for one in members]
        height = max(PLOT_LEAST, sum(tall(one) + GAP for one in labels))
        panel = Panel(years, *limits[at], y + 28, height, right)
        parts += panel.axes(measure, said.y_label)
        if baseline is not None:
            parts.append(panel.baseline(baseline))
        parts += panel.lines(members, shades[at], labels)
        y = panel.top + height + 26
    if not panels:
        return parts, y
    words = f"Line: {said.line_label}. Faint band, and bar at the end: {said.band_label}."
    if baseline is not None and said.baseline_label:
        words += f" Dotted line: {said.baseline_label}."
    parts.append(text(said.x_label, (LEFT + right) / 2, y + 8, size=12, anchor="middle"))
    lines = clamped(words, width=WIDTH - 2 * MARGIN, size=11, most=3)
    parts += stacked(lines, MARGIN, y + 20 + tall(lines) / 2, fill=QUIET)
    return parts, y + 20 + tall(lines)


def _read(
    one: Band | tuple[str, str, ArrayLike, ArrayLike, ArrayLike], years: NDArray[np.float64]
) -> Scenario:
    """Return one scenario as arrays, refused where their length is not that of the years."""
    measure, scenario, *values = one
    low, median, high = (np.asarray(part, dtype=np.float64) for part in values)
    if not low.shape == median.shape == high.shape == years.shape:
        raise InputError("a chart of bands got lists of different length")
    return Scenario(one_line(measure), one_line(scenario), low, median, high)


def _label(one: Scenario) -> str:
    """Return what stands at the end of a line."""
    return one.scenario if np.isfinite(one.median).any() else f"{one.scenario} (undefined)"


def _panels(drawn: Sequence[Scenario]) -> list[tuple[str, list[Scenario]]]:
    """Return the scenarios by measure, in the order in which measures first appear."""
    found: dict[str, list[Scenario]] = {}
    for one in drawn:
        found.setdefault(one.measure, []).append(one)
    return list(found.items())


def _check(years: NDArray[np.float64], panels: Sequence[tuple[str, Sequence[Scenario]]]) -> None:
    """Refuse years that do not rise, and more scenarios than can be told apart."""
    if years.ndim != 1 or not np.isfinite(years).all() or (np.diff(years) <= 0).any():
        raise InputError("the years of a chart of bands do not rise")
    for measure, members in panels:
        if len(members) > MOST:
            raise InputError(
                f"{len(members)} scenarios in one panel; {MOST} can be told apart",
                where=f"chart of bands, {measure}",
                mend="Draw the others in a second picture.",
            )


def _shades(panels: Panels, reference: str) -> list[list[Shade]]:
    """Return how each scenario is drawn: in all panels alike, the reference in grey."""
    known: dict[tuple[str, int], Shade] = {}
    shades = []
    for _, members in panels:
        seen: list[str] = []
        row = []
        for one in members:
            key = (one.scenario, seen.count(one.scenario))
            seen.append(one.scenario)
            n = sum(shade != GREY for shade in known.values()) % MOST
            is_grey = bool(reference) and one.scenario == reference
            row.append(known.setdefault(key, GREY if is_grey else Shade(INKS[n], DASHES[n])))
        shades.append(row)
    return shades


def _limits(drawn: Sequence[Scenario], baseline: float | None) -> tuple[float, float]:
    """Return the lowest and the highest value of the common scale, with a little air."""
    values = [part for one in drawn for part in (one.low, one.median, one.high)]
    every = np.concatenate([*values, [] if baseline is None else [baseline]])
    kept = every[np.isfinite(every)]
    if kept.size == 0:
        return 0.0, 1.0
    low, high = float(kept.min()), float(kept.max())
    air = 0.04 * (high - low) or max(1.0, abs(high)) * 0.1
    return (0.0 if 0 <= low < air else low - air), high + air


def _head(title: str, note: str) -> tuple[list[str], float]:
    """Return the title with the note in a box below it, and where the panels begin."""
    titles = clamped(title, width=WIDTH - 2 * MARGIN, size=TITLE_SIZE, most=4, is_bold=True)
    parts = stacked(titles, MARGIN, 14 + tall(titles) / 2)
    y = 20 + tall(titles)
    if note:
        lines = clamped(note, width=WIDTH - 2 * MARGIN - 20, size=12, most=1, is_bold=True)
        width = text_width(lines[0].words, size=12, is_bold=True) + 26
        paint: dict[str, str | float] = {
            "fill": ZONE_DEVIANT,
            "stroke": DEVIANT,
            "stroke_width": 1.0,
            "rx": 11.0,
        }
        parts.append(element("rect", x=MARGIN, y=y, width=width, height=22, **paint))
        parts += stacked(lines, MARGIN + width / 2, y + 11, anchor="middle", fill=NOTE_INK)
        y += 26
    return parts, y


def _alt(
    title: str,
    note: str,
    words: _Said,
    years: NDArray[np.float64],
    panels: Panels,
    baseline: float | None,
) -> str:
    """Return the chart in words: where each median starts and ends, and the band at the end."""
    said = [f"{title} ({note})." if note else f"{title}."]
    for measure, members in panels:
        listed = "; ".join(_said(one) for one in members)
        said.append(f"{measure}, {words.y_label}: {listed}.")
    if baseline is not None:
        said.append(f"Horizontal line at {show_raw(baseline)}: {words.baseline_label}.")
    if panels and years.size:
        span = f"{words.x_label} {years[0]:g} to {years[-1]:g}"
        said.append(f"{capital(words.line_label)}s in the first and the last of {span};")
        said.append(f"in brackets {words.band_label} in the last.")
    return " ".join(said)


def _said(one: Scenario) -> str:
    """Return one scenario in words."""
    if one.median.size == 0:
        return f"{one.scenario} without years"
    first, last, low, high = (
        show_number(float(value), digits=2)
        for value in (one.median[0], one.median[-1], one.low[-1], one.high[-1])
    )
    return f"{one.scenario} from {first} to {last} ({low} to {high})"
