"""The prime implicant chart, reduced without losing or adding a minimal model.

A *class* is a set of implicants that cover the same rows: a minimum cover uses at most one of each.
Two reductions are safe for counting all minimum covers: a row whose implicants include all those of
another row is covered whenever the other is (row dominance), and a class that alone covers some row
is in every cover (essential). Column dominance is not used: it would delete tied models.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Chart", "Reduced", "bits", "columns_of", "make_chart", "reduce_chart", "split_chart"]


@dataclass(frozen=True)
class Chart:
    """Classes of implicants and the rows that each covers.

    Attributes
    ----------
    rows : int
        The rows to be covered, as bits.
    patterns : tuple of int
        The rows that each class covers, as bits; no two are equal, none is 0.
    members : tuple of tuple of int
        The implicants of each class.
    """

    rows: int
    patterns: tuple[int, ...]
    members: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Reduced:
    """A chart after its essential classes are taken out.

    Attributes
    ----------
    essential : tuple of tuple of int
        The members of each essential class; every cover has one of each.
    rest : Chart
        What is left to choose; it has no rows where all is settled.
    """

    essential: tuple[tuple[int, ...], ...]
    rest: Chart


def bits(word: int) -> list[int]:
    """Return the positions of the ones.

    Examples
    --------
    >>> bits(0b1010)
    [1, 3]
    """
    found = []
    while word:
        low = word & -word
        found.append(low.bit_length() - 1)
        word ^= low
    return found


def make_chart(patterns: list[int], n_rows: int) -> Chart:
    """Return the chart of implicants given the rows that each covers."""
    groups: dict[int, list[int]] = {}
    for i, pattern in enumerate(patterns):
        if pattern:
            groups.setdefault(pattern, []).append(i)
    keys = tuple(sorted(groups))
    return Chart((1 << n_rows) - 1, keys, tuple(tuple(groups[key]) for key in keys))


def reduce_chart(chart: Chart) -> Reduced:
    """Take out essential classes and dominated rows until nothing changes.

    Examples
    --------
    >>> reduced = reduce_chart(make_chart([0b011, 0b110, 0b100], 3))
    >>> reduced.essential, reduced.rest.rows, reduced.rest.members
    (((0,),), 4, ((1, 2),))
    """
    essential: list[tuple[int, ...]] = []
    while True:
        kept_rows, sole = _undominated_rows(chart)
        chart = _restricted(chart, kept_rows)
        if not sole:
            break
        taken = {chart_class for row in sole for chart_class in _classes_of(chart, row)}
        if len(chart.patterns) == 1:
            break
        essential.extend(chart.members[i] for i in sorted(taken))
        covered = 0
        for i in taken:
            covered |= chart.patterns[i]
        chart = _restricted(chart, chart.rows & ~covered, without=taken)
    return Reduced(tuple(essential), chart)


def columns_of(chart: Chart) -> dict[int, int]:
    """Return for each row the classes that cover it, as bits."""
    return {row: sum(1 << i for i in _classes_of(chart, row)) for row in bits(chart.rows)}


def _classes_of(chart: Chart, row: int) -> list[int]:
    """Return the classes that cover a row."""
    return [i for i, pattern in enumerate(chart.patterns) if pattern >> row & 1]


def _undominated_rows(chart: Chart) -> tuple[int, list[int]]:
    """Return the rows that must be looked at, and those with one class only."""
    first: dict[int, int] = {}
    for row, word in columns_of(chart).items():
        first.setdefault(word, row)
    kept: list[tuple[int, int]] = []
    for word, row in sorted(first.items(), key=lambda item: (item[0].bit_count(), item[1])):
        if not any(other & word == other for other, _ in kept):
            kept.append((word, row))
    rows = 0
    for _, row in kept:
        rows |= 1 << row
    return rows, [row for word, row in kept if word.bit_count() == 1]


def _restricted(chart: Chart, rows: int, *, without: set[int] | None = None) -> Chart:
    """Return the chart on some of its rows, equal classes joined and empty ones dropped."""
    groups: dict[int, list[int]] = {}
    for i, (pattern, members) in enumerate(zip(chart.patterns, chart.members, strict=True)):
        left = pattern & rows
        if left and i not in (without or ()):
            groups.setdefault(left, []).extend(members)
    keys = tuple(sorted(groups))
    return Chart(rows, keys, tuple(tuple(sorted(groups[key])) for key in keys))


def split_chart(chart: Chart) -> list[Chart]:
    """Return the parts of a chart that share no class, so that each can be solved alone."""
    parts: list[list[int]] = []
    spans: list[int] = []
    for i, pattern in enumerate(chart.patterns):
        joined, span = [i], pattern
        for p in [p for p, other in enumerate(spans) if other & pattern][::-1]:
            joined += parts.pop(p)
            span |= spans.pop(p)
        parts.append(joined)
        spans.append(span)
    order = sorted(range(len(parts)), key=lambda p: spans[p] & -spans[p])
    return [
        Chart(
            spans[p],
            tuple(chart.patterns[i] for i in sorted(parts[p])),
            tuple(chart.members[i] for i in sorted(parts[p])),
        )
        for p in order
    ]
