"""The recall curve: records screened against relevant ones found, the stop and what may be left."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hanse.errors import InputError
from hanse.messages import plural
from hanse.plot.ink import DEVIANT, GRID, LINE, QUIET, TEXT, TYPICAL, ZONE_DEVIANT
from hanse.plot.legend_row import Sample, legend_row
from hanse.plot.names import slug
from hanse.plot.numbers import show_number
from hanse.plot.picture import Picture
from hanse.plot.strokes import line, path
from hanse.plot.svg import drawing, element, text
from hanse.plot.text_block import clamped, one_line, stacked, tall
from hanse.plot.whole_ticks import whole_ticks

__all__ = ["recall_curve"]

WIDTH, MARGIN, LEFT, RIGHT, HIGH = 900.0, 16.0, 58.0, 34.0, 330.0
INNER, POINTS = WIDTH - 2 * MARGIN, 600


def recall_curve(
    found: ArrayLike,
    *,
    n_records: int,
    title: str,
    stop: int | None = None,
    recall: float = math.nan,
    recall_low: float = math.nan,
    confidence: float = math.nan,
    note: str = "",
    name: str = "",
) -> Picture:
    """Draw how many relevant records were found against how many were screened.

    At the stop, what was found over the lower bound of recall gives how many relevant records there
    are at most; the strip between is what may be left. The thin line is screening in random order:
    it ends at the relevant records there are by the estimate, or at those found where all were
    screened, and is not drawn where neither is known.

    Parameters
    ----------
    found : array of int
        Relevant records found after the first, second, … record screened.
    n_records : int
        All records that were to be screened.
    title : str
        Shown above the curve.
    stop : int, optional
        After how many records screening stopped; at most the length of ``found``.
    recall, recall_low : float in (0, 1]
        Estimate and lower bound of recall at the stop; NaN where unknown.
    confidence : float in (0, 1)
        Of the bound; NaN where it is not stated.
    note : str
        Shown below, such as the rule that stopped the screening.
    name : str
        Name of the figure's file; made from the title where it is empty.

    Returns
    -------
    Picture
        900 wide. Before anything is screened the axes alone.

    Raises
    ------
    InputError
        If the counts fall or rise by more than one a record, more are screened than there are, the
        stop lies beyond what was screened, a recall lies outside 0 to 1, its bound above it, or a
        bound has no stop.

    Examples
    --------
    >>> print(recall_curve([1, 2, 2, 3], n_records=9, title="Screening", stop=4, recall_low=0.75,
    ...                    confidence=0.95).alt)
    Screening: 3 relevant records found in the first 4 of 9 screened. Stopped after 4 records;
    recall at least 75 % with 95 % confidence: at most 4 relevant records, at most 1 left. Half of
    those found stood among the first 2.
    """
    title, note = one_line(title), one_line(note)
    counts = _counts(found, n_records)
    rest = _Rest.of(counts, stop, recall, recall_low, confidence)
    titles = clamped(title, width=INNER, size=15, most=4, is_bold=True)
    parts = stacked(titles, MARGIN, 14 + tall(titles) / 2)
    total = _total(counts, n_records, rest)
    key, y = legend_row(_samples(rest, total), MARGIN, 22 + tall(titles), width=INNER)
    parts += [*key, *_drawn(counts, n_records, rest, total, y + 28)]
    y += 28 + HIGH + 46
    lines = clamped(note, width=INNER, size=11, most=4) if note else []
    parts += stacked(lines, MARGIN, y + tall(lines) / 2, fill=QUIET)
    alt = _alt(title, counts, n_records, rest)
    svg = drawing(parts, width=WIDTH, height=y + tall(lines) + 8, title=title, alt=alt)
    return Picture(name=name or f"recall-{slug(title)}", title=title, alt=alt, svg=svg)


class _Rest(NamedTuple):
    """The stop, and what may be left there."""

    stop: int | None
    at_stop: int
    recall: float
    low: float
    confidence: float

    @classmethod
    def of(
        cls,
        counts: NDArray[np.int64],
        stop: int | None,
        recall: float,
        low: float,
        confidence: float,
    ) -> _Rest:
        """Return the stop, refused where it does not fit."""
        where = "recall curve"
        if stop is not None and not 0 <= stop <= len(counts) - 1:
            what = f"the stop {stop} lies beyond the {len(counts) - 1} records screened"
            raise InputError(what, where=where)
        for label, value in (
            ("recall", recall),
            ("bound of recall", low),
            ("confidence", confidence),
        ):
            if not (math.isnan(value) or 0 < value <= 1):
                raise InputError(f"the {label} {value:g} is outside 0 to 1", where=where)
        if low > recall:
            raise InputError(f"the bound {low:g} is above the recall {recall:g}", where=where)
        if stop is None and not (math.isnan(low) and math.isnan(recall)):
            raise InputError("a recall is given without a stop", where=where, mend="Give both.")
        return cls(stop, int(counts[stop]) if stop is not None else 0, recall, low, confidence)

    @property
    def at_most(self) -> int | None:
        """Relevant records there are at most; None where that is not known."""
        return None if math.isnan(self.low) else math.floor(self.at_stop / self.low + 1e-9)

    @property
    def estimate(self) -> float:
        """Relevant records there are by the estimate; NaN where that is not known."""
        return self.at_stop / self.recall

    @property
    def bound_said(self) -> str:
        """The bound in words."""
        sure = (
            "" if math.isnan(self.confidence) else f" with {_percent(self.confidence)} confidence"
        )
        return f"recall at least {_percent(self.low)}{sure}"


def _counts(found: ArrayLike, n_records: int) -> NDArray[np.int64]:
    """Return the counts from nothing screened on, refused where they cannot be."""
    counts = np.concatenate([[0], np.asarray(found, dtype=np.int64).ravel()])
    steps = np.diff(counts)
    where = "recall curve"
    if ((steps < 0) | (steps > 1)).any():
        at = int(np.flatnonzero((steps < 0) | (steps > 1))[0]) + 1
        what = f"after record {at} there are {counts[at]} found, before it {counts[at - 1]}"
        raise InputError(what, where=where, mend="Give the count after each record.")
    if len(counts) - 1 > n_records:
        raise InputError(f"{len(counts) - 1} of {n_records} records are screened", where=where)
    return counts


def _total(counts: NDArray[np.int64], n_records: int, rest: _Rest) -> float:
    """Return how many relevant records there are, as far as that is known."""
    if not math.isnan(rest.recall):
        return rest.estimate
    return float(counts[-1]) if len(counts) - 1 == n_records else math.nan


def _drawn(
    counts: NDArray[np.int64], n_records: int, rest: _Rest, total: float, top: float
) -> list[str]:
    """Return the axes, the strip of what may be left, the lines and the curve."""
    high = [int(counts[-1]), rest.at_most or 0, 0 if math.isnan(total) else math.ceil(total)]
    down, across = whole_ticks(max(high)), whole_ticks(n_records, n=8)
    left, right, bottom = MARGIN + LEFT, WIDTH - MARGIN - RIGHT, top + HIGH
    x_of, y_of = (right - left) / max(n_records, 1), HIGH / down[-1]
    parts = []
    if rest.at_most is not None and rest.stop is not None:
        x, y = left + rest.stop * x_of, bottom - rest.at_most * y_of
        box = {"width": right - x, "height": (rest.at_most - rest.at_stop) * y_of}
        parts.append(element("rect", x=x, y=y, **box, fill=ZONE_DEVIANT))
        parts.append(line(x, y, right, y, DEVIANT, weight=1.4, dash="5 3"))
    for tick in down:
        y = bottom - tick * y_of
        parts.append(line(left, y, right, y, LINE if tick == 0 else GRID))
        parts.append(text(show_number(tick), left - 8, y + 4, size=11, anchor="end", fill=QUIET))
    for tick in (one for one in across if one <= n_records):
        x = left + tick * x_of
        parts.append(text(show_number(tick), x, bottom + 17, size=11, anchor="middle", fill=QUIET))
    parts.append(text("Relevant records found", MARGIN, top - 13, size=11.5))
    middle = (left + right) / 2
    parts.append(text("Records screened", middle, bottom + 36, size=11.5, anchor="middle"))
    if not math.isnan(total):
        end = bottom - total * y_of
        parts.append(line(left, bottom, left + n_records * x_of, end, QUIET, dash="2 3"))
    if rest.stop is not None:
        x = left + rest.stop * x_of
        parts.append(line(x, top, x, bottom, TEXT, weight=1.2, dash="6 3"))
    if len(counts) > 1:
        at = np.unique(
            np.linspace(0, len(counts) - 1, min(POINTS, len(counts))).round().astype(int)
        )
        points = [(left + i * x_of, bottom - int(counts[i]) * y_of) for i in at.tolist()]
        ink: dict[str, str | float] = {"fill": "none", "stroke": TYPICAL, "stroke_width": 2.4}
        parts.append(element("path", d=path(points), **ink))
    return parts


def _samples(rest: _Rest, total: float) -> list[Sample]:
    """Return the key: the lines in use."""
    found = [
        Sample(lambda x, y: [line(x, y, x + 26, y, TYPICAL, weight=2.4)], 26, "found by ranking")
    ]
    if not math.isnan(total):
        words = "in random order"
        found.append(Sample(lambda x, y: [line(x, y, x + 26, y, QUIET, dash="2 3")], 26, words))
    if rest.stop is not None:
        words = f"stopped after {plural(rest.stop, 'record')}"
        mark = Sample(lambda x, y: [line(x, y, x + 26, y, TEXT, weight=1.2, dash="6 3")], 26, words)
        found.append(mark)
    if rest.at_most is not None:
        words = f"at most {plural(rest.at_most, 'relevant record')} ({rest.bound_said})"
        found.append(Sample(_left_sample, 26, words))
    return found


def _left_sample(x: float, y: float) -> list[str]:
    """Return a sample of what may be left."""
    box = element("rect", x=x, y=y - 5, width=26, height=11, fill=ZONE_DEVIANT)
    return [box, line(x, y - 5, x + 26, y - 5, DEVIANT, weight=1.4, dash="5 3")]


def _percent(share: float) -> str:
    """Return a share in per cent, cut and never rounded up: a bound must hold."""
    cut = math.floor(share * 1000 + 1e-9) / 10
    return f"{cut:g} %"


def _alt(title: str, counts: NDArray[np.int64], n_records: int, rest: _Rest) -> str:
    """Return the curve in words."""
    n, relevant = len(counts) - 1, int(counts[-1])
    if not n:
        return f"{title}: nothing of {plural(n_records, 'record')} is screened yet."
    said = [
        f"{title}: {plural(relevant, 'relevant record')} found in the first {n:,} of "
        f"{n_records:,} screened."
    ]
    if rest.stop is not None:
        stopped = f"Stopped after {plural(rest.stop, 'record')}"
        if rest.at_most is not None:
            left = rest.at_most - rest.at_stop
            stopped += (
                f"; {rest.bound_said}: at most {plural(rest.at_most, 'relevant record')}, "
                f"at most {left:,} left"
            )
        if not math.isnan(rest.recall):
            stopped += f"; estimated recall {_percent(rest.recall)}"
        said.append(f"{stopped}.")
    if relevant:
        half = int(np.argmax(counts >= (relevant + 1) // 2))
        said.append(f"Half of those found stood among the first {half:,}.")
    return " ".join(said)
