"""A report on waves, checked by plain loops over what it prints."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hanse.partners.market_path.ring_limits import TIE

if TYPE_CHECKING:
    from hanse.partners.market_path.waves import WaveEntry, WaveReport

__all__ = ["waves_hold"]


def waves_hold(report: WaveReport) -> bool:
    """Return whether rings, flags and rank correlations are what loops give."""
    for one in report.entries:
        ring = 1
        for limit in report.limits:
            ring += one.distance > limit + TIE
        if ring != one.ring or _flag(report, one) != one.flag:
            return False
    waves = [float(one.wave) for one in report.entries]
    distances = [one.distance for one in report.entries]
    found = report.agreement
    both = (_pearson(_ranks(waves), _ranks(distances)), found.spearman)
    pairs = (both, (_tau(waves, distances), found.kendall))
    return all((math.isnan(a) and math.isnan(b)) or abs(a - b) < 1e-9 for a, b in pairs)


def _is_far(report: WaveReport, one: WaveEntry) -> bool:
    """Return whether an entry was far before its wave."""
    frontier = 0
    for ring in range(1, len(report.limits) + 2):
        for other in report.entries:
            before = other.ring == ring and other.wave < one.wave
            if before and not report.rule.is_far(ring, frontier):
                frontier = ring
    return report.rule.is_far(one.ring, frontier)


def _flag(report: WaveReport, one: WaveEntry) -> str:
    """Return the flag of an entry."""
    if _is_far(report, one):
        if one.ties >= report.rule.ties:
            return "leap led by ties"
        if math.isnan(one.ties) and one.level not in ("", "outsider"):
            return "leap led by ties"
        if one.complementarity >= report.rule.complementarity:
            return "leap led by complementarity"
        return "far without a tie on record"
    for other in report.entries:
        is_before = other.ring == one.ring and one.wave - other.wave >= report.late
        if is_before and not _is_far(report, other):
            return "late for its distance"
    return "in order"


def _ranks(values: Sequence[float]) -> list[float]:
    """Return the mean rank of each value."""
    return [
        sum(other < one for other in values) + (sum(other == one for other in values) + 1) / 2
        for one in values
    ]


def _pearson(x: Sequence[float], y: Sequence[float]) -> float:
    """Return the correlation, NaN with fewer than three values or without variation."""
    n = len(x)
    if n < 3 or len(set(x)) == 1 or len(set(y)) == 1:
        return math.nan
    mx, my = math.fsum(x) / n, math.fsum(y) / n
    top = math.fsum((a - mx) * (b - my) for a, b in zip(x, y, strict=True))
    sizes = math.fsum((a - mx) ** 2 for a in x) * math.fsum((b - my) ** 2 for b in y)
    return top / math.sqrt(sizes)


def _tau(x: Sequence[float], y: Sequence[float]) -> float:
    """Return Kendall's tau-b by all pairs."""
    n = len(x)
    if n < 3 or len(set(x)) == 1 or len(set(y)) == 1:
        return math.nan
    agree = in_x = in_y = 0
    for i in range(n):
        for j in range(i):
            a = (x[i] > x[j]) - (x[i] < x[j])
            b = (y[i] > y[j]) - (y[i] < y[j])
            agree += a * b
            in_x += a * a
            in_y += b * b
    return agree / math.sqrt(in_x * in_y)
