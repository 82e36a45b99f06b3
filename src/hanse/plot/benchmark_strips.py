"""Where a cluster stands among its peers: one strip for each indicator."""

from __future__ import annotations

import math
from collections.abc import Sequence

from hanse.errors import InputError, unknown_name
from hanse.messages import capital, plural
from hanse.plot.indicator_groups import by_group, heading
from hanse.plot.ink import LINE, QUIET, TEXT, TYPICAL
from hanse.plot.legend_row import Sample, legend_row
from hanse.plot.names import slug
from hanse.plot.picture import Picture
from hanse.plot.quantities import no_more_than, numbers, show_in
from hanse.plot.strip import (
    BAND,
    DIRECTIONS,
    MARGIN,
    PEER,
    STANDING,
    VALUE,
    WIDTH,
    Row,
    Strip,
    band,
    first_mark,
    own_mark,
)
from hanse.plot.strip import LEFT as STRIP_LEFT
from hanse.plot.strip import LONG as STRIP_LONG
from hanse.plot.strokes import line
from hanse.plot.svg import drawing, text
from hanse.plot.text_block import clamped, one_line, stacked, tall

__all__ = ["MOST_STRIPS", "Strip", "benchmark_strips"]

MOST_STRIPS = 30
INNER = WIDTH - 2 * MARGIN
Grouped = Sequence[tuple[str, Sequence[Row]]]


def benchmark_strips(
    rows: Sequence[Strip],
    *,
    unit: str,
    title: str,
    note: str = "",
    peers_label: str = "peers",
    name: str = "",
) -> Picture:
    """Draw where a cluster stands among its peers, one strip for each indicator.

    Every strip has the indicator's own raw scale, and better lies to the right: where lower is
    better the axis is reversed. A scale goes over to logarithms where the largest value is more
    than 50 times the median. The band holds the middle half of the peers (quartiles interpolated
    linearly, type 7 of Hyndman and Fan 1996), the thick line is their median; fewer than four peers
    have neither. Quantitative growth and qualitative upgrading are groups of their own and are
    never added.

    Parameters
    ----------
    rows : sequence of Strip
        1 to 30, drawn by group: depth, breadth, inward, dynamics, growth, upgrading, then others.
    unit : str
        Name of the cluster that the large marks stand for.
    title : str
        Shown above the strips.
    note : str
        Shown below them, such as the choice of peers.
    peers_label : str
        What the peers are called in the key.
    name : str
        Name of the figure's file; made from the title where it is empty.

    Returns
    -------
    Picture
        980 wide. A strip without peers shows the cluster alone and says so.

    Raises
    ------
    InputError
        If there are no rows or more than 30, a number is infinite, a percentile lies outside 0 to
        100, a direction is unknown, a rank is not one of so many, there are not as many names of
        peers as peers, or there is neither a value nor a reason.

    Examples
    --------
    >>> row = Strip("Export share", "depth", "share", 0.46, [0.2, 0.3, 0.3, 0.4], percentile=100,
    ...             rank=1, of=5, first=0.38, first_year="2019")
    >>> benchmark_strips([row], unit="Kista", title="Abroad").alt
    'Abroad: Kista on 1 indicator, better than the median of its peers on 1 and worse on 0 of the 1
    that can be compared. Depth: Export share 46 % (p100, 1 of 5; median of 4 peers 30 %; 38 % in
    2019).'
    """
    no_more_than(
        MOST_STRIPS,
        rows,
        "rows",
        where="benchmark strips",
        mend="Choose among the indicators, or draw each group in a picture of its own.",
    )
    title, note, unit = one_line(title), one_line(note), one_line(unit)
    read = [_read(one) for one in rows]
    grouped = by_group([(one.strip.group, one) for one in read])
    titles = clamped(title, width=INNER, size=15, most=4, is_bold=True)
    parts = stacked(titles, MARGIN, 14 + tall(titles) / 2)
    key, y = legend_row(
        _samples(read, unit, one_line(peers_label)), MARGIN, 22 + tall(titles), width=INNER
    )
    below, y = _body(grouped, y + 8)
    notes = clamped(note, width=INNER, size=11, most=6) if note else []
    foot = stacked(notes, MARGIN, y + 8 + tall(notes) / 2, fill=QUIET)
    alt = _alt(title, unit, grouped)
    height = y + tall(notes) + (20 if notes else 12)
    svg = drawing([*parts, *key, *below, *foot], width=WIDTH, height=height, title=title, alt=alt)
    return Picture(name=name or f"benchmark-{slug(title)}", title=title, alt=alt, svg=svg)


def _body(grouped: Grouped, y: float) -> tuple[list[str], float]:
    """Return the headings and the strips, and where they end."""
    parts = [
        text("better →", STRIP_LEFT + STRIP_LONG + 9, y + 13, size=11, anchor="end", fill=QUIET),
        text("value", VALUE, y + 13, size=11, fill=QUIET),
        text("percentile, rank", STANDING, y + 13, size=11, fill=QUIET),
    ]
    for at, (group, members) in enumerate(grouped):
        y += 12 if at else 0
        lines = clamped(heading(group), width=230, size=13, most=2, is_bold=True)
        parts += stacked(lines, MARGIN, y + tall(lines) / 2)
        y += tall(lines) + 4
        parts.append(line(MARGIN, y, WIDTH - MARGIN, y, LINE))
        for one in members:
            parts += one.drawn(y)
            y += one.height
    return parts, y


def _samples(rows: Sequence[Row], unit: str, peers_label: str) -> list[Sample]:
    """Return the key: what is in use, and no more."""
    found = [Sample(lambda x, y: [own_mark(x + 8, y, direction="higher")], 16, unit)]
    if any(math.isfinite(one.strip.first) and math.isfinite(one.strip.value) for one in rows):
        found.append(
            Sample(lambda x, y: [first_mark(x + 6, y, ink=TYPICAL)], 12, "in its first year")
        )
    if any(one.strip.direction == "none" for one in rows):
        words = "where neither end is better"
        found.append(Sample(lambda x, y: [own_mark(x + 9, y, direction="none")], 18, words))
    if any(one.peers.size for one in rows):
        found += [
            Sample(
                lambda x, y: [line(x + 3, y - 5, x + 3, y + 5, PEER, weight=1.3)],
                6,
                f"one of the {peers_label}",
            ),
            Sample(
                lambda x, y: [band(x, x + 26, y, fill=BAND)],
                26,
                f"middle half of the {peers_label}",
            ),
            Sample(
                lambda x, y: [line(x + 3, y - 10, x + 3, y + 10, TEXT, weight=2.4)], 6, "median"
            ),
        ]
    return found


def _read(strip: Strip) -> Row:
    """Return a strip with clean words, refused where something does not fit."""
    clean = strip._replace(
        indicator=one_line(strip.indicator),
        group=one_line(strip.group),
        unit=one_line(strip.unit),
        first_year=one_line(str(strip.first_year)),
        why=one_line(strip.why),
        value=float(strip.value),
        first=float(strip.first),
        percentile=float(strip.percentile),
        peer_names=[one_line(one) for one in strip.peer_names],
    )
    where = f"benchmark strips, '{clean.indicator}'"
    values = numbers(list(strip.peers), "peers", where=where)
    if clean.direction not in DIRECTIONS:
        raise unknown_name("direction", clean.direction, DIRECTIONS, where=where)
    for what, value in (("value", clean.value), ("first", clean.first)):
        if math.isinf(value):
            raise InputError(f"{what} is infinite", where=where, mend="Give a number, or NaN.")
    if math.isnan(clean.value) and not clean.why:
        raise InputError("there is neither a value nor a reason", where=where, mend="Give 'why'.")
    if not (math.isnan(clean.percentile) or 0 <= clean.percentile <= 100):
        raise InputError(f"percentile {clean.percentile:g} is outside 0 to 100", where=where)
    if clean.rank and not 1 <= clean.rank <= clean.of:
        raise InputError(f"{clean.rank} of {clean.of} is no rank", where=where)
    if clean.peer_names and len(clean.peer_names) != values.size:
        raise InputError(
            f"{plural(len(clean.peer_names), 'name')} for {plural(values.size, 'peer')}",
            where=where,
        )
    return Row(clean, values)


def _alt(title: str, unit: str, grouped: Grouped) -> str:
    """Return the strips in words: how often better than the median, then each by group."""
    rows = [one for _, members in grouped for one in members]
    sides = [_side(one) for one in rows]
    n_compared = sum(side is not None for side in sides)
    n_better = sum(side is not None and side > 0 for side in sides)
    n_worse = sum(side is not None and side < 0 for side in sides)
    n_hidden = sum(math.isnan(one.strip.value) for one in rows)
    said = f"{title}: {unit} on {plural(len(rows), 'indicator')}, "
    if n_compared:
        said += f"better than the median of its peers on {n_better} and worse on {n_worse} of the "
        said += f"{n_compared} that can be compared"
    else:
        said += "none of which can be compared with peers"
    sentences = [said + (f"; {n_hidden} without a value." if n_hidden else ".")]
    for group, members in grouped:
        shown = "; ".join(_said(one) for one in members)
        sentences.append(f"{capital(group) or 'Other'}: {shown}.")
    return " ".join(sentences)


def _side(row: Row) -> int | None:
    """Return on which side of the median the cluster lies: 1 better, −1 worse, None unknown."""
    strip = row.strip
    if strip.direction == "none" or not (math.isfinite(row.median) and math.isfinite(strip.value)):
        return None
    sign = (strip.value > row.median) - (strip.value < row.median)
    return sign if strip.direction == "higher" else -sign


def _said(row: Row) -> str:
    """Return one strip in words."""
    strip = row.strip
    if math.isnan(strip.value):
        return f"{strip.indicator} no value ({strip.why})"
    found = [", ".join(strip.standing)] if strip.standing else []
    if math.isfinite(row.median):
        median = show_in(row.median, strip.unit)
        found.append(f"median of {plural(row.peers.size, 'peer')} {median}")
    elif row.peers.size:
        found.append(plural(row.peers.size, "peer"))
    else:
        found.append("peers not shown" if strip.standing else "no peers")
    if strip.direction != "higher":
        found.append({"lower": "lower is better", "none": "neither end is better"}[strip.direction])
    if math.isfinite(strip.first):
        found.append(f"{show_in(strip.first, strip.unit)} in {strip.first_year}")
    behind = f" ({'; '.join(found)})" if found else ""
    return f"{strip.indicator} {show_in(strip.value, strip.unit)}{behind}"
