"""How a cluster moved: one small panel for each indicator, over the years, against its peers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hanse.errors import InputError
from hanse.messages import capital, join_names, plural
from hanse.plot.indicator_groups import by_group, heading
from hanse.plot.ink import LINE, QUIET
from hanse.plot.legend_row import Sample, legend_row
from hanse.plot.names import slug
from hanse.plot.picture import Picture
from hanse.plot.quantities import no_more_than, numbers, show_in
from hanse.plot.strokes import line
from hanse.plot.svg import drawing
from hanse.plot.text_block import clamped, one_line, stacked, tall
from hanse.plot.trend_panel import (
    COLUMN,
    Panel,
    Trend,
    gap_mark,
    median_line,
    own_line,
    peers_band,
)

__all__ = ["MOST_PANELS", "Trend", "trend_panels"]

MOST_PANELS, COLUMNS = 30, 3
WIDTH, MARGIN = 980.0, 16.0
INNER = WIDTH - 2 * MARGIN


def trend_panels(
    series: Sequence[Trend],
    *,
    title: str,
    note: str = "",
    unit: str = "the cluster",
    peers_label: str = "peers",
    name: str = "",
) -> Picture:
    """Draw how a cluster moved over the years, a panel for each indicator.

    Every panel has its own scale in the indicator's unit, and all have the same years. The line is
    broken where a year has no value, and a cross on the axis marks that year; the last value
    stands at the right in bold, below or above it the last median of the peers.

    Parameters
    ----------
    series : sequence of Trend
        1 to 30, drawn by group: depth, breadth, inward, dynamics, growth, upgrading, then others.
    title : str
        Shown above the panels.
    note : str
        Shown below them.
    unit : str
        Name of the cluster that the line stands for.
    peers_label : str
        What the peers are called in the key.
    name : str
        Name of the figure's file; made from the title where it is empty.

    Returns
    -------
    Picture
        980 wide, three panels beside each other. A panel without any value shows the years and
        says why.

    Raises
    ------
    InputError
        If there are no series or more than 30, the years are no whole numbers or do not rise, the
        lengths differ, a number is infinite, or a low quartile lies above the high one.

    Examples
    --------
    >>> row = Trend("Export share", "depth", "share", [2019, 2020, 2021],
    ...             [0.38, float("nan"), 0.46], [0.2] * 3, [0.3] * 3, [0.4] * 3,
    ...             ["", "hidden: 2 firms", ""])
    >>> trend_panels([row], unit="Kista", title="Since 2019").alt
    'Since 2019: Kista on 1 indicator, higher than at first on 1 and lower on 0. Depth: Export share
    from 38 % (2019) to 46 % (2021); median of the peers 30 %, no value in 2020 (hidden: 2 firms).'
    """
    no_more_than(
        MOST_PANELS,
        series,
        "series",
        where="trend panels",
        mend="Choose among the indicators, or draw each group in a picture of its own.",
    )
    title, note, unit = one_line(title), one_line(note), one_line(unit)
    years = [_years(one) for one in series]
    every = [year for some in years for year in some]
    limits = (min(every), max(every))
    panels = [_panel(one, some, limits) for one, some in zip(series, years, strict=True)]
    grouped = by_group([(one.group, one) for one in panels])
    titles = clamped(title, width=INNER, size=15, most=4, is_bold=True)
    parts = stacked(titles, MARGIN, 14 + tall(titles) / 2)
    key, y = legend_row(
        _samples(panels, unit, one_line(peers_label)), MARGIN, 22 + tall(titles), width=INNER
    )
    below, y = _body(grouped, y + 10)
    notes = clamped(note, width=INNER, size=11, most=6) if note else []
    foot = stacked(notes, MARGIN, y + tall(notes) / 2, fill=QUIET)
    alt = _alt(title, unit, grouped)
    size = {"width": WIDTH, "height": y + tall(notes) + 12}
    svg = drawing([*parts, *key, *below, *foot], **size, title=title, alt=alt)
    return Picture(name=name or f"trends-{slug(title)}", title=title, alt=alt, svg=svg)


def _years(trend: Trend) -> tuple[int, ...]:
    """Return the years as numbers, refused where they are none or do not rise."""
    where = f"trend panels, '{one_line(trend.indicator)}'"
    if not len(trend.years):
        raise InputError("there are no years", where=where, mend="Give at least one.")
    found = []
    for one in trend.years:
        try:
            found.append(int(str(one).strip()))
        except ValueError:
            mend = "Give whole numbers, such as 2023."
            raise InputError(
                f"the year '{one}' is no whole number", where=where, mend=mend
            ) from None
    for before, after in pairwise(found):
        if after <= before:
            raise InputError(f"the years do not rise: {after} follows {before}", where=where)
    return tuple(found)


def _panel(trend: Trend, years: tuple[int, ...], limits: tuple[int, int]) -> Panel:
    """Return a trend that was read, refused where something does not fit."""
    where = f"trend panels, '{one_line(trend.indicator)}'"

    def read(values: ArrayLike, what: str, *, is_needed: bool = False) -> NDArray[np.float64]:
        found = numbers(values, what, where=where)
        if not found.size and not is_needed:
            return np.full(len(years), np.nan)
        if found.size != len(years):
            raise InputError(
                f"{what} has {plural(found.size, 'number')} for {plural(len(years), 'year')}",
                where=where,
            )
        return found

    low, high = read(trend.low, "low"), read(trend.high, "high")
    for at in np.flatnonzero(low > high).tolist():
        raise InputError(f"low {low[at]:g} is above high {high[at]:g} in {years[at]}", where=where)
    reasons = tuple(one_line(one) for one in trend.reasons)
    if reasons and len(reasons) != len(years):
        raise InputError(
            f"{plural(len(reasons), 'reason')} for {plural(len(years), 'year')}", where=where
        )
    return Panel(
        indicator=one_line(trend.indicator),
        group=one_line(trend.group),
        unit=one_line(trend.unit),
        years=years,
        values=read(trend.values, "values", is_needed=True),
        low=low,
        median=read(trend.median, "median"),
        high=high,
        reasons=reasons,
        first=limits[0],
        last=limits[1],
    )


def _samples(panels: Sequence[Panel], unit: str, peers_label: str) -> list[Sample]:
    """Return the key: what is in use, and no more."""
    found = [Sample(lambda x, y: [own_line([(x, y), (x + 26, y)])], 26, unit)]
    if any(np.isfinite(one.median).any() for one in panels):
        words = f"median of the {peers_label}"
        found.append(Sample(lambda x, y: [median_line([(x, y), (x + 26, y)])], 26, words))
    if any((np.isfinite(one.low) & np.isfinite(one.high)).any() for one in panels):
        words = f"middle half of the {peers_label}"
        found.append(
            Sample(
                lambda x, y: [
                    peers_band([(x, y - 7), (x + 26, y - 7), (x + 26, y + 7), (x, y + 7)])
                ],
                26,
                words,
            )
        )
    if any(np.isnan(one.values).any() for one in panels):
        found.append(
            Sample(lambda x, y: [gap_mark(x + 4, y)], 8, "year without a value (missing or hidden)")
        )
    return found


def _body(grouped: Sequence[tuple[str, Sequence[Panel]]], y: float) -> tuple[list[str], float]:
    """Return the headings and the panels, three beside each other, and where they end."""
    parts: list[str] = []
    for group, members in grouped:
        lines = clamped(heading(group), width=INNER, size=13, most=2, is_bold=True)
        parts += stacked(lines, MARGIN, y + tall(lines) / 2)
        y += tall(lines) + 4
        parts.append(line(MARGIN, y, WIDTH - MARGIN, y, LINE))
        y += 10
        for first in range(0, len(members), COLUMNS):
            row = members[first : first + COLUMNS]
            head = max(tall(one.head) for one in row)
            for at, one in enumerate(row):
                x = MARGIN + at * COLUMN
                parts += stacked(one.head, x, y + tall(one.head) / 2)
                parts += one.drawn(x, y + head)
            y += head + max(one.height for one in row) + 6
        y += 4
    return parts, y


def _alt(title: str, unit: str, grouped: Sequence[tuple[str, Sequence[Panel]]]) -> str:
    """Return the panels in words: how often higher than at first, then each by group."""
    panels = [one for _, members in grouped for one in members]
    moves = [
        float(one.values[one.known[-1]] - one.values[one.known[0]])
        for one in panels
        if len(one.known) > 1
    ]
    n_up, n_down = sum(one > 0 for one in moves), sum(one < 0 for one in moves)
    n_empty = sum(not one.known for one in panels)
    said = f"{title}: {unit} on {plural(len(panels), 'indicator')}, "
    said += f"higher than at first on {n_up} and lower on {n_down}"
    sentences = [said + (f"; {n_empty} without a value." if n_empty else ".")]
    for group, members in grouped:
        shown = ". ".join(_said(one) for one in members)
        sentences.append(f"{capital(group) or 'Other'}: {shown}.")
    return " ".join(sentences)


def _said(panel: Panel) -> str:
    """Return one panel in words."""
    found = []
    medians = panel.median[np.isfinite(panel.median)]
    if medians.size:
        found.append(f"median of the peers {show_in(float(medians[-1]), panel.unit)}")
    gaps: dict[str, list[str]] = {}
    for at, value in enumerate(panel.values.tolist()):
        if math.isnan(value):
            why = panel.reasons[at] if panel.reasons else ""
            gaps.setdefault(why, []).append(str(panel.years[at]))
    for why, years in gaps.items():
        found.append(f"no value in {join_names(years)}{f' ({why})' if why else ''}")
    behind = "".join(f"{',' if at else ';'} {one}" for at, one in enumerate(found))
    if not panel.known:
        return f"{panel.indicator} without a value{behind}"
    first, last = panel.known[0], panel.known[-1]
    then, now = (show_in(float(panel.values[at]), panel.unit) for at in (first, last))
    shown = f"to {now} ({panel.years[last]})"
    if first == last:
        return f"{panel.indicator} {shown.removeprefix('to ')}{behind}"
    return f"{panel.indicator} from {then} ({panel.years[first]}) {shown}{behind}"
