r"""All covers with the fewest terms: their exact number, and as many of them as are wanted.

The number of m-element sets of implicants that cover all rows is, by inclusion and exclusion over
the sets Z of rows that stay uncovered, :math:`\sum_Z (-1)^{|Z|} \binom{a(Z)}{m}` with a(Z) the
number of implicants that cover none of Z. One *zeta transform* over the row sets (Knuth, TAOCP 4A,
7.1.3) gives every a(Z) at once; the smallest m with a number above 0 is the minimum. From 23 to 28
rows the sum runs over slices of 22 rows, so that memory stays small; larger parts are counted by
branching on a row with few classes (`hanse.qca.branching`).
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import islice, product

import numpy as np

from hanse.qca.branching import count_by_branching, list_covers
from hanse.qca.chart import Chart, bits, make_chart, reduce_chart, split_chart

__all__ = ["MOST_ROWS", "SLICE_ROWS", "Covers", "minimal_covers"]

SLICE_ROWS = 22
MOST_ROWS = 28


@dataclass(frozen=True)
class Covers:
    """The minimum covers of a chart.

    Attributes
    ----------
    size : int
        Number of implicants of each.
    count : int
        Exact number of minimum covers.
    listed : tuple of tuple of int
        The implicants of each cover, ascending; all covers where there are no more than the limit.
    """

    size: int
    count: int
    listed: tuple[tuple[int, ...], ...]

    @property
    def is_complete(self) -> bool:
        """Whether every minimum cover is listed."""
        return self.count == len(self.listed)


def minimal_covers(patterns: list[int], n_rows: int, *, limit: int) -> Covers:
    """Find all covers of the rows with the fewest implicants.

    Parameters
    ----------
    patterns : list of int
        The rows that each implicant covers, as bits.
    n_rows : int
        Number of rows.
    limit : int
        How many covers are listed at most; the count is exact all the same.

    Returns
    -------
    Covers
        Without rows there is one cover, the empty one.

    Raises
    ------
    ValueError
        If a row is covered by no implicant.
    LimitReached
        If more than 28 rows remain in one part and branching passes its bound.

    Examples
    --------
    >>> minimal_covers([0b011, 0b110, 0b101], 3, limit=10)
    Covers(size=2, count=3, listed=((0, 1), (0, 2), (1, 2)))
    """
    chart = make_chart(patterns, n_rows)
    covered = 0
    for pattern in chart.patterns:
        covered |= pattern
    if covered != chart.rows:
        raise ValueError(f"rows {bits(chart.rows & ~covered)} are covered by no implicant")
    reduced = reduce_chart(chart)
    rest = split_chart(reduced.rest)
    solved = [_solve(part) for part in rest]
    count = math.prod(len(members) for members in reduced.essential)
    count *= math.prod(number for _, number in solved)
    size = len(reduced.essential) + sum(part_size for part_size, _ in solved)
    parts = [
        list_covers(part, part_size, limit)
        for part, (part_size, _) in zip(rest, solved, strict=True)
    ]
    choices = [[(member,) for member in members] for members in reduced.essential]
    listed = [tuple(sorted(sum(choice, ()))) for choice in islice(product(*choices, *parts), limit)]
    return Covers(size, count, tuple(sorted(listed)))


def _solve(chart: Chart) -> tuple[int, int]:
    """Return the size and the number of the minimum covers of one part."""
    if chart.rows.bit_count() <= MOST_ROWS:
        return _count_by_row_sets(chart)
    return count_by_branching(chart)


def _count_by_row_sets(chart: Chart) -> tuple[int, int]:
    """Count by inclusion and exclusion over all sets of rows, slice by slice."""
    rows = bits(chart.rows)
    inner, outer = rows[:SLICE_ROWS], rows[SLICE_ROWS:]
    weight: Counter[int] = Counter()
    for excluded in range(1 << len(outer)):
        forbidden = sum(1 << row for i, row in enumerate(outer) if excluded >> i & 1)
        sign = -1 if excluded.bit_count() % 2 else 1
        for number, times in _signed_numbers(chart, inner, forbidden).items():
            weight[number] += sign * times
    terms = [(a, w) for a, w in weight.items() if w]
    for m in range(1, len(rows) + 1):
        number = sum(w * math.comb(a, m) for a, w in terms)
        if number:
            return m, number
    raise AssertionError("a chart whose rows are all covered has a cover")


def _signed_numbers(chart: Chart, rows: list[int], forbidden: int) -> dict[int, int]:
    """Return how often each a(Z) occurs, with its sign, for the Z that contain ``forbidden``."""
    place = {row: i for i, row in enumerate(rows)}
    inside = np.zeros(1 << len(rows), dtype=np.int32)
    for pattern, members in zip(chart.patterns, chart.members, strict=True):
        if not pattern & forbidden:
            inside[sum(1 << place[row] for row in bits(pattern) if row in place)] += len(members)
    grid = inside.reshape((2,) * len(rows))
    for axis in range(len(rows)):
        low, high = np.moveaxis(grid, axis, 0)
        high += low
    parity = np.bitwise_count(np.arange(inside.size, dtype=np.uint32)) & 1
    inside *= 2
    inside += parity != len(rows) % 2
    most = int(inside[-1]) // 2
    pairs = np.bincount(inside, minlength=2 * most + 2).reshape(-1, 2)
    weight = pairs[:, 0] - pairs[:, 1]
    return {int(a): int(weight[a]) for a in np.flatnonzero(weight)}
